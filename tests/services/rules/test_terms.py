"""The day a receivable falls due, by hand on a calendar."""

from __future__ import annotations

from datetime import date

import pytest

from app.services.rules.terms import due_day


@pytest.mark.parametrize(
    ("basis", "days", "day_of_month", "issued", "due"),
    [
        ("cash", 0, None, "2026-11-21", "2026-11-21"),
        ("net", 30, None, "2026-01-31", "2026-03-02"),
        ("net", 0, None, "2026-02-28", "2026-02-28"),
        ("net", 60, None, "2026-11-21", "2027-01-20"),
        ("eom", 0, None, "2026-02-10", "2026-02-28"),
        ("eom", 0, None, "2028-02-10", "2028-02-29"),
        ("eom", 30, None, "2026-11-21", "2026-12-31"),
        ("eom", 30, None, "2027-01-31", "2027-02-28"),
        ("eom", 60, None, "2026-12-31", "2027-02-28"),
        ("eom", 40, None, "2026-11-21", "2027-01-10"),
        ("eom_day", 0, 25, "2026-11-21", "2026-12-25"),
        ("eom_day", 0, 31, "2026-10-31", "2026-11-30"),
        ("eom_day", 0, 30, "2026-01-31", "2026-02-28"),
        ("eom_day", 0, 31, "2028-01-15", "2028-02-29"),
        ("eom_day", 0, 10, "2026-12-01", "2027-01-10"),
    ],
)
def test_due_day(basis: str, days: int, day_of_month: int | None, issued: str, due: str) -> None:
    assert due_day(basis, days, day_of_month, date.fromisoformat(issued)) == date.fromisoformat(due)

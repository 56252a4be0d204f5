"""Guarantee periods, registration of title, and when goods cannot be taken back any more."""

from __future__ import annotations

from datetime import date

import pytest

from app.services.rules.securities import guarantee_by, register_by, repossession_barred


@pytest.mark.parametrize(
    ("due", "agreed", "end", "basis"),
    [
        ("2026-03-31", None, "2026-09-30", "guarantee_6_months"),
        ("2026-02-28", None, "2026-08-28", "guarantee_6_months"),
        ("2026-08-31", None, "2027-02-28", "guarantee_6_months"),
        ("2026-03-31", "2026-03-31", "2026-09-30", "guarantee_6_months"),
        ("2026-03-31", "2025-12-31", "2026-09-30", "guarantee_6_months"),
        ("2026-03-31", "2026-04-01", "2026-04-01", "guarantee_agreed"),
        ("2026-03-31", "2028-03-31", "2028-03-31", "guarantee_agreed"),
    ],
)
def test_a_guarantee_without_a_usable_period_lasts_six_months(
    due: str, agreed: str | None, end: str, basis: str
) -> None:
    found = guarantee_by(date.fromisoformat(due), date.fromisoformat(agreed) if agreed else None)
    assert found == (date.fromisoformat(end), basis)


def test_golden_title_is_registered_within_ten_days_of_delivery() -> None:
    assert register_by(date(2026, 5, 8)) == date(2026, 5, 18)


def test_three_quarters_paid_bars_taking_the_goods_back() -> None:
    assert [repossession_barred(1000, paid) for paid in (0, 749, 750, 1000)] == [False, False, True, True]
    assert not repossession_barred(0, 0)

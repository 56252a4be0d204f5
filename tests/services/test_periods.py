"""Named spans of days."""

from __future__ import annotations

from datetime import date

import pytest

from app.services.periods import span


@pytest.mark.parametrize(
    ("key", "on", "first", "last"),
    [
        ("month", "2028-02-29", "2028-02-01", "2028-02-29"),
        ("last_month", "2026-03-31", "2026-02-01", "2026-02-28"),
        ("last_month", "2026-01-05", "2025-12-01", "2025-12-31"),
        ("quarter", "2026-11-21", "2026-10-01", "2026-12-31"),
        ("quarter", "2026-03-31", "2026-01-01", "2026-03-31"),
        ("year", "2026-11-21", "2026-01-01", "2026-12-31"),
        ("2026-09", "2026-11-21", "2026-09-01", "2026-09-30"),
    ],
)
def test_span(key: str, on: str, first: str, last: str) -> None:
    assert span(key, date.fromisoformat(on)) == (date.fromisoformat(first), date.fromisoformat(last))


@pytest.mark.parametrize("key", ["", "2026-13", "2026-1", "week"])
def test_what_is_no_period(key: str) -> None:
    with pytest.raises(LookupError):
        span(key, date(2026, 11, 21))

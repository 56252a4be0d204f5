"""Days of months and instants of the journal."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.models.dates import FIRST, LAST, add_days, add_months, day, end_of_month, local_minute, maybe_day, now_utc

DAY = st.dates(FIRST, LAST)


@pytest.mark.parametrize(
    ("on", "months", "expected"),
    [
        ("2026-01-31", 1, "2026-02-28"),
        ("2024-01-31", 1, "2024-02-29"),
        ("2026-12-31", 2, "2027-02-28"),
        ("2026-03-31", -1, "2026-02-28"),
        ("2026-01-15", -13, "2024-12-15"),
        ("2026-05-05", 0, "2026-05-05"),
    ],
)
def test_months_end_on_the_last_day_of_a_shorter_one(on: str, months: int, expected: str) -> None:
    assert add_months(day(on), months) == day(expected)


@given(DAY, st.integers(-24, 24))
def test_months_later_keep_the_day_where_it_exists(on: date, months: int) -> None:
    then = add_months(on, months)
    assert (then.year - on.year) * 12 + then.month - on.month == months
    assert then.day == min(on.day, end_of_month(then).day)


@given(DAY)
def test_the_day_after_the_end_of_a_month_is_a_first(on: date) -> None:
    assert add_days(end_of_month(on), 1).day == 1
    assert (end_of_month(on).year, end_of_month(on).month) == (on.year, on.month)


@given(DAY)
def test_days_as_text_sort_as_days(on: date) -> None:
    assert day(on.isoformat()) == on
    assert (on.isoformat() < "2026-06-30") == (on < date(2026, 6, 30))


def test_no_day_is_no_day() -> None:
    assert maybe_day(None) is None
    with pytest.raises(ValueError, match="day is out of range"):
        day("2026-02-31")


def test_instants_are_utc_and_shown_in_local_time() -> None:
    assert datetime.fromisoformat(now_utc()).utcoffset() is not None
    local = datetime.fromisoformat("2026-11-21T09:02:03Z").astimezone()
    assert local_minute("2026-11-21T09:02:03Z") == f"{local:%Y-%m-%d %H:%M}"
    assert local_minute("long ago") == "long ago"

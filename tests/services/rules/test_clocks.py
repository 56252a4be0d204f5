"""How legal periods are counted, and when their alarms begin."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from app.services.rules.clocks import ALARMS, LONGEST_ALARM, after_days, after_months, after_years, alarm, first_alarm


@pytest.mark.parametrize(
    ("start", "months", "end"),
    [
        ("2026-02-28", 6, "2026-08-28"),
        ("2026-08-31", 6, "2027-02-28"),
        ("2027-08-31", 6, "2028-02-29"),
        ("2026-03-31", 6, "2026-09-30"),
        ("2026-12-15", 6, "2027-06-15"),
    ],
)
def test_months_end_on_the_corresponding_day_else_on_the_last(start: str, months: int, end: str) -> None:
    assert after_months(date.fromisoformat(start), months).isoformat() == end


def test_days_and_years() -> None:
    assert after_days(date(2026, 5, 8), 10) == date(2026, 5, 18)
    assert after_years(date(2024, 6, 30), 3) == date(2027, 6, 30)
    assert after_years(date(2024, 2, 29), 3) == date(2027, 2, 28)
    assert after_years(date(2024, 2, 29), 4) == date(2028, 2, 29)


def test_an_alarm_begins_on_its_day_and_narrows_until_the_last() -> None:
    end = date(2027, 6, 30)
    left = {181: None, 180: 180, 91: 180, 90: 90, 31: 90, 30: 30, 0: 30, -1: 0}
    assert {days: alarm("limitation", end, end - timedelta(days)) for days in left} == left


def test_the_shorter_periods_have_shorter_alarms() -> None:
    assert (first_alarm("guarantee"), first_alarm("registration"), first_alarm("bill_present")) == (90, 10, 10)
    assert LONGEST_ALARM == 180
    assert all(first > second > last > 0 for first, second, last in ALARMS.values())

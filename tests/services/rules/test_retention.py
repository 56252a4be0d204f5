"""Which backups may go: near in time many, far away few, never the last good ones."""

from __future__ import annotations

from datetime import datetime, timedelta
from itertools import pairwise

import pytest

from app.services.rules.retention import Kept, to_delete

NOW = datetime(2026, 11, 21, 18, 0)  # noqa: DTZ001 - UTC


def at(text: str, reason: str = "closing", *, good: bool = True) -> Kept:
    """A backup of "11-19 09:00" of 2026, or of "2025-11-19 09:00"; its name is that text."""
    when = datetime.fromisoformat(text if text.startswith("20") else f"2026-{text}")
    return Kept(text, when, reason, good)


def deleted(*backups: Kept) -> list[str]:
    return to_delete(backups, NOW)


RECENT = [at("11-21 09:00"), at("11-21 12:00"), at("11-21 17:00")]


@pytest.mark.parametrize(
    ("older", "gone"),
    [
        (["11-20 09:00", "11-20 10:00", "11-19 18:00"], []),  # the last two days: all
        (["11-19 17:59"], []),  # newest of its day
        (["11-18 09:00", "11-18 15:00", "11-17 08:00"], ["11-18 09:00"]),  # the newest of each day
        ([f"11-{day:02} 09:00" for day in range(1, 19)], ["11-02 09:00", "11-03 09:00"]),
    ],
)
def test_by_hand(older: list[str], gone: list[str]) -> None:
    """Last row: 14 days 05..18 stay; of 1..4 the newest of each week: Sunday the 1st, Wednesday the 4th."""
    assert deleted(*RECENT, *(at(each) for each in older)) == gone


def test_weeks_then_months() -> None:
    """Daily backups of 200 days: all of 2 days, 14 days, 8 weeks, then one a month."""
    daily = [Kept(f"{number}", NOW - timedelta(days=number), "closing") for number in range(200)]
    gone = set(to_delete(daily, NOW))
    kept = [NOW - timedelta(days=number) for number in range(200) if f"{number}" not in gone]
    assert [f"{each:%m-%d}" for each in kept] == [
        "11-21", "11-20", "11-19",
        *(f"11-{day:02}" for day in range(18, 4, -1)),
        "11-04", "11-01", "10-25", "10-18", "10-11", "10-04", "09-27", "09-20",
        "09-13", "08-31", "07-31", "06-30", "05-31",
    ]  # fmt: skip


def test_before_an_upgrade_stays_for_ever() -> None:
    assert deleted(*RECENT, at("2019-01-01 09:00", "before-upgrade"), at("11-05 09:00"), at("11-05 08:00")) == [
        "11-05 08:00"
    ]


def test_last_three_good_ones_stay_whatever_their_age() -> None:
    old = [at(f"2020-01-01 0{hour}:00") for hour in range(1, 6)]
    assert deleted(*old) == ["2020-01-01 01:00", "2020-01-01 02:00"]
    bad = [at(f"2020-01-02 0{hour}:00", good=False) for hour in range(1, 4)]
    assert deleted(*old, *bad) == ["2020-01-01 01:00", "2020-01-01 02:00", "2020-01-02 01:00", "2020-01-02 02:00"]


def test_nothing_is_nothing() -> None:
    assert deleted() == []


def test_a_year_of_work_three_backups_a_day() -> None:
    """Thinned out every evening: the folder stays small, nothing in use goes, and every month of the year is there."""
    kept: list[Kept] = []
    start = datetime(2025, 11, 22)  # noqa: DTZ001
    for number in range(365):
        day = start + timedelta(days=number)
        if day.weekday() == 6:
            continue  # Sundays are free
        kept += [Kept(f"{day:%Y-%m-%d} {hour:02}", day + timedelta(hours=hour), "closing") for hour in (9, 12, 18)]
        gone = to_delete(kept, day + timedelta(hours=18))
        kept = [each for each in kept if each.name not in gone]
        assert to_delete(kept, day + timedelta(hours=18)) == []
        assert len(kept) <= 9 + 14 + 8 + 24
        assert kept[-1].at == day + timedelta(hours=18)
    ages = sorted((datetime(2026, 11, 21, 18) - each.at).days for each in kept)  # noqa: DTZ001
    assert {f"{each.at:%Y-%m}" for each in kept} == {
        "2025-11",
        "2025-12",
        *(f"2026-{month:02}" for month in range(1, 12)),
    }
    # a month, and the week in which it ended
    assert max(later - earlier for earlier, later in pairwise(ages)) <= 31 + 7

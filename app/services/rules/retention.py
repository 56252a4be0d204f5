"""Which backups may go. Source: design paper on reliability, 2d (the shape of Anki's): near in time many, far away few."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

ALL_OF: Final = timedelta(days=2)
DAILY: Final = 14
WEEKLY: Final = 8
MONTHLY: Final = 24
LAST_GOOD: Final = 3
FOR_EVER: Final = "before-upgrade"


@dataclass(frozen=True, slots=True)
class Kept:
    """A backup in the folder: its file name, when it was made (UTC), why, and whether it passed its checks."""

    name: str
    at: datetime
    reason: str
    good: bool = True


def to_delete(backups: Iterable[Kept], now: datetime) -> list[str]:
    """Names that may go, oldest first.

    Kept are all of the last 2 days; of what is older the newest of each of 14 days, of what is older still the newest
    of each of 8 weeks, then of each of 24 months; every one made before an upgrade; the last 3 good ones.
    """
    newest_first = sorted(backups, key=lambda each: (each.at, each.name), reverse=True)
    keep = {each.name for each in newest_first if each.reason == FOR_EVER or now - each.at <= ALL_OF}
    keep |= {each.name for each in [each for each in newest_first if each.good][:LAST_GOOD]}
    rest: Sequence[Kept] = [each for each in newest_first if now - each.at > ALL_OF]
    for period, count in ((_day, DAILY), (_week, WEEKLY), (_month, MONTHLY)):
        chosen, rest = _newest_of_each(rest, period, count)
        keep |= {each.name for each in chosen}
    return [each.name for each in reversed(newest_first) if each.name not in keep]


def _newest_of_each(
    backups: Sequence[Kept], period: Callable[[datetime], Hashable], count: int
) -> tuple[list[Kept], Sequence[Kept]]:
    """The newest of each of the `count` newest periods, and what lies before those periods."""
    chosen: dict[Hashable, Kept] = {}
    for place, each in enumerate(backups):
        key = period(each.at)
        if key not in chosen:
            if len(chosen) == count:
                return list(chosen.values()), backups[place:]
            chosen[key] = each
    return list(chosen.values()), []


def _day(at: datetime) -> Hashable:
    return at.date()


def _week(at: datetime) -> Hashable:
    return at.isocalendar()[:2]


def _month(at: datetime) -> Hashable:
    return at.year, at.month

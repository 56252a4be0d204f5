"""Many letters for the bench, from the debts to the files, and their floor (`documents.bare`)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from itertools import count, cycle, islice
from pathlib import Path
from typing import Final

from app.services.rules.reminding import DueReminder
from app.services.services import Services

MOST: Final = 500
PER_LETTER: Final = 200  # receivables of the book for each letter


@dataclass(frozen=True, slots=True)
class Kind:
    """A batch of letters of one level, a file each or all in one; `budget` = the highest ratio to the floor."""

    name: str
    level: int
    one_file: bool
    budget: float


KINDS: Final = (
    Kind("letters_short", 1, False, 3),  # a page each
    Kind("letters", 2, False, 3),  # two pages each
    Kind("letters_file", 2, True, 8),  # the floor writes one font for all, and no more than lines
)


def pair(services: Services, folder: Path, size: int, kind: Kind) -> tuple[Callable[[], int], Callable[[], int]]:
    """(the batch, its floor); each writes its files into a folder of its own and says how many letters."""
    from app.services.documents import bare

    wanted, runs = min(MOST, max(1, size // PER_LETTER)), count()
    found = list(islice(cycle(_reminders(services, wanted, kind.level)), wanted))
    used, texts = bare.words([services.letters.sheet(each) for each in found])

    def whole() -> int:
        sheets = [services.letters.sheet(each) for each in found]
        into = folder / f"{kind.name}-{next(runs)}"
        made = services.letters.batch(sheets, into, one_file="all.pdf" if kind.one_file else "")
        return len(sheets) if kind.one_file else len(made)

    def floor() -> int:
        return bare.write(used, texts, folder / f"bare-{kind.name}-{next(runs)}", one_file=kind.one_file)

    return whole, floor


def _reminders(services: Services, most: int, level: int) -> list[DueReminder]:
    due = services.reminders.due(interest=False)[:most]
    return [services.reminders.chosen(each, tuple(item.instalment_id for item in each.items), level) for each in due]

"""Many letters for the bench, from the debts to the files, and their floor (`documents.bare`)."""

from __future__ import annotations

from collections.abc import Callable
from itertools import count, cycle, islice
from pathlib import Path
from typing import Final

from app.services.rules.reminding import DueReminder
from app.services.services import Services

MOST: Final = 500
PER_LETTER: Final = 200  # receivables of the book for each letter
LEVEL: Final = 2


def pair(services: Services, folder: Path, size: int) -> tuple[Callable[[], int], Callable[[], int]]:
    """(the batch, its floor); each writes its files into a folder of its own and says how many."""
    from app.services.documents import bare

    wanted, runs = min(MOST, max(1, size // PER_LETTER)), count()
    found = list(islice(cycle(_second_notices(services, wanted)), wanted))
    used, texts = bare.words([services.letters.sheet(each) for each in found])

    def whole() -> int:
        sheets = [services.letters.sheet(each) for each in found]
        return len(services.letters.batch(sheets, folder / f"letters-{next(runs)}"))

    return whole, lambda: bare.write(used, texts, folder / f"bare-{next(runs)}")


def _second_notices(services: Services, most: int) -> list[DueReminder]:
    due = services.reminders.due(interest=False)[:most]
    return [services.reminders.chosen(each, tuple(item.instalment_id for item in each.items), LEVEL) for each in due]

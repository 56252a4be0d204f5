"""How complete the credit file of each customer is, as a list: who owes most first, and what to ask for next."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Final

from app.i18n import _, mark, ngettext
from app.models import book, customers, dealings
from app.models.money import Money
from app.models.store import Store
from app.services import credit_view, credit_wording
from app.services.formats import joined
from app.services.rules.completeness import Completeness
from app.services.sheets import Heads, ListSheet, columns

HALF: Final = 0.5
NAMED: Final = 3  # missing pieces that are named
COLUMNS: Final[Heads] = (
    (mark("Customer"), "text"),
    (mark("Owes"), "money"),
    (mark("File completeness, %"), "number"),
    (mark("Missing"), "number"),
    (mark("What to ask for first"), "text"),
)


def credit_files(store: Store, on: date) -> ListSheet:
    """As known at the end of the day; archived customers are left out."""
    with store.snapshot():
        company = book.company(store)
        known = [each for each in customers.all_customers(store, on) if each.archived_on is None]
        owes = dealings.owed(store, on, [each.id for each in known])
        found = [(each, credit_view.view(store, each, on).completeness) for each in known]
    found.sort(key=lambda each: (-owes.get(each[0].id, 0), each[1].share, each[0].code))
    rows = tuple((each.short, Money(owes.get(each.id, 0), company.currency), *_told(file)) for each, file in found)
    return ListSheet(
        name="credit-files",
        title=_("Completeness of credit files"),
        subtitle=_("At the end of {day}, in {currency}").format(day=on.isoformat(), currency=company.currency),
        company=company.name,
        as_of=on,
        columns=columns(COLUMNS),
        rows=rows,
        customers=tuple(each.id for each, _file in found),
        notes=(_note([file for _each, file in found]),),
        nothing=_("There are no customers yet."),
    )


def _told(file: Completeness) -> tuple[int, int, str | None]:
    """Per cent, how many pieces are missing, the ones that would lift the reliability of the score most."""
    missing = file.missing
    first = joined([credit_wording.item_name(item.code) for item in missing[:NAMED]])
    return round(100 * file.share), len(missing), first or None


def _note(found: Sequence[Completeness]) -> str:
    """How many of the files could bear a score."""
    half = sum(each.share >= HALF for each in found)
    return ngettext("{count} file is at least half complete.", "{count} files are at least half complete.", half)

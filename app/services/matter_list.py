"""Legal matters of the whole book as the report `matters`, and their sums in the book's currency."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from app.i18n import _, mark, ngettext
from app.models import book, matters
from app.models.matters import Matter
from app.models.money import Money
from app.models.store import Store
from app.services import matter_wording as words
from app.services.day_rates import DayRates
from app.services.legal_wording import disclaimer
from app.services.sheets import Cells, Heads, ListSheet, columns

COLUMNS: Final[Heads] = (
    (mark("Matter no."), "text"), (mark("Customer"), "text"), (mark("Stage"), "text"), (mark("In this stage since"), "day"),
    (mark("Court or arbitration body"), "text"), (mark("Case no."), "text"), (mark("Lawyer"), "text"), (mark("Outstanding"), "money"),
    (mark("Amount claimed"), "money"), (mark("Costs so far"), "money"), (mark("Next day"), "day"), (mark("Next step"), "text"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Totals:
    """By matter, in minor units of the book's currency; what has no rate is left out."""

    currency: str
    open: Mapping[int, int]
    costs: Mapping[int, int]


def totals(store: Store, on: date, found: Iterable[Matter]) -> Totals:
    """At the rates of a day, else at those of the documents."""
    own, rates = book.company(store).currency, DayRates(store, on, documents=True)
    rows = list(found)
    owed = {row.id: rates.into(row.open, row.currency, own) or 0 for row in rows}
    return Totals(own, owed, {row.id: rates.into(row.costs, row.currency, own) or 0 for row in rows})


def report(store: Store, on: date) -> ListSheet:
    """Those that are not closed as things stand now, the nearest day first."""
    with store.snapshot():
        company = book.company(store)
        found = [row for row in matters.every(store) if row.is_open and row.opened_on <= on]
        sums = totals(store, on, found)
    found.sort(key=lambda row: (row.next_on is None, row.next_on or on, row.number))
    return ListSheet(
        name="matters",
        title=_("Legal matters"),
        subtitle=_("As of {day}").format(day=on.isoformat()),
        company=company.name,
        as_of=on,
        columns=columns(COLUMNS),
        rows=tuple(map(_row, found)),
        customers=tuple(row.customer_id for row in found),
        notes=tuple(_notes(found, on)),
        nothing=_("No legal matter is open."),
        total=_total(sums) if found else None,
    )


def _row(row: Matter) -> Cells:
    return (
        row.number, row.customer, words.stage_name(row.stage), row.stage_on, row.court, row.case_no, row.lawyer,
        Money(row.open, row.currency), Money(row.claimed, row.currency) if row.claimed else None,
        Money(row.costs, row.currency) if row.costs else None, row.next_on, words.kind_name(row.next_kind) if row.next_kind else None,
    )  # fmt: skip


def _total(sums: Totals) -> Cells:
    owed, costs = (Money(sum(each.values()), sums.currency) for each in (sums.open, sums.costs))
    return (_("Together"), None, None, None, None, None, None, owed, None, costs, None, None)


def _notes(found: Sequence[Matter], on: date) -> Iterator[str]:
    missed = sum(row.next_on is not None and row.next_on < on for row in found)
    if missed:
        yield ngettext(
            "{count} matter has a day that has passed and is not ticked.",
            "{count} matters have days that have passed and are not ticked.",
            missed,
        )
    yield disclaimer()

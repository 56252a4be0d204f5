"""The report on write-offs: what was given up on which ground, what came in after all, by year."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Final

from app.i18n import _, mark
from app.models import book, recovery
from app.models.money import Money
from app.models.recovery import WrittenOff
from app.models.store import Store
from app.services.formats import money
from app.services.sheets import Cells, Heads, ListSheet, columns
from app.services.write_off_wording import ground_name

COLUMNS: Final[Heads] = (
    (mark("Date"), "day"), (mark("Customer"), "text"), (mark("Receivable no."), "text"), (mark("Ground"), "text"),
    (mark("Written off"), "money"), (mark("Recovered"), "money"), (mark("Net loss"), "money"), (mark("Decision"), "text"),
    (mark("Decided by"), "text"), (mark("Reason"), "text"),
)  # fmt: skip


def write_offs(store: Store, on: date) -> ListSheet:
    """Every write-off that stands, the newest first; totals in the book's currency."""
    with store.snapshot():
        company, found = book.company(store), recovery.written_off(store, on)
    base = company.currency
    off, back = sum(each.amount_base for each in found), sum(each.recovered_base for each in found)
    total = (
        _("Total"),
        None,
        None,
        None,
        Money(off, base),
        Money(back, base),
        Money(off - back, base),
        None,
        None,
        None,
    )
    return ListSheet(
        name="write-offs",
        title=_("Write-offs and recoveries"),
        subtitle=_("Until {day}").format(day=on.isoformat()),
        company=company.name,
        as_of=on,
        columns=columns(COLUMNS),
        rows=tuple(_row(each) for each in found),
        customers=tuple(each.customer_id for each in found),
        notes=(*_by_year(found, base), *_by_ground(found, base)),
        nothing=_("Nothing was written off."),
        total=total if found else None,
    )


def _row(each: WrittenOff) -> Cells:
    amounts = (each.amount, each.recovered, each.amount - each.recovered)
    return (
        each.on, each.customer, each.number, ground_name(each.ground) or None, *(Money(minor, each.currency) for minor in amounts),
        each.approval, each.approver, each.reason,
    )  # fmt: skip


def _by_year(found: list[WrittenOff], base: str) -> list[str]:
    text = _("{year}: {off} written off, {back} of it recovered.")
    return [
        text.format(year=year, off=money(off, base), back=money(back, base))
        for year, (off, back) in sorted(_sums((str(each.on.year), each) for each in found).items(), reverse=True)
    ]


def _by_ground(found: list[WrittenOff], base: str) -> list[str]:
    none = _("No ground noted")
    text = _("{ground}: {off} written off, {back} of it recovered.")
    return [
        text.format(ground=ground, off=money(off, base), back=money(back, base))
        for ground, (off, back) in _sums((ground_name(each.ground) or none, each) for each in found).items()
    ]


def _sums(named: Iterable[tuple[str, WrittenOff]]) -> dict[str, tuple[int, int]]:
    """(written off, recovered) of each name, in the book's minor units."""
    found: dict[str, tuple[int, int]] = {}
    for name, each in named:
        off, back = found.get(name, (0, 0))
        found[name] = off + each.amount_base, back + each.recovered_base
    return found

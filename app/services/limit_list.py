"""The use of credit limits as a list: who has which limit until when, and how much of it is owed."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Final

from app.i18n import _, mark, ngettext
from app.models import book, limits_in_use
from app.models.dates import add_days
from app.models.limits_in_use import LimitInUse
from app.models.money import Money, convert
from app.models.store import Store
from app.services.limit_wording import state_name
from app.services.sheets import Kind, ListSheet, columns

Row = tuple[str | Money | int | date | None, ...]
COLUMNS: Final[tuple[tuple[str, Kind], ...]] = (
    (mark("Customer"), "text"),
    (mark("Credit limit"), "money"),
    (mark("Limit state"), "text"),
    (mark("Last day"), "day"),
    (mark("Owes"), "money"),
    (mark("Limit used, %"), "number"),
    (mark("Available"), "money"),
)


def use_of_limits(store: Store, on: date) -> ListSheet:
    """At the end of the day, in the book's currency; the fullest limits first, then those who owe without one."""
    with store.snapshot():
        company, found = book.company(store), limits_in_use.in_use(store, on)
        rates = {each.currency: _rate(store, each.currency, company.currency, on) for each in found}
    own = company.currency
    rows = [(each, _in_base(each, rates[each.currency], own)) for each in found]
    rows.sort(key=lambda row: (-_used(*row), -row[0].owes))
    return ListSheet(
        name="limits",
        title=_("Use of credit limits"),
        subtitle=_("At the end of {day}, in {currency}").format(day=on.isoformat(), currency=own),
        company=company.name,
        as_of=on,
        columns=columns(COLUMNS),
        rows=tuple(_row(each, limit, own) for each, limit in rows),
        customers=tuple(each.customer_id for each, _limit in rows),
        notes=_notes(rows, rates),
        nothing=_("No customer has a credit limit, and nobody owes anything."),
        total=_total(rows, own) if rows else None,
    )


def _rate(store: Store, currency: str, own: str, on: date) -> Decimal | None:
    found = "1" if currency == own else book.rate_on(store, currency, on)
    return Decimal(found) if found else None


def _in_base(each: LimitInUse, rate: Decimal | None, own: str) -> int | None:
    """The limit in the book's currency; None without one, or without a rate."""
    return None if each.limit is None or rate is None else convert(each.limit, each.currency, rate, own)


def _used(each: LimitInUse, limit: int | None) -> float:
    """For the order: over a limit of nothing is the fullest, without any limit the least."""
    owes = max(0, each.owes)
    if limit is None or each.state == "expired":
        return -1.0
    return owes / limit if limit else float("inf") if owes else 0.0


def _row(each: LimitInUse, limit: int | None, own: str) -> Row:
    """What has run out leaves nothing for new orders; what is owed of old is not over it."""
    owes = max(0, each.owes)
    used = round(100 * owes / limit) if limit else None
    left = None if limit is None else Money(0 if each.state == "expired" else limit - owes, own)
    return (
        each.name,
        None if limit is None or each.state == "expired" else Money(limit, own),
        state_name(each.state, each.limit),
        add_days(each.until, -1) if each.until else None,
        Money(each.owes, own),
        used,
        left,
    )


def _total(rows: list[tuple[LimitInUse, int | None]], own: str) -> Row:
    given = sum(limit or 0 for _each, limit in rows)
    left = sum(max(0, limit - max(0, each.owes)) for each, limit in rows if limit is not None)
    owes = sum(each.owes for each, _limit in rows)
    return (_("Total"), Money(given, own), None, None, Money(owes, own), None, Money(left, own))


def _notes(rows: list[tuple[LimitInUse, int | None]], rates: dict[str, Decimal | None]) -> tuple[str, ...]:
    notes = []
    gone = sum(each.state == "expired" for each, _limit in rows)
    if gone:
        told = ngettext("{count} limit has run out", "{count} limits have run out", gone).format(count=gone)
        notes.append(_("{told}: nothing for new orders until there is a new one.").format(told=told))
    unset = sum(each.state == "not_set" for each, _limit in rows)
    if unset:
        told = ngettext("{count} customer owes without a limit.", "{count} customers owe without a limit.", unset)
        notes.append(told.format(count=unset))
    missing = sorted(currency for currency, rate in rates.items() if rate is None)
    if missing:
        told = _("No exchange rate of the day is known for {currencies}; those limits are left out.")
        notes.append(told.format(currencies=_(", ").join(missing)))
    return tuple(notes)

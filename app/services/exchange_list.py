"""What rates of exchange made of the settlements of a year, as a list that ties to the ledger."""

from __future__ import annotations

from datetime import date
from typing import Final

from app.i18n import _, mark
from app.models import book, exchange
from app.models.exchange import ExchangeDifference
from app.models.money import Money
from app.models.store import Store
from app.services.formats import money
from app.services.sheets import Heads, ListSheet, columns

COLUMNS: Final[Heads] = (
    (mark("Date"), "day"),
    (mark("Customer"), "text"),
    (mark("Payment no."), "text"),
    (mark("Money"), "money"),
    (mark("Paid in"), "text"),
    (mark("Receivable no."), "text"),
    (mark("Settles"), "money"),
    (mark("Owed in"), "text"),
    (mark("Exchange difference"), "money"),
)


def exchange_differences(store: Store, on: date) -> ListSheet:
    """The settlements of the calendar year up to the day whose two sides differ in the book's currency; a loss is below zero."""
    since = date(on.year, 1, 1)
    with store.snapshot():
        company, rows = book.company(store), exchange.differences(store, since, on)
    own = company.currency
    return ListSheet(
        name="exchange-differences",
        title=_("Exchange differences"),
        subtitle=_("From {since} to {until}, in {currency}").format(since=since, until=on, currency=own),
        company=company.name,
        as_of=on,
        columns=columns(COLUMNS),
        rows=tuple(_row(each, own) for each in rows),
        customers=tuple(each.customer_id for each in rows),
        notes=_notes(rows, own),
        nothing=_("No settlement of this year has an exchange difference."),
        total=(_("Total"), *[None] * 7, Money(_sum(rows), own)) if rows else None,
    )


def _row(each: ExchangeDifference, own: str) -> tuple[str | Money | date | None, ...]:
    return (
        each.on, each.customer, each.source_number, Money(each.source_amount, each.source_currency),
        each.source_currency, each.target_number, Money(each.amount, each.currency), each.currency, Money(each.gain_base, own),
    )  # fmt: skip


def _sum(rows: list[ExchangeDifference]) -> int:
    return sum(each.gain_base for each in rows)


def _notes(rows: list[ExchangeDifference], own: str) -> tuple[str, ...]:
    gains = sum(each.gain_base for each in rows if each.gain_base > 0)
    words = {"gains": money(gains, own), "losses": money(gains - _sum(rows), own)}
    said = _("Gains {gains}, losses {losses}. The money at its own rate, less the debt at the rate it was booked at.")
    return (said.format(**words),) if rows else ()

"""Reports: frozen sheets of what is owed on any day, tied to the ledger."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final, Literal

from app.i18n import _
from app.models import aged, book, customers, receivables
from app.models.errors import UserError
from app.models.receivables import OpenItem
from app.models.store import Store
from app.services.rules.ageing import STANDARD, Basis, Buckets
from app.services.sheets import AgeingRow, AgeingSheet

By = Literal["customer", "invoice", "industry", "region", "owner", "currency"]
BY: Final = ("customer", "invoice", "industry", "region", "owner", "currency")


@dataclass(frozen=True, slots=True)
class Balance:
    """One customer's open documents at the end of a day; `total` = open - unallocated, in the customer's currencies summed in base."""

    customer: str
    currency: str
    open: tuple[OpenItem, ...]
    unallocated: tuple[OpenItem, ...]
    total: int


class Reports:
    """What is printed and exported."""

    def __init__(self, store: Store, today: date) -> None:
        self._store = store
        self._today = today

    def ageing(
        self, on: date | None = None, *, by: By = "customer", basis: Basis = "due", limits: Sequence[int] = STANDARD
    ) -> AgeingSheet:
        """Aged receivables at the end of a day, in the book's currency (by "currency": each row in its own, the total in the book's).

        Raises UserError when the limits do not rise or are out of all reason.
        """
        on = on or self._today
        try:
            buckets = Buckets(tuple(limits), basis)
        except ValueError as problem:
            raise UserError(
                _(
                    "The age limits must be whole days that rise, at most 50 of them and up to 36,525, for example 30,60,90."
                )
            ) from problem
        with self._store.snapshot():
            company = book.company(self._store)
            rows = self._rows(on, buckets, by)
            in_base = self._rows(on, buckets, "customer") if by == "currency" else rows
            ledger = aged.ledger(self._store, on)
        total = _whole(in_base, company.currency, len(buckets.keys))
        return AgeingSheet(company.name, on, basis, by, company.currency, buckets.keys, rows, total, ledger)

    def balance(self, customer_id: int, on: date | None = None) -> Balance:
        """The open items and unapplied credits of a customer, in its currency where it has only that one."""
        on = on or self._today
        customer = customers.customer(self._store, customer_id, on)
        items = receivables.open_items(self._store, customer_id, on)
        currencies = {item.currency for item in items}
        own = currencies <= {customer.currency} if customer else False
        currency = customer.currency if customer and own else book.company(self._store).currency
        debits = tuple(item for item in items if item.side == "debit")
        credits_ = tuple(item for item in items if item.side == "credit")
        total = sum((item.open if own else item.open_base) * (1 if item.side == "debit" else -1) for item in items)
        return Balance(customer.code if customer else "", currency, debits, credits_, total)

    def _rows(self, on: date, buckets: Buckets, by: By) -> tuple[AgeingRow, ...]:
        governing: Literal["due_on", "issued_on"] = "due_on" if buckets.basis == "due" else "issued_on"
        return tuple(aged.sums(self._store, on, buckets.edges(on), by=by, governing=governing))


def _whole(rows: Sequence[AgeingRow], currency: str, width: int) -> AgeingRow:
    """Every row together."""
    buckets = tuple(sum(column) for column in zip(*(row.buckets for row in rows), strict=True)) or (0,) * width
    unallocated = sum(row.unallocated for row in rows)
    days = max((row.overdue_days_max for row in rows), default=0)
    return AgeingRow("", _("Total"), currency, sum(buckets) + unallocated, buckets, unallocated, days)

"""Reports: frozen sheets of what is owed on any day, tied to the ledger."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final, Literal

from app.i18n import _
from app.models import aged, book, customers, receivables
from app.models.aged import AgedSum
from app.models.customers import Customer
from app.models.errors import UserError
from app.models.receivables import OpenItem
from app.models.store import Store
from app.services.rules.ageing import STANDARD, Basis, Buckets, overdue_days
from app.services.sheets import AgeingRow, AgeingSheet

By = Literal["customer", "invoice", "industry", "region", "owner", "currency"]
BY: Final = ("customer", "invoice", "industry", "region", "owner", "currency")
Name = tuple[str, str]


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

        Raises UserError when the limits do not rise.
        """
        on = on or self._today
        try:
            buckets = Buckets(tuple(limits), basis)
        except ValueError as problem:
            raise UserError(_("The age limits must be whole days that rise, for example 30,60,90.")) from problem
        with self._store.snapshot():
            sums = self._sums(on, buckets, by)
            company = book.company(self._store)
            rows = self._rows(sums, by, on, company.currency)
            whole = self._sums(on, buckets, "customer") if by == "currency" else sums
            ledger = aged.ledger(self._store, on)
        total = _row(("", _("Total")), company.currency, whole, on, len(buckets.keys))
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

    def _sums(self, on: date, buckets: Buckets, by: By) -> list[AgedSum]:
        governing: Literal["due_on", "issued_on"] = "due_on" if buckets.basis == "due" else "issued_on"
        return aged.sums(
            self._store,
            on,
            buckets.edges(on),
            governing=governing,
            own_currency=by == "currency",
            by_document=by == "invoice",
        )

    def _rows(self, sums: list[AgedSum], by: By, on: date, currency: str) -> tuple[AgeingRow, ...]:
        name = self._namer(by, on)
        groups: dict[Name, list[AgedSum]] = {}
        for each in sums:
            groups.setdefault(name(each), []).append(each)
        rows = [
            _row(key, key[0] if by == "currency" else currency, each, on, len(each[0].buckets))
            for key, each in groups.items()
        ]
        return tuple(
            sorted((row for row in rows if any(row.buckets) or row.unallocated), key=lambda row: (-row.total, row.key))
        )

    def _namer(self, by: By, on: date) -> Callable[[AgedSum], Name]:
        """How a sum is filed: (key, name); the key is empty where the value is."""
        if by == "currency":
            return lambda each: (each.currency, each.currency)
        known = {each.id: each for each in customers.all_customers(self._store, on)}
        if by == "invoice":
            numbers = receivables.numbers(self._store)
            return lambda each: (numbers.get(each.receivable_id or 0, ""), known[each.customer_id].name)
        if by == "customer":
            return lambda each: (known[each.customer_id].code, known[each.customer_id].name)
        return lambda each: _group(known[each.customer_id], by)


def _group(customer: Customer, by: str) -> Name:
    value = getattr(customer, by) or ""
    return value, value


def _row(name: Name, currency: str, sums: Sequence[AgedSum], on: date, width: int) -> AgeingRow:
    buckets = tuple(sum(each.buckets[i] for each in sums) for i in range(width))
    unallocated = sum(each.unallocated for each in sums)
    oldest = min((each.oldest_due for each in sums if each.oldest_due), default=None)
    return AgeingRow(
        name[0], name[1], currency, sum(buckets) + unallocated, buckets, unallocated, overdue_days(oldest, on)
    )

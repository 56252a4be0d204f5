"""A made-up book of any size for `kedun bench`: three years of invoices, most of them paid, from a fixed seed."""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any, Final

from app.models import bulk
from app.services import opening
from app.services.opening import OpenBook

DAYS: Final = 3 * 365
PER_CUSTOMER: Final = 50
MOST_CUSTOMERS: Final = 10_000
TERMS: Final = 30
NEVER_PAID: Final = 0.03
IN_PARTS: Final = 0.06

CUSTOMER: Final = ("code", "name", "currency", "search_key")
RECEIVABLE: Final = (
    "customer_id", "kind", "number", "issued_on", "currency", "rate", "amount", "amount_base",
)  # fmt: skip
INSTALMENT: Final = ("receivable_id", "customer_id", "seq", "due_on", "amount", "amount_base")
PAYMENT: Final = (
    "customer_id", "kind", "paid_on", "currency", "rate", "amount", "amount_base", "method", "natural_key",
)  # fmt: skip
ALLOCATION: Final = (
    "customer_id", "payment_id", "instalment_id", "on_day", "amount", "source_amount", "base_target", "base_source",
)  # fmt: skip
Rows = list[tuple[Any, ...]]


@dataclass(frozen=True, slots=True)
class Ledger:
    """Rows in the order of the columns above; ids count from 1."""

    customers: Rows
    receivables: Rows
    instalments: Rows
    payments: Rows
    allocations: Rows


def ledger(size: int, today: date) -> Ledger:
    """`size` invoices of one customer for each fifty, at most ten thousand; about nine in a hundred are open today."""
    dice = random.Random(20261121)  # noqa: S311 - a fixed seed is the point
    count = min(MOST_CUSTOMERS, max(1, size // PER_CUSTOMER))
    days = [(today - timedelta(days=back)).isoformat() for back in range(-TERMS, DAYS + 1)]
    made = Ledger(
        [(f"K{n}", f"Customer {n}", "CNY", f" customer {n} k{n}") for n in range(1, count + 1)], [], [], [], []
    )
    for invoice in range(1, size + 1):
        customer, back = 1 + dice.randrange(count), dice.randrange(1, DAYS)
        amount = dice.randrange(10_000, 5_000_000)
        issued, due = days[back + TERMS], days[back]
        made.receivables.append((customer, "invoice", f"N-{invoice}", issued, "CNY", "1", amount, amount))
        made.instalments.append((invoice, customer, 1, due, amount, amount))
        paid = back - max(1, int(dice.gauss(TERMS + 28, 20)))
        if paid < 0 or dice.random() < NEVER_PAID:
            continue
        for part in (amount,) if dice.random() > IN_PARTS else (amount // 2, amount - amount // 2):
            row = len(made.payments) + 1
            on = days[paid + TERMS]
            made.payments.append((customer, "receipt", on, "CNY", "1", part, part, "transfer", f"n:{row}"))
            made.allocations.append((customer, row, invoice, on, part, part, part, part))
    return made


def empty(path: Path, made: Ledger, today: date) -> OpenBook:
    """A new book with the customers alone, open for writing."""
    opening.create(path, name="Bench", currency="CNY", country="CN", pack=None, owner="Bench")
    book = opening.open_book(path, today, write=True)
    with book.services.store.change("sample.fill") as change:
        bulk.insert_tuples(change, "customer", CUSTOMER, made.customers)
    return book


def full(path: Path, made: Ledger, today: date) -> OpenBook:
    """A new book with everything, open for writing."""
    book = empty(path, made, today)
    with book.services.store.change("sample.fill") as change:
        bulk.insert_tuples(change, "receivable", RECEIVABLE, made.receivables)
        bulk.insert_tuples(change, "instalment", INSTALMENT, made.instalments)
        bulk.insert_tuples(change, "payment", PAYMENT, made.payments)
        bulk.insert_tuples(change, "allocation", ALLOCATION, made.allocations)
    return book

"""Whatever happened: each month begins where the one before ended, and every month ties to the ledger."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any, Final

from hypothesis import given, settings
from hypothesis import strategies as st

from app.models.errors import UserError
from app.models.receivables import OpenItem
from app.services.adjustments import AdjustmentDraft
from app.services.payments import PaymentDraft
from app.services.receivables import ReceivableDraft
from tests.book import Book, opened

FIRST: Final = date(2026, 5, 1)
EDGES: Final = tuple(FIRST + timedelta(days) for days in (0, 31, 61, 92, 123, 150))
Step = tuple[str, int, int, str]
steps = st.lists(
    st.tuples(
        st.sampled_from(
            sorted(
                [
                    "invoice",
                    "credit_note",
                    "payment",
                    "loose",
                    "refund",
                    "void",
                    "bounce",
                    "across",
                    "give_up",
                    "recover",
                    "keep",
                    "move",
                ]
            )
        ),
        st.integers(0, 140),
        st.integers(1, 500_00),
        st.sampled_from(["CNY", "USD"]),
    ),
    min_size=1,
    max_size=16,
)


def play(book: Book, step: Step, place: int) -> None:
    """One thing that happens; what the book refuses does not."""
    what, days, amount, currency = step
    on, services = FIRST + timedelta(days), book.services
    rate = None if currency == "CNY" else "7"
    row: Any = {
        "customer_id": book.ids["A"], "amount": amount, "currency": currency, "rate": rate, "number": f"N{place}",
    }  # fmt: skip
    debts = [each for each in services.reports.balance(book.ids["A"], EDGES[-1]).open if each.instalment_id]
    receipts = [key for key in book.ids if key.startswith("P")]
    if what in ("invoice", "credit_note"):
        services.receivables.add(ReceivableDraft(kind=what, issued_on=on, **row))
    elif what == "refund":
        services.payments.record(PaymentDraft(paid_on=on, kind="refund", **row))
    elif what in ("payment", "loose"):
        parts: dict[int, int] | None = {} if what == "loose" else None
        book.ids[f"P{place}"] = services.payments.record(PaymentDraft(paid_on=on, parts=parts, **row))
    elif what in ("across", "give_up") and debts:
        settle(book, what, debts[amount % len(debts)], on, row)
    elif what == "recover" and (known := services.adjustments.of_customer(book.ids["A"])):
        services.adjustments.recover(known[amount % len(known)].id, None, on)
    elif receipts:
        change_receipt(book, what, receipts[amount % len(receipts)], on, debts[:1])


def settle(book: Book, what: str, debt: OpenItem, on: date, row: Any) -> None:
    """A debt is settled in whole: by money of any currency, or given up."""
    instalment = debt.instalment_id or 0
    if what == "give_up":
        draft = AdjustmentDraft(instalment, "write_off", min(debt.open, row["amount"]), on, "gone")
        book.services.adjustments.add(draft)
        return
    same = row["currency"] == debt.currency
    parts: dict[int, int] = {instalment: min(row["amount"], debt.open)} if same else {}
    across: dict[int, tuple[int, int]] = {} if same else {instalment: (row["amount"], debt.open)}
    book.services.payments.record(PaymentDraft(paid_on=on, parts=parts, across=across, **row))


def change_receipt(book: Book, what: str, key: str, on: date, debts: Sequence[OpenItem]) -> None:
    chosen, payments = book.ids[key], book.services.payments
    if what == "void":
        payments.void(chosen, "mistake")
        del book.ids[key]
    elif what == "bounce":
        payments.bounce(chosen, on, "refused")
    elif what == "keep":
        payments.keep(chosen, on, "not claimed")
    elif debts:
        payments.apply(chosen, None, on=on)


@settings(max_examples=40)
@given(story=steps)
def test_a_month_begins_where_the_one_before_ended(story: list[Step]) -> None:
    with tempfile.TemporaryDirectory() as folder, opened(Path(folder), today=EDGES[-1]) as book:
        book.ledger("customer A net 30")
        for place, step in enumerate(story):
            try:
                play(book, step, place)
            except UserError:
                continue
        closing: dict[str, int] = {}
        for since, following in pairwise(EDGES):
            sheet = book.services.statements.sheet(book.ids["A"], since, following - timedelta(1))
            for section in sheet.sections:
                assert section.opening == closing.get(section.currency, 0)
                closing[section.currency] = section.closing
        owing = {each.currency: each.amount for each in book.services.statements.owing(EDGES[-1] - timedelta(1))}
        assert owing == {currency: amount for currency, amount in closing.items() if amount}

"""Random books: the credit in use of any day against a plain recount of what was done, never of what lies in the book."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from fractions import Fraction
from pathlib import Path
from random import Random
from typing import Literal

import pytest

from app.services.bills import BillDraft
from app.services.deals import DealDraft
from app.services.deposits import DepositDraft, Taking
from app.services.payments import PaymentDraft
from app.services.receivables import ReceivableDraft
from tests.book import TODAY, Book, opened
from tests.exposing import put

Purpose = Literal["payment", "prepayment", "earnest"]
OWN = {"A": "CNY", "B": "USD"}
START = date(2026, 3, 1)
WEIGHTS = {"bank": Fraction(0), "finance_company": Fraction(1, 2), "trade": Fraction(1), "supply_chain": Fraction(1)}
RATES = [(date(2026, 1, 1), "7.1"), (date(2026, 5, 10), "7.2345"), (date(2026, 9, 1), "6.95")]


@dataclass
class Doc:
    """What the person did: `moves` = (day, change of what is open of it)."""

    customer: str
    code: str
    currency: str
    weight: Fraction
    moves: list[tuple[date, int]] = field(default_factory=list)
    id: int = 0

    def open(self, on: date) -> int:
        return sum(amount for day, amount in self.moves if day <= on)


def rate(currency: str, on: date) -> Fraction:
    return Fraction(1) if currency == "CNY" else Fraction([text for day, text in RATES if day <= on][-1])


def recount(docs: list[Doc], customer: str, on: date) -> dict[str, int]:
    """Line -> amount in the customer's currency, rounded once."""
    sums: dict[str, Fraction] = {}
    for doc in (each for each in docs if each.customer == customer and each.open(on)):
        value = doc.open(on) * doc.weight * rate(doc.currency, on) / rate(OWN[customer], on)
        sign = -1 if doc.code in ("receipts", "prepayments", "deposits", "credit_notes") else 1
        sums[doc.code] = sums.get(doc.code, Fraction(0)) + sign * value
    whole = {code: int(abs(value) + Fraction(1, 2)) * (1 if value > 0 else -1) for code, value in sums.items()}
    return {code: amount for code, amount in whole.items() if amount}


class Story:
    """A year of one firm's dealings, each entered through the services and noted beside."""

    def __init__(self, book: Book, random: Random) -> None:
        self.book, self.random, self.docs = book, random, list[Doc]()
        self.today = START
        for day, text in RATES:
            book.services.rates.add_exchange("USD", day, text)
        for code, currency in OWN.items():
            book.ids[code] = book.services.customers.add({"code": code, "name": code, "currency": currency})

    def amount(self) -> int:
        return self.random.randint(1, 900_000)

    def new(self, code: str, weight: Fraction = Fraction(1)) -> Doc:
        customer = self.random.choice(list(OWN))
        doc = Doc(customer, code, self.random.choice(["CNY", "USD"]), weight)
        self.docs.append(doc)
        return doc

    def step(self) -> None:
        self.today += timedelta(days=self.random.randint(0, 6))
        self.random.choice([self.invoice, self.invoice, self.money, self.credit, self.settle, self.bill, self.paid, self.deal,
                            self.spend, self.ship, self.deposit, self.give_back])()  # fmt: skip

    def invoice(self) -> None:
        doc, amount = self.new("receivables"), self.amount()
        doc.moves.append((self.today, amount))
        doc.id = self._receivable(doc, "invoice", amount)

    def credit(self) -> None:
        doc, amount = self.new("credit_notes"), self.amount()
        doc.moves.append((self.today, amount))
        self._receivable(doc, "credit_note", amount)

    def money(self) -> None:
        doc, amount = self.new(self.random.choice(["receipts", "prepayments"])), self.amount()
        doc.moves.append((self.today, amount))
        purpose: Purpose = "payment" if doc.code == "receipts" else "prepayment"
        self._payment(doc, amount, purpose, {})

    def settle(self) -> None:
        """Part of the oldest open receivable."""
        found = next((each for each in self.docs if each.code == "receivables" and each.open(self.today) > 0), None)
        if found is None:
            return
        amount = self.random.randint(1, found.open(self.today))
        found.moves.append((self.today, -amount))
        self._payment(found, amount, "payment", {found.id: amount})

    def bill(self) -> None:
        """Settles nothing: the money is a receipt not applied, and the draft is at risk."""
        kind = self.random.choice(list(WEIGHTS))
        doc, amount = self.new("bills", WEIGHTS[kind]), self.amount()
        receipt = Doc(doc.customer, "receipts", doc.currency, Fraction(1), [(self.today, amount)])
        self.docs.append(receipt)
        doc.moves.append((self.today, amount))
        doc.id = self.book.services.bills.receive(
            BillDraft(
                self.book.ids[doc.customer], kind=kind, number=f"N-{len(self.docs)}", acceptor="X", amount=amount,
                currency=doc.currency, received_on=self.today, drawn_on=self.today,
                matures_on=self.today + timedelta(days=60), parts={},
            )
        )  # fmt: skip

    def paid(self) -> None:
        """A draft is honoured, or sold outright."""
        found = next((each for each in self.docs if each.code == "bills" and each.open(self.today)), None)
        if found is not None:
            status = self.random.choice(["honoured", "discounted"])
            self.book.services.bills.event(found.id, status, self.today)
            found.moves.append((self.today, -found.open(self.today)))

    def deal(self) -> None:
        resale = self.random.choice([0, 2500, 3333])
        doc, cost = self.new("custom_work", 1 - Fraction(resale, 10_000)), self.amount()
        doc.moves.append((self.today, cost))
        doc.id = self.book.services.deals.add(
            DealDraft(
                self.book.ids[doc.customer], cost * 2, "ordered", currency=doc.currency, opened_on=self.today,
                ordered_on=self.today, custom_goods=True, cost_incurred=cost, resale_bp=resale,
            )
        )  # fmt: skip

    def spend(self) -> None:
        """The work is over: delivered, so that it counts no longer."""
        found = next((each for each in self.docs if each.code == "custom_work" and each.open(self.today)), None)
        if found is not None:
            found.moves.append((self.today, -found.open(self.today)))
            self.book.services.deals.move(found.id, "delivered", self.today)

    def ship(self) -> None:
        doc, amount = self.new("delivered"), self.amount()
        doc.moves.append((self.today, amount))
        put(
            self.book, "shipment", customer_id=self.book.ids[doc.customer], number=f"S-{len(self.docs)}",
            shipped_on=self.today.isoformat(), currency=doc.currency, amount=amount,
        )  # fmt: skip

    def deposit(self) -> None:
        doc, amount = self.new("deposits"), self.amount()
        doc.moves.append((self.today, amount))
        draft = DepositDraft(self.book.ids[doc.customer], amount, self.today, currency=doc.currency)
        self.book.services.deposits.receive(draft)

    def give_back(self) -> None:
        found = next((each for each in self.docs if each.code == "deposits" and each.open(self.today)), None)
        if found is not None:
            amount = self.random.randint(1, found.open(self.today))
            found.moves.append((self.today, -amount))
            taking = Taking(self.book.ids[found.customer], amount, self.today, currency=found.currency)
            self.book.services.deposits.refund(taking)

    def _receivable(self, doc: Doc, kind: str, amount: int) -> int:
        draft = ReceivableDraft(
            self.book.ids[doc.customer], amount, self.today, doc.currency, number=f"R-{len(self.docs)}", kind=kind
        )
        made = self.book.services.receivables.add(draft)
        sql = "select id from instalment where receivable_id=?"
        return next(iter(self.book.store.rows(int, sql, (made,))), 0)

    def _payment(self, doc: Doc, amount: int, purpose: Purpose, parts: dict[int, int]) -> None:
        draft = PaymentDraft(
            self.book.ids[doc.customer], amount, self.today, doc.currency, purpose=purpose, parts=parts,
            number=f"P-{self.random.random()}",
        )  # fmt: skip
        self.book.services.payments.record(draft)


@pytest.mark.parametrize("seed", range(4))
def test_any_day_is_what_a_plain_recount_says(tmp_path: Path, seed: int) -> None:
    random = Random(seed)
    with opened(tmp_path) as book:
        story = Story(book, random)
        for _step in range(70):
            story.step()
        days = [
            START - timedelta(days=1),
            *(START + timedelta(days=random.randint(0, 250)) for _each in range(6)),
            TODAY,
        ]
        for on in days:
            totals = book.services.exposure.totals(on)
            for code in OWN:
                sheet = book.services.exposure.sheet(book.ids[code], on)
                expected = recount(story.docs, code, on)
                assert {each.code: each.amount for each in sheet.lines if each.amount} == expected, (code, on)
                assert totals.get(book.ids[code], 0) == sheet.total == sum(expected.values())

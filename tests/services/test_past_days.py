"""Any past day of any ledger: the report equals a recount in plain Python, made from what was done and not from the tables."""

from __future__ import annotations

import shutil
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.models import payments, receivables
from app.models.store import Store
from app.services import opening
from app.services.payments import PaymentDraft, Payments
from app.services.receivables import ReceivableDraft, Receivables
from app.services.reports import Reports
from app.services.services import Services
from tests.book import assert_sound

START = date(2026, 1, 1)
TODAY = date(2026, 3, 1)
# Whose documents are mostly in which currency; B and C have some in the book's currency too.
CURRENCY_OF = {"A": "CNY", "B": "USD", "C": "JPY", "D": "CNY"}
RATES = {"CNY": None, "USD": "7.1234", "JPY": "0.0491"}
Buckets = dict[tuple[str, str], list[int]]


@dataclass(eq=False)
class Doc:
    """A document as the person knows it; `dues` = (from that day on, due day)."""

    kind: str
    id: int
    customer: str
    currency: str
    day: date
    amount: int
    dues: list[tuple[date, date | None]] = field(default_factory=list)
    void: bool = False
    whole: int = 0


@dataclass(eq=False)
class Use:
    """Money of `source` that settles `target` from a day on; moved money is a negative use of its own day."""

    source: Doc
    target: Doc
    day: date
    amount: int
    back: bool = False


def recount(docs: list[Doc], uses: list[Use], on: date) -> Buckets:
    """(customer, currency) -> ten age buckets and what is unallocated, at the end of the day."""
    sums: Buckets = defaultdict(lambda: [0] * 11)
    live = [use for use in uses if use.day <= on and not use.source.void and not use.target.void]
    for doc in docs:
        if doc.void or doc.day > on:
            continue
        open_ = doc.amount - sum(use.amount for use in live if doc in (use.source, use.target))
        row = sums[(doc.customer, doc.currency)]
        if doc.kind == "part":
            due = [due for since, due in doc.dues if since <= on or since == doc.dues[0][0]][-1]
            row[9 if due is None else bisect_left([0, 30, 60, 90, 180, 365, 730, 1095], (on - due).days)] += open_
        else:
            row[10] += open_ if doc.kind == "refund" else -open_
    return {key: row for key, row in sums.items() if any(row)}


class Ledger:
    """Does the same thing to a book, through its services, and to lists; what cannot be done is left out."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.docs: list[Doc] = []
        self.uses: list[Use] = []
        self.moved: dict[Use, Use] = {}
        self.today = START + timedelta(days=20)
        services = Services(store, TODAY)
        self.customers = {code: services.customers.add({"name": f"{code} Ltd", "code": code}) for code in CURRENCY_OF}

    def do(self, verb: int, a: int, b: int, c: int, days: int) -> None:
        """One act; the numbers choose among what there is. The clock only goes forward."""
        self.today += timedelta(days=a % 2)
        acts: tuple[Callable[[int, int, int, int], None], ...] = (
            self.invoice, self.receipt, self.invoice, self.receipt, self.credit_note, self.refund, self.apply, self.move,
            self.change_due, self.void_payment, self.void_receivable, self.move,
        )  # fmt: skip
        acts[verb % len(acts)](a, b, c, days)

    def _who(self, a: int, b: int, days: int) -> tuple[str, str, date]:
        code = "ABBBCD"[a % 6]
        return code, CURRENCY_OF[code] if b % 8 else "CNY", START + timedelta(days=days)

    def invoice(self, a: int, b: int, c: int, days: int) -> None:
        code, currency, on = self._who(a, b, days)
        amount = 100 + c
        dues = [None if b % 7 == 0 else on + timedelta(days=(b * 37) % 1300 - 1240), on + timedelta(days=b % 30)]
        parts = ((dues[0], amount),) if b % 2 else ((dues[0], amount // 3), (dues[1], amount - amount // 3))
        draft = ReceivableDraft(self.customers[code], amount, on, currency, rate=RATES[currency], instalments=parts)
        made = Receivables(self.store, self.today).add(draft)
        for found, (due, part) in zip(receivables.instalments(self.store, made), parts, strict=True):
            self.docs.append(Doc("part", found.id, code, currency, on, part, [(on, due)], whole=made))

    def credit_note(self, a: int, b: int, c: int, days: int) -> None:
        code, currency, on = self._who(a, b, days)
        draft = ReceivableDraft(self.customers[code], 30 + c, on, currency, rate=RATES[currency], kind="credit_note")
        made = Receivables(self.store, self.today).add(draft)
        self.docs.append(Doc("credit", made, code, currency, on, 30 + c, whole=made))

    def receipt(self, a: int, b: int, c: int, days: int) -> None:
        code, currency, on = self._who(a, b, days)
        made = Doc("receipt", 0, code, currency, on, 20 + 2 * c)
        wanted = self._wanted(made, c, 20 + 2 * c)
        draft = PaymentDraft(
            self.customers[code], made.amount, on, currency, rate=RATES[currency], parts={d.id: n for d, n in wanted}
        )
        made.id = Payments(self.store, self.today).record(draft)
        self.docs.append(made)
        self._use(made, wanted, on)

    def refund(self, a: int, b: int, c: int, days: int) -> None:
        """Uses up receipts with something left, the oldest first; what is over stays as owed back."""
        code, currency, on = self._who(a, b, days)
        made = Doc("refund", 0, code, currency, on, 10 + c)
        draft = PaymentDraft(self.customers[code], made.amount, on, currency, kind="refund", rate=RATES[currency])
        made.id = Payments(self.store, self.today).record(draft)
        self.docs.append(made)
        rest = made.amount
        for source in sorted(self._live("receipt"), key=lambda doc: (doc.day, doc.id)):
            part = min(rest, self._left(source)) if (source.customer, source.currency) == (code, currency) else 0
            if part:
                self.uses.append(Use(source, made, max(on, source.day), part))
                rest -= part

    def apply(self, a: int, b: int, c: int, days: int) -> None:
        sources = [doc for doc in self._live("receipt", "credit") if self._left(doc)]
        if not sources:
            return
        source = sources[b % len(sources)]
        wanted = self._wanted(source, c, self._left(source))
        if not wanted:
            return
        on = self.today + timedelta(days=days - 15)
        way = Payments(self.store, self.today)
        (way.apply if source.kind == "receipt" else way.apply_credit)(source.id, {d.id: n for d, n in wanted}, on)
        self._use(source, wanted, on)

    def move(self, a: int, b: int, c: int, days: int) -> None:
        """Part or all of what one receipt or credit note settles goes to another instalment."""
        kept = [
            use
            for use in self.uses
            if not use.back and use.target.kind == "part" and not use.source.void and not use.target.void
        ]
        if not kept:
            return
        use = kept[b % len(kept)]
        there = sum(other.amount for other in self._of_one_row(use))
        targets = [doc for doc in self._wanted_docs(use.source) if doc is not use.target]
        if not there or not targets:
            return
        target = targets[a % len(targets)]
        part = min(there, self._left(target)) if c % 2 else min(there, self._left(target), 1 + c % 17)
        on = max(self.today + timedelta(days=days - 15), use.day)
        Payments(self.store, self.today).move(self._row_of(use), target.id, part, on)
        self.uses.append(Use(use.source, use.target, on, -part, back=True))
        self.moved[self.uses[-1]] = use
        self._use(use.source, [(target, part)], on)

    def change_due(self, a: int, b: int, c: int, days: int) -> None:
        parts = self._live("part")
        if parts:
            doc = parts[b % len(parts)]
            due = None if c % 9 == 0 else self.today + timedelta(days=c - 60)
            changing = Receivables(self.store, self.today)
            changing.change_due(doc.id, due, "agreed")
            doc.dues.append((self.today, due))

    def void_payment(self, a: int, b: int, c: int, days: int) -> None:
        paid = self._live("receipt", "refund")
        if paid and c % 3 == 0:
            paid[b % len(paid)].void = True
            Payments(self.store, self.today).void(paid[b % len(paid)].id, "typing mistake")

    def void_receivable(self, a: int, b: int, c: int, days: int) -> None:
        """Only one that nothing is applied to now; money that was moved away is then unallocated in between."""
        wholes = sorted({doc.whole for doc in self._live("part", "credit")})
        for whole in wholes[b % max(len(wholes), 1) :][:1]:
            docs = [doc for doc in self.docs if doc.whole == whole]
            if all(self._left(doc) == doc.amount for doc in docs):
                Receivables(self.store, self.today).void(whole, "typing mistake")
                for doc in docs:
                    doc.void = True

    def _of_one_row(self, use: Use) -> list[Use]:
        return [use, *(back for back, of in self.moved.items() if of is use)]

    def _live(self, *kinds: str) -> list[Doc]:
        return [doc for doc in self.docs if doc.kind in kinds and not doc.void]

    def _left(self, doc: Doc) -> int:
        """Open after everything that was entered, whatever its day."""
        live = [use for use in self.uses if not use.source.void and not use.target.void]
        return doc.amount - sum(use.amount for use in live if doc in (use.source, use.target))

    def _wanted_docs(self, source: Doc) -> list[Doc]:
        same = [d for d in self._live("part") if (d.customer, d.currency) == (source.customer, source.currency)]
        return [doc for doc in same if self._left(doc)]

    def _wanted(self, source: Doc, c: int, money: int) -> list[tuple[Doc, int]]:
        """Some of the money over up to two open instalments."""
        wanted: list[tuple[Doc, int]] = []
        for doc in self._wanted_docs(source)[c % 2 : c % 2 + 2]:
            part = min(money, self._left(doc) if c % 5 else 1 + self._left(doc) // 2)
            if part:
                wanted.append((doc, part))
                money -= part
        return wanted

    def _use(self, source: Doc, wanted: list[tuple[Doc, int]], on: date) -> None:
        """From the latest of the day, both documents' days and the last day that money was moved away from the target."""
        for target, part in wanted:
            freed = [use.day for use in self.uses if use.back and use.target is target and not use.source.void]
            self.uses.append(Use(source, target, max(on, source.day, target.day, *freed), part))

    def _row_of(self, use: Use) -> int:
        """The allocation's id: the same money in the same order as in the list."""
        column = "payment_id" if use.source.kind == "receipt" else "credit_id"
        rows = payments.allocations(self.store, column, use.source.id)
        ids = sorted(row.id for row in rows if row.reverses_id is None)
        mine = [each for each in self.uses if each.source is use.source and not each.back and not each.target.void]
        return ids[mine.index(use)]


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("past") / "empty.kedun"
    opening.create(path, name="Test & Co", currency="CNY", country="CN", pack=None, owner="Owner")
    return path


@contextmanager
def copied(empty: Path) -> Iterator[Store]:
    """A book of its own for each example."""
    path = empty.with_name("one.kedun")
    shutil.copy(empty, path)
    store = Store(path)
    try:
        yield store
    finally:
        store.close()


def assert_day(store: Store, ledger: Ledger, on: date) -> None:
    """Each customer and each currency of the report is the recount; the report is the ledger's."""
    expected = recount(ledger.docs, ledger.uses, on)
    own = Reports(store, TODAY).ageing(on)
    by_customer = {row.key: [*row.buckets, row.unallocated] for row in own.rows}
    for code in ("A", "D"):
        assert by_customer.get(code) == expected.get((code, "CNY")), on
    sums: dict[str, list[int]] = {}
    for (_code, currency), row in expected.items():
        sums[currency] = [one + other for one, other in zip(sums.get(currency, [0] * 11), row, strict=True)]
    by_currency = Reports(store, TODAY).ageing(on, by="currency")
    found = {row.key: [*row.buckets, row.unallocated] for row in by_currency.rows}
    assert found == {currency: row for currency, row in sums.items() if any(row)}, on
    assert (own.difference, by_currency.difference) == (0, 0), on


ACT = st.tuples(st.integers(0, 11), st.integers(0, 5), st.integers(0, 40), st.integers(0, 120), st.integers(0, 30))


@settings(max_examples=50)
@given(st.lists(ACT, min_size=3, max_size=24))
def test_every_day_of_any_ledger(empty: Path, acts: list[tuple[int, int, int, int, int]]) -> None:
    with copied(empty) as store:
        ledger = Ledger(store)
        for act in acts:
            ledger.do(*act)
        assert_sound(store, TODAY)
        for days in range(-1, 62):
            assert_day(store, ledger, START + timedelta(days=days))

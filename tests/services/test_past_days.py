"""Any past day of any ledger: the report equals a recount in plain Python, made from what was done and not from the tables."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from app.models import payments, receivables
from app.models.store import Store
from app.services.adjustments import AdjustmentDraft, Adjustments
from app.services.payments import PaymentDraft, Payments
from app.services.receivables import ReceivableDraft, Receivables
from app.services.reports import Reports
from app.services.services import Services
from tests.book import assert_sound, copied, empty_fixture
from tests.recount import CURRENCY_OF, RATES, Doc, Done, Use, recount

__all__ = ["empty_fixture"]

START = date(2026, 1, 1)
TODAY = date(2026, 3, 1)


class Ledger(Done):
    """Does the same thing to a book, through its services, and to lists; what cannot be done is left out."""

    def __init__(self, store: Store) -> None:
        super().__init__()
        self.store = store
        self.today = START + timedelta(days=20)
        services = Services(store, TODAY)
        self.customers = {code: services.customers.add({"name": f"{code} Ltd", "code": code}) for code in CURRENCY_OF}

    def do(self, verb: int, a: int, b: int, c: int, days: int) -> None:
        """One act; the numbers choose among what there is. The clock only goes forward."""
        self.today += timedelta(days=a % 2)
        acts: tuple[Callable[[int, int, int, int], None], ...] = (
            self.invoice, self.receipt, self.invoice, self.receipt, self.credit_note, self.refund, self.apply, self.move,
            self.change_due, self.void_payment, self.void_receivable, self.move, self.bounce, self.keep, self.give_up, self.recover,
            self.across,
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
        wanted = self.wanted(made, c, 20 + 2 * c)
        draft = PaymentDraft(
            self.customers[code], made.amount, on, currency, rate=RATES[currency], parts={d.id: n for d, n in wanted}
        )
        made.id = Payments(self.store, self.today).record(draft)
        self.docs.append(made)
        self.use(made, wanted, on)

    def refund(self, a: int, b: int, c: int, days: int) -> None:
        """Uses up what is left of receipts, then of credit notes, the oldest first."""
        code, currency, on = self._who(a, b, days)
        mine = [doc for doc in self.live("receipt", "credit") if (doc.customer, doc.currency) == (code, currency)]
        rest = min(10 + c, sum(map(self.left, mine)))
        if not rest:
            return
        made = Doc("outgoing", 0, code, currency, on, rest)
        draft = PaymentDraft(self.customers[code], rest, on, currency, kind="refund", rate=RATES[currency])
        made.id = Payments(self.store, self.today).record(draft)
        self.docs.append(made)
        for source in sorted(mine, key=lambda doc: (doc.kind != "receipt", doc.day, doc.id)):
            part = min(rest, self.left(source))
            if part:
                self.uses.append(Use(source, made, max(on, source.day), part))
                rest -= part

    def bounce(self, a: int, b: int, c: int, days: int) -> None:
        """A receipt of which nothing was paid back: what it settles is open again, a return uses it up."""
        whole = [doc for doc in self.live("receipt") if not self.went_back(doc)]
        if not whole or c % 2:
            return
        source = whole[b % len(whole)]
        on = max(START + timedelta(days=days), source.day)
        made = Doc("outgoing", 0, source.customer, source.currency, on, source.amount)
        made.id = Payments(self.store, self.today).bounce(source.id, on, "refused")
        for use in [each for each in self.uses if each.source is source and not each.back and not each.target.void]:
            there = sum(other.amount for other in self.of_one_row(use))
            if there:
                self.take_back(use, max(on, use.day), there)
        self.docs.append(made)
        self.uses.append(Use(source, made, on, source.amount))

    def keep(self, a: int, b: int, c: int, days: int) -> None:
        sources = [doc for doc in self.live("receipt", "credit") if self.left(doc)]
        if not sources:
            return
        source = sources[b % len(sources)]
        on = max(START + timedelta(days=days), source.day)
        made = Doc("outgoing", 0, source.customer, source.currency, on, 1 + c % self.left(source))
        way = Payments(self.store, self.today)
        made.id = (way.keep if source.kind == "receipt" else way.keep_credit)(source.id, on, "nobody asks", made.amount)
        self.docs.append(made)
        self.uses.append(Use(source, made, on, made.amount))

    def give_up(self, a: int, b: int, c: int, days: int) -> None:
        """Part or all of what is open of an instalment is written off."""
        targets = [doc for doc in self.live("part") if self.left(doc)]
        if not targets:
            return
        target = targets[b % len(targets)]
        on = max(START + timedelta(days=days), target.day)
        part = self.left(target) if c % 3 else 1 + c % self.left(target)
        made = Doc("given_up", 0, target.customer, target.currency, on, part)
        draft = AdjustmentDraft(target.id, "write_off", part, on, "gone")
        made.id = Adjustments(self.store, self.today).add(draft)
        self.docs.append(made)
        self.use(made, [(target, part)], on)

    def recover(self, a: int, b: int, c: int, days: int) -> None:
        """What was written off is owed again."""
        uses = [use for use in self.uses if use.source.kind == "given_up" and not use.back and not use.target.void]
        left = [use for use in uses if sum(other.amount for other in self.of_one_row(use))]
        if not left:
            return
        use = left[b % len(left)]
        there = sum(other.amount for other in self.of_one_row(use))
        part, on = (there if c % 2 else 1 + c % there), max(START + timedelta(days=days), use.day)
        Adjustments(self.store, self.today).recover(use.source.id, part, on)
        self.take_back(use, on, part)

    def across(self, a: int, b: int, c: int, days: int) -> None:
        """Money of the book's currency settles an instalment of another."""
        targets = [doc for doc in self.live("part") if self.left(doc) and doc.currency != "CNY"]
        if not targets:
            return
        target = targets[b % len(targets)]
        made = Doc("receipt", 0, target.customer, "CNY", START + timedelta(days=days), 20 + 2 * c)
        part = self.left(target) if c % 2 else 1 + c % self.left(target)
        draft = PaymentDraft(
            self.customers[target.customer], made.amount, made.day, "CNY", parts={}, across={target.id: (10 + c, part)}
        )
        made.id = Payments(self.store, self.today).record(draft)
        self.docs.append(made)
        self.use(made, [(target, part)], made.day)
        self.uses[-1].taken = 10 + c

    def apply(self, a: int, b: int, c: int, days: int) -> None:
        sources = [doc for doc in self.live("receipt", "credit") if self.left(doc)]
        if not sources:
            return
        source = sources[b % len(sources)]
        wanted = self.wanted(source, c, self.left(source))
        if not wanted:
            return
        on = self.today + timedelta(days=days - 15)
        way = Payments(self.store, self.today)
        (way.apply if source.kind == "receipt" else way.apply_credit)(source.id, {d.id: n for d, n in wanted}, on)
        self.use(source, wanted, on)

    def move(self, a: int, b: int, c: int, days: int) -> None:
        """Part or all of what one receipt or credit note settles goes to another instalment."""
        kept = [
            use
            for use in self.uses
            if not use.back
            and use.target.kind == "part"
            and not use.source.void
            and not use.target.void
            and use.source.kind != "given_up"
            and use.taken is None
        ]
        if not kept:
            return
        use = kept[b % len(kept)]
        there = sum(other.amount for other in self.of_one_row(use))
        targets = [doc for doc in self.wanted_docs(use.source) if doc is not use.target]
        if not there or not targets:
            return
        target = targets[a % len(targets)]
        part = min(there, self.left(target)) if c % 2 else min(there, self.left(target), 1 + c % 17)
        on = max(self.today + timedelta(days=days - 15), use.day)
        Payments(self.store, self.today).move(self._row_of(use), target.id, part, on)
        self.take_back(use, on, part)
        self.use(use.source, [(target, part)], on)

    def change_due(self, a: int, b: int, c: int, days: int) -> None:
        parts = self.live("part")
        if parts:
            doc = parts[b % len(parts)]
            due = None if c % 9 == 0 else self.today + timedelta(days=c - 60)
            changing = Receivables(self.store, self.today)
            changing.change_due(doc.id, due, "agreed")
            doc.dues.append((self.today, due))

    def void_payment(self, a: int, b: int, c: int, days: int) -> None:
        """Of a return only the receipt knows; money that went back is voided from its end."""
        paid = [doc for doc in self.live("receipt", "outgoing") if not self.went_back(doc) and not self._is_return(doc)]
        if paid and c % 3 == 0:
            paid[b % len(paid)].void = True
            Payments(self.store, self.today).void(paid[b % len(paid)].id, "typing mistake")

    def void_receivable(self, a: int, b: int, c: int, days: int) -> None:
        """Only one that nothing is applied to now; money that was moved away is then unallocated in between."""
        wholes = sorted({doc.whole for doc in self.live("part", "credit")})
        for whole in wholes[b % max(len(wholes), 1) :][:1]:
            docs = [doc for doc in self.docs if doc.whole == whole]
            if all(self.left(doc) == doc.amount for doc in docs):
                Receivables(self.store, self.today).void(whole, "typing mistake")
                for doc in docs:
                    doc.void = True

    def _is_return(self, doc: Doc) -> bool:
        found = payments.payment(self.store, doc.id) if doc.kind == "outgoing" else None
        return found is not None and found.kind == "return"

    def _row_of(self, use: Use) -> int:
        """The allocation's id: the same money in the same order as in the list."""
        column = "payment_id" if use.source.kind == "receipt" else "credit_id"
        rows = payments.allocations(self.store, column, use.source.id)
        ids = sorted(row.id for row in rows if row.reverses_id is None)
        mine = [each for each in self.uses if each.source is use.source and not each.back and not each.target.void]
        return ids[mine.index(use)]


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


ACT = st.tuples(st.integers(0, 16), st.integers(0, 5), st.integers(0, 40), st.integers(0, 120), st.integers(0, 30))


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

"""Any sequence of service calls: sound after each, nothing left of a refused one, and undo of everything is the start."""

from __future__ import annotations

import atexit
import shutil
import tempfile
from collections.abc import Callable
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any, Literal, get_args

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule

from app.models import charges, journal, payments
from app.models.errors import UserError
from app.models.schema import DERIVED_TABLES, JOURNAL_TABLES
from app.models.store import Store
from app.services import opening, promise_states
from app.services.adjustments import AdjustmentDraft, Kind
from app.services.contacting import ContactDraft
from app.services.customers import LimitDraft
from app.services.disputes import RESULTS, DisputeDraft, Resolution
from app.services.payments import PaymentDraft
from app.services.promises import PromiseDraft
from app.services.receivables import ReceivableDraft
from app.services.reminders import Serving, draft_of
from app.services.rules.notices import SERVED
from app.services.services import Services
from tests.book import assert_sound

START = date(2026, 1, 1)
TODAY = date(2026, 1, 20)
PICK = st.integers(0, 7)
DAY = st.integers(0, 40).map(lambda days: START + timedelta(days=days))
AMOUNT = st.integers(1, 300)
CURRENCY = st.sampled_from((("CNY", None), ("CNY", None), ("USD", "7.1234")))
Facts = dict[str, list[tuple[Any, ...]]]


@cache
def template() -> Path:
    """A new book, made once."""
    folder = Path(tempfile.mkdtemp(prefix="kedun-stateful-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    path = folder / "empty.kedun"
    opening.create(path, name="Test & Co", currency="CNY", country="CN", pack=None, owner="Owner")
    return path


def facts(store: Store) -> Facts:
    """Every row of every table that people fill."""
    tables = store.rows(str, "select name from sqlite_schema where type='table' and name not like 'sqlite_%'")
    kept = [name for name in tables if name not in DERIVED_TABLES | JOURNAL_TABLES and not name.startswith("_")]
    return {name: store.rows(lambda *row: row, f"select * from {name} order by 1") for name in kept}


class AnySequence(RuleBasedStateMachine):
    """Numbers pick among what there is; what cannot be done is refused with a sentence and leaves no trace."""

    @initialize()
    def begin(self) -> None:
        self.path = Path(tempfile.mkdtemp(prefix="kedun-machine-")) / "one.kedun"
        shutil.copy(template(), self.path)
        self.services = Services(Store(self.path), TODAY)
        self.store = self.services.store
        self.start = facts(self.store)
        self.made = 0

    def attempt(self, act: Callable[[], Any]) -> None:
        before = facts(self.store)
        try:
            act()
        except UserError:
            assert facts(self.store) == before
        assert_sound(self.store, TODAY)

    def pick(self, table: str, number: int) -> int:
        ids = self.store.rows(int, f"select id from {table} order by id")
        return ids[number % len(ids)] if ids else 0

    @rule(limit=st.one_of(st.none(), AMOUNT))
    def customer(self, limit: int | None) -> None:
        self.made += 1
        draft: dict[str, Any] = {"name": f"Customer {self.made}", "terms_days": 30}
        self.attempt(
            lambda: self.services.customers.add(draft | ({"limit": LimitDraft("set", limit)} if limit else {}))
        )

    @rule(who=PICK, limit=AMOUNT)
    def new_limit(self, who: int, limit: int) -> None:
        changed = {"limit": LimitDraft("set", limit), "terms_days": limit % 60, "phone": str(limit)}
        self.attempt(lambda: self.services.customers.update(self.pick("customer", who), changed))

    @rule(who=PICK, amount=AMOUNT, on=DAY, money=CURRENCY, credit=st.booleans(), parts=st.booleans())
    def receivable(
        self, who: int, amount: int, on: date, money: tuple[str, str | None], credit: bool, parts: bool
    ) -> None:
        plan = ((on, amount // 2), (None, amount - amount // 2)) if parts and amount > 1 else ()
        kind = "credit_note" if credit else "invoice"
        draft = ReceivableDraft(
            self.pick("customer", who), amount, on, money[0], rate=money[1], kind=kind, instalments=plan
        )
        self.attempt(lambda: self.services.receivables.add(draft))

    @rule(who=PICK, amount=AMOUNT, on=DAY, money=CURRENCY, share=st.integers(0, 2))
    def money(self, who: int, amount: int, on: date, money: tuple[str, str | None], share: int) -> None:
        kind: Literal["receipt", "refund"] = "receipt" if share else "refund"
        draft = PaymentDraft(self.pick("customer", who), amount, on, money[0], rate=money[1], kind=kind)
        self.attempt(lambda: self.services.payments.record(draft))

    @rule(who=PICK, which=PICK, amount=AMOUNT, on=DAY)
    def chosen(self, who: int, which: int, amount: int, on: date) -> None:
        parts = {self.pick("instalment", which): amount // 2}
        draft = PaymentDraft(self.pick("customer", who), amount, on, parts=parts)
        self.attempt(lambda: self.services.payments.record(draft))

    @rule(which=PICK, on=DAY)
    def apply(self, which: int, on: date) -> None:
        self.attempt(lambda: self.services.payments.apply(self.pick("payment", which), on=on))

    @rule(which=PICK)
    def apply_credit(self, which: int) -> None:
        self.attempt(lambda: self.services.payments.apply_credit(self.pick("receivable", which)))

    @rule(which=PICK, there=PICK, amount=st.one_of(st.none(), AMOUNT), on=DAY)
    def move(self, which: int, there: int, amount: int | None, on: date) -> None:
        move = self.services.payments.move
        self.attempt(lambda: move(self.pick("allocation", which), self.pick("instalment", there), amount, on))

    @rule(who=PICK, on=DAY)
    def remind(self, who: int, on: date) -> None:
        reminders = self.services.reminders
        drafts = [draft_of(each, on=on) for each in reminders.due(on, self.pick("customer", who))]
        self.attempt(lambda: reminders.record_all(drafts))

    @rule(which=PICK, how=st.sampled_from(SERVED), on=DAY)
    def serve(self, which: int, how: str, on: date) -> None:
        serving = Serving(how, on, signed_by="Wang")
        self.attempt(lambda: self.services.reminders.serve(self.pick("reminder", which), serving))

    @rule(which=PICK)
    def void_reminder(self, which: int) -> None:
        self.attempt(lambda: self.services.reminders.void(self.pick("reminder", which), "sent to nobody"))

    @rule(who=PICK, which=st.none() | PICK, amount=AMOUNT, made=DAY, days=st.integers(0, 20))
    def promise(self, who: int, which: int | None, amount: int, made: date, days: int) -> None:
        customer = self.pick("customer", who)
        named = () if which is None else (self.pick("instalment", which),)
        due = made + timedelta(days=days)
        promise = PromiseDraft(
            customer_id=customer, made_on=made, due_on=due, amount=amount, instalments=named, written=amount % 2 > 0
        )
        draft = ContactDraft(customer_id=customer, on=made, result="promised", promise=promise)
        self.attempt(lambda: self.services.contacting.log(draft))
        self.promised()

    @rule(which=PICK, deed=st.sampled_from(("withdraw", "void")))
    def no_promise(self, which: int, deed: str) -> None:
        self.attempt(lambda: getattr(self.services.promises, deed)(self.pick("promise", which)))

    def promised(self) -> None:
        """What counts for promises never exceeds what came."""
        came = "select coalesce(sum(amount),0) from payment where kind='receipt' and voided_on is null"
        found = promise_states.states(self.store, TODAY)
        assert (
            sum(each.received for each in found) <= self.store.scalar(came) * 8
        )  # a dollar settles up to seven yuan of debt
        assert all(0 <= each.received <= each.promise.amount for each in found)

    @rule(which=PICK, on=DAY)
    def bounce(self, which: int, on: date) -> None:
        self.attempt(lambda: self.services.payments.bounce(self.pick("payment", which), on, "refused"))

    @rule(which=PICK, amount=st.one_of(st.none(), AMOUNT), on=DAY, credit=st.booleans())
    def keep(self, which: int, amount: int | None, on: date, credit: bool) -> None:
        way = self.services.payments
        keep, table = (way.keep_credit, "receivable") if credit else (way.keep, "payment")
        self.attempt(lambda: keep(self.pick(table, which), on, "nobody asks", amount))

    @rule(which=PICK, amount=AMOUNT, on=DAY, kind=st.sampled_from(get_args(Kind)))
    def adjust(self, which: int, amount: int, on: date, kind: Kind) -> None:
        draft = AdjustmentDraft(self.pick("instalment", which), kind, amount, on, "agreed")
        if draft.instalment_id:
            self.attempt(lambda: self.services.adjustments.add(draft))

    @rule(which=PICK, amount=st.one_of(st.none(), AMOUNT), on=DAY)
    def recover(self, which: int, amount: int | None, on: date) -> None:
        self.attempt(lambda: self.services.adjustments.recover(self.pick("adjustment", which), amount, on))

    @rule(which=PICK)
    def void_adjustment(self, which: int) -> None:
        self.attempt(lambda: self.services.adjustments.void(self.pick("adjustment", which), "typing mistake"))

    @rule(which=PICK, amount=AMOUNT, settled=AMOUNT, on=DAY, money=CURRENCY, given_up=st.integers(0, 9))
    def everything_at_once(
        self, which: int, amount: int, settled: int, on: date, money: tuple[str, str | None], given_up: int
    ) -> None:
        """Charges, another currency, shares, a deduction and a payer's name in one change."""
        instalment = self.pick("instalment", which)
        if not instalment:
            return
        customer = self.store.scalar("select customer_id from instalment where id=?", (instalment,))
        claims = tuple(each.id for each in charges.open_charges(self.store, customer) if each.currency == money[0])
        foreign = self.store.scalar("select currency from open_item where instalment_id=?", (instalment,)) != money[0]
        draft = PaymentDraft(
            customer, amount, on, money[0], rate=money[1], mode="pro_rata", charges=claims, payer_name=f"Payer {which % 3}",
            across={instalment: (1 + amount // 2, settled)} if foreign else {},
            with_adjustments=(AdjustmentDraft(instalment, "rounding", given_up, on),) if given_up else (),
        )  # fmt: skip
        self.attempt(lambda: self.services.payments.record(draft))

    @rule(which=PICK, amount=AMOUNT, on=DAY, kind=st.sampled_from(charges.ORDER))
    def charge(self, which: int, amount: int, on: date, kind: str) -> None:
        instalment = self.pick("instalment", which)
        if instalment:
            face = payments.face(self.store, "instalment_id", instalment)
            row = {"customer_id": face.customer_id, "instalment_id": instalment, "kind": kind, "on_day": on.isoformat()}
            with self.store.change("charge.add") as change:
                charges.insert(change, {**row, "amount": amount, "currency": face.currency, "basis": "{}"})

    @rule(which=PICK)
    def void_payment(self, which: int) -> None:
        self.attempt(lambda: self.services.payments.void(self.pick("payment", which), "typing mistake"))

    @rule(which=PICK)
    def void_receivable(self, which: int) -> None:
        self.attempt(lambda: self.services.receivables.void(self.pick("receivable", which), "typing mistake"))

    @rule(which=PICK, due=st.one_of(st.none(), DAY))
    def change_due(self, which: int, due: date | None) -> None:
        instalment = self.pick("instalment", which)
        if instalment:
            self.attempt(lambda: self.services.receivables.change_due(instalment, due, "agreed"))

    @rule(which=PICK, amount=AMOUNT)
    def dispute(self, which: int, amount: int) -> None:
        instalment = self.pick("instalment", which)
        if instalment:
            part = min(amount, payments.open_of(self.store, "instalment_id", instalment)[0])
            self.attempt(lambda: self.services.disputes.open(DisputeDraft(instalment, part, "quality")))

    @rule(which=PICK, amount=AMOUNT, result=st.sampled_from(RESULTS))
    def end_dispute(self, which: int, amount: int, result: str) -> None:
        dispute = self.pick("dispute", which)
        if dispute:
            self.attempt(lambda: self.services.disputes.resolve(dispute, Resolution(result, amount)))

    @rule()
    def undo(self) -> None:
        self.attempt(lambda: journal.undo(self.store))

    @rule()
    def undo_and_redo(self) -> None:
        """Together they change nothing."""
        if journal.next_undo(self.store):
            before = facts(self.store)
            journal.undo(self.store)
            journal.redo(self.store)
            assert facts(self.store) == before
            assert_sound(self.store, TODAY)

    @rule()
    def redo(self) -> None:
        self.attempt(lambda: journal.redo(self.store))

    def teardown(self) -> None:
        while journal.next_undo(self.store):
            journal.undo(self.store)
        assert facts(self.store) == self.start
        assert_sound(self.store, TODAY)
        self.store.close()
        shutil.rmtree(self.path.parent)


TestAnySequence = AnySequence.TestCase
TestAnySequence.settings = settings(max_examples=25, stateful_step_count=30)

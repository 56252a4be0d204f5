"""Somebody who enters everything twice: into a book, through its services, and into the notebook of `tests/notebook.py`."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date, timedelta

from app.models.store import Store
from app.services import promise_states
from app.services.bills import BillDraft
from app.services.disputes import DisputeDraft, Resolution
from app.services.payments import PaymentDraft
from app.services.promises import PromiseDraft
from app.services.receivables import ReceivableDraft
from app.services.reminders import Serving, draft_of
from app.services.rules.reminding import DueReminder
from app.services.services import Services
from tests.notebook import Notebook
from tests.noted import Dispute, Hold, Item, Letter, Money, Promise, Wanted

START = date(2026, 1, 1)
RATES = {"CNY": None, "USD": "7.1"}
PAIRS = (("A", "CNY"), ("A", "USD"), ("B", "CNY"))
SMALL = {"CNY": 300, "USD": 42}  # three yuan


class Keeper(Notebook):
    """Does the same to a book, through its services, and to the notebook; what cannot be done is left out.

    `tidy` = everything is entered on its own day and stands: then a past day says later what it said then.
    """

    def __init__(self, store: Store, *, tidy: bool) -> None:
        super().__init__(small=SMALL)
        self.store, self.tidy, self.today = store, tidy, START
        services = self.services
        services.standing.for_today()
        self.ids = {code: services.customers.add({"name": f"{code} Ltd", "code": code}) for code in "AB"}
        self.codes = {key: code for code, key in self.ids.items()}
        self.said: dict[date, dict[tuple[str, str], Wanted]] = {}

    @property
    def services(self) -> Services:
        return Services(self.store, self.today)

    def do(self, verb: int, a: int, b: int, c: int) -> None:
        """One act; the numbers choose among what there is."""
        acts: tuple[Callable[[int, int, int], None], ...] = (
            self.invoice, self.receipt, self.days, self.morning, self.promise, self.dispute, self.hold, self.settle, self.days, self.morning,
            self.credit_note, self.draft, self.refuse, self.resolve, self.lift, self.withdraw, self.apply, self.change_due, self.invoice,
            self.came_back, self.void_letter, self.void_promise, self.void_money, self.late_letter,
        )  # fmt: skip
        acts[verb % len(acts)](a, b, c)

    def _then(self, a: int) -> date:
        return self.today if self.tidy else self.today - timedelta(days=a % 6)

    def days(self, a: int, b: int, c: int) -> None:
        """Time goes by; what each evening says is kept."""
        for _day in range(1 + c % (45 if b == 0 else 9)):
            self.said[self.today] = self.due(self.today)
            self.today += timedelta(days=1)
        self.services.standing.for_today()

    # --- what is owed and paid

    def invoice(self, a: int, b: int, c: int) -> None:
        (who, currency), on, amount = PAIRS[a % 3], self._then(b), 40 + 10 * c
        dues = [(on + timedelta(days=c % 25), amount)]
        if b % 2:
            dues = [
                (on + timedelta(days=c % 15), amount // 3),
                (on + timedelta(days=15 + c % 40), amount - amount // 3),
            ]
        draft = ReceivableDraft(self.ids[who], amount, on, currency, rate=RATES[currency], instalments=tuple(dues))
        made = self.services.receivables.add(draft)
        ids = self.store.rows(int, "select id from instalment where receivable_id=? order by id", (made,))
        for key, (due, part) in zip(ids, dues, strict=True):
            self.items.append(Item(key, who, currency, on, part, [(date.min, due)], made))

    def _among(self, who: str, currency: str, most: int, c: int, on: date) -> dict[int, int]:
        """Of some open debts as much as is open on that day and now."""
        parts: dict[int, int] = {}
        for place, item in enumerate(self.items):
            if (item.who, item.currency) == (who, currency) and c >> place & 1 and item.issued <= on:
                free = min(self.open(item, day) for day in (on, date.max))
                if (part := min(free, most)) > 0:
                    parts[item.id] = part
                    most -= part
        return parts

    def _use(self, money: Money, parts: dict[int, int], on: date) -> None:
        money.uses += [(on, item, parts[item.id]) for item in self.items if item.id in parts]

    def receipt(self, a: int, b: int, c: int) -> None:
        (who, currency), on, amount = PAIRS[a % 3], self._then(b), 20 + 13 * (c % 40)
        parts = self._among(who, currency, amount, c, on)
        draft = PaymentDraft(self.ids[who], amount, on, currency, rate=RATES[currency], parts=parts)
        self.money.append(Money(self.services.payments.record(draft), who, currency, on, amount))
        self._use(self.money[-1], parts, on)

    def draft(self, a: int, b: int, c: int) -> None:
        (who, currency), on, amount = PAIRS[a % 3], self._then(b), 20 + 13 * (c % 40)
        parts = self._among(who, currency, amount, c, on)
        made = BillDraft(
            self.ids[who], "trade", "Acceptor", amount, on, self.today + timedelta(days=60), currency=currency, rate=RATES[currency],
            parts=parts,
        )  # fmt: skip
        key = self.services.bills.receive(made)
        self.services.bills.event(key, "endorsed", on)
        paid = int(self.store.scalar("select id from payment where bill_id=?", (key,)))
        self.money.append(Money(paid, who, currency, on, amount, draft=key))
        self._use(self.money[-1], parts, on)

    def credit_note(self, a: int, b: int, c: int) -> None:
        (who, currency), on, amount = PAIRS[a % 3], self._then(b), 10 + 5 * c
        draft = ReceivableDraft(self.ids[who], amount, on, currency, rate=RATES[currency], kind="credit_note")
        self.money.append(Money(self.services.receivables.add(draft), who, currency, on, amount, is_credit=True))

    def apply(self, a: int, b: int, c: int) -> None:
        for money in [each for each in self.money if each.left(date.max)][b % 3 :][:1]:
            parts = self._among(money.who, money.currency, money.left(date.max), c, self.today)
            if parts:
                services = self.services.payments
                (services.apply_credit if money.is_credit else services.apply)(money.id, parts, self.today)
                self._use(money, parts, self.today)

    def settle(self, a: int, b: int, c: int) -> None:
        """All that is due is paid."""
        who, currency = PAIRS[a % 3]
        for item in [each for each in self.owed(who, currency, self.today) if each.due(self.today) <= self.today]:
            if amount := min(self.open(item, self.today), self.open(item, date.max)):
                draft = PaymentDraft(
                    self.ids[who], amount, self.today, currency, rate=RATES[currency], parts={item.id: amount}
                )
                self.money.append(Money(self.services.payments.record(draft), who, currency, self.today, amount))
                self._use(self.money[-1], {item.id: amount}, self.today)

    def refuse(self, a: int, b: int, c: int) -> None:
        for money in [each for each in self.money if not each.is_credit and not each.back and not each.void][b % 3 :][
            :1
        ]:
            on = max(self._then(a), *[money.day, *(use[0] for use in money.uses)])
            if money.draft:
                self.services.bills.refuse(money.draft, on)
            else:
                self.services.payments.bounce(money.id, on, "refused")
            money.back = on

    def void_money(self, a: int, b: int, c: int) -> None:
        found = [
            each for each in self.money if not each.is_credit and not each.back and not each.void and not each.draft
        ]
        for money in [] if self.tidy else found[b % 3 :][:1]:
            self.services.payments.void(money.id, "typing mistake")
            money.void = True

    def change_due(self, a: int, b: int, c: int) -> None:
        for item in [each for each in self.items if self.open(each, self.today)][b:][:1]:
            if (due := self.today + timedelta(days=c - 15)) != item.due(self.today):
                self.services.receivables.change_due(item.id, due, "agreed")
                item.dues.append((self.today, due))

    # --- what was said

    def dispute(self, a: int, b: int, c: int) -> None:
        for item in [each for each in self.items if self.open(each, date.max) > 0][b:][:1]:
            on = max(item.issued, self._then(a))
            now = sum(each.amount for each in self.disputes if each.item is item and not each.closed)
            amount = min(self.open(item, date.max) - now, 5 + 7 * c)
            if amount > 0:
                key = self.services.disputes.open(DisputeDraft(item.id, amount, opened_on=on))
                self.disputes.append(Dispute(key, item, amount, on))

    def resolve(self, a: int, b: int, c: int) -> None:
        for each in [each for each in self.disputes if not each.closed][b % 2 :][:1]:
            part = each.amount if c % 3 else 1 + c % each.amount
            self.services.disputes.resolve(each.id, Resolution("withdrawn", part))
            each.closed = self.today
            if part < each.amount:
                key = int(self.store.scalar("select max(id) from dispute"))
                self.disputes.append(Dispute(key, each.item, each.amount - part, self.today))

    def hold(self, a: int, b: int, c: int) -> None:
        who = PAIRS[a % 3][0]
        item = next((each for each in self.items[b:] if each.who == who and c % 3), None)
        until = None if c % 4 == 0 else self.today + timedelta(days=c % 20)
        key = self.services.claims.add_hold(
            self.ids[who], "reminder", "asked", until_on=until, instalment_id=item.id if item else None
        )
        self.holds.append(Hold(key, who, item, self.today, until))

    def lift(self, a: int, b: int, c: int) -> None:
        for each in [each for each in self.holds if not each.lifted][:1]:
            self.services.claims.lift_hold(each.id)
            each.lifted = self.today

    def promise(self, a: int, b: int, c: int) -> None:
        (who, currency), on = PAIRS[a % 3], self._then(b)
        items = tuple(
            each
            for place, each in enumerate(self.items)
            if c >> place & 1 and (each.who, each.currency) == (who, currency)
        )
        amount, due = 30 + 11 * (c % 30), on + timedelta(days=c % 14)
        draft = PromiseDraft(
            customer_id=self.ids[who], due_on=due, amount=amount, currency=currency, made_on=on,
            instalments=tuple(each.id for each in items) if b % 2 else (),
        )  # fmt: skip
        key = self.services.promises.add(draft)
        self.promises.append(Promise(key, who, currency, on, due, amount, items if b % 2 else ()))

    def withdraw(self, a: int, b: int, c: int) -> None:
        for each in [each for each in self.promises if not each.withdrawn and not each.void][-1:]:
            self.services.promises.withdraw(each.id)
            each.withdrawn = self.today

    def void_promise(self, a: int, b: int, c: int) -> None:
        for each in [] if self.tidy else [each for each in self.promises if not each.void][b % 2 :][:1]:
            self.services.promises.void(each.id)
            each.void = True

    # --- letters

    def morning(self, a: int, b: int, c: int, on: date | None = None) -> None:
        """All that is due goes out, and then nothing is due any more."""
        day = on or self.today
        self.compare(day)
        # All of the day as it stands before the first of them goes out.
        wanted = {pair: self.wanted(*pair, day, afterwards=True) for pair in PAIRS}
        found_now = [each for each in self.services.reminders.listing(day, afterwards=True) if each.due]
        assert self._as_wanted(found_now) == {pair: found for pair, found in wanted.items() if found}, day
        for found in found_now:
            key = self.services.reminders.record(draft_of(found, on=day))
            items = {each.id: each for each in self.items}
            # What climbed higher before is named by this letter, too, which takes it no higher than itself.
            steps = {items[each.instalment_id]: min(each.level, found.level) for each in found.items}
            letter = Letter(key, self.codes[found.customer_id], found.currency, found.level, day, steps)
            letter.fees = self.fees_of(letter, day)
            told = {each.instalment_id: each.level for each in self.services.reminders.items(key)}
            assert told == {item.id: level for item, level in steps.items()}
            self.letters.append(letter)
        self.compare(day)

    def late_letter(self, a: int, b: int, c: int) -> None:
        """What went out days ago is noted only now."""
        if not self.tidy:
            self.morning(a, b, c, self.today - timedelta(days=a % 6))

    def came_back(self, a: int, b: int, c: int) -> None:
        """The newest letter, or one before it, was signed for or came back; or one that had was found after all."""
        known = [each for each in self.letters if not each.void and (not each.back or not self.tidy)]
        for each in known[-1 - b % 2 :][:1]:
            on, arrived = max(each.made, self._then(a)), bool(each.back) or b > 3
            self.services.reminders.serve(each.id, Serving("signed" if arrived else "returned", on, signed_by="Wang"))
            each.signed, each.back = (on, None) if arrived else (each.signed, on)

    def void_letter(self, a: int, b: int, c: int) -> None:
        for each in [] if self.tidy else [each for each in self.letters if not each.void][b % 2 :][:1]:
            self.services.reminders.void(each.id, "never went out")
            each.void = True

    # --- what both say

    def due(self, on: date) -> dict[tuple[str, str], Wanted]:
        return self._as_wanted(self.services.reminders.due(on))

    def _as_wanted(self, found: Iterable[DueReminder]) -> dict[tuple[str, str], Wanted]:
        return {
            (self.codes[each.customer_id], each.currency): Wanted(
                each.level,
                {item.instalment_id: (item.asked, item.level) for item in each.items},
                each.fees - each.fee,
            )
            for each in found
        }

    def compare(self, on: date) -> None:
        expected = {pair: self.wanted(*pair, on) for pair in PAIRS}
        assert self.due(on) == {pair: found for pair, found in expected.items() if found}, on
        for who, key in self.ids.items():
            states = promise_states.states(self.store, on, (key,))
            assert [(each.promise.id, each.state, each.received) for each in states] == [
                (each.id, state, got) for each, state, got in self.states(who, on)
            ], on

    def compare_today(self, on: date) -> None:
        """Whose letters came back, and what comes due for B (who owes in one currency), on the list of the day."""
        found = {row.code: row.reasons for row in self.services.monitoring.today(on).rows}
        told = {who: {each.code: each for each in reasons} for who, reasons in found.items()}
        for who in self.ids:
            back = told.get(who, {}).get("letter_back")
            assert (back.count if back else 0) == len(self.unanswered(who, on)), (on, who)
        soon, expected = told.get("B", {}).get("due_soon"), self.coming("B", "CNY", on)
        lately = [each for each in self.letters if each.who == "B" and each.stands(on) and (on - each.made).days < 15]
        assert expected == (soon.amount if soon else 0) or (lately and soon is None), on

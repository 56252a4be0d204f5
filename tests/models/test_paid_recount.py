"""What the score reads of any ledger on any day equals a recount of single payments in plain Python, made from what was done."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import Final

import pytest

from app.models import customer_facts, receivables
from app.models.dates import add_months
from app.models.errors import UserError
from app.models.facts import CustomerFacts, Delay
from app.models.store import Store
from app.services.disputes import DisputeDraft, Disputes, Resolution
from app.services.payments import PaymentDraft, Payments
from app.services.receivables import ReceivableDraft, Receivables
from app.services.rules.instalments import Line
from app.services.rules.parameters import Policy
from app.services.rules.payment_score import mean_delay, mean_late, on_time_share, payment_index, trend
from app.services.score_rows import windows
from tests.book import copied, empty_fixture
from tests.recount import Doc
from tests.services.test_past_days import START, TODAY, Ledger

__all__ = ["empty_fixture"]

POLICY: Final = Policy()
USUAL: Final = windows(POLICY, "CNY")
OWN: Final = ("A", "D")  # everything of theirs is in the book's currency
DAYS: Final = (*range(-6, 75, 4), 91, 95, 700)  # before TODAY; below 0 = after
MEASURES: Final[tuple[Callable[[list[Delay]], float | None], ...]] = (
    lambda delays: payment_index(delays, POLICY),
    lambda delays: on_time_share(delays, POLICY.grace_days),
    lambda delays: mean_delay((each.amount, each.days) for each in delays),
    lambda delays: mean_late((each.amount, each.days) for each in delays),
    trend,
)


@dataclass(eq=False)
class Quarrel:
    """A dispute as the person knows it."""

    id: int
    about: Doc
    amount: int
    since: date
    until: date | None = None
    result: str = ""


class Wide(Ledger):
    """With disputes, retention and advances too."""

    def __init__(self, store: Store) -> None:
        super().__init__(store)
        self.retained: set[Doc] = set()
        self.ahead: set[Doc] = set()
        self.quarrels: list[Quarrel] = []

    def do(self, verb: int, a: int, b: int, c: int, days: int) -> None:
        more = (self.dispute, self.resolve, self.retention, self.advance, self.dispute)
        if verb < 17:
            super().do(verb, a, b, c, days)
            return
        self.today += timedelta(days=a % 2)
        more[verb - 17](a, b, c, days)

    def dispute(self, a: int, b: int, c: int, days: int) -> None:
        found = [(doc, self.left(doc) - self.in_dispute(doc)) for doc in self.live("part") if doc.day <= self.today]
        found = [each for each in found if each[1] > 0]
        if found:
            doc, most = found[b % len(found)]
            part = most if c % 3 == 0 else 1 + c % most
            made = Disputes(self.store, self.today).open(DisputeDraft(doc.id, part, "quality"))
            self.quarrels.append(Quarrel(made, doc, part, self.today))

    def in_dispute(self, doc: Doc) -> int:
        return sum(each.amount for each in self.quarrels if each.about is doc and each.until is None)

    def resolve(self, a: int, b: int, c: int, days: int) -> None:
        found = [each for each in self.quarrels if each.until is None and not each.about.void]
        if found:
            one = found[b % len(found)]
            one.until, one.result = self.today, ("accepted", "withdrawn", "court")[c % 3]
            Disputes(self.store, self.today).resolve(one.id, Resolution(one.result))

    def retention(self, a: int, b: int, c: int, days: int) -> None:
        code, _currency, on = self._who(a, b, days)
        due = (on + timedelta(days=b % 9), on + timedelta(days=b % 9 + c % 50))
        lines = (Line(amount=100 + c, basis="on", on=due[0]), Line(amount=50, basis="on", on=due[1], retention=True))
        draft = ReceivableDraft(self.customers[code], 150 + c, on, "CNY", lines=lines)
        made = Receivables(self.store, self.today).add(draft)
        for found, day in zip(receivables.instalments(self.store, made), due, strict=True):
            self.docs.append(Doc("part", found.id, code, "CNY", on, found.amount, [(on, day)], whole=made))
        self.retained.add(self.docs[-1])

    def advance(self, a: int, b: int, c: int, days: int) -> None:
        code, on = OWN[a % 2], START + timedelta(days=days)
        draft = PaymentDraft(self.customers[code], 20 + 2 * c, on, "CNY", purpose="prepayment")
        self.docs.append(
            Doc("receipt", Payments(self.store, self.today).record(draft), code, "CNY", on, draft.amount or 0)
        )
        self.ahead.add(self.docs[-1])


class Recount:
    """Of one customer on one day: single payments and what is open, from the lists."""

    def __init__(self, ledger: Wide, code: str, on: date) -> None:
        self.ledger, self.on, self.since = ledger, on, add_months(on, -24)
        self.parts = [each for each in ledger.live("part") if each.customer == code and each.day <= on]
        self.uses = [use for use in ledger.uses if use.day <= on and not use.source.void and not use.target.void]
        self.paid = [delay for doc in self.parts for delay in self._paid(doc)]
        self.overdue = [delay for doc in self.parts for delay in self._overdue(doc)]

    def settled(self) -> tuple[int, int]:
        """(settled in the window, more than 15 days late)."""
        days = [max(use.day for use in self.uses if use.target is doc) for doc in self.parts if not self._open(doc)]
        done = [doc for doc in self.parts if not self._open(doc)]
        late = [
            (day - due).days
            for doc, day in zip(done, days, strict=True)
            if day >= self.since and (due := _due(doc, day))
        ]
        return len(late), sum(each > 15 for each in late)

    def _open(self, doc: Doc, until: date = date.max) -> int:
        return doc.amount - sum(use.amount for use in self.uses if use.target is doc and use.day <= until)

    def _overdue(self, doc: Doc) -> Iterator[Delay]:
        due, left = _due(doc, self.on), self._open(doc)
        known = [each for each in self.ledger.quarrels if each.about is doc and each.since <= self.on]
        left -= sum(each.amount for each in known if each.until is None or each.until > self.on)
        if due and due < self.on and left > 0:
            late = (self.on - due).days
            yield Delay(left, late, recent=True, undecided=late <= 3)

    def _paid(self, doc: Doc) -> Iterator[Delay]:
        """The last of the money that came during a dispute is what was disputed."""
        quarrelled, first, last = self._quarrelled(doc)
        tells = [use for use in self.uses if use.target is doc and not use.back and use.source.kind == "receipt"]
        for use in sorted(tells, key=lambda use: use.day, reverse=True):
            due, amount = (
                _due(doc, use.day),
                sum(each.amount for each in self.ledger.of_one_row(use) if each in self.uses),
            )
            if use.source in self.ledger.ahead or due is None or use.day < self.since:
                continue
            if doc in self.ledger.retained and use.day < due:
                continue
            taken = min(max(quarrelled, 0), amount) if first <= use.day <= last else 0
            quarrelled -= taken
            if amount > taken:
                yield Delay(amount - taken, (use.day - due).days, recent=(self.on - use.day).days <= 90)

    def _quarrelled(self, doc: Doc) -> tuple[int, date, date]:
        """(how much of what was paid was in dispute, from when, until when); what the customer gave up was none."""
        found = [each for each in self.ledger.quarrels if each.about is doc and each.since <= self.on]
        found = [each for each in found if each.result != "accepted" or (each.until and each.until > self.on)]
        if not found:
            return 0, date.max, date.min
        most = max(_sum_on(found, each.since) for each in found)
        first, last = min(each.since for each in found), max(each.until or date.max for each in found)
        return most - self._open(doc, last), first, last


def _sum_on(found: Iterable[Quarrel], on: date) -> int:
    return sum(each.amount for each in found if each.since <= on and (each.until is None or each.until > on))


def _due(doc: Doc, day: date) -> date | None:
    """The due day as it was on a day."""
    return [due for since, due in doc.dues if since <= day or since == doc.dues[0][0]][-1]


def assert_same(found: CustomerFacts, want: Recount) -> None:
    """Also: the measures of groups of payments are those of the single ones."""
    delays, got = [*want.paid, *want.overdue], found.payments
    assert got.worst == max((each.days for each in delays), default=None)
    assert (got.settled, got.settled_late) == want.settled()
    assert got.invoices == want.settled()[0] + len(want.overdue)
    assert found.standing.overdue_days == max((each.days for each in want.overdue), default=0)
    if found.code in OWN:
        assert sum(each.amount for each in got.delays) == sum(each.amount for each in delays)
        assert found.standing.overdue == sum(each.amount for each in want.overdue)
        assert found.standing.overdue_90 == sum(each.amount for each in want.overdue if each.days > 90)
        for measure in MEASURES:
            assert measure(list(got.delays)) == pytest.approx(measure(delays))


@pytest.mark.parametrize("seed", range(12))
def test_every_day_of_a_busy_ledger(empty: Path, seed: int) -> None:
    dice = Random(seed)
    with copied(empty) as store:
        ledger = Wide(store)
        for _act in range(70):
            numbers = [dice.randrange(below) for below in (22, 6, 41, 121, 31)]
            with suppress(UserError):  # what cannot be done leaves everything as it was
                ledger.do(*numbers)
        for back in DAYS:
            on = TODAY - timedelta(days=back)
            everybody = {each.code: each for each in customer_facts.facts(store, on, USUAL)}
            for code, row_id in ledger.customers.items():
                (one,) = customer_facts.facts(store, on, USUAL, (row_id,))
                assert one == everybody[code]
                assert_same(one, Recount(ledger, code, on))

"""What promises, contacts and holds do to today's list: who said what, what waits for it, and until when."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from app.models import claims, interactions, matters, worklist
from app.models.claims import Hold
from app.models.dates import add_days
from app.models.interactions import LastContact
from app.models.owed import CameBack
from app.models.store import Store
from app.services import promises, score_rows
from app.services.day_rates import DayRates
from app.services.promise_states import by_customer
from app.services.rules import court
from app.services.rules import worklist as rules
from app.services.rules.parameters import Policy
from app.services.rules.promises import NOT_KEPT, PromiseState
from app.services.rules.worklist import Code, Reason

# Results after which somebody goes on whatever became of the debt; the others are over once nothing is overdue.
OPEN_ENDS = ("asks_instalments", "disputes", "new_contact", "other")
STOP = "stop"


@dataclass(frozen=True, slots=True)
class Pause:
    """Until when nobody is called about a debt, and why: "promise", "hold" or "court"; None = until somebody says otherwise."""

    until: date | None
    why: str


class Said:
    """What was said, of every customer, at the end of a day; amounts in the book's currency."""

    def __init__(self, store: Store, on: date, policy: Policy, currency: str) -> None:
        self._store, self._on, self._policy, self._currency = store, on, policy, currency
        self.last: Mapping[int, LastContact] = interactions.last(store, on)
        self._held = {
            (each.customer_id, each.instalment_id): each for each in claims.holds_in_force(store, on, "reminder")
        }
        # A promise broken earlier is old news, and so is whoever promised nothing since.
        since = add_days(on, -policy.promise_days - policy.promise_grace)
        self._lately = by_customer(store, on, None, since)
        self.promised: Mapping[int, date] = promises.pauses(store, on, lately=self._lately)
        legal = matters.debts_on(store, on)
        self._at_court = {each.instalment_id for each in legal if court.lies_with_court(each.stage)}

    def pause_of(self, customer_id: int, instalment_id: int) -> Pause | None:
        """What keeps us from calling about a debt."""
        if instalment_id in self._at_court:
            return Pause(None, "court")
        held = self._held.get((customer_id, None)) or self._held.get((customer_id, instalment_id))
        if held is not None:
            return Pause(add_days(held.until_on, 1) if held.until_on else None, "hold")
        until = self.promised.get(instalment_id)
        return Pause(add_days(until, 1), "promise") if until else None

    def waits_until(self, customer_id: int) -> date | None:
        """The day on which a customer who was spoken to is due again; None where it has come, or nobody was spoken to."""
        last = self.last.get(customer_id)
        if last is None:
            return None
        until = rules.waits_until(last.on, last.next_on, self._policy)
        return until if until > self._on else None

    def follow_up(self, customer_id: int) -> Reason | None:
        """The day agreed has come, and it is about more than what is overdue."""
        last = self.last.get(customer_id)
        if last is None or last.next_on is None or last.next_on > self._on or last.result not in OPEN_ENDS:
            return None
        return Reason("follow_up", 0, self._currency, (self._on - last.next_on).days, 1, last.result)

    def came_back(self) -> dict[int, Reason]:
        """Letters that came back while something that they named is open, and nobody was in touch with the customer since."""
        found: dict[int, list[CameBack]] = {}
        for each in worklist.came_back(self._store, self._on):
            if not self._spoken(each.customer_id, each.on):
                found.setdefault(each.customer_id, []).append(each)
        return {who: self._back(of) for who, of in found.items()}

    def _back(self, of: list[CameBack]) -> Reason:
        """The newest letter of one customer, how many there are, and what is open of all that they named."""
        amount = sum({each.instalment_id: each.open_base for each in of}.values())
        days, count = (self._on - of[0].on).days, len({each.number for each in of})
        return Reason("letter_back", amount, self._currency, days, count, "", of[0].number)

    def promises(self, owing: Collection[int]) -> dict[int, list[Reason]]:
        """Promises that are due today or were not kept by customers who still owe, and nobody spoke to them about it since."""
        rates = DayRates(self._store, self._on)
        found: dict[int, list[Reason]] = {}
        for who, of in self._lately.items():
            told = [each for each in of if self._is_due(each) or self._is_broken(each)]
            if told and who in owing:
                found[who] = list(self._promise_reasons(told, rates))
        return found

    def _is_due(self, of: PromiseState) -> bool:
        due = of.promise.due_on
        return of.state == "pending" and due <= self._on and not self._spoken(of.promise.customer_id, due)

    def _is_broken(self, of: PromiseState) -> bool:
        recent = of.until >= add_days(self._on, -self._policy.promise_days)
        return of.state in NOT_KEPT and recent and not self._spoken(of.promise.customer_id, add_days(of.until, 1))

    def _spoken(self, customer_id: int, since: date) -> bool:
        last = self.last.get(customer_id)
        return last is not None and last.on >= since

    def _promise_reasons(self, of: list[PromiseState], rates: DayRates) -> Iterator[Reason]:
        groups: tuple[tuple[Code, list[PromiseState]], ...] = (
            ("promise_broken", [each for each in of if each.state != "pending"]),
            ("promise_today", [each for each in of if each.state == "pending"]),
        )
        for code, group in groups:
            if group:
                amounts = (rates.into(each.missing, each.promise.currency, self._currency) for each in group)
                whole = sum(each for each in amounts if each is not None)
                days = (self._on - min(each.promise.due_on for each in group)).days
                yield Reason(code, whole, self._currency, days, len(group))

    # --- credit that was stopped

    def stopped(self, owing: Mapping[int, int], risks: Mapping[int, str]) -> dict[int, Reason]:
        """Customers who may buy nothing on credit any more, for a week and until somebody spoke to them.

        `owing` = what each owes, `risks` = of those whose stop may be news.
        """
        found: dict[int, Reason] = {}
        for hold in claims.holds_in_force(self._store, self._on, "credit"):
            if hold.instalment_id is None and self._is_news(hold):
                days = (self._on - hold.from_on).days
                amount = max(0, owing.get(hold.customer_id, 0))
                found[hold.customer_id] = Reason("stopped", amount, self._currency, days, 1, "hold", hold.reason)
        for who in self._newly([who for who in owing if risks.get(who) == STOP and who not in found]):
            found[who] = Reason("stopped", max(0, owing[who]), self._currency, 0, 1, "grade")
        return found

    def _is_news(self, hold: Hold) -> bool:
        return hold.from_on > add_days(self._on, -rules.NEWLY) and not self._spoken(hold.customer_id, hold.from_on)

    def _newly(self, stopped: Iterable[int]) -> Iterator[int]:
        """Those of them who were not stopped a week ago, or when somebody spoke to them last."""
        week_ago = add_days(self._on, -rules.NEWLY)
        days: dict[date, list[int]] = {}
        for who in stopped:
            last = self.last.get(who)
            days.setdefault(max(week_ago, last.on) if last else week_ago, []).append(who)
        for day, those in days.items():
            if day < self._on:
                before = risks_on(self._store, day, those)
                yield from (each for each in those if before.get(each) != STOP)


def risks_on(store: Store, on: date, customers: Collection[int]) -> dict[int, str]:
    """The risk of some customers on a day: as it is stored, else by the rules of that day."""
    stored = worklist.stored_risks(store, on)
    if stored:
        return {who: stored.get(who, "unrated") for who in customers}
    rows, _reasons = score_rows.rows(store, on, customers)
    return {row[0]: row[6] for row in rows}

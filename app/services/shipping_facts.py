"""From the book to the facts of one order, and from the verdict to the sheet that is shown."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from app.i18n import _
from app.models.customers import Customer
from app.models.errors import Invalid
from app.models.store import Store
from app.services import checks, exposure, limit_sheet, policies
from app.services.day_rates import DayRates
from app.services.exposure import ExposureDocument, ExposureSheet
from app.services.limit_sheet import LimitSheet
from app.services.rules.exposure import rounded
from app.services.rules.parameters import Policy
from app.services.rules.shipping import Judged, Overdue, ShipFacts, judge
from app.services.rules.ways_out import to_collect, ways
from app.services.shipping_sheet import Answer, Document, LimitNow, Reason


@dataclass(frozen=True, slots=True)
class Question:
    """Who wants to be sent what: minor units of a currency (the customer's when None), or what is left of a deal or contract."""

    customer_id: int
    amount: int | None
    currency: str | None = None
    deal_id: int | None = None
    contract_id: int | None = None


def answer(store: Store, question: Question, on: date) -> Answer:
    """The answer of a day. Raises Invalid and UserError."""
    return _Reading(store, question, on).answer()


class _Reading:
    def __init__(self, store: Store, question: Question, on: date) -> None:
        self._store, self._question, self._on = store, question, on
        self._customer: Customer = checks.customer(store, question.customer_id, on)
        self._policy: Policy = policies.on(store, on)
        self._rates = DayRates(store, on)

    def answer(self) -> Answer:
        currency = checks.currency("currency", self._question.currency or self._customer.currency)
        order = checks.amount("amount", self._question.amount or 0)
        asked = self._own(order, currency)
        found = exposure.read(self._store, self._customer, self._on)
        limit = limit_sheet.read(self._store, self._customer, self._on)
        late = self._overdue(found)
        facts = ShipFacts(
            asked=asked,
            exposure=found.total,
            grade=limit.score.grade,
            overdue=tuple(Overdue(each.id, each.amount, each.days or 0) for each in late),
            open=found.line("receivables").amount,
            limit_state=found.in_force.state,
            limit=found.limit or 0,
            proposal=limit.proposal,
        )
        judged = judge(facts, self._policy)
        return self._answer(facts, judged, found, limit, late, order, currency)

    def _answer(
        self, facts: ShipFacts, judged: Judged, found: ExposureSheet, limit: LimitSheet, late: tuple[Document, ...],
        order: int, currency: str,
    ) -> Answer:  # fmt: skip
        told = judged.told
        about = {"oldest_overdue": late, "overdue_share": late}
        return Answer(
            customer_id=self._customer.id,
            code=self._customer.code,
            name=self._customer.short,
            on=self._on,
            currency=self._customer.currency,
            order=order,
            order_currency=currency,
            asked=facts.asked,
            verdict=judged.verdict,
            reasons=tuple(
                Reason(each.code, each.rule, each.verdict, each.figures, about.get(each.code, ())) for each in told
            ),
            more=len(judged.reasons) - len(told),
            released=judged.released,
            ways=ways(facts, self._policy),
            collect=to_collect(facts, self._policy),
            before=found.total,
            after=judged.after,
            credit=judged.credit,
            limit=LimitNow(found.in_force.state, found.limit, limit.proposal, found.in_force.until),
            grade=facts.grade,
            exposure={each.code: each.amount for each in found.lines if each.amount},
            policy_id=self._policy.id,
        )

    def _overdue(self, found: ExposureSheet) -> tuple[Document, ...]:
        """Undisputed and past its due day, the oldest first."""
        rows = [each for each in found.line("receivables").documents if each.due_on and each.due_on < self._on]
        late = [
            Document(each.table, each.id, each.label, amount, each.due_on, (self._on - each.due_on).days)
            for each in rows
            if each.due_on and (amount := _undisputed(each)) > 0
        ]
        return tuple(sorted(late, key=lambda each: -(each.days or 0)))

    def _own(self, minor: int, currency: str) -> int:
        found = self._rates.into(minor, currency, self._customer.currency)
        if found is None:
            words = _("There is no exchange rate for {currency} on {day}. Enter the rate of that day.")
            raise Invalid("currency", words.format(currency=currency, day=self._on))
        return found


def _undisputed(each: ExposureDocument) -> int:
    """What of a document counts and is not in dispute."""
    return each.counted - rounded(Decimal(each.counted) * each.disputed / each.open) if each.disputed else each.counted

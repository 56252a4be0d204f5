"""May I ship? The daily question, answered from the book: verdict, reasons with figures, ways out; recorded with that minute's sheet.

answer = services.shipping.ask(customer_id, 80_000_00)         # answer.verdict: ok, conditions, prepay, approval, stop
decision_id = services.shipping.record(answer, way="collect")
services.shipping.again(decision_id)                           # the same question now
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from app.i18n import _
from app.models import decisions
from app.models.dates import now_utc
from app.models.decisions import Decision
from app.models.errors import UserError
from app.models.store import Store
from app.services import at_desk, checks, frozen, shipping_answer
from app.services.rules.authority import rank
from app.services.shipping_facts import Question
from app.services.shipping_sheet import Answer

LONGEST_WAY = 200


@dataclass(frozen=True, slots=True)
class Decided:
    """A decision with the sheet as it was that minute."""

    decision: Decision
    sheet: Answer


class Shipping:
    """Asks on any day; writes only what was decided."""

    def __init__(self, store: Store, today: date) -> None:
        self._store = store
        self._today = today

    def ask(
        self,
        customer_id: int,
        amount: int | None = None,
        currency: str | None = None,
        *,
        on: date | None = None,
        deal_id: int | None = None,
        contract_id: int | None = None,
    ) -> Answer:
        """An order of so many minor units of a currency (the customer's); of a deal or contract what is not yet shipped of it.

        Raises Invalid (amount, currency), UserError when the customer, the deal or the contract is gone.
        """
        question = Question(customer_id, amount, currency, deal_id, contract_id)
        with self._store.snapshot():
            return shipping_answer.answer(self._store, question, on or self._today)

    def record(self, answer: Answer, way: str | None = None) -> int:
        """Keeps the answer as it was shown, with the way out that was chosen (codes of its steps with a plus
        between, or words); returns the decision's id. Raises UserError."""
        if rank(at_desk.me(self._store).role) < 0:
            raise UserError(_("Your role in this book is to look only. Ask the owner for another role."))
        if answer.on < self._today:
            raise UserError(_("This answer is of a past day. Ask again for today, then record it."))
        row = {
            "customer_id": answer.customer_id, "deal_id": answer.deal_id, "contract_id": answer.contract_id, "asked_at": now_utc(),
            "on_day": answer.on.isoformat(), "currency": answer.order_currency, "amount": answer.order, "verdict": answer.verdict,
            "sheet": frozen.to_json(answer), "way": checks.text("way", way, longest=LONGEST_WAY), "person_id": self._store.person_id,
        }  # fmt: skip
        with self._store.change("decision.record") as change:
            return decisions.insert(change, row)

    def decided(self, decision_id: int) -> Decided:
        """A decision and its sheet. Raises UserError when it is gone."""
        found, text = decisions.decision(self._store, decision_id), decisions.sheet(self._store, decision_id)
        if found is None or text is None:
            raise UserError(_("This decision is no longer in the book."))
        return Decided(found, frozen.from_json(Answer, text))

    def again(self, decision_id: int, on: date | None = None) -> Answer:
        """The same order asked anew, by the figures and rules of the day (today); of a deal or contract asked about as a whole what is
        left of it by then. Raises UserError, Invalid."""
        kept = self.decided(decision_id)
        found, entire = kept.decision, kept.sheet.entire
        question = Question(found.customer_id, found.amount, found.currency, found.deal_id, found.contract_id, entire)
        with self._store.snapshot():
            return shipping_answer.answer(self._store, question, on or self._today)

    def of_customer(self, customer_id: int) -> list[Decision]:
        """Every decision about them, the newest first."""
        return decisions.of_customer(self._store, customer_id)

"""May I ship? The daily question, answered from the book: verdict, reasons with figures, ways out; recorded with that minute's sheet.

answer = services.shipping.ask(customer_id, 80_000_00)         # answer.verdict: ok, conditions, prepay, approval, stop
decision_id = services.shipping.record(answer, way="collect")
services.shipping.again(decision_id)                           # the same question now
"""

from __future__ import annotations

from datetime import date

from app.models.store import Store
from app.services import shipping_facts
from app.services.shipping_sheet import Answer


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
        question = shipping_facts.Question(customer_id, amount, currency, deal_id, contract_id)
        with self._store.snapshot():
            return shipping_facts.answer(self._store, question, on or self._today)

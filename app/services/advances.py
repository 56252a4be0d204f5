"""Money and credit notes of a customer that are not applied: used, kept, and where applied money may be moved to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from app.i18n import _
from app.models import payments, receivables
from app.models.errors import UserError
from app.models.receivables import OpenItem
from app.models.store import Store
from app.services import paying_back, settling
from app.services.rules.allocation import Debt, oldest_first
from app.services.wanted import debts_of


@dataclass(frozen=True, slots=True)
class Applied:
    """What a payment still settles: minor units of the receivable's `currency`, since `on`."""

    allocation_id: int
    instalment_id: int
    number: str
    amount: int
    currency: str
    on: date


@dataclass(frozen=True, slots=True)
class Movable:
    """What of a payment can be moved, and the open receivables it can go to."""

    applied: tuple[Applied, ...]
    targets: tuple[OpenItem, ...]

    def targets_of(self, found: Applied) -> list[OpenItem]:
        return [
            each
            for each in self.targets
            if each.currency == found.currency and each.instalment_id != found.instalment_id
        ]


class Advances:
    """The credit balances of the book."""

    def __init__(self, store: Store, today: date) -> None:
        self._store = store
        self._today = today

    def use(self, customer_id: int, currency: str) -> int:
        """Applies all that is not applied to what is open in that currency, oldest first on both sides, as one change.

        Returns how much was applied, minor units. Raises UserError when there is nothing to apply or to apply it to.
        """
        items = receivables.open_items(self._store, customer_id, date.max)
        unused = [item for item in items if item.side == "credit" and item.currency == currency]
        debts = debts_of([item for item in items if item.instalment_id is not None], currency)
        if not unused or not debts:
            text = _("Nothing to apply: there is nothing left of it, or the customer owes nothing in {currency}.")
            raise UserError(text.format(currency=currency))
        done = 0
        with self._store.change("payment.apply") as change:
            for item in sorted(unused, key=lambda each: (each.issued_on, each.payment_id or 0)):
                split = oldest_first(item.open, debts)
                settling.settle(change, paying_back.document_of(item), split, max(self._today, item.issued_on))
                debts = _after(debts, dict(split.parts))
                done += item.open - split.rest
        return done

    def keep(self, customer_id: int, currency: str, on: date, reason: str, amount: int) -> list[int]:
        """So much of it becomes income on that day, oldest first, as one change; returns the ids of the entries."""
        with self._store.change("payment.keep") as change:
            return [
                paying_back.keep(change, source, part, max(on, since), reason)
                for source, part, since in paying_back.uses(self._store, customer_id, currency, amount)
            ]

    def movable(self, payment_id: int) -> Movable:
        """Raises UserError when nothing of the payment is applied, or the customer owes nothing else."""
        found = payments.payment(self._store, payment_id)
        rows = payments.allocations(self._store, "payment_id", payment_id)
        applied = [self._applied(each) for each in rows if each.instalment_id and each.reverses_id is None]
        left = tuple(each for each in applied if each.amount)
        if found is None or not left:
            raise UserError(_("Nothing of this payment is applied, so there is nothing to move."))
        items = receivables.open_items(self._store, found.customer_id, date.max)
        moved = Movable(left, tuple(item for item in items if item.instalment_id is not None))
        if not any(moved.targets_of(each) for each in left):
            raise UserError(_("Nothing else of this customer is open, so there is nowhere to move it."))
        return moved

    def _applied(self, row: Any) -> Applied:
        debt = receivables.of_instalment(self._store, row.instalment_id)
        left = payments.left_of(self._store, row.id).amount
        return Applied(row.id, row.instalment_id, debt.number, left, debt.currency, row.on_day)


def _after(debts: Sequence[Debt], parts: dict[int, int]) -> list[Debt]:
    left = (Debt(debt.id, debt.due_on, debt.issued_on, debt.open - parts.get(debt.id, 0)) for debt in debts)
    return [debt for debt in left if debt.open]

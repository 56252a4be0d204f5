"""Cash deposits: taken, used for what is owed, given back. Money of the customer that lies with us, not a payment for goods.

services.deposits.receive(DepositDraft(customer_id=7, amount=20_000_00, on_day=date(2026, 11, 2), refund_condition="..."))
services.deposits.offset(Taking(customer_id=7, amount=5_000_00, on_day=date(2026, 11, 20)))   # the debt falls by a payment
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from app.i18n import _
from app.models import contracts, deposits, receivables
from app.models.deposits import DepositMove, Held
from app.models.errors import Invalid, UserError
from app.models.store import Store
from app.services import checks
from app.services.formats import money
from app.services.payments import PaymentDraft, Payments


@dataclass(frozen=True, slots=True)
class DepositDraft:
    """A deposit taken; minor units of `currency` (None = the customer's). When and on what condition it goes back."""

    customer_id: int
    amount: int
    on_day: date
    currency: str | None = None
    contract_id: int | None = None
    refund_condition: str | None = None
    refund_due_on: date | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Taking:
    """Out of the deposit of a customer, contract and currency; `parts` = instalment id -> amount, None = oldest due first."""

    customer_id: int
    amount: int
    on_day: date
    currency: str | None = None
    contract_id: int | None = None
    note: str | None = None
    parts: Mapping[int, int] | None = None
    rate: str | None = None


class Deposits:
    def __init__(self, store: Store, today: date, payments: Payments) -> None:
        self._store = store
        self._today = today
        self._payments = payments

    def receive(self, draft: DepositDraft) -> int:
        """Notes a deposit taken; returns its id. Raises Invalid naming the field."""
        row = self._row(draft, "received") | self._promised(draft.refund_condition, draft.refund_due_on, draft.on_day)
        with self._store.change("deposit.receive") as change:
            return deposits.insert(change, row)

    def offset(self, taking: Taking) -> int:
        """Uses some of it for what the customer owes: makes a payment, so that the debt falls; returns the move's id."""
        row = self._row(taking, "offset")
        self._enough(row)
        due = self._owes(taking.customer_id, row["currency"])
        if taking.amount > due:
            text = _("They owe {amount} in {currency}. Use at most that, and give the rest back.")
            raise Invalid("amount", text.format(amount=money(due, row["currency"]), currency=row["currency"]))
        paid = PaymentDraft(
            taking.customer_id, taking.amount, taking.on_day, row["currency"], method="other", parts=taking.parts, rate=taking.rate,
            contract_id=taking.contract_id, note=taking.note or _("From the cash deposit"),
        )  # fmt: skip
        with self._store.change("deposit.offset") as change:
            return deposits.insert(change, row | {"payment_id": self._payments.write(change, paid)})

    def refund(self, taking: Taking) -> int:
        """Gives some of it back; returns the move's id. Raises Invalid when that much does not lie with us."""
        row = self._row(taking, "refunded")
        self._enough(row)
        with self._store.change("deposit.refund") as change:
            return deposits.insert(change, row)

    def agree(self, move_id: int, condition: str | None, due_on: date | None) -> None:
        """Another condition or day for giving a deposit back."""
        found = self._live(move_id)
        if found.kind != "received":
            raise UserError(_("Only a deposit taken has a condition for giving it back."))
        row = self._promised(condition, due_on, found.on_day)
        with self._store.change("deposit.update") as change:
            deposits.update(change, move_id, row)

    def void(self, move_id: int, reason: str) -> None:
        """As if it had never been; the payment that an offset made is voided with it."""
        found = self._live(move_id)
        why = checks.text("reason", reason, required=True) or ""
        self._enough_without(found)
        with self._store.change("deposit.void") as change:
            if found.payment_id is not None:
                self._payments.take_back(change, found.payment_id, why)
            else:
                deposits.update(change, move_id, {"voided_on": self._today.isoformat()})

    def held(self, customer_id: int | None = None, on: date | None = None) -> list[Held]:
        """What lies with us by customer, contract and currency."""
        return deposits.held(self._store, on or self._today, None if customer_id is None else (customer_id,))

    def moves(self, customer_id: int) -> list[DepositMove]:
        """Every move of a customer, voided ones too, oldest first."""
        return deposits.moves(self._store, customer_id)

    def _row(self, draft: DepositDraft | Taking, kind: str) -> dict[str, Any]:
        customer = checks.customer(self._store, draft.customer_id, self._today)
        contract = contracts.contract(self._store, draft.contract_id) if draft.contract_id else None
        if draft.contract_id and (contract is None or contract.customer_id != customer.id):
            raise Invalid("contract_id", _("This contract is another customer's. Choose one of this customer."))
        return {
            "customer_id": customer.id, "contract_id": draft.contract_id, "kind": kind,
            "on_day": checks.past_day("on_day", draft.on_day, self._today).isoformat(),
            "currency": checks.currency("currency", draft.currency or customer.currency),
            "amount": checks.amount("amount", draft.amount), "note": checks.text("note", draft.note),
        }  # fmt: skip

    @staticmethod
    def _promised(condition: str | None, due_on: date | None, since: date) -> dict[str, str | None]:
        if due_on and checks.day("refund_due_on", due_on) < since:
            raise Invalid("refund_due_on", _("This is before the deposit was taken. Correct one of the days."))
        text = checks.text("refund_condition", condition, longest=300)
        return {"refund_condition": text, "refund_due_on": due_on.isoformat() if due_on else None}

    def _owes(self, customer_id: int, currency: str) -> int:
        found = receivables.open_items(self._store, customer_id, self._today)
        return sum(each.open for each in found if each.instalment_id is not None and each.currency == currency)

    def _enough(self, row: Mapping[str, Any]) -> None:
        """What is taken lies with us on its day, and what was taken later still does then."""
        which = (row["customer_id"], row["currency"], row["contract_id"])
        known = [(on, amount) for _id, on, amount in deposits.signed_by_day(self._store, *which)]
        left = least_left(known, date.fromisoformat(row["on_day"]))
        if row["amount"] > left:
            text = _("Only {amount} of the deposit lies with us on that day. Enter at most that.")
            raise Invalid("amount", text.format(amount=money(left, row["currency"])))

    def _enough_without(self, found: DepositMove) -> None:
        if found.kind != "received":
            return
        rows = deposits.signed_by_day(self._store, found.customer_id, found.currency, found.contract_id)
        known = [(on, amount) for key, on, amount in rows if key != found.id]
        if least_left(known, found.on_day) < 0:
            raise UserError(_("Some of this deposit was used or given back. Void that first."))

    def _live(self, move_id: int) -> DepositMove:
        found = deposits.move(self._store, move_id)
        if found is None or found.voided_on:
            raise UserError(_("This entry is voided already."))
        return found


def least_left(moves: list[tuple[date, int]], since: date) -> int:
    """The smallest balance from a day on; `moves` = (day, what it adds) in order of the days. Minor units."""
    balance = sum(amount for on, amount in moves if on <= since)
    least = balance
    for _on, amount in (each for each in moves if each[0] > since):
        balance += amount
        least = min(least, balance)
    return least

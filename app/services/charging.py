"""Interest, fees and costs that a payment satisfies before the principal: each becomes a receivable of that day."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Final

from app.i18n import _, mark
from app.models import charges, payments, receivables
from app.models.change import Change
from app.models.charges import Charge
from app.models.errors import Invalid
from app.models.payments import Payment
from app.models.store import Store
from app.services import checks, numbers, settling

WORDS: Final = {"interest": mark("Late interest"), "fee": mark("Late fee"), "cost": mark("Costs of collection")}
Plan = list[tuple[Charge, int]]


def plan(store: Store, customer_id: int, currency: str, ids: Sequence[int], amount: int) -> Plan:
    """What of the amount goes to each charge, costs before fees before interest (民法典 561). Raises Invalid."""
    wanted: Plan = []
    for each in sorted((_claimed(store, customer_id, currency, one) for one in set(ids)), key=_order):
        part = min(amount, each.amount)
        amount -= part
        if part:
            wanted.append((each, part))
    return wanted


def _claimed(store: Store, customer_id: int, currency: str, charge_id: int) -> Charge:
    found = charges.charge(store, charge_id)
    if found is None or found.receivable_id or found.customer_id != customer_id:
        raise Invalid("charges", _("One of the claims is paid or invoiced already. Choose again."))
    if found.currency != currency:
        raise Invalid("charges", _("One of the claims is in another currency than the payment."))
    return found


def _order(charge: Charge) -> tuple[int, date, int]:
    return charges.ORDER.index(charge.kind), charge.on_day, charge.id


def satisfy(change: Change, payment_id: int, wanted: Plan) -> None:
    """Each part becomes a receivable due on the payment's day, settled by it; what is left stays a charge of its own."""
    payment = payments.payment(change.store, payment_id)
    if payment is None:
        raise LookupError(f"payment {payment_id}")
    for charge, part in wanted:
        instalment = _receivable(change, payment, charge, part)
        kind = "interest" if charge.kind == "interest" else "cost"
        target = ("instalment_id", instalment)
        settling.allocate(change, ("payment_id", payment.id), target, part, payment.paid_on, kind=kind)


def _receivable(change: Change, payment: Payment, charge: Charge, part: int) -> int:
    """The instalment of the new receivable."""
    store, day = change.store, payment.paid_on.isoformat()
    base = checks.in_base(store, part, payment.currency, payment.rate)
    row = {
        "customer_id": charge.customer_id, "kind": "invoice", "number": numbers.upcoming(store, "interest", payment.paid_on.year),
        "issued_on": day, "currency": payment.currency, "rate": payment.rate, "amount": part, "amount_base": base,
        "description": _(WORDS[charge.kind]), "product_line": "interest",
    }  # fmt: skip
    made = receivables.insert(change, row, [{"due_on": day, "amount": part, "amount_base": base}])
    if part < charge.amount:
        rest = {
            "customer_id": charge.customer_id, "instalment_id": charge.instalment_id, "kind": charge.kind, "on_day": charge.on_day.isoformat(),
            "amount": charge.amount - part, "currency": charge.currency, "basis": charge.basis,
        }  # fmt: skip
        charges.insert(change, rest)
    charges.update(change, charge.id, {"amount": part, "receivable_id": made})
    return receivables.instalments(store, made)[0].id

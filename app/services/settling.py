"""What settles what, inside a change: dated rows with both sides' exact base amounts, and how they are taken back.

A document is named as `allocation` names it: ("payment_id", 7), ("credit_id", 3), ("adjustment_id", 2) as sources,
("instalment_id", 9), ("outgoing_id", 8) as targets.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from app.i18n import _
from app.models import book, payments, receivables
from app.models.change import Change
from app.models.errors import Invalid, UserError
from app.models.money import convert
from app.models.payments import Allocation, Payment
from app.models.store import Store
from app.services import checks
from app.services.rules.allocation import Split

Document = tuple[str, int]


def natural_key(number: str | None, paid_on: date, amount: int, currency: str, who: str | None, nth: int) -> str:
    """What a payment is known by when the same file comes again: its number, else day, amount, currency, reference or payer, how-many-th."""
    return f"n:{number}" if number else f"k:{paid_on.isoformat()}|{amount}|{currency}|{who or ''}|{nth}"


def free_key(
    store: Store, customer_id: int, number: str | None, on: date, amount: int, currency: str, who: str | None
) -> str:
    """The first natural key that no live payment of the customer has. Raises Invalid when the number is taken."""
    nth, key = 1, ""
    while not key or payments.keyed(store, customer_id, key):
        if key and number:
            taken = _("This customer already has a payment “{number}”. Use another number.")
            raise Invalid("number", taken.format(number=number))
        key, nth = natural_key(number, on, amount, currency, who, nth), nth + 1
    return key


def settle(change: Change, source: Document, split: Split, on: date, taken: tuple[int, int] | None = None) -> None:
    """One dated row for each part, from the day on which the instalment can be settled; `taken` as for `allocate`."""
    for instalment_id, part in split.parts:
        day = max(on, free_from(change.store, instalment_id))
        allocate(change, source, ("instalment_id", instalment_id), part, day, taken)


def allocate(
    change: Change,
    source: Document,
    target: Document,
    part: int,
    on: date,
    taken: tuple[int, int] | None = None,
    *,
    kind: str = "principal",
) -> int:
    """`part` of the target, in its currency, is settled by the source from that day on; returns the row's id.

    `kind` = what the money went to: principal, interest or cost.

    `taken` = (source's minor units, base amount) where they are known: moved money brings them along, so that on
    every past day what its source has left stays exact. The last allocation of a document takes what is left of its base.
    """
    store = change.store
    source_part, base = taken or (part, base_of(store, source, part))
    row = {
        "customer_id": payments.face(store, *target).customer_id, source[0]: source[1], target[0]: target[1], "on_day": on.isoformat(),
        "amount": part, "source_amount": source_part, "base_target": base_of(store, target, part), "base_source": base,
        "part": kind,
    }  # fmt: skip
    return payments.allocate(change, row)


def base_of(store: Store, document: Document, part: int) -> int:
    """What a part of a document is in the book's currency at its own rate; its last part takes what is left."""
    left, left_base = payments.open_of(store, *document)
    if part >= left:
        return left_base
    face = payments.face(store, *document)
    return min(left_base, convert(part, face.currency, Decimal(face.rate), book.company(store).currency))


def reverse(change: Change, found: Allocation, part: int, on: date) -> tuple[int, int]:
    """Takes back `part` (target's currency) of an allocation from that day on; returns (source's minor units, base) freed."""
    left = payments.left_of(change.store, found.id)
    source, base_target, base_source = left.source_amount, left.base_target, left.base_source
    if part < left.amount:
        whole = (found.source_amount, found.base_target, found.base_source)
        source, base_target, base_source = (each * part // found.amount for each in whole)
    row = {
        "customer_id": found.customer_id, "payment_id": found.payment_id, "credit_id": found.credit_id, "adjustment_id": found.adjustment_id,
        "instalment_id": found.instalment_id, "outgoing_id": found.outgoing_id, "on_day": on.isoformat(), "amount": -part,
        "source_amount": -source, "base_target": -base_target, "base_source": -base_source, "reverses_id": found.id,
        "part": found.part,
    }  # fmt: skip
    payments.allocate(change, row)
    return source, base_source


def free_from(store: Store, instalment_id: int) -> date:
    """The day from which it can be settled; while moved money still settled it, new money cannot settle it too."""
    issued = payments.face(store, "instalment_id", instalment_id).on
    return max(issued, payments.freed_on(store, instalment_id) or issued)


def bounce(change: Change, payment_id: int, on: date, reason: str) -> int:
    """A receipt came back: from that day what it settled is open again and a return uses it up; the days before keep it.

    Returns the id of the return. Raises UserError for what is no live receipt, came back already or was paid back in part.
    """
    found = _may_come_back(change.store, payment_id)
    if checks.day("on", on) < found.paid_on:
        raise Invalid("on", _("It cannot come back before the day it was received."))
    moved_on = payments.moved_on(change.store, payment_id)
    if moved_on and on < moved_on:
        text = _("Part of this money was moved on {day}. Choose that day or a later one.")
        raise Invalid("on", text.format(day=moved_on))
    returned = _return(change, found, on, checks.text("reason", reason, required=True))
    # First its own row, then what is taken back: `unbounce` knows the latter by that.
    whole = (found.amount, found.amount_base)
    allocate(change, ("payment_id", payment_id), ("outgoing_id", returned), found.amount, on, whole)
    for each in payments.allocations(change.store, "payment_id", payment_id):
        left = payments.left_of(change.store, each.id).amount
        if each.instalment_id and each.reverses_id is None and left:
            reverse(change, each, left, max(on, each.on_day))
    return returned


def unbounce(change: Change, returned: Payment) -> None:
    """As if it had not come back: what it settled is settled again, unless other money came in between."""
    store = change.store
    own = payments.allocations(store, "outgoing_id", returned.id)[0]
    taken = [
        each
        for each in payments.allocations(store, "payment_id", returned.returns_id or 0)
        if each.id > own.id and each.reverses_id is not None
    ]
    for each in taken:
        if any(other.id > each.id for other in payments.allocations(store, "instalment_id", each.instalment_id or 0)):
            raise UserError(
                _("What it had settled was settled otherwise since. Void that first, or record the money anew.")
            )
    for each in [own, *taken]:
        payments.void_allocation(change, each.id)


def void(change: Change, found: Payment | None, on: date, reason: str) -> None:
    """As if the payment had never been. Raises UserError when it is voided or its money went back to the customer."""
    if found is None or found.voided_on:
        raise UserError(_("This payment is voided already."))
    if found.kind == "receipt" and payments.paid_out(change.store, "payment_id", found.id):
        raise UserError(_("This money went back to the customer, whole or in part. Void that entry first."))
    if found.kind == "return":
        unbounce(change, found)
    _release(change, found.id, on, reason)
    for column in ("payment_id", "outgoing_id"):
        payments.void_allocations(change, column, found.id)
    payments.void(change, found.id, on.isoformat(), reason)


def _release(change: Change, payment_id: int, on: date, reason: str) -> None:
    """The receivables that a payment made of interest and costs go with it: these are claims again."""
    store = change.store
    for each in payments.allocations(store, "payment_id", payment_id):
        if each.part != "principal" and each.reverses_id is None and each.instalment_id:
            others = payments.allocations(store, "instalment_id", each.instalment_id)
            if all(other.payment_id == payment_id for other in others):
                receivables.void(
                    change, receivables.of_instalment(store, each.instalment_id).id, on.isoformat(), reason
                )


def _may_come_back(store: Store, payment_id: int) -> Payment:
    found = payments.payment(store, payment_id)
    if found is None or found.kind != "receipt":
        raise UserError(_("Only money received can come back."))
    if found.voided_on:
        raise UserError(_("This payment is voided already."))
    used = payments.paid_out(store, "payment_id", payment_id)
    if used and payments.returned(store, payment_id):
        raise UserError(_("This payment came back already."))
    if used:
        raise UserError(_("Part of this payment was paid back. Void that refund first, then it can come back."))
    return found


def _return(change: Change, found: Payment, on: date, reason: str | None) -> int:
    key = free_key(change.store, found.customer_id, None, on, found.amount, found.currency, found.number)
    row = {
        "customer_id": found.customer_id, "kind": "return", "paid_on": on.isoformat(), "currency": found.currency, "rate": found.rate,
        "amount": found.amount, "amount_base": found.amount_base, "method": found.method, "purpose": found.purpose,
        "payer_name": found.payer_name, "returns_id": found.id, "bill_id": found.bill_id, "contract_id": found.contract_id,
        "note": reason, "natural_key": key,
    }  # fmt: skip
    return payments.insert(change, row)

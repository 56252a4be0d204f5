"""Money and usable that leave a customer's account: paid back, or kept as income. They use up what is not applied."""

from __future__ import annotations

from datetime import date

from app.i18n import _
from app.models import payments, receivables
from app.models.change import Change
from app.models.errors import Invalid
from app.models.receivables import OpenItem
from app.models.store import Store
from app.services import checks, settling
from app.services.formats import money
from app.services.settling import Document

Uses = list[tuple[Document, int, date]]


def document_of(item: OpenItem) -> Document:
    """An open credit as `allocation` names it."""
    return ("payment_id", item.payment_id) if item.payment_id else ("credit_id", item.receivable_id or 0)


def uses(store: Store, customer_id: int, currency: str, amount: int, only: Document | None = None) -> Uses:
    """(document, part, first day) of the usable that `amount` uses up: receipts before credit notes, the oldest first.

    `only` = this one. Raises Invalid when less than that is not applied.
    """
    items = receivables.open_items(store, customer_id, date.max)
    usable = [item for item in items if item.side == "credit" and item.currency == currency]
    if only is not None:
        usable = [item for item in usable if document_of(item) == only]
    whole = sum(item.open for item in usable)
    if amount > whole:
        raise Invalid("amount", too_much(whole, currency))
    found: Uses = []
    for item in sorted(usable, key=lambda item: item.payment_id is None):
        part = min(amount, item.open)
        if part:
            found.append((document_of(item), part, item.issued_on))
        amount -= part
    return found


def too_much(whole: int, currency: str) -> str:
    """Why no more than `whole` (minor units) can be paid back or kept."""
    if not whole:
        return _("There is no money in {currency} that is not applied: nothing can be paid back.").format(
            currency=currency
        )
    text = _("Only {amount} is not applied. Pay back at most that, or void or move what was applied first.")
    return text.format(amount=money(whole, currency))


def use_up(change: Change, outgoing_id: int, wanted: Uses, on: date) -> None:
    """From its own day on."""
    for source, part, since in wanted:
        settling.allocate(change, source, ("outgoing_id", outgoing_id), part, max(on, since))


def keep(change: Change, source: Document, amount: int | None, on: date, reason: str) -> int:
    """A credit nobody asks back becomes income on that day, at its own worth: no exchange difference; returns the payment's id."""
    store, face = change.store, payments.face(change.store, *source)
    left, _base = payments.open_of(store, *source)
    part = left if amount is None else checks.amount("amount", amount)
    if not 0 < part <= left:
        raise Invalid("amount", too_much(left, face.currency))
    if checks.day("on", on) < face.on:
        raise Invalid("on", _("It cannot be used before the day it was received."))
    base = settling.base_of(store, source, part)
    row = {
        "customer_id": face.customer_id, "kind": "refund", "kept": 1, "paid_on": on.isoformat(), "currency": face.currency, "rate": face.rate,
        "amount": part, "amount_base": base, "method": "other", "note": checks.text("reason", reason, required=True),
        "natural_key": settling.free_key(store, face.customer_id, None, on, part, face.currency, "kept"),
    }  # fmt: skip
    made = payments.insert(change, row)
    settling.allocate(change, source, ("outgoing_id", made), part, on, (part, base))
    return made

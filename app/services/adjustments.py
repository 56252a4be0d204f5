"""What of a debt is given up: written off, allowed, rounded, discounted, kept by a bank. Dated, and taken back dated."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final, Literal, get_args

from app.i18n import _
from app.models import adjustments, approvals, payments, receivables
from app.models.adjustments import Adjustment
from app.models.change import Change
from app.models.errors import Invalid, UserError
from app.models.store import Store
from app.services import checks, settling
from app.services.formats import money

Kind = Literal["write_off", "allowance", "rounding", "early_discount", "bank_fee"]
KINDS: Final[tuple[str, ...]] = get_args(Kind)


@dataclass(frozen=True, slots=True)
class AdjustmentDraft:
    """`amount` in minor units of the instalment's currency is not owed any more from `on`; a write-off says why.

    `ground` and `approval_id` of a write-off that was decided (`write_offs.py`).
    """

    instalment_id: int
    kind: Kind
    amount: int
    on: date
    reason: str | None = None
    ground: str | None = None
    approval_id: int | None = None


def adjust(change: Change, draft: AdjustmentDraft, customer_id: int | None = None) -> int:
    """Writes one inside a change, after everything written before it; of that customer. Raises Invalid naming the field."""
    store, target = change.store, ("instalment_id", draft.instalment_id)
    face = _face(store, draft)
    if customer_id not in {None, face.customer_id}:
        raise Invalid("with_adjustments", _("This receivable is another customer's."))
    reason = checks.text("reason", draft.reason, required=draft.kind == "write_off")
    base = settling.base_of(store, target, draft.amount)
    row = {
        "customer_id": face.customer_id, "kind": draft.kind, "on_day": draft.on.isoformat(), "currency": face.currency,
        "amount": draft.amount, "amount_base": base, "reason": reason, "ground": draft.ground, "approval_id": draft.approval_id,
    }  # fmt: skip
    made = adjustments.insert(change, row)
    day = max(draft.on, settling.free_from(store, draft.instalment_id))
    settling.allocate(change, ("adjustment_id", made), target, draft.amount, day, (draft.amount, base))
    return made


def _face(store: Store, draft: AdjustmentDraft) -> payments.Face:
    if draft.kind not in KINDS:
        raise Invalid("kind", _("Choose one of the listed kinds."))
    face = payments.face(store, "instalment_id", draft.instalment_id)
    if receivables.of_instalment(store, draft.instalment_id).voided_on:
        raise UserError(_("This receivable is voided already."))
    left, _base = payments.open_of(store, "instalment_id", draft.instalment_id)
    if checks.amount("amount", draft.amount) > left:
        raise Invalid("amount", _("At most {amount} is open there.").format(amount=money(left, face.currency)))
    if checks.day("on", draft.on) < face.on:
        raise Invalid("on", _("This day is before the receivable was issued. Choose a later one."))
    return face


def owed_again(change: Change, adjustment_id: int, amount: int | None, on: date) -> Adjustment:
    """Takes a write-off back from a day on, inside a change; None = all that is left of it. Raises Invalid (amount, on), UserError."""
    found = _live(change.store, adjustment_id)
    if found.kind != "write_off":
        raise UserError(_("Only a write-off can be recovered. Void this entry instead."))
    part = found.left if amount is None else amount
    if not 0 < part <= found.left:
        most = money(found.left, found.currency)
        raise Invalid("amount", _("At most {amount} of it is still written off.").format(amount=most))
    own = payments.allocations(change.store, "adjustment_id", adjustment_id)[0]
    if checks.day("on", on) < own.on_day:
        raise Invalid("on", _("It cannot be recovered before the day it was written off."))
    settling.reverse(change, own, part, on)
    return found


def _live(store: Store, adjustment_id: int) -> Adjustment:
    found = adjustments.adjustment(store, adjustment_id)
    if found is None or found.voided_on:
        raise UserError(_("This entry is voided already."))
    return found


class Adjustments:
    """Write-offs, allowances, rounding differences, early payment discounts and bank fees of the book."""

    def __init__(self, store: Store, today: date) -> None:
        self._store = store
        self._today = today

    def add(self, draft: AdjustmentDraft) -> int:
        """Takes it off what is owed from its day on; returns its id. Raises Invalid naming the field."""
        with self._store.change(f"adjustment.{draft.kind}") as change:
            return adjust(change, draft)

    def recover(self, adjustment_id: int, amount: int | None = None, on: date | None = None) -> None:
        """A debt written off is owed again from that day, whole or in part: then money can settle it."""
        with self._store.change("adjustment.recover") as change:
            owed_again(change, adjustment_id, amount, on or self._today)

    def void(self, adjustment_id: int, reason: str) -> None:
        """As if it had never been: what it took off is owed again on every day."""
        found = self._live(adjustment_id)
        why = checks.text("reason", reason, required=True) or ""
        with self._store.change("adjustment.void") as change:
            payments.void_allocations(change, "adjustment_id", adjustment_id)
            adjustments.void(change, adjustment_id, self._today, why)
            if found.approval_id and not adjustments.of_approval(self._store, found.approval_id):
                approvals.update(
                    change, found.approval_id, {"revoked_on": self._today.isoformat(), "revoke_reason": why}
                )

    def of_customer(self, customer_id: int) -> list[Adjustment]:
        return adjustments.of_customer(self._store, customer_id)

    def of_instalment(self, instalment_id: int) -> list[Adjustment]:
        return adjustments.of_instalment(self._store, instalment_id)

    def _live(self, adjustment_id: int) -> Adjustment:
        return _live(self._store, adjustment_id)

"""Credit insurance in the book: policies, limits of the insurer for each buyer, what was reported to them and paid by them.

policy = services.insurance.add_policy(PolicyDraft(insurer="Sinosure", number="P-1", from_on=..., to_on=...))
services.insurance.set_limit(BuyerLimitDraft(policy, customer_id, 40_000_000, valid_from=...))
services.insurance.cover(customer_id)                     # services.insurance_cover.Cover, None without a limit
services.insurance.record(EventDraft(policy, "overdue_notice", day, customer_id, receivable_id))
"""

from __future__ import annotations

from datetime import date
from typing import Any

from app.i18n import _
from app.models import book, insurance, receivables
from app.models.change import Change
from app.models.errors import Invalid, UserError
from app.models.insured import BuyerLimit, InsuranceEvent, InsurancePolicy
from app.models.store import Store
from app.services import checks, insurance_cover, insurance_rows
from app.services.insurance_cover import Cover
from app.services.insurance_drafts import (
    KINDS,
    NEEDS_AMOUNT,
    BuyerLimitDraft,
    EventDraft,
    PolicyDraft,
    limit_row,
    policy_row,
)
from app.services.insurance_rows import BuyerRow, DeadlineRow, PolicyRow, WorthSheet


class Insurance:
    """Writes and reads it; what follows from it is computed when asked."""

    def __init__(self, store: Store, today: date) -> None:
        self._store = store
        self._today = today

    # --- policies

    def policies(self) -> list[InsurancePolicy]:
        return insurance.policies(self._store)

    def policy(self, policy_id: int) -> InsurancePolicy:
        """Raises UserError when there is none."""
        found = insurance.policy(self._store, policy_id)
        if found is None:
            raise UserError(_("This policy is no longer in the book."))
        return found

    def add_policy(self, draft: PolicyDraft) -> int:
        """Raises Invalid naming the field."""
        row = policy_row(self._store, draft)
        with self._store.change("insurance.policy") as change:
            return insurance.insert_policy(change, row)

    def change_policy(self, policy_id: int, draft: PolicyDraft) -> None:
        """What was typed wrongly, or an endorsement. Raises Invalid naming the field."""
        self.policy(policy_id)
        row = policy_row(self._store, draft, policy_id)
        with self._store.change("insurance.policy_change") as change:
            insurance.update_policy(change, policy_id, row)

    def cancel_policy(self, policy_id: int, on: date | None = None) -> None:
        """From that day (today) nothing that is shipped is insured under it; what was shipped before stays so."""
        found, day = self.policy(policy_id), on or self._today
        if not found.from_on <= day <= found.to_on:
            raise Invalid("on", _("The policy does not hold on that day. Choose a day within its period."))
        with self._store.change("insurance.policy_cancel") as change:
            insurance.update_policy(change, policy_id, {"cancelled_on": day.isoformat()})

    # --- limits for buyers

    def limits(self, customer_id: int | None = None) -> list[BuyerLimit]:
        """The newest first."""
        return insurance.buyer_limits(self._store, None if customer_id is None else (customer_id,))

    def request_limit(self, policy_id: int, customer_id: int, amount: int, on: date | None = None) -> int:
        """What we asked the insurer for; returns the id of the limit it is noted at. Until they answer nothing more is insured."""
        policy, day = self.policy(policy_id), on or self._today
        self._buyer(policy, customer_id)
        asked = {"requested": checks.amount("amount", amount), "requested_on": checks.day("on", day).isoformat()}
        held = self._held(policy_id, customer_id, day)
        with self._store.change("insurance.request") as change:
            if held is not None:
                insurance.update_limit(change, held.id, asked)
                return held.id
            row = {"policy_id": policy_id, "customer_id": customer_id, "amount": 0, "currency": policy.currency}
            return insurance.insert_limit(change, {**row, **asked, "valid_from": day.isoformat()})

    def set_limit(self, draft: BuyerLimitDraft) -> int:
        """The insurer's answer: from a day on this limit holds, the one before it ends. Raises Invalid naming the field."""
        policy = self.policy(draft.policy_id)
        self._buyer(policy, draft.customer_id)
        row = limit_row(policy, draft)
        before = self._held(draft.policy_id, draft.customer_id, draft.valid_from)
        if before is not None and draft.requested is None:
            row |= {"requested": before.requested, "requested_on": _text(before.requested_on)}
        with self._store.change("insurance.limit") as change:
            if before is not None and before.amount == 0 and before.requested:  # it was only a request
                insurance.update_limit(change, before.id, row)
                return before.id
            if before is not None:
                insurance.update_limit(change, before.id, {"valid_to": draft.valid_from.isoformat()})
                self._note_cut(change, before, draft.amount, draft.valid_from)
            return insurance.insert_limit(change, row)

    def cancel_limit(self, limit_id: int, on: date | None = None) -> None:
        """The insurer took it back: what is shipped from that day (today) on is not insured."""
        found, day = insurance.buyer_limit(self._store, limit_id), on or self._today
        if found is None or found.cancelled_on is not None:
            raise UserError(_("This limit was cancelled already. Nothing was changed."))
        if day < found.valid_from:
            raise Invalid(
                "on", _("The limit begins on {day}; choose that day or a later one.").format(day=found.valid_from)
            )
        with self._store.change("insurance.limit_cancel") as change:
            insurance.update_limit(change, limit_id, {"cancelled_on": day.isoformat()})
            self._note_cut(change, found, 0, day)

    # --- what was reported and paid

    def events(self, customer_id: int | None = None, on: date | None = None) -> list[InsuranceEvent]:
        """Up to a day, oldest first; of a customer with those about whole policies."""
        wanted = None if customer_id is None else (customer_id,)
        return insurance.events(self._store, on or self._today, wanted)

    def record(self, draft: EventDraft) -> int:
        """A declaration, an overdue notice, an extension, a claim, a payment. Raises Invalid naming the field."""
        row = self._event_row(draft)
        with self._store.change("insurance.event") as change:
            return insurance.insert_event(change, row)

    def void_event(self, event_id: int) -> None:
        """As if it had never been recorded."""
        found = insurance.event(self._store, event_id)
        if found is None or found.voided_on is not None:
            raise UserError(_("This entry was voided already."))
        with self._store.change("insurance.event_void") as change:
            insurance.update_event(change, event_id, {"voided_on": self._today.isoformat()})

    # --- what follows

    def cover(self, customer_id: int, on: date | None = None) -> Cover | None:
        return insurance_cover.cover(self._store, customer_id, on or self._today)

    def rows(self, on: date | None = None) -> tuple[list[BuyerRow], list[DeadlineRow]]:
        """`buyers` and `deadlines` in the time of one."""
        return insurance_rows.both(self._store, on or self._today)

    def buyers(self, on: date | None = None) -> list[BuyerRow]:
        """Every customer with a limit of an insurer, the largest part outside the insurance first."""
        return insurance_rows.buyers(self._store, on or self._today)

    def deadlines(self, on: date | None = None, customer_id: int | None = None) -> list[DeadlineRow]:
        """Every last day of the policies, the nearest first; done ones last."""
        return insurance_rows.deadlines(self._store, on or self._today, customer_id)

    def policy_rows(self, on: date | None = None) -> list[PolicyRow]:
        return insurance_rows.policies(self._store, on or self._today)

    def worth(self, policy_id: int, on: date | None = None) -> WorthSheet:
        """What the policy saves on what is owed now, against its premium. Raises UserError when there is none."""
        return insurance_rows.worth(self._store, self.policy(policy_id), on or self._today)

    # --- checks

    def _event_row(self, draft: EventDraft) -> dict[str, Any]:
        policy = self.policy(draft.policy_id)
        if draft.kind not in KINDS:
            raise Invalid("kind", _("Choose one of the listed kinds."))
        checks.past_day("done_on", draft.done_on, self._today)
        owner = self._owner(draft)
        if draft.kind in NEEDS_AMOUNT and not draft.amount:
            raise Invalid("amount", _("Enter the amount that was paid."))
        if draft.kind == "extension" and draft.due_on is None:
            raise Invalid("due_on", _("Enter the day to which the insurer agreed to wait."))
        return {
            "policy_id": policy.id, "kind": draft.kind, "done_on": draft.done_on.isoformat(), "customer_id": owner,
            "receivable_id": draft.receivable_id, "due_on": _text(draft.due_on),
            "amount": checks.amount("amount", draft.amount) if draft.amount else None,
            "currency": checks.currency("currency", draft.currency or policy.currency),
            "reference": checks.text("reference", draft.reference, longest=80), "note": checks.text("note", draft.note),
        }  # fmt: skip

    def _owner(self, draft: EventDraft) -> int | None:
        """The customer it is about; all but a declaration of everything need a receivable or a customer."""
        if draft.receivable_id is not None:
            found = receivables.receivable(self._store, draft.receivable_id)
            if found is None or found.voided_on or draft.customer_id not in (None, found.customer_id):
                raise Invalid("receivable_id", _("This receivable is not one of the customer. Choose another."))
            return found.customer_id
        if draft.kind in ("overdue_notice", "extension"):
            raise Invalid("receivable_id", _("Choose the receivable it is about."))
        if draft.customer_id is None and draft.kind != "declaration":
            raise Invalid("customer_id", _("Choose the customer it is about."))
        return draft.customer_id

    def _buyer(self, policy: InsurancePolicy, customer_id: int) -> None:
        """A domestic policy covers no buyer of another country, an export policy none of ours."""
        found = checks.customer(self._store, customer_id, self._today)
        own = book.company(self._store).country
        abroad = bool(found.country) and found.country != own
        if found.country and abroad != (policy.scope == "export"):
            words = (
                _("This policy covers buyers of our own country only. Choose an export policy.")
                if abroad
                else _(
                    "This policy covers buyers abroad only. Choose a domestic policy, or check the customer's country."
                )
            )
            raise Invalid("policy_id", words)

    def _held(self, policy_id: int, customer_id: int, on: date) -> BuyerLimit | None:
        found = insurance.buyer_limits(self._store, (customer_id,))
        return next((each for each in found if each.policy_id == policy_id and each.holds(on)), None)

    def _note_cut(self, change: Change, before: BuyerLimit, amount: int, on: date) -> None:
        if amount < before.amount:
            row = {
                "policy_id": before.policy_id,
                "customer_id": before.customer_id,
                "kind": "cut",
                "done_on": on.isoformat(),
            }
            insurance.insert_event(change, {**row, "amount": before.amount - amount, "currency": before.currency})


def _text(on: date | None) -> str | None:
    return on.isoformat() if on else None

"""Disputes about receivables: opened, looked after, resolved. A disputed part is still owed, but nobody is reminded of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from app.i18n import _
from app.models import disputes, interactions, payments, receivables
from app.models.change import Change
from app.models.disputes import Dispute
from app.models.errors import Invalid, UserError
from app.models.store import Store
from app.services import checks, numbers, settling

REASONS: Final = ("quality", "quantity", "price", "delivery", "terms", "paid", "document", "other")
RESULTS: Final = ("credit_note", "accepted", "withdrawn", "court")


@dataclass(frozen=True, slots=True)
class DisputeDraft:
    """`amount` in minor units of the receivable's currency; `reason` one of `REASONS`; `due_on` = to be settled by then.

    `opened_on` None = today; `confirmation_id` = the reply to a balance confirmation that brought it up,
    `interaction_id` = the contact in which the customer said so.
    """

    instalment_id: int
    amount: int
    reason: str = "other"
    note: str | None = None
    root_cause: str | None = None
    owner_id: int | None = None
    due_on: date | None = None
    opened_on: date | None = None
    confirmation_id: int | None = None
    interaction_id: int | None = None


@dataclass(frozen=True, slots=True)
class Resolution:
    """How it ended: `result` one of `RESULTS`; `amount` None = all of it, else that part, and the rest stays in dispute.

    `number` = the number of the credit note that is given, None = the next one.
    """

    result: str
    amount: int | None = None
    number: str | None = None


class Disputes:
    """The disputes of the book."""

    def __init__(self, store: Store, today: date) -> None:
        self._store = store
        self._today = today

    def open(self, draft: DisputeDraft) -> int:
        """Marks part or all of an instalment as not accepted by the customer; returns the dispute's id. Raises Invalid."""
        row = self.checked(draft)
        with self._store.change("dispute.open") as change:
            dispute_id = disputes.insert(change, row)
            if draft.interaction_id is not None:
                interactions.update(change, draft.interaction_id, {"dispute_id": dispute_id})
            return dispute_id

    def checked(self, draft: DisputeDraft) -> dict[str, Any]:
        """The dispute as it is kept, for a change that brings more than it. Raises Invalid."""
        found = self._live(draft.instalment_id)
        open_now, _base = payments.open_of(self._store, "instalment_id", draft.instalment_id)
        if not 0 < draft.amount <= open_now - disputes.amount_now(self._store, draft.instalment_id):
            raise Invalid(
                "amount", _("The disputed part must be above zero and at most what is open and not in dispute yet.")
            )
        day = checks.day("opened_on", draft.opened_on or self._today)
        if not min(found.issued_on, self._today) <= day <= self._today:
            words = _("The day must be from {first}, when it was issued, to today.")
            raise Invalid("opened_on", words.format(first=found.issued_on))
        return {
            "customer_id": found.customer_id, "instalment_id": draft.instalment_id, "amount": draft.amount,
            "opened_on": day.isoformat(), "confirmation_id": draft.confirmation_id,
            **_texts({name: getattr(draft, name) for name in ("reason", "note", "root_cause", "owner_id", "due_on")}),
        }  # fmt: skip

    def update(self, dispute_id: int, values: Mapping[str, Any]) -> None:
        """Sets `reason`, `note`, `root_cause`, `owner_id`, `due_on` as far as they are named.

        A reason that is no code (an import's, an older book's) may stay as it is.
        """
        found = self._open(dispute_id)
        values = {name: value for name, value in values.items() if name != "reason" or value != found.reason}
        with self._store.change("dispute.update") as change:
            disputes.update(change, found.id, _texts(values))

    def resolve(self, dispute_id: int, how: Resolution) -> int | None:
        """Ends it, or a part of it, from today; a credit note is made and applied in the same change: its id is returned.

        Raises Invalid for an unknown result, for more than is in dispute, or than is open for a credit note.
        """
        found = self._open(dispute_id)
        if how.result not in RESULTS:
            raise Invalid("result", _("Choose how it ended."))
        amount = self._ended(found, how)
        with self._store.change("dispute.resolve") as change:
            credit = self._credit(change, found, amount, how.number) if how.result == "credit_note" else None
            self._close(change, found, amount, how.result, credit)
            return credit

    def of_instalment(self, instalment_id: int) -> list[Dispute]:
        """Those not ended, oldest first."""
        return [each for each in disputes.of_instalment(self._store, instalment_id) if each.closed_on is None]

    def of_customer(self, customer_id: int) -> list[Dispute]:
        """All of them, ended ones too, oldest first."""
        return disputes.of_customer(self._store, customer_id)

    def _ended(self, found: Dispute, how: Resolution) -> int:
        """What is settled: a whole dispute may be about more than is still open."""
        open_now, _base = payments.open_of(self._store, "instalment_id", found.instalment_id)
        most = min(found.amount, open_now) if how.result == "credit_note" else found.amount
        amount = most if how.amount is None else how.amount
        if not 0 < amount <= most:
            raise Invalid(
                "amount",
                _("This must be above zero and at most what is in dispute and still open. Correct the amount."),
            )
        return found.amount if how.amount is None else amount

    def _close(self, change: Change, found: Dispute, amount: int, result: str, credit: int | None) -> None:
        """Of a part that ended the rest is a row of its own from today, so that the past keeps the whole."""
        day = self._today.isoformat()
        if amount < found.amount:
            row = change.image("dispute", found.id) or {}
            disputes.insert(change, {**row, "id": None, "amount": found.amount - amount, "opened_on": day})
        ended = {"closed_on": day, "result": result, "credit_id": credit}
        disputes.update(change, found.id, ended)

    def _credit(self, change: Change, found: Dispute, amount: int, number: str | None) -> int:
        """A credit note at the receivable's own rate, so that no exchange difference comes of it, and applied to it."""
        owed = receivables.of_instalment(self._store, found.instalment_id)
        target = ("instalment_id", found.instalment_id)
        part = min(amount, payments.open_of(self._store, *target)[0])
        day = max(self._today, settling.free_from(self._store, found.instalment_id))
        chosen = checks.text("number", number, longest=60) or numbers.upcoming(self._store, "credit_note", day.year)
        numbers.free(self._store, found.customer_id, chosen)
        row = {
            "customer_id": found.customer_id, "kind": "credit_note", "number": chosen, "issued_on": day.isoformat(),
            "currency": owed.currency, "rate": owed.rate, "amount": part,
            "amount_base": settling.base_of(self._store, target, part),
            "description": _("For {number}").format(number=owed.number),
        }  # fmt: skip
        credit = receivables.insert(change, row, ())
        settling.allocate(change, ("credit_id", credit), target, part, day)
        return credit

    def _open(self, dispute_id: int) -> Dispute:
        found = disputes.dispute(self._store, dispute_id)
        if found is None or found.closed_on is not None:
            raise UserError(_("This dispute is ended already."))
        self._live(found.instalment_id)
        return found

    def _live(self, instalment_id: int) -> receivables.Receivable:
        found = receivables.of_instalment(self._store, instalment_id)
        if found.voided_on is not None:
            raise UserError(_("This receivable is voided already."))
        return found


def _texts(values: Mapping[str, Any]) -> dict[str, Any]:
    """The columns a person can change, checked."""
    row = dict(values)
    if "reason" in row and row["reason"] not in REASONS:
        raise Invalid("reason", _("Choose a reason."))
    for name in ("note", "root_cause"):
        if name in row:
            row[name] = checks.text(name, row[name])
    if row.get("due_on"):
        row["due_on"] = checks.day("due_on", row["due_on"]).isoformat()
    return row

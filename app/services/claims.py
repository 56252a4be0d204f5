"""What keeps a claim alive: demands and acknowledgements with their evidence; and holds. Securities: `securities.py`.

event = services.claims.add_event(EventDraft(customer_id=7, kind="acknowledgement", on_day=date(2025, 3, 15)))
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Final, Literal

from app.i18n import _
from app.models import claims, customers, receivables
from app.models.claims import ClaimEvent
from app.models.errors import Invalid, UserError
from app.models.store import Store
from app.services import attachments as files
from app.services import checks
from app.services.legal_file import LegalFile, legal_file
from app.services.rules import limitation

HOLDS: Final = ("credit", "reminder")
# What the evidence of an event is, as a kind of file.
PAPERS: Final = {
    "demand": "demand",
    "acknowledgement": "statement",
    "instalment_plan": "statement",
    "suit": "court",
    "payment_order": "court",
}


@dataclass(frozen=True, slots=True)
class EventDraft:
    """What happened; of one receivable, or of all that the customer owes when none is named.

    `strength` None = what this kind of evidence usually is worth. `until_on`, `outcome` ("judgment", "other") of a
    procedure or suspension that ended; of a judgment the last day it gives for paying. `file` = its evidence, copied.
    """

    customer_id: int
    kind: str
    on_day: date
    strength: str | None = None
    text: str | None = None
    receivable_id: int | None = None
    until_on: date | None = None
    outcome: str | None = None
    file: Path | None = None


class Claims:
    """Writes them, and reads them together."""

    def __init__(self, store: Store, today: date) -> None:
        self._store = store
        self._today = today

    def file(self, customer_id: int) -> LegalFile:
        """Everything legal about one customer. Raises UserError when the customer is gone."""
        with self._store.snapshot():
            return legal_file(self._store, self._customer(customer_id), self._today)

    def add_event(self, draft: EventDraft) -> int:
        """Notes a demand, an acknowledgement, a suit ...; returns its id. Raises Invalid naming the field."""
        self._customer(draft.customer_id)
        row = self._event(draft)
        file = files.read(draft.file) if draft.file else None
        with self._store.change("claim.event") as change:
            event_id = claims.insert_event(change, row)
            if file is not None:
                files.put(change, file, "claim_event", event_id, role=PAPERS.get(draft.kind, "other"), on=draft.on_day)
            return event_id

    def end_event(self, event_id: int, until_on: date, outcome: str | None = None) -> None:
        """A procedure or suspension that ended. Raises Invalid ("until_on", "outcome")."""
        found = self._live_event(event_id)
        self._check_end(found.kind, found.on_day, until_on, outcome)
        with self._store.change("claim.end") as change:
            claims.update_event(change, event_id, {"until_on": until_on.isoformat(), "outcome": outcome})

    def void_event(self, event_id: int) -> None:
        """As if it had never been noted."""
        self._live_event(event_id)
        with self._store.change("claim.void") as change:
            claims.update_event(change, event_id, {"voided_on": self._today.isoformat()})

    def add_hold(
        self,
        customer_id: int,
        kind: Literal["credit", "reminder"],
        reason: str,
        *,
        from_on: date | None = None,
        until_on: date | None = None,
        instalment_id: int | None = None,
    ) -> int:
        """Holds credit or reminders from a day (today) until another (until lifted). Raises Invalid naming the field."""
        self._customer(customer_id)
        begins = checks.day("from_on", from_on or self._today)
        if kind not in HOLDS:
            raise Invalid("kind", _("Choose one of the listed kinds."))
        if until_on and checks.day("until_on", until_on) < begins:
            raise Invalid("until_on", _("The end is before the beginning. Check the dates."))
        row = {
            "customer_id": customer_id, "instalment_id": instalment_id, "kind": kind, "from_on": begins.isoformat(),
            "until_on": _text(until_on), "reason": checks.text("reason", reason, required=True),
        }  # fmt: skip
        with self._store.change("hold.add") as change:
            return claims.insert_hold(change, row)

    def lift_hold(self, hold_id: int) -> None:
        """From today it does not hold any more."""
        found = claims.hold(self._store, hold_id)
        if found is None or found.lifted_on:
            raise UserError(_("This hold is lifted already."))
        with self._store.change("hold.lift") as change:
            claims.update_hold(change, hold_id, {"lifted_on": self._today.isoformat()})

    # --- checks

    def _event(self, draft: EventDraft) -> dict[str, Any]:
        if draft.kind not in limitation.KINDS:
            raise Invalid("kind", _("Choose one of the listed kinds."))
        strength = draft.strength or limitation.SUGGESTED[draft.kind]
        if strength not in limitation.STRENGTHS:
            raise Invalid("strength", _("Choose how strong the evidence is."))
        checks.past_day("on_day", draft.on_day, self._today)
        self._check_end(draft.kind, draft.on_day, draft.until_on, draft.outcome)
        return {
            "customer_id": draft.customer_id,
            "instalment_id": self._first_instalment(draft.customer_id, draft.receivable_id),
            "kind": draft.kind,
            "on_day": draft.on_day.isoformat(),
            "until_on": _text(draft.until_on),
            "outcome": draft.outcome,
            "strength": strength,
            "text": checks.text("text", draft.text),
        }

    def _check_end(self, kind: str, on: date, until: date | None, outcome: str | None) -> None:
        if until and kind not in limitation.LASTING:
            raise Invalid("until_on", _("Only a procedure or a suspension has an end. Leave this empty."))
        if until and checks.day("until_on", until) < on:
            raise Invalid("until_on", _("The end is before the beginning. Check the dates."))
        if outcome and (kind not in limitation.PROCEDURES or not until):
            raise Invalid("outcome", _("Enter the day on which the procedure ended first."))

    def _first_instalment(self, customer_id: int, receivable_id: int | None) -> int | None:
        """What the table keeps of a receivable; raises Invalid for another customer's or a voided one."""
        if receivable_id is None:
            return None
        found = receivables.receivable(self._store, receivable_id)
        parts = receivables.instalments(self._store, receivable_id) if found else []
        if found is None or found.customer_id != customer_id or found.voided_on or not parts:
            raise Invalid("receivable_id", _("Choose a receivable of this customer."))
        return parts[0].id

    def _customer(self, customer_id: int) -> customers.Customer:
        return checks.customer(self._store, customer_id, self._today)

    def _live_event(self, event_id: int) -> ClaimEvent:
        found = claims.event(self._store, event_id)
        if found is None or found.voided_on:
            raise UserError(_("This entry is voided already."))
        return found


def _text(on: date | None) -> str | None:
    return on.isoformat() if on else None

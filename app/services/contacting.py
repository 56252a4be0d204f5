"""The contact log: what came of each call, message and visit, and when we go on.

services.contacting.log(ContactDraft(customer_id=7, result="no_answer"))
"""

from __future__ import annotations

import json
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from app.i18n import _
from app.models import fact_rows, interactions, requests
from app.models.change import Change
from app.models.dates import now_utc
from app.models.errors import Invalid, UserError
from app.models.interactions import Interaction, LastContact
from app.models.requests import Request
from app.models.store import Store
from app.services import checks, policies, promises
from app.services.promises import CHANNELS, PromiseDraft
from app.services.rules import promises as rules

# In the order of their keys; a reminder that went out is written by reminders.
RESULTS: Final = ("promised", "no_answer", "says_paid", "disputes", "asks_instalments", "new_contact", "other")
REMINDED: Final = "reminded"


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactDraft:
    """`on` None = today; `next_on` None = as this result usually is followed up (`rules.promises.follow_up`).

    `promise` goes with the result "promised". `met`, `needs`, `satisfaction` (1..5), `signs` (codes) are of a visit.
    """

    customer_id: int
    result: str = "other"
    channel: str = "phone"
    contact_id: int | None = None
    on: date | None = None
    next_on: date | None = None
    note: str | None = None
    promise: PromiseDraft | None = None
    reminder_id: int | None = None
    dispute_id: int | None = None
    met: str | None = None
    needs: str | None = None
    satisfaction: int | None = None
    signs: tuple[str, ...] = ()


def put(change: Change, draft: ContactDraft, today: date) -> int:
    """Writes a contact inside a change, with the promise or the request that came of it; returns its id. Raises Invalid."""
    row = _row(change.store, draft, today)
    if draft.promise is not None:
        row["promise_id"] = promises.put(change, draft.promise, today)
    if draft.result == "asks_instalments":
        asked = Request(customer_id=draft.customer_id, asked_on=date.fromisoformat(row["on_day"]), what="instalments")
        requests.insert(change, asked)
    return interactions.insert(change, row)


def _row(store: Store, draft: ContactDraft, today: date) -> dict[str, Any]:
    checks.customer(store, draft.customer_id, today)
    day = checks.past_day("on", draft.on or today, today)
    if draft.result not in (*RESULTS, REMINDED):
        raise Invalid("result", _("Choose what came of it."))
    if (draft.promise is not None) != (draft.result == "promised"):
        raise Invalid("result", _("A promise to pay has a date and an amount. Enter them, or choose another result."))
    if draft.channel not in CHANNELS:
        raise Invalid("channel", _("Choose how you were in touch."))
    due = draft.promise.due_on if draft.promise else None
    next_on = draft.next_on or rules.follow_up(draft.result, day, policies.on(store, today), due)
    if checks.day("next_on", next_on) < day:
        raise Invalid("next_on", _("The next follow-up is before the contact. Check the dates."))
    if draft.satisfaction is not None and not 1 <= draft.satisfaction <= 5:
        raise Invalid("satisfaction", _("A whole number from {least} to {most}, please.").format(least=1, most=5))
    return {
        "customer_id": draft.customer_id, "contact_id": draft.contact_id, "on_day": day.isoformat(), "at": now_utc(),
        "channel": draft.channel, "result": draft.result, "next_on": next_on.isoformat(),
        "note": checks.text("note", draft.note, longest=2000), "met": checks.text("met", draft.met),
        "needs": checks.text("needs", draft.needs, longest=2000), "satisfaction": draft.satisfaction,
        "signs": json.dumps(list(draft.signs)), "person_id": store.person_id, "reminder_id": draft.reminder_id,
        "dispute_id": draft.dispute_id,
    }  # fmt: skip


class Contacting:
    """Writes contacts, and reads them."""

    def __init__(self, store: Store, today: date) -> None:
        self._store = store
        self._today = today

    def log(self, draft: ContactDraft) -> int:
        """Notes a contact; returns its id. Raises Invalid naming the field."""
        with self._store.change("contact.log") as change:
            return put(change, draft, self._today)

    def edit(self, interaction_id: int, note: str | None, next_on: date | None) -> None:
        """What was said and when we go on, as it should have been noted. Raises Invalid and UserError."""
        found = self._live(interaction_id)
        if next_on is not None and checks.day("next_on", next_on) < found.on_day:
            raise Invalid("next_on", _("The next follow-up is before the contact. Check the dates."))
        row = {"note": checks.text("note", note, longest=2000), "next_on": next_on.isoformat() if next_on else None}
        with self._store.change("contact.edit") as change:
            interactions.update(change, interaction_id, row)

    def void(self, interaction_id: int) -> None:
        """As if it had never been noted; a promise that came with it stays, what a visit saw goes. Raises UserError."""
        self._live(interaction_id)
        with self._store.change("contact.void") as change:
            interactions.update(change, interaction_id, {"voided_on": self._today.isoformat()})
            fact_rows.void_of(change, interaction_id, self._today)

    def of_customer(self, customer_id: int) -> list[Interaction]:
        """All of them, voided ones too, the newest first."""
        return interactions.of_customer(self._store, customer_id)

    def last(self, on: date | None = None, customers: Collection[int] | None = None) -> dict[int, LastContact]:
        return interactions.last(self._store, on or self._today, customers)

    def _live(self, interaction_id: int) -> Interaction:
        found = interactions.interaction(self._store, interaction_id)
        if found is None or found.voided_on:
            raise UserError(_("This contact is voided already."))
        return found

"""What became of a letter: it was served (and interrupts limitation), came back, or is voided; with its fees and its contact."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Final

from app.i18n import _
from app.models import claims, reminders
from app.models.change import Change
from app.models.errors import Invalid, UserError
from app.models.reminders import Reminder
from app.models.store import Store
from app.services import attachments as files
from app.services import checks
from app.services.rules.notices import SERVED, STRENGTHS

DEMANDS_FROM: Final = 2  # the letters before it ask and do not demand


@dataclass(frozen=True, slots=True)
class Serving:
    """`how` = signed, delivered, left, returned; `on` None = today; `signed_by` = who took it; `file` = the proof, copied."""

    how: str
    on: date | None = None
    tracking_no: str | None = None
    signed_by: str | None = None
    file: Path | None = None


def serve(store: Store, today: date, reminder_id: int, serving: Serving) -> None:
    """Notes it, in place of what was noted before. Raises Invalid (how, on, signed_by), UserError for a voided letter."""
    found = live(store, reminder_id)
    row, on = _row(serving, found, today), serving.on or today
    file = files.read(serving.file) if serving.file else None
    with store.change("reminder.serve") as change:
        reminders.update(change, found.id, row)
        if found.served == "returned":
            _fees_again(change, found)
        if serving.how == "returned":
            _forget_demands(change, found, on)
            _forget_fees(change, found, on)
        elif found.level >= DEMANDS_FROM:
            _demand(change, found, serving.how, on)
        if file is not None:
            files.put(change, file, "reminder", found.id, role="demand", on=on)


def void(store: Store, today: date, reminder_id: int, reason: str) -> None:
    """As if it had never gone out: its fees, its contact and its demand go with it. Raises UserError where a fee was invoiced."""
    found = live(store, reminder_id)
    words = checks.text("reason", reason, required=True)
    if reminders.fee_invoiced(store, found.id):
        raise UserError(_("A receivable was made of the fee of this letter. Void the receivable first."))
    with store.change("reminder.void") as change:
        reminders.update(change, found.id, {"voided_on": today.isoformat(), "void_reason": words})
        _forget_demands(change, found, today)
        _forget_fees(change, found, today)
        for key in reminders.contacts_of(store, found.id):
            change.update("interaction", key, {"voided_on": today.isoformat()})


def live(store: Store, reminder_id: int) -> Reminder:
    """Raises UserError for one that is voided or gone."""
    found = reminders.reminder(store, reminder_id)
    if found is None or found.voided_on is not None:
        raise UserError(_("This letter is voided already."))
    return found


def _row(serving: Serving, found: Reminder, today: date) -> dict[str, Any]:
    if serving.how not in SERVED:
        raise Invalid("how", _("Choose how it was served."))
    on = checks.past_day("on", serving.on or today, today)
    if on < found.made_on:
        raise Invalid("on", _("This day is before the letter was made. Check the date."))
    return {
        "served": serving.how, "served_on": on.isoformat(),
        "tracking_no": checks.text("tracking_no", serving.tracking_no, longest=60),
        "signed_by": checks.text("signed_by", serving.signed_by, required=serving.how == "signed", longest=120),
    }  # fmt: skip


def _demand(change: Change, found: Reminder, how: str, on: date) -> None:
    """One demand for each debt that the letter named (a part of a debt stands for all of it); noted again it is the same demand,
    also of a letter that had come back."""
    known = _demands(change, found)
    for key in known:
        claims.update_event(change, key, {"on_day": on.isoformat(), "strength": STRENGTHS[how], "voided_on": None})
    if known:
        return
    named = {each.receivable_id: each.instalment_id for each in reversed(reminders.items(change.store, found.id))}
    for instalment_id in named.values():
        row = {
            "customer_id": found.customer_id, "instalment_id": instalment_id, "kind": "demand", "on_day": on.isoformat(),
            "strength": STRENGTHS[how], "text": found.number, "reminder_id": found.id,
        }  # fmt: skip
        claims.insert_event(change, row)


def _forget_demands(change: Change, found: Reminder, on: date) -> None:
    """`on` = the day on which a letter came back: until then what it demanded stood (`claims.STANDS`); any other day says that it
    never did."""
    for key in _demands(change, found):
        claims.update_event(change, key, {"voided_on": on.isoformat()})


def _demands(change: Change, found: Reminder) -> list[int]:
    """Those in force, or those that went when the letter came back."""
    back = found.served_on if found.served == "returned" else None
    return reminders.demands_of(change.store, found.id, back)


def _forget_fees(change: Change, found: Reminder, on: date) -> None:
    """A letter that did not arrive costs nothing from that day on, a voided one never did (`reminding.FEES`)."""
    for key in reminders.fees_of(change.store, found.id):
        change.update("charge", key, {"voided_on": on.isoformat()})


def _fees_again(change: Change, found: Reminder) -> None:
    """It arrived after all: what went with it when it came back is owed again, and nothing that was voided by hand."""
    for key in reminders.fees_of(change.store, found.id, found.served_on):
        change.update("charge", key, {"voided_on": None})

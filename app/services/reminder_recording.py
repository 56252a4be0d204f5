"""What went out is written down: the letter, how far each debt climbed by it, its fees, the contact and the next follow-up."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final

from app.i18n import _
from app.models import book, charges, customers, reminders
from app.models.change import Change
from app.models.dates import now_utc
from app.models.errors import Invalid, UserError
from app.models.store import Store
from app.services import checks, contacting, numbers, policies, reminder_choosing, reminder_facts
from app.services.contacting import ContactDraft
from app.services.day_rates import DayRates
from app.services.rules.reminder_ladder import takes
from app.services.rules.reminding import TOP, DueItem, DueReminder
from app.services.statement_drawing import language_of

CHANNELS: Final = ("wechat", "sms", "email", "letter", "visit", "phone")
LANGUAGES: Final = ("zh_CN", "en")
LONGEST: Final = 20_000  # characters of a text


@dataclass(frozen=True, slots=True)
class ReminderDraft:
    """What went out: `instalments` that it named, `on` None = today. `deadline_on` and `next_on` None = as the policy has them.

    `lang` None = the customer's; `body` = the words as they were sent, `data` = what a second print needs (JSON).
    """

    customer_id: int
    currency: str
    level: int
    instalments: tuple[int, ...]
    channel: str = "wechat"
    contact_id: int | None = None
    on: date | None = None
    body: str | None = None
    lang: str | None = None
    deadline_on: date | None = None
    next_on: date | None = None
    data: Mapping[str, Any] = field(default_factory=dict)


def draft_of(found: DueReminder, channel: str = "wechat", on: date | None = None) -> ReminderDraft:
    """What is due, as it stands."""
    named = tuple(each.instalment_id for each in found.items)
    return ReminderDraft(found.customer_id, found.currency, found.level, named, channel, on=on)


def put(store: Store, today: date, change: Change, draft: ReminderDraft) -> int:
    """Writes one inside a change; returns its id. Raises Invalid naming the field, UserError where nothing is left to ask for."""
    on = checks.past_day("on", draft.on or today, today)
    _check(store, draft, on)
    told = reminder_choosing.chosen(store, today, _found(store, draft, on), draft.instalments, draft.level, on)
    _check_later(store, told, on)
    reminder_id = reminders.insert(change, _row(store, draft, told, on))
    for each in told.items:
        reminders.insert_item(change, _item(reminder_id, draft.customer_id, each))
    for instalment_id, fee in _fees(store, told, on).items():
        charges.insert(change, _fee(reminder_id, draft, instalment_id, fee, on))
    contacting.put(change, _contact(draft, told, reminder_id, on), today)
    return reminder_id


def _check(store: Store, draft: ReminderDraft, on: date) -> None:
    checks.customer(store, draft.customer_id, on)
    if not 0 <= draft.level <= TOP:
        raise Invalid("level", _("Choose one of the letters."))
    if draft.channel not in CHANNELS:
        raise Invalid("channel", _("Choose how it went out."))
    if draft.lang not in (None, *LANGUAGES):
        raise Invalid("lang", _("Choose one of the listed languages."))
    if draft.deadline_on and draft.deadline_on < on:
        raise Invalid("deadline_on", _("The last day for paying is before the letter itself. Check the dates."))
    if draft.next_on and draft.next_on < on:
        raise Invalid("next_on", _("The next contact is before the letter itself. Check the dates."))
    theirs = {each.id for each in customers.contacts(store, draft.customer_id)}
    if draft.contact_id is not None and draft.contact_id not in theirs:
        raise Invalid("contact_id", _("Choose a contact person of this customer."))


def _found(store: Store, draft: ReminderDraft, on: date) -> DueReminder:
    """What the customer owes in that currency on the day. Raises UserError where that is nothing, Invalid for a debt not asked for."""
    read = reminder_facts.read(store, on, (draft.customer_id,), whole=True)
    found = next((each for each in read if each.currency == draft.currency), None)
    known = {each.instalment_id for each in (*found.items, *found.later)} if found else set()
    if found is None or not known:
        words = _(
            "This customer owes nothing in {currency} that could be asked for now, so there is nothing to record."
        )
        raise UserError(words.format(currency=draft.currency))
    if not draft.instalments or not known.issuperset(draft.instalments):
        words = _("Choose debts of this customer that are open and neither in dispute nor paused.")
        raise Invalid("instalments", words)
    return found


def _check_later(store: Store, told: DueReminder, on: date) -> None:
    """A past day may be written down afterwards, but no step that a later letter was for: the ladder went on from there, and two
    letters of one step are two fees. Raises Invalid."""
    later = reminders.later(store, on, (told.customer_id,))
    for each in told.items:
        known = later.get(each.instalment_id)
        if known is not None and known.level >= each.level and takes(each, told.level):
            words = _(
                "The later letter {letter} of {day} asked for {number} already, at this level or a higher one. "
                "Leave it out, or void that letter first."
            )
            said = {"letter": known.number, "day": known.made_on, "number": each.number}
            raise Invalid("instalments", words.format(**said))


def _row(store: Store, draft: ReminderDraft, told: DueReminder, on: date) -> dict[str, Any]:
    deadline = draft.deadline_on or told.deadline_on
    return {
        "customer_id": draft.customer_id, "currency": draft.currency, "level": draft.level,
        "number": numbers.upcoming(store, "reminder", on.year), "made_on": on.isoformat(), "made_at": now_utc(),
        "channel": draft.channel, "contact_id": draft.contact_id, "amount": told.amount, "interest": told.interest,
        "fees": told.fees, "deadline_on": deadline.isoformat() if deadline else None, "lang": draft.lang or _language(store, draft.customer_id, on),
        "body": checks.text("body", draft.body, longest=LONGEST),
        "data": json.dumps(dict(draft.data), ensure_ascii=False, sort_keys=True),
    }  # fmt: skip


def _language(store: Store, customer_id: int, on: date) -> str:
    return language_of(checks.customer(store, customer_id, on), book.company(store).country)


def _item(reminder_id: int, customer_id: int, item: DueItem) -> dict[str, Any]:
    return {
        "reminder_id": reminder_id, "customer_id": customer_id, "instalment_id": item.instalment_id,
        "level": item.level, "open": item.asked, "overdue_days": max(0, item.overdue_days),
    }  # fmt: skip


def _fees(store: Store, told: DueReminder, on: date) -> dict[int, int]:
    rates, own = DayRates(store, on, documents=True), book.company(store).currency
    return reminder_facts.fees(policies.on(store, on), rates, own, told.currency, told.items, told.level)


def _fee(reminder_id: int, draft: ReminderDraft, instalment_id: int, amount: int, on: date) -> dict[str, Any]:
    basis = json.dumps({"reminder": reminder_id, "level": draft.level}, sort_keys=True)
    return {
        "customer_id": draft.customer_id, "instalment_id": instalment_id, "kind": "fee", "on_day": on.isoformat(),
        "amount": amount, "currency": draft.currency, "basis": basis, "reminder_id": reminder_id,
    }  # fmt: skip


def _contact(draft: ReminderDraft, told: DueReminder, reminder_id: int, on: date) -> ContactDraft:
    return ContactDraft(
        customer_id=draft.customer_id, result=contacting.REMINDED, channel=draft.channel, contact_id=draft.contact_id,
        on=on, next_on=draft.next_on or told.follow_on, reminder_id=reminder_id,
    )  # fmt: skip

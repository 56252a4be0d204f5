"""What went out is written down: the letter, how far each debt climbed by it, its fees, the contact and the next follow-up."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final

from app.i18n import _
from app.models import book, charges, customers, reminders
from app.models.change import Change
from app.models.dates import add_workdays, now_utc
from app.models.errors import Invalid, UserError
from app.models.store import Store
from app.services import checks, contacting, numbers, policies, reminder_facts, reminder_interest
from app.services.contacting import ContactDraft
from app.services.day_rates import DayRates
from app.services.rules import reminding
from app.services.rules.reminding import TOP, DueItem, DueReminder

CHANNELS: Final = ("wechat", "sms", "email", "letter", "visit", "phone")
LANGUAGES: Final = ("zh_CN", "en")


@dataclass(frozen=True, slots=True)
class ReminderDraft:
    """What went out: `instalments` that it named, `on` None = today. `deadline_on` and `next_on` None = as the policy has them.

    `body` = the words as they were sent, `data` = what else a second print needs (JSON).
    """

    customer_id: int
    currency: str
    level: int
    instalments: tuple[int, ...]
    channel: str = "wechat"
    contact_id: int | None = None
    on: date | None = None
    body: str | None = None
    lang: str = "zh_CN"
    deadline_on: date | None = None
    next_on: date | None = None
    data: Mapping[str, Any] = field(default_factory=dict)


def record(store: Store, today: date, drafts: Sequence[ReminderDraft]) -> list[int]:
    """Writes them as one change; returns their ids. Raises Invalid naming the field, UserError where nothing is left to ask for."""
    if not drafts:
        raise UserError(_("Nobody is due for a reminder, so there is nothing to record."))
    with store.change("reminder.record") as change:
        return [put(store, today, change, draft) for draft in drafts]


def put(store: Store, today: date, change: Change, draft: ReminderDraft) -> int:
    """One of them within a change; returns its id."""
    return _Recording(store, today, draft).write(change)


class _Recording:
    """One letter being written down."""

    def __init__(self, store: Store, today: date, draft: ReminderDraft) -> None:
        self._store, self._draft = store, draft
        self._on = checks.past_day("on", draft.on or today, today)
        self._today = today
        self._policy = policies.on(store, self._on)

    def write(self, change: Change) -> int:
        draft = self._draft
        self._check()
        found = self._found()
        items = reminding.reached(self._named(found), draft.level)
        fees = self._fees(items)
        told = self._told(found, items)
        amount = sum(each.asked for each in items)
        before = sum(
            reminders.fees(self._store, self._on, (draft.customer_id,)).get(each.instalment_id, 0) for each in items
        )
        row = {**self._row(), "amount": amount, "interest": told.interest, "fees": before + sum(fees.values())}
        reminder_id = reminders.insert(change, row)
        for each in items:
            reminders.insert_item(change, _item(reminder_id, draft.customer_id, each))
        for instalment_id, fee in fees.items():
            charges.insert(change, self._fee(reminder_id, instalment_id, fee))
        contacting.put(change, self._contact(reminder_id), self._today)
        return reminder_id

    def _check(self) -> None:
        draft = self._draft
        checks.customer(self._store, draft.customer_id, self._on)
        if not 0 <= draft.level <= TOP:
            raise Invalid("level", _("Choose one of the letters."))
        if draft.channel not in CHANNELS:
            raise Invalid("channel", _("Choose how it went out."))
        if draft.lang not in LANGUAGES:
            raise Invalid("lang", _("Choose one of the listed languages."))
        if draft.deadline_on and draft.deadline_on < self._on:
            raise Invalid("deadline_on", _("The last day for paying is before the letter itself. Check the dates."))
        if draft.next_on and draft.next_on < self._on:
            raise Invalid("next_on", _("The next contact is before the letter itself. Check the dates."))
        theirs = {each.id for each in customers.contacts(self._store, draft.customer_id)}
        if draft.contact_id is not None and draft.contact_id not in theirs:
            raise Invalid("contact_id", _("Choose a contact person of this customer."))

    def _found(self) -> DueReminder:
        """What the customer owes in that currency on the day. Raises UserError where that is nothing."""
        found = reminder_facts.read(self._store, self._on, (self._draft.customer_id,), whole=True)
        fitting = [each for each in found if each.currency == self._draft.currency]
        if not fitting:
            raise UserError(
                _("Nothing in {currency} is open of this customer, so there is nothing to remind of.").format(
                    currency=self._draft.currency
                )
            )
        return fitting[0]

    def _named(self, found: DueReminder) -> list[DueItem]:
        """Those of the draft. Raises Invalid where one is paused, paid or another customer's."""
        known = {each.instalment_id: each for each in (*found.items, *found.later)}
        if not self._draft.instalments or not known.keys() >= set(self._draft.instalments):
            words = _("Name debts of this customer that are open and neither disputed nor paused.")
            raise Invalid("instalments", words)
        return [each for key, each in known.items() if key in set(self._draft.instalments)]

    def _fees(self, items: Sequence[DueItem]) -> dict[int, int]:
        own = book.company(self._store).currency
        rates = DayRates(self._store, self._on, documents=True)
        return reminder_facts.fees(self._policy, rates, own, self._draft.currency, items, self._draft.level)

    def _told(self, found: DueReminder, items: Sequence[DueItem]) -> DueReminder:
        chosen = reminding.replaced(found, items, self._draft.level)
        return reminder_interest.told(self._store, self._today, chosen, self._on)

    def _row(self) -> dict[str, Any]:
        draft = self._draft
        deadline = draft.deadline_on or reminder_facts.deadline(self._policy, draft.level, self._on)
        return {
            "customer_id": draft.customer_id, "currency": draft.currency, "level": draft.level,
            "number": numbers.upcoming(self._store, "reminder", self._on.year), "made_on": self._on.isoformat(),
            "made_at": now_utc(), "channel": draft.channel, "contact_id": draft.contact_id,
            "deadline_on": deadline.isoformat() if deadline else None, "lang": draft.lang,
            "body": checks.text("body", draft.body, longest=20_000),
            "data": json.dumps(dict(draft.data), ensure_ascii=False, sort_keys=True),
        }  # fmt: skip

    def _fee(self, reminder_id: int, instalment_id: int, amount: int) -> dict[str, Any]:
        basis = {"reminder": reminder_id, "level": self._draft.level}
        return {
            "customer_id": self._draft.customer_id, "instalment_id": instalment_id, "kind": "fee",
            "on_day": self._on.isoformat(), "amount": amount, "currency": self._draft.currency,
            "basis": json.dumps(basis, sort_keys=True), "reminder_id": reminder_id,
        }  # fmt: skip

    def _contact(self, reminder_id: int) -> ContactDraft:
        draft = self._draft
        follow = add_workdays(self._on, self._policy.remind_follow[draft.level])
        return ContactDraft(
            customer_id=draft.customer_id, result=contacting.REMINDED, channel=draft.channel, contact_id=draft.contact_id,
            on=self._on, next_on=draft.next_on or follow, reminder_id=reminder_id,
        )  # fmt: skip


def _item(reminder_id: int, customer_id: int, item: DueItem) -> dict[str, Any]:
    return {
        "reminder_id": reminder_id, "customer_id": customer_id, "instalment_id": item.instalment_id,
        "level": item.level, "open": item.asked, "overdue_days": item.overdue_days,
    }  # fmt: skip

"""What the reminder window stands on: what the ladder says of a customer, whom to write to, and the text of what is chosen.

desk = remind_desk.desk(services, customer_id)
told = Asked(desk.reminders[0], instalments, level=2, channel="wechat", contact_id=None, language="zh_CN").ask(services)
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from app.i18n import _
from app.models import book
from app.models.customers import Contact, Customer
from app.services import policies
from app.services.letter_drawing import Addressed
from app.services.letter_enclosures import Enclosure
from app.services.letter_making import LETTER
from app.services.remind_desk_wording import MAIL
from app.services.reminder_recording import ReminderDraft
from app.services.reminders import Freshness
from app.services.rules.reminding import DueReminder
from app.services.statement_drawing import language_of


@dataclass(frozen=True, slots=True)
class RemindDesk:
    """`reminders` = one of each currency in which something is owed, due ones first; `quiet` = hours of the day in which nobody is
    reminded, from and until; `language` = the customer's."""

    customer_id: int
    name: str
    reminders: tuple[DueReminder, ...]
    contacts: tuple[Contact, ...]
    language: str
    quiet: tuple[int, int]
    freshness: Freshness

    def is_quiet(self, hour: int) -> bool:
        """Whether nobody is written to at this hour; the span may go over midnight."""
        since, until = self.quiet
        return since <= hour < until if since <= until else hour >= since or hour < until


@dataclass(frozen=True, slots=True)
class Told:
    """`reminder` with what was chosen, and its text: what is copied, or the words of the letter with `values` in its fields; `who` is
    written to at `address`; `offered` = what can be put with a letter."""

    asked: Asked
    reminder: DueReminder
    who: str
    address: str
    text: str
    subject: str = ""
    values: Mapping[str, str] = field(default_factory=dict)
    offered: tuple[Enclosure, ...] = ()


@dataclass(frozen=True, slots=True)
class Asked:
    """What is chosen in the window: which debts, how high a letter, how it goes out, to whom, in which language."""

    found: DueReminder
    instalments: tuple[int, ...]
    level: int
    channel: str
    contact_id: int | None
    language: str

    def ask(self, services: Any) -> Told:
        reminder = services.reminders.chosen(self.found, self.instalments, self.level)
        customer = services.customers.get(self.found.customer_id)
        contacts = services.customers.contacts(customer.id)
        contact = next((each for each in contacts if each.id == self.contact_id), None)
        who, where = contact.name if contact else customer.short, _address(self.channel, contact, customer)
        letters, whom = services.letters, (self.language, self.contact_id)
        if self.channel == LETTER:
            of = letters.opened(reminder, Addressed(language=self.language, contact_id=self.contact_id))
            return Told(self, reminder, who, where, of.text, values=of.values, offered=of.offered)
        subject = letters.subject(reminder, self.language) if self.channel == MAIL else ""
        return Told(self, reminder, who, where, letters.message(reminder, self.channel, *whom), subject)

    def draft(self, text: str) -> ReminderDraft:
        """The message as it is recorded."""
        return ReminderDraft(
            self.found.customer_id, self.found.currency, self.level, self.instalments, self.channel,
            contact_id=self.contact_id, body=text, lang=self.language,
        )  # fmt: skip


def desk(services: Any, customer_id: int) -> RemindDesk:
    """Raises UserError when the customer is gone."""
    customer = services.customers.get(customer_id)
    reminders = sorted(services.reminders.of(customer_id), key=lambda each: (not each.due, -each.amount))
    policy = policies.on(services.store, services.today)
    return RemindDesk(
        customer_id,
        customer.short,
        tuple(reminders),
        tuple(services.customers.contacts(customer_id)),
        language_of(customer, book.company(services.store).country),
        (policy.quiet_hours[0], policy.quiet_hours[1]),
        services.reminders.freshness(),
    )


def folder_of(services: Any) -> Path:
    """Where letters are written: beside the book."""
    return Path(services.store.path.parent) / _("Letters")


def _address(channel: str, contact: Contact | None, customer: Customer) -> str:
    """Of the person, else of the firm; "" where none is known."""
    mine = {
        "wechat": (contact.wechat, contact.phone), "sms": (contact.phone,), MAIL: (contact.email,), LETTER: (),
    } if contact else {}  # fmt: skip
    firm = {"wechat": customer.phone, "sms": customer.phone, MAIL: customer.email, LETTER: customer.address}
    return next(filter(None, (*mine.get(channel, ()), firm[channel])), "")

"""Words of the reminder window: what is named or left out, what was sent last, what Enter will do."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Final, Protocol

from app.i18n import _, language, mark, ngettext
from app.models.customers import Contact
from app.models.reminders import Override, Reminder
from app.services import reminder_wording as words
from app.services.formats import NOTHING, day, day_with_weekday, joined, money, percent, phone
from app.services.policy_labels import LETTERS
from app.services.reminder_lists import needs_proof
from app.services.rules.merging import filled
from app.services.rules.reminding import DueItem, DueReminder, PausedItem

if TYPE_CHECKING:  # it draws letters, which the lists that borrow words from here do not
    from app.services.remind_desk import RemindDesk, Told

MAIL: Final = "email"
LANGUAGES: Final = (("zh_CN", "中文"), ("en", "English"))
CHANNELS: Final = (
    ("wechat", mark("&WeChat")),
    ("sms", mark("S&MS")),
    ("email", mark("By &email")),
    ("letter", mark("&Letter (PDF)")),
)
ACTS: Final = {
    "wechat": mark("Copy and record"),
    "sms": mark("Copy and record"),
    "email": mark("Open the mail and record"),
    "letter": mark("Make the letter and record"),
}
# What Enter does, in one sentence; {who} is a person or the customer.
WILL: Final = {
    "wechat": mark("Enter copies the text for WeChat, logs the contact with {who} and sets the next follow-up for {day}."),
    "sms": mark("Enter copies the text for a text message, logs the contact with {who} and sets the next follow-up for {day}."),
    "email": mark("Enter opens your mail program with the text, logs the contact with {who} and sets the next follow-up for {day}."),
    "letter": mark("Enter writes the letter as a PDF, logs the contact with {who} and sets the next follow-up for {day}."),
}  # fmt: skip


class Mention(Protocol):
    """A line of the window: an instalment, and why it is left out."""

    @property
    def item(self) -> DueItem: ...
    @property
    def paused(self) -> PausedItem | None: ...


def usual_channel(spoken: str) -> str:
    """WeChat where Chinese is spoken."""
    return "wechat" if spoken == "zh_CN" else MAIL


def levels() -> list[tuple[int, str]]:
    return [(level, _(title)) for level, title in enumerate(LETTERS)]


def channels() -> list[tuple[str, str]]:
    return [(key, _(title)) for key, title in CHANNELS]


def contact_entries(contacts: tuple[Contact, ...]) -> list[tuple[int | None, str]]:
    """The first person is who is written to, unless another is chosen."""
    people: list[tuple[int | None, str]] = [
        (each.id, " · ".join(filter(None, (each.name, each.role)))) for each in contacts
    ]
    return [*people, (None, _("The firm itself"))]


def currency_text(found: DueReminder) -> str:
    return f"{found.currency} {money(found.amount, found.currency)}"


def address_text(told: Told) -> str:
    """Where it goes, as the book knows it."""
    where = phone(told.address) if told.asked.channel in ("wechat", "sms") else told.address
    return f"{told.who} · {where}" if where else _("{name}: no address of this kind is known").format(name=told.who)


def item_title(item: DueItem) -> str:
    """A-1, or the second instalment of it."""
    return f"{item.number} · {item.seq}" if item.seq > 1 else item.number


def item_state(row: Mention) -> str:
    """Overdue by how much, or why it is left out."""
    if row.paused is not None:
        return words.pause_text(row.paused)
    days = row.item.overdue_days
    if days > 0:
        return ngettext("{count} day overdue", "{count} days overdue", days)
    if days == 0:
        return _("Due today")
    return ngettext("Due in {count} day", "Due in {count} days", -days)


def item_look(row: Mention) -> tuple[str, str]:
    """Icon and colour of the state."""
    if row.paused is not None:
        return "pause-circle", "text2"
    return ("warning", "overdue") if row.item.overdue_days > 0 else ("calendar-blank", "text2")


def item_told(row: Mention) -> str:
    """All of it: what was sent for it, its contract, why it is left out."""
    item, lines = row.item, [item_title(row.item)]
    lines.append(_("Transaction date {issued}, due {due}").format(issued=day(item.issued_on), due=day(item.due_on)))
    if item.contract:
        lines.append(_("Contract {number}").format(number=item.contract))
    if item.step is None:
        lines.append(_("Nothing was sent for it yet"))
    else:
        lines.append(_("Last letter: {level}").format(level=words.level_name(item.step)))
    if row.paused is not None:
        lines += [words.pause_text(row.paused), row.paused.document]
    return "\n".join(filter(None, lines))


def sum_text(found: DueReminder) -> str:
    """What is asked for, and what it is made of."""
    count = ngettext("{count} receivable", "{count} receivables", len(found.items))
    parts = [count, money(found.amount, found.currency)]
    if found.credits:
        parts.append(_("less {amount} not applied yet").format(amount=money(found.credits, found.currency)))
    if found.interest:
        parts.append(_("interest {amount}").format(amount=money(found.interest, found.currency)))
    if found.fees:
        parts.append(_("fees {amount}").format(amount=money(found.fees, found.currency)))
    return " · ".join(parts)


def act_text(channel: str) -> str:
    return _(ACTS[channel])


def will_text(told: Told) -> str:
    """What Enter is going to do."""
    names = {"who": told.who, "day": day_with_weekday(told.reminder.follow_on)}
    return filled(_(WILL[told.asked.channel]), names)


def state_text(row: Reminder) -> str:
    """What became of a letter: void, how it arrived, or that nobody knows."""
    if row.voided_on is not None:
        return _("Voided")
    if row.served is not None:
        return " · ".join(filter(None, (words.served_name(row.served), day(row.served_on))))
    return _("No proof of delivery") if needs_proof(row) else ""


def state_told(row: Reminder) -> str:
    """The same with courier number, who signed, and why it is void."""
    number = _("Courier number {number}").format(number=row.tracking_no) if row.tracking_no else ""
    who = _("Signed by {name}").format(name=row.signed_by) if row.signed_by else ""
    return "\n".join(filter(None, (state_text(row), number, who, row.void_reason)))


def override_text(row: Override) -> str:
    """ "Exception for A-1: waiting days × 150%, 5 days later, no letter above Second notice. Reason: …"."""
    parts = []
    if row.wait_bp is not None:
        parts.append(_("waiting days × {share}").format(share=percent(Decimal(row.wait_bp) / 10_000, 0)))
    if row.later_days:
        parts.append(ngettext("{count} day later", "{count} days later", row.later_days))
    if row.most_level is not None:
        parts.append(_("no letter above {level}").format(level=words.level_name(row.most_level)))
    whose = row.number or _("all receivables")
    said = _("Exception for {whose}: {what}. Reason: {reason}")
    return said.format(whose=whose, what=joined(parts), reason=row.reason)


def short_last(found: DueReminder) -> str:
    """ "2026-11-20 First reminder", for a column."""
    return f"{day(found.last.made_on)} {words.level_name(found.last.level)}" if found.last else NOTHING


def waiting_text(found: DueReminder, today: date) -> str:
    """Why none is due, and what went out last."""
    told = words.waiting_text(found.waiting) if found.waiting else ""
    return _sentences((last_text(found, today), told))


def last_text(found: DueReminder, today: date) -> str:
    """ "Reminded yesterday, 2026-11-20: Friendly reminder by WeChat (Wang)."; "" where nothing went out."""
    last = found.last
    if last is None:
        return ""
    who = last.contact or found.name
    said = _("Reminded {when}: {level}, {channel}, {who}.")
    when = _when(last.made_on, today)
    return said.format(when=when, level=words.level_name(last.level), channel=words.channel_name(last.channel), who=who)


def _when(on: date, today: date) -> str:
    days = (today - on).days
    if days == 0:
        return _("today")
    if days == 1:
        return _("yesterday")
    return ngettext("{count} day ago ({day})", "{count} days ago ({day})", days).format(day=day(on))


def odd_text(desk: RemindDesk, hour: int) -> str:
    """Night, and figures that may be behind the bank; "" when nothing is odd."""
    lines = []
    if desk.freshness.stale:
        lines.append(words.stale_text(desk.freshness))
    if desk.is_quiet(hour):
        since, until = desk.quiet
        said = _("It is late: between {since}:00 and {until}:00 nobody is reminded. Send it tomorrow.")
        lines.append(said.format(since=since, until=until))
    return _sentences(lines)


def _sentences(texts: Iterable[str]) -> str:
    """One after the other; Chinese puts no blank between them."""
    return ("" if language() == "zh_CN" else " ").join(filter(None, texts))

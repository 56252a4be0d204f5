"""What the lists of reminders show in their columns."""

from __future__ import annotations

from collections.abc import Callable

from app.i18n import _
from app.models.reminders import Reminder
from app.services import remind_desk_wording as desk_words
from app.services import reminder_wording as words
from app.services.formats import NOTHING, day
from app.services.ledger_wording import amount_text
from app.services.reminder_lists import DueRow, HeldRow, needs_proof
from app.ui.widgets.table_model import RIGHT, Column

Own = Callable[[], str]  # the book's currency, known once the list is there


def due(own: Own) -> list[Column]:
    return [
        Column("customer", _("Customer"), lambda r: r.found.name, width=150),
        Column("level", _("Letter"), lambda r: words.level_name(r.found.level), width=135),
        Column("amount", _("Amount"), lambda r: amount_text(r.found.amount, r.found.currency, own()), RIGHT, 125, bold=lambda r: True),
        Column("days", _("Days overdue"), lambda r: late_days(max(each.overdue_days for each in r.found.items)), RIGHT, 95,
               role=lambda r: "overdue" if r.found.level else "", icon=lambda r: "warning" if r.found.level else ""),
        Column("rows", _("Receivables"), lambda r: str(len(r.found.items)), RIGHT, 90),
        Column("why", _("Why"), _why, width=260, stretch=True, tooltip=_why),
        Column("last", _("Last reminder"), lambda r: desk_words.short_last(r.found), width=190),
    ]  # fmt: skip


def made(own: Own, *, whose: bool = True) -> list[Column]:
    """`whose` False in the list of one customer."""
    columns = [
        Column("number", _("Number"), lambda r: r.number, width=130),
        Column("made", _("Day"), lambda r: day(r.made_on), width=105),
        Column("customer", _("Customer"), lambda r: r.name, width=150, stretch=whose),
        Column("level", _("Letter"), lambda r: words.level_name(r.level), width=150),
        Column("channel", _("How"), lambda r: words.channel_name(r.channel), width=95),
        Column("contact", _("Sent to"), lambda r: r.contact or NOTHING, width=105),
        Column("amount", _("Amount"), lambda r: amount_text(r.amount, r.currency, own()), RIGHT, 125, bold=lambda r: True),
        Column("deadline", _("To pay by"), lambda r: day(r.deadline_on), width=105),
        Column("state", _("State"), desk_words.state_text, width=230, stretch=not whose, tooltip=desk_words.state_told,
               icon=lambda r: state_look(r)[0], role=lambda r: state_look(r)[1]),
    ]  # fmt: skip
    return columns if whose else [each for each in columns if each.key != "customer"]


def held(own: Own) -> list[Column]:
    def amount(row: HeldRow) -> str:
        return amount_text(row.paused.amount, row.currency, own())

    return [
        Column("customer", _("Customer"), lambda r: r.name, width=150),
        Column("number", _("Receivable no."), lambda r: desk_words.item_title(r.paused.item), width=140),
        Column("due", _("Due date"), lambda r: day(r.paused.item.due_on), width=105),
        Column("amount", _("Amount"), amount, RIGHT, 125, bold=lambda r: True),
        Column("why", _("Why"), lambda r: words.pause_text(r.paused), width=290, icon=lambda r: "pause-circle"),
        Column("until", _("Until"), lambda r: day(r.paused.until), width=105),
        Column("document", _("Note"), lambda r: r.paused.document or NOTHING, width=200, stretch=True),
    ]  # fmt: skip


def state_look(row: Reminder) -> tuple[str, str]:
    """Icon and colour of what became of a letter."""
    if row.voided_on is not None:
        return "prohibit", "text2"
    if row.served == "returned":
        return "arrow-u-up-left", "overdue"
    if row.served is not None:
        return "check-circle", "good"
    return ("warning-circle", "caution") if needs_proof(row) else ("", "")


def late_days(days: int) -> str:
    """Nothing where it is not due yet."""
    return f"{days:,}" if days > 0 else NOTHING


def _why(row: DueRow) -> str:
    return words.reason_text(row.found.reason) if row.found.reason else NOTHING

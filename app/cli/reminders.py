"""The command of reminders: who is due for which letter and why, the letters as files, what went out."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Final

import click

from app.cli.base import BOOK, Command, book_argument, day_option, emit, json_option, opened, option, table
from app.i18n import _, mark, ngettext
from app.services import checks, reminder_json, reminder_wording
from app.services.formats import figure
from app.services.letter_making import LetterMaking, Order
from app.services.reminder_recording import draft_of
from app.services.rules.reminding import DueReminder
from app.services.services import Services


@click.command(cls=Command, help=mark("Who is due for which reminder, and why; the program itself sends nothing"))
@book_argument
@day_option
@option("--letters", "folder", type=BOOK, metavar="DIR", help=mark("Write the letters as PDFs into this folder"))
@option("--record", is_flag=True, help=mark("Record that they went out"))
@json_option
def remind(book: Path, on: date | None, folder: Path | None, record: bool, as_json: bool) -> None:
    with opened(book, write=record) as found:
        services = found.services
        on = on or services.today
        listed = services.reminders.listing(on, interest=True, afterwards=record)
        rows, fresh = tuple(each for each in listed if each.due), services.reminders.freshness(on)
        files = _sent(services, rows, on, folder, record=record) if rows else ()
    if as_json:
        emit(reminder_json.document(listed, on, fresh))
        return
    click.echo(_("As of {date}").format(date=on))
    if fresh.stale:
        click.echo(reminder_wording.stale_text(fresh))
    _say(rows, files, record=record)
    for each in listed:
        for left in each.left:
            click.echo(reminder_wording.left_text(each, left))


def _sent(
    services: Services, rows: tuple[DueReminder, ...], on: date, folder: Path | None, *, record: bool
) -> tuple[Path, ...]:
    """Letters written, recorded, or both in one change. What has not gone out yet is not recorded."""
    if record:
        checks.past_day("on", on, services.today)
    if folder is not None:
        making, orders = LetterMaking(services.store, on), [Order(each) for each in rows]
        return (making.make if record else making.print_only)(orders, folder).files
    if record:
        services.reminders.record_all([draft_of(each, on=on) for each in rows])
    return ()


def _say(rows: tuple[DueReminder, ...], files: tuple[Path, ...], *, record: bool) -> None:
    if not rows:
        click.echo(_("Nobody is due for a reminder."))
        return
    head = (_("Customer no."), _("Customer"), _("Currency"), _("Letter level"), _("Amount"), _("Why"))
    table(head, [_line(each) for each in rows], right=(4,))
    _say_done(rows, files, record=record)


def _line(found: DueReminder) -> tuple[str, ...]:
    level = f"{found.level} {reminder_wording.level_name(found.level)}"
    why = reminder_wording.reason_text(found.reason) if found.reason else ""
    return (found.code, found.name, found.currency, level, figure(found.amount, found.currency), why)


def _say_done(rows: tuple[DueReminder, ...], files: tuple[Path, ...], *, record: bool) -> None:
    if files:
        said = ngettext("{count} letter is in “{folder}”.", "{count} letters are in “{folder}”.", len(files))
        click.echo(said.format(count=len(files), folder=files[0].parent.name))
    if record:
        said = ngettext("{count} reminder is recorded.", "{count} reminders are recorded.", len(rows))
        click.echo(said.format(count=len(rows)))


REMINDER_COMMANDS: Final = (remind,)

"""The command of the calendar: calendar."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Final

import click

from app.cli.base import BOOK, Command, book_argument, day_option, emit, json_option, opened, option, table
from app.i18n import _, mark, ngettext
from app.models.errors import UserError
from app.services.calendar import ENDING
from app.services.calendar import as_json as document
from app.services.calendar_wording import kind_name, title


@click.command(cls=Command, help=mark("What lies ahead, day by day; as a calendar file for the phone"))
@book_argument
@day_option
@option("--ics", "ics_file", type=BOOK, metavar="FILE", help=mark("Write a calendar file"))
@option("--amounts", is_flag=True, help=mark("With amounts; without it a lost phone tells none"))
@json_option
def calendar(book: Path, on: date | None, ics_file: Path | None, amounts: bool, as_json: bool) -> None:
    if ics_file is not None and ics_file.suffix.lower() != ENDING:
        words = _("“{name}” must end in {ending}. Choose another name.")
        raise UserError(words.format(name=ics_file.name, ending=ENDING))
    with opened(book) as found:
        days = found.services.calendar.days(on)
        if ics_file is not None:
            found.services.calendar.write(ics_file, amounts=amounts, on=on)
    if as_json:
        emit(document(days))
    if ics_file is not None:
        click.echo(_("Written: {path}").format(path=ics_file), err=as_json)
    elif not as_json:
        rows = [
            (each.on.isoformat(), kind_name(each.kind), title(each, amounts=amounts), each.document)
            for each in days.entries
        ]
        click.echo(_("As of {date}").format(date=days.on))
        table((_("Date"), _("Kind"), "", _("Document")), rows)
        click.echo(ngettext("{count} entry", "{count} entries", len(rows)).format(count=len(rows)))


CALENDAR_COMMANDS: Final = (calendar,)

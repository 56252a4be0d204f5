"""The command of the legal clocks."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Final

import click

from app.cli.base import Command, book_argument, day_option, emit, json_option, opened, table
from app.i18n import _, mark
from app.services.clocks import ClockRow
from app.services.clocks import as_json as document
from app.services.formats import day
from app.services.legal_wording import clock_name, disclaimer, left_text, rule_text


@click.command(cls=Command, help=mark("Every legal clock: limitation, guarantees, registrations, drafts, contracts"))
@book_argument
@day_option
@json_option
def limitation(book: Path, on: date | None, as_json: bool) -> None:
    with opened(book) as found:
        on = on or found.services.today
        rows = found.services.clocks.rows(on)
    if as_json:
        emit(document(rows, on))
        return
    click.echo(_("As of {date}").format(date=on))
    if not rows:
        click.echo(_("No legal clock is running."))
    else:
        head = (_("Customer"), "", _("What ends"), _("Document"), _("Ends on"), _("Left"), _("By which rule"))
        table(head, [_line(row) for row in rows])
    click.echo(disclaimer())


def _line(row: ClockRow) -> tuple[str, ...]:
    clock = row.clock
    left = left_text(row.days_left)
    return (row.customer, row.name, clock_name(clock.kind), clock.document, day(clock.ends_on), left, rule_text(row))


CLOCK_COMMANDS: Final = (limitation,)

"""Commands that tell what to do and how it looks: today, dashboard, screens."""

from __future__ import annotations

import warnings
from datetime import date
from pathlib import Path
from typing import Final, Literal

import click

from app import i18n
from app.cli.base import BOOK, Command, book_argument, day_option, emit, json_option, opened, option, table
from app.i18n import _, mark
from app.services import dashboard as boards
from app.services import today_json, today_wording, wording
from app.services.dashboard import DashboardFigures
from app.services.formats import figure
from app.services.outfile import make_folder, whole_file

CHART: Final = (900, 480)  # pixels


@click.command("today", cls=Command, help=mark("Whom to call today, first things first"))
@book_argument
@day_option
@json_option
def today_list(book: Path, on: date | None, as_json: bool) -> None:
    with opened(book) as found:
        work = found.services.monitoring.today(on)
    if as_json:
        emit(today_json.document(work))
        return
    rows = [
        (
            row.code,
            row.name,
            row.phone,
            figure(row.amount, work.currency),
            str(row.overdue_days or ""),
            " · ".join(today_wording.reason_text(each) for each in row.reasons),
        )
        for row in work.rows
    ]
    click.echo(_("As of {date}").format(date=work.as_of) + f" · {work.currency}")
    head = (_("Customer no."), _("Customer"), _("Phone"), _("Amount"), _("Days overdue"), _("Why"))
    if rows:
        table(head, rows, right=(3, 4))
    else:
        click.echo(today_wording.all_done(work.next_due, work.currency))


@click.command(cls=Command, help=mark("Is the money safe: the figures of the whole book"))
@book_argument
@day_option
@json_option
@option("--png", "folder", type=BOOK, metavar="DIR", help=mark("Draw the charts into this folder"))
def dashboard(book: Path, on: date | None, as_json: bool, folder: Path | None) -> None:
    with opened(book) as found:
        told = found.services.dashboard.figures(on)
    if folder is not None:
        _draw(told, folder)
        click.echo(_("Written: {path}").format(path=folder), err=as_json)
    if as_json:
        emit(boards.as_json(told))
    elif folder is None:
        _show(told)


def _show(told: DashboardFigures) -> None:
    tiles = told.tiles
    rows = [
        (_("Customers owe us"), figure(tiles.balance, tiles.currency), wording.balance_note(tiles)),
        (_("Overdue"), figure(tiles.overdue, tiles.currency), wording.overdue_note(tiles)),
        (_("Due soon"), figure(tiles.due_soon, tiles.currency), wording.due_soon_note(tiles)),
        (_("Received"), figure(tiles.received, tiles.currency), wording.received_note(tiles)),
    ]
    click.echo(_("As of {date}").format(date=told.as_of) + f" · {told.currency}")
    table(("", _("Amount"), ""), rows, right=(1,))


def _draw(told: DashboardFigures, folder: Path) -> None:
    """One picture a chart."""
    from app.services import figures

    make_folder(folder)
    # Of a sign that no font has, the picture shows a box: nothing the person could mend.
    warnings.filterwarnings("ignore", "Glyph .* missing from font")
    look = figures.Look.light(*CHART)
    charts = {"ageing": figures.ageing_bars, "debtors": figures.top_debtors, "days-to-pay": figures.days_to_pay}
    for name, draw in charts.items():
        with whole_file(folder / f"{name}.png") as partial:
            partial.write_bytes(figures.png(draw(told, look)))


@click.command(cls=Command, help=mark("Draw every page and dialog as pictures"))
@book_argument
@click.argument("folder", metavar="DIR", type=BOOK)
@option("--theme", type=click.Choice(("light", "dark")), default="light", help=mark("Colours of the pictures"))
@option("--size", default="1366x768", metavar="WxH", help=mark("Width and height of the window, such as 1366x768"))
@option("--only", metavar="NAME", help=mark("One picture alone"))
@option("--zoom", type=click.IntRange(80, 200), default=100, metavar="PERCENT", help=mark("Text size"))
def screens(book: Path, folder: Path, theme: Literal["light", "dark"], size: str, only: str | None, zoom: int) -> None:
    from app.ui import screens as pictures

    with opened(book):  # the same refusals as every command: missing, damaged, of a newer program
        pass
    for path in pictures.draw(book, folder, theme=theme, size=size, only=only, zoom=zoom, language=i18n.language()):
        click.echo(_("Written: {path}").format(path=path))


LOOK_COMMANDS: Final = (today_list, dashboard, screens)

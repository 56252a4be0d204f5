"""Commands for papers by name: report."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any, Final

import click

from app.cli.base import BOOK, Command, book_argument, day_option, emit, json_option, opened, option, table, today
from app.cli.sheets import ageing_document, write_file
from app.i18n import _, mark
from app.models.money import Money
from app.services import named_reports
from app.services.named_reports import NAMES, Sheet
from app.services.sheets import AgeingSheet, ListSheet


@click.command(cls=Command, help=mark("A report by its name, on any day"))
@book_argument
@click.argument("name", metavar="NAME", type=click.Choice(NAMES))
@day_option
@json_option
@option("--csv", "csv_file", type=BOOK, metavar="FILE", help=mark("Write a table for Excel as text"))
@option("--xlsx", "xlsx_file", type=BOOK, metavar="FILE", help=mark("Write an Excel table"))
@option("--pdf", "pdf_file", type=BOOK, metavar="FILE", help=mark("Write the printed report"))
def report(book: Path, name: str, on: date | None, as_json: bool, **files: Path | None) -> None:
    with opened(book) as found:
        sheet = named_reports.named(name).ask(found.services, on or today(), "due")
        whole = found.services.reports.ageing(sheet.as_of) if isinstance(sheet, AgeingSheet) else None
    if as_json:
        emit(_list_document(sheet) if isinstance(sheet, ListSheet) else ageing_document(sheet, whole or sheet))
    for ending, path in ((".csv", files["csv_file"]), (".xlsx", files["xlsx_file"]), (".pdf", files["pdf_file"])):
        if path is not None:
            write_file(sheet, path, ending)
            click.echo(_("Written: {path}").format(path=path), err=as_json)
    if not as_json and not any(files.values()):
        _show(sheet)


def _list_document(sheet: ListSheet) -> dict[str, Any]:
    """Each row by the names of its columns, the same in every language."""
    total = {key: cell for key, cell in _cells(sheet, sheet.total).items() if cell is not None} if sheet.total else {}
    return {
        "name": sheet.name,
        "title": sheet.title,
        "as_of": sheet.as_of.isoformat(),
        "rows": [_cells(sheet, row) for row in sheet.rows],
        "total": total,
        "notes": list(sheet.notes),
    }


def _cells(sheet: ListSheet, row: Sequence[Any]) -> dict[str, Any]:
    return {column.key: _plain(cell) for column, cell in zip(sheet.columns, row, strict=True)}


def _plain(cell: Any) -> Any:
    if isinstance(cell, Money):
        return {"amount": cell.plain(), "currency": cell.currency}
    return cell.isoformat() if isinstance(cell, date) else cell


def _show(sheet: Sheet) -> None:
    words = named_reports.content(sheet)
    kinds = (
        [column.kind for column in sheet.columns]
        if isinstance(sheet, ListSheet)
        else ["text", *("money" for _f in words.head[1:])]
    )
    right = [place for place, kind in enumerate(kinds) if kind in ("money", "number")]
    if words.rows:
        table(words.head, [*words.rows, *words.feet], right)
    elif isinstance(sheet, ListSheet):
        click.echo(sheet.nothing)
    for note in words.notes:
        click.echo(note)


REPORT_COMMANDS: Final = (report,)

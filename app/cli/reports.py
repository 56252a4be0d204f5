"""Commands for papers by name: report."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any, Final

import click

from app.cli.base import BOOK, Command, book_argument, day_option, emit, json_option, opened, option, table, today
from app.i18n import _, mark
from app.models.errors import UserError
from app.models.money import Money
from app.services import documents, exports, named_reports
from app.services.named_reports import NAMES, Sheet
from app.services.sheets import ListSheet


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
    if as_json:
        emit(_document(name, sheet))
    for ending, path in ((".csv", files["csv_file"]), (".xlsx", files["xlsx_file"]), (".pdf", files["pdf_file"])):
        if path is not None:
            write_file(sheet, path, ending)
            click.echo(_("Written: {path}").format(path=path), err=as_json)
    if not as_json and not any(files.values()):
        _show(sheet)


def _document(name: str, sheet: Sheet) -> dict[str, Any]:
    """The words of the report, row by row under their headings; money as decimal strings."""
    words = named_reports.table(sheet)
    heads = [column.name for column in words.columns]
    rows = [dict(zip(heads, map(_plain, row), strict=True)) for row in words.rows]
    notes = list(named_reports.content(sheet).notes)
    return {"name": name, "title": words.title, "as_of": sheet.as_of.isoformat(), "rows": rows, "notes": notes}


def _plain(cell: Any) -> Any:
    if isinstance(cell, Money):
        return f"{cell.plain()} {cell.currency}"
    return cell.isoformat() if isinstance(cell, date) else cell


def write_file(sheet: Sheet, path: Path, ending: str) -> None:
    """A file whose name ends as its kind does, so that a double click opens it."""
    if path.suffix.lower() != ending:
        raise UserError(_("“{name}” must end in {ending}. Choose another name.").format(name=path.name, ending=ending))
    if ending == ".pdf":
        documents.render(sheet, path, printed=today())
    else:
        exports.write_table(path, *named_reports.table(sheet))


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

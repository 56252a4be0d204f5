"""Commands that take tables in and give them out: import, export."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

import click

from app.cli.bank import BANK, take_bank_file
from app.cli.base import BOOK, Command, book_argument, emit, json_option, opened, option, table
from app.i18n import _, mark, ngettext
from app.services import backup
from app.services.imports.plan import ImportPlan
from app.services.imports.service import KINDS, Options
from app.services.opening import OpenBook

SHOWN: Final = 50


@click.command(
    "import",
    cls=Command,
    help=mark(
        "Take in a table: customers, receivables, payments, contracts, financial statements, contact persons, a bank statement"
    ),
)
@book_argument
@click.argument("file", type=BOOK)
@option("--kind", type=click.Choice((*KINDS, BANK)), required=True, help=mark("What the rows are"))
@option("--map", "mapping_name", metavar="NAME", help=mark("A saved way to match the columns"))
@option("--sheet", metavar="NAME", help=mark("The sheet to read; the first with a table when left out"))
@option(
    "--date-order",
    type=click.Choice(("ymd", "dmy", "mdy")),
    help=mark("Order of day and month where the file does not tell"),
)
@option(
    "--rate",
    metavar="R",
    help=mark("Exchange rate of rows in another currency that have none, in book units for one unit"),
)
@option("--create-customers", is_flag=True, help=mark("Add customers that the book does not know yet"))
@option("--strict", is_flag=True, help=mark("Take nothing when any row needs fixing"))
@option("--dry-run", is_flag=True, help=mark("Only show what would happen"))
@json_option
def import_file(book: Path, file: Path, dry_run: bool, as_json: bool, **chosen: Any) -> None:
    if chosen["kind"] == BANK:
        take_bank_file(book, file, dry_run, as_json, **chosen)
        return
    with opened(book, write=not dry_run) as found, _told() as progress:
        plan, applied = found.services.imports.run(
            file, Options(**chosen), dry_run=dry_run, before_write=lambda: _keep(found), progress=progress
        )
    if as_json:
        emit(_document(plan, applied))
        return
    _show(plan)
    if applied:
        click.echo(_("Imported as one change. “kedun undo” takes it back."))
    elif dry_run or plan.wrong:
        click.echo(_("Nothing was written."))
    else:
        click.echo(_("Everything in this file is in the book already."))


@contextmanager
def _told() -> Iterator[Callable[[int, int], None] | None]:
    """Rows read and compared, on one line of standard error that is wiped at the end; None where that is no terminal."""
    if not sys.stderr.isatty():
        yield None
        return

    def tell(done: int, total: int) -> None:
        words = _("{done} of {total}").format(done=done, total=total) if total else str(done)
        click.echo("\r" + words, err=True, nl=False)

    try:
        yield tell
    finally:
        click.echo("\r\033[K", err=True, nl=False)


def _keep(found: OpenBook) -> None:
    backup.if_changed(found.path, "before-import", found.key)


def _document(plan: ImportPlan, applied: bool) -> dict[str, Any]:
    """The shape of `import --json`."""
    return {
        "kind": plan.kind,
        "new": len(plan.new),
        "changed": len(plan.changed),
        "same": plan.same,
        "wrong": plan.wrong,
        "problems": [
            {"row": each.row, "column": each.column, "value": each.value, "reason": each.reason}
            for each in plan.problems
        ],
        "applied": applied,
    }


def _show(plan: ImportPlan) -> None:
    counts = (len(plan.new), len(plan.changed), plan.same, plan.wrong)
    words = (_("New"), _("Updated"), _("Skipped"), _("Needs fixing"))
    click.echo(" · ".join(f"{word} {count}" for word, count in zip(words, counts, strict=True)))
    if plan.problems:
        rows = [(str(each.row), each.column, each.value[:40], each.reason) for each in plan.problems[:SHOWN]]
        table((_("Row"), _("Column"), _("Value"), _("Reason")), rows, right=(0,))
    rest = len(plan.problems) - SHOWN
    if rest > 0:
        click.echo(ngettext("and {count} more; --json tells all", "and {count} more; --json tells all", rest))


@click.command(cls=Command, help=mark("Write the whole book as tables that Excel opens and import takes"))
@book_argument
@click.argument("folder", metavar="DIR", type=BOOK)
@option("--format", "ending", type=click.Choice(("csv", "xlsx")), default="csv", help=mark("Kind of the files"))
def export(book: Path, folder: Path, ending: str) -> None:
    from app.services import book_export, book_tables

    with opened(book) as found:
        written = book_export.export(found.services.store, folder, ending, found.today)
        book_tables.write(found.services.store, folder)
    for path in (*written, folder / book_tables.FOLDER):
        click.echo(_("Written: {path}").format(path=path))


FILE_COMMANDS: Final = (import_file, export)

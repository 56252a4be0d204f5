"""The bank's statement on the command line: `kedun import BOOK FILE --kind bank`."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final

import click

from app.cli.base import emit, opened, table
from app.i18n import _, ngettext
from app.models.errors import UserError
from app.models.money import plain
from app.services import backup
from app.services.bank_review import BankPreview
from app.services.bank_wording import counts_text, difference_text
from app.services.imports.bank.table import label

BANK: Final = "bank"
SHOWN: Final = 50


def take_bank_file(
    book: Path, file: Path, dry_run: bool, as_json: bool, *, mapping_name: str | None, date_order: str | None,
    strict: bool, **_others: Any,
) -> None:  # fmt: skip
    """Reads the file and writes its new lines of money in as one change, after a backup; options of tables only are ignored."""
    with opened(book, write=not dry_run) as found:
        services = found.services.bank
        read = services.read(file, mapping_name=mapping_name, date_order=date_order)
        if strict and read.wrong:
            raise UserError(
                _(
                    "{count} rows cannot be taken, so nothing was imported. Mend them or import without “--strict”."
                ).format(count=read.wrong)
            )
        preview = services.preview(read)
        applied = bool(preview.count) and not dry_run
        if applied:
            backup.if_changed(found.path, "before-import", found.key)
            services.take(read)
    if as_json:
        emit(_document(preview, applied))
    else:
        _show(preview, applied)


def _document(preview: BankPreview, applied: bool) -> dict[str, Any]:
    """The shape of `import --json`, and what only a bank's file has: money out, rows beside, the balances."""
    statements = preview.file.statements
    return {
        "kind": BANK,
        "new": preview.count,
        "changed": 0,
        "same": preview.same,
        "wrong": preview.file.wrong,
        "problems": [
            {"row": each.row, "column": each.column, "value": each.value, "reason": each.reason}
            for each in preview.file.problems
        ],
        "applied": applied,
        "out": preview.out,
        "beside": preview.beside,
        "statements": [
            {
                "account": each.account,
                "currency": each.currency,
                "from": each.from_on and each.from_on.isoformat(),
                "to": each.to_on and each.to_on.isoformat(),
                "opening": None if each.opening is None else plain(each.opening, each.currency),
                "closing": None if each.closing is None else plain(each.closing, each.currency),
                "difference": None if each.difference is None else plain(each.difference, each.currency),
            }
            for each in statements
        ],
    }


def _show(preview: BankPreview, applied: bool) -> None:
    click.echo(counts_text(preview))
    told = [text for each in preview.file.statements if (text := difference_text(each.difference, each.currency))]
    for text in dict.fromkeys(told):
        click.echo(text)
    if preview.file.problems:
        rows = [(str(each.row), label(each.column), each.value[:40], each.reason) for each in preview.file.problems]
        table((_("Row"), _("Column"), _("Value"), _("Reason")), rows[:SHOWN], right=(0,))
    if applied:
        click.echo(
            ngettext(
                "{count} line was taken. Match it in the window; “kedun undo” takes it back.",
                "{count} lines were taken. Match them in the window; “kedun undo” takes them back.",
                preview.count,
            )
        )
    else:
        click.echo(_("Nothing was written."))

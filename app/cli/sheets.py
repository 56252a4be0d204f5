"""Sheets as documents and as files, for the commands that show them."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Any

from app.cli.base import today
from app.i18n import _
from app.models.errors import UserError
from app.models.money import plain
from app.services import documents
from app.services.sheets import AgeingRow, AgeingSheet, ListSheet


def ageing_document(sheet: AgeingSheet, whole: AgeingSheet) -> dict[str, Any]:
    """The shape of `aging --json`. By currency each row is in its own; `whole` gives total and ledger in the book's."""
    return {
        "as_of": sheet.as_of.isoformat(),
        "basis": sheet.basis,
        "currency": sheet.currency,
        "buckets": list(sheet.keys),
        "rows": [{"key": row.key, "name": row.name, **_amounts(sheet.keys, row)} for row in sheet.rows],
        "total": _amounts(sheet.keys, whole.total),
        "check": {
            "ledger": plain(whole.ledger, whole.currency),
            "difference": plain(abs(whole.difference) + abs(sheet.difference), whole.currency),
        },
    }


def _amounts(keys: Sequence[str], row: AgeingRow) -> dict[str, Any]:
    text = partial(plain, currency=row.currency)
    return {
        "total": text(row.total),
        "buckets": dict(zip(keys, map(text, row.buckets), strict=True)),
        "unallocated": text(row.unallocated),
        "overdue_days_max": row.overdue_days_max,
    }


def write_file(sheet: AgeingSheet | ListSheet, path: Path, ending: str) -> None:
    """A file whose name ends as its kind does, so that a double click opens it."""
    if path.suffix.lower() != ending:
        raise UserError(_("“{name}” must end in {ending}. Choose another name.").format(name=path.name, ending=ending))
    if ending == ".pdf":
        documents.render(sheet, path, printed=today())
    else:
        from app.services import exports, named_reports

        exports.write_table(path, *named_reports.table(sheet))

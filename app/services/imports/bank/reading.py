"""A bank's file from end to end: its own format or a table, as statements."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import file_digest
from pathlib import Path

from app.i18n import _
from app.models.errors import UserError
from app.services.imports import mapping
from app.services.imports.bank import table
from app.services.imports.bank.statement import BankStatement
from app.services.imports.mapping import Proposal, Remembered
from app.services.imports.typed import Problem
from app.services.imports.workbook import Asked, Workbook, read_workbook


@dataclass(frozen=True, slots=True)
class BankFile:
    """What a file holds: its statements, the rows that cannot be taken, and how a table was read (None: no table)."""

    path: Path
    format: str
    sha256: str
    statements: tuple[BankStatement, ...]
    problems: tuple[Problem, ...]
    proposal: Proposal | None

    @property
    def wrong(self) -> int:
        """How many rows are left out because something in them cannot be read."""
        return len({problem.row for problem in self.problems})


def read(
    path: Path,
    own: str,
    remembered: Remembered | None = None,
    *,
    columns: Mapping[str, int] | None = None,
    date_order: str | None = None,
    cancelled: Asked | None = None,
) -> BankFile:
    """Reads a bank's file; `own` = the book's currency, `columns` = a table's, as a person chose them.

    Raises UserError with the reason when it is none or cannot be read, Cancelled.
    """
    workbook = read_workbook(path, cancelled=cancelled)
    return of_workbook(workbook, own, remembered, columns=columns, date_order=date_order)


def of_workbook(
    workbook: Workbook,
    own: str,
    remembered: Remembered | None = None,
    *,
    columns: Mapping[str, int] | None = None,
    date_order: str | None = None,
) -> BankFile:
    """As `read`, of cells that were read already."""
    with workbook.path.open("rb") as file:
        digest = file_digest(file, "sha256").hexdigest()
    if workbook.statements:
        return BankFile(workbook.path, workbook.format, digest, workbook.statements, (), None)
    proposal = mapping.draft(workbook, table.KIND, remembered=remembered)
    if columns is not None:
        proposal = mapping.remap(proposal, workbook, columns)
    if not _told(proposal):
        raise UserError(
            _(
                "{name} does not look like a bank statement: no columns for day and money in were found. "
                "Export the statement from online banking, as Excel, CSV, MT940, CAMT or OFX."
            ).format(name=workbook.path.name)
        )
    found = table.read(workbook, proposal, own, date_order=date_order)
    come_from = table.origin(workbook, proposal)
    return BankFile(workbook.path, come_from, digest, (found.statement,), found.problems, proposal)


def is_bank(workbook: Workbook, remembered: Remembered | None = None) -> bool:
    """Whether a file is surely a bank's statement."""
    return bool(workbook.statements) or table.recognise(workbook, remembered) is not None


def _told(proposal: Proposal) -> bool:
    """Whether the columns that are needed are there: then whoever says that it is a bank's file is believed."""
    names = proposal.indexes
    return "date" in names and ("amount_in" in names or "amount" in names)

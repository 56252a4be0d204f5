"""The steps of the import window: look at a file, choose columns, check, write, take back. Nothing here knows the window."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from app.i18n import _
from app.models import book, customers
from app.models.change import Change
from app.models.errors import Cancelled, UserError
from app.services import backup
from app.services.exports import Table
from app.services.imports import kinds, mapping, repairs
from app.services.imports.lookup import CustomerFinder
from app.services.imports.mapping import Proposal
from app.services.imports.plan import ImportPlan
from app.services.imports.preview import Preview, balance_change
from app.services.imports.repairs import Group, Place
from app.services.imports.service import Options, Progress, Stop
from app.services.imports.values import text
from app.services.imports.workbook import Cell, Workbook
from app.services.services import Services

BANK: Final = "bank"
FACTORS: Final = (1, 10**3, 10**4, 10**6, 10**7, 10**8)
SAMPLES: Final = 3
LOOKED: Final = 1000  # rows below the headings in which samples are looked for


class NoBackup(UserError):
    """The backup before an import could not be made; a person may go on without."""


@dataclass(frozen=True, slots=True, eq=False)
class Found:
    """A file as it was read: `sure` when no other kind fits nearly as well, `sheets` = (name, filled rows)."""

    workbook: Workbook
    kind: str
    sure: bool
    sheets: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Draft:
    """How the file would be read. `headings` and `samples` by column; `unknown` = customers the book does not know.

    `fresh`: the book has no customers yet; `own`: its currency.
    """

    proposal: Proposal
    headings: Mapping[int, str]
    samples: Mapping[int, tuple[str, ...]]
    unknown: int
    fresh: bool
    own: str


@dataclass(frozen=True, slots=True)
class Wishes:
    """What a person decided: columns by field; None = as the file says. `emptied` cells are taken as blank."""

    columns: Mapping[str, int]
    date_order: str | None = None
    factor: int | None = None
    currency: str | None = None
    create_customers: bool = False
    emptied: frozenset[Place] = frozenset()
    rate: str | None = None


@dataclass(frozen=True, slots=True)
class Checked:
    """The plan, its rows and its problems; `balance` = total receivables afterwards, None where they do not change."""

    proposal: Proposal
    plan: ImportPlan
    preview: Preview
    groups: list[Group]
    passed_over: int
    balance: int | None
    own: str
    left_out: Table
    counts: Mapping[str, int]


def look(
    services: Services, path: Path, progress: Progress | None = None, stop: Stop | None = None, *, copied: bool = False
) -> Found:
    """Reads the file and says what it seems to be: a bank's statement has a list of its own, unless it was `copied`.

    Raises UserError when it cannot be read, Cancelled.
    """
    workbook = services.imports.read(path, progress, stop)
    if services.bank.recognises(workbook) and not copied:
        return Found(workbook, BANK, True, ())
    kind, certainty = mapping.guess_kind(workbook)
    counts = [(sheet.name, sum(any(cell != "" for cell in row) for row in sheet.rows)) for sheet in workbook.sheets]
    return Found(workbook, kind, certainty == "auto", tuple(each for each in counts if each[1]))


def look_at_text(services: Services, words: str, progress: Progress | None = None, stop: Stop | None = None) -> Found:
    """As `look`, for what was copied in Excel. Raises UserError when it is no table."""
    if "\t" not in words and "," not in words and ";" not in words:
        raise UserError(_("The clipboard holds no table. Copy the rows with their headings in Excel, then paste here."))
    with tempfile.TemporaryDirectory(prefix="kedun-") as folder:
        path = Path(folder) / _("Clipboard.tsv")
        path.write_text(words, encoding="utf-8-sig")
        return look(services, path, progress, stop, copied=True)


def draft(services: Services, found: Found, kind: str, sheet: str | None = None) -> Draft:
    """The columns as far as they are known. Raises UserError when nothing looks like headings."""
    proposal = services.imports.draft(found.workbook, kind, sheet)
    headings = dict(proposal.unused) | {column.index: column.heading for column in proposal.columns}
    samples = {index: _samples(found.workbook, proposal, index) for index in headings}
    fresh = not customers.names(services.store)
    own = book.company(services.store).currency
    return Draft(proposal, headings, samples, _unknown(services, found.workbook, proposal), fresh, own)


def redraft(services: Services, found: Found, known: Draft, columns: Mapping[str, int]) -> Draft:
    """The draft with columns chosen by a person. Raises UserError when a required one is missing."""
    proposal = mapping.remap(known.proposal, found.workbook, columns)
    return replace(known, proposal=proposal, unknown=_unknown(services, found.workbook, proposal))


def check(
    services: Services,
    found: Found,
    known: Draft,
    wishes: Wishes,
    progress: Progress | None = None,
    stop: Stop | None = None,
) -> Checked:
    """Compares every row with the book; nothing is written. Raises UserError, Cancelled."""
    proposal = mapping.remap(known.proposal, found.workbook, wishes.columns)
    if wishes.factor is not None:
        proposal = replace(proposal, factors=dict.fromkeys(proposal.factors, wishes.factor))
    workbook = repairs.emptied(found.workbook, proposal, wishes.emptied) if wishes.emptied else found.workbook
    create, rate = wishes.create_customers, wishes.rate
    options = Options(proposal.kind, date_order=wishes.date_order, create_customers=create, rate=rate)
    currency = wishes.currency or proposal.currency
    typed = services.imports.type_rows(proposal, workbook, options, stop)
    plan = services.imports.plan(proposal.kind, typed, options, currency=currency, progress=progress, stop=stop)
    sheet = workbook.sheet(proposal.sheet)
    counts = {"new": len(plan.new), "changed": len(plan.changed), "same": plan.same, "wrong": plan.wrong}
    return Checked(
        proposal=proposal,
        plan=plan,
        preview=Preview(plan, typed, sheet, proposal),
        groups=repairs.groups(plan),
        passed_over=len(typed.passed_over),
        balance=_balance(services, plan),
        own=known.own,
        left_out=repairs.skipped(plan, found.workbook.sheet(proposal.sheet), proposal),
        counts=counts,
    )


def write(services: Services, checked: Checked, *, backed_up: bool, stop: Stop | None = None) -> int | None:
    """A backup first (unless `backed_up`), then the plan as one change; returns its id, None when nothing is new.

    Raises NoBackup, UserError, and Cancelled when stopped: nothing is written then.
    """
    if not backed_up:
        _back_up(services)
    with _stoppable(services, stop):
        return services.imports.apply(checked.plan, remember=checked.proposal, stop=stop)


def undo(services: Services, change_id: int) -> None:
    """Takes the import back. Raises UserError when something was changed after it."""
    newest = services.history.can_undo()
    if newest is None or newest.id != change_id:
        raise UserError(_("Something else was changed after this import. Undo that first with Ctrl+Z."))
    services.history.undo()


def _samples(workbook: Workbook, proposal: Proposal, index: int) -> tuple[str, ...]:
    rows = workbook.sheet(proposal.sheet).rows[proposal.header + 1 :][:LOOKED]
    shown = (text(row[index]) for row in rows if index < len(row))
    return tuple(dict.fromkeys(each for each in shown if each))[:SAMPLES]


def _unknown(services: Services, workbook: Workbook, proposal: Proposal) -> int:
    """How many customers the rows name that the book does not know; rows without all they need do not count."""
    indexes = proposal.indexes
    if proposal.kind in ("customers", BANK) or proposal.missing:
        return 0
    needed = [indexes[one.name] for one in kinds.fields(proposal.kind) if one.required]
    plan = ImportPlan(proposal.kind)
    finder = CustomerFinder(services.store, plan, create=True)
    seen: set[Cell] = set()
    for line, row in enumerate(workbook.sheet(proposal.sheet).rows[proposal.header + 1 :]):
        cell = row[indexes["customer"]] if indexes["customer"] < len(row) else ""
        if cell in seen or any(index >= len(row) or row[index] in ("", None) for index in needed):
            continue
        seen.add(cell)
        name = indexes.get("customer_name")
        finder.find(line, text(cell), text(row[name]) if name is not None and name < len(row) else None)
    return len(plan.new_customers)


def _balance(services: Services, plan: ImportPlan) -> int | None:
    if plan.kind not in ("invoices", "payments"):
        return None
    return services.reports.ageing().total.total + balance_change(services.store, plan, services.today)


def _back_up(services: Services) -> None:
    try:
        backup.if_changed(services.store.path, "before-import")
    except UserError as problem:
        raise NoBackup(problem.text) from problem


@contextmanager
def _stoppable(services: Services, stop: Stop | None) -> Iterator[None]:
    """Whoever asks to stop is heard until the commit itself."""
    refresh = services.store.before_commit

    def refresh_then_ask(change: Change) -> None:
        refresh(change)
        if stop and stop():
            raise Cancelled

    services.store.before_commit = refresh_then_ask
    try:
        yield
    finally:
        services.store.before_commit = refresh

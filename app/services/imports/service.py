"""Import from end to end: read, map, check, plan; then one change that can be undone."""

from __future__ import annotations

import gc
import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Final

from app.i18n import _
from app.models import book, bulk, copies
from app.models.change import Change
from app.models.dates import now_utc
from app.models.errors import Cancelled, UserError
from app.models.store import Store
from app.services.imports import (
    contract_rows,
    customer_rows,
    financial_rows,
    invoice_rows,
    invoice_writing,
    mapping,
    payment_rows,
)
from app.services.imports.lookup import CustomerFinder
from app.services.imports.mapping import Proposal
from app.services.imports.plan import Check, ImportPlan
from app.services.imports.rates import Rates
from app.services.imports.typed import Typed, typed_rows
from app.services.imports.workbook import Workbook, read_workbook

KINDS: Final = ("customers", "invoices", "payments", "contacts", "contracts", "financials")
Progress = Callable[[int, int], None]
Stop = Callable[[], bool]
EVERY: Final = 2000


@contextmanager
def _many_rows() -> Iterator[None]:
    """Hundreds of thousands of small objects without cycles are made and kept.

    Looking through them again and again costs a tenth, and held the window up for half a second.
    """
    running = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if running:
            gc.enable()


@dataclass(frozen=True, slots=True)
class Options:
    """How to read a file: None = found out by itself."""

    kind: str | None = None
    sheet: str | None = None
    mapping_name: str | None = None
    date_order: str | None = None
    create_customers: bool = False
    strict: bool = False
    rate: str | None = None


class Imports:
    """Foreign files into the book."""

    def __init__(self, store: Store, today: date) -> None:
        self._store = store
        self._today = today

    @_many_rows()
    def read(self, path: Path, progress: Progress | None = None, stop: Stop | None = None) -> Workbook:
        """The file's cells, read in a child process with limits. Raises UserError, Cancelled."""
        return read_workbook(path, progress=(lambda done: progress(done, 0)) if progress else None, cancelled=stop)

    def propose(self, workbook: Workbook, options: Options) -> Proposal:
        """Which column is what: a mapping remembered for these headings first, else by synonyms."""
        kind = options.kind or mapping.guess_kind(workbook)[0]
        if kind not in KINDS:
            raise UserError(
                _("“{kind}” cannot be imported. Choose one of: {kinds}.").format(kind=kind, kinds=", ".join(KINDS))
            )
        if options.mapping_name:
            return self._named(mapping.draft(workbook, kind, sheet=options.sheet), workbook, options.mapping_name)
        return mapping.propose(workbook, kind, sheet=options.sheet, remembered=self._remembered(kind))

    def draft(self, workbook: Workbook, kind: str, sheet: str | None = None) -> Proposal:
        """As `propose`, but columns may be missing: a person looks it through. Raises UserError without headings."""
        return mapping.draft(workbook, kind, sheet=sheet, remembered=self._remembered(kind))

    def _remembered(self, kind: str) -> dict[str, dict[str, int]]:
        return {signature: json.loads(text) for signature, text in bulk.remembered(self._store, kind).items()}

    def _named(self, proposal: Proposal, workbook: Workbook, name: str) -> Proposal:
        saved = bulk.named_mapping(self._store, proposal.kind, name)
        if saved is None:
            raise UserError(_("There is no saved mapping “{name}” for this kind of file.").format(name=name))
        return mapping.remap(proposal, workbook, json.loads(saved))

    @_many_rows()
    def type_rows(self, proposal: Proposal, workbook: Workbook, options: Options, stop: Stop | None = None) -> Typed:
        return typed_rows(proposal, workbook, date_order=options.date_order, cancelled=stop)

    @_many_rows()
    def plan(
        self,
        kind: str,
        typed: Typed,
        options: Options,
        *,
        currency: str | None = None,
        progress: Progress | None = None,
        stop: Stop | None = None,
    ) -> ImportPlan:
        """Compares typed rows with the book; nothing is written. `currency` = what the file says for rows without one."""
        plan = ImportPlan(kind, copies.newest_change(self._store), problems=list(typed.problems))
        check = self._check(plan, options, currency, typed.unit)
        for done, row in enumerate(typed.rows):
            if done % EVERY == 0:
                _pause(progress, stop, done, len(typed.rows))
            check.take(row)
        check.finish()
        plan.problems.sort(key=lambda problem: problem.row)
        return plan

    @_many_rows()
    def apply(
        self,
        plan: ImportPlan,
        *,
        remember: Proposal | None = None,
        strict: bool = False,
        stop: Stop | None = None,
        sample: bool = False,
        label: str = "",
    ) -> int | None:
        """Writes the plan as one change and remembers the mapping; returns the change's id, None when nothing is new.

        `label` names the change where it is no import of a file.

        Raises UserError when `strict` and a row is wrong, or the book is another than the one the plan was made for;
        Cancelled when stopped: nothing is written then.
        """
        if strict and plan.wrong:
            raise UserError(
                _(
                    "{count} rows cannot be taken, so nothing was imported. Mend them or import without “--strict”."
                ).format(count=plan.wrong)
            )
        if not plan.new and not plan.changed:
            return None
        if copies.newest_change(self._store) != plan.change:
            raise UserError(_("The book was changed since this file was checked. Check it again, then import."))
        name = "sample.fill" if sample else label or f"import.{plan.kind}"
        with self._store.change(name, undoable=not sample) as change:
            self._write(change, plan)
            if remember is not None:
                spec = json.dumps({column.field: column.index for column in remember.columns}, ensure_ascii=False)
                bulk.remember(change, plan.kind, remember.signature, spec, now_utc(), None)
            if stop and stop():
                raise Cancelled
            return change.id

    @_many_rows()
    def run(
        self,
        path: Path,
        options: Options,
        *,
        dry_run: bool = False,
        before_write: Callable[[], object] = lambda: None,
        progress: Progress | None = None,
    ) -> tuple[ImportPlan, bool]:
        """Read, plan and apply in one go (the command line); returns the plan and whether anything was written."""
        workbook = self.read(path, progress)
        proposal = self.propose(workbook, options)
        typed = self.type_rows(proposal, workbook, options)
        plan = self.plan(proposal.kind, typed, options, currency=proposal.currency, progress=progress)
        if (plan.new or plan.changed) and not dry_run:
            before_write()
        return plan, not dry_run and self.apply(plan, remember=proposal, strict=options.strict) is not None

    def _check(self, plan: ImportPlan, options: Options, currency: str | None, unit: int) -> Check:
        if plan.kind == "customers":
            return customer_rows.CustomerCheck(self._store, plan, self._today)
        finder = CustomerFinder(self._store, plan, create=options.create_customers)
        if plan.kind == "contacts":
            return customer_rows.ContactCheck(self._store, plan, finder)
        rates = Rates(self._store, options.rate, currency)
        if plan.kind == "financials":
            return financial_rows.FinancialCheck(self._store, plan, finder, rates, self._today, unit)
        checks: dict[str, type[Any]] = {
            "invoices": invoice_rows.InvoiceCheck,
            "payments": payment_rows.PaymentCheck,
            "contracts": contract_rows.ContractCheck,
        }
        check: Check = checks[plan.kind](self._store, plan, finder, rates)
        return check

    def _write(self, change: Change, plan: ImportPlan) -> None:
        ids = customer_rows.write_new(change, plan, book.company(self._store).currency) if plan.new_customers else {}
        if plan.kind == "customers":
            customer_rows.write_customers(change, plan, self._today)
        elif plan.kind == "contacts":
            customer_rows.write_contacts(change, plan, ids)
        elif plan.kind == "invoices":
            invoice_writing.write(change, plan, ids, self._today)
        elif plan.kind == "contracts":
            contract_rows.write(change, plan, ids)
        elif plan.kind == "financials":
            financial_rows.write(change, plan, ids)
        else:
            payment_rows.write(change, plan, ids)


def _pause(progress: Progress | None, stop: Stop | None, done: int, total: int) -> None:
    if stop and stop():
        raise Cancelled
    if progress:
        progress(done, total)

"""What an import would do, line by line, for a person to look through before anything is written."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, Final

from app.i18n import _
from app.models import book
from app.models.financials import LINES
from app.models.money import convert
from app.models.store import Store
from app.services.formats import joined, money
from app.services.imports import kinds
from app.services.imports.mapping import Proposal
from app.services.imports.plan import ContractPlan, CustomerPlan, FinancialPlan, ImportPlan, InvoicePlan
from app.services.imports.typed import Problem, Typed
from app.services.imports.values import text
from app.services.imports.workbook import Sheet

SHOWN: Final = {
    "invoices": ("customer", "number", "issue_date", "due_date", "amount"),
    "payments": ("customer", "number", "date", "reference", "amount"),
    "customers": ("code", "name", "phone", "terms_days", "credit_limit"),
    "contacts": ("customer", "name", "role", "phone", "email"),
    "contracts": ("customer", "number", "title", "signed_on", "amount"),
    "financials": ("customer", "period_end", "total_assets", "equity", "revenue"),
}
# The fields of a file by the columns of the table that are called otherwise.
FIELDS: Final = {
    "size_class": "size", "limit": "credit_limit", "terms": "terms_days", "starts_on": "start", "ends_on": "end",
    "penalty_ppm_day": "penalty_per_day", "quality": "audited", "margin_bp": "margin", "prepay_bp": "prepay_share",
}  # fmt: skip
# What of a statement a file can change.
CHANGES_OF: Final = ("currency", "unit", "quality", "received_on", *LINES, "opinion", "note")
STATES: Final = ("new", "changed", "same", "wrong")


@dataclass(frozen=True, slots=True)
class PreviewRow:
    """A row of the file: `id` is its line, `cells` are its shown fields as text, `what` says what becomes of it."""

    id: int
    state: str
    cells: Mapping[str, str]
    what: str


class Preview:
    """Every row of a plan; texts are made when they are asked for, a page at a time."""

    def __init__(self, plan: ImportPlan, typed: Typed, sheet: Sheet, proposal: Proposal) -> None:
        self._plan = plan
        self._sheet, self._indexes = sheet, proposal.indexes
        self._planned = {each.line: each for each in (*plan.new, *plan.changed)}
        self._typed = {row.line: row.values for row in typed.rows}
        self._problems: dict[int, list[Problem]] = {}
        for problem in plan.problems:
            self._problems.setdefault(problem.row, []).append(problem)
        changed = {each.line for each in plan.changed}
        self._states = {line: "changed" if line in changed else "new" for line in self._planned}
        self._states |= dict.fromkeys(self._problems, "wrong")
        self._states |= dict.fromkeys(self._typed.keys() - self._states.keys(), "same")

    def lines(self, state: str = "") -> list[int]:
        """The lines of the file in its order; of one state of `STATES` when named."""
        return sorted(line for line, found in self._states.items() if not state or found == state)

    def rows(self, lines: Iterable[int]) -> list[PreviewRow]:
        return [self._row(line, self._states[line]) for line in lines]

    def _row(self, line: int, state: str) -> PreviewRow:
        cells = {field: self._cell(line, field) for field in SHOWN[self._plan.kind]}
        if "amount" in cells and line in self._planned and self._plan.kind != "contracts":
            planned = self._planned[line]
            debit = planned.kind in ("invoice", "opening", "receipt")
            cells["amount"] = money(planned.amount if debit else -planned.amount, planned.currency)
        return PreviewRow(line, state, cells, self._what(line, state))

    def _cell(self, line: int, field: str) -> str:
        """As it was understood, or else as the file has it."""
        if line in self._typed:
            return _shown(self._typed[line].get(field))
        index, row = self._indexes.get(field), self._sheet.rows[line - 1]
        return (text(row[index]) or "") if index is not None and index < len(row) else ""

    def _what(self, line: int, state: str) -> str:
        if state == "wrong":
            return " ".join(self._told(problem) for problem in self._problems[line])
        if state == "same":
            return _("In the book already")
        planned = self._planned[line]
        if state == "changed":
            return _("Update: {changes}").format(changes=_changes(planned))
        customer = planned.extra.get("customer") if isinstance(planned, CustomerPlan) else planned.customer
        return _("New, customer too") if isinstance(customer, str) else _("New")

    def _told(self, problem: Problem) -> str:
        name = kinds.label(self._plan.kind, problem.column) if problem.column in kinds.LABELS else ""
        return _("{what}: {why}").format(what=name, why=problem.reason) if name else problem.reason


def _shown(value: Any) -> str:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return f"{value:,f}"
    return "" if value is None else str(value)


def _changes(planned: Any) -> str:
    """The fields that the file says differently: "Amount ¥100.00 → ¥120.00"."""
    if isinstance(planned, CustomerPlan | ContractPlan):
        if isinstance(planned, ContractPlan):
            kind, extra = "contracts", ["instalments"] if planned.lines else []
        else:
            kind, extra = "customers", list(planned.extra)
        fields = dict.fromkeys(FIELDS.get(name, name) for name in (*planned.row, *extra))
        return joined(kinds.label(kind, name) for name in fields)
    if isinstance(planned, FinancialPlan):
        differ = [name for name in CHANGES_OF if getattr(planned.statement, name) != getattr(planned.known, name)]
        return joined(kinds.label("financials", FIELDS.get(name, name)) for name in differ)
    known, found = planned.known, []
    if planned.amount != known.amount:
        found.append(_change("amount", money(known.amount, known.currency), money(planned.amount, planned.currency)))
    if isinstance(planned, InvoicePlan):
        due = planned.parts[0][0] if planned.parts else None
        found += [_change("issue_date", known.issued_on, planned.issued_on)] * (known.issued_on != planned.issued_on)
        found += [_change("due_date", known.due_on or "", due or "")] * (due not in (None, known.due_on))
        found += [kinds.label("invoices", "note")] * (planned.description not in (None, known.description))
        found += [kinds.label("invoices", "order_no")] * (planned.order_no not in (None, known.order_no))
    elif planned.paid_on != known.paid_on:
        found.append(_change("date", known.paid_on, planned.paid_on))
    return joined(found)


def _change(field: str, before: str, after: str) -> str:
    return _("{what} {before} → {after}").format(what=_(kinds.LABELS[field]), before=before, after=after)


def balance_change(store: Store, plan: ImportPlan, on: date) -> int:
    """By how much the total receivables of day `on` would grow, in minor units of the book's currency.

    Documents dated later do not count yet. Exchange differences of credit notes that the file applies are left out.
    """
    own, day = book.company(store).currency, on.isoformat()
    if plan.kind not in ("invoices", "payments"):
        return 0
    new = sum(_weight(each) for each in plan.new if _day(each) <= day)
    changed = sum(_weight(each) for each in plan.changed if _day(each) <= day)
    before = sum(_known_weight(each, own) for each in plan.changed if _day(each.known) <= day)
    return new + changed - before


def _day(document: Any) -> str:
    day: str = document.issued_on if hasattr(document, "issued_on") else document.paid_on
    return day


def _weight(planned: Any) -> int:
    """What a document adds to what is owed; a payment takes what it settles at the receivable's own rate."""
    if isinstance(planned, InvoicePlan):
        return planned.base if planned.kind in ("invoice", "opening") else -planned.base
    if planned.kind != "receipt":
        return int(planned.base)
    settled: int = sum(part.base_target - part.base_source for part in planned.parts)
    return -int(planned.base) - settled


def _known_weight(planned: Any, own: str) -> int:
    known = planned.known
    rate = Decimal(known.rate if isinstance(planned, InvoicePlan) else planned.rate)
    base = known.amount if known.currency == own else convert(known.amount, known.currency, rate, own)
    return -base if planned.kind in ("credit_note", "receipt") else base

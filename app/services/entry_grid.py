"""Receivables typed or pasted as a table: every cell as it was written, checked as an import checks its rows."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Final

from app.i18n import _, ngettext
from app.models import customers
from app.models.errors import UserError
from app.models.money import exponent
from app.services import formats
from app.services.imports import amounts, days, kinds
from app.services.imports.headings import plain
from app.services.imports.lookup import CustomerFinder
from app.services.imports.mapping import Column, Proposal
from app.services.imports.plan import ImportPlan, InvoicePlan
from app.services.imports.service import Options, Stop
from app.services.imports.typed import typed_rows
from app.services.imports.workbook import Cell, Sheet, Workbook

if TYPE_CHECKING:
    from app.services.services import Services

COLUMNS: Final = ("customer", "number", "issue_date", "due_date", "amount", "currency", "note")
CUSTOMER, NUMBER, ISSUED, DUE, AMOUNT, CURRENCY, NOTE = range(len(COLUMNS))
Row = tuple[str, ...]  # a text for each of COLUMNS
Place = tuple[int, int]  # row, column
_FIRST_LINE: Final = 2  # line of row 0: the headings are line 1


@dataclass(slots=True)
class Checked:
    """What the rows mean: `shown` = cells as understood, `problems` = why a cell cannot be taken, `ready` = rows to write.

    Rows without any text are none of these. `totals` = minor units to write by currency; a credit note counts below zero.
    """

    plan: ImportPlan
    shown: dict[Place, str] = field(default_factory=dict)
    problems: dict[Place, str] = field(default_factory=dict)
    ready: list[int] = field(default_factory=list)
    totals: dict[str, int] = field(default_factory=dict)

    @property
    def wrong(self) -> list[int]:
        return sorted({row for row, _column in self.problems})


@dataclass(frozen=True, slots=True)
class Saved:
    """How many receivables were written, and the rows that were set aside."""

    written: int
    left: tuple[int, ...]


def check(services: Services, rows: Sequence[Row], stop: Stop | None = None) -> Checked:
    """Compares the rows with the book; nothing is written. Raises Cancelled."""
    filled = [place for place, row in enumerate(rows) if any(cell.strip() for cell in row)]
    cells = _cells(services, [rows[place] for place in filled])
    workbook = Workbook(Path("table"), "csv", "", (Sheet("table", [list(COLUMNS), *cells]),))
    typed = typed_rows(_proposal(cells), workbook, cancelled=stop)
    plan = services.imports.plan("invoices", typed, Options("invoices"), stop=stop)
    known = {row.line for row in typed.rows}
    checked = _told(plan, filled, known)
    for line in typed.passed_over:
        text = _("This row looks like a total or a note. Fill in customer, day and amount, or clear it.")
        checked.problems[filled[line - _FIRST_LINE], CUSTOMER] = text
    names = {row[0]: row[3] or row[2] for row in customers.names(services.store)}
    for each in plan.new:
        place = filled[each.line - _FIRST_LINE]
        checked.shown.update(_shown(place, each, rows[place], names))
    return checked


def save(services: Services, rows: Sequence[Row], *, set_aside: bool = False, stop: Stop | None = None) -> Saved:
    """Writes every row as one change. Rows that need fixing stop it, unless they are set aside: then the others are written.

    Raises UserError when a row needs fixing or there is nothing to write; Cancelled when stopped: nothing is written then.
    """
    checked = check(services, rows, stop)
    wrong = checked.wrong
    if wrong and not set_aside:
        text = ngettext(
            "{count} row needs fixing. Nothing was saved.", "{count} rows need fixing. Nothing was saved.", len(wrong)
        )
        raise UserError(text.format(count=len(wrong)))
    if not checked.plan.new:
        raise UserError(_("There is no row to save yet."))
    services.imports.apply(checked.plan, label="receivable.grid", stop=stop)
    return Saved(len(checked.plan.new), tuple(wrong))


def rows_of(text: str) -> list[Row]:
    """What was copied in a spreadsheet. Under a row of headings the columns may stand in any order."""
    found = [[cell.strip() for cell in row] for row in csv.reader(io.StringIO(text), delimiter="\t")]
    rows = [row for row in found if any(row)]
    places = _headings(rows[0]) if rows else {}
    if len(places) < 2:
        return [_row(row) for row in rows]
    return [_row([_at(row, places.get(name)) for name in COLUMNS]) for row in rows[1:]]


def _headings(cells: Sequence[str]) -> dict[str, int]:
    """Which of our columns the cells name, by the names that the import knows."""
    names = {one.name: one.ranks for one in kinds.fields("invoices") if one.name in COLUMNS}
    keys = [plain(cell) for cell in cells]
    found = ((name, next((i for i, key in enumerate(keys) if key in ranks), None)) for name, ranks in names.items())
    return {name: place for name, place in found if place is not None}


def _at(row: Sequence[str], place: int | None) -> str:
    return row[place] if place is not None and place < len(row) else ""


def _row(cells: Sequence[str]) -> Row:
    return tuple([*cells, *[""] * len(COLUMNS)][: len(COLUMNS)])


def _cells(services: Services, rows: Sequence[Row]) -> list[list[Cell]]:
    """The texts brought into the spellings that the import reads: what our own fields understand is understood here too."""
    order = days.find_order((place, row[column]) for place, row in enumerate(rows) for column in (ISSUED, DUE)).order
    who = _customers(services, {row[CUSTOMER].strip() for row in rows})
    own = services.receivables.currency_of_book()
    made: list[list[Cell]] = []
    for row in rows:
        cells: list[Cell] = [cell.strip() for cell in row]
        cells[CUSTOMER] = who[row[CUSTOMER].strip()]
        for column in (ISSUED, DUE):
            cells[column] = _day(row[column], services.today, order)
        cells[AMOUNT] = _amount(row[AMOUNT], row[CURRENCY].strip().upper() or own)
        made.append(cells)
    _number(services, made)
    return made


def _customers(services: Services, texts: set[str]) -> dict[str, str]:
    """By the import's own look-up; what that does not know may be pinyin or a part of a name that one customer has."""
    finder = CustomerFinder(services.store, ImportPlan("invoices"), create=False)
    found = {}
    for text in texts:
        hits = services.customers.search(text, limit=2) if text and finder.find(0, text) is None else []
        found[text] = hits[0].code if len(hits) == 1 else text
    return found


def _day(text: str, on: date, order: str | None) -> Cell:
    try:
        return formats.read_day(text, on)
    except UserError:
        found = days.read_day(text, order)
        return found if isinstance(found, date) else text.strip()


def _amount(text: str, currency: str) -> Cell:
    """Plain digits where the amount field understands them; else as written, for the import to read."""
    try:
        minor = formats.read_amount(text, currency)
    except UserError:
        return text.strip()
    return f"{Decimal(minor).scaleb(-exponent(currency)):f}"


def _number(services: Services, rows: list[list[Cell]]) -> None:
    """Rows without a number get the next free ones of the year, in their order."""
    taken = {row[NUMBER] for row in rows if row[NUMBER]}
    following: dict[int, str] = {}
    for row in rows:
        on = row[ISSUED]
        if row[NUMBER] or not isinstance(on, date):
            continue
        number = following.get(on.year) or services.receivables.next_number(on)
        while number in taken:
            number = _after(number)
        row[NUMBER], following[on.year] = number, _after(number)


def _after(number: str) -> str:
    head, _dash, tail = number.rpartition("-")
    return f"{head}-{int(tail) + 1:0{len(tail)}d}"


def _proposal(rows: list[list[Cell]]) -> Proposal:
    columns = tuple(Column(name, place, name, "auto", ()) for place, name in enumerate(COLUMNS))
    point = amounts.find_separator((row[AMOUNT] for row in rows), "")
    settled = days.Order(None, True)
    return Proposal(
        "invoices", "table", 0, columns, (), {"amount": 1}, {"amount": point}, None, settled, (), "entry grid"
    )


def _told(plan: ImportPlan, filled: Sequence[int], known: set[int]) -> Checked:
    """Problems at their cells. What the book has already is one here: an import would pass over it, a person would not see it."""
    checked = Checked(plan)
    for problem in plan.problems:
        column = COLUMNS.index(problem.column) if problem.column in COLUMNS else CUSTOMER
        checked.problems.setdefault((filled[problem.row - _FIRST_LINE], column), problem.reason)
    wrong, new = set(checked.wrong), {each.line for each in plan.new}
    for place in (filled[line - _FIRST_LINE] for line in sorted(known - new)):
        if place not in wrong:
            checked.problems[place, NUMBER] = _("This customer already has a receivable of this number.")
    plan.changed.clear()
    plan.same = 0
    for planned in plan.new:
        checked.ready.append(filled[planned.line - _FIRST_LINE])
        minor = -planned.amount if planned.kind == "credit_note" else planned.amount
        checked.totals[planned.currency] = checked.totals.get(planned.currency, 0) + minor
    return checked


def _shown(place: int, planned: InvoicePlan, row: Row, names: Mapping[int, str]) -> dict[Place, str]:
    sign = -1 if planned.kind == "credit_note" else 1
    due = planned.parts[0][0] if planned.parts else None
    who = names.get(planned.customer, "") if isinstance(planned.customer, int) else ""
    found = {
        CUSTOMER: who, NUMBER: planned.number, ISSUED: planned.issued_on, DUE: due or "", CURRENCY: planned.currency,
        AMOUNT: formats.figure(sign * planned.amount, planned.currency),
    }  # fmt: skip
    return {(place, column): text for column, text in found.items() if text != row[column].strip()}

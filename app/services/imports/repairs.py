"""Rows that cannot be taken: put together by what would mend them, and kept for a table of their own."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Final, NamedTuple

from app.i18n import _
from app.services.exports import Cell, ExportColumn, Table
from app.services.imports import kinds
from app.services.imports.lookup import UNKNOWN
from app.services.imports.mapping import Proposal
from app.services.imports.plan import ImportPlan
from app.services.imports.typed import Problem
from app.services.imports.values import text
from app.services.imports.workbook import Sheet, Workbook

SKIP, BLANK, CREATE = "skip", "blank", "create"
EXAMPLES: Final = 3
_FIGURES: Final = re.compile(r"\d+(?:-\d+)*")


class Place(NamedTuple):
    """A cell of the file by its line (from 1) and its canonical field."""

    line: int
    field: str


@dataclass(frozen=True, slots=True)
class Group:
    """Rows with the same trouble in the same field, and the repairs that are safe for it (the first is in force)."""

    field: str
    why: str
    lines: tuple[int, ...]
    values: tuple[str, ...]
    repairs: tuple[str, ...]

    @property
    def places(self) -> frozenset[Place]:
        return frozenset(Place(line, self.field) for line in self.lines)


def groups(plan: ImportPlan) -> list[Group]:
    """The plan's problems, the largest group first."""
    found: dict[tuple[str, str], list[Problem]] = {}
    for problem in plan.problems:
        found.setdefault((problem.column, _FIGURES.sub("…", problem.reason)), []).append(problem)
    made = [_group(plan.kind, field, why, problems) for (field, why), problems in found.items()]
    return sorted(made, key=lambda group: -len(group.lines))


def _group(kind: str, field: str, why: str, problems: list[Problem]) -> Group:
    lines = tuple(dict.fromkeys(problem.row for problem in problems))
    values = tuple(dict.fromkeys(problem.value for problem in problems if problem.value))
    reasons = {problem.reason for problem in problems}
    said = reasons.pop() if len(reasons) == 1 else why
    return Group(field, said, lines, values, tuple(_repairs(kind, field, said, values)))


def _repairs(kind: str, field: str, why: str, values: tuple[str, ...]) -> Iterator[str]:
    """Leaving the row out is always safe; an optional cell that cannot be read may be left empty instead."""
    yield SKIP
    optional = {one.name for one in kinds.fields(kind) if not one.required and one.type != "choice"}
    if field in optional - {"currency", "rate"} and values:  # without these an amount would mean something else
        yield BLANK
    if field == "customer" and why == _(UNKNOWN):
        yield CREATE


def emptied(workbook: Workbook, proposal: Proposal, places: Iterable[Place]) -> Workbook:
    """The workbook with these cells of the proposal's sheet left empty; the given one stays as it is."""
    sheet, indexes = workbook.sheet(proposal.sheet), proposal.indexes
    rows = list(sheet.rows)
    for line, field in places:
        index = indexes.get(field)
        if index is not None and index < len(rows[line - 1]):
            row = list(rows[line - 1])
            row[index] = ""
            rows[line - 1] = row
    mended = replace(sheet, rows=rows)
    return replace(workbook, sheets=tuple(mended if one is sheet else one for one in workbook.sheets))


def skipped(plan: ImportPlan, sheet: Sheet, proposal: Proposal) -> Table:
    """The rows left out as the file has them, with their row number and the reason before their cells."""
    reasons: dict[int, list[str]] = {}
    for problem in plan.problems:
        reasons.setdefault(problem.row, []).append(_reason(plan.kind, problem))
    headings = _headings(proposal, max(map(len, sheet.rows), default=0))
    columns = [ExportColumn(_("Row"), "number"), ExportColumn(_("Reason")), *map(ExportColumn, headings)]
    return Table(_("Rows left out"), columns, list(_skipped_rows(reasons, sheet, len(headings))))


def _skipped_rows(reasons: Mapping[int, list[str]], sheet: Sheet, width: int) -> Iterator[list[Cell]]:
    for line in sorted(reasons):
        cells = [text(cell) for cell in sheet.rows[line - 1]]
        yield [line, " ".join(reasons[line]), *cells, *[None] * (width - len(cells))]


def _reason(kind: str, problem: Problem) -> str:
    if problem.column not in kinds.LABELS:
        return problem.reason
    return _("{what}: {why}").format(what=kinds.label(kind, problem.column), why=problem.reason)


def _headings(proposal: Proposal, width: int) -> list[str]:
    """As the file has them, so that the mended table can be imported like the file itself."""
    texts = dict(proposal.unused) | {column.index: column.heading for column in proposal.columns}
    return [texts.get(index, "") for index in range(width)]

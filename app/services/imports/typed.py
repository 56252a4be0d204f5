"""The rows of a sheet as typed values, and beside them the cells that cannot be taken, each with its reason."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import zip_longest
from typing import Any, Final, NamedTuple, TypeGuard

from app.i18n import _
from app.models.errors import Cancelled, UserError
from app.models.money import ABSURD, to_minor
from app.services.imports import kinds
from app.services.imports.amounts import Amounts
from app.services.imports.converters import converter
from app.services.imports.headings import plain
from app.services.imports.mapping import Proposal
from app.services.imports.reasons import Bad, reason
from app.services.imports.values import text
from app.services.imports.workbook import Cell, Sheet, Workbook

_TOTAL: Final = re.compile(
    r"(合计|小计|总计|共计|累计|本页合计|本页小计|本月合计|本年累计|总额|grandtotals?|subtotals?|totals?|sum|summe"
    r"|gesamtsumme|gesamt|zwischensumme|endsumme)(\d*[笔条行张项]?)"
)
_TOTAL_OF: Final = re.compile(r".+(合计|小计|总计)|(合计|小计|总计|共计|grandtotal|subtotal|total|summe).+")
_SIGNATURES: Final = re.compile(
    r"(制表|审核|复核|经办|填表|打印|编制|财务主管|会计主管|制单|单位负责人|preparedby|checkedby).*"
)
_SURELY_FINE: Final = Decimal(10) ** 9  # below the limit in every currency


class TypedRow(NamedTuple):
    """A row that can be taken: `line` is its row number in the file, `values` holds every mapped field or None."""

    line: int
    values: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Problem:
    """A cell that cannot be taken: `column` is the canonical field, `value` what the file says, `reason` a sentence."""

    row: int
    column: str
    value: str
    reason: str


@dataclass(frozen=True, slots=True)
class Typed:
    """`rows` without problems, `problems` in the order of the file, `passed_over`: totals, repeated headers, notes.

    `unit` = what headings and titles say that figures of statements are in (10000: 万元).
    """

    rows: list[TypedRow]
    problems: list[Problem]
    passed_over: list[int]
    unit: int = 1

    @property
    def wrong(self) -> int:
        """How many rows have a problem."""
        return len({problem.row for problem in self.problems})


def typed_rows(
    proposal: Proposal,
    workbook: Workbook,
    *,
    date_order: str | None = None,
    progress: Callable[[int], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> Typed:
    """Every row below the header. `date_order`: dmy, mdy or ymd, where the file itself does not tell.

    Raises UserError when the order of day and month cannot be known, Cancelled when `cancelled()` says so.
    """
    order = date_order or _settled(proposal)
    sheet = workbook.sheet(proposal.sheet)
    lines = [i for i in range(proposal.header + 1, len(sheet.rows)) if _filled(sheet.rows[i])]
    table = _Table(proposal, sheet, lines)
    for done, column in enumerate(table.fields, 1):
        if cancelled is not None and cancelled():
            raise Cancelled
        table.read(column, order)
        if progress is not None:
            progress(len(lines) * done // len(table.fields))
    return table.finish()


def _filled(row: list[Cell]) -> bool:
    return any(row) or any(cell != "" for cell in row)  # the first is fast, the second knows that 0 is something


def _settled(proposal: Proposal) -> str | None:
    order = proposal.order
    if order.settled:
        return order.order
    raise UserError(
        _(
            'In row {row}, "{text}" can be day-month or month-day, and no other row tells which. '
            "Say the order of the file: --date-order dmy or --date-order mdy."
        ).format(row=order.row, text=order.text),
        "date_order",
    )


class _Table:
    """The columns while they are read one after the other: a column at a time is what makes it fast."""

    def __init__(self, proposal: Proposal, sheet: Sheet, lines: list[int]) -> None:
        indexes = proposal.indexes
        self.proposal = proposal
        self.sheet = sheet
        self.lines = lines
        self._given = list(
            zip_longest(*(sheet.rows[line] for line in lines), fillvalue="")
        )  # the table turned on its side
        self.fields = [field for field in kinds.fields(proposal.kind) if field.name in indexes]
        self.columns: dict[str, list[Any]] = {}
        self.bad: dict[int, list[tuple[str, str]]] = {}

    def read(self, field: kinds.Field, order: str | None) -> None:
        """Types the cells of one column; what cannot be taken goes to `bad`."""
        index = self.proposal.indexes[field.name]
        cells = self._cells(field, index)
        name = field.name
        figures = Amounts(self._factor(name), self.proposal.decimals.get(name, "."), {})
        plainly = field.type in ("text", "lines", "code") and _all_plain(cells)
        found = [cell or None for cell in cells] if plainly else _converted(cells, converter(field, figures, order))
        for place, value in enumerate(found):
            if type(value) is Bad:
                self._refuse(place, name, value.code)
        self._refuse_unvalued(name, index, found)
        self._refuse_missing(field, found)
        self.columns[name] = found
        if field.type == "amount":
            self._mark_currency(cells, figures.marks)

    def _factor(self, name: str) -> int:
        """What the cells of a column are multiplied by; where each row tells its unit, that is what counts."""
        return 1 if "unit" in self.proposal.indexes else self.proposal.factors.get(name, 1)

    def _cells(self, field: kinds.Field, index: int) -> list[Cell]:
        cells: list[Cell] = list(self._given[index]) if index < len(self._given) else [""] * len(self.lines)
        return _without_point_zero(cells) if field.type in ("code", "applies_to") else cells

    def _refuse(self, place: int, name: str, code: str) -> None:
        self.bad.setdefault(place, []).append((name, code))

    def _refuse_unvalued(self, name: str, index: int, found: list[Any]) -> None:
        if self.sheet.unvalued:
            for place, line in enumerate(self.lines):
                if found[place] is None and (line, index) in self.sheet.unvalued:
                    self._refuse(place, name, "no_value")
                    found[place] = Bad("no_value")

    def _refuse_missing(self, field: kinds.Field, found: list[Any]) -> None:
        if field.required:
            for place, value in enumerate(found):
                if value is None:
                    self._refuse(place, field.name, "missing")
                elif field.type == "amount" and type(value) is Decimal and not value:
                    self._refuse(place, field.name, "zero")

    def _mark_currency(self, cells: list[Cell], marks: dict[object, str]) -> None:
        """Where no column tells the currency, the mark in the cell does; the heading's is the proposal's default."""
        if "currency" not in self.proposal.indexes and marks:
            self.columns["currency"] = [marks.get(cell) for cell in cells]

    def finish(self) -> Typed:
        """Rows and problems, in the order of the file."""
        self._refuse_absurd()
        self._refuse_status()
        names = [name for name in self.columns if name not in ("status", "direction")]
        rows: list[TypedRow] = []
        problems: list[Problem] = []
        passed_over: list[int] = []
        values = zip(*(self.columns[name] for name in names), strict=True)
        for place, (line, row) in enumerate(zip(self.lines, values, strict=True)):
            if place in self.bad:
                if self._is_beside(line, place):
                    passed_over.append(line + 1)
                else:
                    problems.extend(self._problems(line, place))
                continue
            rows.append(TypedRow(line + 1, dict(zip(names, row, strict=True))))
        unit = max((self._factor(field.name) for field in self.fields if field.type == "figure"), default=1)
        return Typed(rows, problems, passed_over, unit)

    def _refuse_absurd(self) -> None:
        for field in self.fields:
            if field.type in ("amount", "limit"):
                known = self.columns.get("currency")
                for place, value in enumerate(self.columns[field.name]):
                    if type(value) is Decimal and abs(value) > _SURELY_FINE:
                        code = known[place] if known else self.proposal.currency
                        if abs(to_minor(value, code if isinstance(code, str) else "CNY")) > ABSURD:
                            self._refuse(place, field.name, "absurd")

    def _refuse_status(self) -> None:
        """A voided document, a draft or money paid out is left out for that reason alone."""
        for place, status in enumerate(self.columns.get("status", ())):
            if status in ("void", "draft"):
                self.bad[place] = [("status", status)]
        for place, direction in enumerate(self.columns.get("direction", ())):
            if direction == "out":
                self.bad[place] = [("direction", "paid_out")]

    def _problems(self, line: int, place: int) -> list[Problem]:
        row = self.sheet.rows[line]
        indexes = self.proposal.indexes
        return [
            Problem(line + 1, name, text(row[indexes[name]] if indexes[name] < len(row) else "") or "", reason(code))
            for name, code in self.bad[place]
        ]

    def _is_beside(self, line: int, place: int) -> bool:
        """A total, a repeated header or a note between or below the rows: no record, so no problem either."""
        row = self.sheet.rows[line]
        words = [plain(cell) for cell in row if isinstance(cell, str) and cell.strip()]
        if words == self._header_words() or (line == self.proposal.header + 1 and self._is_all_words(row, place)):
            return True
        missing = sum(code == "missing" for _name, code in self.bad[place])
        if not missing or not words:
            return False
        if any(_TOTAL.fullmatch(word) for word in words[:2]):
            return True
        if missing >= 2 and any(_TOTAL_OF.fullmatch(word) or _SIGNATURES.fullmatch(word) for word in words):
            return True
        return missing >= 3 and len(words) == sum(cell != "" for cell in row) == 1

    def _is_all_words(self, row: list[Cell], place: int) -> bool:
        """A second line of headings, in another language or with the names of a program."""
        unread = sum(code != "missing" for _name, code in self.bad[place])
        return unread >= 2 and not any(char.isdigit() for cell in row for char in str(cell))

    def _header_words(self) -> list[str]:
        header = self.sheet.rows[self.proposal.header]
        return [plain(cell) for cell in header if isinstance(cell, str) and cell.strip()]


def _all_plain(cells: list[Cell]) -> TypeGuard[list[str]]:
    """Whether a column of text is taken as it is: printable ASCII, no blank or apostrophe at an end, no point of a figure."""
    if set(map(type, cells)) != {str}:
        return False
    joined = "|".join(("", *map(str, cells), ""))
    return joined.isascii() and joined.isprintable() and not any(sign in joined for sign in ("| ", " |", "|'", "."))


def _converted(cells: list[Cell], convert: Callable[[object], Any]) -> list[Any]:
    """Each distinct text and day is read once: the same days and customers come again and again."""
    known: dict[object, Any] = {"": None}
    found = []
    for cell in cells:
        if type(cell) is str or type(cell) is date:
            if cell not in known:
                known[cell] = convert(cell)
            found.append(known[cell])
        else:
            found.append(convert(cell))
    return found


_POINT_ZERO: Final = re.compile(r"\d+\.0")


def _without_point_zero(cells: list[Cell]) -> list[Cell]:
    """Codes that a program wrote as figures ("2960623488.0"), when all of a column are such."""
    given = {cell for cell in cells if type(cell) is str and cell}
    if given and all(_POINT_ZERO.fullmatch(cell) for cell in given):
        return [cell[:-2] if type(cell) is str and cell else cell for cell in cells]
    return cells

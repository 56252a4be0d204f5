"""Tables for Excel: any list or figure as .xlsx or .csv, in which no text can act as a formula."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from typing import Any, Final, Literal, NamedTuple

from app.i18n import _, mark
from app.models.errors import UserError
from app.models.money import Money, exponent, to_major
from app.services.documents.ageing import BY, band_name, mixed
from app.services.outfile import whole_file
from app.services.sheets import AgeingRow, AgeingSheet, ListSheet

Kind = Literal["text", "short", "money", "number", "day"]
Cell = str | int | Decimal | Money | date | None

# First characters that make Excel read a csv field as a formula or drop it (OWASP); full-width ones count too.
ACTIVE: Final = ("=", "+", "-", "@", "\t", "\r", "\n", "\0", "＝", "＋", "－", "＠")
EXCEL_ROWS: Final = 1_048_575  # below the heading
EXCEL_TEXT: Final = 32_767  # UTF-16 units of one cell
WIDTHS: Final = {"text": 24, "short": 16, "money": 16, "number": 12, "day": 12}  # characters


@dataclass(frozen=True, slots=True)
class ExportColumn:
    """A column: its heading and what its cells are.

    text: str; number: int or Decimal; day: date; money: Money, or integer minor units of `currency`. None is an
    empty cell in all of them.
    """

    name: str
    kind: Kind = "text"
    currency: str = ""


class Table(NamedTuple):
    """What `write_table` takes after the path."""

    title: str
    columns: Sequence[ExportColumn]
    rows: Iterable[Sequence[Cell]]


def write_table(path: Path, title: str, columns: Sequence[ExportColumn], rows: Iterable[Sequence[Cell]]) -> None:
    """Writes the table as the ending of `path` says (.xlsx or .csv), whole or not at all.

    Raises UserError for another ending, a place that cannot be written, or more than Excel holds.
    """
    writers: dict[str, Callable[[Path, Table], None]] = {".xlsx": _write_xlsx, ".csv": _write_csv}
    writer = writers.get(path.suffix.lower())
    if writer is None:
        raise UserError(
            _("{name} is not a kind of file that can be written here. Choose .xlsx or .csv.").format(name=path.name)
        )
    with whole_file(path) as partial:
        writer(partial, Table(title, columns, rows))


def _write_csv(path: Path, table: Table) -> None:
    # The byte-order mark tells Excel that this is UTF-8.
    with path.open("w", encoding="utf-8-sig", errors="replace", newline="") as file:
        out = csv.writer(file)
        out.writerow([harmless(column.name) for column in table.columns])
        for row in table.rows:
            out.writerow([_csv_cell(column, cell) for column, cell in zip(table.columns, row, strict=True)])


def _csv_cell(column: ExportColumn, cell: Cell) -> str:
    if cell is None:
        return ""
    if column.kind == "money":
        return _money(column, cell).plain()
    if isinstance(cell, date):
        return cell.isoformat()
    return harmless(cell) if isinstance(cell, str) else str(cell)


def harmless(text: str) -> str:
    """The text with `'` before it where a spreadsheet would take it for a formula, and before such a `'` of its own."""
    return "'" + text if text.lstrip("'").startswith(ACTIVE) else text


def _money(column: ExportColumn, cell: Cell) -> Money:
    if isinstance(cell, Money):
        return cell
    if isinstance(cell, int) and column.currency:
        return Money(cell, column.currency)
    raise TypeError(f"column {column.name!r} wants Money, or minor units and a currency")


def _write_xlsx(path: Path, table: Table) -> None:
    from xlsxwriter import Workbook
    from xlsxwriter.exceptions import FileCreateError

    options = {
        "constant_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
    }
    # Packed in memory (a few MB at the most): the packer does not take a full disk well.
    file = BytesIO()
    book = Workbook(file, options)
    _fill(_Pen(book, book.add_worksheet(_sheet_name(table.title))), table)
    try:
        book.close()
    except FileCreateError as problem:
        raise OSError(*problem.args[0].args) from problem
    path.write_bytes(file.getbuffer())


def _sheet_name(title: str) -> str:
    """A name that Excel takes: at most 31 characters, none of []:*?/\\, no quotation mark at either end."""
    return re.sub(r"[\[\]:*?/\\\x00-\x1f]", " ", title).strip(" '")[:31].strip(" '") or "Kedun"


def _fill(pen: _Pen, table: Table) -> None:
    pen.heading(table.columns)
    for number, row in enumerate(table.rows, 1):
        if number > EXCEL_ROWS:
            raise UserError(_("An Excel sheet holds 1,048,575 rows and this table has more. Save as CSV instead."))
        for place, (column, cell) in enumerate(zip(table.columns, row, strict=True)):
            if cell is not None:
                pen.cell(number, place, column, cell)


class _Pen:
    """Writes cells to a worksheet, each by its kind; nothing is guessed from what a text looks like."""

    def __init__(self, book: Any, sheet: Any) -> None:
        self._book, self._sheet = book, sheet
        self._day = book.add_format({"num_format": "yyyy-mm-dd"})
        self._moneys: dict[int, Any] = {}

    def heading(self, columns: Sequence[ExportColumn]) -> None:
        left = self._book.add_format({"bold": True, "bg_color": "#EDEFF2"})
        right = self._book.add_format({"bold": True, "bg_color": "#EDEFF2", "align": "right"})
        self._sheet.freeze_panes(1, 0)
        for place, column in enumerate(columns):
            width = max(WIDTHS[column.kind], min(2 * len(column.name) + 2, 40))
            self._sheet.set_column(place, place, width)
            self._sheet.write_string(0, place, column.name, left if column.kind == "text" else right)

    def cell(self, row: int, place: int, column: ExportColumn, cell: Cell) -> None:
        if column.kind == "money":
            money = _money(column, cell)
            self._sheet.write_number(row, place, to_major(money.minor, money.currency), self._money(money.currency))
        elif isinstance(cell, date):
            self._sheet.write_datetime(row, place, cell, self._day)
        elif isinstance(cell, str):
            self._text(row, place, column, cell)
        else:
            self._sheet.write_number(row, place, cell)

    def _text(self, row: int, place: int, column: ExportColumn, text: str) -> None:
        units = len(text.encode("utf-16-le", "replace")) // 2
        if units > EXCEL_TEXT:
            words = _("{what} is longer than an Excel cell can hold ({count} characters). Save as CSV instead.")
            raise UserError(words.format(what=column.name, count=units))
        self._sheet.write_string(row, place, text.encode("utf-8", "replace").decode())

    def _money(self, currency: str) -> Any:
        decimals = exponent(currency)
        if decimals not in self._moneys:
            self._moneys[decimals] = self._book.add_format({"num_format": f"#,##0.{'0' * decimals}".rstrip(".")})
        return self._moneys[decimals]


def ageing_table(sheet: AgeingSheet) -> Table:
    """The ageing sheet with all its keys, unallocated amounts, totals, longest overdue days and, where it has a sum, a total row."""
    columns = [
        *map(ExportColumn, _ageing_names(sheet.by)),
        *(ExportColumn(band_name((key,)), "money") for key in sheet.keys),
        ExportColumn(_("Unapplied"), "money"),
        ExportColumn(_("Total"), "money"),
        ExportColumn(_("Most days overdue"), "number"),
    ]
    rows = [_ageing_row(sheet.by, row) for row in sheet.rows]
    if not mixed(sheet):
        rows.append(_ageing_row(sheet.by, sheet.total._replace(key="", name=_("Total"))))
    return Table(_("Ageing report"), columns, rows)


_CODED: Final = {"customer": mark("Customer no."), "invoice": mark("Receivable no.")}


def _ageing_names(by: str) -> tuple[str, ...]:
    """Headings of the text columns: a number and the customer, or the one value they were put together by."""
    if by in _CODED:
        return _(_CODED[by]), _("Customer"), _("Currency")
    return (_(BY[by][1]),) if by == "currency" else (_(BY[by][1]), _("Currency"))


def _ageing_row(by: str, row: AgeingRow) -> list[Cell]:
    names = (row.key, row.name) if by in _CODED else (row.name or row.key,)
    currency = () if by == "currency" else (row.currency,)
    amounts = (*row.buckets, row.unallocated, row.total)
    return [*names, *currency, *(Money(minor, row.currency) for minor in amounts), row.overdue_days_max]


def list_table(sheet: ListSheet) -> Table:
    """A list as it is, the total last; sums of money in several currencies stand each in its own."""
    columns = [ExportColumn(column.name, column.kind) for column in sheet.columns]
    return Table(sheet.title, columns, [*sheet.rows, *([sheet.total] if sheet.total else [])])

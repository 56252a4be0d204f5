"""The list of documents on a statement, with what is owed after each: columns and type that hold the largest amount."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from app.i18n import _
from app.services.documents import style
from app.services.documents.letterhead import ALL, WIDTH, plain_figure, ruled
from app.services.documents.pen import Pen
from app.services.documents.tidy import SIDE
from app.services.formats import figure
from app.services.statement_sheets import Line, Section, StatementSheet
from app.services.statement_wording import due_text, line_text, line_title

SIZES: Final = (8.5, 7.5, 6.5)
ROOM_FOR_TEXT: Final = 60.0  # points that a description should have
FIRST_FIGURE: Final = 5  # the place of the first column of figures


@dataclass(frozen=True, slots=True)
class _Grid:
    """The size of type and the widths of the columns, in points."""

    size: float
    widths: tuple[float, ...]

    @property
    def text(self) -> float:
        return self.widths[3]


def table(pen: Pen, section: Section, sheet: StatementSheet) -> Any:
    """Between the two balances the documents; the heading stands on every page."""
    titles = (_("Date"), _("Kind"), _("Number"), _("Description"), _("Due"), _("Debit"), _("Credit"), _("Balance"))
    grids = [_grid(pen, section, size) for size in SIZES]
    grid = next((each for each in grids if each.text >= ROOM_FOR_TEXT), grids[-1])
    rows = [[_cell(pen, grid, title, place, bold=True) for place, title in enumerate(titles)]]
    rows.append(_end(pen, grid, sheet.since, _("Opening balance"), figure(section.opening, section.currency)))
    rows += [_row(pen, grid, line, section.currency) for line in section.lines]
    rows.append(_end(pen, grid, sheet.until, _("Closing balance"), figure(section.closing, section.currency)))
    look = ruled(
        ("SPAN", (1, 1), (4, 1)), ("SPAN", (1, -1), (4, -1)), ("BACKGROUND", (0, -1), (-1, -1), style.TINT),
        ("VALIGN", *ALL, "TOP"), ("VALIGN", (0, 0), (-1, 0), "BOTTOM"), ("NOSPLIT", (0, -2), (-1, -1)),
    )  # fmt: skip
    return pen.table(rows, grid.widths, look, repeat=1)


def _grid(pen: Pen, section: Section, size: float) -> _Grid:
    lines = section.lines
    minors = [section.opening, section.closing, *(line.balance for line in lines), *(line.plus for line in lines)]
    day = _fitting(pen, ["2026-10-31"], size, 0.0, 60.0)
    kind = _fitting(pen, (_("Kind"), *map(line_title, lines)), size, 36.0, 84.0)
    number = _fitting(pen, (_("Number"), *(line.number or "" for line in lines)), size, 40.0, 110.0)
    amount = _fitting(pen, (figure(minor, section.currency) for minor in minors), size, 62.0, WIDTH)
    text = WIDTH - 2 * day - kind - number - 3 * amount
    return _Grid(size, (day, kind, number, text, day, amount, amount, amount))


def _fitting(pen: Pen, texts: Iterable[str], size: float, least: float, most: float) -> float:
    """Points of a column that holds the longest of these on one line, within bounds."""
    widest = max((pen.width(style.clean(text), size, bold=True) for text in texts), default=0.0)
    return min(most, max(least, widest + 2 * SIDE + 2))


def _row(pen: Pen, grid: _Grid, line: Line, currency: str) -> list[Any]:
    cells = (
        line.on.isoformat(),
        line_title(line),
        pen.fit(line.number or "", grid.widths[2] - 2 * SIDE, grid.size, lines=2),
        pen.fit(line_text(line), grid.text - 2 * SIDE, grid.size, lines=2),
        due_text(line),
        plain_figure(line.plus, currency),
        plain_figure(line.minus, currency),
        figure(line.balance, currency),
    )
    return [_cell(pen, grid, text, place) for place, text in enumerate(cells)]


def _end(pen: Pen, grid: _Grid, on: date, name: str, amount: str) -> list[Any]:
    """The first or the last line: a balance."""
    balance = _cell(pen, grid, amount, FIRST_FIGURE, bold=True)
    return [_cell(pen, grid, on.isoformat(), 0), _cell(pen, grid, name, 1, bold=True), "", "", "", "", "", balance]


def _cell(pen: Pen, grid: _Grid, text: str, place: int, *, bold: bool = False) -> Any:
    return pen.text(text, size=grid.size, bold=bold, align="right" if place >= FIRST_FIGURE else "left", leading=1.3)

"""A block of figures copied in a spreadsheet: which lines of the short form it holds, and what it holds besides."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Final

from app.models.financials import LINES
from app.services import credit_wording as words
from app.services.imports import kinds
from app.services.imports.headings import plain

ALIKE: Final = 2  # names known in a pasted block from which it is read by them
ROW_NUMBERS: Final = ("行次", "lineno", "no")  # what stands over a column that only counts the lines


def rows_of(text: str) -> list[tuple[str | None, list[str]]]:
    """What was copied in a spreadsheet, row by row: the line a cell names and the figures behind it.

    A balance sheet with assets at the left and liabilities at the right gives two of a row. Where fewer than two names are
    known every cell is a figure, and the rows have no name.
    """
    rows = [[cell.strip() for cell in row] for row in csv.reader(io.StringIO(text), delimiter="\t")]
    known = _names()
    heads = [row for row in rows if any(plain(cell) in ROW_NUMBERS for cell in row)]
    counts = {place for row in heads for place, cell in enumerate(row) if plain(cell) in ROW_NUMBERS}
    found = [each for row in rows if row not in heads for each in _named(row, known, counts)]
    named = [(key, figures) for key, figures in found if any(char.isdigit() for cell in figures for char in cell)]
    if len(named) < ALIKE:
        return [(None, row) for row in rows]
    blank = min(_blanks(figures) for _key, figures in named)
    return [(key, figures[blank:]) for key, figures in named]


def left_out(text: str) -> list[str]:
    """Names in a copied block that have figures behind them and are no line of the short form, in their order. What stands
    above the first known line is the head of the table."""
    known = _names()
    rows = [[cell.strip() for cell in row] for row in csv.reader(io.StringIO(text), delimiter="\t")]
    first = next((place for place, row in enumerate(rows) if any(plain(cell) in known for cell in row)), len(rows))
    pairs = [pair for row in rows[first:] for pair in pairwise(row)]
    return [name for name, behind in pairs if _is_name(name) and plain(name) not in known and _has_digit(behind)]


def _is_name(cell: str) -> bool:
    return any(map(str.isalpha, cell)) and not _has_digit(cell)


def _has_digit(cell: str) -> bool:
    return any(map(str.isdigit, cell))


def periods_in(named: Sequence[tuple[str, Sequence[str]]]) -> int:
    """How many columns of a block have a figure in any of its lines."""
    return max((place for _key, cells in named for place, cell in enumerate(cells, 1) if cell), default=0)


def _names() -> dict[str, str]:
    """Lines by every name that a table of a person, of another program or of ours has for them."""
    own = {plain(name): line for line in LINES for name in (line, words.line_name(line))}
    told = kinds.fields("financials") if "financials" in kinds.document()["kinds"] else ()
    return {name: each.name for each in told if each.name in LINES for name in each.ranks} | own


def _named(row: Sequence[str], known: Mapping[str, str], counts: set[int]) -> list[tuple[str, list[str]]]:
    """Each known name of a row with the cells up to the next one."""
    starts = [place for place, cell in enumerate(row) if plain(cell) in known]
    ends = [*starts[1:], len(row)]
    return [
        (known[plain(row[start])], [row[place] for place in range(start + 1, end) if place not in counts])
        for start, end in zip(starts, ends, strict=False)
    ]


def _blanks(figures: Sequence[str]) -> int:
    return next(place for place, figure in enumerate(figures) if figure)

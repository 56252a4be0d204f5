"""Building blocks of forms and review sheets: numbered headings, cells with their names, ruled tables, places to sign."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from app.i18n import _, language
from app.services.documents import style
from app.services.documents.letterhead import ALL, WIDTH, ruled
from app.services.documents.pen import Look, Pen

SMALLER: Final = 8.0
SQUARE: Final = "□"
WRITING: Final = 4.0  # points above and below a cell that is filled by hand


@dataclass(frozen=True, slots=True)
class Cell:
    """A value with its name; `wide` = over the whole width."""

    name: str
    text: str = ""
    wide: bool = False
    bold: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A table in words; `shares` of the width, the columns from `figures` on hold figures, `strong` lines are bold, in `spans`
    lines the first cell reaches as far as the figures."""

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    shares: tuple[float, ...]
    figures: int = 99
    strong: frozenset[int] = frozenset()
    spans: frozenset[int] = frozenset()


def title(pen: Pen, number: int | str, words: str, *, size: float = 10.5) -> Any:
    """ "4. Balance and ageing"."""
    return pen.text(f"{number}. {words}", size=size, bold=True, after=2.5, leading=1.3)


def colon() -> str:
    return "：" if language() == "zh_CN" else ":"


def cells(pen: Pen, given: Sequence[Cell], *, pad: float = 2.5, size: float = style.BODY, name: float = 0.17) -> Any:
    """Names on a tint, values beside them, two to a line; a wide one, or one whose neighbour is wide, takes a line."""
    lines = _lines(given)
    rows, looks = [], list[Look]()
    for place, line in enumerate(lines):
        rows.append([part for each in line for part in _pair(pen, each, size)] + [""] * (4 - 2 * len(line)))
        if len(line) == 1:
            looks.append(("SPAN", (1, place), (3, place)))
        looks += [("BACKGROUND", (2 * at, place), (2 * at, place), style.TINT) for at in range(len(line))]
    widths = [WIDTH * share for share in (name, 0.5 - name, name, 0.5 - name)]
    return pen.table(rows, widths, [*boxed(), *padded(pad), *looks])


def _lines(given: Sequence[Cell]) -> list[list[Cell]]:
    lines: list[list[Cell]] = []
    for each in given:
        if not each.wide and lines and len(lines[-1]) == 1 and not lines[-1][0].wide:
            lines[-1].append(each)
        else:
            lines.append([each])
    return lines


def _pair(pen: Pen, cell: Cell, size: float) -> list[Any]:
    return [
        pen.text(cell.name, size=size - 0.5, leading=1.25),
        pen.text(cell.text, size=size, bold=cell.bold, leading=1.3),
    ]


def table(pen: Pen, given: Table, *, size: float = SMALLER, pad: float = 2.5, lines: bool = False) -> Any:
    """A heading that is repeated on each page, then the rows; `lines` = every cell has a frame, for writing."""
    rows = [_row(pen, given, given.head, size, bold=True)]
    rows += [_row(pen, given, row, size, bold=place in given.strong) for place, row in enumerate(given.rows)]
    widths = [WIDTH * share / sum(given.shares) for share in given.shares]
    frame = [*boxed(), ("BACKGROUND", (0, 0), (-1, 0), style.TINT)] if lines else ruled()
    top = [("VALIGN", *ALL, "TOP")] if not lines else []
    # A last line, often the sum, never stands alone on a page.
    end = [("NOSPLIT", (0, -3), (-1, -1))] if len(rows) > 4 else []
    wide = [("SPAN", (0, place + 1), (given.figures - 1, place + 1)) for place in sorted(given.spans)]
    return pen.table(rows, widths, [*frame, *top, *end, *wide, *padded(pad, first=1)], repeat=1)


def _row(pen: Pen, given: Table, texts: Sequence[str], size: float, *, bold: bool) -> list[Any]:
    return [
        pen.text(text, size=size, bold=bold, align="right" if place >= given.figures else "left", leading=1.3)
        if text
        else pen.gap(size * 1.3)
        for place, text in enumerate(texts)
    ]


def boxed() -> list[Look]:
    return [("GRID", *ALL, 0.4, "#9AA3AD"), ("BOX", *ALL, 0.8, "#000000")]


def padded(pad: float, first: int = 0) -> list[Look]:
    return [("TOPPADDING", (0, first), (-1, -1), pad), ("BOTTOMPADDING", (0, first), (-1, -1), pad + 1)]


def ticks(words: Sequence[str]) -> str:
    """ "□ agree   □ do not agree"."""
    return "   ".join(f"{SQUARE} {word}" for word in words)


def note(pen: Pen, words: str, *, after: float = 2) -> Any:
    return pen.text(words, size=style.SMALL, colour=style.QUIET, after=after)


def signatures(pen: Pen, places: Sequence[str], *, ink: float = 24) -> Any:
    """Places to sign beside each other: who, room for ink, the day."""
    rows = [
        [pen.text(f"{place}{colon()}", size=style.SMALL) for place in places],
        [pen.gap(ink) for _place in places],
        [pen.text(f"{_('Date')}{colon()}", size=style.SMALL) for _place in places],
    ]
    looks: list[Look] = [
        ("BOX", *ALL, 0.8, "#000000"), *[("LINEBEFORE", (at, 0), (at, -1), 0.4, "#9AA3AD") for at in range(1, len(places))]
    ]  # fmt: skip
    return pen.table(rows, [WIDTH / len(places)] * len(places), looks)

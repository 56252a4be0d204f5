"""A list as a paper: one table whose texts run over as many lines as they need, and its notes."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any, Final

from app.i18n import _
from app.models.money import Money
from app.services.documents import style
from app.services.documents.fonts import Faces, faces
from app.services.documents.style import Frame
from app.services.formats import NOTHING, figure
from app.services.sheets import Cell, ListSheet

SIZE: Final = 8.0
SIDE: Final = 3.0  # space left and right inside a cell, points
NARROW: Final = 46.0  # points: the least that a text column gets
WIDEST: Final = 300  # characters beyond which a long text does not ask for more room

FIGURES: Final = ("money", "number")
WRITE_IN: Final = "write_in"  # the kind of a column that stays empty
WRITE_IN_WIDTH: Final = 150.0  # points
WRITE_IN_ROOM: Final = 10.0  # points below each text, so that there is a line to write on


def write_paper(sheet: ListSheet, path: Path, printed: date | None = None) -> None:
    """The PDF of the list, landscape. Raises UserError where `path` cannot be written."""
    frame = Frame(sheet.title, sheet.company, sheet.as_of, printed, landscape=True)
    head, lines = [column.name for column in sheet.columns], lines_of(sheet)
    if sheet.write_in:
        head, lines = [*head, sheet.write_in], [(*line, "") for line in lines]
    plain = {text for line in lines for text in line} | {sheet.subtitle, sheet.nothing, *sheet.notes} | frame.texts()
    used = faces({style.clean(text) for text in plain}, {*head, sheet.title, *(lines[-1] if sheet.total else ())})
    style.write(path, frame, used, _story(sheet, head, lines, used, frame))


def lines_of(sheet: ListSheet) -> list[tuple[str, ...]]:
    """The rows in words, the total last where there is one: what it does not sum stays empty."""
    total = [tuple("" if cell is None else text_of(cell) for cell in sheet.total)] if sheet.total else []
    return [*(tuple(map(text_of, row)) for row in sheet.rows), *total]


def text_of(cell: Cell) -> str:
    if cell is None:
        return NOTHING
    if isinstance(cell, Money):
        return figure(cell.minor, cell.currency, dash=True)
    if isinstance(cell, int):
        return f"{cell:,}"
    return cell.isoformat() if isinstance(cell, date) else cell


def _story(sheet: ListSheet, head: list[str], lines: list[tuple[str, ...]], used: Faces, frame: Frame) -> list[Any]:
    from reportlab.platypus import Spacer

    table = _table(sheet, head, lines, used, frame) if sheet.rows else style.paragraph(sheet.nothing, used.plain)
    unit = _("Amounts in the currency of each receivable") if _is_mixed(sheet) else ""
    return [
        style.paragraph(sheet.title, used.bold, style.TITLE, after=3),
        style.paragraph(
            " · ".join(filter(None, (sheet.subtitle, unit))), used.plain, style.SMALL, style.QUIET, after=6
        ),
        table,
        Spacer(1, 8),
        *(style.paragraph(note, used.plain, style.SMALL, style.QUIET, after=2) for note in sheet.notes),
    ]


def _is_mixed(sheet: ListSheet) -> bool:
    return len({cell.currency for row in sheet.rows for cell in row if isinstance(cell, Money)}) > 1


def _table(sheet: ListSheet, head: list[str], lines: list[tuple[str, ...]], used: Faces, frame: Frame) -> Any:
    from reportlab.platypus import LongTable

    kinds: list[str] = [column.kind for column in sheet.columns]
    if sheet.write_in:
        kinds.append(WRITE_IN)
    widths = _widths(kinds, head, lines, used, frame.width)
    bold = len(lines) - 1 if sheet.total else None
    measured = style.measure(used.bold, SIZE)
    cells: list[list[Any]] = [[style.two_lines(text, measured) for text in head]]
    for number, line in enumerate(lines):
        face = used.bold if number == bold else used.plain
        cells.append([_cell(text, kind, face) for text, kind in zip(line, kinds, strict=True)])
    return LongTable(cells, colWidths=widths, repeatRows=1, style=_look(kinds, used, bold is not None))


def _cell(text: str, kind: str, face: str) -> Any:
    """Figures stand at the right and never break."""
    made = style.paragraph(style.clean(text), face, SIZE)
    made.style.alignment = 2 if kind in FIGURES else 0
    return made


def _widths(
    kinds: Sequence[str], head: list[str], lines: list[tuple[str, ...]], used: Faces, room: float
) -> list[float]:
    """Figures, days and short texts as wide as they are; texts share the rest by how much they have to say."""
    plain, bold = style.measure(used.plain, SIZE), style.measure(used.bold, SIZE)
    wide = [0.0] * len(kinds)
    texts: dict[int, float] = {}
    for place, kind in enumerate(kinds):
        cells = [line[place] for line in lines]
        heading = style.widest(style.two_lines(head[place], bold), bold)
        if kind == WRITE_IN:
            wide[place] = WRITE_IN_WIDTH
        elif kind == "text":
            longest = max((bold(cell[:WIDEST]) for cell in cells), default=0.0)
            texts[place] = max(heading + 2 * SIDE, NARROW, min(longest, room / 2))
        else:
            wide[place] = (
                max([heading, *(bold(cell) for cell in cells), plain("0000-00-00") if kind == "day" else 0])
                + 2 * SIDE
                + 1
            )
    rest, wanted = room - sum(wide), sum(texts.values())
    for place, width in texts.items():
        wide[place] = rest * width / wanted
    return wide


def _look(kinds: Sequence[str], used: Faces, summed: bool) -> list[tuple[Any, ...]]:
    from reportlab.lib.colors import HexColor, black

    everything, head, last = ((0, 0), (-1, -1)), ((0, 0), (-1, 0)), ((0, -1), (-1, -1))
    total = [("BACKGROUND", *last, HexColor(style.TINT)), ("LINEABOVE", *last, 0.8, black)] if summed else []
    right = [("ALIGN", (place, 0), (place, 0), "RIGHT") for place, kind in enumerate(kinds) if kind in FIGURES]
    return [
        ("FONT", *head, used.bold, SIZE, SIZE * 1.3),
        *right,
        ("VALIGN", *everything, "TOP"),
        ("VALIGN", *head, "BOTTOM"),
        ("LEFTPADDING", *everything, SIDE),
        ("RIGHTPADDING", *everything, SIDE),
        ("TOPPADDING", *everything, 2),
        ("BOTTOMPADDING", *everything, 3.5),
        *([("BOTTOMPADDING", (0, 1), (-1, -1), WRITE_IN_ROOM)] if WRITE_IN in kinds else []),
        ("LINEBELOW", *everything, 0.4, HexColor(style.HAIRLINE)),
        ("BACKGROUND", *head, HexColor(style.TINT)),
        *total,
    ]

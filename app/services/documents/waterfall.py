"""How a score came about, drawn for paper: start, a bar for each reason, today's points; minus hatched, so that grey is enough."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from app.services.documents import style
from app.services.documents.letterhead import WIDTH
from app.services.documents.pen import Pen
from app.services.waterfall import Bar, Waterfall, figure_of

SIZE: Final = 8.0
NAMES: Final = 0.42  # of the width
FIGURE: Final = 34.0  # points right of the outermost bar
AXIS: Final = 12.0  # height of the line with the grades
FILL: Final = {"start": "#32383F", "plus": "#0072B2", "minus": "#FFFFFF", "end": "#32383F"}
MINUS_INK: Final = "#D55E00"
HATCH: Final = 3.2  # points between the strokes
LINE: Final = "#7B848E"


@dataclass(frozen=True, slots=True)
class Row:
    """A bar with its name and figure, broken to fit."""

    bar: Bar
    name: str
    figure: str


def drawing(pen: Pen, found: Waterfall, names: Sequence[str], *, line: float = 15.0) -> Any:
    """A flowable of the width of the page; `names` of the bars in their order, `line` the height of each in points."""
    room = WIDTH * NAMES - 10
    rows = [Row(bar, pen.fit(name, room, SIZE), figure_of(bar)) for bar, name in zip(found.bars, names, strict=True)]
    pen.plain.update(text for row in rows for text in (row.name, row.figure))
    pen.bold.update(text for row in rows for text in (row.name, row.figure))
    pen.plain.update(mark.grade for mark in found.marks)
    if pen.used is None:
        return None
    return _flowable(pen, found, rows, line)


def _flowable(pen: Pen, found: Waterfall, rows: Sequence[Row], line: float) -> Any:
    from reportlab.platypus import Flowable

    class Drawing(Flowable):  # type: ignore[misc]
        def wrap(self, *_room: float) -> tuple[float, float]:
            return WIDTH, line * len(rows) + (AXIS if found.marks else 2)

        def draw(self) -> None:
            _draw(self.canv, pen, found, rows, line)

    return Drawing()


def _draw(canvas: Any, pen: Pen, found: Waterfall, rows: Sequence[Row], line: float) -> None:
    left, bottom = WIDTH * NAMES, AXIS if found.marks else 2
    wide, high = WIDTH - left - FIGURE, line * len(rows)
    _marks(canvas, pen, found, (left, bottom, wide, high))
    for place, row in enumerate(rows):
        y = bottom + high - (place + 1) * line
        _row(canvas, pen, row, (left, y, wide, line), last=place == len(rows) - 1)


def _marks(canvas: Any, pen: Pen, found: Waterfall, field: tuple[float, float, float, float]) -> None:
    """Where each grade begins: a light line with the name of the grade at its foot."""
    left, bottom, wide, high = field
    canvas.setFont(pen.used.plain if pen.used else "", 7)
    canvas.setLineWidth(0.5)
    edge = 0.0
    for mark in sorted(found.marks, key=lambda each: each.at):
        x = left + wide * mark.at
        canvas.setStrokeColor(style.HAIRLINE)
        canvas.line(x, bottom, x, bottom + high)
        half = pen.width(mark.grade, 7) / 2
        if x - half > edge:
            canvas.setFillColor(style.QUIET)
            canvas.drawCentredString(x, bottom - 9, mark.grade)
            edge = x + half + 4


def _row(canvas: Any, pen: Pen, row: Row, field: tuple[float, float, float, float], *, last: bool) -> None:
    left, y, wide, line = field
    total = row.bar.kind in ("start", "end")
    face = (pen.used.bold if total else pen.used.plain) if pen.used else ""
    low, thick = y + line * 0.16, line * 0.68
    x0, x1 = left + wide * row.bar.left, left + wide * row.bar.right
    canvas.setFont(face, SIZE)
    canvas.setFillColor("#000000")
    base = y + (line - SIZE) / 2 + 1.2
    canvas.drawRightString(left - 6, base, row.name)
    _bar(canvas, row.bar, (x0, low, max(x1 - x0, 1.0), thick))
    canvas.setFillColor("#000000")
    canvas.drawString(max(x1, x0 + 1) + 4, base, row.figure)
    if not last:
        at = left + wide * row.bar.at
        canvas.setStrokeColor(LINE)
        canvas.setLineWidth(0.5)
        canvas.line(at, low, at, low - (line - thick))


def _bar(canvas: Any, bar: Bar, box: tuple[float, float, float, float]) -> None:
    x, y, wide, high = box
    canvas.setFillColor(FILL[bar.kind])
    canvas.setStrokeColor(MINUS_INK if bar.kind == "minus" else FILL[bar.kind])
    canvas.setLineWidth(0.8)
    canvas.rect(x, y, wide, high, stroke=1, fill=1)
    if bar.kind == "minus":
        _hatch(canvas, x, y, wide, high)


def _hatch(canvas: Any, x: float, y: float, wide: float, high: float) -> None:
    """Rising strokes, cut off at the edges of the bar."""
    canvas.setStrokeColor(MINUS_INK)
    canvas.setLineWidth(1.1)
    step = -high + HATCH
    while step < wide:
        start, end = max(0.0, step), min(wide, step + high)
        canvas.line(x + start, y + start - step, x + end, y + end - step)
        step += HATCH

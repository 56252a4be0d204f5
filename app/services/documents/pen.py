"""Writing a paper in two goes: a pen without type learns which characters are needed, one with type sets them.

def story(pen: Pen) -> list[Any]: ...      # only through the pen
used = learn([story])                       # faces that hold every character
parts = story(Pen(used))
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Sequence
from functools import cache, lru_cache
from operator import itemgetter
from typing import Any, Final, Literal

from app.services.documents import style
from app.services.documents.fonts import Faces, faces

Align = Literal["left", "right", "centre"]
_ALIGNED: Final = {"left": 0, "centre": 1, "right": 2}
SIDE: Final = 4.0  # space left and right inside a cell, points
Look = tuple[Any, ...]
Story = Callable[["Pen"], list[Any]]


class Pen:
    """Makes the parts of a paper. Without faces it makes nothing and remembers what it was asked to write."""

    def __init__(self, used: Faces | None = None) -> None:
        self.used = used
        self.plain: set[str] = set()
        self.bold: set[str] = set()

    def text(
        self,
        words: str,
        *,
        size: float = style.BODY,
        bold: bool = False,
        colour: str = "#000000",
        align: Align = "left",
        after: float = 0,
        leading: float = 1.45,
        longest: int = style.LONGEST,
    ) -> Any:
        """A paragraph of literal text, one line or more, each of so many characters at the most."""
        lines = _lines(words, longest)
        (self.bold if bold else self.plain).update(lines)
        if self.used is None:
            return None
        face = self.used.bold if bold else self.used.plain
        return _paragraph(lines, _look(face, size, colour, _ALIGNED[align], after, leading, _has_chinese(words)))

    def table(
        self,
        rows: Sequence[Sequence[Any]],
        widths: Sequence[float],
        look: Sequence[Look],
        *,
        repeat: int = 0,
        heights: Any = None,
    ) -> Any:
        """Cells are parts made by this pen, lists of them, or "". The middle of a row is where its cells stand."""
        if self.used is None:
            return None
        from reportlab.platypus import LongTable, Table

        base: list[Look] = [
            ("FONT", (0, 0), (-1, -1), self.used.plain),  # for cells without text: Helvetica is not embedded
            ("VALIGN", (0, 0), (-1, -1), "MIDDLE"),
            ("LEFTPADDING", (0, 0), (-1, -1), SIDE),
            ("RIGHTPADDING", (0, 0), (-1, -1), SIDE),
            ("TOPPADDING", (0, 0), (-1, -1), 2.5),
            ("BOTTOMPADDING", (0, 0), (-1, -1), 3.5),
        ]
        kind = LongTable if repeat else Table
        styled = [*base, *map(_painted, look)]
        return kind(rows, colWidths=list(widths), rowHeights=heights, repeatRows=repeat, style=styled, hAlign="LEFT")

    def gap(self, points: float) -> Any:
        if self.used is None:
            return None
        from reportlab.platypus import Spacer

        return Spacer(1, points)

    def room(self, points: float) -> Any:
        """A new page where less than this is left of it."""
        if self.used is None:
            return None
        from reportlab.platypus import CondPageBreak

        return CondPageBreak(points)

    def rule(self, width: float = 0.8, *, dashed: bool = False, before: float = 0, after: float = 6) -> Any:
        """A line across the page."""
        if self.used is None:
            return None
        from reportlab.platypus import HRFlowable

        colour = "#000000" if not dashed else style.QUIET
        return HRFlowable(
            "100%",
            width,
            color=style.colour(colour),
            spaceBefore=before,
            spaceAfter=after,
            dash=(3, 3) if dashed else None,
        )

    def together(self, parts: Sequence[Any]) -> Any:
        """These parts stand on one page."""
        if self.used is None:
            return None
        from reportlab.platypus import KeepTogether

        return KeepTogether(list(parts))

    def width(self, words: str, size: float = style.BODY, *, bold: bool = False) -> float:
        """Points that a line takes; 0 while nothing is set."""
        if self.used is None:
            return 0.0
        return style.measure(self.used.bold if bold else self.used.plain, size)(words)

    def largest(self, cells: Sequence[tuple[str, float]], sizes: Sequence[float]) -> float:
        """The first of the sizes at which every bold text fits its cell of so many points; else the last one."""
        fits = (
            size for size in sizes if all(self.width(text, size, bold=True) <= room - 2 * SIDE for text, room in cells)
        )
        return next(fits, sizes[-1])

    def fit(self, words: str, room: float, size: float = style.BODY, *, lines: int = 1) -> str:
        """The words on so many lines of `room` points, with "…" at the end where they do not fit."""
        plain = style.clean(words)
        if self.used is None:
            return plain
        return style.fit(plain, room, style.measure(self.used.plain, size), lines)


@lru_cache(maxsize=4096)
def _lines(words: str, longest: int) -> tuple[str, ...]:
    """Wide gaps, as between boxes to tick, stay: a paragraph would make them one space."""
    return tuple(style.clean(line, longest).replace("   ", " \u00a0\u00a0") for line in words.split("\n"))


@lru_cache(maxsize=4096)
def _has_chinese(words: str) -> bool:
    return not words.isascii() and any(unicodedata.east_asian_width(each) in "WF" for each in words)


def _painted(look: Look) -> Look:
    return tuple(style.colour(each) if isinstance(each, str) and each.startswith("#") else each for each in look)


@lru_cache(maxsize=256)
def _look(face: str, size: float, colour: str, align: int, after: float, leading: float, chinese: bool) -> Any:
    """Chinese breaks anywhere, words only between them."""
    from reportlab.lib.styles import ParagraphStyle

    return ParagraphStyle(
        face, fontName=face, fontSize=size, leading=size * leading, textColor=style.colour(colour), alignment=align,
        wordWrap="CJK" if chinese else None, spaceAfter=after,
    )  # fmt: skip


def _paragraph(lines: Sequence[str], look: Any) -> Any:
    """One line needs no parser of markup: what it would make of the text is known."""
    words = " ".join(filter(None, lines[0].split(" ")))
    if len(lines) == 1 and words:
        return _tidy()("", look, frags=[_typed(look).clone(text=words)])
    from xml.sax.saxutils import escape

    return _tidy()("<br/>".join(map(escape, lines)), look)


@lru_cache(maxsize=256)
def _typed(look: Any) -> Any:
    """A piece of text as the parser makes it."""
    return _tidy()("x", look).frags[0]


@cache
def _tidy() -> Any:
    """Paragraphs in which no Chinese line begins with a comma or a closing bracket."""
    from reportlab.lib.textsplit import dumbSplit
    from reportlab.platypus import Paragraph

    class Tidy(Paragraph):  # type: ignore[misc]
        def wrap(self, width: float, height: float) -> Any:
            """Tables and what stands together ask again and again; lines that splitting took away or made are broken anew."""
            if width == getattr(self, "width", None) and hasattr(self, "blPara") and not self._is_first_part():
                return self.width, self.height
            return super().wrap(width, height)

        def breakLinesCJK(self, widths: Any) -> Any:
            if len(self.frags) != 1 or self._is_first_part():
                return super().breakLinesCJK(widths)
            frag = self.frags[0]
            text = frag.text if hasattr(frag, "text") else "".join(frag.words)  # the rest of one that was split
            measured = style.measure(frag.fontName, frag.fontSize)
            lines = dumbSplit(text, [measured(each) for each in text], widths)
            if any(line[:1] in style.CLOSING for _gap, line in lines[1:]):
                broken = style.fit(text, widths[0], measured, len(text)).split("\n")
                lines = [(widths[0] - measured(line), line) for line in broken]
            made = [(gap, [line]) for gap, line in lines]
            return frag.clone(kind=0, lines=made, ascent=frag.fontSize, descent=-0.2 * frag.fontSize)

        def drawOn(self, canvas: Any, x: float, y: float, _sW: float = 0) -> None:  # noqa: N803 - the library's
            """Words of one look say where they stand and in which colour: they need no state of their own, unless squeezed."""
            made = self.blPara
            if made.kind or not made.lines or min(made.lines, key=itemgetter(0))[0] < 0:
                super().drawOn(canvas, x, y, _sW)
            else:
                canvas.drawText(_set(made, self.style, canvas.beginText(x, y + self.height - made.fontSize)))

        def _is_first_part(self) -> bool:
            """Of a paragraph that was split: the library keeps its lines."""
            return bool(getattr(self, "_splitpara", False))

    return Tidy


def _set(made: Any, look: Any, words: Any) -> Any:
    """The lines of a paragraph, in a text that begins where the first one stands."""
    x, y = words.getCursor()
    words.setFont(made.fontName, made.fontSize, look.leading)
    words.setFillColor(made.textColor)
    for place, (gap, line) in enumerate(made.lines):
        if look.alignment:
            words.setTextOrigin(x + gap * look.alignment / 2, y - place * look.leading)
        words.textLine(" ".join(line))
    return words


def learn(stories: Iterable[Story], texts: Iterable[str] = ()) -> Faces:
    """Faces for everything that the stories and the texts hold; one pen for all, so that many papers share a font."""
    pen = Pen()
    for story in stories:
        story(pen)
    return faces(pen.plain | set(texts) | {"…"}, pen.bold)

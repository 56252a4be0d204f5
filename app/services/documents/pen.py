"""Writing a paper in two goes: a pen without type learns which characters are needed, one with type sets them.

def story(pen: Pen) -> list[Any]: ...      # only through the pen
used = learn([story])                       # faces that hold every character
parts = story(Pen(used))
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Sequence
from functools import cache
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
        # Wide gaps, as between boxes to tick, stay: a paragraph would make them one space.
        lines = [style.clean(line, longest).replace("   ", " \u00a0\u00a0") for line in words.split("\n")]
        (self.bold if bold else self.plain).update(lines)
        if self.used is None:
            return None
        from xml.sax.saxutils import escape

        from reportlab.lib.styles import ParagraphStyle

        face = self.used.bold if bold else self.used.plain
        # Chinese breaks anywhere, words only between them.
        wrap = "CJK" if any(unicodedata.east_asian_width(each) in "WF" for each in words) else None
        look = ParagraphStyle(
            face, fontName=face, fontSize=size, leading=size * leading, textColor=_colour(colour), wordWrap=wrap,
            alignment=_ALIGNED[align], spaceAfter=after,
        )  # fmt: skip
        return _paragraph()("<br/>".join(map(escape, lines)), look)

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
        return kind(
            rows, colWidths=list(widths), rowHeights=heights, repeatRows=repeat, style=[*base, *look], hAlign="LEFT"
        )

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
            "100%", width, color=colour, spaceBefore=before, spaceAfter=after, dash=(3, 3) if dashed else None
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


@cache
def _colour(name: str) -> Any:
    """Reading "#57606A" anew for each paragraph takes as long as setting it."""
    from reportlab.lib.colors import HexColor

    return HexColor(name)


@cache
def _paragraph() -> Any:
    """Paragraphs in which no Chinese line begins with a comma or a closing bracket."""
    from reportlab.platypus import Paragraph

    class Tidy(Paragraph):  # type: ignore[misc]
        def breakLinesCJK(self, widths: Any) -> Any:
            made = super().breakLinesCJK(widths)
            if (
                made.kind == 0
                and len(self.frags) == 1
                and any(words[0][:1] in style.CLOSING for _gap, words in made.lines[1:])
            ):
                made.lines = self._broken(widths)
            return made

        def _broken(self, widths: Any) -> list[tuple[float, list[str]]]:
            width = widths[0] if isinstance(widths, list | tuple) else widths
            frag = self.frags[0]
            measured = style.measure(frag.fontName, frag.fontSize)
            lines = style.fit(frag.text, width, measured, len(frag.text)).split("\n")
            return [(width - measured(line), [line]) for line in lines]

    return Tidy


def learn(stories: Iterable[Story], texts: Iterable[str] = ()) -> Faces:
    """Faces for everything that the stories and the texts hold; one pen for all, so that many papers share a font."""
    pen = Pen()
    for story in stories:
        story(pen)
    return faces(pen.plain | set(texts) | {"…"}, pen.bold)

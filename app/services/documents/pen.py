"""Writing a paper in two goes: a pen without type learns which characters are needed, one with type sets them.

def story(pen: Pen) -> list[Any]: ...      # only through the pen
used = learn([story])                       # faces that hold every character
parts = story(Pen(used))
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from typing import Any, Final, Literal

from app.services.documents import style, tidy
from app.services.documents.fonts import Faces, faces

Align = Literal["left", "right", "centre"]
_ALIGNED: Final = {"left": 0, "centre": 1, "right": 2}
MANY: Final = 8  # papers: for a few it does not pay to share type
SHARED: Final = 250  # a part of a font holds 256 characters
REMEMBERED: Final = 4096  # parts
Look = tuple[Any, ...]
Story = Callable[["Pen"], list[Any]]


class Pen:
    """Makes the parts of a paper. Without faces it makes nothing and remembers what it was asked to write."""

    def __init__(self, used: Faces | None = None) -> None:
        self.used = used
        self.plain: set[str] = set()
        self.bold: set[str] = set()
        self._made: dict[Any, Any] = {}

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
        look = _look(face, size, colour, _ALIGNED[align], after, leading, _has_chinese(words))
        return self._once((lines, look), lambda: _paragraph(lines, look))

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
        key = (_fixed(rows), tuple(widths), tuple(look), repeat, _fixed(heights))
        return self._once(key, lambda: self._table(rows, widths, look, repeat, heights))

    def _table(
        self, rows: Sequence[Sequence[Any]], widths: Sequence[float], look: Sequence[Look], repeat: int, heights: Any
    ) -> Any:
        plain = tidy.cell_look(self.used.plain if self.used else "")
        return tidy.table(bool(repeat))(
            rows, colWidths=list(widths), rowHeights=heights, repeatRows=repeat, style=list(map(_painted, look)),
            hAlign="LEFT", cellStyles=[[plain("") for _cell in row] for row in rows],
        )  # fmt: skip

    def _once(self, key: Any, make: Callable[[], Any]) -> Any:
        """The part that was made of the same before: letters of a batch say much the same."""
        if len(self._made) >= REMEMBERED:
            self._made.clear()
        if key not in self._made:
            self._made[key] = make()
        return self._made[key]

    def gap(self, points: float) -> Any:
        if self.used is None:
            return None
        return self._once(points, lambda: tidy.gap()(1, points))

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
        return tidy.together()(list(parts))

    def width(self, words: str, size: float = style.BODY, *, bold: bool = False) -> float:
        """Points that a line takes; 0 while nothing is set."""
        if self.used is None:
            return 0.0
        return style.measure(self.used.bold if bold else self.used.plain, size)(words)

    def largest(self, cells: Sequence[tuple[str, float]], sizes: Sequence[float]) -> float:
        """The first of the sizes at which every bold text fits its cell of so many points; else the last one."""
        fits = (
            size
            for size in sizes
            if all(self.width(text, size, bold=True) <= room - 2 * tidy.SIDE for text, room in cells)
        )
        return next(fits, sizes[-1])

    def fit(self, words: str, room: float, size: float = style.BODY, *, lines: int = 1) -> str:
        """The words on so many lines of `room` points, with "…" at the end where they do not fit."""
        plain = style.clean(words)
        if self.used is None:
            return plain
        return style.fit(plain, room, style.measure(self.used.plain, size), lines)


def _fixed(of: Any) -> Any:
    """Lists as tuples, so that they can be looked up; parts are what they are."""
    return tuple(map(_fixed, of)) if isinstance(of, list | tuple) else of


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
        return tidy.paragraph()("", look, frags=[_typed(look).clone(text=words)])
    return tidy.paragraph()("<br/>".join(map(style.escape, lines)), look)


@lru_cache(maxsize=256)
def _typed(look: Any) -> Any:
    """A piece of text as the parser makes it."""
    return tidy.paragraph()("x", look).frags[0]


def learn(stories: Iterable[Story], texts: Iterable[str] = ()) -> Faces:
    """Faces for everything that the stories and the texts hold; many papers share a font, and what most of them use of it."""
    plain, bold, papers = Counter("…"), Counter[str](), 0
    for story in stories:
        pen = Pen()
        story(pen)
        papers += 1
        plain.update(set().union(*pen.plain))
        bold.update(set().union(*pen.bold))
    plain.update(set().union(*texts))
    shared = (_most(plain, papers), _most(bold, papers)) if papers >= MANY else None
    return faces(set(plain), set(bold), shared)


def _most(used: Counter[str], papers: int) -> str:
    """The characters of at least every second paper, as far as they find room in one part of a font."""
    return "".join(each for each, count in used.most_common(SHARED) if 2 * count >= papers)

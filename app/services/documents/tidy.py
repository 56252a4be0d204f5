"""The paragraphs and tables of the pen. They may stand in several places of several papers: how they are broken into lines
and drawn is worked out once.

What is drawn with the shared type alone (see `fonts.begin`) looks the same in every file of a batch, the rest in one file.
"""

from __future__ import annotations

from functools import cache
from operator import itemgetter
from typing import TYPE_CHECKING, Any, Final

from app.services.documents import style
from app.services.documents.pages import number

if TYPE_CHECKING:
    from reportlab.platypus import Paragraph, Table
else:  # the library is loaded when the first paper is written
    Paragraph = Table = object

SIDE: Final = 4.0  # space left and right inside a cell, points


class _Words(Paragraph):  # type: ignore[misc]
    """No Chinese line begins with a comma or a closing bracket."""

    kept: tuple[object, str] = (None, "")

    def wrap(self, width: float, height: float) -> Any:
        """Tables and what stands together ask again and again; lines that splitting took away or made are broken anew."""
        if width == getattr(self, "width", None) and hasattr(self, "blPara") and not self._is_first_part():
            return self.width, self.height
        self.kept = (None, "")
        return self._one_line(width) or super().wrap(width, height)

    def _one_line(self, width: float) -> tuple[float, float] | None:
        """Most texts fit and need no search for a place to break them."""
        if len(self.frags) != 1 or not getattr(self.frags[0], "text", ""):
            return None
        frag = self.frags[0]
        used = style.measure(frag.fontName, frag.fontSize)(frag.text)
        if used > width:
            return None
        self.width, self.height, lines = width, self.style.leading, [(width - used, [frag.text])]
        self.blPara = frag.clone(kind=0, lines=lines, ascent=frag.fontSize, descent=-0.2 * frag.fontSize)
        return self.width, self.height

    def breakLinesCJK(self, widths: Any) -> Any:
        if len(self.frags) != 1 or self._is_first_part():
            return super().breakLinesCJK(widths)
        from reportlab.lib.textsplit import dumbSplit

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
        _placed(self)
        made = self.blPara
        if made.kind or not made.lines or min(made.lines, key=itemgetter(0))[0] < 0:
            canvas.own = True
            super().drawOn(canvas, x, y, _sW)
            return
        if not canvas.knows(self.kept[0]):
            text, own = _set(made, self.style, canvas)
            self.kept = (canvas.mark(own), text)
        canvas.own = canvas.own or self.kept[0] is canvas.mark(True)
        canvas.draw_text(x, y + self.height - made.fontSize, self.kept[1])

    def _is_first_part(self) -> bool:
        """Of a paragraph that was split: the library keeps its lines."""
        return bool(getattr(self, "_splitpara", False))


class _Cells(Table):  # type: ignore[misc]
    """Measured whole once; drawn as it was drawn before."""

    kept: tuple[object, list[str]] = (None, [])
    asked: float | None = None

    def wrap(self, width: float, height: float) -> Any:
        """A table that was measured whole stays as it is."""
        if self.asked == width and None not in self._rowHeights:
            return self._width, self._height
        self.asked, self.kept = width, (None, [])
        return super().wrap(width, height)

    def drawOn(self, canvas: Any, x: float, y: float, _sW: float = 0) -> None:  # noqa: N803 - the library's
        _placed(self)
        x = self._hAlignAdjust(x, _sW)
        if canvas.knows(self.kept[0]):
            canvas.own = canvas.own or self.kept[0] is canvas.mark(True)
            canvas.draw_again(x, y, self.kept[1])
            return
        with canvas.recorded(x, y) as code:
            self._drawOn(canvas)
        self.kept = (canvas.mark(code.own), code.lines)

    def _drawCell(self, cell: Any, look: Any, place: Any, size: Any) -> None:
        """Parts choose their own type: setting that of the cell before each is half of the work."""
        if not isinstance(cell, tuple | list) or look.href or look.destination:
            self.canv.own = True
            super()._drawCell(cell, look, place, size)
        elif cell:
            self._parts(cell, look, place, size)

    def _parts(self, cell: Any, look: Any, place: Any, size: Any) -> None:
        wide: list[float] = []
        high: list[float] = []
        _width, whole = self._listCellGeom(cell, size[0], look, W=wide, H=high, aH=size[1])
        y = cell[0].getSpaceBefore() + _top(look, place[1], size[1], whole)
        for part, width, height in zip(cell, wide, high, strict=True):
            y -= part.getSpaceBefore() + height
            part.drawOn(self.canv, _left(look, place[0], size[0], width), y)
            y -= part.getSpaceAfter()


@cache
def paragraph() -> Any:
    """The class of paragraphs."""
    from reportlab import platypus

    class Tidy(_Words, platypus.Paragraph):  # type: ignore[misc]
        pass

    return Tidy


@cache
def table(several_pages: bool) -> Any:
    """The class of tables whose cells are parts of the pen, lists of them, or ""."""
    from reportlab import platypus

    class Grid(_Cells, platypus.LongTable if several_pages else platypus.Table):  # type: ignore[misc]
        pass

    return Grid


@cache
def together() -> Any:
    """Parts that stand on one page."""
    from reportlab.platypus import KeepTogether

    class Together(KeepTogether):  # type: ignore[misc]
        def wrap(self, width: float, height: float) -> Any:
            """With a canvas the library copies the whole frame first, for parts that make new ones."""
            self.canv = None
            return super().wrap(width, height)

    return Together


@cache
def gap() -> Any:
    from reportlab.platypus import Spacer

    class Gap(Spacer):  # type: ignore[misc]
        def drawOn(self, *_place: Any, **_more: Any) -> None:
            _placed(self)

    return Gap


@cache
def cell_look(face: str) -> Any:
    """Of cells of which nothing else is said; the face is for those without text: Helvetica is not embedded."""
    from reportlab.platypus.tables import CellStyle

    class Plain(CellStyle):  # type: ignore[misc]
        fontname, valign = face, "MIDDLE"
        leftPadding = rightPadding = SIDE  # noqa: N815 - the library's
        topPadding, bottomPadding = 2.5, 3.5  # noqa: N815

    return Plain


def _top(look: Any, bottom: float, room: float, height: float) -> float:
    if look.valign == "TOP":
        return bottom + room - look.topPadding  # type: ignore[no-any-return]
    if look.valign == "BOTTOM":
        return bottom + look.bottomPadding + height  # type: ignore[no-any-return]
    return bottom + (room + look.bottomPadding - look.topPadding + height) / 2  # type: ignore[no-any-return]


def _left(look: Any, left: float, room: float, width: float) -> float:
    if look.alignment == "LEFT":
        return left + look.leftPadding  # type: ignore[no-any-return]
    if look.alignment == "RIGHT":
        return left + room - look.rightPadding - width  # type: ignore[no-any-return]
    return left + (room + look.leftPadding - look.rightPadding - width) / 2  # type: ignore[no-any-return]


def _placed(part: Any) -> None:
    """The library remembers on a part that it did not fit on a page, and takes it for too large the next time."""
    part.__dict__.pop("_postponed", None)


def _set(made: Any, look: Any, canvas: Any) -> tuple[str, bool]:
    """The lines of a paragraph, from where its first one begins, and whether they use more than the shared type."""
    colour, own, at = made.textColor, False, 0.0
    parts = [f"{number(colour.red)} {number(colour.green)} {number(colour.blue)} rg"]
    for place, (gap, line) in enumerate(made.lines):
        left = gap * look.alignment / 2
        if place or left:
            parts.append(f"{number(left - at)} {number(-look.leading if place else 0)} Td")
            at = left
        words, more = canvas.words(made.fontName, made.fontSize, " ".join(line))
        own = own or more
        parts.append(words)
    return " ".join(parts), own

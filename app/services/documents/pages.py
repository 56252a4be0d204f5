"""The canvas of every paper: keeps its pages until their number is known, and what was drawn once so that it is drawn again."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any

from app.services.documents import fonts
from app.services.documents.fonts import Faces

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas
else:  # the library is loaded when the first paper is written
    Canvas = object

Furnish = Callable[[Any, int, int], None]


@dataclass(slots=True)
class Code:
    """What was drawn, from a corner on; `own` = it uses type that this file alone has."""

    lines: list[str] = field(default_factory=list)
    own: bool = False


def counting(faces: Faces, furnishers: Sequence[Furnish]) -> Callable[..., Any]:
    """Makes a canvas that furnishes each page of each paper with (canvas, page, pages)."""

    def made(*args: Any, **kwargs: Any) -> Any:
        # Otherwise every page names Helvetica, which is not embedded.
        canvas = _canvas()(*args, **{**kwargs, "initialFontName": faces.plain})
        canvas.begin(faces, furnishers)
        return canvas

    return made


@cache
def _canvas() -> Any:
    from reportlab.pdfgen import canvas

    class Pages(_Pages, canvas.Canvas):  # type: ignore[misc]
        pass

    return Pages


class _Pages(Canvas):  # type: ignore[misc]
    def begin(self, faces: Faces, furnishers: Sequence[Furnish]) -> None:
        fonts.begin(faces, self._doc)
        self._furnishers = furnishers
        self._here = object()
        self._shared = faces if faces.shared else self._here
        self._kept: list[dict[str, Any]] = []
        self.paper, self.own = 0, False

    def mark(self, own: bool) -> object:
        """Of what is drawn with type of this file alone, or with the shared type of several."""
        return self._here if own else self._shared

    def knows(self, mark: object) -> bool:
        """Whether what bears this mark looks the same here."""
        return mark is self._here or mark is self._shared

    def words(self, face: str, size: float, text: str) -> tuple[str, bool]:
        """How a line is drawn, and whether it uses more than the shared type."""
        from reportlab.pdfbase.pdfmetrics import getFont

        font, parts, now, own = getFont(face), [], -1, False
        for subset, characters in font.splitString(text, self._doc):
            if subset != now:
                parts.append(f"{font.getSubsetInternalName(subset, self._doc)} {number(size)} Tf")
                now, own = subset, own or subset > 0
            parts.append(f"({self._escape(characters)}) Tj")
        return " ".join(parts), own

    def draw_text(self, x: float, y: float, code: str) -> None:
        self._code.append(f"BT 1 0 0 1 {number(x)} {number(y)} Tm {code} ET")

    def draw_again(self, x: float, y: float, lines: Sequence[str]) -> None:
        self._code += (f"q 1 0 0 1 {number(x)} {number(y)} cm", *lines, "Q")

    @contextmanager
    def recorded(self, x: float, y: float) -> Iterator[Code]:
        """What is drawn meanwhile, with its corner at (x, y)."""
        self.saveState()
        self.translate(x, y)
        before, self.own, begin, code = self.own, False, len(self._code), Code()
        yield code
        code.lines, code.own = self._code[begin:], self.own
        self.own = before or code.own
        self.restoreState()

    def showPage(self) -> None:
        self._kept.append(dict(self.__dict__))
        self._startPage()

    def save(self) -> None:
        counts = Counter(state["paper"] for state in self._kept)
        at: Counter[int] = Counter()
        for state in self._kept:
            self.__dict__.update(state)
            at[self.paper] += 1
            self._furnishers[self.paper](self, at[self.paper], counts[self.paper])
            super().showPage()
        super().save()


@lru_cache(maxsize=4096)
def number(value: float) -> str:
    """Points as a PDF has them; a hundred-thousandth is seen by nobody."""
    return f"{round(value, 4) or 0:.8g}"

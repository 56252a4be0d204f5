"""The look of every paper: A4, 15 mm margins, company head, data date and page number; helpers for text and figures."""

from __future__ import annotations

import functools
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Final

from app.i18n import _
from app.services.documents.fonts import Faces
from app.services.outfile import whole_file

MM: Final = 72 / 25.4
A4: Final = (210 * MM, 297 * MM)
MARGIN: Final = 15 * MM
HEAD: Final = 8 * MM  # height of the company line above the body
FOOT: Final = 7 * MM
PADDING: Final = 6  # that reportlab's frames add on each side
SMALL: Final = 8.5
BODY: Final = 9
TITLE: Final = 15
TINT: Final = "#EDEFF2"
HAIRLINE: Final = "#D0D7DE"
QUIET: Final = "#57606A"
LONGEST: Final = 500  # characters of a text that are looked at; more never fits a line of a paper
CLOSING: Final = "，。、；：？！）」』】》〉”’…,.;:?!)]}%"


@dataclass(frozen=True, slots=True)
class Frame:
    """What stands on every page. `printed` is the day of printing, left out where it is not known.

    A `letter` begins with a letterhead of its own; its `number`, if it has one, stands at each foot, and so does `note`.
    `stamp` lies in light grey across the page: a draft, a voided paper.
    """

    title: str
    company: str
    as_of: date
    printed: date | None = None
    landscape: bool = False
    number: str = ""
    letter: bool = False
    note: str = ""
    stamp: str = ""

    @property
    def size(self) -> tuple[float, float]:
        return (A4[1], A4[0]) if self.landscape else A4

    @property
    def width(self) -> float:
        """Points between the margins."""
        return self.size[0] - 2 * MARGIN

    def texts(self) -> set[str]:
        return {self.title, clean(self.company), self.data_date(), self.print_date(), page_of(0, 0), self.stamp}

    def data_date(self) -> str:
        told = _("Data as of {date}").format(date=self.as_of)
        named = f"{self.title} {self.number}" if self.number else ""
        return " · ".join(filter(None, (named, told, self.note)))

    def print_date(self) -> str:
        return _("Printed {date}").format(date=self.printed) if self.printed else ""


def page_of(page: int, pages: int) -> str:
    return _("Page {page} of {pages}").format(page=page, pages=pages)


def clean(text: str, longest: int = LONGEST) -> str:
    """One line of printable characters: accents composed, line breaks as spaces, invisible marks dropped."""
    composed = unicodedata.normalize("NFC", text[:longest])
    if composed.isascii() and composed.isprintable():
        return composed.strip()
    kept = (" " if c.isspace() else c for c in composed if c.isspace() or not _invisible(c))
    return " ".join("".join(kept).split(" ")).strip()


def _invisible(character: str) -> bool:
    return unicodedata.category(character) in {"Cc", "Cf", "Cs", "Co", "Cn"} or "\ufe00" <= character <= "\ufe0f"


def escape(text: str) -> str:
    """Text that no parser of markup takes for markup; the library's own brings half of the network along."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def paragraph(text: str, face: str, size: float = BODY, colour: str = "#000000", after: float = 0) -> Any:
    """A reportlab Paragraph of literal text: no name or note can act as markup."""
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.platypus import Paragraph

    style = ParagraphStyle(
        face, fontName=face, fontSize=size, leading=size * 1.45, textColor=colour, wordWrap="CJK", spaceAfter=after
    )
    return Paragraph(escape(text), style)


class _Widths(dict[str, float]):
    """Of the characters of a face in one size, points; each is looked up in the font once."""

    def __init__(self, face: str, size: float) -> None:
        super().__init__()
        self._face, self._size = face, size

    def __missing__(self, character: str) -> float:
        from reportlab.pdfbase.pdfmetrics import stringWidth

        width = self[character] = float(stringWidth(character, self._face, self._size))
        return width


@functools.lru_cache(maxsize=128)
def measure(face: str, size: float) -> Callable[[str], float]:
    """Width of a text in points."""
    known = _Widths(face, size).__getitem__
    return lambda text: sum(map(known, text))


@functools.cache
def colour(name: str) -> Any:
    """Reading "#57606A" anew for each paragraph takes as long as setting it."""
    from reportlab.lib.colors import HexColor

    return HexColor(name)


def fit(text: str, width: float, measured: Callable[[str], float], lines: int) -> str:
    """The text broken into at most `lines` lines of `width` points; what does not fit ends in "…"."""
    done: list[str] = []
    while text and len(done) < lines:
        if measured(text) <= width:
            return "\n".join([*done, text])
        count = _longest(text, width, measured)
        if len(done) == lines - 1:
            count = _longest(text, width - measured("…"), measured)
            return "\n".join([*done, text[:count].rstrip() + "…"])
        count = next((i for i in range(count, count // 2, -1) if breakable(text, i)), count)
        done.append(text[:count].rstrip())
        text = text[count:].lstrip()
    return "\n".join(done)


def _longest(text: str, width: float, measured: Callable[[str], float]) -> int:
    """How many leading characters fit; at least one, so that a line always moves on."""
    used = 0.0
    for count, character in enumerate(text):
        used += measured(character)
        if used > width:
            return max(count, 1)
    return len(text)


def breakable(text: str, i: int) -> bool:
    """Whether a line may end before character `i`: at spaces and hyphens, and between Chinese characters."""
    before, after = text[i - 1], text[i]
    if after in CLOSING or before in "（「『【《":
        return False
    return before in " -/" or after == " " or _wide(before) or _wide(after)


def _wide(character: str) -> bool:
    return unicodedata.east_asian_width(character) in "WF"


def two_lines(text: str, measured: Callable[[str], float]) -> str:
    """A column heading broken at a space or bracket so that it is as narrow as it can be."""
    places = [i for i in range(1, len(text)) if text[i] in " (（"]
    splits = [f"{text[:i]}\n{text[i:].lstrip()}" for i in places]
    return min([text, *splits], key=lambda split: widest(split, measured))


def widest(text: str, measured: Callable[[str], float]) -> float:
    return max(map(measured, text.split("\n")))


@dataclass(frozen=True, slots=True)
class Paper:
    """One of several papers in a file: its pages are counted for themselves."""

    frame: Frame
    story: Sequence[Any]


def write(path: Path, frame: Frame, faces: Faces, story: Sequence[Any]) -> None:
    """Makes the PDF, whole or not at all. Raises UserError where the place cannot be written."""
    write_several(path, faces, [Paper(frame, story)])


def write_several(path: Path, faces: Faces, papers: Sequence[Paper]) -> None:
    """One PDF of one or more papers of the same size, each beginning on a page of its own; else as `write`."""
    from reportlab import rl_config
    from reportlab.platypus import SimpleDocTemplate

    from app.services.documents import pages

    rl_config.useA85 = 0  # writing compressed pages as text takes long, and a quarter more room
    frame = papers[0].frame

    with whole_file(path) as partial:
        document = SimpleDocTemplate(
            str(partial),
            pagesize=frame.size,
            leftMargin=MARGIN - PADDING,
            rightMargin=MARGIN - PADDING,
            topMargin=MARGIN + HEAD - PADDING,
            bottomMargin=MARGIN + FOOT - PADDING,
            title=frame.title,
            author=clean(frame.company),
            creator="Kedun",
        )
        furnishers = [functools.partial(_furnish, paper.frame, faces) for paper in papers]
        document.build(_one_after_another(papers), canvasmaker=pages.counting(faces, furnishers))


def _one_after_another(papers: Sequence[Paper]) -> list[Any]:
    """Their stories, with a mark on the canvas where each begins."""
    from reportlab.platypus import Flowable, PageBreak

    class Begin(Flowable):  # type: ignore[misc]
        def __init__(self, place: int) -> None:
            super().__init__()
            self._place = place

        def wrap(self, *_room: float) -> tuple[float, float]:
            return 0, 0

        def draw(self) -> None:
            self.canv.paper = self._place

    parts = ([*([PageBreak()] if place else []), Begin(place), *paper.story] for place, paper in enumerate(papers))
    return [each for part in parts for each in part]


def _furnish(frame: Frame, faces: Faces, canvas: Any, page: int, pages: int) -> None:
    """Company and print date above, data date and page number below."""
    width, height = frame.size
    if frame.stamp:
        _stamp(frame, faces, canvas)
    right, top, bottom = width - MARGIN, height - MARGIN - SMALL, MARGIN
    printed = frame.print_date()
    measured = measure(faces.plain, SMALL)
    canvas.setFont(faces.plain, SMALL)
    canvas.setFillColor(colour(QUIET))
    canvas.drawString(MARGIN, bottom, frame.data_date())
    canvas.drawRightString(right, bottom, page_of(page, pages))
    canvas.setStrokeColor(colour(HAIRLINE))
    canvas.setLineWidth(0.5)
    if frame.letter and page == 1:
        return
    company = fit(clean(frame.company), frame.width - measured(printed) - 20, measured, 1)
    canvas.drawString(MARGIN, top, company)
    canvas.drawRightString(right, top, printed)
    canvas.line(MARGIN, top - 5, right, top - 5)


def _stamp(frame: Frame, faces: Faces, canvas: Any) -> None:
    """Large words across the page, light enough to read through."""
    width, height = frame.size
    size = min(96.0, 0.8 * width / max(1.0, measure(faces.plain, 1)(frame.stamp)))
    canvas.saveState()
    canvas.setFillColor(colour(QUIET))
    canvas.setFillAlpha(0.14)
    canvas.setFont(faces.plain, size)
    canvas.translate(width / 2, height / 2)
    canvas.rotate(45)
    canvas.drawCentredString(0, -size / 3, frame.stamp)
    canvas.restoreState()

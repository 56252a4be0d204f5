"""Chinese type for reportlab, which embeds TrueType outlines only.

The wheel carries Noto Sans SC with cubic (CFF) outlines. A face here is a TrueType font built from the glyphs that one
paper needs; glyphs once converted are kept for the next paper.
"""

from __future__ import annotations

import importlib.util
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from io import BytesIO
from itertools import count
from pathlib import Path
from threading import Lock
from typing import Any, Final

from app.services.documents import embedded

UNITS: Final = 1000
ALWAYS: Final = frozenset(map(chr, range(0x20, 0x7F))) | frozenset("−—–…·，。：；（）？「」")
# The wheel has no bold: each glyph is drawn twice, this far apart (units of 1/1000 em); overlapping outlines fill as one.
BOLD_SHIFTS: Final = ((-14, -5), (14, 5))
_lock = Lock()


@dataclass(frozen=True, slots=True)
class Faces:
    """Names that reportlab knows: `plain` for figures and text, `bold` for headings and totals.

    `shared` = the characters of each that most files of a batch use: these are embedded in every one of them.
    """

    plain: str
    bold: str
    shared: tuple[str, str] | None = None


def faces(plain: set[str], bold: set[str], shared: tuple[str, str] | None = None) -> Faces:
    """Faces that hold every character of the texts; a character that no font has is printed as a box."""
    with _lock:
        return Faces(_face("Plain").name_for(plain), _face("Bold").name_for(bold), shared)


def begin(used: Faces, doc: Any) -> None:
    """A document that is to be written with them, before its first word."""
    from reportlab.pdfbase.pdfmetrics import getFont

    for name, characters in zip((used.plain, used.bold), used.shared or (), strict=False):
        embedded.begin(getFont(name), doc, characters)


@cache
def _face(kind: str) -> _Face:
    return _Face(kind, BOLD_SHIFTS if kind == "Bold" else ((0, 0),))


class _Face:
    """The glyphs drawn so far, and the newest font made of them."""

    def __init__(self, kind: str, shifts: tuple[tuple[int, int], ...]) -> None:
        self._kind, self._shifts = kind, shifts
        self._drawn: dict[str, tuple[Any, int]] = {}
        self._held: frozenset[str] = frozenset()
        self._names = count(1)
        self._name = ""

    def name_for(self, texts: set[str]) -> str:
        characters = ALWAYS.union(*texts)
        if not characters <= self._held:
            for character in characters - self._drawn.keys():
                self._drawn[character] = self._draw(character)
            self._name, self._held = self._register(sorted(characters)), characters
        return self._name

    def _draw(self, character: str) -> tuple[Any, int]:
        for source in _sources():
            if source.has(character):
                return source.draw(character, self._shifts)
        return self._box()

    def _box(self) -> tuple[Any, int]:
        return _sources()[0].draw_glyph(".notdef", self._shifts)

    def _register(self, characters: Sequence[str]) -> str:
        from reportlab.pdfbase.pdfmetrics import registerFont

        # Two fonts of one PostScript name in one PDF lose glyphs: every set has a name of its own.
        name = f"Kedun{self._kind}{next(self._names)}"
        registerFont(embedded.font(name, self._built(name, characters)))
        return name

    def _built(self, name: str, characters: Sequence[str]) -> bytes:
        """A TrueType file with one glyph for each character."""
        from fontTools.fontBuilder import FontBuilder

        codes = {ord(character): f"u{ord(character):04X}" for character in characters}
        named = {codes[ord(character)]: self._drawn[character] for character in characters}
        glyphs = {".notdef": self._box(), **named}
        builder = FontBuilder(UNITS, isTTF=True)
        builder.setupGlyphOrder(list(glyphs))
        builder.setupCharacterMap(codes)
        builder.setupGlyf({key: glyph for key, (glyph, _) in glyphs.items()})
        table = builder.font["glyf"]
        builder.setupHorizontalMetrics({key: (width, table[key].xMin) for key, (_, width) in glyphs.items()})
        builder.setupHorizontalHeader(ascent=880, descent=-120)
        builder.setupNameTable({"familyName": name, "styleName": "Regular", "psName": name, "fullName": name})
        builder.setupOS2(sTypoAscender=880, sTypoDescender=-120, usWinAscent=880, usWinDescent=120)
        builder.setupPost(keepGlyphNames=False)
        file = BytesIO()
        builder.save(file)
        return file.getvalue()


class _Source:
    """A font file to take outlines from."""

    def __init__(self, path: Path) -> None:
        from fontTools.ttLib import TTFont

        self._font = TTFont(path, lazy=True)
        self._map: dict[int, str] = self._font.getBestCmap()
        self._glyphs = self._font.getGlyphSet()
        self._scale = UNITS / self._font["head"].unitsPerEm
        # Cubic outlines run the other way round than TrueType ones.
        self._cubic = "CFF " in self._font

    def has(self, character: str) -> bool:
        return ord(character) in self._map

    def draw(self, character: str, shifts: tuple[tuple[int, int], ...]) -> tuple[Any, int]:
        return self.draw_glyph(self._map[ord(character)], shifts)

    def draw_glyph(self, glyph_name: str, shifts: tuple[tuple[int, int], ...]) -> tuple[Any, int]:
        """The glyph with quadratic outlines, drawn once for each shift, and its width; units of 1/1000 em."""
        from fontTools.pens.cu2quPen import Cu2QuPen
        from fontTools.pens.recordingPen import DecomposingRecordingPen
        from fontTools.pens.transformPen import TransformPen
        from fontTools.pens.ttGlyphPen import TTGlyphPen

        glyph = self._glyphs[glyph_name]
        drawing = TTGlyphPen(None)
        pen = Cu2QuPen(drawing, max_err=1.0, reverse_direction=self._cubic)
        for right, up in shifts:
            whole = DecomposingRecordingPen(self._glyphs)
            glyph.draw(whole)
            whole.replay(TransformPen(pen, (self._scale, 0, 0, self._scale, right, up)))
        return drawing.glyph(), round(glyph.width * self._scale)


@cache
def _sources() -> tuple[_Source, ...]:
    return tuple(map(_Source, _paths()))


def _paths() -> Iterator[Path]:
    """Noto Sans SC; then, for letters it lacks (ł, š, ő ...), the DejaVu Sans that lies in matplotlib's folder."""
    from pylopdf_fonts_zh_cn import sans_path

    yield sans_path()
    matplotlib = importlib.util.find_spec("matplotlib")
    if matplotlib and matplotlib.origin:
        spare = Path(matplotlib.origin).parent / "mpl-data" / "fonts" / "ttf" / "DejaVuSans.ttf"
        if spare.is_file():
            yield spare

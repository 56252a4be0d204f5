"""Fonts inside a PDF. What many files of a batch embed is cut out of the font and compressed once."""

from __future__ import annotations

import zlib
from dataclasses import dataclass
from functools import cache, lru_cache
from io import BytesIO
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from reportlab.pdfbase.ttfonts import TTFont
else:  # the library is loaded when the first paper is written
    TTFont = object

REMEMBERED: Final = 8  # subsets of a font


@dataclass(frozen=True, slots=True)
class _Subset:
    """As a PDF has it: the widths, and two streams that are compressed already."""

    widths: bytes
    unicode: bytes
    file: bytes
    length: int


def font(name: str, data: bytes) -> Any:
    """A TrueType font for reportlab, not registered yet."""
    return _kind()(name, BytesIO(data), asciiReadable=False)


def begin(of: Any, doc: Any, characters: str) -> None:
    """Lets the first subset of a document hold these characters and no others: it is the same in every document."""
    of.splitString(characters, doc)
    of.getSubsetInternalName(0, doc)
    of.state[doc].nextCode = 256


@cache
def _kind() -> Any:
    from reportlab.pdfbase import ttfonts

    class Embedded(_Embedded, ttfonts.TTFont):  # type: ignore[misc]
        pass

    return Embedded


class _Embedded(TTFont):  # type: ignore[misc]
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._subset = lru_cache(maxsize=REMEMBERED)(self._made)

    def addObjects(self, doc: Any) -> None:
        """As the library does it, but for work that was done before."""
        state = self.state[doc]
        state.frozen = 1
        for place, characters in enumerate(state.subsets):
            self._add(doc, place, tuple(characters))
        del self.state[doc]

    def _add(self, doc: Any, place: int, characters: tuple[int, ...]) -> None:
        from reportlab.pdfbase import pdfdoc

        found = self._subset(place, characters)
        made = pdfdoc.PDFTrueTypeFont()
        made.Name = self.getSubsetInternalName(place, doc)[1:]
        made.BaseFont = self._base(place)
        made.FirstChar, made.LastChar = 0, len(characters) - 1
        made.Widths = found.widths
        made.ToUnicode = doc.Reference(_stream(found.unicode), f"toUnicodeCMap:{made.BaseFont}")
        made.FontDescriptor = self._descriptor(doc, made.BaseFont, found)
        doc.Reference(made, made.Name)
        doc.idToObject["BasicFonts"].dict[made.Name] = made

    def _base(self, place: int) -> str:
        """Six letters, a plus and the name: PDF 9.6.4."""
        from reportlab.pdfbase.ttfonts import SUBSETN

        return f"{SUBSETN(place).decode()}+{self.face.name.decode()}"

    def _made(self, place: int, characters: tuple[int, ...]) -> _Subset:
        from reportlab.pdfbase.ttfonts import makeToUnicodeCMap

        file = self.face.makeSubset(list(characters))
        widths = " ".join(format(self.face.getCharWidth(each), "g") for each in characters)
        known = makeToUnicodeCMap(self._base(place), characters)
        return _Subset(f"[{widths}]".encode(), zlib.compress(known.encode()), zlib.compress(file), len(file))

    def _descriptor(self, doc: Any, name: str, found: _Subset) -> Any:
        from reportlab.pdfbase import pdfdoc
        from reportlab.pdfbase.ttfonts import FF_NONSYMBOLIC, FF_SYMBOLIC

        face, file = self.face, _stream(found.file)
        file.dictionary["Length1"] = found.length
        entries = {
            "Type": "/FontDescriptor", "Ascent": face.ascent, "CapHeight": face.capHeight, "Descent": face.descent,
            "Flags": face.flags & ~FF_NONSYMBOLIC | FF_SYMBOLIC, "FontBBox": pdfdoc.PDFArray(face.bbox),
            "FontName": pdfdoc.PDFName(name), "ItalicAngle": face.italicAngle, "StemV": face.stemV,
            "FontFile2": doc.Reference(file, f"fontFile:{name}"), "MissingWidth": face.defaultWidth,
        }  # fmt: skip
        return doc.Reference(pdfdoc.PDFDictionary(entries), f"fontDescriptor:{name}")


def _stream(content: bytes) -> Any:
    from reportlab.pdfbase import pdfdoc

    return pdfdoc.PDFStream(pdfdoc.PDFDictionary({"Filter": "/FlateDecode"}), content)

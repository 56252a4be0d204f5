"""The least that letters can take: their words line by line on the bare canvas, in the same type. For the bench alone."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

from app.i18n import speaking
from app.services.documents import letter
from app.services.documents.fonts import Faces
from app.services.documents.pen import Pen
from app.services.letter_sheets import LetterSheet

TOP: Final = 800
LINES: Final = 54
LEFT: Final = 42
STEP: Final = 14
SIZE: Final = 9


def words(sheets: Sequence[LetterSheet]) -> tuple[Faces, list[list[str]]]:
    """Type that holds every character, and what each letter writes."""
    found = []
    for sheet in sheets:
        pen = Pen()
        with speaking(sheet.language):
            letter.story(sheet, pen)
        found.append(sorted(pen.plain | pen.bold))
    return letter.learnt(sheets), found


def write(used: Faces, texts: Sequence[Sequence[str]], folder: Path, *, one_file: bool = False) -> int:
    """A PDF each or one of all, into a new folder; how many letters."""
    from reportlab.pdfgen.canvas import Canvas

    folder.mkdir()
    files = [texts] if one_file else [[each] for each in texts]
    for number, file in enumerate(files):
        canvas = Canvas(str(folder / f"{number}.pdf"), initialFontName=used.plain)
        for lines in file:
            _letter(canvas, used, lines)
        canvas.save()
    return len(texts)


def _letter(canvas: Any, used: Faces, lines: Sequence[str]) -> None:
    for first in range(0, len(lines), LINES):
        canvas.setFont(used.plain, SIZE)
        for place, line in enumerate(lines[first : first + LINES]):
            canvas.drawString(LEFT, TOP - place * STEP, line)
        canvas.showPage()

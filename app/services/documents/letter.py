"""Letters whose text is a file: demands, the draft for a lawyer, notices. The text says where its tables and slips stand."""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Any, Final

from app.i18n import _, speaking
from app.services.documents import letter_blocks, letterhead, style
from app.services.documents.fonts import Faces
from app.services.documents.pen import Pen, learn
from app.services.documents.style import Frame, Paper
from app.services.formats import letter_day
from app.services.letter_sheets import LetterSheet
from app.services.letter_texts import LONGEST
from app.services.rules.merging import Block, Line, Part

SIZE: Final = 10.0
CUT: Final = "reply_slip"  # what follows it stands on one page, to be cut off and sent back
AFTER_CUT: Final = "service"
DISPUTED: Final = "disputed"
SEAL: Final = "seal"
ABOVE_SEAL: Final = 3  # paragraphs: a seal alone on a page seals nothing
Told = Callable[[int], None]


def write_paper(sheet: LetterSheet, path: Path, printed: date | None = None) -> None:
    """The PDF in the language of the sheet. Raises UserError where `path` cannot be written."""
    write_papers([sheet], path, printed)


def write_papers(
    sheets: Sequence[LetterSheet], path: Path, printed: date | None = None, report: Told | None = None
) -> None:
    """One PDF of all, each with pages of its own; `report(done)` may raise Cancelled."""
    used = learnt(sheets, printed, report)
    pen, papers = Pen(used), list[Paper]()
    for done, sheet in enumerate(sheets):
        _tell(report, done)
        papers.append(_paper(sheet, printed, pen))
    with speaking(sheets[0].language):
        style.write_several(path, used, papers)


def write_each(
    sheets: Sequence[LetterSheet], paths: Sequence[Path], printed: date | None = None, report: Told | None = None
) -> None:
    """A PDF each; the letters share their type. `report(done)` may raise Cancelled."""
    used = learnt(sheets, printed, report)
    pen = Pen(used)
    for done, (sheet, path) in enumerate(zip(sheets, paths, strict=True)):
        _tell(report, done)
        with speaking(sheet.language):
            style.write_several(path, used, [_paper(sheet, printed, pen)])


def _tell(report: Told | None, done: int) -> None:
    if report:
        report(done)


def learnt(sheets: Sequence[LetterSheet], printed: date | None = None, report: Told | None = None) -> Faces:
    """Type for all of them; the person may stop while they are read."""

    def read(sheet: LetterSheet, pen: Pen) -> list[Any]:
        _tell(report, 0)
        with speaking(sheet.language):
            pen.plain.update(_frame(sheet, printed).texts())
            return story(sheet, pen)

    return learn([functools.partial(read, sheet) for sheet in sheets])


def _paper(sheet: LetterSheet, printed: date | None, pen: Pen) -> Paper:
    with speaking(sheet.language):
        return Paper(_frame(sheet, printed), story(sheet, pen))


def _frame(sheet: LetterSheet, printed: date | None) -> Frame:
    return Frame(
        sheet.title, sheet.company.name, sheet.made_on, printed, number=sheet.number, letter=True, stamp=sheet.stamp
    )


def story(sheet: LetterSheet, pen: Pen) -> list[Any]:
    """Its parts, in the language that is spoken."""
    parts = [each for each in sheet.parts if each != Block(DISPUTED) or sheet.disputed]
    place = next((at for at, each in enumerate(parts) if each == Block(CUT)), len(parts))
    end = next((at for at, each in enumerate(parts) if at > place and each == Block(AFTER_CUT)), len(parts))
    slip = [each for part in parts[place:end] for each in _made(sheet, pen, part)]
    return [
        *letterhead.head(pen, sheet, sheet.title),
        letterhead.addressee(pen, sheet, list(_facts(sheet))),
        pen.gap(10),
        *_body(sheet, pen, parts[:place]),
        *([pen.together(slip)] if slip else []),
        *_body(sheet, pen, parts[end:]),
    ]


def _facts(sheet: LetterSheet) -> Iterator[tuple[str, str]]:
    yield _("Letter no."), sheet.number or _("not recorded")
    yield _("Date"), letter_day(sheet.made_on)
    yield _("Customer no."), sheet.code
    if sheet.contact:
        yield _("Attention"), sheet.contact
    if sheet.deadline_on:
        yield _("Pay by"), letter_day(sheet.deadline_on)
    yield from sheet.facts


def _body(sheet: LetterSheet, pen: Pen, parts: Sequence[Part]) -> Iterator[Any]:
    """What stays together stands together; a block of which there is nothing stands between nothing."""
    made = [(part, drawn) for part in parts if (drawn := _made(sheet, pen, part))]
    drawings = (drawn for _part, drawn in made)
    for group in _groups([part for part, _drawn in made]):
        flow = [each for _part in group for each in next(drawings)]
        yield from flow if len(group) == 1 else [pen.together(flow)]


def _groups(parts: Sequence[Part]) -> list[list[Part]]:
    """A heading with what is under it; a seal with the lines above it."""
    groups: list[list[Part]] = []
    for part in parts:
        if part == Block(SEAL):
            above = [groups.pop() for _place in range(ABOVE_SEAL) if groups and isinstance(groups[-1][-1], Line)]
            groups.append([*(each for group in reversed(above) for each in group), part])
        elif groups and _is_heading(groups[-1][-1]):
            groups[-1].append(part)
        else:
            groups.append([part])
    return groups


def _is_heading(part: Part) -> bool:
    return isinstance(part, Line) and part.heading


def _made(sheet: LetterSheet, pen: Pen, part: Part) -> list[Any]:
    if isinstance(part, Block):
        return letter_blocks.block(pen, sheet, part.name)
    return [pen.gap(5), _line(pen, part)] if part.heading else [_line(pen, part)]


def _line(pen: Pen, line: Line) -> Any:
    if not line.text:
        return pen.gap(4)
    if line.heading:
        return letterhead.heading(pen, line.text)
    return pen.text(line.text, size=SIZE, leading=1.6, after=4, longest=LONGEST)

"""信用占用表 / credit in use: the chain line by line, what is left of the limit, what nothing stands behind, every document."""

from __future__ import annotations

import functools
from datetime import date
from pathlib import Path
from typing import Any

from app.i18n import _, speaking
from app.services import exposure_wording as words
from app.services.documents import blocks, letterhead, style
from app.services.documents.blocks import Cell, Table
from app.services.documents.pen import Pen, learn
from app.services.documents.style import Frame, Paper
from app.services.exposure import ExposureLine, ExposureSheet
from app.services.exposure_paper import ExposurePaper
from app.services.formats import day, money

SIZE = 9.0


def write_paper(paper: ExposurePaper, path: Path, printed: date | None = None) -> None:
    """The PDF in the language of the paper. Raises UserError where `path` cannot be written."""
    with speaking(paper.language):
        title, note = _("Credit in use"), _("For internal use only")
        frame = Frame(title, paper.company.name, paper.sheet.on, printed, letter=True, note=note)
        story = functools.partial(_story, paper, title)
        used = learn([story], frame.texts())
        style.write_several(path, used, [Paper(frame, story(Pen(used)))])


def _story(paper: ExposurePaper, title: str, pen: Pen) -> list[Any]:
    sheet = paper.sheet
    parts = [*letterhead.head(pen, paper, title), blocks.cells(pen, _whose(paper)), pen.gap(8)]
    parts += [blocks.table(pen, _chain(sheet), size=SIZE, pad=3), pen.gap(4)]
    parts += [pen.text(text, size=SIZE, after=2) for text in words.notes(sheet)]
    for number, line in enumerate(words.shown(sheet), 1):
        heading = blocks.title(pen, number, f"{words.line_name(line.code)} · {words.amount_text(line.amount, sheet)}")
        parts += [pen.gap(8), heading, blocks.table(pen, _documents(line, sheet))]
    return [*parts, *_members(sheet, pen)]


def _whose(paper: ExposurePaper) -> list[Cell]:
    sheet = paper.sheet
    return [
        Cell(_("Customer"), paper.customer.name, bold=True),
        Cell(_("Customer no."), sheet.code),
        Cell(_("As of"), day(sheet.on)),
        Cell(_("Currency"), sheet.currency),
    ]


def _chain(sheet: ExposureSheet) -> Table:
    """Each line, their sum, then the limit and what stands behind it."""
    lines = [
        (words.line_name(each.code), words.line_documents(each), words.amount_text(each.amount, sheet))
        for each in words.shown(sheet)
    ]
    total = (_("Credit in use"), "", words.amount_text(sheet.total, sheet))
    beside = [(name, "", amount) for name, amount in words.beside(sheet)]
    rows = (*lines, total, *beside)
    head = (_("Line"), _("Made of"), _("Amount"))
    return Table(head, rows, (50, 20, 30), figures=2, strong=frozenset({len(lines), len(rows) - 1}))


def _documents(line: ExposureLine, sheet: ExposureSheet) -> Table:
    head = words.document_head()
    rows = tuple(words.document_row(each, sheet) for each in line.documents)
    return Table(head, rows, (27, 11, 11, 16, 14, 7, 14), figures=4)


def _members(sheet: ExposureSheet, pen: Pen) -> list[Any]:
    """The group, member by member."""
    found = sheet.group
    if found is None:
        return []
    rows = [(name, money(used, found.currency)) for _id, name, used in found.members]
    rows.append((_("Total"), money(found.used, found.currency)))
    table = Table(
        (_("Customer"), _("Credit in use")), tuple(rows), (70, 30), figures=1, strong=frozenset({len(rows) - 1})
    )
    heading = blocks.title(pen, len(words.shown(sheet)) + 1, _("Group “{name}”").format(name=found.group.name))
    return [pen.gap(8), pen.together([heading, blocks.table(pen, table, size=SIZE)])]

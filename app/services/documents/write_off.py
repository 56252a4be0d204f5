"""坏账核销审批表 / decision on a write-off (D16): amount, history, what was tried, evidence with its gaps, tax, who decides."""

from __future__ import annotations

import functools
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any, Final

from app.i18n import _, speaking
from app.services import write_off_wording as words
from app.services.documents import blocks, letterhead, style
from app.services.documents.blocks import Cell, Table
from app.services.documents.letterhead import both
from app.services.documents.pen import Pen, learn
from app.services.documents.style import Frame, Paper
from app.services.formats import NOTHING, day, figure, joined, money
from app.services.write_off_sheet import WriteOffSheet

SIZE: Final = 8.5


def write_paper(sheet: WriteOffSheet, path: Path, printed: date | None = None) -> None:
    """The PDF in the language of the sheet. Raises UserError where `path` cannot be written."""
    with speaking(sheet.language):
        title = _("Decision on a write-off")
        frame = Frame(
            title, sheet.company.name, sheet.on, printed, number=sheet.number, letter=True, note=_("For internal use only"),
            stamp="" if sheet.number else _("PROPOSAL"),
        )  # fmt: skip
        story = functools.partial(_story, sheet, title)
        used = learn([story], frame.texts())
        style.write_several(path, used, [Paper(frame, story(Pen(used)))])


def _story(sheet: WriteOffSheet, title: str, pen: Pen) -> list[Any]:
    number = _("No. {number}").format(number=sheet.number) if sheet.number else ""
    parts = [*letterhead.head(pen, sheet, title, number), blocks.cells(pen, list(_cells(sheet)), pad=3), pen.gap(8)]
    for place, (name, body) in enumerate(_sections(sheet, pen), 1):
        parts += [blocks.title(pen, place, name), *body, pen.gap(8)]
    places = (_("Proposed by"), _("Checked by finance"), _("Decided by the owner"))
    return [*parts, pen.together([blocks.signatures(pen, places, ink=36)])]


def _cells(sheet: WriteOffSheet) -> Iterator[Cell]:
    yield Cell(_("Customer"), f"{sheet.code} {sheet.customer.name}", bold=True)
    yield Cell(_("Date"), day(sheet.on))
    yield Cell(_("Written off"), both(sheet.amount, sheet.currency), bold=True, wide=True)
    yield Cell(_("Ground"), words.ground_name(sheet.ground), wide=True)
    yield Cell(_("Reason"), sheet.reason or NOTHING, wide=True)
    yield Cell(_("Written off before"), money(sheet.lost, sheet.base))
    yield Cell(_("Proposed by"), sheet.proposer or NOTHING)
    if sheet.number:
        yield Cell(_("Decided by"), sheet.approver)
        yield Cell(
            _("Decision"),
            _("Proposed and decided by one person.") if sheet.alone else _("Proposed and decided by two."),
        )


def _sections(sheet: WriteOffSheet, pen: Pen) -> Iterator[tuple[str, list[Any]]]:
    yield _("The debts"), [blocks.table(pen, _debts(sheet), size=SIZE, lines=True)]
    yield _("Evidence on file"), [*_evidence(sheet, pen)]
    tried = _("What was tried to get the money")
    attempts = [(day(each.on), words.attempt_text(each)) for each in sheet.attempts]
    if attempts:
        yield tried, [blocks.table(pen, Table((_("Date"), _("What was done")), tuple(attempts), (20, 80)), size=SIZE)]
    else:
        yield tried, [pen.text(_("Nothing is in the book."), size=SIZE, colour="#B42318")]
    yield _("What it changes"), [pen.text(each, size=SIZE, after=2) for each in words.effect_texts(sheet)]


def _debts(sheet: WriteOffSheet) -> Table:
    head = (_("Receivable no."), _("Issued"), _("Due date"), _("Days overdue"), _("Outstanding"), _("Written off"))
    rows = [
        (
            each.number, day(each.issued_on), day(each.due_on), str(each.days or ""), figure(each.open, sheet.currency),
            figure(each.part, sheet.currency),
        )
        for each in sheet.items
    ]  # fmt: skip
    open_ = figure(sum(each.open for each in sheet.items), sheet.currency)
    rows.append((_("Total"), "", "", "", open_, figure(sheet.amount, sheet.currency)))
    return Table(head, tuple(rows), (24, 15, 15, 12, 17, 17), figures=3, strong=frozenset({len(rows) - 1}))


def _evidence(sheet: WriteOffSheet, pen: Pen) -> Iterator[Any]:
    """What is on file, and in red what is not."""
    rows = tuple((words.paper_name(each.code), words.proof_text(each)) for each in sheet.proofs if each.there)
    if rows:
        yield blocks.table(pen, Table((_("Paper"), _("On file")), rows, (45, 55)), size=SIZE)
    if sheet.gaps:
        text = _("Not on file: {papers}.").format(papers=joined([words.paper_name(code) for code in sheet.gaps]))
        yield pen.text(text, size=SIZE, bold=True, colour="#B42318")

"""Papers of a legal matter: the pack for the lawyer (D7) and the data sheet for a payment order. Drafts: nothing here is signed by us."""

from __future__ import annotations

import functools
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any, Final

from app.i18n import _, speaking
from app.services.documents import blocks, letterhead, matter_parts, style
from app.services.documents.blocks import Cell
from app.services.documents.pen import Pen, learn
from app.services.documents.style import Frame, Paper
from app.services.formats import NOTHING, letter_day
from app.services.legal_wording import disclaimer
from app.services.matter_papers import NAMES, MatterPaper
from app.services.matter_wording import stage_name
from app.services.statement_sheets import Party

SIZE: Final = 9.0
HEADING: Final = 90.0  # points: a heading and the first lines under it


def write_paper(sheet: MatterPaper, path: Path, printed: date | None = None) -> None:
    """The PDF in the language of the sheet. Raises UserError where `path` cannot be written."""
    with speaking(sheet.language):
        title = _(NAMES[sheet.kind])
        stamp = _("DRAFT")
        frame = Frame(
            title, sheet.company.name, sheet.made_on, printed, number=sheet.matter.number, letter=True, stamp=stamp
        )
        story = functools.partial(_story, sheet, title)
        used = learn([story], frame.texts())
        style.write_several(path, used, [Paper(frame, story(Pen(used)))])


def _story(sheet: MatterPaper, title: str, pen: Pen) -> list[Any]:
    parts = _payment_order(sheet, pen) if sheet.kind == "payment_order" else _pack(sheet, pen)
    return [
        *letterhead.head(pen, sheet, title),
        blocks.cells(pen, _facts(sheet), size=SIZE),
        pen.gap(6),
        blocks.note(pen, _whose(sheet), after=6),
        *_numbered(pen, parts),
        pen.gap(6),
        blocks.note(pen, disclaimer()),
    ]


def _facts(sheet: MatterPaper) -> list[Cell]:
    return [
        Cell(_("Matter no."), sheet.matter.number, bold=True),
        Cell(_("Date"), letter_day(sheet.made_on)),
        Cell(_("Subject"), sheet.matter.title),
        Cell(_("Stage"), stage_name(sheet.matter.stage)),
    ]


def _whose(sheet: MatterPaper) -> str:
    if sheet.kind == "payment_order":
        return _(
            "A draft from our books: a lawyer or the court looks through it before it is handed in. Red = a gap to be filled."
        )
    return _("A draft from our books for the lawyer: to be checked against the originals. Red = a gap to be filled.")


def _numbered(pen: Pen, parts: Iterator[tuple[str, list[Any]]]) -> Iterator[Any]:
    """Each part under its number; a heading never stands alone at the end of a page."""
    for place, (name, made) in enumerate(parts, 1):
        yield from (pen.room(HEADING), blocks.title(pen, place, name), *made, pen.gap(9))


def _pack(sheet: MatterPaper, pen: Pen) -> Iterator[tuple[str, list[Any]]]:
    yield _("The parties"), _parties(sheet, pen, (_("Creditor"), _("Debtor")))
    yield _("The claim"), matter_parts.claim(sheet, pen)
    yield _("What happened"), matter_parts.facts(sheet, pen)
    yield _("Index of evidence"), matter_parts.evidence(sheet, pen)
    yield _("Until when it can be claimed"), matter_parts.clocks(sheet, pen)
    yield _("Addresses for service"), matter_parts.pairs(pen, sheet.addresses, _no_address())
    yield _("What is known of their property"), matter_parts.pairs(pen, sheet.clues, _no_clue())
    yield _("The matter"), _matter(sheet, pen)


def _payment_order(sheet: MatterPaper, pen: Pen) -> Iterator[tuple[str, list[Any]]]:
    yield _("The parties"), _parties(sheet, pen, (_("Applicant"), _("Respondent")))
    yield _("Addresses for service"), matter_parts.pairs(pen, sheet.addresses, _no_address())
    yield _("What is asked for"), matter_parts.claim(sheet, pen)
    yield _("Facts and reasons"), matter_parts.facts(sheet, pen)
    yield _("Index of evidence"), matter_parts.evidence(sheet, pen)
    yield _("To be looked at before"), matter_parts.checks(sheet, pen)


def _no_address() -> str:
    return _("No address is known. Without one nothing can be served: get it before the letter goes out.")


def _no_clue() -> str:
    return _("Nothing is known: ask sales and the driver, look at what they paid from, search the public registers.")


def _parties(sheet: MatterPaper, pen: Pen, names: tuple[str, str]) -> list[Any]:
    cells = [
        cell for name, party in zip(names, (sheet.company, sheet.customer), strict=True) for cell in _party(name, party)
    ]
    return [blocks.cells(pen, cells, size=SIZE)]


def _party(name: str, party: Party) -> Iterator[Cell]:
    yield Cell(name, party.name, wide=True, bold=True)
    yield Cell(_("Registration no."), party.registration_no or NOTHING)
    yield Cell(_("Phone"), party.phone or NOTHING)
    yield Cell(_("Address"), party.address or NOTHING, wide=True)


def _matter(sheet: MatterPaper, pen: Pen) -> list[Any]:
    found = sheet.matter
    cells = [
        Cell(_("In this stage since"), letter_day(found.stage_on)),
        Cell(_("Lawyer"), found.lawyer or NOTHING),
        Cell(_("Court or arbitration body"), found.court or NOTHING),
        Cell(_("Case no."), found.case_no or NOTHING),
        Cell(_("Matter opened on"), letter_day(found.opened_on)),
        *([Cell(_("Note"), found.note, wide=True)] if found.note else []),
    ]
    return [blocks.cells(pen, cells, size=SIZE), *matter_parts.dates(sheet, pen)]

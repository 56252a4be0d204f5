"""回访记录 / record of a visit (D12): empty to take along, or filled in; what we know of the customer stands on both."""

from __future__ import annotations

import functools
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any, Final

from app.i18n import _, ngettext, speaking
from app.services import contact_wording, credit_wording, visit_wording
from app.services.documents import blocks, letterhead, style
from app.services.documents.blocks import SQUARE, WRITING, Cell, Table
from app.services.documents.pen import Pen, learn
from app.services.documents.style import Frame, Paper
from app.services.fact_fields import SIGNS
from app.services.feedback_wording import POINTS, kind_name
from app.services.formats import NOTHING, day, figure, joined, money, phone
from app.services.visit_paper import VisitPaper

TICKED: Final = "■"
ROOM: Final = "\n\n"  # lines to write on
PER_LINE: Final = 3  # signs to tick
INK: Final = 14  # points to sign in on the form


def write_paper(sheet: VisitPaper, path: Path, printed: date | None = None) -> None:
    """The PDF in the language of the sheet. Raises UserError where `path` cannot be written."""
    with speaking(sheet.language):
        title = _("Record of a visit")
        frame = Frame(title, sheet.company.name, sheet.on, printed, letter=True, note=_("For internal use only"))
        story = functools.partial(_story, sheet, title)
        used = learn([story], frame.texts())
        style.write_several(path, used, [Paper(frame, story(Pen(used)))])


def _story(sheet: VisitPaper, title: str, pen: Pen) -> list[Any]:
    tag = "" if sheet.visit else _("Form to take along")
    sections = (
        (_("The visit"), [blocks.cells(pen, _visit(sheet), pad=_pad(sheet))]),
        (_("What we know"), _known(sheet, pen)),
        (_("What was seen"), _seen(sheet, pen)),
        (_("What they say"), [blocks.cells(pen, _said(sheet), pad=_pad(sheet))]),
        (_("Agreed at the visit"), [blocks.cells(pen, _agreed(sheet), pad=_pad(sheet))]),
    )
    parts = [*letterhead.head(pen, sheet, title, tag)]
    for number, (name, body) in enumerate(sections, 1):
        parts += [pen.together([blocks.title(pen, number, name), *body]), pen.gap(7)]
    places = (_("Visited by"), _("Seen by the manager"))
    return [*parts, pen.together([blocks.signatures(pen, places, ink=24 if sheet.visit else INK)])]


def _pad(sheet: VisitPaper) -> float:
    """Room for the pen on the form."""
    return 2.5 if sheet.visit else WRITING - 1


def _visit(sheet: VisitPaper) -> list[Cell]:
    visit = sheet.visit
    there = joined([" ".join(filter(None, (each.name, each.role, phone(each.phone)))) for each in sheet.people])
    cells = [
        Cell(_("Customer"), f"{sheet.code} {sheet.customer.name}", wide=True, bold=True),
        Cell(_("Address"), sheet.customer.address or "", wide=True),
        Cell(_("Contact persons"), there or phone(sheet.customer.phone) or "", wide=True),
        Cell(_("Day of the visit"), day(visit.on_day) if visit else ""),
        Cell(_("Who went"), visit.person if visit else ""),
        Cell(_("People met"), (visit.met or NOTHING) if visit else "", wide=True),
    ]
    return [*cells, Cell(_("How often"), visit_wording.cycle_text(sheet.cycle), wide=True)] if sheet.cycle else cells


def _known(sheet: VisitPaper, pen: Pen) -> list[Any]:
    """What they owe, what they promised, what is not settled, what was seen the time before."""
    rows = tuple(
        (each.number, day(each.issued_on), day(each.due_on), _late(each.due_on, sheet.on), figure(each.open, each.currency), each.currency)
        for each in sheet.items
    )  # fmt: skip
    head = (_("Receivable no."), _("Date"), _("Due date"), _("Days overdue"), _("Open"), _("Currency"))
    cells = [Cell(_("Owes"), _owes(sheet), wide=True, bold=True)]
    if sheet.promised:
        told = [
            f"{contact_wording.promise_text(each.promise)} {contact_wording.state_text(each, sheet.on)}"
            for each in sheet.promised
        ]
        cells.append(Cell(_("Promises"), "\n".join(told), wide=True))
    if sheet.complaints:
        told = [
            _("{day} {kind}: {text}").format(day=day(each.on_day), kind=kind_name(each.kind), text=each.text or NOTHING)
            for each in sheet.complaints
        ]
        cells.append(Cell(_("Not settled yet"), "\n".join(told), wide=True))
    if sheet.before:
        told = [day(sheet.before.on), sheet.before.person, visit_wording.signs_text(sheet.before.signs)]
        cells.append(Cell(_("The visit before"), " · ".join(told), wide=True))
    parts = [blocks.cells(pen, cells)]
    if rows:
        parts += [pen.gap(3), blocks.table(pen, Table(head, rows, (26, 15, 15, 14, 20, 10), figures=3), pad=2)]
    more = sheet.count - len(sheet.items)
    if more > 0:
        words = ngettext("and {count} more, newer ones", "and {count} more, newer ones", more)
        parts.append(blocks.note(pen, words.format(count=more)))
    return parts


def _late(due: date | None, on: date) -> str:
    return str((on - due).days) if due is not None and due < on else NOTHING


def _owes(sheet: VisitPaper) -> str:
    told = []
    for each in sheet.owes:
        words = money(each.open, each.currency)
        if each.overdue:
            late = ngettext("the oldest for {count} day", "the oldest for {count} days", each.days).format(
                count=each.days
            )
            overdue = _("of it overdue {amount}").format(amount=money(each.overdue, each.currency))
            words = " · ".join((words, overdue, late))
        told.append(words)
    return "\n".join(told) or _("nothing")


def _seen(sheet: VisitPaper, pen: Pen) -> list[Any]:
    """The signs of distress to tick, and what those that were seen call for."""
    visit = sheet.visit
    seen = visit.signs if visit else ()
    signs = [(each in seen, credit_wording.choice_name("signs", each)) for each in SIGNS]
    lines = [_ticks(signs[place : place + PER_LINE]) for place in range(0, len(signs), PER_LINE)]
    cells = [
        Cell(_("Signs of distress"), "\n".join(lines), wide=True),
        Cell(_("Seen and said"), (visit.note or NOTHING) if visit else ROOM, wide=True),
    ]
    if not visit:
        questions = _(
            "Is the plant at work? How full is the store? Are the staff there and paid? Who else waits for money?"
        )
        return [blocks.note(pen, questions, after=3), blocks.cells(pen, cells, pad=WRITING)]
    if sheet.photos:
        cells.append(Cell(_("Photos"), joined(sheet.photos), wide=True))
    call = visit_wording.call_text(seen)
    parts = [blocks.cells(pen, cells)]
    return [*parts, pen.gap(3), pen.text(call, size=style.BODY, bold=True)] if call else parts


def _said(sheet: VisitPaper) -> list[Cell]:
    visit, said = sheet.visit, sheet.complaint
    points = _ticks([(bool(visit) and visit.satisfaction == each, _(words)) for each, words in POINTS.items()])  # type: ignore[union-attr]
    if visit is None:
        return [
            Cell(_("Their needs"), ROOM, wide=True),
            Cell(_("Complaint"), ROOM, wide=True),
            Cell(_("How satisfied"), points, wide=True),
        ]
    return [
        Cell(_("Their needs"), visit.needs or NOTHING, wide=True),
        Cell(_("Complaint"), (said.text or NOTHING) if said else _("none"), wide=True),
        *(
            [Cell(_("Who sees to it"), said.owner or NOTHING), Cell(_("To be settled by"), day(said.due_on))]
            if said
            else []
        ),
        Cell(_("How satisfied"), points, wide=True),
    ]


def _agreed(sheet: VisitPaper) -> list[Cell]:
    visit, promise = sheet.visit, sheet.promise
    if visit is None:
        return [
            Cell(_("Amount promised")),
            Cell(_("Promised for")),
            Cell(_("Other agreements"), wide=True),
            Cell(_("Next follow-up")),
            Cell(_("Promised by whom")),
        ]
    return [
        Cell(_("Amount promised"), money(promise.amount, promise.currency) if promise else _("none")),
        Cell(_("Promised for"), day(promise.due_on) if promise else NOTHING),
        Cell(_("Next follow-up"), day(visit.next_on)),
        Cell(_("Promised by whom"), (promise.by_whom or NOTHING) if promise else NOTHING),
    ]


def _ticks(choices: Sequence[tuple[bool, str]]) -> str:
    return "   ".join(f"{TICKED if ticked else SQUARE} {words}" for ticked, words in choices)

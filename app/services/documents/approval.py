"""超额特批单 / approval of an exception (D4): the order, the limit, credit in use before and after, why, on what terms, who."""

from __future__ import annotations

import functools
from datetime import date
from pathlib import Path
from typing import Any, Final

from app.i18n import _, ngettext, speaking
from app.services import exception_wording
from app.services import shipping_wording as words
from app.services.documents import blocks, letterhead, ship_answer, style
from app.services.documents.blocks import Cell, Table
from app.services.documents.letterhead import both
from app.services.documents.pen import Pen, learn
from app.services.documents.style import Frame, Paper
from app.services.formats import NOTHING, day, money
from app.services.shipping_papers import ApprovalPaper
from app.services.shipping_sheet import Answer

LATE: Final = ("oldest_overdue", "overdue_share")


def write_paper(sheet: ApprovalPaper, path: Path, printed: date | None = None) -> None:
    """The PDF in the language of the paper. Raises UserError where `path` cannot be written."""
    with speaking(sheet.language):
        title = _("Exception approval")
        frame = Frame(
            title, sheet.company.name, sheet.approval.valid_from, printed, number=sheet.approval.number, letter=True,
            note=_("For internal use only"), stamp=_("TAKEN BACK") if sheet.state == "revoked" else "",
        )  # fmt: skip
        story = functools.partial(_story, sheet, title)
        used = learn([story], frame.texts())
        style.write_several(path, used, [Paper(frame, story(Pen(used)))])


def _story(sheet: ApprovalPaper, title: str, pen: Pen) -> list[Any]:
    number = _("No. {number}").format(number=sheet.approval.number)
    parts = [*letterhead.head(pen, sheet, title, number), blocks.cells(pen, _order(sheet), pad=3), pen.gap(8)]
    sections = (
        (_("What the rules say"), _rules(sheet, pen)),
        (_("Credit in use"), [_exposure(sheet, pen)]),
        (_("What is approved"), [blocks.cells(pen, _approved(sheet), pad=3), pen.gap(3), *_notes(sheet, pen)]),
    )
    for place, (name, body) in enumerate(((name, body) for name, body in sections if body), 1):
        parts += [blocks.title(pen, place, name), *body, pen.gap(8)]
    places = (_("Proposed by"), _("Checked by finance"), _("Approved by"), _("Seal"))
    return [*parts, pen.together([blocks.signatures(pen, places, ink=36)])]


def _order(sheet: ApprovalPaper) -> list[Cell]:
    found, answer = sheet.approval, sheet.answer
    wanted = (answer.order, answer.order_currency) if answer else (found.amount, found.currency)
    amount = both(wanted[0], wanted[1]) if wanted[0] is not None and wanted[1] else NOTHING
    cells = [
        Cell(_("Customer"), f"{sheet.code} {sheet.customer.name}", bold=True),
        Cell(_("Date"), day(found.valid_from)),
        Cell(_("This order"), amount, bold=True),
        Cell(_("What for"), exception_wording.subject_name(found.subject)),
    ]
    if answer is None:
        return cells
    cells += [Cell(_("Grade"), answer.grade), Cell(_("Overdue"), _overdue(answer))]
    return [*cells, Cell(_("Deal or contract"), answer.about)] if answer.about else cells


def _overdue(answer: Answer) -> str:
    """How much where a rule asked for it, and since when."""
    if not answer.overdue_days:
        return _("nothing")
    days = ngettext("the oldest for {count} day", "the oldest for {count} days", answer.overdue_days)
    late = next((each.figures["amount"] for each in answer.reasons if each.rule in LATE), None)
    return days if late is None else f"{money(late, answer.currency)} · {days}"


def _rules(sheet: ApprovalPaper, pen: Pen) -> list[Any]:
    """The answer of the rules, as it was when it was recorded."""
    if sheet.answer is None:
        return []
    return [
        ship_answer.verdict(pen, words.verdict_text(sheet.answer)),
        pen.gap(4),
        *ship_answer.reasons(sheet.answer, pen),
    ]


def _exposure(sheet: ApprovalPaper, pen: Pen) -> Any:
    """Before, after, and against the limit; in the customer's currency."""
    found, answer = sheet.approval, sheet.answer
    own = answer.currency if answer else found.currency or ""
    limit = ship_answer.limit(answer) if answer else NOTHING
    most = answer.limit.amount if answer else None
    over = NOTHING if most is None or found.exposure_after is None else _over(found.exposure_after - most, own)
    head = (_("Before this order"), _("After this order"), _("Limit"), _("Over the limit"))
    row = (_money(found.exposure_before, own), _money(found.exposure_after, own), limit, over)
    return blocks.table(pen, Table(head, (row,), (25, 25, 25, 25), figures=0), size=9, pad=3, lines=True)


def _over(minor: int, currency: str) -> str:
    return money(minor, currency) if minor > 0 else _("within the limit")


def _money(minor: int | None, currency: str) -> str:
    return NOTHING if minor is None else money(minor, currency)


def _approved(sheet: ApprovalPaper) -> list[Cell]:
    found = sheet.approval
    most = both(found.amount, found.currency) if found.amount is not None and found.currency else NOTHING
    return [
        Cell(_("Up to"), most, bold=True),
        Cell(_("Valid"), exception_wording.validity(found)),
        Cell(_("It answers for"), words.covers_text(found.covers) or NOTHING, wide=True),
        Cell(_("Reason"), found.reason, wide=True),
        Cell(_("Conditions"), found.conditions or NOTHING, wide=True),
        Cell(_("Proposed by"), found.proposer),
        Cell(_("Approved by"), found.approver),
    ]


def _notes(sheet: ApprovalPaper, pen: Pen) -> list[Any]:
    """How often, whether by one person, whether it was taken back."""
    found = sheet.approval
    told = [
        ngettext(
            "Exception {count} for this customer within 12 months.",
            "Exception {count} for this customer within 12 months.",
            sheet.repeats,
        )
    ]
    if found.alone:
        told.append(_("Proposed and approved by one person."))
    if found.revoked_on is not None:
        words_ = _("Taken back on {day}: {reason}")
        told.append(words_.format(day=found.revoked_on.isoformat(), reason=found.revoke_reason or ""))
    return [pen.text(each, size=style.SMALL, after=1) for each in told]

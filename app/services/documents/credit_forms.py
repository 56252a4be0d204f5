"""Forms for the customer: credit information form, authorisation for the credit report, list of papers asked for."""

from __future__ import annotations

import functools
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any, Final

from app.i18n import _, mark, speaking
from app.services.credit_forms import CreditForm
from app.services.documents import blocks, information_form, letterhead, style
from app.services.documents.blocks import WRITING, Cell, Table, ticks
from app.services.documents.pen import Pen, learn
from app.services.documents.style import Frame, Paper
from app.services.formats import letter_day
from app.services.rules.merging import filled

TITLES: Final = {
    "information": mark("Credit information form"),
    "authorisation": mark("Credit report authorisation"),
    "documents": mark("Papers we ask for"),
}
COPIES: Final = {
    "licence": (mark("Business licence"), mark("Copy with seal, valid today")),
    "identity": (mark("Identity card of the legal representative"), mark("Copy of both sides, with seal")),
    "owners": (mark("Articles and list of owners"), mark("With contributions paid in")),
    "statements": (mark("Statements of the last three years"), mark("Balance sheet, income statement, cash flow; audited where they are")),
    "rating": (mark("Rating or limit of an agency or insurer"), mark("If there is one, not older than a year")),
    "contract": (mark("Signed contract"), mark("Signed and sealed by both sides")),
    "bank_report": (mark("Your own credit report"), mark("Not older than three months; you ask for it yourself")),
    "account": (mark("Bank account for payments"), mark("Name, bank and number, with seal")),
    "references": (mark("Trade references"), mark("At least three suppliers with contact persons")),
    "receiver": (mark("Who may sign for goods"), mark("Names, specimen signatures, with seal")),
    "information": (mark("Credit information form"), mark("Filled in, signed and sealed")),
}  # fmt: skip


def write_paper(sheet: CreditForm, path: Path, printed: date | None = None) -> None:
    """The PDF in the language of the form. Raises UserError where `path` cannot be written."""
    with speaking(sheet.language):
        title = _(TITLES[sheet.kind])
        frame = Frame(title, sheet.company.name, sheet.made_on, printed, letter=True)
        story = functools.partial(_story, sheet, title)
        used = learn([story], frame.texts())
        style.write_several(path, used, [Paper(frame, story(Pen(used)))])


def _story(sheet: CreditForm, title: str, pen: Pen) -> list[Any]:
    bodies = {"information": information_form.story, "authorisation": _authorisation, "documents": _documents}
    facts = [
        (_("Date"), letter_day(sheet.made_on)),
        (_("Customer no."), sheet.file.code),
        (_("Reply by"), letter_day(sheet.reply_by)),
    ]
    letter = sheet
    if sheet.kind == "authorisation":  # the customer writes to us
        letter = replace(sheet, company=sheet.customer, customer=sheet.company)
    top = [*letterhead.head(pen, letter, title), letterhead.addressee(pen, letter, facts), pen.gap(9)]
    return [*top, *bodies[sheet.kind](sheet, pen)]


def _authorisation(sheet: CreditForm, pen: Pen) -> list[Any]:
    """The customer queries its own report; we cannot (征信业管理条例 17, 40)."""
    names = {"company": sheet.company.name, "customer": sheet.customer.name}
    opening = _("We, {customer}, apply to buy from {company} on credit. For this we agree to the following:")
    return [
        pen.text(filled(opening, names), size=10, leading=1.7, after=6),
        *_points(pen, [filled(point, names) for point in _agreed()]),
        pen.gap(4),
        blocks.cells(pen, _given(), pad=WRITING + 1),
        pen.gap(6),
        *(blocks.note(pen, each) for each in _cautions()),
        pen.gap(10),
        information_form.seal(sheet, pen),
    ]


def _agreed() -> list[str]:
    return [
        _("We ask for our own enterprise credit report at the credit reference centre of the central bank, by ourselves or by the person named below, and hand it over unchanged."),
        _("{company} may keep the report and use it to judge and watch our credit as its customer, for nothing else, and passes it on to nobody without our consent in writing."),
        _("The banks and suppliers that we named may tell {company} how we pay and what our credit line is."),
        _("{company} may look us up in public records and at credit bureaus that are registered for enterprises."),
        _("This authorisation ends on the day named below, or when we withdraw it in writing; what was done until then stands."),
    ]  # fmt: skip


def _given() -> list[Cell]:
    return [
        Cell(
            _("How it is asked for"),
            ticks((_("online"), _("at the counter"), _("by the person named here"))),
            wide=True,
        ),
        Cell(_("Person who asks for it")),
        Cell(_("Identity card no.")),
        Cell(_("Report handed over by")),
        Cell(_("This authorisation ends on")),
    ]


def _cautions() -> list[str]:
    return [
        _("An enterprise may ask for its own report; nobody may ask for it without its consent (regulation on credit reporting, articles 17 and 40)."),
        _("Data of persons, such as the legal representative or a guarantor, need the consent of each of them on a sheet of its own."),
    ]  # fmt: skip


def _points(pen: Pen, texts: Sequence[str]) -> list[Any]:
    return [pen.text(f"{place}. {text}", size=10, leading=1.65, after=4) for place, text in enumerate(texts, 1)]


def _documents(sheet: CreditForm, pen: Pen) -> list[Any]:
    opening = _(
        "To decide about your credit limit and payment terms we need the papers below. Please send them by {day}; copies with your seal will do."
    )
    rows = [
        (str(place), _(COPIES[code][0]), _(COPIES[code][1]), blocks.SQUARE, "")
        for place, code in enumerate(sheet.wanted, 1)
    ]
    head = (_("#"), _("Paper"), _("What it should be"), _("Enclosed"), _("Remark"))
    table = Table(head, tuple(rows), (6, 30, 36, 10, 18))
    closing = _(
        "We keep your papers to ourselves and use them only to judge your credit. What you cannot give, please say so: we then decide with what we have."
    )
    return [
        pen.text(opening.format(day=letter_day(sheet.reply_by)), size=10, leading=1.6, after=6),
        blocks.table(pen, table, size=9, pad=5, lines=True),
        pen.gap(8),
        pen.text(closing, size=10, leading=1.6, after=10),
        pen.together([blocks.signatures(pen, (_("Sent by the customer"), _("Received by us")))]),
    ]

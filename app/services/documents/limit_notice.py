"""额度与条件通知 / notice of credit limit and terms: how much, on what terms, until when, and that it may be withdrawn (documents.md D2)."""

from __future__ import annotations

import functools
from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any, Final

from app.i18n import _, speaking
from app.services.customer_wording import terms_short
from app.services.documents import blocks, letterhead, style
from app.services.documents.blocks import Cell
from app.services.documents.pen import Pen, learn
from app.services.documents.style import Frame, Paper
from app.services.formats import joined, letter_day, percent
from app.services.limit_notice import LimitNotice

SIZE: Final = 9.5
A_DAY: Final = timedelta(days=1)
WHOLE: Final = 10_000


def write_paper(sheet: LimitNotice, path: Path, printed: date | None = None) -> None:
    """The PDF in the language of the sheet. Raises UserError where `path` cannot be written."""
    with speaking(sheet.language):
        title = _("Notice of credit limit and terms")
        frame = Frame(title, sheet.company.name, sheet.made_on, printed, letter=True)
        story = functools.partial(_story, sheet, title)
        used = learn([story], frame.texts())
        style.write_several(path, used, [Paper(frame, story(Pen(used)))])


def _story(sheet: LimitNotice, title: str, pen: Pen) -> list[Any]:
    facts = [(_("Date"), letter_day(sheet.made_on)), (_("Customer no."), sheet.code)]
    opening = _("We have decided on the credit that we give you. From {day} on we supply you on these terms:")
    since = sheet.in_force.standing.valid_from if sheet.in_force.standing else sheet.made_on
    return [
        *letterhead.head(pen, sheet, title),
        letterhead.addressee(pen, sheet, facts),
        pen.gap(12),
        pen.text(opening.format(day=letter_day(since)), size=SIZE, after=6),
        blocks.cells(pen, list(_terms(sheet)), pad=5, size=SIZE),
        pen.gap(10),
        letterhead.heading(pen, _("How it is used")),
        *(pen.text(f"{place}. {text}", size=SIZE, after=4) for place, text in enumerate(_rules(sheet), 1)),
        pen.gap(12),
        pen.together(
            [
                blocks.signatures(
                    pen, (_("Handled by"), _("Seal of the company"), _("Received: seal of the customer")), ink=40
                )
            ]
        ),
    ]


def _terms(sheet: LimitNotice) -> Iterator[Cell]:
    terms = sheet.terms
    short = terms_short(terms.basis, terms.days, terms.day_of_month) if terms else _("Cash before shipping")
    yield Cell(_("Credit limit"), _amount(sheet), bold=True, wide=True)
    for each in sheet.in_force.temporary:
        words = _("{amount} until {day}").format(
            amount=letterhead.both(each.amount, each.currency), day=letter_day((each.valid_to or sheet.made_on) - A_DAY)
        )
        yield Cell(_("Of it for a time"), words, wide=True)
    yield Cell(_("Payment terms"), short)
    yield Cell(_("Valid"), _until(sheet))
    share = percent(Decimal(sheet.prepay_bp) / WHOLE, 0)
    paid = _("{share} of each order before the goods leave").format(share=share) if sheet.prepay_bp else _("none")
    yield Cell(_("Prepayment"), paid, wide=True)
    if sheet.security:
        yield Cell(_("Security"), sheet.security, wide=True)
    if sheet.conditions:
        yield Cell(_("Conditions"), joined(sheet.conditions), wide=True)


def _amount(sheet: LimitNotice) -> str:
    if sheet.in_force.state == "unlimited":
        return _("without a fixed amount")
    if not sheet.in_force.amount:
        return _("none: goods are paid before they leave")
    return letterhead.both(sheet.in_force.amount, sheet.currency)


def _until(sheet: LimitNotice) -> str:
    standing = sheet.in_force.standing
    if standing is None or standing.valid_to is None:
        return _("Until further notice")
    return _("Until {day}").format(day=letter_day(standing.valid_to - A_DAY))


def _rules(sheet: LimitNotice) -> Iterator[str]:
    """What a customer has to know; nothing here promises goods."""
    if sheet.in_force.state != "set" or sheet.in_force.amount:
        yield _(
            "Towards the limit count all open amounts with tax, drafts that have not been honoured, and goods delivered that are not invoiced yet."
        )
        yield _(
            "What goes beyond the limit, and every order while something is overdue, is paid before the goods leave."
        )
    yield _(
        "We may lower, suspend or withdraw this credit at any time by notice in writing; goods delivered before keep their payment terms."
    )
    yield _("This notice is no promise to accept an order. Contracts go before it where they say something else.")
    if sheet.contact or sheet.company.phone:
        named = joined([text for text in (sheet.contact, sheet.company.phone) if text])
        yield _("Questions are answered by: {contact}.").format(contact=named)

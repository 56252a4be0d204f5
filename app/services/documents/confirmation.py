"""对账函 / balance confirmation: a letter in two copies with a reply slip; one kind only confirms, the other also demands."""

from __future__ import annotations

import functools
from datetime import date
from typing import Any

from app.i18n import _
from app.services.documents import letterhead, style
from app.services.documents.letterhead import WIDTH, Reply, both, currency_name, in_words, ruled
from app.services.documents.pen import Pen, Story
from app.services.documents.style import Frame
from app.services.formats import figure, joined, letter_day
from app.services.rules.merging import filled
from app.services.statement_sheets import ConfirmationSheet, Section, StatementSheet


def copies(sheet: ConfirmationSheet, printed: date | None) -> list[tuple[Frame, Story]]:
    """The copy to keep and the copy to send back, each a paper of its own."""
    title = _("Balance confirmation")
    frame = Frame(title, sheet.company.name, sheet.until, printed, number=sheet.number, letter=True)
    tags = (_("First copy: for you to keep"), _("Second copy: please seal it and send it back"))
    return [(frame, functools.partial(_story, sheet, tag)) for tag in tags]


def acknowledged(sheet: StatementSheet) -> list[str]:
    """欠款确认: what whoever seals it acknowledges, currency by currency."""
    told = []
    for section in sheet.sections:
        words = {
            "day": letter_day(sheet.until),
            "amount": both(abs(section.closing), section.currency),
            "name": sheet.company.name,
        }
        if section.closing > 0:
            text = _("Acknowledgement of debt: at the end of {day} we owe {name} {amount}.")
        elif section.closing < 0:
            text = _("At the end of {day} {name} holds {amount} that we paid ahead.")
        else:
            text = _("At the end of {day} nothing is owed between {name} and us in {currency}.")
        told.append(filled(text, {**words, "currency": currency_name(section.currency)}))
    return told


def _story(sheet: ConfirmationSheet, tag: str, pen: Pen) -> list[Any]:
    facts = [
        (_("Letter no."), sheet.number or _("not recorded")),
        (_("Date"), letter_day(sheet.made_on)),
        (_("Balances as of"), letter_day(sheet.until)),
        (_("Customer no."), sheet.code),
        (_("Reply by"), letter_day(sheet.reply_by)),
    ]
    return [
        *letterhead.head(pen, sheet, _("Balance confirmation"), tag),
        letterhead.addressee(pen, sheet, facts),
        pen.gap(10),
        pen.text(_opening_words(sheet), size=10, leading=1.7, after=6),
        _balances(pen, sheet),
        pen.gap(6),
        *(
            pen.text(note, size=style.SMALL, after=1)
            for section in sheet.sections
            for note in letterhead.besides(section)
        ),
        pen.text(_purpose(sheet), size=10, bold=True, leading=1.6, after=3),
        pen.text(letterhead.penalty(sheet.sections), leading=1.6, after=7),
        *(letterhead.accounts(pen, sheet) if sheet.demands else []),
        _signed(pen, sheet),
        pen.rule(0.6, dashed=True, before=8, after=6),
        _slip(pen, sheet),
    ]


def _opening_words(sheet: ConfirmationSheet) -> str:
    words = _(
        "To keep both our books right, please compare the balances below with your records. "
        "If they agree, seal box 1 of the reply; if they do not, use box 2 and name each difference. "
        "Please send the second copy back to us by {day}."
    )
    return words.format(day=letter_day(sheet.reply_by))


def _balances(pen: Pen, sheet: ConfirmationSheet) -> Any:
    """Receivable, paid ahead and what remains, in figures and in words."""
    titles = (_("Currency"), _("Balance"), _("Amount"), _("Amount in words"))
    written = any(in_words(1, section.currency) for section in sheet.sections)
    rows = [_cells(pen, titles if written else titles[:3], bold=True)]
    for section in sheet.sections:
        rows += [_balance(pen, section, *each, written=written) for each in _lines(section)]
    widths = [WIDTH * share for share in ((0.13, 0.29, 0.18, 0.4) if written else (0.2, 0.5, 0.3))]
    return pen.table(rows, widths, ruled())


def _lines(section: Section) -> list[tuple[str, int, bool]]:
    """(name, minor units, bold) of the rows of a currency; the rest stands alone where nothing was paid ahead."""
    net = _("You owe us") if section.closing >= 0 else _("We owe you")
    rows = [(_("Receivable by us"), section.owed, False), (_("Paid ahead by you"), section.unapplied, False)]
    return [*(rows if section.unapplied else []), (net, abs(section.closing), True)]


def _balance(pen: Pen, section: Section, name: str, minor: int, bold: bool, *, written: bool) -> list[Any]:
    cells = [currency_name(section.currency), name, figure(minor, section.currency)]
    return _cells(pen, [*cells, in_words(minor, section.currency)] if written else cells, bold=bold)


def _cells(pen: Pen, texts: Any, *, bold: bool) -> list[Any]:
    return [
        pen.text(text, size=9.5, bold=bold, align="right" if place == 2 else "left") for place, text in enumerate(texts)
    ]


def _purpose(sheet: ConfirmationSheet) -> str:
    """Only to confirm, or a demand as well: a demand restarts the limitation once it has arrived (domain E3)."""
    if not sheet.demands:
        return _("This letter serves only to check the accounts. It is not a demand for payment.")
    late = joined([both(each.due, each.currency) for each in sheet.sections if each.due])
    words = _(
        "Of this {amount} was due by {until} and has not been paid. This letter is also a demand for payment: please pay it by {day}."
    )
    return words.format(amount=late, until=letter_day(sheet.until), day=letter_day(sheet.reply_by))


def _signed(pen: Pen, sheet: ConfirmationSheet) -> Any:
    lines = (sheet.company.name, _("(seal)"), letter_day(sheet.made_on))
    return pen.table(
        [["", [pen.text(line, align="centre") for line in lines]]], [WIDTH * 0.6, WIDTH * 0.4], letterhead.FLUSH
    )


def _slip(pen: Pen, sheet: ConfirmationSheet) -> Any:
    agreed = Reply(_("1  The balances are right"), acknowledged(sheet))
    differs = Reply(_("2  The balances differ, as follows"))
    words = _("Reply to {name}, letter {number}") if sheet.number else _("Reply to {name}")
    to = filled(words, {"name": sheet.company.name, "number": sheet.number})
    return pen.together([letterhead.heading(pen, to), letterhead.boxes(pen, agreed, differs)])

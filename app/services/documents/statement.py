"""对账单 / statement of account: what was owed, what came, what is owed now, and a place for the customer's seal."""

from __future__ import annotations

import functools
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import Any, Final

from app.i18n import _, speaking
from app.services.documents import confirmation, letterhead, statement_lines, style
from app.services.documents.letterhead import ALL, WIDTH, Reply, currency_name, heading, plain_figure, ruled
from app.services.documents.pen import Pen, Story, learn
from app.services.documents.style import Frame, Paper
from app.services.formats import MINUS, NOTHING, figure, letter_day
from app.services.statement_sheets import BANDS, ConfirmationSheet, Section, StatementSheet
from app.services.wording import band_text

SIZE: Final = 8.5


def write_paper(sheet: StatementSheet, path: Path, printed: date | None = None) -> None:
    """The PDF in the language of the sheet. Raises UserError where `path` cannot be written."""
    write_papers([sheet], path, printed)


def write_papers(
    sheets: Sequence[StatementSheet],
    path: Path,
    printed: date | None = None,
    report: Callable[[int], None] | None = None,
) -> None:
    """One PDF of statements and letters, each with pages of its own; `report(done)` may raise Cancelled."""
    used = learn([functools.partial(_learn, sheet, printed) for sheet in sheets])
    papers: list[Paper] = []
    for done, sheet in enumerate(sheets):
        if report:
            report(done)
        with speaking(sheet.language):
            papers += [Paper(frame, story(Pen(used))) for frame, story in _parts(sheet, printed)]
    with speaking(sheets[0].language):
        style.write_several(path, used, papers)


def _learn(sheet: StatementSheet, printed: date | None, pen: Pen) -> list[Any]:
    with speaking(sheet.language):
        for frame, story in _parts(sheet, printed):
            pen.plain.update(frame.texts())
            story(pen)
    return []


def _parts(sheet: StatementSheet, printed: date | None) -> list[tuple[Frame, Story]]:
    """The papers of a sheet: a statement is one, a letter two copies."""
    if isinstance(sheet, ConfirmationSheet):
        return confirmation.copies(sheet, printed)
    frame = Frame(_("Statement of account"), sheet.company.name, sheet.until, printed, number=sheet.number, letter=True)
    return [(frame, functools.partial(_story, sheet))]


def _story(sheet: StatementSheet, pen: Pen) -> list[Any]:
    facts = [
        (_("Statement no."), sheet.number or _("not recorded")),
        (_("Date"), letter_day(sheet.made_on)),
        (_("Period"), letterhead.period(sheet.since, sheet.until)),
        (_("Customer no."), sheet.code),
        (_("Reply by"), letter_day(sheet.reply_by)),
    ]
    parts = [
        *letterhead.head(pen, sheet, _("Statement of account")),
        letterhead.addressee(pen, sheet, facts),
        pen.gap(9),
    ]
    for section in sheet.sections:
        parts += _section(pen, section, sheet, named=len(sheet.sections) > 1)
    return [*parts, *letterhead.accounts(pen, sheet), _reply(pen, sheet)]


def _section(pen: Pen, section: Section, sheet: StatementSheet, *, named: bool) -> list[Any]:
    title = [heading(pen, _("Account in {currency}").format(currency=currency_name(section.currency)))] if named else []
    return [
        pen.together([*title, _summary(pen, section), pen.gap(4), *_closing(pen, section, sheet.until)]),
        pen.gap(6),
        statement_lines.table(pen, section, sheet),
        pen.gap(9),
        pen.together(
            [_ageing_title(pen, section, sheet.until), _ageing(pen, section), pen.gap(3), *_besides(pen, section)]
        ),
        pen.gap(8),
    ]


def _summary(pen: Pen, section: Section) -> Any:
    """Opening + invoiced - received - credits = closing, in five figures."""
    figures = [
        (_("Opening balance"), section.opening, ""),
        (_("New receivables"), section.invoiced, "+"),
        (_("Money received"), section.received, MINUS),
        (_("Credits and adjustments"), section.credits, MINUS),
        (_("Closing balance"), section.closing, "="),
    ]
    top = [pen.text(name, size=style.SMALL, colour=style.QUIET, align="right") for name, _minor, _sign in figures]
    widths = [WIDTH * share for share in (0.19, 0.19, 0.2, 0.21, 0.21)]
    signed = [_signed(sign, minor, section.currency) for _name, minor, sign in figures]
    size = pen.largest(list(zip(signed, widths, strict=True)), (11, 9.5, 8, 7))
    low = [pen.text(text, size=size, bold=True, align="right") for text in signed]
    look = [
        ("BACKGROUND", *ALL, style.TINT), ("BOX", *ALL, 0.8, "#000000"), ("LINEBEFORE", (-1, 0), (-1, -1), 0.8, "#000000"),
        ("BOTTOMPADDING", (0, 0), (-1, 0), 0), ("TOPPADDING", (0, 1), (-1, 1), 0), ("BOTTOMPADDING", (0, 1), (-1, 1), 6),
    ]  # fmt: skip
    return pen.table([top, low], widths, look)


def _signed(sign: str, minor: int, currency: str) -> str:
    """ "+ 2,000.00", "− 975.00"; nothing as a dash; what goes the other way has the other sign."""
    if sign in ("", "="):
        return f"{sign} {figure(minor, currency)}".strip()
    if minor < 0:
        sign = "+" if sign == MINUS else MINUS
    return f"{sign} {figure(abs(minor), currency)}" if minor else NOTHING


def _closing(pen: Pen, section: Section, until: date) -> list[Any]:
    """What it comes to, in a sentence, in figures and in words."""
    words = {"day": letter_day(until), "amount": letterhead.both(abs(section.closing), section.currency)}
    if section.closing > 0:
        told = _("At the end of {day} you owe us {amount}.")
    elif section.closing < 0:
        told = _("At the end of {day} we hold {amount} that you paid ahead.")
    else:
        told = _("At the end of {day} nothing is owed on either side.")
    return [pen.text(told.format(**words), bold=True, size=9.5)]


def _ageing_title(pen: Pen, section: Section, until: date) -> Any:
    words = _("What is open on {day}, by how long it is overdue · {currency}")
    return heading(pen, words.format(day=letter_day(until), currency=currency_name(section.currency)))


def _ageing(pen: Pen, section: Section) -> Any:
    """The bands, money not yet applied taken off, and the balance they come to."""
    shown = [
        (band_text(key), minor)
        for key, minor in zip(BANDS.keys, section.bands, strict=True)
        if key != "no_date" or minor
    ]
    shown += [(_("Paid ahead"), -section.unapplied), (_("Closing balance"), section.closing)]
    width, last = WIDTH / len(shown), len(shown) - 1
    texts = [plain_figure(minor, section.currency) for _name, minor in shown]
    size = pen.largest([(text, width) for text in texts], (SIZE, 7.5, 6.5, 5.5))
    titles = [pen.text(name, size=SIZE, bold=True, align="right") for name, _minor in shown]
    cells = [pen.text(text, size=size, bold=place == last, align="right") for place, text in enumerate(texts)]
    return pen.table([titles, cells], [width] * len(shown), ruled())


def _besides(pen: Pen, section: Section) -> list[Any]:
    """Parts of the balance that have a story of their own, and drafts that are not money yet."""
    return [pen.text(note, size=style.SMALL, colour=style.QUIET, after=1) for note in letterhead.besides(section)]


def _reply(pen: Pen, sheet: StatementSheet) -> Any:
    """核对无误，请盖章回传: the acknowledgement that restarts the limitation, and the other answer."""
    agreed = Reply(_("We agree"), confirmation.acknowledged(sheet))
    differs = Reply(_("We do not agree, because"))
    by = _("Please return it by {day}. Questions: {phone}.") if sheet.company.phone else _("Please return it by {day}.")
    return pen.together(
        [
            heading(pen, _("If this is right, please seal it and send it back")),
            pen.text(by.format(day=letter_day(sheet.reply_by), phone=sheet.company.phone), size=style.SMALL, after=4),
            letterhead.boxes(pen, agreed, differs),
            pen.gap(5),
            pen.text(letterhead.penalty(sheet.sections), size=style.SMALL, colour=style.QUIET),
        ]
    )

"""对账单 / statement of account: what was owed, what came, what is owed now, and a place for the customer's seal."""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from pathlib import Path
from typing import Any, Final

from app.i18n import _, speaking
from app.services.documents import confirmation, letterhead, style
from app.services.documents.letterhead import ALL, WIDTH, Reply, currency_name, heading, plain_figure, ruled
from app.services.documents.pen import SIDE, Pen, Story, learn
from app.services.documents.style import Frame, Paper
from app.services.formats import MINUS, NOTHING, figure, letter_day
from app.services.statement_sheets import BANDS, ConfirmationSheet, Line, Section, StatementSheet
from app.services.statement_wording import due_text, line_text, line_title
from app.services.wording import band_text

SIZE: Final = 8.5
DATE_WIDTH: Final = 54.0


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
        _lines(pen, section, sheet),
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
        (_("New invoices"), section.invoiced, "+"),
        (_("Money received"), section.received, MINUS),
        (_("Credits and adjustments"), section.credits, MINUS),
        (_("Closing balance"), section.closing, "="),
    ]
    top = [pen.text(name, size=style.SMALL, colour=style.QUIET, align="right") for name, _minor, _sign in figures]
    low = [
        pen.text(_signed(sign, minor, section.currency), size=11, bold=True, align="right")
        for _name, minor, sign in figures
    ]
    look = [
        ("BACKGROUND", *ALL, style.TINT), ("BOX", *ALL, 0.8, "#000000"), ("LINEBEFORE", (-1, 0), (-1, -1), 0.8, "#000000"),
        ("BOTTOMPADDING", (0, 0), (-1, 0), 0), ("TOPPADDING", (0, 1), (-1, 1), 0), ("BOTTOMPADDING", (0, 1), (-1, 1), 6),
    ]  # fmt: skip
    return pen.table([top, low], [WIDTH * share for share in (0.19, 0.19, 0.2, 0.21, 0.21)], look)


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


def _lines(pen: Pen, section: Section, sheet: StatementSheet) -> Any:
    """The documents of the period with what is owed after each; the heading stands on every page."""
    money_width = _money_width(pen, section)
    kind_width = _fitting(pen, (_("Kind"), *map(line_title, section.lines)), 36.0, 84.0)
    number_width = _fitting(pen, (_("Number"), *(line.number or "" for line in section.lines)), 40.0, 110.0)
    text_width = WIDTH - 2 * DATE_WIDTH - kind_width - number_width - 3 * money_width
    widths = [DATE_WIDTH, kind_width, number_width, text_width, DATE_WIDTH, money_width, money_width, money_width]
    titles = (_("Date"), _("Kind"), _("Number"), _("Description"), _("Due"), _("Debit"), _("Credit"), _("Balance"))
    rows = [[_cell(pen, title, place >= 5, bold=True) for place, title in enumerate(titles)]]
    rows.append(_end(pen, sheet.since, _("Opening balance"), section.opening, section.currency))
    rows += [_row(pen, line, section.currency, widths) for line in section.lines]
    rows.append(_end(pen, sheet.until, _("Closing balance"), section.closing, section.currency))
    look = ruled(
        ("SPAN", (1, 1), (4, 1)), ("SPAN", (1, -1), (4, -1)), ("BACKGROUND", (0, -1), (-1, -1), style.TINT),
        ("VALIGN", *ALL, "TOP"), ("VALIGN", (0, 0), (-1, 0), "BOTTOM"), ("NOSPLIT", (0, -2), (-1, -1)),
    )  # fmt: skip
    return pen.table(rows, widths, look, repeat=1)


def _row(pen: Pen, line: Line, currency: str, widths: Sequence[float]) -> list[Any]:
    texts = (
        line.on.isoformat(),
        line_title(line),
        pen.fit(line.number or "", widths[2] - 2 * SIDE, SIZE, lines=2),
        pen.fit(line_text(line), widths[3] - 2 * SIDE, SIZE, lines=2),
        due_text(line),
    )
    amounts = (plain_figure(line.plus, currency), plain_figure(line.minus, currency), figure(line.balance, currency))
    return [*(_cell(pen, text, False) for text in texts), *(_cell(pen, amount, True) for amount in amounts)]


def _end(pen: Pen, on: date, name: str, minor: int, currency: str) -> list[Any]:
    """The first or the last line: a balance."""
    amount = _cell(pen, figure(minor, currency), True, bold=True)
    return [_cell(pen, on.isoformat(), False), _cell(pen, name, False, bold=True), "", "", "", "", "", amount]


def _cell(pen: Pen, text: str, right: bool, *, bold: bool = False) -> Any:
    return pen.text(text, size=SIZE, bold=bold, align="right" if right else "left", leading=1.3)


def _fitting(pen: Pen, texts: Iterable[str], least: float, most: float) -> float:
    """Points of a column that holds the longest of these on one line, within bounds."""
    widest = max((pen.width(style.clean(text), SIZE, bold=True) for text in texts), default=0.0)
    return min(most, max(least, widest + 2 * SIDE + 2))


def _money_width(pen: Pen, section: Section) -> float:
    figures = [
        section.opening,
        section.closing,
        *(line.balance for line in section.lines),
        *(line.plus for line in section.lines),
    ]
    return max(62.0, *(pen.width(figure(minor, section.currency), SIZE, bold=True) + 2 * SIDE + 1 for minor in figures))


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
    titles = [pen.text(name, size=SIZE, bold=True, align="right") for name, _minor in shown]
    last = len(shown) - 1
    cells = [
        pen.text(plain_figure(minor, section.currency), size=SIZE, bold=place == last, align="right")
        for place, (_name, minor) in enumerate(shown)
    ]
    return pen.table([titles, cells], [WIDTH / len(shown)] * len(shown), ruled())


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

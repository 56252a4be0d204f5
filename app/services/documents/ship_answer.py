"""发货审批单 / answer on shipping: what was asked, the answer, why, how it could leave, places to sign."""

from __future__ import annotations

import functools
from datetime import date
from pathlib import Path
from typing import Any

from app.i18n import _, speaking
from app.services import shipping_wording as words
from app.services.documents import blocks, letterhead, style
from app.services.documents.blocks import Cell, Table
from app.services.documents.letterhead import WIDTH, both
from app.services.documents.pen import Look, Pen, learn
from app.services.documents.style import Frame, Paper
from app.services.formats import NOTHING, day, money
from app.services.shipping_papers import AnswerPaper
from app.services.shipping_sheet import Answer


def write_paper(sheet: AnswerPaper, path: Path, printed: date | None = None) -> None:
    """The PDF in the language of the paper. Raises UserError where `path` cannot be written."""
    with speaking(sheet.language):
        title = _("Shipping on credit")
        note = _("For internal use only")
        frame = Frame(title, sheet.company.name, sheet.answer.on, printed, letter=True, note=note)
        story = functools.partial(_story, sheet, title)
        used = learn([story], frame.texts())
        style.write_several(path, used, [Paper(frame, story(Pen(used)))])


def _story(sheet: AnswerPaper, title: str, pen: Pen) -> list[Any]:
    answer = sheet.answer
    parts = [
        *letterhead.head(pen, sheet, title, _recorded(sheet)),
        blocks.cells(pen, _question(sheet)),
        pen.gap(8),
        verdict(pen, words.verdict_text(answer)),
        pen.gap(8),
    ]
    for number, (name, body) in enumerate(((name, body) for name, body in _sections(answer, pen) if body), 1):
        parts += [blocks.title(pen, number, name), *body, pen.gap(8)]
    signed = blocks.signatures(pen, (_("Asked by"), _("Checked"), _("Decided by")), ink=34)
    return [*parts, pen.together([signed])]


def _question(sheet: AnswerPaper) -> list[Cell]:
    """Who wants what sent, when."""
    answer = sheet.answer
    cells = [
        Cell(_("Customer"), f"{answer.code} {sheet.customer.name}", bold=True),
        Cell(_("Grade"), answer.grade),
        Cell(_("This order"), both(answer.order, answer.order_currency), bold=True),
        Cell(_("Ship day"), day(answer.on)),
    ]
    if answer.order_currency != answer.currency:
        cells.append(Cell(_("Counted as"), money(answer.asked, answer.currency)))
    return [*cells, Cell(_("Deal or contract"), answer.about)] if answer.about else cells


def verdict(pen: Pen, text: str) -> Any:
    """In a heavy frame: it is told by its words, on a grey printer too."""
    looks: list[Look] = [
        ("BOX", (0, 0), (-1, -1), 1.6, "#000000"), ("BACKGROUND", (0, 0), (-1, -1), style.TINT), *blocks.padded(7)
    ]  # fmt: skip
    return pen.table([[pen.text(text, size=15, bold=True, leading=1.3)]], [WIDTH], looks)


def reasons(answer: Answer, pen: Pen) -> list[Any]:
    """Each with what it alone leads to."""
    told = tuple(
        (str(place), words.reason_text(each, answer), words.verdict_name(each.verdict))
        for place, each in enumerate(answer.reasons, 1)
    )
    found = [blocks.table(pen, Table((_("#"), _("Reason"), _("Leads to")), told, (7, 68, 25)), size=9, pad=3)]
    extra = [text for text in (words.good_text(answer), words.more_text(answer)) if text]
    return [*(found if told else []), *(pen.text(text, size=9, after=1) for text in extra)]


def figures(answer: Answer, pen: Pen) -> list[Any]:
    """Used, this order, after it, the limit."""
    own, most = answer.currency, answer.limit.amount
    over = None if most is None else answer.after - most
    rows = (
        (_("Credit in use before"), money(answer.before, own)),
        (_("This order adds"), money(answer.after - answer.before, own)),
        (_("Credit in use after"), money(answer.after, own)),
        (_("Credit limit"), limit(answer)),
        (_("Over the limit") if over is not None and over > 0 else _("Left of the limit"), NOTHING if over is None else money(abs(over), own)),
    )  # fmt: skip
    return [
        blocks.table(
            pen, Table((_("Figures"), _("Amount")), rows, (60, 40), figures=1, strong=frozenset({2})), size=9, pad=3
        )
    ]


def limit(answer: Answer) -> str:
    """The amount alone, or how it stands."""
    held = answer.limit
    return (
        money(held.amount, answer.currency)
        if held.state == "set" and held.amount is not None
        else words.limit_text(answer)
    )


def _sections(answer: Answer, pen: Pen) -> list[tuple[str, list[Any]]]:
    ways = [pen.text(f"{place}. {text}", after=2) for place, text in enumerate(words.ways_texts(answer), 1)]
    return [
        (_("Why"), reasons(answer, pen)),
        (_("How it could leave at once"), ways),
        (_("Credit in use"), figures(answer, pen)),
    ]


def _recorded(sheet: AnswerPaper) -> str:
    if sheet.recorded_on is None:
        return _("Not recorded")
    return _("Recorded on {day} by {name}").format(day=sheet.recorded_on.isoformat(), name=sheet.person)

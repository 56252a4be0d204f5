"""信用评审表, short form: one page to read and sign. It is set more tightly until it fits; long lists are cut, never the page."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any, Final

from app.i18n import _, ngettext
from app.services import cap_wording, reason_wording, review_wording
from app.services.documents import blocks, review_parts, style
from app.services.documents.blocks import Cell
from app.services.documents.letterhead import FLUSH, WIDTH
from app.services.documents.pen import Pen
from app.services.documents.review_parts import Fit, listed
from app.services.formats import NOTHING, phone
from app.services.review_sheet import ReviewSheet
from app.services.security_wording import kind_name as security_name

# From the most to the least pleasant; below the last one the page is made smaller as a whole.
FITS: Final = (
    Fit(9, 2.2, 13.5, 7, 4), Fit(8.5, 1.8, 12.5, 6, 4), Fit(8, 1.4, 11.5, 5, 3), Fit(7.5, 1.0, 10.5, 4, 3), Fit(7, 0.8, 9.5, 3, 2),
)  # fmt: skip
ROOM: Final = style.A4[1] - 2 * style.MARGIN - style.HEAD - style.FOOT
INK: Final = 26.0


def story(sheet: ReviewSheet, title: str, pen: Pen) -> list[Any]:
    """Parts that fill one page and no more."""
    if pen.used is None:
        return _parts(sheet, title, pen, FITS[0])
    made = [_parts(sheet, title, pen, fit) for fit in FITS]
    fitting = next((parts for parts in made if _height(parts) <= ROOM), None)
    if fitting is not None:
        return fitting
    from reportlab.platypus import KeepInFrame

    return [KeepInFrame(WIDTH, ROOM - 1, made[-1], mode="shrink")]


def _height(parts: Sequence[Any]) -> float:
    return float(sum(part.wrap(WIDTH, 100_000)[1] + part.getSpaceBefore() + part.getSpaceAfter() for part in parts))


def _parts(sheet: ReviewSheet, title: str, pen: Pen, fit: Fit) -> list[Any]:
    sections = (
        (_("Customer"), [review_parts.facts_of(pen, _customer(sheet, pen, fit), fit)]),
        (_("Decision"), review_parts.decision(pen, sheet, fit)),
        (_("How the score came about"), [_small(pen, review_parts.score_line(sheet), fit), *review_parts.drawing(pen, sheet, fit)]),
        (_("Balance and ageing, {currency}").format(currency=sheet.head.base), [review_parts.ageing(pen, sheet, fit), pen.gap(2), _small(pen, review_parts.owed_line(sheet), fit)]),
        (_("Last 12 months"), [review_parts.habit(pen, sheet, fit)]),
        (_("Reasons and conditions"), [_reasons(sheet, pen, fit)]),
        (_("Decision signed"), [*_opinions(sheet, pen, fit), review_parts.sign(pen, sheet, ink=INK)]),
    )  # fmt: skip
    parts = review_parts.head(pen, sheet, title)
    for number, (name, body) in enumerate(sections, 1):
        parts += [blocks.title(pen, number, name, size=fit.size + 1), *body, pen.gap(fit.gap)]
    return [*parts, pen.text(review_parts.disclaimer(sheet), size=7, colour=style.QUIET, leading=1.3)]


def _small(pen: Pen, words: str, fit: Fit) -> Any:
    return pen.text(words, size=fit.size - 0.5, after=1.5, leading=1.3) if words else pen.gap(0)


def _customer(sheet: ReviewSheet, pen: Pen, fit: Fit) -> list[Cell]:
    subject, room = sheet.subject, WIDTH * 0.34 - 9

    def short(text: str) -> str:
        return pen.fit(text, room, fit.size, lines=2)

    person = next(iter(subject.contacts), None)
    contact = " ".join(filter(None, (person.name, phone(person.phone)))) if person else phone(subject.phone)
    return [
        Cell(_("Customer"), short(f"{subject.code} {subject.name}"), bold=True),
        Cell(_("Unified social credit code"), subject.registration_no or NOTHING),
        Cell(_("Contact person"), short(contact or NOTHING)),
        Cell(_("Years trading"), _years(sheet)),
        Cell(_("Main contracts"), short(_contracts(sheet))),
        Cell(_("Security"), short(listed([_security(each) for each in sheet.securities]))),
    ]


def _security(each: Any) -> str:
    return " ".join(
        filter(None, (security_name(each.kind), each.giver, review_parts.amount(each.value) if each.value else ""))
    )


def _contracts(sheet: ReviewSheet) -> str:
    if not sheet.contracts:
        return NOTHING
    first, more = sheet.contracts[0].number, len(sheet.contracts) - 1
    return (
        first
        if not more
        else ngettext("{first} and {count} more", "{first} and {count} more", more).format(first=first)
    )


def _years(sheet: ReviewSheet) -> str:
    """Whole years since the first dealing."""
    since: date | None = sheet.trade.since
    if since is None:
        return NOTHING
    on = sheet.head.data_on
    count = on.year - since.year - ((on.month, on.day) < (since.month, since.day))
    return ngettext("{count} year", "{count} years", count) if count > 0 else _("less than a year")


def _reasons(sheet: ReviewSheet, pen: Pen, fit: Fit) -> Any:
    """At the left what moved the score, at the right what is asked of the customer and what holds the grade down."""
    half = (WIDTH - 12) / 2
    left = [*(_line(pen, _told(each), half, fit) for each in (*sheet.scoring.best[:3], *sheet.scoring.worst[:3]))]
    score = sheet.scoring.score
    held = [cap_wording.text(cap, sheet.head.base) for cap in score.caps] if score else []
    asked = [*sheet.conditions[: fit.texts], *(_("Grade held down: {why}").format(why=why) for why in held[:2])]
    asked.append(review_wording.treatment_text(sheet.treatment) if sheet.treatment in review_wording.TREATMENTS else "")
    right = [_line(pen, f"{place}. {text}", half, fit) for place, text in enumerate(filter(None, asked), 1)]
    empty = [_small(pen, NOTHING, fit)]
    return pen.table([[left or empty, "", right or empty]], [half, 12, half], FLUSH)


def _told(reason: Any) -> str:
    return f"{reason_wording.points(reason.points_x100)}  {reason_wording.sentence(reason)}"


def _line(pen: Pen, words: str, room: float, fit: Fit) -> Any:
    return pen.text(pen.fit(words, room, fit.size - 0.5, lines=2), size=fit.size - 0.5, leading=1.3, after=0.5)


def _opinions(sheet: ReviewSheet, pen: Pen, fit: Fit) -> list[Any]:
    """Who said what, and why it was decided so, in a line each."""
    told = [
        " · ".join(
            filter(
                None, (_(review_wording.PARTS[each.part]), each.person, _(review_wording.STANDS[each.stand]), each.text)
            )
        )
        for each in sheet.opinions[: fit.texts]
    ]
    if sheet.head.decision_reason:
        told.append(_("Reason of the decision: {reason}").format(reason=sheet.head.decision_reason))
    if sheet.head.alone:
        told.append(_("Proposed and approved by one person."))
    return [_line(pen, each, WIDTH, fit) for each in told] + ([pen.gap(2)] if told else [])

"""The review page in sentences: where a review stands, what the next step needs, who decides, what changed since the last one."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from functools import reduce
from typing import TYPE_CHECKING, Final

from app.i18n import _, mark, ngettext
from app.services import cap_wording, limit_wording, rating_wording, review_wording
from app.services.formats import NOTHING, day, joined, money, percent
from app.services.limit_wording import LimitLine
from app.services.review_sheet import Position, ReviewSheet

if TYPE_CHECKING:
    from app.models.money import Money
    from app.models.reviews import Opinion, Review
    from app.services.review_deciding import Authority
    from app.services.review_desk import ReviewDesk
    from app.services.rules.authority import Band
    from app.services.rules.score_types import Score

SIGNED: Final = {
    "both": mark("A salesperson and a bookkeeper sign, the bookkeeper decides"),
    "manager": mark("The credit manager decides"),
    "manager_owner": mark("The credit manager signs, the owner decides"),
    "owner": mark("The owner decides"),
    "beyond": mark("Beyond what can be delegated: the owner decides, with a typed reason"),
}
# What each step is about, under the rail.
ABOUT: Final = {
    "draft": mark("First, gather the facts: statements, public records, the questionnaire."),
    "investigated": mark("The facts are gathered. Look at the score, then take it into the review."),
    "scored": mark("Propose limit and terms, and let the others say what they think. Then hand it in for a decision."),
    "reviewed": mark("It is ready to be decided."),
}

NOTCHES: Final = {
    0: mark("As the rules have it"),
    1: mark("One step better"),
    2: mark("Two steps better"),
    -1: mark("One step worse"),
    -2: mark("Two steps worse"),
}


def heading(found: ReviewDesk) -> str:
    """ "PS-2026-001 · Periodic review"; what calls for one where there is none."""
    review = found.review
    if review is None:
        return _("No review yet")
    parts = [review.number, _(review_wording.TYPES[review.type])]
    if review.trigger:
        parts.append(_(review_wording.TRIGGERS[review.trigger]))
    return " · ".join(parts)


def state(found: ReviewDesk) -> str:
    """ "Draft · figures of 2026-11-21"; who decided when, of a decided one."""
    review = found.review
    if review is None:
        return _("Start one to decide on limit and terms. The figures here are those of today.")
    parts = [_(review_wording.STATUSES[review.status])]
    if review.approved_on:
        words = _("decided by {who} on {day}")
        parts.append(words.format(who=review.approver or NOTHING, day=day(review.approved_on)))
    else:
        parts.append(_("figures as of {day}").format(day=day(review.data_on)))
    if review.alone:
        parts.append(_("proposed and approved by one person"))
    if review.approved is not None and review.status == "approved" and review.next_on:
        parts.append(_("next review {day}").format(day=day(review.next_on)))
    return " · ".join(parts)


def needs(found: ReviewDesk) -> str:
    """What this step is for, and what it still needs."""
    review = found.review
    if review is None or not review.is_open:
        # The reason is a person's words: they may end without a stop.
        return " · ".join(filter(None, (_ended(review), _due(found)))) if review else called(found)
    parts = [_(ABOUT[review.status])]
    if review.status == "scored" and found.proposed.proposal is None and not found.proposed.returned:
        parts.append(_("There is no proposal yet."))
    if found.lacking:
        what = joined(_(review_wording.LACKING[code]) for code in found.lacking)
        parts.append(_("Still lacking: {what}.").format(what=what))
    if found.proposed.returned:  # last: a person's words may end without a stop
        parts.append(_("Sent back: {why}").format(why=found.proposed.returned))
    return reduce(limit_wording.together, parts)


def _due(found: ReviewDesk) -> str:
    """Of the one in force: what calls for the next, or that its day has come."""
    review = found.review
    if review is None or review.status != "approved" or review.id not in found.in_force:
        return ""
    if review.next_on and review.next_on <= found.now.head.data_on:
        return _("The next review was due on {day}.").format(day=day(review.next_on))
    return called(found)


def _ended(review: Review) -> str:
    """Why it ended as it did, of a decided one."""
    if review.status == "void" and review.void_reason:
        return _("Voided on {day}: {why}").format(day=day(review.voided_on), why=review.void_reason)
    if review.decision_reason:
        return _("Reason: {why}").format(why=review.decision_reason)
    return _("This review is frozen: it shows what was known and decided then.") if review.approved else ""


def called(found: ReviewDesk) -> str:
    """What calls for a review; "" where nothing does."""
    if not found.triggers:
        return ""
    what = joined(review_wording.trigger_text(each) for each in found.triggers)
    return _("A review is called for: {what}.").format(what=what)


# --- the score ------------------------------------------------------------------------------------------------------


def headline(score: Score | None) -> str:
    """ "619 points · BBB"; words where there are no points."""
    if score is None:
        return _("There is no score.")
    if score.points_x100 is None:
        return _("Not rated yet") if score.grade == "NR" else _("In default")
    return _("{points} points").format(points=rating_wording.points_text(score.points_x100)) + f" · {score.grade}"


def score_note(found: ReviewDesk) -> str:
    """Chance of default, reliability, whether a person changed the grade."""
    score = found.score
    if score is None:
        return ""
    parts = [
        _("chance of default {share}").format(share=percent(Decimal(str(score.pd)), 1)),
        _("reliability: {level}").format(level=rating_wording.reliability(score.confidence).lower()),
        _("as of {day}").format(day=day(found.sheet.head.data_on)),
    ]
    if found.sheet.scoring.is_new:
        parts.append(_("new customer"))
    if any(each.code == "override" for each in score.reasons):
        parts.append(_("changed by hand"))
    return " · ".join(parts)


def caps(found: ReviewDesk) -> list[str]:
    """Every fact that holds the grade down."""
    line = _("At most {grade}: {fact}. {way}")
    held = found.score.caps if found.score else ()
    return [
        line.format(grade=c.grade, fact=cap_wording.text(c, found.sheet.head.base), way=cap_wording.better(c.code))
        for c in held
    ]


def limit_lines(sheet: ReviewSheet) -> list[LimitLine]:
    """Every candidate of the sheet, as the Credit tab has them."""
    currency = sheet.head.currency
    return [
        LimitLine(
            each.code,
            limit_wording.candidate_name(each.code),
            amount(each.amount),
            limit_wording.arithmetic(each.code, each.data, currency, known=each.amount is not None),
            "missing" if each.amount is None else _role(binding=each.binding, counted=each.counted),
        )
        for each in sheet.limits.candidates
    ]


def _role(*, binding: bool, counted: bool) -> str:
    return "binding" if binding else "counted" if counted else "beside"


def limit_notes(sheet: ReviewSheet) -> list[str]:
    """What the rules come to and why, and the longest terms."""
    found, told = sheet.limits, []
    if found.proposal is not None and found.binding:
        text = _("The rules propose {amount}. What decides: {why}.")
        told.append(text.format(amount=amount(found.proposal), why=limit_wording.binding_text(found.binding)))
    if found.terms_days is not None:
        days = ngettext("{count} day", "{count} days", found.terms_days)
        told.append(_("Payment terms up to {days}.").format(days=days))
    return told


def amount(found: Money | None) -> str:
    return money(found.minor, found.currency) if found else NOTHING


# --- now, proposed, approved ------------------------------------------------------------------------------------------


def positions(found: ReviewDesk) -> list[tuple[str, str, str, str]]:
    """(name, now, proposed, approved) for each point of the decision."""
    sheet, review = found.sheet, found.review
    proposed = sheet.proposed if review and (review.approved is not None or found.proposed.proposal) else None
    three = (sheet.current, proposed, sheet.approved)
    rows = [(name, *(NOTHING if each is None else tell(each) for each in three)) for name, tell in _points()]
    conditions = joined(sheet.conditions) or NOTHING
    said = [NOTHING, conditions if proposed else NOTHING, conditions if sheet.approved else NOTHING]
    return [(row[0], row[1], row[2], row[3]) for row in rows] + [(_("Conditions"), said[0], said[1], said[2])]


def _points() -> list[tuple[str, Callable[[Position], str]]]:
    return [
        (_("Grade"), _graded),
        (_("Credit limit"), review_wording.limit_text),
        (_("Limit valid to"), lambda p: day(p.limit_until)),
        (_("Payment terms"), review_wording.terms_text),
        (_("Prepayment %"), review_wording.prepay_text),
        (_("Security"), lambda p: p.security or NOTHING),
        (_("Next review"), lambda p: day(p.next_on)),
    ]


def _graded(position: Position) -> str:
    if position.grade is None:
        return NOTHING
    name = rating_wording.grade_name(position.grade)
    return _("{grade}, changed by hand").format(grade=name) if position.notches else name


# --- who decides ------------------------------------------------------------------------------------------------------


def who_decides(authority: Authority, currency: str) -> str:
    """ "The credit manager decides: up to ¥200,000.00 in all, grade BBB or better"."""
    band: Band = authority.band
    who = _(SIGNED[band.code])
    if band.grade is None:
        return who
    words = {"who": who, "grade": band.grade}
    if band.most is None:
        return _("{who}: grade {grade} or better").format(**words)
    return _("{who}: up to {amount} in all, grade {grade} or better").format(**words, amount=money(band.most, currency))


def blocked(authority: Authority) -> list[str]:
    """What stands in the way of the person at the desk; a lacking reason is asked for at its field."""
    return [text for code, text in authority.refusals if code != "reason"]


def needs_reason(authority: Authority) -> bool:
    return any(code == "reason" for code, _text in authority.refusals)


def alone_text() -> str:
    return _(
        "You are the only one in this book who can decide. A typed reason stands in for the second person, "
        "and more credit than before can be approved from the day after the proposal on."
    )


def opinion_line(opinion: Opinion) -> str:
    """ "Finance · In favour · Li Na, 2026-11-21"."""
    part, stand = _(review_wording.PARTS[opinion.part]), _(review_wording.STANDS[opinion.stand])
    who = _("{who}, {day}").format(who=opinion.person, day=day(opinion.on_day))
    return " · ".join((part, stand, who))

"""The Credit tab in sentences."""

from __future__ import annotations

from decimal import Decimal

from app.i18n import _
from app.services import cap_wording, reason_wording, review_wording
from app.services.credit_overview import CreditOverview
from app.services.formats import day, money, percent
from app.services.rating_wording import grade_name, points_text, reliability, risk_name
from app.services.rules.score_types import Reason
from app.services.scoring import Point, Scored
from app.services.waterfall import Bar


def headline(scored: Scored) -> str:
    """ "619 points · BBB"; words where there are no points."""
    score = scored.score
    if score.points_x100 is None:
        return _("Not rated yet") if score.grade == "NR" else _("In default")
    return _("{points} points").format(points=points_text(score.points_x100)) + f" · {score.grade}"


def whence(scored: Scored) -> str:
    """Whether the rules or a person said so, and how far it can be trusted."""
    if scored.score.grade == "NR":
        return _("Not enough is known yet ({count} payments are needed): treated as a new customer.").format(
            count=scored.policy.index_invoices
        )
    by_hand = scored.facts.override
    if by_hand is not None and any(each.code == "override" for each in scored.score.reasons):
        said = _("Changed by hand by {who} until {day}: {why}")
        return said.format(who=by_hand.approved_by, day=day(by_hand.until_on), why=by_hand.reason)
    parts = [_("Worked out by the rules"), _("as of {day}").format(day=day(scored.facts.on))]
    if scored.is_new:
        parts.append(_("new customer"))
    return " · ".join(parts)


def figures(found: CreditOverview) -> list[tuple[str, str, str]]:
    """(caption, figure, note) for the head of the tab."""
    scored, score = found.scored, found.scored.score
    confidence = percent(Decimal(str(score.confidence)), 0)
    return [
        (
            _("Chance of default"),
            percent(Decimal(str(score.pd)), 1),
            _("within 12 months, by our rules"),
        ),
        (
            _("Expected loss"),
            money(found.expected, found.currency),
            _("on a balance of {amount}").format(amount=money(scored.facts.standing.balance, found.currency)),
        ),
        (_("Reliability"), reliability(score.confidence), _("{share} of what could be known").format(share=confidence)),
        (
            _("File completeness"),
            percent(Decimal(str(found.completeness.share)), 0),
            _("valid until {day}").format(day=day(scored.valid_to)),
        ),
    ]


def bar_name(bar: Bar) -> str:
    """What a bar of the drawing is called."""
    if bar.kind == "start":
        return _("Start: unknown firm")
    if bar.kind == "end" or bar.reason is None:
        return _("Points today")
    return reason_wording.name(bar.reason)


def reason_line(reason: Reason) -> str:
    """ "+14.2 · pays on time 82%"."""
    return f"{reason_wording.points(reason.points_x100)} · {reason_wording.sentence(reason)}"


def caps(found: CreditOverview) -> list[str]:
    """Every fact that holds the grade down, each with what lifts it."""
    line = _("At most {grade}: {fact}. {way}")
    return [
        line.format(grade=each.grade, fact=cap_wording.text(each, found.currency), way=cap_wording.better(each.code))
        for each in found.scored.score.caps
    ]


def collected(found: CreditOverview) -> str:
    """ "If the overdue ¥80,000.00 (without what is disputed) is collected today: 640 points · BBB"; "" where nothing is overdue."""
    if found.collected is None:
        return ""
    amount = money(found.scored.facts.standing.overdue, found.currency)
    return _("If the overdue {amount} (without what is disputed) is collected today: {result}").format(
        amount=amount, result=headline(found.collected)
    )


def treated(found: CreditOverview) -> list[str]:
    """What goes with this value and risk, what the grade gets, what a default would cost, and what waiting costs."""
    lines = [
        review_wording.treatment_line(found.value, risk_name(found.scored.score.risk), found.treatment),
        review_wording.care_text(found.care),
        review_wording.lost_text(found.lost, found.behind),
        *bounds(found),
    ]
    if found.waiting:
        now, later = found.waiting
        text = _("Acting now still collects about {now}, in {days} days about {later}: waiting costs {cost}")
        amounts = {"now": now.amount, "later": later.amount, "cost": now.amount - later.amount}
        lines.append(
            text.format(days=later.days, **{name: money(minor, found.currency) for name, minor in amounts.items()})
        )
    return lines


def bounds(found: CreditOverview) -> list[str]:
    """Where we stop with this customer; empty where nothing is set."""
    line, order = found.bounds
    own, used = found.limits.currency, found.limits.used
    told = []
    if line is not None:
        text = _("Stop line {line}: credit in use is {used}, {left} below it.")
        if used > line:
            text = _("Stop line {line}: credit in use is {used}, past it. Nothing more leaves on credit.")
        figures = {"line": line, "used": used, "left": line - used}
        told.append(text.format(**{name: money(minor, own) for name, minor in figures.items()}))
    if order is not None:
        text = _("Largest single order {amount}: more needs an exception approval.")
        told.append(text.format(amount=money(order, own)))
    return told


def with_this(now: Scored, then: Scored) -> str:
    """ "With this on file: 612 points · BBB (now 605 points · BB)"."""
    return _("With this on file: {then} (now {now})").format(then=headline(then), now=headline(now))


def missing(found: CreditOverview) -> list[str]:
    """Up to three pieces that would make the score more reliable: "Financial statements: reliability 47% → 67%"."""
    from app.services.credit_wording import item_name

    now = found.scored.score.confidence
    line = _("{piece}: reliability {before} → {after}")
    return [
        line.format(
            piece=item_name(each.code),
            before=percent(Decimal(str(now)), 0),
            after=percent(Decimal(str(min(1.0, now + each.gain))), 0),
        )
        for each in found.completeness.missing[:3]
        if each.gain > 0
    ]


def point_text(point: Point) -> str:
    """One day of the history line, for its tip."""
    said = grade_name(point.grade) if point.points_x100 is None else f"{points_text(point.points_x100)} · {point.grade}"
    return f"{day(point.on)}: {said}"

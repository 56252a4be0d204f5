"""Words of the review: types, steps, triggers, treatments, risks, and why somebody may not decide."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from app.i18n import _, mark, ngettext
from app.services.customer_wording import terms_short
from app.services.formats import NOTHING, day, joined, money, percent
from app.services.rules.authority import free_on

if TYPE_CHECKING:
    from app.services.review_sections import Releases
    from app.services.review_sheet import Position
    from app.services.rules.authority import Band
    from app.services.rules.parameters import Policy
    from app.services.rules.review_calendar import Trigger
    from app.services.rules.value_risk import Care

TYPES: Final = {
    "new": mark("First review"), "periodic": mark("Periodic review"), "increase": mark("Higher limit"),
    "temporary": mark("Temporary limit"), "triggered": mark("Review out of turn"),
}  # fmt: skip
STATUSES: Final = {
    "draft": mark("Being drafted"), "investigated": mark("Facts gathered"), "scored": mark("Scored"), "reviewed": mark("Ready to decide"),
    "approved": mark("Approved"), "rejected": mark("Turned down"), "void": mark("Voided"),
}  # fmt: skip
# What takes a review to its next step.
STEPS: Final = {
    "draft": mark("Facts are gathered"), "investigated": mark("Take the score of today"), "scored": mark("Hand in for a decision"),
    "reviewed": mark("Approve"),
}  # fmt: skip
TRIGGERS: Final = {
    "default": mark("Stopped paying"), "bounced": mark("A draft was refused"), "hold": mark("Credit was put on hold"),
    "record": mark("Something against them in a public record"), "distress": mark("A visit saw signs of distress"), "over_limit": mark("More is owed than the limit allows"),
    "security_ends": mark("A guarantee or pledge has run out"),
    "cap": mark("A new fact holds the grade down"), "grade_fell": mark("The grade fell"), "limit_expired": mark("The limit has run out"),
    "limit_raise": mark("The limit was raised by more than the rules allow without a review"),
    "override_ends": mark("The grade moved by hand ends"), "group_change": mark("The group changed"),
    "terms_change": mark("Payment terms were changed"), "new_statements": mark("New financial statements came in"),
    "dormant": mark("Buys again after a long silence"),
}  # fmt: skip
DUE: Final = {
    "overdue": mark("Overdue, the limit has run out"), "due": mark("Due"), "soon": mark("Due within 30 days"), "later": mark("Later"),
    "never": mark("Never reviewed"),
}  # fmt: skip
PARTS: Final = {
    "sales": mark("Sales department"),
    "finance": mark("Finance"),
    "legal": mark("Legal"),
    "owner": mark("Management"),
}
STANDS: Final = {"for": mark("In favour"), "against": mark("Against"), "veto": mark("Veto")}
ROLES: Final = {
    "sales": mark("Salesperson"), "bookkeeper": mark("Bookkeeper"), "manager": mark("Credit manager"), "owner": mark("Owner"),
    "reader": mark("Reader"),
}  # fmt: skip
LACKING: Final = {
    "statements": mark("financial statements"), "records": mark("a look into the public records of the last 12 months"),
    "questionnaire": mark("the questionnaire"), "rating": mark("enough facts for a grade"), "opinion": mark("an opinion"),
}  # fmt: skip
RISK_TYPES: Final = {
    "credit": mark("Credit risk"), "market": mark("Market"), "contract": mark("Contract performance"), "operational": mark("Operational"),
    "liquidity": mark("Liquidity"),
}  # fmt: skip
# Name and advice of each cell of the grid.
TREATMENTS: Final = {
    "grow": (mark("Grow"), mark("Offer more and longer terms; a visit a year")),
    "develop": (mark("Develop"), mark("Keep terms, look for more business")),
    "automate": (mark("Little effort"), mark("Standard terms, reminders as usual, no visits")),
    "accompany": (mark("Accompany"), mark("Keep the limit, look at payments every month, visit once a year")),
    "keep": (mark("Keep"), mark("Keep the limit, no longer terms")),
    "standard": (mark("Standard"), mark("Short terms, limit no higher than the need")),
    "secure": (mark("Secure"), mark("Part prepayment or a guarantee; agree on a plan with the owner")),
    "reduce": (mark("Reduce"), mark("Lower the limit step by step, part prepayment")),
    "cash": (mark("Prepayment only"), mark("Cash before shipping; small orders are not worth the risk")),
    "rescue": (mark("Collect with a plan"), mark("Stop shipping on credit; instalments in writing, with security")),
    "collect": (mark("Collect the overdue part"), mark("Stop shipping on credit until the overdue part is paid")),
    "exit": (mark("Let go"), mark("Collect what is open and end the business")),
    "learn": (mark("Get to know"), mark("Small orders, prepayment; gather facts for a grade")),
}  # fmt: skip
CHECKS: Final = {
    "month": mark("every month"), "fortnight": mark("every two weeks"), "week": mark("every week"), "order": mark("at each order"),
}  # fmt: skip
REMINDERS: Final = {
    "gentle": mark("gentle reminders"), "usual": mark("reminders as usual"), "early": mark("reminders before the due date"),
    "demand": mark("a demand at once"),
}  # fmt: skip
# What moves the share of a claim that would be lost.
BEHIND: Final = {
    "no_paper": mark("no signed contract or delivery note on file"), "guarantee": mark("a guarantee stands behind it"),
    "retention": mark("the goods stay ours until paid, registered"), "distant": mark("the customer is in another country"),
    "clauses": mark("a contract that does not say when it is paid, how it is delivered or where letters go"),
}  # fmt: skip
REFUSALS: Final = {
    "same_person": mark("Who proposed it does not approve it. Another person must approve."),
    "reason": mark("Write down why: this decision needs a typed reason."),
    "veto": mark("There is a veto. Who gave it must take it back with a new opinion first."),
}  # fmt: skip


def refusal_text(code: str, band: Band, policy: Policy, proposed_on: date) -> str:
    """Why somebody may not decide, and what would do."""
    if code == "role":
        text = _("This amount and grade are decided by: {role}. Ask them to approve it.")
        return text.format(role=_(ROLES[band.decides]))
    if code == "second":
        text = _("A second signature is needed: {role}. Let them give an opinion in favour first.")
        return text.format(role=joined(_(ROLES[role]) for role in band.signatures[:-1]))
    if code == "wait":
        text = _("You decide alone, so more credit waits a day: it can be approved from {day} on.")
        return text.format(day=day(free_on(policy, proposed_on)))
    return _(REFUSALS[code])


def trigger_text(trigger: Trigger) -> str:
    """What calls for a review, with its day where it has one."""
    words = _(TRIGGERS[trigger.code])
    return words if trigger.since is None else _("{what}, {day}").format(what=words, day=day(trigger.since))


def limit_text(position: Position) -> str:
    """The limit of a position, with what is added for a while."""
    if position.limit_state == "unlimited":
        return _("Unlimited")
    if position.limit is None:
        return _("Not set")
    text = money(position.limit.minor, position.limit.currency)
    if position.limit_state == "expired":
        return _("{limit}, ran out after {day}").format(limit=text, day=day(position.limit_until))
    if position.temporary is None or position.temporary_until is None:
        return text
    more = _("{limit} and {more} until {day}")
    added = money(position.temporary.minor, position.temporary.currency)
    return more.format(limit=text, more=added, day=day(position.temporary_until))


def terms_text(position: Position) -> str:
    return terms_short(position.terms_basis, position.terms_days, position.terms_day_of_month)


def prepay_text(position: Position) -> str:
    return NOTHING if position.prepay_bp is None else percent(Decimal(position.prepay_bp) / 10_000)


def treatment_name(code: str) -> str:
    return _(TREATMENTS[code][0])


def treatment_text(code: str) -> str:
    return _(TREATMENTS[code][1])


def treatment_line(value: str | None, risk: str, code: str) -> str:
    """ "Value A × risk High: Secure. Part prepayment or a guarantee"; a customer without sales in a year has no class."""
    words = {"value": value or NOTHING, "risk": risk, "name": treatment_name(code), "what": treatment_text(code)}
    return _("Value {value} × risk {risk}: {name}. {what}.").format(**words)


def releases_text(found: Releases) -> str:
    """ "2 exceptions approved · since the review of 2026-05-20 · together ¥180,000.00 · 1 in force"; "" where there was none."""
    if not found.count:
        return ""
    told = [ngettext("{count} exception approved", "{count} exceptions approved", found.count)]
    if found.since:
        told.append(_("since the review of {day}").format(day=found.since.isoformat()))
    if found.total and found.total.minor:
        told.append(_("together {amount}").format(amount=money(found.total.minor, found.total.currency)))
    if found.live:
        told.append(_("{count} in force").format(count=found.live))
    return " · ".join(told)


def lost_text(share: float, behind: Iterable[str]) -> str:
    """What part of a claim a default would cost, and what makes it more or less than usual."""
    why = joined(_(BEHIND[code]) for code in behind)
    if not why:
        return _("Of what is owed, {share} would be lost").format(share=percent(Decimal(str(share)), 0))
    return _("Of what is owed, {share} would be lost: {why}").format(share=percent(Decimal(str(share)), 0), why=why)


def care_text(care: Care) -> str:
    """What a grade gets, in one sentence."""
    text = _(
        "Terms up to {terms}, at least {share} before delivery, reviewed {cycle}, payments looked at {check}, {reminders}"
    )
    return text.format(
        terms=ngettext("{count} day", "{count} days", care.terms_days).format(count=care.terms_days),
        share=percent(Decimal(care.prepay_bp) / 10_000),
        cycle=ngettext("every {count} month", "every {count} months", care.review_months).format(
            count=care.review_months
        ),
        check=_(CHECKS[care.check]),
        reminders=_(REMINDERS[care.reminders]),
    )

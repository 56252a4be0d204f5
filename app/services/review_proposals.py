"""What a review proposes and what was approved: checked as it comes in, kept as JSON, told as a position of the sheet."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, Final, Literal

from app.i18n import _
from app.models.customers import Terms
from app.models.errors import Invalid
from app.models.money import Money
from app.services import checks, frozen
from app.services.customers import whole_terms
from app.services.review_sheet import Analysis, Position
from app.services.rules.parameters import Policy
from app.services.rules.score_types import GRADES, Score

MOST_NOTCHES: Final = 2
WHOLE: Final = 10_000  # basis points
MOST_LINES: Final = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """What should hold. Money in minor units of the customer's currency; `limit` 0 with state "set" = cash before shipping.

    `terms` None = as they are. `temporary` adds to the limit up to the last day `temporary_until`. `notches` moves the grade (> 0 = better)
    until `override_until` for `override_reason`. `next_on` None = by the grade. `risks` = (risk, what is done about it).
    """

    limit_state: Literal["set", "unlimited", "not_set"] = "set"
    limit: int = 0
    temporary: int = 0
    temporary_until: date | None = None
    terms: Terms | None = None
    prepay_bp: int | None = None
    security: str | None = None
    conditions: tuple[str, ...] = ()
    notches: int = 0
    override_reason: str | None = None
    override_until: date | None = None
    next_on: date | None = None
    strengths: tuple[str, ...] = ()
    weaknesses: tuple[str, ...] = ()
    risks: tuple[tuple[str, str], ...] = ()

    @property
    def credit(self) -> int | None:
        """The limit with what is added for a while; None = unlimited."""
        if self.limit_state == "unlimited":
            return None
        return (self.limit if self.limit_state == "set" else 0) + self.temporary

    @property
    def analysis(self) -> Analysis:
        return Analysis(strengths=self.strengths, weaknesses=self.weaknesses, risks=self.risks)


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposed:
    """What a review carries until it is decided: the proposal with the day it was made, and why steps were skipped.

    `returned` = why it was sent back, until the next proposal.
    """

    proposal: Proposal | None = None
    on: date | None = None
    returned: str | None = None
    skipped: Mapping[str, str] = field(default_factory=dict)


def checked(draft: Proposal, policy: Policy, today: date) -> Proposal:
    """The proposal with clean texts. Raises Invalid naming the field."""
    if draft.limit_state not in ("set", "unlimited", "not_set"):
        raise Invalid("limit_state", _("Choose one of the listed kinds of limit."))
    _check_temporary(draft, today)
    _check_override(draft, policy, today)
    if draft.prepay_bp is not None and not 0 <= draft.prepay_bp <= WHOLE:
        raise Invalid("prepay_bp", _("A share from 0 to 100 %, please."))
    if draft.next_on is not None and checks.day("next_on", draft.next_on) <= today:
        raise Invalid("next_on", _("The next review must be after today. Choose a later day."))
    amount = checks.limit("limit", draft.limit) if draft.limit_state == "set" else 0
    return replace(
        draft,
        limit=amount,
        terms=Terms(**whole_terms(draft.terms)) if draft.terms else None,
        security=checks.text("security", draft.security),
        override_reason=checks.text("override_reason", draft.override_reason),
        risks=tuple(_risk(*each) for each in draft.risks),
        conditions=_lines("conditions", draft.conditions),
        strengths=_lines("strengths", draft.strengths),
        weaknesses=_lines("weaknesses", draft.weaknesses),
    )


def _check_temporary(draft: Proposal, today: date) -> None:
    if not draft.temporary:
        return
    checks.amount("temporary", draft.temporary)
    if draft.limit_state != "set":
        raise Invalid(
            "temporary", _("A temporary limit adds to a limit that is set. Set the limit, or leave this empty.")
        )
    if draft.temporary_until is None or checks.day("temporary_until", draft.temporary_until) < today:
        raise Invalid("temporary_until", _("A temporary limit needs its last day, today or later."))


def _check_override(draft: Proposal, policy: Policy, today: date) -> None:
    if draft.notches:
        check_override(draft.notches, draft.override_reason, draft.override_until, policy, today)


def check_override(notches: int, reason: str | None, until: date | None, policy: Policy, today: date) -> None:
    """A grade moved by hand: at most two steps, with a reason, for a time. Raises Invalid naming the field."""
    if not notches or abs(notches) > MOST_NOTCHES:
        raise Invalid("notches", _("A grade may be moved by one or two steps."))
    checks.text("override_reason", reason, required=True)
    if until is None or not 0 < (checks.day("override_until", until) - today).days <= policy.override_days:
        text = _("A grade moved by hand needs an end, at most {days} days from today.")
        raise Invalid("override_until", text.format(days=policy.override_days))


def _lines(name: str, texts: tuple[str, ...]) -> tuple[str, ...]:
    """Each line clean, empty ones left out."""
    if len(texts) > MOST_LINES:
        raise Invalid(name, _("At most {count} lines, please. Join some of them.").format(count=MOST_LINES))
    return tuple(line for text in texts if (line := checks.text(name, text)))


def _risk(what: str, measure: str) -> tuple[str, str]:
    """A risk needs what is done about it."""
    named = checks.text("risks", what, required=True) or ""
    mitigant = checks.text("risks", measure)
    if mitigant is None:
        text = _("Say what is done about “{risk}”: a key risk stands with its measure.")
        raise Invalid("risks", text.format(risk=named))
    return named, mitigant


def position(proposal: Proposal, score: Score, currency: str, current: Position) -> Position:
    """The proposal as the sheet shows it; `current` gives what the proposal leaves as it is."""
    terms = proposal.terms
    own = (
        Terms(current.terms_basis, current.terms_days or 0, current.terms_day_of_month) if current.terms_basis else None
    )
    shown = terms or own
    return Position(
        grade=grade_after(proposal, score),
        notches=proposal.notches,
        limit_state=proposal.limit_state,
        limit=Money(proposal.limit, currency) if proposal.limit_state == "set" else None,
        temporary=Money(proposal.temporary, currency) if proposal.temporary else None,
        temporary_until=proposal.temporary_until if proposal.temporary else None,
        terms_basis=shown.basis if shown else None,
        terms_days=shown.days if shown else None,
        terms_day_of_month=shown.day_of_month if shown else None,
        prepay_bp=proposal.prepay_bp,
        security=proposal.security,
    )


def grade_after(proposal: Proposal, score: Score) -> str:
    """The grade with what is proposed: a new move by hand takes the place of an earlier one, without one that goes on."""
    if not proposal.notches:
        return score.grade
    by_rules = next((each.data["from"] for each in score.reasons if each.code == "override"), score.grade)
    return moved(by_rules, proposal.notches)


def deciding_grade(proposal: Proposal, score: Score) -> str:
    """What the authority goes by: the worse of the grades before and after; nobody widens a band with a move by hand."""
    return max(
        score.grade,
        grade_after(proposal, score),
        key=lambda each: GRADES.index(each) if each in GRADES else len(GRADES),
    )


def moved(grade: str, notches: int) -> str:
    """A grade so many steps better (or worse, below zero); D and NR stay."""
    if grade not in GRADES:
        return grade
    return GRADES[min(len(GRADES) - 1, max(0, GRADES.index(grade) - notches))]


def to_plain(value: Proposal | Proposed) -> dict[str, Any]:
    found: dict[str, Any] = frozen.to_plain(value)
    return found


def proposed(kept: Mapping[str, Any]) -> Proposed:
    """What stands in the column of the review."""
    return frozen.from_plain(Proposed, kept)


def approved(kept: Mapping[str, Any]) -> Proposal:
    return frozen.from_plain(Proposal, kept)

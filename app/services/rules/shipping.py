"""May goods leave on credit? One verdict from facts by the ordered rules of the policy (domain.md B4, B5, M2).

judged = judge(ShipFacts(asked=80_000_00, exposure=320_000_00, limit_state="set", limit=350_000_00), policy)
judged.verdict, [each.code for each in judged.reasons], judged.after

Amounts are minor units of one currency, the customer's. What is wholly paid before it leaves is no credit: only a hold stops it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from app.services.rules.parameters import Policy
from app.services.rules.score_types import GRADES
from app.services.rules.ship_facts import WHOLE, Release, ShipFacts

VERDICTS: Final = ("ok", "conditions", "prepay", "approval", "stop")  # the mildest first
WARNS: Final = 1
TELLABLE: Final = 4
GOOD_GRADES: Final = GRADES[:3]
AVERAGE_OF: Final = 3  # receivables from which on an average says something


@dataclass(frozen=True, slots=True)
class Reason:
    """Why not simply yes: the code of a rule, or of what it found; what that alone leads to; figures for the sentence."""

    code: str
    rule: str
    verdict: str
    figures: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Judged:
    """`reasons` in the order of the rules; `released` = rules that an approval answers for."""

    verdict: str
    reasons: tuple[Reason, ...]
    released: tuple[str, ...]
    after: int
    credit: int
    pending: int

    @property
    def told(self) -> tuple[Reason, ...]:
        """At most four, the severest ones, in their order."""
        if len(self.reasons) <= TELLABLE:
            return self.reasons
        kept = sorted(self.reasons, key=lambda each: -severity(each.verdict))[:TELLABLE]
        return tuple(each for each in self.reasons if each in kept)


Found = tuple[str, str, dict[str, Any]]  # (code, verdict, figures)
Rule = Callable[[ShipFacts, Policy], Found | None]


def judge(facts: ShipFacts, policy: Policy) -> Judged:
    """Every rule of the policy in its order; the severest decides."""
    covered = {code for each in facts.releases if _reaches(each, facts) for code in each.covers}
    found = tuple(_reasons(facts, policy))
    reasons = tuple(each for each in found if each.rule not in covered)
    released = tuple(each.rule for each in found if each.rule in covered)
    verdict = max((each.verdict for each in reasons), key=severity, default=VERDICTS[0])
    return Judged(verdict, reasons, released, facts.after, facts.credit, facts.pending)


def severity(verdict: str) -> int:
    return VERDICTS.index(verdict)


def stop_days(grade: str, policy: Policy) -> int:
    """How long something may be overdue before nothing leaves; who is not rated counts with the others."""
    return policy.stop_days[0 if grade in GOOD_GRADES else 1]


def _reaches(release: Release, facts: ShipFacts) -> bool:
    return release.amount is None or facts.asked <= release.amount


def _reasons(facts: ShipFacts, policy: Policy) -> Iterator[Reason]:
    for rule, effect in policy.ship_rules:
        asked = effect and (facts.credit or rule in ALWAYS)
        found = RULES[rule](facts, policy) if asked else None
        if found is not None:
            code, verdict, figures = found
            yield Reason(code, rule, "conditions" if effect == WARNS else verdict, figures)


def _hold(facts: ShipFacts, _policy: Policy) -> Found | None:
    return ("hold", "stop", {}) if facts.hold else None


def _grade(facts: ShipFacts, _policy: Policy) -> Found | None:
    return ("grade_stop", "stop", {"grade": facts.grade}) if facts.grade == "D" else None


def _broken(facts: ShipFacts, _policy: Policy) -> Found | None:
    return ("broken", "approval", {"count": facts.broken}) if facts.broken else None


def _oldest(facts: ShipFacts, policy: Policy) -> Found | None:
    most = stop_days(facts.grade, policy)
    days = max((each.days for each in facts.overdue), default=0)
    return ("oldest_overdue", "prepay", {"amount": facts.late, "days": days, "most": most}) if days > most else None


def _share(facts: ShipFacts, policy: Policy) -> Found | None:
    if facts.late <= policy.ship_overdue_share * facts.open:
        return None
    share = facts.late * WHOLE // facts.open if facts.open else WHOLE
    most = round(policy.ship_overdue_share * WHOLE)
    return "overdue_share", "conditions", {"amount": facts.late, "share": share, "most": most}


def _limit(facts: ShipFacts, _policy: Policy) -> Found | None:
    if facts.limit_state == "not_set":
        return _without_limit(facts)
    if facts.limit_state == "unknown":
        return "limit_unknown", "approval", {"after": facts.after}
    if facts.limit_state != "set" or facts.after <= facts.limit:
        return None
    if not facts.limit:
        return "limit_zero", "stop", {"after": facts.after}
    over = facts.after - facts.limit
    return (
        "limit",
        "prepay",
        {"after": facts.after, "limit": facts.limit, "over": over, "share": _part(over, facts.limit)},
    )


def _without_limit(facts: ShipFacts) -> Found:
    """The proposal stands in, never silently."""
    figures = {"after": facts.after, "limit": facts.proposal}
    within = facts.after <= facts.proposal
    return ("limit_not_set", "conditions", figures) if within else ("limit_proposal", "approval", figures)


def _expired(facts: ShipFacts, _policy: Policy) -> Found | None:
    return ("limit_expired", "stop", {"after": facts.after}) if facts.limit_state == "expired" else None


def _group(facts: ShipFacts, _policy: Policy) -> Found | None:
    together = facts.others + max(0, facts.after)
    if facts.group_limit is None or together <= facts.group_limit:
        return None
    return "group", "prepay", {"after": together, "limit": facts.group_limit, "over": together - facts.group_limit}


def _group_late(facts: ShipFacts, policy: Policy) -> Found | None:
    figures = {"count": facts.group_late, "most": policy.overdue_days_b}
    return ("group_late", "stop", figures) if facts.group_late else None


def _max_order(facts: ShipFacts, _policy: Policy) -> Found | None:
    whole = facts.asked + facts.split
    if facts.max_order is None or whole <= facts.max_order:
        return None
    return "max_order", "approval", {"amount": whole, "split": facts.split, "most": facts.max_order}


def _reminder(facts: ShipFacts, policy: Policy) -> Found | None:
    reached = policy.stop_level and facts.reminded >= policy.stop_level
    return ("reminder", "stop", {"level": facts.reminded}) if reached else None


def _large(facts: ShipFacts, policy: Policy) -> Found | None:
    whole = facts.asked + facts.split
    if facts.large is not None and whole >= facts.large:
        return "large_deal", "approval", {"amount": whole, "split": facts.split, "most": facts.large}
    usual = None if facts.average is None else round(facts.average * policy.large_factor)
    if usual is None or facts.asked <= usual:
        return None
    return "large_usual", "approval", {"amount": facts.asked, "average": facts.average, "factor": policy.large_factor}


def _prepayment(facts: ShipFacts, _policy: Policy) -> Found | None:
    figures = {"required": facts.before, "received": facts.received, "missing": facts.pending}
    return ("prepayment", "prepay", figures) if facts.pending else None


def _insurance(facts: ShipFacts, _policy: Policy) -> Found | None:
    if facts.insured_to is None:
        return None
    if facts.uninsured:
        return "insurance_stopped", "approval", {"why": facts.uninsured}
    beyond = facts.after - facts.insured_to
    return ("insurance", "approval", {"limit": facts.insured_to, "beyond": beyond}) if beyond > 0 else None


def _papers(facts: ShipFacts, _policy: Policy) -> Found | None:
    return ("papers", "approval", {"count": facts.papers}) if facts.papers else None


def _stop_line(facts: ShipFacts, _policy: Policy) -> Found | None:
    if facts.stop_line is None or facts.after <= facts.stop_line:
        return None
    return "stop_line", "stop", {"after": facts.after, "line": facts.stop_line}


def _part(of: int, whole: int) -> int:
    """Basis points, half up."""
    return (of * WHOLE * 2 + whole) // (2 * whole)


# What holds for an order that is paid before it leaves, too.
ALWAYS: Final = frozenset({"hold", "prepayment"})
RULES: Final[Mapping[str, Rule]] = {
    "hold": _hold, "grade_stop": _grade, "broken": _broken, "oldest_overdue": _oldest, "overdue_share": _share, "limit": _limit,
    "group": _group, "group_late": _group_late, "max_order": _max_order, "reminder": _reminder, "large_deal": _large,
    "prepayment": _prepayment, "insurance": _insurance, "papers": _papers, "limit_expired": _expired, "stop_line": _stop_line,
}  # fmt: skip

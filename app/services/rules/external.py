"""What others say: bank credit report, court, registry and tax records, ratings of third parties (domain.md A5, M2).

A customer nobody looked up has no such block: to start from 80 would reward what is not known.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final

from app.models.credit_facts import CreditFact
from app.models.dates import add_months
from app.models.facts import CustomerFacts
from app.services.rules.blocks import NEUTRAL, Block, Part
from app.services.rules.parameters import Policy
from app.services.rules.scale import scale_of

RECORDS: Final = frozenset({"court", "registry", "tax"})
CLEAN: Final = frozenset({"clean", "grade"})  # looked up, nothing held against the customer
# The record and the name of its points in the policy; several of one sort count once.
FINDINGS: Final = {
    ("court", "enforcement"): "enforcement", ("tax", "arrears"): "tax_arrears", ("registry", "abnormal"): "abnormal",
    ("registry", "share_freeze"): "share_freeze", ("registry", "chattel_mortgage"): "chattel_mortgage", ("registry", "penalty"): "penalty",
}  # fmt: skip
FRESH_MONTHS: Final = 3  # a look-up of the last three months is fully trusted (A8)
SUITS: Final = 2
SUIT_MONTHS: Final = 12
USED_BP: Final = 9000
NEW_LENDERS: Final = 3
CLEAN_MONTHS: Final = 24


@dataclass(frozen=True, slots=True)
class Finding:
    """Points a record adds or takes away, before ageing; `share` 1 or 0.5 by the age of its report."""

    code: str
    points: float
    share: float
    data: dict[str, Any] = field(default_factory=dict)


def live(facts: CustomerFacts) -> list[CreditFact]:
    """The entries that hold on the day: known, not ended, still valid."""
    on = facts.on
    return [
        each
        for each in facts.facts
        if each.on_day <= on >= each.checked_on
        and (each.ended_on is None or each.ended_on > on)
        and (each.valid_to is None or each.valid_to >= on)
    ]


def age_share(day: date, on: date, policy: Policy) -> float:
    """1 for a report of the last 6 months, 0.5 up to 12, then 0."""
    if on > add_months(day, policy.report_last_months):
        return 0.0
    return 0.5 if on > add_months(day, policy.report_half_months) else 1.0


def external_block(facts: CustomerFacts, policy: Policy) -> Block | None:
    """Records of weight 1 beside each rating by its age; None where nothing was looked up."""
    if not facts.facts:
        return None
    known = live(facts)
    counted, ratings = _checks(known, facts.on, policy), _ratings(known, facts.on, policy)
    whole = bool(counted) + sum(share for _, share in ratings)
    if not whole:
        return None
    parts = _records(facts, known, policy, 1 / whole) if counted else []
    parts += [_rating(each, share, whole, policy) for each, share in ratings]
    newest = max(each.checked_on for each in (*counted, *(rating for rating, _ in ratings)))
    return Block(tuple(parts), _confidence(newest, facts.on, policy))


def newest_report(known: Iterable[CreditFact]) -> CreditFact | None:
    """The bank credit report of the latest day."""
    return max((each for each in known if each.kind == "bank_report"), key=lambda each: each.on_day, default=None)


def findings(facts: CustomerFacts, known: Sequence[CreditFact], policy: Policy) -> list[Finding]:
    """What the records add and take away."""
    points = dict(policy.external_points)
    found = []
    for sort, name in FINDINGS.items():
        same = [each for each in known if (each.kind, each.code) == sort]
        if same:
            found.append(Finding(name, points[name], 1.0, _told(same)))
    since = add_months(facts.on, -SUIT_MONTHS)
    suits = [each for each in known if each.code == "payment_suit" and each.on_day >= since]
    if len(suits) >= SUITS:
        found.append(Finding("payment_suits", points["payment_suits"], 1.0, _told(suits)))
    report = newest_report(known)
    share = age_share(report.on_day, facts.on, policy) if report else 0.0
    if report and share:
        told = [(name, data) for name, data in _report(report, facts) if points.get(name)]
        found += [Finding(name, points[name], share, {**_told([report]), **data}) for name, data in told]
    return found


def _report(report: CreditFact, facts: CustomerFacts) -> list[tuple[str, dict[str, Any]]]:
    """The findings of a bank credit report with their figures."""
    told, currency = report.data, report.currency or facts.currency
    amounts = ("bad", "special_mention", "overdue", "interest_arrears")
    bad = [(name, {"amount": told[name], "currency": currency}) for name in amounts if (told.get(name) or 0) > 0]
    found: list[tuple[str, dict[str, Any]]] = list(bad)
    if (told.get("used_bp") or 0) > USED_BP:
        found.append(("limit_use", {"value": told["used_bp"] / 10_000}))
    if (told.get("new_lenders") or 0) >= NEW_LENDERS:
        found.append(("new_lenders", {"count": told["new_lenders"]}))
    if (told.get("guarantees") or 0) > 0:
        found += _guarantees(told["guarantees"], currency, facts)
    if not bad and (told.get("clean_months") or 0) >= CLEAN_MONTHS and (told.get("balance") or 0) > 0:
        found.append(("clean_history", {"months": told["clean_months"]}))
    return found


def _guarantees(amount: int, currency: str, facts: CustomerFacts) -> list[tuple[str, dict[str, Any]]]:
    """Against equity; where there is none, or none is known, they count as more than all of it (M2, rule 7)."""
    worth = comparable_worth(facts, currency)
    data = {"amount": amount, "currency": currency, "equity": worth}
    if worth is None or worth <= 0 or amount > worth:
        return [("guarantees_all", data)]
    return [("guarantees_half", data)] if 2 * amount > worth else []


def comparable_worth(facts: CustomerFacts, currency: str) -> int | None:
    """Equity by the newest statement, in minor units of `currency`; None where unknown or in another currency."""
    newest = facts.statements[0] if facts.statements else None
    return newest.net_worth if newest and newest.currency == currency else None


def _checks(known: Iterable[CreditFact], on: date, policy: Policy) -> list[CreditFact]:
    """What makes the customer a looked-up one: records held against it always, clean ones and reports of the last year."""
    records = [each for each in known if each.kind in RECORDS or each.kind == "bank_report"]
    against = [each for each in records if each.kind in RECORDS and each.code not in CLEAN]
    return against + [each for each in records if each not in against and age_share(each.checked_on, on, policy) > 0]


def _records(facts: CustomerFacts, known: Sequence[CreditFact], policy: Policy, weight: float) -> list[Part]:
    """The start, each finding, and what lies outside 0..100 given back."""
    start, found = policy.external_start, findings(facts, known, policy)
    total = start + sum(each.points * each.share for each in found)
    parts = [Part("external.checked", weight * (start - NEUTRAL), {"points": start})]
    for each in found:
        data = {**each.data, "points": each.points, "share": each.share}
        parts.append(Part(f"external.{each.code}", weight * each.points * each.share, data))
    back = min(100.0, max(0.0, total)) - total
    return [*parts, Part("external.floor", weight * back, {"points": back})] if back else parts


def _ratings(known: Iterable[CreditFact], on: date, policy: Policy) -> list[tuple[CreditFact, float]]:
    """The newest rating of each agency that is mapped to a chance of default, with its weight by age."""
    newest: dict[str, CreditFact] = {}
    for each in known:
        if each.kind == "rating" and each.data.get("pd_ppm"):
            agency = str(each.data.get("agency", ""))
            if agency not in newest or newest[agency].on_day < each.on_day:
                newest[agency] = each
    aged = [(each, age_share(each.on_day, on, policy)) for each in newest.values()]
    return [(each, share) for each, share in aged if share > 0]


def _rating(rating: CreditFact, share: float, whole: float, policy: Policy) -> Part:
    pd = min(0.99, max(0.0001, rating.data["pd_ppm"] / 1_000_000))
    data = {
        **_told([rating]),
        "agency": rating.data.get("agency"),
        "grade": rating.data.get("grade"),
        "pd": pd,
        "share": share,
    }
    return Part("external.rating", share / whole * (scale_of(policy).quality(pd) - NEUTRAL), data)


def _confidence(newest: date, on: date, policy: Policy) -> float:
    if on <= add_months(newest, FRESH_MONTHS):
        return 1.0
    return 0.5 if on <= add_months(newest, policy.report_last_months) else 0.0


def _told(same: Sequence[CreditFact]) -> dict[str, Any]:
    """The newest of several entries, how many there are, and what they sum to where they name amounts of one currency."""
    newest = max(same, key=lambda each: each.on_day)
    data: dict[str, Any] = {"fact": newest.id, "on": newest.on_day.isoformat(), "count": len(same)}
    if newest.amount is not None:
        data["amount"] = sum(each.amount or 0 for each in same if each.currency == newest.currency)
        data["currency"] = newest.currency
    return data

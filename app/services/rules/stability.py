"""The questionnaire and the conditions around a customer as blocks of the score (domain.md A6, A1)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Final

from app.models.credit_facts import CreditFact
from app.models.dates import add_months
from app.models.facts import CustomerFacts
from app.services.rules.blocks import Block, Input, in_band, weighted
from app.services.rules.parameters import Policy

ITEMS: Final = 20
MOST_POINTS: Final = 5
VISIT_MONTHS: Final = 12  # a visit of the last year has seen the firm
OPINION_MONTHS: Final = 12


def stability_block(facts: CustomerFacts, policy: Policy) -> Block | None:
    """Answered items, each worth the same; an item left open drops out and lowers the confidence."""
    answers = {item: points for item, points in sorted(facts.answers.items()) if 1 <= item <= ITEMS}
    seen = facts.visited_on is not None and facts.on <= add_months(facts.visited_on, VISIT_MONTHS)
    trust = policy.stability_confidence_seen if seen else policy.stability_confidence
    inputs = [
        Input(f"stability.{item}", 100 * points / MOST_POINTS, 1, {"item": item, "points": points})
        for item, points in answers.items()
    ]
    return weighted(inputs, trust * len(inputs) / ITEMS)


def conditions_block(facts: CustomerFacts, policy: Policy) -> Block | None:
    """Opinions of the last year on industry, region and season (1..5), and the share of the customer's largest buyer."""
    weights = dict(policy.conditions_weights)
    inputs = []
    for code, weight in weights.items():
        newest = _newest(facts.facts, code, facts.on)
        if code == "concentration":
            inputs += _concentration(newest, weight, policy)
        elif grades := [each.data["grade"] for each in newest if "grade" in each.data]:
            grade = sum(grades) / len(grades)
            inputs.append(Input(f"conditions.{code}", 25 * (grade - 1), weight, {"grade": grade, "fact": newest[0].id}))
    there = sum(each.weight for each in inputs)
    return weighted(inputs, there / sum(weights.values())) if there else None


def _concentration(newest: Sequence[CreditFact], weight: float, policy: Policy) -> list[Input]:
    shares = [each.data["share_bp"] / 10_000 for each in newest if "share_bp" in each.data]
    if not shares:
        return []
    share, (bad, good) = sum(shares) / len(shares), policy.concentration_band
    data = {"value": share, "bad": bad, "good": good, "fact": newest[0].id}
    return [Input("conditions.concentration", in_band(share, bad, good), weight, data)]


def _newest(facts: Sequence[CreditFact], code: str, on: date) -> list[CreditFact]:
    """The opinions of the newest day within the last year; several of one day count together."""
    told = [
        each for each in facts
        if each.kind == "industry_opinion" and each.code == code and each.on_day <= on <= add_months(each.on_day, OPINION_MONTHS)
    ]  # fmt: skip
    last = max((each.on_day for each in told), default=None)
    return [each for each in told if each.on_day == last]

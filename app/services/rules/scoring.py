"""The score of a customer: blocks, chance of default, points and grade, each as a sum of reasons (domain.md A7, A8, M2).

Within the blocks that are there, ln odds are linear in every input. So `start` (all inputs neutral) + the points of the
inputs = the points of the model, and to make one input neutral takes exactly its own reason away. Then follow what little is
known (`shrinkage`; where it takes nothing, the `rounding` of the inputs to hundredths), the lowest cap and the override.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from app.models.facts import CustomerFacts
from app.services.rules.blocks import Block
from app.services.rules.caps import caps_on
from app.services.rules.external import external_block
from app.services.rules.parameters import Policy
from app.services.rules.payment_score import payment_block
from app.services.rules.ratios import financial_block
from app.services.rules.scale import Scale, grade_of, log_odds, lowest_pd, pd_of, prior_pd, scale_of
from app.services.rules.score_types import BLOCKS, GRADES, RISK_OF, Cap, Reason, Score
from app.services.rules.stability import conditions_block, stability_block

EVIDENCE: Final = BLOCKS[:4]  # with none of them a customer is not rated: conditions alone are not about the customer
MOST_NOTCHES: Final = 2


@dataclass(frozen=True, slots=True)
class _Model:
    """What the blocks say, before caps and override."""

    pd: float
    rated: bool
    reasons: tuple[Reason, ...]


def blocks(facts: CustomerFacts, policy: Policy) -> dict[str, Block | None]:
    """Every block by its name, None = missing."""
    return {
        "payment": payment_block(facts.payments, policy),
        "financial": financial_block(facts.statements, facts.sector, facts.on, policy),
        "stability": stability_block(facts, policy) if facts.answers else None,
        "external": external_block(facts, policy),
        "conditions": conditions_block(facts, policy) if facts.facts else None,
    }


def confidence(found: Mapping[str, Block | None], policy: Policy) -> float:
    """How far the score is known, 0..1: the blocks' confidence by their weights, a missing block 0."""
    known = sum(w * b.confidence for w, b in zip(policy.block_weights, found.values(), strict=True) if b)
    return known / (sum(policy.block_weights) or 1)


def score(facts: CustomerFacts, policy: Policy) -> Score:
    """The score on the day of the facts. An unrated customer keeps NR unless a cap lies below the grade of the prior."""
    scale, found, caps = scale_of(policy), blocks(facts, policy), caps_on(facts, policy)
    trust = confidence(found, policy)
    model = _model(facts, found, trust, policy)
    grade_model = grade_of(model.pd, policy)
    pd, grade, reasons = _decided(model, grade_model, caps, facts, policy)
    points = None if grade in ("D", "NR") else scale.start_x100 + sum(each.points_x100 for each in reasons)
    return Score(
        points_x100=points,
        start_x100=scale.start_x100,
        pd=pd,
        pd_model=model.pd,
        grade=grade,
        grade_model=grade_model if model.rated else "NR",
        risk="stop" if facts.standing.hold else RISK_OF[grade],
        confidence=trust,
        blocks={name: block.value if block else None for name, block in found.items()},
        reasons=reasons,
        caps=caps,
    )


def _model(facts: CustomerFacts, found: Mapping[str, Block | None], trust: float, policy: Policy) -> _Model:
    """Thin evidence tempers a good score and never softens a bad one; without any evidence there is only the prior."""
    scale, prior = scale_of(policy), prior_pd(facts.sector, policy)
    there = [(b, w) for b, w in zip(found.values(), policy.block_weights, strict=True) if b and w > 0]
    rated = any(found[name] for name in EVIDENCE)
    if not rated or not there:
        shift = scale.points_x100(prior) - scale.start_x100
        return _Model(prior, False, (Reason("shrinkage", shift, {"confidence": 0.0, "prior": prior}),) if shift else ())
    inputs = _inputs(there, scale)
    quality = sum(w * b.value for b, w in there) / sum(w for _, w in there)
    plain = scale.odds_at(quality)
    odds = min(plain, trust * plain + (1 - trust) * log_odds(prior))
    pd = pd_of(odds)
    shift = scale.points_x100(pd) - scale.start_x100 - sum(each.points_x100 for each in inputs)
    if odds < plain:  # this line takes up the rounding of the inputs too
        return _Model(pd, True, (*inputs, Reason("shrinkage", shift, {"confidence": trust, "prior": prior})))
    return _Model(pd, True, (*inputs, Reason("rounding", shift)) if shift else inputs)


def _inputs(there: list[tuple[Block, float]], scale: Scale) -> tuple[Reason, ...]:
    whole = sum(weight for _, weight in there)
    per_lift = 100 * scale.factor * scale.slope / whole
    return tuple(
        Reason(part.code, round(per_lift * weight * part.lift), part.data)
        for block, weight in there
        for part in block.parts
    )


def _decided(
    model: _Model, grade_model: str, caps: tuple[Cap, ...], facts: CustomerFacts, policy: Policy
) -> tuple[float, str, tuple[Reason, ...]]:
    """Chance of default, grade and reasons after the lowest cap and the override."""
    lowest = caps[0].grade if caps else GRADES[0]
    if lowest == "D":
        return 1.0, "D", model.reasons if model.rated else ()
    held = GRADES.index(lowest) > GRADES.index(grade_model)
    if not model.rated and not held:
        return model.pd, "NR", ()
    pd, grade, reasons = model.pd, grade_model, model.reasons
    if held:
        grade = lowest
        pd, reasons = _moved(
            pd, lowest_pd(grade, policy), "cap", {"code": caps[0].code, "grade": grade}, reasons, policy
        )
    notches = notches_of(facts, policy)
    raised = GRADES[min(len(GRADES) - 1, max(0, GRADES.index(grade) - notches))]
    if raised == grade:
        return pd, grade, reasons
    bound = (
        min(pd, policy.grade_pd_typical[GRADES.index(raised)]) if notches > 0 else max(pd, lowest_pd(raised, policy))
    )
    data = {"notches": notches, "from": grade, "to": raised}
    pd, reasons = _moved(pd, bound, "override", data, reasons, policy)
    return pd, raised, reasons


def _moved(
    pd: float, to: float, code: str, data: Mapping[str, object], reasons: tuple[Reason, ...], policy: Policy
) -> tuple[float, tuple[Reason, ...]]:
    """The chance of default moved from `pd` to `to`, and the reasons with the points of it as one line more."""
    scale = scale_of(policy)
    shift = scale.points_x100(to) - scale.start_x100 - sum(each.points_x100 for each in reasons)
    return to, (*reasons, Reason(code, shift, data))


def notches_of(facts: CustomerFacts, policy: Policy) -> int:
    """Grades by which a person's override in force moves the customer, > 0 = better; 0 = none in force."""
    each = facts.override
    if each is None or not each.from_on <= facts.on <= each.until_on:
        return 0
    if (facts.on - each.from_on).days > policy.override_days:
        return 0
    return max(-MOST_NOTCHES, min(MOST_NOTCHES, each.notches))

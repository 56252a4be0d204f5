"""The check of a contract: 24 items with weights, red flags, what it comes to (domain J1)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Literal

from app.models.contract_values import Answer
from app.services.rules.parameters import Policy

ITEMS: Final = tuple(range(1, 25))
# Missing, these want the owner whatever the score: who they are, who signs, when they pay, the prepayment, paid when paid.
RED: Final = frozenset({1, 2, 6, 7, 9})
PREPAYMENT: Final = 7
# Missing, these make more of a debt lost: when it is paid, what was delivered, where papers reach them.
LOSSES: Final = (6, 12, 20)
GOOD: Final = 10_000

Verdict = Literal["open", "pass", "fixes", "owner"]


@dataclass(frozen=True, slots=True)
class Result:
    """`score` 0..100 of the items that apply and are answered, None where none is. `red` = flags that stand, `fixes` = items
    that are not good yet, both the weightiest first; `unanswered` = items not looked at. "open" = no verdict before they are."""

    score: float | None
    verdict: Verdict
    red: tuple[int, ...]
    fixes: tuple[int, ...]
    unanswered: tuple[int, ...]


def result(policy: Policy, answers: Sequence[Answer], gap_bp: int | None = None) -> Result:
    """What the answers come to. `gap_bp` = by how much the agreed prepayment is below the required one; None = not known."""
    by_item = {each.item: each for each in answers}
    rows = [by_item.get(item, Answer(item)) for item in ITEMS]
    weights = dict(zip(ITEMS, policy.clause_weights, strict=True))
    counting = [each for each in rows if each.counts]
    whole = sum(weights[each.item] for each in counting)
    score = sum(weights[each.item] * (each.value_bp or 0) for each in counting) / whole / 100 if whole else None
    red = [each.item for each in rows if _is_red(policy, each, gap_bp)]
    fixes = [each.item for each in counting if each.value_bp != GOOD]
    order = sorted(ITEMS, key=lambda item: (-weights[item], item))
    unanswered = tuple(each.item for each in rows if each.is_open)
    verdict = _verdict(policy, score, bool(red), bool(unanswered))
    return Result(
        score, verdict, tuple(i for i in order if i in red), tuple(i for i in order if i in fixes), unanswered
    )


def _is_red(policy: Policy, answer: Answer, gap_bp: int | None) -> bool:
    if answer.item == PREPAYMENT:
        return gap_bp is not None and gap_bp > policy.prepay_gap * GOOD
    return answer.item in RED and answer.counts and answer.value_bp == 0


def _verdict(policy: Policy, score: float | None, red: bool, unanswered: bool) -> Verdict:
    if red:
        return "owner"
    if score is None or unanswered:
        return "open"
    if score < policy.clause_fix:
        return "owner"
    return "pass" if score >= policy.clause_pass else "fixes"

"""Scores as stored rows: what `standing` writes and `verify` makes again to compare."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Mapping
from datetime import date
from decimal import Decimal
from typing import Any, Final

from app.models import book, customer_facts
from app.models.facts import CustomerFacts
from app.models.money import to_minor
from app.models.paid import Windows
from app.models.scores import Rows
from app.models.store import Store
from app.services import policies, promise_states
from app.services.rules import scoring
from app.services.rules.parameters import Policy
from app.services.rules.score_types import Score

DIGITS: Final = 6  # of a figure that a reason tells
JSON: Final = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def facts(store: Store, on: date, policy: Policy, customers: Collection[int] | None = None) -> list[CustomerFacts]:
    """What a score under these rules reads on the day, of some customers or of all, by id."""
    broken = promise_states.broken(store, on, customers)
    return customer_facts.facts(store, on, windows(policy, book.company(store).currency), customers, broken)


def windows(policy: Policy, currency: str) -> Windows:
    """What the reading of payments needs of the rules."""
    return Windows(
        anchors=tuple(days for days, _points in policy.index_anchors),
        grace=policy.grace_days,
        months=policy.window_months,
        recent_days=policy.recent_days,
        default_days=policy.default_days,
        default_amount=to_minor(Decimal(str(policy.default_amount)), currency),
        cure_days=policy.cure_days,
        default_share=policy.default_share,
    )


def rows(store: Store, on: date, customers: Collection[int] | None = None) -> tuple[Rows, Rows]:
    """(rows of `customer_score`, rows of `score_reason`) on the day."""
    policy = policies.on(store, on)
    found = [(each.customer_id, scoring.score(each, policy)) for each in facts(store, on, policy, customers)]
    day = on.isoformat()
    reasons = (row for customer, score in found for row in _reasons(customer, score, day))
    return [_row(customer, score, day, policy.id) for customer, score in found], reasons


def _row(customer: int, score: Score, day: str, policy_id: int) -> tuple[Any, ...]:
    return (
        customer, day, score.points_x100, score.start_x100, round(score.pd * 1_000_000), score.grade, score.risk,
        round(score.confidence * 10_000), _json(dict(score.blocks)), _json([{"code": each.code, "grade": each.grade, "data": each.data} for each in score.caps]), policy_id,
    )  # fmt: skip


def _reasons(customer: int, score: Score, day: str) -> Iterator[tuple[Any, ...]]:
    for seq, each in enumerate(score.reasons, start=1):
        yield customer, seq, each.code, each.points_x100, _json(each.data), day


def _json(data: Any) -> str:
    return JSON.encode(_plain(data))


def _plain(data: Any) -> Any:
    """Figures to a few digits, days as text."""
    if isinstance(data, float):
        return round(data, DIGITS)
    if isinstance(data, str | int | None):
        return data
    if isinstance(data, Mapping):
        return {key: _plain(each) for key, each in data.items()}
    return data.isoformat() if isinstance(data, date) else [_plain(each) for each in data]

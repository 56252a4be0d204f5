"""What the Credit tab of a customer shows, read at once: the score, its drawing, what if, the past, the limits considered."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from app.models import order_facts
from app.services import loss, review_figures
from app.services.limit_sheet import LimitSheet
from app.services.loss import Waited
from app.services.rules import reasons, value_risk
from app.services.rules.completeness import Completeness
from app.services.rules.score_types import Reason
from app.services.rules.value_risk import Care
from app.services.scoring import Point, Scored, WhatIf
from app.services.waterfall import Waterfall, waterfall

if TYPE_CHECKING:
    from app.services.services import Services

WAITED: Final = (0, 180)  # days: acting now, and half a year later


@dataclass(frozen=True, slots=True)
class CreditOverview:
    """`collected` = the score if everything overdue were paid today, None where nothing is overdue. `currency` = the book's.

    `expected` = the loss expected within 12 months, minor units; `lost` 0..1 of a claim, `behind` = what moves it;
    `bounds` = (stop line, largest order) in minor units of the customer's currency, None = none set;
    `waiting` = what can still be collected, now and later; `value` = A, B, C or None without sales in 12 months.
    """

    scored: Scored
    drawing: Waterfall
    bars: tuple[Reason, ...]
    best: tuple[Reason, ...]
    worst: tuple[Reason, ...]
    collected: Scored | None
    past: tuple[Point, ...]
    limits: LimitSheet
    completeness: Completeness
    currency: str
    expected: int
    lost: float
    behind: tuple[str, ...]
    waiting: tuple[Waited, ...]
    value: str | None
    treatment: str
    care: Care
    bounds: tuple[int | None, int | None]


def overview(services: Services, customer_id: int) -> CreditOverview:
    """As of today. Raises UserError or LookupError when the customer is gone."""
    scored = services.scoring.score(customer_id)
    score, bars = scored.score, reasons.bars(scored.score)
    owing = scored.facts.standing.overdue > 0
    store, on = services.store, scored.facts.on
    behind, value = loss.behind(store, customer_id, on), review_figures.value_classes(store, on).get(customer_id)
    return CreditOverview(
        scored=scored,
        drawing=waterfall(score.start_x100, bars, score.points_x100, scored.policy),
        bars=tuple(bars),
        best=tuple(reasons.best(score)),
        worst=tuple(reasons.worst(score)),
        collected=services.scoring.what_if(customer_id, WhatIf(collect_overdue=True)) if owing else None,
        past=tuple(services.scoring.past(customer_id)),
        limits=services.limits.sheet(customer_id),
        completeness=services.credit_file.file(customer_id).completeness,
        currency=services.receivables.currency_of_book(),
        expected=services.scoring.expected_loss(scored),
        lost=loss.share(scored.policy, behind),
        behind=behind.codes,
        waiting=loss.waiting(store, customer_id, on, scored.policy, WAITED),
        value=value,
        treatment=value_risk.treatment(value, score.risk),
        care=value_risk.care(scored.policy, score.grade),
        bounds=order_facts.bounds(store, customer_id),
    )

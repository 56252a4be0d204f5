"""How a customer pays: delays weighted by money, the payment index, and the payment block (domain.md A4)."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from app.models.facts import Delay, PaymentFacts
from app.services.rules.blocks import Block, Input, in_band, weighted
from app.services.rules.parameters import Policy

Weighted = Iterable[tuple[float, float]]  # (amount, days after the due day)


@dataclass(frozen=True, slots=True)
class Measures:
    """What the payments say; None = not to be said (n/a). `index` and shares over paid and open overdue, delays in days."""

    index: float | None
    on_time: float | None
    worst: int | None
    trend: float | None
    mean: float | None
    mean_late: float | None


def mean_delay(parts: Weighted) -> float | None:
    """Days beyond terms weighted by money, early ones negative; None over no money."""
    amount = days = 0.0
    for each, late in parts:
        amount += each
        days += each * late
    return days / amount if amount > 0 else None


def mean_late(parts: Weighted) -> float | None:
    """As `mean_delay`, early payments counting as on the day."""
    return mean_delay((amount, max(0.0, days)) for amount, days in parts)


def recent_weight(amount: float, age_days: int, half_life_days: int) -> float:
    """The amount at half its weight for each half-life since the payment; what is open has age 0."""
    return float(amount * 0.5 ** (age_days / half_life_days))


def index_of(days: float, anchors: Sequence[tuple[int, int]]) -> float:
    """Points of one delay: straight between the anchors (rising days), level outside of them."""
    place = bisect_left(anchors, (days,))
    if place == 0:
        return float(anchors[0][1])
    if place == len(anchors):
        return float(anchors[-1][1])
    (low, start), (high, end) = anchors[place - 1], anchors[place]
    return start + (end - start) * (days - low) / (high - low)


def payment_index(delays: Iterable[Delay], policy: Policy) -> float | None:
    """0..100, 80 = paid on the due day; weighted by money."""
    anchors = policy.index_anchors
    return mean_delay((each.amount, index_of(each.days, anchors)) for each in delays)


def on_time_share(delays: Iterable[Delay], grace_days: int) -> float | None:
    """Share of the money that came within the days of grace; what is open within them is not decided and left out."""
    return mean_delay((each.amount, each.days <= grace_days) for each in delays if not each.undecided)


def trend(delays: Sequence[Delay]) -> float | None:
    """Mean delay of the last 90 days (and of what is open) less that of before: above 0 = slower than it was."""
    late = mean_delay((each.amount, each.days) for each in delays if each.recent)
    before = mean_delay((each.amount, each.days) for each in delays if not each.recent)
    return None if late is None or before is None else late - before


def measures(facts: PaymentFacts, policy: Policy) -> Measures:
    """All measures. The index needs some receivables and some history; the others only money."""
    delays = facts.delays
    pairs = [(each.amount, each.days) for each in delays]
    return Measures(
        payment_index(delays, policy) if enough(facts, policy) else None,
        on_time_share(delays, policy.grace_days),
        facts.worst,
        trend(delays),
        mean_delay(pairs),
        mean_late(pairs),
    )


def enough(facts: PaymentFacts, policy: Policy) -> bool:
    """Whether there are receivables and history enough to speak of a way of paying."""
    return facts.invoices >= policy.index_invoices and facts.history_days >= policy.index_history_days


def payment_confidence(invoices: int, policy: Policy) -> float:
    return invoices / (invoices + policy.confidence_invoices)


def payment_block(facts: PaymentFacts, policy: Policy) -> Block | None:
    """Index, on-time share, worst delay and trend; without an index nothing, without another measure the rest."""
    if not enough(facts, policy):
        return None
    index = payment_index(facts.delays, policy)
    if index is None:
        return None
    told = {"on_time": {"grace": policy.grace_days}}
    said = (
        ("index", index, policy.index_band),
        ("on_time", on_time_share(facts.delays, policy.grace_days), policy.on_time_band),
        ("worst", facts.worst, policy.worst_band),
        ("trend", trend(facts.delays), policy.trend_band),
    )
    inputs = [
        Input(
            f"payment.{name}",
            in_band(value, *band),
            weight,
            {"value": value, "bad": band[0], "good": band[1], **told.get(name, {})},
        )
        for (name, value, band), weight in zip(said, policy.payment_weights, strict=True)
        if value is not None
    ]
    return weighted(inputs, payment_confidence(facts.invoices, policy))

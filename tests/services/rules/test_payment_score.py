"""How a customer pays: the measures and the block of T-A4 and T-A4b, and what cannot be said."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from app.models.facts import Delay, PaymentFacts
from app.services.rules.parameters import Policy
from app.services.rules.payment_score import (
    index_of,
    mean_delay,
    mean_late,
    measures,
    on_time_share,
    payment_block,
    payment_confidence,
    recent_weight,
    trend,
)
from tests.facts import DAY, DELAYS, PAYMENTS

POLICY = Policy()
PAID = [(100_000, 5), (50_000, -3), (80_000, 30), (120_000, 10), (30_000, 10)]
PAID_ON = [date(2026, 2, 5), date(2026, 2, 25), date(2026, 4, 30), date(2026, 5, 10), date(2026, 6, 10)]
OPEN = (30_000, 30)


def test_measures_of_what_was_paid() -> None:
    assert sum(amount for amount, _ in PAID) == 380_000
    assert mean_delay(PAID) == pytest.approx(11.184211, rel=1e-6)
    assert mean_late(PAID) == pytest.approx(11.578947, rel=1e-6)
    assert mean_delay([(1, days) for _, days in PAID]) == pytest.approx(10.4)


def test_measures_with_what_is_open_and_overdue() -> None:
    told = measures(PAYMENTS, POLICY)
    assert sum(each.amount for each in DELAYS) == 410_000_00
    assert told.mean == pytest.approx(12.560976, rel=1e-6)
    assert told.mean_late == pytest.approx(12.926829, rel=1e-6)
    assert told.index == pytest.approx(68.882114, rel=1e-6)
    assert told.on_time == pytest.approx(0.12195122, rel=1e-6)
    assert told.trend == pytest.approx(16.128205, rel=1e-6)
    assert told.worst == 30


def test_days_of_grace_decide_what_is_on_time() -> None:
    assert on_time_share(DELAYS, 0) == pytest.approx(0.12195122, rel=1e-6)
    assert on_time_share(DELAYS, 5) == pytest.approx(0.36585366, rel=1e-6)


def test_old_payments_weigh_less() -> None:
    weighed = [
        (recent_weight(amount, (DAY - on).days, 180), days) for (amount, days), on in zip(PAID, PAID_ON, strict=True)
    ]
    assert mean_delay([*weighed, OPEN]) == pytest.approx(13.825611, rel=1e-6)


@pytest.mark.parametrize(
    ("days", "points"),
    [(5, 76.666667), (-3, 81.5), (30, 50), (10, 73.333333), (-30, 100), (-90, 100), (-20, 90), (0, 80), (22, 60), (60, 40), (90, 30),
     (120, 20), (180, 0), (999, 0), (179, 1 / 3)],
)  # fmt: skip
def test_points_of_one_delay(days: int, points: float) -> None:
    assert index_of(days, POLICY.index_anchors) == pytest.approx(points, rel=1e-6)


def test_the_block() -> None:
    block = payment_block(PAYMENTS, POLICY)
    assert block and block.value == pytest.approx(53.179800, rel=1e-6)
    # 77.7642, 0, 75 and 34.6795 points above 50, by their weights
    assert [part.code for part in block.parts] == ["payment.index", "payment.on_time", "payment.worst", "payment.trend"]
    assert [part.lift for part in block.parts] == pytest.approx([12.4939, -10, 3.75, -3.0641], abs=1e-4)
    assert block.confidence == 0.5  # six receivables: 6 / (6 + 6)


@pytest.mark.parametrize(("invoices", "days", "there"), [(2, 400, False), (3, 59, False), (3, 60, True), (0, 0, False)])
def test_too_few_receivables_or_days_say_nothing(invoices: int, days: int, there: bool) -> None:
    facts = replace(PAYMENTS, invoices=invoices, history_days=days)
    assert (payment_block(facts, POLICY) is not None) is there
    assert (measures(facts, POLICY).index is not None) is there


def test_no_money_is_no_measure_and_not_zero() -> None:
    told = measures(PaymentFacts(invoices=5, history_days=100), POLICY)
    assert (told.index, told.on_time, told.trend, told.mean, told.mean_late, told.worst) == (None,) * 6
    assert payment_block(PaymentFacts(invoices=5, history_days=100), POLICY) is None


def test_a_measure_that_cannot_be_said_drops_out() -> None:
    lately = tuple(replace(each, recent=True) for each in DELAYS)
    assert trend(lately) is None
    block = payment_block(replace(PAYMENTS, delays=lately), POLICY)
    # (0.45 x 77.7642 + 0.20 x 0 + 0.15 x 75) / 0.80
    assert block and block.value == pytest.approx((0.45 * 77.764228 + 0.15 * 75) / 0.8, rel=1e-6)


def test_what_is_open_within_the_grace_is_not_decided() -> None:
    waiting = Delay(500_000_00, 2, recent=True, undecided=True)
    assert on_time_share((*DELAYS, waiting), 3) == pytest.approx(0.12195122, rel=1e-6)
    assert on_time_share([waiting], 3) is None
    # The index counts it: two days after the due day are 78.67 points.
    index = measures(replace(PAYMENTS, delays=(waiting,)), POLICY).index
    assert index == pytest.approx(80 - 2 * 10 / 15)


def test_payments_of_one_segment_may_stand_together() -> None:
    apart = (
        Delay(100, 4, recent=False),
        Delay(300, 12, recent=False),
        Delay(100, 40, recent=True),
        Delay(100, 50, recent=True),
    )
    together = (Delay(400, 10, recent=False), Delay(200, 45, recent=True))
    one, other = (measures(replace(PAYMENTS, delays=each), POLICY) for each in (apart, together))
    assert one.index == pytest.approx(other.index)
    assert (one.on_time, one.trend, one.mean) == (other.on_time, other.trend, other.mean)


def test_confidence_grows_with_the_receivables() -> None:
    assert [round(payment_confidence(n, POLICY), 6) for n in (0, 2, 6, 18)] == [0, 0.25, 0.5, 0.75]

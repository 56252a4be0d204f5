"""What a customer may cost: T-A9, the range of the loss, the price of waiting, sales to earn it back."""

from __future__ import annotations

import pytest

from app.services.rules.expected_loss import (
    collectable,
    expected_loss,
    loss_share,
    pd_over,
    sales_to_earn_back,
    waiting_cost,
)
from app.services.rules.parameters import Policy

POLICY = Policy()


@pytest.mark.parametrize(
    ("months", "pd"), [(3, 0.03145307), (6, 0.06191685), (12, 0.12), (24, 0.2256), (0, 0), (-1, 0)]
)
def test_chance_over_a_time(months: int, pd: float) -> None:
    assert pd_over(0.12, months) == pytest.approx(pd, rel=1e-6)
    assert pd_over(1, 3) == 1


def test_expected_loss() -> None:
    assert expected_loss(0.057, 0.6, 200_000_00) == 6_840_00
    assert expected_loss(0.5, 1.0, 1) == 1  # half a cent is rounded away from zero
    assert expected_loss(0.06, 0.6, 0) == 0
    assert expected_loss(0.06, 0.6, -500_00) == 0


def test_what_changes_the_share_lost() -> None:
    assert loss_share(POLICY) == pytest.approx(0.60)
    assert loss_share(POLICY, no_paper=True) == pytest.approx(0.75)
    assert loss_share(POLICY, guarantee=True) == pytest.approx(0.50)
    assert loss_share(POLICY, retention=True, guarantee=True) == pytest.approx(0.30)
    assert loss_share(POLICY, no_paper=True, distant=True) == pytest.approx(0.80)


def test_the_share_lost_keeps_within_its_range() -> None:
    assert loss_share(Policy(lgd=0.9), no_paper=True) == 0.95
    assert loss_share(Policy(lgd=0.2), guarantee=True, retention=True) == 0.10


@pytest.mark.parametrize(
    ("days", "share"),
    [
        (-10, 0.949),
        (0, 0.949),
        (15, 0.924),
        (30, 0.899),
        (90, 0.696),
        (180, 0.521),
        (365, 0.226125),
        (720, 0.093),
        (5000, 0.093),
    ],
)
def test_what_can_still_be_collected(days: int, share: float) -> None:
    assert collectable(POLICY, days) == pytest.approx(share)


def test_the_price_of_waiting() -> None:
    cost = waiting_cost(POLICY, 100_000_00, 90, 365)
    assert (cost.now, cost.later, cost.cost) == (30_400_00, 77_387_50, 46_987_50)
    assert waiting_cost(POLICY, 100_000_00, 400, 365).cost == 0


def test_sales_to_earn_a_loss_back() -> None:
    assert sales_to_earn_back(100_000_00, 0.05) == 2_000_000_00
    assert sales_to_earn_back(100_000_00, 0) is None
    assert sales_to_earn_back(100_000_00, -0.02) is None

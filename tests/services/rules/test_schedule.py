"""A payment plan and what it leaves open (T-C3)."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.services.rules.schedule import Breach, Plan, Sale, breaches, laziest, open_at

M = 100_000_000  # 1,000,000.00
CUSTOM = Sale(M, 80_000_000, Decimal("0.20"), 50_000_000, Decimal("0.75"))
PLAIN = Sale(M, 80_000_000, Decimal("0.20"), 50_000_000)
PLAN = Plan(30_000_000, 20_000_000, 50_000_000)


def test_golden_plan() -> None:
    assert CUSTOM.at_risk == 64_000_000
    assert open_at(CUSTOM, PLAN) == {"completion": 34_000_000, "delivery": 50_000_000}
    assert breaches(PLAIN, PLAN) == ()
    assert breaches(CUSTOM, PLAN) == (Breach("custom_work", 30_000_000, 48_000_000),)
    assert laziest(CUSTOM) == Plan(50_000_000, 0, 50_000_000)
    assert breaches(CUSTOM, laziest(CUSTOM)) == ()


def test_laziest_plan_of_goods_that_anybody_buys() -> None:
    """640,000 at risk less 500,000 allowed = 140,000, which is 15 % in steps; the rest above 500,000 before shipping."""
    assert laziest(PLAIN) == Plan(15_000_000, 35_000_000, 50_000_000)


@pytest.mark.parametrize(("allowed", "plan"), [(0, Plan(65_000_000, 35_000_000, 0)), (M, Plan(0, 0, M))])
def test_nothing_allowed_and_everything_allowed(allowed: int, plan: Plan) -> None:
    assert laziest(Sale(M, 80_000_000, Decimal("0.20"), allowed)) == plan


def test_too_much_is_open_twice() -> None:
    tight = Sale(M, 80_000_000, Decimal(0), 20_000_000)
    assert [each.code for each in breaches(tight, PLAN)] == ["completion", "delivery"]


@given(
    value=st.integers(1, 10**12),
    margin=st.decimals(0, 1, places=2),
    resale=st.decimals(0, 1, places=2),
    share=st.decimals(0, 2, places=2),
    custom=st.decimals(0, 1, places=2),
)
def test_laziest_plan_makes_the_value_and_keeps_to_the_limit(
    value: int, margin: Decimal, resale: Decimal, share: Decimal, custom: Decimal
) -> None:
    sale = Sale(value, int(value * (1 - margin)), resale, int(value * share), custom)
    plan = laziest(sale)
    assert plan.value == value
    assert min(plan.signing, plan.shipping, plan.later) >= 0
    # One step of 5 % is cut off to whole minor units: by at most one of them.
    assert all(abs(each.amount - each.most) <= 1 for each in breaches(sale, plan))

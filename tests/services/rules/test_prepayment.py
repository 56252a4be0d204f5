"""The share to be paid before the goods leave (T-C2, T-C3, the split)."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.services.rules.parameters import Policy
from app.services.rules.prepayment import Order, Requirement, months, part, plan, requirement, split
from app.services.rules.schedule import Plan, Sale, breaches

M = 100_000_000  # 1,000,000.00
POLICY = Policy()
NO_FLOOR = Policy.of({"prepay_floor": (0.0,) * 7})
CLASSIC = Order(
    value=M, grade="B", pd=0.12, lgd=0.6, months=6, free=50_000_000, margin=Decimal("0.2")
)  # grade B, A = 500,000
CUSTOM = replace(CLASSIC, custom=True, resale=Decimal("0.2"))
INSURED = replace(CLASSIC, cover=0.9, insured=40_000_000)


def test_the_classic_case() -> None:
    """Weak short-term liquidity, grade B: the limit asks for half, the expected loss alone would ask for 46.2 %."""
    found = requirement(CLASSIC, POLICY)
    assert (found.share_bp, found.amount, found.binding) == (5000, 50_000_000, "limit")
    assert found.loss_most == 53_835_643
    assert found.by_limit == Decimal("0.5")
    assert float(found.by_loss or 0) == pytest.approx(0.461644, abs=1e-6)
    assert (found.by_custom, found.floor) == (Decimal(0), Decimal("0.3"))
    assert found.pd_over == pytest.approx(0.06191685, abs=1e-8)
    assert (found.open, found.uncovered, found.loss) == (50_000_000, 50_000_000, 1_857_505)
    assert float(found.loss_share or 0) == pytest.approx(0.092875, abs=1e-6)


def test_more_room_the_expected_loss_decides() -> None:
    found = requirement(replace(CLASSIC, free=80_000_000), POLICY)
    assert (found.share_bp, found.binding) == (5000, "expected_loss")
    assert float(found.by_credit) == pytest.approx(0.461644, abs=1e-6)


def test_insurance_lets_more_be_open() -> None:
    found = requirement(INSURED, NO_FLOOR)
    assert found.by_credit == Decimal("0.14")
    assert (found.share_bp, found.open, found.uncovered) == (1500, 85_000_000, 49_000_000)
    with_floor = requirement(INSURED, POLICY)
    assert (with_floor.share_bp, with_floor.binding) == (3000, "floor")


def test_a_limit_is_a_limit_whatever_stands_behind_it() -> None:
    """A security of 900,000 behind a limit that leaves 400,000: no more than that may be open."""
    secured = replace(CLASSIC, grade="A", collateral=90_000_000)
    assert requirement(secured, POLICY).share_bp == 0
    found = requirement(replace(secured, most=40_000_000), POLICY)
    assert (found.by_limit, found.share_bp, found.binding) == (Decimal("0.6"), 6000, "limit")


def test_custom_goods_ask_at_signing() -> None:
    found = requirement(CUSTOM, POLICY)
    assert found.by_custom == Decimal("0.48")
    assert (found.share_bp, found.binding) == (5000, "limit")


def test_a_good_customer_pays_nothing_before() -> None:
    found = requirement(replace(CLASSIC, grade="A", pd=0.01, free=200_000_000), POLICY)
    assert found.pd_over == pytest.approx(0.00501256, abs=1e-8)
    assert found.loss_most == 664_995_812
    assert (found.share_bp, found.amount, found.binding) == (0, 0, "none")


def test_a_bad_customer_pays_three_quarters() -> None:
    found = requirement(replace(CLASSIC, grade="CCC", pd=0.24), POLICY)
    assert found.pd_over == pytest.approx(0.12822021, abs=1e-8)
    assert found.loss_most == 25_996_942
    assert float(found.by_credit) == pytest.approx(0.740031, abs=1e-6)
    assert found.share_bp == 7500


def test_nothing_free_all_comes_first() -> None:
    found = requirement(replace(CLASSIC, free=0), POLICY)
    assert (found.by_limit, found.share_bp, found.loss) == (Decimal(1), 10_000, 0)
    assert requirement(replace(CLASSIC, free=-5_000_000), POLICY).share_bp == 10_000


def test_a_share_before_shipping_takes_from_the_share_at_signing() -> None:
    found = requirement(replace(CLASSIC, at_delivery=Decimal("0.3")), NO_FLOOR)
    assert (found.by_credit, found.share_bp) == (Decimal("0.2"), 2000)
    assert found.open == 50_000_000


def test_two_shares_are_never_more_than_the_whole() -> None:
    """Grade CCC asks for at least half at signing; of 80 % before shipping 50 % are left."""
    found = requirement(replace(CLASSIC, grade="CCC", free=None, margin=None, at_delivery=Decimal("0.8")), POLICY)
    assert (found.share_bp, found.at_delivery, found.open) == (5000, Decimal("0.5"), 0)


def test_unknown_margin_leaves_two_conditions_out() -> None:
    found = requirement(replace(CUSTOM, margin=None), POLICY)
    assert (found.by_loss, found.by_custom, found.loss_share) == (None, None, None)
    assert (found.share_bp, found.binding) == (5000, "limit")


def test_no_margin_bears_no_loss() -> None:
    assert requirement(replace(CLASSIC, margin=Decimal(0)), POLICY).share_bp == 10_000
    assert requirement(replace(CLASSIC, margin=Decimal("-0.1")), POLICY).share_bp == 10_000


@pytest.mark.parametrize(
    ("grade", "new", "hold", "share"),
    [("AAA", True, False, 0), ("BBB", False, False, 0), ("BBB", True, False, 1000), ("BB", False, False, 2000),
     ("CCC", False, False, 5000), ("NR", True, False, 3000), ("D", False, False, 10_000), ("AAA", False, True, 10_000)],
)  # fmt: skip
def test_the_least_by_grade(grade: str, new: bool, hold: bool, share: int) -> None:
    order = Order(value=M, grade=grade, pd=0.001, lgd=0.6, months=3, free=None, margin=None, new=new, hold=hold)
    assert requirement(order, POLICY).share_bp == share


def test_instalments_of_custom_goods() -> None:
    """T-C3: 30/20/50 fails the rule of custom work (30 % < 48 %); 50/0/50 keeps to everything."""
    found = requirement(CUSTOM, POLICY)
    assert plan(CUSTOM, found, POLICY) == Plan(50_000_000, 0, 50_000_000)
    sale = Sale(M, 80_000_000, Decimal("0.2"), 50_000_000, Decimal("0.75"))
    assert [each.code for each in breaches(sale, Plan(30_000_000, 20_000_000, 50_000_000))] == ["custom_work"]


def test_instalments_bring_the_least_of_the_grade() -> None:
    """Nothing bounds the credit, the floor of grade B is 30 %: it comes before shipping."""
    order = replace(CLASSIC, free=None, pd=0.0001)
    assert plan(order, requirement(order, POLICY), POLICY) == Plan(0, 30_000_000, 70_000_000)
    assert plan(replace(order, margin=None), requirement(order, POLICY), POLICY) is None


def test_contract_split() -> None:
    assert split(50_000_000, M) == (20_000_000, 30_000_000)
    assert split(15_000_000, M) == (15_000_000, 0)
    assert split(100, 333) == (66, 34)


def test_months_at_risk() -> None:
    assert months(0, 30, -4.0, POLICY) == 3
    assert months(60, 90, 30.0, POLICY) == 6


def test_an_order_of_nothing() -> None:
    with pytest.raises(ValueError, match="order of nothing"):
        requirement(replace(CLASSIC, value=0), POLICY)


ORDERS = st.builds(
    Order,
    value=st.integers(1, 10**11),
    grade=st.sampled_from(("AAA", "A", "BBB", "BB", "B", "CCC", "D", "NR")),
    pd=st.floats(0.0001, 0.99),
    lgd=st.floats(0.1, 0.95),
    months=st.floats(0, 24),
    free=st.none() | st.integers(-(10**11), 10**11),
    most=st.none() | st.integers(-(10**11), 10**11),
    margin=st.none() | st.decimals(Decimal("-0.5"), Decimal("0.9"), places=4),
    at_delivery=st.decimals(0, 1, places=2),
    cover=st.floats(0, 1),
    insured=st.integers(0, 10**10),
    collateral=st.integers(0, 10**10),
    custom=st.booleans(),
    resale=st.decimals(0, 1, places=2),
    new=st.booleans(),
)


def of(order: Order) -> Requirement:
    return requirement(order, POLICY)


@given(ORDERS, st.integers(0, 10**10))
def test_the_share_never_falls_when_less_is_free(order: Order, less: int) -> None:
    free = order.free if order.free is not None else 10**11
    assert of(replace(order, free=free - less)).share_bp >= of(replace(order, free=free)).share_bp


@given(ORDERS)
def test_nothing_comes_first_where_everything_is_free(order: Order) -> None:
    easy = replace(order, grade="AAA", free=order.value, most=None, margin=None, custom=False)
    assert (of(easy).share_bp, of(easy).binding) == (0, "none")


@given(ORDERS)
def test_the_open_part_stays_within_what_is_free(order: Order) -> None:
    found = of(order)
    assert 0 <= found.share_bp <= 10_000
    assert found.at_delivery + Decimal(found.share_bp) / 10_000 <= 1
    if order.free is not None:  # a minor unit for each of three roundings
        assert found.uncovered <= max(0, order.free) + 3


@given(st.integers(1, 10**12), st.integers(0, 10_000))
def test_parts_make_the_whole(value: int, share_bp: int) -> None:
    amount = part(value, share_bp)
    earnest, rest = split(amount, value)
    assert earnest + rest == amount
    assert 0 <= earnest * 5 <= value
    assert rest >= 0


@given(ORDERS)
def test_instalments_make_the_value(order: Order) -> None:
    found = of(order)
    made = plan(order, found, POLICY)
    if made is not None:
        assert made.value == order.value
        assert min(made.signing, made.shipping, made.later) >= 0
        assert made.signing + made.shipping >= min(order.value, found.amount)


@pytest.mark.parametrize(("free", "share"), [(12_000_000, 9000), (10_000_000, 9000), (9_000_000, 10_000), (0, 10_000)])
def test_beyond_nine_tenths_all_is_paid_first(free: int, share: int) -> None:
    """88 % goes up to 90 %, 90 % stays; 91 % would be 95 % and is the whole."""
    assert requirement(replace(CLASSIC, free=free), POLICY).share_bp == share

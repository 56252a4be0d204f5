"""A payment while it is typed: received + fee = claims + debts + rest, whatever is given up beside it."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.services.rules.allocation import Debt
from app.services.rules.paying import Asked, Crossing, across, outcome

DAY = date(2026, 11, 1)
DEBTS = (Debt(1, date(2026, 11, 10), DAY, 300_00), Debt(2, date(2026, 11, 20), DAY, 500_00))
ALL = frozenset({1, 2})


def test_claims_come_first_and_a_part_of_them_may_stay() -> None:
    found = outcome(Asked(400_00, claims=120_00, ticked=ALL), DEBTS, "CNY")
    assert (found.charged, found.settled, found.rest) == (120_00, ((1, 280_00),), 0)
    assert outcome(Asked(100_00, claims=120_00, ticked=ALL), DEBTS, "CNY").settled == ()


def test_pro_rata_gives_each_the_same_share() -> None:
    assert outcome(Asked(400_00, pro_rata=True, ticked=ALL), DEBTS, "CNY").settled == ((1, 150_00), (2, 250_00))


def test_a_small_shortfall_is_offered_and_given_up_when_taken() -> None:
    found = outcome(Asked(299_50, ticked=frozenset({1})), DEBTS, "CNY")
    assert (found.short, found.given) == (50, ())
    taken = outcome(Asked(299_50, ticked=frozenset({1}), rounding=True), DEBTS, "CNY")
    assert (taken.given, taken.forgone(1)) == (((1, "rounding", 50),), 50)
    assert outcome(Asked(289_99, ticked=frozenset({1}), rounding=True), DEBTS, "CNY").given == ()


def test_a_fee_settles_as_money_does_and_is_no_money() -> None:
    found = outcome(Asked(785_00, fee=15_00, ticked=ALL), DEBTS, "CNY")
    assert found.settled == ((1, 300_00), (2, 500_00))
    assert found.parts == ((1, 300_00), (2, 485_00))
    assert (found.given, found.forgone(), found.rest) == (((2, "bank_fee", 15_00),), 0, 0)
    assert outcome(Asked(100_00, fee=5_00), (), "CNY").unplaced == 5_00


def test_a_discount_is_taken_off_what_is_otherwise_paid_whole() -> None:
    off = {1: 6_00}
    assert outcome(Asked(294_00, ticked=ALL, off=off), DEBTS, "CNY").given == ((1, "early_discount", 6_00),)
    assert outcome(Asked(293_99, ticked=ALL, off=off), DEBTS, "CNY").given == ()
    by_hand = outcome(Asked(298_00, by_hand={1: 298_00}, off=off), DEBTS, "CNY")
    assert by_hand.given == ((1, "early_discount", 2_00),)


@given(
    received=st.integers(0, 10**6), fee=st.integers(0, 10**4), claims=st.integers(0, 10**5), pro_rata=st.booleans(),
    rounding=st.booleans(), off=st.integers(0, 500), ticked=st.frozensets(st.sampled_from([1, 2])),
)  # fmt: skip
def test_nothing_is_lost_or_settled_twice(
    received: int, fee: int, claims: int, pro_rata: bool, rounding: bool, off: int, ticked: frozenset[int]
) -> None:
    asked = Asked(received, fee, claims, pro_rata, ticked, None, {1: off}, rounding)
    found = outcome(asked, DEBTS, "CNY")
    assert received + fee == found.charged + found.applied + found.rest
    money = sum(part for _id, part in found.parts)
    assert received == found.charged + money + found.rest - found.unplaced
    for debt in DEBTS:
        gone = sum(amount for each, _kind, amount in found.given if each == debt.id)
        assert dict(found.parts).get(debt.id, 0) + gone <= debt.open


def test_money_of_another_currency_at_one_rate() -> None:
    """900 yuan at 9 a dollar settle 100 dollars; 450 settle 50."""
    debts = (Debt(7, date(2026, 11, 10), DAY, 100_00), Debt(8, None, DAY, 30_00))
    crossing = Crossing("CNY", "USD", Decimal(9))
    assert across(450_00, debts, crossing, frozenset({7, 8})) == {7: (450_00, 50_00)}
    assert across(1000_00, debts, crossing, frozenset({7, 8})) == {7: (900_00, 100_00), 8: (100_00, 11_11)}
    by_hand = Crossing("CNY", "USD", Decimal(9), {8: (200_00, 20_00), 7: (0, 0)})
    assert across(1000_00, debts, by_hand, frozenset()) == {8: (200_00, 20_00)}


@pytest.mark.parametrize("amount", [1, 99, 100_00, 719_99, 720_00])
def test_a_rate_below_one_never_settles_more_than_the_money(amount: int) -> None:
    """Dollars that settle yuan: 1 yuan = 1/7.2 dollar."""
    crossing = Crossing("USD", "CNY", 1 / Decimal("7.2"))
    found = across(amount, (Debt(7, None, DAY, 10_000_00),), crossing, frozenset({7}))
    money, settled = found.get(7, (0, 0))
    assert money <= amount
    assert settled <= Decimal(money) * Decimal("7.2")

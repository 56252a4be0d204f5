"""Money is exact: shares sum, conversion rounds half away from zero, each currency has its own decimals."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.models.money import Money, convert, exponent, plain, share, to_major, to_minor

MINOR = st.integers(-(10**13), 10**13)
CURRENCY = st.sampled_from(("CNY", "USD", "JPY", "KWD"))
RATE = st.decimals("0.000001", "99999", places=6)


@given(MINOR, st.lists(st.integers(0, 10**6), min_size=1, max_size=12).filter(any))
def test_shares_sum_exactly_and_are_within_one_unit(total: int, weights: list[int]) -> None:
    parts = share(total, weights)
    assert sum(parts) == total
    for part, weight in zip(parts, weights, strict=True):
        assert abs(part - Fraction(total * weight, sum(weights))) < 1
        assert weight or not part


@given(MINOR, st.lists(st.integers(0, 100), min_size=1, max_size=8).filter(any))
def test_what_is_owed_back_is_shared_like_what_is_owed(total: int, weights: list[int]) -> None:
    assert share(-total, weights) == [-part for part in share(total, weights)]


def test_the_earlier_part_takes_the_odd_unit() -> None:
    assert share(100, [1, 1, 1]) == [34, 33, 33]
    assert share(-100, [1, 1, 1]) == [-34, -33, -33]
    assert share(5, [0, 3]) == [0, 5]
    assert [each.minor for each in Money(1001, "CNY").split([50, 50])] == [501, 500]


@pytest.mark.parametrize("weights", [[], [0], [0, 0], [2, -1]])
def test_weights_that_share_nothing(weights: list[int]) -> None:
    with pytest.raises(ValueError, match=r"weights|empty"):
        share(100, weights)


@given(MINOR, CURRENCY, CURRENCY, RATE)
def test_conversion_rounds_half_away_from_zero(minor: int, currency: str, into: str, rate: Decimal) -> None:
    exact = Fraction(minor) * Fraction(rate) * Fraction(10) ** (exponent(into) - exponent(currency))
    half_away = int(abs(exact) + Fraction(1, 2)) * (1 if exact >= 0 else -1)
    assert convert(minor, currency, rate, into) == half_away


@pytest.mark.parametrize(
    ("minor", "currency", "rate", "into", "expected"),
    [
        (1, "CNY", "0.5", "CNY", 1),
        (-1, "CNY", "0.5", "CNY", -1),
        (3, "CNY", "0.5", "CNY", 2),
        (10000, "USD", "7.1234", "CNY", 71234),
        (1, "USD", "150.5", "JPY", 2),
        (100, "JPY", "0.0491", "CNY", 491),
        (1000, "KWD", "23.4", "CNY", 2340),
        (1, "KWD", "23.4", "CNY", 2),
    ],
)
def test_conversions_by_hand(minor: int, currency: str, rate: str, into: str, expected: int) -> None:
    assert convert(minor, currency, Decimal(rate), into) == expected


@given(MINOR, CURRENCY)
def test_major_units_and_back(minor: int, currency: str) -> None:
    assert to_minor(to_major(minor, currency), currency) == minor
    assert to_minor(Decimal(plain(minor, currency)), currency) == minor


def test_each_currency_has_its_decimals() -> None:
    assert [exponent(each) for each in ("CNY", "JPY", "KWD")] == [2, 0, 3]
    assert [plain(-1234, each) for each in ("CNY", "JPY", "KWD")] == ["-12.34", "-1234", "-1.234"]
    assert to_minor(Decimal("0.125"), "CNY") == 13
    assert to_minor(Decimal("-0.125"), "CNY") == -13
    assert to_minor(Decimal("0.1249999"), "CNY") == 12


def test_two_currencies_are_never_added() -> None:
    assert Money(150, "CNY") - Money(50, "CNY") == Money(100, "CNY")
    with pytest.raises(ValueError, match="CNY and USD"):
        Money(1, "CNY") + Money(1, "USD")
    with pytest.raises(ValueError, match="CNY and USD"):
        _ = Money(1, "CNY") < Money(1, "USD")

"""Early payment discounts by terms such as "2/10", and shortfalls small enough to let go."""

from __future__ import annotations

from datetime import date

import pytest

from app.services.rules.discount import discount_until, early_discount, small_shortfall

ISSUED = date(2026, 11, 1)


@pytest.mark.parametrize(
    ("paid", "off"),
    [(date(2026, 11, 1), 2000), (date(2026, 11, 11), 2000), (date(2026, 11, 12), 0)],
)
def test_two_per_cent_within_ten_days(paid: date, off: int) -> None:
    assert early_discount(200, 10, ISSUED, paid, 100_000) == off
    assert discount_until(10, ISSUED) == date(2026, 11, 11)


def test_half_a_cent_is_given_and_no_terms_give_nothing() -> None:
    assert early_discount(250, 10, ISSUED, ISSUED, 1_020) == 26  # 25.5
    assert early_discount(250, 10, ISSUED, ISSUED, 1_019) == 25  # 25.475
    assert early_discount(None, 10, ISSUED, ISSUED, 1_000) == 0
    assert early_discount(250, None, ISSUED, ISSUED, 1_000) == 0


@pytest.mark.parametrize(
    ("short", "owed", "currency", "small"),
    [
        (1_000, 50_000, "CNY", True),  # 10.00
        (1_001, 50_000, "CNY", False),
        (1_001, 1_001_000, "CNY", True),  # 0.1 % of 10,010.00
        (1_002, 1_001_000, "CNY", False),
        (10, 5_000, "JPY", True),
        (11, 5_000, "JPY", False),
        (10_000, 500_000, "KWD", True),
        (0, 50_000, "CNY", False),
        (900, 900, "CNY", False),  # nothing was paid at all
    ],
)
def test_what_is_small(short: int, owed: int, currency: str, small: bool) -> None:
    assert small_shortfall(short, owed, currency) is small

"""Fees of a court: every band by hand, half, a third, small claims."""

from __future__ import annotations

from datetime import date

import pytest

from app.services.rules.court_fees import CourtFees, court_fees, small_claim, table_on

ON = date(2026, 11, 22)


# Worked out by hand, in yuan: 50; + 90,000 x 2.5 % = 2,250; + 100,000 x 2 % = 2,000; + 300,000 x 1.5 % = 4,500;
# + 500,000 x 1 % = 5,000; + 1,000,000 x 0.9 % = 9,000; + 3,000,000 x 0.8 % = 24,000; + 5,000,000 x 0.7 % = 35,000;
# + 10,000,000 x 0.6 % = 60,000; above that 0.5 %.
@pytest.mark.parametrize(
    ("yuan", "fee"),
    [
        (0, 50), (1, 50), (10_000, 50), (10_001, "50.03"), (50_000, 1_050), (100_000, 2_300), (200_000, 4_300), (500_000, 8_800),
        (1_000_000, 13_800), (2_000_000, 22_800), (5_000_000, 46_800), (10_000_000, 81_800), (20_000_000, 141_800),
        (30_000_000, 191_800), ("123456.78", "2769.14"),
    ],
)  # fmt: skip
def test_the_bands_add_up(yuan: float | str, fee: float | str) -> None:
    assert court_fees(round(float(yuan) * 100), ON).suit == round(float(fee) * 100)


def test_half_under_the_simplified_procedure_and_a_third_for_a_payment_order() -> None:
    assert court_fees(100_000_00, ON) == CourtFees(2_300_00, 1_150_00, 766_67, 1_020_00)
    assert court_fees(10_000_00, ON) == CourtFees(50_00, 25_00, 16_67, 120_00)


# 30; + 99,000 x 1 % = 990; above 100,000 0.5 %: 1,020 + 3,980 = the most there is, at 896,000.
@pytest.mark.parametrize(
    ("yuan", "fee"),
    [(0, 30), (1_000, 30), (1_001, "30.01"), (100_000, 1_020), (300_000, 2_020), (896_000, 5_000), (5_000_000, 5_000)],
)
def test_securing_property_has_bands_and_a_cap_of_its_own(yuan: int, fee: float | str) -> None:
    assert court_fees(yuan * 100, ON).preservation == round(float(fee) * 100)


def test_no_table_before_the_first_one() -> None:
    assert table_on(date(2007, 4, 1)).base == 50
    with pytest.raises(LookupError):
        table_on(date(2007, 3, 31))


def test_small_claims_by_the_average_wage() -> None:
    assert [small_claim(yuan * 100, 100_000_00) for yuan in (50_000, 50_001, 200_000, 200_001)] == [
        "always", "agreed", "agreed", "no",
    ]  # fmt: skip

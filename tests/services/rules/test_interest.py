"""Late interest by hand: the golden numbers of domain.md T-E1 and E9, part payments, and what must never happen."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.services.rules.interest import Accrual, Rate, Segment, a_day, accrue, rate_at, total
from app.services.rules.late_rules import (
    SME_RATE,
    Facts,
    choose_regime,
    chosen_regime,
    cn_ladder,
    eu_ladder,
    excess,
    fixed_fee,
    lifted,
    raised,
    uk_ladder,
)

DUE, PAID = date(2024, 6, 30), date(2025, 6, 30)
LPR = tuple(
    (date.fromisoformat(on), Rate(Decimal(rate) / 100))
    for on, rate in (("2024-06-20", "3.45"), ("2024-07-22", "3.35"), ("2024-10-21", "3.10"), ("2025-05-20", "3.00"))
)
LATE = Accrual(100_000_00, DUE, PAID)


def flat(text: str, per: str = "year") -> tuple[tuple[date, Rate], ...]:
    return ((date.min, Rate(Decimal(text), per)),)  # type: ignore[arg-type]


def late(principal: int, due: date, days: int, **how: object) -> Accrual:
    return Accrual(principal, due, due + timedelta(days=days), **how)  # type: ignore[arg-type]


def told(segments: tuple[Segment, ...]) -> list[tuple[int, str, int]]:
    return [(each.days, str(each.rate.value), each.interest) for each in segments]


@pytest.mark.parametrize(("uplift", "interest"), [("1.5", 5_175_00), ("1.3", 4_485_00)])
def test_lpr_of_the_day_of_breach_times_uplift(uplift: str, interest: int) -> None:
    assert total(accrue(LATE, lifted(LPR, Decimal(uplift), DUE, floating=False))) == interest


def test_floating_lpr_is_four_segments() -> None:
    found = accrue(LATE, lifted(LPR, Decimal("1.5"), DUE, floating=True))
    assert [(each.days, each.interest) for each in found] == [
        (21, 297_74), (91, 1_252_81), (211, 2_688_08), (42, 517_81),
    ]  # fmt: skip
    assert (found[0].start, found[0].end) == (date(2024, 7, 1), date(2024, 7, 21))
    assert [each.rate.value for each in found] == [Decimal(x) for x in ("0.05175", "0.05025", "0.0465", "0.045")]
    assert total(found) == 4_756_44


def test_a_year_of_360_days() -> None:
    found = accrue(Accrual(100_000_00, DUE, PAID, year=360), lifted(LPR, Decimal("1.5"), DUE, floating=True))
    assert total(found) == 4_822_50


def test_half_a_thousandth_a_day_and_after_a_judgment() -> None:
    assert total(accrue(LATE, ((DUE, SME_RATE),))) == 18_250_00
    assert total(accrue(Accrual(100_000_00, DUE, PAID, year=360), ((DUE, SME_RATE),))) == 18_250_00
    assert total(accrue(late(100_000_00, DUE, 90), flat("0.000175", "day"))) == 1_575_00


def test_european_reference_rate_and_eight_points() -> None:
    ecb = [(date(2025, 1, 1), Rate(Decimal("0.0315"))), (date(2025, 6, 11), Rate(Decimal("0.0215")))]
    due = date(2025, 7, 31)
    assert total(accrue(late(10_000_00, due, 45), eu_ladder(ecb, due, date(2025, 9, 14), reset=True))) == 125_14
    assert fixed_fee("eu", 10_000_00, "EUR") == ("EUR", 40_00)
    over_new_year = eu_ladder(ecb, date(2025, 5, 31), date(2025, 8, 1), reset=True)
    assert told(accrue(late(10_000_00, date(2025, 5, 31), 62), over_new_year)) == [
        (30, "0.1115", 91_64), (32, "0.1015", 88_99),
    ]  # fmt: skip
    fixed = eu_ladder(ecb, date(2025, 5, 31), date(2025, 8, 1), reset=False)
    assert told(accrue(late(10_000_00, date(2025, 5, 31), 62), fixed)) == [(62, "0.1115", 189_40)]


def test_british_rate_is_fixed_by_the_half_year_in_which_interest_begins() -> None:
    bank = [(date(2025, 12, 31), Rate(Decimal("0.0375"))), (date(2026, 6, 30), Rate(Decimal("0.0500")))]
    due = date(2026, 6, 1)
    assert total(accrue(late(10_000_00, due, 60), uk_ladder(bank, due))) == 193_15
    assert uk_ladder(bank, date(2026, 6, 30))[0][1].value == Decimal("0.13")


@pytest.mark.parametrize(("debt", "fee"), [(999_99, 40_00), (1_000_00, 70_00), (9_999_99, 70_00), (10_000_00, 100_00)])
def test_british_fee_by_the_size_of_the_debt(debt: int, fee: int) -> None:
    assert fixed_fee("uk", debt, "GBP") == ("GBP", fee)
    assert fixed_fee("uk", debt, "CNY") is None


def test_american_rate_a_year_or_a_month() -> None:
    assert total(accrue(late(20_000_00, DUE, 45), flat("0.18"))) == 443_84
    assert total(accrue(late(20_000_00, DUE, 45), flat("0.015", "month"))) == 450_00


def test_days_begin_after_the_due_day_and_hold_the_day_of_payment() -> None:
    a_day_each = flat("0.01", "day")
    assert accrue(late(100_00, DUE, 0), a_day_each) == ()
    assert total(accrue(late(100_00, DUE, 1), a_day_each)) == 1_00
    assert accrue(late(100_00, DUE, 1, exclude_payment_day=True), a_day_each) == ()
    assert total(accrue(late(100_00, DUE, 3, exclude_payment_day=True), a_day_each)) == 2_00


def test_part_payments_lower_the_principal_from_the_day_after() -> None:
    falls = ((DUE, 10_00), (DUE + timedelta(days=2), 50_00), (DUE + timedelta(days=5), 40_00))
    found = accrue(late(100_00, DUE, 9, falls=falls), flat("0.01", "day"))
    assert [(s.principal, s.days, s.interest) for s in found] == [(90_00, 2, 1_80), (40_00, 3, 1_20)]
    without_the_day = accrue(late(100_00, DUE, 9, falls=falls, exclude_payment_day=True), flat("0.01", "day"))
    assert [(s.principal, s.days) for s in without_the_day] == [(90_00, 1), (40_00, 3)]


def test_money_moved_away_raises_the_principal_again() -> None:
    falls = ((DUE + timedelta(days=2), 100_00), (DUE + timedelta(days=4), -100_00))
    found = accrue(late(100_00, DUE, 6, falls=falls), flat("0.01", "day"))
    assert [(s.start.day, s.end.day, s.interest) for s in found] == [(1, 2, 2_00), (5, 6, 2_00)]


def test_agreed_most_ends_the_interest() -> None:
    found = accrue(late(100_00, DUE, 30, cap=Decimal("0.05")), flat("0.01", "day"))
    assert total(found) == 5_00


def test_no_rate_is_never_zero() -> None:
    with pytest.raises(LookupError):
        lifted(LPR, Decimal("1.5"), date(2019, 1, 1), floating=False)
    with pytest.raises(LookupError):
        accrue(late(100_00, date(2019, 1, 1), 9), lifted(LPR, Decimal("1.5"), date(2019, 1, 1), floating=True))


def test_benchmark_rate_until_lpr_began() -> None:
    benchmark = ((date(2015, 10, 24), Rate(Decimal("0.0435"))), (date(2020, 1, 1), Rate(Decimal("0.09"))))
    ladder = cn_ladder(benchmark, ((date(2019, 8, 20), Rate(Decimal("0.0425"))),))
    assert [str(rate.value) for _on, rate in ladder] == ["0.0435", "0.0425"]
    assert rate_at(ladder, date(2019, 8, 19)) == Rate(Decimal("0.0435"))
    assert rate_at(ladder, date(2015, 10, 23)) is None


def test_one_more_day() -> None:
    assert a_day(100_000_00, Rate(Decimal("0.05175")), 365) == 14_18
    assert a_day(100_000_00, SME_RATE, 360) == 50_00


# --- what holds for any debt

AMOUNTS = st.integers(1, 10**9)
RATES = st.decimals("0.0001", "0.5", places=4)


@given(AMOUNTS, RATES, st.integers(2, 2000), st.data())
def test_splitting_a_period_changes_nothing_but_a_cent(
    principal: int, rate: Decimal, days: int, data: st.DataObject
) -> None:
    """Simple interest: the second part bears none on the first, so it never compounds."""
    cut = data.draw(st.integers(1, days - 1))
    ladder = ((date.min, Rate(rate)),)
    whole = total(accrue(late(principal, DUE, days), ladder))
    first = total(accrue(late(principal, DUE, cut), ladder))
    second = total(accrue(late(principal, DUE + timedelta(days=cut), days - cut), ladder))
    assert abs(whole - first - second) <= 1


@given(AMOUNTS, st.lists(st.tuples(st.integers(-5, 400), st.integers(1, 10**8)), max_size=6), st.integers(1, 400))
def test_segments_hold_each_day_once_and_sum_exactly(principal: int, paid: list[tuple[int, int]], days: int) -> None:
    falls, left = [], principal
    for day, amount in sorted(paid):
        falls.append((DUE + timedelta(days=day), min(amount, left)))
        left -= falls[-1][1]
    debt = late(principal, DUE, days, falls=tuple(falls))
    found = accrue(debt, LPR)
    assert all(a.end < b.start for a, b in pairwise(found))
    by_day = sum(
        (principal - sum(amount for on, amount in falls if on < day)) * rate.value
        for day in (DUE + timedelta(days=i) for i in range(1, days + 1))
        if (rate := rate_at(LPR, day)) is not None
    )
    assert abs(total(found) - Decimal(by_day) / 365) <= Decimal("0.5")
    assert all(each.interest >= 0 for each in found)


# --- which rule

CN = Facts(law="CN", agreed_on=date(2026, 1, 1))


def test_a_small_customer_without_a_clause_owes_lpr() -> None:
    assert choose_regime(CN).regime == "cn-lpr"
    assert choose_regime(CN).reasons == ("sale",)


def test_a_clause_comes_first() -> None:
    found = choose_regime(Facts("CN", date(2026, 1, 1), clause=SME_RATE, buyer_public=True, seller_size="small"))
    assert (found.regime, found.reasons) == ("contract", ("clause",))


@pytest.mark.parametrize(
    ("buyer", "reason"), [({"buyer_public": True}, "buyer_public"), ({"buyer_size": "large"}, "buyer_large")]
)
def test_small_seller_that_said_so_and_large_buyer(buyer: dict[str, object], reason: str) -> None:
    found = choose_regime(Facts("CN", date(2026, 1, 1), seller_size="micro", declared=True, **buyer))  # type: ignore[arg-type]
    assert (found.regime, found.reasons, found.risks) == ("cn-sme", (reason, "seller_sme", "declared"), ())


def test_without_proof_of_the_declaration_the_regulation_is_not_offered() -> None:
    facts = Facts("CN", date(2026, 1, 1), buyer_size="large", seller_size="small")
    assert choose_regime(facts).regime == "cn-lpr"
    assert choose_regime(facts).risks == ("undeclared",)
    assert chosen_regime("cn-sme", facts).risks == ("undeclared",)


def test_regulation_wants_the_right_parties_and_its_own_time() -> None:
    assert chosen_regime("cn-sme", CN).risks == ("not_sme_parties",)
    old = Facts("CN", date(2020, 8, 31), buyer_size="large", seller_size="small", declared=True)
    assert choose_regime(old).regime == "cn-lpr"


@pytest.mark.parametrize(("law", "regime"), [("DE", "eu"), ("GB", "uk"), ("US", "flat")])
def test_law_of_other_countries(law: str, regime: str) -> None:
    assert choose_regime(Facts(law, date(2026, 1, 1))).regime == regime


def test_agreed_rate_of_the_regulation_is_at_least_lpr() -> None:
    low, lpr = Rate(Decimal("0.00005"), "day"), Rate(Decimal("0.03"))
    assert low.annual == Decimal("0.01825")
    assert raised(low, lpr) == lpr
    assert raised(SME_RATE, lpr) == SME_RATE
    assert raised(low, None) == low


@pytest.mark.parametrize(
    ("rate", "light"),
    [
        ("0.045", "green"),
        ("0.0451", "pale"),
        ("0.0585", "pale"),
        ("0.0586", "amber"),
        ("0.12", "amber"),
        ("0.1201", "red"),
    ],
)
def test_excess_at_an_lpr_of_three(rate: str, light: str) -> None:
    lpr = Rate(Decimal("0.03"))
    found = excess(Rate(Decimal(rate)), lpr, lpr)
    assert found is not None
    assert found.light == light


def test_a_tenth_of_a_percent_a_day_is_red_and_a_third_of_that_amber() -> None:
    lpr = Rate(Decimal("0.03"))
    lights = [
        found.light for text in ("0.001", "0.0005", "0.0003") if (found := excess(Rate(Decimal(text), "day"), lpr, lpr))
    ]
    assert lights == ["red", "red", "amber"]


def test_ceiling_takes_lpr_at_the_contract_and_the_base_lpr_at_the_breach() -> None:
    found = excess(Rate(Decimal("0.15")), Rate(Decimal("0.03")), Rate(Decimal("0.04")))
    assert found is not None
    assert (found.light, found.times, found.times_at_contract) == ("amber", Decimal(5), Decimal("3.75"))
    assert excess(Rate(Decimal("0.15")), None, Rate(Decimal("0.04"))) is None

"""The candidates for a limit and what is proposed: golden numbers of domain.md T-B1, B2, B3, M2."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from app.models.financials import FinancialStatement
from app.services.rules.limit_candidates import Candidate, LimitFacts, all_candidates
from app.services.rules.limits import Proposal, covered, proposal, rounded_down
from app.services.rules.parameters import Policy

ON = date(2026, 11, 22)
POLICY = Policy()
OLD_HAND = {"orders": 9, "settled": 9, "history_days": 400}


def statement(**lines: int) -> FinancialStatement:
    """Lines in yuan."""
    kept: dict[str, Any] = {name: value * 100 for name, value in lines.items()}
    days: dict[str, Any] = {"period_end": date(2025, 12, 31), "received_on": date(2026, 3, 1)}
    return FinancialStatement(**{**days, **kept})


def facts(**told: Any) -> LimitFacts:
    given: dict[str, Any] = {"on": ON, "grade": "BBB", "pd": 0.03695419, **OLD_HAND}
    return LimitFacts(**(given | told))


def found(code: str, given: LimitFacts) -> Candidate:
    return next(each for each in all_candidates(given, POLICY) if each.code == code)


def amounts(of: Proposal) -> dict[str, int | None]:
    return {each.code: each.amount for each in of.candidates}


T_A2 = statement(
    total_assets=10_000_000, current_assets=6_000_000, current_liabilities=4_000_000, inventory=2_300_000,
    total_liabilities=5_500_000, equity=4_500_000,
)  # fmt: skip
# TNW 4.5m, working capital 2.0m, our equity 8m; 60 days; margin 20 % of 3.6m a year.
B1B = facts(statement=T_A2, terms_days=60, expected_sales=3_600_000_00, margin=Decimal("0.20"), own_equity=8_000_000_00)


def test_b1a_need_of_sixty_days_and_fifteen_of_grace() -> None:
    assert found("L3", B1B).amount == 739_726_03
    assert found("L3", replace(B1B, peak=Decimal("1.5"))).amount == 1_109_589_04


def test_b1a_coefficient_of_two_months_at_grade_a() -> None:
    given = facts(grade="A", expected_sales=3_600_000_00, terms_days=60)
    assert found("L4", given).amount == 480_000_00
    assert found("L4", given).data["expected"] is True


def test_b1a_working_assets_of_the_textbook() -> None:
    made = found("L7", B1B)
    assert round(float(made.data["value"]), 6) == 0.313889
    assert (made.data["share"], made.data["base"], made.amount) == (0.2, 3_250_000_00, 650_000_00)


def test_b1b_without_and_with_an_insurer() -> None:
    made = proposal(B1B, POLICY)
    assert [amounts(made)[code] for code in ("L1", "L2", "L8", "L9")] == [
        337_500_00,
        300_000_00,
        400_000_00,
        3_247_263_71,
    ]
    assert (made.uncovered_max, made.amount, made.binding) == (300_000_00, 300_000_00, "L2")
    insured = proposal(replace(B1B, insured=400_000_00, cover=0.9), POLICY)
    assert (insured.ceiling, insured.amount, insured.uncovered_max) == (660_000_00, 660_000_00, 300_000_00)
    assert amounts(insured)["L10"] == 400_000_00


@pytest.mark.parametrize(
    ("at_risk", "most"), [(200_000_00, 560_000_00), (30_000_00, 300_000_00), (500_000_00, 860_000_00)]
)
def test_b1c_what_an_insurer_allows(at_risk: int, most: int) -> None:
    assert covered(at_risk, 0, 0.9, 400_000_00) == most


def test_collateral_adds_to_what_may_be_at_risk() -> None:
    assert covered(200_000_00, 50_000_00, 0.0, None) == 250_000_00


def test_m2_a_gap_is_missing_and_a_loss_is_a_real_zero() -> None:
    """M2.4: nothing known = skipped; negative worth, negative working capital and a margin of nothing are 0."""
    nothing = facts()
    assert all(each.amount is None for each in all_candidates(nothing, POLICY))
    poor = statement(
        total_assets=100, current_assets=40, current_liabilities=90, total_liabilities=120, inventory=10, equity=-20
    )
    made = proposal(facts(statement=poor, expected_sales=100_00, margin=Decimal(0)), POLICY)
    assert [amounts(made)[code] for code in ("L1", "L2", "L9")] == [0, 0, 0]
    assert amounts(made)["L7"] is None  # not the best class
    assert (made.amount, made.binding) == (0, "L1")


def test_m2_tangible_worth_leaves_out_intangibles_and_owner_loans() -> None:
    less = replace(T_A2, intangibles=500_000_00, owner_loans=1_000_000_00)
    assert found("L1", replace(B1B, statement=less)).amount == 225_000_00  # 7.5 % of 3.0m


def test_m2_an_old_statement_gives_way_to_how_they_pay() -> None:
    """18 months after its end the statement counts no more, and does again where nothing else is known."""
    paying = replace(B1B, sales_12m=1_200_000_00, sales_months=6, paid_30=150_000_00, index=82, statement=T_A2, pd=0.03)
    assert proposal(replace(paying, on=date(2027, 6, 30)), POLICY).binding == "L2"
    later = proposal(replace(paying, on=date(2027, 7, 1)), POLICY)
    assert (amounts(later)["L4"], amounts(later)["L5"]) == (
        240_000_00,
        360_000_00,
    )  # 200,000 x 2 x 60 %; 150,000 x 2 x 1.2
    assert (later.uncovered_max, later.binding) == (240_000_00, "L4")
    alone = replace(B1B, on=date(2027, 7, 1), expected_sales=None)
    assert proposal(alone, POLICY).counted == ("L1", "L2", "L8")


def test_m2_payments_are_no_evidence_before_three_are_settled() -> None:
    given = facts(paid_30=100_000_00, terms_days=30, settled=2, index=60)
    assert found("L5", given).amount is None
    assert found("L5", replace(given, settled=3)).amount == 100_000_00  # x 1.0 below an index of 80
    assert found("L5", replace(given, settled=3, index=80)).amount == 120_000_00


@pytest.mark.parametrize(
    ("amount", "rounded"),
    [(99_999, 99_000), (100_000, 100_000), (109_999, 100_000), (999, 0), (739_726, 730_000), (0, 0)],
)
def test_m2_rounding_keeps_small_customers(amount: int, rounded: int) -> None:
    assert rounded_down(amount * 100, 100) == rounded * 100
    assert rounded_down(amount, 1) == rounded  # a currency without decimals


def test_m2_not_rated_reads_the_lists_at_the_grade_of_the_prior() -> None:
    """6 % is BB: 5 % of the net worth."""
    assert found("L1", replace(B1B, grade="NR", pd=0.06)).amount == 225_000_00
    assert proposal(facts(grade="NR", pd=0.06), POLICY).terms_days == 30


@pytest.mark.parametrize(("told", "why"), [({"grade": "D", "pd": 1.0}, "stop"), ({"hold": True}, "hold")])
def test_m2_default_or_hold_means_no_credit(told: dict[str, Any], why: str) -> None:
    made = proposal(replace(B1B, **told), POLICY)
    assert (made.amount, made.binding, made.terms_days) == (0, why, 0)


def test_our_appetite_is_the_smaller_of_two_shares_and_one_alone_serves() -> None:
    assert found("L8", facts(own_equity=8_000_000_00, own_sales=3_000_000_00)).amount == 300_000_00
    assert found("L8", facts(own_sales=3_000_000_00)).data["of"] == "sales"
    assert found("L8", facts(own_equity=-5)).amount == 0


def test_references_are_the_one_in_the_middle_and_only_information() -> None:
    made = proposal(replace(B1B, references=(10_00, 30_00, 20_00)), POLICY)
    assert amounts(made)["L6"] == 20_00
    assert made.amount == 300_000_00


@pytest.mark.parametrize(
    ("told", "share", "amount"),
    [
        ({"orders": 0, "settled": 0, "history_days": 0}, 0, 0),
        ({"orders": 0, "settled": 0, "history_days": 0, "grade": "A", "pd": 0.014}, 0.5, 200_000),
        ({"orders": 0, "settled": 0, "history_days": 0, "grade": "A", "confidence": 0.39}, 0, 0),
        ({"orders": 1, "settled": 0}, 0.5, 150_000),
        ({"orders": 5, "settled": 3}, 0.75, 225_000),
        ({"orders": 5, "settled": 5, "settled_late": 1}, 0.5, 150_000),
        ({"orders": 7, "settled": 6, "history_days": 179}, 0.75, 225_000),
        ({"orders": 7, "settled": 6, "history_days": 180, "settled_late": 2}, 1.0, 300_000),
    ],
)
def test_b3_credit_grows_with_what_was_settled(told: dict[str, Any], share: float, amount: int) -> None:
    made = proposal(replace(B1B, **told), POLICY)
    assert (made.factor, made.amount) == (share, amount * 100)


def test_b3_first_order_caps_until_something_is_settled() -> None:
    new = replace(B1B, orders=1, settled=0, first_order=48_500_00)
    assert (proposal(new, POLICY).amount, proposal(new, POLICY).binding) == (48_500_00, "first_order")
    assert proposal(replace(new, settled=1), POLICY).amount == 150_000_00


def test_b3_without_any_capacity_only_the_good_get_the_first_order() -> None:
    blank = {"orders": 1, "settled": 0, "first_order": 20_000_00}
    unknown = proposal(facts(**blank), POLICY)
    assert (unknown.amount, unknown.binding, unknown.uncovered_max) == (0, "nothing", 0)
    good = proposal(facts(**blank, grade="AA", pd=0.007), POLICY)
    assert (good.uncovered_max, good.amount) == (20_000_00, 10_000_00)


def test_b5_the_group_leaves_no_more_than_it_has() -> None:
    made = proposal(replace(B1B, group_room=120_000_00), POLICY)
    assert (made.amount, made.binding) == (120_000_00, "group")
    assert proposal(replace(B1B, group_room=-5), POLICY).amount == 0


@pytest.mark.parametrize(
    ("grade", "days"), [("AAA", 90), ("AA", 90), ("A", 60), ("BBB", 45), ("BB", 30), ("B", 15), ("CCC", 0)]
)
def test_b2_terms_by_grade_never_longer_than_agreed(grade: str, days: int) -> None:
    assert proposal(facts(grade=grade), POLICY).terms_days == days
    assert proposal(facts(grade=grade, terms_days=10), POLICY).terms_days == min(10, days)

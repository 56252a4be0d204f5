"""Payment plans: usual ones to the cent, what they leave on credit, and batches that together are the plan."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.models.plans import PlanLine
from app.services.rules.payment_plan import (
    TEMPLATES,
    Credit,
    amounts,
    batch,
    is_instalment_sale,
    largest_credit,
    left,
    part_before,
    template,
)

TOTAL = 16_000_000


@pytest.mark.parametrize(
    ("name", "expected", "credit"),
    [
        ("all_first", [16_000_000], Credit(16_000_000, 0)),
        ("thirty_terms", [4_800_000, 11_200_000], Credit(4_800_000, 11_200_000)),
        ("three_six_one", [4_800_000, 9_600_000, 1_600_000], Credit(4_800_000, 11_200_000)),
        ("four", [4_000_000] * 4, Credit(0, 16_000_000)),
    ],
)
def test_usual_plans_of_160_000(name: str, expected: list[int], credit: Credit) -> None:
    lines = amounts(TOTAL, template(name))  # type: ignore[arg-type]
    assert ([each.amount for each in lines], largest_credit(lines)) == (expected, credit)


def test_the_last_line_takes_what_is_left() -> None:
    """A third of 100.00 rounds to 33.33 twice, the last is 33.34; a fixed amount before shares; a last share that is too small grows."""
    third = PlanLine("delivery", share_bp=3_333)
    assert [each.amount for each in amounts(10_000, (third, third, third))] == [3_333, 3_333, 3_334]
    fixed = (PlanLine("signing", amount=2_500), PlanLine("acceptance", share_bp=1_000), PlanLine("delivery"))
    assert [each.amount for each in amounts(10_000, fixed)] == [2_500, 1_000, 6_500]
    made = amounts(10_000, (PlanLine("signing", share_bp=3_000), PlanLine("delivery", share_bp=6_000)))
    assert [(each.amount, each.share_bp) for each in made] == [(3_000, 3_000), (7_000, 7_000)]


@pytest.mark.parametrize(
    ("code", "lines"),
    [
        ("empty", ()),
        ("over", (PlanLine("signing", share_bp=10_000), PlanLine("delivery"))),
        ("over", (PlanLine("signing", amount=10_001), PlanLine("delivery"))),
        ("zero", (PlanLine("signing"), PlanLine("delivery"))),
        ("share", (PlanLine("signing", share_bp=10_001), PlanLine("delivery"))),
    ],
)
def test_what_makes_no_plan(code: str, lines: tuple[PlanLine, ...]) -> None:
    with pytest.raises(ValueError, match=code):
        amounts(10_000, lines)


def test_three_payments_after_delivery_are_a_sale_by_instalments() -> None:
    assert is_instalment_sale(template("four"))
    assert not is_instalment_sale(template("three_six_one"))


def test_a_third_of_the_goods_takes_a_third_of_each_line() -> None:
    """160,000 as 48,000 / 96,000 / 16,000: a batch of 53,333.33 takes 16,000.00 + 32,000.00 + 5,333.33."""
    lines = amounts(TOTAL, template("three_six_one"))
    assert [each.amount for each in batch(lines, [], 5_333_333)] == [1_600_000, 3_200_000, 533_333]
    assert [each.amount for each in batch(lines, [5_333_333], 10_666_667)] == [3_200_000, 6_400_000, 1_066_667]


def test_what_must_be_there_before_a_batch_leaves() -> None:
    """Of 5,000 before shipping, a third of the goods wants 1,666.67; what is due at signing is wanted whole."""
    assert part_before("before_shipment", 500_000, 1, 3) == 166_667
    assert part_before("signing", 500_000, 1, 3) == 500_000


@st.composite
def plans(draw: st.DrawFn) -> tuple[PlanLine, ...]:
    usual = draw(st.sampled_from([*TEMPLATES.values()]))
    total = draw(st.integers(100, 10**12))
    return amounts(total, usual)


@given(plans(), st.data())
def test_all_batches_together_are_the_plan_to_the_cent(lines: tuple[PlanLine, ...], data: st.DataObject) -> None:
    total = sum(each.amount for each in lines)
    sent: list[int] = []
    sums = [0] * len(lines)
    while sum(sent) < total:
        rest = total - sum(sent)
        amount = rest if len(sent) == 5 else data.draw(st.integers(1, rest))
        parts = [each.amount for each in batch(lines, sent, amount)]
        assert sum(parts) == amount
        assert min(parts) >= 0
        sums = [one + part for one, part in zip(sums, parts, strict=True)]
        sent.append(amount)
    assert sums == [each.amount for each in lines]
    assert left(lines, sent) == [0] * len(lines)
    with pytest.raises(ValueError, match="left"):
        batch(lines, sent, 1)


def test_days_do_not_change_amounts() -> None:
    line = PlanLine("fixed", share_bp=10_000, fixed_on=date(2026, 12, 31))
    assert amounts(7, (line,))[0].fixed_on == date(2026, 12, 31)

"""Parts of a receivable: exact amounts and due days, each checked by hand."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.services.rules.instalments import Line, amounts, due_on, missing, parts, template

JAN_31 = date(2026, 1, 31)
TERMS = date(2026, 3, 2)


def test_shares_sum_to_the_cent() -> None:
    """A third of 100.00 three times, in basis points 3333 + 3333 + 3334: 33.33, 33.33, 33.34."""
    assert amounts(10000, [Line(3333), Line(3333), Line(3334)]) == [3333, 3333, 3334]
    assert amounts(1, [Line(5000, basis="on"), Line()][1:]) == [1]
    assert amounts(101, [Line(5000), Line(5000)]) == [51, 50]


def test_the_remainder_takes_what_is_left_wherever_it_stands() -> None:
    assert amounts(20000, [Line(amount=6000), Line(), Line(2000)]) == [6000, 10000, 4000]
    assert amounts(9999, [Line(3000), Line()]) == [3000, 6999]


def test_shares_beside_a_fixed_amount_are_of_the_whole() -> None:
    assert amounts(20000, [Line(amount=6000), Line(5000), Line(2000)]) == [6000, 10000, 4000]


@pytest.mark.parametrize(
    ("lines", "code", "lacks"),
    [
        ([Line(3000), Line(6000)], "short", 1000),
        ([Line(3000), Line(8000)], "over", -1000),
        ([Line(amount=4000), Line(7000), Line()], "over", -1000),
        ([Line(), Line()], "two_rests", 10000),
        ([Line(10000), Line()], "zero", 0),
        ([], "short", 10000),
    ],
)
def test_what_does_not_make_the_total(lines: list[Line], code: str, lacks: int) -> None:
    assert missing(10000, lines) == lacks
    with pytest.raises(ValueError, match=code):
        amounts(10000, lines)


@given(st.integers(100, 10**12), st.lists(st.integers(1, 2000), min_size=1, max_size=5))
def test_any_plan_with_a_remainder_sums_exactly(total: int, shares: list[int]) -> None:
    found = amounts(total * 10000, [*(Line(bp) for bp in shares if sum(shares) < 10000), Line()])
    assert sum(found) == total * 10000
    assert min(found) > 0


@pytest.mark.parametrize(
    ("line", "due"),
    [
        (Line(basis="on", on=date(2026, 2, 5)), date(2026, 2, 5)),
        (Line(basis="net", days=30), date(2026, 3, 2)),
        (Line(basis="eom", days=0), date(2026, 1, 31)),
        (Line(basis="eom", days=30), date(2026, 2, 28)),
        (Line(basis="eom", days=45), date(2026, 3, 15)),
        (Line(basis="eom_day", day=31), date(2026, 2, 28)),
        (Line(basis="eom_day", day=25), date(2026, 2, 25)),
        (Line(basis="terms"), TERMS),
        (Line(basis="acceptance", days=30), None),
        (Line(basis="delivery"), None),
    ],
)
def test_due_days_of_the_last_of_january(line: Line, due: date | None) -> None:
    assert due_on(line, JAN_31, TERMS) == due


def test_thirty_sixty_ten() -> None:
    """3-6-1 of 1,000.00: 30 % at once, 60 % on acceptance, the rest kept for a year after it."""
    found = parts(100000, template("three", 100000, JAN_31), JAN_31, None)
    assert [(each.due_on, each.amount, each.retention, each.event, each.event_days) for each in found] == [
        (JAN_31, 30000, False, None, None),
        (None, 60000, False, "acceptance", 0),
        (None, 10000, True, "acceptance", 365),
    ]


def test_equal_monthly_parts_end_with_the_cents() -> None:
    found = parts(10001, template("equal", 10001, JAN_31, 3), JAN_31, None)
    assert [(each.due_on, each.amount) for each in found] == [
        (date(2026, 2, 28), 3334),
        (date(2026, 3, 31), 3334),
        (date(2026, 4, 30), 3333),
    ]


def test_ninety_five_and_five_kept() -> None:
    found = parts(9999, template("retention", 9999, JAN_31), JAN_31, TERMS)
    assert [(each.due_on, each.amount, each.retention) for each in found] == [
        (TERMS, 9499, False),
        (date(2027, 1, 31), 500, True),
    ]

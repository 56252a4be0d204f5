"""How often a customer is visited: months of the grade times the factor of the value, by hand."""

from __future__ import annotations

from datetime import date

import pytest

from app.services.rules.parameters import Policy
from app.services.rules.relationship import relationship
from app.services.rules.visiting import calls_for, months_between, next_visit, shortest, state

POLICY = Policy()
DAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("grade", "value", "months"),
    [
        ("AAA", "A", 12),  # 24 x 0.5
        ("AAA", "C", 48),  # 24 x 2
        ("BBB", "B", 12),
        ("BB", "A", 6),
        ("NR", "A", 6),  # as BB
        ("CCC", "A", 3),
        ("D", "A", 3),  # as CCC
        ("B", None, 12),  # 6 x 2: no sales in the year is class C
    ],
)
def test_months_by_grade_and_value(grade: str, value: str | None, months: int) -> None:
    assert months_between(POLICY, grade, value) == months


def test_half_a_month_counts_up_and_a_month_is_the_least() -> None:
    policy = Policy.of({"visit_months": (3, 3, 3, 3, 3, 1, 1), "visit_factor": (0.5, 1.0, 2.0)})
    assert months_between(policy, "AAA", "A") == 2  # 1.5
    assert months_between(policy, "CCC", "A") == 1  # 0.5
    assert shortest(policy) == 1
    assert shortest(POLICY) == 3


def test_next_visit_and_its_state() -> None:
    last = date(2025, 11, 30)
    assert next_visit(POLICY, "BB", "A", last) == date(2026, 5, 30)
    assert next_visit(POLICY, "BBB", "B", date(2024, 2, 29)) == date(2025, 2, 28)
    assert [state(day, DAY) for day in (DAY, date(2026, 11, 23), date(2026, 12, 22), date(2026, 12, 23), None)] == [
        "due", "soon", "soon", "later", "never",
    ]  # fmt: skip


def test_two_signs_call_for_an_act() -> None:
    assert [calls_for(count) for count in (0, 1, 2, 8)] == ["", "watch", "act", "act"]


def test_relationship_by_hand() -> None:
    # 0.6 x 87.5 + 0.25 x 50 + 0.15 x 100 = 52.5 + 12.5 + 15 = 80
    found = relationship([5, 4], 1, 12, 90)
    assert (found.points, found.average, found.answers) == (80, 4.5, 2)
    # nobody asked, nothing open, last seen at one and a half times the time: 30 + 25 + 7.5 = 62.5
    assert relationship([], 0, 135, 90).points == 63
    assert relationship([1], 3, None, 90).points == 0
    assert relationship([5], 0, 0, 90).points == 100

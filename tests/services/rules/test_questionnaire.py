"""The answers that the file itself gives (domain.md A6)."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from app.models.credit_facts import CreditFact
from app.services.rules.completeness import Known
from app.services.rules.questionnaire import GROUPS, ITEMS, proposed, wants_comment

ON = date(2026, 11, 22)


def fact(kind: str, code: str, on: date = date(2026, 10, 1), **data: Any) -> CreditFact:
    return CreditFact(kind=kind, code=code, on_day=on, checked_on=on, data=data)


def answers(**known: Any) -> dict[int, int]:
    return proposed(Known(on=ON, **known))


def test_every_item_stands_in_one_group() -> None:
    assert sorted(item for group in GROUPS.values() for item in group) == list(ITEMS)


@pytest.mark.parametrize(
    ("founded", "points"),
    [(date(2016, 11, 22), 5), (date(2016, 11, 23), 4), (date(2021, 11, 22), 4), (date(2023, 11, 22), 3), (date(2025, 11, 22), 2), (date(2025, 11, 23), 0)],
)  # fmt: skip
def test_age(founded: date, points: int) -> None:
    assert answers(founded=founded) == {1: points}


@pytest.mark.parametrize(
    ("paid", "points"), [(10_000_000, 5), (9_999_999, 4), (5_000_000, 4), (1_000_000, 3), (999_999, 1), (0, 0)]
)
def test_paid_in_capital(paid: int, points: int) -> None:
    assert answers(capital_paid=paid) == {2: points}


@pytest.mark.parametrize(("share", "points"), [(6_000, 0), (5_999, 1), (2_000, 4), (1_999, 5)])
def test_share_of_the_largest_buyer(share: int, points: int) -> None:
    assert answers(facts=(fact("industry_opinion", "concentration", share_bp=share),)) == {9: points}


@pytest.mark.parametrize(
    ("good", "points"),
    [((True, True), 5), ((True,), 3), ((False,), 0), ((True, False), 1), ((True, True, False), 3)],
)
def test_words_of_suppliers(good: tuple[bool, ...], points: int) -> None:
    told = tuple(fact("trade_reference", "reference", good=each) for each in good)
    assert answers(facts=told) == {11: points}


def test_the_newest_tax_grade_and_a_visit_of_the_last_year() -> None:
    grades = (fact("tax", "grade", date(2025, 4, 1), grade="A"), fact("tax", "grade", date(2026, 4, 1), grade="M"))
    assert answers(facts=grades, visited_on=date(2025, 11, 22)) == {19: 3, 20: 5}
    assert answers(facts=grades, visited_on=date(2025, 11, 21)) == {19: 3}
    assert answers() == {}


def test_extremes_of_opinions_want_a_reason() -> None:
    assert (wants_comment(16, 0), wants_comment(16, 5), wants_comment(16, 3), wants_comment(1, 5)) == (
        True, True, False, False,
    )  # fmt: skip

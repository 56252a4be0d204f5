"""The ladder as a rule: which step, what money covers, which steps a letter by hand takes along, fees."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction
from typing import Any

import pytest

from app.services.rules.reminder_ladder import Debt, Ladder, decide, fees, reached, waits
from app.services.rules.reminding import DueItem

ON = date(2026, 10, 31)
WAITS = (5, 20, 40, 60)


def item(key: int = 1, *, days: int = 30, open_: int = 10000, step: int | None = None, **other: Any) -> DueItem:
    """A debt of 100.00 that is 30 days overdue."""
    due_on = ON - timedelta(days=days)
    made = DueItem(key, key, f"I-{key}", 1, None, due_on, due_on, open_, open_, 0, 0, days, step, step or 0)
    return replace(made, **other)


def debt(key: int = 1, **other: Any) -> Debt:
    return Debt(item(key, **other), WAITS)


def test_days_are_rounded_up_at_a_factor() -> None:
    assert waits((7, 15, 30, 60), Fraction("0.75")) == (6, 12, 23, 45)
    assert waits((7, 15, 30, 60), Fraction("1.5"), 2) == (13, 25, 47, 92)


@pytest.mark.parametrize(
    ("days", "step", "level"),
    [(4, None, None), (5, None, 1), (300, None, 1), (300, 0, 1), (19, 1, None), (20, 1, 2), (40, 2, 3), (60, 3, 4), (500, 4, None)],
)  # fmt: skip
def test_the_first_step_not_done_is_due(days: int, step: int | None, level: int | None) -> None:
    found = decide([debt(days=days, step=step)], 0, Ladder(ON, 0))
    assert (None if found.waiting else found.level) == level


@pytest.mark.parametrize(("days", "near"), [(-8, False), (-7, True), (0, True)])
def test_a_courtesy_notice_has_its_week(days: int, near: bool) -> None:
    assert (decide([debt(days=days)], 0, Ladder(ON, 7)).waiting is None) == near
    assert decide([debt(days=days, step=0)], 0, Ladder(ON, 7)).waiting is not None
    assert decide([debt(days=days)], 0, Ladder(ON, 0)).waiting is not None


@pytest.mark.parametrize(
    ("credit", "named"), [(0, [(1, 10000), (2, 5000)]), (4000, [(1, 6000), (2, 5000)]), (10000, [(2, 5000)]), (14999, [(2, 1)]), (15000, [])]
)  # fmt: skip
def test_money_covers_the_oldest_first(credit: int, named: list[tuple[int, int]]) -> None:
    found = decide([debt(1, days=30), debt(2, days=25, open_=5000)], credit, Ladder(ON, 0))
    assert [(each.instalment_id, each.asked) for each in found.items] == named
    assert (found.waiting.code if found.waiting else "") == ("" if named else "covered")


def test_a_jump_goes_past_the_steps_but_not_past_the_interval() -> None:
    found = decide([debt(days=1)], 0, Ladder(ON, 0, jump="dishonest"))
    assert (found.level, found.reason and found.reason.code) == (4, "jumped")
    soon = decide([debt(days=1)], 0, Ladder(ON, 0, jump="dishonest", not_before=ON + timedelta(days=1)))
    assert soon.waiting is not None
    assert decide([debt(days=1)], 0, Ladder(ON, 0, jump="dishonest", small=10001)).level == 3
    assert decide([replace(debt(days=1), most=2)], 0, Ladder(ON, 0, jump="dishonest")).level == 2


def test_a_running_deadline_holds_back_higher_letters_only() -> None:
    ladder = Ladder(ON, 0, below=2, until=ON)
    assert decide([debt(days=50, step=2)], 0, ladder).waiting is not None
    found = decide([debt(1, days=50, step=2), debt(2, days=6)], 0, ladder)
    assert (found.level, [each.level for each in found.items]) == (1, [2, 1])
    assert decide([debt(days=50, step=2)], 0, replace(ladder, until=ON - timedelta(days=1))).level == 3


def test_the_first_day_that_may_bring_a_letter_is_told() -> None:
    waiting = decide([debt(1, days=4), debt(2, days=30, step=2)], 0, Ladder(ON, 0)).waiting
    assert waiting is not None
    assert (waiting.code, waiting.until) == ("later", ON + timedelta(days=1))


def test_steps_of_a_letter_by_hand() -> None:
    named = [item(1, days=50, step=2, level=3), item(2, days=6, level=1), item(3, days=-4)]
    assert [each.level for each in reached(named, 3)] == [3, 1, 0]
    assert [each.level for each in reached(named, 4)] == [4, 1, 0]
    assert [each.level for each in reached(named, 1)] == [1, 1, 0]


def test_a_fee_is_taken_by_those_that_take_the_step() -> None:
    named = [item(1, step=1, level=2), item(2, open_=333, step=2, level=2), item(3, open_=333, step=1, level=2)]
    assert fees(named, 2, 500, Fraction("0.15")) == {1: 2000, 3: 50}
    assert fees(named, 0, 500, Fraction("0.15")) == {}
    assert fees([item(1, step=2, level=2)], 2, 500, Fraction("0.15")) == {}

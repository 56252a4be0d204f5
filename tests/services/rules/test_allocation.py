"""Which debts a sum of money settles: exact, oldest due first, or as chosen."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.services.rules.allocation import Debt, Split, chosen, in_order, oldest_first, pro_rata


def debt(number: int, due: str | None, open_: int, issued: str = "2026-01-01") -> Debt:
    return Debt(number, date.fromisoformat(due) if due else None, date.fromisoformat(issued), open_)


DEBTS = [debt(1, "2026-03-01", 300), debt(2, None, 50), debt(3, "2026-02-01", 100), debt(4, "2026-03-01", 80)]


def test_oldest_due_first_then_the_lower_id_and_no_date_last() -> None:
    assert [each.id for each in in_order(DEBTS)] == [3, 1, 4, 2]
    earlier = debt(9, "2026-03-01", 1, issued="2025-12-01")
    assert [each.id for each in in_order([*DEBTS, earlier])] == [3, 9, 1, 4, 2]


def test_money_runs_out_in_the_middle_of_a_debt() -> None:
    assert oldest_first(250, DEBTS) == Split(((3, 100), (1, 150)), 0)


def test_what_nobody_owes_is_left_over() -> None:
    assert oldest_first(600, DEBTS) == Split(((3, 100), (1, 300), (4, 80), (2, 50)), 70)
    assert oldest_first(5, []) == Split((), 5)


def test_chosen_parts_keep_what_is_not_spent() -> None:
    assert chosen(500, DEBTS, {4: 80, 1: 20, 2: 0}) == Split(((4, 80), (1, 20)), 400)


@pytest.mark.parametrize(
    ("amount", "wanted", "why"),
    [
        (100, {1: -1}, "negative"),
        (100, {7: 1}, "unknown"),
        (999, {3: 101}, "too_much"),
        (100, {1: 60, 3: 41}, "not_enough"),
    ],
)
def test_what_cannot_be_chosen(amount: int, wanted: dict[int, int], why: str) -> None:
    with pytest.raises(ValueError, match=why):
        chosen(amount, DEBTS, wanted)


def test_everybody_gets_the_same_share() -> None:
    # 100 of 530: 300 -> 56.6, 50 -> 9.4, 100 -> 18.9, 80 -> 15.1; the two largest remainders get the cents left over.
    assert pro_rata(100, DEBTS) == Split(((3, 19), (1, 57), (4, 15), (2, 9)), 0)
    assert pro_rata(600, DEBTS) == Split(((3, 100), (1, 300), (4, 80), (2, 50)), 70)
    assert pro_rata(1, [debt(1, "2026-03-01", 50), debt(2, "2026-02-01", 50)]) == Split(((2, 1),), 0)
    assert pro_rata(5, []) == Split((), 5)


@given(st.integers(0, 10**13), st.lists(st.integers(1, 10**9), max_size=20))
def test_shares_are_exact_and_less_than_a_unit_off(amount: int, owed: list[int]) -> None:
    split = pro_rata(amount, [Debt(i, None, date(2020, 1, 1), open_) for i, open_ in enumerate(owed)])
    parts = dict(split.parts)
    assert sum(parts.values()) + split.rest == amount
    assert split.rest == max(0, amount - sum(owed))
    used = amount - split.rest
    for i, open_ in enumerate(owed):
        assert 0 <= parts.get(i, 0) <= open_
        assert abs(parts.get(i, 0) * sum(owed) - used * open_) < sum(owed)


@given(st.integers(0, 10**13), st.lists(st.tuples(st.integers(0, 400), st.integers(1, 10**9)), max_size=20))
def test_parts_and_rest_are_the_sum_and_no_debt_is_overpaid(amount: int, owed: list[tuple[int, int]]) -> None:
    debts = [
        Debt(i, date.fromordinal(738000 + days) if days else None, date(2020, 1, 1), open_)
        for i, (days, open_) in enumerate(owed)
    ]
    split = oldest_first(amount, debts)
    assert sum(part for _id, part in split.parts) + split.rest == amount
    assert all(0 < part <= debts[number].open for number, part in split.parts)
    whole = [number for number, part in split.parts if part == debts[number].open]
    assert len(split.parts) - len(whole) <= 1
    assert split.rest == 0 or len(whole) == len(debts)

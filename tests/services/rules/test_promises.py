"""Promises: kept at 95 %, partly at half, each unit of money for one promise only, and how long one holds reminders back."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.models.promised import Money, Promise
from app.services.rules.parameters import Policy
from app.services.rules.promises import State, covered, follow_up, judge, kept_rate, pausing, recently_broken

POLICY = Policy()
DAY = date(2026, 3, 1)
FREE = None


def day(number: int) -> date:
    return DAY + timedelta(days=number)


def promise(number: int = 1, made: int = 0, due: int = 10, amount: int = 100, **more: object) -> Promise:
    plain = Promise(id=number, customer_id=1, made_on=day(made), due_on=day(due), currency="CNY", amount=amount)
    return replace(plain, **more)  # type: ignore[arg-type]


def money(on: int, amount: int, item: int | None = FREE, currency: str = "CNY", payment: int = 0) -> Money:
    return Money(payment or on, day(on), item, {currency: amount})


def told(promises: list[Promise], came: list[Money], on: int) -> list[tuple[State, int]]:
    return [(each.state, each.received) for each in judge(promises, came, day(on), POLICY)]


@pytest.mark.parametrize(
    ("came", "on", "state"),
    [
        ([], 0, "pending"),
        ([], 12, "pending"),  # due on day 10, two days of grace
        ([], 13, "broken"),
        ([money(4, 94)], 5, "pending"),
        ([money(4, 95)], 4, "kept"),
        ([money(12, 95)], 12, "kept"),
        ([money(13, 100)], 13, "broken"),
        ([money(4, 50)], 12, "pending"),
        ([money(4, 50)], 13, "partly"),
        ([money(4, 49)], 13, "broken"),
        ([money(-1, 100)], 13, "broken"),  # before it was promised
        ([money(0, 100)], 13, "kept"),
        ([money(5, 100)], 4, "pending"),  # not known yet
        ([money(5, 100, currency="USD")], 13, "broken"),
    ],
)
def test_the_state_on_a_day(came: list[Money], on: int, state: State) -> None:
    assert told([promise()], came, on)[0][0] == state


def test_no_share_of_an_odd_amount_is_rounded_up() -> None:
    assert told([promise(amount=101)], [money(1, 95)], 13) == [("partly", 95)]  # 95 % of 1.01 are 0.9595
    assert told([promise(amount=101)], [money(1, 96)], 13) == [("kept", 96)]


def test_what_is_not_made_yet_is_none() -> None:
    assert told([promise(made=5)], [], 4) == []


def test_what_is_withdrawn_takes_no_money() -> None:
    both = [promise(1, withdrawn_on=day(3)), promise(2, made=3)]
    assert told(both, [money(4, 100)], 4) == [("withdrawn", 0), ("kept", 100)]
    assert told(both, [], 2) == [("pending", 0)]


def test_the_oldest_promise_takes_first_and_each_unit_counts_once() -> None:
    both = [promise(2, made=1, due=20), promise(1)]
    assert told(both, [money(5, 130)], 6) == [("kept", 100), ("pending", 30)]
    assert told(both, [money(5, 130)], 23) == [("kept", 100), ("broken", 30)]
    assert told(both, [money(5, 150)], 23) == [("kept", 100), ("partly", 50)]


def test_of_two_made_on_one_day_the_one_due_first_takes_first() -> None:
    both = [promise(1, due=20, amount=400), promise(2, due=5, amount=100)]
    assert told(both, [money(5, 100)], 6) == [("kept", 100), ("pending", 0)]


def test_named_instalments_count_what_settled_them_and_what_is_free() -> None:
    named = promise(items=frozenset({7}))
    assert told([named], [money(5, 100, 8)], 13) == [("broken", 0)]
    assert told([named], [money(5, 100, 7)], 13) == [("kept", 100)]
    assert told([named], [money(5, 40, 7), money(6, 60)], 13) == [("kept", 100)]
    bound = Money(6, day(6), None, {"CNY": 60}, bound=True)
    assert told([named], [money(5, 40, 7), bound], 13) == [("broken", 40)]
    assert told([promise()], [bound], 13) == [("partly", 60)]


def test_a_promise_of_any_debt_leaves_what_another_names() -> None:
    both = [promise(1), promise(2, made=1, items=frozenset({7}))]
    assert told(both, [money(5, 100, 7), money(6, 100, 8)], 13) == [("kept", 100), ("kept", 100)]
    assert told(both, [money(5, 100, 7)], 13) == [("kept", 100), ("broken", 0)]


def test_a_promise_in_another_currency_leaves_the_money_alone() -> None:
    dollars, yuan = promise(1, amount=50, currency="USD"), promise(2, made=1)
    assert told([dollars, yuan], [money(4, 100)], 5) == [("pending", 0), ("kept", 100)]


def test_money_that_paid_across_counts_in_one_of_its_currencies() -> None:
    across = Money(1, day(5), 7, {"USD": 20, "CNY": 140})
    yuan, dollars = promise(1, amount=140), promise(2, made=1, amount=20, currency="USD")
    assert told([yuan], [across], 13) == [("kept", 140)]
    assert told([dollars], [across], 13) == [("kept", 20)]
    assert told([yuan, dollars], [across], 13) == [("kept", 140), ("broken", 0)]
    half = replace(yuan, amount=70)
    assert told([half, dollars], [across], 13) == [("kept", 70), ("partly", 10)]


amounts = st.integers(1, 1000)
days = st.integers(0, 30)
promised = st.builds(
    lambda made, length, amount, items: promise(1, made, made + length, amount, items=frozenset(items)),
    days, st.integers(0, 15), amounts, st.sets(st.integers(1, 3), max_size=2),
)  # fmt: skip
parts = st.builds(money, days, amounts, st.none() | st.integers(1, 4))


@given(st.lists(promised, max_size=6), st.lists(parts, max_size=8), st.integers(0, 60))
def test_nothing_counts_twice(made: list[Promise], came: list[Money], on: int) -> None:
    made = [replace(each, id=place) for place, each in enumerate(made)]
    found = judge(made, came, day(on), POLICY)
    known = sum(each.amounts["CNY"] for each in came if each.on <= day(on))
    assert sum(each.received for each in found) <= known
    assert all(0 <= each.received <= each.promise.amount for each in found)
    for each in found:
        assert (each.state == "kept") == (each.received * 100 >= 95 * each.promise.amount)
        assert each.state != "pending" or day(on) <= each.until


def states(*made: Promise, on: int, came: list[Money] | None = None) -> list[int]:
    """Numbers of the promises that hold reminders back."""
    return [each.promise.id for each in pausing(judge(made, came or [], day(on), POLICY), POLICY)]


def test_two_broken_in_a_row_and_the_third_holds_nothing_back() -> None:
    first, second, third = promise(1, 0, 1), promise(2, 5, 6), promise(3, 10, 11)
    assert states(first, on=0) == [1]
    assert states(first, second, on=5) == [2]
    assert states(first, second, third, on=10) == []
    assert states(first, second, third, on=10, came=[money(5, 100)]) == [3]  # the second was kept
    dollars = replace(third, currency="USD")
    assert states(first, second, dollars, on=10) == [3]
    assert states(first, replace(second, withdrawn_on=day(6)), third, on=10) == [3]


def test_one_in_a_row_or_none_where_the_rules_say_so() -> None:
    first, second = promise(1, 0, 1), promise(2, 5, 6)
    found = judge([first, second], [], day(5), POLICY)
    assert pausing(found, replace(POLICY, promise_pauses=1)) == []
    assert pausing(found[1:], replace(POLICY, promise_pauses=0)) == []


def test_what_an_open_promise_covers() -> None:
    items = [(1, day(-30), 60), (2, day(-20), 60), (3, day(-10), 60), (4, day(10), 60), (5, day(11), 60), (6, None, 60)]
    (any_debt,) = judge([promise()], [], day(0), POLICY)
    assert list(covered(any_debt, items)) == [1, 2]
    (half_paid,) = judge([promise()], [money(0, 60)], day(0), POLICY)
    assert list(covered(half_paid, items)) == [1]
    (much,) = judge([promise(amount=900)], [], day(0), POLICY)
    assert list(covered(much, items)) == [1, 2, 3, 4]
    (named,) = judge([promise(items=frozenset({3, 5, 9}))], [], day(0), POLICY)
    assert list(covered(named, items)) == [3, 5]


@pytest.mark.parametrize(
    ("of", "rate"),
    [
        ([], 7 / 10),
        (["kept"], 8 / 11),
        (["broken"], 7 / 11),
        (["partly", "kept", "kept"], 9 / 13),
        (["pending", "withdrawn"], 7 / 10),
        (["broken"] * 10, 7 / 20),
    ],
)
def test_the_share_kept_begins_at_seven_of_ten(of: list[State], rate: float) -> None:
    assert kept_rate(of, POLICY) == pytest.approx(rate)


def test_broken_within_ninety_days_of_the_last_day_of_grace() -> None:
    broken = judge([promise()], [], day(13), POLICY)  # its last day was 12
    assert [recently_broken(broken, day(on), POLICY) for on in (13, 102, 103)] == [1, 1, 0]
    assert recently_broken(judge([promise()], [money(1, 60)], day(13), POLICY), day(13), POLICY) == 0  # partly


def test_follow_ups() -> None:
    friday = date(2026, 11, 20)
    assert follow_up("no_answer", friday, POLICY) == date(2026, 11, 23)
    assert follow_up("no_answer", date(2026, 11, 18), POLICY) == date(2026, 11, 19)
    assert follow_up("says_paid", friday, POLICY) == date(2026, 11, 24)
    assert follow_up("promised", friday, POLICY, date(2026, 11, 30)) == date(2026, 11, 30)
    assert follow_up("other", friday, POLICY) == date(2026, 11, 27)

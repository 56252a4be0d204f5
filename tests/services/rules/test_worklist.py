"""Who comes first today: what waiting costs, the places of the reasons, who waits and until when."""

from __future__ import annotations

from datetime import date
from typing import get_args

import pytest

from app.services.rules.parameters import Policy
from app.services.rules.worklist import (
    PLACES,
    Code,
    Reason,
    cost_of_waiting,
    in_order,
    is_hidden,
    is_old_news,
    next_monday,
    rank,
    step_of,
    waits_until,
)

POLICY = Policy()


@pytest.mark.parametrize(
    ("days", "cost"),
    [
        (0, 52_687),  # 0.949 -> 0.899 of a million: 1 - 0.899/0.949
        (30, 95_662),  # 1 - 0.813/0.899
        (60, 143_911),  # 1 - 0.696/0.813
        (90, 83_812),  # a third of the way from 0.696 to 0.521: 0.6377
        (700, 74_627),  # 0.1005 -> 0.093 and no further
        (720, 0),
        (2000, 0),
    ],
)
def test_waiting_costs_what_the_chance_to_collect_loses_in_30_days(days: int, cost: int) -> None:
    assert cost_of_waiting([(1_000_000, days)], POLICY) == cost


def test_each_amount_loses_by_its_own_days() -> None:
    assert cost_of_waiting([(1_000_000, 30), (1_000_000, 60), (500, 900)], POLICY) == 95_662 + 143_911
    assert cost_of_waiting([], POLICY) == 0


def test_a_last_day_within_30_days_adds_what_it_is_about_but_never_more_than_there_is() -> None:
    assert cost_of_waiting([(1_000_000, 30)], POLICY, 200_000) == 295_662
    assert cost_of_waiting([(1_000_000, 30)], POLICY, 5_000_000) == 1_000_000


def test_every_code_has_one_place() -> None:
    assert sorted(code for place in PLACES for code in place) == sorted(get_args(Code))


def test_the_order_of_the_places() -> None:
    """As the screens have it; due within 3 days comes before due within 7."""
    told: tuple[tuple[Code, int], ...] = (
            ("legal_date", 3), ("clock", 3), ("visit", 3), ("feedback", 3), ("unanswered", 12), ("review", 0), ("unapplied", 0),
            ("due_soon", 4), ("due_soon", 3), ("insurance", 3), ("unsettled", 3), ("over_limit", 0), ("shipped", 0), ("prepayment", 0),
            ("follow_up", 0), ("overdue", 9), ("stopped", 0), ("promise_today", 0), ("promise_broken", 3),
    )  # fmt: skip
    found = [Reason(code, 100, "CNY", days) for code, days in told]
    assert [(each.code, each.days) for each in in_order(found)] == [
        ("promise_broken", 3), ("promise_today", 0), ("stopped", 0), ("overdue", 9), ("follow_up", 0), ("prepayment", 0), ("shipped", 0),
        ("over_limit", 0), ("unsettled", 3), ("insurance", 3), ("due_soon", 3), ("due_soon", 4), ("unapplied", 0), ("review", 0),
        ("unanswered", 12), ("feedback", 3), ("visit", 3), ("clock", 3), ("legal_date", 3),
    ]  # fmt: skip


def of(code: Code, amount: int = 100, days: int = 0) -> tuple[Reason, ...]:
    return (Reason(code, amount, "CNY", days),)


def test_overdue_customers_by_what_waiting_costs_then_by_deadline_then_by_amount() -> None:
    """M2.16: where nothing is left to lose the nearest last day decides, then the larger amount."""
    rows = {
        "costly": rank(of("overdue", 10_000, 60), 1439),
        "large but fresh": rank(of("overdue", 20_000, 1), 1054),
        "old, last day near": rank(of("overdue", 100, 800), 0, 12),
        "old, last day far": rank(of("overdue", 900, 800), 0, 170),
        "old and large": rank(of("overdue", 800, 800), 0),
        "old and small": rank(of("overdue", 700, 800), 0),
        "follow up": rank(of("follow_up", 0)),
        "over": rank(of("over_limit", 10_000_000)),
    }
    assert sorted(rows, key=lambda name: rows[name]) == list(rows)


def test_others_by_amount_by_days_left_or_by_days_since() -> None:
    assert rank(of("over_limit", 900)) < rank(of("over_limit", 100))
    assert rank(of("insurance", 100, 2)) < rank(of("insurance", 900, 9))
    assert rank(of("unanswered", 100, 30)) < rank(of("unanswered", 900, 11))
    assert rank(of("promise_broken", 500)) < rank(of("promise_today", 400)) < rank(of("promise_broken", 300))
    assert rank(of("clock", 0, 2)) < rank(of("legal_date", 0, 3)) < rank(of("clock", 0, 4))


def test_a_default_of_a_week_ago_is_no_news() -> None:
    """More than 97 days overdue, 500.00 at the least and one per cent of what is owed."""
    assert POLICY.default_days == 90
    assert is_old_news([(60_000, 98), (1_000_000, 95)], 1_060_000, 50_000, POLICY)
    assert not is_old_news([(60_000, 97), (1_000_000, 95)], 1_060_000, 50_000, POLICY)
    assert not is_old_news([(60_000, 98)], 60_000, 60_001, POLICY)
    assert not is_old_news([(60_000, 98)], 10_000_000, 50_000, POLICY)
    assert not is_old_news([], 0, 0, POLICY)


def test_steps_by_days_overdue() -> None:
    assert [step_of(days, POLICY) for days in (0, 1, 44, 45, 74, 75, 179, 180, 999)] == [
        "", "call", "call", "visit", "visit", "court", "court", "write_off", "write_off",
    ]  # fmt: skip


def test_who_was_spoken_to_waits_until_the_day_agreed_else_a_week() -> None:
    spoken = date(2026, 11, 20)
    assert waits_until(spoken, date(2026, 11, 25), POLICY) == date(2026, 11, 25)
    assert waits_until(spoken, None, POLICY) == date(2026, 11, 27)


def test_only_a_new_kind_of_reason_brings_a_customer_back() -> None:
    found = (*of("overdue"), *of("over_limit"))
    assert is_hidden(found, {"overdue", "over_limit", "clock"})
    assert not is_hidden(found, {"overdue"})


def test_next_monday_is_never_today() -> None:
    assert [next_monday(date(2026, 11, day)) for day in (21, 22, 23, 24)] == [
        date(2026, 11, 23), date(2026, 11, 23), date(2026, 11, 30), date(2026, 11, 30),
    ]  # fmt: skip

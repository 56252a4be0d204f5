"""Which papers count on a day, and for how much; the days are counted by hand."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from app.services.rules.backing import Paper, counted, last_day, present_by, standing

GUARANTEE = Paper("bank_guarantee", date(2026, 1, 10), expires_on=date(2026, 12, 31))
CREDIT = Paper(
    "letter_of_credit", date(2026, 9, 1), expires_on=date(2026, 12, 20), ship_by=date(2026, 11, 30), present_days=15
)


@pytest.mark.parametrize(
    ("on", "expected"),
    [
        (date(2026, 1, 9), "not_given"),
        (date(2026, 1, 10), "counts"),
        (date(2026, 12, 31), "counts"),
        (date(2027, 1, 1), "expired"),
    ],
)
def test_a_guarantee_counts_from_the_day_given_to_its_last(on: date, expected: str) -> None:
    assert standing(GUARANTEE, on) == expected


def test_what_is_released_or_was_claimed_in_time() -> None:
    released = replace(GUARANTEE, released_on=date(2026, 6, 1))
    assert (standing(released, date(2026, 5, 31)), standing(released, date(2026, 6, 1))) == ("counts", "released")
    claimed = replace(GUARANTEE, acted_on=date(2026, 12, 31))
    assert standing(claimed, date(2027, 3, 1)) == "counts"
    late = replace(GUARANTEE, acted_on=date(2027, 1, 2))
    assert standing(late, date(2027, 3, 1)) == "expired"


def test_the_day_for_claiming_that_a_paper_names_goes_before_its_end() -> None:
    named = replace(GUARANTEE, act_by=date(2026, 10, 31))
    assert last_day(named) == date(2026, 10, 31)
    assert standing(named, date(2026, 11, 1)) == "expired"


def test_a_letter_of_credit_counts_only_while_it_can_be_presented() -> None:
    assert present_by(CREDIT) == date(2026, 12, 20)  # nothing shipped yet: its own end
    assert standing(CREDIT, date(2026, 11, 30)) == "counts"
    assert standing(CREDIT, date(2026, 12, 1)) == "not_shipped"
    shipped = replace(CREDIT, shipped_on=date(2026, 11, 28))
    assert present_by(shipped) == date(2026, 12, 13)  # 28 November and 15 days
    assert standing(shipped, date(2026, 12, 13)) == "counts"
    assert standing(shipped, date(2026, 12, 14)) == "expired"
    presented = replace(shipped, acted_on=date(2026, 12, 10))
    assert standing(presented, date(2027, 1, 31)) == "counts"


def test_goods_that_left_too_late_and_days_that_are_not_named() -> None:
    late = replace(CREDIT, shipped_on=date(2026, 12, 2))
    assert standing(late, date(2026, 12, 3)) == "late_shipment"
    usual = replace(CREDIT, present_days=None, shipped_on=date(2026, 11, 20))
    assert present_by(usual) == date(2026, 12, 11)  # 21 days


def test_the_share_that_counts_is_rounded_down() -> None:
    assert counted(50_000_00, 10_000) == 50_000_00
    assert counted(20_000_00, 3_000) == 6_000_00
    assert counted(33, 5_000) == 16

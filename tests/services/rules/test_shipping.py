"""Every rule of "May I ship?" with facts a person can follow by hand. Amounts in minor units."""

from __future__ import annotations

from dataclasses import replace

import pytest

from app.services.rules.parameters import Policy
from app.services.rules.ship_facts import Overdue, Release, ShipFacts
from app.services.rules.shipping import RULES, judge, stop_days

POLICY = Policy()
FINE = ShipFacts(asked=80_000, exposure=200_000, open=200_000, limit_state="set", limit=350_000, grade="BBB")


def verdict(facts: ShipFacts, policy: Policy = POLICY) -> tuple[str, list[str]]:
    found = judge(facts, policy)
    return found.verdict, [each.code for each in found.reasons]


def test_an_order_within_everything_may_leave() -> None:
    assert verdict(FINE) == ("ok", [])
    assert judge(FINE, POLICY).after == 280_000


def test_the_order_that_just_fits_the_limit_passes_and_one_more_cent_does_not() -> None:
    assert verdict(replace(FINE, asked=150_000)) == ("ok", [])
    found = judge(replace(FINE, asked=150_001), POLICY)
    assert (found.verdict, found.reasons[0].figures["over"]) == ("prepay", 1)


def test_the_share_over_the_limit_is_told() -> None:
    figures = judge(replace(FINE, asked=200_000), POLICY).reasons[0].figures
    assert figures == {"after": 400_000, "limit": 350_000, "over": 50_000, "share": 1429}  # 50 / 350 = 14.29 %


@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        ({"limit_state": "set", "limit": 0}, ("stop", ["limit_zero"])),
        ({"limit_state": "unlimited", "exposure": 9_000_000}, ("ok", [])),
        ({"limit_state": "expired", "limit": 0}, ("stop", ["limit_expired"])),
        ({"limit_state": "not_set", "proposal": 280_000}, ("conditions", ["limit_not_set"])),
        ({"limit_state": "not_set", "proposal": 279_999}, ("approval", ["limit_proposal"])),
        ({"limit_state": "unknown"}, ("approval", ["limit_unknown"])),
    ],
)
def test_the_states_of_a_limit_are_told_apart(changed: dict[str, object], expected: tuple[str, list[str]]) -> None:
    assert verdict(replace(FINE, **changed)) == expected  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        ({"hold": True}, ("stop", "hold")),
        ({"grade": "D"}, ("stop", "grade_stop")),
        ({"broken": 1}, ("approval", "broken")),
        ({"overdue": (Overdue(1, 100, 16),)}, ("prepay", "oldest_overdue")),
        ({"overdue": (Overdue(1, 60_001, 5),)}, ("conditions", "overdue_share")),
        ({"group_limit": 279_999}, ("prepay", "group")),
        ({"group_limit": 380_000, "others": 100_001}, ("prepay", "group")),
        ({"group_late": 1}, ("stop", "group_late")),
        ({"max_order": 79_999}, ("approval", "max_order")),
        ({"max_order": 100_000, "split": 20_001}, ("approval", "max_order")),
        ({"reminded": 3}, ("stop", "reminder")),
        ({"large": 80_000}, ("approval", "large_deal")),
        ({"large": 100_000, "split": 20_000}, ("approval", "large_deal")),
        ({"average": 26_666}, ("approval", "large_usual")),
        ({"required": 24_000, "received": 10_000}, ("prepay", "prepayment")),
        ({"insured_to": 279_999}, ("conditions", "insurance")),
        ({"insured_to": 0, "uninsured": "limit_expired"}, ("conditions", "insurance_stopped")),
        ({"papers": 1}, ("conditions", "papers")),
        ({"stop_line": 279_999}, ("stop", "stop_line")),
    ],
)
def test_each_rule_alone(changed: dict[str, object], expected: tuple[str, str]) -> None:
    severest, code = expected
    assert verdict(replace(FINE, **changed)) == (severest, [code])  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "changed",
    [
        {"overdue": (Overdue(1, 100, 15),)},  # just the days that are allowed
        {"overdue": (Overdue(1, 60_000, 5),)},  # 30 % of 200,000
        {"overdue": (Overdue(1, 100, 30),), "grade": "A"},
        {"group_limit": 280_000},
        {"max_order": 100_000, "split": 20_000},
        {"reminded": 2},
        {"large": 80_001},
        {"average": 26_667},  # three times that is 80,001
        {"required": 24_000, "received": 24_000},
        {"insured_to": 280_000},
        {"stop_line": 280_000},
    ],
)
def test_each_rule_holds_up_to_its_bound(changed: dict[str, object]) -> None:
    assert verdict(replace(FINE, **changed)) == ("ok", [])  # type: ignore[arg-type]


def test_a_rule_may_be_off_or_only_warn() -> None:
    over = replace(FINE, asked=200_000)
    rules = [(name, 0 if name == "limit" else effect) for name, effect in POLICY.ship_rules]
    assert verdict(over, replace(POLICY, ship_rules=tuple(rules))) == ("ok", [])
    rules = [(name, 1) for name, _effect in POLICY.ship_rules]
    assert verdict(over, replace(POLICY, ship_rules=tuple(rules))) == ("conditions", ["limit"])


def test_every_rule_of_the_policy_is_known() -> None:
    assert [name for name, _effect in POLICY.ship_rules] == list(dict.fromkeys(name for name, _ in POLICY.ship_rules))
    assert {name for name, _effect in POLICY.ship_rules} == set(RULES)


def test_a_half_paid_order_is_not_counted_twice() -> None:
    """Limit 1,000, order 1,000, half of it is to come first: before it came, and after."""
    order = ShipFacts(asked=1_000, limit_state="set", limit=1_000, required=500, grade="BBB")
    waiting = judge(order, POLICY)
    assert (waiting.verdict, waiting.after, waiting.pending) == ("prepay", 500, 500)
    paid = judge(replace(order, received=500, exposure=-500), POLICY)
    assert (paid.verdict, paid.after, paid.credit) == ("ok", 500, 500)


def test_work_of_this_deal_that_is_at_risk_already_is_not_added_again() -> None:
    order = ShipFacts(asked=1_000, whole=1_000, own=600, exposure=600, limit_state="set", limit=1_000, grade="BBB")
    assert judge(order, POLICY).after == 1_000
    half = judge(replace(order, asked=500), POLICY)
    assert half.after == 600 - 300 + 500


def test_what_is_wholly_paid_ahead_is_no_credit_but_a_hold_stays() -> None:
    paid = replace(FINE, limit=0, received=80_000, exposure=120_000)
    assert (verdict(paid), judge(paid, POLICY).credit) == (("ok", []), 0)
    assert verdict(replace(paid, hold=True)) == ("stop", ["hold"])


def test_money_paid_ahead_beyond_what_is_owed_leaves_no_credit() -> None:
    assert verdict(replace(FINE, limit=0, exposure=-80_000, open=0)) == ("ok", [])
    assert verdict(replace(FINE, limit=0, exposure=-79_999, open=0)) == ("stop", ["limit_zero"])


def test_the_severest_decides_and_reasons_keep_the_order_of_the_rules() -> None:
    bad = replace(FINE, asked=200_000, overdue=(Overdue(1, 90_000, 41),), papers=2, broken=1, stop_line=300_000)
    found = judge(bad, POLICY)
    assert [each.code for each in found.reasons] == [
        "broken", "oldest_overdue", "overdue_share", "limit", "papers", "stop_line",
    ]  # fmt: skip
    assert found.verdict == "stop"
    assert [each.code for each in found.told] == ["broken", "oldest_overdue", "limit", "stop_line"]


def test_an_approval_releases_what_it_covers_up_to_its_amount() -> None:
    over = replace(FINE, asked=200_000, releases=(Release(1, frozenset({"limit"}), 200_000),))
    found = judge(over, POLICY)
    assert (found.verdict, found.released) == ("ok", ("limit",))
    assert judge(replace(over, asked=200_001), POLICY).verdict == "prepay"
    assert judge(replace(over, papers=1), POLICY).verdict == "conditions"


def test_who_is_not_rated_has_the_short_time() -> None:
    assert [stop_days(each, POLICY) for each in ("AAA", "A", "BBB", "NR")] == [30, 30, 15, 15]

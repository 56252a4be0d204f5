"""Ways out of a verdict: the smallest sums, one step before two, each of them a plain yes."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from app.services.rules.parameters import Policy
from app.services.rules.ship_facts import Overdue, Release, ShipFacts
from app.services.rules.shipping import judge, severity
from app.services.rules.ways_out import Way, collect, receive, to_collect, ways

POLICY = Policy()
MOCK = ShipFacts(
    asked=80_000, exposure=320_000, open=320_000, limit_state="set", limit=350_000, grade="A",
    overdue=(Overdue(1, 30_000, 41), Overdue(2, 50_000, 15)),
)  # fmt: skip


def found(facts: ShipFacts) -> dict[str, list[int | None]]:
    return {each.code: [step.amount for step in each.steps] for each in ways(facts, POLICY)}


def test_a_plain_yes_needs_no_way_out() -> None:
    fine = replace(MOCK, overdue=(), asked=30_000)
    assert (ways(fine, POLICY), to_collect(fine, POLICY)) == ((), None)


def test_the_smallest_sum_cures_both_the_delay_and_the_limit() -> None:
    """30,000 cure the delay; the limit wants 400,000 - 350,000 = 50,000."""
    assert found(MOCK) == {"collect": [50_000], "receive": [80_000], "approval": [80_000]}
    assert to_collect(MOCK, POLICY) == 50_000


def test_a_part_payment_that_cures_the_delay_is_enough_where_the_limit_holds() -> None:
    assert found(replace(MOCK, limit=400_000))["collect"] == [30_000]


def test_receiving_money_first_or_shipping_less_cures_the_limit() -> None:
    over = replace(MOCK, overdue=())
    assert found(over) == {"receive": [50_000], "smaller": [30_000], "approval": [80_000]}


def test_the_proposed_limit_is_a_way_out_where_it_is_higher() -> None:
    over = replace(MOCK, overdue=(), proposal=400_000)
    assert found(over)["adopt"] == [400_000]
    assert "adopt" not in found(replace(over, proposal=399_999))
    assert "adopt" not in found(replace(over, proposal=340_000))


def test_adopting_the_limit_where_none_is_set() -> None:
    new = ShipFacts(asked=80_000, limit_state="not_set", proposal=100_000)
    assert judge(new, POLICY).verdict == "conditions"
    assert found(new)["adopt"] == [100_000]


def test_two_steps_where_neither_is_enough() -> None:
    """The hold is lifted and the delay is cured."""
    held = replace(MOCK, hold=True)
    assert found(held)["lift+collect"] == [None, 50_000]
    assert "collect" not in found(held)


def test_a_missing_prepayment_and_a_delay_take_two_sums() -> None:
    """The delay cannot be cured by money for this order, nor the prepayment by old debts."""
    both = replace(MOCK, limit=900_000, required=24_000)
    assert found(both)["collect+receive"] == [30_000, 24_000]
    assert to_collect(both, POLICY) == 54_000


def test_a_hold_alone_leaves_only_an_approval() -> None:
    assert found(replace(MOCK, overdue=(), asked=1_000, hold=True)) == {"approval": [1_000]}


def test_what_money_cannot_cure_has_no_sum() -> None:
    assert to_collect(replace(MOCK, hold=True), POLICY) is None


def test_an_approval_names_every_rule_it_releases() -> None:
    last = ways(replace(MOCK, papers=1), POLICY)[-1]
    assert (last.code, last.covers) == ("approval", ("oldest_overdue", "limit", "papers"))


FACTS = st.builds(
    ShipFacts,
    asked=st.integers(1, 10**6),
    exposure=st.integers(-(10**6), 10**6),
    hold=st.booleans(),
    grade=st.sampled_from(["AA", "BBB", "CCC", "D", "NR"]),
    broken=st.integers(0, 1),
    overdue=st.lists(st.builds(Overdue, st.just(1), st.integers(1, 10**5), st.integers(1, 80)), max_size=3).map(
        lambda rows: tuple(sorted(rows, key=lambda each: -each.days))
    ),
    open=st.integers(3 * 10**5, 10**6),
    limit_state=st.sampled_from(["not_set", "set", "unlimited", "expired"]),
    limit=st.integers(0, 10**6),
    proposal=st.integers(0, 10**6),
    group_limit=st.none() | st.integers(0, 10**6),
    others=st.integers(0, 10**6),
    max_order=st.none() | st.integers(0, 10**6),
    stop_line=st.none() | st.integers(0, 10**6),
    split=st.integers(0, 10**5),
    large=st.none() | st.integers(1, 10**6),
    required=st.integers(0, 10**5),
    prepay_bp=st.sampled_from([0, 3000, 10_000]),
    received=st.integers(0, 10**5),
    insured_to=st.none() | st.integers(0, 10**6),
    papers=st.integers(0, 1),
)


def applied(facts: ShipFacts, way: Way) -> ShipFacts:
    """Each step written out once more, by hand."""
    for step in way.steps:
        amount = step.amount or 0
        if step.code == "collect":
            facts = collect(facts, amount)
        elif step.code == "receive":
            facts = receive(facts, amount)
        elif step.code == "lift":
            facts = replace(facts, hold=False)
        elif step.code == "adopt":
            facts = replace(facts, limit_state="set", limit=amount)
        elif step.code == "smaller":
            facts = replace(facts, asked=amount)
        else:
            facts = replace(facts, releases=(Release(0, frozenset(way.covers), amount),))
    return facts


@given(FACTS)
def test_every_way_out_is_a_plain_yes_and_a_cent_less_is_not(facts: ShipFacts) -> None:
    for way in ways(facts, POLICY):
        after = applied(facts, way)
        assert judge(after, POLICY).verdict == "ok"
        assert after.after == way.after
        if way.code in ("collect", "receive") and way.steps[0].amount != 1:
            less = (collect if way.code == "collect" else receive)(facts, (way.steps[0].amount or 0) - 1)
            assert judge(less, POLICY).verdict != "ok"


@given(FACTS)
def test_there_is_always_a_way_out_of_what_is_no_plain_yes(facts: ShipFacts) -> None:
    assert bool(ways(facts, POLICY)) == (judge(facts, POLICY).verdict != "ok")


@given(FACTS)
def test_more_money_never_makes_the_verdict_worse(facts: ShipFacts) -> None:
    before = severity(judge(facts, POLICY).verdict)
    for amount in (1, facts.late // 2, facts.late):
        assert severity(judge(collect(facts, amount), POLICY).verdict) <= before
    for amount in (1, facts.asked // 2, facts.asked):
        assert severity(judge(receive(facts, amount), POLICY).verdict) <= before

"""What must hold of every customer: the sum, the neutral input, gaps, and what is paid worse."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from random import Random
from typing import Any, Final

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from app.models.facts import CustomerFacts, Delay, PaymentFacts, Standing
from app.models.financials import FinancialStatement
from app.services.rules.parameters import Policy
from app.services.rules.payment_score import measures
from app.services.rules.scale import grade_of
from app.services.rules.score_types import BLOCKS, GRADES, RISK_OF, Score
from app.services.rules.scoring import score
from tests.facts import (
    CLEAN,
    CONDITIONS,
    customer,
    fact,
    million,
    random_customer,
    random_payments,
    statement,
)

POLICY: Final = Policy()
STEPS: Final = ("shrinkage", "rounding", "cap", "override")
DERIVED: Final = (*STEPS, "external.floor")
OUTSIDE: Final = ("court", "registry", "tax", "bank_report", "rating")
# The worse the higher; who is not rated stands where the prior does.
BAND: Final = {**{grade: place for place, grade in enumerate((*GRADES, "D"))}, "NR": GRADES.index("BB")}

rngs = st.integers(0, 2**32).map(Random)
customers = rngs.map(random_customer)
paying = rngs.map(lambda rng: random_payments(rng, least=2))


def without(facts: CustomerFacts, block: str) -> CustomerFacts:
    """The customer with everything of one block taken out of the file."""
    outside = tuple(each for each in facts.facts if each.kind not in OUTSIDE)
    around = tuple(each for each in facts.facts if each.kind != "industry_opinion")
    gaps: dict[str, dict[str, Any]] = {
        "payment": {"payments": PaymentFacts(invoices=facts.payments.invoices)},
        "financial": {"statements": ()},
        "stability": {"answers": {}},
        "external": {"facts": outside},
        "conditions": {"facts": around},
    }
    return replace(facts, **gaps[block])


def inputs(found: Score) -> dict[str, int]:
    """The points of each input, all sums left out that follow from them."""
    return {each.code: each.points_x100 for each in found.reasons if each.code not in DERIVED}


def model_points(found: Score) -> int:
    """The sum of the start and the inputs."""
    return found.start_x100 + sum(each.points_x100 for each in found.reasons if each.code not in STEPS)


def no_better(after: Score, before: Score) -> bool:
    """Neither grade, chance of default nor points are better than before; points are rounded only once, at the end."""
    points = after.points_x100 is None or before.points_x100 is None or after.points_x100 <= before.points_x100
    return after.pd >= before.pd - 1e-12 and BAND[after.grade] >= BAND[before.grade] and points


def test_ten_thousand_customers_are_the_sum_of_their_reasons() -> None:
    rng = Random(20261122)
    seen = set()
    for number in range(10_000):
        found = score(random_customer(rng, number=number), POLICY)
        total = found.start_x100 + sum(each.points_x100 for each in found.reasons)
        if found.points_x100 is None:
            assert found.grade in ("D", "NR")
        else:
            assert found.points_x100 == total
        seen.add(found.grade)
    assert seen >= {"A", "BBB", "BB", "B", "CCC", "D", "NR"}


@given(customers)
def test_a_score_is_within_its_bounds(facts: CustomerFacts) -> None:
    found = score(facts, POLICY)
    assert 0 < found.pd_model < 1
    assert 0 < found.pd <= 1
    assert 0 <= found.confidence <= 1
    assert all(value is None or 0 <= value <= 100 for value in found.blocks.values())
    assert tuple(found.blocks) == BLOCKS
    assert found.risk == ("stop" if facts.standing.hold else RISK_OF[found.grade])
    if found.grade not in ("D", "NR"):
        assert grade_of(found.pd, POLICY) == found.grade
    told = [dict(each.data) for each in found.reasons] + [dict(each.data) for each in found.caps]
    assert json.loads(json.dumps(told, allow_nan=False)) == told


@given(customers)
def test_points_say_the_chance_of_default(facts: CustomerFacts) -> None:
    """Whatever is rounded on the way: the points are those of the chance, to the hundredth."""
    found = score(replace(facts, standing=Standing(), facts=(CLEAN,), override=None), POLICY)
    if found.points_x100 is not None:
        odds = (found.points_x100 / 100 - 383.903595) / 72.134752
        assert 1 / (1 + 2.718281828459045**odds) == pytest.approx(found.pd, rel=1e-3)


NEUTRAL: Final[dict[str, Callable[[CustomerFacts], CustomerFacts]]] = {
    "payment.worst": lambda facts: replace(facts, payments=replace(facts.payments, worst=60)),
    "financial.cash": lambda facts: _papers(facts, cash=million(0.9)),  # 0.225 of 4 million due
    "financial.interest_cover": lambda facts: _papers(facts, interest=million(0.3)),  # three times
    "financial.receivable_days": lambda facts: _papers(facts, receivables=round(million(15) * 97.5 / 365)),
    "financial.cash_flow": lambda facts: _papers(facts, operating_cash_flow=million(0.4)),  # 10 % of 4 million due
    "conditions.region": lambda facts: _opinion(facts, "region", grade=3),
    "conditions.concentration": lambda facts: _opinion(facts, "concentration", share_bp=4000),
    "external.penalty": lambda facts: _records_without(facts, "penalty"),
    "external.abnormal": lambda facts: _records_without(facts, "abnormal"),
}


def _papers(facts: CustomerFacts, **lines: Any) -> CustomerFacts:
    return replace(facts, statements=(replace(facts.statements[0], **lines),))


def _opinion(facts: CustomerFacts, code: str, **data: Any) -> CustomerFacts:
    return replace(
        facts, facts=(*(each for each in facts.facts if each.code != code), fact("industry_opinion", code, **data))
    )


def _records_without(facts: CustomerFacts, code: str) -> CustomerFacts:
    return replace(facts, facts=tuple(each for each in facts.facts if each.code != code))


@pytest.mark.parametrize("code", NEUTRAL)
@given(rng=rngs)
@settings(max_examples=30)
def test_a_neutral_input_takes_exactly_its_own_reason_away(code: str, rng: Random) -> None:
    opinions = (
        fact("industry_opinion", "region", grade=rng.randint(1, 5)),
        fact("industry_opinion", "concentration", share_bp=rng.randrange(10_001)),
    )
    records = (CLEAN, fact("registry", "penalty"), fact("registry", "abnormal"))
    lines = {
        "cash": million(rng.uniform(0.1, 2)),
        "interest": million(rng.uniform(-0.1, 1)),
        "receivables": million(rng.uniform(0.1, 8)),
    }
    one = statement(**lines, operating_cash_flow=million(rng.uniform(-1, 2)))
    facts = customer(
        payments=random_payments(rng, least=2), statements=(one,), facts=(*opinions, *CONDITIONS[::2], *records)
    )
    before, after = score(facts, POLICY), score(NEUTRAL[code](facts), POLICY)
    assert model_points(before) - model_points(after) == inputs(before)[code]
    assert {**inputs(before), code: 0} == {**inputs(after), code: inputs(after).get(code, 0)}
    assert inputs(after).get(code, 0) == 0


@given(customers)
def test_taking_away_what_is_no_worse_than_the_rest_never_raises_the_score(facts: CustomerFacts) -> None:
    """A block at or above the whole; the last block taken leaves a customer who is not rated, which is no score at all."""
    before = score(facts, POLICY)
    there = [
        (value, w) for value, w in zip(before.blocks.values(), POLICY.block_weights, strict=True) if value is not None
    ]
    whole = sum(value * w for value, w in there) / (sum(w for _, w in there) or 1)
    for block, value in before.blocks.items():
        after = score(without(facts, block), POLICY)
        if value is not None and value >= whole and after.grade_model != "NR":
            assert after.pd_model >= before.pd_model - 1e-12
            assert BAND[after.grade_model] >= BAND[before.grade_model]


@given(customers, st.sampled_from(BLOCKS))
def test_any_gap_lowers_the_confidence(facts: CustomerFacts, block: str) -> None:
    before, after = score(facts, POLICY), score(without(facts, block), POLICY)
    assert after.blocks[block] is None
    assert after.confidence <= before.confidence
    if (
        before.blocks[block] is not None and block != "external"
    ):  # records nobody looked at for a year have none to lose
        assert after.confidence < before.confidence


@given(
    rngs,
    st.sampled_from(
        ("cash", "ebit", "interest", "cogs", "net_income", "receivables", "operating_cash_flow", "inventory")
    ),
)
def test_a_line_not_stated_lowers_the_confidence(rng: Random, line: str) -> None:
    facts = customer(payments=random_payments(rng, least=2))
    gap = _papers_without(facts, line)
    assert score(gap, POLICY).confidence < score(facts, POLICY).confidence


def _papers_without(facts: CustomerFacts, line: str) -> CustomerFacts:
    gap: dict[str, Any] = {line: None}
    return replace(facts, statements=tuple(replace(each, **gap) for each in facts.statements))


@given(customers)
def test_no_gap_lifts_a_cap_that_a_fact_has_set(facts: CustomerFacts) -> None:
    """No receivables to speak of, no answers, no opinions, old papers with gaps: whatever a fact holds down stays down."""
    old: tuple[FinancialStatement, ...] = tuple(
        replace(each, period_end=date(2020 - place, 12, 31), cash=None, cogs=None)
        for place, each in enumerate(facts.statements)
    )
    few = replace(facts.payments, delays=(), history_days=0, invoices=min(2, facts.payments.invoices))
    gaps = replace(without(facts, "conditions"), payments=few, statements=old, answers={}, visited_on=None)
    before = {cap.code for cap in score(facts, POLICY).caps}
    # Whether sales fall needs two statements a year apart, and the two keep their years.
    assert before <= {cap.code for cap in score(gaps, POLICY).caps}


@given(customers, rngs)
def test_a_worse_open_item_never_raises_the_score(facts: CustomerFacts, rng: Random) -> None:
    stand = facts.standing
    more = max(stand.overdue_days, rng.randint(0, 200))
    long = max(stand.overdue_90, rng.randrange(10**9)) if more > 90 else stand.overdue_90
    worse = replace(stand, overdue_days=more, overdue_90=long, overdue=max(stand.overdue, long))
    assert (
        no_better(score(replace(facts, standing=worse), POLICY), score(facts, POLICY))
        or score(facts, POLICY).grade == "NR"
    )


@given(paying, st.data())
def test_a_worse_payment_of_the_last_90_days_never_raises_the_score(
    payments: PaymentFacts, data: st.DataObject
) -> None:
    recent = [place for place, each in enumerate(payments.delays) if each.recent]
    assume(recent)
    place = data.draw(st.sampled_from(recent))
    worse = later(payments, place, data.draw(st.integers(1, 300)))
    assert no_better(score(customer(payments=worse), POLICY), score(customer(payments=payments), POLICY))


@given(paying, st.data())
def test_worse_older_payments_worsen_index_share_and_worst_but_perhaps_not_the_trend(
    payments: PaymentFacts, data: st.DataObject
) -> None:
    """The trend compares the last 90 days with before: a worse past alone makes it look better, and that may raise the score."""
    place = data.draw(st.integers(0, len(payments.delays) - 1))
    more = data.draw(st.integers(1, 300))
    before, after = measures(payments, POLICY), measures(later(payments, place, more), POLICY)
    assert before.index is not None and after.index is not None and before.worst is not None and after.worst is not None
    assert after.index <= before.index + 1e-9
    assert after.worst >= before.worst
    if before.on_time is not None:
        assert after.on_time is not None and after.on_time <= before.on_time + 1e-12
    if not payments.delays[place].recent and before.trend is not None:
        assert after.trend is not None and after.trend < before.trend


def test_a_worse_past_alone_may_raise_the_score() -> None:
    late = Delay(100, 60, recent=True)
    was_fine = PaymentFacts((late, Delay(100, 40, recent=False)), 90, 6, 6, 0, 400)
    was_bad = PaymentFacts((late, Delay(100, 50, recent=False)), 90, 6, 6, 0, 400)
    fine, bad = score(customer(payments=was_fine), POLICY), score(customer(payments=was_bad), POLICY)
    assert inputs(bad)["payment.index"] < inputs(fine)["payment.index"]
    assert inputs(bad)["payment.trend"] > inputs(fine)["payment.trend"]
    assert bad.pd < fine.pd


def later(payments: PaymentFacts, place: int, days: int) -> PaymentFacts:
    """The same payments, one of them so many days later; open within the days of grace no longer when beyond them."""
    one = payments.delays[place]
    worse = replace(one, days=one.days + days, undecided=one.undecided and one.days + days <= POLICY.grace_days)
    delays = (*payments.delays[:place], worse, *payments.delays[place + 1 :])
    return replace(payments, delays=delays, worst=max(payments.worst or 0, round(worse.days)))

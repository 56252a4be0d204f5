"""How complete a file is, and what each missing piece would do for the confidence: domain.md A8, by hand."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from app.models.credit_facts import CreditFact
from app.models.financials import FinancialStatement
from app.services.rules.completeness import WEIGHTS, Known, completeness
from app.services.rules.parameters import Policy

ON = date(2026, 11, 22)


def fact(kind: str, code: str, on: date = date(2026, 10, 1), **data: object) -> CreditFact:
    return CreditFact(kind=kind, code=code, on_day=on, checked_on=on, data=data)


def statement(end: date) -> FinancialStatement:
    """One of which every ratio is known (T-A2)."""
    return FinancialStatement(
        period_end=end, received_on=end, quality="audited", total_assets=10_000, current_assets=6_000, current_liabilities=4_000, cash=800,
        receivables=2_500, inventory=2_300, total_liabilities=5_500, equity=4_500, revenue=15_000, cogs=12_000, ebit=900, interest=180,
        net_income=540, operating_cash_flow=600,
    )  # fmt: skip


WHOLE = Known(
    on=ON, founded=date(2010, 1, 1), legal_rep=True, capital_paid=1, sector="retail", statements=(statement(date(2025, 12, 31)),),
    facts=(
        fact("ownership", "owner"), fact("bank_report", "report"), fact("court", "clean"), fact("registry", "clean"),
        fact("rating", "rating"), fact("trade_reference", "reference"), fact("trade_reference", "reference"),
    ),
    answers=dict.fromkeys(range(1, 16), 3), visited_on=date(2026, 10, 1), roles=frozenset({"licence"}), receiver=True, payer=True,
    contract=True,
)  # fmt: skip


def gains(known: Known) -> dict[str, float]:
    return {item.code: round(item.gain, 6) for item in completeness(known, Policy()).items if item.gain}


def test_weights_sum_to_a_hundred() -> None:
    assert sum(WEIGHTS.values()) == 100


def test_empty_and_whole() -> None:
    assert completeness(Known(on=ON), Policy()).share == 0
    whole = completeness(WHOLE, Policy())
    assert (whole.share, whole.missing) == (1.0, ())


def test_what_an_empty_file_would_gain() -> None:
    """Blocks weigh 40 25 15 15 5: a statement that nobody audited is worth .25 x .8, a fresh look .15 x 1, answers .15 x .7."""
    assert gains(Known(on=ON)) == {
        "statement": 0.2, "bank_report": 0.15, "public_record": 0.15, "rating": 0.15, "questionnaire": 0.105
    }  # fmt: skip
    assert completeness(Known(on=ON), Policy()).missing[0].code == "statement"


def test_a_visit_lifts_the_answers_it_stands_behind() -> None:
    """Three quarters of the items are answered: .15 x .75 x (.9 - .7)."""
    assert gains(replace(WHOLE, visited_on=None)) == {"visit": pytest.approx(0.0225)}
    assert gains(replace(WHOLE, answers={})) == {"questionnaire": pytest.approx(0.135)}


@pytest.mark.parametrize(
    ("end", "done", "gain"),
    [
        (date(2025, 5, 22), 1.0, 0.0),  # 18 months to the day
        (date(2025, 5, 21), 0.0, 0.1),  # older: an audit of that year counts as none, and half: .25 x (.8 - .4)
        (date(2024, 11, 22), 0.0, 0.1),  # 24 months to the day
        (date(2024, 11, 21), 0.0, 0.2),  # says nothing any more
    ],
)
def test_a_statement_grows_old(end: date, done: float, gain: float) -> None:
    known = replace(WHOLE, statements=(statement(end),))
    item = next(item for item in completeness(known, Policy()).items if item.code == "statement")
    assert item.done == done
    assert item.gain == pytest.approx(gain)


def test_an_older_look_counts_half() -> None:
    old = tuple(
        fact(each.kind, each.code, date(2026, 5, 1)) if each.kind in ("court", "registry") else each
        for each in WHOLE.facts
    )
    found = completeness(replace(WHOLE, facts=old), Policy())
    assert next(item.done for item in found.items if item.code == "public_record") == 0.5
    assert found.share == pytest.approx(0.95)


def test_one_reference_and_a_few_answers_count_in_part() -> None:
    some = replace(WHOLE, facts=WHOLE.facts[:-1], answers=dict.fromkeys(range(1, 7), 3))
    found = {item.code: item.done for item in completeness(some, Policy()).missing}
    assert found == {"references": 0.5, "questionnaire": 0.4}

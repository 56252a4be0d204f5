"""Bank report, court, registry and tax records, ratings: points, ageing, and who was never looked up."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from app.models.credit_facts import CreditFact
from app.services.rules.external import external_block
from app.services.rules.parameters import Policy
from tests.facts import CLEAN, DAY, fact, million, nobody, statement

POLICY = Policy()
GOOD: dict[str, Any] = {"balance": 1_000_000_00, "clean_months": 24}


def value(*facts: CreditFact, **changed: Any) -> float | None:
    block = external_block(nobody(facts=facts, **changed), POLICY)
    return None if block is None else round(block.value, 6)


def report(on: date = DAY, **data: Any) -> CreditFact:
    return fact("bank_report", "report", on, **{"balance": 0, **data})


def test_who_was_never_looked_up_has_no_block() -> None:
    assert value() is None
    told = (fact("rumour", "rumour"), fact("trade_reference", "reference", good=True), fact("ownership", "owner"))
    assert value(*told) is None


def test_looked_up_and_clean_is_eighty() -> None:
    assert value(CLEAN) == 80
    assert value(report()) == 80
    assert value(fact("tax", "grade", grade="A")) == 80


@pytest.mark.parametrize(
    ("data", "points"),
    [({"special_mention": 1}, 45), ({"overdue": 1}, 50), ({"interest_arrears": 1}, 55), ({"used_bp": 9000}, 80), ({"used_bp": 9001}, 70),
     ({"new_lenders": 2}, 80), ({"new_lenders": 3}, 70), ({"bad": 1}, 0), (GOOD, 95), ({**GOOD, "clean_months": 23}, 80),
     ({**GOOD, "balance": 0}, 80), ({**GOOD, "overdue": 5}, 50), ({"special_mention": 1, "overdue": 1, "interest_arrears": 1}, 0)],
)  # fmt: skip
def test_a_bank_report(data: dict[str, Any], points: float) -> None:
    assert value(report(**data)) == points


@pytest.mark.parametrize(
    ("on", "points"), [(date(2025, 12, 30), 50), (date(2025, 12, 29), 65), (date(2025, 6, 30), 65)]
)
def test_an_old_report_counts_half(on: date, points: float) -> None:
    assert value(report(on, overdue=1), CLEAN) == points


def test_a_report_of_more_than_a_year_says_nothing() -> None:
    old = report(date(2025, 6, 29), overdue=1)
    assert value(old) is None
    assert value(old, CLEAN) == 80
    assert value(old, report(date(2026, 1, 5))) == 80


@pytest.mark.parametrize(
    ("kind", "code", "points"),
    [("court", "enforcement", 40), ("tax", "arrears", 40), ("registry", "abnormal", 50), ("registry", "share_freeze", 65),
     ("registry", "chattel_mortgage", 75), ("registry", "penalty", 60), ("court", "payment_suit", 80)],
)  # fmt: skip
def test_public_records(kind: str, code: str, points: float) -> None:
    assert value(fact(kind, code)) == points
    assert value(fact(kind, code), fact(kind, code), CLEAN) == (55 if code == "payment_suit" else points)


def test_a_record_stands_until_it_is_ended() -> None:
    long_ago = fact("registry", "abnormal", date(2023, 1, 1))
    assert value(long_ago) == 50
    assert value(replace(long_ago, ended_on=date(2026, 7, 1))) == 50
    assert value(replace(long_ago, ended_on=DAY), CLEAN) == 80
    assert value(replace(long_ago, checked_on=date(2026, 7, 1)), CLEAN) == 80


def test_suits_of_the_last_year_only() -> None:
    assert value(fact("court", "payment_suit", date(2025, 6, 30)), fact("court", "payment_suit")) == 55
    assert value(fact("court", "payment_suit", date(2025, 6, 29)), fact("court", "payment_suit")) == 80


@pytest.mark.parametrize(
    ("guarantees", "points"), [(2.25, 80), (2.26, 65), (4.5, 65), (4.51, 50)]
)  # of an equity of 4.5 million
def test_guarantees_against_equity(guarantees: float, points: float) -> None:
    assert value(report(guarantees=million(guarantees)), statements=(statement(),)) == points


def test_guarantees_without_equity_count_as_more_than_all_of_it() -> None:
    assert value(report(guarantees=1)) == 50
    broke = statement(equity=0, total_liabilities=million(10))
    assert value(report(guarantees=1), statements=(broke,)) == 50


def test_the_floor_gives_back_what_lies_below_nothing() -> None:
    block = external_block(nobody(facts=(report(bad=1, overdue=1), fact("tax", "arrears"))), POLICY)
    assert block and block.value == 0
    assert {part.code: part.lift for part in block.parts} == {
        "external.checked": 30, "external.tax_arrears": -40, "external.bad": -80, "external.overdue": -30, "external.floor": 70,
    }  # fmt: skip


def test_nothing_is_better_than_a_hundred() -> None:
    block = external_block(nobody(facts=(report(**GOOD),)), Policy(external_start=90))
    assert block and block.value == 100
    assert [part.lift for part in block.parts] == [40, 15, -5]


def test_a_rating_is_mixed_in_by_its_age() -> None:
    # 1 % is Q 85, 6 % is Q 50
    rating = fact("rating", "rating", agency="X", grade="A", pd_ppm=10_000)
    assert value(rating) == pytest.approx(85, abs=1e-5)
    assert value(rating, CLEAN) == pytest.approx(82.5, abs=1e-5)
    assert value(replace(rating, on_day=date(2025, 12, 29)), CLEAN) == pytest.approx((80 + 42.5) / 1.5, abs=1e-5)
    assert value(replace(rating, on_day=date(2025, 6, 29)), CLEAN) == 80
    assert value(replace(rating, data={"agency": "X", "grade": "A"}), CLEAN) == 80


def test_the_newest_rating_of_each_agency() -> None:
    old = fact("rating", "rating", date(2026, 5, 1), agency="X", grade="C", pd_ppm=500_000)
    new = fact("rating", "rating", agency="X", grade="A", pd_ppm=10_000)
    other = fact("rating", "rating", agency="Y", grade="B", pd_ppm=60_000)
    assert value(old, new) == value(new, old) == pytest.approx(85, abs=1e-5)
    assert value(old, new, other) == pytest.approx(67.5, abs=1e-5)


def test_a_rating_that_has_run_out_says_nothing() -> None:
    rating = fact("rating", "rating", agency="X", grade="A", pd_ppm=10_000)
    assert value(replace(rating, valid_to=DAY)) == pytest.approx(85, abs=1e-5)
    assert value(replace(rating, valid_to=date(2026, 6, 29))) is None


@pytest.mark.parametrize(
    ("on", "trust"), [(date(2026, 3, 30), 1.0), (date(2026, 3, 29), 0.5), (date(2025, 6, 30), 0.5)]
)
def test_confidence_by_the_newest_look(on: date, trust: float) -> None:
    block = external_block(nobody(facts=(fact("court", "clean", on),)), POLICY)
    assert block and block.confidence == trust
    # An old record that still stands is a bad one nobody has looked at since.
    standing = external_block(nobody(facts=(fact("registry", "abnormal", date(2020, 1, 1)),)), POLICY)
    assert standing and standing.confidence == 0


def test_figures_of_a_reason() -> None:
    suits = (
        replace(fact("court", "enforcement", amount=5000), id=7),
        fact("court", "enforcement", date(2026, 1, 1), amount=2500),
    )
    block = external_block(nobody(facts=suits), POLICY)
    assert block and block.parts[1].data == {
        "fact": 7, "on": "2026-06-30", "count": 2, "amount": 7500_00, "currency": "CNY", "points": -40, "share": 1.0,
    }  # fmt: skip

"""Facts that hold the grade down: each on its edge, all of them listed, none lifted by a gap in the file."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from app.models.facts import CustomerFacts, PaymentFacts, Standing
from app.services.rules.caps import caps_on
from app.services.rules.parameters import Policy
from app.services.rules.scoring import score
from tests.facts import CLEAN, DAY, PAYMENTS, customer, fact, million, nobody, statement

POLICY = Policy()


def told(facts: CustomerFacts) -> list[tuple[str, str]]:
    return [(cap.code, cap.grade) for cap in caps_on(facts, POLICY)]


def standing(**changed: Any) -> list[tuple[str, str]]:
    return told(customer(standing=Standing(**changed)))


def known(*facts: Any, **changed: Any) -> list[tuple[str, str]]:
    return told(customer(facts=facts, **changed))


def test_a_plain_customer_has_none() -> None:
    assert told(customer()) == []


@pytest.mark.parametrize(
    ("days", "caps"), [(60, []), (61, [("overdue", "B")]), (90, [("overdue", "B")]), (91, [("overdue_long", "CCC")])]
)
def test_overdue(days: int, caps: list[tuple[str, str]]) -> None:
    assert standing(overdue_days=days, balance=million(1), overdue=5) == caps


@pytest.mark.parametrize(
    ("overdue", "balance", "default"),
    [(999_99, 0, False), (1000_00, 0, True), (1999_99, 200_000_00, False), (2000_00, 200_000_00, True)],
)
def test_default_is_more_than_small_change(overdue: int, balance: int, default: bool) -> None:
    caps = standing(overdue_days=91, overdue_90=overdue, overdue=overdue, balance=balance)
    assert caps == ([("default", "D")] if default else []) + [("overdue_long", "CCC")]


def test_default_in_a_currency_without_cents() -> None:
    yen = customer(currency="JPY", standing=Standing(overdue_days=91, overdue_90=1000))
    assert told(yen)[0] == ("default", "D")


@pytest.mark.parametrize(("days", "held"), [(None, False), (0, True), (1, True), (89, True), (90, False)])
def test_cure_takes_ninety_clean_days(days: int | None, held: bool) -> None:
    assert standing(default_days=days) == ([("cure", "D")] if held else [])


def test_small_change_that_is_old_does_not_end_the_cure() -> None:
    assert standing(default_days=5, overdue_days=95, overdue_90=1) == [("cure", "D"), ("overdue_long", "CCC")]


@pytest.mark.parametrize(
    ("changed", "caps"),
    [({"written_off_days": 0}, [("written_off", "D")]), ({"written_off_days": 90}, []), ({"bounced_days": 10}, []),
     ({"bounced_days": 11}, [("bounced", "CCC")]), ({"broken_promises": 1}, []), ({"broken_promises": 2}, [("broken_promises", "BB")])],
)  # fmt: skip
def test_our_own_ledger(changed: dict[str, int], caps: list[tuple[str, str]]) -> None:
    assert standing(**changed) == caps


@pytest.mark.parametrize(
    ("kind", "code", "cap", "grade"),
    [("court", "dishonest", "dishonest", "D"), ("registry", "bankruptcy", "bankruptcy", "D"), ("registry", "revoked", "revoked", "D"),
     ("visit", "lost_contact", "lost_contact", "D"), ("court", "high_spending", "high_spending", "CCC"),
     ("registry", "serious", "serious", "CCC"), ("ownership", "refuses_guarantee", "refuses_guarantee", "BBB")],
)  # fmt: skip
def test_entries_that_decide_alone(kind: str, code: str, cap: str, grade: str) -> None:
    entry = fact(kind, code, date(2020, 1, 1))
    assert known(entry, entry) == [(cap, grade)]
    assert known(replace(entry, ended_on=DAY)) == []


@pytest.mark.parametrize(
    ("amount", "equity", "heavy"),
    [
        (100_000, None, False),
        (100_001, None, True),
        (99_999, 1.0, False),
        (100_000, 0.9, True),
        (50_000, -1, False),
        (None, 9, True),
    ],
)
def test_enforcement_against_equity_or_a_fixed_sum(amount: float | None, equity: float | None, heavy: bool) -> None:
    papers = () if equity is None else (statement(equity=million(equity), total_liabilities=million(10 - equity)),)
    caps = known(fact("court", "enforcement", amount=amount), statements=papers)
    assert (("enforcement", "CCC") in caps) is heavy


def test_enforcements_are_summed() -> None:
    one = fact("court", "enforcement", amount=60_000)
    assert known(one) == []
    assert known(one, one) == [("enforcement", "CCC")]
    assert known(replace(one, currency="USD")) == [("enforcement", "CCC")]  # cannot be compared: taken as heavy


def test_bad_loans() -> None:
    entry = fact("bank_report", "report", bad=1)
    assert known(entry) == [("bad_loans", "CCC")]
    # A report that no longer gives points holds the grade down until there is a newer one.
    assert known(replace(entry, on_day=date(2024, 1, 1))) == [("bad_loans", "CCC")]
    assert known(replace(entry, on_day=date(2024, 1, 1)), fact("bank_report", "report", bad=0)) == []


def test_no_equity() -> None:
    assert told(customer(statements=(statement(equity=0, total_liabilities=million(10)),))) == [("no_equity", "B")]
    assert told(customer(statements=(statement(equity=None, total_liabilities=million(10.1)),))) == [("no_equity", "B")]
    assert told(customer(statements=(statement(equity=1),))) == []


def test_distress_with_falling_sales() -> None:
    weak = statement(retained_earnings=million(-6))
    better = statement(period_end=date(2024, 12, 31), revenue=million(15.1))
    assert told(customer(statements=(weak, better))) == [("distress", "B")]
    assert told(customer(statements=(weak, replace(better, revenue=million(15))))) == []
    assert told(customer(statements=(weak,))) == []
    assert told(customer(statements=(statement(), better))) == []


@pytest.mark.parametrize(("founded", "young"), [(date(2025, 7, 1), True), (date(2025, 6, 30), False), (None, False)])
def test_a_young_firm(founded: date | None, young: bool) -> None:
    assert told(customer(founded=founded)) == ([("young", "BB")] if young else [])


@pytest.mark.parametrize(
    ("invoices", "end", "thin"),
    [(5, None, True), (6, None, False), (5, date(2024, 6, 30), False), (5, date(2024, 6, 29), True)],
)
def test_a_thin_file(invoices: int, end: date | None, thin: bool) -> None:
    papers = (statement(period_end=end),) if end else ()
    facts = customer(statements=papers, payments=replace(PAYMENTS, invoices=invoices))
    assert told(facts) == ([("thin_file", "BBB")] if thin else [])


def test_every_cap_is_listed_the_lowest_first() -> None:
    facts = customer(
        founded=date(2026, 1, 1),
        standing=Standing(overdue_days=91, bounced_days=20),
        facts=(fact("court", "dishonest"), fact("ownership", "refuses_guarantee"), CLEAN),
    )
    assert [cap.code for cap in score(facts, POLICY).caps] == [
        "dishonest",
        "overdue_long",
        "bounced",
        "young",
        "refuses_guarantee",
    ]
    assert [cap.grade for cap in score(facts, POLICY).caps] == ["D", "CCC", "CCC", "BB", "BBB"]


@pytest.mark.parametrize(
    ("facts", "code"),
    [
        # too few receivables for the payment block
        (customer(standing=Standing(overdue_days=70), payments=PaymentFacts(invoices=2)), "overdue"),
        # lines missing, and too old for the financial block
        (customer(statements=(statement(equity=-1, revenue=None, ebit=None, total_assets=None),)), "no_equity"),
        (customer(statements=(statement(equity=-1, period_end=date(2020, 12, 31)),)), "no_equity"),
        # records nobody looked at for years
        (customer(facts=(fact("registry", "serious", date(2019, 1, 1)),)), "serious"),
        # nothing else is known at all
        (nobody(standing=Standing(overdue_days=95)), "overdue_long"),
    ],
)
def test_no_gap_lifts_a_cap_that_a_fact_has_set(facts: CustomerFacts, code: str) -> None:
    assert code in [cap.code for cap in score(facts, POLICY).caps]
    assert score(facts, POLICY).grade in ("B", "CCC")

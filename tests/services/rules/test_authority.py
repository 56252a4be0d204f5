"""Who may decide: the example of domain I, a firm that sells 20 million a year (money in minor units)."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.services.rules.authority import BANDS, Case, Signer, band, bands, is_big_raise, is_raised, refused
from app.services.rules.parameters import Policy
from app.services.rules.score_types import GRADES

POLICY = Policy()
SALES = 20_000_000_00
SALLY, BERT, MARY, OLGA = Signer(1, "sales"), Signer(2, "bookkeeper"), Signer(3, "manager"), Signer(4, "owner")
TEAM = (SALLY, BERT, MARY, OLGA)
DAY = date(2026, 11, 21)


def test_the_bands_of_the_example() -> None:
    found = [(each.code, each.most, each.grade) for each in bands(POLICY, SALES)]
    assert found == [
        ("both", 50_000_00, "A"), ("manager", 200_000_00, "BBB"), ("manager_owner", 600_000_00, "BB"), ("owner", 2_000_000_00, "B"),
        ("beyond", None, None),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("amount", "grade", "wanted"),
    [
        (50_000_00, "A", "both"),
        (50_000_01, "A", "manager"),
        (50_000_00, "BBB", "manager"),
        (200_000_00, "BBB", "manager"),
        (200_000_01, "AAA", "manager_owner"),
        (10_000_00, "BB", "manager_owner"),
        (600_000_01, "BB", "owner"),
        (10_000_00, "B", "owner"),
        (2_000_000_01, "AAA", "beyond"),
        (1_00, "CCC", "beyond"),
        (1_00, "NR", "beyond"),
        (0, "D", "both"),
        (None, "AAA", "beyond"),
    ],
)
def test_the_narrowest_band_by_amount_and_grade(amount: int | None, grade: str, wanted: str) -> None:
    assert band(POLICY, amount=amount, grade=grade, sales=SALES).code == wanted


def test_without_our_sales_the_owner_decides() -> None:
    assert band(POLICY, amount=1_00, grade="AAA", sales=None).decides == "owner"
    assert band(POLICY, amount=1_00, grade="CCC", sales=None).code == "beyond"


@pytest.mark.parametrize(
    ("amount", "grade", "proposer", "approver", "agreeing", "reason", "wanted"),
    [
        (10_000_00, "AA", SALLY, BERT, (), False, ()),
        (10_000_00, "AA", BERT, SALLY, (), False, ("role",)),
        (100_000_00, "A", BERT, MARY, (), False, ()),
        (100_000_00, "A", MARY, MARY, (), False, ("same_person",)),
        (100_000_00, "A", SALLY, BERT, (), False, ("role",)),
        (500_000_00, "BB", BERT, OLGA, (), False, ("second",)),
        (500_000_00, "BB", BERT, OLGA, (MARY,), False, ()),
        (500_000_00, "BB", MARY, OLGA, (), False, ()),
        (500_000_00, "CCC", MARY, OLGA, (), False, ("reason",)),
        (500_000_00, "CCC", MARY, OLGA, (), True, ()),
    ],
)
def test_who_may_approve(
    amount: int, grade: str, proposer: Signer, approver: Signer, agreeing: tuple[Signer, ...], reason: bool, wanted: tuple[str, ...]
) -> None:  # fmt: skip
    found = band(POLICY, amount=amount, grade=grade, sales=SALES)
    case = Case(proposer, approver, TEAM, agreeing, reason=reason)
    assert refused(found, case, POLICY, DAY) == wanted


def test_a_signature_that_nobody_could_give_is_not_asked() -> None:
    found = band(POLICY, amount=500_000_00, grade="BB", sales=SALES)
    assert refused(found, Case(BERT, OLGA, (BERT, OLGA)), POLICY, DAY) == ()


def test_a_firm_of_one_writes_down_why_and_sleeps_on_more_credit() -> None:
    found = band(POLICY, amount=100_000_00, grade="A", sales=SALES)
    team = (OLGA, Signer(9, "reader"))
    assert refused(found, Case(OLGA, OLGA, team), POLICY, DAY) == ("reason",)
    raising = Case(OLGA, OLGA, team, raised=True, reason=True, proposed_on=DAY)
    assert refused(found, raising, POLICY, DAY) == ("wait",)
    assert refused(found, raising, POLICY, date(2026, 11, 22)) == ()
    assert refused(found, Case(OLGA, OLGA, team, reason=True, proposed_on=DAY), POLICY, DAY) == ()


@given(st.integers(1, 10**12), st.sampled_from(GRADES), st.integers(0, 10**12))
def test_more_money_or_a_worse_grade_never_needs_less(amount: int, grade: str, more: int) -> None:
    here = BANDS.index(band(POLICY, amount=amount, grade=grade, sales=SALES).code)
    assert BANDS.index(band(POLICY, amount=amount + more, grade=grade, sales=SALES).code) >= here
    for worse in GRADES[GRADES.index(grade) :]:
        assert BANDS.index(band(POLICY, amount=amount, grade=worse, sales=SALES).code) >= here


def test_a_raise_by_more_than_a_quarter_is_big() -> None:
    assert not is_big_raise(POLICY, 100_00, 125_00)
    assert is_big_raise(POLICY, 100_00, 125_01)
    assert is_big_raise(POLICY, 0, 1)
    assert is_big_raise(POLICY, 100_00, None)
    assert not is_big_raise(POLICY, None, 100_00)
    assert not is_raised(100_00, 100_00)

"""The check of a contract: golden numbers T-J1 and T-J2, red flags, items that do not apply."""

from __future__ import annotations

import pytest

from app.models.clauses import Answer
from app.services.rules.clause_proposals import Said, proposed
from app.services.rules.contract_review import ITEMS, result
from app.services.rules.parameters import Policy

POLICY = Policy()


def answers(values: dict[int, int] | None = None, without: tuple[int, ...] = ()) -> list[Answer]:
    """All good but for these; those `without` do not apply."""
    values = values or {}
    return [Answer(i, None if i in without else values.get(i, 10_000), i in without) for i in ITEMS]


def test_the_weights_make_a_hundred() -> None:
    assert sum(POLICY.clause_weights) == 100
    assert len(POLICY.clause_weights) == len(ITEMS) == 24


def test_j1_passes_by_points_and_goes_to_the_owner_for_the_gap() -> None:
    """(100 - 8 - 2.5) / 100 = 89.5; 16 points less prepayment than asked is a red flag, 15 are not."""
    given = answers({7: 0, 11: 5_000})
    assert result(POLICY, given, 1_600).score == 89.5
    assert (result(POLICY, given, 1_600).verdict, result(POLICY, given, 1_600).red) == ("owner", (7,))
    assert (result(POLICY, given, 1_500).verdict, result(POLICY, given, None).verdict) == ("pass", "pass")
    assert result(POLICY, given, 1_500).fixes == (7, 11)


def test_j2_leaves_out_what_does_not_apply() -> None:
    """13, 14 and 22 weigh 10: (90 - 8 - 2.5) / 90."""
    found = result(POLICY, answers({7: 0, 11: 5_000}, (13, 14, 22)), 0)
    assert found.score == pytest.approx(88.333333, abs=1e-6)
    assert found.verdict == "pass"


@pytest.mark.parametrize(
    ("missing", "score", "verdict"),
    [
        ((3, 4, 5), 86.0, "pass"),
        ((3, 4, 5, 10), 82.0, "fixes"),
        ((3, 4, 5, 10, 11, 12, 13, 14), 65.0, "owner"),
        ((9,), 95.0, "owner"),
        ((1,), 94.0, "owner"),
    ],
)
def test_points_and_flags_make_the_verdict(missing: tuple[int, ...], score: float, verdict: str) -> None:
    found = result(POLICY, answers(dict.fromkeys(missing, 0)), 0)
    assert (found.score, found.verdict) == (score, verdict)


def test_partly_is_no_red_flag_and_what_is_not_looked_at_leaves_it_open() -> None:
    assert result(POLICY, answers({1: 5_000}), 0).red == ()
    some = [each for each in answers() if each.item != 24]
    assert (result(POLICY, some, 0).verdict, result(POLICY, some, 0).unanswered) == ("open", (24,))


def test_no_applicable_item_is_no_score() -> None:
    """M2, rule 19."""
    found = result(POLICY, answers(without=ITEMS), 0)
    assert (found.score, found.verdict, found.unanswered) == (None, "open", ())


def test_what_figures_answer_by_themselves() -> None:
    said = Said(
        gap_bp=1_500,
        earnest=1,
        earnest_above=1,
        inspection_days=7,
        bill_months=9,
        penalty="red",
        title=True,
        retention=(1_000, 365),
    )
    assert proposed(said) == {5: 10_000, 7: 5_000, 8: 0, 10: 0, 11: 5_000, 13: 5_000, 17: 5_000}
    better = Said(
        gap_bp=0,
        earnest=1,
        penalty="amber",
        title=True,
        registered=True,
        retention=(500, 365),
        address=True,
        buyer_size=True,
        notice=True,
    )
    assert proposed(better) == dict.fromkeys((7, 8, 11, 13, 17, 20, 22), 10_000)
    assert proposed(Said(pay_when_paid=True)) == {9: 0}
    assert proposed(Said()) == {}

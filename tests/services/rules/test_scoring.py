"""From blocks to points and grade: T-A7, T-A7a, T-A8b, T-A8c, and the edge rules of M2."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from app.models.facts import Delay, Override, PaymentFacts, Standing
from app.services.rules.model_quality import shrunk_rate
from app.services.rules.parameters import Policy
from app.services.rules.scale import grade_of, log_odds, lowest_pd, pd_of, prior_pd, scale_of
from app.services.rules.score_types import Score
from app.services.rules.scoring import score
from tests.facts import ANSWERS, CLEAN, CONDITIONS, DAY, customer, fact, million, nobody, statement

POLICY = Policy()
BLOCKS = ("payment", "financial", "stability", "external", "conditions")


def lines(found: Score) -> dict[str, int]:
    return {each.code: each.points_x100 for each in found.reasons}


def sums(found: Score) -> bool:
    return found.points_x100 == found.start_x100 + sum(lines(found).values())


def override(notches: int, **changed: Any) -> Override:
    start = DAY - timedelta(days=10)
    return replace(Override(notches, "they pay every month", "owner", start, start + timedelta(days=180)), **changed)


def test_the_scale() -> None:
    scale = scale_of(POLICY)
    assert scale.factor == pytest.approx(72.134752, rel=1e-7)
    assert scale.offset == pytest.approx(383.903595, rel=1e-7)
    assert scale.start_x100 == 58238  # Q 50, a chance of 6 %
    classic = scale_of(Policy(score_points=600, score_odds=50, score_pdo=20))
    assert (classic.factor, classic.offset) == pytest.approx((28.853901, 487.122876))


@pytest.mark.parametrize(
    ("points", "pd"),
    [(400, 0.444444), (500, 0.166667), (550, 0.090909), (600, 0.047619), (650, 0.02439), (700, 0.012346), (750, 0.006211), (800, 0.003115)],
)  # fmt: skip
def test_points_as_a_chance_of_default(points: int, pd: float) -> None:
    scale = scale_of(POLICY)
    assert pd_of((points - scale.offset) / scale.factor) == pytest.approx(pd, rel=2e-4)


@pytest.mark.parametrize(
    ("pd", "points", "quality", "better", "worse"),
    [(0.005, 765.73, 98.25, "AAA", "AA"), (0.01, 715.37, 85.0, "AA", "A"), (0.02, 664.64, 71.65, "A", "BBB"),
     (0.04, 613.15, 58.10, "BBB", "BB"), (0.08, 560.08, 44.13, "BB", "B"), (0.16, 503.52, 29.24, "B", "CCC")],
)  # fmt: skip
def test_bounds_of_the_grades(pd: float, points: float, quality: float, better: str, worse: str) -> None:
    scale = scale_of(POLICY)
    assert scale.points_x100(pd) == round(points * 100)
    assert scale.quality(pd) == pytest.approx(quality, abs=0.01)
    assert (grade_of(pd - 1e-9, POLICY), grade_of(pd, POLICY)) == (better, worse)
    assert lowest_pd(worse, POLICY) == pd


@pytest.mark.parametrize(("invoices", "pd"), [(0, 0.06), (2, 0.045799), (6, 0.034835), (12, 0.02898), (24, 0.024995)])
def test_thin_evidence_is_drawn_to_the_prior(invoices: int, pd: float) -> None:
    share = invoices / (invoices + 6)
    assert pd_of(share * log_odds(0.02) + (1 - share) * log_odds(0.06)) == pytest.approx(pd, abs=1e-6)


def test_rates_of_few_are_drawn_to_the_usual_one() -> None:
    assert shrunk_rate(2, 6) == 0.5625
    assert shrunk_rate(18, 20) == pytest.approx(0.833333, abs=1e-6)


def test_end_to_end() -> None:
    found = score(customer(), POLICY)
    assert [found.blocks[name] for name in BLOCKS] == pytest.approx([53.1798, 71.7270, 65, 80, 55], abs=5e-5)
    assert found.confidence == pytest.approx(0.705)
    assert found.pd == pytest.approx(0.03695419, rel=1e-6)
    assert (found.points_x100, found.grade, found.grade_model, found.risk) == (61909, "BBB", "BBB", "watch")
    # The plain model says 634.45 points (3.00798 %): little evidence takes 15.36, and of that the inputs were rounded by 0.10.
    assert scale_of(POLICY).points_x100(0.0300798) == 63445
    assert lines(found)["shrinkage"] == -1526
    assert sums(found)
    assert found.caps == ()


def test_end_to_end_without_statements() -> None:
    found = score(customer(statements=()), POLICY)
    assert found.confidence == pytest.approx(0.505)
    assert found.pd == pytest.approx(0.04543747, rel=1e-6)
    assert (found.points_x100, found.grade) == (60355, "BB")
    assert found.blocks["financial"] is None
    assert sums(found)


def test_a_bad_score_is_not_softened() -> None:
    found = score(nobody(answers=dict.fromkeys(range(1, 21), 0)), POLICY)
    # Q 0: ln odds 0.117843, little evidence or not
    assert found.pd == pytest.approx(pd_of(0.117843117))
    assert "shrinkage" not in lines(found)
    assert found.points_x100 == 39240  # 383.9036 + 72.134752 x 0.117843117
    # Twenty items take 9.4989 each, 9.50 in hundredths.
    assert (lines(found)["stability.1"], lines(found)["rounding"]) == (-950, 2)
    assert sums(found)


def test_who_is_not_known_is_not_rated() -> None:
    found = score(nobody(), POLICY)
    assert (found.points_x100, found.grade, found.grade_model, found.risk) == (None, "NR", "NR", "unrated")
    assert (found.pd, found.pd_model, found.confidence, found.reasons) == (0.06, 0.06, 0, ())
    assert set(found.blocks.values()) == {None}
    assert [cap.code for cap in found.caps] == ["thin_file"]


def test_conditions_alone_are_no_rating() -> None:
    found = score(nobody(facts=CONDITIONS), POLICY)
    assert (found.grade, found.pd, found.points_x100) == ("NR", 0.06, None)
    assert found.blocks["conditions"] == pytest.approx(55)
    assert found.confidence == pytest.approx(0.05)


def test_the_prior_of_a_sector() -> None:
    policy = Policy(sectors_bad=("construction",), sectors_good=("services",))
    assert [prior_pd(sector, policy) for sector in ("construction", "services", "retail", None)] == [
        0.10,
        0.04,
        0.06,
        0.06,
    ]
    assert score(nobody(sector="construction"), policy).pd == 0.10


@pytest.mark.parametrize(("days", "grade", "pd"), [(60, "NR", 0.06), (61, "B", 0.08), (91, "CCC", 0.16)])
def test_what_is_overdue_rates_an_unknown_customer(days: int, grade: str, pd: float) -> None:
    found = score(nobody(standing=Standing(overdue_days=days)), POLICY)
    assert (found.grade, found.pd, found.grade_model) == (grade, pd, "NR")
    if grade != "NR":
        assert lines(found) == {"cap": found.points_x100 - 58238}  # type: ignore[operator]


def test_a_cap_moves_the_points_to_the_best_of_its_band() -> None:
    found = score(customer(standing=Standing(overdue_days=70)), POLICY)
    assert (found.grade, found.grade_model, found.risk) == ("B", "BBB", "high")
    assert (found.pd, found.pd_model) == pytest.approx((0.08, 0.03695419), rel=1e-6)
    assert found.points_x100 == 56008
    assert lines(found)["cap"] == 56008 - 61909
    assert found.reasons[-1].data == {"code": "overdue", "grade": "B"}
    assert sums(found)


def test_a_cap_above_the_grade_is_listed_and_changes_nothing() -> None:
    found = score(customer(facts=(fact("ownership", "refuses_guarantee"), CLEAN, *CONDITIONS)), POLICY)
    assert [cap.code for cap in found.caps] == ["refuses_guarantee"]
    assert (found.points_x100, found.grade) == (61909, "BBB")


def test_a_defaulted_customer_has_no_points() -> None:
    found = score(customer(standing=Standing(overdue_days=120, overdue_90=million(1), balance=million(1))), POLICY)
    assert (found.points_x100, found.grade, found.risk, found.pd) == (None, "D", "stop", 1.0)
    assert found.grade_model == "BBB"
    assert found.pd_model == pytest.approx(0.03695419, rel=1e-6)
    assert found.start_x100 + sum(lines(found).values()) == 61909  # what the model alone says
    assert score(nobody(facts=(fact("court", "dishonest"),)), POLICY).grade == "D"


def test_a_hold_is_a_stop_whatever_the_grade() -> None:
    assert score(customer(standing=Standing(hold=True)), POLICY).risk == "stop"
    assert score(nobody(standing=Standing(hold=True)), POLICY).risk == "stop"


@pytest.mark.parametrize(
    ("notches", "grade", "pd"),
    [(1, "A", 0.014), (2, "AA", 0.007), (-1, "BB", 0.04), (-2, "B", 0.08), (5, "AA", 0.007), (-5, "B", 0.08)],
)
def test_an_override_moves_the_grade_and_its_chance(notches: int, grade: str, pd: float) -> None:
    found = score(customer(override=override(notches)), POLICY)
    assert (found.grade, found.pd, found.grade_model) == (grade, pd, "BBB")
    assert found.points_x100 == scale_of(POLICY).points_x100(pd)
    assert lines(found)["override"] == found.points_x100 - 61909
    assert found.reasons[-1].data["to"] == grade
    assert sums(found)


def test_an_override_lifts_a_cap_but_never_a_default() -> None:
    held = customer(standing=Standing(overdue_days=70), override=override(2))
    found = score(held, POLICY)
    assert (found.grade, found.pd) == ("BBB", 0.028)
    assert lines(found)["cap"] == 56008 - 61909
    assert sums(found)
    gone = customer(facts=(fact("registry", "bankruptcy"),), override=override(2))
    assert (score(gone, POLICY).grade, score(gone, POLICY).pd) == ("D", 1.0)


def test_the_ends_of_the_scale_hold() -> None:
    early = PaymentFacts((Delay(100, -30, recent=True),), -30, 60, 60, 0, 700)
    best = nobody(payments=early, answers=dict.fromkeys(range(1, 21), 5), override=override(2))
    kind = Policy(prior_pd=0.006)
    assert score(replace(best, override=None), kind).grade == "AA"
    assert (score(best, kind).grade, score(best, kind).pd) == ("AAA", 0.0035)
    worst = score(customer(standing=Standing(bounced_days=99), override=override(-2)), POLICY)
    assert (worst.grade, worst.pd) == ("CCC", 0.16)
    assert "override" not in lines(worst)


@pytest.mark.parametrize(
    ("start", "end", "there"),
    [(DAY, DAY, True), (DAY + timedelta(1), DAY + timedelta(9), False), (DAY - timedelta(9), DAY - timedelta(1), False),
     (DAY - timedelta(180), DAY + timedelta(500), True), (DAY - timedelta(181), DAY + timedelta(500), False)],
)  # fmt: skip
def test_an_override_holds_for_its_time(start: date, end: date, there: bool) -> None:
    found = score(customer(override=override(1, from_on=start, until_on=end)), POLICY)
    assert (found.grade == "A") is there


def test_an_unrated_customer_is_not_moved_by_hand() -> None:
    assert score(nobody(override=override(2)), POLICY).grade == "NR"


def test_weights_fall_on_the_blocks_that_are_there() -> None:
    found = score(nobody(answers=ANSWERS), POLICY)
    # Q 65 alone: ln odds 3.541643, confidence 0.105 -> 0.105 x 3.541643 + 0.895 x 2.751535
    assert found.blocks["stability"] == pytest.approx(65)
    assert found.confidence == pytest.approx(0.15 * 0.7)
    assert found.pd == pytest.approx(pd_of(0.105 * (0.117843117 + 0.052673844 * 65) + 0.895 * log_odds(0.06)))


def test_a_block_without_weight_says_nothing() -> None:
    policy = Policy(block_weights=(40, 25, 0, 15, 5))
    assert score(nobody(answers=ANSWERS), policy).grade == "NR"
    assert score(customer(answers={}), policy).points_x100 == score(customer(), policy).points_x100


def test_old_payments_of_a_customer_long_gone_are_missing() -> None:
    found = score(
        customer(payments=PaymentFacts(history_days=900), statements=(statement(period_end=date(2020, 12, 31)),)),
        POLICY,
    )
    assert (found.blocks["payment"], found.blocks["financial"]) == (None, None)
    assert found.confidence == pytest.approx(0.15 * 0.7 + 0.15 + 0.05)

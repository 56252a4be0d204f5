from __future__ import annotations

from random import Random

import pytest

from app.services import cap_wording, reason_wording
from app.services.reason_wording import better, name, sentence
from app.services.rules import reasons
from app.services.rules.caps import DECISIVE
from app.services.rules.parameters import Policy
from app.services.rules.score_types import Cap, Reason
from app.services.rules.scoring import score
from tests.facts import customer, random_customer


def test_every_reason_of_a_whole_file_has_a_name_with_its_figure() -> None:
    found = score(customer(), Policy())
    names = {reason.code: name(reason) for reason in found.reasons}
    assert names["payment.index"] == "Payment index 68.9 of 100"
    assert names["payment.on_time"] == "12.2% of the money came on time, 3 days allowed"
    assert names["payment.worst"] == "Worst delay 30 days"
    assert names["payment.trend"] == "Pays 16 days later than before"
    assert names["financial.debt"] == "Debt ratio 55.0%"
    assert names["financial.receivable_days"] == "Days to collect 61 days"
    assert names["shrinkage"].endswith("reliability 70%") or names["shrinkage"].endswith("reliability 71%")
    assert all(names.values())


def test_a_sentence_tells_where_poor_and_good_begin() -> None:
    reason = Reason("financial.debt", 1_00, {"value": 0.55, "bad": 0.85, "good": 0.40})
    assert sentence(reason) == "Debt ratio 55.0% (poor: 85.0%, good: 40.0%)"
    trend = Reason("payment.trend", -1_00, {"value": 16.1, "bad": 30, "good": -10})
    assert sentence(trend) == "Pays 16 days later than before (poor: 30 days, good: −10 days)"


def test_what_takes_points_away_says_what_would_help() -> None:
    assert better(Reason("payment.worst", -3_00, {"value": 30})).startswith("Collect what is overdue")
    assert better(Reason("payment.worst", 3_00, {"value": 0})) == ""
    assert better(Reason("cap", -9_00, {"code": "bounced", "grade": "CCC"})) == "Collect the draft or have it replaced."


def test_small_reasons_stand_together() -> None:
    drawn = reasons.bars(score(customer(), Policy()), most=5)
    assert "Other reasons (34)" in [name(bar) for bar in drawn]


@pytest.mark.parametrize("code", [code for code, _grade in DECISIVE.values()])
def test_each_fact_that_decides_alone_has_words(code: str) -> None:
    assert cap_wording.name(code)
    assert cap_wording.better(code)


def test_a_cap_tells_its_figures() -> None:
    overdue = Cap("overdue", "B", {"days": 75, "more_than": 60})
    assert cap_wording.text(overdue, "CNY") == "The oldest item is 75 days overdue, more than 60"
    default = Cap("default", "D", {"days": 120, "amount": 5_000_00})
    assert "¥5,000.00, the oldest for 120 days" in cap_wording.text(default, "CNY")
    assert cap_wording.text(Cap("enforcement", "CCC", {"on": "2026-01-01", "amount": None}), "CNY") == (
        "Heavy enforcement by a court"
    )


def test_points_have_their_sign() -> None:
    assert (reason_wording.points(14_23), reason_wording.points(-13_00)) == ("+14.2", "−13.0")


def test_nothing_a_score_can_say_is_without_words() -> None:
    rng = Random(7)
    for _case in range(500):
        found = score(random_customer(rng), Policy())
        assert all(name(bar) for bar in reasons.bars(found))
        assert all(sentence(reason) for reason in found.reasons)
        assert all(cap_wording.text(cap, "CNY") and cap_wording.better(cap.code) for cap in found.caps)

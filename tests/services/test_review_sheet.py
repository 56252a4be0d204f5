"""A review sheet kept as JSON comes back as the same sheet, also one written by an older or newer program."""

from __future__ import annotations

import json
from datetime import date

import pytest

from app.models.credit_facts import CreditFact
from app.models.financials import FinancialStatement
from app.models.money import Money
from app.services.review_sheet import (
    Candidate,
    EvidenceLine,
    Finances,
    Head,
    Limits,
    Position,
    RatioLine,
    ReviewSheet,
    Scoring,
    Subject,
    from_json,
    to_json,
)
from app.services.rules.score_types import Cap, Reason, Score

SCORE = Score(
    points_x100=61909, start_x100=58239, pd=0.03695419, pd_model=0.0300798, grade="BBB", grade_model="BBB", risk="watch",
    confidence=0.705, blocks={"payment": 53.1798, "financial": None}, reasons=(Reason("payment.index", 3670, {"index": 68.9}),),
    caps=(Cap("overdue_60", "B", {"since": date(2026, 1, 2)}),),
)  # fmt: skip
SHEET = ReviewSheet(
    head=Head(number="PS-2026-001", data_on=date(2026, 11, 21), currency="CNY"),
    subject=Subject(code="C0001", name="宏达建材", members=(("C0002", Money(5, "CNY")),)),
    ownership=(
        CreditFact(
            kind="ownership",
            code="owner",
            on_day=date(2026, 1, 1),
            checked_on=date(2026, 1, 2),
            data={"share_bp": 6000},
        ),
    ),
    finances=Finances(
        periods=(FinancialStatement(period_end=date(2025, 12, 31), received_on=date(2026, 3, 1), cash=80_000_000),),
        ratios=(RatioLine(code="current", values=(1.5, None), points=58.3333),),
    ),
    scoring=Scoring(score=SCORE, bars=SCORE.reasons),
    limits=Limits(candidates=(Candidate(code="L1", amount=Money(33_750_000, "CNY"), binding=True),), binding="L1"),
    proposed=Position(limit_state="set", limit=Money(30_000_000, "CNY"), next_on=date(2027, 5, 21)),
    evidence=(EvidenceLine(number=1, name="licence.pdf", sha256="ab" * 32),),
)


def test_a_sheet_comes_back_as_it_was() -> None:
    back = from_json(to_json(SHEET))
    assert back.finances.periods[0].cash == 80_000_000
    assert back.finances.ratios[0].values == (1.5, None)
    assert back.scoring.score is not None
    assert back.scoring.score.blocks == {"payment": 53.1798, "financial": None}
    assert back.subject.members == (("C0002", Money(5, "CNY")),)
    assert back.proposed.next_on == date(2027, 5, 21)
    assert to_json(back) == to_json(SHEET)
    assert back.mark == SHEET.mark


def test_an_unknown_field_is_left_out_and_a_missing_one_has_its_default() -> None:
    plain = json.loads(to_json(SHEET))
    plain["weather"] = "fine"
    plain["head"]["moon"] = 3
    del plain["owed"], plain["head"]["alone"]
    back = from_json(json.dumps(plain))
    assert back.owed.balance is None
    assert back.head.alone is False
    assert back.head.number == "PS-2026-001"


def test_another_content_has_another_mark() -> None:
    other = ReviewSheet(head=Head(number="PS-2026-002"))
    assert other.mark != SHEET.mark
    assert len(other.mark) == 12


@pytest.mark.parametrize("text", ["[]", '"x"', '{"finances":{"periods":[{"months":12}]}}'])
def test_text_that_is_no_sheet_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"Sheet|Statement"):
        from_json(text)

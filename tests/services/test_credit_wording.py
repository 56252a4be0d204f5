"""Everything in a credit file has words, and figures in them are those a person would write."""

from __future__ import annotations

import pytest

from app.models import requests
from app.models.credit_facts import CODES
from app.models.financials import LINES
from app.services import credit_wording as words
from app.services import fact_fields, questionnaire_wording, statement_checks
from app.services.rules import questionnaire
from app.services.rules.completeness import WEIGHTS, Item
from app.services.rules.parameters import Policy
from app.services.rules.statements import Remark


def test_every_code_has_words() -> None:
    pairs = [(kind, code) for kind, codes in CODES.items() for code in codes]
    assert list(words.KINDS) == list(CODES)
    assert list(words.CODES) == [f"{kind}.{code}" for kind, code in pairs]
    for kind, code in pairs:
        for asked in fact_fields.fields_of(kind, code):
            assert words.field_name(kind, code, asked.name)
            assert all(words.choice_name(asked.name, value) for value in asked.choices)
    assert list(words.SIGNS) == list(fact_fields.SIGNS)


def test_lines_items_units_and_sectors_have_words() -> None:
    assert sorted(words.LINES) == sorted(LINES)
    assert list(words.ITEMS) == list(WEIGHTS)
    assert list(words.UNITS) == list(statement_checks.UNITS)
    assert (
        list(words.QUALITIES) == list(statement_checks.QUALITIES) == [name for name, _ in Policy().quality_confidence]
    )
    assert {sector for sector, *_band in Policy().sector_bands} == words.SECTORS.keys()
    assert list(words.SOURCE_GRADES) == list(fact_fields.SOURCE_GRADES)
    assert list(words.WANTS) == list(requests.WHAT)


def test_every_item_has_answers_from_the_worst_to_the_best() -> None:
    assert list(questionnaire_wording.ITEMS) == list(questionnaire.ITEMS)
    assert list(questionnaire_wording.GROUPS) == list(questionnaire.GROUPS)
    for item in questionnaire.ITEMS:
        told = questionnaire_wording.answers(item)
        assert list(told) == sorted(told)
        assert (min(told), max(told)) == (0, 5)
        assert len(set(told.values())) == len(told) >= 5


@pytest.mark.parametrize("steps", [(1, questionnaire.AGE), (2, questionnaire.CAPITAL), (9, questionnaire.TOP_BUYER)])
def test_measured_items_offer_what_the_file_can_propose(steps: tuple[int, tuple[tuple[int, int], ...]]) -> None:
    item, given = steps
    assert sorted(questionnaire_wording.answers(item)) == sorted(points for _least, points in given)


def test_what_a_piece_changes() -> None:
    assert words.gain_text(Item("statement", 18, 0.0, 0.2), 0.48) == "confidence 48% → 68%"
    assert words.gain_text(Item("licence", 5, 0.0), 0.48) == ""


def test_remarks_tell_their_figures() -> None:
    assert words.remark_text(Remark("growth", {"share": 0.666667}), "CNY").startswith("Sales grew by 67% in one year.")
    assert "−¥5.00" in words.remark_text(Remark("negative_equity", {"equity": -500}), "CNY")
    assert "¥1.00" in words.remark_text(Remark("no_cash", {"profit": 100, "cash_flow": -1}), "CNY")

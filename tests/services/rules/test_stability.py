"""The questionnaire and the conditions as blocks."""

from __future__ import annotations

from datetime import date

import pytest

from app.services.rules.parameters import Policy
from app.services.rules.stability import conditions_block, stability_block
from tests.facts import ANSWERS, CONDITIONS, fact, nobody

POLICY = Policy()


def test_sixty_five_of_a_hundred() -> None:
    block = stability_block(nobody(answers=ANSWERS), POLICY)
    assert block and block.value == pytest.approx(65)
    assert block.confidence == pytest.approx(0.7)
    assert len(block.parts) == 20


def test_open_items_drop_out_and_lower_the_confidence() -> None:
    block = stability_block(nobody(answers={1: 5, 7: 3, 12: 1, 20: 0, 3: 5}), POLICY)
    # 14 points of 25
    assert block and block.value == pytest.approx(56)
    assert block.confidence == pytest.approx(0.7 * 5 / 20)
    assert block.parts[0].data == {"item": 1, "points": 5}
    assert stability_block(nobody(), POLICY) is None


@pytest.mark.parametrize(("seen", "trust"), [(None, 0.7), (date(2025, 6, 30), 0.9), (date(2025, 6, 29), 0.7)])
def test_a_visit_within_a_year_is_trusted_more(seen: date | None, trust: float) -> None:
    block = stability_block(nobody(answers=ANSWERS, visited_on=seen), POLICY)
    assert block and block.confidence == pytest.approx(trust)


def test_conditions() -> None:
    block = conditions_block(nobody(facts=CONDITIONS), POLICY)
    assert block and block.value == pytest.approx(55)
    assert block.confidence == 1
    assert conditions_block(nobody(), POLICY) is None


def test_some_conditions_only() -> None:
    facts = (fact("industry_opinion", "industry", grade=5), fact("industry_opinion", "concentration", share_bp=3500))
    block = conditions_block(nobody(facts=facts), POLICY)
    # (40 x 100 + 30 x 62.5) / 70; region and season are not there
    assert block and block.value == pytest.approx(5875 / 70)
    assert block.confidence == pytest.approx(0.7)


def test_the_newest_opinions_of_a_year_count_together() -> None:
    facts = (
        fact("industry_opinion", "industry", date(2025, 12, 1), grade=1),
        fact("industry_opinion", "industry", date(2026, 3, 1), grade=5),
        fact("industry_opinion", "industry", date(2026, 3, 1), grade=4),
        fact("industry_opinion", "region", date(2025, 6, 29), grade=5),
    )
    block = conditions_block(nobody(facts=facts), POLICY)
    assert block and block.value == pytest.approx(87.5)
    assert [part.data["grade"] for part in block.parts] == [4.5]
    assert conditions_block(nobody(facts=facts, on=date(2025, 11, 1)), POLICY) is not None


def test_opinions_to_come_are_not_known_yet() -> None:
    assert (
        conditions_block(nobody(facts=(fact("industry_opinion", "season", date(2026, 7, 1), grade=5),)), POLICY) is None
    )

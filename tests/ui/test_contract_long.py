"""The contract page over a long day: its rows are used again, whatever is saved and taken back."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import Qt

from app.models.clauses import Answer
from app.services.contract_drafts import ContractDraft
from app.services.rules.payment_plan import Template, template
from app.ui.pages.contract.page import ContractPage
from tests.ui.program import Program

ROUNDS = 8


def adding(draft: ContractDraft, answered: int) -> Callable[[Any], int]:
    """The work of entering it with one answer of its own."""

    def work(services: Any) -> int:
        made: int = services.contracts.add(draft)
        services.contract_reviews.answer(made, [Answer(answered, 10_000)])
        return made

    return work


@pytest.mark.parametrize("plans", [("thirty_terms", "three_six_one"), ("four", "all_first")])
def test_many_contracts_one_after_the_other(program: Program, plans: tuple[Template, Template]) -> None:
    """Eight contracts opened, their milestones made and taken back; each shows as many lines as its plan has."""
    window = program.open(program.book("customer A net 30 CNY limit 500000"))
    for place in range(ROUNDS):
        lines = template(plans[place % 2])
        draft = ContractDraft(1, 16_000_000, lines=lines, prepay_reason="Known for years")
        made = program.write(adding(draft, place + 10))
        window.desk.navigation.open("contract", made)
        program.rest()
        page = window.page
        assert isinstance(page, ContractPage)
        page.show_part("milestones")
        page.milestones.start.click()
        program.rest()
        assert page.milestones.table.sheet.rowCount() > 3
        program.control(Qt.Key.Key_Z)
        program.rest()
        assert page.milestones.table.sheet.rowCount() == 0
        assert [row.node.currentData() for row in page.terms.plan.rows] == [line.node for line in lines]
        assert (page.is_begun, page.clauses.is_begun) == (False, False)


def test_large_text_in_a_low_window_leaves_every_field_and_the_actions_in_sight(program: Program) -> None:
    """At 150 % in 1024 x 600: nothing is cut at the right, and the bar is above the fold."""
    program.preferences.zoom = 150
    program.application.reopen()
    window = program.open(program.book("customer A net 30 CNY limit 500000"))
    window.resize(1024, 600)
    lines = template("three_six_one")
    draft = ContractDraft(1, 16_000_000, lines=lines, prepay_reason="Known for years")
    made = program.write(lambda services: services.contracts.add(draft))
    window.desk.navigation.open("contract", made)
    program.rest()
    page = window.page
    assert isinstance(page, ContractPage)
    frame = page.frames["terms"]
    assert page.terms.width() <= frame.viewport().width()
    bar = page.actions_bar
    assert bar.visibleRegion().boundingRect().height() == bar.height()

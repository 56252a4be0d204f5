"""Pictures of the contract page: a new one being typed, each part of one that runs, goods that may not leave yet."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from app.i18n import _
from app.models.clauses import Answer
from app.services.contract_drafts import ContractDraft
from app.services.rules.payment_plan import template
from app.ui.pages.contract.page import ContractPage
from app.ui.scene_ground import Act, Stage, asked, someone

AMOUNT = 16_000_000
PENALTY = 500  # millionths a day
TITLE = "K-160"  # of the contract that these pictures make on their copy


def new(stage: Stage) -> None:
    """Customer and amount typed, the plan proposed."""
    stage.window.desk.navigation.open("contract", customer=someone(stage))
    stage.settle()
    page = stage.window.page
    if isinstance(page, ContractPage):
        page.terms.amount.line.insert("160000")
        page.terms.amount.changed.emit()
        page.terms.amount.left.emit()


def part(name: str) -> Act:
    """A part of one that is signed, with its prepayment missing."""

    def act(stage: Stage) -> None:
        who = someone(stage)
        stage.window.desk.jobs.write(stage.window, lambda s: _made(s, who), lambda _none: None)
        stage.settle()
        stage.window.desk.navigation.open("contract", asked(stage, _found), part=name)

    return act


def deliver(stage: Stage) -> None:
    """A rule stands in the way of the goods."""
    part("terms")(stage)
    stage.settle()
    page = stage.window.page
    if isinstance(page, ContractPage):
        page.deeds.deliver.trigger()


def _found(services: Any) -> int:
    found = services.contracts.search(TITLE)
    return int(found[0].id) if found else 0


def _made(services: Any, who: int) -> None:
    """Scenes follow each other on the same copy: it may be there already."""
    if _found(services):
        return
    signed = services.today - timedelta(days=12)
    lines = template("three_six_one")
    draft = ContractDraft(
        who, AMOUNT, title=f"{_('Show cases')} {TITLE}", signed_on=signed, starts_on=signed, ends_on=signed + timedelta(days=120),
        penalty_ppm_day=PENALTY, custom_goods=True, margin_bp=2_200, lead_days=40, retention_of_title=True, buyer_size="large", lines=lines,
        prepay_reason=_("First order of a chain of shops"),
    )  # fmt: skip
    made = services.contracts.add(draft)
    services.milestones.start(made)
    answers = [Answer(item, 10_000) for item in range(1, 21)]
    answers[8], answers[10], answers[18] = Answer(9, 0), Answer(11, 5_000), Answer(19, 0)
    services.contract_reviews.answer(made, [*answers, Answer(22, not_applicable=True)])

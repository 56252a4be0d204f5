"""Pictures of credit insurance."""

from __future__ import annotations

from typing import Any

from app.ui.scene_ground import Act, Stage, asked, open_over


def insurance(name: str) -> Act:
    """One of the lists of the page."""

    def act(stage: Stage) -> None:
        stage.window.desk.navigation.open("contracts", view="insurance", list=name)
        stage.settle()

    return act


def policy(stage: Stage) -> None:
    """A new policy with what is usual in it."""
    insurance("policies")(stage)
    stage.window.desk.navigation.dialog("insurance_policy")
    stage.settle()


def about_buyer(name: str, **wishes: Any) -> Act:
    """A dialog about an insured customer."""

    def act(stage: Stage) -> None:
        open_over(stage, name, customer=asked(stage, _insured), **wishes)

    return act


def worth(stage: Stage) -> None:
    open_over(stage, "insurance_worth", policy=asked(stage, lambda s: s.insurance.policies()[0].id))


def _insured(services: Any) -> int:
    return int(services.insurance.buyers()[0].customer_id)

"""Pictures of credit insurance."""

from __future__ import annotations

from typing import Any

from app.i18n import _
from app.models.dates import add_days
from app.services.insurance_drafts import BuyerLimitDraft, PolicyDraft
from app.ui.scene_ground import Act, Stage, open_over, written


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
        open_over(stage, name, customer=written(stage, _insured), **wishes)

    return act


def worth(stage: Stage) -> None:
    open_over(stage, "insurance_worth", policy=written(stage, _policy))


def _policy(services: Any) -> int:
    known = services.insurance.policies()
    if known:
        return int(known[0].id)
    today = services.today
    draft = PolicyDraft(insurer=_("Sample insurer"), number="EX-1", from_on=today, to_on=add_days(today, 365))
    return int(services.insurance.add_policy(draft))


def _insured(services: Any) -> int:
    known = services.insurance.buyers()
    if known:
        return int(known[0].customer_id)
    who = int(services.customers.search("")[0].id)
    services.insurance.set_limit(BuyerLimitDraft(_policy(services), who, 500_000_00, services.today))
    return who

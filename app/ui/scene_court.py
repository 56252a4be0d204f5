"""Pictures of legal matters."""

from __future__ import annotations

from datetime import date
from typing import Any

from app.i18n import _
from app.models.dates import add_days
from app.models.listing import Query
from app.services.matter_drafts import MatterDraft
from app.services.matter_stages import Step
from app.ui.scene_ground import Act, Stage, asked, written


def matters(stage: Stage) -> None:
    """The list, with one matter before the court."""
    desk = stage.window.desk
    written(stage, lambda s: fill(s, desk.today))
    desk.navigation.open("receivables", view="matters")
    stage.settle()


def dialog(name: str) -> Act:
    """A dialog over the list: "matter", "matter_claim", or what an action of the list opens ("move", "days")."""

    def act(stage: Stage) -> None:
        matters(stage)
        desk, first = stage.window.desk, asked(stage, lambda s: _filed(s).id)
        if name == "matter":
            desk.navigation.dialog("matter", matter=first)
        elif name == "matter_claim":
            desk.navigation.dialog("matter_claim", matter=first)
        else:
            page: Any = stage.window.page
            getattr(page.shown.acts, name).trigger()
        stage.settle()

    return act


def of_customer(stage: Stage) -> None:
    matters(stage)
    who = asked(stage, lambda s: int(_filed(s).customer_id))
    stage.window.desk.navigation.open("customer", who, tab="collection", part="matters")
    stage.settle()


def _filed(services: Any) -> Any:
    return next(each for each in services.matters.listing() if each.stage == "filed")


def fill(services: Any, today: date) -> int:
    """A matter before the court, once, however many pictures are drawn of it."""
    known = services.matters.listing()
    if any(each.stage == "filed" for each in known):
        return 0
    matter = known[0].id if known else _opened(services, today)
    services.matters.move(matter, Step("filed", today))
    services.matters.add_cost(matter, 2_300_00, today, _("Court fee"))
    services.matters.add_date(matter, "hearing", add_days(today, 9), _("Court room 3"))
    return int(matter)


def _opened(services: Any, today: date) -> int:
    """About what has been due the longest."""
    people = services.lists.keys("customers", Query())
    debts = [(who, each) for who in people for each in services.matters.choices(who) if each.open_due]
    who, first = min(debts, key=lambda found: found[1].open_due)
    same = tuple(each.receivable_id for owner, each in debts if owner == who and _is_like(each, first, today))
    return int(services.matters.open(MatterDraft(who, same, lawyer=_("Our lawyer"), opened_on=add_days(today, -40))))


def _is_like(debt: Any, first: Any, today: date) -> bool:
    return debt is first or (debt.currency == first.currency and debt.open_due < today)

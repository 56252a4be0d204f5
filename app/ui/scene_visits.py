"""Pictures of visits, feedback and the calendar."""

from __future__ import annotations

from typing import Any

from app.i18n import _
from app.models.listing import Query
from app.ui.dialogs.visit import VisitDialog
from app.ui.scene_ground import Act, Stage, asked, open_over


def visit(stage: Stage) -> None:
    """Two signs of distress, a complaint about a receivable."""
    open_over(stage, "visit", customer=asked(stage, _visited))
    stage.settle()
    dialog = stage.dialog()
    if isinstance(dialog, VisitDialog) and dialog.visited is not None:
        form = dialog.form
        form.set(
            {
                "signs": ["staff_cuts", "wage_arrears"],
                "satisfaction": 2,
                "complaint": _("Delivery came two days late and one pallet was wet."),
            }
        )
        form["about"].set_value(next((each.instalment_id for each in dialog.items), None))


def feedback(stage: Stage) -> None:
    open_over(stage, "feedback", customer=asked(stage, _told))
    stage.settle()


def of_customer(part: str) -> Act:
    """The list of one customer; `part` "visits" or "feedback"."""

    def act(stage: Stage) -> None:
        who = asked(stage, _visited if part == "visits" else _told)
        stage.window.desk.navigation.open("customer", who, tab="collection", part=part)
        stage.settle()

    return act


def overview(stage: Stage) -> None:
    stage.window.desk.navigation.open("customer", asked(stage, _visited))
    stage.settle()


def calendar(stage: Stage) -> None:
    open_over(stage, "calendar")
    stage.settle()


def _visited(services: Any) -> int:
    """Where the most signs of distress were seen."""
    people: list[int] = services.lists.keys("customers", Query())
    return max(people, key=lambda who: max((len(each.signs) for each in services.visits.of_customer(who)), default=0))


def _told(services: Any) -> int:
    """Who told us the most."""
    people: list[int] = services.lists.keys("customers", Query())
    return max(people, key=lambda who: len(services.feedback.of_customer(who)))

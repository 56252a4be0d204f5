"""Pictures of contacts and promises: the form, the lists, the two parts of a customer."""

from __future__ import annotations

from typing import Any

from app.i18n import _
from app.models.dates import add_days
from app.services.contacting import ContactDraft
from app.services.promises import PromiseDraft
from app.ui.scene_ground import Act, Stage, open_over, type_into, written

# Of each promise in turn when it was made and for when it was, in days from today.
PROMISES = ((-40, -30), (-25, -15), (-2, 0), (-1, 6))
CALLS = (("no_answer", -21), ("no_answer", -20), ("says_paid", -12), ("other", -5))


def form(result: str = "", day: str = "") -> Act:
    """Of somebody who promised before."""

    def act(stage: Stage) -> None:
        open_over(stage, "contact", customer=written(stage, _promised), result=result)
        if day:
            type_into(stage, "due_on", day)
        stage.settle()

    return act


def promises(stage: Stage) -> None:
    written(stage, _promised)
    stage.window.desk.navigation.open("receivables", view="promises")
    stage.settle()


def of_customer(part: str) -> Act:
    def act(stage: Stage) -> None:
        stage.window.desk.navigation.open("customer", written(stage, _promised), tab="collection", part=part)
        stage.settle()

    return act


def _promised(services: Any) -> int:
    """Two customers who owe have promised and were called; once, however many pictures are drawn of it."""
    rows = [row for row in services.monitoring.today().rows if row.overdue_days]
    people = [int(row.customer_id) for row in rows[:2]] or [int(services.customers.search("")[0].id)]
    for place, who in enumerate(people):
        if not services.promises.of_customer(who):
            _log(services, who, PROMISES[place:])
    return people[0]


def _log(services: Any, who: int, days: tuple[tuple[int, int], ...]) -> None:
    today = services.today
    for made, due in days:
        promise = PromiseDraft(
            customer_id=who, made_on=add_days(today, made), due_on=add_days(today, due), amount=5_000_00, written=due > 0,
            channel="wechat", by_whom=_("Accountant"),
        )  # fmt: skip
        services.contacting.log(
            ContactDraft(customer_id=who, on=promise.made_on, result="promised", channel="wechat", promise=promise)
        )
    for result, day in CALLS:
        on = add_days(today, day)
        services.contacting.log(
            ContactDraft(customer_id=who, on=on, result=result, note=_("Will look at it next week."))
        )

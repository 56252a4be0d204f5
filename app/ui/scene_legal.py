"""Pictures of the legal side of a customer."""

from __future__ import annotations

from datetime import date
from typing import Any

from app.i18n import _
from app.models.dates import add_days
from app.services.claims import EventDraft
from app.services.securities import SecurityDraft
from app.ui.scene_ground import Act, Stage, someone


def legal(stage: Stage) -> None:
    """A customer with a guarantor and a demand or two."""
    who, today = someone(stage), stage.window.desk.today
    stage.window.desk.jobs.write(stage.window, lambda s: claims(s, who, today), lambda _none: None)
    stage.settle()
    stage.window.desk.navigation.open("customer", who, tab="legal")
    stage.settle()
    _show_list(stage, "clocks")


def claims(services: Any, who: int, today: date) -> None:
    """Once, however many pictures are drawn of them."""
    if any(each.kind == "retention_of_title" for each in services.claims.file(who).securities):
        return
    for kind, days in (("demand", 40), ("acknowledgement", 12), ("promise", 3)):
        services.claims.add_event(EventDraft(who, kind, add_days(today, -days)))
    given = add_days(today, -160)
    services.securities.add(SecurityDraft(who, "guarantee_person", given, giver=_("Owner"), value=20_000_00))
    services.securities.add(SecurityDraft(who, "retention_of_title", add_days(today, -4)))


def legal_list(name: str) -> Act:
    def act(stage: Stage) -> None:
        legal(stage)
        stage.settle()
        _show_list(stage, name)

    return act


def _show_list(stage: Stage, name: str) -> None:
    page = stage.window.page
    if page is not None:
        getattr(page, "legal").tables.show_table(name)  # noqa: B009 - the page of a customer


def legal_window(stage: Stage, which: int) -> None:
    legal(stage)
    stage.settle()
    page = stage.window.page
    if page is not None:
        getattr(page, "legal").actions_now()[which].trigger()  # noqa: B009

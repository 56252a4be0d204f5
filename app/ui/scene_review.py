"""Pictures of the review page, of the risk register and of a grade moved by hand."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from app.i18n import _
from app.services.reviews import STEPS
from app.ui.pages.review.page import ReviewPage
from app.ui.scene_ground import Act, Stage, asked, open_over


def nothing_yet(stage: Stage) -> None:
    """Before the first review."""
    stage.window.desk.navigation.open("review", asked(stage, _new))


def starting(stage: Stage) -> None:
    """The dialog that begins one."""
    nothing_yet(stage)
    stage.settle()
    page = stage.window.page
    if isinstance(page, ReviewPage):
        page.deeds.start.trigger()


def review(part: str, status: str) -> Act:
    """A part of the review that is being worked on, at a step."""

    def act(stage: Stage) -> None:
        who = asked(stage, _worked_on)
        stage.window.desk.jobs.write(stage.window, lambda s: _go_on(s, who, status), lambda _none: None)
        stage.settle()
        _open(stage, who, part)

    return act


def decided(part: str) -> Act:
    """A part of an approved one."""
    return lambda stage: _open(stage, asked(stage, _approved), part)


def by_hand(stage: Stage) -> None:
    open_over(stage, "override", customer=asked(stage, _approved))


def risk(stage: Stage) -> None:
    _open(stage, asked(stage, _worked_on), "risks")
    page = stage.window.page
    if isinstance(page, ReviewPage):
        page.risks.add.click()


def _open(stage: Stage, who: int, part: str) -> None:
    stage.window.desk.navigation.open("review", who)
    stage.settle()
    page = stage.window.page
    if isinstance(page, ReviewPage):
        page.show_part(part)


def _who(services: Any, fits: Callable[[Any], bool]) -> int:
    """The first customer whose reviews fit, else the first of all."""
    people = [hit.id for hit in services.customers.search("")]
    return int(next((each for each in people if fits(services.reviews.history(each))), people[0]))


def _new(services: Any) -> int:
    return _who(services, lambda history: not history)


def _worked_on(services: Any) -> int:
    return _who(services, lambda history: any(each.is_open for each in history))


def _approved(services: Any) -> int:
    return _who(services, lambda history: any(each.status == "approved" for each in history))


def _go_on(services: Any, who: int, status: str) -> None:
    """Up to a step; scenes follow each other on the same copy, so it may be there already."""
    reviews = services.reviews
    found = reviews.unfinished(who)
    while found is not None and STEPS.index(found.status) < STEPS.index(status):
        reviews.advance(found.id, _("Known for years"))
        found = reviews.unfinished(who)

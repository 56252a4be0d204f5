"""Pictures of the review page, of the risk register and of a grade moved by hand."""

from __future__ import annotations

from typing import Any

from app.i18n import _
from app.services.risks import RiskDraft
from app.ui.pages.review.page import ReviewPage
from app.ui.scene_credit import most_reasons
from app.ui.scene_ground import Act, Stage, asked, open_over


def nothing_yet(stage: Stage) -> None:
    """Before the first review."""
    stage.window.desk.navigation.open("review", asked(stage, most_reasons))


def review(part: str) -> Act:
    """A part of a review that is ready to be decided."""

    def act(stage: Stage) -> None:
        _set_up(stage, _handed_in)
        _open(stage, part)

    return act


def decided(part: str) -> Act:
    """A part of an approved one."""

    def act(stage: Stage) -> None:
        _set_up(stage, _approved)
        _open(stage, part)

    return act


def by_hand(stage: Stage) -> None:
    open_over(stage, "override", customer=asked(stage, most_reasons))


def risk(stage: Stage) -> None:
    _set_up(stage, _handed_in)
    _open(stage, "risks")
    stage.settle()
    page = stage.window.page
    if isinstance(page, ReviewPage):
        page.risks.add.click()


def _open(stage: Stage, part: str) -> None:
    stage.window.desk.navigation.open("review", asked(stage, most_reasons))
    stage.settle()
    page = stage.window.page
    if isinstance(page, ReviewPage):
        page.show_part(part)


def _set_up(stage: Stage, work: Any) -> None:
    who = asked(stage, most_reasons)
    stage.window.desk.jobs.write(stage.window, lambda s: work(s, who), lambda _none: None)
    stage.settle()


def _handed_in(services: Any, who: int) -> None:
    """Once, however many pictures are drawn of it."""
    from dataclasses import replace

    if services.reviews.history(who):
        return
    owner, services.store.person_id = services.store.person_id, _another(services)
    which = services.reviews.open(who, "new")
    wanted = replace(
        services.reviews.usual(who),
        conditions=(_("Financial statements every quarter"),),
        strengths=(_("Has bought for years"),),
        weaknesses=(_("Pays late when sales are slow"),),
        risks=((_("One buyer takes most of its goods"), _("Watch that buyer's orders every month")),),
    )
    services.reviews.propose(which, wanted)
    services.reviews.opine(which, "sales", "for", _("A steady customer"))
    services.reviews.opine(which, "finance", "against", _("Too much is overdue"))
    for _step in range(3):
        services.reviews.advance(which, _("Known for years"))
    services.store.person_id = owner
    line = RiskDraft(
        customer_id=who, type="market", what=_("One buyer takes most of its goods"), likelihood=3, severity=4
    )
    measure = _("Watch that buyer's orders every month")
    services.risks.add(replace(line, measure=measure, likelihood_after=2, severity_after=3, due_on=services.today))
    services.risks.add(RiskDraft(customer_id=who, what=_("An overdue debt is not paid"), likelihood=4, severity=4))


def _another(services: Any) -> int:
    """Who proposes does not approve."""
    own = services.store.person_id
    return int(next((each.id for each in services.accounts.people() if each.id != own), own))


def _approved(services: Any, who: int) -> None:
    from dataclasses import replace

    _handed_in(services, who)
    found = services.reviews.unfinished(who)
    if found is not None:
        wanted = replace(services.reviews.proposed(found.id).proposal, limit=0, temporary=0)
        services.reviews.approve(found.id, wanted, _("Until the overdue part is paid"))

"""Pictures of credit limits."""

from __future__ import annotations

from typing import Any

from app.i18n import _
from app.models.dates import add_days
from app.services.deals import DealDraft
from app.services.deposits import DepositDraft
from app.services.limits import Level
from app.services.payments import PaymentDraft
from app.ui.dialogs.limit import LimitDialog
from app.ui.scene_ground import Stage, open_over, someone


def limit(stage: Stage) -> None:
    """A customer in a group, with a limit for a while on top."""
    who = someone(stage)
    stage.window.desk.jobs.write(stage.window, lambda s: _set_up(s, who), lambda _none: None)
    stage.settle()
    open_over(stage, "limit", customer=who)
    stage.settle()


def _set_up(services: Any, who: int) -> None:
    """Once, however many pictures are drawn of it."""
    if services.limits.in_force(who).temporary:
        return
    others = [hit.id for hit in services.customers.search("") if hit.id != who][:2]
    for each in (who, *others):
        services.customers.update(each, {"group": _("Hongda group")})
    services.limits.set_group(services.limits.group(who).group.id, Level("set", 900_000_00))
    last = add_days(services.today, 30)
    services.limits.set_temporary(who, 50_000_00, last_day=last, reason=_("Before the Spring Festival"))


def candidates(stage: Stage) -> None:
    _part(stage, 1)


def versions(stage: Stage) -> None:
    _part(stage, 2)


def _part(stage: Stage, place: int) -> None:
    limit(stage)
    shown = stage.dialog()
    if isinstance(shown, LimitDialog):
        shown.tabs.setCurrentIndex(place)


def temporary(stage: Stage) -> None:
    limit(stage)
    shown = stage.dialog()
    if isinstance(shown, LimitDialog):
        shown.form.set({"kind": "temporary"})


def group(stage: Stage) -> None:
    limit(stage)
    shown = stage.dialog()
    if shown is not None:
        shown.reject()
    open_over(stage, "group_limit", customer=someone(stage))


def in_use(stage: Stage) -> None:
    """The credit in use of a customer with many lines."""
    who = someone(stage)
    stage.window.desk.jobs.write(stage.window, lambda s: _add_lines(s, who), lambda _none: None)
    stage.settle()
    open_over(stage, "exposure", customer=who, line="receivables")
    stage.settle()


def _add_lines(services: Any, who: int) -> None:
    """Once: an order made for them, and money of theirs with us."""
    today = services.today
    if services.exposure.sheet(who, today).line("deposits").documents:
        return
    services.deals.add(
        DealDraft(
            who, 120_000_00, "ordered", opened_on=today, custom_goods=True, cost_incurred=40_000_00, resale_bp=2500
        )
    )
    services.deposits.receive(DepositDraft(who, 20_000_00, today))
    services.payments.record(PaymentDraft(who, 15_000_00, today, purpose="prepayment", number="YF-1", parts={}))

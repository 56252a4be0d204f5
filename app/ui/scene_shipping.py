"""Pictures of "May I ship?", of exceptions, and of what the page of a customer keeps of both."""

from __future__ import annotations

from typing import Any

from app.i18n import _
from app.models.dates import add_days
from app.services.limits import Level
from app.services.receivables import ReceivableDraft
from app.ui.dialogs.approve_exception import ApproveDialog
from app.ui.dialogs.holds import set_hold
from app.ui.dialogs.may_i_ship import MayIShipDialog
from app.ui.scene_ground import Act, Stage, open_over, someone, written

ORDER = 80_000
# How old the one receivable of each customer is, in days; it is due after 30.
AGES = {"ok": 20, "conditions": 40, "prepay": 60, "stop": 20}


def may_i_ship(stage: Stage) -> None:
    """The customer of the day, an order beyond what they may owe."""
    _ask(stage, someone(stage), str(ORDER))


def answer(look: str) -> Act:
    """A customer of its own for each of the looks of the answer."""

    def act(stage: Stage) -> None:
        _ask(stage, _customer(stage, look), str(ORDER))

    return act


def _ask(stage: Stage, who: int, amount: str) -> None:
    open_over(stage, "may_i_ship", customer=who)
    dialog = stage.dialog()
    if isinstance(dialog, MayIShipDialog):
        dialog.amount.line.setText(amount)
        dialog.amount.changed.emit()
    stage.settle()


def _customer(stage: Stage, look: str) -> int:
    names = {
        "ok": _("Small and good"),
        "conditions": _("A little late"),
        "prepay": _("Late"),
        "stop": _("On hold"),
        "unrated": _("New here"),
    }
    return written(stage, lambda s: _made(s, look, names[look]))


def _made(services: Any, look: str, name: str) -> int:
    """Once, however many pictures are drawn of it."""
    known = [each.id for each in services.customers.search(name) if each.name == name]
    if known:
        return int(known[0])
    who: int = services.customers.add({"name": name, "terms_days": 30})
    if look in AGES:
        services.receivables.add(ReceivableDraft(who, 40_000_00, add_days(services.today, -AGES[look])))
        services.limits.set_standing(who, Level("set", 500_000_00), reason=name)
    if look == "stop":
        services.claims.add_hold(who, "credit", _("Returned goods"))
    return who


def more(stage: Stage) -> None:
    """With the fields that are seldom needed."""
    may_i_ship(stage)
    dialog = stage.dialog()
    if isinstance(dialog, MayIShipDialog):
        dialog.show_more()


def approve(stage: Stage) -> None:
    """An exception, with everything typed."""
    who = someone(stage)
    decision = written(stage, lambda s: s.shipping.record(s.shipping.ask(who, ORDER * 100)))
    open_over(stage, "approve_exception", decision=decision)
    dialog = stage.dialog()
    if isinstance(dialog, ApproveDialog):
        dialog.form.set({"reason": _("They pay on Friday."), "conditions": _("Half of it paid on delivery.")})
        dialog.form["reason"].changed.emit()
    stage.settle()


def decisions(stage: Stage) -> None:
    """What was answered before on the page of the customer."""
    who = someone(stage)
    written(stage, lambda s: s.shipping.record(s.shipping.ask(who, ORDER * 100), "collect"))
    stage.window.desk.navigation.open("customer", who, tab="dealings", part="decisions")
    stage.settle()


def hold(stage: Stage) -> None:
    who = someone(stage)
    stage.window.desk.navigation.open("customer", who)
    stage.settle()
    set_hold(stage.window.desk, who, stage.window)


def held(stage: Stage) -> None:
    """The head of a customer on hold."""
    who = _customer(stage, "stop")
    stage.window.desk.navigation.open("customer", who)

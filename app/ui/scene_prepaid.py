"""Pictures of prepayments."""

from __future__ import annotations

from typing import Any

from app.ui.dialogs.prepayment import PrepaymentDialog
from app.ui.scene_ground import Stage, asked, open_over

ORDER = 160_000_00


def prepayment(stage: Stage) -> None:
    """An order of goods made for one customer, whose limit leaves a part of it."""
    open_over(stage, "prepayment", customer=asked(stage, _someone), amount=ORDER)
    stage.settle()
    _try(stage)


def prepayment_below(stage: Stage) -> None:
    """What can be tried out, and the notice."""
    prepayment(stage)
    shown = stage.dialog()
    if isinstance(shown, PrepaymentDialog):
        shown.area.ensureWidgetVisible(shown.basis)
    stage.settle()


def of_contract(stage: Stage) -> None:
    open_over(stage, "prepayment", contract=asked(stage, _contract))
    stage.settle()


def _try(stage: Stage) -> None:
    shown = stage.dialog()
    if isinstance(shown, PrepaymentDialog):
        shown.what_if.margin.slider.setValue(20)
        shown.what_if.custom.box.setChecked(True)
        shown.what_if.resale.slider.setValue(40)
    stage.settle()


def _someone(services: Any) -> int:
    """The first whose limit takes a part of the order."""
    found = [hit.id for hit in services.customers.search("")]
    fit = (each for each in found if 0 < services.prepayments.ask(each, ORDER).share < 1)
    return int(next(fit, found[0]))


def _contract(services: Any) -> int:
    found = (services.contracts.of_customer(hit.id) for hit in services.customers.search(""))
    return int(next(each for each in found if each)[0].id)

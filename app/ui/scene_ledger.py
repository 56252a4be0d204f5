"""Pictures of the ledger's dialogs and lists."""

from __future__ import annotations

from typing import Any

from app.models.listing import Query
from app.ui.dialogs.new_receivable import NewReceivableDialog
from app.ui.pages.receivables.page import ReceivablesPage
from app.ui.scene_ground import Stage, asked, open_over, someone, type_into


def payment(stage: Stage) -> None:
    """A customer chosen and an amount typed."""
    open_over(stage, "payment", customer=someone(stage))
    type_into(stage, "amount", "60000")


def new_receivable(stage: Stage) -> None:
    open_over(stage, "new_receivable", customer=someone(stage))
    type_into(stage, "amount", "56800")


def bills(stage: Stage) -> None:
    stage.window.desk.navigation.open("receivables", view="bills")


def bill(stage: Stage) -> None:
    """A draft being typed whose term is too long."""
    open_over(stage, "bill", customer=someone(stage))
    for field, text in (("amount", "60000"), ("number", "5313-0281"), ("acceptor", "ICBC"), ("matures_on", "+200")):
        type_into(stage, field, text)


def instalments(stage: Stage) -> None:
    """The same amount in three parts, one of them kept back."""
    new_receivable(stage)
    stage.settle()
    dialog = stage.dialog()
    if isinstance(dialog, NewReceivableDialog):
        dialog.show_plan()
        dialog.plan.use("three")


def dispute(stage: Stage) -> None:
    """The first open receivable of the list."""
    stage.window.desk.navigation.open("receivables", view="receivables", chip="overdue")
    stage.settle()
    page = stage.window.page
    if isinstance(page, ReceivablesPage):
        page.ledger.dispute.trigger()


def interest(stage: Stage) -> None:
    """Of the receivable that is overdue longest, floating."""
    open_over(stage, "interest", receivable=asked(stage, _latest))
    dialog = stage.dialog()
    if dialog is not None:
        getattr(dialog, "form")["basis"].box.setCurrentIndex(1)  # noqa: B009 - every entry dialog has a form


def _latest(services: Any) -> int:
    keys = services.lists.keys("receivables", Query(("overdue",), "", (("due_on", False),)))
    return int(services.lists.page("receivables", keys[:1])[0].receivable_id)

"""Pictures of notices, write-offs, and what a customer has of them."""

from __future__ import annotations

from typing import Any

from app.models.dates import add_days
from app.models.listing import Query
from app.services.notices import NoticeDraft
from app.services.rules.notices import spread
from app.ui.dialogs.notice import NoticeDialog
from app.ui.dialogs.write_off import WriteOffDialog
from app.ui.pages.customer.page import CustomerPage
from app.ui.scene_ground import Act, Stage, asked, open_over, written


def notice(kind: str) -> Act:
    """Of somebody with old debts."""

    def act(stage: Stage) -> None:
        open_over(stage, "notice", customer=asked(stage, _late), kind=kind)
        stage.settle()
        dialog = stage.dialog()
        if isinstance(dialog, NoticeDialog):
            dialog.letter.verticalScrollBar().setValue(0)

    return act


def write_off(stage: Stage) -> None:
    """One debt of theirs, on the ground that they are bankrupt."""
    who = asked(stage, _late)
    first = asked(stage, lambda s: s.write_offs.open_items(who)[0].instalment_id)
    open_over(stage, "write_off", customer=who, instalments=[first])
    stage.settle()
    dialog = stage.dialog()
    if isinstance(dialog, WriteOffDialog):
        dialog.form.set({"ground": "bankrupt"})
        stage.settle()


def listed(action: str = "") -> Act:
    """The list of a customer, and an action of it."""

    def act(stage: Stage) -> None:
        stage.window.desk.navigation.open("customer", written(stage, _noticed), tab="collection", part="notices")
        stage.settle()
        page = stage.window.page
        if action and isinstance(page, CustomerPage):
            getattr(page.collection.parts["notices"], action).trigger()
            stage.settle()

    return act


def _late(services: Any) -> int:
    """Whose receivable is overdue the longest."""
    keys = services.lists.keys("receivables", Query(("overdue",), "", (("due_on", False),)))
    return int(services.lists.page("receivables", keys[:1])[0].customer_id)


def _noticed(services: Any) -> int:
    """An agreement that waits for its signature, and a set-off that arrived; once."""
    who, today = _late(services), services.today
    if services.notices.of_customer(who):
        return who
    owed = services.notices.outlook(NoticeDraft(customer_id=who, kind="repayment")).owed
    parts = spread(owed, 3, add_days(today, 14))
    services.notices.make(NoticeDraft(customer_id=who, kind="repayment", schedule=parts))
    off = NoticeDraft(customer_id=who, kind="set_off", own_debt=1_000_00, own_for="K-3")
    services.notices.serve(services.notices.make(off), "signed", tracking_no="SF1234567890")
    return who

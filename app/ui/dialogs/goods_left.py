"""Goods left: the day, all of it or a batch; where a rule stands in the way, what to do about it, or why they left all the same.

deal_leaves(desk, deal_id, parent)
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QSize
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

from app.i18n import _
from app.models.errors import UserError
from app.services.formats import money
from app.services.gate_wording import stop_text
from app.services.sold import Sold
from app.ui.dialogs.form_dialog import FormDialog
from app.ui.widgets.amount_field import Amount
from app.ui.widgets.day_field import Day
from app.ui.widgets.fields import Text
from app.ui.widgets.form import Form
from app.ui.widgets.page import Desk


@dataclass(frozen=True, slots=True)
class Leaving:
    """What goods leave for: `table` contract or deal; `left` = minor units of `currency`; `stops` = what stands in the way, in words."""

    table: str
    id: int
    customer_id: int
    currency: str
    left: int
    stops: tuple[str, ...]


class GoodsLeftDialog(FormDialog):
    """Saving makes the receivable of the batch. Goods on their way are recorded with a reason, never refused. `pay` = how what
    comes first is logged."""

    def __init__(self, desk: Desk, goods: Leaving, pay: Callable[[], object], parent: QWidget | None = None) -> None:
        self.goods, self._pay = goods, pay
        hint = _("A batch, or all that is left: {left}. One receivable of the whole batch is made.")
        self.despite = Text(
            "despite", _("They &left all the same, because"), longest=300,
            hint=_("For goods that are on their way already. It stays with the shipment and is counted."),
        )  # fmt: skip
        batch = Amount(
            "amount", _("&Value of the batch"), currency=goods.currency, required=True,
            hint=hint.format(left=money(goods.left, goods.currency)),
        )  # fmt: skip
        day = Day("on", _("&Day they left"), today=desk.today, required=True, value=desk.today)
        form = Form([(day, batch), self.despite])
        super().__init__(desk, _("Goods shipped, or service begun"), form, _("Record the shipment"), parent, width=640)
        self.draft_name = f"goods_left {goods.table} {goods.id}"
        form.set({"amount": goods.left})
        self.despite.hide()
        self.work = self._deliver
        if goods.stops:
            self._say(" ".join(goods.stops))

    def sizeHint(self) -> QSize:
        """With room for what stands in the way."""
        return super().sizeHint() + QSize(0, 0 if self.message_bar.isHidden() else self.message_bar.sizeHint().height())

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.form["amount"].setFocus()

    def show_problem(self, problem: UserError) -> None:
        """A rule in the way says what to do; anything else is told at its field."""
        if problem.field is None:
            self.save.setEnabled(True)
            self._say(problem.text)
        else:
            super().show_problem(problem)

    def _say(self, text: str) -> None:
        about = {"customer": self.goods.customer_id, self.goods.table: self.goods.id}
        ask = self.desk.navigation.dialog
        ways = ((_("Log a payment"), self._pay), (_("May I ship?"), lambda: ask("may_i_ship", **about)))
        self.message_bar.say(text, "problem", ways)
        self.despite.show()

    def _deliver(self, services: Any) -> int:
        draft = self.form.draft()
        which = {f"{self.goods.table}_id": self.goods.id}
        made: int = services.shipments.deliver(
            draft["on"], amount=draft["amount"], despite=draft.get("despite") or None, **which
        )
        return made


def deal_leaves(desk: Desk, deal_id: int, parent: QWidget) -> None:
    """The goods of a deal; of one under a contract the page of the contract, where its batches stand."""

    def take(found: tuple[Sold, tuple[str, ...]]) -> None:
        sold, stops = found
        if sold.contract_id is not None:
            desk.navigation.open("contract", sold.contract_id)
            return
        goods = Leaving("deal", deal_id, sold.customer_id, sold.currency, sold.left, stops)
        GoodsLeftDialog(desk, goods, lambda: desk.navigation.dialog("prepayment", deal=deal_id), parent).open()

    desk.jobs.read(parent, lambda s: _sold(s, deal_id), take, slot="goods of a deal")


def _sold(services: Any, deal_id: int) -> tuple[Sold, tuple[str, ...]]:
    found: Sold = services.shipments.sold(deal_id=deal_id)
    return found, tuple(stop_text(each, found) for each in services.shipments.gate(deal_id=deal_id))

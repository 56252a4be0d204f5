"""The cash deposits of one customer: what lies with us, and every move of it."""

from __future__ import annotations

from PySide6.QtGui import QAction

from app.i18n import _
from app.models.deposits import DepositMove, Held
from app.services.formats import NOTHING, day, joined, money
from app.services.security_wording import DEEDS, deed_name
from app.ui.dialogs.deposits import agree_on, take_out, void_move
from app.ui.pages.customer.dealt_list import ListPart
from app.ui.widgets.acting import new_action
from app.ui.widgets.page import Page
from app.ui.widgets.table_model import RIGHT, Column
from app.ui.widgets.table_panel import Nothing

Found = tuple[list[DepositMove], list[Held]]


class DepositsPart(ListPart[DepositMove]):
    """The oldest move first; the footer says what lies with us."""

    NAME = "customer_deposits"

    def __init__(self, page: Page) -> None:
        super().__init__(page, _columns(), struck=lambda row: row.voided_on is not None)
        self.held: list[Held] = []
        self.take = new_action(self, "arrow-down-left", _("Take a cash deposit…"), self._take)
        self.use = new_action(self, "arrows-left-right", _("Use for what they owe…"), lambda: self._out("offset"))
        self.back = new_action(self, "arrow-up-right", _("Give back…"), lambda: self._out("refund"))
        self.agree = new_action(self, "pencil-simple", _("Given back when…"), self._agree, "F2")
        self.void = new_action(self, "x-circle", _("Void…"), self._void, "Del")
        self.view.set_actions(self.actions_now())
        says = _("No cash deposit of this customer lies with us.")
        self.panel.when_empty = Nothing(says, ((self.take.text(), self._take),))

    def load(self) -> None:
        who = self.customer_id
        self.page.read(lambda s: (s.deposits.moves(who), s.deposits.held(who)), self.show_moves, slot=self.NAME)

    def show_moves(self, found: Found) -> None:
        moves, self.held = found
        parts = [" · ".join(filter(None, (money(each.amount, each.currency), each.contract))) for each in self.held]
        footer = _("Lies with us: {amounts}").format(amounts=joined(parts) or NOTHING)
        self.show_rows(moves, footer, first=-1)

    def actions_now(self) -> list[QAction]:
        return [self.take, self.use, self.back, self.agree, self.void]

    def _of_chosen(self) -> Held | None:
        """The deposit that the chosen move belongs to, while something of it is there."""
        move = self.chosen()
        which = (move.contract_id, move.currency) if move else None
        return next((each for each in self.held if (each.contract_id, each.currency) == which), None)

    def chosen_changed(self) -> None:
        move, held = self.chosen(), self._of_chosen()
        for action in (self.use, self.back):
            action.setEnabled(held is not None)
        live = move is not None and move.voided_on is None
        self.void.setEnabled(live)
        self.agree.setEnabled(live and move is not None and move.kind == "received")
        self.changed.emit()

    def _take(self) -> None:
        self.page.desk.navigation.dialog("deposit", customer=self.customer_id)

    def _out(self, deed: str) -> None:
        held = self._of_chosen()
        if held is not None:
            take_out(self.page.desk, held, deed, self.window())

    def _agree(self) -> None:
        move = self.chosen()
        if move is not None:
            agree_on(self.page.desk, move, self.window())

    def _void(self) -> None:
        move = self.chosen()
        if move is not None:
            void_move(self.page.desk, move, self.window())


def _columns() -> list[Column]:
    return [
        Column("on", _("Day"), lambda r: day(r.on_day), width=105),
        Column("what", _("What"), lambda r: deed_name(r.kind), width=170, icon=lambda r: DEEDS[r.kind][1]),
        Column("amount", _("Amount"), lambda r: money(r.signed, r.currency), RIGHT, 130, bold=lambda r: True),
        Column("contract", _("Contract no."), lambda r: r.contract or NOTHING, width=130),
        Column("due", _("To be given back by"), lambda r: day(r.refund_due_on), width=150),
        Column("when", _("Given back when"), lambda r: r.refund_condition or NOTHING, width=160, stretch=True),
        Column("note", _("Note"), lambda r: r.note or NOTHING, width=140),
    ]

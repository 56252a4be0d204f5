"""The cash deposits of one customer: what lies with us, and every move of it."""

from __future__ import annotations

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QVBoxLayout

from app.i18n import _
from app.models.deposits import DepositMove, Held
from app.services.formats import NOTHING, day, money
from app.services.security_wording import DEEDS, deed_name
from app.ui.dialogs.deposits import take_out, void_move
from app.ui.pages.customer.dealings import Part
from app.ui.widgets.acting import new_action
from app.ui.widgets.page import Page
from app.ui.widgets.table_model import RIGHT, Column, TableModel
from app.ui.widgets.table_panel import Nothing, TablePanel
from app.ui.widgets.table_view import TableView

Found = tuple[list[DepositMove], list[Held]]


class DepositsPart(Part):
    """The oldest move first; the footer says what lies with us."""

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self.rows: dict[int, DepositMove] = {}
        self.held: list[Held] = []
        model = TableModel(
            _columns(), lambda keys: [self.rows[int(key)] for key in keys], struck=lambda row: row.voided_on is not None
        )
        self.view = TableView(model, page.desk.preferences.table("customer_deposits"))
        self.panel = TablePanel(self.view)
        self.take = new_action(self, "arrow-down-left", _("Take a cash deposit…"), self._take)
        self.use = new_action(self, "arrows-left-right", _("Use for what they owe…"), lambda: self._out("offset"))
        self.back = new_action(self, "arrow-up-right", _("Give back…"), lambda: self._out("refund"))
        self.void = new_action(self, "x-circle", _("Void…"), self._void, "Del")
        self.view.set_actions(self.actions_now())
        says = _("No cash deposit of this customer lies with us.")
        self.panel.when_empty = Nothing(says, ((self.take.text(), self._take),))
        self.view.chosen_changed.connect(self._show_chosen)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.panel)
        self.setFocusProxy(self.view)

    def load(self) -> None:
        who = self.customer_id
        self.page.read(
            lambda s: (s.deposits.moves(who), s.deposits.held(who)), self.show_moves, slot="customer_deposits"
        )

    def show_moves(self, found: Found) -> None:
        moves, self.held = found
        self.rows = {each.id: each for each in moves}
        parts = [" · ".join(filter(None, (money(each.amount, each.currency), each.contract))) for each in self.held]
        footer = _("Lies with us: {amounts}").format(amounts=_(", ").join(parts) or NOTHING)
        self.panel.show_keys(list(self.rows), footer)
        if moves and not self.view.selected_keys():
            self.view.select_keys([moves[-1].id])
        self._show_chosen()

    def actions_now(self) -> list[QAction]:
        return [self.take, self.use, self.back, self.void]

    def _chosen(self) -> DepositMove | None:
        keys = self.view.selected_keys()
        return self.rows.get(int(keys[0])) if len(keys) == 1 else None

    def _of_chosen(self) -> Held | None:
        """The deposit that the chosen move belongs to, while something of it is there."""
        move = self._chosen()
        which = (move.contract_id, move.currency) if move else None
        return next((each for each in self.held if (each.contract_id, each.currency) == which), None)

    def _show_chosen(self) -> None:
        move, held = self._chosen(), self._of_chosen()
        for action in (self.use, self.back):
            action.setEnabled(held is not None)
        self.void.setEnabled(move is not None and move.voided_on is None)
        self.changed.emit()

    def _take(self) -> None:
        self.page.desk.navigation.dialog("deposit", customer=self.customer_id)

    def _out(self, deed: str) -> None:
        held = self._of_chosen()
        if held is not None:
            take_out(self.page.desk, held, deed, self.window())

    def _void(self) -> None:
        move = self._chosen()
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

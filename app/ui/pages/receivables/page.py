"""Receivables: when each one should come in, and the payments that came.

navigation.open("receivables", chip="overdue")
navigation.open("receivables", search="YS-2026-0012")
navigation.open("receivables", view="payments", period="month")
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, ClassVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QStackedWidget

from app.i18n import _, mark, ngettext
from app.models.topics import Topic
from app.services.lists import PaymentRow, ReceivableRow
from app.ui.dialogs import receivable_changes as changes
from app.ui.navigation import Place
from app.ui.pages.receivables.ledger_list import PAYMENTS, RECEIVABLES, LedgerList
from app.ui.theme import icon
from app.ui.widgets.labels import set_role
from app.ui.widgets.page import Desk, Page
from app.ui.widgets.table_panel import Nothing

VIEWS = (("receivables", mark("Receivables")), ("payments", mark("Payments")))


class ReceivablesPage(Page):
    """Two lists under one switch."""

    name, title, icon = "receivables", mark("Receivables"), "receipt"
    topics = frozenset({Topic.CUSTOMERS, Topic.RECEIVABLES, Topic.PAYMENTS, Topic.SETTINGS})
    new_dialog: ClassVar[str] = "new_receivable"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.lists = {"receivables": LedgerList(self, RECEIVABLES), "payments": LedgerList(self, PAYMENTS)}
        self.switch = {key: self._view_button(key, _(title)) for key, title in VIEWS}
        self.stack = QStackedWidget()
        self._make_actions()
        self._lay_out()
        for each in self.lists.values():
            each.chosen_changed.connect(self._show_chosen)
        self.show_view("receivables")

    @property
    def view(self) -> str:
        """The list in sight: "receivables" or "payments"."""
        return next(key for key, button in self.switch.items() if button.isChecked())

    @property
    def ledger(self) -> LedgerList:
        return self.lists[self.view]

    def load(self) -> None:
        self.ledger.load()

    def go(self, place: Place) -> None:
        """Wishes: `view` ("receivables", "payments") and what its list takes (`LedgerList.go`)."""
        if place.wishes and place != self.place:
            self.show_view(place.wishes.get("view", "receivables"))
            self.ledger.go(place)
        super().go(place)

    def show_view(self, view: str) -> None:
        """The other list; it loads when it comes into sight."""
        for key, button in self.switch.items():
            button.setChecked(key == view)
        self.stack.setCurrentWidget(self.lists[view])
        self.setFocusProxy(self.lists[view])
        for action in (*self.about_receivables, *self.about_payments):
            action.setEnabled(False)
        self._show_chosen()
        self.refresh()

    def selection(self) -> Mapping[str, Any]:
        """The customer of the chosen rows and their open instalments; nothing when they are of several customers."""
        rows = self.ledger.chosen()
        customers = {row.customer_id for row in rows}
        if len(customers) != 1:
            return {}
        wanted = {"customer": customers.pop()}
        still_open = [row.id for row in rows if isinstance(row, ReceivableRow) and row.open > 0]
        return {**wanted, "instalments": still_open} if still_open else wanted

    # --- building

    def _view_button(self, key: str, title: str) -> QPushButton:
        button = QPushButton(title)
        button.setCheckable(True)
        set_role(button, "chip")
        button.clicked.connect(lambda _on=False: self.show_view(key))
        return button

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(8)
        for button in self.switch.values():
            row.addWidget(button)
        row.addStretch(1)
        for each in self.lists.values():
            self.stack.addWidget(each)
            each.panel.when_empty = self._nothing(each)
        self.body.addLayout(row)
        self.body.addWidget(self.stack, 1)

    def _nothing(self, of: LedgerList) -> Nothing:
        navigation = self.desk.navigation
        enter = {
            "receivables": (_("New receivable"), lambda: navigation.dialog("new_receivable")),
            "payments": (_("Log a payment"), lambda: navigation.dialog("payment")),
        }[of.ledger.name]
        return Nothing(_(of.ledger.nothing), ((_("Import Excel"), lambda: navigation.dialog("import")), enter))

    def _make_actions(self) -> None:
        """Each list has its own, so that one key means what is in sight."""
        here, enter = Qt.ShortcutContext.WidgetWithChildrenShortcut, Qt.ShortcutContext.WidgetShortcut

        def add(of: str, picture: str, text: str, keys: str, act: Callable[[], None]) -> QAction:
            owner = self.lists[of]
            made = QAction(icon(picture), text, owner)
            made.setShortcut(QKeySequence(keys))
            made.setShortcutContext(enter if keys == "Enter" else here)
            made.triggered.connect(lambda _on=False: act())
            owner.addAction(made)
            return made

        owed, paid = "receivables", "payments"
        self.pay = add(owed, "money", _("Log a payment"), "Ctrl+R", self._pay)
        self.new = add(owed, "plus", _("New receivable"), "Ctrl+N", lambda: self._dialog("new_receivable"))
        self.due = add(owed, "calendar-blank", _("Change the due date…"), "", self._change_due)
        self.dispute = add(owed, "scales", _("Mark a dispute…"), "", self._dispute)
        self.void = add(owed, "prohibit", _("Void…"), "Del", self._void)
        self.open = add(owed, "user", _("Open customer"), "Enter", self._open)
        self.pay_in = add(paid, "money", _("Log a payment"), "Ctrl+R", self._pay)
        self.use = add(paid, "arrows-left-right", _("Use the advance"), "", self._use)
        self.unpay = add(paid, "prohibit", _("Void…"), "Del", self._void)
        self.open_payer = add(paid, "user", _("Open customer"), "Enter", self._open)
        self.about_receivables = [self.pay, self.new, self.due, self.dispute, self.void, self.open]
        self.about_payments = [self.pay_in, self.use, self.unpay, self.open_payer]
        for name, actions in ((owed, self.about_receivables), (paid, self.about_payments)):
            self.lists[name].view.set_actions(actions)
            self.lists[name].actions_bar.set_actions(actions)

    # --- what can be done

    def _show_chosen(self) -> None:
        rows = self.ledger.chosen()
        one = rows[0] if len(rows) == 1 else None
        live = one is not None and one.voided_on is None
        self.new.setEnabled(self.view == "receivables")
        self.pay.setEnabled(self.view == "receivables")
        self.pay_in.setEnabled(self.view == "payments")
        for action in (self.open, self.open_payer):
            action.setEnabled(one is not None)
        if self.view == "receivables":
            self._show_receivable(one if live and isinstance(one, ReceivableRow) else None)
        else:
            self._show_payment(one if live and isinstance(one, PaymentRow) else None)
        self.ledger.actions_bar.set_text(self._chosen_text(rows))

    def _show_receivable(self, row: ReceivableRow | None) -> None:
        still_open = row is not None and row.open > 0
        self.due.setEnabled(still_open)
        self.dispute.setEnabled(still_open)
        self.dispute.setText(_("End the dispute…") if row is not None and row.disputed else _("Mark a dispute…"))
        self.void.setEnabled(row is not None)

    def _show_payment(self, row: PaymentRow | None) -> None:
        self.use.setEnabled(row is not None and row.kind == "receipt" and row.unapplied > 0)
        self.unpay.setEnabled(row is not None)

    def _chosen_text(self, rows: list[Any]) -> str:
        if len(rows) == 1:
            return _("Selected: {name}").format(name=rows[0].customer_full)
        return ngettext("{count} selected", "{count} selected", len(rows)) if rows else ""

    def _pay(self) -> None:
        customers = {row.customer_id for row in self.ledger.chosen()}
        if len(customers) > 1:
            words = _(
                "The chosen rows are of {count} customers. A payment comes from one: choose rows of one customer."
            )
            self.message_bar.say(words.format(count=len(customers)), "caution")
            return
        self.message_bar.clear()
        self._dialog("payment")

    def _dialog(self, name: str) -> None:
        chosen = dict(self.selection())
        if name == "new_receivable":
            chosen.pop("instalments", None)
        self.desk.navigation.dialog(name, **chosen)

    def _change_due(self) -> None:
        changes.change_due(self.desk, self.ledger.chosen()[0], self)

    def _dispute(self) -> None:
        row = self.ledger.chosen()[0]
        (changes.end_dispute if row.disputed else changes.dispute)(self.desk, row, self)

    def _void(self) -> None:
        row = self.ledger.chosen()[0]
        if isinstance(row, PaymentRow):
            changes.void_payment(self.desk, row, self)
        else:
            changes.void_receivable(self.desk, row, self)

    def _use(self) -> None:
        payment = self.ledger.chosen()[0].id
        self.write(lambda s: s.payments.apply(payment), lambda _nothing: None)

    def _open(self) -> None:
        for row in self.ledger.chosen()[:1]:
            self.desk.navigation.open("customer", row.customer_id)

"""The head of the contract page: which contract, how it stands, what it waits for."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from app.i18n import _
from app.services import contract_desk_wording as words
from app.services.contract_desk import ContractDesk
from app.ui.theme import icon
from app.ui.widgets.labels import ElidedLabel, Sign, label, set_role

PICTURES = {"good": "check-circle", "text2": "info", "caution": "warning-circle", "overdue": "warning"}


class ContractHead(QWidget):
    """`customer_wanted` = the name of the customer was pressed."""

    went_back = Signal()
    customer_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.back = QPushButton(icon("arrow-left", "accent"), _("Contracts"))
        self.customer = QPushButton("")
        for button, signal in ((self.back, self.went_back), (self.customer, self.customer_wanted)):
            set_role(button, "link")
            button.clicked.connect(signal)
        self.title, self.state, self.check = ElidedLabel(), label("", "muted"), label("", "muted")
        set_role(self.title, "verdict")
        self.sign, self.needs = Sign("info"), label("", wrap=True)
        row = QHBoxLayout()
        row.setSpacing(12)
        for part, stretch in ((self.back, 0), (self.title, 1), (self.customer, 0), (self.state, 0)):
            row.addWidget(part, stretch)
        line = QHBoxLayout()
        line.setSpacing(8)
        line.addWidget(self.sign)
        line.addWidget(self.needs, 1)
        line.addWidget(self.check)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(row)
        column.addLayout(line)

    def show_desk(self, found: ContractDesk | None) -> None:
        """None = a new one."""
        self.customer.setVisible(found is not None)
        self.check.setVisible(found is not None)
        if found is None:
            self.title.setText(_("New contract"))
            self.state.setText("")
            self._say(_("Customer and amount are enough to begin; the usual plan is proposed."), "text2")
            return
        contract = found.contract
        self.title.setText(" · ".join(filter(None, (contract.number, contract.title))))
        self.customer.setText(contract.customer.replace("&", "&&"))
        self.state.setText(words.state_text(found))
        self.check.setText(words.check_text(found.check.result)[0])
        self._say(*words.needs(found))

    def _say(self, text: str, role: str) -> None:
        self.needs.setText(text)
        self.sign.setVisible(bool(text))
        self.sign.show_icon(PICTURES[role], role)

"""The chosen line of the bank, whole: at the left what the bank says, at the right what is suggested and why."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from app.i18n import _, ngettext
from app.services.bank_wording import ICONS, ROLES
from app.services.formats import day
from app.ui.pages.receivables.bank_columns import Row
from app.ui.widgets.labels import Sign, label, set_role

DASH = " · "


class BankDetail(QFrame):
    """Two columns, like a page torn in the middle."""

    def __init__(self) -> None:
        super().__init__()
        set_role(self, "panel")
        self._head, self._said = label("", "section", wrap=True), label("", "", wrap=True)
        self._sign, self._sure = Sign("question"), label("", "section")
        self._why, self._more = label("", "", wrap=True), label("", "caption", wrap=True)
        sides = QHBoxLayout(self)
        sides.setContentsMargins(12, 8, 12, 8)
        sides.setSpacing(24)
        sides.addWidget(self._column(self._head, self._said), 1)
        right = QHBoxLayout()
        right.setSpacing(8)
        right.addWidget(self._sign)
        right.addWidget(self._sure)
        right.addStretch(1)
        sides.addWidget(self._column(right, self._why, self._more), 1)
        self.setAccessibleName(_("The chosen line of the bank"))

    def show_row(self, row: Row | None, names: Mapping[int, str]) -> None:
        """None: nothing is chosen."""
        self.setVisible(row is not None)
        if row is None:
            return
        line = row.line
        self._head.setText(DASH.join([day(row.on), row.amount_text()]))
        self._said.setText(DASH.join(filter(None, (line.payer_name, line.payer_account, line.text))))
        self._sign.show_icon("prohibit" if row.ignored else ICONS[row.strength], ROLES[row.strength] or "text2")
        name = row.customer_text(names)
        found = row.match.suggestions if row.match else ()
        self._sure.setText(DASH.join([row.strength_text(), name] if found else [row.strength_text()]))
        self._why.setText(row.why(names) if found or row.ignored else _("Enter chooses the customer."))
        others = len(found) - 1
        words = ngettext("{count} other possibility: →", "{count} other possibilities: →", max(others, 0))
        self._more.setText(words if others > 0 else "")
        self._more.setVisible(others > 0)

    def text(self) -> str:
        """What it says, for the tests and for those who cannot see it."""
        return "\n".join(part.text() for part in (self._head, self._said, self._sure, self._why, self._more))

    @staticmethod
    def _column(*parts: QWidget | QHBoxLayout) -> QWidget:
        side = QWidget()
        column = QVBoxLayout(side)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        for part in parts:
            if isinstance(part, QWidget):
                column.addWidget(part)
            else:
                column.addLayout(part)
        column.setAlignment(Qt.AlignmentFlag.AlignTop)
        return side

"""The insurance of one customer: what is wrong, which invoices are insured and why the others are not, the last days.

navigation.dialog("insurance", customer=12)
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QVBoxLayout, QWidget

from app.i18n import _
from app.models.topics import Changes
from app.services import insurance_tables as tables
from app.services.insurance_cover import Cover
from app.services.insurance_wording import SETTLED_BY
from app.ui.widgets.labels import buttons_in_order, label, set_role
from app.ui.widgets.page import Desk
from app.ui.widgets.scroll import frame_dialog, scrolling
from app.ui.widgets.sheet_table import SheetTable

MOST_PROBLEMS: Final = 5


class CoverDialog(QDialog):
    """Stays up to date while it is open."""

    def __init__(self, desk: Desk, parent: QWidget | None = None, *, customer: int) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.desk, self.customer = desk, customer
        self.cover: Cover | None = None
        self.setWindowTitle(_("Credit insurance"))
        self.head, self.problems = label("", "section", wrap=True), label("", wrap=True)
        self.invoices, self.days = SheetTable(), SheetTable()
        self.days.opened.connect(self._record_at)
        area = scrolling(self._body())
        frame_dialog(self, area, self._buttons(), room=area, size=(900, 640))
        desk.jobs.changed.connect(self._hear)
        self._load()

    def show_cover(self, found: tuple[str, Cover | None]) -> None:
        name, self.cover = found
        self.setWindowTitle(_("Credit insurance of {name}").format(name=name))
        cover = self.cover
        if cover is None:
            self.head.setText(_("No insurer has given a limit for this customer."))
            return
        self.head.setText(tables.cover_text(cover))
        told = tables.problem_texts(cover)
        self.problems.setText("\n".join(f"· {text}" for text in told[:MOST_PROBLEMS]))
        self.problems.setVisible(bool(told))
        rows = tuple(tables.invoice_rows(cover))
        feet = (tables.invoice_total(cover),) if rows else ()
        self.invoices.show_sheet(tables.invoice_head(), rows, feet, tables.INVOICE_KINDS)
        self.days.show_sheet(tables.deadline_head(), tuple(tables.deadline_rows(cover)), (), tables.DEADLINE_KINDS)

    def _record_at(self, place: int) -> None:
        """Enter on a last day: note what settles it."""
        deadline = self.cover.deadlines[place] if self.cover else None
        kind = SETTLED_BY.get(deadline.kind, "") if deadline else ""
        if deadline and kind and deadline.done_on is None:
            who, about = self.customer, deadline.item.receivable_id
            self.desk.navigation.dialog("insurance_event", customer=who, receivable=about, kind=kind)

    def _hear(self, _changes: Changes) -> None:
        self._load()

    def _load(self) -> None:
        who = self.customer
        self.desk.jobs.read(
            self, lambda s: (s.customers.get(who).short, s.insurance.cover(who)), self.show_cover, slot="cover"
        )

    def _body(self) -> QWidget:
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        days = label(_("Last days"), "section")
        for part, stretch in ((self.head, 0), (self.problems, 0), (self.invoices, 3), (days, 0), (self.days, 2)):
            column.addWidget(part, stretch)
        return body

    def _buttons(self) -> QDialogButtonBox:
        buttons, dialog = buttons_in_order(), self.desk.navigation.dialog
        who = self.customer
        close = buttons.addButton(_("Close this window"), QDialogButtonBox.ButtonRole.AcceptRole)
        set_role(close, "primary")
        close.setAutoDefault(False)
        close.clicked.connect(self.accept)
        ways: tuple[tuple[str, Callable[[], object]], ...] = (
            (_("Buyer &limit…"), lambda: dialog("buyer_limit", customer=who)),
            (_("&Record…"), lambda: dialog("insurance_event", customer=who)),
            (_("&Paper…"), lambda: dialog("insurance_paper", customer=who)),
        )
        for text, act in ways:
            button = buttons.addButton(text, QDialogButtonBox.ButtonRole.ActionRole)
            button.setAutoDefault(False)
            button.clicked.connect(lambda _on=False, act=act: act())
        return buttons

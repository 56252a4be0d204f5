"""The list of drafts taken as payment and what can be recorded of the chosen ones."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, Final

from PySide6.QtGui import QAction

from app.i18n import _, mark
from app.services.bill_rows import BillRow
from app.services.bill_wording import bills_footer
from app.ui.dialogs import bill_event
from app.ui.pages.receivables.bill_columns import bill_columns
from app.ui.pages.receivables.ledger_list import Ledger, LedgerList
from app.ui.widgets.page import Page
from app.ui.widgets.table_panel import Nothing

BILLS: Final = Ledger(
    name="bills",
    hint=mark("Draft no., customer, pinyin, acceptor"),
    chips=(
        ("in_hand", mark("In hand")),
        ("due_30", mark("Due within 30 days")),
        ("endorsed", mark("Endorsed")),
        ("discounted", mark("Discounted")),
        ("at_risk", mark("Still at risk")),
        ("refused", mark("Refused")),
        ("honoured", mark("Honoured")),
        ("voided", mark("Voided")),
    ),
    first_chips=("at_risk",),
    sort=(("matures_on", False),),
    days=mark("Due date"),
    days_filter="matures",
    columns=lambda own: [],
    total="amount",
    footer=bills_footer,
    sum_of=lambda row: (row.amount, row.currency),
)


class DraftsView(LedgerList):
    """Each draft is a row."""

    def __init__(self, page: Page) -> None:
        today = page.desk.today
        super().__init__(page, replace(BILLS, columns=lambda own: bill_columns(own, today)))
        self.receive = self.add_action("plus", _("Receive a draft…"), "Ctrl+N", self._receive)
        self.change = self.add_action("pencil-simple", _("What became of it…"), "F2", self._change)
        self.present = self._deed("presented", "paper-plane-tilt", _("Present…"))
        self.honour = self._deed("honoured", "check-circle", _("Honoured…"))
        self.refuse = self._deed("refused", "warning", _("Refused…"))
        self.notice = self.add_action("envelope", _("Notice of the refusal…"), "", self._notice)
        self.void = self.add_action("prohibit", _("Void…"), "Del", self._void)
        self.open = self.add_action("user", _("Open customer"), "Enter", self.open_customer)
        deeds = [self.receive, self.change, self.present, self.honour, self.refuse, self.notice, self.void, self.open]
        self.set_actions(deeds)
        ways = (
            (_("Receive a draft"), self._receive),
            (_("Import Excel"), lambda: page.desk.navigation.dialog("import")),
        )
        words = _("No drafts yet. Bank and trade acceptance drafts and post-dated cheques taken as payment stand here.")
        self.panel.when_empty = Nothing(words, ways)

    def selection(self) -> Mapping[str, Any]:
        return self._whose()

    def show_chosen(self, rows: list[Any]) -> None:
        next_ones = bill_event.common(rows)
        self.change.setEnabled(bool(next_ones))
        for status, action in (("presented", self.present), ("honoured", self.honour), ("refused", self.refuse)):
            action.setEnabled(status in next_ones)
        self.notice.setVisible(
            len(rows) == 1 and rows[0].voided_on is None and rows[0].status in ("refused", "recourse")
        )
        self.void.setEnabled(len(rows) == 1 and rows[0].voided_on is None)
        self.open.setEnabled(len(rows) == 1)

    def _deed(self, status: str, picture: str, text: str) -> QAction:
        return self.add_action(picture, text, "", lambda: self._change(status))

    def _receive(self) -> None:
        self.page.desk.navigation.dialog("bill", **self._whose())

    def _change(self, status: str = "") -> None:
        bill_event.record(self.page.desk, self.chosen(), self, status=status)

    def _notice(self) -> None:
        row: BillRow = self.chosen()[0]
        self.page.desk.navigation.dialog("notice", customer=row.customer_id, kind="refused_bill", bill=row.id)

    def _void(self) -> None:
        row: BillRow = self.chosen()[0]
        bill_event.void(self.page.desk, row, self)

"""The list of what customers paid ahead: for each customer and currency, all that is not applied; used, paid back, kept."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from app.i18n import _, mark, ngettext
from app.models.listing import Summary
from app.services.advance_rows import AdvanceRow
from app.services.formats import day, money
from app.services.ledger_wording import amount_text
from app.ui.dialogs import paying_back
from app.ui.pages.receivables.columns import Own
from app.ui.pages.receivables.ledger_list import Ledger, LedgerList
from app.ui.widgets.page import Page
from app.ui.widgets.table_model import RIGHT, Column
from app.ui.widgets.table_panel import Nothing


def advance_columns(own: Own) -> list[Column]:
    return [
        Column("customer", _("Customer"), lambda r: r.customer, width=200, sort_key="customer", stretch=True, tooltip=lambda r: r.customer_full),
        Column("currency", _("Currency"), lambda r: r.currency, width=90, sort_key="currency"),
        Column("open", _("Advance received"), lambda r: amount_text(r.open, r.currency, own()), RIGHT, 150, "open", bold=lambda r: True),
        Column("credit", _("Credit notes in it"), lambda r: amount_text(r.credit, r.currency, own()), RIGHT, 140, "credit"),
        Column("owes", _("Owes beside it"), lambda r: amount_text(r.owes, r.currency, own()), RIGHT, 150, "owes",
               icon=lambda r: "circle-half" if r.owes else "", hint=_("What it could be used for now.")),
        Column("documents", _("Payments and notes"), lambda r: f"{r.documents:,}", RIGHT, 150, "documents"),
        Column("since_on", _("Oldest from"), lambda r: day(r.since_on), width=115, sort_key="since_on"),
    ]  # fmt: skip


def advances_footer(found: Summary, currency: str) -> str:
    count = ngettext("{count} balance", "{count} balances", found.count)
    return _("{balances} · advances {amount}").format(balances=count, amount=money(found.sums["open"], currency))


ADVANCES: Final = Ledger(
    name="advances",
    hint=mark("Customer, pinyin, currency"),
    chips=(("usable", mark("Can be used now")), ("credit", mark("With credit notes"))),
    first_chips=(),
    sort=(("open", True),),
    days=mark("Oldest from"),
    days_filter="since",
    columns=advance_columns,
    total="open",
    footer=advances_footer,
    sum_of=lambda row: (row.open, row.currency),
)


class AdvancesView(LedgerList):
    """Each customer and currency is a row."""

    def __init__(self, page: Page) -> None:
        super().__init__(page, ADVANCES)
        dialog = page.desk.navigation.dialog
        self.voided.hide()  # a balance is never voided
        self.use = self.add_action("arrows-left-right", _("Use the advance"), "", self._use)
        self.pay = self.add_action("money", _("Log a payment"), "Ctrl+R", self.log_payment)
        self.refund = self.add_action("arrow-u-up-left", _("Pay back…"), "", self._refund)
        self.keep = self.add_action("coin", _("Keep as income…"), "", self._keep)
        self.payments = self.add_action("receipt", _("Show its payments"), "", self._payments)
        self.open = self.add_action("user", _("Open customer"), "Enter", self.open_customer)
        self.set_actions([self.use, self.pay, self.refund, self.keep, self.payments, self.open])
        words = _("No advances. Money received that is not applied yet, and credit notes, stand here by customer.")
        self.panel.when_empty = Nothing(words, ((_("Log a payment"), lambda: dialog("payment")),))

    def selection(self) -> Mapping[str, Any]:
        return self._whose()

    def show_chosen(self, rows: list[Any]) -> None:
        row: AdvanceRow | None = rows[0] if len(rows) == 1 else None
        self.use.setEnabled(row is not None and row.owes > 0)
        for action in (self.refund, self.keep, self.payments, self.open):
            action.setEnabled(row is not None)

    def _row(self) -> AdvanceRow:
        found: AdvanceRow = self.chosen()[0]
        return found

    def _free(self) -> paying_back.Free:
        row = self._row()
        return paying_back.Free(row.customer_id, row.customer, row.currency, row.open)

    def _use(self) -> None:
        """Oldest first on both sides, as one change."""
        row = self._row()
        self.page.write(lambda s: s.advances.use(row.customer_id, row.currency), lambda _applied: None)

    def _refund(self) -> None:
        paying_back.refund(self.page.desk, self._free(), self)

    def _keep(self) -> None:
        paying_back.keep(self.page.desk, self._free(), self)

    def _payments(self) -> None:
        navigation = self.page.desk.navigation
        navigation.open("receivables", view="payments", chip="unapplied", search=self._row().customer)

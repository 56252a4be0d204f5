"""The list of contracts: on which of them money has not come as agreed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import ClassVar, Final

from app.i18n import _, mark
from app.services.contract_rows import ContractRow
from app.services.contract_wording import STATUSES, list_footer, penalty_text, status_text
from app.services.formats import NOTHING, day, figure
from app.services.ledger_wording import amount_text
from app.services.plan_wording import is_late, next_text, prepaid_look, prepaid_text
from app.ui.widgets.acting import new_action
from app.ui.widgets.paged_list import PagedList
from app.ui.widgets.paged_rows import Found
from app.ui.widgets.table_model import RIGHT, Column, Key
from app.ui.widgets.table_view import Sort

CHIPS: Final = {
    "prepayment": mark("Prepayment missing"),
    "due_month": mark("Money due this month"),
    "ends_soon": mark("Ends within 30 days"),
    "terms": mark("Terms incomplete"),
    "in_force": mark("In force"),
    "owing": mark("Outstanding"),
    "draft": mark("Not signed yet"),
    "ended": mark("Ended"),
}


def columns(own: Callable[[], str], today: date) -> list[Column]:
    """`own` is the book's currency, known once the list is there."""
    return [
        Column("number", _("Contract no."), lambda r: r.number, width=118, sort_key="number"),
        Column("customer", _("Customer"), lambda r: r.customer, width=105, sort_key="customer", tooltip=lambda r: r.customer_full),
        Column("title", _("Subject"), lambda r: r.title or NOTHING, width=130, sort_key="title", stretch=True),
        Column("amount", _("Amount"), lambda r: amount_text(r.amount, r.currency, own()), RIGHT, 112, "amount", bold=lambda r: True),
        Column("invoiced", _("Receivables so far"), lambda r: figure(r.invoiced, own(), dash=True), RIGHT, 112, "invoiced"),
        Column("received", _("Received"), lambda r: figure(r.received, own(), dash=True), RIGHT, 105, "received"),
        Column(
            "next", _("Next instalment"), next_text, width=250, sort_key="next_on",
            role=lambda r: "overdue" if is_late(r, today) else "", icon=lambda r: "warning" if is_late(r, today) else "",
        ),
        Column(
            "prepaid", _("Prepayment"), prepaid_text, width=150, sort_key="missing",
            role=lambda r: prepaid_look(r)[1], icon=lambda r: prepaid_look(r)[0],
        ),
        Column("ends_on", _("Ends on"), lambda r: day(r.ends_on), width=95, sort_key="ends_on"),
        Column(
            "status", _("Status"), status_text, width=110,
            role=lambda r: STATUSES[r.status][2], icon=lambda r: STATUSES[r.status][1],
        ),
        Column("open", _("Outstanding"), lambda r: figure(r.open, own(), dash=True), RIGHT, 115, "open", shown=False),
        Column("signed_on", _("Date signed"), lambda r: day(r.signed_on), width=100, sort_key="signed_on", shown=False),
        Column("penalty", _("Late-payment penalty"), lambda r: penalty_text(r.penalty_ppm_day), RIGHT, 120, "penalty", shown=False),
    ]  # fmt: skip


class ContractsView(PagedList[ContractRow]):
    """Each contract is a row."""

    table, hint, chips = "contracts", mark("Number, customer, pinyin, subject"), CHIPS
    first: ClassVar[Sort] = (("signed_on", True),)
    no_match = mark("No contract matches.")

    def columns(self) -> list[Column]:
        return columns(self.own, self.page.desk.today)

    def footer(self, found: Found) -> str:
        return list_footer(found.summary, found.currency)

    def title(self, row: ContractRow) -> str:
        return row.number

    def make_actions(self) -> None:
        dialog = self.page.desk.navigation.dialog
        edit = new_action(
            self, "pencil-simple", _("Open contract"), lambda: self.with_chosen(lambda r: self.open_key(r.id)), "F2"
        )
        owed = new_action(
            self, "receipt", _("New receivable"), lambda: self.with_chosen(self._new_receivable), "Ctrl+Shift+N"
        )
        whose = new_action(self, "user", _("Open customer"), self.open_customer)
        new = new_action(self, "plus", _("New contract"), self._new, "Ctrl+N")
        ahead = new_action(
            self, "percent", _("Prepayment…"), lambda: self.with_chosen(lambda r: dialog("prepayment", contract=r.id))
        )
        self.about_one = [edit, owed, ahead, whose]
        self.set_actions([new, *self.about_one], [*self.about_one, new])
        says = _(
            "It works without contracts too: just enter receivables. "
            "With instalments or a prepayment a contract saves work."
        )
        ways = ((_("New contract"), self._new), (_("New receivable"), lambda: dialog("new_receivable")))
        self.set_empty(says, *ways)

    def show_actions(self, row: ContractRow | None) -> None:
        for action in self.about_one:
            action.setEnabled(row is not None)

    def open_key(self, key: Key) -> None:
        self.page.desk.navigation.open("contract", int(key))

    def _new(self) -> None:
        self.page.desk.navigation.open("contract")

    def _new_receivable(self, row: ContractRow) -> None:
        self.page.desk.navigation.dialog("new_receivable", customer=row.customer_id, contract=row.id)

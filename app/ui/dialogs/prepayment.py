"""Prepayment: what share of an order comes first, the conditions side by side, what if, and the notice that asks for it.

navigation.dialog("prepayment", customer=12)      # or contract=3, deal=4
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QHBoxLayout, QVBoxLayout, QWidget

from app.i18n import _
from app.models.errors import UserError
from app.models.topics import Changes
from app.services import documents
from app.services import prepayment_wording as words
from app.services.outfile import file_name
from app.services.paying import deal_key
from app.services.prepayment_sheet import PrepaymentSheet, again
from app.services.prepayments import Prepaid
from app.ui.dialogs.credit_paper import LANGUAGES
from app.ui.dialogs.entry import finder
from app.ui.dialogs.payment_fields import Advance
from app.ui.dialogs.prepayment_parts import Conditions, WhatIf, show_plan
from app.ui.papers import ask_place, say_written
from app.ui.theme import Theme
from app.ui.widgets.amount_field import Amount
from app.ui.widgets.day_field import Day
from app.ui.widgets.fields import Choice, Tick
from app.ui.widgets.form import Form
from app.ui.widgets.labels import buttons_in_order, label, set_role
from app.ui.widgets.message_bar import MessageBar
from app.ui.widgets.page import Desk
from app.ui.widgets.panels import panel
from app.ui.widgets.picker import Customer, Hit
from app.ui.widgets.scroll import frame_dialog, scrolling
from app.ui.widgets.sheet_table import SheetTable
from app.ui.widgets.verdict_band import VerdictBand


class PrepaymentDialog(QDialog):
    """`sheet` = as the book has it, `shown` = with what is tried out. Nothing is written but the notice."""

    def __init__(
        self,
        desk: Desk,
        parent: QWidget | None = None,
        *,
        customer: int | None = None,
        contract: int | None = None,
        deal: int | None = None,
        amount: int | None = None,
    ) -> None:
        super().__init__(parent)
        self.desk, self.contract, self.deal = desk, contract, deal
        self.sheet: PrepaymentSheet | None = None
        self.shown: PrepaymentSheet | None = None
        self.waits: Prepaid | None = None
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_("Prepayment"))
        self.message_bar, self.band = MessageBar(), VerdictBand()
        self.customer = Customer("customer", _("&Customer"), finder(desk, self), required=True)
        self.amount = Amount("amount", _("Amount of the &order"), required=True)
        self.form = Form([(self.customer, self.amount)])
        self.conditions, self.what_if, self.plan = Conditions(), WhatIf(), SheetTable()
        self.ledger = label("", "section", wrap=True)
        self.ledger.hide()
        self.decides, self.loss = label("", "muted", wrap=True), label("", "strong", wrap=True)
        self.split, self.basis = label("", wrap=True), label("", "caption", wrap=True)
        self.notice = self._notice_form()
        self._make_buttons()
        self._lay_out()
        self.what_if.changed.connect(self._tried)
        self.amount.changed.connect(self.load)
        self.customer.changed.connect(self.load)
        desk.jobs.changed.connect(self._hear)
        self._begin(customer, amount)

    def load(self) -> None:
        """The requirement of what is entered; while it is not complete, nothing is asked."""
        contract, deal = self.contract, self.deal
        if contract is not None or deal is not None:
            self.desk.jobs.read(
                self, lambda s: _of(s, contract, deal), lambda found: self.show_agreed(*found), slot="sheet"
            )
            return
        hit, minor = self.customer.hit, self.amount.minor()
        if hit is not None and minor:
            self.desk.jobs.read(self, lambda s: _asked(s, hit.key, minor), self.show_sheet, slot="sheet")

    def _hear(self, _changes: Changes) -> None:
        self.load()

    def show_problem(self, problem: UserError) -> None:
        if not self.form.mark(problem):
            self.message_bar.say(problem.text, "caution")

    def show_agreed(self, sheet: PrepaymentSheet, waits: Prepaid) -> None:
        """What a contract or deal waits for, beside what the rules would ask."""
        self.waits = waits
        self.ledger.setText(" · ".join((words.missing_text(waits), _(words.SOURCES[waits.source]))))
        self.ledger.show()
        self.log.setVisible(waits.missing > 0)
        self.show_sheet(sheet)

    def log_payment(self) -> None:
        """What is missing, as a payment that is being entered."""
        waits = self.waits
        if waits is None:
            return
        agreed = waits.agreed
        first = next(each for each in waits.lines if each.missing)
        key = agreed.id if agreed.table == "contract" else deal_key(agreed.id)
        purpose = "earnest" if first.nature == "earnest" else "prepayment"
        wish = Advance(first.missing if purpose == "earnest" else waits.missing, key, purpose)
        self.desk.navigation.dialog("payment", customer=agreed.customer_id, advance=wish)

    def show_sheet(self, sheet: PrepaymentSheet) -> None:
        self.sheet = sheet
        self.message_bar.clear()
        title = " · ".join(filter(None, (sheet.name, sheet.agreed.number if sheet.agreed else "")))
        self.setWindowTitle(_("Prepayment of {name}").format(name=title))
        self.amount.set_currency(sheet.currency)
        self.what_if.begin(sheet)
        self.what_if.setEnabled(True)
        self.notice["earnest"].setVisible(sheet.agreed is not None)
        self._show(sheet)

    def _tried(self) -> None:
        if self.sheet is not None:
            self._show(again(self.sheet, self.what_if.terms(self.sheet), self.what_if.amount()))

    def _show(self, sheet: PrepaymentSheet) -> None:
        self.shown = sheet
        self.band.show_verdict("prepay" if sheet.found.share_bp else "ok", words.headline(sheet))
        self.conditions.show_sheet(sheet)
        for line, text in (
            (self.decides, words.decides(sheet)),
            (self.loss, words.loss_sentence(sheet)),
            (self.split, words.split_text(sheet)),
            (self.basis, words.basis_text(sheet)),
        ):
            line.setText(text)
            line.setVisible(bool(text))
        show_plan(self.plan, sheet)
        self.pdf.setEnabled(bool(sheet.amount) or sheet.agreed is not None)

    # --- the notice

    def ask_pdf(self) -> None:
        shown = self.shown
        if shown is None:
            return
        name = file_name(" ".join((_("Prepayment notice"), shown.name, str(self.desk.today))), ".pdf")
        title = _("Save the prepayment notice")
        path = ask_place(self, self.desk.preferences, title, name, _("PDF document"))
        if path is not None:
            self.save_pdf(path)

    def save_pdf(self, path: Path) -> None:
        """Of what is shown, tried out or not."""
        shown, today, draft = self.shown, self.desk.today, self.notice.draft()
        if shown is None:
            return

        def work(services: Any, _job: object) -> None:
            asked = services.prepayments.notice(
                shown, draft["pay_by"], earnest=draft["earnest"], language=draft["language"] or None
            )
            documents.render(asked, path, today)

        text = _("Saved as {name}.").format(name=path.name)
        self.desk.jobs.run(self, work, lambda _n: say_written((path,), self.message_bar, text), read_only=True)

    # --- building

    def _begin(self, customer: int | None, amount: int | None) -> None:
        known = self.contract is not None or self.deal is not None
        self.form.setVisible(not known)
        self.what_if.setEnabled(False)
        self.pdf.setEnabled(False)
        self.band.show_verdict("", _("Enter the customer and the amount of the order."))
        if amount is not None:
            self.amount.set_value(amount)
        if customer is not None and not known:
            self.customer.set_value(Hit(customer, "…"))
            self.desk.jobs.read(self, lambda s: _known(s, customer), self._show_customer)
            self.amount.setFocus()
        self.load()

    def _show_customer(self, hit: Hit) -> None:
        self.customer.set_value(hit)

    def _notice_form(self) -> Form:
        hint = _("Left empty: the day agreed, else in 7 days.")
        return Form(
            [
                (
                    Day("pay_by", _("Pa&y by"), today=self.desk.today, hint=hint),
                    Choice("language", _("La&nguage"), [("", _("As usual")), *LANGUAGES.items()]),
                    Tick("earnest", _("A fi&fth as earnest money")),
                )
            ]
        )

    def _make_buttons(self) -> None:
        self.buttons = buttons_in_order()
        role = QDialogButtonBox.ButtonRole
        self.cancel = self.buttons.addButton(_("Close"), role.RejectRole)
        self.pdf = self.buttons.addButton(_("Save the notice…"), role.AcceptRole)
        self.log = self.buttons.addButton(_("Log the payment…"), role.ActionRole)
        self.log.hide()
        set_role(self.pdf, "primary")
        for button in (self.cancel, self.log, self.pdf):
            button.setAutoDefault(False)
        self.cancel.clicked.connect(self.reject)
        self.log.clicked.connect(self.log_payment)
        self.pdf.clicked.connect(self.ask_pdf)

    def _lay_out(self) -> None:
        inner = QWidget()
        body = QVBoxLayout(inner)
        body.setContentsMargins(0, 0, 0, 0)
        body.setSpacing(8)
        self.plan.setMinimumHeight(Theme.current().px(165))
        below = QHBoxLayout()
        below.setSpacing(8)
        below.addWidget(panel(_("What if"), self.what_if), 3)
        below.addWidget(panel(_("Instalments that keep to it"), self.plan), 2)
        for part in (self.form, self.ledger, self.band, self.decides, self.conditions, self.loss, self.split):
            body.addWidget(part)
        body.addLayout(below)
        body.addWidget(panel(_("Prepayment notice"), self.notice))
        body.addWidget(self.basis)
        body.addStretch(1)
        self.area = scrolling(inner)
        frame_dialog(self, self.message_bar, self.area, self.buttons, room=self.area, size=(980, 560))


def _asked(services: Any, customer_id: int, minor: int) -> PrepaymentSheet:
    found: PrepaymentSheet = services.prepayments.ask(customer_id, minor)
    return found


def _of(services: Any, contract_id: int | None, deal_id: int | None) -> tuple[PrepaymentSheet, Prepaid]:
    sheet: PrepaymentSheet = services.prepayments.of(contract_id=contract_id, deal_id=deal_id)
    waits: Prepaid = services.prepayments.required(contract_id=contract_id, deal_id=deal_id).one
    return sheet, waits


def _known(services: Any, customer_id: int) -> Hit:
    found = services.customers.get(customer_id)
    return Hit(customer_id, found.short, found.code)

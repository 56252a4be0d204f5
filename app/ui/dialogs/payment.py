"""Log a payment (Ctrl+R): customer, amount, Enter. What it settles is shown before it is saved.

navigation.dialog("payment")                                   # customer Enter amount Enter
navigation.dialog("payment", customer=12)                      # amount Enter
navigation.dialog("payment", customer=12, instalments=[7, 9])  # Enter: exactly these, amount = their sum
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QButtonGroup,
    QDialogButtonBox,
    QHBoxLayout,
    QPushButton,
    QStackedWidget,
    QWidget,
)

from app.i18n import _
from app.services.entry import METHODS, Account, account, method_name, rest_text, split_text
from app.services.formats import money
from app.services.payments import PaymentDraft
from app.ui.dialogs.entry import Draft, EntryDialog, PatientForm, mode_button
from app.ui.dialogs.payment_table import SplitModel, SplitView
from app.ui.theme import Theme
from app.ui.widgets.amount_field import Amount
from app.ui.widgets.day_field import Day
from app.ui.widgets.fields import Choice, Text
from app.ui.widgets.form import Row
from app.ui.widgets.labels import label, set_role
from app.ui.widgets.page import Desk
from app.ui.widgets.picker import Hit

MORE = ("payer_name", "reference", "note")


class PaymentDialog(EntryDialog):
    """Fields on top, the open receivables with what each gets, and the line that is always true."""

    name: ClassVar[str] = "payment"
    size_px: ClassVar[tuple[int, int]] = (880, 520)
    form: PatientForm

    def __init__(
        self,
        desk: Desk,
        parent: QWidget | None = None,
        *,
        customer: int | None = None,
        instalments: Sequence[int] | None = None,
    ) -> None:
        super().__init__(desk, _("Log a payment"), parent)
        self.account: Account | None = None
        self._wanted = frozenset(instalments or ())
        self._follows = bool(self._wanted)  # the amount is the sum of what is chosen until it is typed
        self.amount = Amount("amount", _("&Amount received"), required=True)
        self.form = PatientForm(self._rows(), lambda: self.customer.hit is None or self.account is not None)
        self.rows = SplitModel(desk.today, self)
        self.view = SplitView(self.rows)
        self._lay_out()
        self._listen()
        self.show_more(False)
        self._show_currency()
        self._show_split()
        self._begin(customer)

    # --- building

    def _rows(self) -> list[Row]:
        self.paid_on = Day("paid_on", _("&Date received"), today=self.desk.today, value=self.desk.today, required=True)
        self.method = Choice("method", _("&Method"), [(code, method_name(code)) for code in METHODS])
        self.currency = Choice("currency", _("C&urrency"), [])
        self.rate = Text("rate", _("E&xchange rate"))
        more = (Text("payer_name", _("&Payer name")), Text("reference", _("&Reference")), Text("note", _("&Note")))
        if self.desk.preferences.last_method:
            self.method.set_value(self.desk.preferences.last_method)
        return [(self.customer, self.amount, self.paid_on, self.method), (self.currency, self.rate), more]

    def _lay_out(self) -> None:
        self._more = QPushButton(_("More: payer, reference, note"))
        set_role(self._more, "link")
        self._more.setAutoDefault(False)
        self._hand, self._oldest = mode_button(_("By hand")), mode_button(_("Oldest due first"))
        self._ways = QButtonGroup(self)
        head = QHBoxLayout()
        head.addWidget(label(_("Open receivables"), "section"))
        head.addStretch(1)
        for button in (self._oldest, self._hand):
            self._ways.addButton(button)
            head.addWidget(button)
        self._stack = QStackedWidget()
        self._stack.setProperty("role", "panel")
        self._stack.setContentsMargins(1, 1, 1, 1)
        self._nothing = label("", "muted", wrap=True)
        self._nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._stack.addWidget(self._nothing)
        self._stack.addWidget(self.view)
        self._stack.setMinimumHeight(Theme.current().px(170))
        self._line, self._remark = label("", "strong", wrap=True), label("", "caution", wrap=True)
        self.body.addWidget(self.form)
        self.body.addWidget(self._more, 0, Qt.AlignmentFlag.AlignLeft)
        self.body.addLayout(head)
        self.body.addWidget(self._stack, 1)
        self.body.addWidget(self._line)
        self.body.addWidget(self._remark)
        role = QDialogButtonBox.ButtonRole
        self.add_button(_("Cancel"), role.RejectRole, self.reject)
        self.add_button(_("Save payment"), role.AcceptRole, self.form.submit).setDefault(True)

    def _listen(self) -> None:
        self.form.submitted.connect(self.save)
        self.customer.picked.connect(lambda hit: self._load(hit.key))
        self.customer.picker.typed.connect(self._forget_account)
        self.amount.changed.connect(self._amount_typed)
        self.lead_letters(self.amount)
        self.currency.changed.connect(self._currency_chosen)
        self.rows.edited.connect(self._chosen_by_hand)
        self.rows.refused.connect(lambda reason: self.message_bar.say(reason, "caution"))
        self._more.clicked.connect(lambda _on=False: self.show_more())
        self._oldest.clicked.connect(self.use_oldest)
        self._hand.clicked.connect(self._go_by_hand)

    def _begin(self, customer: int | None) -> None:
        if customer is None:
            self.restore()
            self.customer.picker.setFocus()
        else:
            self.customer.set_value(Hit(customer, "…"))
            self._load(customer)
            self.amount.line.setFocus(Qt.FocusReason.OtherFocusReason)

    # --- the customer's account

    def _load(self, customer_id: int) -> None:
        self._forget_account()
        self.desk.jobs.read(self, lambda s: account(s, customer_id), self._show_account, slot="account")

    def _forget_account(self) -> None:
        self.account = None
        self.rows.show([], self.rows.currency)
        self._show_split()

    def _show_account(self, found: Account) -> None:
        self.account = found
        if self.customer.hit and self.customer.hit.name == "…":
            self.customer.set_value(Hit(found.customer_id, found.name))
        if found.last_method and not self.desk.preferences.last_method:
            self.method.set_value(found.last_method)
        self.currency.box.blockSignals(True)
        self.currency.set_entries([(code, code) for code in found.currencies])
        chosen = (item.currency for item in found.items if item.instalment_id in self._wanted)
        self.currency.set_value(next(chosen, found.currencies[0]))
        self.currency.box.blockSignals(False)
        self._currency_chosen()
        self.form.go_on()

    def _currency_chosen(self) -> None:
        """The receivables that this currency can settle."""
        found = self.account
        if found is None:
            return
        currency = self.currency.value() or found.currency
        items = found.of(currency)
        known = frozenset(item.instalment_id or 0 for item in items)
        self.rows.show(items, currency, self._wanted & known or None)
        self.amount.set_currency(currency)
        self.rate.set_value(found.rates.get(currency))
        self.rate.say(_("{own} for 1 {foreign}").format(own=found.own, foreign=currency))
        if self._follows:
            self.amount.set_value(self.rows.ticked_sum())
            self.amount.line.selectAll()
        self.rows.set_amount(self.amount.minor() or 0)
        self._show_currency()
        self._show_split()

    # --- what goes where

    def _amount_typed(self) -> None:
        self._follows = False
        self.rows.set_amount(self.amount.minor() or 0)
        self._show_split()

    def _chosen_by_hand(self) -> None:
        """A tick or a figure of the table: where nobody typed an amount, it is their sum."""
        self.message_bar.clear()
        hand = self.rows.choice.by_hand
        if self._follows or self.amount.is_blank():
            self._follows = True
            self.amount.set_value(sum(hand.values()) if hand is not None else self.rows.ticked_sum())
            self.rows.set_amount(self.amount.minor() or 0)
        self._show_split()

    def use_oldest(self) -> None:
        """Back to oldest due first."""
        self.rows.oldest_first()
        self._show_split()

    def _go_by_hand(self) -> None:
        self.rows.by_hand()
        self.view.setFocus()
        self._show_split()

    def _show_split(self) -> None:
        """The table or why there is none, the line and the remark."""
        split, rows = self.rows.split(), self.rows
        applied = sum(part for _number, part in split.parts)
        left = rows.open_sum() - applied
        (self._hand if rows.choice.by_hand is not None else self._oldest).setChecked(True)
        self._nothing.setText(self._why_nothing())
        self._stack.setCurrentIndex(1 if rows.items else 0)
        self._line.setText(split_text(rows.amount, applied, left, rows.currency) if self.account else "")
        too_much = split.rest < 0
        set_role(self._remark, "overdue" if too_much else "caution")
        if too_much:
            over = money(-split.rest, rows.currency)
            self._remark.setText(_("{amount} more is applied than was received.").format(amount=over))
        else:
            self._remark.setText(rest_text(split.rest, left, rows.currency) or self._earlier_advance())

    def line_text(self) -> str:
        return self._line.text()

    def remark_text(self) -> str:
        return self._remark.text()

    def _why_nothing(self) -> str:
        if self.account is None:
            return _("Choose a customer to see what is open.")
        return _("Nothing is open. The payment will be kept as an advance.")

    def _earlier_advance(self) -> str:
        before = self.account.advances.get(self.rows.currency, 0) if self.account else 0
        if not before:
            return ""
        return _("{amount} received earlier is not applied yet.").format(amount=money(before, self.rows.currency))

    # --- fields that are seldom needed

    def show_more(self, shown: bool = True) -> None:
        for key in MORE:
            self.form[key].setVisible(shown)
        self._more.setVisible(not shown)
        if shown:
            self.form["payer_name"].setFocus()

    def _show_currency(self) -> None:
        found = self.account
        foreign = bool(found) and self.rows.currency != (found.own if found else "")
        self.currency.setVisible(bool(found and len(found.currencies) > 1))
        self.rate.setVisible(foreign)

    # --- saving and keeping

    def save(self) -> None:
        split = self.rows.split()
        if split.rest < 0:
            self._show_split()
            self.view.setFocus()
            return
        values = self.form.draft()
        foreign = self.account is not None and self.rows.currency != self.account.own
        draft = PaymentDraft(
            **{**values, "currency": self.rows.currency, "rate": (values.get("rate") or None) if foreign else None},
            parts=dict(split.parts),
        )
        self.commit(lambda s: s.payments.record(draft), lambda _id: self._saved(draft.method))

    def _saved(self, method: str) -> None:
        self.desk.preferences.last_method = method
        self.desk.preferences.save()
        self.accept()

    def typed(self) -> Draft:
        more = {key: self.form[key].value() for key in MORE if self.form[key].value()}
        if not more and (self._follows or self.amount.is_blank()):
            return {}
        day = self.paid_on.day()
        return {"hit": self.customer.hit, "amount": self.amount.text(), "paid_on": day, **more}

    def fill(self, draft: Mapping[str, Any]) -> None:
        hit = draft.get("hit")
        self.customer.set_value(hit)
        self.amount.line.setText(draft.get("amount", ""))
        self.paid_on.set_value(draft.get("paid_on") or self.desk.today)
        self.form.set({key: draft.get(key, "") for key in MORE})
        self.show_more(any(draft.get(key) for key in MORE))
        self._forget_account()
        self.rows.set_amount(self.amount.minor() or 0)
        if hit is not None:
            self._load(hit.key)

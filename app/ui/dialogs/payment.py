"""Log a payment (Ctrl+R): customer, amount, Enter. What it settles is shown before it is saved.

navigation.dialog("payment")                                   # customer Enter amount Enter
navigation.dialog("payment", customer=12)                      # amount Enter
navigation.dialog("payment", customer=12, instalments=[7, 9])  # Enter: exactly these, amount = their sum
navigation.dialog("payment", customer=12, advance=Advance(4_800_000, 7))  # what a contract waits for
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialogButtonBox, QWidget

from app.i18n import _
from app.services.entry import Account
from app.services.paying import Extras, discounts, whole_account
from app.services.payments import DiscountOffer
from app.ui.dialogs.entry import Draft, EntryDialog, PatientForm
from app.ui.dialogs.payment_fields import DRAFTS, KEPT, Advance, PaymentFields, number
from app.ui.dialogs.payment_saving import bill_draft, payment_draft
from app.ui.dialogs.payment_split import SplitPanel
from app.ui.widgets.acting import new_link
from app.ui.widgets.page import Desk

Loaded = tuple[Account, Extras, dict[int, DiscountOffer]]


class PaymentDialog(EntryDialog):
    """Fields on top, the open receivables with what each gets, and the line that is always true."""

    name: ClassVar[str] = "payment"
    size_px: ClassVar[tuple[int, int]] = (880, 580)

    def __init__(
        self,
        desk: Desk,
        parent: QWidget | None = None,
        *,
        customer: int | None = None,
        instalments: Sequence[int] | None = None,
        advance: Advance | None = None,
    ) -> None:
        super().__init__(desk, _("Log a payment"), parent)
        self.account: Account | None = None
        self.extras = Extras()
        self._discounts: Mapping[int, DiscountOffer] = {}
        self._wanted, self._advance = frozenset(instalments or ()), advance
        self._follows = bool(self._wanted)  # the amount is the sum of what is chosen until it is typed
        self.fields = PaymentFields(desk, self.customer)
        self.amount, self.paid_on, self.method = self.fields.amount, self.fields.paid_on, self.fields.method
        self.currency, self.rate = self.fields.currency, self.fields.rate
        self.form = PatientForm(self.fields.rows(), lambda: self.customer.hit is None or self.account is not None)
        self.panel = SplitPanel(desk.today)
        self.rows, self.view, self.offers = self.panel.rows, self.panel.view, self.panel.offers
        if desk.preferences.last_method:
            self.method.set_value(desk.preferences.last_method)
        self._lay_out()
        self._start = {key: self.form[key].state() for key in KEPT}
        self._offered: Draft = {}  # what the dialog put there by itself
        self._listen()
        self._follow()
        self.begin(customer, self._load, self.amount)

    # --- building

    def _lay_out(self) -> None:
        self._more = new_link(_("More: currency, bank fee, prepayment, payer, note"), self.show_more)
        self.body.addWidget(self.form)
        self.body.addWidget(self._more, 0, Qt.AlignmentFlag.AlignLeft)
        self.body.addWidget(self.panel, 1)
        self.frame.insertWidget(self.frame.count() - 1, self.panel.foot)
        role = QDialogButtonBox.ButtonRole
        self.add_button(_("Cancel"), role.RejectRole, self.reject)
        self._save = self.add_button(_("Save payment"), role.AcceptRole, self.form.submit)
        self._save.setDefault(True)

    def _listen(self) -> None:
        fields = self.fields
        self.listen_to_customer(self._load, self._forget_account, self.amount)
        self.amount.changed.connect(self._amount_typed)
        self.paid_on.changed.connect(self._day_changed)
        self.method.changed.connect(self._method_chosen)
        self.currency.changed.connect(self._currency_chosen)
        fields.into.changed.connect(self._debts_chosen)
        fields.purpose.changed.connect(self._purpose_chosen)
        fields.contract.changed.connect(self._purpose_chosen)
        for field in (fields.bank_fee, fields.rate, fields.cross):
            field.changed.connect(self._show_split)
        self.panel.edited.connect(self._chosen_by_hand)
        self.panel.changed.connect(self._follow_ticks)
        self.panel.refused.connect(lambda reason: self.message_bar.say(reason, "caution"))

    # --- the customer's account

    def _load(self, customer_id: int) -> None:
        self._forget_account()
        on = self.paid_on.day() or self.desk.today

        def load(services: Any) -> Loaded:
            found, extras = whole_account(services, customer_id)
            return found, extras, discounts(services, found, on)

        self.desk.jobs.read(self, load, self._show_account, slot="account")

    def _forget_account(self) -> None:
        self.account, self.extras, self._discounts = None, Extras(), {}
        self.panel.clear()
        self._show_split()

    def _show_account(self, loaded: Loaded) -> None:
        found, self.extras, self._discounts = loaded
        self.account = found
        self.name_customer(found.customer_id, found.name)
        if found.last_method and found.last_method not in DRAFTS and not self.desk.preferences.last_method:
            self.method.set_value(found.last_method)
        chosen = (item.currency for item in found.items if item.instalment_id in self._wanted)
        self.fields.offer_currencies(found, self.extras, next(chosen, found.currencies[0]))
        self.fields.offer_contracts(self.extras)
        if self._advance is not None:
            self.fields.begin(self._advance)
            self._advance, self._offered = None, self.typed()
        self._currency_chosen()
        self.form.go_on()

    def _currency_chosen(self) -> None:
        if self.account is not None:
            self.fields.offer_debts(list(dict.fromkeys(item.currency for item in self.account.items)))
            self._debts_chosen()

    def _debts_chosen(self) -> None:
        """The receivables that this money can settle, in its own currency or in another."""
        found = self.account
        if found is None:
            return
        pays, into = self.currency.value(), self.fields.into.value()
        items = found.of(into)
        known = frozenset(item.instalment_id or 0 for item in items)
        self.fields.offer_rates(found, self.extras)
        self.amount.set_currency(pays)
        self.fields.bank_fee.set_currency(pays)
        self.panel.show_items(items, into, self._wanted & known or None, across=self.fields.crosses)
        self._offer()
        self._purpose_chosen()
        self._follow_ticks()

    def _offer(self) -> None:
        """Claims and discounts: only where money of the same currency comes."""
        plain = self.fields.draft_kind is None and not self.fields.crosses
        self.offers.offer_claims(self.extras.claimed(self.rows.currency) if plain else ())
        self.offers.offer_discounts(self._discounts if plain else {}, self.rows.items, self.rows.currency)
        self.offers.recovery.offer(self.extras.written_off, self.desk.navigation.dialog)

    # --- what goes where

    def _amount_typed(self) -> None:
        self._follows = False
        self._show_split()

    def _chosen_by_hand(self) -> None:
        """A tick or a figure of the table: where nobody typed an amount, it is their sum."""
        self.message_bar.clear()
        if not self.fields.crosses and (self._follows or self.amount.is_blank()):
            self._follows = True
        self._follow_ticks()

    def _follow_ticks(self) -> None:
        self._show_split()
        if self._follows and not self.fields.crosses:
            self.amount.set_value(self.rows.wanted_sum())
            self.amount.line.selectAll()
        self._show_split()

    def use_oldest(self) -> None:
        """Back to oldest due first."""
        self.panel.use("oldest")

    def _show_split(self) -> None:
        """The table or why there is none, the line and the remark."""
        fields, found = self.fields, self.account
        self._follow()
        if found is not None and fields.crosses:
            rate = number(fields.rate.text())
            self.panel.across.set_rates(self.currency.value(), found.own, fields.price(found.own), rate)
        self.panel.show_split(self.amount.minor() or 0, fields.fee, found, plain=fields.draft_kind is None)

    def line_text(self) -> str:
        return self.panel.line.text()

    def remark_text(self) -> str:
        return self.panel.remark.text()

    # --- fields that are seldom needed

    def show_more(self, shown: bool = True) -> None:
        self.fields.more = shown
        self._follow()
        if shown:
            self.fields.payer.setFocus()

    def _follow(self) -> None:
        self.fields.follow(self.account, self.extras)
        self._more.setVisible(not self.fields.more)
        self._save.setText(_("Save draft") if self.fields.draft_kind else _("Save payment"))

    def _method_chosen(self) -> None:
        """A draft is money only later: it settles debts in its own currency and nothing beside them."""
        if self.method.value() == "cheque" and self.fields.matures_on.day() is None:
            self.fields.matures_on.set_value(self.paid_on.day())
        self._follow()
        self._currency_chosen()

    def _purpose_chosen(self) -> None:
        """An advance settles its contract's own receivables, or nothing yet."""
        self._follow()
        own = self.fields.advance_for(self.extras)
        if own is not None:
            self.rows.set_ticked(own)
        elif not self.rows.ticked:
            self.rows.set_ticked(self.rows.ids())
        self._show_split()

    def _day_changed(self) -> None:
        """Discounts are for those who pay in time."""
        found, on = self.account, self.paid_on.day()
        if found is not None and on is not None:
            self.desk.jobs.read(self, lambda s: discounts(s, found, on), self._show_discounts, slot="discounts")

    def _show_discounts(self, offers: dict[int, DiscountOffer]) -> None:
        self._discounts = offers
        plain = self.fields.draft_kind is None and not self.fields.crosses
        self.offers.offer_discounts(offers if plain else {}, self.rows.items, self.rows.currency)
        self._follow_ticks()

    # --- saving and keeping

    def save(self) -> None:
        refused = self.panel.refusal()
        if refused:
            self._show_split()
            self.panel.table.setFocus()
            return
        if self.panel.unplaced:
            self.fields.bank_fee.mark(
                _("A fee is taken off what it was paid for. Choose a receivable that it settles.")
            )
            return
        method = self.method.value()
        if self.fields.draft_kind is not None:
            bill = bill_draft(self)
            self.commit(lambda s: s.bills.receive(bill), lambda _id: self.accept())
            return
        draft = payment_draft(self)
        self.commit(lambda s: s.payments.record(draft), lambda _id: self._saved(method))

    def _saved(self, method: str) -> None:
        self.desk.preferences.last_method = method
        self.desk.preferences.save()
        self.accept()

    def typed(self) -> Draft:
        kept = {key: self.form[key].state() for key in KEPT}
        changed = {key: state for key, state in kept.items() if state != self._start[key]}
        if not changed and (self._follows or self.amount.is_blank()):
            return {}
        found = {"hit": self.customer.hit, "amount": self.amount.text(), "paid_on": self.paid_on.day(), **changed}
        return {} if found == self._offered else found

    def fill(self, draft: Mapping[str, Any]) -> None:
        hit = draft.get("hit")
        self.customer.set_value(hit)
        self.amount.line.setText(draft.get("amount", ""))
        self.paid_on.set_value(draft.get("paid_on") or self.desk.today)
        for key in KEPT:
            self.form[key].put_back(draft.get(key, self._start[key]))
        self.fields.more = any(key in draft for key in KEPT)
        self._forget_account()
        if hit is not None:
            self._load(hit.key)

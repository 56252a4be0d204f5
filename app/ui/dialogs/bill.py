"""Receive a draft: who gave it, what it is, until when it runs, and what it settles, shown before it is saved.

navigation.dialog("bill")
navigation.dialog("bill", customer=12, instalments=[7, 9])  # exactly these, amount = their sum
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar, Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialogButtonBox, QStackedWidget, QWidget

from app.i18n import _
from app.services.bill_wording import CLASSES, kind_name, term_line
from app.services.bills import BillDraft
from app.services.entry import Account, account, rest_text, split_text
from app.services.formats import money
from app.services.rules.bills import KINDS, term_remark
from app.ui.dialogs.entry import Draft, EntryDialog, PatientForm
from app.ui.dialogs.payment_table import SplitModel
from app.ui.dialogs.payment_view import SplitView
from app.ui.theme import Theme
from app.ui.widgets.acting import new_link
from app.ui.widgets.amount_field import Amount
from app.ui.widgets.day_field import Day
from app.ui.widgets.fields import Choice, Text, Tick
from app.ui.widgets.form import Row
from app.ui.widgets.labels import label, set_role
from app.ui.widgets.page import Desk

MORE: Final = ("drawer", "drawn_on", "note", "fixed")
KEPT: Final = ("kind", "number", "acceptor", "acceptor_class", "received_on", "matures_on", *MORE)


class BillDialog(EntryDialog):
    """Fields on top, the open receivables with what each gets, and the line that is always true."""

    name: ClassVar[str] = "bill"
    size_px: ClassVar[tuple[int, int]] = (880, 560)

    def __init__(
        self,
        desk: Desk,
        parent: QWidget | None = None,
        *,
        customer: int | None = None,
        instalments: Sequence[int] | None = None,
    ) -> None:
        super().__init__(desk, _("Receive a draft"), parent)
        self.account: Account | None = None
        self._wanted = frozenset(instalments or ())
        self._follows = bool(self._wanted)  # the amount is the sum of what is chosen until it is typed
        self.amount = Amount("amount", _("&Amount"), required=True)
        self.form = PatientForm(self._rows(), lambda: self.customer.hit is None or self.account is not None)
        self.rows = SplitModel(desk.today, self)
        self.view = SplitView(self.rows)
        self._start = {key: self.form[key].state() for key in KEPT}
        self._lay_out()
        self._listen()
        self.show_more(False)
        self._show_kind()
        self._show_split()
        self.begin(customer, self._load, self.amount)

    # --- building

    def _rows(self) -> list[Row]:
        today = self.desk.today
        self.kind = Choice("kind", _("&Kind of draft"), [(kind, kind_name(kind)) for kind in KINDS])
        self.class_ = Choice("acceptor_class", _("Kind of &bank"), _banks())
        self.received_on = Day("received_on", _("&Received on"), today=today, value=today, required=True)
        self.matures_on = Day("matures_on", _("&Due date"), today=today, required=True)
        self.drawn_on = Day("drawn_on", _("Dra&wn on"), today=today)
        self.currency, self.rate = Choice("currency", _("C&urrency"), []), Text("rate", _("E&xchange rate"))
        who = _("Who is to pay it; of a cheque, the bank it is drawn on.")
        acceptor = Text("acceptor", _("Acce&ptor"), required=True, hint=who)
        number = Text("number", _("Draft &no."), longest=60)
        return [
            (self.customer, self.amount, self.received_on),
            (self.kind, number, self.matures_on),
            (acceptor, self.class_),
            (self.currency, self.rate),
            (Text("drawer", _("Draw&er")), self.drawn_on),
            (Text("note", _("N&ote")), Tick("fixed", _("Marked “not &transferable”"))),
        ]

    def _lay_out(self) -> None:
        self._more = new_link(_("More: drawer, drawn on, note"), self.show_more)
        self._stack = QStackedWidget()
        self._stack.setProperty("role", "panel")
        self._stack.setContentsMargins(1, 1, 1, 1)
        self._nothing = label("", "muted", wrap=True)
        self._nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._stack.addWidget(self._nothing)
        self._stack.addWidget(self.view)
        self._stack.setMinimumHeight(Theme.current().px(110))
        self._line, self._remark = label("", "strong", wrap=True), label("", "caution", wrap=True)
        self.body.addWidget(self.form)
        self.body.addWidget(self._more, 0, Qt.AlignmentFlag.AlignLeft)
        self.body.addWidget(label(_("Open receivables"), "section"))
        self.body.addWidget(self._stack, 1)
        for line in (self._line, self._remark):  # in sight however far the fields scroll
            self.frame.insertWidget(self.frame.count() - 1, line)
        role = QDialogButtonBox.ButtonRole
        self.add_button(_("Cancel"), role.RejectRole, self.reject)
        self.add_button(_("Save draft"), role.AcceptRole, self.form.submit).setDefault(True)

    def _listen(self) -> None:
        self.listen_to_customer(self._load, self._forget_account, self.amount)
        self.amount.changed.connect(self._amount_typed)
        self.kind.changed.connect(self._show_kind)
        for field in (self.matures_on, self.drawn_on, self.received_on):
            field.changed.connect(self._show_term)
        self.currency.changed.connect(self._currency_chosen)
        self.rows.edited.connect(self._chosen_by_hand)
        self.rows.refused.connect(lambda reason: self.message_bar.say(reason, "caution"))

    # --- the draft itself

    def _show_kind(self) -> None:
        """Banks are of two kinds; a cheque is drawn on a bank and bears one date."""
        kind = self.kind.value()
        self.class_.setVisible(kind == "bank")
        self.drawn_on.setVisible(kind != "cheque" and not self._more.isVisibleTo(self))
        self._show_term()

    def _show_term(self) -> None:
        """When it is to be presented, and what is wrong with its term."""
        kind, matures, drawn = self.kind.value(), self.matures_on.day(), self.drawn_on.day() or self.received_on.day()
        if matures is not None and drawn is not None and not self.matures_on.reason:
            self.matures_on.say(
                term_line(kind, drawn, matures), "caution" if term_remark(kind, drawn, matures) else "caption"
            )

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
        self.name_customer(found.customer_id, found.name)
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
        if self._follows:
            self.amount.set_value(self.rows.ticked_sum())
            self.amount.line.selectAll()
        self.rows.set_amount(self.amount.minor() or 0)
        self.currency.setVisible(len(found.currencies) > 1)
        self.rate.setVisible(currency != found.own)
        self._show_split()

    # --- what goes where

    def _amount_typed(self) -> None:
        self._follows = False
        self.rows.set_amount(self.amount.minor() or 0)
        self._show_split()

    def _chosen_by_hand(self) -> None:
        self.message_bar.clear()
        self._show_split()

    def _show_split(self) -> None:
        """The table or why there is none, the line and the remark."""
        split, rows = self.rows.split(), self.rows
        applied = sum(part for _number, part in split.parts)
        left = rows.open_sum() - applied
        choose, none = (
            _("Choose a customer to see what is open."),
            _("Nothing is open. The draft will be kept as an advance."),
        )
        self._nothing.setText(none if self.account else choose)
        self._stack.setCurrentIndex(1 if rows.items else 0)
        self._line.setText(split_text(rows.amount, applied, left, rows.currency) if self.account else "")
        set_role(self._remark, "overdue" if split.rest < 0 else "caution")
        over = _("{amount} more is applied than was received.").format(amount=money(-split.rest, rows.currency))
        self._remark.setText(over if split.rest < 0 else rest_text(split.rest, left, rows.currency))

    def line_text(self) -> str:
        return self._line.text()

    # --- saving and keeping

    def show_more(self, shown: bool = True) -> None:
        for key in MORE:
            self.form[key].setVisible(shown and not (key == "drawn_on" and self.kind.value() == "cheque"))
        self._more.setVisible(not shown)
        if not self.account:
            self.currency.hide()
            self.rate.hide()

    def save(self) -> None:
        split = self.rows.split()
        if split.rest < 0:
            self.view.setFocus()
            return
        values = {"drawer": None, "drawn_on": None, "note": None, "fixed": False, **self.form.draft()}
        foreign = self.account is not None and self.rows.currency != self.account.own
        values["rate"] = (values.get("rate") or None) if foreign else None
        values["transferable"] = not values.pop("fixed")
        draft = BillDraft(**{**values, "currency": self.rows.currency}, parts=dict(split.parts))
        self.commit(lambda s: s.bills.receive(draft), lambda _id: self.accept())

    def typed(self) -> Draft:
        kept = {key: self.form[key].state() for key in KEPT}
        changed = kept != self._start
        if not changed and (self._follows or self.amount.is_blank()):
            return {}
        return {"hit": self.customer.hit, "amount": self.amount.text(), **kept}

    def fill(self, draft: Mapping[str, Any]) -> None:
        hit = draft.get("hit")
        self.customer.set_value(hit)
        self.amount.line.setText(draft.get("amount", ""))
        for key in KEPT:
            self.form[key].put_back(draft.get(key, self._start[key]))
        self.show_more(any(draft.get(key) for key in MORE))
        self._show_kind()
        self._forget_account()
        self.rows.set_amount(self.amount.minor() or 0)
        if hit is not None:
            self._load(hit.key)


def _banks() -> list[tuple[str | None, str]]:
    return [(None, _("Not known")), *((key, _(CLASSES[key])) for key in ("large_bank", "small_bank"))]

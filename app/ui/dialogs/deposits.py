"""Cash deposits: taken, used for what is owed, given back, and every move of one.

navigation.dialog("deposit", customer=12)
take_out(desk, held, "refund", parent)
moves_of(desk, held, parent)
"""

from __future__ import annotations

from typing import Any, ClassVar, Final

from PySide6.QtWidgets import QDialog, QDialogButtonBox, QPushButton, QVBoxLayout, QWidget

from app.i18n import _
from app.models.deposits import DepositMove, Held
from app.services.deposits import DepositDraft, Taking
from app.services.formats import NOTHING, day, money
from app.services.security_wording import deed_name
from app.ui.dialogs.entry import finder
from app.ui.dialogs.form_dialog import FormDialog, fills
from app.ui.dialogs.reason import ask_reason
from app.ui.theme import Theme, icon
from app.ui.widgets.amount_field import Amount
from app.ui.widgets.day_field import Day
from app.ui.widgets.fields import Choice, Text
from app.ui.widgets.form import Form
from app.ui.widgets.labels import buttons_in_order
from app.ui.widgets.page import Desk
from app.ui.widgets.picker import Customer, Hit
from app.ui.widgets.sheet_table import SheetTable

MOVES_PX: Final = (760, 380)


class DepositDialog(FormDialog):
    """A deposit taken. Enter saves."""

    name: ClassVar[str] = "deposit"

    def __init__(self, desk: Desk, parent: QWidget | None = None, *, customer: int | None = None) -> None:
        self.customer = Customer("customer_id", _("&Customer"), finder(desk, parent or self), required=True)
        self.amount = Amount("amount", _("&Amount"), required=True)
        self.contract = Choice("contract_id", _("Con&tract"), [(None, _("None"))])
        when = Text(
            "refund_condition",
            _("Given back w&hen"),
            longest=300,
            hint=_("For example: contract done, no complaint open."),
        )
        form = Form(
            [
                self.customer,
                (self.amount, Day("on_day", _("Ta&ken on"), today=desk.today, required=True, value=desk.today)),
                (self.contract, Day("refund_due_on", _("To be given back &by"), today=desk.today)),
                when,
                Text("note", _("&Note"), longest=300),
            ]
        )  # fmt: skip
        super().__init__(desk, _("Take a cash deposit"), form, _("Save deposit"), parent)
        self.draft_name = f"{self.name} {customer or ''}"
        self.work = lambda s: s.deposits.receive(DepositDraft(**form.draft()))
        self.customer.picked.connect(lambda hit: self._read(hit.key))
        if customer is not None:
            self.customer.set_value(Hit(customer, "…"))
            self._read(customer)
        (self.amount if customer else self.customer.picker).setFocus()

    def _read(self, customer: int) -> None:
        def about(services: Any) -> tuple[str, str, list[tuple[int, str]]]:
            found = services.customers.get(customer)
            contracts = [(each.id, each.number) for each in services.contracts.of_customer(customer)]
            return found.short, found.currency, contracts

        self.desk.jobs.read(self, about, lambda found: self._take(customer, *found), slot="about")

    @fills
    def _take(self, customer: int, name: str, currency: str, contracts: list[tuple[int, str]]) -> None:
        self.customer.set_value(Hit(customer, name))
        self.amount.set_currency(currency)
        self.contract.set_entries([(None, _("None")), *contracts])


def take_out(desk: Desk, held: Held, deed: str, parent: QWidget) -> FormDialog:
    """Used for what they owe or given back (`deed` = "offset" or "refund", methods of `services.deposits`)."""
    whole = money(held.amount, held.currency)
    titles = {
        "offset": (_("Use the deposit of {name}: {amount} there"), _("Use it for what they owe")),
        "refund": (_("Give back to {name}: {amount} there"), _("Record what was given back")),
    }
    title, act = titles[deed]
    hint = _("A payment is made of it, so that the debt falls: the oldest first.") if deed == "offset" else ""
    amount = Amount("amount", _("&Amount"), currency=held.currency, required=True, hint=hint)
    amount.set_value(held.amount)
    on = Day("on_day", _("&Day"), today=desk.today, required=True, value=desk.today)
    form = Form([(amount, on), Text("note", _("&Note"), longest=300)])
    dialog = FormDialog(desk, title.format(name=held.customer, amount=whole), form, act, parent)
    dialog.draft_name = f"deposit_{deed} {held.customer_id} {held.currency} {held.contract_id or 0}"

    def work(services: Any) -> None:
        who: dict[str, Any] = {
            "customer_id": held.customer_id,
            "currency": held.currency,
            "contract_id": held.contract_id,
        }
        getattr(services.deposits, deed)(Taking(**who, **form.draft()))

    dialog.work = work
    if deed == "refund":
        desk.jobs.read(dialog, lambda s: _overdue(s, held.customer_id), lambda text: _warn(dialog, text))
    dialog.open()
    amount.setFocus()
    return dialog


def _overdue(services: Any, customer: int) -> str:
    """What is overdue, in the book's currency; "" where nothing is."""
    found = services.reports.balance(customer).open
    late = sum(each.open_base for each in found if each.due_on and each.due_on < services.today)
    return money(late, services.receivables.currency_of_book()) if late > 0 else ""


def _warn(dialog: FormDialog, overdue: str) -> None:
    """Nobody gives money back to somebody who is late without knowing it."""
    if overdue:
        text = _("{amount} of theirs is overdue: you can use the deposit for it instead.")
        dialog.message_bar.say(text.format(amount=overdue), "caution")


class MovesDialog(QDialog):
    """Every move of a customer's deposits; one can be voided."""

    def __init__(self, desk: Desk, held: Held, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk, self.held = desk, held
        self.moves: list[DepositMove] = []
        self.setWindowTitle(_("Cash deposits of {name}").format(name=held.customer))
        self.table = SheetTable()
        self.agree = QPushButton(icon("pencil-simple"), _("&Given back when…"))
        self.agree.clicked.connect(lambda _on=False: self._agree())
        self.void = QPushButton(icon("x-circle"), _("&Void…"))
        self.void.clicked.connect(lambda _on=False: self._void())
        buttons = buttons_in_order()
        for button in (self.agree, self.void):
            buttons.addButton(button, QDialogButtonBox.ButtonRole.ActionRole)
        buttons.addButton(_("Close"), QDialogButtonBox.ButtonRole.RejectRole)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.addWidget(self.table, 1)
        layout.addWidget(buttons)
        self.table.selectionModel().selectionChanged.connect(lambda *_selected: self._look())
        theme = Theme.current()
        self.resize(theme.px(MOVES_PX[0]), theme.px(MOVES_PX[1]))
        self.load()

    def load(self) -> None:
        self.desk.jobs.read(self, lambda s: s.deposits.moves(self.held.customer_id), self.show_moves)

    def show_moves(self, found: list[DepositMove]) -> None:
        self.moves = found
        head = (
            _("Day"),
            _("What"),
            _("Amount"),
            _("Contract"),
            _("To be given back by"),
            _("Given back when"),
            _("Note"),
        )
        kinds = ("day", "text", "money", "text", "day", "text", "text")
        self.table.show_sheet(head, tuple(map(_line, found)), (), kinds)
        if found:
            self.table.selectRow(len(found) - 1)
        self._look()

    def chosen(self) -> DepositMove | None:
        places = {index.row() for index in self.table.selectionModel().selectedRows()}
        return next((self.moves[place] for place in places if place < len(self.moves)), None)

    def _look(self) -> None:
        move = self.chosen()
        live = move is not None and move.voided_on is None
        self.void.setEnabled(live)
        self.agree.setEnabled(live and move is not None and move.kind == "received")

    def _agree(self) -> None:
        move = self.chosen()
        if move is not None:
            agree_on(self.desk, move, self).saved.connect(lambda _none: self.load())

    def _void(self) -> None:
        move = self.chosen()
        if move is not None:
            void_move(self.desk, move, self).saved.connect(lambda _none: self.load())


def agree_on(desk: Desk, move: DepositMove, parent: QWidget) -> FormDialog:
    """On what condition and by when a deposit goes back."""
    due = Day("refund_due_on", _("To be given back &by"), today=desk.today, value=move.refund_due_on)
    when = Text("refund_condition", _("Given back w&hen"), longest=300)
    when.set_value(move.refund_condition)
    title = _("Deposit of {amount}: given back when").format(amount=money(move.amount, move.currency))
    dialog = FormDialog(desk, title, Form([due, when]), _("Save"), parent)
    dialog.draft_name = f"deposit_agreed {move.id}"
    draft = dialog.form.draft
    dialog.work = lambda s: s.deposits.agree(move.id, draft()["refund_condition"], draft()["refund_due_on"])
    dialog.open()
    when.setFocus()
    return dialog


def void_move(desk: Desk, move: DepositMove, parent: QWidget) -> FormDialog:
    """Asks why; what an offset paid is taken back with it."""
    title = _("Void: {what} {amount}").format(what=deed_name(move.kind), amount=money(move.amount, move.currency))
    told = _("What was used for a debt is taken back with it. Undo brings it back.") if move.kind == "offset" else ""
    return ask_reason(
        desk,
        title,
        _("Void it"),
        lambda s, why: s.deposits.void(move.id, why),
        parent,
        about=f"void deposit {move.id}",
        hint=told,
    )


def moves_of(desk: Desk, held: Held, parent: QWidget) -> MovesDialog:
    """Opens the list of moves."""
    dialog = MovesDialog(desk, held, parent)
    dialog.open()
    return dialog


def _line(move: DepositMove) -> tuple[str, ...]:
    note = _("Voided on {day}").format(day=day(move.voided_on)) if move.voided_on else move.note
    return (
        day(move.on_day), deed_name(move.kind), money(move.signed, move.currency), move.contract or NOTHING,
        day(move.refund_due_on), move.refund_condition or NOTHING, note or NOTHING,
    )  # fmt: skip

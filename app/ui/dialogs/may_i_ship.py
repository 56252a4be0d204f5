"""May I ship? (Ctrl+T): customer, Enter, amount: the answer stands there while it is typed; Enter records it.

navigation.dialog("may_i_ship")
navigation.dialog("may_i_ship", customer=12, contract=3)
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any, ClassVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialogButtonBox, QHBoxLayout, QWidget

from app.i18n import _
from app.models.topics import Changes, Topic
from app.services import ship_desk
from app.services.ship_desk import Question, ShipDesk, advised
from app.services.ship_desk_wording import before_text, subject_text
from app.services.shipping_sheet import Answer, Reason
from app.ui.dialogs.credit_paper import folder_of
from app.ui.dialogs.entry import Draft, EntryDialog, PatientForm
from app.ui.dialogs.ship_answer import AnswerPanel
from app.ui.dialogs.ship_places import place_of
from app.ui.papers import say_saved
from app.ui.widgets.acting import new_button, new_link
from app.ui.widgets.amount_field import Amount
from app.ui.widgets.day_field import Day
from app.ui.widgets.fields import Choice
from app.ui.widgets.flow import FlowRow
from app.ui.widgets.form import Row
from app.ui.widgets.page import Desk
from app.ui.widgets.tab_order import order_tabs

MORE = ("currency", "on", "about")
CHANGING = frozenset(Topic) - {Topic.DERIVED, Topic.BANK}


class MayIShipDialog(EntryDialog):
    """Nothing is kept until it is recorded: asking is free."""

    name: ClassVar[str] = "may_i_ship"
    size_px: ClassVar[tuple[int, int]] = (720, 560)

    def __init__(
        self,
        desk: Desk,
        parent: QWidget | None = None,
        *,
        customer: int | None = None,
        deal: int | None = None,
        contract: int | None = None,
        amount: int | None = None,
    ) -> None:
        super().__init__(desk, _("May I ship?"), parent)
        self.found: ShipDesk | None = None
        self.answer: Answer | None = None
        self._asked: Question | None = None
        self._answered: Question | None = None
        self._about = ("deal", deal) if deal else ("contract", contract) if contract else None
        self.amount = Amount("amount", _("&Amount on credit"), required=True)
        self.currency = Choice("currency", _("Cu&rrency"), [])
        self.on = Day("on", _("&Ship day"), today=desk.today, hint=_("Empty = today."))
        self.about = Choice("about", _("&Deal or contract"), [(None, _("None"))])
        rows: list[Row] = [(self.customer, self.amount), (self.currency, self.on), self.about]
        self.form = PatientForm(rows, self._is_answered)
        self.panel = AnswerPanel()
        self._lay_out()
        self._listen()
        self.show_more(self._about is not None)
        self._ask()
        self.amount.set_value(amount)
        self.begin(customer, self._load, self.amount)

    def _lay_out(self) -> None:
        self._more = new_link(_("More: currency, ship day, deal or contract"), self.show_more)
        self.body.addWidget(self.form)
        self.body.addWidget(self._more, 0, Qt.AlignmentFlag.AlignLeft)
        self.body.addWidget(self.panel, 1)
        role = QDialogButtonBox.ButtonRole
        self.print = new_button(_("&Print"), self.print_answer)
        self.bill = new_button(_("&Log this receivable…"), self._log)
        self.approve = new_button(_("Appro&ve an exception…"), self._approve)
        self.add_button(_("Cancel"), role.RejectRole, self.reject)
        self.record = self.add_button(_("Record this answer"), role.AcceptRole, self.form.submit)
        self.record.setDefault(True)
        foot = QHBoxLayout()  # what stands beside goes to another line where large text leaves no room
        foot.addWidget(FlowRow([self.print, self.bill, self.approve]), 1)
        foot.addWidget(self.buttons, 0, Qt.AlignmentFlag.AlignBottom)
        self.frame.addLayout(foot)

    def _listen(self) -> None:
        self.listen_to_customer(self._load, self._forget_customer, self.amount)
        for field in (self.amount, self.currency, self.on):
            field.changed.connect(self._ask)
        self.about.changed.connect(self._about_chosen)
        self.panel.wanted.connect(self._go_to_rows)

    # --- what the book knows

    def _load(self, customer_id: int) -> None:
        self._forget_customer()
        self._read(customer_id)

    def _read(self, customer_id: int) -> None:
        self.desk.jobs.read(self, lambda s: ship_desk.desk(s, customer_id), self._show_desk, slot="desk")

    def _forget_customer(self) -> None:
        self.found = self._answered = None
        self.currency.set_entries([])
        self.about.set_entries([(None, _("None"))])
        self.panel.show_earlier("")
        self._ask()

    def _show_desk(self, found: ShipDesk) -> None:
        """What was chosen stays chosen where it is still offered."""
        currency, about = self.currency.value(), self._about or self.about.value()
        self.name_customer(found.customer_id, found.name)
        self.currency.set_entries([(each, each) for each in found.currencies])
        entries = [((each.table, each.id), subject_text(each)) for each in found.subjects]
        self.about.set_entries([(None, _("None")), *entries])
        self.currency.set_value(currency)
        self.about.set_value(about)
        self.found, self._about, self._answered = found, None, None
        self.panel.show_earlier(before_text(found.before) if found.before else "")
        self._about_chosen()

    def _about_chosen(self) -> None:
        """Of a deal or contract the rest that has not left is asked about, unless an amount is typed."""
        found, about = self.found, self.about.value()
        subject = next((each for each in found.subjects if (each.table, each.id) == about), None) if found else None
        if subject is not None:
            self.currency.set_value(subject.currency)
        self.amount.set_currency(self.currency.value() or self.amount.currency)
        self.amount.required = subject is None
        self._ask()

    # --- asking

    def _question(self) -> Question | None:
        """None while there is nothing to ask."""
        hit, minor, about = self.customer.hit, self.amount.minor(), self.about.value()
        if hit is None or self.found is None or (not minor and about is None):
            return None
        table, key = about or ("", None)
        deal, contract = (key if table == each else None for each in ("deal", "contract"))
        return Question(hit.key, minor or None, self.currency.value(), self.on.day(), deal, contract)

    def _ask(self) -> None:
        if self.currency.value() and self.currency.value() != self.amount.currency:
            self.amount.set_currency(self.currency.value())
        asked = self._asked = self._question()
        if asked is None:
            self._show_nothing()
        else:
            self.desk.jobs.read(self, asked.ask, lambda answer: self._show(asked, answer), slot="answer")

    def _show_nothing(self) -> None:
        self.answer = None
        wanted = _("Choose a customer.") if self.customer.hit is None else _("Enter the amount.")
        self.panel.show_question(wanted)
        self._show_buttons()

    def _show(self, asked: Question, answer: Answer) -> None:
        """The last answer stays in sight until the next one is there."""
        if asked != self._asked:
            return
        self.answer, self._answered = answer, asked
        self.message_bar.clear()
        self.panel.show_answer(answer)
        order_tabs(self)
        self._show_buttons()
        self.form.go_on()

    def _is_answered(self) -> bool:
        """Enter that is quicker than the answer waits for it; where nothing is asked the fields say what is missing."""
        question = self._question()
        if question is None:
            return self.customer.hit is None or self.found is not None
        return self._answered == question

    def _show_buttons(self) -> None:
        for button in (self.print, self.bill, self.record):
            button.setEnabled(self.answer is not None)
        self.approve.setEnabled(self.answer is not None and self.answer.verdict != "ok")

    def _hear(self, changes: Changes) -> None:
        """What was decided, paid or changed meanwhile changes the answer."""
        super()._hear(changes)
        if changes.topics & CHANGING and self.customer.hit is not None and not self.busy:
            self._read(self.customer.hit.key)

    # --- what can be done with the answer

    def save(self) -> None:
        answer = self.answer
        if answer is not None:
            self.commit(lambda s: s.shipping.record(answer, advised(answer)), lambda _id: self.accept())

    def _approve(self) -> None:
        """The answer is recorded first: who approves decides on that, not on what is typed later."""
        answer = self.answer
        if answer is not None:
            self.commit(lambda s: s.shipping.record(answer, "approval"), self._ask_approval)

    def _ask_approval(self, decision_id: int) -> None:
        self.accept()
        self.desk.navigation.dialog("approve_exception", decision=decision_id)

    def _log(self) -> None:
        """The goods go: a receivable, or the shipment of the contract or deal, which makes it."""
        answer = self.answer
        if answer is None:
            return
        self.accept()
        if answer.contract_id is not None:
            self.desk.navigation.open("contract", answer.contract_id)
        elif answer.deal_id is not None:
            self.desk.navigation.open("contracts", view="deals", search=answer.about or "")
        else:
            self.desk.navigation.dialog("new_receivable", customer=answer.customer_id, amount=answer.order)

    def print_answer(self) -> None:
        """The paper of what is shown, beside the book; nothing is recorded."""
        answer = self.answer
        if answer is None:
            return

        def work(services: Any) -> Path:
            made: Path = services.shipping_papers.answer(answer, folder_of(services))
            return made

        self.desk.jobs.read(self, work, self._written, slot="paper")

    def _written(self, path: Path) -> None:
        say_saved(path, self.message_bar, opened=True)

    def _go_to_rows(self, reason: Reason) -> None:
        answer = self.answer
        if answer is not None:
            self.accept()
            place_of(reason, answer)(self.desk.navigation)

    # --- fields that are seldom needed

    def show_more(self, shown: bool = True) -> None:
        for key in MORE:
            self.form[key].setVisible(shown)
        self._more.setVisible(not shown)
        if shown:
            self.currency.setFocus()

    def typed(self) -> Draft:
        """A question is not kept: it is asked again in two fields."""
        return {}

    def fill(self, draft: Mapping[str, Any]) -> None:
        """Nothing was kept."""

"""What dialogs for entering something share: a problem line, a button that names the act, a draft that is kept.

class Payment(EntryDialog):
    name = "payment"
    @abstractmethod
    def save(self) -> None:
        self.commit(lambda s: s.payments.record(draft), self.saved)
"""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable, Mapping, Sequence
from typing import Any, ClassVar, Final, TypeVar

from PySide6.QtCore import QObject, QSize, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QShowEvent
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QPushButton, QScrollArea, QVBoxLayout, QWidget

from app.i18n import _
from app.models.errors import UserError
from app.models.topics import Changes
from app.services.entry import hit_detail
from app.ui import drafts
from app.ui.theme import Theme
from app.ui.widgets.amount_field import Amount
from app.ui.widgets.form import Form, Row
from app.ui.widgets.labels import buttons_in_order, set_role
from app.ui.widgets.message_bar import MessageBar
from app.ui.widgets.page import Desk
from app.ui.widgets.picker import Customer, Find, Hit
from app.ui.widgets.scroll import scrolling

T = TypeVar("T")
Draft = dict[str, Any]
UNNAMED: Final = "…"  # stands for a name until the book has told it


def finder(desk: Desk, owner: QObject) -> Find:
    """How a picker of `owner` asks for customers."""

    def find(text: str, show: Callable[[list[Hit]], None]) -> None:
        def hits(services: Any) -> list[Hit]:
            own = services.receivables.currency_of_book()
            return [Hit(c.id, c.name, hit_detail(c.phone, c.owes, own)) for c in services.customers.search(text)]

        desk.jobs.read(owner, hits, show, slot="find")

    return find


class EntryDialog(QDialog):
    """A dialog that writes one thing. `form` holds its fields; the first is a customer picker called `customer`."""

    name: ClassVar[str] = ""
    size_px: ClassVar[tuple[int, int]] = (560, 480)

    def __init__(self, desk: Desk, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self.busy = False
        self.setWindowTitle(title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.message_bar = MessageBar()
        self.body = QVBoxLayout()
        self.body.setSpacing(Theme.current().px(8))
        self.buttons = buttons_in_order()
        self._waits_for_new = False
        self.frame = QVBoxLayout(self)
        self.frame.setContentsMargins(16, 12, 16, 12)
        self.frame.setSpacing(8)
        self.frame.addWidget(self.message_bar)
        self.frame.addWidget(self._scrolled(), 1)
        self.frame.addWidget(self.buttons)
        self.customer = Customer(
            "customer_id", _("&Customer"), finder(desk, self), required=True, create=self._create_customer
        )
        desk.jobs.changed.connect(self._hear)
        room = self.screen().availableSize()
        self.resize(QSize(*(Theme.current().px(side) for side in self.size_px)).boundedTo(room))

    form: PatientForm

    @property
    def draft_name(self) -> str:
        """Under which what was typed is kept."""
        return self.name

    def listen_to_customer(self, load: Callable[[int], None], forget: Callable[[], None], amount: Amount) -> None:
        """Enter saves; a customer who is picked is loaded, one who is typed over is forgotten.

        Letters typed where the amount belongs are the name of another customer than the one chosen before.
        """

        def lead(text: str) -> None:
            amount.set_value(None)
            self.customer.picker.begin(text)

        self.form.submitted.connect(self.save)
        self.customer.picked.connect(lambda hit: load(hit.key))
        self.customer.picker.typed.connect(forget)
        amount.line.lettered.connect(lead)

    def begin(self, customer: int | None, load: Callable[[int], None], amount: Amount) -> None:
        """Opened for a customer, the amount comes next; else what was typed the last time is back."""
        if customer is None:
            self.restore()
            self.customer.picker.setFocus()
            return
        self.customer.set_value(Hit(customer, UNNAMED))
        load(customer)
        self.offer_draft()
        amount.line.setFocus(Qt.FocusReason.OtherFocusReason)

    def name_customer(self, customer_id: int, name: str) -> None:
        """The book has told the name of the customer for whom it was opened."""
        if self.customer.hit and self.customer.hit.name == UNNAMED:
            self.customer.set_value(Hit(customer_id, name))

    def save(self) -> None:
        """Write what is in the form."""

    @abstractmethod
    def typed(self) -> Draft:
        """What a person entered so far; empty when there is nothing to keep."""

    @abstractmethod
    def fill(self, draft: Mapping[str, Any]) -> None:
        """Put back what `typed` gave."""

    def commit(self, work: Callable[[Any], T], then: Callable[[T], None]) -> None:
        """Write once: until the answer is there the dialog takes no second Enter."""
        if self.busy:
            return
        self._set_busy(True)
        self.message_bar.clear()

        def done(result: T) -> None:
            self._set_busy(False)
            self.forget()
            then(result)

        self.desk.jobs.write(self, work, done)

    def show_problem(self, problem: UserError) -> None:
        """At the field it is about, or else above the form."""
        self.form.stop_waiting()
        self._set_busy(False)
        meant = next((field for field in self.form if field.key == problem.field), None)
        if meant is not None and meant.isHidden():
            self.show_more()
        if meant is None or meant.isHidden() or not self.form.mark(problem):
            self.message_bar.say(problem.text)

    @abstractmethod
    def show_more(self, shown: bool = True) -> None:
        """Show or hide the fields that are seldom needed."""

    def add_button(self, text: str, role: QDialogButtonBox.ButtonRole, act: Callable[[], None]) -> QPushButton:
        button = self.buttons.addButton(text, role)
        button.setAutoDefault(False)
        button.clicked.connect(lambda _on=False: act())
        if role == QDialogButtonBox.ButtonRole.AcceptRole:
            set_role(button, "primary")
        return button

    def offer_draft(self) -> None:
        """Opened for a customer it begins with that one; what was typed the last time is one press away."""
        if drafts.kept(self.desk.jobs, self.draft_name):
            self.message_bar.say(
                _("What you typed here the last time is kept."), "info", ((_("Bring it back"), self.restore),)
            )

    def restore(self) -> None:
        """What was typed the last time and not saved comes back, and the dialog says so."""
        draft: Draft | None = drafts.kept(self.desk.jobs, self.draft_name)
        if draft:
            self.fill(draft)
            self.message_bar.say(_("What you had typed here is back."), "info", ((_("Start afresh"), self.afresh),))

    def afresh(self) -> None:
        """Empty fields."""
        self.forget()
        self.message_bar.clear()
        self.fill({})
        self.customer.picker.setFocus()

    def forget(self) -> None:
        drafts.forget(self.desk.jobs, self.draft_name)

    def showEvent(self, event: QShowEvent) -> None:
        """When saving is refused at several fields, the bar lists them all."""
        self.form.refused.connect(self.message_bar.list_problems)
        super().showEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl+S saves wherever the focus is, on a button or in a list beside the form too."""
        if event.matches(QKeySequence.StandardKey.Save):
            event.accept()
            self.form.submit()
        else:
            super().keyPressEvent(event)

    def reject(self) -> None:
        """Esc or Cancel: nothing typed is lost."""
        draft = self.typed()
        if draft:
            drafts.keep(self.desk.jobs, self.draft_name, draft, self.parentWidget())
        super().reject()

    def _scrolled(self) -> QScrollArea:
        """Large text in a low window scrolls; the buttons stay."""
        inner = QWidget()
        self.body.setContentsMargins(0, 0, 0, 0)
        inner.setLayout(self.body)
        return scrolling(inner)

    def _set_busy(self, busy: bool) -> None:
        self.busy = busy
        for button in self.buttons.buttons():
            button.setEnabled(not busy)

    def _create_customer(self, name: str) -> None:
        self._waits_for_new = True
        self.desk.navigation.dialog("new_customer", name=name)

    def _hear(self, changes: Changes) -> None:
        """The customer made from here is the one that is meant."""
        if self._waits_for_new and changes.label == "customer.add" and len(changes.customers) == 1:
            self._waits_for_new = False
            self.choose(next(iter(changes.customers)))

    def choose(self, customer_id: int) -> None:
        """As if this customer had been picked."""

        def take(name: str) -> None:
            hit = Hit(customer_id, name)
            self.customer.set_value(hit)
            self.customer.picked.emit(hit)
            self.customer.picker.focusNextChild()

        self.desk.jobs.read(self, lambda s: s.customers.get(customer_id).short, take, slot="choose")


class PatientForm(Form):
    """Enter that is quicker than the book waits for it, so that what is saved is what is shown."""

    def __init__(self, rows: Sequence[Row], ready: Callable[[], bool]) -> None:
        super().__init__(rows)
        self._ready = ready
        self._waiting: bool | None = None  # for the answer; True = to save and start the next

    def submit(self, *, then_next: bool = False) -> None:
        if self._ready():
            super().submit(then_next=then_next)
        else:
            self._waiting = then_next

    def go_on(self) -> None:
        """The book has answered."""
        waiting, self._waiting = self._waiting, None
        if waiting is not None:
            self.submit(then_next=waiting)

    def stop_waiting(self) -> None:
        """The book refused to answer."""
        self._waiting = None


def mode_button(text: str) -> QPushButton:
    """One of a few ways to do it; the one in use is filled."""
    button = QPushButton(text)
    button.setCheckable(True)
    button.setAutoDefault(False)
    set_role(button, "chip")
    return button

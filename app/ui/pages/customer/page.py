"""One customer: what they owe and why, every document, whom to call, who changed what."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final

from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QTabWidget

from app.i18n import _, mark
from app.models.book import Person
from app.models.customers import Customer
from app.models.ledger_lines import Document
from app.models.topics import Topic
from app.services import ratio_sheet
from app.services.accounts import Account
from app.services.accounts import CustomerPage as Found
from app.services.change_lines import ChangeLine
from app.services.credit_overview import overview
from app.services.credit_view import CreditFileView
from app.services.customer_wording import document_title
from app.services.formats import money
from app.services.legal_file import LegalFile
from app.services.ratio_sheet import RatioSheet
from app.services.rules.score_types import Reason
from app.ui.dialogs.contact_person import add_contact
from app.ui.dialogs.correct import correct_payment, correct_receivable
from app.ui.dialogs.edit_customer import edit_customer
from app.ui.dialogs.holds import lift_hold, set_hold
from app.ui.navigation import Place
from app.ui.pages.customer.credit import CreditTab
from app.ui.pages.customer.dealings import COLLECTION, DEALINGS, PartsTab
from app.ui.pages.customer.documents import void_document
from app.ui.pages.customer.file import FileTab
from app.ui.pages.customer.head import Head
from app.ui.pages.customer.legal import LegalTab
from app.ui.pages.customer.lines import Lines
from app.ui.pages.customer.overview import Overview
from app.ui.theme import Theme
from app.ui.widgets.acting import lend_key, new_action
from app.ui.widgets.action_bar import ActionBar
from app.ui.widgets.history_list import HistoryList
from app.ui.widgets.page import Desk, Page
from app.ui.widgets.table_panel import Nothing

TABS: Final = ("lines", "collection", "dealings", "credit", "legal", "file", "history")
LOW: Final = 480  # a page of less height shows the short head
# Where in the credit file the facts of a block of the score are.
PART_OF: Final = {"financial": "statements", "stability": "assessments", "external": "facts", "conditions": "facts"}
LEAST_HEIGHT: Final = 152  # of what a tab shows, in the lowest window


class CustomerPage(Page):
    """Shown inside the Customers tab; the place's key says whose page it is."""

    name, title, icon = "customer", mark("Customer"), "user"
    topics = frozenset(
        {
            Topic.CUSTOMERS, Topic.RECEIVABLES, Topic.PAYMENTS, Topic.SETTINGS, Topic.LEGAL, Topic.CONTRACTS, Topic.BILLS,
            Topic.STATEMENTS, Topic.CREDIT, Topic.DEALS, Topic.INSURANCE, Topic.REMINDERS, Topic.CONTACTS,
        }
    )  # fmt: skip

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.found: Found | None = None
        self._edit_when_found = False
        self.head, self.overview, self.file = Head(), Overview(), FileTab(desk)
        self.lines = Lines(desk.preferences.table("customer_lines"), desk.today)
        self.legal, self.credit = LegalTab(desk), CreditTab(desk)
        self.dealings, self.collection = PartsTab(self, DEALINGS), PartsTab(self, COLLECTION)
        self.history = HistoryList(desk, desk.preferences.table("customer_changes"))
        self.tabs = QTabWidget(documentMode=True)
        self.tabs.tabBar().setDrawBase(False)
        self.actions_bar = ActionBar()
        for part, title in (
            (self.overview, _("Overview")),
            (self.lines, _("Receivables and payments")),
            (self.collection, _("Reminders and contacts")),
            (self.dealings, _("Deals and contracts")),
            (self.credit, _("Score and credit")),
            (self.legal, _("Legal and evidence")),
            (self.file, _("Credit file")),
            (self.history, _("Change history")),
        ):
            self.tabs.addTab(part, title)
            part.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)
            part.setMinimumHeight(Theme.current().px(LEAST_HEIGHT))
        self.body.addWidget(self.head)
        self.body.addWidget(self.tabs, 1)
        self.body.addWidget(self.actions_bar)
        self._make_actions()
        self._connect()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.head.set_low(self.height() < Theme.current().px(LOW))

    def load(self) -> None:
        key = self.place.key
        if key is None:
            return
        open_, voided = self.lines.only_open.isChecked(), self.lines.voided.isChecked()
        self.read(
            lambda s: (
                s.accounts.page(key),
                s.accounts.lines(key, only_open=open_, voided=voided),
                s.history.lines(key, limit=200),
                s.claims.file(key),
                ratio_sheet.of_customer(s, key),
            ),
            self.show_customer,
        )

    def show_customer(
        self, found: tuple[Found, Account, list[ChangeLine], LegalFile, tuple[CreditFileView, RatioSheet]]
    ) -> None:
        self.found, account, rows, legal, (file, ratios) = found
        self.credit.forget(self.found.customer.id)
        for part in (self.dealings, self.collection):
            part.show_customer(self.found.customer.id)
        self.head.show_customer(self.found)
        self.head.held.show_holds(legal.holds)
        self.overview.show_customer(self.found)
        self.lines.show_account(account)
        self.legal.show_file(legal)
        self.file.show_file(self.found, file, ratios, legal)
        self.history.show_lines(rows)
        self._show_chosen()
        if self._edit_when_found:
            self._edit_when_found = False
            self._edit()

    def go(self, place: Place) -> None:
        """Wishes: `edit` opens the form, `tab` (one of `TABS`) what is in front; `part` of its lists."""
        if place.key != self.place.key:
            self.found = None
            self.tabs.setCurrentIndex(0)
        self._edit_when_found = bool(place.wishes.get("edit")) and place != self.place
        wanted = place.wishes.get("tab", "")
        if wanted in TABS:
            self.tabs.setCurrentWidget(getattr(self, wanted))
        if wanted in ("dealings", "collection") and place.wishes.get("part"):
            getattr(self, wanted).show_part(place.wishes["part"])
        super().go(place)

    def selection(self) -> Mapping[str, Any]:
        return {"customer": self.place.key} if self.place.key is not None else {}

    def title_text(self) -> str:
        return self.found.customer.short if self.found else super().title_text()

    # --- building

    def _make_actions(self) -> None:
        def over(name: str) -> Callable[[], object]:
            """A dialog that begins with this customer."""
            return lambda: self.desk.navigation.dialog(name, **self.selection())

        self.pay = new_action(self, "money", _("Log a payment"), over("payment"), "Ctrl+R")
        self.remind = new_action(self, "bell", _("Remind"), over("remind"), "Ctrl+E")
        self.log = new_action(self, "phone-call", _("Log a contact"), over("contact"), "Ctrl+L")
        self.ship = new_action(self, "truck", _("May I ship?"), over("may_i_ship"), "Ctrl+T")
        self.owed = new_action(self, "receipt", _("New receivable"), over("new_receivable"), "Ctrl+N")
        self.edit = new_action(self, "pencil-simple", _("Edit"), self._edit, "F2")
        self.contact = new_action(self, "user-plus", _("Add a contact person"), self._add_contact)
        self.correct = new_action(self, "pencil-line", _("Correct…"), self._correct)
        self.interest = new_action(self, "percent", _("Late interest…"), self._interest)
        self.paper = new_action(self, "file-text", _("Statement…"), over("statement"), "F8")
        self.sheet = new_action(self, "identification-card", _("Review sheet…"), over("credit_paper"), "F9")
        self.void = new_action(self, "x-circle", _("Void"), self._void, "Del")
        self.hold = new_action(self, "hand-palm", _("Put on hold…"), self._hold)
        self.archive = new_action(self, "archive", _("Archive"), self._archive)
        own = (self.pay, self.remind, self.log, self.ship, self.owed, self.paper, self.sheet, self.edit)
        self._own = [*own, self.correct, self.interest, self.void, self.contact, self.hold, self.archive]
        self._offered: list[QAction] = []
        self.lines.view.set_actions([self.pay, self.owed, self.correct, self.interest, self.void])

    def _connect(self) -> None:
        self.head.went_back.connect(self._go_back)
        self.head.held.lift.connect(lambda holds: lift_hold(self.desk, holds, self))
        self.lines.changed.connect(self.load)
        self.lines.view.chosen_changed.connect(self._show_chosen)
        self.legal.changed.connect(self._show_chosen)
        self.credit.wanted.connect(self._read_credit)
        self.credit.evidence.connect(self._show_evidence)
        self.file.changed.connect(self._show_chosen)
        for part in (self.dealings, self.collection):
            part.changed.connect(self._show_chosen)
        self.tabs.currentChanged.connect(lambda _place: self._show_chosen())
        self.file.wants_edit.connect(self._edit)
        self.file.wants_contact.connect(self._add_contact)
        self.lines.panel.when_empty = Nothing(
            _("No dealings yet."),
            ((_("New receivable"), self.owed.trigger), (_("Log a payment"), self.pay.trigger)),
        )
        self.setFocusProxy(self.tabs.tabBar())

    def _read_credit(self) -> None:
        """Only when it is in sight: it works out the score of twelve months."""
        key = self.place.key
        if key is not None:
            self.read(lambda s: overview(s, key), self.credit.show_overview, slot="credit")

    def _show_evidence(self, reason: Reason) -> None:
        """The rows a reason comes from: what was paid and when, or the credit file."""
        block = reason.code.removeprefix("block.").partition(".")[0]
        if block in ("payment", "cap"):
            self.tabs.setCurrentWidget(self.lines)
            return
        self.tabs.setCurrentWidget(self.file)
        self.file.show_part(PART_OF.get(block, "overview"))

    # --- what can be done

    def _go_back(self) -> None:
        """As Alt+Left where the list was before, else to the list."""
        if self.desk.navigation.can_go_back:
            self.desk.navigation.back()
        else:
            self.desk.navigation.open("customers")

    def _edit(self) -> None:
        if self.found is not None:
            customer = self.found.customer
            self.read(lambda s: s.accounts.people(), lambda people: self._show_form(customer, people), slot="people")

    def _show_form(self, customer: Customer, people: list[Person]) -> None:
        edit_customer(self.desk, customer, people, self.window())

    def _add_contact(self) -> None:
        if self.place.key is not None:
            add_contact(self.desk, self.place.key, self.window())

    def _hold(self) -> None:
        if self.place.key is not None:
            set_hold(self.desk, self.place.key, self.window())

    def _voidable(self) -> Document | None:
        """The selected document of the running list, where it can be voided."""
        if self.tabs.currentWidget() is not self.lines:
            return None
        document = self.lines.chosen()
        usable = document is not None and document.table in ("payment", "receivable") and not document.voided_on
        return document if usable else None

    def _void(self) -> None:
        document = self._voidable()
        if document is not None:
            void_document(self.desk, document, self.window())

    def _correct(self) -> None:
        document = self._voidable()
        if document is not None:
            way = correct_payment if document.table == "payment" else correct_receivable
            way(self.desk, document.id, self)

    def _interest(self) -> None:
        document = self._voidable()
        if document is not None:
            self.desk.navigation.dialog("interest", receivable=document.id)

    def _archive(self) -> None:
        """Nothing is lost by it and Undo brings it back; who still owes is asked about first."""
        found = self.found
        if found is None:
            return
        if found.row.owes:
            owes = money(found.row.owes, found.currency)
            text = _("{name} still owes {amount}. An archived customer is no longer in the list.")
            way = (_("Archive all the same"), lambda: self._archive_now(found.customer.id))
            self.message_bar.say(text.format(name=found.customer.short, amount=owes), "caution", (way,))
        else:
            self._archive_now(found.customer.id)

    def _archive_now(self, customer_id: int) -> None:
        self.message_bar.clear()
        self.write(lambda s: s.customers.archive(customer_id), lambda _none: self._go_back())

    def _show_chosen(self) -> None:
        found, document = self.found, self._voidable()
        for action in (self.pay, self.remind, self.log, self.ship, self.owed, self.edit, self.contact, self.hold):
            action.setEnabled(found is not None)
        self.archive.setEnabled(found is not None and found.customer.archived_on is None)
        self.void.setEnabled(document is not None)
        self.correct.setEnabled(document is not None)
        late = document is not None and document.table == "receivable" and document.sign > 0
        self.interest.setEnabled(late)
        text = _("Selected: {name}").format(name=document_title(document)) if document else ""
        self.actions_bar.set_text(text)
        shown = self.tabs.currentWidget()
        self._offer(shown.actions_now() if isinstance(shown, CreditTab | PartsTab | LegalTab | FileTab) else self._own)

    def _offer(self, actions: list[QAction]) -> None:
        """What the tab in front can do stands in the bar; the same buttons stay the same."""
        if actions is not self._offered:
            self._offered = actions
            self.actions_bar.set_actions(actions)
            lend_key(self.edit, actions)

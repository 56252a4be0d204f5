"""The editor of a contract: what is agreed and its plan, what protects us, the check of its terms, milestones, papers.

navigation.open("contract", 3)                     # or contract=3
navigation.open("contract", customer=12)           # a new one
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from PySide6.QtWidgets import QStackedWidget, QWidget

from app.i18n import _, mark
from app.models.errors import UserError
from app.models.topics import Changes, Topic
from app.services import contract_desk
from app.services.contract_desk import ContractDesk, Ground
from app.ui.navigation import Place
from app.ui.pages.contract import paper
from app.ui.pages.contract.clauses import ClausesPart
from app.ui.pages.contract.deeds import Deeds
from app.ui.pages.contract.files import FilesPart
from app.ui.pages.contract.head import ContractHead
from app.ui.pages.contract.milestones import MilestonesPart
from app.ui.pages.contract.protection import ProtectionPart
from app.ui.pages.contract.saving import FORMS, Saving
from app.ui.pages.contract.terms import TermsPart
from app.ui.pages.contract.typed import Typed
from app.ui.theme import Theme
from app.ui.widgets.acting import new_chip
from app.ui.widgets.action_bar import ActionBar
from app.ui.widgets.flow import FlowRow
from app.ui.widgets.page import Desk, Page
from app.ui.widgets.scroll import scrolling

TITLES: Final = {
    "terms": mark("What is agreed"),
    "protection": mark("Protection"),
    "clauses": mark("Terms checklist"),
    "milestones": mark("Milestones"),
    "files": mark("Files"),
}
SAVED_ONLY: Final = ("clauses", "milestones", "files")  # parts that need a contract in the book
FIELDS: Final = {"penalty": "penalty_ppm_day"}  # where the service has another name
LEAST_HEIGHT: Final = 60  # at large text in a low window the actions stay in sight


class ContractPage(Page):
    """Shown inside the Contracts tab."""

    name, title, icon = "contract", mark("Contract"), "file-text"
    topics = frozenset(
        {
            Topic.CONTRACTS, Topic.CUSTOMERS, Topic.RECEIVABLES, Topic.PAYMENTS, Topic.SETTINGS, Topic.DEALS, Topic.LEGAL,
            Topic.INSURANCE, Topic.CREDIT,
        }
    )  # fmt: skip

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.found: ContractDesk | None = None
        self.is_begun = False
        self._shown: int | None = None  # the contract in the forms; -1 = a new one
        self._waits_for_new = False
        self.head = ContractHead()
        self.terms, self.protection, self.clauses = TermsPart(desk), ProtectionPart(desk), ClausesPart()
        self.milestones, self.files = MilestonesPart(desk), FilesPart(desk)
        self.parts: dict[str, Any] = {name: getattr(self, name) for name in TITLES}
        self.stack = QStackedWidget()
        self.frames = {name: scrolling(part) for name, part in self.parts.items()}
        self.chips = {name: new_chip(_(title), self._shows(name)) for name, title in TITLES.items()}
        self.actions_bar = ActionBar()
        self.saving, self.typed = Saving(self), Typed(self)
        self.deeds = Deeds(self)
        self._lay_out()
        self._connect()
        self.show_part("terms")

    @property
    def key(self) -> int | None:
        """The contract asked for; None = a new one."""
        key: int | None = self.place.key or self.place.wishes.get("contract")
        return key

    @property
    def shown_part(self) -> str:
        return next(name for name, chip in self.chips.items() if chip.isChecked())

    def contract_id(self) -> int:
        """Raises LookupError for a new one."""
        if self.found is None:
            raise LookupError("no contract in sight")
        return self.found.contract.id

    def load(self) -> None:
        key = self.key
        if key is not None:
            self.read(lambda s: contract_desk.read(s, key), self.show_desk)
        elif self._shown != -1:
            self._begin()

    def go(self, place: Place) -> None:
        """Wishes: `contract` (or the key), `customer` of a new one, `part` in front."""
        moved = place != self.place
        if moved:
            self.typed.keep()
            self.found, self._shown, self.is_begun = None, None, False
            self.message_bar.clear()
        super().go(place)
        if moved:
            self.show_part(place.wishes.get("part", "terms"))

    def show_desk(self, found: ContractDesk | None) -> None:
        """As it stands in the book; what was begun in a form stays as it was typed."""
        if found is None:
            self.desk.navigation.open("contracts")
            return
        self.found = found
        self.head.show_desk(found)
        if found.contract.id != self._shown or not self.is_begun:
            self.fill(found)
        for name in SAVED_ONLY:
            self.parts[name].show_desk(found)
        self._offer_parts()
        self._follow()
        if found.contract.id != self._shown:
            self._shown = found.contract.id
            self.typed.restore()
        self.deeds.follow(found)

    def fill(self, found: ContractDesk) -> None:
        """The forms as the book has it."""
        self.terms.show_desk(found)
        self.protection.show_desk(found)
        self.is_begun = False

    def show_part(self, name: str) -> None:
        for key, chip in self.chips.items():
            chip.setChecked(key == name)
        self.stack.setCurrentWidget(self.frames[name])
        first = self.terms.customer.picker if self.key is None and name == "terms" else self.chips[name]
        self.setFocusProxy(first)

    def selection(self) -> Mapping[str, Any]:
        hit = self.terms.customer.hit
        return {"customer": hit.key} if hit is not None else {}

    def title_text(self) -> str:
        return self.found.contract.number if self.found else super().title_text()

    def show_problem(self, problem: UserError) -> None:
        """At the field it is about, brought into sight; else above the page."""
        meant = UserError(problem.text, FIELDS.get(problem.field or "", problem.field))
        for name in FORMS:
            if self.parts[name].form.mark(meant):
                self.show_part(name)
                self.parts[name].form.mark(meant)
                return
        self.message_bar.say(problem.text)

    # --- what is written

    def start_new(self) -> None:
        self.desk.navigation.open("contract", contract=None)

    def print_shown(self) -> bool:
        paper.ask_and_write(self)
        return True

    def hear(self, changes: Changes) -> None:
        """The customer made from here is the one that is meant."""
        if self._waits_for_new and changes.label == "customer.add" and len(changes.customers) == 1:
            self._waits_for_new = False
            made = next(iter(changes.customers))
            self.read(lambda s: s.customers.get(made).short, lambda name: self.terms.choose(made, name), slot="choose")
        super().hear(changes)

    def afresh(self) -> None:
        """What was typed goes; what the book has comes back."""
        self.message_bar.clear()
        self._shown, self.is_begun = None, False
        self.load()

    # --- what follows what

    def _begin(self) -> None:
        """A new contract, with the customer it was asked for."""
        self._shown = -1
        self.head.show_desk(None)
        self.protection.begin()
        self._offer_parts()
        self.deeds.follow(None)
        self.terms.begin(None)
        self._follow()
        self.is_begun = False
        who = self.place.wishes.get("customer")
        if who is None:
            self.typed.restore()
        else:
            self.read(lambda s: s.customers.get(who).short, lambda name: self.terms.choose(who, name), slot="who")

    def _ask_ground(self, asked: tuple[int, int | None, str | None]) -> None:
        self.read(lambda s: contract_desk.ground(s, *asked), self._show_ground, slot="ground")

    def _show_ground(self, ground: Ground) -> None:
        self.terms.show_ground(ground)
        self._follow()

    def _follow(self) -> None:
        """What the plan brings against what the rules ask for."""
        earnest = sum(line.amount for line in self.terms.lines() if line.nature == "earnest")
        self.protection.show_ground(self.terms.ground, self.found, self.terms.agreed_bp(), earnest)

    def _typed(self) -> None:
        self.is_begun = True
        self._follow()

    def _offer_parts(self) -> None:
        for name in SAVED_ONLY:
            self.chips[name].setVisible(self.found is not None)
        if self.found is not None:
            self.chips["milestones"].setText(_counted(TITLES["milestones"], len(self.found.steps.rows)))
            self.chips["files"].setText(_counted(TITLES["files"], len(self.found.files)))

    # --- building

    def _shows(self, name: str) -> Any:
        return lambda: self.show_part(name)

    def _open_list(self, view: str) -> None:
        self.desk.navigation.open("contracts", view=view)

    def _connect(self) -> None:
        self.head.went_back.connect(lambda: self.desk.navigation.open("contracts"))
        self.head.customer_wanted.connect(lambda: self.desk.navigation.open("customer", self.selection()["customer"]))
        self.terms.wants_ground.connect(self._ask_ground)
        self.terms.changed.connect(self._follow)
        self.terms.customer.picker.wanted_new.connect(lambda _name: setattr(self, "_waits_for_new", True))
        for part in (self.terms, self.protection):
            part.form.changed.connect(self._typed)
            part.form.submitted.connect(self.saving.save)
            part.form.refused.connect(self.message_bar.list_problems)
        self.protection.opened.connect(self._open_list)
        self.clauses.saved.connect(self.saving.answer)

    def _lay_out(self) -> None:
        for frame in self.frames.values():
            self.stack.addWidget(frame)
        self.stack.setMinimumHeight(Theme.current().px(LEAST_HEIGHT))
        chips: list[QWidget] = list(self.chips.values())
        self.body.setSpacing(8)
        self.body.addWidget(self.head)
        self.body.addWidget(FlowRow(chips))
        self.body.addWidget(self.stack, 1)
        self.body.addWidget(self.actions_bar)


def _counted(title: str, count: int) -> str:
    return f"{_(title)} {count}" if count else _(title)

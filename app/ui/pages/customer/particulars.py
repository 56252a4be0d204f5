"""Contact persons and what the book knows about a customer."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from app.i18n import _
from app.models.customers import Contact, Customer
from app.services.accounts import CustomerPage
from app.services.customer_wording import limit_text, terms_short
from app.services.formats import NOTHING, phone
from app.ui.dialogs.edit_customer import SIZES
from app.ui.widgets.labels import label, set_role


class Particulars(QScrollArea):
    """Left the particulars, right the people."""

    wants_edit = Signal()
    wants_contact = Signal()
    wants_person = Signal(object)  # the Contact to change

    def __init__(self) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.particulars, self.people = QGridLayout(), QGridLayout()
        inner = QWidget()
        row = QHBoxLayout(inner)
        row.setContentsMargins(0, 12, 0, 0)
        row.setSpacing(12)
        row.addWidget(_panel(_("Particulars"), self.particulars, _("Edit"), self.wants_edit), 3)
        row.addWidget(_panel(_("Contact persons"), self.people, _("Add a contact person"), self.wants_contact), 2)
        self.setWidget(inner)

    def show_customer(self, found: CustomerPage) -> None:
        _fill(self.particulars, _particulars(found), across=2)
        people = [(" · ".join(filter(None, (each.name, each.role))), _ways(each)) for each in found.contacts]
        _fill(self.people, people or [(_("No contact person yet."), "")])
        for line, each in enumerate(found.contacts):
            button = QPushButton(_("Edit"))
            button.setAccessibleName(_("Change {name}").format(name=each.name))
            button.clicked.connect(lambda _on=False, person=each: self.wants_person.emit(person))
            self.people.addWidget(button, line, 2, Qt.AlignmentFlag.AlignTop)

    def shown(self) -> dict[str, str]:
        """What stands in the particulars, by its name."""
        names, values = (_texts(self.particulars, columns) for columns in ((0, 2), (1, 3)))
        return dict(zip(names, values, strict=True))


def _ways(person: Contact) -> str:
    """How to reach them, and what to keep in mind."""
    quiet = _("wants to be left in peace") if person.quiet else None
    return " · ".join(filter(None, (phone(person.phone), person.email, person.wechat, quiet))) or NOTHING


def _particulars(found: CustomerPage) -> list[tuple[str, str]]:
    customer = found.customer
    size = dict(SIZES).get(customer.size_class)
    terms = terms_short(customer.terms_basis, customer.terms_days, customer.terms_day_of_month)
    values = [
        (_("Full name"), customer.name),
        (_("Short name"), customer.short_name),
        (_("Customer no."), customer.code),
        (_("Unified social credit code"), customer.registration_no),
        (_("Phone"), phone(customer.phone)),
        (_("Email"), customer.email),
        (_("Payment terms"), terms),
        (_("Credit limit"), limit_text(found.row)),
        (_("Currency"), customer.currency),
        *_more(customer),
        (_("Size"), _(size) if size and customer.size_class else None),
        (_("Address"), customer.address),
        (_("Note"), customer.note),
    ]
    return [(name, value or NOTHING) for name, value in values]


def _more(customer: Customer) -> list[tuple[str, str | None]]:
    return [
        (_("Region"), customer.region),
        (_("Industry"), customer.industry),
        (_("Country"), customer.country),
        (_("Group"), customer.group),
        (_("Salesperson"), customer.owner),
        (_("Deputy salesperson"), customer.deputy),
        (_("Customer since"), customer.since),
    ]


def _panel(title: str, grid: QGridLayout, act: str, wanted: Any) -> QFrame:
    panel = QFrame()
    set_role(panel, "panel")
    layout = QVBoxLayout(panel)
    layout.setContentsMargins(16, 12, 16, 12)
    layout.setSpacing(12)
    head = QHBoxLayout()
    head.addWidget(label(title, "section"), 1)
    button = QPushButton(act)
    button.clicked.connect(lambda _on=False: wanted.emit())
    head.addWidget(button)
    grid.setHorizontalSpacing(16)
    grid.setVerticalSpacing(8)
    layout.addLayout(head)
    layout.addLayout(grid)
    layout.addStretch(1)
    return panel


def _fill(grid: QGridLayout, pairs: Sequence[tuple[str, str]], across: int = 1) -> None:
    """`across` pairs beside each other, read downwards."""
    while (item := grid.takeAt(0)) is not None:
        if (old := item.widget()) is not None:
            old.hide()
            old.deleteLater()
    lines = -(-len(pairs) // across)
    for place, (name, value) in enumerate(pairs):
        column, line = divmod(place, lines)
        grid.addWidget(label(name, "muted"), line, 2 * column, Qt.AlignmentFlag.AlignTop)
        shown = label(value, wrap=True)
        shown.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        grid.addWidget(shown, line, 2 * column + 1, Qt.AlignmentFlag.AlignTop)
        grid.setColumnStretch(2 * column + 1, 1)


def _texts(grid: QGridLayout, columns: tuple[int, ...]) -> list[str]:
    places = ((line, column) for column in columns for line in range(grid.rowCount()))
    items = (grid.itemAtPosition(line, column) for line, column in places)
    widgets = (item.widget() for item in items if item is not None)
    return [str(widget.property("text")) for widget in widgets if widget is not None]

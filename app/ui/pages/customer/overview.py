"""The overview of one customer: what needs attention, how old the debt is, how they pay, whom to call."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from app.i18n import _
from app.models.credit_facts import MANY_SIGNS
from app.models.customers import Contact
from app.services.accounts import CustomerPage
from app.services.contact_wording import touch_lines
from app.services.customer_wording import habit_title, remark_role, remark_text
from app.services.feedback_wording import average_text, complaints_text
from app.services.formats import phone
from app.services.relationship import Said
from app.services.visit_wording import seen_text
from app.ui.pages.customer.paint import AgeBars, HabitDots
from app.ui.widgets.labels import label
from app.ui.widgets.panels import fill, panel, remark

CONTENT: Final = 4.0  # of 5: satisfied
NEUTRAL: Final = 3.0


class Overview(QScrollArea):
    """Left what is owed and how old it is, right how they pay and whom to call."""

    def __init__(self) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.bars, self.dots = AgeBars(), HabitDots()
        self.habit = label("", "muted", wrap=True)
        self.remarks, self.contacts = QVBoxLayout(), QVBoxLayout()
        for box in (self.remarks, self.contacts):
            box.setSpacing(6)
        self._legend = label(_("● on time   ▲ late by days   ■ more than 30 days late"), "caption", wrap=True)
        left = QVBoxLayout()
        left.setSpacing(12)
        left.addWidget(panel(_("Needs attention"), self.remarks))
        left.addWidget(panel(_("How old the debt is"), self.bars))
        left.addStretch(1)
        right = QVBoxLayout()
        right.setSpacing(12)
        right.addWidget(panel(_("How they pay"), self.habit, self.dots, self._legend))
        self.voice = QVBoxLayout()
        self.voice.setSpacing(6)
        self._voice = panel(_("Feedback and visits"), self.voice)
        right.addWidget(self._voice)
        right.addWidget(panel(_("Contact persons"), self.contacts))
        self.touch = QVBoxLayout()
        self.touch.setSpacing(6)
        self._touch = panel(_("In touch"), self.touch)
        right.addWidget(self._touch)
        right.addStretch(1)
        inner = QWidget()
        layout = QHBoxLayout(inner)
        layout.setContentsMargins(0, 12, 0, 0)
        layout.setSpacing(12)
        layout.addLayout(left, 4)
        layout.addLayout(right, 3)
        self.setWidget(inner)

    def show_customer(self, found: CustomerPage) -> None:
        lines = [(remark_text(each), remark_role(each)) for each in found.remarks]
        if not lines:
            calm = _("Nothing needs attention.") if found.started else _("No dealings yet.")
            lines = [(calm, "good" if found.started else "text2")]
        fill(self.remarks, [remark(text, role) for text, role in lines])
        self.bars.show_bands(found.bands, found.currency)
        self.habit.setText(habit_title(found.habit))
        self.dots.show_habit(found.habit)
        for part in (self.dots, self._legend):
            part.setVisible(bool(found.habit))
        told = _voice(found.said)
        self._voice.setVisible(bool(told))
        fill(self.voice, [remark(text, role) for text, role in told])
        touched = touch_lines(found.touch)
        self._touch.setVisible(bool(touched))
        fill(self.touch, [remark(*line) for line in touched])
        fill(self.contacts, _people(found.contacts, found.customer.phone))

    def attention(self) -> list[str]:
        """The sentences shown, for tests and for reading aloud."""
        found = (self.remarks.itemAt(place) for place in range(self.remarks.count()))
        lines = (item.widget() for item in found if item is not None)
        return [line.accessibleName() for line in lines if line is not None]


def _voice(said: Said) -> list[tuple[str, str]]:
    """How content they are, what they complain about, what the last visit saw; each with the colour of its sign."""
    signs = said.visit.signs if said.visit else ()
    worried = "overdue" if len(signs) >= MANY_SIGNS else "caution" if signs else "good"
    happy = (
        "text2"
        if said.average is None or NEUTRAL <= said.average < CONTENT
        else "good"
        if said.average >= CONTENT
        else "caution"
    )
    lines = (
        (average_text(said.average, len(said.answers)), happy),
        (complaints_text(said.complaints, said.late), "overdue" if said.late else "caution"),
        (seen_text(said.visit), worried),
    )
    return [(text, role) for text, role in lines if text]


def _people(contacts: Sequence[Contact], own: str | None) -> list[QWidget]:
    """Name, position and telephone; the firm's own number where no person has one."""
    lines = [_person(each) for each in contacts]
    if own and not any(each.phone for each in contacts):
        lines.append(_number(own))
    return lines or [label(_("No contact person yet."), "muted", wrap=True)]


def _number(digits: str) -> QWidget:
    """In large type, and to be copied."""
    number = label(phone(digits), "section")
    number.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return number


def _person(contact: Contact) -> QWidget:
    line = QWidget()
    box = QVBoxLayout(line)
    box.setContentsMargins(0, 0, 0, 4)
    box.setSpacing(0)
    box.addWidget(label(" · ".join(filter(None, (contact.name, contact.role))), wrap=True))
    if contact.phone:
        box.addWidget(_number(contact.phone))
    quiet = _("wants to be left in peace") if contact.quiet else None
    ways = " · ".join(filter(None, (contact.email, contact.wechat, quiet)))
    if ways:
        box.addWidget(label(ways, "caption", wrap=True))
    return line

"""Beside the list: the telephone in large type, what is open, what was promised, the last three contacts."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from app.i18n import _, ngettext
from app.models.interactions import Interaction
from app.services import contact_wording
from app.services.formats import NOTHING, day, money, phone, short_day
from app.services.rules.ageing import overdue_days
from app.services.today_pane import Pane
from app.ui.theme import Theme
from app.ui.widgets.labels import ElidedLabel, label, set_role, tooltip
from app.ui.widgets.panels import fill

WIDTH: Final = 290
LEFT: Final = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
RIGHT: Final = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class SidePane(QFrame):
    """About the customer whose row is selected."""

    def __init__(self) -> None:
        super().__init__()
        set_role(self, "panel")
        self.shown: Pane | None = None
        self._parts = QVBoxLayout()
        self._parts.setSpacing(4)
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(14, 10, 14, 10)
        column.addLayout(self._parts)
        column.addStretch(1)
        area = QScrollArea(widgetResizable=True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(inner)
        for part in (inner, area.viewport()):
            part.setAutoFillBackground(False)
        frame = QVBoxLayout(self)
        frame.setContentsMargins(1, 1, 1, 1)
        frame.addWidget(area)
        self._take_size()

    def show_pane(self, found: Pane | None) -> None:
        """None = nobody is selected."""
        self.shown = found
        fill(self._parts, list(_parts(found)) if found else [])

    def texts(self) -> list[str]:
        """What it says, line by line, for tests."""
        return [each.text() for each in self.findChildren(QLabel) if each.isVisibleTo(self) and each.text()]

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "_parts"):
            self._take_size()

    def _take_size(self) -> None:
        self.setFixedWidth(Theme.current().px(WIDTH))


def _parts(found: Pane) -> Iterator[QWidget]:
    yield label(found.name, "section", wrap=True)
    yield from _people(found)
    yield _heading(_("Open receivables"))
    yield _items(found)
    if found.more:
        yield label(ngettext("and {count} more", "and {count} more", found.more), "caption")
    if found.promises:
        yield _heading(_("Promises"))
    for each in found.promises:
        text = f"{contact_wording.promise_text(each.promise)} · {contact_wording.state_text(each, found.on)}"
        yield label(text, _promise_role(each.state), wrap=True)
    yield _heading(_("Last contacts"))
    for said in found.said:
        yield from _said(said)
    if found.next_on is not None:
        yield label(_("Next follow-up: {day}").format(day=day(found.next_on)), wrap=True)
    if not found.said:
        yield label(_("Nobody has been in touch yet."), "muted", wrap=True)


def _people(found: Pane) -> Iterator[QWidget]:
    """The first with a telephone, in large type; the firm's own number where no person has one."""
    first = found.people[0] if found.people else None
    if first is not None:
        yield label(" · ".join(filter(None, (first.name, first.role))), wrap=True)
    digits = (first.phone if first else None) or found.phone
    number = label(phone(digits) if digits else _("No telephone yet"), "figure" if digits else "muted")
    number.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    yield number
    for other in found.people[1:3]:
        yield label(" · ".join(filter(None, (other.name, other.role, phone(other.phone)))), "caption", wrap=True)


def _heading(text: str) -> QWidget:
    made = label(text, "strong")
    made.setContentsMargins(0, 10, 0, 0)
    return made


def _items(found: Pane) -> QWidget:
    """A line each: the number, how late it is or when it is due, what is open."""
    box = QWidget()
    grid = QGridLayout(box)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(8)
    grid.setVerticalSpacing(2)
    grid.setColumnStretch(0, 1)
    for row, each in enumerate(found.items):
        late = overdue_days(each.due_on, found.on)
        when = (
            ngettext("{count} day", "{count} days", late)
            if late
            else short_day(each.due_on, found.on)
            if each.due_on
            else NOTHING
        )
        for column, made in enumerate((ElidedLabel(each.number), label(when), label(money(each.open, each.currency)))):
            set_role(made, ("", "overdue" if late else "caption", "")[column])
            made.setAlignment(RIGHT if column else LEFT)
            made.setToolTip(tooltip(_("{number}: due on {day}").format(number=each.number, day=day(each.due_on))))
            grid.addWidget(made, row, column)
    if not found.items:
        grid.addWidget(label(_("Nothing is open."), "muted"), 0, 0)
    return box


def _said(found: Interaction) -> Iterator[QWidget]:
    result, channel = contact_wording.result_name(found.result), contact_wording.channel_name(found.channel)
    yield label(f"{day(found.on_day)} · {result}", wrap=True)
    under = " · ".join(filter(None, (channel, found.contact, found.note)))
    if under:
        yield label(under, "caption", wrap=True)


def _promise_role(state: str) -> str:
    return {"broken": "overdue", "partly": "caution", "kept": "good"}.get(state, "caption")

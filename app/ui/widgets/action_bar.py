"""What can be done with the selected rows: buttons that show their keys; what has no room goes under "More".

bar = ActionBar()
bar.set_actions([pay, remind, contact])      # QActions; the first is the primary one
bar.set_text(_("Selected: {name}").format(name=row.name))
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QAction, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLayout, QMenu, QPushButton, QWidget

from app.i18n import _
from app.ui.theme import Theme, icon
from app.ui.widgets.labels import ElidedLabel, set_role, tooltip

LEAST_TEXT: Final = 140  # below it only "Selected…" would be left


class ActionBar(QFrame):
    """A strip at the foot of a page. The actions belong to the page; the bar only shows them."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        set_role(self, "actions")
        self._text = ElidedLabel()
        self._shown: list[tuple[QAction, _Button]] = []
        self._more = QPushButton(_("More"))
        self._menu = QMenu(self._more)
        self._more.setMenu(self._menu)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(12, 6, 12, 6)
        self._row.setSpacing(8)
        self._row.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)
        policy = self._text.sizePolicy()
        policy.setRetainSizeWhenHidden(True)  # the buttons stay at the right
        self._text.setSizePolicy(policy)
        self._row.addWidget(self._text, 1)
        self._row.addWidget(self._more)
        self._more.hide()

    def set_text(self, text: str) -> None:
        """What is chosen; actions that do not concern it at all may have been hidden meanwhile."""
        self._text.setText(text)
        self._fit()

    def set_actions(self, actions: Sequence[QAction]) -> None:
        """Show these, the first one as the primary, which has the focus where a button that goes had it."""
        had_focus = any(button.hasFocus() for _action, button in self._shown)
        for _action, button in self._shown:
            button.deleteLater()
        self._shown = [(action, _Button(action, primary=place == 0)) for place, action in enumerate(actions)]
        for place, (_action, button) in enumerate(self._shown):
            self._row.insertWidget(1 + place, button)
            button.came_or_went.connect(self._fit)
        self._fit()
        if had_focus and self.buttons():
            self.buttons()[0].setFocus()

    def buttons(self) -> list[QPushButton]:
        """The buttons in sight."""
        return [button for _action, button in self._shown if not button.isHidden()]

    def minimumSizeHint(self) -> QSize:
        return QSize(0, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def event(self, event: QEvent) -> bool:
        """A button whose words grew may have no room any more."""
        if event.type() == QEvent.Type.LayoutRequest and hasattr(self, "_more"):
            self._fit()
        return super().event(event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "_row"):
            self._fit()

    def _fit(self) -> None:
        """Show as many buttons as there is room for, the rest in the menu."""
        room = self.width() - 2 * 12
        shown = [(action, button) for action, button in self._shown if action.isVisible()]
        widths = [button.sizeHint().width() + self._row.spacing() for _action, button in shown]
        self._menu.clear()
        if sum(widths) > room:
            room -= self._more.sizeHint().width() + self._row.spacing()
        for action, button in self._shown:
            if not action.isVisible():
                button.hide()
        for place, (action, button) in enumerate(shown):
            fits = sum(widths[: place + 1]) <= room
            button.setVisible(fits)
            if not fits:
                self._menu.addAction(action)
        self._more.setVisible(not self._menu.isEmpty())
        self._text.setVisible(room - sum(widths) >= Theme.current().px(LEAST_TEXT))


class _Button(QPushButton):
    """A button that follows its action and shows its key. An action outlives many of its buttons: what a button hears ends
    with the button."""

    came_or_went = Signal()  # the action

    def __init__(self, action: QAction, *, primary: bool) -> None:
        super().__init__()
        self._action, self._primary = action, primary
        set_role(self, "primary" if primary else "")
        self._follow()
        action.changed.connect(self._follow)
        action.visibleChanged.connect(self.came_or_went)
        self.clicked.connect(action.trigger)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)

    def _follow(self) -> None:
        """A key that the window hears for the page is only shown here."""
        action = self._action
        keys = action.property("keys") or action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
        self.setText(f"{action.text()}  {keys}".rstrip())
        self.setAccessibleName(action.text().replace("&", ""))
        tinted = self._primary and action.icon().name()
        self.setIcon(icon(tinted, "on_accent") if tinted else action.icon())
        self.setEnabled(action.isEnabled())
        self.setToolTip(tooltip(action.toolTip()))

"""The strip under the menus: whose book this is, the jump box, and the five things done from everywhere."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QSizePolicy, QToolButton, QWidget

from app.i18n import _
from app.ui.theme import Theme, icon
from app.ui.widgets.jump_box import JumpBox
from app.ui.widgets.labels import label, tooltip

NEW = ("new_customer", "new_receivable", "payment")
SHOWN = ("import", "print", "undo", "settings")


class TopBar(QWidget):
    """Buttons lose their words, the rarest first, where there is no room; tips and names stay."""

    def __init__(self, company: str, jump: JumpBox, actions: Mapping[str, QAction]) -> None:
        super().__init__()
        self._company, self._name = label(company, "strong"), company
        self._company.setToolTip(tooltip(company))
        self._company.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._jump = jump
        self._new = _new_button([actions[name] for name in NEW])
        self._buttons = [_button(actions[name]) for name in SHOWN]
        self._buttons[-1].setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonIconOnly)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 8, 12, 4)
        row.setSpacing(8)
        row.addWidget(self._company, 2)
        row.addWidget(jump, 5)
        row.addStretch(1)
        for button in (self._new, *self._buttons):
            row.addWidget(button)

    def minimumSizeHint(self) -> QSize:
        return QSize(0, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.StyleChange, QEvent.Type.FontChange) and hasattr(self, "_buttons"):
            self._fit()

    def _fit(self) -> None:
        theme = Theme.current()
        self._jump.setMaximumWidth(theme.px(460))
        width = self._company.fontMetrics().horizontalAdvance(self._name) + 4
        self._company.setMinimumWidth(min(width, theme.px(180)))
        self._company.setMaximumWidth(width)
        room = self.width() - self._company.minimumWidth() - theme.px(220)
        words = [self._new, *self._buttons[:-1]]
        for button in words:
            button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        for button in reversed(words):
            if sum(each.sizeHint().width() + 8 for each in (self._new, *self._buttons)) <= room:
                break
            button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonIconOnly)


def _button(action: QAction) -> QToolButton:
    button = QToolButton()
    button.setDefaultAction(action)
    button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
    button.setAccessibleName(action.iconText())
    button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    return button


def _new_button(actions: list[QAction]) -> QToolButton:
    button = QToolButton()
    button.setText(_("Add"))
    button.setIcon(icon("plus"))
    button.setToolTip(tooltip(_("New customer, receivable or payment")))
    button.setAccessibleName(_("Add"))
    button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
    button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
    button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    menu = QMenu(button)
    menu.addActions(actions)
    button.setMenu(menu)
    return button

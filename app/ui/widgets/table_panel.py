"""A table with all around it: footer with count and sums, column menu, and a sentence when there is nothing to list.

panel = TablePanel(TableView(model, preferences.table("customers")))
panel.when_empty = Nothing(_("Import from Excel, or add one."), ((_("Import from Excel"), self.import_file),))
panel.when_filtered = Nothing(_("No customer matches."), ((_("Clear filter"), self.filters.clear),))
panel.show_keys(keys, footer=..., filtered=bool(self.filters.active))
panel.selection_text = lambda keys: ngettext("{count} selected", "{count} selected", len(keys))
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QHBoxLayout,
    QMenu,
    QPushButton,
    QStackedLayout,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from app.i18n import _, ngettext
from app.ui.theme import icon
from app.ui.widgets.labels import label, set_role, tooltip
from app.ui.widgets.table_model import Key
from app.ui.widgets.table_view import TableView


@dataclass(frozen=True, slots=True)
class Nothing:
    """What to say instead of an empty table, and one or two ways on (the first is the primary one)."""

    text: str
    ways: tuple[tuple[str, Callable[[], object]], ...] = ()


class TablePanel(QFrame):
    """The frame around a `TableView`."""

    def __init__(self, view: TableView, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.view = view
        self.when_empty = Nothing("")
        self.when_filtered = Nothing(_("Nothing matches."))
        self.selection_text: Callable[[list[Key]], str] = _selected
        self._footer = label("", "caption")
        self._chosen = label("", "caption")
        self._nothing = QWidget()
        self._foot = self._made_foot()
        self._stack = QStackedLayout()
        set_role(self, "panel")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(1, 1, 1, 1)
        layout.setSpacing(0)
        layout.addLayout(self._stack, 1)
        layout.addWidget(self._foot)
        # Only now: a stack without a parent shows its first widget as a window, which takes the focus away.
        self._stack.addWidget(view)
        self._stack.addWidget(self._nothing)
        self._add_column_menu()
        self.setFocusProxy(view)
        view.chosen_changed.connect(self._show_chosen)

    def show_keys(self, keys: Sequence[Key], footer: str = "", *, filtered: bool = False) -> None:
        """Show the rows, or why there are none; `footer` says count and sums."""
        self.view.set_keys(keys)
        self._footer.setText(footer)
        self._foot.setVisible(bool(keys) and bool(footer))
        if keys:
            focus = QApplication.focusWidget()
            held = focus is not None and (focus is self._nothing or self._nothing.isAncestorOf(focus))
            self._stack.setCurrentWidget(self.view)
            if held:  # left to itself the stack would give it to the button of the columns
                self.view.setFocus()
        else:
            self.show_nothing(self.when_filtered if filtered else self.when_empty)

    def show_nothing(self, nothing: Nothing) -> None:
        """A sentence and its buttons in the place of the rows."""
        page = nothing_page(nothing)
        self._stack.addWidget(page)
        self._stack.setCurrentWidget(page)
        self._stack.removeWidget(self._nothing)
        self._nothing.deleteLater()
        self._nothing = page

    def sizeHint(self) -> QSize:
        """Of a panel with a least height that one: it takes what is left."""
        hint, least = super().sizeHint(), self.minimumHeight()
        return QSize(hint.width(), least) if least else hint

    @property
    def nothing_text(self) -> str:
        """The sentence shown instead of rows; "" while there are rows."""
        return self._nothing.accessibleName() if self._stack.currentWidget() is self._nothing else ""

    def _made_foot(self) -> QFrame:
        foot = QFrame()
        set_role(foot, "foot")
        row = QHBoxLayout(foot)
        row.setContentsMargins(8, 4, 8, 4)
        row.addWidget(self._footer)
        row.addStretch(1)
        row.addWidget(self._chosen)
        return foot

    def _add_column_menu(self) -> None:
        button = QToolButton()
        button.setIcon(icon("dots-three-vertical", "text2"))
        set_role(button, "columns")
        button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        button.setToolTip(tooltip(_("Choose columns")))
        button.setAccessibleName(_("Choose columns"))
        menu = QMenu(button)
        menu.aboutToShow.connect(lambda: self.view.columns.fill_menu(menu))
        button.setMenu(menu)
        self.view.addScrollBarWidget(button, Qt.AlignmentFlag.AlignTop)
        self.view.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.view.verticalScrollBar().rangeChanged.connect(self._show_handle)
        self._show_handle()

    def _show_handle(self) -> None:
        """The bar stands for the button above it; a handle is only there when there is something to scroll."""
        bar = self.view.verticalScrollBar()
        set_role(bar, "" if bar.maximum() > bar.minimum() else "idle")

    def _show_chosen(self) -> None:
        keys = self.view.chosen_keys()
        self._chosen.setText(self.selection_text(keys) if len(keys) > 1 else "")


def _selected(keys: list[Key]) -> str:
    return ngettext("{count} selected", "{count} selected", len(keys))


def nothing_page(nothing: Nothing) -> QWidget:
    """A sentence in the middle and the ways on beneath it."""
    page = QWidget()
    page.setAccessibleName(nothing.text)
    layout = QVBoxLayout(page)
    layout.addStretch(1)
    sentence = label(nothing.text, "section", wrap=True)
    sentence.setAlignment(Qt.AlignmentFlag.AlignCenter)
    layout.addWidget(sentence)
    row = QHBoxLayout()
    row.addStretch(1)
    for place, (text, act) in enumerate(nothing.ways):
        button = QPushButton(text)
        set_role(button, "primary" if place == 0 else "")
        button.clicked.connect(lambda _checked=False, act=act: act())
        row.addWidget(button)
    row.addStretch(1)
    layout.addSpacing(12)
    layout.addLayout(row)
    layout.addStretch(2)
    return page

"""A list on a page: keyboard, selection by key, sorting, columns the person arranges.

view = TableView(model, preferences.table("receivables"))
view.opened.connect(lambda key: navigation.open("customer", key))
view.sort_changed.connect(self.sort_by)      # (("due_on", False), ("amount", True)): sort key, descending
view.set_actions([self.pay, self.remind])    # right click, Menu key
view.set_keys(keys)                          # selection, current row and place are kept by key
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QEvent, QItemSelection, QItemSelectionModel, QModelIndex, Qt, Signal
from PySide6.QtGui import QAction, QGuiApplication, QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QWidget

from app.services.formats import MINUS, NOTHING
from app.ui.preferences import TablePreferences
from app.ui.theme import Theme
from app.ui.widgets.frozen import FrozenFirst
from app.ui.widgets.table_columns import ColumnKeeper
from app.ui.widgets.table_model import Column, Key, TableModel
from app.ui.widgets.table_paint import RowDelegate, TableHeader

Sort = tuple[tuple[str, bool], ...]
_ROWS = QItemSelectionModel.SelectionFlag.Rows


class TableView(FrozenFirst):
    """The table itself; `TablePanel` adds footer, empty states and the column menu."""

    opened = Signal(object)  # key: Enter, F2, double click
    opened_aside = Signal(object)  # key: Shift+Enter
    sort_changed = Signal(object)  # Sort
    chosen_changed = Signal()  # selection or ticks

    def __init__(
        self, model: TableModel, remembered: TablePreferences | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.rows = model
        self.sort: Sort = ()
        self._resorted = False  # the next rows come in another order: what is first is what was asked for
        header = TableHeader(self)
        self.setHorizontalHeader(header)
        self.setModel(model)
        self.columns = ColumnKeeper(self, header, remembered or TablePreferences())
        self.setItemDelegate(RowDelegate(self))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.verticalHeader().hide()
        self._take_sizes()
        header.sectionClicked.connect(self._sort_by_click)
        self.doubleClicked.connect(lambda index: self.opened.emit(model.key_at(index.row())))
        self.selectionModel().selectionChanged.connect(self.chosen_changed)
        model.ticked_changed.connect(self.chosen_changed)

    # --- rows and selection, by key

    def set_keys(self, keys: Sequence[Key]) -> None:
        """Show these rows. What was selected stays selected; where the current row is gone, the next one takes over."""
        selected, row, key = self.selected_keys(), self.currentIndex().row(), self.current_key()
        top = self.verticalScrollBar().value()
        self.rows.set_keys(keys)
        if not keys:
            self.chosen_changed.emit()
            return
        places = {k: i for i, k in enumerate(keys)} if selected or key is not None else {}
        kept = [places[k] for k in selected if k in places]
        current = places.get(key, min(max(row, 0), len(keys) - 1)) if key is not None else -1
        self.verticalScrollBar().setValue(top)
        self._put_selection(kept, current, bool(selected))
        if self._resorted:
            self.scrollToTop()
        self._resorted = False

    def select_keys(self, keys: Sequence[Key]) -> None:
        """Select these rows and go to the first of them."""
        wanted = set(keys)
        rows = [i for i, key in enumerate(self.rows.keys) if key in wanted]
        self._put_selection(rows, rows[0] if rows else -1, False)

    def current_key(self) -> Key | None:
        row = self.currentIndex().row()
        return self.rows.key_at(row) if 0 <= row < self.rows.rowCount() else None

    def selected_keys(self) -> list[Key]:
        """Keys of the selected rows, in the order shown."""
        spans = self.selectionModel().selection().toList()
        chosen = {row for span in spans for row in range(span.top(), span.bottom() + 1)}
        return [self.rows.key_at(row) for row in sorted(chosen)]

    def chosen_keys(self) -> list[Key]:
        """What an action is about: the ticked rows, or else the selected ones."""
        return self.rows.ticked or self.selected_keys()

    def _put_selection(self, rows: Sequence[int], current: int, fall_back: bool) -> None:
        last = self.rows.columnCount() - 1
        chosen = QItemSelection()
        for top, bottom in _runs(rows or ([current] if fall_back and current >= 0 else [])):
            chosen.select(self.rows.index(top, 0), self.rows.index(bottom, last))
        model = self.selectionModel()
        if current >= 0:
            model.setCurrentIndex(self.rows.index(current, 0), QItemSelectionModel.SelectionFlag.NoUpdate)
        model.select(chosen, QItemSelectionModel.SelectionFlag.ClearAndSelect | _ROWS)
        if current >= 0:
            self.scrollTo(self.rows.index(current, 0))

    # --- sorting

    def set_sort(self, sort: Sort) -> None:
        """Show by what the rows are sorted; the page asked SQL for that order."""
        self.sort = sort
        directions = dict(sort)
        arrows = {i: directions[c.sort_key] for i, c in enumerate(self.rows.columns) if c.sort_key in directions}
        header = self.horizontalHeader()
        if isinstance(header, TableHeader):
            header.show_sort(arrows)

    def sort_by(self, section: int, descending: bool | None = None, *, also: bool = False) -> None:
        """Sort by a column (again: the other way round); `also` keeps the first column and makes this the second."""
        key = self.rows.columns[section].sort_key
        if not key:
            return
        if descending is None:
            descending = not dict(self.sort).get(key, True)
        first = tuple(part for part in self.sort[:1] if also and part[0] != key)
        self.set_sort((*first, (key, descending)))
        self._resorted = True
        self.sort_changed.emit(self.sort)

    def _sort_by_click(self, section: int) -> None:
        shift = QGuiApplication.keyboardModifiers() & Qt.KeyboardModifier.ShiftModifier
        self.sort_by(section, also=bool(shift))

    # --- actions, keys

    def set_actions(self, actions: Sequence[QAction]) -> None:
        """The actions of the row: right click and Menu key show them."""
        for action in self.actions():
            self.removeAction(action)
        self.addActions(list(actions))
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)

    def copy(self) -> None:
        """Put the selected rows on the clipboard, tab separated, as Excel takes them; also those never scrolled to."""
        keys, order, model = self.selected_keys(), self.columns.visible(), self.rows

        def text(rows: list[Any]) -> str:
            known = {model.key_of(row): row for row in rows}
            lines = (model.line(known[key], order) for key in keys if key in known)
            return "\n".join("\t".join(_for_excel(cell) for cell in line) for line in lines)

        model.gather(keys, text, QGuiApplication.clipboard().setText)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self._own_key(event):
            super().keyPressEvent(event)

    def _own_key(self, event: QKeyEvent) -> bool:
        key, modifiers, current = event.key(), event.modifiers(), self.current_key()
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2) and current is not None:
            aside = modifiers & Qt.KeyboardModifier.ShiftModifier
            (self.opened_aside if aside else self.opened).emit(current)
        elif key == Qt.Key.Key_Space and not modifiers and self.rows.ticks:
            self.rows.toggle(self.selected_keys())
        elif key in (Qt.Key.Key_Up, Qt.Key.Key_Down) and modifiers & Qt.KeyboardModifier.AltModifier:
            column, shift = max(self.currentIndex().column(), 0), Qt.KeyboardModifier.ShiftModifier
            self.sort_by(column, key == Qt.Key.Key_Down, also=bool(modifiers & shift))
        else:
            return False
        event.accept()
        return True

    # --- sizes

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "columns"):
            self._take_sizes()
            self.columns.apply()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.columns.fill()

    def _take_sizes(self) -> None:
        rows = self.verticalHeader()
        rows.setMinimumSectionSize(1)
        rows.setDefaultSectionSize(Theme.current().row_height)

    def moveCursor(self, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier) -> QModelIndex:
        """Home and End go to the first and last row, as in any list."""
        rows = {
            QAbstractItemView.CursorAction.MoveHome: 0,
            QAbstractItemView.CursorAction.MoveEnd: self.rows.rowCount() - 1,
        }
        if action in rows and rows[action] >= 0:
            return self.rows.index(rows[action], max(self.currentIndex().column(), 0))
        return super().moveCursor(action, modifiers)


def known_sort(columns: Sequence[Column], sort: Sequence[tuple[str, bool]]) -> Sort:
    """What of a remembered sorting the columns still have."""
    known = {column.sort_key for column in columns if column.sort_key}
    return tuple((key, down) for key, down in sort if key in known)


def _runs(rows: Sequence[int]) -> list[tuple[int, int]]:
    """Rows as (first, last) of unbroken runs: selecting all of 200,000 rows is one range."""
    runs: list[tuple[int, int]] = []
    for row in sorted(rows):
        if runs and row == runs[-1][1] + 1:
            runs[-1] = (runs[-1][0], row)
        else:
            runs.append((row, row))
    return runs


def _for_excel(text: Any) -> str:
    """One cell: no line breaks, "—" as nothing, a minus Excel reads, and no text that Excel would run as a formula."""
    plain = " ".join(str(text or "").split())
    if plain == NOTHING:
        return ""
    plain = plain.replace(MINUS, "-") if plain[1:2].isdigit() or plain[2:3].isdigit() else plain
    return f"'{plain}" if plain.startswith(("=", "+", "@")) else plain

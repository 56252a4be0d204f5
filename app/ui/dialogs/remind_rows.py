"""The debts of one customer in the reminder window: what is asked is ticked, what is not due yet can be, what is held is shown.

rows = MentionRows()
rows.show_found(found); rows.chosen()        # instalments to be named
rows.changed.connect(...)                    # another choice
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.i18n import _
from app.services import remind_desk_wording as words
from app.services.formats import day, figure
from app.services.rules.reminding import DueItem, DueReminder, PausedItem
from app.ui.theme import Theme
from app.ui.widgets.labels import label
from app.ui.widgets.table_model import RIGHT, Column, Index, Key, TableModel
from app.ui.widgets.table_panel import Nothing, TablePanel
from app.ui.widgets.table_view import TableView
from app.ui.widgets.text_edit import ENTER

LEAST_HEIGHT: Final = 120


@dataclass(frozen=True, slots=True)
class Mention:
    """One line: an instalment, `amount` of it, and why that is left out (None = it is not)."""

    id: Key
    item: DueItem
    amount: int
    paused: PausedItem | None = None


class MentionModel(TableModel):
    """What is held cannot be ticked."""

    def __init__(self, columns: Iterable[Column], fetch: Callable[[Any], list[Mention]]) -> None:
        super().__init__(tuple(columns), fetch, ticks=True)

    def toggle(self, keys: Iterable[Key]) -> None:
        super().toggle([key for key in keys if isinstance(key, int)])

    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = super().flags(index)
        return flags if self._free(index) else flags & ~Qt.ItemFlag.ItemIsUserCheckable

    def _check_state(self, index: Index) -> Qt.CheckState | None:
        return super()._check_state(index) if self._free(index) else None

    def _free(self, index: Index) -> bool:
        return index.isValid() and isinstance(self.key_at(index.row()), int)


class MentionView(TableView):
    """Enter goes on, also while there is nothing in it yet."""

    entered = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in ENTER:
            event.accept()
            self.entered.emit()
        else:
            super().keyPressEvent(event)


class MentionRows(QWidget):
    """The table, and what the ticked ones come to."""

    changed = Signal()
    entered = Signal()  # Enter in the table: go on with what is ticked

    def __init__(self) -> None:
        super().__init__()
        self._mentions: dict[Key, Mention] = {}
        self._currency = "CNY"
        self._silent = False
        self.model = MentionModel(self._columns(), lambda keys: [self._mentions[key] for key in keys])
        self.view = MentionView(self.model)
        self.view.setAccessibleName(_("What is named"))
        self.panel = TablePanel(self.view)
        self.panel.when_empty = Nothing(_("This customer owes nothing now."))
        self.sum = label("", "strong", wrap=True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addWidget(self.panel, 1)
        layout.addWidget(self.sum)
        self.panel.setMinimumHeight(Theme.current().px(LEAST_HEIGHT))
        self.setFocusProxy(self.view)
        self.model.ticked_changed.connect(self._tell)
        self.view.entered.connect(self.entered)

    def show_found(self, found: DueReminder) -> None:
        """What is overdue and asked is ticked; what is not due yet and what is held is not."""
        free = [Mention(item.instalment_id, item, item.asked) for item in (*found.items, *found.later)]
        held = [Mention(f"{each.item.instalment_id} {each.why}", each.item, each.amount, each) for each in found.paused]
        self._mentions = {each.id: each for each in (*free, *held)}
        self._currency = found.currency
        self._silent = True
        self.panel.show_keys(list(self._mentions))
        self.model.toggle(set(self.model.ticked) ^ {item.instalment_id for item in found.items})
        if self._mentions and not self.view.selected_keys():
            self.view.select_keys(list(self._mentions)[:1])
        self._silent = False

    def show_nothing(self) -> None:
        self._mentions = {}
        self.panel.show_keys([])
        self.sum.setText("")

    def chosen(self) -> tuple[int, ...]:
        """The instalments that are ticked, in the order shown."""
        return tuple(int(key) for key in self.model.ticked)

    def _tell(self) -> None:
        if not self._silent:
            self.changed.emit()

    def _columns(self) -> list[Column]:
        return [
            Column("number", _("Receivable no."), lambda r: words.item_title(r.item), width=128, tooltip=words.item_told),
            Column("due", _("Due date"), lambda r: day(r.item.due_on), width=92),
            Column("amount", _("Amount"), lambda r: figure(r.amount, self._currency), RIGHT, 98, bold=lambda r: not r.paused,
                   role=lambda r: "text2" if r.paused else ""),
            Column("state", _("State"), words.item_state, width=150, stretch=True, tooltip=words.item_told,
                   icon=lambda r: words.item_look(r)[0], role=lambda r: words.item_look(r)[1]),
        ]  # fmt: skip

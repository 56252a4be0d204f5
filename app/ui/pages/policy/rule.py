"""One credit rule: a sentence, its numbers, what is usual and where that comes from, and the way back to it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLayout, QPushButton, QVBoxLayout, QWidget

from app.i18n import _
from app.models.errors import UserError
from app.services import policy_wording as wording
from app.services.rules import policy_shape as shape
from app.services.rules.parameters import PARAMETERS
from app.services.rules.policy_shape import Cell, Path
from app.ui.pages.policy.draft import RulesDraft
from app.ui.pages.policy.editors import Editor, IndustryTicks, editor_for
from app.ui.theme import Theme
from app.ui.widgets.flow import FlowLayout
from app.ui.widgets.labels import label, set_role


class RuleRow(QWidget):
    """Shows one rule of the draft and puts what is typed into it."""

    def __init__(self, name: str, draft: RulesDraft) -> None:
        super().__init__()
        self.name, self._draft = name, draft
        self.editors: dict[Path, Editor] = {}
        self.sentence = label(wording.label(name), wrap=True)
        self.under = label("", "caption", wrap=True)
        self.restore = QPushButton(_("Restore"))
        self.restore.setAccessibleName(_("Restore: {rule}").format(rule=wording.label(name)))
        keep = self.restore.sizePolicy()
        keep.setRetainSizeWhenHidden(True)
        self.restore.setSizePolicy(keep)
        set_role(self.restore, "link")
        self.restore.clicked.connect(self._restored)
        self._lay_out()
        self.show_draft(None)

    def show_draft(self, trouble: tuple[str, str] | None) -> None:
        """What the draft says now; `trouble` = the cell that is in the way and why."""
        value, usual = getattr(self._draft.policy, self.name), getattr(shape.USUAL, self.name)
        if [cell.path for cell in shape.cells(self.name, value)] != list(self.editors):
            self._make_numbers(value)
        own = trouble if trouble and trouble[0].partition(".")[0] == self.name else None
        for path, editor in self.editors.items():
            at_fault = own is not None and own[0] == shape.key(self.name, path)
            if not at_fault:
                editor.show_value(shape.at(value, path))
            editor.mark(own[1] if own and at_fault else "")
        self.restore.setVisible(value != usual or own is not None)
        set_role(self.sentence, "strong" if value != usual else "")
        self._tell(own[1] if own else "", value, usual)

    def focus_cell(self, cell: str) -> Editor | None:
        """Go to the number that is named; it is given back to be brought into sight."""
        found = next((each for path, each in self.editors.items() if shape.key(self.name, path) == cell), None)
        if found is not None:
            found.setFocus(Qt.FocusReason.OtherFocusReason)
        return found

    def _tell(self, reason: str, value: Any, usual: Any) -> None:
        if reason:
            self.under.setText(reason)
            set_role(self.under, "overdue")
            return
        parts = [wording.source(self.name)]
        now = getattr(self._draft.base, self.name)
        if value != usual:
            parts.insert(0, _("Changed, usual: {value}").format(value=wording.other_text(self.name, value, usual)))
        if now not in (value, usual):
            parts.insert(1, _("in force: {value}").format(value=wording.other_text(self.name, value, now)))
        self.under.setText(" · ".join(parts))
        set_role(self.under, "caption")

    def _restored(self) -> None:
        self._draft.restore(self.name)
        next(iter(self.editors.values())).setFocus(Qt.FocusReason.OtherFocusReason)

    def _typed(self, editor: Editor) -> None:
        value = getattr(self._draft.policy, self.name)
        for path, each in self.editors.items():
            try:
                value = shape.put(value, path, each.value())
            except UserError as problem:
                self._draft.block(self.name, shape.key(self.name, path), problem.text)
                return
        self._draft.put(self.name, value)

    # --- building

    def _lay_out(self) -> None:
        px = Theme.current().px
        self._place = QVBoxLayout()
        self._place.setContentsMargins(0, 0, 0, 0)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, px(6), 0, px(6))
        grid.setHorizontalSpacing(px(12))
        grid.setVerticalSpacing(px(4))
        grid.setColumnStretch(0, 1)
        grid.addWidget(self.sentence, 0, 0)
        wide = shape.is_table(self.name) or PARAMETERS[self.name].unit == "code"
        if wide:
            grid.addLayout(self._place, 1, 0, 1, 3)
        else:
            grid.addLayout(self._place, 0, 1)
        grid.addWidget(self.restore, 0, 2, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(self.under, 2, 0, 1, 3)
        self._make_numbers(getattr(self._draft.policy, self.name))

    def _make_numbers(self, value: Any) -> None:
        while (old := self._place.takeAt(0)) is not None:
            shown = old.widget()
            if shown is not None:
                shown.deleteLater()
        self.editors = {}
        box = QWidget()
        box.setLayout(self._numbers(value))
        self._place.addWidget(box)

    def _numbers(self, value: Any) -> QLayout:
        rows = shape.rows(self.name, value)
        if len(rows) == 1 and not shape.is_table(self.name):
            return self._beside(self._editor(rows[0][0], value), rows[0][0].unit)
        return self._table(rows, value) if len(rows[0]) > 1 else self._list(rows, value)

    def _list(self, rows: list[list[Cell]], value: Any) -> QLayout:
        """Numbers one after the other, each under its name."""
        flow = FlowLayout(Theme.current().px(12))
        flow.setContentsMargins(0, 0, 0, 0)
        for (cell,) in rows:
            editor = self._editor(cell, value)
            box = QWidget()
            column = QVBoxLayout(box)
            column.setContentsMargins(0, 0, 0, 0)
            column.setSpacing(2)
            column.addWidget(label(wording.place_text(self.name, cell.path, value), "caption"))
            column.addLayout(self._beside(editor, cell.unit))
            flow.addWidget(box)
        return flow

    def _table(self, rows: list[list[Cell]], value: Any) -> QLayout:
        """A line for each row, its numbers under their titles."""
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setColumnStretch(0, 1)
        for column, title in enumerate(wording.columns(self.name)):
            grid.addWidget(label(title, "caption"), 0, 1 + column)
        for line, cells in enumerate(rows, 1):
            grid.addWidget(label(wording.place_text(self.name, cells[0].path, value), wrap=True), line, 0)
            for column, cell in enumerate(cells):
                grid.addLayout(self._beside(self._editor(cell, value), cell.unit), line, 1 + column)
        return grid

    def _editor(self, cell: Cell, value: Any) -> Editor:
        title = " · ".join(self._titles(cell, value))
        editor = editor_for(cell, title)
        editor.show_value(shape.at(value, cell.path))
        editor.typed.connect(lambda: self._typed(editor))
        self.editors[cell.path] = editor
        return editor

    def _titles(self, cell: Cell, value: Any) -> Iterator[str]:
        yield wording.label(self.name)
        if cell.path:
            yield wording.place_text(self.name, cell.path, value)

    def _beside(self, editor: Editor, unit: str) -> QHBoxLayout:
        """The editor and its unit."""
        row = QHBoxLayout()
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(Theme.current().px(4))
        row.addWidget(editor, 1 if isinstance(editor, IndustryTicks) else 0)
        if not isinstance(editor, IndustryTicks):
            behind = label(wording.unit_text(unit), "muted")
            if not shape.is_table(self.name):
                behind.setFixedWidth(Theme.current().px(56))
            row.addWidget(behind)
        return row

"""Step 2 of the import: which column is what, and what the figures and dates mean."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from app.i18n import _, mark
from app.services.formats import joined
from app.services.imports import kinds
from app.services.imports.sitting import Draft, Wishes
from app.ui.dialogs.import_settings import ReadingSettings
from app.ui.theme import Theme
from app.ui.widgets.fields import CalmBox
from app.ui.widgets.flow import FlowLayout
from app.ui.widgets.labels import ElidedLabel, label, set_role, tooltip
from app.ui.widgets.scroll import scrolling

BADGES: Final = {
    "auto": (mark("Matched"), "good"),
    "confirm": (mark("Please check"), "caution"),
    "chosen": (mark("Chosen by you"), "caption"),
    "": (mark("Not used"), "caption"),
    "missing": (mark("Needed"), "overdue"),
}
SEPARATOR: Final = " · "


@dataclass(slots=True)
class _Line:
    """The widgets of one field."""

    field: kinds.Field
    box: CalmBox
    samples: QLabel
    badge: QLabel


class ColumnsStep(QWidget):
    """A drop-down for each field, its first values beside it, and a word on how sure that is."""

    changed = Signal()  # a setting: the next step is open or not
    remapped = Signal()  # a column: ask anew what follows from it

    def __init__(self) -> None:
        super().__init__()
        self.draft: Draft | None = None
        self.lines: dict[str, _Line] = {}
        self.settings = ReadingSettings()
        self._grid, self._unused = QGridLayout(), FlowLayout()
        self._rest = label("", "section")
        self._lay_out()
        self.settings.changed.connect(self.changed)

    # --- what is shown

    def show_draft(self, draft: Draft) -> None:
        """A file as it would be read; everything chosen before is forgotten."""
        self.draft = draft
        self._fill_grid(draft)
        self.settings.show_draft(draft)
        self.update_draft(draft)

    def update_draft(self, draft: Draft) -> None:
        """The same file with other columns: what follows from them."""
        self.draft = draft
        self.settings.update_draft(draft)
        self._show_lines()

    @property
    def columns(self) -> dict[str, int]:
        """Column index by field, as chosen."""
        return {name: line.box.currentData() for name, line in self.lines.items() if line.box.currentIndex() > 0}

    def wishes(self) -> Wishes:
        return self.settings.wishes(self.columns)

    def obstacle(self) -> str:
        """Why the rows cannot be checked yet, or ""."""
        return self.obstacle_of_columns() or self.settings.obstacle()

    def obstacle_of_columns(self) -> str:
        missing = [line.field.name for line in self._missing()]
        if not missing or self.draft is None:
            return ""
        kind = self.draft.proposal.kind
        names = joined(kinds.label(kind, name) for name in missing)
        return _("Choose the column for: {names}").format(names=names)

    def first_question(self) -> QWidget | None:
        """Where a person has to choose first; None when there is nothing to choose."""
        missing = next((line.box for line in self._missing()), None)
        return missing or (self.settings.order.box if self.obstacle() else None)

    def use_as_note(self, index: int) -> None:
        box = self.lines["note"].box
        box.setCurrentIndex(box.findData(index))

    def _missing(self) -> list[_Line]:
        return [line for line in self.lines.values() if line.field.required and line.box.currentIndex() <= 0]

    # --- columns

    def _fill_grid(self, draft: Draft) -> None:
        _clear(self._grid)
        self.lines = {}
        proposal = draft.proposal
        fields = sorted(kinds.fields(proposal.kind), key=lambda f: (not f.required, f.name not in proposal.indexes))
        for place, (name, stretch) in enumerate(
            ((_("Field"), 2), (_("Column of the file"), 3), (_("First values"), 4))
        ):
            self._grid.addWidget(label(name, "caption"), 0, place)
            self._grid.setColumnStretch(place, stretch)
        for row, field in enumerate(fields, 1):
            self._add_line(row, field, draft)

    def _add_line(self, row: int, field: kinds.Field, draft: Draft) -> None:
        box = CalmBox()
        box.setMinimumHeight(Theme.current().px(30))
        box.setMinimumContentsLength(12)
        box.setSizeAdjustPolicy(CalmBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        box.addItem(_("Not in the file"), None)
        for index, heading in sorted(draft.headings.items()):
            box.addItem(heading, index)
        box.setCurrentIndex(max(0, box.findData(draft.proposal.indexes.get(field.name, -1))))
        title = kinds.label(draft.proposal.kind, field.name)
        box.setAccessibleName(title)
        box.currentIndexChanged.connect(lambda _place: self._chosen(field.name))
        line = _Line(field, box, ElidedLabel(), label())
        set_role(line.samples, "muted")
        self.lines[field.name] = line
        shown = _("{title} (required)").format(title=title) if field.required else title
        for place, widget in enumerate((label(shown, buddy=box), box, line.samples, line.badge)):
            self._grid.addWidget(widget, row, place)

    def _chosen(self, name: str) -> None:
        """A column serves one field: the field that had it gives it up."""
        index = self.lines[name].box.currentData()
        for other, line in self.lines.items():
            if other != name and index is not None and line.box.currentData() == index:
                line.box.blockSignals(True)
                line.box.setCurrentIndex(0)
                line.box.blockSignals(False)
        self._show_lines()
        self.remapped.emit()

    def _show_lines(self) -> None:
        draft = self.draft
        if draft is None:
            return
        found = {column.field: column for column in draft.proposal.columns}
        for name, line in self.lines.items():
            index = line.box.currentData()
            line.samples.setText(SEPARATOR.join(draft.samples.get(index, ())))
            known = found.get(name)
            sure = known.certainty if known and known.index == index else "chosen"
            state = sure if index is not None else "missing" if line.field.required else ""
            word, role = BADGES[state]
            line.badge.setText(_(word))
            set_role(line.badge, role)
        self._show_unused(draft)

    def _show_unused(self, draft: Draft) -> None:
        _clear(self._unused)
        taken = set(self.columns.values())
        rest = [(index, heading) for index, heading in sorted(draft.headings.items()) if index not in taken and heading]
        self._rest.setVisible(bool(rest))
        can_note = "note" in self.lines and "note" not in self.columns
        self._rest.setText(_("Columns not used: a click makes one the note") if can_note else _("Columns not used"))
        for index, heading in rest:
            self._unused.addWidget(self._unused_column(index, heading, can_note))

    def _unused_column(self, index: int, heading: str, can_note: bool) -> QWidget:
        samples = SEPARATOR.join(self.draft.samples.get(index, ())) if self.draft else ""
        if not can_note:
            shown = label(heading, "muted")
            shown.setToolTip(tooltip(samples))
            return shown
        button = QPushButton(heading.replace("&", "&&"))
        set_role(button, "chip")
        button.setAutoDefault(False)
        button.setToolTip(tooltip(samples))
        button.clicked.connect(lambda: self.use_as_note(index))
        return button

    # --- layout

    def _lay_out(self) -> None:
        px = Theme.current().px
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, px(8), 0)
        column.setSpacing(px(8))
        self._grid.setHorizontalSpacing(px(12))
        self._grid.setVerticalSpacing(px(4))
        column.addWidget(self.settings)
        column.addLayout(self._grid)
        column.addWidget(self._rest)
        column.addLayout(self._unused)
        column.addStretch(1)
        frame = QVBoxLayout(self)
        frame.setContentsMargins(0, 0, 0, 0)
        frame.addWidget(scrolling(body))


def _clear(layout: QGridLayout | FlowLayout) -> None:
    while (item := layout.takeAt(0)) is not None:
        widget = item.widget()
        if widget is not None:
            widget.hide()
            widget.deleteLater()

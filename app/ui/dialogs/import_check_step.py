"""Step 3 of the import: what would happen to each row, what is wrong with some, and what the total will be."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QVBoxLayout, QWidget

from app.i18n import _, mark, ngettext
from app.services.formats import joined, money
from app.services.imports import kinds
from app.services.imports.preview import SHOWN, PreviewRow
from app.services.imports.repairs import BLANK, CREATE, EXAMPLES, SKIP, Group
from app.services.imports.sitting import Checked
from app.ui.theme import Theme
from app.ui.widgets.fields import CalmBox
from app.ui.widgets.labels import label, set_role
from app.ui.widgets.scroll import scrolling
from app.ui.widgets.table_model import LEFT, RIGHT, Column, TableModel
from app.ui.widgets.table_panel import Nothing, TablePanel
from app.ui.widgets.table_view import TableView
from app.ui.widgets.tiles import Tile, tile_row

TILES: Final = (
    ("new", mark("New")),
    ("changed", mark("Updated")),
    ("same", mark("Skipped")),
    ("wrong", mark("Needs fixing")),
)
NOTES: Final = {
    "new": mark("will be added"),
    "changed": mark("will be changed"),
    "same": mark("in the book already"),
    "wrong": mark("will be left out"),
}
REPAIRS: Final = {
    SKIP: mark("Leave these rows out"),
    BLANK: mark("Leave these cells empty"),
    CREATE: mark("Add these customers"),
}
WIDTHS: Final = {"customer": 140, "name": 140, "amount": 110}


class CheckStep(QWidget):
    """Tiles that filter the rows; problems by what would mend them; the total to compare with one's own."""

    repaired = Signal(object, str)  # Group, one of its repairs

    def __init__(self) -> None:
        super().__init__()
        self.checked: Checked | None = None
        self.tiles = {key: Tile(key, _(caption)) for key, caption in TILES}
        self.state = ""
        self.repairs: list[tuple[Group, CalmBox]] = []
        self.panel: TablePanel | None = None
        self._total, self._aside = label("", "strong", wrap=True), label("", "caption", wrap=True)
        self._groups = QGridLayout()
        self._problems = _group_frame(self._groups)
        self._place = QVBoxLayout()
        self._lay_out()
        for tile in self.tiles.values():
            tile.opened.connect(self.filter)

    def show_checked(self, checked: Checked, repaired: Sequence[tuple[Group, str]]) -> None:
        """`repaired`: what a person decided for groups that are gone by it."""
        self.checked = checked
        for key, tile in self.tiles.items():
            wrong = key == "wrong" and checked.counts[key] > 0
            tile.show_figure(f"{checked.counts[key]:,}", _(NOTES[key]), "overdue" if wrong else "caption")
        self._show_groups([*repaired, *((group, SKIP) for group in checked.groups)])
        self._build_table(checked)
        self._show_lines("")
        self._show_total(checked)

    def filter(self, state: str) -> None:
        """The rows of one tile; the same tile again shows all."""
        self._show_lines("" if state == self.state else state)

    # --- the rows

    def _build_table(self, checked: Checked) -> None:
        """Each kind of file has columns of its own."""
        if self.panel is not None:
            self._place.removeWidget(self.panel)
            self.panel.deleteLater()
        model = TableModel(_columns(checked.plan.kind), checked.preview.rows)
        self.panel = TablePanel(TableView(model))
        self.panel.setMinimumHeight(Theme.current().px(150))
        self._place.addWidget(self.panel)

    def _show_lines(self, state: str) -> None:
        self.state = state
        for key, tile in self.tiles.items():
            set_role(tile, "tile-chosen" if key == state else "tile")
        if self.checked is None or self.panel is None:
            return
        lines, whole = self.checked.preview.lines(state), len(self.checked.preview.lines())
        footer = _("{shown} of {whole} rows shown").format(shown=f"{len(lines):,}", whole=f"{whole:,}")
        self.panel.when_empty = Nothing(_("The file has no rows below its headings."))
        self.panel.when_filtered = Nothing(
            _("There are no such rows."), ((_("Show all rows"), lambda: self._show_lines("")),)
        )
        self.panel.show_keys(lines, footer, filtered=bool(state))

    def _show_total(self, checked: Checked) -> None:
        self._total.setVisible(checked.balance is not None)
        if checked.balance is not None:
            words = _("After the import the total receivables will be {amount}. Compare it with your own total.")
            self._total.setText(words.format(amount=money(checked.balance, checked.own)))
        count = checked.passed_over
        words = ngettext("{count} line was passed over", "{count} lines were passed over", count)
        self._aside.setText(_("{lines}: totals, repeated headings and notes.").format(lines=words))
        self._aside.setVisible(count > 0)

    # --- the problems

    def _show_groups(self, groups: Sequence[tuple[Group, str]]) -> None:
        while (item := self._groups.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self.repairs = []
        self._problems.setVisible(bool(groups))
        for row, (group, chosen) in enumerate(groups):
            self._groups.addWidget(label(self._group_text(group), wrap=True), row, 0)
            self._groups.addWidget(self._repair_of(group, chosen), row, 1)
        self._groups.setColumnStretch(0, 1)
        self._problems.setFixedHeight(Theme.current().px(min(32 * len(groups) + 14, 96)))

    def _repair_of(self, group: Group, chosen: str) -> QWidget:
        """A choice where there is one."""
        if len(group.repairs) == 1:
            return label(_(REPAIRS[group.repairs[0]]), "muted")
        box = CalmBox()
        box.setMinimumHeight(Theme.current().px(28))
        box.setAccessibleName(self._group_text(group))
        for repair in group.repairs:
            box.addItem(_(REPAIRS[repair]), repair)
        box.setCurrentIndex(max(0, box.findData(chosen)))
        box.activated.connect(lambda _place: self.repaired.emit(group, box.currentData()))
        self.repairs.append((group, box))
        return box

    def _group_text(self, group: Group) -> str:
        """ "4 rows. Amount: this is not a number (“待定”, “/”)"."""
        kind = self.checked.plan.kind if self.checked else "invoices"
        name = kinds.label(kind, group.field) if group.field in kinds.LABELS else _("Row")
        rows = ngettext("{count} row", "{count} rows", len(group.lines))
        text = _("{rows} · {field}: {why}").format(rows=rows, field=name, why=group.why)
        if not group.values:
            return text
        values = joined(_("“{value}”").format(value=value[:24]) for value in group.values[:EXAMPLES])
        more = "…" if len(group.values) > EXAMPLES else ""
        return _("{text} ({values})").format(text=text, values=values + more)

    # --- layout

    def _lay_out(self) -> None:
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(tile_row(list(self.tiles.values())))
        column.addWidget(self._problems)
        column.addLayout(self._place, 1)
        column.addWidget(self._total)
        column.addWidget(self._aside)
        frame = QVBoxLayout(self)
        frame.setContentsMargins(0, 0, 0, 0)
        frame.addWidget(scrolling(body))


def _columns(kind: str) -> list[Column]:
    line = Column("line", _("Row"), lambda row: str(row.id), align=RIGHT, width=44)
    what = Column("what", _("What happens"), lambda row: row.what, role=_role, icon=_icon, width=150, stretch=True)
    return [line, *(_field_column(kind, field) for field in SHOWN[kind]), what]


def _field_column(kind: str, field: str) -> Column:
    def cell(row: PreviewRow) -> str:
        return row.cells[field]

    align = RIGHT if field in ("amount", "credit_limit") else LEFT
    return Column(field, kinds.label(kind, field), cell, align=align, width=WIDTHS.get(field, 88))


def _role(row: PreviewRow) -> str:
    return {"wrong": "overdue", "same": "text2"}.get(row.state, "")


def _icon(row: PreviewRow) -> str:
    return {"wrong": "warning", "new": "plus", "changed": "pencil-simple", "same": "check"}[row.state]


def _group_frame(grid: QGridLayout) -> QFrame:
    inner = QWidget()
    grid.setContentsMargins(12, 4, 12, 4)
    grid.setHorizontalSpacing(12)
    grid.setVerticalSpacing(4)
    column = QVBoxLayout(inner)
    column.setContentsMargins(0, 0, 0, 0)
    column.addLayout(grid)
    column.addStretch(1)
    frame = QFrame()
    set_role(frame, "panel")
    outer = QVBoxLayout(frame)
    outer.setContentsMargins(1, 1, 1, 1)
    area = scrolling(inner)
    area.viewport().setAutoFillBackground(False)
    inner.setAutoFillBackground(False)
    outer.addWidget(area)
    return frame

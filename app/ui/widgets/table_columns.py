"""Which columns a table shows, how wide and in what order, remembered on this machine."""

from __future__ import annotations

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHeaderView, QMenu, QTableView

from app.i18n import _
from app.ui.preferences import TablePreferences
from app.ui.theme import Theme
from app.ui.widgets.arrange_columns import ArrangeColumns
from app.ui.widgets.table_model import Column, TableModel
from app.ui.widgets.table_paint import TableHeader


class ColumnKeeper:
    """Applies remembered widths, order and choice to a view and notes what the person changes.

    Widths are kept at 100 % text size. Room left over goes to the first column marked `stretch`.
    """

    def __init__(self, view: QTableView, header: TableHeader, remembered: TablePreferences) -> None:
        self._view, self._header, self._remembered = view, header, remembered
        self._quiet = False
        self._away: frozenset[str] = frozenset()
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        self.apply()
        header.sectionResized.connect(self._resized)
        header.sectionMoved.connect(self._moved)

    @property
    def _columns(self) -> tuple[Column, ...]:
        model = self._view.model()
        return model.columns if isinstance(model, TableModel) else ()

    def apply(self) -> None:
        """Bring the header in line with what is remembered."""
        self._quiet = True
        remembered, px = self._remembered, Theme.current().px
        for section, column in enumerate(self._columns):
            width = px(remembered.widths.get(column.key, column.width))
            self._header.resizeSection(section, max(width, self._header.title_width(section)))
            self._header.setSectionHidden(section, not remembered.shown.get(column.key, self._by_itself(column)))
        sections = {column.key: section for section, column in enumerate(self._columns)}
        order = remembered.order or list(sections)
        for place, section in enumerate(sections[key] for key in order if key in sections):
            self._header.moveSection(self._header.visualIndex(section), place)
        self._quiet = False
        self.fill()

    def leave_out(self, keys: frozenset[str]) -> None:
        """Columns for which there is no room just now; those a person asked for stay."""
        if keys != self._away:
            self._away = keys
            self.apply()

    def _by_itself(self, column: Column) -> bool:
        return column.shown and column.key not in self._away

    def fill(self) -> None:
        """Give the room left over to the stretching column."""
        wide = next((i for i, c in enumerate(self._columns) if c.stretch and not self._header.isSectionHidden(i)), None)
        if wide is None:
            return
        column = self._columns[wide]
        least = Theme.current().px(self._remembered.widths.get(column.key, column.width))
        others = sum(self._header.sectionSize(i) for i in range(len(self._columns)) if i != wide)
        self._quiet = True
        self._header.resizeSection(wide, max(least, self._view.viewport().width() - others))
        self._quiet = False

    def visible(self) -> list[int]:
        """Sections shown, from left to right."""
        sections = (self._header.logicalIndex(place) for place in range(self._header.count()))
        return [section for section in sections if not self._header.isSectionHidden(section)]

    def show(self, key: str, shown: bool) -> None:
        """Show or hide a column; the last one in sight stays."""
        if shown or len(self.visible()) > 1:
            self._remembered.shown[key] = shown
        self.apply()

    def move(self, key: str, by: int) -> None:
        """One place to the left (-1) or right (1) among all columns, also those not shown."""
        keys = self.in_order()
        place = keys.index(key)
        keys.insert(min(max(place + by, 0), len(keys) - 1), keys.pop(place))
        self._remembered.order = keys
        self.apply()

    def in_order(self) -> list[str]:
        """Every column from left to right, shown or not."""
        sections = (self._header.logicalIndex(place) for place in range(self._header.count()))
        return [self._columns[section].key for section in sections]

    def titles(self) -> dict[str, tuple[str, bool]]:
        """By key: the title of a column and whether it is shown."""
        return {c.key: (c.title, not self._header.isSectionHidden(place)) for place, c in enumerate(self._columns)}

    def take(self, kept: TablePreferences) -> None:
        """Show the columns of a saved view."""
        mine = self._remembered
        mine.widths, mine.shown, mine.order = dict(kept.widths), dict(kept.shown), list(kept.order)
        self.apply()

    def kept(self) -> TablePreferences:
        """The columns as they are now, for a saved view."""
        mine = self._remembered
        return TablePreferences(dict(mine.widths), dict(mine.shown), list(mine.order))

    def reset(self) -> None:
        """Back to the columns as they come."""
        for kept in (self._remembered.widths, self._remembered.shown, self._remembered.order):
            kept.clear()
        self.apply()

    def fill_menu(self, menu: QMenu) -> None:
        """One tick per column, and the way back."""
        menu.clear()
        for section, column in enumerate(self._columns):
            action = QAction(column.title, menu, checkable=True, checked=not self._header.isSectionHidden(section))
            action.toggled.connect(lambda shown, key=column.key: self.show(key, shown))
            menu.addAction(action)
        menu.addSeparator()
        menu.addAction(_("Arrange columns…"), lambda: ArrangeColumns.over(self._view, self))
        menu.addAction(_("Restore the usual columns"), self.reset)

    def _resized(self, section: int, old: int, new: int) -> None:
        if not self._quiet and new > 0:
            self._remembered.widths[self._columns[section].key] = round(new * 100 / Theme.current().zoom)

    def _moved(self) -> None:
        if not self._quiet:
            self._remembered.order = self.in_order()

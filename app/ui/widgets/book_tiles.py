"""The four figures of the whole book, as Today and the Dashboard show them.

tiles = BookTiles(desk.navigation)
tiles.show_tiles(services.dashboard.tiles())
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QWidget

from app.i18n import _
from app.services import wording
from app.services.dashboard import Tiles
from app.services.formats import compact, money
from app.ui.navigation import Navigation
from app.ui.widgets.labels import tooltip
from app.ui.widgets.tiles import Tile

SPACE = 12


class BookTiles(QWidget):
    """Total receivables, overdue, due within 7 days, received this month; each leads to its rows.

    Four beside each other, two where there is no room for four.
    """

    def __init__(self, navigation: Navigation, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._navigation = navigation
        self.tiles = {
            "open": Tile("open", _("Total receivables")),
            "overdue": Tile("overdue", _("Overdue")),
            "due_soon": Tile("due_soon", _("Due within 7 days")),
            "received": Tile("received", _("Received this month")),
        }
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(SPACE)
        self._columns = 0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        for tile in self.tiles.values():
            tile.opened.connect(self._open)
        self._arrange(4)

    def show_tiles(self, found: Tiles) -> None:
        late = "overdue" if found.overdue else "caption"
        self._show("open", found.balance, found, wording.balance_note(found))
        self.tiles["open"].setToolTip(tooltip(wording.balance_sum(found)))
        self._show("overdue", found.overdue, found, wording.overdue_note(found), late)
        self._show("due_soon", found.due_soon, found, wording.due_soon_note(found))
        self._show("received", found.received, found, wording.received_note(found))
        self._fit()

    def minimumSizeHint(self) -> QSize:
        """Any width: two columns and large type must not make the window wider than the screen."""
        return QSize(0, self.sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "_columns"):
            self._fit()

    def _fit(self) -> None:
        widest = max(tile.minimumSizeHint().width() for tile in self.tiles.values())
        self._arrange(4 if 4 * widest + 3 * SPACE <= self.width() else 2)

    def _arrange(self, columns: int) -> None:
        if columns == self._columns:
            return
        self._columns = columns
        for place, tile in enumerate(self.tiles.values()):
            self._grid.addWidget(tile, place // columns, place % columns)
        for column in range(4):
            self._grid.setColumnStretch(column, 1 if column < columns else 0)
        self.updateGeometry()

    def _open(self, key: str) -> None:
        if key == "received":
            self._navigation.open("receivables", view="payments", period="month")
        else:
            self._navigation.open("receivables", chip=key)

    def _show(self, key: str, minor: int, found: Tiles, note: str, role: str = "caption") -> None:
        """The short figure; the exact one in the tooltip."""
        self.tiles[key].show_figure(compact(minor, found.currency), note, role)
        self.tiles[key].setToolTip(tooltip(money(minor, found.currency)))

"""Saved views of a list: its filters, words, sorting and columns under a name; the pinned ones stand beside the chips.

views = SavedViews(preferences, "customers", now=self.view_now, show=self.show_view)
FilterBar(..., boxes=[views])
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QDialog, QHBoxLayout, QInputDialog, QMenu, QPushButton, QWidget

from app.i18n import _
from app.ui.preferences import Preferences, SavedView
from app.ui.widgets.arrange_columns import arranging
from app.ui.widgets.labels import set_role
from app.ui.widgets.ordered_list import Entry, OrderedList


class SavedViews(QWidget):
    """A button with the saved views of one list, and a chip for each pinned one."""

    def __init__(
        self, preferences: Preferences, name: str, now: Callable[[], SavedView], show: Callable[[SavedView], None]
    ) -> None:
        """`now` gives the list as it stands (without a name); `show` brings it into the state of a view."""
        super().__init__()
        self._preferences, self._name, self._now, self._show = preferences, name, now, show
        self.menu = QMenu(self)
        self.button = QPushButton(_("Views"))
        self.button.setMenu(self.menu)
        self.menu.aboutToShow.connect(self._fill_menu)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(8)
        self._row.addWidget(self.button)
        self._pins: list[QPushButton] = []
        self._show_pins()

    @property
    def views(self) -> list[SavedView]:
        return self._preferences.views.get(self._name, [])

    def save_as(self, name: str, *, pinned: bool = False) -> None:
        """The list as it stands under a name; a view of that name is replaced and keeps its place and pin."""
        known = next((view for view in self.views if view.name == name), None)
        made = replace(self._now(), name=name, pinned=known.pinned if known else pinned)
        self.put([made if view is known else view for view in self.views] if known else [*self.views, made])

    def put(self, views: list[SavedView]) -> None:
        """Keep these views, in this order."""
        self._preferences.views[self._name] = views
        self._preferences.save()
        self._show_pins()

    def apply(self, name: str) -> None:
        """Show the view of that name."""
        for view in self.views:
            if view.name == name:
                self._show(view)

    def pins(self) -> list[QPushButton]:
        return self._pins

    def ask_name(self) -> QInputDialog:
        """Asks for a name and saves under it."""
        dialog = QInputDialog(self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setWindowTitle(_("Save this view"))
        dialog.setLabelText(_("Name of the view: its filters, sorting and columns are kept on this computer."))
        dialog.setOkButtonText(_("Save view"))
        dialog.setCancelButtonText(_("Cancel"))
        dialog.textValueSelected.connect(lambda text: self.save_as(text.strip()) if text.strip() else None)
        dialog.open()
        return dialog

    def _fill_menu(self) -> None:
        self.menu.clear()
        for view in self.views:
            action = QAction(view.name.replace("&", "&&"), self.menu)
            action.triggered.connect(lambda _on=False, name=view.name: self.apply(name))
            self.menu.addAction(action)
        self.menu.addSeparator()
        self.menu.addAction(_("Save this view…"), self.ask_name)
        self.menu.addAction(_("Pin, rename or remove…"), lambda: ArrangeViews(self).open()).setEnabled(bool(self.views))

    def _show_pins(self) -> None:
        for button in self._pins:
            self._row.removeWidget(button)
            button.deleteLater()
        self._pins = [self._pin(view) for view in self.views if view.pinned]
        self.updateGeometry()

    def _pin(self, view: SavedView) -> QPushButton:
        button = QPushButton(view.name.replace("&", "&&"))
        set_role(button, "chip")
        button.clicked.connect(lambda _on=False, name=view.name: self.apply(name))
        self._row.addWidget(button)
        button.show()
        return button


class ArrangeViews(QDialog):
    """Pinning, renaming, ordering and removing saved views; applies at once."""

    def __init__(self, views: SavedViews) -> None:
        super().__init__(views.window())
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._views = views
        self.list = OrderedList(renames=True)
        self.list.setAccessibleName(_("Saved views"))
        self.list.moved.connect(self._move)
        self.list.ticked.connect(lambda name, on: self._change(name, pinned=on))
        self.list.renamed.connect(self._rename)
        self.list.removed.connect(self._remove)
        remove = QPushButton(_("Remove view"))
        remove.clicked.connect(lambda _on=False: self._remove(self.list.current()))
        hint = _("Space pins a view beside the filters, F2 renames it, Del removes it, Ctrl+Up and Ctrl+Down move it.")
        arranging(self, _("Saved views"), hint, self.list.beside(_("Move up"), _("Move down"), remove))
        self._fill()
        self.list.setFocus()

    def _fill(self, current: str = "") -> None:
        self.list.show_entries([Entry(view.name, view.name, view.pinned) for view in self._views.views], current)

    def _change(self, name: str, /, **values: object) -> None:
        self._views.put([replace(v, **values) if v.name == name else v for v in self._views.views])  # type: ignore[arg-type]
        self._fill(str(values.get("name", name)))

    def _rename(self, name: str, wanted: str) -> None:
        """A name can be given once; an empty one or one in use is not taken."""
        free = wanted and all(view.name != wanted for view in self._views.views)
        self._change(name, name=wanted if free else name)

    def _move(self, name: str, by: int) -> None:
        views = list(self._views.views)
        place = next(i for i, view in enumerate(views) if view.name == name)
        views.insert(place + by, views.pop(place))
        self._views.put(views)
        self._fill()

    def _remove(self, name: str) -> None:
        self._views.put([view for view in self._views.views if view.name != name])
        self._fill()

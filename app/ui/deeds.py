"""What each command of the window does. The table of commands itself is `actions.py`."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox

from app import __version__
from app.i18n import _
from app.ui import theme
from app.ui.actions import TABS
from app.ui.book_out import ask_and_export
from app.ui.widgets.arrange_columns import ArrangeColumns
from app.ui.widgets.filter_bar import FilterBar
from app.ui.widgets.page import Page
from app.ui.widgets.saved_views import SavedViews
from app.ui.widgets.table_view import TableView
from app.ui.widgets.toast import Toast

if TYPE_CHECKING:
    from app.ui.main_window import MainWindow

NORMAL = 100
FOR_THE_APPLICATION = ("new_book", "open_book", "restore")
# Dialogs that need nothing, and those that begin with what is selected.
WINDOWS = (
    "calendar", "entry_grid", "history", "import", "letter_texts", "letters", "new_customer", "rates", "settings", "shortcuts", "statements",
)  # fmt: skip
ON_SELECTION = (
    "bill", "contact", "credit_paper", "deal", "deposit", "may_i_ship", "new_receivable", "notice", "payment", "prepayment", "remind", "security", "statement",
    "feedback", "matter", "visit", "write_off",
)  # fmt: skip


def deeds_of(window: MainWindow) -> dict[str, Callable[[], object]]:
    """A deed for each name of `actions.py`, tabs included."""
    navigation = window.desk.navigation
    return {
        **{f"tab_{name}": partial(navigation.open, name) for name, _title, _words in TABS},
        **{name: partial(window.wants.emit, name) for name in FOR_THE_APPLICATION},
        **{name: partial(navigation.dialog, name) for name in WINDOWS},
        **{name: partial(_on_selection, window, name) for name in ON_SELECTION},
        "print": partial(_print, window),
        "backup": window.backups.now,
        "export": partial(ask_and_export, window),
        "policy": partial(navigation.open, "policy"),
        "quit": window.close,
        "undo": window.undo.undo,
        "redo": window.undo.redo,
        "find": partial(_find, window),
        "jump": window.jump_box.start,
        "back": navigation.back,
        "refresh": partial(_refresh, window),
        "views": partial(_views, window),
        "columns": partial(_columns, window),
        "compact": partial(_compact, window),
        "side_pane": partial(_side_pane, window),
        "larger": partial(_zoom, window, 1),
        "smaller": partial(_zoom, window, -1),
        "normal_size": partial(_zoom, window, 0),
        "bank": partial(navigation.open, "receivables", view="bank"),
        "new_contract": partial(navigation.open, "contract", contract=None),
        "new_item": partial(_new_item, window),
        "ageing": partial(navigation.open, "reports"),
        "about": partial(_about, window),
    }


def _on_selection(window: MainWindow, name: str) -> None:
    """A dialog that begins with what is selected; whole customers only, where it is about something new."""
    chosen = dict(window.page.selection()) if window.page is not None else {}
    if name not in ("payment", "bill", "write_off"):
        chosen.pop("instalments", None)
    window.desk.navigation.dialog(name, **chosen)


def _new_item(window: MainWindow) -> None:
    dialog = window.page.new_dialog if window.page is not None else ""
    _on_selection(window, dialog or "new_receivable")


def _print(window: MainWindow) -> None:
    """The page decides what its paper is; where it has none the ageing report is one tab away."""
    page: Page | None = window.page
    if page is None or page.print_shown():
        return
    Toast.show_over(window, _("There is no paper of this page. The ageing report is under Reports."))


def _find(window: MainWindow) -> None:
    bars = window.page.findChildren(FilterBar) if window.page is not None else []
    filters = next((bar for bar in bars if bar.isVisible()), None)  # a page may have a list behind another
    if filters is None:
        window.jump_box.start()
    else:
        filters.box.setFocus(Qt.FocusReason.ShortcutFocusReason)
        filters.box.selectAll()


def _refresh(window: MainWindow) -> None:
    if window.page is not None:
        window.page.refresh()
    window.count_today()


def _columns(window: MainWindow) -> None:
    """Of the list in sight; where there is none, that is said."""
    views = window.page.findChildren(TableView) if window.page is not None else []
    view = next((view for view in views if view.isVisible()), None)
    if view is None:
        Toast.show_over(window, _("This page has no list whose columns could be chosen."))
    else:
        ArrangeColumns.over(view, view.columns)


def _views(window: MainWindow) -> None:
    saved = window.page.findChildren(SavedViews) if window.page is not None else []
    shown = next((each for each in saved if each.isVisible()), None)
    if shown is None:
        Toast.show_over(window, _("This page has no list whose views could be saved."))
    else:
        shown.button.setFocus(Qt.FocusReason.ShortcutFocusReason)
        shown.button.showMenu()


def _compact(window: MainWindow) -> None:
    preferences = window.desk.preferences
    preferences.row_height = "comfortable" if preferences.row_height == "compact" else "compact"
    theme.apply(preferences)
    preferences.save()


def _side_pane(window: MainWindow) -> None:
    """Beside today's list, or not."""
    preferences = window.desk.preferences
    preferences.side_pane = not preferences.side_pane
    preferences.save()
    if window.page is not None:
        window.page.arrange()
    on, off = _("Today has a side pane where the window is wide enough."), _("Today has no side pane.")
    Toast.show_over(window, on if preferences.side_pane else off)


def _zoom(window: MainWindow, steps: int) -> None:
    preferences = window.desk.preferences
    if steps:
        preferences.zoom_by(steps)
    else:
        preferences.zoom = NORMAL
    theme.apply(preferences)
    preferences.save()
    window.status.set_zoom(preferences.zoom)


def _about(window: MainWindow) -> None:
    text = _("Kedun {version}. Credit control for small firms, offline, in one file. MIT licence.")
    QMessageBox.about(window, _("About Kedun"), text.format(version=__version__))

"""The menus of the bank's statement, beside the line they are about: other possibilities, reasons to ignore it."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import QPoint
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu

from app.i18n import _
from app.services.bank_wording import IGNORED, why_text
from app.services.rules.bank_lines import Suggestion
from app.ui.pages.receivables.bank_columns import Row
from app.ui.theme import Theme
from app.ui.widgets.table_view import TableView


def ask_other(
    table: TableView, row: Row, names: Mapping[int, str], then: Callable[[Suggestion], object], choose: QAction
) -> QMenu:
    """Every suggestion of the line, then a customer of one's own choice."""
    menu = QMenu(table)
    for each in row.match.suggestions if row.match else ():
        why = why_text(each, names, row.line.currency)
        text = _("{name}: {why}").format(name=names.get(each.customer_id, ""), why=why)
        menu.addAction(text.replace("&", "&&")).triggered.connect(lambda _on=False, each=each: then(each))
    menu.addSeparator()
    menu.addAction(choose)
    return _popped_up(table, menu)


def ask_reason(table: TableView, then: Callable[[str], object]) -> QMenu:
    """The list of reasons, the commonest first."""
    menu = QMenu(table)
    for code, words in IGNORED.items():
        menu.addAction(_(words)).triggered.connect(lambda _on=False, code=code: then(code))
    return _popped_up(table, menu)


def _popped_up(table: TableView, menu: QMenu) -> QMenu:
    """Under the line, where our side of the list begins; Enter takes the first."""
    menu.setActiveAction(next(each for each in menu.actions() if not each.isSeparator()))
    place = table.visualRect(table.currentIndex()).bottomLeft()
    menu.popup(table.viewport().mapToGlobal(place + QPoint(Theme.current().px(240), 0)))
    return menu

"""The credit file of a customer in the window, and what tests do with it."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QDialog, QMenu
from pytestqt.qtbot import QtBot

from app.ui.dialogs.form_dialog import FormDialog
from app.ui.main_window import MainWindow
from app.ui.pages.customer.file import FileTab
from app.ui.pages.customer.page import CustomerPage
from tests.ui.program import Program


class Shown:
    """The tab of customer A in the window."""

    def __init__(self, program: Program, qtbot: QtBot) -> None:
        self.program, self._qtbot = program, qtbot
        self.window: MainWindow = program.open()
        self.who = program.ask(lambda s: s.customers.by_code("A").id)
        self.window.desk.navigation.open("customer", self.who, tab="file")
        program.rest()
        qtbot.waitUntil(lambda: self.tab.file is not None)

    @property
    def tab(self) -> FileTab:
        page = self.window.page
        assert isinstance(page, CustomerPage)
        return page.file

    def press(self, about: str) -> None:
        """The button of a missing piece or a section."""
        self.tab.overview.buttons[about].click()
        self.program.rest()

    def dialog(self, kind: type[Any] = FormDialog) -> Any:
        self._qtbot.waitUntil(lambda: any(each.isVisible() for each in self.window.findChildren(kind)))
        self.program.rest()
        found = next(each for each in self.window.findChildren(kind) if each.isVisible())
        found.activateWindow()
        self._qtbot.waitUntil(found.isActiveWindow)
        return found

    def closed(self) -> None:
        self._qtbot.waitUntil(lambda: not any(each.isVisible() for each in self.window.findChildren(QDialog)))
        self.program.rest()

    def save(self, dialog: FormDialog, **values: Any) -> None:
        dialog.form.set(values)
        dialog.form.submit()
        self.closed()

    def act(self, part: str, text: str) -> None:
        self.tab.show_part(part)
        next(each for each in self.tab.actions_now() if each.text() == text).trigger()

    def rows(self, part: str, *columns: str) -> list[tuple[str, ...]]:
        model = self.tab.panels[part].view.rows
        places = [next(i for i, column in enumerate(model.columns) if column.key == key) for key in columns]
        return [tuple(str(model.index(row, place).data()) for place in places) for row in range(model.rowCount())]

    def menu(self, name: str) -> QMenu:
        found = self.window.findChild(QMenu, name)
        assert isinstance(found, QMenu)
        return found

    def undo(self) -> None:
        self.program.write(lambda s: s.history.undo())

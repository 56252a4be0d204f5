"""The keys of a customer's page, where a list of a tab offers one that the page has, too."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QWidget
from pytestqt.qtbot import QtBot

from app.ui.pages.customer.coll_contacts import ContactsPart
from app.ui.pages.customer.page import CustomerPage
from tests.ui.program import Program


def test_the_key_in_the_bar_is_heard_in_the_list_and_beside_it(program: Program, qtbot: QtBot) -> None:
    """F2 edits the customer only where no list of a tab offers it."""
    window = program.open(program.book("customer A net 30\ncontact A 2026-11-14 other next 2026-11-20"))
    who = program.ask(lambda s: s.customers.by_code("A").id)

    def opened(focus: QWidget) -> str:
        window.activateWindow()
        focus.setFocus()
        qtbot.waitUntil(lambda: window.isActiveWindow() and focus.hasFocus())
        program.press(Qt.Key.Key_F2)
        qtbot.waitUntil(lambda: any(each.isVisible() for each in window.findChildren(QDialog)))
        dialog = next(each for each in window.findChildren(QDialog) if each.isVisible())
        title = dialog.windowTitle()
        dialog.reject()
        qtbot.waitUntil(lambda: not any(each.isVisible() for each in window.findChildren(QDialog)))
        return title

    window.desk.navigation.open("customer", who, tab="collection", part="contacts")
    program.rest()
    page = window.page
    assert isinstance(page, CustomerPage)
    contacts = page.collection.parts["contacts"]
    assert isinstance(contacts, ContactsPart)
    qtbot.waitUntil(contacts.note.isEnabled)
    assert [opened(contacts.view), opened(page.tabs.tabBar())] == ["Something else on 2026-11-14"] * 2
    page.tabs.setCurrentIndex(0)
    assert opened(page.tabs.tabBar()) == "Edit A Company"

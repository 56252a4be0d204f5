"""Ctrl+K: what is found, and where it leads."""

from __future__ import annotations

from functools import partial
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.services.contract_drafts import ContractDraft
from app.ui.dialogs.calendar import CalendarDialog
from app.ui.main_window import MainWindow
from app.ui.pages.today.page import TodayPage
from app.ui.widgets.jump_box import Target
from tests.ui.keys import type_in
from tests.ui.program import Program

NAMES = ("宏达建材有限公司", "华兴五金经营部", "天源商贸有限公司")


@pytest.fixture
def window(program: Program) -> MainWindow:
    opened = program.open()
    for name in NAMES:
        program.write(partial(_add, name))
    program.control(Qt.Key.Key_K)
    assert opened.jump_box.hasFocus()
    return opened


def _add(name: str, services: Any) -> None:
    services.customers.add({"name": name, "phone": "138 0013 8000"})


def found(window: MainWindow, program: Program, qtbot: QtBot, text: str) -> list[str]:
    """The lines of the list after typing."""
    box = window.jump_box
    box.clear()
    type_in(box, text)
    program.rest()
    return [box.hits.item(row).text() for row in range(box.hits.count())] if box.is_open() else []


def test_customer_by_initials_and_enter(window: MainWindow, program: Program, qtbot: QtBot) -> None:
    assert found(window, program, qtbot, "hdjc") == ["宏达建材有限公司"]
    program.press(Qt.Key.Key_Return)
    assert window.desk.navigation.place is not None
    assert window.desk.navigation.place.name == "customer"
    assert window.page is not None
    assert window.page.place.key == 3
    assert window.jump_box.text() == ""
    assert not window.jump_box.hasFocus()


def test_enter_quicker_than_the_answer(window: MainWindow, program: Program) -> None:
    type_in(window.jump_box, "hxwj")
    program.press(Qt.Key.Key_Return)
    assert window.page is not None
    assert window.page.place.key == 4


def test_line_below_by_arrow(window: MainWindow, program: Program, qtbot: QtBot) -> None:
    """Who was dealt with last stands on top."""
    lines = found(window, program, qtbot, "13800138000")
    assert lines == list(reversed(NAMES))
    program.press(Qt.Key.Key_Down)
    program.press(Qt.Key.Key_Down)
    program.press(Qt.Key.Key_Return)
    assert window.page is not None
    assert window.page.place.key == 3


def test_receivable_by_number_leads_to_the_list(window: MainWindow, program: Program, qtbot: QtBot) -> None:
    assert found(window, program, qtbot, "A-2") == ["A-2"]
    assert window.jump_box.hits.item(0).data(Qt.ItemDataRole.UserRole).detail == "A Company"
    program.press(Qt.Key.Key_Return)
    assert window.desk.navigation.place is not None
    assert (window.desk.navigation.place.name, dict(window.desk.navigation.place.wishes)) == (
        "receivables",
        {"search": "A-2"},
    )


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("invoice", "Receivables"),
        ("发票", "Receivables"),
        ("zhangdan", "Receivables"),
        ("欠条", "Receivables"),
        ("import", "Import Excel"),
        ("backup", "Back up now"),
        ("备份", "Back up now"),
        ("收钱", "Log a payment"),
        ("new cust", "New customer"),
        ("dashboard", "Dashboard"),
        ("aging", "Ageing report"),
    ],
)
def test_commands_by_what_people_call_them(
    window: MainWindow, program: Program, qtbot: QtBot, text: str, line: str
) -> None:
    assert line in found(window, program, qtbot, text)


def test_command_shows_its_key_and_is_done(window: MainWindow, program: Program, qtbot: QtBot) -> None:
    found(window, program, qtbot, "dashboard")
    target = window.jump_box.hits.item(0).data(Qt.ItemDataRole.UserRole)
    assert isinstance(target, Target)
    assert (target.name, target.detail) == ("Dashboard", "Ctrl+5")
    program.press(Qt.Key.Key_Return)
    assert window.page is not None
    assert window.page.name == "dashboard"


def test_list_takes_no_focus_and_escape_leaves(window: MainWindow, program: Program, qtbot: QtBot) -> None:
    assert found(window, program, qtbot, "tysm") == ["天源商贸有限公司"]
    assert window.jump_box.hasFocus()
    program.press(Qt.Key.Key_Escape)
    assert not window.jump_box.is_open()
    program.control(Qt.Key.Key_2)
    assert window.jump_box.text() == ""


def test_nothing_found_shows_no_list(window: MainWindow, program: Program, qtbot: QtBot) -> None:
    assert found(window, program, qtbot, "qqqqqq") == []


def test_a_contract_by_its_number(window: MainWindow, program: Program, qtbot: QtBot) -> None:
    program.write(_sign)
    assert found(window, program, qtbot, "ht-2026") == ["HT-2026-001"]
    program.press(Qt.Key.Key_Return)
    assert window.page is not None
    assert (window.page.place.name, window.page.place.wishes["search"]) == ("contracts", "HT-2026-001")


def _sign(services: Any) -> None:
    services.contracts.add(ContractDraft(services.customers.by_code("A").id, 100, title="Doors"))


def test_behind_a_dialog_the_list_has_the_focus_again(program: Program, qtbot: QtBot) -> None:
    window = program.open()
    page = window.page
    assert isinstance(page, TodayPage)
    page.view.setFocus()
    qtbot.waitUntil(page.view.hasFocus)
    program.control(Qt.Key.Key_K)
    found(window, program, qtbot, "calendar")
    program.press(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: isinstance(QApplication.activeModalWidget(), CalendarDialog))
    program.rest()
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, CalendarDialog)
    dialog.reject()
    qtbot.waitUntil(lambda: QApplication.activeModalWidget() is None)
    assert window.focusWidget() is page.view

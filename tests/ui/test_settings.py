"""Settings apply at once: the looks on this computer, the company in the book."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.services import company
from app.ui.dialogs.settings import SettingsDialog
from app.ui.dialogs.shortcuts import shortcut_lines
from app.ui.theme import Theme
from tests.ui.program import Program


def opened(program: Program) -> Any:
    window = program.open()
    window.desk.navigation.dialog("settings")
    program.rest()
    return window.findChildren(SettingsDialog)[0]


def choose(dialog: Any, key: str, value: object) -> None:
    box = dialog.form[key].box
    box.setCurrentIndex(box.findData(value))


def test_looks_apply_at_once_and_are_kept(program: Program) -> None:
    dialog, size = opened(program), QApplication.font().pointSizeF()
    choose(dialog, "theme", "dark")
    assert Theme.current().is_dark
    choose(dialog, "zoom", 150)
    assert QApplication.font().pointSizeF() == size * 1.5
    choose(dialog, "row_height", "compact")
    assert Theme.current().row_height == 42
    kept = program.preferences
    assert (kept.theme, kept.zoom, kept.row_height) == ("dark", 150, "compact")


def test_language_makes_the_window_anew(program: Program, qtbot: QtBot) -> None:
    dialog = opened(program)
    before = program.window
    choose(dialog, "language", "zh_CN")
    qtbot.waitUntil(lambda: program.application.window is not before)
    assert program.settled().tabs.tabText(4) == "看板"


def test_company_is_saved_on_leaving_a_field(program: Program, qtbot: QtBot) -> None:
    dialog = opened(program)
    assert dialog.form["name"].said() == "Currency of the book: CNY"
    dialog.form["phone"].line.setText("0571-8800 1234")
    dialog.form["phone"].left.emit()
    qtbot.waitUntil(lambda: program.ask(lambda s: company.of(s.store)).phone == "0571-8800 1234")
    assert program.ask(lambda s: s.history.can_undo().label) == "company.update"


def test_company_needs_a_name(program: Program, qtbot: QtBot) -> None:
    dialog = opened(program)
    dialog.form["name"].line.setText("")
    dialog.form["name"].left.emit()
    qtbot.waitUntil(lambda: dialog.form["name"].reason != "")
    assert program.ask(lambda s: company.of(s.store)).name == "Test & Co"


def test_sheet_of_keys_names_what_each_does() -> None:
    lines = dict(shortcut_lines())
    assert lines["Ctrl+R / F3"] == "Log a payment"
    assert lines["Ctrl+4"] == "Receivables"
    assert lines["Ctrl+Z"] == "Undo"


def test_the_english_name_of_the_firm(program: Program, qtbot: QtBot) -> None:
    dialog = opened(program)
    dialog.form["name_en"].line.setText("Test (Wuxi) Ltd")
    dialog.form["name_en"].left.emit()
    qtbot.waitUntil(lambda: program.ask(lambda s: company.of(s.store)).name_en == "Test (Wuxi) Ltd")
    assert program.ask(lambda s: company.of(s.store)).name == "Test & Co"

"""The window over a book: keys, tabs, undo, the badge, the status line, files let fall on it."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QAction, QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QDialog, QPushButton
from pytestqt.qtbot import QtBot

from app import machine
from app.ui import theme
from app.ui.actions import COMMANDS, TABS
from app.ui.main_window import MainWindow
from app.ui.registry import DIALOGS, PAGES, load_class
from app.ui.widgets.message_bar import MessageBar
from app.ui.widgets.page import Page
from app.ui.widgets.status_line import backup_text
from app.ui.widgets.toast import Toast
from tests.book import TODAY, Book
from tests.ui.program import Program

ABOUT_A_CUSTOMER = (
    "exposure", "financials", "group_limit", "insurance", "limit", "override", "profile", "questionnaire",
)  # fmt: skip
# Dialogs that are about one thing.
WISHES: dict[str, dict[str, Any]] = {
    "interest": {"receivable": 1}, "approve_exception": {"decision": 1}, "insurance_worth": {"policy": 1},
    "matter_claim": {"matter": 1}, "credit_fact": {"customer": 1, "kind": "tax"},
    **{name: {"customer": 1} for name in ABOUT_A_CUSTOMER},
}  # fmt: skip
KEYS = (Qt.Key.Key_1, Qt.Key.Key_2, Qt.Key.Key_3, Qt.Key.Key_4, Qt.Key.Key_5, Qt.Key.Key_6)


def toasts(window: MainWindow) -> list[str]:
    return [toast.text() for toast in window.findChildren(Toast)]


def names(program: Program) -> list[str]:
    found: list[str] = program.ask(lambda s: [hit.name for hit in s.customers.search("")])
    return sorted(found)


@pytest.mark.parametrize("name", sorted(PAGES))
def test_every_page_can_be_shown(program: Program, name: str) -> None:
    window = program.open()
    window.desk.navigation.open(name, 1 if name == "customer" else None)
    program.rest()
    assert window.page is not None
    assert window.page.name == name
    assert window.isActiveWindow()  # nothing flashed up as a window of its own


@pytest.mark.parametrize("name", sorted(DIALOGS))
def test_every_dialog_can_be_opened_and_left(program: Program, qtbot: QtBot, name: str) -> None:
    window = program.open()
    window.desk.navigation.dialog(name, **WISHES.get(name, {}))
    program.rest()
    dialog = next(d for d in window.findChildren(QDialog) if isinstance(d, load_class(DIALOGS[name])))
    assert dialog.isActiveWindow()
    dialog.reject()
    qtbot.waitUntil(lambda: not window.findChildren(load_class(DIALOGS[name])))
    program.write(lambda s: s.customers.add({"name": "Later"}))  # what has gone does not hear of it


def test_tabs_by_keys(program: Program) -> None:
    window = program.open()
    shown = []
    for key in KEYS:
        program.control(key)
        assert window.page is not None
        shown.append((window.page.name, window.tabs.currentIndex()))
    assert shown == [(name, place) for place, (name, _title, _words) in enumerate(TABS)]


def test_tab_and_size_are_remembered(program: Program, qtbot: QtBot) -> None:
    window = program.open()
    program.control(Qt.Key.Key_4)
    window.resize(1024, 640)
    with qtbot.waitSignal(program.application.left):
        window.close()
    program.application.start(None)
    again = program.settled()
    assert again.tabs.currentIndex() == 3
    assert (again.width(), again.height()) == (1024, 640)


def test_back_goes_where_one_was(program: Program) -> None:
    window = program.open()
    program.control(Qt.Key.Key_2)
    program.control(Qt.Key.Key_6)
    program.press(Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert window.page is not None
    assert window.page.name == "customers"


def test_customer_beside_the_window(program: Program, qtbot: QtBot) -> None:
    window = program.open()
    window.desk.navigation.open_aside("customer", 2)
    program.rest()
    page = next(each for each in window.findChildren(Page) if each.name == "customer")
    assert page.place.key == 2
    assert page.window() is not window
    assert page.isVisible()
    assert window.page is not None
    assert window.page.name == "today"
    page.window().close()
    qtbot.waitUntil(lambda: not [each for each in window.findChildren(Page) if each.name == "customer"])


def test_no_key_means_two_things(program: Program) -> None:
    """Qt does neither of two actions that have one key in the same place."""
    window = program.open()
    for name in PAGES:
        window.desk.navigation.open(name, 1 if name == "customer" else None)
        program.rest()
        taken = [keys.toString() for action in window.actions() for keys in action.shortcuts()]
        assert len(taken) == len(set(taken))
        assert window.page is not None
        own = [action.shortcut().toString() for action in window.page.findChildren(QAction)]
        assert set(own) & set(taken) == set(), name


def test_a_change_is_told_and_can_be_taken_back(program: Program, qtbot: QtBot) -> None:
    window = program.open()
    program.write(lambda s: s.customers.add({"name": "Carol"}))
    qtbot.waitUntil(lambda: toasts(window) == ["Done: Add a customer Carol"])
    assert window.actions_by_name["undo"].text() == "Undo “Add a customer Carol”"
    button = next(t for t in window.findChildren(Toast)).findChild(QPushButton)
    assert isinstance(button, QPushButton)
    button.click()
    qtbot.waitUntil(lambda: toasts(window) == ["Undone: Add a customer Carol"])
    assert names(program) == ["A Company", "B Company"]
    assert [t for t in window.findChildren(Toast) if t.findChild(QPushButton)] == []


def test_undo_and_redo_by_keys(program: Program, qtbot: QtBot) -> None:
    window = program.open()
    program.write(lambda s: s.customers.add({"name": "Carol"}))
    for undo, redo in (((Qt.Key.Key_Z, False), (Qt.Key.Key_Y, False)), ((Qt.Key.Key_Z, False), (Qt.Key.Key_Z, True))):
        program.rest()
        program.control(undo[0], shift=undo[1])
        qtbot.waitUntil(lambda: len(names(program)) == 2)
        qtbot.waitUntil(window.actions_by_name["redo"].isEnabled)
        program.control(redo[0], shift=redo[1])
        qtbot.waitUntil(lambda: len(names(program)) == 3)


def test_undo_names_amount_and_customer(program: Program, qtbot: QtBot) -> None:
    window = program.open()
    title = "Undo “Add a receivable ¥40.00 B Company”"
    qtbot.waitUntil(lambda: window.actions_by_name["undo"].text() == title)


def test_badge_counts_the_customers_of_today(program: Program, qtbot: QtBot) -> None:
    window = program.open()
    qtbot.waitUntil(lambda: window.tabs.tabText(0) == "Today 1")
    program.write(lambda s: s.receivables.void(s.receivables.search("A-1")[0][0], "typing mistake"))
    qtbot.waitUntil(lambda: window.tabs.tabText(0) == "Today")


def test_backup_by_key_is_made_and_shown(program: Program, qtbot: QtBot) -> None:
    window = program.open()
    assert "No backup yet" in window.status.text()
    program.control(Qt.Key.Key_B)
    qtbot.waitUntil(lambda: toasts(window) == ["Backed up and checked"])
    assert len(list(machine.backup_folder().glob("*-manual.kedun"))) == 1
    assert "Last backup" in window.status.text()
    assert "No backup yet" not in window.status.text()


def test_backup_by_itself_only_after_a_change(program: Program, qtbot: QtBot) -> None:
    window = program.open()
    window.backups.if_changed()
    program.rest()
    assert list(machine.backup_folder().glob("*.kedun")) == []
    program.write(lambda s: s.customers.add({"name": "Carol"}))
    for _time in range(2):
        window.backups.if_changed()
        program.rest()
    assert len(list(machine.backup_folder().glob("*-auto.kedun"))) == 1
    assert "No backup yet" not in window.status.text()


def test_backup_older_than_a_week_is_amber(program: Program) -> None:
    window = program.open()
    old = []
    for instant in ("2026-11-14T12:00:00", "2026-11-13T12:00:00"):
        window.status.set_backup(datetime.fromisoformat(instant))
        old.append(window.status.is_backup_old)
    assert old == [False, True]
    assert "Last backup 2026-11-13" in window.status.text()


def test_backup_of_today_shows_the_time_of_this_computer() -> None:
    local = datetime.fromisoformat("2026-11-21T09:02:00").astimezone()
    assert backup_text(local.astimezone(UTC).replace(tzinfo=None), TODAY) == "Last backup today 09:02"


def test_text_size_by_keys(program: Program, qtbot: QtBot) -> None:
    window = program.open()
    size = QApplication.font().pointSizeF()
    program.control(Qt.Key.Key_Equal)
    assert program.preferences.zoom == 110
    assert QApplication.font().pointSizeF() == pytest.approx(size * 1.1)
    assert window.status.text().endswith("110%")
    program.control(Qt.Key.Key_0)
    assert theme.Theme.current().zoom == 100


@pytest.mark.parametrize("zoom", [100, 200])
@pytest.mark.parametrize("language", ["zh_CN", "en"])
def test_window_can_be_as_small_as_1024_by_600(program: Program, zoom: int, language: str) -> None:
    program.preferences.zoom, program.preferences.language = zoom, language
    program.application.reopen()
    window = program.open()
    window.resize(1024, 600)
    for name, _title, _words in TABS:
        window.desk.navigation.open(name)
        program.rest()
        assert (window.width(), window.height()) == (1024, 600), name
    assert window.tabs.tabRect(5).right() < window.tabs.width()


@pytest.mark.parametrize("name", sorted(DIALOGS))
def test_dialog_at_large_text_stays_inside_the_window(program: Program, name: str) -> None:
    program.preferences.zoom = 200
    program.application.reopen()
    window = program.open()
    window.resize(1024, 600)
    window.desk.navigation.dialog(name, **WISHES.get(name, {}))
    program.rest()
    dialog: Any = window.findChildren(load_class(DIALOGS[name]))[0]
    assert dialog.width() <= 1024 - 32
    assert dialog.height() <= 600 - 32


def test_payment_by_key_begins_with_the_selected_customer(program: Program, qtbot: QtBot) -> None:
    window = program.open()
    program.control(Qt.Key.Key_R)
    program.rest()
    dialog: Any = next(iter(window.findChildren(load_class(DIALOGS["payment"]))))
    qtbot.waitUntil(lambda: dialog.customer.hit is not None)
    assert dialog.customer.hit.name == "A Company"


def test_table_let_fall_on_the_window_goes_to_the_import(program: Program) -> None:
    window = program.open()
    asked: list[tuple[str, Any]] = []
    window.desk.navigation.asked.disconnect()
    window.desk.navigation.asked.connect(lambda name, wishes: asked.append((name, dict(wishes))))
    drop(window, program.folder / "list.xlsx")
    drop(window, program.folder / "photo.png")
    assert asked == [("import", {"path": program.folder / "list.xlsx"})]


def test_book_let_fall_on_the_window_is_opened(program: Program) -> None:
    window = program.open()
    other = program.folder / "b"
    other.mkdir()
    made = Book(other)
    made.close()
    drop(window, made.path)
    assert program.settled() is not window
    assert program.preferences.last_book == str(made.path)


def test_sample_company_is_marked(program: Program) -> None:
    window = program.open()
    assert window.findChildren(MessageBar)[0].text() == ""
    program.application.show_welcome().open_sample()
    program._qtbot.waitUntil(lambda: isinstance(program.application.window, MainWindow))
    assert program.settled().state_bar.text() == "This is the sample company: try anything."


def test_every_command_has_a_deed(program: Program) -> None:
    window = program.open()
    assert {command.name for command in COMMANDS} | {f"tab_{name}" for name, _t, _w in TABS} == set(window.deeds)


def drop(window: MainWindow, path: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    buttons, modifiers, action = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, Qt.DropAction.CopyAction
    enter = QDragEnterEvent(QPoint(200, 200), action, data, buttons, modifiers)
    QApplication.sendEvent(window, enter)
    if enter.isAccepted():
        QApplication.sendEvent(window, QDropEvent(QPoint(200, 200), action, data, buttons, modifiers))

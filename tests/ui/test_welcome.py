"""The first page: four ways in, and what each makes."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from app import i18n, machine
from app.models.errors import UserError
from app.services import backup, company
from app.ui.dialogs import book_files
from app.ui.dialogs.import_wizard import ImportWizard
from app.ui.main_window import MainWindow
from tests.ui.keys import type_in
from tests.ui.program import Program


def test_four_ways_in_and_one_name_to_type(program: Program) -> None:
    welcome = program.application.show_welcome()
    assert [each.text() for each in welcome.findChildren(QPushButton)] == [
        "Start",
        "Open the sample",
        "Choose a file…",
        "Open a book…",
        "Restore a backup…",
    ]
    assert len(welcome.findChildren(QLineEdit)) == 1
    welcome.activateWindow()
    assert welcome.focusWidget() is welcome.name


def test_name_and_enter_make_a_book(program: Program) -> None:
    welcome = program.application.show_welcome()
    type_in(welcome.name, "宏达建材")
    QTest.keyClick(welcome.name, Qt.Key.Key_Return)
    window = program.settled()
    assert window.windowTitle() == "宏达建材 – Kedun"
    assert [path.name for path in machine.data_folder().glob("*.kedun")] == ["宏达建材.kedun"]
    assert not program.ask(lambda s: company.of(s.store)).sample


def test_a_new_book_begins_with_today(program: Program) -> None:
    program.open().desk.navigation.open("reports")
    welcome = program.application.show_welcome()
    room = welcome.screen().availableSize()
    assert welcome.height() <= max(room.height() - 48, welcome.minimumHeight())
    welcome.name.setText("宏达建材")
    welcome.start_own()
    page = program.settled().page
    assert page is not None
    assert page.name == "today"


def test_chinese_means_yuan(program: Program) -> None:
    program.preferences.language = "zh_CN"
    program.application.reopen()
    assert program.welcome.windowTitle() == "客盾"
    program.welcome.name.setText("宏达建材")
    program.welcome.start_own()
    program.settled()
    ours = program.ask(lambda s: company.of(s.store))
    assert (ours.currency, ours.country) == ("CNY", "CN")


def test_without_a_name_nothing_is_made(program: Program) -> None:
    welcome = program.application.show_welcome()
    welcome.start.click()
    assert program.application.window is welcome
    assert not machine.data_folder().exists()


def test_same_name_twice_makes_two_books(program: Program) -> None:
    made = [book_files.new_book("A/B: Ltd.").name for _time in range(2)]
    assert made == ["A B Ltd.kedun", "A B Ltd 2.kedun"]


def test_folder_that_cannot_be_made_is_told(program: Program) -> None:
    machine.data_folder().parent.mkdir(parents=True, exist_ok=True)
    machine.data_folder().write_text("a file where the folder should be")
    welcome = program.application.show_welcome()
    welcome.name.setText("Hongda")
    welcome.start_own()
    assert welcome.message_bar.text().startswith("The folder ")
    assert program.application.window is welcome


def test_sample_company_opens_filled(program: Program, qtbot: QtBot) -> None:
    program.application.show_welcome().open_sample()
    qtbot.waitUntil(lambda: isinstance(program.application.window, MainWindow))
    program.settled()
    assert program.ask(lambda s: len(s.customers.search("", limit=100))) == 24
    assert program.ask(lambda s: company.of(s.store)).sample


def test_table_makes_a_book_and_begins_its_import(program: Program, tmp_path: Path) -> None:
    table = tmp_path / "list.csv"
    table.write_text("code,name\nA,Hongda\n", encoding="utf-8")
    program.application.show_welcome().import_file(table)
    window = program.settled_behind()
    assert window.windowTitle() == "My company – Kedun"
    assert len(window.findChildren(ImportWizard)) == 1


def test_backup_is_restored_into_its_place(program: Program, tmp_path: Path) -> None:
    chosen = backup.make(program.book(), "manual", tmp_path / "kept.kedun").path
    found = backup.check(chosen)
    place = book_files.place_of(found)
    assert place == machine.data_folder() / "Test & Co.kedun"
    assert book_files.contents_text(found) == "Test & Co: 3 receivables, 0 payments"
    book_files.put_back(chosen, place)
    program.open(place)
    assert program.ask(lambda s: len(s.customers.search(""))) == 2


def test_open_book_can_be_returned_to(program: Program) -> None:
    program.open()
    welcome = program.application.show_welcome(UserError("A sentence."))
    way = next(each for each in welcome.findChildren(QPushButton) if each.text() == "Back to test")
    way.click()
    assert program.settled().windowTitle() == "Test & Co – Kedun"


def test_language_at_the_foot(program: Program) -> None:
    welcome = program.application.show_welcome()
    welcome.spoken.emit("zh_CN")
    assert program.welcome is not welcome
    assert i18n.language() == "zh_CN"
    assert program.preferences.language == "zh_CN"


def test_a_first_window_fits_on_the_screen_with_its_title(program: Program) -> None:
    window = program.open()
    room = window.screen().availableSize()
    assert window.width() <= max(room.width() - 16, window.minimumWidth())
    assert window.height() <= max(room.height() - 48, window.minimumHeight())

"""Opening and closing books: what is light at the start, who may write, the day, the language, the backup at the end."""

from __future__ import annotations

import os
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from app import machine
from app.services import opening
from tests.book import TODAY
from tests.ui.program import Program

ROOT = Path(__file__).resolve().parents[2]
HEAVY = {"matplotlib", "numpy", "reportlab", "pypinyin", "sqlite_utils", "fontTools", "xlsxwriter", "python_calamine"}


def buttons(program: Program, text: str) -> list[QPushButton]:
    assert program.application.window is not None
    return [each for each in program.application.window.findChildren(QPushButton) if each.text() == text]


def test_window_shows_whose_book_it_is_and_begins_with_today(program: Program) -> None:
    window = program.open()
    assert window.windowTitle() == "Test & Co – Kedun"
    assert window.page is not None
    assert window.page.name == "today"
    assert window.status.text().startswith("As of 2026-11-21 · Saved")


def test_window_is_there_before_the_heavy_packages(program: Program) -> None:
    path = program.book()
    code = (
        "import sys; from datetime import date; from pathlib import Path\n"
        "from PySide6.QtWidgets import QApplication\n"
        "app = QApplication([])\n"
        "from app.ui.application import Application; from app.ui.preferences import Preferences\n"
        f"program = Application(Preferences(language='en'), lambda: date(2026, 11, 21)); program.open(Path({str(path)!r}))\n"
        "program.window.grab()\n"
        "print(*sorted({name.split('.')[0] for name in sys.modules})); program.close()"
    )
    answer = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    loaded = set(answer.stdout.split())
    assert {"app", "PySide6"} <= loaded
    assert HEAVY & loaded == set()


def test_without_a_screen_one_sentence_and_status_1() -> None:
    kept = {"DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"}
    environment = {name: value for name, value in os.environ.items() if name not in kept}
    code = "import sys; sys.platform = 'linux'; from app.ui import application; sys.exit(application.run(None))"
    answer = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False,
        env={**environment, "LC_ALL": "en_GB.UTF-8"},
    )  # fmt: skip
    assert answer.returncode == 1
    assert answer.stderr.startswith("kedun: error: There is no screen")
    assert "Traceback" not in answer.stderr


def test_last_book_is_opened_else_the_welcome_page(program: Program) -> None:
    path = program.book()
    program.application.start(None)
    assert program.welcome.message_bar.text() == ""
    program.open(path)
    assert program.preferences.last_book == str(path)
    program.application.close()
    program.application.start(None)
    assert program.settled().windowTitle() == "Test & Co – Kedun"


def test_missing_book_is_told_with_a_way_out(program: Program) -> None:
    program.application.start(program.folder / "gone.kedun")
    assert program.welcome.message_bar.text().startswith("There is no book “gone.kedun”")
    assert buttons(program, "Open another book")
    assert buttons(program, "Restore a backup")


def test_file_that_is_no_book_is_told_and_the_open_book_stays(program: Program) -> None:
    window = program.open()
    other = program.folder / "photo.kedun"
    other.write_bytes(b"not a book at all" * 100)
    program.application.open(other)
    assert program.window is window
    assert "photo.kedun" in window.message_bar.text()
    assert program.ask(lambda s: len(s.customers.search(""))) == 2


def test_second_window_only_looks_until_the_first_is_closed(program: Program, qtbot: QtBot) -> None:
    path = program.book()
    first = opening.open_book(path, TODAY, write=True)
    window = program.open(path)
    assert window.read_only
    assert window.state_bar.text().startswith("Another window is using this book")
    assert "Owner on " in window.state_bar.text()
    first.close()
    buttons(program, "Try again")[0].click()
    again = program.settled()
    assert not again.read_only
    assert again.state_bar.text() == ""
    program.write(lambda s: s.customers.add({"name": "Carol"}))


def test_after_midnight_the_figures_are_of_the_new_day(program: Program) -> None:
    before = program.open()
    program.application.look_at_clock()
    assert program.window is before
    program.day = TODAY + timedelta(days=1)
    program.application.look_at_clock()
    after = program.settled()
    assert after.desk.today == TODAY + timedelta(days=1)
    assert program.ask(lambda s: s.today) == TODAY + timedelta(days=1)
    assert after.status.text().startswith("As of 2026-11-22")


def test_new_language_makes_the_window_anew(program: Program) -> None:
    window = program.open()
    assert window.tabs.tabText(1) == "Customers"
    program.preferences.language = "zh_CN"
    window.wants.emit("reopen")
    assert program.settled().tabs.tabText(1) == "客户"


def test_closing_backs_up_what_was_changed(program: Program, qtbot: QtBot) -> None:
    window = program.open()
    program.write(lambda s: s.customers.add({"name": "Carol"}))
    with qtbot.waitSignal(program.application.left):
        window.close()
    made = list(machine.backup_folder().glob("*-auto.kedun"))
    assert len(made) == 1
    with opening.open_book(program.folder / "test.kedun", TODAY, write=True) as again:
        assert len(again.services.customers.search("carol")) == 1


def test_closing_without_a_change_makes_no_backup(program: Program, qtbot: QtBot) -> None:
    window = program.open()
    with qtbot.waitSignal(program.application.left):
        window.close()
    assert list(machine.backup_folder().glob("*.kedun")) == []


def test_backup_that_cannot_be_made_keeps_the_window(program: Program, qtbot: QtBot) -> None:
    window = program.open()
    program.write(lambda s: s.customers.add({"name": "Carol"}))
    machine.data_folder().mkdir(parents=True, exist_ok=True)
    machine.backup_folder().write_text("a file where the folder should be")
    window.close()
    qtbot.waitUntil(window.isVisible)
    qtbot.waitUntil(lambda: bool(window.message_bar.text()))
    with qtbot.waitSignal(program.application.left):
        buttons(program, "Close without a backup")[0].click()

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.ui.dialogs.credit_paper import CreditPaperDialog
from app.ui.main_window import MainWindow
from tests.book import TODAY
from tests.ui.keys import Keys
from tests.ui.program import LEDGER, Program


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """What the system's own program was asked to show."""
    shown: list[Path] = []

    def show(url: QUrl) -> bool:
        shown.append(Path(url.toLocalFile()))
        return True

    monkeypatch.setattr(QDesktopServices, "openUrl", show)
    return shown


def on_page(program: Program) -> MainWindow:
    window = program.open(program.book(LEDGER))
    customer = program.ask(lambda s: s.customers.by_code("A").id)
    window.desk.navigation.open("customer", customer)
    return program.settled()


def dialog_of(qtbot: QtBot, program: Program) -> CreditPaperDialog:
    qtbot.waitUntil(lambda: isinstance(QApplication.activeWindow(), CreditPaperDialog))
    program.rest()
    found = QApplication.activeWindow()
    assert isinstance(found, CreditPaperDialog)
    return found


def test_review_sheet_of_the_customer_on_the_page_in_two_keys(
    program: Program, qtbot: QtBot, opened: list[Path]
) -> None:
    window = on_page(program)
    keys = Keys(qtbot)
    keys.press(Qt.Key.Key_F9)
    assert dialog_of(qtbot, program).customer.value() == program.ask(lambda s: s.customers.by_code("A").id)
    keys.press(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: bool(opened))
    assert keys.count == (2, 0)
    assert opened == [program.folder / "Credit papers" / f"A Company Review sheet, one page {TODAY}.pdf"]
    assert opened[0].read_bytes().startswith(b"%PDF")
    assert "Credit papers" in window.message_bar.text()


def test_a_form_in_the_language_asked_for(program: Program, qtbot: QtBot, opened: list[Path]) -> None:
    window = on_page(program)
    customer = program.ask(lambda s: s.customers.by_code("A").id)
    window.desk.navigation.dialog("credit_paper", customer=customer, paper="information")
    dialog = dialog_of(qtbot, program)
    dialog.language.set_value("en")
    Keys(qtbot).press(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: bool(opened))
    assert opened[0].name == f"A Company Credit information form {TODAY}.pdf"


def test_the_same_key_on_the_credit_tab(program: Program, qtbot: QtBot) -> None:
    window = on_page(program)
    customer = program.ask(lambda s: s.customers.by_code("A").id)
    window.desk.navigation.open("customer", customer, tab="credit")
    program.settled()
    Keys(qtbot).press(Qt.Key.Key_F9)
    assert dialog_of(qtbot, program).customer.value() == customer

"""From the first start to the first payment and back, by keys alone and within the budget of each job."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog
from pytestqt.qtbot import QtBot
from xlsxwriter import Workbook

from app.services.formats import money
from app.ui.dialogs.import_wizard import CHECK, COLUMNS, RESULT, ImportWizard
from app.ui.dialogs.payment import PaymentDialog
from app.ui.main_window import MainWindow
from app.ui.widgets.table_view import TableView
from app.ui.widgets.toast import Toast
from tests.ui.keys import Keys
from tests.ui.program import Program

ROWS = (
    ("单据编号", "客户名称", "开单日期", "到期日", "金额"),
    ("YS-0112", "宏达建材有限公司", "2026-09-11", "2026-10-11", 30000.00),
    ("YS-0140", "宏达建材有限公司", "2026-10-07", "2026-11-06", 50000.00),
    ("YS-0171", "宏达建材有限公司", "2026-11-05", "2026-12-05", 240000.00),
    ("YS-0180", "华兴五金经营部", "2026-11-10", "2026-12-10", 56800.00),
)


class Journey:
    """A person at the keyboard."""

    def __init__(self, program: Program, qtbot: QtBot, folder: Path) -> None:
        self.program, self.qtbot, self.keys = program, qtbot, Keys(qtbot)
        self.table = folder / "应收款.xlsx"
        with Workbook(str(self.table)) as workbook:
            sheet = workbook.add_worksheet()
            for place, row in enumerate(ROWS):
                sheet.write_row(place, 0, row)

    def in_front(self, kind: type[QDialog]) -> QDialog:
        """Waits until a dialog has the keyboard."""
        self.qtbot.waitUntil(lambda: isinstance(QApplication.activeWindow(), kind))
        self.program.rest()
        found = QApplication.activeWindow()
        assert isinstance(found, QDialog)
        return found

    def back_in_window(self) -> MainWindow:
        window = self.program.settled()
        self.qtbot.waitUntil(lambda: QApplication.activeWindow() is window)
        return window

    def start_own(self) -> MainWindow:
        self.program.application.start(None)
        self.program.welcome.activateWindow()
        self.qtbot.waitUntil(self.program.welcome.isActiveWindow)
        self.keys.type("宏达销售")
        self.keys.press(Qt.Key.Key_Return)
        return self.program.settled()

    def import_table(self) -> MainWindow:
        self.keys.control(Qt.Key.Key_I)
        wizard = self.in_front(ImportWizard)
        assert isinstance(wizard, ImportWizard)
        self.keys.type(str(self.table))
        for step in (COLUMNS, CHECK, RESULT):
            self.keys.press(Qt.Key.Key_Return)
            self.qtbot.waitUntil(lambda step=step: wizard.step == step and not wizard.busy)  # type: ignore[misc]
            wizard.activateWindow()  # as a window manager does when the count of a slow step goes
        return self.program.window

    def leave_dialog(self) -> None:
        self.keys.press(Qt.Key.Key_Escape)
        self.back_in_window()

    def saved(self) -> None:
        """The payment is in the book when its dialog has gone."""
        self.qtbot.waitUntil(lambda: not self.program.window.findChildren(PaymentDialog))

    def currency(self) -> str:
        found: str = self.program.ask(lambda s: s.receivables.currency_of_book())
        return found

    def owes(self, initials: str) -> int:
        self.program.rest()
        found: int = self.program.ask(lambda s: s.customers.search(initials)[0].owes)
        return found


@pytest.fixture
def journey(program: Program, qtbot: QtBot, tmp_path: Path) -> Journey:
    return Journey(program, qtbot, tmp_path)


def test_first_run_import_payment_and_undo(journey: Journey, qtbot: QtBot) -> None:
    keys = journey.keys
    window = journey.start_own()
    assert keys.count == (1, 1)

    keys.afresh()
    journey.import_table()
    assert keys.count == (4, 1)
    journey.leave_dialog()
    assert journey.owes("hdjc") == 320_000_00
    qtbot.waitUntil(lambda: window.tabs.tabText(0) == "Today 1")

    keys.control(Qt.Key.Key_5)  # nobody is selected on the dashboard
    keys.afresh()
    keys.control(Qt.Key.Key_R)
    journey.in_front(PaymentDialog)
    keys.type("hdjc")
    keys.press(Qt.Key.Key_Return)
    keys.type("60000")
    keys.press(Qt.Key.Key_Return)
    journey.saved()
    assert keys.count == (3, 2)
    assert journey.owes("hdjc") == 260_000_00

    window = journey.back_in_window()
    said = f"Done: Log a payment {money(60_000_00, journey.currency())} 宏达建材有限公司"
    qtbot.waitUntil(lambda: [toast.text() for toast in window.findChildren(Toast)] == [said])
    keys.afresh()
    keys.control(Qt.Key.Key_Z)
    qtbot.waitUntil(lambda: journey.owes("hdjc") == 320_000_00)
    assert keys.count == (1, 0)


def test_payment_for_the_rows_in_sight(journey: Journey, qtbot: QtBot) -> None:
    """Two rows ticked, Ctrl+R, Enter: exactly these are settled."""
    journey.start_own()
    journey.import_table()
    journey.leave_dialog()
    journey.program.window.desk.navigation.open("receivables", search="YS-01")
    window = journey.back_in_window()
    assert window.page is not None
    view = next(each for each in window.page.findChildren(TableView) if each.isVisible())
    qtbot.waitUntil(lambda: view.model().rowCount() == 4)
    view.setFocus()
    journey.keys.afresh()
    journey.keys.press(Qt.Key.Key_Space)
    journey.keys.press(Qt.Key.Key_Down)
    journey.keys.press(Qt.Key.Key_Space)
    journey.keys.control(Qt.Key.Key_R)
    journey.in_front(PaymentDialog)
    journey.keys.press(Qt.Key.Key_Return)
    journey.saved()
    assert journey.keys.count[1] == 0
    assert journey.owes("hdjc") == 240_000_00


def test_payment_of_the_customer_selected_in_today(journey: Journey, qtbot: QtBot) -> None:
    window = journey.start_own()
    journey.import_table()
    journey.leave_dialog()
    qtbot.waitUntil(lambda: bool(window.page and window.page.selection()))
    journey.keys.afresh()
    journey.keys.control(Qt.Key.Key_R)
    journey.in_front(PaymentDialog)
    journey.keys.type("60000")
    journey.keys.press(Qt.Key.Key_Return)
    journey.saved()
    assert journey.keys.count == (2, 1)
    assert journey.owes("hdjc") == 260_000_00


def test_undo_of_the_import_takes_everything_back(journey: Journey, qtbot: QtBot) -> None:
    journey.start_own()
    window = journey.import_table()
    journey.leave_dialog()
    journey.keys.afresh()
    journey.keys.control(Qt.Key.Key_Z)
    qtbot.waitUntil(lambda: journey.program.ask(lambda s: len(s.customers.search(""))) == 0)
    assert journey.keys.count == (1, 0)
    qtbot.waitUntil(lambda: window.tabs.tabText(0) == "Today")


def test_what_was_said_on_one_page_does_not_stay_on_the_next(program: Program) -> None:
    window = program.open()
    window.desk.navigation.open("customers")
    window.message_bar.say("Saved as “A.pdf”.", "good")
    window.desk.navigation.open("customers", chip="owing")
    assert window.message_bar.text() == "Saved as “A.pdf”."
    window.desk.navigation.open("reports")
    assert window.message_bar.text() == ""

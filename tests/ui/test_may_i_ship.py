"""May I ship? The answer while it is typed, what is recorded, where its reasons lead. The example of the design papers.

HDJC owes ¥320,000, of it ¥80,000 since 41 days after its due day; the limit is ¥350,000. An order of ¥80,000 makes it
¥400,000: 50,000 over the limit, 14 %. Collecting the 80,000 first makes it 320,000, within the limit.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from app.ui.dialogs.may_i_ship import MayIShipDialog
from app.ui.widgets.page import Desk
from tests.book import Book
from tests.ui.desk import desk_of, rest
from tests.ui.keys import Keys, type_in
from tests.ui.program import Program

LEDGER = """
customer HDJC net 30 limit 350000
customer BETA net 30 USD
invoice  YS-1 HDJC 2026-09-11 due 2026-10-11 80000.00
invoice  YS-3 HDJC 2026-11-05 due 2026-12-05 240000.00
"""


@pytest.fixture
def desk(book: Book) -> Iterator[Desk]:
    book.ledger(LEDGER)
    with desk_of(book) as made:
        yield made


def opened(qtbot: QtBot, desk: Desk, **wishes: object) -> MayIShipDialog:
    dialog = MayIShipDialog(desk, **wishes)  # type: ignore[arg-type]  # each test names what it wishes
    qtbot.addWidget(dialog)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    dialog.open()
    dialog.activateWindow()
    rest(qtbot, desk)
    return dialog


def asked(qtbot: QtBot, desk: Desk, dialog: MayIShipDialog, amount: str) -> MayIShipDialog:
    dialog.amount.line.setFocus()
    dialog.amount.line.selectAll()
    type_in(dialog.amount.line, amount)
    qtbot.waitUntil(dialog._is_answered)  # an answer to fewer digits may be there before
    rest(qtbot, desk)
    return dialog


def focus(dialog: QWidget) -> QWidget:
    found = dialog.focusWidget()
    assert found is not None
    return found


def decisions(book: Book) -> list[tuple[str, int]]:
    store = book.open.another().store
    found = store.rows(lambda *row: (str(row[0]), int(row[1])), "select verdict, amount from decision order by id")
    store.close()
    return found


def test_the_answer_stands_there_while_the_amount_is_typed(qtbot: QtBot, book: Book, desk: Desk) -> None:
    dialog = opened(qtbot, desk, customer=book.ids["HDJC"])
    assert dialog.panel.band.look() == ""
    asked(qtbot, desk, dialog, "80000")
    assert dialog.panel.band.look() == "prepay"
    assert dialog.panel.band.text() == "Collect ¥80,000.00 first, then ship"
    assert dialog.answer is not None and (dialog.answer.before, dialog.answer.after) == (320_000_00, 400_000_00)
    texts = "\n".join(dialog.panel.texts())
    assert "41 days" in texts and "¥400,000.00" in texts and "¥350,000.00" in texts and "14.3%" in texts
    assert decisions(book) == []


def test_another_amount_is_another_answer(qtbot: QtBot, book: Book, desk: Desk) -> None:
    dialog = opened(qtbot, desk, customer=book.ids["HDJC"])
    asked(qtbot, desk, dialog, "80000")
    asked(qtbot, desk, dialog, "20000")
    assert dialog.answer is not None and dialog.answer.after == 340_000_00
    assert [each.code for each in dialog.answer.reasons] == ["oldest_overdue"]


def test_enter_records_what_is_shown(qtbot: QtBot, book: Book, desk: Desk) -> None:
    dialog = opened(qtbot, desk, customer=book.ids["HDJC"])
    type_in(dialog.amount.line, "80000")
    QTest.keyClick(dialog.amount.line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not dialog.isVisible())
    assert decisions(book) == [("prepay", 80_000_00)]


def test_enter_without_an_amount_says_what_is_missing(qtbot: QtBot, book: Book, desk: Desk) -> None:
    dialog = opened(qtbot, desk, customer=book.ids["HDJC"])
    QTest.keyClick(dialog.amount.line, Qt.Key.Key_Return)
    assert dialog.amount.reason == "Please fill this in."
    assert decisions(book) == []


def test_a_reason_leads_to_its_rows(qtbot: QtBot, book: Book, desk: Desk) -> None:
    places: list[tuple[str, int | None, object]] = []
    desk.navigation.opened.connect(lambda place: places.append((place.name, place.key, place.wishes.get("tab"))))
    dialog = asked(qtbot, desk, opened(qtbot, desk, customer=book.ids["HDJC"]), "80000")
    assert dialog.answer is not None
    dialog.panel.wanted.emit(dialog.answer.reasons[0])
    assert places == [("customer", book.ids["HDJC"], "lines")]
    assert not dialog.isVisible()


def test_the_last_answer_is_told_with_what_it_is_now(qtbot: QtBot, book: Book, desk: Desk) -> None:
    dialog = asked(qtbot, desk, opened(qtbot, desk, customer=book.ids["HDJC"]), "80000")
    dialog.record.click()
    qtbot.waitUntil(lambda: not dialog.isVisible())
    book.ledger("payment SK-1 HDJC 2026-11-21 80000 -> YS-1")
    again = opened(qtbot, desk, customer=book.ids["HDJC"])
    assert again.panel.earlier.text() == (
        "On 2026-11-21 the answer was: Collect ¥80,000.00 first, then ship. Now: You can ship."
    )


def test_tab_goes_from_the_amount_over_the_reasons_to_the_buttons(qtbot: QtBot, book: Book, desk: Desk) -> None:
    dialog = asked(qtbot, desk, opened(qtbot, desk, customer=book.ids["HDJC"]), "80000")
    names: list[str] = []
    for _step in range(9):
        QTest.keyClick(focus(dialog), Qt.Key.Key_Tab)
        place = focus(dialog)
        names.append(place.text().replace("&", "") if isinstance(place, QPushButton) else place.accessibleName())
    assert names[:3] == ["More: currency, ship day, deal or contract", "Show", "Show"]
    assert set(names[3:8]) == {"Print", "Log this receivable…", "Approve an exception…", "Cancel", "Record this answer"}
    assert names[8] == "Customer"
    assert dialog.isVisible()


def test_two_keys_and_two_values_get_the_answer_and_record_it(program: Program, qtbot: QtBot) -> None:
    """Ctrl+T, hdjc, Enter, 80000: the answer; Enter records it."""
    window = program.open(program.book(LEDGER))
    keys = Keys(qtbot)
    keys.control(Qt.Key.Key_6)  # nobody is selected among the reports
    program.rest()
    keys.afresh()
    keys.control(Qt.Key.Key_T)
    qtbot.waitUntil(lambda: isinstance(QApplication.activeWindow(), MayIShipDialog))
    dialog = QApplication.activeWindow()
    assert isinstance(dialog, MayIShipDialog)
    keys.type("hdjc")
    keys.press(Qt.Key.Key_Return)
    keys.type("80000")
    qtbot.waitUntil(lambda: dialog.panel.band.look() == "prepay")
    assert keys.count == (2, 2)
    program.rest()
    keys.press(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not window.findChildren(MayIShipDialog))
    assert keys.count == (3, 2)
    assert program.ask(lambda s: s.store.scalar("select count(*) from decision")) == 1

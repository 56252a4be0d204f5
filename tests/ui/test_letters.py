"""Letters for all who are due: who is ticked, one undo, one file or many, nothing when it is stopped."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.models.errors import Cancelled
from app.services.letter_making import LetterMaking, Order
from app.ui.dialogs.letters import LettersDialog
from tests.book import Book, book_fixture
from tests.ui.desk import cells
from tests.ui.keys import Keys
from tests.ui.program import Program

__all__ = ["book_fixture"]

# B-1 is 51 days overdue, C-1 9 days, D-1 due in 3.
LEDGER = """
customer B net 30
customer C net 30
customer D net 30
invoice  B-1 B 2026-09-01 due 2026-10-01 5000.00
invoice  C-1 C 2026-10-12 due 2026-11-12 80.00
invoice  D-1 D 2026-10-24 due 2026-11-24 60.00
payment  P-1 B 2026-11-20 1000.00 -> B-1
"""


def opened(program: Program, qtbot: QtBot) -> LettersDialog:
    window = program.open(program.book(LEDGER))
    window.desk.navigation.dialog("letters")
    qtbot.waitUntil(lambda: isinstance(QApplication.activeWindow(), LettersDialog))
    program.rest()
    found = QApplication.activeWindow()
    assert isinstance(found, LettersDialog)
    return found


def made(program: Program) -> list[tuple[str, str, int, int]]:
    rows = program.ask(lambda s: s.reminders.made())
    return sorted((row.number, row.code, row.level, row.amount) for row in rows)


def test_everybody_overdue_is_ticked_and_gets_a_pdf_as_one_change(program: Program, qtbot: QtBot) -> None:
    dialog = opened(program, qtbot)
    assert cells(dialog.model, "customer", "level", "amount", "days") == [
        ("B Company", "First reminder", "4,000.00", "51"),
        ("C Company", "First reminder", "80.00", "9"),
        ("D Company", "Courtesy notice", "60.00", "—"),
    ]
    assert dialog.summary.text() == "2 letters · ¥4,080.00"
    Keys(qtbot).press(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not program.window.findChildren(LettersDialog), timeout=20_000)
    program.settled()
    assert made(program) == [("CK-2026-0001", "B", 1, 4000_00), ("CK-2026-0002", "C", 1, 80_00)]
    folder = program.folder / "Letters"
    names = sorted(path.name for path in folder.iterdir())
    assert names == ["CK-2026-0001 B Company.pdf", "CK-2026-0002 C Company.pdf"]
    assert "2 letters saved in the folder “Letters”." in program.window.message_bar.text()
    program.control(Qt.Key.Key_Z)
    program.rest()
    assert made(program) == []


def test_only_printed_changes_nothing_in_the_book(program: Program, qtbot: QtBot) -> None:
    dialog = opened(program, qtbot)
    dialog.least.set_value(0)
    dialog.files.set_value("one")
    dialog.noted.set_value(False)
    assert dialog.summary.text() == "3 letters · ¥4,140.00"
    dialog.form.submit()
    qtbot.waitUntil(lambda: not program.window.findChildren(LettersDialog), timeout=20_000)
    assert [path.name for path in (program.folder / "Letters").iterdir()] == ["Letters 2026-11-21.pdf"]
    assert made(program) == []


def test_stopped_in_the_middle_nothing_is_recorded_and_no_file_is_left(book: Book) -> None:
    book.ledger(LEDGER)
    folder = book.path.parent / "out"
    orders = [Order(each) for each in book.services.reminders.due()]
    for at in (1, 4):  # while recording, while writing
        told: list[int] = []

        def stop(done: int, _total: int, told: list[int] = told, at: int = at) -> None:
            told.append(done)
            if done == at:
                raise Cancelled

        try:
            LetterMaking(book.store, book.today).make(orders, folder, report=stop)
        except Cancelled:
            told.append(-1)
        assert told[-2:] == [at, -1]
        assert book.services.reminders.made() == []
        assert not folder.exists() or list(folder.iterdir()) == []


def test_each_letter_can_be_printed_again_as_it_was(book: Book) -> None:
    """What is paid later does not change the paper that went out."""
    book.ledger(LEDGER)
    folder = book.path.parent / "out"
    services: Any = book.services
    orders = [Order(each) for each in services.reminders.due() if each.level]
    done = services.letter_making.make(orders, folder)
    before = services.letters.sheet(done.ids[0])
    book.ledger("payment P-2 B 2026-11-21 4000.00 -> B-1")
    assert services.letters.sheet(done.ids[0]) == before
    assert (before.number, before.amount) == ("CK-2026-0001", 4000_00)
    services.letter_making.again(done.ids[0], folder / "again.pdf")
    assert (folder / "again.pdf").read_bytes().startswith(b"%PDF")

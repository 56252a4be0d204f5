"""Letters for all who are due: who is ticked, one undo, one file or many, nothing when it is stopped."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog
from pytestqt.qtbot import QtBot

from app.models.errors import Cancelled, UserError
from app.services.letter_making import LetterMaking, Order
from app.ui import drafts
from app.ui.dialogs.letter_words import LetterWordsDialog, OwnLetter
from app.ui.dialogs.letters import LettersDialog
from tests.book import Book, book_fixture
from tests.ui.desk import cells
from tests.ui.keys import Keys, type_in
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
    qtbot.waitUntil(lambda: not program.window.findChildren(LettersDialog))
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
    qtbot.waitUntil(lambda: not program.window.findChildren(LettersDialog))
    assert [path.name for path in (program.folder / "Letters").iterdir()] == ["Letters 2026-11-21.pdf"]
    assert made(program) == []


def test_stopped_in_the_middle_nothing_is_recorded_and_no_file_is_left(book: Book) -> None:
    book.ledger(LEDGER)
    folder = book.path.parent / "out"
    orders = [Order(each) for each in book.services.reminders.due()]
    for at in (1, 2):  # while recording, while writing
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


def test_the_words_of_one_of_many_letters(program: Program, qtbot: QtBot) -> None:
    """B's letter says something of its own, C's does not; a field left in braces is said before it is kept."""
    dialog = opened(program, qtbot)
    dialog.language.set_value("en")
    dialog.words.click()
    qtbot.waitUntil(lambda: bool(dialog.findChildren(LetterWordsDialog)))
    (words,) = dialog.findChildren(LetterWordsDialog)
    qtbot.waitUntil(words.keep.isEnabled)
    assert words.text.text().splitlines()[0] == "# Payment reminder"
    type_in(words.text.edit, "{blank}")
    words.keep.click()
    qtbot.waitUntil(lambda: "{blank} is not filled in." in words.message_bar.text())
    words.text.write_anew()
    assert words.text.edit.find("Could you please look into it?")
    type_in(words.text.edit, "As agreed with Mr Wang.")
    words.keep.click()
    qtbot.waitUntil(lambda: not dialog.findChildren(LetterWordsDialog))
    assert cells(dialog.model, "customer", "level")[:2] == [
        ("B Company", "First reminder, own words"), ("C Company", "First reminder"),
    ]  # fmt: skip
    dialog.form.submit()
    qtbot.waitUntil(lambda: not program.window.findChildren(LettersDialog))
    program.settled()
    said = dict(
        program.ask(lambda s: [(row.code, s.letters.plain(s.letters.sheet(row.id))) for row in s.reminders.made()])
    )
    assert {code: "As agreed with Mr Wang." in text for code, text in said.items()} == {"B": True, "C": False}


def test_own_words_of_a_letter_that_became_another_one_are_not_sent(book: Book) -> None:
    book.ledger(LEDGER)
    due = book.services.reminders.due()[0]
    own = OwnLetter(due.level + 1, "en", None, ())
    with pytest.raises(UserError, match="Another letter to B Company is due by now"):
        own.order(due, "letter")
    assert OwnLetter(due.level, "en", None, ()).order(due, "letter").enclosed == ()


def words_of(qtbot: QtBot, dialog: LettersDialog) -> LetterWordsDialog:
    dialog.words.click()
    qtbot.waitUntil(lambda: bool(dialog.findChildren(LetterWordsDialog)))
    (words,) = dialog.findChildren(LetterWordsDialog)
    qtbot.waitUntil(words.keep.isEnabled)
    return words


def leave(qtbot: QtBot, program: Program, dialog: QDialog) -> None:
    """Esc, until it is gone."""
    kind = type(dialog)
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: not program.window.findChildren(kind))


def test_words_of_a_letter_outlive_esc_here_and_in_the_list(program: Program, qtbot: QtBot) -> None:
    """Kept for the letter they were written in; gone once it went out."""
    dialog = opened(program, qtbot)
    words = words_of(qtbot, dialog)
    type_in(words.text.edit, "As agreed. ")
    leave(qtbot, program, words)
    words = words_of(qtbot, dialog)
    assert words.text.text().startswith("As agreed. ")
    words.keep.click()
    qtbot.waitUntil(lambda: not dialog.findChildren(LetterWordsDialog))
    leave(qtbot, program, dialog)
    program.window.desk.navigation.dialog("letters")
    qtbot.waitUntil(lambda: isinstance(QApplication.activeWindow(), LettersDialog))
    program.rest()
    again = QApplication.activeWindow()
    assert isinstance(again, LettersDialog)
    assert cells(again.model, "customer", "level")[:2] == [
        ("B Company", "First reminder, own words"), ("C Company", "First reminder"),
    ]  # fmt: skip
    assert "What you had typed here is back." in again.message_bar.text()
    again.form.submit()
    qtbot.waitUntil(lambda: not program.window.findChildren(LettersDialog))
    program.settled()
    assert drafts.kept(program.window.desk.jobs, "letters") is None

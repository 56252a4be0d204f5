"""The window of texts: what is typed is previewed, unknown fields are said, the shipped text comes back."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.ui.dialogs.letter_texts import LetterTextsDialog
from tests.ui.program import Program

LEDGER = """
customer A net 30
invoice  A-1 A 2026-09-01 due 2026-10-11 300.00
"""


def opened(program: Program, qtbot: QtBot, code: str = "message_1") -> LetterTextsDialog:
    window = program.window
    window.desk.navigation.dialog("letter_texts", code=code, language="en")
    qtbot.waitUntil(lambda: isinstance(QApplication.activeWindow(), LetterTextsDialog))
    program.rest()
    found = QApplication.activeWindow()
    assert isinstance(found, LetterTextsDialog)
    return found


def gone(program: Program, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: not program.window.findChildren(LetterTextsDialog))
    program.settled()


def test_a_text_of_ones_own_is_kept_and_given_up(program: Program, qtbot: QtBot) -> None:
    program.open(program.book(LEDGER))
    dialog = opened(program, qtbot)
    shipped = dialog.edit.toPlainText()
    assert not dialog.save.isEnabled() and not dialog.restore.isEnabled()
    dialog.edit.setPlainText("Hello {contact}, {amount} please.\nAbout {credits}.")
    program.rest()
    assert dialog.preview.toPlainText() == "Hello A Company, ¥300.00 please."  # no credits: its line is left out
    dialog.commit()
    program.rest()
    assert program.ask(lambda s: s.letter_texts.text("message_1", "en")).startswith("Hello {contact}")
    assert dialog.restore.isEnabled() and not dialog.save.isEnabled()
    dialog.restore.click()
    program.rest()
    assert dialog.edit.toPlainText() == shipped
    assert not program.ask(lambda s: s.letter_texts.is_own("message_1", "en"))
    dialog.reject()
    gone(program, qtbot)


def test_a_field_that_does_not_exist_is_said_and_not_kept(program: Program, qtbot: QtBot) -> None:
    program.open(program.book(LEDGER))
    dialog = opened(program, qtbot)
    dialog.edit.setPlainText("Hello {nobody}.")
    program.rest()
    assert dialog.remark.text().startswith("{nobody} cannot be filled in here.")
    dialog.commit()
    program.rest()
    assert "{nobody}" in dialog.message_bar.text()
    assert not program.ask(lambda s: s.letter_texts.is_own("message_1", "en"))
    dialog.reject()
    gone(program, qtbot)


def test_a_field_of_the_list_goes_where_the_cursor_is(program: Program, qtbot: QtBot) -> None:
    program.open(program.book(LEDGER))
    dialog = opened(program, qtbot)
    dialog.edit.setPlainText("")
    names = [row[0] for row in dialog.fields.sheet.rows]
    dialog.insert(names.index("{amount}"))
    assert dialog.edit.toPlainText() == "{amount}"
    program.rest()
    assert dialog.preview.toPlainText() == "¥300.00"
    dialog.reject()
    gone(program, qtbot)


def test_what_was_not_saved_is_kept_for_the_next_time(program: Program, qtbot: QtBot) -> None:
    program.open(program.book(LEDGER))
    dialog = opened(program, qtbot)
    dialog.edit.setPlainText("Half a sen")
    dialog.which.set_value("message_2")
    program.rest()
    assert dialog.edit.toPlainText() != "Half a sen"
    dialog.which.set_value("message_1")
    program.rest()
    assert dialog.edit.toPlainText() == "Half a sen"
    dialog.reject()
    gone(program, qtbot)
    again = opened(program, qtbot)
    assert again.edit.toPlainText() == "Half a sen"
    assert again.message_bar.text() == "What you had typed here is back."
    again.reject()
    gone(program, qtbot)


def test_every_text_of_every_kind_reads(program: Program, qtbot: QtBot) -> None:
    program.open(program.book(LEDGER))
    dialog = opened(program, qtbot)
    for kind in ("message", "letter", "notice"):
        dialog.kind.set_value(kind)
        for place in range(dialog.which.box.count()):
            dialog.which.box.setCurrentIndex(place)
            for language in ("zh_CN", "en"):
                dialog.language.set_value(language)
                program.rest()
                assert dialog.page is not None and (dialog.page.code, dialog.page.language) == dialog.place
                assert dialog.preview.toPlainText(), dialog.place
                assert dialog.remark.text() == "", dialog.place
    dialog.reject()
    gone(program, qtbot)

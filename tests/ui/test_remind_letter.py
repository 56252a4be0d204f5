"""The words of one letter in the reminder window, and what goes with it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.services.payments import PaymentDraft
from tests.ui.keys import type_in
from tests.ui.program import Program
from tests.ui.reminding import PLAIN, gone, in_front, made, noon_fixture, open_remind

__all__ = ["noon_fixture"]
pytestmark = pytest.mark.usefixtures("noon")


def test_the_words_of_one_letter_are_printed_as_they_were_changed(program: Program, qtbot: QtBot) -> None:
    dialog = open_remind(qtbot, program, PLAIN, channel="letter", level=2)
    dialog.language.set_value("en")
    program.rest()
    assert dialog.text.text().splitlines()[0] == "# Second notice"
    assert "[table]" in dialog.text.text().splitlines()
    assert dialog.text.edit.find("Please note")  # and it is selected
    type_in(dialog.text.edit, "As Mr Wang said")
    assert dialog.text.is_own
    dialog.go.click()
    gone(qtbot, program)
    (row,) = program.ask(lambda s: s.reminders.made())
    again = program.ask(lambda s: s.letters.plain(s.letters.sheet(row.id)))
    assert "As Mr Wang said" in again and "Please note" not in again and "¥299.00" in again
    assert "Please note" in program.ask(lambda s: s.letter_texts.text("letter_2", "en"))


def test_a_letter_that_lacks_something_is_refused_and_stays_open(program: Program, qtbot: QtBot) -> None:
    dialog = open_remind(qtbot, program, PLAIN, channel="letter", level=2)
    dialog.language.set_value("en")
    program.rest()
    type_in(dialog.text.edit, "{blank} ")
    dialog.go.click()
    program.rest()
    assert "{blank} is not filled in." in dialog.message_bar.text()
    assert made(program) == []
    dialog.text.anew.click()
    dialog.text.edit.selectAll()
    type_in(dialog.text.edit, " ")
    dialog.go.click()
    program.rest()
    assert "The text is empty." in dialog.message_bar.text()
    assert made(program) == []
    dialog.reject()


def test_what_a_payment_made_untrue_is_said_before_it_is_printed(program: Program, qtbot: QtBot) -> None:
    dialog = open_remind(qtbot, program, PLAIN, channel="letter", level=2)
    dialog.language.set_value("en")
    program.rest()
    assert dialog.text.edit.find("Please note")
    type_in(dialog.text.edit, "Mind")
    customer = program.ask(lambda s: s.customers.by_code("A").id)
    program.write(lambda s: s.payments.record(PaymentDraft(customer, 100_00, date(2026, 11, 21))))
    qtbot.waitUntil(lambda: "¥199.00" in dialog.rows.sum.text())
    assert (dialog.level.value(), dialog.language.value()) == (2, "en")  # what was chosen stays
    assert dialog.text.is_own
    dialog.go.click()
    program.rest()
    assert "the letter says ¥299.00, now it is ¥199.00" in dialog.message_bar.text()
    assert made(program) == []
    dialog.level.set_value(3)  # another letter has other words
    program.rest()
    assert dialog.text.words() is None
    assert dialog.text.text().startswith("# Final demand")
    dialog.level.set_value(2)
    program.rest()
    assert dialog.text.words() is not None
    assert "Mind" in dialog.text.text()
    dialog.reject()


def attach(program: Program, paper: Path, debt: int, role: str | None) -> None:
    paper.write_text(paper.name)
    program.write(lambda s: s.attachments.add(paper, "receivable", debt, role=role))


def test_what_goes_with_a_letter_is_ticked(program: Program, qtbot: QtBot) -> None:
    window = program.open(program.book(PLAIN))
    customer, debt = program.ask(
        lambda s: (s.customers.by_code("A").id, s.receivables.open_items(s.customers.by_code("A").id)[0].receivable_id)
    )
    for name, role in (("invoice.txt", "invoice"), ("note.txt", None)):
        attach(program, program.folder / name, debt, role)
    window.desk.navigation.dialog("remind", customer=customer, channel="letter", level=1)
    dialog = in_front(qtbot, program)
    dialog.language.set_value("en")
    program.rest()
    ticks = dialog.text.enclosures
    assert [(box.text(), box.isChecked()) for box in ticks.boxes.values()] == [
        ("Tax invoice A-1 (copy)", True), ("note.txt, of A-1 (copy)", False),
    ]  # fmt: skip
    for box in ticks.boxes.values():
        box.click()
    dialog.level.set_value(2)  # what was chosen stays
    program.rest()
    assert [box.isChecked() for box in ticks.boxes.values()] == [False, True]
    dialog.go.click()
    gone(qtbot, program)
    (row,) = program.ask(lambda s: s.reminders.made())
    assert program.ask(lambda s: s.letters.sheet(row.id)).enclosures == ("note.txt, of A-1 (copy)",)

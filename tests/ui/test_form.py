"""Fields and forms: what is typed, how it is understood, what is said beneath."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from app.models.errors import Invalid, UserError
from app.ui.widgets.amount_field import Amount
from app.ui.widgets.day_field import Day
from app.ui.widgets.field import LineField
from app.ui.widgets.fields import Choice, Code, Note, Percent, Text, Tick, Whole
from app.ui.widgets.form import Form
from tests.ui.keys import leave, type_in

TODAY = date(2026, 11, 21)
CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def form(qtbot: QtBot) -> Form:
    made = Form(
        [
            "Customer",
            Text("name", "&Name", required=True),
            (Amount("minor", "&Amount", required=True), Day("due_on", "&Due date", today=TODAY, value=TODAY)),
            Choice("method", "&Method", [("bank", "Bank transfer"), ("cash", "Cash")]),
            Note("note", "N&ote"),
        ]
    )
    qtbot.addWidget(made)
    made.resize(640, 500)
    made.show()
    qtbot.waitExposed(made)
    return made


def entry(form: Form, key: str) -> QLineEdit:
    field = form[key]
    assert isinstance(field, LineField)
    return field.line


def test_a_draft_holds_what_was_typed(form: Form) -> None:
    type_in(entry(form, "name"), " 宏达建材 ")
    type_in(entry(form, "minor"), "6万")
    form.set({"method": "cash", "note": "call first"})
    assert form.check()
    assert form.draft() == {
        "name": "宏达建材",
        "minor": 6_000_000,
        "due_on": TODAY,
        "method": "cash",
        "note": "call first",
    }


def test_saving_marks_all_that_is_missing_and_goes_to_the_first(form: Form) -> None:
    told = list[Any]()
    form.refused.connect(told.append)
    assert not form.check()
    assert told == [[("Name", "Please fill this in."), ("Amount", "Please fill this in.")]]
    assert form["name"].said() == "Please fill this in."
    assert form.focusWidget() is entry(form, "name")


def test_enter_submits_only_what_can_be_taken(form: Form) -> None:
    sent = list[str]()
    form.submitted.connect(lambda: sent.append("save"))
    form.submitted_next.connect(lambda: sent.append("next"))
    QTest.keyClick(entry(form, "name"), Qt.Key.Key_Return)
    assert sent == []
    form.set({"name": "A", "minor": 100})
    QTest.keyClick(entry(form, "name"), Qt.Key.Key_Return)
    QTest.keyClick(entry(form, "minor"), Qt.Key.Key_Enter, CONTROL)
    assert sent == ["save", "next"]


def test_enter_in_a_note_is_a_new_line(form: Form) -> None:
    sent = list[str]()
    form.submitted.connect(lambda: sent.append("save"))
    form.set({"name": "A", "minor": 100})
    note = form["note"].focus_editor
    note.setFocus()
    type_in(note, "a")
    QTest.keyClick(note, Qt.Key.Key_Return)
    type_in(note, "b")
    assert form["note"].value() == "a\nb"
    assert sent == []


def test_a_problem_of_a_service_goes_to_its_field(form: Form) -> None:
    assert form.mark(Invalid("minor", "More than is owed."))
    assert form["minor"].said() == "More than is owed."
    assert not form.mark(UserError("The disk is full."))
    type_in(entry(form, "minor"), "5")
    assert form["minor"].reason == ""


def test_every_label_has_a_buddy_and_every_editor_a_name(form: Form) -> None:
    titles = [made for made in form.findChildren(QLabel) if "&" in made.text()]
    assert len(titles) == 5
    assert all(made.buddy() is not None for made in titles)
    assert [field.focus_editor.accessibleName() for field in form] == ["Name", "Amount", "Due date", "Method", "Note"]
    assert "(required)" in titles[0].text()


def test_tab_goes_through_the_fields_in_order(form: Form) -> None:
    seen = []
    entry(form, "name").setFocus()
    for _ in range(4):
        focused = form.focusWidget()
        assert focused is not None
        seen.append(focused.accessibleName())
        QTest.keyClick(focused, Qt.Key.Key_Tab)
    assert seen == ["Name", "Amount", "Due date", "Method"]


def test_side_by_side_where_there_is_room_and_below_each_other_where_not(form: Form, qtbot: QtBot) -> None:
    amount, due = form["minor"], form["due_on"]
    assert amount.mapTo(form, amount.rect().topLeft()).y() == due.mapTo(form, due.rect().topLeft()).y()
    form.setMinimumWidth(0)
    form.resize(150, 700)
    qtbot.waitUntil(lambda: amount.mapTo(form, amount.rect().topLeft()).y() < due.mapTo(form, due.rect().topLeft()).y())


# --- the rest


@pytest.mark.parametrize(
    ("text", "points"), [("30", 3000), ("30%", 3000), ("12.5", 1250), ("０.２５％", 25), ("", None)]
)
def test_percent_in_basis_points(qtbot: QtBot, text: str, points: int | None) -> None:
    field = Percent("bp", "Prepayment %")
    qtbot.addWidget(field)
    leave(field, text)
    assert field.value() == points


@pytest.mark.parametrize("text", ["101", "-1", "x", "1.234", "nan", "1e1000"])
def test_percentages_that_are_refused(qtbot: QtBot, text: str) -> None:
    field = Percent("bp", "Prepayment %")
    qtbot.addWidget(field)
    leave(field, text)
    assert field.reason == "A percentage from 0 to 100, please, with at most two decimals."


def test_whole_numbers_have_limits(qtbot: QtBot) -> None:
    field = Whole("days", "Days", most=365)
    qtbot.addWidget(field)
    leave(field, "３０")
    assert (field.value(), field.reason) == (30, "")
    leave(field, "366")
    assert field.reason == "A whole number from 0 to 365, please."


def test_a_warning_does_not_block(qtbot: QtBot) -> None:
    field = Code("code", "Code")
    qtbot.addWidget(field)
    leave(field, "91330100abc")
    assert (field.line.text(), field.said(), field.problem()) == ("91330100ABC", "7 more to go.", "")


def test_a_choice_gives_its_value_and_a_tick_a_bool(qtbot: QtBot) -> None:
    choice, tick = Choice("m", "Method", [("bank", "Bank"), ("cash", "Cash")]), Tick("t", "Disputed")
    holder = QWidget()
    qtbot.addWidget(holder)
    for field in (choice, tick):
        field.setParent(holder)
    choice.set_value("cash")
    tick.set_value(True)
    assert (choice.value(), tick.value()) == ("cash", True)
    choice.set_value("gone")
    assert choice.value() == "bank"


def test_the_focus_of_a_choice_can_be_seen(form: Form) -> None:
    box = form["method"].focus_editor
    entry(form, "name").setFocus()
    without = box.grab().toImage().pixelColor(0, box.height() // 2).name()
    box.setFocus()
    assert without != "#0b5cad"
    assert box.grab().toImage().pixelColor(0, box.height() // 2).name() == "#0b5cad"

"""Keys that go through a form: Tab once through every control in the order they stand in, Ctrl+S and Ctrl+Enter save."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QWidget
from pytestqt.qtbot import QtBot

from app.services.rules.instalments import Line
from app.services.statement_drawing import StatementDraft
from app.ui.dialogs.instalments import Instalments
from app.ui.dialogs.statement_reply import answer
from app.ui.widgets.fields import Note, Text
from app.ui.widgets.file_field import FilePick
from app.ui.widgets.form import Form
from tests.book import TODAY
from tests.ui.program import Program


def walked(first: QWidget) -> list[str]:
    """What Tab goes through, until it comes to where it has been."""
    first.setFocus()
    seen: list[QWidget] = []
    while (here := first.window().focusWidget()) is not None and here not in seen:
        seen.append(here)
        QTest.keyClick(here, Qt.Key.Key_Tab)
    return [each.accessibleName() or (each.text() if isinstance(each, QAbstractButton) else "") for each in seen]


def shown(qtbot: QtBot, form: Form) -> Form:
    qtbot.addWidget(form)
    form.show()
    form.activateWindow()
    qtbot.waitUntil(form.isActiveWindow)
    return form


def test_the_button_of_a_file_stands_between_its_line_and_the_next_field(qtbot: QtBot) -> None:
    form = shown(qtbot, Form([Text("a", "&First"), FilePick("file", "The &paper"), Note("note", "&Note")]))
    assert walked(form["a"].focus_editor) == ["First", "The paper", "Choose a file", "Note"]


def test_lines_of_a_plan_come_where_they_stand(qtbot: QtBot) -> None:
    plan = Instalments(TODAY, lambda: (100_00, TODAY, TODAY, "CNY"))
    form = shown(qtbot, Form([Text("a", "&First"), plan, Text("z", "&Last")]))
    plan.set_value([Line(share_bp=3000, basis="net", days=10), Line(basis="net", days=30)])
    qtbot.waitUntil(plan.lines[0].much.isVisible)
    line = ["Share or amount", "How it is due", "Days or date", "Retention", "Take this instalment out"]
    whole = ["First", "Usual plans", *line, *line, "Add an instalment", "One sum again", "Last"]
    assert walked(form["a"].focus_editor) == whole


def test_amounts_that_are_not_accepted_come_before_the_buttons(program: Program, qtbot: QtBot) -> None:
    window = program.open()
    customer = program.ask(lambda s: s.customers.by_code("A").id)
    (paper,) = program.write(lambda s: s.statements.record(StatementDraft(customer, TODAY, TODAY)))
    (row,) = program.ask(lambda s: list(s.lists.page("statements", [paper])))
    dialog = answer(window.desk, row, window)
    qtbot.waitUntil(lambda: len(dialog.parts) == 2)
    dialog.reply.set_value("differs")
    qtbot.waitUntil(dialog.parts[max(dialog.parts)].focus_editor.isVisible)
    fields = ["Reply", "Date of reply", "It bears the customer's seal or an authorised signature", "The paper itself"]
    whole = [*fields, "Choose a file", "What differs", "A-1", "A-2", "Cancel", "Save the reply"]
    assert walked(dialog.reply.focus_editor) == whole


@pytest.mark.parametrize("key", [Qt.Key.Key_S, Qt.Key.Key_Return])
def test_control_and_a_key_save_from_within_a_note(qtbot: QtBot, key: Qt.Key) -> None:
    form = shown(qtbot, Form([Note("note", "&Note")]))
    form["note"].focus_editor.setFocus()
    with qtbot.waitSignal(form.submitted):
        QTest.keyClick(form["note"].focus_editor, key, Qt.KeyboardModifier.ControlModifier)


def test_where_there_is_a_next_control_enter_asks_for_it(qtbot: QtBot) -> None:
    form = shown(qtbot, Form([Note("note", "&Note")]))
    asked: list[str] = []
    form.submitted.connect(lambda: asked.append("this"))
    form.submitted_next.connect(lambda: asked.append("next"))
    QTest.keyClick(form["note"].focus_editor, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert asked == ["next"]


@pytest.mark.parametrize(("title", "plain"), [("&Amount", "Amount"), ("金额(&A)", "金额")])
def test_the_key_of_a_title_is_no_part_of_its_name(qtbot: QtBot, title: str, plain: str) -> None:
    field = Text("a", title)
    qtbot.addWidget(field)
    assert field.plain_title == plain

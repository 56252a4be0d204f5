"""Statements by keyboard: typed, pasted, refused with the reason at the cell, kept, corrected, voided."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from app.services.credit_overview_wording import headline
from app.ui.dialogs.financials import FinancialsDialog
from tests.ui.credit import Shown
from tests.ui.keys import type_in
from tests.ui.program import Program

CONTROL = Qt.KeyboardModifier.ControlModifier
BLOCK = "Total assets\t980\t955\nTotal liabilities\t548\t552\nEquity\t432\t430\nSales\t1512\t1398"


@pytest.fixture
def shown(program: Program, qtbot: QtBot) -> Shown:
    return Shown(program, qtbot)


def type_cell(dialog: FinancialsDialog, text: str, key: Qt.Key) -> None:
    """A key opens the cell, the text, a key that goes on."""
    QTest.keyClick(dialog.grid, Qt.Key.Key_F2)
    editor = dialog.grid.viewport().findChildren(QLineEdit)[-1]
    editor.clear()
    type_in(editor, text)
    QTest.keyClick(editor, key)


def at(dialog: FinancialsDialog) -> tuple[str, int]:
    """The line and the column in question."""
    here = dialog.grid.currentIndex()
    return dialog.grid.lines.lines[here.row()].key, here.column()


def outcome(dialog: FinancialsDialog, qtbot: QtBot) -> str:
    """What the score would be, once it is worked out."""
    qtbot.waitUntil(lambda: dialog.outcome.text() != "")
    return dialog.outcome.text()


def now_scored(shown: Shown) -> str:
    """What should have been promised of a customer who was not rated before."""
    then = shown.program.ask(lambda s: headline(s.scoring.score(shown.who)))
    return f"With this on file: {then} (now Not rated yet)"


def test_a_statement_by_keyboard_then_a_block_that_does_not_balance_fixed_saved_seen_and_undone(
    shown: Shown, qtbot: QtBot
) -> None:
    shown.press("statement")
    dialog = shown.dialog(FinancialsDialog)
    assert at(dialog) == ("cash", 0)
    type_cell(dialog, "86", Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: at(dialog) == ("receivables", 0))
    type_cell(dialog, "262", Qt.Key.Key_Tab)
    qtbot.waitUntil(lambda: at(dialog) == ("receivables", 1))
    type_cell(dialog, "240", Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: at(dialog) == ("inventory", 0))
    dialog.form["unit"].set_value(10_000)
    QGuiApplication.clipboard().setText(BLOCK)
    QTest.keyClick(dialog.grid, Qt.Key.Key_V, CONTROL)
    assert dialog.message_bar.text() == "4 lines were found by their names."
    assert dialog.foot.text().startswith("2024-12-31: The statement does not balance")
    QTest.keyClick(dialog, Qt.Key.Key_S, CONTROL)
    refused = "Nothing was saved. Equity: The statement does not balance"
    qtbot.waitUntil(lambda: dialog.message_bar.text().startswith(refused))
    assert at(dialog) == ("equity", 1)
    assert shown.program.ask(lambda s: s.credit_file.file(shown.who).statements) == ()
    type_cell(dialog, "403", Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: dialog.checked.problems == {})
    assert dialog.message_bar.text() == ""
    assert dialog.foot.text() == "2025-12-31: balances · 2024-12-31: balances"
    promised = outcome(dialog, qtbot)
    QTest.keyClick(dialog, Qt.Key.Key_S, CONTROL)
    shown.closed()
    shown.tab.show_part("statements")
    table = shown.tab.statements.table.sheet
    assert promised == now_scored(shown)
    lines = {row[0]: row[1:] for row in table.rows}
    assert table.head[1:3] == ("2025-12-31 (Ten thousand)", "2024-12-31 (Ten thousand)")
    assert lines["Total assets"][:2] == ("980", "955")
    assert lines["Cash and bank balances"][:2] == ("86", "—")
    assert lines["Debt ratio"][0] == "55.9%"
    assert shown.tab.switch["statements"].text() == "Financial statements 2"
    shown.undo()
    qtbot.waitUntil(lambda: shown.tab.switch["statements"].text() == "Financial statements")


def test_a_block_of_two_periods_that_has_no_room_at_the_right_begins_further_left(shown: Shown) -> None:
    shown.press("statement")
    dialog = shown.dialog(FinancialsDialog)
    dialog.grid.go_to(dialog.grid.lines.places["cash"], 2)
    dialog.paste(BLOCK)
    assert [column["total_assets"] for column in dialog.columns()] == ["", "980", "955"]


def test_a_statement_on_file_is_corrected_in_its_column_and_voided_with_a_reason(shown: Shown, qtbot: QtBot) -> None:
    shown.press("statement")
    dialog = shown.dialog(FinancialsDialog)
    dialog.paste(BLOCK.replace("430", "403"))
    dialog.save()
    shown.closed()
    shown.press("statement") if "statement" in shown.tab.overview.buttons else shown.act(
        "statements", "Enter statements…"
    )
    again = shown.dialog(FinancialsDialog)
    assert [again.columns()[place]["equity"] for place in range(3)] == ["432", "403", ""]
    again.save()
    assert again.message_bar.text() == "There is nothing new to save yet."
    again.reject()
    shown.closed()
    shown.tab.show_part("statements")
    shown.tab.statements.table.setCurrentIndex(shown.tab.statements.table.sheet.index(1, 2))
    shown.act("statements", "Correct…")
    one = shown.dialog(FinancialsDialog)
    assert one.columns()[0]["period_end"] == "2024-12-31"
    one.grid.lines.fill(0, {"revenue": "1400"})
    one.save()
    shown.closed()
    found = shown.program.ask(lambda s: s.credit_file.file(shown.who).statements)
    assert [(each.period_end.year, each.revenue) for each in found] == [(2025, 1512_00), (2024, 1400_00)]
    shown.act("statements", "Void")
    shown.save(shown.dialog(), reason="typed twice")
    qtbot.waitUntil(lambda: shown.tab.switch["statements"].text() == "Financial statements 1")


def test_another_period_in_the_column_of_a_year_on_file_is_a_new_statement(shown: Shown) -> None:
    shown.press("statement")
    dialog = shown.dialog(FinancialsDialog)
    dialog.paste(BLOCK.replace("430", "403"))
    dialog.save()
    shown.closed()
    shown.act("statements", "Enter statements…")
    again = shown.dialog(FinancialsDialog)
    again.grid.lines.fill(0, {"period_end": "2026-06-30", "months": "6", "received_on": "2026-09-01", "revenue": "800"})
    again.save()
    shown.closed()
    found = shown.program.ask(lambda s: s.credit_file.file(shown.who).statements)
    assert [(each.period_end.isoformat(), each.revenue) for each in found] == [
        ("2026-06-30", 800_00), ("2025-12-31", 1512_00), ("2024-12-31", 1398_00),
    ]  # fmt: skip


def test_what_was_typed_is_kept_when_the_dialog_is_closed(shown: Shown) -> None:
    shown.press("statement")
    dialog = shown.dialog(FinancialsDialog)
    dialog.grid.lines.fill(0, {"cash": "86"})
    QTest.keyClick(dialog.grid, Qt.Key.Key_Escape)
    shown.closed()
    shown.press("statement")
    again = shown.dialog(FinancialsDialog)
    assert again.columns()[0]["cash"] == "86"
    assert again.message_bar.text() == "What you had typed here is back."
    again.reject()


def test_enter_from_the_last_line_goes_to_the_next_column_and_words_are_chosen(shown: Shown, qtbot: QtBot) -> None:
    shown.press("statement")
    dialog = shown.dialog(FinancialsDialog)
    dialog.grid.go_to(dialog.grid.lines.places["operating_cash_flow"], 0)
    QTest.keyClick(dialog.grid, Qt.Key.Key_Return)
    assert at(dialog) == ("period_end", 1)
    dialog.grid.go_to(dialog.grid.lines.places["quality"], 0)
    QTest.keyClick(dialog.grid, Qt.Key.Key_F2)
    QTest.keyClick(dialog.focusWidget(), Qt.Key.Key_A)
    QTest.keyClick(dialog.focusWidget(), Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: dialog.columns()[0]["quality"] == "Audited")
    dialog.reject()


def test_a_period_that_is_on_file_is_refused_at_its_cell(shown: Shown) -> None:
    shown.press("statement")
    dialog = shown.dialog(FinancialsDialog)
    dialog.paste(BLOCK.replace("430", "403"))
    dialog.save()
    shown.closed()
    shown.act("statements", "Enter statements…")
    again = shown.dialog(FinancialsDialog)
    again.grid.lines.fill(2, {"period_end": "2022-12-31", "cash": "5"})
    again.save()
    shown.closed()
    shown.act("statements", "Enter statements…")
    third = shown.dialog(FinancialsDialog)
    third.grid.lines.fill(2, {"period_end": "2022-12-31", "cash": "7"})
    third.save()
    shown.program.rest()
    assert "The file has a statement of these 12 months to 2022-12-31 already" in third.message_bar.text()
    assert at(third) == ("period_end", 2)
    assert third.columns()[2]["cash"] == "7"
    third.reject()

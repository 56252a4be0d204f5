"""The credit file of a customer: what is missing leads to what fills it, entries are corrected, ended, voided and come back."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QLineEdit, QMenu
from pytestqt.qtbot import QtBot

from app.models.credit_facts import CreditFact
from app.ui.dialogs.credit_fact import FactDialog
from app.ui.dialogs.financials import FinancialsDialog
from app.ui.dialogs.form_dialog import FormDialog
from app.ui.dialogs.questionnaire import QuestionnaireDialog
from app.ui.main_window import MainWindow
from app.ui.pages.customer.file import FileTab
from app.ui.pages.customer.page import CustomerPage
from tests.ui.keys import type_in
from tests.ui.program import Program
from tests.ui.test_tab_order import walked

CONTROL = Qt.KeyboardModifier.ControlModifier
BLOCK = "Total assets\t980\t955\nTotal liabilities\t548\t552\nEquity\t432\t430\nSales\t1512\t1398"


class Shown:
    """The tab of customer A in the window."""

    def __init__(self, program: Program, qtbot: QtBot) -> None:
        self.program, self._qtbot = program, qtbot
        self.window: MainWindow = program.open()
        self.who = program.ask(lambda s: s.customers.by_code("A").id)
        self.window.desk.navigation.open("customer", self.who, tab="file")
        program.rest()
        qtbot.waitUntil(lambda: self.tab.file is not None)

    @property
    def tab(self) -> FileTab:
        page = self.window.page
        assert isinstance(page, CustomerPage)
        return page.file

    def press(self, about: str) -> None:
        """The button of a missing piece or a section."""
        self.tab.overview.buttons[about].click()
        self.program.rest()

    def dialog(self, kind: type[Any] = FormDialog) -> Any:
        self._qtbot.waitUntil(lambda: any(each.isVisible() for each in self.window.findChildren(kind)))
        self.program.rest()
        found = next(each for each in self.window.findChildren(kind) if each.isVisible())
        found.activateWindow()
        self._qtbot.waitUntil(found.isActiveWindow)
        return found

    def closed(self) -> None:
        self._qtbot.waitUntil(lambda: not any(each.isVisible() for each in self.window.findChildren(QDialog)))
        self.program.rest()

    def save(self, dialog: FormDialog, **values: Any) -> None:
        dialog.form.set(values)
        dialog.form.submit()
        self.closed()

    def act(self, part: str, text: str) -> None:
        self.tab.show_part(part)
        next(each for each in self.tab.actions_now() if each.text() == text).trigger()

    def rows(self, part: str, *columns: str) -> list[tuple[str, ...]]:
        model = self.tab.panels[part].view.rows
        places = [next(i for i, column in enumerate(model.columns) if column.key == key) for key in columns]
        return [tuple(str(model.index(row, place).data()) for place in places) for row in range(model.rowCount())]

    def menu(self, name: str) -> QMenu:
        found = self.window.findChild(QMenu, name)
        assert isinstance(found, QMenu)
        return found

    def undo(self) -> None:
        self.program.write(lambda s: s.history.undo())


@pytest.fixture
def shown(program: Program, qtbot: QtBot) -> Iterator[Shown]:
    yield Shown(program, qtbot)


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


def test_the_meter_says_what_is_missing_and_leads_there(shown: Shown) -> None:
    assert shown.tab.overview.sentence.text().startswith("File completeness 0% · missing: Financial statement")
    assert set(shown.tab.overview.buttons) >= {
        "statement",
        "licence",
        "legal_rep",
        "public_record",
        "bank",
        "references",
        "visits",
    }
    shown.press("sector")
    dialog = shown.dialog()
    assert dialog.focusWidget() is dialog.form["sector"].focus_editor
    shown.save(dialog, sector="wholesale", founded=date(2015, 3, 1), capital_paid=5_000_000_00, legal_rep="Wang")
    assert shown.tab.overview.sentence.text().startswith("File completeness 13%")
    assert not {"sector", "founded", "capital_paid", "legal_rep"} & set(shown.tab.overview.buttons)


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
    assert dialog.foot.text() == "2025-12-31: balances · 2024-12-31: balances"
    QTest.keyClick(dialog, Qt.Key.Key_S, CONTROL)
    shown.closed()
    shown.tab.show_part("statements")
    table = shown.tab.statements.table.sheet
    lines = {row[0]: row[1:] for row in table.rows}
    assert table.head[1:3] == ("2025-12-31 (Ten thousand)", "2024-12-31 (Ten thousand)")
    assert lines["Total assets"][:2] == ("980", "955")
    assert lines["Cash and bank balances"][:2] == ("86", "—")
    assert lines["Debt ratio"][0] == "55.9%"
    assert shown.tab.switch["statements"].text() == "Financial statements 2"
    shown.undo()
    qtbot.waitUntil(lambda: shown.tab.switch["statements"].text() == "Financial statements")


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


def test_a_fact_with_its_evidence_is_entered_corrected_ended_and_voided(
    shown: Shown, tmp_path: Path, qtbot: QtBot
) -> None:
    scan = tmp_path / "court.pdf"
    scan.write_bytes(b"%PDF-1.7")
    shown.press("public_record")
    dialog = shown.dialog(FactDialog)
    assert (dialog.kind, dialog.form["checked_on"].value(), dialog.code) == ("court", date(2026, 11, 21), "clean")
    assert not dialog.form["amount"].isVisibleTo(dialog.form)
    dialog.form["code"].set_value("payment_suit")
    assert dialog.form["amount"].isVisibleTo(dialog.form)
    shown.save(dialog, amount=120_000_00, case_no="No. 3321", source="Court list", source_grade="A", file=scan)
    assert shown.rows("facts", "on", "what", "detail", "until", "files") == [
        ("2026-11-21", "Sued for payment", "Amount of the case: ¥120,000.00; Case no.: No. 3321", "—", "1")
    ]
    shown.act("facts", "Correct…")
    again = shown.dialog(FactDialog)
    assert (again.form["amount"].value(), again.form["case_no"].value(), again.form["source"].value()) == (
        120_000_00,
        "No. 3321",
        "Court list",
    )
    shown.save(again, amount=100_000_00)
    assert "¥100,000.00" in shown.rows("facts", "detail")[0][0]
    shown.act("facts", "No longer so…")
    shown.save(shown.dialog())
    assert shown.rows("facts", "until") == [("ended 2026-11-21",)]
    shown.undo()
    qtbot.waitUntil(lambda: shown.rows("facts", "until") == [("—",)])
    shown.act("facts", "Void")
    qtbot.waitUntil(lambda: shown.rows("facts", "on") == [])
    assert shown.tab.panels["facts"].nothing_text.startswith("No reports or records yet.")
    shown.undo()
    qtbot.waitUntil(lambda: len(shown.rows("facts", "on")) == 1)


def test_a_day_ahead_and_a_missing_name_are_marked_and_nothing_is_lost(shown: Shown) -> None:
    shown.press("spoken")
    menu = shown.menu("kinds")
    assert [each.text() for each in menu.actions()] == ["Word of a supplier", "Word of a bank"]
    menu.actions()[0].trigger()
    menu.close()
    dialog = shown.dialog(FactDialog)
    dialog.form.set({"checked_on": date(2027, 1, 1), "source": "call", "late_days": 4})
    dialog.form.submit()
    assert dialog.form["supplier"].reason == "Please fill this in."
    dialog.form.set({"supplier": "Northern Steel", "good": True})
    dialog.form.submit()
    shown.program.rest()
    assert dialog.form["checked_on"].reason == "This day is still ahead. Enter the day on which it happened."
    assert dialog.form["late_days"].value() == 4
    shown.save(dialog, checked_on=date(2026, 11, 20), on_day=date(2026, 11, 20))
    assert shown.rows("facts", "what", "source") == [("Word of a supplier", "call")]


@pytest.mark.parametrize("kind", ["bank_report", "registry", "tax", "capital", "rating", "bank_reference", "industry_opinion", "visit", "ownership", "rumour"])  # fmt: skip
def test_every_kind_has_its_dialog_with_what_it_asks(shown: Shown, kind: str) -> None:
    shown.window.desk.navigation.dialog("credit_fact", customer=shown.who, kind=kind)
    dialog = shown.dialog(FactDialog)
    for code in range(dialog.form["code"].box.count()):
        dialog.form["code"].box.setCurrentIndex(code)
        asked = {each.key for each in dialog.form if each.isVisibleTo(dialog.form)}
        assert {"on_day", "checked_on", "source", "source_grade", "note", "file"} <= asked
    dialog.reject()


def test_the_questionnaire_by_keys_counts_and_asks_for_a_reason_at_the_ends(shown: Shown, qtbot: QtBot) -> None:
    shown.program.write(
        lambda s: s.credit_file.add_fact(
            CreditFact(
                customer_id=shown.who, kind="tax", code="grade", on_day=date(2026, 5, 1), checked_on=date(2026, 5, 1), source="bureau",
                data={"grade": "B"},
            )
        )
    )  # fmt: skip
    shown.press("questionnaire")
    dialog = shown.dialog(QuestionnaireDialog)
    assert dialog.answers[19].scale.points == 4
    assert dialog.answers[19].said().startswith("Proposed from the file")
    assert dialog.told.text() == "1 of 20 answered · 80 points of 100"
    QTest.keyClick(dialog.focusWidget(), Qt.Key.Key_Down)
    QTest.keyClick(dialog.focusWidget(), Qt.Key.Key_Return)
    assert dialog.focusWidget() is dialog.answers[3].scale
    QTest.keyClick(dialog.focusWidget(), Qt.Key.Key_5)
    QTest.keyClick(dialog.focusWidget(), Qt.Key.Key_Left)
    assert dialog.answers[3].value() == (4, "")
    QTest.keyClick(dialog.focusWidget(), Qt.Key.Key_Delete)
    assert dialog.answers[3].value() == (None, "")
    QTest.keyClick(dialog.focusWidget(), Qt.Key.Key_5)
    QTest.keyClick(dialog.focusWidget(), Qt.Key.Key_S, CONTROL)
    shown.program.rest()
    assert dialog.answers[3].reason.startswith("The lowest and the highest answer want a reason here.")
    assert dialog.focusWidget() is dialog.answers[3].comment
    type_in(dialog.answers[3].comment, "hires every spring")
    shown.save(dialog)
    assert shown.rows("assessments", "on", "result") == [("2026-11-21", "2 of 20 answered · 90 points of 100")]
    shown.undo()
    qtbot.waitUntil(lambda: shown.rows("assessments", "on") == [])


def test_a_request_is_logged_and_answered(shown: Shown) -> None:
    shown.act("requests", "Log a request…")
    shown.save(shown.dialog(), what="limit", amount=200_000_00)
    assert shown.rows("requests", "what", "amount", "outcome") == [
        ("A higher limit", "¥200,000.00", "not answered yet")
    ]
    shown.act("requests", "Enter the answer…")
    shown.save(shown.dialog(), outcome="until March")
    assert shown.rows("requests", "outcome") == [("until March",)]


def test_a_licence_is_attached_and_its_mark_leaves_the_meter(shown: Shown, tmp_path: Path) -> None:
    scan = tmp_path / "licence.pdf"
    scan.write_bytes(b"%PDF-1.7")
    shown.press("licence")
    shown.save(shown.dialog(), file=scan)
    assert "licence" not in shown.tab.overview.buttons
    assert shown.rows("files", "name") == [("licence.pdf",)]


def test_actions_follow_the_part_in_sight(shown: Shown) -> None:
    page = shown.window.page
    assert isinstance(page, CustomerPage)
    offered = {
        name: [each.text() for each in actions if each.isEnabled()] for name, actions in shown.tab.actions_of.items()
    }
    assert offered["statements"] == ["Enter statements…"]
    assert offered["facts"] == ["Add an entry…", "Attach a file…"]
    shown.tab.show_part("contacts")
    assert [button.accessibleName() for button in page.actions_bar.buttons()][:2] == ["Edit", "Add a contact person"]


def test_a_form_for_the_customer_is_written_and_opened(
    shown: Shown, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[str] = []

    def take(url: QUrl) -> bool:
        opened.append(url.toLocalFile())
        return True

    monkeypatch.setattr(QDesktopServices, "openUrl", take)
    shown.act("overview", "Print a form…")
    menu = shown.menu("forms")
    assert [each.text() for each in menu.actions()] == [
        "Credit information form",
        "Credit report authorisation",
        "Papers we ask for",
    ]
    menu.actions()[2].trigger()
    menu.close()
    qtbot.waitUntil(lambda: bool(opened), timeout=20_000)
    assert Path(opened[0]).read_bytes().startswith(b"%PDF")


def test_tab_goes_through_the_fields_of_an_entry_in_the_order_they_stand(shown: Shown) -> None:
    shown.window.desk.navigation.dialog("credit_fact", customer=shown.who, kind="trade_reference")
    dialog = shown.dialog(FactDialog)
    assert walked(dialog.form["on_day"].focus_editor)[:11] == [
        "Day of it", "Looked up on", "Valid until", "Supplier", "Limit that the supplier gives", "Highest balance", "Payment terms",
        "Days late on average", "Would sell on credit again", "Source", "How reliable",
    ]  # fmt: skip
    dialog.reject()

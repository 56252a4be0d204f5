from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QApplication, QDialog
from pytestqt.qtbot import QtBot

from app.models.listing import Query
from app.services.statement_drawing import StatementDraft
from app.ui.dialogs.statement import StatementDialog
from app.ui.dialogs.statement_reply import ReplyDialog, answer, send, void
from app.ui.dialogs.statements import StatementsDialog
from app.ui.main_window import MainWindow
from tests.book import TODAY
from tests.ui.keys import Keys
from tests.ui.program import LEDGER, Program

OCTOBER = "2026-10-31"


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """What the system's own program was asked to show."""
    shown: list[Path] = []

    def show(url: QUrl) -> bool:
        shown.append(Path(url.toLocalFile()))
        return True

    monkeypatch.setattr(QDesktopServices, "openUrl", show)
    return shown


def in_front(qtbot: QtBot, program: Program, kind: type[QDialog]) -> QDialog:
    qtbot.waitUntil(lambda: isinstance(QApplication.activeWindow(), kind))
    program.rest()
    found = QApplication.activeWindow()
    assert isinstance(found, kind)
    return found


def rows_of(program: Program) -> list[tuple[str, str, str, int]]:
    def ask(services: object) -> list[tuple[str, str, str, int]]:
        lists = services.lists  # type: ignore[attr-defined]
        found = lists.page("statements", lists.keys("statements", Query((), "", (("number", False),))))
        return [(row.number, row.customer_full, row.state, row.amount) for row in found]

    return program.ask(ask)


def on_page(program: Program) -> MainWindow:
    window = program.open(program.book(LEDGER))
    customer = program.ask(lambda s: s.customers.by_code("A").id)
    window.desk.navigation.open("customer", customer)
    return program.settled()


def test_statement_of_the_customer_on_the_page_in_two_keys(program: Program, qtbot: QtBot, opened: list[Path]) -> None:
    window = on_page(program)
    keys = Keys(qtbot)
    keys.press(Qt.Key.Key_F8)
    in_front(qtbot, program, StatementDialog)
    keys.press(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: bool(opened))
    assert keys.count == (2, 0)
    assert opened == [program.folder / "Statements" / "DZD-2026-0001 A Company.pdf"]
    assert opened[0].read_bytes().startswith(b"%PDF")
    assert rows_of(program) == [("DZD-2026-0001", "A Company", "not_sent", 100_00)]
    assert "DZD-2026-0001" in window.message_bar.text()


def test_statements_of_all_from_the_jump_box_in_four_keys(program: Program, qtbot: QtBot, opened: list[Path]) -> None:
    on_page(program)
    keys = Keys(qtbot)
    keys.control(Qt.Key.Key_K)
    keys.type("对账单")
    program.rest()
    keys.press(Qt.Key.Key_Return)
    dialog = in_front(qtbot, program, StatementsDialog)
    assert isinstance(dialog, StatementsDialog)
    qtbot.waitUntil(dialog.save.isEnabled)
    assert dialog.summary.text() == "1 customer with a balance · ¥100.00"
    keys.press(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not program.window.findChildren(StatementsDialog))
    assert keys.count == (3, 1)
    assert [path.name for path in (program.folder / "Statements").iterdir()] == ["DZD-2026-0001 A Company.pdf"]
    assert rows_of(program) == [("DZD-2026-0001", "A Company", "not_sent", 100_00)]


def test_preview_shows_the_figures_before_anything_is_saved(program: Program, qtbot: QtBot) -> None:
    window = on_page(program)
    customer = program.ask(lambda s: s.customers.by_code("A").id)
    window.desk.navigation.dialog("statement", customer=customer)
    dialog = in_front(qtbot, program, StatementDialog)
    assert isinstance(dialog, StatementDialog)
    qtbot.waitUntil(lambda: dialog.sheet is not None)
    assert dialog.figures.sheet.rows == [("CNY", "100.00", "—", "—", "—", "100.00")]
    dialog.fields.period.set_value("month")
    qtbot.waitUntil(lambda: dialog.figures.sheet.rows == [("CNY", "100.00", "60.00", "—", "—", "160.00")])
    dialog.fields.kind.set_value("confirmation")
    assert not dialog.fields.since.isVisible()
    assert dialog.windowTitle() == "Confirmation letter"
    dialog.reject()
    assert rows_of(program) == []


def test_a_demand_with_nothing_overdue_is_told_at_its_field(program: Program, qtbot: QtBot) -> None:
    window = on_page(program)
    customer = program.ask(lambda s: s.customers.by_code("B").id)
    window.desk.navigation.dialog("statement", customer=customer)
    dialog = in_front(qtbot, program, StatementDialog)
    assert isinstance(dialog, StatementDialog)
    dialog.fields.kind.set_value("demand")
    qtbot.waitUntil(lambda: "nothing to demand" in dialog.fields.kind.reason)
    dialog.reject()


def test_stopping_the_batch_leaves_no_file_and_no_row(program: Program, qtbot: QtBot) -> None:
    """Stopped while the first papers are drawn."""
    many = "\n".join(
        f"customer C{i} net 30\ninvoice I-{i} C{i} 2026-09-01 due 2026-10-01 {100 + i}.00" for i in range(30)
    )
    window = program.open(program.book(many))
    window.desk.navigation.dialog("statements")
    dialog = in_front(qtbot, program, StatementsDialog)
    assert isinstance(dialog, StatementsDialog)
    qtbot.waitUntil(dialog.save.isEnabled)
    assert dialog.summary.text() == "30 customers with a balance · ¥3,435.00"
    dialog.commit()
    assert dialog.job is not None
    dialog.reject()
    qtbot.waitUntil(lambda: dialog.job is None)
    assert dialog.message_bar.text() == "Stopped. Nothing was written."
    folder = program.folder / "Statements"
    assert not folder.exists() or list(folder.iterdir()) == []
    assert rows_of(program) == []
    dialog.reject()


def test_sent_replied_and_void_from_the_list(program: Program, qtbot: QtBot, opened: list[Path]) -> None:
    window = on_page(program)
    keys = Keys(qtbot)
    keys.press(Qt.Key.Key_F8)
    in_front(qtbot, program, StatementDialog)
    keys.press(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: bool(opened))
    window.desk.navigation.open("receivables", view="statements")
    program.settled()
    view = window.page.ledger  # type: ignore[union-attr]
    qtbot.waitUntil(lambda: len(view.chosen()) == 1)
    (row,) = view.chosen()
    assert (view.send.isEnabled(), view.answer.isEnabled()) == (True, True)
    dialog = send(window.desk, [row], view)
    dialog.form.submit()
    qtbot.waitUntil(lambda: rows_of(program)[0][2] == "sent")
    reply = answer(window.desk, row, view)
    assert isinstance(reply, ReplyDialog)
    qtbot.waitUntil(lambda: bool(reply.parts))
    reply.reply.set_value("differs")
    reply.note.set_value("short delivery")
    next(iter(reply.parts.values())).set_value(30_00)
    reply.form.submit()
    qtbot.waitUntil(lambda: rows_of(program)[0][2] == "differs")
    (found,) = program.ask(lambda s: s.disputes.of_customer(row.customer_id))
    assert (found.number, found.amount, found.note) == ("A-1", 30_00, "short delivery")
    voided = void(window.desk, row, view)
    voided.form["reason"].set_value("wrong period")
    voided.form.submit()
    qtbot.waitUntil(lambda: rows_of(program)[0][2] == "voided")


def test_the_paper_opens_again_from_the_list(program: Program, qtbot: QtBot, opened: list[Path]) -> None:
    window = on_page(program)
    keys = Keys(qtbot)
    keys.press(Qt.Key.Key_F8)
    in_front(qtbot, program, StatementDialog)
    keys.press(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: bool(opened))
    shutil.rmtree(program.folder / "Statements")
    window.desk.navigation.open("receivables", view="statements")
    program.settled()
    view = window.page.ledger  # type: ignore[union-attr]
    qtbot.waitUntil(lambda: len(view.chosen()) == 1)
    view.print_shown()
    qtbot.waitUntil(lambda: len(opened) == 2)
    assert opened[1].read_bytes().startswith(b"%PDF")


def test_the_undo_key_says_why_a_sent_paper_stays(program: Program, qtbot: QtBot) -> None:
    window = on_page(program)
    customer = program.ask(lambda s: s.customers.by_code("A").id)
    (paper,) = program.write(lambda s: s.statements.record(StatementDraft(customer, TODAY, TODAY)))
    program.write(lambda s: s.statements.mark_all_sent([paper], TODAY, "ems"))
    program.control(Qt.Key.Key_Z)
    qtbot.waitUntil(lambda: "What takes it back: “Void a statement”" in window.message_bar.text())
    assert rows_of(program)[0][2] == "sent"

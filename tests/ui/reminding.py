"""The reminder window of a test: opened for customer A, gone again, what is in the book then."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.ui.dialogs.remind import RemindDialog
from tests.ui.program import Program

# A-1 is 41 days overdue on 2026-11-21, a Saturday.
PLAIN = """
customer A net 30
invoice  A-1 A 2026-09-01 due 2026-10-11 300.00
payment  P-1 A 2026-11-20 1.00 -> A-1
"""


@pytest.fixture(name="noon")
def noon_fixture(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(RemindDialog, "hour", lambda _self: 12)


def open_remind(qtbot: QtBot, program: Program, ledger: str = PLAIN, **wishes: Any) -> RemindDialog:
    window = program.open(program.book(ledger))
    customer = program.ask(lambda s: s.customers.by_code("A").id)
    window.desk.navigation.dialog("remind", customer=customer, **wishes)
    return in_front(qtbot, program)


def in_front(qtbot: QtBot, program: Program) -> RemindDialog:
    qtbot.waitUntil(lambda: isinstance(QApplication.activeWindow(), RemindDialog))
    program.rest()
    found = QApplication.activeWindow()
    assert isinstance(found, RemindDialog)
    return found


def gone(qtbot: QtBot, program: Program) -> None:
    qtbot.waitUntil(lambda: not program.window.findChildren(RemindDialog))
    program.rest()


def made(program: Program) -> list[tuple[str, int, str, int, bool]]:
    rows = program.ask(lambda s: s.reminders.made())
    return [(row.number, row.level, row.channel, row.amount, row.voided_on is None) for row in rows]

"""Dialogs that were closed are gone, and pages are built once: what was opened two hundred times leaves nothing behind."""

from __future__ import annotations

import gc
from collections import Counter

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QObject
from PySide6.QtWidgets import QApplication, QDialog
from pytestqt.qtbot import QtBot

from app.ui.main_window import MainWindow
from tests.ui.program import Program

DIALOGS = ("remind", "contact", "letters", "letter_texts", "visit", "feedback", "matter", "notice", "write_off")
TABS = ("today", "customers", "receivables", "dashboard", "reports")
WARM = 2  # rounds after which what is made once is made
ROUNDS = 4


def settle(program: Program) -> None:
    """What was closed is deleted, the answers to what it asked included."""
    program.rest()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    QCoreApplication.processEvents()
    gc.collect()


def living() -> tuple[int, Counter[str]]:
    """Widgets of Qt, and Python's objects over Qt by class."""
    found = Counter(type(each).__name__ for each in gc.get_objects() if isinstance(each, QObject))
    return len(QApplication.allWidgets()), found


def grown(program: Program, once: object) -> tuple[int, Counter[str]]:
    """What each further round adds."""
    counts = []
    for _round in range(WARM + ROUNDS):
        once()  # type: ignore[operator]
        settle(program)
        counts.append(living())
    before, after = counts[WARM - 1], counts[-1]
    return after[0] - before[0], after[1] - before[1]


@pytest.mark.parametrize("name", DIALOGS)
def test_a_dialog_that_was_closed_leaves_nothing(program: Program, qtbot: QtBot, name: str) -> None:
    window = program.open()

    def once() -> None:
        wishes = {} if name in ("letters", "letter_texts") else {"customer": 1}
        window.desk.navigation.dialog(name, **wishes)
        qtbot.waitUntil(lambda: opened(window) is not None)
        program.rest()
        dialog = opened(window)
        assert dialog is not None
        dialog.done(0)
        qtbot.waitUntil(lambda: opened(window) is None)

    assert grown(program, once) == (0, Counter())


def opened(window: MainWindow) -> QDialog | None:
    return next((each for each in window.findChildren(QDialog) if each.isVisible()), None)


def test_going_from_page_to_page_makes_nothing(program: Program, qtbot: QtBot) -> None:
    window = program.open()

    def once() -> None:
        for tab in TABS:
            window.desk.navigation.open(tab)
            program.rest()
            assert window.page is not None
            assert window.page.name == tab
        for part in ("contacts", "promises", "reminders", "matters"):
            window.desk.navigation.open("customer", 1, tab="collection", part=part)
        program.rest()

    assert grown(program, once) == (0, Counter())

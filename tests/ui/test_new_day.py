"""The first opening of a day shows the window at once and makes the figures of the day behind it; Today is read once."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from app.models import derived
from app.services import opening
from app.services.opening import OpenBook
from app.services.services import Services
from app.ui.main_window import MainWindow
from tests.book import TODAY, Book
from tests.ui.program import LEDGER, Program

LATER = date(2026, 12, 20)  # A-2 and B-1 are overdue as well


def test_the_figures_can_be_left_to_whoever_opens(tmp_path: Path) -> None:
    book = Book(tmp_path).ledger(LEDGER)
    book.close()
    with opening.open_book(book.path, LATER, write=True, figures=False) as opened:
        assert derived.standing_day(opened.services.store) == TODAY
    with opening.open_book(book.path, LATER, write=True) as opened:
        assert derived.standing_day(opened.services.store) == LATER


def test_on_a_new_day_the_window_is_there_before_the_figures(program: Program, qtbot: QtBot) -> None:
    path = program.book()
    program.day = LATER
    seen: list[tuple[type, date | None]] = []

    def look(window: Any) -> None:
        seen.append((type(window), derived.standing_day(program.application._book.services.store)))  # type: ignore[union-attr]

    program.application.shown.connect(look)
    window = program.open(path)
    assert seen == [(MainWindow, TODAY)]
    assert program.ask(lambda s: derived.standing_day(s.store)) == LATER
    # What was on the screen before is read again: two customers, both overdue by now.
    qtbot.waitUntil(lambda: window.tabs.tabText(0) == "Today 2")


@pytest.fixture(name="said")
def _said(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Every statement that the threads of the window send to the book."""
    said: list[str] = []
    another = OpenBook.another

    def traced(book: OpenBook, **how: Any) -> Services:
        services = another(book, **how)
        services.store.db.set_trace_callback(said.append)
        return services

    monkeypatch.setattr(OpenBook, "another", traced)
    return said


def readings(said: list[str]) -> int:
    """How often somebody asked whom to call."""
    return sum(WHOM_TO_CALL in each for each in said)


WHOM_TO_CALL = "max(paid_on) last from payment"


def test_today_in_front_is_read_once_for_list_and_tab(program: Program, qtbot: QtBot, said: list[str]) -> None:
    window = program.open()
    assert readings(said) == 1
    assert window.tabs.tabText(0) == "Today 1"
    said.clear()
    program.write(lambda s: s.payments.record(s_draft(1)))
    qtbot.waitUntil(lambda: window.tabs.tabText(0) == "Today")
    assert readings(said) == 1
    window.desk.navigation.open("customers")
    program.rest()
    said.clear()
    program.write(lambda s: s.payments.record(s_draft(2)))
    program.rest()
    assert (readings(said), window.page.name if window.page else "") == (1, "customers")


def s_draft(customer: int) -> Any:
    from app.services.payments import PaymentDraft

    return PaymentDraft(customer, 10000, TODAY)

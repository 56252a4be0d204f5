"""A desk over a real book, as a window has it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from pytestqt.qtbot import QtBot

from app.ui import messages
from app.ui.jobs import Jobs
from app.ui.navigation import Navigation, Place
from app.ui.pages.contracts.page import ContractsPage
from app.ui.pages.receivables.page import ReceivablesPage
from app.ui.preferences import Preferences
from app.ui.widgets.page import Desk
from app.ui.widgets.table_model import TableModel
from tests.book import Book


@contextmanager
def desk_of(book: Book) -> Iterator[Desk]:
    """Jobs over connections of their own; all of them closed at the end."""
    jobs = Jobs(lambda read_only: book.open.another(read_only=read_only), messages.show_error)
    try:
        yield Desk(jobs, Navigation(), Preferences(), book.today)
    finally:
        jobs.close()


def receivables_page(qtbot: QtBot, desk: Desk) -> ReceivablesPage:
    """The page of receivables in sight, its list loaded."""
    page = ReceivablesPage(desk)
    qtbot.addWidget(page)
    page.resize(1280, 640)
    page.show()
    rest(qtbot, desk)
    return page


def contracts_view(qtbot: QtBot, desk: Desk, view: str, **wishes: Any) -> Any:
    """One of the lists under Contracts, in sight and loaded."""
    page = ContractsPage(desk)
    qtbot.addWidget(page)
    page.resize(1366, 600)
    page.go(Place("contracts", None, {"view": view, **wishes}))
    page.show()
    rest(qtbot, desk)
    return page.shown


def cells(model: TableModel, *keys: str) -> list[tuple[str, ...]]:
    """What each row says in these columns."""
    places = [[each.key for each in model.columns].index(key) for key in keys]
    return [tuple(model.index(row, place).data() for place in places) for row in range(model.rowCount())]


def rest(qtbot: QtBot, desk: Desk) -> None:
    """Until nothing is under way, and what was answered is on the screen (`patience.py`)."""
    qtbot.waitUntil(lambda: not desk.jobs.is_busy)

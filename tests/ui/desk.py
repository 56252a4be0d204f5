"""A desk over a real book, as a window has it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from pytestqt.qtbot import QtBot

from app.ui import messages
from app.ui.jobs import Jobs
from app.ui.navigation import Navigation
from app.ui.pages.receivables.page import ReceivablesPage
from app.ui.preferences import Preferences
from app.ui.widgets.page import Desk
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


def rest(qtbot: QtBot, desk: Desk) -> None:
    """Until nothing is under way."""
    qtbot.waitUntil(lambda: not desk.jobs.is_busy)

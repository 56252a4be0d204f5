"""A desk over a real book, as a window has it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from app.ui import messages
from app.ui.jobs import Jobs
from app.ui.navigation import Navigation
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

"""Letters and messages about what is owed, from the texts of the book. Nothing is ever sent: text to copy, papers to print.

found = services.reminders.due()[0]
services.letters.message(found, "wechat")              # text to copy
sheet = services.letters.sheet(found)                  # the letter; documents.render(sheet, path) prints it
services.letters.batch(sheets, folder, report=report)  # one PDF each, all or none
"""

from __future__ import annotations

from datetime import date

from app.models.store import Store


class Letters:
    """Texts and sheets of one book."""

    def __init__(self, store: Store, today: date) -> None:
        self._store = store
        self._today = today

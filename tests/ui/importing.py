"""The import window over a book, for tests: files made on the spot, the steps walked, the figures read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot
from xlsxwriter import Workbook

from app.models.store import Store
from app.services.services import Services
from app.ui import messages
from app.ui.dialogs.import_wizard import CHECK, COLUMNS, ImportWizard
from app.ui.jobs import Jobs
from app.ui.navigation import Navigation
from app.ui.preferences import Preferences
from app.ui.widgets.page import Desk
from tests.book import TODAY, Book

HEADINGS = ("单据编号", "客户名称", "开单日期", "到期日", "金额")
GOOD = (
    ("A-1", "宏达建材有限公司", "2026-01-10", "2026-02-09", 100.00),
    ("A-2", "宏达建材有限公司", "2026-01-11", "2026-02-10", 250.50),
    ("A-3", "瑞祥装饰有限公司", "2026-01-12", "2026-02-11", 40.00),
)
BAD = (
    ("A-4", "瑞祥装饰有限公司", "2026-01-13", "2026-02-12", "待定"),
    ("A-5", "瑞祥装饰有限公司", "2026-01-14", "待定", 9.50),
)


class Window:
    """An import window over a book, and what the book holds meanwhile."""

    def __init__(self, book: Book, qtbot: QtBot) -> None:
        self.book, self.qtbot = book, qtbot
        self.jobs: Jobs[Services] = Jobs(
            lambda read_only: Services(Store(book.path, read_only=read_only), TODAY), messages.show_error
        )
        self.desk = Desk(self.jobs, Navigation(), Preferences(), TODAY)
        self.made: list[ImportWizard] = []

    def open(self, path: Path | None = None) -> ImportWizard:
        wizard = ImportWizard(self.desk, path=path)
        wizard.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
        self.qtbot.addWidget(wizard)
        wizard.show()
        self.made.append(wizard)
        return wizard

    def at(self, wizard: ImportWizard, step: int) -> ImportWizard:
        self.qtbot.waitUntil(lambda: wizard.step == step and not wizard.busy)
        return wizard

    def check(self, wizard: ImportWizard) -> ImportWizard:
        """From the columns to the check of the rows."""
        self.at(wizard, COLUMNS).go_on()
        return self.at(wizard, CHECK)

    def checked(self, path: Path) -> ImportWizard:
        """A file as far as the check of its rows."""
        return self.check(self.open(path))

    def count(self, table: str) -> int:
        found: int = self.book.store.scalar(f"select count(*) from {table}")
        return found


@pytest.fixture(name="window")
def window_fixture(book: Book, qtbot: QtBot) -> Iterator[Window]:
    made = Window(book, qtbot)
    yield made
    made.jobs.close()


def sheet(path: Path, *rows: Sequence[object], name: str = "应收") -> Path:
    with Workbook(str(path)) as made:
        page = made.add_worksheet(name)
        for place, row in enumerate(rows):
            page.write_row(place, 0, row)
    return path


def figures(wizard: ImportWizard) -> tuple[int, ...]:
    checked = wizard.check.checked
    assert checked is not None
    return tuple(checked.counts[key] for key in ("new", "changed", "same", "wrong"))


def grid(wizard: ImportWizard, column: str) -> list[str]:
    assert wizard.check.panel is not None
    model = wizard.check.panel.view.rows
    place = [each.key for each in model.columns].index(column)
    return [str(model.index(row, place).data()) for row in range(model.rowCount())]

"""The whole book goes out as tables, from the File menu."""

from __future__ import annotations

from pathlib import Path

from pytestqt.qtbot import QtBot

from app.ui import book_out
from tests.ui.program import Program


def test_tables_lie_in_a_folder_of_the_day(program: Program, qtbot: QtBot, tmp_path: Path) -> None:
    window = program.open()
    book_out.export(window, tmp_path)
    page = window.page
    assert page is not None
    qtbot.waitUntil(page.message_bar.isVisible)
    (folder,) = [each for each in tmp_path.iterdir() if each.is_dir() and "2026" in each.name]
    written = {each.name for each in folder.glob("*.xlsx")}
    assert written >= {"customers.xlsx", "contacts.xlsx", "invoices.xlsx", "payments.xlsx"}
    assert (folder / "tables" / "receivable.csv").exists()
    assert folder.name in page.message_bar.text()

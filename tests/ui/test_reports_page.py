"""Reports: the ageing report in its orders, on any day, on the screen and in files."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QObject, Qt, QUrl, Slot
from PySide6.QtGui import QDesktopServices
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot
from python_calamine import CalamineWorkbook

from app.services.named_reports import REPORTS
from app.ui.navigation import Place
from app.ui.pages.reports import ReportsPage
from app.ui.widgets.page import Desk
from tests.book import Book
from tests.ui.desk import desk_of

LEDGER = """
customer ACME net 30
customer BETA net 30
invoice  YS-1 ACME 2026-08-01 due 2026-08-20 300.00
invoice  YS-2 ACME 2026-10-06 due 2026-11-06 500.00
invoice  YS-3 BETA 2026-11-05 due 2026-12-05 2400.00
payment  SK-1 ACME 2026-11-10 100.00 -> YS-2
payment  SK-2 BETA 2026-11-15 50.00 ->
"""


class Opener(QObject):
    """What the system was asked to open."""

    def __init__(self) -> None:
        super().__init__()
        self.opened: list[Path] = []

    @Slot(QUrl)
    def open(self, url: QUrl) -> None:
        self.opened.append(Path(url.toLocalFile()))


@pytest.fixture
def desk(book: Book) -> Iterator[Desk]:
    with desk_of(book) as made:
        yield made


def opened(qtbot: QtBot, desk: Desk, **wishes: Any) -> ReportsPage:
    page = ReportsPage(desk)
    qtbot.addWidget(page)
    page.resize(1366, 600)
    page.go(Place("reports", None, wishes))
    page.show()
    loaded(qtbot, page)
    return page


def loaded(qtbot: QtBot, page: ReportsPage) -> None:
    qtbot.waitUntil(
        lambda: (
            page.sheet is not None and getattr(page.sheet, "by", "") == page.report.by and not page.desk.jobs.is_busy
        )
    )


def lines(page: ReportsPage) -> list[tuple[str, ...]]:
    sheet = page.table.sheet
    return [sheet.line(place) for place in range(sheet.rowCount())]


def test_who_owes_what_with_the_total_below(qtbot: QtBot, book: Book, desk: Desk) -> None:
    book.ledger(LEDGER)
    page = opened(qtbot, desk)
    assert page.table.sheet.head[:4] == ("Customer", "Not due", "1–30 days", "31–60 days")
    assert lines(page) == [
        ("BETA Company", "2,400.00", "—", "—", "—", "—", "−50.00", "2,350.00", "—"),
        ("ACME Company", "—", "400.00", "—", "—", "300.00", "—", "700.00", "93"),
        ("Total", "2,400.00", "400.00", "—", "—", "300.00", "−50.00", "3,050.00", "93"),
        ("Share of the total", "78.7%", "13.1%", "—", "—", "9.8%", "−1.6%", "100.0%", ""),
    ]
    assert page.heading.text() == "Ageing report: ¥3,050.00 in all"
    assert page.subtitle.text().endswith("Age counted from the due date · As of 2026-11-21 · Unit: yuan")


def test_a_past_day_shows_what_was_owed_then(qtbot: QtBot, book: Book, desk: Desk) -> None:
    book.ledger(LEDGER)
    page = opened(qtbot, desk, on=date(2026, 11, 1))
    assert lines(page)[0] == ("ACME Company", "500.00", "—", "—", "300.00", "—", "—", "800.00", "73")
    page.basis.set_value("invoice")
    qtbot.waitUntil(lambda: page.sheet is not None and getattr(page.sheet, "basis", "") == "invoice")
    assert (page.table.sheet.head[1], page.table.sheet.head[4]) == ("0–30 days", "Over 90 days")
    assert lines(page)[0] == ("ACME Company", "500.00", "—", "—", "300.00", "—", "800.00", "73")
    page.on.line.selectAll()
    QTest.keyClicks(page.on.line, "2026-07-01")
    qtbot.waitUntil(lambda: page.stack.currentWidget() is page.nothing)
    assert page.nothing.text() == "Nothing was outstanding on 2026-07-01. Choose another day."


def test_five_orders_of_one_sum(qtbot: QtBot, book: Book, desk: Desk) -> None:
    book.ledger(LEDGER)
    page = opened(qtbot, desk, by="invoice")
    assert [line[0] for line in lines(page)][:3] == ["YS-3 BETA Company", "YS-2 ACME Company", "YS-1 ACME Company"]
    for place, report in enumerate(each for each in REPORTS if each.by):
        page.choice.setCurrentRow(place)
        loaded(qtbot, page)
        assert page.report is report
        assert page.heading.text() == "Ageing report: ¥3,050.00 in all"


def test_a_row_opens_its_customer_or_receivable(qtbot: QtBot, book: Book, desk: Desk) -> None:
    book.ledger(LEDGER)
    page = opened(qtbot, desk)
    page.table.selectRow(1)
    QTest.keyClick(page.table, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: desk.navigation.place == Place("customer", book.ids["ACME"]))
    page.choice.setCurrentRow(1)
    loaded(qtbot, page)
    page.table.selectRow(0)
    QTest.keyClick(page.table, Qt.Key.Key_Return)
    assert desk.navigation.place == Place("receivables", None, {"search": "YS-3"})
    page.table.selectRow(len(lines(page)) - 1)
    QTest.keyClick(page.table, Qt.Key.Key_Return)
    assert desk.navigation.place == Place("receivables", None, {"search": "YS-3"})


def test_the_report_as_a_file_for_excel(qtbot: QtBot, book: Book, desk: Desk, tmp_path: Path) -> None:
    book.ledger(LEDGER)
    page = opened(qtbot, desk)
    page.save_excel(tmp_path / "ageing.xlsx")
    qtbot.waitUntil(lambda: page.message_bar.text() == "Saved as ageing.xlsx.")
    rows = CalamineWorkbook.from_path(tmp_path / "ageing.xlsx").get_sheet_by_index(0).to_python()
    total = rows[0].index("Total")
    assert [row[total] for row in rows[1:]] == [2350.0, 700.0, 3050.0]


def test_printing_opens_the_pdf_of_what_is_in_sight(qtbot: QtBot, book: Book, desk: Desk) -> None:
    book.ledger(LEDGER)
    page, opener = opened(qtbot, desk), Opener()
    QDesktopServices.setUrlHandler("file", opener, "open")  # type: ignore[arg-type]  # the stub says bytes, PySide takes str
    try:
        assert page.print_shown()
        qtbot.waitUntil(lambda: bool(opener.opened))
    finally:
        QDesktopServices.unsetUrlHandler("file")
    assert opener.opened[0].name == "Ageing report 2026-11-21.pdf"
    assert opener.opened[0].read_bytes().startswith(b"%PDF-")


def test_a_place_that_cannot_be_written_is_told(qtbot: QtBot, book: Book, desk: Desk, tmp_path: Path) -> None:
    book.ledger(LEDGER)
    page = opened(qtbot, desk)
    page.save_excel(tmp_path / "no such folder" / "a.xlsx")
    qtbot.waitUntil(lambda: "does not exist" in page.message_bar.text())

"""The credit in use on the Credit tab and in its window: every line leads to its documents, every document to its list."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.ui.dialogs.exposure import ExposureDialog
from app.ui.navigation import Place
from app.ui.widgets.exposure_lines import ExposureLines
from app.ui.widgets.page import Desk
from tests.book import Book
from tests.exposing import golden
from tests.ui.desk import desk_of, rest


@pytest.fixture
def desk(book: Book) -> Iterator[Desk]:
    golden(book)
    with desk_of(book) as made:
        yield made


def opened(qtbot: QtBot, desk: Desk, book: Book, line: str = "") -> ExposureDialog:
    dialog = ExposureDialog(desk, customer=book.ids["A"], line=line)
    qtbot.addWidget(dialog)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    dialog.open()
    rest(qtbot, desk)
    return dialog


def test_lines_and_their_documents(qtbot: QtBot, desk: Desk, book: Book) -> None:
    dialog = opened(qtbot, desk, book)
    assert dialog.total.text() == "Credit in use: ¥420,000.00 of ¥400,000.00 · ¥20,000.00 over the limit"
    assert dialog.chain.sheet.rows == (
        ("Open receivables", "2 documents", "¥320,000.00"),
        ("Drafts not paid yet", "1 document", "¥100,000.00"),
        ("Custom work at risk", "1 document", "¥80,000.00"),
        ("Prepayments and earnest money", "1 document", "−¥60,000.00"),
        ("Cash deposits", "1 document", "−¥20,000.00"),
    )
    assert dialog.chain.sheet.feet[0] == ("Credit in use", "", "¥420,000.00")
    assert [row[0] for row in dialog.documents.sheet.rows] == ["Receivable A-2", "Receivable A-3"]
    dialog.chain.selectRow(2)
    (work,) = dialog.documents.sheet.rows
    assert work[3:6] == ("¥100,000.00", "80%", "¥80,000.00")
    dialog.chain.selectRow(5)  # the sum
    assert dialog.documents.sheet.rows == ()


def test_a_document_leads_to_its_list(qtbot: QtBot, desk: Desk, book: Book) -> None:
    went: list[Place] = []
    desk.navigation.opened.connect(went.append)
    dialog = opened(qtbot, desk, book, "bills")
    dialog.documents.selectRow(0)
    dialog.documents.setFocus()
    QTest.keyClick(dialog.documents, Qt.Key.Key_Return)
    assert not dialog.isVisible()
    assert [(place.name, place.wishes) for place in went] == [
        ("receivables", {"view": "bills", "search": "B-2026-11-02"})
    ]
    opened(qtbot, desk, book, "deposits").documents.opened.emit(0)
    assert (went[1].name, went[1].key, went[1].wishes) == ("customer", book.ids["A"], {"tab": "dealings"})


def test_what_changes_is_seen_while_it_is_open(qtbot: QtBot, desk: Desk, book: Book) -> None:
    dialog = opened(qtbot, desk, book, "receivables")
    book.ledger("payment P-1 A 2026-11-20 290000.00 -> A-2")
    dialog._load()
    rest(qtbot, desk)
    assert dialog.chain.sheet.rows[0] == ("Open receivables", "1 document", "¥30,000.00")


def test_the_panel_of_the_credit_tab(qtbot: QtBot, book: Book) -> None:
    a, panel = golden(book), ExposureLines()
    qtbot.addWidget(panel)
    panel.show_sheet(book.services.exposure.sheet(a))
    assert list(panel.links) == ["receivables", "bills", "custom_work", "prepayments", "deposits"]
    with qtbot.waitSignal(panel.opened) as chosen:
        QTest.mouseClick(panel.links["custom_work"], Qt.MouseButton.LeftButton)
    assert chosen.args == ["custom_work"]


def test_an_empty_column_leaves_its_room_to_the_figures(qtbot: QtBot, desk: Desk, book: Book) -> None:
    dialog = opened(qtbot, desk, book)
    assert "Note" not in dialog.documents.sheet.head
    book.ledger("dispute A-3 2026-11-03 30000.00")
    noted = opened(qtbot, desk, book)
    assert noted.documents.sheet.head[3] == "Note"
    assert [bool(row[3]) for row in noted.documents.sheet.rows] == [False, True]

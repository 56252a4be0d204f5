"""Tables: pages, selection by key, sorting, keyboard, columns, empty states."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import pytest
from PySide6.QtCore import QAbstractItemModel, QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from app.services.formats import figure
from app.ui.preferences import TablePreferences
from app.ui.widgets.table_model import CHIP_ROLE, KEY_ROLE, RIGHT, Column, Key, TableModel
from app.ui.widgets.table_panel import Nothing, TablePanel
from app.ui.widgets.table_view import Sort, TableView


@dataclass(frozen=True)
class Line:
    id: int
    name: str
    fen: int
    risk: str


COLUMNS = (
    Column("name", "Customer", lambda r: r.name, width=160, sort_key="name", tooltip=lambda r: f"{r.name} <b>", stretch=True),
    Column("fen", "Amount", lambda r: figure(r.fen, "CNY", dash=True), align=RIGHT, sort_key="amount",
           role=lambda r: "overdue" if r.fen > 500 else ""),
    Column("risk", "Risk", chip=lambda r: r.risk),
    Column("note", "Note", lambda r: "=1+1\nx", shown=False),
)  # fmt: skip


class Book:
    """Rows by key, and which pages were asked for."""

    def __init__(self) -> None:
        self.asked: list[tuple[int, int]] = []
        self.gone: set[Key] = set()

    def fetch(self, keys: Sequence[int]) -> list[Line]:
        self.asked.append((keys[0], keys[-1]))
        return [Line(key, f"客户{key}", key * 100, "watch") for key in reversed(keys) if key not in self.gone]


@pytest.fixture
def book() -> Book:
    return Book()


def table(qtbot: QtBot, book: Book, count: int = 1000, *, ticks: bool = False) -> TableView:
    view = TableView(TableModel(COLUMNS, book.fetch, ticks=ticks), TablePreferences())
    qtbot.addWidget(view)
    view.resize(800, 400)
    view.show()
    view.set_keys(range(count))
    return view


def test_qt_accepts_the_model(qtbot: QtBot, book: Book) -> None:
    model = TableModel(COLUMNS, book.fetch, ticks=True)
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    for count in (0, 5, 250, 0):
        model.set_keys(range(count))
    model.set_keys([3, 1, 2])
    model.toggle([1])
    assert isinstance(tester.model(), QAbstractItemModel)
    assert model.rowCount() == 3


def test_only_the_pages_in_sight_are_fetched(qtbot: QtBot, book: Book) -> None:
    view = table(qtbot, book, 200_000)
    qtbot.waitUntil(lambda: len(book.asked) > 0)
    view.scrollToBottom()
    view.viewport().repaint()
    assert set(book.asked) == {(0, 99), (199_900, 199_999)}


def test_cells_say_text_colour_alignment_chip_and_key(book: Book) -> None:
    model = TableModel(COLUMNS, book.fetch)
    model.set_keys([7, 0])
    assert model.index(0, 1).data() == "7.00"
    assert model.index(1, 1).data() == "—"
    assert model.index(0, 1).data(Qt.ItemDataRole.ForegroundRole).name() == "#a8320a"
    assert model.index(1, 1).data(Qt.ItemDataRole.ForegroundRole) is None
    assert model.index(0, 2).data(CHIP_ROLE) == "watch"
    assert model.index(0, 2).data() == "Watch"
    assert model.index(1, 0).data(KEY_ROLE) == 0
    assert model.index(0, 0).data(Qt.ItemDataRole.ToolTipRole) == "<qt>客户7 &lt;b&gt;</qt>"


def test_headers_are_aligned_as_their_cells(book: Book) -> None:
    model = TableModel(COLUMNS, book.fetch)
    model.set_keys([1])
    for section in range(model.columnCount()):
        header = model.headerData(section, Qt.Orientation.Horizontal, Qt.ItemDataRole.TextAlignmentRole)
        assert header == model.index(0, section).data(Qt.ItemDataRole.TextAlignmentRole)


def test_a_row_that_is_gone_meanwhile_is_no_crash(book: Book) -> None:
    book.gone = {1}
    model = TableModel(COLUMNS, book.fetch)
    model.set_keys([0, 1, 2])
    assert [model.index(row, 0).data() for row in range(3)] == ["客户0", "…", "客户2"]


def test_the_selection_stays_with_its_rows(qtbot: QtBot, book: Book) -> None:
    view = table(qtbot, book)
    view.select_keys([3, 5])
    view.set_keys([9, 5, 4, 3])
    assert view.selected_keys() == [5, 3]
    assert view.current_key() == 3


def test_when_the_row_leaves_the_next_one_is_selected(qtbot: QtBot, book: Book) -> None:
    view = table(qtbot, book, 5)
    view.select_keys([2])
    view.set_keys([0, 1, 3, 4])
    assert view.selected_keys() == [3]
    view.set_keys([0, 1])
    assert view.selected_keys() == [1]


def test_selecting_everything_of_a_long_table(qtbot: QtBot, book: Book) -> None:
    view = table(qtbot, book, 50_000)
    view.selectAll()
    view.set_keys(range(49_999))
    assert len(view.selected_keys()) == 49_999


def test_a_click_on_the_header_sorts_and_shift_adds_a_second_key(qtbot: QtBot, book: Book) -> None:
    view, asked = table(qtbot, book), list[Sort]()
    view.sort_changed.connect(asked.append)
    view.sort_by(0)
    view.sort_by(0)
    view.sort_by(1, also=True)
    view.sort_by(2)
    assert asked == [(("name", False),), (("name", True),), (("name", True), ("amount", False))]
    header = view.horizontalHeader()
    QTest.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=_middle(view, 1))
    assert asked[-1] == (("amount", True),)


def _middle(view: TableView, section: int) -> QPoint:
    header = view.horizontalHeader()
    return QPoint(header.sectionViewportPosition(section) + header.sectionSize(section) // 2, header.height() // 2)


def test_another_order_is_shown_from_its_beginning(qtbot: QtBot, book: Book) -> None:
    """The selected row stays selected, wherever it is now; without a new order it stays in sight."""
    view = table(qtbot, book)
    view.select_keys([900])
    first = view.rowAt(0)
    view.set_keys(range(1000))
    assert (view.rowAt(0), first > 800) == (first, True)
    view.sort_by(1)
    view.set_keys(range(999, -1, -1))
    assert (view.rowAt(0), view.selected_keys()) == (0, [900])


def test_keys_open_tick_and_copy(qtbot: QtBot, book: Book) -> None:
    view, opened = table(qtbot, book, ticks=True), list[Key]()
    view.opened.connect(opened.append)
    view.select_keys([2, 3])
    view.setFocus()
    QTest.keyClick(view, Qt.Key.Key_Return)
    QTest.keyClick(view, Qt.Key.Key_F2)
    assert opened == [2, 2]
    QTest.keyClick(view, Qt.Key.Key_Space)
    assert view.chosen_keys() == [2, 3]
    view.select_keys([9])
    assert view.chosen_keys() == [2, 3]
    QTest.keyClick(view, Qt.Key.Key_Space)
    assert view.rows.ticked == [2, 3, 9]
    view.select_keys([0, 12])
    QTest.keyClick(view, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text() == "客户0\t\tWatch\n客户12\t12.00\tWatch"
    QTest.keyClick(view, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    assert len(view.selected_keys()) == 1000
    QTest.keyClick(view, Qt.Key.Key_End)
    assert view.current_key() == 999


def test_what_is_copied_is_never_a_formula(qtbot: QtBot, book: Book) -> None:
    view = table(qtbot, book, 3)
    view.columns.show("note", True)
    view.select_keys([1])
    view.copy()
    assert QGuiApplication.clipboard().text().split("\t")[-1] == "'=1+1 x"


def test_columns_are_remembered_at_100_percent(qtbot: QtBot, book: Book) -> None:
    kept = TablePreferences()
    view = TableView(TableModel(COLUMNS, book.fetch), kept)
    qtbot.addWidget(view)
    header = view.horizontalHeader()
    header.resizeSection(1, 222)
    header.moveSection(1, 0)
    view.columns.show("note", True)
    assert (kept.widths, kept.order, kept.shown) == ({"fen": 222}, ["fen", "name", "risk", "note"], {"note": True})
    again = TableView(TableModel(COLUMNS, book.fetch), kept)
    qtbot.addWidget(again)
    assert again.horizontalHeader().sectionSize(1) == 222
    assert again.columns.visible() == [1, 0, 2, 3]
    again.columns.reset()
    assert again.columns.visible() == [0, 1, 2]


def test_the_last_column_cannot_be_hidden(qtbot: QtBot, book: Book) -> None:
    view = table(qtbot, book, 3)
    for column in COLUMNS:
        view.columns.show(column.key, False)
    assert len(view.columns.visible()) == 1


def test_the_stretching_column_takes_the_room_left(qtbot: QtBot, book: Book) -> None:
    view = table(qtbot, book, 3)
    sizes = [view.horizontalHeader().sectionSize(section) for section in range(3)]
    assert sum(sizes) == view.viewport().width()


def test_titles_are_never_cut(qtbot: QtBot, book: Book) -> None:
    long = Column("long", "A title that is much longer than its cells", lambda r: "x", width=50)
    view = TableView(TableModel([long], book.fetch))
    qtbot.addWidget(view)
    wanted = view.fontMetrics().horizontalAdvance(long.title)
    assert view.horizontalHeader().sectionSize(0) > wanted


def test_an_empty_table_says_why_and_what_to_do(qtbot: QtBot, book: Book) -> None:
    panel, cleared = TablePanel(TableView(TableModel(COLUMNS, book.fetch))), list[bool]()
    qtbot.addWidget(panel)
    panel.when_empty = Nothing("Nothing owed yet.")
    panel.when_filtered = Nothing("Nothing matches.", (("Clear filter", lambda: cleared.append(True)),))
    panel.show_keys([])
    assert panel.nothing_text == "Nothing owed yet."
    panel.show_keys([], filtered=True)
    assert panel.nothing_text == "Nothing matches."
    next(b for b in panel.findChildren(QPushButton) if b.text() == "Clear filter").click()
    assert cleared == [True]
    panel.show_keys([1, 2], "2 rows")
    assert panel.nothing_text == ""


def test_rows_that_come_back_have_the_focus_again(qtbot: QtBot, book: Book) -> None:
    panel = TablePanel(TableView(TableModel(COLUMNS, book.fetch)))
    qtbot.addWidget(panel)
    panel.resize(600, 300)
    panel.show()
    qtbot.waitExposed(panel)
    panel.show_keys([1, 2, 3])
    panel.setFocus()
    qtbot.waitUntil(panel.view.hasFocus)
    panel.show_keys([])
    panel.show_keys([1, 2, 3])
    assert panel.view.hasFocus()


def test_a_scroll_bar_without_a_way_to_go_has_no_handle(qtbot: QtBot, book: Book) -> None:
    panel = TablePanel(TableView(TableModel(COLUMNS, book.fetch)))
    qtbot.addWidget(panel)
    panel.resize(600, 300)
    panel.show()
    bar = panel.view.verticalScrollBar()
    qtbot.waitUntil(bar.isVisible)
    assert bar.property("role") == "idle"
    panel.show_keys(range(60))
    qtbot.waitUntil(lambda: bar.maximum() > 0)
    assert bar.property("role") == ""
    panel.show_keys(range(2))
    qtbot.waitUntil(lambda: bar.maximum() == 0)
    assert bar.property("role") == "idle"


def test_rows_never_scrolled_to_are_copied_too(qtbot: QtBot, book: Book) -> None:
    view = table(qtbot, book, 3000)
    view.selectAll()
    view.copy()
    lines = QGuiApplication.clipboard().text().split("\n")
    assert (len(lines), lines[0], lines[2999]) == (3000, "客户0\t\tWatch", "客户2999\t2,999.00\tWatch")

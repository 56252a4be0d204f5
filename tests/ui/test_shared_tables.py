"""What tables share: see the list in test_shared_behaviour.py."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QEvent, QPoint, QRect, Qt, QTimer
from PySide6.QtGui import QContextMenuEvent, QHelpEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QPushButton, QToolTip
from pytestqt.qtbot import QtBot

from app.ui import theme
from app.ui.pages.customers.page import CustomersPage
from app.ui.preferences import Preferences, TablePreferences
from app.ui.widgets.arrange_columns import ArrangeColumns
from app.ui.widgets.filter_bar import Chip, FilterBar
from app.ui.widgets.page import Desk
from app.ui.widgets.saved_views import ArrangeViews
from app.ui.widgets.table_model import RIGHT, Column, TableModel
from app.ui.widgets.table_paint import padded
from app.ui.widgets.table_view import Sort, TableView
from tests.book import Book
from tests.ui.desk import desk_of, receivables_page, rest
from tests.ui.program import Program

CONTROL, SHIFT, ALT = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.AltModifier,
)
LEDGER = """
customer HD net 30
customer YC net 60
invoice  A-1 HD 2026-09-01 due 2026-10-01 100.00
invoice  A-2 HD 2026-11-10 due 2026-12-10 60.00
invoice  B-1 YC 2026-11-15 due 2026-12-15 40.00
"""


class Line:
    """A row of a table of the test's own."""

    def __init__(self, place: int) -> None:
        self.id, self.name, self.fen = place, f"客户 {place} 有限责任公司 with a very long name", place * 100


COLUMNS = (
    Column("name", "Customer", lambda r: r.name, width=160, sort_key="name"),
    Column("fen", "Amount", lambda r: str(r.fen), RIGHT, 300, "amount"),
    Column("other", "Other", lambda r: "x", width=300, sort_key="other"),
    Column("last", "Last", lambda r: "y", width=300),
)


def table(qtbot: QtBot, count: int = 200, width: int = 500) -> TableView:
    view = TableView(TableModel(COLUMNS, lambda keys: [Line(key) for key in keys], ticks=True), TablePreferences())
    qtbot.addWidget(view)
    view.resize(width, 300)
    view.show()
    view.set_keys(range(count))
    return view


@pytest.fixture
def desk(book: Book) -> Iterator[Desk]:
    book.ledger(LEDGER)
    with desk_of(book) as made:
        yield made


# --- table


def test_rows_are_34_high_or_28_by_the_view_menu(program: Program) -> None:
    window = program.open()
    window.desk.navigation.open("customers")
    program.rest()
    page = window.page
    assert isinstance(page, CustomersPage)
    assert page.view.rowHeight(0) == 34
    window.do("compact")
    assert page.view.rowHeight(0) == 28
    window.do("compact")
    assert page.view.rowHeight(0) == 34


def test_cells_and_headers_have_8_pixels_at_each_side() -> None:
    assert padded(QRect(10, 0, 100, 34)) == QRect(18, 0, 84, 34)
    theme.apply(Preferences(theme="light", zoom=200))
    assert padded(QRect(10, 0, 100, 34)) == QRect(26, 0, 68, 34)
    theme.apply(Preferences(theme="light"))


def test_no_grid_lines_and_the_header_stays_on_top(qtbot: QtBot) -> None:
    view = table(qtbot)
    view.scrollToBottom()
    assert not view.showGrid()
    assert (view.horizontalHeader().isVisible(), view.horizontalHeader().y()) == (True, 0)


def test_the_first_column_stays_when_scrolling_sideways(qtbot: QtBot) -> None:
    view = table(qtbot)
    assert view.frozen_width() == 0
    view.horizontalScrollBar().setValue(300)
    index = view.rows.index(2, 0)
    assert view.frozen_width() == view.columnWidth(0)
    assert view.visualRect(index).left() == 0
    assert view.indexAt(QPoint(20, view.rowViewportPosition(2) + 5)) == index
    picture = view.viewport().grab(QRect(0, 0, view.frozen_width() - 2, 30)).toImage()
    view.horizontalScrollBar().setValue(500)
    assert view.viewport().grab(QRect(0, 0, view.frozen_width() - 2, 30)).toImage() == picture
    sorts: list[Sort] = []
    view.sort_changed.connect(sorts.append)
    QTest.mouseClick(view.horizontalHeader().viewport(), Qt.MouseButton.LeftButton, pos=QPoint(20, 10))
    assert sorts == [(("name", False),)]


def test_alt_and_arrows_sort_by_the_column_in_question(qtbot: QtBot) -> None:
    view = table(qtbot)
    view.setCurrentIndex(view.rows.index(0, 1))
    QTest.keyClick(view, Qt.Key.Key_Down, ALT)
    once = view.sort
    view.setCurrentIndex(view.rows.index(0, 2))
    QTest.keyClick(view, Qt.Key.Key_Up, ALT | SHIFT)
    assert (once, view.sort) == ((("amount", True),), (("amount", True), ("other", False)))


def test_the_active_chip_is_filled_and_ticked(qtbot: QtBot) -> None:
    bar = FilterBar("Search", [Chip("owing", "Owing"), Chip("overdue", "Overdue")])
    qtbot.addWidget(bar)
    bar.chip("owing").click()
    assert (bar.chip("owing").isChecked(), bar.chip("owing").icon().isNull()) == (True, False)
    assert bar.chip("overdue").icon().isNull()
    assert bar.box.mapTo(bar, QPoint(0, 0)).x() == 0


def test_the_footer_sums_every_money_column_in_sight(qtbot: QtBot, desk: Desk) -> None:
    page = receivables_page(qtbot, desk)
    said = page.ledger.panel._footer.text()
    assert said == "3 receivables · amount ¥200.00 · received ¥0.00 · outstanding ¥200.00"
    page.ledger.filters.choose(["overdue"])
    rest(qtbot, desk)
    assert page.ledger.panel._footer.text() == "1 receivable · amount ¥100.00 · received ¥0.00 · outstanding ¥100.00"


def test_the_selection_says_how_many_and_how_much(qtbot: QtBot, desk: Desk) -> None:
    page = receivables_page(qtbot, desk)
    page.ledger.view.selectAll()
    assert page.ledger.panel._chosen.text() == "3 selected · ¥200.00"
    customers = CustomersPage(desk)
    qtbot.addWidget(customers)
    customers.show()
    rest(qtbot, desk)
    customers.view.selectAll()
    assert customers.panel._chosen.text() == "2 selected · ¥200.00"


def test_columns_are_chosen_and_ordered_by_keyboard(qtbot: QtBot) -> None:
    view = table(qtbot)
    dialog = ArrangeColumns.over(view, view.columns)
    qtbot.addWidget(dialog)
    QTest.keyClick(dialog.list, Qt.Key.Key_Down, CONTROL)
    assert view.columns.in_order() == ["fen", "name", "other", "last"]
    dialog.list.setCurrentRow(3)
    QTest.keyClick(dialog.list, Qt.Key.Key_Space)
    assert [COLUMNS[section].key for section in view.columns.visible()] == ["fen", "name", "other"]
    next(b for b in dialog.findChildren(QPushButton) if b.text() == "Restore the usual columns").click()
    assert [COLUMNS[section].key for section in view.columns.visible()] == ["name", "fen", "other", "last"]


def test_overdue_text_carries_an_icon(qtbot: QtBot, desk: Desk) -> None:
    page = receivables_page(qtbot, desk)
    model = page.ledger.view.rows
    place = next(i for i, column in enumerate(model.columns) if column.key == "due_on")
    signs = [model.index(row, place).data(Qt.ItemDataRole.DecorationRole) is not None for row in range(3)]
    assert signs == [True, False, False]


def test_a_click_selects_a_double_click_opens_shift_and_control_extend(qtbot: QtBot) -> None:
    view = table(qtbot)
    opened: list[object] = []
    view.opened.connect(opened.append)

    def at(row: int) -> QPoint:
        return QPoint(250, view.rowViewportPosition(row) + 5)

    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=at(1))
    assert (view.selected_keys(), opened) == ([1], [])
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, SHIFT, at(3))
    assert view.selected_keys() == [1, 2, 3]
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, CONTROL, at(5))
    assert view.selected_keys() == [1, 2, 3, 5]
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=at(4))
    QTest.mouseDClick(view.viewport(), Qt.MouseButton.LeftButton, pos=at(4))
    assert opened == [4]
    QTest.keyClick(view, Qt.Key.Key_A, CONTROL)
    assert len(view.selected_keys()) == 200


def test_the_menu_key_offers_what_the_action_bar_does(qtbot: QtBot, desk: Desk) -> None:
    page = receivables_page(qtbot, desk)
    view = page.ledger.view
    assert view.actions() == page.ledger.actions_bar.actions() or view.actions()
    seen: list[str] = []

    def look() -> None:
        menu = QApplication.activePopupWidget()
        assert isinstance(menu, QMenu)
        seen.extend(action.text() for action in menu.actions())
        menu.close()

    QTimer.singleShot(0, look)
    reason = QContextMenuEvent.Reason.Keyboard
    QApplication.sendEvent(view, QContextMenuEvent(reason, QPoint(10, 10), view.mapToGlobal(QPoint(10, 10))))
    assert seen[:2] == ["Log a payment", "Remind"]
    assert {"Correct…", "Void…", "Open customer"} <= set(seen)


def test_row_height_never_changes_on_hover(qtbot: QtBot) -> None:
    view = table(qtbot)
    before = [view.rowHeight(row) for row in range(5)]
    QTest.mouseMove(view.viewport(), QPoint(50, view.rowViewportPosition(2) + 5))
    assert [view.rowHeight(row) for row in range(5)] == before


def test_long_text_is_cut_in_the_middle_with_the_whole_in_a_tooltip(qtbot: QtBot) -> None:
    view = table(qtbot)
    place = QPoint(60, view.rowViewportPosition(1) + 5)
    QApplication.sendEvent(view.viewport(), QHelpEvent(QEvent.Type.ToolTip, place, view.mapToGlobal(place)))
    assert "客户 1 有限责任公司 with a very long name" in QToolTip.text()


def test_lists_have_the_short_name_and_the_full_one_in_its_tooltip(qtbot: QtBot, book: Book, desk: Desk) -> None:
    book.services.customers.update(book.ids["HD"], {"name": "杭州宏达建材有限公司", "short_name": "宏达"})
    page = receivables_page(qtbot, desk)
    model = page.ledger.view.rows
    place = next(i for i, column in enumerate(model.columns) if column.key == "customer")
    cell = model.index(0, place)
    assert (cell.data(), cell.data(Qt.ItemDataRole.ToolTipRole)) == ("宏达", "<qt>杭州宏达建材有限公司</qt>")


def test_a_saved_view_brings_back_filters_sorting_and_columns(qtbot: QtBot, desk: Desk) -> None:
    page = receivables_page(qtbot, desk)
    ledger = page.ledger
    ledger.filters.choose(["overdue"], "hd")
    ledger.view.sort_by(2, True)
    ledger.view.columns.show("note" if "note" in ledger.view.columns.in_order() else "order_no", True)
    ledger.saved.save_as("Late ones", pinned=True)
    rest(qtbot, desk)
    again = receivables_page(qtbot, desk).ledger
    again.view.columns.reset()
    again.saved.pins()[0].click()
    rest(qtbot, desk)
    assert (again.filters.chosen(), again.filters.text()) == (["overdue"], "hd")
    assert again.view.sort == ledger.view.sort
    assert again.view.columns.titles()["order_no"][1]


def test_saved_views_are_renamed_pinned_and_removed_by_keyboard(qtbot: QtBot, desk: Desk) -> None:
    page = CustomersPage(desk)
    qtbot.addWidget(page)
    page.saved.save_as("One")
    page.saved.save_as("Two")
    dialog = ArrangeViews(page.saved)
    qtbot.addWidget(dialog)
    dialog.show()
    QTest.keyClick(dialog.list, Qt.Key.Key_Space)
    assert [pin.text() for pin in page.saved.pins()] == ["One"]
    dialog.list.item(0).setText("Overdue in Ningbo")
    assert [view.name for view in page.saved.views] == ["Overdue in Ningbo", "Two"]
    dialog.list.item(1).setText("Overdue in Ningbo")
    assert [view.name for view in page.saved.views] == ["Overdue in Ningbo", "Two"]
    dialog.list.setCurrentRow(0)
    QTest.keyClick(dialog.list, Qt.Key.Key_Delete)
    assert ([view.name for view in page.saved.views], page.saved.pins()) == (["Two"], [])

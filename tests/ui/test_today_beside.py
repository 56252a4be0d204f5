"""Today: putting off, who waits, what stands beside the list, going on to the next row."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from pypdf import PdfReader
from PySide6.QtCore import QSize, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QStyleOptionViewItem
from pytestqt.qtbot import QtBot

from app.ui.dialogs.form_dialog import FormDialog
from app.ui.pages.today.moving import Moving
from app.ui.pages.today.page import TodayPage
from app.ui.widgets.toast import Toast
from tests.ui.keys import Keys
from tests.ui.program import Program

LEDGER = """
customer A net 30
customer B net 30 limit 100
customer C net 30
invoice A-1 A 2026-10-01 due 2026-11-05 900.00
invoice A-2 A 2026-11-01 due 2026-12-05 70.00
invoice B-1 B 2026-10-01 due 2026-11-05 500.00
invoice C-1 C 2026-10-01 due 2026-11-05 300.00
"""


def today(program: Program, ledger: str = LEDGER, size: QSize | None = None) -> TodayPage:
    window = program.open(program.book(ledger))
    if size is not None:
        window.resize(size)
        program.rest()
    page = window.page
    assert isinstance(page, TodayPage)
    return page


def names(page: TodayPage) -> list[str]:
    rows = page.view.rows
    return [rows.index(row, 1).data()[0] for row in range(rows.rowCount())]


def choose(page: TodayPage, place: int) -> None:
    page.view.select_keys([page.view.rows.key_at(place)])


def chosen(page: TodayPage) -> str:
    (key,) = page.view.selected_keys()
    return names(page)[list(page.view.rows.keys).index(key)]


def test_put_off_and_back_again(program: Program, qtbot: QtBot) -> None:
    page, keys = today(program), Keys(qtbot)
    keys.control(Qt.Key.Key_D)
    texts = [each.text().replace("&", "") for each in page.later.actions()]
    assert texts == ["1 day: 2026-11-22 Sun", "3 days: 2026-11-24 Tue", "Next Monday: 2026-11-23 Mon", "Another day…"]
    keys.press(Qt.Key.Key_Down)
    keys.press(Qt.Key.Key_Return)
    program.rest()
    assert (names(page), chosen(page)) == (["B", "C"], "B")
    assert page.filters.chip("waiting").text() == "Waiting 1"
    assert [toast.text() for toast in program.window.findChildren(Toast)] == ["Done: Put off until later A Company"]
    page.filters.chip("waiting").click()
    assert names(page) == ["A"]
    assert page.view.rows.index(0, 0).data() == "Put off until 2026-11-24 · 16 days overdue: ¥900.00"
    page.put_off.trigger()
    page.later.actions()[-1].trigger()
    page.later.close()
    program.rest()
    page.filters.clear()
    assert names(page) == ["A", "B", "C"]


def test_undo_brings_back_who_was_put_off(program: Program, qtbot: QtBot) -> None:
    page, keys = today(program), Keys(qtbot)
    keys.control(Qt.Key.Key_D)
    keys.press(Qt.Key.Key_Return)
    program.rest()
    assert names(page) == ["B", "C"]
    program.window.do("undo")
    program.rest()
    assert (names(page), chosen(page)) == (["A", "B", "C"], "B")


def test_a_day_of_ones_own(program: Program, qtbot: QtBot) -> None:
    page, keys = today(program), Keys(qtbot)
    keys.control(Qt.Key.Key_D)
    keys.press(Qt.Key.Key_D)  # the letter that the menu underlines
    program.settled_behind()
    (dialog,) = page.findChildren(FormDialog)
    editor = dialog.form["until"].focus_editor
    editor.clear()  # type: ignore[attr-defined]
    QTest.keyClicks(editor, "1121")
    keys.press(Qt.Key.Key_Return)
    program.rest()
    assert dialog.isVisible()  # today is no day to come back on
    editor.clear()  # type: ignore[attr-defined]
    QTest.keyClicks(editor, "1230")
    keys.press(Qt.Key.Key_Return)
    program.rest()
    (waiting,) = program.ask(lambda s: s.monitoring.today()).waiting
    assert (waiting.code, waiting.until) == ("A", date(2026, 12, 30))


def test_a_row_that_stays_is_left_behind_too(program: Program, qtbot: QtBot) -> None:
    """B is over its limit whatever is said on the telephone: the row stays, the next one is chosen."""
    page, keys = today(program), Keys(qtbot)
    choose(page, 1)
    keys.control(Qt.Key.Key_L)
    program.settled_behind()
    keys.press(Qt.Key.Key_2)
    keys.press(Qt.Key.Key_Return)
    program.settled()
    assert (names(page), chosen(page)) == (["A", "C", "B"], "C")
    assert page.view.rows.index(2, 0).data() == "Collect before shipping more · ¥400.00 over the credit limit"


def test_where_nothing_was_done_nothing_moves(program: Program, qtbot: QtBot) -> None:
    page, keys = today(program), Keys(qtbot)
    keys.control(Qt.Key.Key_L)
    program.settled_behind()
    keys.press(Qt.Key.Key_Escape)
    program.settled()
    assert chosen(page) == "A"


def test_moving() -> None:
    moving = Moving()
    assert moving.next_after({1}) is None
    moving.begin(2, [1, 2, 3])
    assert moving.next_after({1}) is None
    assert moving.next_after({2}) == 3
    assert moving.next_after({2}) is None  # once
    moving.begin(3, [1, 2, 3])
    assert moving.next_after({3}) == 2  # after the last the one before it
    moving.begin(1, [1, 2, 3])
    moving.at(1)
    moving.at(3)  # the dialog was left, another row chosen: what happens to 1 later does not move anything
    assert moving.next_after({1}) is None
    moving.begin(1, [1])
    assert moving.next_after({1}) is None


def test_beside_the_list_stands_the_telephone_and_what_is_open(program: Program, qtbot: QtBot) -> None:
    page = today(program, size=QSize(1366, 768))
    whom = page.selection()["customer"]
    program.write(lambda s: s.customers.add_contact(whom, {"name": "Ms Wang", "phone": "13800138000"}))
    qtbot.waitUntil(lambda: page.pane.texts()[:3] == ["A Company", "Ms Wang", "138 0013 8000"])
    texts = page.pane.texts()
    for text in ("A-1", "16 days", "¥900.00", "A-2", "12-05", "¥70.00", "Nobody has been in touch yet."):
        assert text in texts
    choose(page, 1)
    qtbot.waitUntil(lambda: page.pane.texts()[:1] == ["B Company"])


def test_the_pane_gives_way_to_the_list_and_to_a_wish_that_is_remembered(program: Program) -> None:
    page = today(program, size=QSize(1366, 768))
    assert page.pane.isVisible()
    assert "contact" not in shown_columns(page)  # the telephone stands beside the list
    program.window.resize(1024, 600)
    program.rest()
    assert not page.pane.isVisible()
    assert shown_columns(page) == ["to_do", "customer", "risk", "amount", "days", "contact"]
    program.window.resize(1366, 768)
    program.window.do("side_pane")
    program.rest()
    assert (page.pane.isVisible(), program.preferences.side_pane) == (False, False)
    assert shown_columns(page)[-3:] == ["contact", "last_contact", "next_on"]
    program.window.do("side_pane")
    program.rest()
    assert page.pane.isVisible()


def shown_columns(page: TodayPage) -> list[str]:
    return [page.view.rows.columns[place].key for place in page.view.columns.visible()]


def test_a_long_list_on_a_low_window_keeps_its_place(program: Program, qtbot: QtBot) -> None:
    page = today(program, size=QSize(1024, 600))
    assert page.view.viewport().height() >= 3 * page.view.rowHeight(0)
    qtbot.waitUntil(lambda: not page.view.horizontalScrollBar().isVisible())


def test_who_was_spoken_to_shows_when_and_until_when(program: Program) -> None:
    page = today(
        program, LEDGER + "contact C 2026-11-20 no_answer next 2026-11-24\ncontact B 2026-11-14 other next 2026-11-20"
    )
    assert names(page) == ["A", "B"]
    place = [column.key for column in page.view.rows.columns].index("last_contact")
    cells = [[page.view.rows.index(row, place + each).data() for each in (0, 1)] for row in (0, 1)]
    assert cells == [["—", "—"], ["11-14 Something else", "2026-11-20"]]


def test_printing_writes_the_list_of_calls(program: Program, qtbot: QtBot) -> None:
    """No program opens it here, so the page says where the paper is."""
    page = today(program)
    program.window.do("print")
    qtbot.waitUntil(lambda: "Calls to make 2026-11-21.pdf" in page.message_bar.text())
    path = Path(page.message_bar.text().partition("The file is here: ")[2])
    assert "First reminder · 16 days overdue: ¥900.00" in " ".join(PdfReader(path).pages[0].extract_text().split())


def test_the_sentence_of_a_row_is_read_whole_beside_the_pane(program: Program) -> None:
    """The longest ones there are, in the longer language, in the window most people have."""
    many = "\n".join(f"invoice D-{each} D 2026-06-05 due 2026-07-05 25110.43" for each in range(1, 8))
    long = f"customer D net 30 limit 5000\n{many}\ncustomer E net 30 limit 100\ninvoice E-1 E 2026-11-01 due 2026-12-05 12676.00"
    page = today(program, f"{LEDGER}\n{long}", QSize(1366, 768))
    assert page.pane.isVisible()
    column = [each.key for each in page.view.rows.columns].index("to_do")
    cells = [page.view.rows.index(row, column) for row in range(page.view.rows.rowCount())]
    told = [cell.data() for cell in cells]
    assert "First reminder · 139 days overdue: 7 items, ¥175,773.01  +1" in told
    assert "Collect before shipping more · ¥12,576.00 over the credit limit" in told
    wanted = {cell.data(): page.view.itemDelegate().sizeHint(QStyleOptionViewItem(), cell).width() for cell in cells}
    assert {text: width for text, width in wanted.items() if width > page.view.columnWidth(column)} == {}
    # What gave room stands in the pane.
    assert [
        page.view.isColumnHidden(place)
        for place, each in enumerate(page.view.rows.columns)
        if each.key == "last_contact"
    ] == [True]
    assert "Last contacts" in page.pane.texts()

"""Pages, messages, navigation, and the strips around a table."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

import pytest
from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QMainWindow, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from app.models.errors import UserError
from app.models.topics import Changes, Topic
from app.ui import messages
from app.ui.jobs import Job, Jobs
from app.ui.navigation import Navigation, Place
from app.ui.preferences import Preferences
from app.ui.widgets.action_bar import ActionBar
from app.ui.widgets.busy import BusyBar, Progress
from app.ui.widgets.filter_bar import Chip, FilterBar
from app.ui.widgets.message_bar import MessageBar
from app.ui.widgets.page import Desk, Page
from app.ui.widgets.tiles import Tile
from app.ui.widgets.toast import Toast


@dataclass
class Services:
    store: Any = None


class Customers(Page):
    name, title, icon = "customers", "Customers", "users"
    topics = frozenset({Topic.CUSTOMERS})

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.loads = 0

    def load(self) -> None:
        self.loads += 1


class Store:
    def close(self) -> None:
        """Nothing is open."""


@pytest.fixture
def desk(qtbot: QtBot) -> Iterator[Desk]:
    jobs: Jobs[Any] = Jobs(lambda read_only: Services(Store()), messages.show_error)
    yield Desk(jobs, Navigation(), Preferences(), date(2026, 11, 21))
    jobs.close()


def told(topic: Topic) -> Changes:
    return Changes("x", frozenset({topic}), frozenset(), False, 1)


def test_a_page_loads_when_shown_and_when_its_topics_change(desk: Desk, qtbot: QtBot) -> None:
    page = Customers(desk)
    qtbot.addWidget(page)
    assert page.loads == 0
    page.show()
    assert page.loads == 1
    desk.jobs.changed.emit(told(Topic.PAYMENTS))
    assert page.loads == 1
    desk.jobs.changed.emit(told(Topic.CUSTOMERS))
    assert page.loads == 2
    page.hide()
    desk.jobs.changed.emit(told(Topic.CUSTOMERS))
    desk.jobs.changed.emit(told(Topic.CUSTOMERS))
    assert page.loads == 2
    page.show()
    assert page.loads == 3


def test_a_page_loads_for_another_place_only(desk: Desk, qtbot: QtBot) -> None:
    page = Customers(desk)
    qtbot.addWidget(page)
    page.show()
    page.go(Place("customers", 7))
    page.go(Place("customers", 7))
    assert (page.loads, page.place.key) == (2, 7)


def test_a_problem_is_said_in_the_nearest_message_bar(desk: Desk, qtbot: QtBot) -> None:
    page = Customers(desk)
    inner = QWidget(page)
    qtbot.addWidget(page)
    page.show()
    messages.show_error(inner, UserError("The <b>disk</b> is full."))
    assert page.message_bar.isVisible()
    assert page.message_bar.text() == "The <b>disk</b> is full."
    assert {made.textFormat() for made in page.message_bar.findChildren(QLabel) if made.text()} == {
        Qt.TextFormat.PlainText
    }


def test_a_mistake_of_ours_opens_one_report_window(desk: Desk, qtbot: QtBot, caplog: pytest.LogCaptureFixture) -> None:
    page = Customers(desk)
    qtbot.addWidget(page)
    with caplog.at_level(logging.ERROR, "kedun"):
        desk.jobs.read(page, lambda s: 1 // 0, lambda r: None)
        qtbot.waitUntil(lambda: _reports() != [])
        messages.show_error(QObject(), KeyError("second"))
    (window,) = _reports()
    window.copy()
    assert "ZeroDivisionError" in window.text()
    assert "KeyError: 'second'" in window.text()
    assert QApplication.clipboard().text() == window.text()
    assert len(caplog.records) == 2
    caplog.clear()
    window.close()


def _reports() -> list[messages.ReportWindow]:
    return [w for w in QApplication.topLevelWidgets() if isinstance(w, messages.ReportWindow) and w.isVisible()]


def test_navigation_goes_back_and_forward() -> None:
    navigation, seen = Navigation(), list[Place]()
    navigation.opened.connect(seen.append)
    navigation.open("customers")
    navigation.open("customer", 7)
    navigation.open("receivables", chip="overdue")
    navigation.back()
    navigation.back()
    navigation.forward()
    assert [place.name for place in seen] == [
        "customers",
        "customer",
        "receivables",
        "customer",
        "customers",
        "customer",
    ]
    navigation.open("reports")
    assert (navigation.can_go_forward, navigation.can_go_back) == (False, True)
    assert seen[2].wishes["chip"] == "overdue"


def test_the_message_bar_offers_a_way_on(qtbot: QtBot) -> None:
    bar, pressed = MessageBar(), list[str]()
    qtbot.addWidget(bar)
    bar.say("2 customers have no payment terms.", "caution", (("Add them", lambda: pressed.append("add")),))
    bar.findChildren(QPushButton)[0].click()
    assert pressed == ["add"]
    bar.clear()
    assert not bar.isVisible()


def test_the_action_bar_shows_keys_and_folds_what_has_no_room(qtbot: QtBot) -> None:
    bar, done = ActionBar(), list[str]()
    qtbot.addWidget(bar)
    actions = []
    for name, keys in (("&Log a payment", "Ctrl+R"), ("R&emind", "Ctrl+E"), ("Snooze", "")):
        action = QAction(name, bar)
        action.setShortcut(QKeySequence(keys))
        action.triggered.connect(lambda _on=False, name=name: done.append(name))
        actions.append(action)
    bar.set_actions(actions)
    bar.resize(900, 48)
    bar.show()
    assert [button.text() for button in bar.buttons()] == ["&Log a payment  Ctrl+R", "R&emind  Ctrl+E", "Snooze"]
    bar.buttons()[1].click()
    assert done == ["R&emind"]
    actions[1].setEnabled(False)
    assert not bar.buttons()[1].isEnabled()
    bar.resize(300, 48)
    assert len(bar.buttons()) == 1
    assert sum(button.width() for button in bar.buttons()) <= 300


def test_a_button_whose_words_grow_out_of_the_bar_goes_into_the_menu(qtbot: QtBot) -> None:
    bar = ActionBar()
    qtbot.addWidget(bar)
    actions = [QAction(name, bar) for name in ("Accept", "Accept all", "Import")]
    bar.set_actions(actions)
    bar.resize(420, 48)
    bar.show()
    assert len(bar.buttons()) == 3
    actions[1].setText("Accept 11 very likely lines, ¥288,572.50 in all")
    qtbot.waitUntil(lambda: len(bar.buttons()) == 1)


def test_chips_wait_until_something_is_counted(qtbot: QtBot) -> None:
    bar = FilterBar("Search", [Chip("late", "Overdue"), Chip("kept", "Waiting")], whole="All")
    qtbot.addWidget(bar)
    bar.show()
    assert [bar.whole.text(), bar.chip("late").isVisible()] == ["All", False]
    bar.show_counts({"": 3, "late": 3})
    assert [bar.whole.text(), bar.chip("late").text(), bar.chip("late").isVisible()] == ["All 3", "Overdue 3", True]
    assert not bar.chip("kept").isVisible()


def test_a_button_comes_with_its_action(qtbot: QtBot) -> None:
    bar = ActionBar()
    qtbot.addWidget(bar)
    actions = [QAction(name, bar) for name in ("Print", "Call the rest due")]
    actions[1].setVisible(False)
    bar.set_actions(actions)
    bar.resize(420, 48)
    bar.show()
    assert [button.text() for button in bar.buttons()] == ["Print"]
    actions[1].setVisible(True)
    assert [button.text() for button in bar.buttons()] == ["Print", "Call the rest due"]


def test_a_tile_opens_by_click_and_by_key(qtbot: QtBot) -> None:
    tile, opened = Tile("overdue", "Overdue"), list[str]()
    qtbot.addWidget(tile)
    tile.opened.connect(opened.append)
    tile.show_figure("¥478,900", "14 customers", "overdue")
    tile.show()
    QTest.mouseClick(tile, Qt.MouseButton.LeftButton)
    QTest.keyClick(tile, Qt.Key.Key_Return)
    assert opened == ["overdue", "overdue"]
    assert (tile.accessibleName(), tile.accessibleDescription()) == ("Overdue", "¥478,900 14 customers")


def test_a_toast_can_be_undone_once_and_replaces_the_older(qtbot: QtBot) -> None:
    window, undone = QMainWindow(), list[bool]()
    qtbot.addWidget(window)
    window.resize(800, 600)
    window.show()
    Toast.show_over(window, "First")
    toast = Toast.show_over(window, "Payment recorded", undo=lambda: undone.append(True))
    assert [t.text() for t in window.findChildren(Toast)] == ["Payment recorded"]
    assert window.statusBar().currentMessage() == "Payment recorded"
    assert window.rect().contains(toast.geometry())
    toast.findChildren(QPushButton)[0].click()
    assert undone == [True]
    assert window.findChildren(Toast) == []


def test_filters_add_up_and_clear(qtbot: QtBot) -> None:
    bar, changes = FilterBar("Name", [Chip("owing", "Owing"), Chip("overdue", "Overdue")]), list[bool]()
    qtbot.addWidget(bar)
    bar.changed.connect(lambda: changes.append(True))
    bar.show()
    bar.show_counts({"owing": 61, "overdue": 0})
    assert (bar.chip("owing").text(), bar.chip("overdue").isVisible()) == ("Owing 61", False)
    bar.chip("owing").click()
    bar.show_counts({})
    assert (bar.chosen(), bar.chip("owing").isVisible(), len(changes)) == (["owing"], True, 1)
    QTest.keyClicks(bar.box, "hdjc")
    qtbot.waitUntil(lambda: len(changes) == 2)
    assert (bar.text(), bar.is_active()) == ("hdjc", True)
    bar.clear()
    assert (bar.text(), bar.chosen(), bar.is_active(), len(changes)) == ("", [], False, 3)


def test_one_chip_at_a_time_where_asked(qtbot: QtBot) -> None:
    bar = FilterBar("Name", [Chip("a", "A"), Chip("b", "B")], one_at_a_time=True)
    qtbot.addWidget(bar)
    bar.chip("a").click()
    bar.chip("b").click()
    assert bar.chosen() == ["b"]


def test_escape_in_the_search_box_clears_then_leaves(qtbot: QtBot) -> None:
    bar, left = FilterBar("Name"), list[bool]()
    qtbot.addWidget(bar)
    bar.left.connect(lambda: left.append(True))
    QTest.keyClicks(bar.box, "x")
    QTest.keyClick(bar.box, Qt.Key.Key_Escape)
    assert (bar.text(), left) == ("", [])
    QTest.keyClick(bar.box, Qt.Key.Key_Escape)
    assert left == [True]


def test_the_thin_bar_shows_only_for_work_that_takes_long(desk: Desk, qtbot: QtBot) -> None:
    bar = BusyBar(desk.jobs.busy)
    qtbot.addWidget(bar)
    desk.jobs.busy.emit(True)
    assert not bar.moving
    qtbot.waitUntil(lambda: bar.moving)
    desk.jobs.busy.emit(False)
    assert not bar.moving
    assert QApplication.overrideCursor() is None


def test_progress_counts_and_cancels(qtbot: QtBot) -> None:
    window, job = QWidget(), Job()
    qtbot.addWidget(window)
    progress = Progress.follow(window, job, "Importing…")
    job.progress.emit(1200, 5000)
    assert progress.count_text() == "1,200 of 5,000"
    progress.reject()
    assert job.cancelled
    job.ended.emit()
    qtbot.waitUntil(lambda: window.findChildren(Progress) == [])

"""The customer picker: keys, input methods, answers that come late."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QCoreApplication, Qt, QTimer
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.ui.widgets.amount_field import Amount
from app.ui.widgets.form import Form
from app.ui.widgets.picker import Customer, Hit
from tests.ui.keys import type_in

HITS = [Hit(1, "宏达建材", "…8000"), Hit(2, "宏大家具", "…6060")]


class Finder:
    """Answers at once, or after the event loop has turned."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        self.delay_ms: int | None = None
        self.hits = HITS

    def __call__(self, text: str, show: Callable[[list[Hit]], None]) -> None:
        self.asked.append(text)
        if self.delay_ms is None:
            show(self.hits)
        else:
            QTimer.singleShot(self.delay_ms, lambda: show(self.hits))


@pytest.fixture
def finder() -> Finder:
    return Finder()


def shown(qtbot: QtBot, finder: Finder, create: Callable[[str], None] | None = None) -> tuple[Form, Customer, Amount]:
    customer = Customer("customer_id", "&Customer", finder, required=True, create=create)
    amount = Amount("minor", "&Amount", required=True)
    form = Form([customer, amount])
    qtbot.addWidget(form)
    form.resize(560, 400)
    form.show()
    form.activateWindow()
    customer.picker.setFocus()
    qtbot.waitUntil(customer.picker.hasFocus)
    return form, customer, amount


def test_four_letters_enter_amount_enter(qtbot: QtBot, finder: Finder) -> None:
    form, customer, amount = shown(qtbot, finder)
    drafts = list[object]()
    form.submitted.connect(lambda: drafts.append(form.draft()))
    type_in(customer.picker, "hdjc")
    QTest.keyClick(customer.picker, Qt.Key.Key_Return)
    assert form.focusWidget() is amount.line
    assert drafts == []
    type_in(amount.line, "60000")
    QTest.keyClick(amount.line, Qt.Key.Key_Return)
    assert drafts == [{"customer_id": 1, "minor": 6_000_000}]
    assert finder.asked == ["h", "hd", "hdj", "hdjc"]


def test_enter_before_the_answer_waits_for_it(qtbot: QtBot, finder: Finder) -> None:
    form, customer, amount = shown(qtbot, finder)
    finder.delay_ms = 20
    type_in(customer.picker, "hd")
    QTest.keyClick(customer.picker, Qt.Key.Key_Return)
    assert customer.value() == 1
    assert form.focusWidget() is amount.line


def test_arrows_choose_and_escape_closes(qtbot: QtBot, finder: Finder) -> None:
    _form, customer, _ = shown(qtbot, finder)
    type_in(customer.picker, "h")
    assert customer.picker.is_open()
    assert customer.picker.hasFocus()
    QTest.keyClick(customer.picker, Qt.Key.Key_Escape)
    assert not customer.picker.is_open()
    QTest.keyClick(customer.picker, Qt.Key.Key_Down)
    QTest.keyClick(customer.picker, Qt.Key.Key_Down)
    QTest.keyClick(customer.picker, Qt.Key.Key_Tab)
    assert (customer.value(), customer.line.text(), customer.said()) == (2, "宏大家具", "…6060")


def test_typing_on_forgets_the_choice(qtbot: QtBot, finder: Finder) -> None:
    _form, customer, _ = shown(qtbot, finder)
    customer.set_value(HITS[0])
    finder.hits = []
    type_in(customer.picker, "x")
    assert customer.problem() == "Choose a customer from the list."
    customer.picker.clear()
    assert customer.problem() == "Please fill this in."


def test_what_the_input_method_composes_is_searched(qtbot: QtBot, finder: Finder) -> None:
    _form, customer, _ = shown(qtbot, finder)
    QCoreApplication.sendEvent(customer.picker, QInputMethodEvent("h'd'j'c", []))
    assert finder.asked[-1] == "hdjc"
    commit = QInputMethodEvent("", [])
    commit.setCommitString("宏 达")
    QCoreApplication.sendEvent(customer.picker, commit)
    assert finder.asked[-1] == "宏达"


def test_only_the_newest_answer_counts(qtbot: QtBot, finder: Finder) -> None:
    _form, customer, _ = shown(qtbot, finder)
    answers = list[Callable[[list[Hit]], None]]()
    customer.picker._find = lambda text, show: answers.append(show)
    type_in(customer.picker, "hd")
    answers[1]([HITS[1]])
    answers[0]([HITS[0]])
    assert [customer.picker.hits.item(row).text() for row in range(customer.picker.hits.count())] == ["宏大家具"]


def test_the_last_line_makes_a_new_customer(qtbot: QtBot, finder: Finder) -> None:
    wanted = list[str]()
    _form, customer, _ = shown(qtbot, finder, wanted.append)
    finder.hits = []
    type_in(customer.picker, "Yongchang")
    assert customer.picker.hits.item(0).text() == "＋ New “Yongchang”"
    QTest.keyClick(customer.picker, Qt.Key.Key_Return)
    assert wanted == ["Yongchang"]

"""Amounts and days as they are typed into their fields."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QDate, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QCalendarWidget
from pytestqt.qtbot import QtBot

from app import i18n
from app.ui.widgets.amount_field import Amount
from app.ui.widgets.day_field import Day
from tests.ui.keys import leave, type_in

TODAY = date(2026, 11, 21)


# --- amounts


def test_an_amount_is_formatted_when_left(qtbot: QtBot) -> None:
    field = Amount("minor", "Amount")
    qtbot.addWidget(field)
    leave(field, "3000+2500")
    assert (field.line.text(), field.value(), field.reason) == ("5,500.00", 550_000, "")
    leave(field, "")
    assert (field.line.text(), field.value()) == ("", None)


def test_a_refused_sign_is_never_swallowed_in_silence(qtbot: QtBot) -> None:
    field = Amount("minor", "Amount")
    qtbot.addWidget(field)
    type_in(field.line, "60g00")
    assert field.line.text() == "6000"
    type_in(field.line, "g")
    assert field.said() == "Only digits can be typed here, such as 60000 or 3000+2500."
    type_in(field.line, "-")
    assert field.said().startswith("An amount here cannot be below zero.")
    type_in(field.line, "0")
    assert (field.line.text(), field.said()) == ("60000", "")


def test_an_amount_that_is_none_says_so_and_keeps_what_was_typed(qtbot: QtBot) -> None:
    field = Amount("minor", "Amount")
    qtbot.addWidget(field)
    leave(field, "1.234")
    assert (field.line.text(), field.reason) == ("1.234", "At most 2 decimals here.")
    leave(field, "9" * 30)
    assert field.reason.startswith("This amount is too large.")
    assert field.minor() is None


def test_the_amount_in_words_stands_beneath_from_ten_thousand_yuan(qtbot: QtBot) -> None:
    i18n.use("zh_CN")
    field = Amount("minor", "Amount")
    qtbot.addWidget(field)
    type_in(field.line, "6万")
    assert field.said() == "人民币陆万元整"
    leave(field, "9999.99")
    assert field.said() == ""
    other = Amount("minor", "Amount", currency="USD")
    qtbot.addWidget(other)
    leave(other, "60000")
    assert other.said() == ""


def test_letters_of_the_currency_may_be_pasted(qtbot: QtBot) -> None:
    field = Amount("minor", "Amount", currency="USD")
    qtbot.addWidget(field)
    leave(field, "USD 1,234.5")
    assert (field.line.text(), field.value()) == ("1,234.50", 123_450)
    field.set_currency("JPY")
    assert field.reason == "This currency has no decimals."


# --- days


def test_a_day_is_understood_when_left(qtbot: QtBot) -> None:
    field = Day("due_on", "Due date", today=TODAY)
    qtbot.addWidget(field)
    leave(field, "1205")
    assert (field.line.text(), field.value()) == ("2026-12-05 Sat", date(2026, 12, 5))
    leave(field, "1332")
    assert (field.line.text(), field.reason[:22]) == ("1332", "This is not a date. Ty")


def test_keys_step_the_day(qtbot: QtBot) -> None:
    field = Day("due_on", "Due date", today=TODAY)
    qtbot.addWidget(field)
    for key in (Qt.Key.Key_Up, Qt.Key.Key_Up, Qt.Key.Key_PageUp, Qt.Key.Key_Down):
        QTest.keyClick(field.line, key)
    assert field.value() == date(2026, 12, 21)
    QTest.keyClick(field.line, Qt.Key.Key_PageDown)
    assert field.line.text() == "2026-11-21 Sat"


def test_a_far_year_is_asked_about_not_refused(qtbot: QtBot) -> None:
    field = Day("due_on", "Due date", today=TODAY)
    qtbot.addWidget(field)
    leave(field, "2028-01-01")
    assert (field.said(), field.reason, field.problem()) == ("Is the year right?", "", "")


def test_the_calendar_gives_the_day_that_was_clicked(qtbot: QtBot) -> None:
    field = Day("due_on", "Due date", today=TODAY)
    qtbot.addWidget(field)
    field.open_calendar()
    calendar = field.findChild(QCalendarWidget)
    assert calendar is not None
    assert calendar.selectedDate() == QDate(2026, 11, 21)
    calendar.clicked.emit(QDate(2026, 12, 24))
    assert field.value() == date(2026, 12, 24)
    assert not calendar.isVisible()

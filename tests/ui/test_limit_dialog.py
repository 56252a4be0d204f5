"""The dialog of a credit limit: three states, temporary ones, the proposal, all versions, the group."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.ui.dialogs.group_limit import GroupLimitDialog
from app.ui.dialogs.limit import LimitDialog
from app.ui.widgets.page import Desk
from tests.book import TODAY, Book
from tests.ui.desk import desk_of, rest
from tests.ui.keys import type_in

SELLS = """
customer A net 60 CNY limit 5000
invoice A-1 A 2026-09-05 60000.00
invoice A-2 A 2026-11-05 60000.00
"""


@pytest.fixture
def desk(book: Book) -> Iterator[Desk]:
    book.ledger(SELLS)
    with desk_of(book) as made:
        yield made


def opened(qtbot: QtBot, desk: Desk, book: Book) -> LimitDialog:
    dialog = LimitDialog(desk, customer=book.ids["A"])
    qtbot.addWidget(dialog)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    dialog.open()
    dialog.activateWindow()
    rest(qtbot, desk)
    return dialog


def saved(qtbot: QtBot, dialog: LimitDialog | GroupLimitDialog) -> None:
    with qtbot.waitSignal(dialog.saved):
        QTest.mouseClick(dialog.save, Qt.MouseButton.LeftButton)


def in_force(book: Book, on: date = TODAY) -> tuple[str, int | None]:
    found = book.services.limits.in_force(book.ids["A"], on)
    return found.state, found.amount


def test_it_opens_with_what_holds_and_what_is_proposed(book: Book, desk: Desk, qtbot: QtBot) -> None:
    dialog = opened(qtbot, desk, book)
    assert dialog.now.text() == "In force: ¥5,000.00"
    assert dialog.left.text() == "Credit in use: ¥120,000.00 · ¥115,000.00 over the limit"
    assert dialog.proposed.text().startswith(
        "Proposed: ¥12,000.00. What decides: What they need. As a new customer, 50% of it."
    )
    assert (dialog.form["state"].value(), dialog.form["amount"].value()) == ("set", 5_000_00)
    rows = {line[0]: line[1:3] for line in dialog.table.sheet.rows}
    assert rows["What they need"] == ("¥24,657.53", "Decides")
    assert rows["Sales of a month by risk"] == ("¥48,000.00", "Counted")
    assert rows["Share of the net worth"] == ("—", "Missing data")
    assert dialog.group.isHidden()


def test_the_proposal_is_taken_and_saved_until_a_day(book: Book, desk: Desk, qtbot: QtBot) -> None:
    dialog = opened(qtbot, desk, book)
    QTest.mouseClick(dialog.use, Qt.MouseButton.LeftButton)
    assert dialog.form["amount"].value() == 12_000_00
    dialog.form.set({"last_day": date(2026, 12, 31), "reason": "as proposed"})
    saved(qtbot, dialog)
    (new, old) = book.services.limits.versions(book.ids["A"])
    assert (new.amount, new.valid_to, new.reason, old.valid_to) == (12_000_00, date(2027, 1, 1), "as proposed", TODAY)


@pytest.mark.parametrize(
    ("choice", "result"), [("zero", ("set", 0)), ("unlimited", ("unlimited", None)), ("not_set", ("not_set", None))]
)
def test_zero_unlimited_and_not_set_are_three(
    book: Book, desk: Desk, qtbot: QtBot, choice: str, result: tuple[str, int | None]
) -> None:
    dialog = opened(qtbot, desk, book)
    dialog.form["state"].set_value(choice)
    assert dialog.form["amount"].isHidden()
    assert dialog.form["last_day"].isHidden() is (choice == "not_set")
    saved(qtbot, dialog)
    assert in_force(book) == result


def test_a_temporary_limit_asks_for_its_last_day_and_adds_up(book: Book, desk: Desk, qtbot: QtBot) -> None:
    dialog = opened(qtbot, desk, book)
    dialog.form["kind"].set_value("temporary")
    assert (dialog.form["amount"].value(), dialog.form["state"].isHidden()) == (None, True)
    type_in(dialog.form["amount"].focus_editor, "2000")
    QTest.mouseClick(dialog.save, Qt.MouseButton.LeftButton)
    assert dialog.form["last_day"].reason == "Please fill this in."
    dialog.form["last_day"].set_value(TODAY)
    saved(qtbot, dialog)
    assert (in_force(book), in_force(book, date(2026, 11, 22))) == (("set", 7_000_00), ("set", 5_000_00))


def test_an_amount_is_needed_and_a_day_before_the_start_is_marked(book: Book, desk: Desk, qtbot: QtBot) -> None:
    dialog = opened(qtbot, desk, book)
    dialog.form["amount"].set_value(None)
    QTest.mouseClick(dialog.save, Qt.MouseButton.LeftButton)
    assert dialog.form["amount"].reason == "Please fill this in."
    dialog.form.set({"amount": 1_00, "last_day": date(2026, 11, 20)})
    QTest.mouseClick(dialog.save, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: bool(dialog.form["last_day"].reason))
    assert in_force(book) == ("set", 5_000_00)


def test_a_version_is_ended_from_the_list(book: Book, desk: Desk, qtbot: QtBot) -> None:
    dialog = opened(qtbot, desk, book)
    dialog.tabs.setCurrentIndex(2)
    assert [line[1] for line in dialog.versions.table.sheet.rows] == ["¥5,000.00"]
    assert dialog.save.isHidden()
    QTest.mouseClick(dialog.versions.end, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: dialog.now.text() == "In force: Limit has run out: its last day was 2026-11-20")
    assert dialog.versions.end.isEnabled() is False
    assert in_force(book) == ("expired", 0)


def test_the_limit_of_the_group(book: Book, desk: Desk, qtbot: QtBot) -> None:
    book.services.customers.update(book.ids["A"], {"group": "Hongda"})
    dialog = GroupLimitDialog(desk, customer=book.ids["A"])
    qtbot.addWidget(dialog)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    dialog.open()
    qtbot.waitUntil(dialog.save.isEnabled)
    assert dialog.said.text() == "Group “Hongda” uses ¥120,000.00 of credit together, without a limit"
    dialog.form.set({"state": "set", "amount": 200_000_00})
    saved(qtbot, dialog)
    found = book.services.limits.group(book.ids["A"])
    assert found is not None
    assert (found.group.amount, found.headroom) == (200_000_00, 80_000_00)


def test_the_customer_is_told_of_the_limit_in_force(book: Book, desk: Desk, qtbot: QtBot) -> None:
    dialog = opened(qtbot, desk, book)
    asked: list[tuple[str, dict[str, object]]] = []
    desk.navigation.asked.connect(lambda name, about: asked.append((name, dict(about))))
    QTest.mouseClick(dialog.notice, Qt.MouseButton.LeftButton)
    assert asked == [("credit_paper", {"customer": book.ids["A"], "paper": "limit"})]

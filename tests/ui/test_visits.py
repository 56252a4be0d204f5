"""The sheet of a visit and feedback in the window."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot

from app.models import feedback
from app.services import visit_wording
from app.services.visits import VisitDraft
from app.ui.dialogs.calendar import CalendarDialog
from app.ui.dialogs.feedback import FeedbackDialog
from app.ui.dialogs.form_dialog import FormDialog
from app.ui.dialogs.visit import VisitDialog
from app.ui.main_window import MainWindow
from app.ui.pages.customer.coll_feedback import FeedbackPart
from app.ui.pages.customer.coll_visits import VisitsPart
from tests.ui.program import Program

LEDGER = """
    customer A net 30 CNY
    invoice  A-1 A 2026-09-01 due 2026-10-01 1000.00
    invoice  A-2 A 2026-09-01 due 2026-10-01 10.00
"""


@pytest.fixture
def window(program: Program) -> Iterator[MainWindow]:
    yield program.open(program.book(LEDGER))


def dialog(qtbot: QtBot, program: Program, kind: type[Any], **about: Any) -> Any:
    desk = program.window.desk
    who = program.ask(lambda s: s.customers.by_code("A").id)
    if about.pop("open", True):
        desk.navigation.dialog(kind.name, customer=who, **about)
    qtbot.waitUntil(lambda: any(each.isVisible() for each in program.window.findChildren(kind)))
    program.rest()
    return next(each for each in program.window.findChildren(kind) if each.isVisible())


def closed(qtbot: QtBot, program: Program) -> None:
    qtbot.waitUntil(lambda: not any(each.isVisible() for each in program.window.findChildren(QDialog)))
    program.rest()


def part(program: Program, name: str) -> Any:
    who = program.ask(lambda s: s.customers.by_code("A").id)
    program.window.desk.navigation.open("customer", who, tab="collection", part=name)
    program.rest()
    page: Any = program.window.page
    return next(each for each in page.findChildren(VisitsPart if name == "visits" else FeedbackPart))


def voice(program: Program) -> list[str]:
    """What the overview of the customer in sight says they think and somebody saw."""
    page: Any = program.window.page
    box = page.overview.voice
    return [box.itemAt(place).widget().accessibleName() for place in range(box.count())]


def column(shown: Any, key: str) -> list[str]:
    model = shown.view.rows
    place = [each.key for each in model.columns].index(key)
    return [str(model.index(row, place).data()) for row in range(model.rowCount())]


def test_two_signs_say_what_they_mean_and_one_complaint_holds_back_one_receivable(
    window: MainWindow, program: Program, qtbot: QtBot, tmp_path: Path
) -> None:
    made = dialog(qtbot, program, VisitDialog)
    form = made.form
    assert made.cycle.text() == "Every 6 months (grade NR, value A) · never visited yet"
    form["signs"].ticks["staff_cuts"].setChecked(True)
    assert form["signs"].said() == visit_wording.call_text(["staff_cuts"])
    form["signs"].ticks["idle_plant"].setChecked(True)
    assert form["signs"].said().startswith("Two or more signs of distress.")
    assert not form["about"].isVisibleTo(form)
    form.set({"complaint": "Wet boxes", "met": "Ms Li", "satisfaction": 2})
    item = next(each.instalment_id for each in made.items if each.number == "A-2")
    form["about"].set_value(item)
    assert form["disputed"].value() == 10_00  # all that is open of it
    photo = tmp_path / "yard; door.png"
    photo.write_bytes(b"\x89PNG\r\n\x1a\n0")
    form["photos"].set_value([photo, tmp_path / "none.png"])
    form.submit()
    program.rest()
    assert "none.png" in form["photos"].reason
    form["photos"].set_value([photo])
    form.submit()
    closed(qtbot, program)
    who = program.ask(lambda s: s.customers.by_code("A").id)
    items = program.ask(lambda s: {each.number: each.disputed for each in s.reports.balance(who).open})
    assert items == {"A-1": 0, "A-2": 10_00}
    shown = part(program, "visits")
    assert voice(program)[1:] == [
        "1 complaint not settled",
        "Visit of 2026-11-21: Plant stands idle, Fewer staff than before",
    ]
    assert column(shown, "met") == ["Ms Li"]
    assert shown.call.text().startswith("Two or more")
    assert column(part(program, "feedback"), "state") == ["To be settled"]


def test_promise_needs_amount_and_day(window: MainWindow, program: Program, qtbot: QtBot) -> None:
    made = dialog(qtbot, program, VisitDialog)
    made.form["promised"].set_value(500_00)
    made.form.submit()
    program.rest()
    assert made.form["promised_on"].reason != ""
    made.form["promised_on"].set_value(program.window.desk.today)
    made.form.submit()
    closed(qtbot, program)
    who = program.ask(lambda s: s.customers.by_code("A").id)
    assert [each.promise.amount for each in program.ask(lambda s: s.promises.of_customer(who))] == [500_00]


def test_feedback_is_noted_and_settled(window: MainWindow, program: Program, qtbot: QtBot) -> None:
    made = dialog(qtbot, program, FeedbackDialog)
    made.form["kind"].set_value("praise")
    assert not made.form["owner_id"].isVisibleTo(made.form)
    made.form["kind"].set_value("need")
    made.form.set({"text": "Thinner film", "owner_id": 1})
    made.form.submit()
    closed(qtbot, program)
    shown = part(program, "feedback")
    assert (column(shown, "kind"), column(shown, "owner")) == (["Wish"], ["Owner"])
    shown.settle.trigger()
    asked = dialog(qtbot, program, FormDialog, open=False)
    asked.form.set({"result": "Sample sent", "satisfied": 5})
    asked.form.submit()
    closed(qtbot, program)
    assert column(shown, "state") == ["Dealt with"]
    assert "Satisfied 5.0 of 5 (1 answer in 12 months)" in shown.said.text()


def test_paper_of_a_visit_is_written_beside_the_book(window: MainWindow, program: Program, qtbot: QtBot) -> None:
    who = program.ask(lambda s: s.customers.by_code("A").id)
    program.write(lambda s: s.visits.record(VisitDraft(customer_id=who, complaint="Late")))
    path = program.ask(lambda s: s.visit_papers.make(who, s.store.path.parent / "Visits"))
    assert path.read_bytes().startswith(b"%PDF-")
    assert program.ask(lambda s: len(feedback.known(s.store, s.today))) == 1


def test_calendar_is_written_without_amounts_unless_asked(
    window: MainWindow, program: Program, qtbot: QtBot, tmp_path: Path
) -> None:
    window.desk.navigation.dialog("calendar")
    made = dialog(qtbot, program, CalendarDialog, open=False)
    count = program.ask(lambda s: len(s.calendar.days().entries))
    assert made.count.text().startswith(f"{count} entr")
    made.write(tmp_path / "days.ics")
    closed(qtbot, program)
    plain = (tmp_path / "days.ics").read_text("utf-8")
    assert plain.count("BEGIN:VEVENT") == count > 0
    assert "¥" not in plain
    window.desk.navigation.dialog("calendar")
    made = dialog(qtbot, program, CalendarDialog, open=False)
    made.form["amounts"].set_value(True)
    made.write(tmp_path / "more.ics")
    closed(qtbot, program)
    assert "¥1\\,010.00" in (tmp_path / "more.ics").read_text("utf-8")


def test_an_access_key_scrolls_to_its_field(window: MainWindow, program: Program, qtbot: QtBot) -> None:
    made = dialog(qtbot, program, VisitDialog)
    made.resize(made.width(), 400)
    photos = made.form["photos"]
    qtbot.waitUntil(lambda: photos.visibleRegion().isEmpty())
    QTest.keyClick(made, Qt.Key.Key_H, Qt.KeyboardModifier.AltModifier)
    qtbot.waitUntil(photos.focus_editor.hasFocus)
    qtbot.waitUntil(lambda: photos.visibleRegion().contains(photos.focus_editor.geometry().center()))


def test_a_draft_keeps_the_receivable_that_a_complaint_is_about(
    window: MainWindow, program: Program, qtbot: QtBot
) -> None:
    """What there is to choose from comes later than the fields."""
    made = dialog(qtbot, program, VisitDialog)
    item = next(each.instalment_id for each in made.items if each.number == "A-1")
    made.form.set({"complaint": "Wet boxes", "about": item})
    made.form["disputed"].set_value(400_00)
    made.reject()
    closed(qtbot, program)
    again = dialog(qtbot, program, VisitDialog)
    assert (again.form["about"].value(), again.form["disputed"].value()) == (item, 400_00)
    assert again.message_bar.text() == "What you had typed here is back."
    again.reject()
    closed(qtbot, program)
    noted = dialog(qtbot, program, FeedbackDialog)
    noted.form.set({"text": "Wet boxes", "about": item})
    noted.form["disputed"].set_value(300_00)
    noted.reject()
    closed(qtbot, program)
    told = dialog(qtbot, program, FeedbackDialog)
    assert (told.form["about"].value(), told.form["disputed"].value()) == (item, 300_00)

"""The legal side of a customer: deadlines, demands, securities and files, each entered by hand."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from app.services.securities import Securities, SecurityDraft
from app.ui.dialogs.form_dialog import FormDialog
from app.ui.navigation import Place
from app.ui.pages.customer.legal import LegalTab
from app.ui.pages.customer.page import CustomerPage
from app.ui.widgets.page import Desk
from tests.book import Book
from tests.ui.desk import desk_of, rest

LEDGER = """
    customer A
    invoice  A-1 A 2024-05-31 due 2024-06-30 100.00
    invoice  A-2 A 2023-12-01 due 2023-12-31 50.00
"""


@pytest.fixture
def desk(book: Book) -> Iterator[Desk]:
    book.ledger(LEDGER)
    with desk_of(book) as made:
        yield made


class Shown:
    """The legal tab of customer A, in sight."""

    def __init__(self, qtbot: QtBot, desk: Desk, book: Book) -> None:
        self._qtbot, self._desk = qtbot, desk
        self.page = CustomerPage(desk)
        qtbot.addWidget(self.page)
        self.page.resize(1200, 700)
        self.page.show()
        self.page.go(Place("customer", book.ids["A"], {"tab": "legal"}))
        qtbot.waitUntil(lambda: self.tab.found is not None)
        self.rest()

    @property
    def tab(self) -> LegalTab:
        return self.page.legal

    def rest(self) -> None:
        rest(self._qtbot, self._desk)

    def rows(self, name: str, *columns: str) -> list[tuple[str, ...]]:
        """What the cells of some columns of a list say."""
        model = self.tab.tables.panels[name].view.rows
        places = [next(i for i, column in enumerate(model.columns) if column.key == key) for key in columns]
        return [tuple(str(model.index(row, place).data()) for place in places) for row in range(model.rowCount())]

    def act(self, name: str, which: int) -> None:
        """The action of a list at a place of its bar."""
        self.tab.tables.show_table(name)
        self.tab.actions_now()[which].trigger()

    def fill(self, **values: Any) -> FormDialog:
        """The dialog in front, filled in and submitted."""
        dialog = self.dialog()
        for key, value in values.items():
            dialog.form[key].set_value(value)
        dialog.form.submit()
        self.rest()
        return dialog

    def dialog(self) -> FormDialog:
        self._qtbot.waitUntil(lambda: self.page.findChild(FormDialog) is not None)
        found = self.page.findChild(FormDialog)
        assert isinstance(found, FormDialog)
        return found

    def closed(self) -> None:
        self._qtbot.waitUntil(lambda: self.page.findChild(FormDialog) is None)
        self.rest()


@pytest.fixture
def shown(qtbot: QtBot, desk: Desk, book: Book) -> Shown:
    return Shown(qtbot, desk, book)


def test_deadlines_say_how_long_is_left_and_what_to_do(shown: Shown) -> None:
    assert shown.rows("clocks", "left", "what", "document", "ends_on", "open") == [
        ("in 40 days", "Limitation-period hint", "A-2", "2026-12-31", "¥50.00"),
        ("in 221 days", "Limitation-period hint", "A-1", "2027-06-30", "¥100.00"),
    ]
    assert shown.tab.tables.chips["clocks"].text() == "Deadlines 2"
    assert shown.tab.rule.text() == "3 years from the due date (Civil Code 188)"
    assert shown.tab.hint.text().startswith("Legal hint, no legal advice.")


def test_an_acknowledgement_with_its_scan_moves_the_deadline(shown: Shown, tmp_path: Path) -> None:
    scan = tmp_path / "sealed.pdf"
    scan.write_bytes(b"%PDF-1.7")
    shown.act("clocks", 0)
    shown.fill(kind="acknowledgement", on_day=date(2026, 3, 15), text="by post", file=scan)
    shown.closed()
    assert shown.rows("clocks", "document", "ends_on", "evidence") == [
        ("A-1", "2029-03-15", "Strong evidence"),
        ("A-2", "2029-03-15", "Strong evidence"),
    ]
    assert shown.rows("events", "on", "what", "about", "evidence", "text") == [
        ("2026-03-15", "Acknowledgement of the debt", "All that they owe", "Strong evidence", "by post")
    ]
    assert shown.rows("files", "name", "role", "on", "of", "size") == [
        ("sealed.pdf", "Signed statement", "2026-03-15", "Demand or acknowledgement", "1 KB")
    ]


def test_the_kind_proposes_how_strong_the_evidence_is(shown: Shown) -> None:
    shown.act("clocks", 0)
    form = shown.dialog().form
    proposed = {}
    for kind in ("demand", "acknowledgement", "promise", "suit"):
        form["kind"].set_value(kind)
        proposed[kind] = (form["strength"].value(), form["until_on"].isVisibleTo(form))
    assert proposed == {
        "demand": ("medium", False),
        "acknowledgement": ("strong", False),
        "promise": ("weak", False),
        "suit": ("strong", True),
    }
    assert form["strength"].said() == "Strong. Enter the end when the procedure is over: the period restarts from it."


def test_a_day_ahead_is_refused_at_its_field(shown: Shown) -> None:
    shown.act("clocks", 0)
    dialog = shown.fill(kind="demand", on_day=date(2027, 1, 1))
    assert dialog.form["on_day"].reason == "This day is still ahead. Enter the day on which it happened."


def test_a_suit_ends_in_a_judgment(shown: Shown, book: Book) -> None:
    shown.act("clocks", 0)
    shown.fill(kind="suit", on_day=date(2026, 1, 5), receivable_id=book.ids["A-1"])
    shown.closed()
    shown.tab.tables.show_table("events")
    assert shown.tab.end.isEnabled()
    shown.tab.end.trigger()
    shown.fill(until_on=date(2026, 9, 30), outcome="judgment")
    shown.closed()
    assert ("Enforcement of a judgment", "A-1", "2028-09-30") in shown.rows("clocks", "what", "document", "ends_on")
    assert not shown.tab.end.isEnabled()


def test_what_is_voided_stays_struck_through(shown: Shown, book: Book) -> None:
    shown.act("clocks", 0)
    shown.fill(kind="demand", on_day=date(2026, 3, 15))
    shown.closed()
    assert shown.tab.tables.chips["events"].text() == "Demands and acknowledgements 1"
    shown.tab.tables.show_table("events")
    shown.tab.void.trigger()
    shown.rest()
    assert shown.tab.tables.chips["events"].text() == "Demands and acknowledgements"
    assert len(shown.rows("events", "on")) == 1
    assert not shown.tab.void.isEnabled()
    assert shown.rows("clocks", "ends_on") == [("2026-12-31",), ("2027-06-30",)]


def test_a_guarantee_is_entered_claimed_and_released(shown: Shown, book: Book) -> None:
    shown.act("clocks", 1)
    shown.fill(kind="guarantee_company", giver="Parent Ltd", joint=True, from_on=date(2026, 1, 1), value=10000)
    shown.closed()
    assert shown.rows("securities", "what", "giver", "behind", "value", "remarks") == [
        (
            "Guarantee of a company",
            "Parent Ltd",
            "All that they owe",
            "¥100.00",
            "no shareholders' or board resolution on file",
        )
    ]
    assert len([row for row in shown.rows("clocks", "what") if row == ("Guarantee period",)]) == 2
    shown.tab.tables.show_table("securities")
    shown.tab.claimed.trigger()
    shown.fill(on=date(2026, 11, 1))
    shown.closed()
    assert ("Guarantee period",) not in shown.rows("clocks", "what")
    shown.tab.release.trigger()
    shown.fill(on=date(2026, 11, 20))
    shown.closed()
    assert shown.tab.tables.chips["securities"].text() == "Guarantees and other security"
    assert not shown.tab.release.isEnabled()


def test_only_what_a_kind_of_security_needs_is_asked(shown: Shown) -> None:
    shown.act("clocks", 1)
    form = shown.dialog().form

    def asked(kind: str) -> list[str]:
        form["kind"].set_value(kind)
        optional = ("giver", "joint", "expires_on", "registered_on", "resolution_on")
        return [name for name in optional if form[name].isVisibleTo(form)]

    assert asked("guarantee_person") == ["giver", "joint", "expires_on"]
    assert asked("guarantee_company") == ["giver", "joint", "expires_on", "resolution_on"]
    assert asked("retention_of_title") == ["registered_on"]
    assert form["from_on"].said() == "The day of delivery: register within 10 days."
    assert asked("bank_guarantee") == ["giver", "expires_on"]


def test_retained_title_of_one_receivable_is_registered(shown: Shown, book: Book) -> None:
    shown.act("clocks", 1)
    shown.fill(kind="retention_of_title", behind=f"receivable {book.ids['A-1']}", from_on=date(2026, 11, 14))
    shown.closed()
    assert shown.rows("clocks", "left", "what", "document")[0] == ("in 3 days", "Title registration", "A-1")
    shown.tab.tables.show_table("securities")
    shown.tab.registered.trigger()
    shown.fill(on=date(2026, 11, 20))
    shown.closed()
    assert shown.rows("securities", "remarks") == [("registered on 2026-11-20",)]
    assert ("Title registration",) not in shown.rows("clocks", "what")


def test_a_file_is_attached_and_saved_again(shown: Shown, book: Book, tmp_path: Path, monkeypatch: Any) -> None:
    note, copy = tmp_path / "note.txt", tmp_path / "copy.txt"
    note.write_text("signed for", encoding="utf-8")
    shown.act("files", 0)
    shown.fill(file=note, role="delivery_note", of=f"receivable {book.ids['A-1']}")
    shown.closed()
    assert shown.rows("files", "name", "role", "of") == [("note.txt", "Delivery note", "Receivable")]
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args: (str(copy), ""))
    shown.tab.save.trigger()
    shown.rest()
    assert copy.read_text(encoding="utf-8") == "signed for"


def test_a_file_that_cannot_be_taken_is_refused_at_its_field(shown: Shown, tmp_path: Path) -> None:
    (tmp_path / "empty.pdf").touch()
    shown.act("files", 0)
    dialog = shown.fill(file=tmp_path / "empty.pdf")
    assert dialog.form["file"].reason == "“empty.pdf” is empty. Choose another file."


def test_the_bar_holds_the_actions_of_the_tab_in_front(shown: Shown) -> None:
    def offered() -> list[str]:
        return [button.accessibleName() for button in shown.page.actions_bar.buttons()]

    assert offered()[0] == "Log a demand or acknowledgement…"
    shown.tab.tables.show_table("securities")
    assert offered()[0] == "Add a security…"
    shown.page.tabs.setCurrentWidget(shown.page.overview)
    assert offered()[0] == "Log a payment"


def test_the_overview_tells_of_the_nearest_deadline(qtbot: QtBot, desk: Desk, book: Book) -> None:
    paper = SecurityDraft(
        book.ids["A"], "bank_guarantee", date(2026, 1, 1), giver="Bank", expires_on=date(2026, 11, 18)
    )
    Securities(book.store, date(2026, 11, 1)).add(paper)
    shown = Shown(qtbot, desk, book)
    told = shown.page.overview.attention()
    assert told[1] == "End of a security Bank: last day 3 days ago, 1 more"

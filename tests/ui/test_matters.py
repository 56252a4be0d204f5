"""Legal matters in the window: opened by keys, moved, their list, their claim and papers."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app import i18n
from app.services.matter_drafts import MatterDraft
from app.services.matter_stages import Step
from app.ui.dialogs import matter_deeds
from app.ui.dialogs.matter import MatterDialog
from app.ui.dialogs.matter_claim import ClaimDialog
from app.ui.dialogs.matter_dates import DatesDialog
from app.ui.navigation import Place
from app.ui.pages.receivables.page import ReceivablesPage
from app.ui.widgets.page import Desk
from tests.book import Book, book_fixture
from tests.ui.desk import cells, desk_of, rest

__all__ = ["book_fixture"]

LEDGER = """
customer A
customer B
invoice A-1 A 2026-01-10 due 2026-02-09 60000
invoice A-2 A 2026-10-10 due 2026-12-09 40000
invoice B-1 B 2026-01-10 due 2026-02-09 100
"""


@pytest.fixture(name="desk")
def desk_fixture(book: Book) -> Iterator[Desk]:
    i18n.use("en")
    book.ledger(LEDGER)
    with desk_of(book) as desk:
        yield desk
    i18n.use("zh_CN")


@pytest.fixture(name="window")
def window_fixture(qtbot: QtBot) -> QWidget:
    """Dialogs go when they close: what they lie over stays."""
    made = QWidget()
    qtbot.addWidget(made)
    made.show()
    return made


def opened(book: Book, *numbers: str) -> int:
    chosen = tuple(book.ids[each] for each in numbers or ("A-1",))
    return book.services.matters.open(MatterDraft(book.ids["A"], chosen, opened_on=date(2026, 9, 1)))


def view(qtbot: QtBot, desk: Desk, **wishes: Any) -> Any:
    page = ReceivablesPage(desk)
    qtbot.addWidget(page)
    page.resize(1366, 600)
    page.go(Place("receivables", None, {"view": "matters", **wishes}))
    page.show()
    rest(qtbot, desk)
    return page.shown


def test_what_is_overdue_is_ticked_and_enter_opens_the_matter(
    qtbot: QtBot, desk: Desk, book: Book, window: QWidget
) -> None:
    dialog = MatterDialog(desk, window, customer=book.ids["A"])
    dialog.open()
    rest(qtbot, desk)
    assert list(dialog.debts.boxes) == ["A-1 · ¥60,000.00 · due 2026-02-09", "A-2 · ¥40,000.00 · due 2026-12-09"]
    assert dialog.debts.value() == ("A-1 · ¥60,000.00 · due 2026-02-09",)
    dialog.form.set({"lawyer": "Ms Chen"})
    dialog.form.submit()
    rest(qtbot, desk)
    (found,) = book.services.matters.listing()
    assert (found.number, found.lawyer, found.receivables) == ("AJ-2026-001", "Ms Chen", ((book.ids["A-1"], "A-1"),))


def test_changed_it_keeps_what_is_not_typed_over(qtbot: QtBot, desk: Desk, book: Book, window: QWidget) -> None:
    matter = opened(book)
    dialog = MatterDialog(desk, window, matter=matter)
    dialog.open()
    rest(qtbot, desk)
    dialog.debts.boxes["A-2 · ¥40,000.00 · due 2026-12-09"].setChecked(True)
    dialog.form.set({"court": "Xiaoshan"})
    dialog.form.submit()
    rest(qtbot, desk)
    found = book.services.matters.get(matter)
    assert (found.court, found.title, [number for _key, number in found.receivables]) == (
        "Xiaoshan", "A Company", ["A-1", "A-2"],
    )  # fmt: skip


def test_the_list_says_where_each_stands(qtbot: QtBot, desk: Desk, book: Book) -> None:
    matter = opened(book)
    book.services.matters.move(matter, Step("filed", date(2026, 10, 1)))
    book.services.matters.add_date(matter, "hearing", date(2026, 11, 30))
    book.services.matters.add_cost(matter, 1_300_00, date(2026, 10, 2), "Court fee")
    shown = view(qtbot, desk, chip="court")
    assert cells(shown.view.model(), "number", "customer", "stage", "next", "open", "costs") == [
        ("AJ-2026-001", "A Company", "Suit filed", "Hearing 2026-11-30 (in 9 days)", "¥60,000.00", "¥1,300.00"),
    ]
    book.services.matters.void(matter)
    shown.load()
    rest(qtbot, desk)
    assert cells(shown.view.model(), "number") == []


def test_a_step_back_asks_whether_the_suit_ended_or_never_was(
    qtbot: QtBot, desk: Desk, book: Book, window: QWidget
) -> None:
    matter = opened(book)
    book.services.matters.move(matter, Step("filed", date(2026, 10, 1)))
    dialog = matter_deeds.move(desk, book.services.matters.get(matter), window)
    form = dialog.form
    assert (form["stage"].value(), form["mistaken"].isVisibleTo(form)) == ("preserved", False)
    form.set({"stage": "judged"})
    assert form["pay_by"].isVisibleTo(form)
    form.set({"stage": "negotiation"})
    assert form["mistaken"].isVisibleTo(form)
    form.set({"mistaken": True})
    form.submit()
    rest(qtbot, desk)
    assert book.services.matters.get(matter).stage == "negotiation"
    assert [each.voided_on is not None for each in book.services.claims.file(book.ids["A"]).events] == [True]


def test_the_claim_and_small_claims_as_the_wage_is_typed(qtbot: QtBot, desk: Desk, book: Book, window: QWidget) -> None:
    dialog = ClaimDialog(desk, window, matter=opened(book))
    dialog.open()
    rest(qtbot, desk)
    # 60,000 at 3 % x 1.5 for 285 days = 2,108.22; court: 50 + 52,108.22 x 2.5 % = 1,352.71
    assert "Claim, all together: ¥62,108.22" in dialog.sums.text()
    assert "Court fee of a suit: ¥1,352.71" in dialog.fees.text()
    assert "within" not in dialog.notes.text()
    dialog.wage.line.insert("130000")
    assert "within half of it" in dialog.notes.text()


def test_a_day_is_ticked_in_its_list(qtbot: QtBot, desk: Desk, book: Book, window: QWidget) -> None:
    matter = opened(book)
    book.services.matters.add_date(matter, "evidence", date(2026, 11, 20))
    dialog = DatesDialog(desk, book.services.matters.get(matter), window)
    dialog.open()
    rest(qtbot, desk)
    assert dialog.table.sheet.line(0) == ("2026-11-20", "Last day for evidence", "—", "1 day ago, not ticked")
    dialog.tick.click()
    asked = next(each for each in dialog.findChildren(QWidget) if type(each).__name__ == "FormDialog")
    asked.form.submit()  # type: ignore[attr-defined]
    rest(qtbot, desk)
    assert dialog.table.sheet.line(0)[3] == "done 2026-11-21"
    assert not dialog.tick.isEnabled()

"""A new receivable in instalments and of a contract; what it waits for is ticked in the list; terms of a customer."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.models import receivables
from app.services.contract_drafts import ContractDraft
from app.services.receivables import ReceivableDraft
from app.services.rules.instalments import Line
from app.ui.dialogs.edit_customer import edit_customer
from app.ui.dialogs.form_dialog import FormDialog
from app.ui.dialogs.new_receivable import NewReceivableDialog
from app.ui.pages.receivables.page import ReceivablesPage
from app.ui.widgets.page import Desk
from tests.book import TODAY, Book
from tests.ui.desk import desk_of, rest
from tests.ui.keys import type_in


@pytest.fixture
def desk(book: Book) -> Iterator[Desk]:
    book.ledger("customer A net 30")
    with desk_of(book) as made:
        yield made


def opened(qtbot: QtBot, book: Book, desk: Desk) -> NewReceivableDialog:
    dialog = NewReceivableDialog(desk, customer=book.ids["A"])
    qtbot.addWidget(dialog)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    dialog.open()
    qtbot.waitUntil(lambda: dialog.outlook is not None)
    return dialog


def saved(book: Book) -> list[tuple[str, int, int, str | None]]:
    """(due day, amount, retention, event) of the instalments of what was entered."""
    store = book.open.another().store
    rows = receivables.instalments(store, 1)
    store.close()
    return [(str(each.due_on), each.amount, each.retention, each.event) for each in rows]


def test_a_plan_is_typed_and_its_sum_is_told(qtbot: QtBot, book: Book, desk: Desk) -> None:
    dialog = opened(qtbot, book, desk)
    type_in(dialog.amount.line, "1000")
    dialog.show_plan()
    first, second = dialog.plan.lines
    second.much.setText("60%")
    second.much.textEdited.emit("60%")
    assert dialog.plan.said() == "10% still missing"
    dialog.form.submit()
    assert dialog.plan.reason == "10% still missing"
    first.much.setText("400")
    first.much.textEdited.emit("400")
    assert dialog.plan.said() == "¥400.00 on 2026-11-21 · ¥600.00 on 2026-12-21"
    QTest.keyClick(first.much, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not dialog.isVisible())
    assert saved(book) == [("2026-11-21", 40000, 0, None), ("2026-12-21", 60000, 0, None)]


def test_a_usual_plan_fills_the_lines(qtbot: QtBot, book: Book, desk: Desk) -> None:
    dialog = opened(qtbot, book, desk)
    type_in(dialog.amount.line, "1000")
    dialog.show_plan()
    templates = dialog.plan.templates
    templates.activated.emit(templates.findData("three"))
    assert (
        dialog.plan.said()
        == "¥300.00 on 2026-11-21 · ¥600.00 on acceptance · ¥100.00 retention 365 days after acceptance"
    )
    dialog.form.submit()
    qtbot.waitUntil(lambda: not dialog.isVisible())
    assert saved(book) == [
        ("2026-11-21", 30000, 0, None),
        ("None", 60000, 0, "acceptance"),
        ("None", 10000, 1, "acceptance"),
    ]


def test_a_plan_that_was_not_saved_comes_back(qtbot: QtBot, book: Book, desk: Desk) -> None:
    dialog = opened(qtbot, book, desk)
    type_in(dialog.amount.line, "1000")
    dialog.show_plan()
    dialog.plan.use("retention")
    dialog.reject()
    again = NewReceivableDialog(desk)
    qtbot.addWidget(again)
    again.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    again.open()
    qtbot.waitUntil(lambda: again.outlook is not None)
    assert again.plan.isVisible()
    assert again.plan.said() == "¥950.00 on 2026-12-21 · ¥50.00 retention on 2027-11-21"


def test_one_sum_again(qtbot: QtBot, book: Book, desk: Desk) -> None:
    dialog = opened(qtbot, book, desk)
    type_in(dialog.amount.line, "1000")
    dialog.show_plan()
    assert not dialog.due_on.isVisible()
    for each in list(dialog.plan.lines):
        each.drop.click()
    assert (dialog.plan.isVisible(), dialog.due_on.isVisible()) == (False, True)
    dialog.form.submit()
    qtbot.waitUntil(lambda: not dialog.isVisible())
    assert saved(book) == [("2026-12-21", 100000, 0, None)]


def test_contracts_of_the_customer_are_offered(qtbot: QtBot, book: Book, desk: Desk) -> None:
    made = book.services.contracts.add(ContractDraft(book.ids["A"], 1000, title="Doors"))
    dialog = opened(qtbot, book, desk)
    assert not dialog.contract.isVisible()
    dialog.show_more()
    assert dialog.contract.box.itemText(1) == "HT-2026-001 · Doors"
    dialog.form.set({"amount": 500, "contract_id": made})
    dialog.form.submit()
    qtbot.waitUntil(lambda: not dialog.isVisible())
    assert book.store.scalar("select contract_id from receivable") == made


def test_an_acceptance_is_ticked_in_the_list(qtbot: QtBot, book: Book, desk: Desk) -> None:
    lines = (Line(3000, basis="on", on=date(2026, 12, 1)), Line(basis="acceptance", days=30))
    book.services.receivables.add(ReceivableDraft(book.ids["A"], 10000, date(2026, 10, 1), lines=lines))
    page = ReceivablesPage(desk)
    qtbot.addWidget(page)
    page.show()
    rest(qtbot, desk)
    view = page.ledger.view
    place = [each.key for each in view.rows.columns].index("due_on")
    assert [view.rows.index(row, place).data() for row in range(2)] == ["2026-12-01", "after acceptance"]
    assert not page.ledger.happened.isVisible()
    view.select_keys([view.rows.key_at(1)])
    assert page.ledger.happened.text() == "Accepted by the customer…"
    page.ledger.happened.trigger()
    qtbot.waitUntil(lambda: any(each.isVisible() for each in page.findChildren(FormDialog)))
    dialog = next(each for each in page.findChildren(FormDialog) if each.isVisible())
    dialog.form.set({"on": date(2026, 11, 1)})
    dialog.form.submit()
    qtbot.waitUntil(lambda: [view.rows.index(row, place).data() for row in range(2)] == ["2026-12-01", "2026-12-01"])


def test_terms_are_told_in_words(qtbot: QtBot, book: Book, desk: Desk) -> None:
    services = book.services
    dialog = edit_customer(desk, services.customers.get(book.ids["A"]), [])
    qtbot.addWidget(dialog)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    dialog.form.set({"terms_basis": "eom_day", "terms_day": 31})
    dialog.form["terms_day"].changed.emit()
    assert dialog.form["terms_basis"].said() == "A receivable of 2026-11-21 is due on 2026-12-31."
    assert not dialog.form["terms_days"].isVisible()
    dialog.form.set({"early_discount_bp": 200, "early_days": 10, "public_body": True})
    dialog.form["early_days"].changed.emit()
    assert dialog.form["terms_basis"].said().endswith("2.00% off if paid by 2026-12-01.")
    dialog.form.submit()
    qtbot.waitUntil(lambda: not dialog.isVisible())
    (_since, now), (_before, old) = services.customers.terms_history(book.ids["A"])
    assert (now.basis, now.day_of_month, now.early_discount_bp, now.early_days) == ("eom_day", 31, 200, 10)
    assert (old.basis, old.days) == ("net", 30)
    assert services.customers.get(book.ids["A"]).public_body == 1
    assert services.receivables.due_by_terms(book.ids["A"], TODAY) == date(2026, 12, 31)
    assert services.receivables.due_by_terms(book.ids["A"], date(2026, 11, 20)) == date(2026, 12, 20)

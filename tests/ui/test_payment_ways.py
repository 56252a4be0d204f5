"""Log a payment in the rarer ways: pro rata, claims first, discounts, shortfalls, fees, the payer learnt."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from app.models import payments
from app.models.customers import Terms
from app.services.customers import Customers
from app.services.payments import PaymentDraft
from app.ui.dialogs.payment_rows import APPLY
from app.ui.dialogs.payment_table import AFTER
from app.ui.widgets.page import Desk
from app.ui.widgets.toast import Toast
from tests.book import TODAY, Book
from tests.ui.desk import desk_of
from tests.ui.keys import type_in
from tests.ui.paying import LEDGER, cells, open_now, opened, part_of, reread, saved
from tests.ui.program import Program


@pytest.fixture
def desk(book: Book) -> Iterator[Desk]:
    book.ledger(LEDGER)
    with desk_of(book) as made:
        yield made


def two_in_ten(book: Book, customer: str) -> None:
    """2 % off within 10 days, agreed before anything was sold."""
    agreed = {"terms": Terms("net", 30, None, 200, 10)}
    Customers(book.store, date(2026, 11, 1)).update(book.ids[customer], agreed)


def test_pro_rata_gives_each_its_share(qtbot: QtBot, book: Book, desk: Desk) -> None:
    dialog = opened(qtbot, desk, book.ids["HDJC"])
    type_in(dialog.amount.line, "400")
    dialog.panel.use("pro_rata")
    assert cells(dialog, APPLY) == ["150.00", "250.00"]
    assert dialog.line_text() == "Received ¥400.00 = applied ¥400.00 + advance ¥0.00 · still owes ¥400.00"
    saved(qtbot, dialog)
    assert open_now(reread(book), book) == {"YS-1": 150_00, "YS-2": 250_00}


def test_claims_are_paid_first_where_that_is_ticked(qtbot: QtBot, book: Book, desk: Desk) -> None:
    debt = part_of(book, "YS-1")
    book.services.charges.claim(debt, "interest", 12_00, date(2026, 11, 1), {})
    book.services.charges.claim(debt, "cost", 30_00, date(2026, 11, 5), {})
    dialog = opened(qtbot, desk, book.ids["HDJC"])
    tick = dialog.offers.claims
    assert tick.box.text() == "Costs, fees and interest of ¥42.00 first, then the debt (Civil Code art. 561)"
    assert tick.said() == "Costs of collection ¥30.00 (2026-11-05) · Late interest ¥12.00 (2026-11-01)"
    type_in(dialog.amount.line, "142")
    tick.box.setChecked(True)
    assert cells(dialog, APPLY) == ["100.00", "—"]
    assert dialog.line_text() == (
        "Received ¥142.00 = costs and interest ¥42.00 + applied ¥100.00 + advance ¥0.00 · still owes ¥700.00"
    )
    saved(qtbot, dialog)
    services = reread(book)
    assert services.charges.open_of(book.ids["HDJC"]) == []
    assert open_now(services, book) == {"YS-1": 200_00, "YS-2": 500_00}


def test_a_small_shortfall_can_be_let_go(qtbot: QtBot, book: Book, desk: Desk) -> None:
    dialog = opened(qtbot, desk, book.ids["HDJC"], instalments=[part_of(book, "YS-1")])
    assert dialog.offers.rounding.isHidden()
    dialog.amount.line.clear()
    type_in(dialog.amount.line, "299.50")
    assert dialog.offers.rounding.words.text() == "¥0.50 short:"
    assert cells(dialog, AFTER) == ["0.50", "500.00"]
    dialog.offers.rounding.yes.click()
    assert cells(dialog, AFTER) == ["Settled", "500.00"]
    assert dialog.line_text() == (
        "Received ¥299.50 = applied ¥299.50 + advance ¥0.00 · given up ¥0.50 · still owes ¥500.00"
    )
    saved(qtbot, dialog)
    services = reread(book)
    assert open_now(services, book) == {"YS-2": 500_00}
    assert [(each.kind, each.amount) for each in services.adjustments.of_customer(book.ids["HDJC"])] == [
        ("rounding", 50)
    ]


def test_a_shortfall_kept_or_too_large_stays_owed(qtbot: QtBot, book: Book, desk: Desk) -> None:
    dialog = opened(qtbot, desk, book.ids["HDJC"])
    type_in(dialog.amount.line, "289.99")
    assert dialog.offers.rounding.isHidden()
    type_in(dialog.amount.line, "")
    dialog.amount.line.clear()
    type_in(dialog.amount.line, "295")
    assert not dialog.offers.rounding.isHidden()
    saved(qtbot, dialog)
    assert open_now(reread(book), book) == {"YS-1": 5_00, "YS-2": 500_00}


def test_an_early_payment_discount_is_offered_in_time_only(qtbot: QtBot, book: Book, desk: Desk) -> None:
    book.ledger("customer EARLY net 30\ninvoice YS-9 EARLY 2026-11-15 due 2026-12-15 1000.00")
    two_in_ten(book, "EARLY")
    dialog = opened(qtbot, desk, book.ids["EARLY"], instalments=[part_of(book, "YS-9")])
    offer = dialog.offers.discount
    assert offer.words.text() == "Early payment discount of ¥20.00 on YS-9, until 2026-11-25:"
    offer.yes.click()
    assert (dialog.amount.text(), cells(dialog, AFTER)) == ("980.00", ["Settled"])
    assert dialog.line_text().endswith("given up ¥20.00 · still owes ¥0.00")
    dialog.paid_on.line.setText("2026-11-26")
    dialog.paid_on.changed.emit()
    qtbot.waitUntil(offer.isHidden)
    assert dialog.amount.text() == "1,000.00"


def test_a_discount_taken_settles_the_receivable(qtbot: QtBot, book: Book, desk: Desk) -> None:
    book.ledger("customer EARLY net 30\ninvoice YS-9 EARLY 2026-11-15 due 2026-12-15 1000.00")
    two_in_ten(book, "EARLY")
    dialog = opened(qtbot, desk, book.ids["EARLY"])
    type_in(dialog.amount.line, "980")
    dialog.offers.discount.yes.click()
    saved(qtbot, dialog)
    services = reread(book)
    assert open_now(services, book, "EARLY") == {}
    assert [(e.kind, e.amount) for e in services.adjustments.of_customer(book.ids["EARLY"])] == [
        ("early_discount", 20_00)
    ]


def test_a_bank_fee_counts_as_paid(qtbot: QtBot, book: Book, desk: Desk) -> None:
    dialog = opened(qtbot, desk, book.ids["HDJC"])
    dialog.show_more()
    type_in(dialog.amount.line, "285")
    type_in(dialog.fields.bank_fee.line, "15")
    assert cells(dialog, APPLY) == ["300.00", "—"]
    assert dialog.line_text() == (
        "Received ¥285.00 + bank fee ¥15.00 = applied ¥300.00 + advance ¥0.00 · still owes ¥500.00"
    )
    saved(qtbot, dialog)
    services = reread(book)
    assert open_now(services, book) == {"YS-2": 500_00}
    paid = payments.payment(services.store, 1)
    assert paid is not None
    assert paid.amount == 285_00


def test_a_fee_without_a_receivable_is_refused_at_its_field(qtbot: QtBot, book: Book, desk: Desk) -> None:
    book.ledger("customer NEW net 30")
    dialog = opened(qtbot, desk, book.ids["NEW"])
    dialog.show_more()
    type_in(dialog.amount.line, "285")
    type_in(dialog.fields.bank_fee.line, "15")
    dialog.form.submit()
    assert dialog.fields.bank_fee.reason.startswith("A fee is taken off what it was paid for.")
    assert dialog.isVisible()


def test_a_payer_not_known_before_can_be_forgotten_from_the_toast(program: Program, qtbot: QtBot) -> None:
    window = program.open()
    who = program.ask(lambda s: s.customers.search("A Company")[0].id)
    program.write(lambda s: s.payments.record(PaymentDraft(who, 10_00, TODAY, payer_name="Li Jun")))
    qtbot.waitUntil(lambda: any("Li Jun" in toast.text() for toast in window.findChildren(Toast)))
    assert [each.name for each in program.ask(lambda s: s.payers.of_customer(who))] == ["Li Jun"]
    toast = next(each for each in window.findChildren(Toast) if "Li Jun" in each.text())
    next(each for each in toast.findChildren(QPushButton) if each.text() == "Don't remember").click()
    qtbot.waitUntil(lambda: program.ask(lambda s: s.payers.of_customer(who)) == [])
    assert program.ask(lambda s: s.customers.search("A Company")[0].owes) == 150_00

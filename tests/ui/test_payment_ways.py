"""Log a payment in the rarer ways: pro rata, claims first, discounts, shortfalls, fees, drafts, other currencies, advances."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from app.models import bills, payments, receivables
from app.models.customers import Terms
from app.services.contracts import ContractDraft
from app.services.customers import Customers
from app.services.payments import PaymentDraft
from app.services.services import Services
from app.ui.dialogs.payment import PaymentDialog
from app.ui.dialogs.payment_across import GAIN, PAYS
from app.ui.dialogs.payment_rows import APPLY, NUMBER
from app.ui.dialogs.payment_table import AFTER
from app.ui.widgets.page import Desk
from app.ui.widgets.toast import Toast
from tests.book import TODAY, Book
from tests.ui.desk import desk_of
from tests.ui.keys import type_in
from tests.ui.program import Program

LEDGER = """
customer HDJC net 30 limit 3500
invoice  YS-1 HDJC 2026-09-11 due 2026-10-11 300.00
invoice  YS-2 HDJC 2026-11-06 due 2026-12-06 500.00
"""
IN_DOLLARS = """
customer EX USD
invoice  E-1 EX 2026-09-01 due 2026-10-01 100.00 USD @50
"""


@pytest.fixture
def desk(book: Book) -> Iterator[Desk]:
    book.ledger(LEDGER)
    with desk_of(book) as made:
        yield made


def opened(qtbot: QtBot, desk: Desk, customer: int, **wishes: object) -> PaymentDialog:
    dialog = PaymentDialog(desk, customer=customer, **wishes)  # type: ignore[arg-type]  # each test names what it wishes
    qtbot.addWidget(dialog)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    dialog.open()
    qtbot.waitUntil(lambda: dialog.account is not None)
    return dialog


def cells(dialog: PaymentDialog, column: int) -> list[str]:
    rows = dialog.panel.across if dialog.panel.crosses else dialog.rows
    return [rows.index(row, column).data() for row in range(rows.rowCount())]


def saved(qtbot: QtBot, dialog: PaymentDialog) -> None:
    dialog.form.submit()
    qtbot.waitUntil(lambda: not dialog.isVisible())


def reread(book: Book) -> Services:
    """What is in the book now."""
    book.reopen()
    return book.services


def two_in_ten(book: Book, customer: str) -> None:
    """2 % off within 10 days, agreed before anything was sold."""
    agreed = {"terms": Terms("net", 30, None, 200, 10)}
    Customers(book.store, date(2026, 11, 1)).update(book.ids[customer], agreed)


def open_now(services: Services, book: Book, customer: str = "HDJC") -> dict[str, int]:
    items = receivables.open_items(services.store, book.ids[customer], TODAY)
    return {item.number: item.open if item.side == "debit" else -item.open for item in items}


def part_of(book: Book, number: str) -> int:
    return receivables.instalments(book.store, book.ids[number])[0].id


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


def test_yuan_for_a_debt_in_dollars_shows_the_exchange_loss(qtbot: QtBot, book: Book, desk: Desk) -> None:
    """100 USD booked at 50; 20 of them are paid with 900: a loss of 100, 80 USD stay open."""
    book.ledger(IN_DOLLARS)
    dialog = opened(qtbot, desk, book.ids["EX"])
    dialog.currency.set_value("CNY")
    assert (dialog.panel.crosses, dialog.fields.into.value()) == (True, "USD")
    type_in(dialog.amount.line, "900")
    type_in(dialog.fields.cross.line, "45")
    assert (cells(dialog, APPLY), cells(dialog, PAYS), cells(dialog, GAIN)) == (["20.00"], ["900.00"], ["−100.00"])
    assert dialog.line_text() == (
        "Received ¥900.00 = applied ¥900.00 (settles $20.00) + advance ¥0.00 · still owes $80.00"
    )
    assert dialog.remark_text() == "Exchange loss ¥100.00"
    saved(qtbot, dialog)
    services = reread(book)
    assert open_now(services, book, "EX") == {"E-1": 80_00}
    (found,) = services.payments.exchange_differences(date(2026, 1, 1), TODAY)
    assert (found.gain_base, found.source_amount, found.amount) == (-100_00, 900_00, 20_00)


def test_both_amounts_across_currencies_can_be_typed(qtbot: QtBot, book: Book, desk: Desk) -> None:
    book.ledger(IN_DOLLARS)
    dialog = opened(qtbot, desk, book.ids["EX"])
    dialog.currency.set_value("CNY")
    type_in(dialog.amount.line, "900")
    type_in(dialog.fields.cross.line, "45")
    rows = dialog.panel.across
    assert rows.setData(rows.index(0, APPLY), "18")
    assert (cells(dialog, APPLY), cells(dialog, PAYS), cells(dialog, GAIN)) == (
        ["18.00"],
        ["900.00"],
        ["—"],
    )
    assert rows.setData(rows.index(0, PAYS), "1000")
    assert dialog.remark_text() == "¥100.00 more is applied than was received."
    dialog.form.submit()
    assert dialog.isVisible()
    dialog.use_oldest()
    assert cells(dialog, APPLY) == ["20.00"]


def test_a_prepayment_settles_its_contracts_own_alone(qtbot: QtBot, book: Book, desk: Desk) -> None:
    contract = book.services.contracts.add(ContractDraft(book.ids["HDJC"], 10_000_00, number="HT-1"))
    dialog = opened(qtbot, desk, book.ids["HDJC"])
    dialog.show_more()
    type_in(dialog.amount.line, "600")
    dialog.fields.purpose.set_value("earnest")
    assert cells(dialog, APPLY) == ["—", "—"]
    assert dialog.fields.purpose.said().startswith("Earnest money has legal force")
    dialog.fields.contract.set_value(contract)
    assert dialog.line_text() == "Received ¥600.00 = applied ¥0.00 + advance ¥600.00 · still owes ¥800.00"
    saved(qtbot, dialog)
    paid = payments.payment(reread(book).store, 1)
    assert paid is not None
    assert (paid.purpose, paid.contract_id) == ("earnest", contract)


def test_earnest_money_is_no_choice_without_a_contract(qtbot: QtBot, book: Book, desk: Desk) -> None:
    dialog = opened(qtbot, desk, book.ids["HDJC"])
    box = dialog.fields.purpose.box
    assert [box.itemData(place) for place in range(box.count())] == ["payment", "prepayment"]


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


def test_a_draft_is_saved_as_one(qtbot: QtBot, book: Book, desk: Desk) -> None:
    dialog = opened(qtbot, desk, book.ids["HDJC"])
    type_in(dialog.amount.line, "300")
    assert dialog.fields.acceptor.isHidden()
    dialog.method.set_value("bank_bill")
    assert [dialog.fields.acceptor.isVisible(), dialog.fields.matures_on.isVisible()] == [True, True]
    dialog.form.submit()
    assert dialog.fields.matures_on.reason == "Please fill this in."
    dialog.fields.matures_on.set_value(date(2027, 2, 21))
    type_in(dialog.fields.acceptor.line, "ICBC")
    saved(qtbot, dialog)
    services = reread(book)
    (found,) = bills.received(services.store, TODAY)
    assert (found.kind, found.acceptor, found.amount, found.matures_on) == ("bank", "ICBC", 300_00, date(2027, 2, 21))
    assert open_now(services, book) == {"YS-2": 500_00}
    assert desk.preferences.last_method == ""


def test_what_was_typed_under_more_comes_back(qtbot: QtBot, book: Book, desk: Desk) -> None:
    dialog = PaymentDialog(desk)
    qtbot.addWidget(dialog)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    dialog.open()
    dialog.choose(book.ids["HDJC"])
    qtbot.waitUntil(lambda: dialog.account is not None)
    dialog.show_more()
    type_in(dialog.amount.line, "300")
    type_in(dialog.fields.bank_fee.line, "2")
    dialog.reject()
    again = PaymentDialog(desk)
    qtbot.addWidget(again)
    again.open()
    qtbot.waitUntil(lambda: again.account is not None)
    assert (again.amount.text(), again.fields.bank_fee.text(), again.fields.bank_fee.isHidden()) == ("300", "2", False)
    assert cells(again, NUMBER) == ["YS-1", "YS-2"]

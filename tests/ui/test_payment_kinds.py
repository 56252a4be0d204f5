"""Log what is no plain payment: money of another currency, an advance, a draft; and what was typed comes back."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from app.models import bills, payments
from app.services.contract_drafts import ContractDraft
from app.ui.dialogs.payment import PaymentDialog
from app.ui.dialogs.payment_across import GAIN, PAYS
from app.ui.dialogs.payment_rows import APPLY, NUMBER
from app.ui.widgets.page import Desk
from tests.book import TODAY, Book
from tests.ui.desk import desk_of
from tests.ui.keys import type_in
from tests.ui.paying import LEDGER, cells, open_now, opened, reread, saved

IN_DOLLARS = """
customer EX USD
invoice  E-1 EX 2026-09-01 due 2026-10-01 100.00 USD @50
"""


@pytest.fixture
def desk(book: Book) -> Iterator[Desk]:
    book.ledger(LEDGER)
    with desk_of(book) as made:
        yield made


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

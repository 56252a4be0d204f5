"""The dialog "Prepayment": conditions, what if, the notice; what a contract waits for leads to its payment."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.models import payments
from app.services.contract_drafts import ContractDraft
from app.services.deals import DealDraft
from app.ui import drafts
from app.ui.dialogs.payment import PaymentDialog
from app.ui.dialogs.payment_fields import Advance
from app.ui.dialogs.prepayment import PrepaymentDialog
from app.ui.widgets.page import Desk
from tests.book import TODAY, Book
from tests.ui.desk import desk_of, rest
from tests.ui.keys import type_in

OWES = "customer A net 30 CNY limit 600000\ninvoice A-1 A 2026-11-10 100000.00"


@pytest.fixture
def desk(book: Book) -> Iterator[Desk]:
    book.ledger(OWES)
    with desk_of(book) as made:
        yield made


def shown(qtbot: QtBot, desk: Desk, dialog: PrepaymentDialog) -> PrepaymentDialog:
    qtbot.addWidget(dialog)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    dialog.open()
    dialog.activateWindow()
    rest(qtbot, desk)
    return dialog


def contract(book: Book, **more: object) -> int:
    draft = ContractDraft(book.ids["A"], 100_000_00, "HT-1", signed_on=TODAY, **{"prepay_bp": 3000, **more})  # type: ignore[arg-type]
    return book.services.contracts.add(draft)


def test_the_amount_typed_brings_the_share(book: Book, desk: Desk, qtbot: QtBot) -> None:
    dialog = shown(qtbot, desk, PrepaymentDialog(desk, customer=book.ids["A"]))
    assert (dialog.sheet, dialog.pdf.isEnabled()) == (None, False)
    type_in(dialog.amount.line, "1000000")
    rest(qtbot, desk)
    assert dialog.band.text() == "50% before the goods leave: ¥500,000.00 of ¥1,000,000.00"
    assert {code: each.text() for code, each in dialog.conditions.shares.items()} == {
        "limit": "50%", "expected_loss": "—", "custom_work": "0%", "floor": "30%",
    }  # fmt: skip
    assert [code for code, each in dialog.conditions.marks.items() if each.text()] == ["limit"]
    assert dialog.split.text().endswith("earnest money ¥200,000.00 + prepayment ¥300,000.00.")


def test_what_if_changes_nothing_but_what_is_shown(book: Book, desk: Desk, qtbot: QtBot) -> None:
    dialog = shown(qtbot, desk, PrepaymentDialog(desk, customer=book.ids["A"], amount=1_000_000_00))
    tried = dialog.what_if
    tried.margin.slider.setValue(20)
    assert dialog.loss.text().startswith("At 50% the expected loss on the open ¥500,000.00 is ¥5,")
    assert dialog.plan.model().rowCount() == 3
    tried.custom.box.setChecked(True)
    assert dialog.conditions.shares["custom_work"].text() == "48%"  # 60 % of a cost of 80 % that nobody else would buy
    tried.resale.slider.setValue(50)
    assert dialog.conditions.shares["custom_work"].text() == "24%"
    tried.delivery.slider.setValue(30)
    assert dialog.conditions.shares["limit"].text() == "20%"
    tried.order.slider.setValue(50)
    assert dialog.band.text() == "30% before the goods leave: ¥150,000.00 of ¥500,000.00"
    tried.months.slider.setValue(24)
    assert dialog.shown is not None
    assert dialog.shown.order.months == 24
    assert dialog.sheet is not None
    assert (dialog.sheet.order.margin, dialog.sheet.value) == (None, 1_000_000_00)


def test_a_contract_its_notice_and_its_payment(book: Book, desk: Desk, qtbot: QtBot, tmp_path: Path) -> None:
    made = contract(book)
    wishes: list[tuple[str, dict[str, object]]] = []
    desk.navigation.asked.connect(lambda name, wish: wishes.append((name, dict(wish))))
    dialog = shown(qtbot, desk, PrepaymentDialog(desk, contract=made))
    assert dialog.ledger.text().startswith("¥30,000.00 of ¥30,000.00 not received yet")
    dialog.notice.set({"language": "en"})
    dialog.save_pdf(tmp_path / "notice.pdf")
    rest(qtbot, desk)
    assert (tmp_path / "notice.pdf").read_bytes().startswith(b"%PDF")
    QTest.mouseClick(dialog.log, Qt.MouseButton.LeftButton)
    assert wishes == [("payment", {"customer": book.ids["A"], "advance": Advance(30_000_00, made)})]


def pay(qtbot: QtBot, desk: Desk, book: Book, advance: Advance) -> PaymentDialog:
    dialog = PaymentDialog(desk, customer=book.ids["A"], advance=advance)
    qtbot.addWidget(dialog)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    dialog.open()
    dialog.activateWindow()
    rest(qtbot, desk)
    return dialog


def test_a_prepayment_is_taken_for_its_contract(book: Book, desk: Desk, qtbot: QtBot) -> None:
    made = contract(book)
    dialog = pay(qtbot, desk, book, Advance(30_000_00, made))
    assert dialog.fields.contract.box.currentText() == "HT-1 · ¥30,000.00 to be prepaid"
    dialog.save()
    rest(qtbot, desk)
    assert book.services.prepayments.required(contract_id=made).missing == 0
    paid = payments.payment(book.store, 1)
    assert paid is not None
    assert (paid.purpose, paid.contract_id, payments.allocations(book.store, "payment_id", 1)) == (
        "prepayment",
        made,
        [],
    )


def test_a_prepayment_is_taken_for_its_deal(book: Book, desk: Desk, qtbot: QtBot) -> None:
    deal = book.services.deals.add(DealDraft(book.ids["A"], 10_000_00, "ordered", prepay_bp=5000))
    dialog = pay(qtbot, desk, book, Advance(5_000_00, f"deal:{deal}"))
    assert "earnest" not in [dialog.fields.purpose.box.itemData(n) for n in range(dialog.fields.purpose.box.count())]
    dialog.save()
    rest(qtbot, desk)
    assert book.services.prepayments.required(deal_id=deal).missing == 0


def test_earnest_money_beyond_a_fifth_is_said(book: Book, desk: Desk, qtbot: QtBot) -> None:
    made = contract(book)
    dialog = pay(qtbot, desk, book, Advance(20_000_00, made, "earnest"))
    assert "has no force" not in dialog.fields.purpose.said()
    assert "arts. 586, 587" in dialog.fields.purpose.said()
    dialog.amount.line.selectAll()
    type_in(dialog.amount.line, "25000")
    assert dialog.fields.purpose.said().endswith(
        "A fifth of this contract is ¥20,000.00: ¥5,000.00 of it has no force as earnest money."
    )
    dialog.save()
    rest(qtbot, desk)
    again = pay(qtbot, desk, book, Advance(1_000_00, made, "earnest"))
    assert "¥6,000.00 of it has no force" in again.fields.purpose.said()


def test_what_the_contract_asks_for_is_no_draft_until_somebody_types(book: Book, desk: Desk, qtbot: QtBot) -> None:
    made = contract(book)
    untouched = pay(qtbot, desk, book, Advance(30_000_00, made))
    untouched.reject()
    assert drafts.kept(desk.jobs, PaymentDialog.name) is None
    changed = pay(qtbot, desk, book, Advance(30_000_00, made))
    changed.amount.line.selectAll()
    type_in(changed.amount.line, "12000")
    changed.reject()
    assert drafts.kept(desk.jobs, PaymentDialog.name)["amount"] == "12000"

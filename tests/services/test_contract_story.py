"""The classic story, and others that go through several parts: requirement, plan, gate, receipt, shipment, exposure."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from app.models.clauses import Answer
from app.models.errors import UserError
from app.models.money import to_minor
from app.services import book_tables
from app.services.deals import DealDraft
from app.services.prepayment_sheet import Terms
from app.services.rules.gates import Stop
from app.services.shipping import Shipping
from tests.book import Book, opened
from tests.weak import weak

MILLION = 1_000_000_00
FIFTH = Terms(margin=Decimal("0.2"), months=6)


def at_risk(book: Book, day: date) -> int:
    return book.services.exposure.sheet(book.ids["A"], day).total


def test_weak_liquidity_half_first_no_goods_then_goods_and_half_the_exposure(book: Book) -> None:
    """B -> 50 % -> the goods stay -> 200,000 earnest money and 300,000 come -> the goods leave: 500,000 open, not a million."""
    customer = weak(book)
    sheet = book.services.prepayments.ask(customer, MILLION, terms=FIFTH)
    assert (sheet.order.grade, sheet.share, sheet.earnest, sheet.prepayment) == (
        "B", Decimal("0.5"), 200_000_00, 300_000_00,
    )  # fmt: skip
    book.ledger("contract K-1 A 2026-10-01 1000000\nplan K-1 20%:signing 30%:before_shipment 50%:delivery")
    assert book.services.shipments.gate(contract_id=book.ids["K-1"]) == (Stop("prepayment", 500_000_00),)
    book.ledger("earnest P-20 A 2026-10-02 200000 K-1")
    with pytest.raises(UserError, match=r"¥300,000.00 of K-1"):
        book.ledger("ship K-1 2026-10-20")
    book.ledger("prepay P-21 A 2026-10-20 300000 K-1")
    assert at_risk(book, date(2026, 10, 20)) == -500_000_00
    book.ledger("ship K-1 2026-10-21")
    assert at_risk(book, date(2026, 10, 21)) == 500_000_00
    book.services.history.undo()
    assert at_risk(book, date(2026, 10, 21)) == -500_000_00


def test_the_same_goods_without_the_prepayment_are_a_million_at_risk(book: Book) -> None:
    weak(book)
    book.ledger(
        "contract K-1 A 2026-10-01 1000000\nplan K-1 50%:before_shipment 50%:delivery\nship K-1 2026-10-21 despite"
    )
    assert at_risk(book, date(2026, 10, 21)) == MILLION


def test_what_was_prepaid_and_what_was_shipped_count_once(book: Book) -> None:
    """Limit 1,000, order 1,000, half of it down: before the goods -500, after them 500."""
    book.ledger("""
        customer A net 30 limit 1000
        contract K-1 A 2026-10-01 1000
        plan K-1 50%:before_shipment 50%:delivery
        prepay P-1 A 2026-10-02 500 K-1
        """)
    assert at_risk(book, date(2026, 10, 2)) == -500_00
    book.ledger("ship K-1 2026-10-03")
    assert at_risk(book, date(2026, 10, 3)) == 500_00


def test_a_deal_without_a_contract_ships_too(book: Book) -> None:
    """Half before shipping: refused, paid, shipped; the deal is delivered and owes the other half by the terms."""
    book.ledger("customer A net 30")
    draft = DealDraft(book.ids["A"], 1_000_00, "ordered", number="D-1", prepay_bp=5000, opened_on=date(2026, 10, 1))
    made = book.ids["D-1"] = book.services.deals.add(draft)
    assert book.services.shipments.gate(deal_id=made) == (Stop("prepayment", 500_00),)
    book.ledger("ship D-1 2026-10-05 despite")
    assert [(str(each.due_on), each.open) for each in book.services.receivables.open_items(book.ids["A"])] == [
        ("2026-10-05", 500_00),
        ("2026-11-04", 500_00),
    ]
    assert (book.services.deals.get(made).stage, book.services.deals.get(made).closed_on) == (
        "delivered",
        date(2026, 10, 5),
    )
    book.services.shipments.void(book.services.shipments.of_deal(made)[0].id, "typing mistake")
    assert (book.services.deals.get(made).stage, book.services.deals.get(made).closed_on) == ("ordered", None)


def test_goods_that_left_without_their_receivable_are_at_risk_all_the_same(book: Book) -> None:
    book.ledger("customer A net 30\ncontract K-1 A 2026-10-01 1000")
    book.services.shipments.deliver(date(2026, 10, 5), contract_id=book.ids["K-1"], invoice=False)
    assert at_risk(book, date(2026, 10, 5)) == to_minor(Decimal(1000), "CNY")


def test_an_approval_lets_the_goods_leave_once(book: Book) -> None:
    """The order of the contract is approved without its prepayment: one batch leaves, and the approval is used."""
    book.ledger("""
        customer A net 30 limit 100000
        contract K-1 A 2026-10-01 1000
        plan K-1 50%:signing 50%:delivery
        """)
    contract = book.ids["K-1"]
    asked = Shipping(book.store, date(2026, 11, 20))
    decision = asked.record(asked.ask(book.ids["A"], contract_id=contract))
    made = book.services.approvals.approve(decision, reason="pays on Friday")
    gate = book.services.shipments.gate
    assert (gate(contract_id=contract), gate(contract_id=contract, on=date(2026, 11, 20))) == (
        (),
        (Stop("prepayment", 500_00),),
    )
    shipment = book.services.shipments.deliver(book.today, contract_id=contract, amount=400_00)
    assert book.services.approvals.get(made).used_by == shipment
    assert gate(contract_id=contract) == (Stop("prepayment", 500_00),)
    book.services.history.undo()
    assert (book.services.approvals.get(made).used_by, gate(contract_id=contract)) == (None, ())


def test_a_book_made_of_its_tables_has_the_same_contracts(book: Book, tmp_path: Path) -> None:
    book.ledger("""
        customer A net 30
        contract K-1 A 2026-09-01 160000 plan three_six_one
        prepay P-1 A 2026-09-05 48000 K-1
        ship K-1 2026-10-01 53333.33
        """)
    book.services.milestones.start(book.ids["K-1"])
    book.services.contract_reviews.answer(book.ids["K-1"], [Answer(1, 10_000)])
    book_tables.write(book.store, tmp_path / "out")
    (tmp_path / "other").mkdir()
    with opened(tmp_path / "other") as other:
        book_tables.read(other.services, tmp_path / "out")
        for table in ("contract", "plan_line", "clause_answer", "milestone", "shipment"):
            sql = f"select * from {table} order by id"
            rows = [each.rows(lambda *row: row, sql) for each in (book.store, other.store)]
            assert rows[0] == rows[1]
        other.ids.update(book.ids)
        assert at_risk(other, date(2026, 10, 1)) == at_risk(book, date(2026, 10, 1))


BATCHES = """
customer A net 30 limit 100000
contract K-1 A 2026-10-01 1000
plan K-1 50%:before_shipment 50%:delivery+60
prepay P-1 A 2026-10-02 250 K-1
ship K-1 2026-10-04 500
"""


def test_money_for_goods_that_left_is_not_the_prepayment_of_the_next(book: Book) -> None:
    """250 came first and 250 after the first half left: the second half still waits for its own 250."""
    book.ledger(BATCHES + "prepay P-2 A 2026-11-02 250 K-1")
    assert at_risk(book, book.today) == 0
    assert book.services.shipments.gate(contract_id=book.ids["K-1"]) == (Stop("prepayment", 250_00),)
    answer = book.services.shipping.ask(book.ids["A"], contract_id=book.ids["K-1"])
    assert (answer.verdict, answer.missing, answer.after) == ("prepay", 250_00, 250_00)


def test_a_prepayment_that_settled_an_older_debt_is_gone(book: Book) -> None:
    """Of 500 prepaid 300 went to an invoice of September: 300 are missing again."""
    book.ledger("""
        customer A net 90 limit 100000
        invoice X A 2026-09-01 500
        contract K-1 A 2026-10-01 1000
        plan K-1 50%:before_shipment 50%:delivery
        prepay P-1 A 2026-10-02 500 K-1
        apply P-1 2026-10-05 -> X:300
        """)
    assert book.services.shipments.gate(contract_id=book.ids["K-1"]) == (Stop("prepayment", 300_00),)
    answer = book.services.shipping.ask(book.ids["A"], contract_id=book.ids["K-1"])
    assert (answer.before, answer.required, answer.received, answer.after) == (0, 500_00, 200_00, 700_00)


def test_part_of_an_order_waits_for_its_part_of_the_prepayment(book: Book) -> None:
    """As the gate has it: of 300 more 150 first, of all that is left 250."""
    book.ledger(BATCHES)
    k, a = book.ids["K-1"], book.ids["A"]
    for part, missing in ((300_00, 150_00), (None, 250_00)):
        assert book.services.shipping.ask(a, part, contract_id=k).missing == missing
        assert book.services.shipments.gate(contract_id=k, amount=part) == (Stop("prepayment", missing),)


def test_nothing_is_asked_of_a_contract_that_was_ended(book: Book) -> None:
    book.ledger("customer A net 30 limit 1000\ncontract K-1 A 2026-10-01 1000")
    book.services.contracts.terminate(book.ids["K-1"], date(2026, 10, 5), "buyer moved")
    with pytest.raises(UserError, match="K-1 was ended"):
        book.services.shipping.ask(book.ids["A"], contract_id=book.ids["K-1"])

"""Payments that pay costs and interest first, advances of a contract, early payment, rounding and who paid, in one change."""

from __future__ import annotations

from datetime import date

import pytest

from app.models import adjustments, charges, customers, journal, ledger_lines, payers, payments, receivables
from app.models.errors import Invalid, UserError
from app.services.adjustments import AdjustmentDraft
from app.services.customers import Customers
from app.services.payments import PaymentDraft
from tests.book import TODAY, Book

ONE = """
customer A
invoice  A-1 A 2026-01-10 due 2026-02-10 1000.00
"""
PAID = date(2026, 3, 1)


def claim(book: Book, kind: str, amount: int, number: str = "A-1", on: date = PAID, currency: str = "CNY") -> int:
    found = instalment(book, number)
    row = {"customer_id": book.ids["A"], "instalment_id": found, "kind": kind, "on_day": on.isoformat(), "basis": "{}"}
    with book.store.change("charge.claim") as change:
        return charges.insert(change, {**row, "amount": amount, "currency": currency})


def instalment(book: Book, number: str) -> int:
    return receivables.instalments(book.store, book.ids[number])[0].id


def pay(book: Book, amount: int, **more: object) -> int:
    values: dict[str, object] = {"customer_id": book.ids["A"], "amount": amount, "paid_on": PAID, **more}
    return book.services.payments.record(PaymentDraft(**values))  # type: ignore[arg-type]  # each test names fields


def open_of(book: Book, on: date = TODAY) -> dict[str, int]:
    items = receivables.open_items(book.store, book.ids["A"], on)
    return {item.number: item.open if item.side == "debit" else -item.open for item in items}


def claims(book: Book) -> list[tuple[str, int]]:
    return [(each.kind, each.amount) for each in charges.open_charges(book.store, book.ids["A"])]


def test_costs_then_fees_then_interest_then_principal(book: Book) -> None:
    """200.00 over costs 50.00, a fee of 20.00 and interest 80.00: 50.00 are left for the principal."""
    book.ledger(ONE)
    ids = (claim(book, "interest", 8000), claim(book, "cost", 5000), claim(book, "fee", 2000))
    made = pay(book, 20000, charges=ids)
    assert open_of(book) == {"A-1": 95000}
    assert claims(book) == []
    rows = [(each.amount, each.part, each.on_day) for each in payments.allocations(book.store, "payment_id", made)]
    assert rows == [(5000, "cost", PAID), (2000, "cost", PAID), (8000, "interest", PAID), (5000, "principal", PAID)]
    lines = book.services.accounts.lines(book.ids["A"])
    new = [each.document for each in lines.lines if each.document and (each.document.number or "").startswith("LX-")]
    assert [(each.number, each.text, each.amount, each.due_on) for each in new] == [
        ("LX-2026-0001", "Costs of collection", 5000, PAID),
        ("LX-2026-0002", "Late fee", 2000, PAID),
        ("LX-2026-0003", "Late interest", 8000, PAID),
    ]
    assert lines.balance == 95000
    assert ledger_lines.habit(book.store, book.ids["A"], TODAY, 12) == []
    assert book.services.reports.ageing(date(2026, 2, 28)).total.total == 100000


def test_a_charge_partly_paid_is_split_in_two(book: Book) -> None:
    book.ledger(ONE)
    pay(book, 6000, charges=(claim(book, "interest", 8000), claim(book, "cost", 5000)))
    assert open_of(book) == {"A-1": 100000}
    assert claims(book) == [("interest", 7000)]
    rows = book.store.rows(lambda *row: row, "select amount, receivable_id is not null from charge order by id")
    assert rows == [(1000, 1), (5000, 1), (7000, 0)]


def test_voiding_the_payment_makes_claims_of_them_again(book: Book) -> None:
    book.ledger(ONE)
    made = pay(book, 6000, charges=(claim(book, "interest", 8000), claim(book, "cost", 5000)))
    book.services.payments.void(made, "typed by mistake")
    assert open_of(book) == {"A-1": 100000}
    assert sorted(claims(book)) == [("cost", 5000), ("interest", 1000), ("interest", 7000)]
    pay(book, 13000, charges=tuple(each.id for each in charges.open_charges(book.store, book.ids["A"])))
    assert (claims(book), open_of(book)) == ([], {"A-1": 100000})


def test_charges_that_cannot_be_paid(book: Book) -> None:
    book.ledger(ONE + "customer B\ninvoice B-1 B 2026-01-10 5.00")
    used, foreign = claim(book, "interest", 100), claim(book, "fee", 4000, currency="EUR")
    pay(book, 100, charges=(used,))
    with pytest.raises(Invalid, match="paid or invoiced already") as refused:
        pay(book, 100, charges=(used,))
    assert refused.value.field == "charges"
    with pytest.raises(Invalid, match="another currency"):
        pay(book, 100, charges=(foreign,))
    with pytest.raises(Invalid, match="paid or invoiced already"):
        pay(book, 100, charges=(foreign,), customer_id=book.ids["B"])
    assert open_of(book) == {"A-1": 100000}


def test_rounding_and_a_bank_fee_with_the_payment_are_one_change(book: Book) -> None:
    book.ledger(ONE)
    before = journal.next_undo(book.store)
    debt = instalment(book, "A-1")
    given_up = (AdjustmentDraft(debt, "bank_fee", 1500, PAID), AdjustmentDraft(debt, "rounding", 50, PAID))
    pay(book, 98450, with_adjustments=given_up)
    assert open_of(book) == {}
    assert [(each.kind, each.amount) for each in adjustments.of_instalment(book.store, debt)] == [
        ("bank_fee", 1500),
        ("rounding", 50),
    ]
    journal.undo(book.store)
    assert open_of(book) == {"A-1": 100000}
    assert journal.next_undo(book.store) == before


def test_a_payment_voided_takes_along_what_was_given_up_with_it(book: Book) -> None:
    """An allowance of another day stays; what came with another payment of the same day too."""
    book.ledger(ONE + "allow W-1 A-1 2026-03-01 100.00")
    debt = instalment(book, "A-1")
    paid = pay(book, 400_00, with_adjustments=(AdjustmentDraft(debt, "bank_fee", 15_00, PAID),))
    pay(book, 200_00, with_adjustments=(AdjustmentDraft(debt, "rounding", 5_00, PAID),))
    assert open_of(book) == {"A-1": 280_00}
    book.services.payments.void(paid, "typed twice")
    assert open_of(book) == {"A-1": 695_00}
    assert [each.kind for each in adjustments.of_instalment(book.store, debt)] == ["allowance", "rounding"]
    book.services.history.undo()
    assert open_of(book) == {"A-1": 280_00}


def test_what_cannot_be_given_up(book: Book) -> None:
    book.ledger(ONE + "customer B\ninvoice B-1 B 2026-01-10 5.00")
    add, debt = book.services.adjustments.add, instalment(book, "A-1")
    for draft, field, words in (
        (AdjustmentDraft(debt, "allowance", 100001, PAID), "amount", "At most ¥1,000"),
        (AdjustmentDraft(debt, "allowance", 0, PAID), "amount", "above zero"),
        (AdjustmentDraft(debt, "write_off", 100, PAID), "reason", "needed"),
        (AdjustmentDraft(debt, "allowance", 100, date(2026, 1, 9)), "on", "before the receivable was issued"),
    ):
        with pytest.raises(Invalid, match=words) as refused:
            add(draft)
        assert refused.value.field == field
    with pytest.raises(Invalid, match="another customer's"):
        pay(book, 100, with_adjustments=(AdjustmentDraft(instalment(book, "B-1"), "rounding", 1, PAID),))
    with pytest.raises(Invalid, match="At most ¥900"):
        pay(book, 10000, with_adjustments=(AdjustmentDraft(debt, "rounding", 90001, PAID),))
    assert open_of(book) == {"A-1": 100000}


def test_only_a_write_off_is_recovered_and_only_money_is_moved(book: Book) -> None:
    book.ledger(ONE + "allow W-1 A-1 2026-03-01 100.00\ninvoice A-2 A 2026-01-10 50.00")
    with pytest.raises(UserError, match="Only a write-off"):
        book.ledger("recover W-1 2026-03-02 1.00")
    (given_up,) = payments.allocations(book.store, "adjustment_id", book.adjusted["W-1"])
    with pytest.raises(UserError, match="Only money and credit notes are moved"):
        book.services.payments.move(given_up.id, instalment(book, "A-2"))


def test_a_receivable_voided_takes_its_recovered_write_off_along(book: Book) -> None:
    book.ledger(ONE + "writeoff W-1 A-1 2026-03-01 1000.00\nrecover W-1 2026-03-05 1000.00\nvoid A-1")
    assert open_of(book, PAID) == {}
    assert book.services.adjustments.of_customer(book.ids["A"]) == []
    assert book.services.accounts.lines(book.ids["A"]).balance == 0


def test_what_the_terms_let_an_early_payer_take_off(book: Book) -> None:
    book.ledger("customer A net 30")
    book.services.customers.update(book.ids["A"], {"early_discount_bp": 200, "early_days": 10})
    Customers(book.store, date(2026, 12, 1)).update(book.ids["A"], {"terms_days": 45})
    terms = customers.terms_on(book.store, book.ids["A"], date(2026, 12, 1))
    assert terms == customers.Terms("net", 45, None, 200, 10)
    book.ledger("invoice A-1 A 2026-11-21 1000.00\npayment P-1 A 2026-11-22 100.00 -> auto")
    offer = book.services.payments.discount_offer(instalment(book, "A-1"), date(2026, 12, 1))
    assert offer is not None
    assert (offer.amount, offer.until) == (1800, date(2026, 12, 1))
    assert book.services.payments.discount_offer(instalment(book, "A-1"), date(2026, 12, 2)) is None
    book.services.customers.update(book.ids["A"], {"early_discount_bp": None})
    assert book.services.payments.discount_offer(instalment(book, "A-1"), date(2026, 12, 1)) is None


def contract(book: Book, code: str, number: str) -> int:
    row = {"customer_id": book.ids[code], "number": number, "currency": "CNY", "amount": 500000}
    with book.store.change("contract.add") as change:
        return change.insert("contract", row)


def test_an_advance_of_a_contract_waits_for_the_contracts_own_receivables(book: Book) -> None:
    book.ledger(ONE)
    signed = contract(book, "A", "HT-1")
    made = pay(book, 50000, purpose="prepayment", contract_id=signed)
    found = payments.payment(book.store, made)
    assert found is not None
    assert (found.purpose, found.contract_id) == ("prepayment", signed)
    assert open_of(book) == {"A-1": 100000, "": -50000}
    book.ledger("invoice A-2 A 2026-03-10 due 2026-06-10 300.00")
    with book.store.change("receivable.add") as change:
        receivables.update(change, book.ids["A-2"], {"contract_id": signed})
    book.services.payments.apply(made, on=date(2026, 3, 10))
    assert open_of(book) == {"A-1": 80000}
    assert open_of(book, date(2026, 3, 9)) == {"A-1": 100000, "": -50000}


def test_an_earnest_deposit_needs_its_own_contract(book: Book) -> None:
    book.ledger(ONE + "customer B")
    others = contract(book, "B", "HT-2")
    with pytest.raises(Invalid, match="belongs to a contract") as refused:
        pay(book, 100, purpose="earnest")
    assert refused.value.field == "contract_id"
    with pytest.raises(Invalid, match="another customer's"):
        pay(book, 100, purpose="earnest", contract_id=others)
    with pytest.raises(Invalid, match="another customer's"):
        pay(book, 100, contract_id=99)


def test_a_named_receipt_is_refunded(book: Book) -> None:
    book.ledger(ONE + "payment P-1 A 2026-02-01 30.00 ->\npayment P-2 A 2026-02-02 40.00 ->")
    pay(book, 2500, kind="refund", refund_of=book.ids["P-2"])
    assert open_of(book) == {"A-1": 100000, "P-1": -3000, "P-2": -1500}
    with pytest.raises(Invalid, match="Only ¥15"):
        pay(book, 1501, kind="refund", refund_of=book.ids["P-2"])
    with pytest.raises(Invalid, match="nothing can be paid back"):
        pay(book, 100, kind="refund", currency="USD", rate="7")


def test_another_payers_name_is_learnt_once_and_forgotten(book: Book) -> None:
    book.ledger(ONE)
    for name in ("Zhang San", "Zhang San", "A  company", None):
        pay(book, 100, payer_name=name, payer_account="6222 0001 2345" if name == "Zhang San" else None)
    (known,) = book.services.payers.of_customer(book.ids["A"])
    assert (known.name, known.account_tail, known.learnt_from) == ("Zhang San", "2345", "payment")
    assert payers.find(book.store, "zhang san", None) == [(known.id, book.ids["A"])]
    book.services.payers.forget(known.id)
    assert payers.find(book.store, "zhang san", None) == []
    with pytest.raises(UserError, match="forgotten already"):
        book.services.payers.forget(known.id)
    again = book.services.payers.add(book.ids["A"], "Zhang San", "6222 0001 2345")
    assert again == known.id
    with pytest.raises(Invalid, match="This is needed"):
        book.services.payers.add(book.ids["A"], " ", "12")


def test_money_of_another_currency_is_moved_with_its_worth(book: Book) -> None:
    """700.00 CNY settled 100 USD of a debt at 7.10: 30 of the 100 move to a debt at 7.00, with 210.00 CNY."""
    book.ledger(
        """
        customer A USD
        invoice  A-1 A 2026-01-10 due 2026-02-10 100.00 USD @7.10
        invoice  A-2 A 2026-01-10 due 2026-02-10 30.00 USD @7.00
        across   P-1 A 2026-02-20 700.00 CNY -> A-1:700=100
        move     P-1 2026-03-05 A-1 -> A-2:30
        """
    )
    found = book.services.payments.exchange_differences_of(book.ids["P-1"])
    assert [(each.on, each.target_number, each.amount, each.gain_base) for each in found] == [
        (date(2026, 2, 20), "A-1", 10000, -1000),
        (date(2026, 3, 5), "A-1", -3000, 300),
    ]
    left = receivables.open_items(book.store, book.ids["A"], TODAY)
    assert [(each.number, each.open, each.open_base) for each in left] == [("A-1", 3000, 21300)]


def test_interest_that_is_owed_again_bears_no_interest(book: Book) -> None:
    """Never compounding: the money for it came back, so the receivable made of the claim is open and stays as it is."""
    book.ledger(ONE)
    paid = pay(book, 1010_00, charges=(claim(book, "interest", 10_00),))
    book.services.payments.bounce(paid, date(2026, 3, 5), "no funds")
    assert open_of(book) == {"A-1": 1000_00, "LX-2026-0001": 10_00}
    with pytest.raises(UserError, match="bears no interest itself"):
        book.services.interest.of_invoice("LX-2026-0001")

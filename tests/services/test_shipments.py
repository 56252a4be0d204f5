"""Goods that leave under a contract: what stands in the way, the receivable they make, what was prepaid, what waits."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from app.models import contracts, derived, plans
from app.models.errors import Invalid, UserError
from app.models.receivables import OpenItem
from app.services import sold, today_wording
from app.services.receivables import ReceivableDraft
from app.services.rules.gates import Stop
from tests.book import Book

DAY = date(2026, 10, 1)
# 160,000 as 48,000 at signing, 96,000 on acceptance, 16,000 a year later.
SIGNED = """
    customer A net 30
    contract K-1 A 2026-09-01 160000 plan three_six_one
"""


def items(book: Book, customer: str = "A") -> list[OpenItem]:
    return book.services.receivables.open_items(book.ids[customer], date(2026, 11, 21))


def owed(book: Book) -> list[tuple[str, str, int]]:
    return [(each.number, str(each.due_on), each.open) for each in items(book) if each.side == "debit"]


def status(book: Book) -> str:
    return book.services.contracts.get(book.ids["K-1"]).status


def test_no_goods_before_the_money_and_then_the_whole_is_invoiced(book: Book) -> None:
    book.ledger(SIGNED)
    gate = book.services.shipments.gate
    assert gate(contract_id=book.ids["K-1"]) == (Stop("prepayment", 4_800_000),)
    with pytest.raises(UserError, match=r"¥48,000.00 of K-1 has not been received"):
        book.ledger("ship K-1 2026-10-01")
    assert owed(book) == []
    book.ledger("prepay P-1 A 2026-09-05 48000 K-1")
    assert gate(contract_id=book.ids["K-1"]) == ()
    book.ledger("ship K-1 2026-10-01")
    assert owed(book) == [("YS-2026-0001", "None", 9_600_000), ("YS-2026-0001", "None", 1_600_000)]
    assert [each for each in items(book) if each.side == "credit"] == []


def test_acceptance_dates_what_waited(book: Book) -> None:
    book.ledger(SIGNED + "prepay P-1 A 2026-09-05 48000 K-1\nship K-1 2026-10-01\naccept K-1 2026-10-20")
    assert owed(book) == [("YS-2026-0001", "2026-10-20", 9_600_000), ("YS-2026-0001", "2027-10-20", 1_600_000)]
    assert [each.happened_on for each in plans.lines(book.store, book.ids["K-1"])] == [
        date(2026, 9, 1), date(2026, 10, 20), None,
    ]  # fmt: skip
    assert book.services.contracts.get(book.ids["K-1"]).accepted_on == date(2026, 10, 20)
    book.services.history.undo()
    assert [due for _number, due, _open in owed(book)] == ["None", "None"]


def test_batches_take_their_part_of_everything(book: Book) -> None:
    """A third first: 16,000 of the 48,000 received go to it, 32,000 stay for the second batch. Together they are the plan."""
    book.ledger(SIGNED + "prepay P-1 A 2026-09-05 48000 K-1\nship K-1 2026-10-01 53333.33")
    assert [each[2] for each in owed(book)] == [3_200_000, 533_333]
    assert [each.open for each in items(book) if each.side == "credit"] == [3_200_000]
    assert contracts.shipped(book.store, book.ids["K-1"]) == 5_333_333
    book.ledger("ship K-1 2026-10-08")
    assert sorted(each[2] for each in owed(book)) == [533_333, 1_066_667, 3_200_000, 6_400_000]
    assert [each for each in items(book) if each.side == "credit"] == []
    assert [each.batch for each in book.services.shipments.of_contract(book.ids["K-1"])] == [1, 2]
    with pytest.raises(UserError, match="Everything of K-1 has left"):
        book.ledger("ship K-1 2026-10-09")


def test_no_more_leaves_than_was_agreed(book: Book) -> None:
    book.ledger("customer A net 30\ncontract K-1 A 2026-09-01 1000\nship K-1 2026-10-01 400")
    with pytest.raises(Invalid, match=r"Only ¥600.00 of K-1"):
        book.ledger("ship K-1 2026-10-02 600.01")
    with pytest.raises(Invalid, match="Goods of more than this amount"):
        book.services.contracts.update(book.ids["K-1"], _draft(book, amount=39_999))
    book.services.contracts.update(book.ids["K-1"], _draft(book, amount=40_000))
    assert book.services.shipments.sold(contract_id=book.ids["K-1"]).left == 0


def _draft(book: Book, **more: Any) -> Any:
    from app.services.contract_drafts import ContractDraft

    return ContractDraft(**{"customer_id": book.ids["A"], "amount": 100_000, "signed_on": date(2026, 9, 1), **more})


def test_what_has_begun_stays_signed_and_in_its_currency(book: Book) -> None:
    book.ledger("customer A net 30\ncontract K-1 A 2026-09-01 1000\nship K-1 2026-10-01 400")
    for field, draft in (
        ("signed_on", _draft(book, signed_on=None)),
        ("currency", _draft(book, currency="USD", rate="7")),
    ):
        with pytest.raises(Invalid) as refused:
            book.services.contracts.update(book.ids["K-1"], draft)
        assert refused.value.field == field


def test_without_a_plan_it_is_owed_by_the_terms(book: Book) -> None:
    book.ledger("customer A net 30\ncontract K-1 A 2026-09-01 1000\nship K-1 2026-10-01")
    assert owed(book) == [("YS-2026-0001", "2026-10-31", 100_000)]


def test_every_node_of_a_plan_has_its_due_day(book: Book) -> None:
    book.ledger("""
        customer A net 30
        contract K-1 A 2026-09-01 1000
        plan K-1 10%:signing 10%:before_production 10%:before_shipment 20%:delivery 20%:delivery+60 10%:fixed=2026-12-31 20%:retention+365
        prepay P-1 A 2026-09-05 250 K-1
        """)
    shipments = book.services.shipments
    assert shipments.gate(contract_id=book.ids["K-1"]) == (Stop("prepayment", 5_000),)
    shipments.production_started(book.ids["K-1"], date(2026, 9, 10))
    assert book.services.contracts.get(book.ids["K-1"]).status == "running"
    book.ledger("prepay P-2 A 2026-09-20 50 K-1\nship K-1 2026-10-01")
    assert owed(book) == [
        ("YS-2026-0001", "2026-10-31", 20_000),
        ("YS-2026-0001", "2026-11-30", 20_000),
        ("YS-2026-0001", "2026-12-31", 10_000),
        ("YS-2026-0001", "2027-10-01", 20_000),
    ]


def test_no_production_before_its_money(book: Book) -> None:
    book.ledger(SIGNED)
    with pytest.raises(UserError, match=r"¥48,000.00"):
        book.services.shipments.production_started(book.ids["K-1"], DAY)
    book.ledger("prepay P-1 A 2026-10-01 48000 K-1")
    with pytest.raises(UserError, match=r"¥48,000.00"):
        book.services.shipments.production_started(book.ids["K-1"], date(2026, 9, 30))
    book.services.shipments.production_started(book.ids["K-1"], DAY)


def test_a_batch_wants_its_part_of_what_comes_before_shipping(book: Book) -> None:
    """Half of the goods, half of the 600 before shipping: 300 are enough for the first batch."""
    book.ledger("""
        customer A net 30
        contract K-1 A 2026-09-01 1000
        plan K-1 60%:before_shipment 40%:delivery
        prepay P-1 A 2026-09-05 300 K-1
        ship K-1 2026-10-01 500
        """)
    assert book.services.shipments.gate(contract_id=book.ids["K-1"], amount=1_000, on=DAY) == (Stop("prepayment", 600),)


def test_money_that_went_back_counts_no_more(book: Book) -> None:
    book.ledger(SIGNED + "prepay P-1 A 2026-09-05 48000 K-1\nbounce P-1 2026-09-08")
    assert book.services.shipments.gate(contract_id=book.ids["K-1"]) == (Stop("prepayment", 4_800_000),)


def test_goods_on_hold_and_before_an_overdue_batch_do_not_leave(book: Book) -> None:
    """The first batch was due on 31 October: 15 days late is the most, on 16 November it is 16."""
    book.ledger("customer A net 30\ncontract K-1 A 2026-09-01 1000\nship K-1 2026-10-01 400")
    gate = book.services.shipments.gate
    assert gate(contract_id=book.ids["K-1"], on=date(2026, 11, 15)) == ()
    assert gate(contract_id=book.ids["K-1"], on=date(2026, 11, 16)) == (Stop("batch_overdue", days=16),)
    book.services.claims.add_hold(book.ids["A"], "credit", "rumours", from_on=date(2026, 11, 10))
    assert gate(contract_id=book.ids["K-1"], on=date(2026, 11, 12)) == (Stop("hold"),)
    with pytest.raises(UserError, match=r"on hold.*overdue by 16 days"):
        book.ledger("ship K-1 2026-11-16")


def test_goods_that_left_already_are_recorded_with_a_reason(book: Book) -> None:
    book.ledger(SIGNED + "ship K-1 2026-10-01 despite")
    (found,) = book.services.shipments.of_contract(book.ids["K-1"])
    assert (found.despite, found.amount, found.receivable) == ("gone already", 16_000_000, "YS-2026-0001")
    assert owed(book)[0] == ("YS-2026-0001", "2026-10-01", 4_800_000)


def test_not_signed_and_ended_contracts_ship_nothing(book: Book) -> None:
    book.ledger("customer A net 30")
    made = book.services.contracts.add(_draft(book, signed_on=None, number="K-1"))
    assert book.services.shipments.gate(contract_id=made) == (Stop("unsigned"),)
    book.services.contracts.update(made, _draft(book))
    book.services.contracts.terminate(made, DAY, "they went another way")
    assert book.services.shipments.gate(contract_id=made) == (Stop("ended"),)
    book.services.contracts.reopen(made)
    assert (book.services.shipments.gate(contract_id=made), book.services.contracts.get(made).status) == ((), "signed")


@pytest.mark.parametrize("on", [date(2026, 11, 22), date(1800, 1, 1)])
def test_goods_leave_on_a_day_that_has_been(book: Book, on: date) -> None:
    book.ledger("customer A net 30\ncontract K-1 A 2026-09-01 1000")
    with pytest.raises(Invalid):
        book.services.shipments.deliver(on, contract_id=book.ids["K-1"])


def test_a_contract_is_done_when_all_has_left_and_is_paid(book: Book) -> None:
    book.ledger("customer A net 30\ncontract K-1 A 2026-09-01 1000\nship K-1 2026-10-01")
    assert status(book) == "running"
    book.ids["Y"] = items(book)[0].receivable_id or 0
    book.ledger("payment P-1 A 2026-10-20 1000 -> Y")
    assert status(book) == "done"
    book.ledger("bounce P-1 2026-10-25")
    assert status(book) == "running"


def test_a_voided_shipment_never_was(book: Book) -> None:
    book.ledger(SIGNED + "prepay P-1 A 2026-09-05 48000 K-1\nship K-1 2026-10-01")
    book.ledger("accept K-1 2026-10-02")
    book.services.shipments.void(book.ids["K-1/1"], "typing mistake")
    assert owed(book) == []
    assert [each.happened_on for each in plans.lines(book.store, book.ids["K-1"])] == [date(2026, 9, 1), None, None]
    assert [each.open for each in items(book)] == [4_800_000]
    assert (book.services.contracts.get(book.ids["K-1"]).status, contracts.shipped(book.store, book.ids["K-1"])) == (
        "signed",
        0,
    )
    book.ledger("ship K-1 2026-10-02")
    book.ids["Y"] = items(book)[0].receivable_id or 0
    book.ledger("payment P-2 A 2026-10-20 100 -> Y")
    with pytest.raises(UserError, match="Money is applied to YS-2026-0002"):
        book.services.shipments.void(book.ids["K-1/1"], "typing mistake")


def test_undo_takes_back_everything_a_delivery_wrote(book: Book) -> None:
    book.ledger(SIGNED + "prepay P-1 A 2026-09-05 48000 K-1")
    before = [each.open for each in items(book)]
    book.ledger("ship K-1 2026-10-01")
    book.services.history.undo()
    assert ([each.open for each in items(book)], contracts.shipped(book.store, book.ids["K-1"])) == (before, 0)
    assert derived.item_differences(book.store) == 0


def test_goods_without_their_receivable_get_it_later(book: Book) -> None:
    book.ledger("customer A net 30\ncontract K-1 A 2026-09-01 1000")
    shipments = book.services.shipments
    made = shipments.deliver(DAY, contract_id=book.ids["K-1"], invoice=False)
    assert owed(book) == []
    shipments.invoice(made)
    assert owed(book) == [("YS-2026-0001", "2026-10-31", 100_000)]
    with pytest.raises(UserError, match="YS-2026-0001"):
        shipments.invoice(made)
    shipments.signed_for(made, date(2026, 10, 3), "Chen")
    (found,) = shipments.of_contract(book.ids["K-1"])
    assert (found.signed_on, found.signed_by) == (date(2026, 10, 3), "Chen")
    with pytest.raises(Invalid, match="before they left"):
        shipments.signed_for(made, date(2026, 9, 30))


def test_a_fixed_day_that_passes_asks_whether_the_goods_left(book: Book) -> None:
    book.ledger("""
        customer A net 30
        contract K-1 A 2026-09-01 1000
        plan K-1 50%:fixed=2026-10-15 50%:fixed=2026-12-15
        """)
    assert book.services.contracts.passed(date(2026, 10, 14)) == []
    (found,) = book.services.contracts.passed(date(2026, 10, 15))
    assert (found.number, found.on, found.amount) == ("K-1", date(2026, 10, 15), 50_000)
    book.ledger("ship K-1 2026-10-16")
    assert book.services.contracts.passed(date(2026, 10, 20)) == []
    assert [each[1] for each in owed(book)] == ["2026-10-15", "2026-12-15"]


def test_a_foreign_contract_makes_a_foreign_receivable(book: Book) -> None:
    book.ledger("""
        customer A net 30 USD
        contract K-1 A 2026-09-01 1000 USD @7.1 plan thirty_terms
        prepay P-1 A 2026-09-05 300 USD @7.2 K-1
        ship K-1 2026-10-01
        """)
    (found,) = [each for each in items(book) if each.side == "debit"]
    assert (found.currency, found.open, found.open_base) == ("USD", 70_000, 497_000)


def test_today_asks_whether_the_goods_left(book: Book) -> None:
    book.ledger("""
        customer A net 30
        contract K-1 A 2026-09-01 1000
        plan K-1 50%:fixed=2026-11-15 50%:fixed=2026-12-15
        """)
    (row,) = book.services.monitoring.today().rows
    assert (row.code, row.amount, row.reasons[0].code, row.reasons[0].days) == ("A", 500_00, "shipped", 6)
    assert today_wording.reason_text(row.reasons[0]) == "K-1: the day to pay ¥500.00 has come. Have the goods left?"
    book.ledger("ship K-1 2026-11-16")
    assert [each.code for each in book.services.monitoring.today().rows[0].reasons] == ["overdue"]


def test_an_invoice_typed_under_a_contract_is_goods_that_left(book: Book) -> None:
    """Of 160,000 an invoice of 60,000 names the contract: 100,000 are left, and the last goods use up all 48,000 that came."""
    book.ledger(SIGNED + "prepay P-1 A 2026-09-05 48000 K-1")
    draft = ReceivableDraft(book.ids["A"], 6_000_000, DAY, contract_id=book.ids["K-1"], number="A-1")
    book.services.receivables.add(draft)
    found = sold.of(book.store, book.ids["K-1"])
    assert (found.shipped, found.left) == (6_000_000, 10_000_000)
    assert book.services.shipping.ask(book.ids["A"], contract_id=book.ids["K-1"]).asked == 10_000_000
    book.ledger("ship K-1 2026-10-08")
    made = [each for each in items(book) if each.side == "debit" and each.number != "A-1"]
    assert sum(each.open for each in made) == 5_200_000
    assert sold.of(book.store, book.ids["K-1"]).left == 0

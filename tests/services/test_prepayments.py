"""What comes before the goods leave: the requirement of a customer, the ledger of contracts and deals, the classic story."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from app.models.errors import Invalid, UserError
from app.models.plans import PlanLine
from app.services import documents
from app.services.contract_drafts import ContractDraft
from app.services.deals import DealDraft
from app.services.limits import Level
from app.services.payments import PaymentDraft
from app.services.prepayment_sheet import Terms, again
from app.services.prepayments import Prepaid
from app.services.rules.schedule import Plan
from tests.book import TODAY, Book
from tests.reviewing import ON_TIME
from tests.weak import weak

YUAN = 100
FIFTH = Terms(margin=Decimal("0.2"), months=6)


def line(node: str, share_bp: int, nature: str = "payment", **more: Any) -> PlanLine:
    kinds: Any = {"node": node, "nature": nature}
    return PlanLine(share_bp=share_bp, **kinds, **more)


HALF = (
    line("signing", 2000, "earnest", days_after=3),
    line("before_shipment", 3000, "prepayment"),
    line("delivery", 5000),
)


def contract(book: Book, amount: int, lines: tuple[PlanLine, ...] | None = HALF, **more: Any) -> int:
    signed = {
        "signed_on": date(2026, 11, 16),
        "number": "HT-1",
        "customer_id": book.ids["A"],
        "prepay_reason": "as agreed",
    }
    return book.services.contracts.add(ContractDraft(amount=amount * YUAN, lines=lines, **{**signed, **more}))


def paid(book: Book, amount: int, *, purpose: str = "prepayment", on: date = TODAY, **more: Any) -> int:
    kinds: Any = {"purpose": purpose, **more}
    return book.services.payments.record(PaymentDraft(book.ids["A"], amount * YUAN, on, **kinds))


def of(book: Book, contract_id: int, on: date = TODAY) -> Prepaid:
    found = book.services.prepayments.required(on, contract_id=contract_id).one
    assert found is not None
    return found


# --- the requirement ----------------------------------------------------------------------------------------------


def test_a_set_limit_governs(book: Book) -> None:
    """600,000 less the 100,000 open leaves 500,000 of an order of a million."""
    book.ledger("customer A net 30 CNY limit 600000\ninvoice A-1 A 2026-11-10 100000.00")
    sheet = book.services.prepayments.ask(book.ids["A"], 1_000_000 * YUAN, terms=FIFTH)
    assert (sheet.room.free, sheet.room.left) == (500_000 * YUAN, 500_000 * YUAN)
    assert (sheet.share, sheet.found.binding) == (Decimal("0.5"), "limit")
    assert (sheet.amount, sheet.earnest, sheet.prepayment) == (500_000_00, 200_000_00, 300_000_00)
    # Not rated, no paper: 6 % a year, 75 % of a claim is lost.
    assert sheet.order.grade == "NR"
    assert sheet.found.loss == 11_424_01
    assert sheet.plan == Plan(0, 500_000_00, 500_000_00)


def test_three_states_of_a_limit(book: Book) -> None:
    book.ledger("customer A net 30\ncustomer B net 30 CNY limit unlimited\ncustomer C net 30")
    book.services.limits.set_standing(book.ids["C"], Level("set", 0))
    found = {code: book.services.prepayments.ask(book.ids[code], 1_000 * YUAN, terms=FIFTH) for code in ("A", "B", "C")}
    assert found["A"].room.state == "not_set"
    assert (found["A"].room.most, found["A"].share) == (0, Decimal(1))  # nothing is known: the rules would risk nothing
    assert (found["B"].room.most, found["B"].room.left) == (
        None,
        None,
    )  # the least of one not rated is all that is asked
    assert (found["B"].share, found["B"].found.binding, found["B"].found.by_limit) == (
        Decimal("0.3"),
        "floor",
        Decimal(0),
    )
    assert (found["C"].room.state, found["C"].room.most, found["C"].share) == ("set", 0, Decimal(1))


def test_work_for_the_contract_itself_is_not_counted_against_it(book: Book) -> None:
    book.ledger("customer A net 30 CNY limit 1000\ncontract K-1 A 2026-10-01 1000")
    work = DealDraft(
        book.ids["A"], 1_000_00, "ordered", number="D-1", contract_id=book.ids["K-1"], opened_on=date(2026, 10, 1),
        custom_goods=True, cost_incurred=500_00,
    )  # fmt: skip
    book.services.deals.add(work)
    room = book.services.prepayments.of(contract_id=book.ids["K-1"]).room
    assert (room.uncovered, room.left) == (0, 1_000_00)


def test_other_terms_are_reckoned_without_the_book(book: Book) -> None:
    book.ledger("customer A net 30 CNY limit 600000")
    sheet = book.services.prepayments.ask(book.ids["A"], 1_000_000 * YUAN, terms=FIFTH)
    assert sheet.share == Decimal("0.4")
    assert again(sheet, Terms(at_delivery=Decimal("0.3"))).share == Decimal("0.3")  # the least of one not rated
    assert again(sheet, Terms(margin=Decimal("0.01"))).found.binding == "expected_loss"
    custom = again(sheet, Terms(custom=True, resale=Decimal(0)))
    assert custom.found.by_custom == Decimal("0.48")  # 60 % of a cost of 80 %, as grade BB
    assert again(custom, Terms(custom=False)).found.by_custom == 0


def test_unknown_margin_and_the_margin_of_the_file(book: Book) -> None:
    book.ledger("customer A net 30 CNY limit 600000")
    ask = book.services.prepayments.ask
    assert ask(book.ids["A"], 1_000_000 * YUAN).found.by_loss is None
    profile = book.services.credit_file.file(book.ids["A"]).profile
    book.services.credit_file.save_profile(book.ids["A"], replace(profile, margin_bp=2500))
    assert ask(book.ids["A"], 1_000_000 * YUAN).order.margin == Decimal("0.25")


@pytest.mark.parametrize(
    ("terms", "field"),
    [
        (Terms(at_delivery=Decimal("1.2")), "at_delivery"),
        (Terms(resale=Decimal("-0.1")), "resale"),
        (Terms(margin=Decimal("-0.01")), "margin"),
        (Terms(months=100), "months"),
    ],
)
def test_what_cannot_be_is_refused(book: Book, terms: Terms, field: str) -> None:
    book.ledger("customer A net 30")
    with pytest.raises(Invalid) as refused:
        book.services.prepayments.ask(book.ids["A"], 100, terms=terms)
    assert refused.value.field == field


def test_currencies(book: Book) -> None:
    """An order in dollars against a limit in yuan, at 7; none without a rate."""
    book.ledger("customer A net 30 CNY limit 600000")
    with pytest.raises(Invalid, match="no exchange rate"):
        book.services.prepayments.ask(book.ids["A"], 100_000_00, "USD")
    with pytest.raises(Invalid, match="not a currency"):
        book.services.prepayments.ask(book.ids["A"], 100_000_00, "dollars")
    book.services.rates.add_exchange("USD", TODAY, "7")
    sheet = book.services.prepayments.ask(book.ids["A"], 100_000_00, "USD", FIFTH)
    assert (sheet.order.value, sheet.found.by_limit) == (700_000_00, 1 - Decimal(6) / 7)
    assert (sheet.currency, sheet.share, sheet.amount) == ("USD", Decimal("0.3"), 30_000_00)


# --- the ledger ---------------------------------------------------------------------------------------------------


def test_a_contract_waits_for_its_lines(book: Book) -> None:
    book.ledger("customer A net 30")
    made = contract(book, 100_000)
    found = of(book, made)
    assert [(each.node, each.nature, each.amount) for each in found.lines] == [
        ("signing", "earnest", 20_000_00),
        ("before_shipment", "prepayment", 30_000_00),
    ]
    assert (found.required, found.missing, found.state, found.due_on) == (
        50_000_00,
        50_000_00,
        "missing",
        date(2026, 11, 19),
    )
    assert found.is_urgent(TODAY)
    earnest = paid(book, 20_000, purpose="earnest", contract_id=made)
    paid(book, 10_000, contract_id=made)
    found = of(book, made)
    assert (found.received, found.earnest, found.for_production, found.missing, found.state) == (
        30_000_00, 20_000_00, 0, 20_000_00, "part",
    )  # fmt: skip
    assert not found.is_urgent(TODAY)  # the rest has no day
    book.services.payments.bounce(earnest, TODAY, "refused")
    assert of(book, made).missing == 40_000_00
    assert of(book, made, date(2026, 11, 20)).missing == 50_000_00


def test_money_that_went_back_is_missing_again(book: Book) -> None:
    book.ledger("customer A net 30")
    made = contract(book, 100_000)
    whole = paid(book, 50_000, contract_id=made)
    assert (of(book, made).state, of(book, made).missing) == ("there", 0)
    draft = PaymentDraft(book.ids["A"], 15_000_00, TODAY, kind="refund", refund_of=whole)
    book.services.payments.record(draft)
    assert (of(book, made).received, of(book, made).missing) == (35_000_00, 15_000_00)


def test_share_without_a_plan_and_the_review(book: Book) -> None:
    book.ledger("customer A net 30")
    agreed = contract(book, 1_000, None, prepay_bp=3000)
    bare = contract(book, 1_000, None, number="HT-2")
    draft = contract(book, 1_000, None, number="HT-3", prepay_bp=3000, signed_on=None)
    assert (of(book, agreed).source, of(book, agreed).required) == ("agreed", 300_00)
    assert (of(book, bare).source, of(book, bare).required, of(book, bare).state) == ("none", 0, "none")
    rows = book.services.prepayments.required().rows
    assert draft not in [each.agreed.id for each in rows]
    assert sum(each.missing for each in rows) == 300_00


def test_a_deal_waits_too(book: Book) -> None:
    book.ledger("customer A net 30")
    deal = book.services.deals.add(
        DealDraft(book.ids["A"], 1_000_00, "ordered", prepay_bp=5000, expected_on=date(2026, 11, 25))
    )
    found = book.services.prepayments.required(deal_id=deal).one
    assert found is not None
    assert (found.required, found.due_on, found.is_urgent(TODAY)) == (500_00, date(2026, 11, 25), True)
    assert not found.is_urgent(date(2026, 11, 17))
    paid(book, 500)  # names no deal
    assert book.services.prepayments.required(deal_id=deal).missing == 500_00
    named = paid(book, 200, deal_id=deal)
    assert book.services.prepayments.required(deal_id=deal).missing == 300_00
    corrections = book.services.corrections
    corrections.payment(named, replace(corrections.payment_draft(named), amount=400_00), "typing mistake")
    assert book.services.prepayments.required(deal_id=deal).missing == 100_00


def test_the_deal_of_another_customer(book: Book) -> None:
    book.ledger("customer A net 30\ncustomer B net 30")
    deal = book.services.deals.add(DealDraft(book.ids["B"], 1_000_00, "ordered"))
    with pytest.raises(Invalid, match="another customer"):
        paid(book, 500, deal_id=deal)


def test_the_money_of_a_contract_is_not_counted_twice(book: Book) -> None:
    """Limit 1,000, order 1,000 with half of it paid: the credit that is asked for is still 500."""
    book.ledger("customer A net 30 CNY limit 1000")
    made = contract(book, 1_000, None, prepay_bp=5000)
    before = book.services.prepayments.of(contract_id=made, terms=FIFTH)
    paid(book, 500, contract_id=made)
    after = book.services.prepayments.of(contract_id=made, terms=FIFTH)
    assert after.room == before.room
    assert after.share == before.share


# --- the story ----------------------------------------------------------------------------------------------------


def test_the_classic_story(book: Book, tmp_path: Path) -> None:
    """Weak short-term liquidity -> grade B -> half of it first -> notice -> receipt -> the goods may leave -> half is open."""
    customer = weak(book)
    sheet = book.services.prepayments.ask(customer, 1_000_000 * YUAN, terms=FIFTH)
    assert sheet.order.grade == "B"
    assert (sheet.share, sheet.found.binding, sheet.found.floor) == (Decimal("0.5"), "limit", Decimal("0.3"))
    assert sheet.found.loss_share is not None
    assert sheet.found.loss_share < Decimal("0.1")
    made = contract(book, 1_000_000)
    asked = book.services.prepayments.notice(book.services.prepayments.of(contract_id=made))
    assert (asked.missing, asked.earnest, asked.later) == (500_000_00, 200_000_00, (("delivery", None, 500_000_00),))
    for language in ("zh_CN", "en"):
        paper = tmp_path / f"{language}.pdf"
        again_asked = book.services.prepayments.notice(
            book.services.prepayments.of(contract_id=made), language=language
        )
        documents.render(again_asked, paper, TODAY)
        assert paper.read_bytes().startswith(b"%PDF")
    assert [each.code for each in book.services.shipments.gate(contract_id=made)] == ["prepayment"]
    paid(book, 200_000, purpose="earnest", contract_id=made)
    paid(book, 300_000, contract_id=made)
    found = of(book, made)
    assert (found.state, found.missing, found.received) == ("there", 0, 500_000_00)
    assert book.services.exposure.sheet(customer).total == -500_000_00
    assert book.services.shipments.gate(contract_id=made) == ()
    book.services.shipments.deliver(TODAY, contract_id=made)
    assert book.services.exposure.sheet(customer).total == 500_000_00
    assert book.services.prepayments.required().rows == ()


def test_nothing_to_ask_for(book: Book) -> None:
    """One of grade BBB who settled six receivables on the day, with room for the order."""
    book.ledger(f"customer A net 30 CNY limit 600000\n{ON_TIME}")
    sheet = book.services.prepayments.ask(book.ids["A"], 1_000 * YUAN)
    assert (sheet.order.grade, sheet.found.binding, sheet.amount) == ("BBB", "none", 0)
    with pytest.raises(UserError, match="nothing to ask for"):
        book.services.prepayments.notice(sheet)

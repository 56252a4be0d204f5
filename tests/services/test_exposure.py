"""Credit in use: each line, its documents, any day, any currency."""

from __future__ import annotations

from datetime import date

import pytest

from app.services.deals import DealDraft
from app.services.deposits import DepositDraft, Taking
from app.services.exposure import ExposureSheet
from app.services.limits import Level
from app.services.services import Services
from tests.book import TODAY, Book
from tests.exposing import behind, draft, golden, pay, put


@pytest.fixture(name="a")
def _a(book: Book) -> int:
    book.ledger("customer A net 30")
    return book.ids["A"]


def lines(sheet: ExposureSheet) -> dict[str, int]:
    """The lines that have documents; each is their sum."""
    for each in sheet.lines:
        assert each.amount == sum(document.counted for document in each.documents)
    assert sheet.total == sum(each.amount for each in sheet.lines)
    return {each.code: each.amount for each in sheet.lines if each.documents}


def on(book: Book, day: str, customer: str = "A") -> dict[str, int]:
    """The lines of a day; the sums of many customers say the same."""
    which, when = book.ids[customer], date.fromisoformat(day)
    sheet = book.services.exposure.sheet(which, when)
    assert book.services.exposure.totals(when).get(which, 0) == sheet.total
    return lines(sheet)


def test_the_chain_of_the_book_of_rules(book: Book) -> None:
    """T-B4."""
    a = golden(book)
    sheet = book.services.exposure.sheet(a)
    assert lines(sheet) == {
        "receivables": 320_000_00, "bills": 100_000_00, "custom_work": 80_000_00, "prepayments": -60_000_00, "deposits": -20_000_00,
    }  # fmt: skip
    assert (sheet.total, sheet.limit, sheet.headroom, sheet.over) == (420_000_00, 400_000_00, -20_000_00, 20_000_00)
    work = sheet.line("custom_work").documents[0]
    assert (work.table, work.open, work.counted, work.weight_bp) == ("deal", 100_000_00, 80_000_00, 8000)
    assert sheet.uncovered == 420_000_00
    behind(book, a)
    sheet = book.services.exposure.sheet(a)
    assert (sheet.total, sheet.eligible, sheet.insured, sheet.secured) == (
        420_000_00,
        290_000_00,
        180_000_00,
        50_000_00,
    )
    assert sheet.uncovered == 190_000_00
    assert [each.disputed for each in sheet.line("receivables").documents] == [0, 30_000_00]


def test_stored_lines_follow_every_change(book: Book) -> None:
    a = golden(book)

    def stored() -> dict[str, int]:
        sql = "select code, amount from exposure_line where customer_id=?"
        return dict(book.store.rows(lambda *row: row, sql, (a,)))

    assert stored() == lines(book.services.exposure.sheet(a))
    deal = book.services.deals.of_customer(a)[0]
    book.services.deals.spent(deal.id, 50_000_00)
    assert stored()["custom_work"] == 40_000_00
    book.services.deposits.offset(Taking(a, 20_000_00, TODAY))
    assert "deposits" not in stored()
    assert stored()["receivables"] == 300_000_00
    (at_risk,) = book.services.bills.at_risk(TODAY)
    book.services.bills.event(at_risk.bill_id, "honoured", TODAY)
    assert "bills" not in stored()


def test_a_new_day_makes_the_lines_anew(book: Book, a: int) -> None:
    book.ledger("invoice A-1 A 2026-11-25 due 2026-12-25 100.00")
    assert book.store.rows(int, "select amount from exposure_line") == []
    tomorrow = Services(book.store, date(2026, 11, 25))
    assert tomorrow.standing.for_today()
    assert book.store.rows(int, "select amount from exposure_line") == [100_00]
    assert not tomorrow.standing.for_today()
    assert Services(book.store, TODAY).standing.for_today()


def test_drafts_count_by_who_has_to_pay_them(book: Book, a: int) -> None:
    book.ledger("invoice A-1 A 2026-06-01 due 2026-07-01 900.00")
    kinds = {"bank": 0, "finance_company": 5000, "trade": 10000, "supply_chain": 10000}
    for place, kind in enumerate(kinds):
        draft(
            book, 100_00, f"2026-10-{place + 1:02}", kind=kind, drawn_on=date(2026, 9, 30), matures_on=date(2027, 1, 31)
        )
    draft(book, 101_01, "2026-10-05", kind="bank", acceptor_class="small_bank")
    sheet = book.services.exposure.sheet(a)
    found = {each.label: (each.weight_bp, each.counted) for each in sheet.line("bills").documents}
    assert found == {
        "B-2026-10-01": (0, 0), "B-2026-10-02": (5000, 50_00), "B-2026-10-03": (10000, 100_00), "B-2026-10-04": (10000, 100_00),
        "B-2026-10-05": (5000, 50_51),
    }  # fmt: skip
    assert (sheet.line("bills").amount, sheet.line("receivables").amount) == (300_51, 398_99)


def test_a_draft_counts_until_it_is_honoured_and_not_when_it_came_back(book: Book, a: int) -> None:
    book.ledger("invoice A-1 A 2026-06-01 due 2026-07-01 100.00")
    bill = draft(book, 100_00, "2026-07-10", drawn_on=date(2026, 7, 1), matures_on=date(2026, 9, 30))
    book.services.bills.event(bill, "presented", date(2026, 9, 30))
    assert on(book, "2026-10-01") == {"bills": 100_00}
    book.services.bills.refuse(bill, date(2026, 10, 2))
    assert on(book, "2026-10-01") == {"bills": 100_00}
    assert on(book, "2026-10-02") == {"receivables": 100_00}
    assert on(book, "2026-07-09") == {"receivables": 100_00}


def test_goods_on_the_way_are_in_use_until_they_are_invoiced(book: Book, a: int) -> None:
    ship = put(book, "shipment", customer_id=a, number="FH-1", shipped_on="2026-10-10", currency="CNY", amount=500_00)
    assert on(book, "2026-10-09") == {}
    assert on(book, "2026-10-10") == {"delivered": 500_00}
    book.ledger("invoice A-1 A 2026-10-20 due 2026-11-20 500.00")
    with book.store.change("test.put") as change:
        change.update("shipment", ship, {"receivable_id": book.ids["A-1"]})
    assert on(book, "2026-10-19") == {"delivered": 500_00}
    assert on(book, "2026-10-20") == {"receivables": 500_00}
    book.ledger("void A-1")
    assert on(book, "2026-10-20") == {"delivered": 500_00}


def test_work_counts_from_the_order_and_less_as_it_leaves(book: Book, a: int) -> None:
    order = DealDraft(a, 1000_00, "quoted", cost_incurred=600_00, resale_bp=2500, custom_goods=True)
    deal = book.services.deals.add(order)
    assert on(book, "2026-11-21") == {}
    book.services.deals.move(deal, "ordered")
    assert on(book, "2026-11-21") == {"custom_work": 450_00}
    put(
        book,
        "shipment",
        customer_id=a,
        deal_id=deal,
        number="FH-1",
        shipped_on="2026-11-21",
        currency="CNY",
        amount=400_00,
    )
    assert on(book, "2026-11-21") == {"delivered": 400_00, "custom_work": 270_00}  # 60 % of the work is still here
    book.services.deals.move(deal, "lost")
    assert on(book, "2026-11-21") == {"delivered": 400_00}


def test_work_leaves_with_the_batches_of_its_contract(book: Book, a: int) -> None:
    """Work of 500 on goods of 1,000: two fifths leave under the contract, three fifths of the work are still here."""
    book.ledger("contract K-1 A 2026-10-01 1000")
    order = DealDraft(
        a, 1000_00, "ordered", number="D-1", contract_id=book.ids["K-1"], opened_on=date(2026, 10, 1),
        cost_incurred=500_00, custom_goods=True,
    )  # fmt: skip
    deal = book.services.deals.add(order)
    book.ledger("ship K-1 2026-10-05 400")
    assert on(book, "2026-11-21") == {"receivables": 400_00, "custom_work": 300_00}
    asked = book.services.shipping.ask(a, deal_id=deal)
    assert (asked.asked, asked.after) == (600_00, 1000_00)
    half = book.services.shipping.ask(a, 300_00, contract_id=book.ids["K-1"])
    assert half.after == 400_00 + 300_00 + 150_00
    book.ledger("ship K-1 2026-10-06")
    assert on(book, "2026-11-21") == {"receivables": 1000_00}


def test_every_credit_is_in_one_line(book: Book, a: int) -> None:
    pay(book, 10_00, "2026-10-01", "P-1")
    pay(book, 20_00, "2026-10-02", "P-2", "prepayment")
    book.ledger("credit G-1 A 2026-10-04 40.00")
    book.services.deposits.receive(DepositDraft(a, 80_00, date(2026, 10, 5)))
    sheet = book.services.exposure.sheet(a)
    assert lines(sheet) == {"receipts": -10_00, "prepayments": -20_00, "deposits": -80_00, "credit_notes": -40_00}
    assert (sheet.total, sheet.headroom, sheet.uncovered) == (-150_00, None, 0)
    book.services.limits.set_standing(a, Level("set", 100_00))
    assert book.services.exposure.sheet(a).headroom == 100_00  # money paid ahead makes a limit no longer
    book.ledger("refund R-1 A 2026-10-06 30.00")
    assert on(book, "2026-10-06") == {"deposits": -80_00, "credit_notes": -40_00}


def test_limits_of_three_states_and_one_that_ran_out(book: Book, a: int) -> None:
    def told() -> tuple[str, int | None, int | None, int]:
        sheet = book.services.exposure.sheet(a)
        return sheet.in_force.state, sheet.limit, sheet.headroom, sheet.over

    book.ledger("invoice A-1 A 2026-10-01 due 2026-11-01 300.00")
    assert told() == ("not_set", None, None, 0)
    book.services.limits.set_standing(a, Level("set", 0))
    assert told() == ("set", 0, -300_00, 300_00)
    book.services.limits.set_standing(a, Level("unlimited"))
    assert told() == ("unlimited", None, None, 0)


def test_other_currencies_go_by_the_rate_of_the_day_asked(book: Book, a: int) -> None:
    """100 dollars at 7 in the invoice, at 7.2 and 7.5 later; without a rate at the invoice's own."""
    book.ledger(
        "invoice A-1 A 2026-09-01 due 2026-10-01 100.00 USD @7\ninvoice A-2 A 2026-09-01 due 2026-10-01 5000 JPY @0.05"
    )
    sheet = book.services.exposure.sheet(a)
    assert (lines(sheet), sheet.own_rates, sheet.unconverted) == ({"receivables": 950_00}, ("JPY", "USD"), ())
    book.services.rates.add_exchange("USD", date(2026, 9, 10), "7.2")
    book.services.rates.add_exchange("USD", date(2026, 11, 1), "7.5")
    assert on(book, "2026-09-09") == {"receivables": 950_00}
    assert on(book, "2026-10-31") == {"receivables": 970_00}
    assert on(book, "2026-11-01") == {"receivables": 1000_00}
    assert book.store.rows(int, "select amount from exposure_line") == [1000_00]  # a rate moves what is stored


def test_a_customer_of_another_currency_is_counted_in_it(book: Book) -> None:
    book.ledger(
        "customer U USD limit 200\ninvoice U-1 U 2026-09-01 due 2026-10-01 100.00 USD @7\ninvoice U-2 U 2026-09-01 700.00 CNY"
    )
    u = book.ids["U"]
    sheet = book.services.exposure.sheet(u)
    assert (lines(sheet), sheet.headroom, sheet.own_rates) == ({"receivables": 200_00}, 0, ("USD",))
    book.services.rates.add_exchange("USD", date(2026, 9, 1), "8")
    sheet = book.services.exposure.sheet(u)
    assert (lines(sheet), sheet.headroom, sheet.own_rates) == ({"receivables": 187_50}, 12_50, ())
    book.services.deposits.receive(DepositDraft(u, 10_00, date(2026, 10, 1), currency="EUR"))
    sheet = book.services.exposure.sheet(u)
    assert (sheet.total, sheet.unconverted, sheet.own_rates) == (
        187_50,
        ("EUR",),
        (),
    )  # nobody knows what a euro is worth


def test_a_group_uses_one_limit(book: Book) -> None:
    book.ledger("""
        customer A
        customer B USD
        invoice A-1 A 2026-10-01 due 2026-11-01 300.00
        invoice B-1 B 2026-10-01 due 2026-11-01 100.00 USD @7
    """)
    for code in ("A", "B"):
        book.services.customers.update(book.ids[code], {"group": "Hongda"})
    book.services.deposits.receive(DepositDraft(book.ids["A"], 100_00, date(2026, 10, 1)))
    room = book.services.exposure.sheet(book.ids["A"]).group
    assert room is not None
    book.services.limits.set_group(room.group.id, Level("set", 1000_00))
    room = book.services.exposure.sheet(book.ids["A"]).group
    assert room is not None
    assert (room.used, room.others, room.room, room.headroom) == (900_00, 700_00, 300_00, 100_00)


def test_today_tells_of_a_customer_who_owes_nothing_and_has_too_many_drafts(book: Book) -> None:
    book.ledger("customer A limit 50\ninvoice A-1 A 2026-11-01 due 2026-11-20 100.00")
    draft(book, 100_00, "2026-11-20", drawn_on=date(2026, 11, 1), matures_on=date(2027, 2, 28))
    (row,) = book.services.monitoring.today().rows
    assert [(each.code, each.amount) for each in row.reasons] == [("over_limit", 50_00)]
    assert [each.code for each in book.services.accounts.page(book.ids["A"]).remarks] == ["over_limit"]

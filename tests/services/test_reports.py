"""The ageing report through a real book: the portfolio of the rules paper, every grouping, money of every kind."""

from __future__ import annotations

from datetime import date, timedelta
from typing import get_args

import pytest

from app.models.errors import UserError
from app.services.reports import BY, By
from app.services.rules.ageing import STANDARD, Basis, Buckets
from app.services.sheets import AgeingRow, AgeingSheet
from tests.book import Book

DAY = date(2026, 6, 30)
# Domain F, portfolio T-F; each invoice was issued 30 days before it is due.
T_F = """
    customer 甲
    customer 乙
    customer 丙
    customer 丁
    customer 戊
    invoice  J-1 甲 2026-06-20 due 2026-07-20 100000
    invoice  J-2 甲 2026-05-31 due 2026-06-30 40000
    invoice  J-3 甲 2026-05-11 due 2026-06-10 50000
    invoice  Y-1 乙 2026-04-15 due 2026-05-15 80000
    invoice  Y-2 乙 2026-03-21 due 2026-04-20 20000
    invoice  B-1 丙 2026-01-16 due 2026-02-15 60000
    invoice  D-1 丁 2025-11-01 due 2025-12-01 30000
    invoice  D-2 丁 2025-05-01 due 2025-05-31 10000
    invoice  W-1 戊 2024-05-01 due 2024-05-31 5000
    invoice  W-2 戊 2023-05-01 due 2023-05-31 5000
"""


def whole(row: AgeingRow) -> list[int]:
    """The buckets in whole units of a currency with two decimals."""
    assert all(amount % 100 == 0 for amount in row.buckets)
    return [amount // 100 for amount in row.buckets]


def assert_ties(sheet: AgeingSheet) -> None:
    """Rows make the total, buckets make the row, the total is the ledger's."""
    assert sheet.difference == 0
    for row in (*sheet.rows, sheet.total):
        assert row.total == sum(row.buckets) + row.unallocated
        assert len(row.buckets) == len(sheet.keys)
    if sheet.by != "currency":
        assert sum(row.total for row in sheet.rows) == sheet.total.total
        assert [sum(column) for column in zip(*(row.buckets for row in sheet.rows), strict=True)] == list(
            sheet.total.buckets
        )


def test_the_portfolio_of_the_rules_paper(book: Book) -> None:
    sheet = book.ledger(T_F).services.reports.ageing(DAY)
    assert whole(sheet.total) == [140000, 50000, 80000, 20000, 60000, 30000, 10000, 5000, 5000, 0]
    assert (sheet.total.total, sheet.ledger, sheet.difference) == (40_000_000, 40_000_000, 0)
    shown = [(row.key, row.total // 100, row.overdue_days_max) for row in sheet.rows]
    assert shown == [
        ("甲", 190000, 20),
        ("乙", 100000, 71),
        ("丙", 60000, 135),
        ("丁", 40000, 395),
        ("戊", 10000, 1126),
    ]


def test_the_same_portfolio_by_the_age_of_the_invoices(book: Book) -> None:
    sheet = book.ledger(T_F).services.reports.ageing(DAY, basis="invoice")
    assert sheet.keys[:2] == ("0-30", "31-60")
    assert whole(sheet.total) == [140000, 50000, 80000, 80000, 30000, 10000, 5000, 5000, 0]
    assert sheet.difference == 0


def test_limits_of_ones_own(book: Book) -> None:
    sheet = book.ledger(T_F).services.reports.ageing(DAY, limits=(30, 60))
    assert sheet.keys == ("not_due", "1-30", "31-60", "61+", "no_date")
    assert whole(sheet.total) == [140000, 50000, 80000, 130000, 0]
    with pytest.raises(UserError, match="days that rise"):
        book.services.reports.ageing(DAY, limits=(60, 30))


@pytest.mark.parametrize("basis", get_args(Basis))
@pytest.mark.parametrize("limits", [STANDARD, (30, 60), (1,)])
def test_the_sums_equal_the_rule_item_by_item(book: Book, basis: Basis, limits: tuple[int, ...]) -> None:
    """Each invoice is a power of two, so the sum of a bucket says which invoices are in it."""
    ages = (-9, 0, 1, 2, 29, 30, 31, 59, 60, 61, 90, 91, 180, 181, 365, 366, 730, 731, 1095, 1096, 2000)
    issued = {age: DAY - timedelta(days=max(age, 0)) for age in ages}
    lines = [f"invoice N-{i} A {issued[age]} due {DAY - timedelta(days=age)} {2**i}" for i, age in enumerate(ages)]
    book.ledger("\n".join(["customer A", *lines, f"invoice N-x A {DAY} due - {2 ** len(ages)}"]))
    buckets = Buckets(limits, basis)
    expected = [0] * len(buckets.keys)
    for i, age in enumerate(ages):
        governing = DAY - timedelta(days=age) if basis == "due" else issued[age]
        expected[buckets.place(governing, DAY)] += 2**i
    expected[buckets.place(None if basis == "due" else DAY, DAY)] += 2 ** len(ages)
    sheet = book.services.reports.ageing(DAY, basis=basis, limits=limits)
    assert whole(sheet.total) == expected
    assert sheet.difference == 0


MIXED = """
    customer A net 30
    customer B net 30
    customer C USD
    invoice  A-1 A 2026-01-10 due 2026-02-09:60 2026-03-09:40 100.00
    invoice  A-2 A 2026-03-01 due 2026-03-31 200.00
    invoice  B-1 B 2026-03-05 due - 70.00
    invoice  C-1 C 2026-02-01 due 2026-03-03 100.00 USD @7.1
    payment  P-1 A 2026-03-05 75.00 -> A-1:75
    payment  P-2 B 2026-03-20 100.00 -> auto
    credit   G-1 A 2026-03-12 20.00 -> A-2
    credit   G-2 A 2026-03-13 5.00
    payment  P-3 C 2026-03-25 40.00 USD @7.3 -> C-1
    payment  P-4 A 2026-04-20 180.00 -> A-2
    refund   R-1 B 2026-04-02 10.00
"""


def row_of(sheet: AgeingSheet, key: str) -> dict[str, int]:
    found = next(row for row in sheet.rows if row.key == key)
    named = {name: amount for name, amount in zip(sheet.keys, found.buckets, strict=True) if amount}
    return {**named, "unallocated": found.unallocated}


def test_part_payments_credit_notes_and_what_was_paid_too_much(book: Book) -> None:
    sheet = book.ledger(MIXED).services.reports.ageing(date(2026, 3, 31))
    # 25.00 of the second instalment, due 03-09; A-2 less the credit note applied to it, due on the day itself.
    assert row_of(sheet, "A") == {"not_due": 18000, "1-30": 2500, "unallocated": -500}
    assert row_of(sheet, "B") == {"unallocated": -3000}
    assert row_of(sheet, "C") == {"1-30": 6000 * 71 // 10, "unallocated": 0}
    assert sheet.total.total == 18000 + 2500 - 500 - 3000 + 42600
    assert_ties(sheet)


def test_what_is_dated_later_counts_from_its_day(book: Book) -> None:
    ageing = book.ledger(MIXED).services.reports.ageing
    assert row_of(ageing(date(2026, 4, 1)), "B") == {"unallocated": -3000}
    assert row_of(ageing(date(2026, 4, 2)), "B") == {"unallocated": -2000}
    assert row_of(ageing(date(2026, 4, 19)), "A") == {"1-30": 18000, "31-60": 2500, "unallocated": -500}
    assert row_of(ageing(date(2026, 4, 20)), "A") == {"31-60": 2500, "unallocated": -500}
    assert row_of(ageing(date(2026, 3, 4)), "A") == {"not_due": 24000, "1-30": 6000, "unallocated": 0}
    assert ageing(date(2026, 1, 9)).rows == ()


@pytest.mark.parametrize("by", BY)
@pytest.mark.parametrize("on", [date(2026, 3, 4), date(2026, 3, 31), date(2026, 12, 31)])
def test_every_grouping_ties(book: Book, by: By, on: date) -> None:
    sheet = book.ledger(MIXED).services.reports.ageing(on, by=by)
    assert_ties(sheet)
    assert sheet.total == book.services.reports.ageing(on).total


def test_by_currency_each_row_is_in_its_own(book: Book) -> None:
    sheet = book.ledger(MIXED).services.reports.ageing(date(2026, 3, 31), by="currency")
    assert [(row.key, row.currency, row.total) for row in sheet.rows] == [("CNY", "CNY", 17000), ("USD", "USD", 6000)]
    assert row_of(sheet, "USD") == {"1-30": 6000, "unallocated": 0}
    assert sheet.total.currency == "CNY"


def test_by_invoice_money_that_is_not_applied_has_no_number(book: Book) -> None:
    sheet = book.ledger(MIXED).services.reports.ageing(date(2026, 3, 31), by="invoice")
    shown = {(row.key, row.total) for row in sheet.rows}
    assert shown == {("C-1", 42600), ("A-2", 18000), ("A-1", 2500), ("G-2", -500), ("", -3000)}


def test_filed_under_industry_region_and_owner(book: Book) -> None:
    book.ledger("customer A\ncustomer B\ninvoice A-1 A 2026-01-01 due - 10\ninvoice B-1 B 2026-01-01 due - 20")
    book.services.customers.update(book.ids["A"], {"industry": "Steel", "region": "宁波", "owner_id": 1})
    ways: tuple[tuple[By, str], ...] = (("industry", "Steel"), ("region", "宁波"), ("owner", "Owner"))
    for by, name in ways:
        sheet = book.services.reports.ageing(DAY, by=by)
        assert [(row.name, row.total) for row in sheet.rows] == [("", 2000), (name, 1000)]


def test_money_of_one_customer_in_three_kinds_of_decimals(book: Book) -> None:
    book.ledger(
        """
        customer A
        invoice  A-1 A 2026-01-01 due 2026-01-31 1000 JPY @0.0491
        invoice  A-2 A 2026-01-01 due 2026-01-31 1.234 KWD @23.4
        payment  P-1 A 2026-02-01 333 JPY @0.05 -> A-1
        payment  P-2 A 2026-02-02 0.617 KWD @23.5 -> A-2
        """
    )
    sheet = book.services.reports.ageing(date(2026, 2, 28), by="currency")
    assert [(row.key, row.total) for row in sheet.rows] == [("JPY", 667), ("KWD", 617)]
    # 49.10 - 333 x 0.0491 = 32.75; 28.88 - 0.617 x 23.4 = 14.44: at each invoice's own rate.
    assert sheet.total.total == 3275 + 1444
    assert sheet.difference == 0


def test_what_is_settled_leaves_no_row(book: Book) -> None:
    book.ledger("customer A\ninvoice A-1 A 2026-01-01 due - 0.03 USD @7.1234")
    book.ledger("\n".join(f"payment P-{i} A 2026-02-0{i} 0.01 USD @7.2 -> A-1" for i in (1, 2, 3)))
    assert book.services.reports.ageing(DAY).rows == ()
    assert [book.services.reports.ageing(date(2026, 2, i)).total.total for i in (1, 2, 3)] == [14, 7, 0]
    assert book.services.reports.ageing(DAY).difference == 0


def test_a_changed_due_day_ages_from_its_own_day_on(book: Book) -> None:
    book.ledger(
        "customer A\ninvoice A-1 A 2026-01-01 due 2026-01-31 10\ndue A-1 2026-02-10 2026-03-31\ndue A-1 2026-03-01 -"
    )
    ageing = book.services.reports.ageing
    days = [date(2026, 2, 9), date(2026, 2, 10), date(2026, 2, 28), date(2026, 3, 1)]
    assert [row_of(ageing(on), "A") for on in days] == [
        {"1-30": 1000, "unallocated": 0},
        {"not_due": 1000, "unallocated": 0},
        {"not_due": 1000, "unallocated": 0},
        {"no_date": 1000, "unallocated": 0},
    ]


def test_an_empty_book_has_an_empty_report(book: Book) -> None:
    sheet = book.services.reports.ageing(DAY)
    assert (sheet.rows, sheet.total.total, sheet.difference) == ((), 0, 0)
    assert sheet.total.buckets == (0,) * 10

"""Rows of the lists: what each figure says, and the chips' counts."""

from __future__ import annotations

from dataclasses import fields
from datetime import date
from decimal import Decimal

import pytest

from app.models import lists as listings
from app.models.listing import Listing, Query
from app.models.receivable_list import RECEIVABLES
from app.models.store import Store
from app.services.adjustments import AdjustmentDraft
from app.services.ledger_wording import receivables_footer
from app.services.lists import CustomerRow, Lists, PaymentRow, ReceivableRow
from app.services.opening import open_book
from app.services.reminders import ReminderDraft
from tests.book import TODAY, Book

LEDGER = """
    customer A net 30 limit 500
    customer B limit unlimited
    invoice  A-1 A 2026-07-01 due 2026-07-31 100.00
    invoice  A-2 A 2026-10-20 due 2026-10-31:60 2026-12-20:40 100.00
    invoice  A-3 A 2026-10-01 due 2026-10-05 300.00
    invoice  B-1 B 2026-11-01 due 2026-12-01 50.00
    invoice  B-2 B 2026-11-02 due - 5.00
    payment  P-1 A 2026-08-10 30.00 -> A-1
    payment  P-2 A 2026-10-09 300.00 -> A-3
    payment  P-3 B 2026-11-05 30.00 -> B-1:20
"""


@pytest.fixture
def lists(book: Book) -> Lists:
    book.ledger(LEDGER)
    return Lists(book.store, TODAY)


def receivables(lists: Lists, *filters: str) -> list[ReceivableRow]:
    keys = lists.keys("receivables", Query(filters, sort=(("number", False), ("due_on", False))))
    return lists.page("receivables", keys)


@pytest.mark.parametrize(
    ("row", "listing"),
    [
        (CustomerRow, listings.CUSTOMERS),
        (ReceivableRow, RECEIVABLES),
        (PaymentRow, listings.PAYMENTS),
    ],
)
def test_a_row_has_the_columns_of_its_listing(row: type, listing: Listing) -> None:
    names = [field.name for field in fields(row)]
    assert names[: len(listing.columns)] == list(listing.columns)


def test_a_customer_with_a_limit(lists: Lists) -> None:
    (a,) = [row for row in lists.page("customers", lists.keys("customers", Query())) if row.code == "A"]
    assert (a.owes, a.overdue, a.overdue_days) == (170_00, 130_00, 113)  # due 31 July, asked 21 November
    assert (a.limit_state, a.limit_own, a.in_use, a.available, a.over_limit) == ("set", 500_00, 170_00, 330_00, False)
    assert a.used == Decimal("0.34")
    assert a.late_x100 == 400  # 300.00 due on 5 October, paid on the 9th
    assert (a.last_paid_on, a.terms_basis, a.terms_days) == (date(2026, 10, 9), "net", 30)


def test_an_unlimited_customer_has_no_share(lists: Lists) -> None:
    (b,) = [row for row in lists.page("customers", lists.keys("customers", Query())) if row.code == "B"]
    assert (b.limit_state, b.limit_own, b.used, b.available, b.over_limit) == ("unlimited", None, None, None, False)
    assert (b.owes, b.advance, b.terms_basis, b.late_x100) == (25_00, 10_00, None, None)


def test_debts_in_other_currencies_than_the_limit_count_at_todays_rate(book: Book) -> None:
    """In dollars 90.00 of 100.00 whatever a dollar is worth; 630.00 yuan are 90.00 dollars at 7 and 101.61 at 6.2."""
    book.ledger("""
        customer A USD limit 100
        customer B USD limit 100
        invoice  A-1 A 2026-11-01 630.00 CNY
        invoice  B-1 B 2026-11-01 90.00 USD @7
    """)
    with book.store.change("rate.add") as change:
        change.insert("exchange_rate", {"currency": "USD", "on_day": "2026-11-20", "rate": "6.2"})
        change.insert("exchange_rate", {"currency": "USD", "on_day": "2026-11-01", "rate": "7"})
        change.insert("exchange_rate", {"currency": "USD", "on_day": "2026-11-30", "rate": "9"})
    lists = Lists(book.store, TODAY)
    (a,) = lists.page("customers", lists.keys("customers", Query(("over_limit",))))
    assert (a.limit_amount, a.limit_currency, a.limit_own, a.in_use, a.owes) == (100_00, "USD", 100_00, 101_61, 630_00)
    order = lists.page("customers", lists.keys("customers", Query(sort=(("available", False),))))
    assert [(row.code, row.available) for row in order] == [("A", -1_61), ("B", 10_00)]


def test_status_age_and_what_was_received(lists: Lists) -> None:
    rows = receivables(lists)
    assert [(r.number, r.status, r.overdue_days, r.bucket, r.received) for r in rows] == [
        ("A-1", "overdue", 113, "91+", 30_00),
        ("A-2", "overdue", 21, "1-30", 0),
        ("A-2", "not_due", 0, "not_due", 0),
        ("A-3", "settled", 0, "", 300_00),
        ("B-1", "part_paid", 0, "not_due", 20_00),
        ("B-2", "not_due", 0, "no_date", 0),
    ]
    assert [(r.seq, r.parts) for r in rows if r.number == "A-2"] == [(1, 2), (2, 2)]


@pytest.mark.parametrize(
    ("days", "bucket"),
    [
        (0, "not_due"),
        (1, "1-30"),
        (30, "1-30"),
        (31, "31-60"),
        (60, "31-60"),
        (61, "61-90"),
        (90, "61-90"),
        (91, "91+"),
    ],
)
def test_the_band_of_a_row_is_the_filter_it_falls_under(book: Book, days: int, bucket: str) -> None:
    due = date.fromordinal(TODAY.toordinal() - days)
    book.ledger(f"customer A\ninvoice A-1 A 2026-01-01 due {due} 10.00")
    (row,) = receivables(Lists(book.store, TODAY), bucket)
    assert row.bucket == bucket


def test_disputed_voided_and_written_off(book: Book, lists: Lists) -> None:
    book.ledger("dispute A-1 2026-11-01 10.00\nvoid B-2")
    words = {row.number: row.status for row in receivables(lists)}
    assert (words["A-1"], words["B-2"]) == ("disputed", "voided")
    (gone,) = receivables(lists, "voided")
    assert (gone.received, gone.voided_on, gone.void_reason) == (0, TODAY, "typing mistake")


def test_what_is_overdue_and_was_never_reminded_of(book: Book, lists: Lists) -> None:
    book.ledger("invoice A-4 A 2026-09-01 due 2026-10-01 20.00")
    assert {row.number for row in receivables(lists, "never_reminded")} == {"A-1", "A-2", "A-4"}
    (found,) = book.services.reminders.due(customer_id=book.ids["A"])
    first = next(each.instalment_id for each in found.items if each.number == "A-4")
    made = book.services.reminders.record(ReminderDraft(found.customer_id, "CNY", 1, (first,)))
    assert {row.number for row in receivables(lists, "never_reminded")} == {"A-1", "A-2"}
    book.services.reminders.void(made, "not sent")
    assert lists.counts("receivables")["never_reminded"] == 3


def test_a_debtor_without_a_salesperson(book: Book, lists: Lists) -> None:
    with book.store.change("person.add") as change:
        chen = change.insert("person", {"name": "Chen", "role": "sales", "active": 1})
    book.services.customers.update(book.ids["A"], {"owner_id": chen})
    alone = lists.page("customers", lists.keys("customers", Query(("no_owner",))))
    assert [row.code for row in alone] == ["B"]


def test_what_is_given_up_was_not_received(book: Book, lists: Lists) -> None:
    (row,) = [row for row in receivables(lists) if row.number == "A-1"]
    book.services.adjustments.add(AdjustmentDraft(row.id, "write_off", 70_00, TODAY, "wound up"))
    (row,) = [row for row in receivables(lists) if row.number == "A-1"]
    assert (row.status, row.amount, row.received, row.given, row.open) == ("written_off", 100_00, 30_00, 70_00, 0)
    sums = lists.summary("receivables", Query(("written_off",))).sums
    assert (sums["amount"], sums["received"], sums["given"], sums["open"]) == (100_00, 30_00, 70_00, 0)
    footer = receivables_footer(lists.summary("receivables", Query(("written_off",))), "CNY")
    assert footer == "1 receivable · amount ¥100.00 · received ¥30.00 · outstanding ¥0.00 · given up ¥70.00"


def test_payments_say_what_they_settle(lists: Lists) -> None:
    rows = lists.page("payments", lists.keys("payments", Query(sort=(("paid_on", True),))))
    assert [(row.number, row.applied_to, row.unapplied) for row in rows] == [
        ("P-3", "B-1", 10_00),
        ("P-2", "A-3", 0),
        ("P-1", "A-1", 0),
    ]
    assert rows[0].paid_on == date(2026, 11, 5)


def test_counts_of_the_chips(lists: Lists) -> None:
    assert lists.counts("customers") == {
        "all": 2, "owing": 2, "overdue": 1, "over_limit": 0, "no_limit": 0, "advance": 1, "archived": 0, "top5": 2,
        "stopped": 0, "unrated": 1, "review_due": 0, "other_parties": 0, "no_owner": 2,
    }  # fmt: skip
    assert lists.counts("payments") == {"live": 3, "unapplied": 1, "paid_out": 0, "voided": 0}
    counted = lists.counts("receivables")
    assert (counted["open"], counted["overdue"], counted["91+"], counted["settled"]) == (5, 2, 1, 1)


def test_sums_are_in_the_books_currency(lists: Lists) -> None:
    found = lists.summary("customers", Query(("all",)))
    assert (found.count, found.sums) == (2, {"owes": 195_00, "overdue": 130_00, "advance": 10_00})


def test_an_unknown_list_or_filter_is_refused(book: Book) -> None:
    lists = Lists(book.store, TODAY)
    with pytest.raises(LookupError):
        lists.keys("customer; drop table", Query())  # type: ignore[arg-type]  # what a wish from outside could be
    with pytest.raises(LookupError):
        lists.keys("customers", Query(("nothing",)))


def test_an_empty_book_sums_to_nothing(book: Book) -> None:
    empty: Store = book.store
    found = Lists(empty, TODAY).summary("payments", Query())
    assert (found.count, found.sums) == (0, {"amount": 0, "unapplied": 0})


def test_a_drop_down_offers_what_occurs(book: Book) -> None:
    for code, region in (("A", "杭州"), ("B", "Ningbo"), ("C", None), ("D", "杭州")):
        book.services.customers.add({"code": code, "name": code, "region": region})
    lists = Lists(book.store, TODAY)
    assert lists.values("customers", "region") == ["Ningbo", "杭州"]
    assert lists.values("customers", "owner") == []
    keys = lists.keys("customers", Query(("all", "region"), sort=(("code", False),), params={"region": "杭州"}))
    assert [row.code for row in lists.page("customers", keys)] == ["A", "D"]
    with pytest.raises(LookupError):
        lists.values("customers", "c.name from customer; --")


def test_a_book_open_for_looking_shows_the_figures_of_today_not_of_the_day_it_was_written(book: Book) -> None:
    book.ledger(LEDGER)
    book.close()
    later = date(2026, 12, 31)
    with open_book(book.path, later, write=False) as looked_at:
        lists = looked_at.services.lists
        (a, b) = lists.page("customers", lists.keys("customers", Query(("overdue",), sort=(("code", False),))))
        assert (a.overdue, a.overdue_days) == (170_00, 153)  # 70.00 of A-1 due on 31 July, A-2: 60.00 and 40.00
        assert (b.overdue, b.overdue_days) == (30_00, 30)  # of B-1, due on 1 December
        assert lists.summary("customers", Query()).sums["overdue"] == 200_00
        assert lists.counts("customers")["overdue"] == 2
        with open_book(book.path, later, write=True) as written:
            assert written.services.lists.page("customers", [a.id, b.id]) == [a, b]
    book.open = open_book(book.path, TODAY, write=True)

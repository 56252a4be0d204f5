"""The aged sums in SQL: bands are the report's buckets with their numbers of items, the ledger never looks at what is open."""

from __future__ import annotations

from datetime import date, timedelta

from app.models import aged
from app.services.rules.ageing import STANDARD, Buckets
from tests.book import TODAY, Book

LEDGER = """
    customer A
    customer B USD
    invoice  A-1 A 2026-01-10 due 2026-02-09:60 2026-03-09:40 100.00
    invoice  A-2 A 2026-01-10 due - 50.00
    invoice  B-1 B 2026-01-10 due 2026-02-09 100.00 USD @7.1
    credit   G-1 A 2026-01-20 5.00
    payment  P-1 A 2026-02-19 30.00 -> A-1
    payment  P-2 B 2026-02-20 40.00 USD @7.3 -> B-1
    payment  P-3 B 2026-02-20 1.00 USD @7.3 ->
    refund   R-1 A 2026-03-01 2.00
"""


def test_bands_are_the_buckets_with_their_counts(book: Book) -> None:
    book.ledger(LEDGER)
    buckets = Buckets(STANDARD)
    for days in range(0, 330, 11):
        on = date(2026, 1, 1) + timedelta(days=days)
        bands = aged.bands(book.store, on, buckets.edges(on))
        rows = aged.sums(book.store, on, buckets.edges(on), by="customer", governing="due_on")
        assert [band.amount for band in bands] == [sum(row.buckets[i] for row in rows) for i in range(len(bands))]
    on = date(2026, 3, 9)
    found = {
        key: (band.amount, band.count)
        for key, band in zip(buckets.keys, aged.bands(book.store, on, buckets.edges(on)), strict=True)
        if band.count
    }
    assert found == {"not_due": (4000, 1), "1-30": (3000 + 42600, 2), "no_date": (5000, 1)}


def test_the_ledger_of_each_day(book: Book) -> None:
    book.ledger(LEDGER)
    days = ["2026-01-09", "2026-01-10", "2026-01-20", "2026-02-19", "2026-02-20", "2026-03-01"]
    expected = [0, 10000 + 5000 + 71000, 85500, 82500]
    # 40 dollars paid at 7.3 settle what was booked at 7.1: the difference of 8.00 is not owed by anybody.
    expected += [82500 - 29200 - 730 + 800, 82500 - 29200 - 730 + 800 + 200]
    assert [aged.ledger(book.store, date.fromisoformat(day)) for day in days] == expected


def test_a_wrong_open_amount_shows_as_a_difference(book: Book) -> None:
    book.ledger(LEDGER)
    book.store.db.execute("begin")
    book.store.db.execute("update open_item set open_base=open_base+7 where instalment_id=1")
    sums = aged.sums(book.store, TODAY, Buckets().edges(TODAY), by="customer", governing="due_on")
    assert sum(row.total for row in sums) - aged.ledger(book.store, TODAY) == 7
    book.store.db.execute("rollback")


def test_rows_are_the_largest_first_and_say_who_and_how_late(book: Book) -> None:
    book.ledger(LEDGER)
    rows = aged.sums(book.store, TODAY, Buckets((30,)).edges(TODAY), by="customer", governing="due_on")
    assert [(row.key, row.name, row.currency, row.total, row.overdue_days_max) for row in rows] == [
        ("B", "B Company", "CNY", 42600 - 730, 285),
        ("A", "A Company", "CNY", 3000 + 4000 + 5000 - 500 + 200, 285),
    ]
    assert [row.buckets for row in rows] == [(0, 0, 42600, 0), (0, 0, 7000, 5000)]

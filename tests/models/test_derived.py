"""Derived rows follow from the facts: thrown away and made again they are the same, and a wrong one is noticed."""

from __future__ import annotations

from datetime import date

import pytest

from app.models import derived
from app.models.store import Store
from tests.book import TODAY, Book

LEDGER = """
    customer A net 30
    customer B USD
    invoice  A-1 A 2026-01-10 due 2026-02-09:60 2026-03-09:40 100.00
    invoice  B-1 B 2026-01-10 due 2026-02-09 100.00 USD @7.1
    credit   G-1 A 2026-01-20 5.00 -> A-1
    payment  P-1 A 2026-02-19 70.00 -> auto
    payment  P-2 B 2026-02-20 120.00 USD @7.3 -> auto
    refund   R-1 B 2026-03-01 10.00 USD @7.2
    payment  P-3 A 2026-12-24 1.00 -> A-1
"""


def items(store: Store) -> list[tuple[object, ...]]:
    sql = "select side, amount, amount_base, open, open_base, settled_on from open_item order by customer_id, issued_on, side desc"
    return store.rows(lambda *row: row, sql)


def test_one_row_for_each_document_and_instalment(book: Book) -> None:
    book.ledger(LEDGER)
    assert items(book.store) == [
        ("debit", 6000, 6000, 0, 0, "2026-02-19"),
        ("debit", 4000, 4000, 2400, 2400, None),
        ("credit", 500, 500, 0, 0, "2026-01-20"),
        ("credit", 7000, 7000, 0, 0, "2026-02-19"),
        ("credit", 100, 100, 0, 0, "2026-12-24"),
        ("debit", 10000, 71000, 0, 0, "2026-02-20"),
        ("credit", 12000, 87600, 1000, 7300, None),
        ("debit", 1000, 7200, 0, 0, "2026-03-01"),
    ]


def test_the_ledger_of_each_customer_is_its_documents(book: Book) -> None:
    book.ledger(LEDGER)
    found = book.store.rows(lambda *row: row, "select customer_id, base from customer_ledger order by customer_id")
    # A: 100 - 5 - 70 - 1. B: 710 - 876 + 72, and what the rates differ by: (7.3 - 7.1) x 100 and (7.3 - 7.2) x 10.
    assert found == [(book.ids["A"], 2400), (book.ids["B"], 71000 - 87600 + 7200 + 2000 + 100)]


@pytest.mark.parametrize(
    "damage",
    [
        "update open_item set open=open+1 where open<>0",
        "update open_item set due_on='2026-02-10' where due_on is not null",
        "delete from open_item where side='credit'",
        "update customer_ledger set base=base-1",
        "delete from customer_ledger",
    ],
)
def test_a_wrong_row_is_noticed_and_mended(book: Book, damage: str) -> None:
    book.ledger(LEDGER)
    before = items(book.store)
    book.store.db.execute(damage)
    assert derived.item_differences(book.store) > 0
    book.services.standing.rebuild()
    assert items(book.store) == before
    assert derived.item_differences(book.store) == 0


def test_indexes_are_there_again_after_everything_was_made_anew(book: Book) -> None:
    sql = "select name, sql from sqlite_schema where type='index' order by name"
    before = book.store.rows(lambda *row: row, sql)
    book.services.standing.rebuild()
    assert book.store.rows(lambda *row: row, sql) == before


def test_the_day_of_the_standings(book: Book) -> None:
    assert derived.standing_day(book.store) is None
    book.ledger(LEDGER)
    assert derived.standing_day(book.store) == TODAY
    book.store.db.execute("update customer_standing set as_of='2026-01-01' where customer_id=?", (book.ids["A"],))
    assert derived.standing_day(book.store) is None
    assert book.services.standing.for_today()
    assert derived.standing_day(book.store) == TODAY


def test_two_disputes_of_one_instalment_are_at_most_what_is_open(book: Book) -> None:
    book.ledger(
        """
        customer A
        invoice  A-1 A 2026-01-10 due 2026-02-09 100.00
        dispute  A-1 2026-02-01 40.00
        dispute  A-1 2026-02-02 50.00
        payment  P-1 A 2026-03-01 70.00 -> A-1
        """
    )
    disputed = "select disputed_base from customer_standing"
    assert book.store.scalar(disputed) == 3000
    assert [item.disputed for item in book.services.receivables.open_items(book.ids["A"])] == [3000]


def test_days_late_are_weighted_in_one_currency(book: Book) -> None:
    book.ledger(
        """
        customer A
        invoice  A-1 A 2026-01-01 due 2026-01-31 100.00
        invoice  A-2 A 2026-01-01 due 2026-01-31 1000 JPY @0.05
        payment  P-1 A 2026-02-10 100.00 -> A-1
        payment  P-2 A 2026-03-02 1000 JPY @0.05 -> A-2
        """
    )
    # 100 yuan 10 days late and 50 yuan 30 days late: (1000 + 1500) / 150 = 16.67 days.
    assert book.store.scalar("select late_days_avg_x100 from customer_standing") == 1666
    assert derived.standing_sql(book.store, None, date(2026, 2, 15))[1]["since"] == "2024-02-15"

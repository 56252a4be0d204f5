"""Figures of the day: made with each change for those it touches, anew when the day changes, never needed twice."""

from __future__ import annotations

from datetime import date
from typing import Any

from app.services.customers import LimitDraft
from app.services.services import Services
from app.services.standing import MANY
from tests.book import TODAY, Book, assert_sound

LEDGER = """
    customer A net 30 limit 500
    customer B
    invoice  A-1 A 2026-09-01 due 2026-10-01 100.00
    invoice  A-2 A 2026-11-01 due 2026-11-25 40.00
    payment  P-1 A 2026-11-10 30.00 -> A-1
    payment  P-2 A 2026-11-12 5.00 ->
    dispute  A-1 2026-11-13 20.00
"""
COLUMNS = "as_of,balance_base,overdue_base,overdue_days_max,unallocated_base,disputed_base,due_soon_base,open_count,last_paid_on,limit_state,limit_amount"
IN_STEP = {"open_item": 0, "customer_standing": 0, "customer_score": 0, "exposure_line": 0}


def standing(book: Book, code: str) -> dict[str, Any]:
    sql = f"select {COLUMNS} from customer_standing where customer_id=?"
    row = book.store.rows(lambda *row: row, sql, (book.ids[code],))[0]
    return dict(zip(COLUMNS.split(","), row, strict=True))


def test_the_figures_of_a_customer(book: Book) -> None:
    book.ledger(LEDGER)
    assert standing(book, "A") == {
        "as_of": "2026-11-21", "balance_base": 10500, "overdue_base": 7000, "overdue_days_max": 51, "unallocated_base": 500,
        "disputed_base": 2000, "due_soon_base": 4000, "open_count": 2, "last_paid_on": "2026-11-12", "limit_state": "set", "limit_amount": 50000,
    }  # fmt: skip
    assert (standing(book, "B")["balance_base"], standing(book, "B")["limit_state"]) == (0, "not_set")


def test_tomorrow_they_are_made_anew_once(book: Book) -> None:
    book.ledger(LEDGER)
    tomorrow = Services(book.store, date(2026, 11, 26))
    assert tomorrow.standing.for_today()
    found = standing(book, "A")
    assert (found["overdue_base"], found["overdue_days_max"], found["due_soon_base"]) == (11000, 56, 0)
    assert not tomorrow.standing.for_today()
    assert_sound(book.store, date(2026, 11, 26))
    assert Services(book.store, TODAY).standing.for_today()


def test_a_change_of_many_customers_makes_all_anew(book: Book) -> None:
    with book.store.change("customer.add") as change:
        for n in range(MANY + 1):
            change.insert("customer", {"code": f"M{n}", "name": f"M{n}", "currency": "CNY", "search_key": f"m{n}"})
    assert book.store.scalar("select count(*) from customer_standing") == MANY + 1
    assert book.services.standing.differences() == IN_STEP


def test_a_limit_counts_from_its_day(book: Book) -> None:
    book.ledger(LEDGER)
    book.services.customers.update(book.ids["A"], {"limit": LimitDraft("unlimited")})
    assert (standing(book, "A")["limit_state"], standing(book, "A")["limit_amount"]) == ("unlimited", None)
    book.services.customers.update(book.ids["A"], {"limit": LimitDraft("set", 0)})
    assert (standing(book, "A")["limit_state"], standing(book, "A")["limit_amount"]) == ("set", 0)


def test_differences_name_the_table(book: Book) -> None:
    book.ledger(LEDGER)
    book.store.db.execute("begin")
    book.store.db.execute("update customer_standing set overdue_base=1 where customer_id=?", (book.ids["A"],))
    assert book.services.standing.differences() == {**IN_STEP, "customer_standing": 2}
    book.store.db.execute("rollback")


def test_figures_that_are_not_there_differ(book: Book) -> None:
    book.ledger(LEDGER)
    book.store.db.execute("begin")
    book.store.db.execute("delete from customer_standing where customer_id=?", (book.ids["A"],))
    assert book.services.standing.differences() == {**IN_STEP, "customer_standing": 1}
    book.store.db.execute("rollback")


def test_the_largest_amounts_paid_the_latest_still_have_an_average(book: Book) -> None:
    book.ledger("""
        customer A
        invoice A-1 A 1990-01-01 due 1990-01-01 99999999999.99
        invoice A-2 A 1990-01-01 due 1990-01-03 99999999999.99
        invoice A-3 A 1990-01-01 due 1990-01-01 99999999999.99
        payment P-1 A 2026-11-20 99999999999.99 -> A-1
        payment P-2 A 2026-11-20 99999999999.99 -> A-2
        payment P-3 A 2026-11-20 99999999999.99 -> A-3
    """)
    late = book.store.scalar("select late_days_avg_x100 from customer_standing")
    assert late == 13471_33  # 13,472 days twice and 13,470 once

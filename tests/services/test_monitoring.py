"""Today's list: who is on it, why, in which order, and what it says."""

from __future__ import annotations

from datetime import date

from app.models import customers
from app.services import today_json, today_wording
from app.services.monitoring import Monitoring, Worklist
from app.services.rules.worklist import Reason
from app.services.securities import SecurityDraft
from app.services.statement_drawing import StatementDraft
from app.services.statements import Statements
from tests.book import TODAY, Book, book_fixture

__all__ = ["book_fixture"]

LEDGER = """
customer OLD net 30
customer NEW net 30 limit 100
customer SOON net 30
customer WEEK net 30
customer CASH net 30
customer FINE net 30 limit 100
invoice  O-1 OLD 2026-07-01 due 2026-07-31 100.00
invoice  O-2 OLD 2026-09-01 due 2026-10-01 200.00
invoice  N-1 NEW 2026-10-01 due 2026-11-01 500.00
invoice  S-1 SOON 2026-10-24 due 2026-11-24 80.00
invoice  W-1 WEEK 2026-10-28 due 2026-11-28 900.00
invoice  W-2 WEEK 2026-10-29 due 2026-11-29 900.00
invoice  C-1 CASH 2026-11-01 due 2026-12-31 70.00
payment  P-1 CASH 2026-11-20 50.00
invoice  F-1 FINE 2026-11-01 due 2026-12-01 100.00
"""


def worklist(book: Book, on: date = TODAY) -> Worklist:
    return Monitoring(book.store, book.today).today(on)


def test_rows_come_in_the_order_of_their_strongest_reason(book: Book) -> None:
    found = worklist(book.ledger(LEDGER))
    # Waiting 30 days costs 40.41 of NEW's 500.00 (20 days overdue), 34.64 of OLD's 100.00 (113 days) and 200.00 (51 days).
    assert [row.code for row in found.rows] == ["NEW", "OLD", "SOON", "WEEK", "CASH"]
    assert [row.cost for row in found.rows] == [4041, 3464, 0, 0, 0]
    assert [(row.amount, row.overdue_days) for row in found.rows] == [
        (50000, 20), (30000, 113), (8000, 0), (90000, 0), (5000, 0),
    ]  # fmt: skip


def test_reasons_of_one_customer_are_merged_strongest_first(book: Book) -> None:
    book.ledger(LEDGER).ledger("invoice N-2 NEW 2026-10-22 due 2026-11-22 30.00\npayment P-2 NEW 2026-11-19 10.00")
    row = next(row for row in worklist(book).rows if row.code == "NEW")
    assert row.reasons == (
        Reason("overdue", 49000, "CNY", 20, 1, "remind_1"),  # as the letter asks: less what is not applied
        Reason("over_limit", 42000, "CNY"),
        Reason("due_soon", 3000, "CNY", 1, 1),
        Reason("unapplied", 1000, "CNY"),
    )
    assert row.last_paid == date(2026, 11, 19)


def test_a_past_day_shows_what_was_true_then(book: Book) -> None:
    book.ledger(LEDGER).ledger("payment P-3 OLD 2026-11-10 300.00 -> O-1 O-2")
    assert "OLD" not in [row.code for row in worklist(book).rows]
    then = worklist(book, date(2026, 8, 5))
    assert [(row.code, row.reasons) for row in then.rows] == [("OLD", (Reason("overdue", 10000, "CNY", 5, 1, "call"),))]


def test_the_day_it_is_due_is_not_overdue(book: Book) -> None:
    book.ledger(LEDGER)
    on_the_day = next(row for row in worklist(book, date(2026, 11, 24)).rows if row.code == "SOON")
    the_next = next(row for row in worklist(book, date(2026, 11, 25)).rows if row.code == "SOON")
    assert on_the_day.reasons == (Reason("due_soon", 8000, "CNY", 0, 1),)
    assert the_next.reasons == (Reason("overdue", 8000, "CNY", 1, 1, "call"),)


def test_amounts_are_in_the_books_currency_and_limits_too(book: Book) -> None:
    book.ledger("customer U USD limit 10\ninvoice U-1 U 2026-09-01 due 2026-10-01 20.00 USD @7.1")
    over = Reason("over_limit", 7100, "CNY")  # 10.00 dollars too much, at the rate of the invoice: there is no other
    assert worklist(book).rows[0].reasons == (Reason("overdue", 14200, "CNY", 51, 1, "remind_1"), over)
    with book.store.change("rate.add") as change:
        change.insert("exchange_rate", {"currency": "USD", "on_day": "2026-11-01", "rate": "7"})
    assert worklist(book).rows[0].reasons[1] == Reason("over_limit", 7000, "CNY")


def test_a_limit_of_zero_is_a_limit_and_unlimited_is_none(book: Book) -> None:
    book.ledger("""
        customer ZERO limit 0
        customer FREE limit unlimited
        invoice Z-1 ZERO 2026-11-01 due 2026-12-31 10.00
        invoice F-1 FREE 2026-11-01 due 2026-12-31 10.00
    """)
    assert [(row.code, row.reasons[0].code) for row in worklist(book).rows] == [("ZERO", "over_limit")]


def test_telephone_is_the_first_contacts_who_has_one_else_the_customers(book: Book) -> None:
    book.ledger(LEDGER)
    with book.store.change("contact.add") as change:
        customers.update(change, book.ids["NEW"], {"phone": "0571-1"})
        for name, phone in (("Ann", None), ("Bob", "138-2"), ("Cid", "139-3")):
            row = {"customer_id": book.ids["OLD"], "name": name, "phone": phone, "search_key": name.lower()}
            customers.insert_contact(change, row)
    rows = {row.code: (row.contact, row.phone) for row in worklist(book).rows}
    assert (rows["OLD"], rows["NEW"], rows["SOON"]) == (("Bob", "138-2"), ("", "0571-1"), ("", ""))


def test_a_book_where_nothing_is_to_be_done_says_what_comes_next(book: Book) -> None:
    assert (worklist(book).started, worklist(book).rows, worklist(book).next_due) == (False, (), None)
    book.ledger("customer A\ninvoice A-1 A 2026-11-01 due 2026-12-24 56.80\ninvoice A-2 A 2026-11-01 10.00")
    found = worklist(book)
    assert (found.started, found.rows, found.missing_terms) == (True, (), 1)
    assert today_wording.all_done(found.next_due, "CNY") == (
        "Nothing needs doing today. Next: A Company, ¥56.80 due on 2026-12-24."
    )


def test_json_names_customers_by_code_and_money_as_text(book: Book) -> None:
    found = today_json.document(worklist(book.ledger(LEDGER)))
    assert found["as_of"] == "2026-11-21"
    assert found["rows"][1] == {
        "customer": "OLD",
        "reasons": [{"code": "overdue", "text": "113 days overdue: 2 items, ¥300.00", "amount": "300.00"}],
        "amount": "300.00",
        "overdue_days": 113,
    }


def test_sentences() -> None:
    assert [
        today_wording.reason_text(Reason("overdue", 100, "CNY", 1, 1)),
        today_wording.reason_text(Reason("due_soon", 100, "CNY", 0, 1)),
        today_wording.reason_text(Reason("due_soon", 100, "CNY", 3, 2)),
        today_wording.to_do((Reason("over_limit", 5, "USD"), Reason("unapplied", 5, "USD"))),
    ] == [
        "1 day overdue: ¥1.00",
        "Due today: ¥1.00",
        "First due in 3 days: 2 items, ¥1.00",
        "Collect before shipping more · $0.05 over the credit limit  +1",
    ]


CLOCKS = """
customer OLD net 30
customer TWO net 30
invoice  O-1 OLD 2023-12-01 due 2023-12-31 100.00
payment  P-1 OLD 2024-01-05 100.00 -> O-1
invoice  T-1 TWO 2026-11-01 due 2026-12-31 70.00
invoice  T-2 TWO 2023-12-01 due 2023-12-31 30.00
invoice  T-3 TWO 2024-01-01 due 2024-01-31 30.00
"""


def test_a_legal_clock_within_its_first_alarm_is_a_reason_the_last_of_all(book: Book) -> None:
    book.ledger(CLOCKS)
    (row,) = worklist(book).rows
    assert [each.code for each in row.reasons] == ["overdue", "clock"]
    assert row.reasons[1] == Reason("clock", 3000, "CNY", 40, 2, "limitation", "T-2")
    assert today_wording.reason_text(row.reasons[1]) == "Limitation-period hint T-2: last day in 40 days, 1 more"


def test_a_clock_of_a_customer_who_owes_nothing_has_a_row_too(book: Book) -> None:
    book.ledger(CLOCKS)
    paper = SecurityDraft(
        book.ids["OLD"], "bank_guarantee", date(2026, 1, 1), giver="Bank", expires_on=date(2026, 12, 1)
    )
    book.services.securities.add(paper)
    rows = worklist(book).rows
    assert [(row.code, row.reasons[0].code, row.amount) for row in rows] == [
        ("TWO", "overdue", 6000),
        ("OLD", "clock", 0),
    ]
    assert today_wording.to_do(rows[1].reasons) == "Claim or extend · End of a security Bank: last day in 10 days"


def test_a_clock_that_ran_out_stays_for_a_month(book: Book) -> None:
    book.ledger(CLOCKS)
    assert [each.days for each in worklist(book, date(2027, 1, 1)).rows[0].reasons if each.code == "clock"] == [-1]
    assert "clock" not in [each.code for each in worklist(book, date(2027, 3, 3)).rows[0].reasons]


def test_statement_that_did_not_come_back_is_asked_for(book: Book) -> None:
    """Sent ten days ago: it is asked for from then on, until the answer comes; a customer who owes more comes first."""
    book.ledger("customer A net 30\ncustomer B net 30\ninvoice A-1 A 2026-10-01 due 2026-12-30 100.00")
    book.ledger("invoice B-1 B 2026-09-01 due 2026-10-01 7.00")
    sent = date(2026, 11, 11)
    papers = Statements(book.store, sent)
    (paper, *_rest) = papers.record(StatementDraft(book.ids["A"], sent, sent, "confirmation"))
    papers.mark_sent(paper, sent, "ems")
    assert [row.code for row in book.services.monitoring.today(date(2026, 11, 20)).rows] == ["B"]
    rows = book.services.monitoring.today().rows
    assert [(row.code, row.reasons[0].code) for row in rows] == [("B", "overdue"), ("A", "unanswered")]
    assert (rows[1].reasons[0].days, rows[1].amount) == (10, 10000)
    number = book.store.scalar("select number from confirmation")
    assert today_wording.reason_text(rows[1].reasons[0]) == f"{number} sent 10 days ago has not come back"
    book.services.statements.reply(paper, TODAY, "agrees", sealed=True)
    assert [row.code for row in book.services.monitoring.today().rows] == ["B"]

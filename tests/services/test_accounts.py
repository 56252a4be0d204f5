"""One customer's account: figures at the head, what needs attention, the running list and what settled what."""

from __future__ import annotations

from datetime import date

import pytest

from app.models.errors import UserError
from app.services.accounts import Account, Accounts
from app.services.customer_wording import (
    first_note,
    habit_text,
    habit_title,
    insured_note,
    line_title,
    part_text,
    remark_text,
    state_text,
)
from app.services.review_proposals import Proposal
from tests.book import TODAY, Book
from tests.insuring import grant, take_out
from tests.reviewing import at_the_desk, filled, ready, staff

LEDGER = """
    customer A net 30 limit 500
    invoice  A-1 A 2026-07-01 due 2026-07-31 100.00
    invoice  A-2 A 2026-10-20 due 2026-10-31:60 2026-11-25:40 100.00
    invoice  A-3 A 2026-08-01 due 2026-08-05 300.00
    payment  P-1 A 2026-08-09 330.00 -> A-3:300 A-1:30
    credit   G-1 A 2026-10-25 20.00 -> A-2
    payment  P-2 A 2026-11-02 15.00
    void     P-2
"""


def accounts(book: Book) -> Accounts:
    return Accounts(book.store, TODAY)


def shown(account: Account) -> list[tuple[str, int, int, int]]:
    return [(line_title(line), line.plus // 100, line.minus // 100, line.balance // 100) for line in account.lines]


def test_the_running_list_ends_in_what_is_owed(book: Book) -> None:
    book.ledger(LEDGER)
    found = accounts(book).lines(book.ids["A"])
    assert shown(found) == [
        ("Receivable A-1", 100, 0, 100),
        ("Receivable A-3", 300, 0, 400),
        ("Payment P-1", 0, 330, 70),
        ("Receivable A-2", 100, 0, 170),
        ("Credit note G-1", 0, 20, 150),
    ]
    assert found.balance == accounts(book).page(book.ids["A"]).row.owes == 150_00


def test_only_what_is_open_sums_to_the_same_balance(book: Book) -> None:
    book.ledger(LEDGER)
    found = accounts(book).lines(book.ids["A"], only_open=True)
    assert shown(found) == [("Receivable A-1", 70, 0, 70), ("Receivable A-2", 80, 0, 150)]


def test_a_voided_payment_can_be_seen_and_counts_nothing(book: Book) -> None:
    book.ledger(LEDGER)
    found = accounts(book).lines(book.ids["A"], voided=True)
    last = found.lines[-1]
    assert (line_title(last), last.minus, last.balance) == ("Payment P-2", 0, 150_00)
    assert state_text(last) == "Voided: typing mistake"


def test_what_settled_what(book: Book) -> None:
    book.ledger(LEDGER)
    lines = {line_title(line): line for line in accounts(book).lines(book.ids["A"]).lines}
    assert [part_text(part) for part in lines["Payment P-1"].parts] == ["A-3  ¥300.00", "A-1  ¥30.00"]
    assert [part_text(part) for part in lines["Receivable A-2"].parts] == ["G-1  ¥20.00"]
    assert state_text(lines["Payment P-1"]) == "Applied"
    assert state_text(lines["Receivable A-1"]) == "¥70.00 open"
    assert state_text(lines["Receivable A-3"]) == "Settled"


def test_money_moved_away_is_shown_where_it_is_now(book: Book) -> None:
    book.ledger("""
        customer A net 30
        invoice  A-1 A 2026-01-10 10.00
        invoice  A-2 A 2026-01-11 10.00
        payment  P-1 A 2026-02-20 10.00 -> A-1
        move     P-1 2026-03-05 A-1 -> A-2:10
    """)
    lines = {line_title(line): line for line in accounts(book).lines(book.ids["A"]).lines}
    assert [part_text(part) for part in lines["Payment P-1"].parts] == ["A-2  ¥10.00"]
    assert lines["Receivable A-1"].parts == ()


def test_documents_of_one_foreign_currency_are_shown_in_it(book: Book) -> None:
    book.ledger("""
        customer A USD net 30
        invoice  A-1 A 2026-10-01 100.00 USD @7
        payment  P-1 A 2026-10-20 40.00 USD @7.2 -> A-1
    """)
    found = accounts(book).lines(book.ids["A"])
    assert found.currency == "USD"
    assert shown(found) == [("Receivable A-1", 100, 0, 100), ("Payment P-1", 0, 40, 60)]


def test_mixed_currencies_run_in_the_books_with_the_exchange_difference(book: Book) -> None:
    book.ledger("""
        customer A net 30
        invoice  A-1 A 2026-10-01 100.00 USD @7
        invoice  A-2 A 2026-10-02 50.00
        payment  P-1 A 2026-10-20 100.00 USD @7.2 -> A-1
    """)
    found = accounts(book).lines(book.ids["A"])
    assert found.currency == "CNY"
    assert shown(found) == [
        ("Receivable A-1", 700, 0, 700),
        ("Receivable A-2", 50, 0, 750),
        ("Payment P-1", 0, 720, 30),
        ("Exchange difference", 20, 0, 50),
    ]
    assert accounts(book).page(book.ids["A"]).row.owes == 50_00


def test_the_head_and_the_bands(book: Book) -> None:
    book.ledger(LEDGER)
    page = accounts(book).page(book.ids["A"])
    assert (page.row.owes, page.row.overdue, page.row.overdue_days) == (150_00, 110_00, 113)
    bands = {band.key: (band.amount // 100, band.count) for band in page.bands}
    assert bands == {"not_due": (40, 1), "1-30": (40, 1), "31-60": (0, 0), "61-90": (0, 0), "91+": (70, 1)}
    assert page.started


def test_the_strongest_remarks_first(book: Book) -> None:
    book.ledger(LEDGER)
    book.ledger("invoice A-4 A 2026-11-01 due 2027-01-01 400.00\ndispute A-1 2026-11-02 30.00")
    remarks = accounts(book).page(book.ids["A"]).remarks
    assert [each.code for each in remarks] == ["overdue", "over_limit", "due_soon"]
    assert remark_text(remarks[1]) == "¥50.00 over the credit limit"


def test_a_dispute_and_missing_terms_are_noticed(book: Book) -> None:
    book.ledger("""
        customer A
        invoice  A-1 A 2026-11-01 due - 100.00
        dispute  A-1 2026-11-02 30.00
    """)
    remarks = accounts(book).page(book.ids["A"]).remarks
    assert [remark_text(each) for each in remarks] == [
        "¥30.00 is disputed",
        "No payment terms yet, so some due dates are missing",
    ]


def test_a_customer_who_slows_down(book: Book) -> None:
    book.ledger("customer A net 30")
    for month, paid in enumerate(("01-30", "02-28", "03-31", "05-08", "06-09", "07-07"), start=1):
        due = date(2026, month, 28)
        book.ledger(f"invoice I-{month} A 2026-{month:02}-01 due {due} 10.00")
        book.ledger(f"payment Q-{month} A 2026-{paid} 10.00 -> I-{month}")
    page = accounts(book).page(book.ids["A"])
    assert [each.days for each in page.habit] == [2, 0, 3, 10, 12, 9]
    (slower,) = page.remarks
    assert remark_text(slower) == "Pays more slowly: the last 3 came 10 days late on average, before that 2 days"


def test_the_habit_is_of_the_last_twelve_in_order(book: Book) -> None:
    book.ledger("customer A net 30")
    for day in range(1, 15):
        book.ledger(f"invoice I-{day} A 2026-01-01 due 2026-03-10 10.00")
        book.ledger(f"payment Q-{day} A 2026-03-{day:02} 10.00 -> I-{day}")
    habit = accounts(book).page(book.ids["A"]).habit
    assert [each.number for each in habit] == [f"I-{day}" for day in range(3, 15)]
    assert habit_title(habit) == "Paid on time: 8 of the last 12"
    assert habit_text(habit[-1]) == "I-14 ¥10.00: 4 days late, paid on 2026-03-14"
    assert habit_text(habit[0]) == "I-3 ¥10.00: 7 days early, paid on 2026-03-03"


def test_a_customer_without_dealings(book: Book) -> None:
    book.ledger("customer A")
    page = accounts(book).page(book.ids["A"])
    assert (page.started, page.remarks, page.habit) == (False, (), ())
    assert accounts(book).lines(book.ids["A"]).lines == ()
    assert habit_title(page.habit) == "Nothing paid yet"


def test_a_customer_who_is_gone(book: Book) -> None:
    with pytest.raises(UserError, match="no longer in the book"):
        accounts(book).page(99)


def test_one_customers_account_reads_by_index(book: Book) -> None:
    from app.models import ledger_lines

    live = {"live_r": "and r.voided_on is null", "live_p": "and p.voided_on is null", "live_j": ""}
    for sql in (ledger_lines.DOCUMENTS.format(**live), ledger_lines.SETTLEMENTS):
        steps = book.store.rows(lambda *row: row[-1], f"explain query plan {sql}", {"customer": 1})
        assert not [step for step in steps if step.startswith(("SCAN r", "SCAN p", "SCAN a", "SCAN j", "SCAN i"))], (
            steps
        )


def test_what_comes_first_and_what_the_insurer_takes(book: Book) -> None:
    """Nothing of both until a review asks for three tenths and the insurer grants 2,000."""
    people = staff(filled(book), mary="manager")
    found = book.services.accounts.page(book.ids["A"])
    assert (first_note(found.prepay_bp), insured_note(found.insured_to, "CNY")) == ("", "")
    reviews = book.services.reviews
    review = reviews.open(book.ids["A"], "new")
    reviews.propose(review, Proposal(limit=100_000_00, prepay_bp=3000))
    ready(reviews, review)
    with at_the_desk(book, people["mary"]) as theirs:
        theirs.approve(review)
    grant(book, take_out(book), "A", "2000")
    found = book.services.accounts.page(book.ids["A"])
    assert (first_note(found.prepay_bp), insured_note(found.insured_to, "CNY")) == (
        "Prepayment 30%",
        "Insured to ¥2,000.00",
    )

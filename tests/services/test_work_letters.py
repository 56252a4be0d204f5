"""Today's list and letters: who is back at once because a letter came back, what comes due less money not applied, one look at promises."""

from __future__ import annotations

from datetime import date

from app.models.dates import add_days
from app.services import today_wording
from app.services.monitoring import Worklist
from app.services.rules.worklist import Reason
from tests.book import TODAY, Book, book_fixture

__all__ = ["book_fixture"]
OWES = "customer A net 30\ninvoice A-1 A 2026-09-01 due 2026-11-13 300.00\nremind A 2026-11-20"


def worklist(book: Book, on: date = TODAY) -> Worklist:
    return book.services.monitoring.today(on)


def reasons(book: Book, on: date = TODAY) -> list[Reason]:
    """Of the only customer on the list."""
    return [reason for row in worklist(book, on).rows for reason in row.reasons]


def test_a_letter_that_came_back_brings_the_customer_back_at_once(book: Book) -> None:
    """The first letter of 11-20 waits for 12-01; the next day it lies in our box again."""
    book.ledger(OWES)
    assert (reasons(book), [row.until for row in worklist(book).waiting]) == ([], [date(2026, 12, 1)])
    book.ledger("serve A 2026-11-21 returned")
    back, overdue = reasons(book)
    assert back == Reason("letter_back", 30000, "CNY", 0, 1, "", "CK-2026-0001")
    assert (overdue.code, overdue.what) == ("overdue", "remind_1")  # nobody was reminded yet
    row = worklist(book).rows[0]
    assert today_wording.row_text(row) == ("Check their address · Letter CK-2026-0001 came back today  +1")
    assert (row.last, row.amount) == (None, 30000)
    assert reasons(book, add_days(TODAY, -1)) == []  # on its way
    assert [row.waits for row in worklist(book, add_days(TODAY, -1)).waiting] == ["contact"]


def test_it_brings_them_back_although_a_call_agreed_on_a_later_day(book: Book) -> None:
    book.ledger(
        "customer A net 30\ninvoice A-1 A 2026-09-01 due 2026-11-13 300.00\ncontact A 2026-11-19 other next 2026-11-30"
    )
    book.ledger("remind A 2026-11-20\nserve A 2026-11-21 returned")
    assert [each.code for each in reasons(book)] == ["letter_back"]  # what is overdue waits for the 30th


def test_whoever_was_spoken_to_since_is_not_told_again(book: Book) -> None:
    book.ledger(OWES).ledger("serve A 2026-11-20 returned\ncontact A 2026-11-21 new_contact next 2026-11-25")
    assert reasons(book) == []
    assert [each.code for each in reasons(book, date(2026, 11, 25))] == ["overdue"]


def test_a_letter_about_what_is_paid_matters_to_nobody(book: Book) -> None:
    book.ledger(OWES).ledger("payment P-1 A 2026-11-21 300.00 -> A-1\nserve A 2026-11-21 returned")
    assert reasons(book) == []


def test_two_letters_that_came_back_are_one_reason(book: Book) -> None:
    book.ledger(OWES).ledger("serve A 2026-11-20 returned\nremind A 2026-11-20\nserve A 2026-11-21 returned")
    assert reasons(book)[0] == Reason("letter_back", 30000, "CNY", 0, 2, "", "CK-2026-0002")
    told = today_wording.reason_text(reasons(book)[0])
    assert told == "Letter CK-2026-0002 came back today, 1 more"


def test_money_not_applied_pays_what_comes_due_as_in_the_letters(book: Book) -> None:
    """30.00 overdue, 80.00 due in three days, 50.00 in five; 100.00 not applied: 60.00 are left to ask for."""
    book.ledger("""
        customer A net 30
        invoice A-1 A 2026-10-01 due 2026-11-20 30.00
        invoice A-2 A 2026-10-25 due 2026-11-24 80.00
        invoice A-3 A 2026-10-27 due 2026-11-26 50.00
        payment P-1 A 2026-11-19 100.00
    """)
    assert reasons(book) == [Reason("due_soon", 6000, "CNY", 3, 2), Reason("unapplied", 10000, "CNY")]
    (letter,) = book.services.reminders.due()
    assert letter.amount == 6000
    book.ledger("payment P-2 A 2026-11-20 20.00")
    assert reasons(book) == [Reason("due_soon", 4000, "CNY", 5, 1), Reason("unapplied", 12000, "CNY")]
    book.ledger("payment P-3 A 2026-11-20 40.00")
    assert [each.code for each in reasons(book)] == ["unapplied"]


def test_what_is_promised_takes_none_of_it(book: Book) -> None:
    book.ledger("""
        customer A net 30
        invoice A-1 A 2026-10-25 due 2026-11-24 80.00
        invoice A-2 A 2026-10-27 due 2026-11-26 50.00
        promise T-1 A 2026-11-20 2026-11-24 80.00 -> A-1
        payment P-1 A 2026-11-19 50.00
    """)
    assert reasons(book) == [Reason("due_soon", 8000, "CNY", 3, 1), Reason("unapplied", 5000, "CNY")]


def test_promises_are_read_once(book: Book) -> None:
    book.ledger(OWES).ledger("promise T-1 A 2026-11-01 2026-11-10 100.00\npromise T-2 A 2026-11-20 2026-11-25 300.00")
    book.services.standing.for_today()
    asked: list[str] = []
    book.store.db.set_trace_callback(asked.append)
    worklist(book)
    book.store.db.set_trace_callback(None)
    assert sum("from promise where" in " ".join(each.split()) for each in asked) == 1


def test_the_amount_is_what_is_asked_for(book: Book) -> None:
    """100.00 are not applied: 200.00 are overdue."""
    book.ledger(OWES).ledger("payment P-1 A 2026-11-20 100.00\nserve A 2026-11-21 returned")
    assert [(each.code, each.amount) for each in reasons(book)][:2] == [("letter_back", 20000), ("overdue", 20000)]

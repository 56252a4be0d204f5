"""What a change was, in one line."""

from __future__ import annotations

from app.services.payments import PaymentDraft
from app.services.told import Told, tell
from tests.book import TODAY, Book

LEDGER = """
customer A net 30
invoice  A-1 A 2026-09-01 due 2026-10-01 100.00
payment  P-1 A 2026-09-20 40.00 -> A-1
"""


def newest(book: Book) -> Told:
    found = tell(book.store, book.services.history.rows(limit=1)[0].id)
    assert found is not None
    return found


def test_payment_names_amount_and_customer(book: Book) -> None:
    assert newest(book.ledger(LEDGER)).text() == "Log a payment ¥40.00 A Company"


def test_a_payer_first_heard_of_is_told_once(book: Book) -> None:
    book.ledger(LEDGER)
    paid = PaymentDraft(book.ids["A"], 10_00, TODAY, payer_name="Li Jun")
    book.services.payments.record(paid)
    assert newest(book).done_text() == (
        "Done: Log a payment ¥10.00 A Company. Money from “Li Jun” will be matched to A Company first from now on"
    )
    book.services.payments.record(paid)
    assert newest(book).learnt is None


def test_what_was_given_up_names_its_amount(book: Book) -> None:
    book.ledger(LEDGER + "writeoff W-1 A-1 2026-11-01 60.00")
    assert newest(book).text() == "Write off a debt ¥60.00 A Company"


def test_undo_and_redo_are_told_apart(book: Book) -> None:
    book.ledger(LEDGER).services.history.undo()
    assert newest(book).done_text() == "Undone: Log a payment ¥40.00 A Company"
    book.services.history.redo()
    assert newest(book).done_text() == "Done: Log a payment ¥40.00 A Company"


def test_customer_that_was_taken_back_keeps_its_name(book: Book) -> None:
    book.services.customers.add({"name": "Carol"})
    book.services.history.undo()
    assert newest(book).done_text() == "Undone: Add a customer Carol"


def test_change_of_the_book_names_nobody(book: Book) -> None:
    found = newest(book)
    assert (found.label, found.customer, found.amount, found.undoable) == ("book.create", None, None, False)
    assert tell(book.store, 99) is None

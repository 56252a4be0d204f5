"""Corrections: void and enter anew in one change; money on it moves along; one undo takes all back."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from app.models import payments, receivables
from app.models.errors import Invalid, UserError
from tests.book import TODAY, Book

LEDGER = """
customer A net 30
customer B
invoice  A-1 A 2026-10-01 due 2026-10-31 100.00
invoice  A-2 A 2026-11-01 due 2026-12-01 60.00
"""


def receivable_id(book: Book, number: str) -> int:
    """Of the live one."""
    return next(each.id for each in receivables.numbered(book.store, book.ids["A"], number) if each.voided_on is None)


def owes(book: Book, on: date = TODAY) -> int:
    return book.services.reports.balance(book.ids["A"], on).total


def test_a_corrected_receivable_keeps_its_number_and_the_old_one_stays_voided(book: Book) -> None:
    book.ledger(LEDGER)
    old = receivable_id(book, "A-1")
    draft = book.services.corrections.receivable_draft(old)
    assert (draft.amount, draft.due_on, draft.number) == (10000, date(2026, 10, 31), "A-1")
    made = book.services.corrections.receivable(old, replace(draft, amount=8000), "a nought too many")
    found = receivables.numbered(book.store, book.ids["A"], "A-1")
    assert [(each.id, each.amount, bool(each.voided_on)) for each in found] == [(made, 8000, False), (old, 10000, True)]
    image = book.store.image("receivable", old)
    assert image is not None
    assert (image["void_reason"], owes(book)) == ("a nought too many", 14000)
    book.services.history.undo()
    assert (owes(book), receivable_id(book, "A-1")) == (16000, old)


def test_money_on_it_moves_along_and_what_is_left_over_is_an_advance(book: Book) -> None:
    book.ledger(LEDGER + "payment P-1 A 2026-11-05 90.00 -> A-1")
    old = receivable_id(book, "A-1")
    draft = book.services.corrections.receivable_draft(old)
    made = book.services.corrections.receivable(old, replace(draft, amount=7000), "price agreed later")
    part = receivables.instalments(book.store, made)[0]
    rows = payments.allocations(book.store, "instalment_id", part.id)
    assert [(row.amount, row.on_day) for row in rows] == [(7000, date(2026, 11, 5))]
    assert owes(book) == 7000 + 6000 - 9000
    items = book.services.receivables.open_items(book.ids["A"], TODAY)
    assert [(item.side, item.open) for item in items] == [("debit", 6000), ("credit", 2000)]


def test_the_customer_cannot_change_while_money_is_on_it(book: Book) -> None:
    book.ledger(LEDGER + "payment P-1 A 2026-11-05 90.00 -> A-1")
    old = receivable_id(book, "A-1")
    draft = replace(book.services.corrections.receivable_draft(old), customer_id=book.ids["B"])
    with pytest.raises(Invalid, match="Money is applied"):
        book.services.corrections.receivable(old, draft, "wrong customer")
    assert owes(book) == 7000


def test_another_customer_gets_it_where_no_money_is_on_it(book: Book) -> None:
    book.ledger(LEDGER)
    old = receivable_id(book, "A-2")
    draft = replace(book.services.corrections.receivable_draft(old), customer_id=book.ids["B"])
    book.services.corrections.receivable(old, draft, "wrong customer")
    assert (owes(book), book.services.reports.balance(book.ids["B"], TODAY).total) == (10000, 6000)


def test_without_a_reason_or_a_difference_nothing_is_written(book: Book) -> None:
    book.ledger(LEDGER)
    old = receivable_id(book, "A-1")
    draft = book.services.corrections.receivable_draft(old)
    with pytest.raises(Invalid):
        book.services.corrections.receivable(old, replace(draft, amount=1), " ")
    with pytest.raises(UserError, match="Nothing was changed"):
        book.services.corrections.receivable(old, draft, "no reason")
    assert owes(book) == 16000


def test_a_payment_typed_too_large_keeps_what_it_settled_as_far_as_it_goes(book: Book) -> None:
    book.ledger(LEDGER + "payment P-1 A 2026-11-05 130.00 -> A-2 A-1")
    old = book.ids["P-1"]
    draft = book.services.corrections.payment_draft(old)
    assert (draft.amount, sum((draft.parts or {}).values())) == (13000, 13000)
    made = book.services.corrections.payment(old, replace(draft, amount=8000), "typed 130 for 80")
    rows = payments.allocations(book.store, "payment_id", made)
    assert [row.amount for row in rows] == [6000, 2000]
    assert owes(book) == 16000 - 8000
    book.services.history.undo()
    assert owes(book) == 16000 - 13000


def test_a_payment_typed_too_small_settles_the_oldest_first(book: Book) -> None:
    book.ledger(LEDGER + "payment P-1 A 2026-11-05 13.00 -> A-2")
    old = book.ids["P-1"]
    draft = book.services.corrections.payment_draft(old)
    made = book.services.corrections.payment(old, replace(draft, amount=13000), "typed 13 for 130")
    assert [row.amount for row in payments.allocations(book.store, "payment_id", made)] == [10000, 3000]


def test_a_payment_of_another_customer_goes_there(book: Book) -> None:
    book.ledger(LEDGER + "payment P-1 A 2026-11-05 100.00 -> A-1\ninvoice B-1 B 2026-11-01 due 2026-12-01 100.00")
    old = book.ids["P-1"]
    draft = replace(book.services.corrections.payment_draft(old), customer_id=book.ids["B"])
    book.services.corrections.payment(old, draft, "it was B's")
    assert (owes(book), book.services.reports.balance(book.ids["B"], TODAY).total) == (16000, 0)


def test_a_refund_is_not_corrected_here(book: Book) -> None:
    book.ledger(LEDGER + "payment P-1 A 2026-11-05 200.00 -> A-1 A-2\nrefund R-1 A 2026-11-10 40.00")
    with pytest.raises(UserError, match="refund too"):
        book.services.corrections.payment_draft(book.ids["P-1"])

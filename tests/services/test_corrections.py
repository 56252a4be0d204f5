"""Corrections: void and enter anew in one change; money on it moves along; one undo takes all back."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from app.models import bank, payments, receivables
from app.models.errors import Invalid, UserError
from app.services.claims import EventDraft
from app.services.payments import PaymentDraft
from app.services.securities import SecurityDraft
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


def test_what_was_noted_about_a_receivable_belongs_to_the_corrected_one(book: Book) -> None:
    """Due 2023-12-31 and demanded on 2025-05-05: until 2028-05-05, also after a typing mistake is corrected."""
    book.ledger("customer A net 30\ninvoice A-1 A 2023-12-01 due 2023-12-31 100.00")
    old, services = receivable_id(book, "A-1"), book.services
    services.claims.add_event(EventDraft(book.ids["A"], "demand", date(2025, 5, 5), receivable_id=old))
    guarantee = SecurityDraft(book.ids["A"], "guarantee_person", date(2023, 12, 1), giver="Wang", receivable_id=old)
    services.securities.add(guarantee)
    services.charges.claim(receivables.instalments(book.store, old)[0].id, "cost", 500, date(2026, 1, 1), {})
    ends = [("guarantee", date(2024, 6, 30)), ("limitation", date(2028, 5, 5))]
    assert [(row.clock.kind, row.clock.ends_on) for row in services.clocks.rows()] == ends
    draft = replace(services.corrections.receivable_draft(old), description="bolts")
    made = services.corrections.receivable(old, draft, "said nothing")
    assert [(row.clock.kind, row.clock.ends_on) for row in services.clocks.rows()] == ends
    (claim,) = services.charges.open_of(book.ids["A"])
    assert claim.instalment_id == receivables.instalments(book.store, made)[0].id


def test_money_that_was_away_for_a_while_comes_back_on_the_day_it_did(book: Book) -> None:
    """P-1 settled A-1, from 5 February A-2, from the 10th A-1 again: on no day does it settle both."""
    book.ledger("""
        customer A net 30
        invoice A-1 A 2026-01-10 due 2026-02-09 100.00
        invoice A-2 A 2026-01-10 due 2026-02-09 100.00
        payment P-1 A 2026-02-01 100.00 -> A-1
        move P-1 2026-02-05 A-1 -> A-2
        """)
    there = payments.allocations(
        book.store, "instalment_id", receivables.instalments(book.store, book.ids["A-2"])[0].id
    )
    home = receivables.instalments(book.store, book.ids["A-1"])[0].id
    book.services.payments.move(there[0].id, home, None, date(2026, 2, 10))
    draft = replace(book.services.corrections.receivable_draft(book.ids["A-1"]), amount=10100)
    book.services.corrections.receivable(book.ids["A-1"], draft, "one too few")
    found = {
        day: sorted((item.side, item.open) for item in book.services.receivables.open_items(book.ids["A"], day))
        for day in (date(2026, 2, 7), date(2026, 2, 12))
    }
    assert found == {
        date(2026, 2, 7): [("debit", 10100)],
        date(2026, 2, 12): [("debit", 100), ("debit", 10000)],
    }


def test_a_note_corrected_leaves_every_past_day_as_it_was(book: Book) -> None:
    """Applied late, then moved; the due day put off: only words are corrected."""
    book.ledger("""
        customer A net 30
        invoice A-1 A 2026-01-10 due 2026-02-09 100.00
        invoice A-2 A 2026-01-10 due 2026-02-12 70.00
        due     A-2 2026-02-20 2026-03-31
        payment P-1 A 2026-02-01 100.00 ->
        apply   P-1 2026-02-05 -> A-1:90
        move    P-1 2026-03-05 A-1 -> A-2:40
        """)
    days = [date(2026, 2, 3), date(2026, 2, 15), date(2026, 3, 1), date(2026, 3, 10), TODAY]
    before = [book.services.reports.ageing(day).total for day in days]
    assert [row.buckets[0] for row in before] == [17000, 0, 7000, 3000, 0]
    for number in ("P-1", "A-1", "A-2"):
        describe(book, number)
        assert [book.services.reports.ageing(day).total for day in days] == before


def describe(book: Book, number: str) -> None:
    """Corrects nothing but the words."""
    if number.startswith("P"):
        paid = book.services.corrections.payment_draft(book.ids[number])
        book.services.corrections.payment(book.ids[number], replace(paid, note="freight"), "said nothing")
        return
    draft = book.services.corrections.receivable_draft(book.ids[number])
    book.services.corrections.receivable(book.ids[number], replace(draft, description="bolts"), "said nothing")


def test_money_that_went_and_came_back_on_one_day_is_there_once(book: Book) -> None:
    book.ledger("""
        customer A net 30
        invoice A-1 A 2026-01-10 due 2026-02-09 100.00
        payment P-1 A 2026-02-01 15.00 -> A-1
        move P-1 2026-02-01 A-1 -> A-1
        """)
    draft = replace(book.services.corrections.receivable_draft(book.ids["A-1"]), amount=9000)
    book.services.corrections.receivable(book.ids["A-1"], draft, "ten too many")
    assert owes(book) == 7500
    assert payments.open_of(book.store, "payment_id", book.ids["P-1"]) == (0, 0)


def test_a_receivable_made_of_a_claim_is_not_corrected(book: Book) -> None:
    book.ledger("customer A net 30\ninvoice A-1 A 2026-01-10 due 2026-02-09 100.00")
    part = receivables.instalments(book.store, book.ids["A-1"])[0].id
    claim = book.services.charges.claim(part, "cost", 500, date(2026, 3, 1), {})
    book.services.payments.record(PaymentDraft(book.ids["A"], 500, date(2026, 3, 2), charges=(claim,)))
    (made,) = receivables.numbered(book.store, book.ids["A"], "LX-2026-0001")
    with pytest.raises(UserError, match="made of a claim"):
        book.services.corrections.receivable_draft(made.id)


@pytest.mark.parametrize(
    ("changed", "status"),
    [({"note": "freight"}, "matched"), ({"amount": 9000}, "open"), ({"paid_on": date(2026, 10, 6)}, "open")],
)
def test_a_corrected_payment_stays_that_of_the_banks_line_it_agrees_with(
    book: Book, changed: dict[str, Any], status: str
) -> None:
    book.ledger(LEDGER)
    told = {"format": "ofx", "sha256": "0", "name": "bank.ofx", "currency": "CNY", "at": "2026-10-05T00:00:00Z"}
    with book.store.change("bank.import") as change:
        made = bank.insert_import(change, told)
        bank.insert_lines(change, [(made, "k1", "2026-10-05", 10000, "CNY", "A Company", None, "A-1")])
    (line,) = bank.lines(book.store)
    paid = book.services.bank.accept_for(line.id, book.ids["A"]).payment_id
    draft = replace(book.services.corrections.payment_draft(paid), **changed)
    book.services.corrections.payment(paid, draft, "typing mistake")
    found = bank.line(book.store, line.id)
    assert found is not None and found.status == status


def test_evidence_goes_to_the_customer_it_was_about_all_along(book: Book, tmp_path: Path) -> None:
    book.ledger(LEDGER)
    scan = tmp_path / "demand.txt"
    scan.write_text("please pay", encoding="utf-8")
    old = receivable_id(book, "A-2")
    book.services.claims.add_event(EventDraft(book.ids["A"], "demand", TODAY, receivable_id=old, file=scan))
    draft = replace(book.services.corrections.receivable_draft(old), customer_id=book.ids["B"])
    book.services.corrections.receivable(old, draft, "wrong customer")
    files = {code: book.services.claims.file(book.ids[code]) for code in ("A", "B")}
    assert [(len(each.events), len(each.files)) for each in files.values()] == [(0, 0), (1, 1)]


def test_a_receivable_without_a_due_day_stays_without_one(book: Book) -> None:
    """The customer's terms are for what is entered, not for what is corrected."""
    book.ledger(LEDGER)
    old = receivable_id(book, "A-1")
    part = receivables.instalments(book.store, old)[0].id
    book.services.receivables.change_due(part, None, "open")
    draft = replace(book.services.corrections.receivable_draft(old), description="bolts")
    made = book.services.corrections.receivable(old, draft, "said nothing")
    assert [part.due_on for part in receivables.instalments(book.store, made)] == [None]

"""Drafts as payment: what they settle, what stays at risk, and what happens when one comes back."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random
from typing import Any

import pytest

from app.models import bills, copies, invariants, journal
from app.models.errors import Invalid, UserError
from app.services.bills import BillDraft
from app.services.rules import bills as rules
from tests.book import TODAY, Book

LEDGER = """
    customer A net 30
    customer B net 30
    invoice  A-1 A 2026-03-01 due 2026-03-31 1000.00
"""


def day(text: str) -> date:
    return date.fromisoformat(text)


def received(book: Book, **other: Any) -> int:
    """A draft of 1,000.00 from A, received on 2026-03-10, due on the last of August."""
    values: dict[str, Any] = {"kind": "bank", "number": "5313-01", "acceptor": "Bank of Ningbo", "amount": 1000_00}
    days: dict[str, Any] = {
        "received_on": day("2026-03-10"),
        "drawn_on": day("2026-03-01"),
        "matures_on": day("2026-08-31"),
    }
    return book.services.bills.receive(BillDraft(**{"customer_id": book.ids["A"], **days, **values, **other}))


def owed(book: Book, on: str) -> tuple[int, int]:
    """(not due, overdue) of the book on a day; the two ways of counting agree."""
    found = book.services.reports.ageing(day(on))
    assert found.difference == 0
    buckets = found.total.buckets
    return buckets[0], sum(buckets[1:])


def at_risk(book: Book, on: str) -> int:
    return sum(each.amount for each in book.services.bills.at_risk(day(on)))


def test_a_draft_settles_the_invoice_and_stays_at_risk(book: Book) -> None:
    book.ledger(LEDGER)
    bill = book.services.bills.get(received(book))
    assert (bill.currency, bill.amount, bill.transferable, bill.voided_on) == ("CNY", 1000_00, True, None)
    assert (owed(book, "2026-03-09"), owed(book, "2026-03-10")) == ((1000_00, 0), (0, 0))
    assert (at_risk(book, "2026-03-09"), at_risk(book, "2026-03-10"), at_risk(book, "2026-11-21")) == (
        0,
        1000_00,
        1000_00,
    )
    paid = journal.entries(book.store, limit=1)[0]
    assert paid.label == "bill.receive"  # one change, so one step to undo


def test_a_refused_draft_is_owed_again_with_its_old_due_day_and_the_past_is_unchanged(book: Book) -> None:
    book.ledger(LEDGER)
    bill = received(book)
    book.services.bills.event(bill, "presented", day("2026-09-01"))
    book.services.bills.refuse(bill, day("2026-09-03"), "no funds")
    # invoice 1,000 due 31 March; settled 10 March to 2 September; from 3 September 156 days overdue
    assert owed(book, "2026-03-09") == (1000_00, 0)
    for settled in ("2026-03-10", "2026-08-31", "2026-09-02"):
        assert owed(book, settled) == (0, 0)
    assert owed(book, "2026-09-03") == (0, 1000_00)
    assert owed(book, "2026-11-21") == (0, 1000_00)
    (item,) = book.services.receivables.open_items(book.ids["A"], day("2026-09-03"))
    assert (item.number, item.due_on, item.open) == ("A-1", day("2026-03-31"), 1000_00)
    assert (at_risk(book, "2026-09-02"), at_risk(book, "2026-09-03")) == (1000_00, 0)
    assert journal.entries(book.store, limit=1)[0].label == "bill.refuse"


def test_undoing_the_refusal_settles_the_invoice_again(book: Book) -> None:
    book.ledger(LEDGER)
    bill = received(book)
    book.services.bills.event(bill, "presented", day("2026-09-01"))
    book.services.bills.refuse(bill, day("2026-09-03"))
    journal.undo(book.store)
    assert owed(book, "2026-11-21") == (0, 0)
    assert [each.status for each in book.services.bills.events(bill)] == ["held", "presented"]
    journal.undo(book.store)
    journal.undo(book.store)
    assert (owed(book, "2026-11-21"), at_risk(book, "2026-11-21")) == ((0, 1000_00), 0)
    journal.redo(book.store)
    assert (owed(book, "2026-11-21"), at_risk(book, "2026-11-21")) == ((0, 0), 1000_00)


@pytest.mark.parametrize(
    ("status", "risk"), [("endorsed", 1000_00), ("discounted_recourse", 1000_00), ("discounted", 0), ("honoured", 0)]
)
def test_what_is_passed_on_may_come_back_unless_it_was_sold_outright(book: Book, status: str, risk: int) -> None:
    book.ledger(LEDGER)
    bill = received(book)
    book.services.bills.event(bill, status, day("2026-05-20"), "to the steel works")
    assert (at_risk(book, "2026-05-19"), at_risk(book, "2026-05-20")) == (1000_00, risk)
    assert owed(book, "2026-05-20") == (0, 0)


def test_an_endorsed_draft_that_comes_back_is_owed_again(book: Book) -> None:
    book.ledger(LEDGER)
    bill = received(book)
    book.services.bills.event(bill, "endorsed", day("2026-05-20"))
    book.services.bills.refuse(bill, day("2026-09-08"))
    assert (owed(book, "2026-09-07"), owed(book, "2026-09-08")) == ((0, 0), (0, 1000_00))
    assert [(c.kind, str(c.ends_on), c.basis) for c in book.services.bills.clocks(day("2026-09-08"))] == [
        ("bill_recourse", "2026-09-11", "notice_3_days"),
        ("bill_recourse", "2026-12-08", "re_recourse_3_months"),
        ("bill_rights", "2028-08-31", "rights_2_years"),
    ]


def test_clocks_of_a_draft_in_hand(book: Book) -> None:
    book.ledger(LEDGER)
    bill = received(book)
    assert book.services.bills.clocks(day("2026-03-09")) == []
    first, rights = book.services.bills.clocks(day("2026-09-06"), book.ids["A"])
    assert (first.kind, first.document, str(first.ends_on), first.alarm) == ("bill_present", "5313-01", "2026-09-10", 5)
    assert (first.source, first.customer_id) == (("bill", bill), book.ids["A"])
    assert (str(rights.ends_on), rights.alarm) == ("2028-08-31", None)
    assert book.services.bills.clocks(day("2026-09-06"), book.ids["B"]) == []


def test_what_cannot_become_of_a_draft_is_said(book: Book) -> None:
    book.ledger(LEDGER)
    fixed = received(book, transferable=False, parts={})
    event = book.services.bills.event
    with pytest.raises(Invalid, match="marked “not transferable”"):
        event(fixed, "endorsed", TODAY)
    with pytest.raises(Invalid, match="A draft that is “In hand” cannot become “Recourse taken”"):
        event(fixed, "recourse", TODAY)
    event(fixed, "presented", day("2026-09-01"))
    with pytest.raises(Invalid, match="It is “Presented” since 2026-09-01") as problem:
        event(fixed, "honoured", day("2026-08-31"))
    assert problem.value.field == "on"
    event(fixed, "honoured", day("2026-09-01"))
    with pytest.raises(Invalid, match="A draft that is “Honoured” cannot become “Refused”"):
        book.services.bills.refuse(fixed, TODAY)


@pytest.mark.parametrize(
    ("field", "wrong"),
    [
        ("kind", {"kind": "iou"}),
        ("acceptor", {"acceptor": "  "}),
        ("acceptor_class", {"acceptor_class": "prime"}),
        ("amount", {"amount": 0}),
        ("matures_on", {"matures_on": date(2026, 3, 9)}),
        ("drawn_on", {"drawn_on": date(2026, 3, 11)}),
        ("parts", {"parts": {1: 1000_01}}),
    ],
)
def test_what_cannot_be_a_draft_names_its_field(book: Book, field: str, wrong: dict[str, Any]) -> None:
    book.ledger(LEDGER)
    with pytest.raises(Invalid) as problem:
        received(book, **wrong)
    assert problem.value.field == field
    assert bills.received(book.store, TODAY) == []


def test_a_number_is_of_one_draft(book: Book) -> None:
    book.ledger(LEDGER)
    first = received(book)
    with pytest.raises(Invalid, match="“5313-01” is in the book already, received on 2026-03-10") as problem:
        received(book, customer_id=book.ids["B"])
    assert problem.value.field == "number"
    book.services.bills.void(first, "typing mistake")
    assert received(book) != first


def test_a_post_dated_cheque_may_bear_any_date(book: Book) -> None:
    book.ledger(LEDGER)
    cheque = received(book, kind="cheque", matures_on=day("2026-03-05"), drawn_on=None)
    assert [(c.kind, str(c.ends_on)) for c in book.services.bills.clocks(TODAY)] == [
        ("bill_present", "2026-03-15"),
        ("bill_rights", "2026-09-05"),
    ]
    (row,) = book.services.lists.page("payments", [book.services.bills.get(cheque).payment_id])
    assert (row.method, row.reference, row.applied_to) == ("cheque", "5313-01", "A-1")


def test_a_voided_draft_never_was_also_when_it_was_refused(book: Book) -> None:
    book.ledger(LEDGER)
    bill = received(book)
    book.services.bills.event(bill, "presented", day("2026-09-01"))
    book.services.bills.refuse(bill, day("2026-09-03"))
    book.services.bills.void(bill, "typed twice")
    assert owed(book, "2026-08-31") == (0, 1000_00)
    assert owed(book, "2026-11-21") == (0, 1000_00)
    assert (at_risk(book, "2026-08-31"), book.services.bills.clocks(TODAY)) == (0, [])
    with pytest.raises(UserError, match="This draft is voided already"):
        book.services.bills.void(bill, "again")
    with pytest.raises(UserError, match="This draft is voided already"):
        book.services.bills.event(bill, "recourse", TODAY)


def test_the_payment_of_a_draft_comes_back_through_the_draft_only(book: Book) -> None:
    book.ledger(LEDGER)
    bill = book.services.bills.get(received(book))
    with pytest.raises(UserError, match="This money came as a draft"):
        book.services.payments.bounce(bill.payment_id, TODAY, "no funds")
    book.services.payments.void(bill.payment_id, "typing mistake")  # and the draft with it
    assert (at_risk(book, "2026-11-21"), owed(book, "2026-11-21")) == (0, (0, 1000_00))


def test_a_draft_may_be_spread_over_what_is_open(book: Book) -> None:
    book.ledger(LEDGER + "invoice A-2 A 2026-03-02 due 2026-04-01 3000.00")
    received(book, amount=400_00, mode="pro_rata")  # 1 : 3
    left = {item.number: item.open for item in book.services.receivables.open_items(book.ids["A"])}
    assert left == {"A-1": 900_00, "A-2": 2700_00}


def test_a_draft_in_another_currency_keeps_its_rate(book: Book) -> None:
    book.ledger("""
        customer A net 30 USD
        invoice  A-1 A 2026-03-01 due 2026-03-31 100.00 USD @7.1
    """)
    bill = received(book, amount=100_00, rate="7.2", drawn_on=None)
    assert book.services.bills.get(bill).currency == "USD"
    (found,) = book.services.bills.at_risk(TODAY)
    assert (found.currency, found.amount, found.status) == ("USD", 100_00, "held")
    assert owed(book, "2026-11-21") == (0, 0)


@pytest.mark.parametrize(
    "damage",
    [
        "update bill set amount=amount+1",
        "update payment set bill_id=null where kind='receipt'",
        "update bill_event set status='presented' where status='refused'",
        "update payment set voided_on='2026-11-01' where kind='return'",
    ],
)
def test_a_draft_that_does_not_fit_its_payment_is_noticed(book: Book, damage: str) -> None:
    book.ledger(LEDGER)
    bill = received(book)
    book.services.bills.event(bill, "presented", day("2026-09-01"))
    book.services.bills.refuse(bill, day("2026-09-03"))
    book.store.db.execute("begin")
    book.store.db.execute(damage)
    assert "I21" in invariants.broken(book.store)
    book.store.db.execute("rollback")


@pytest.mark.parametrize("seed", range(6))
def test_any_life_of_drafts_keeps_the_book_sound_and_can_be_undone(book: Book, seed: int) -> None:
    """Three drafts of 100.00 each live as chance will have it; what is at risk or owed again is told by their states."""
    book.ledger(
        "customer A net 30\n" + "\n".join(f"invoice A-{n} A 2026-03-01 due 2026-03-31 100.00" for n in (1, 2, 3))
    )
    before = copies.newest_change(book.store)
    chance, on = Random(seed), day("2026-03-10")
    drafts = [received(book, number=f"B-{n}", amount=100_00) for n in (1, 2, 3)]
    for _step in range(8):
        bill = chance.choice(drafts)
        ways = rules.may_become(book.services.bills.events(bill)[-1].status)
        if ways:
            on += timedelta(days=chance.randrange(20))
            book.services.bills.event(bill, chance.choice(ways), on)
    last = [[each.status for each in book.services.bills.events(bill)] for bill in drafts]
    assert at_risk(book, "2026-11-21") == sum(100_00 for states in last if states[-1] in rules.AT_RISK)
    assert sum(owed(book, "2026-11-21")) == sum(100_00 for states in last if "refused" in states)
    while (left := journal.next_undo(book.store)) and left.id > before:
        journal.undo(book.store)
    assert (bills.received(book.store, date.max), sum(owed(book, "2026-11-21"))) == ([], 300_00)

"""What the score reads: payments with and without what does not count, standing, and the same on any past day."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import Final

import pytest

from app.models import customer_facts, paid
from app.models.facts import CustomerFacts, Delay
from app.models.paid import Windows
from app.models.store import Store
from app.services.bills import BillDraft
from app.services.disputes import Disputes, Resolution
from app.services.payments import PaymentDraft
from app.services.receivables import ReceivableDraft
from app.services.rules.instalments import Line
from app.services.rules.parameters import Policy
from app.services.score_rows import windows
from tests.book import TODAY, Book, opened

USUAL: Final = windows(Policy(), "CNY")


def facts(book: Book, code: str, on: date | None = None) -> CustomerFacts:
    """Of one customer; the same must come of reading everybody."""
    day, customer = on or book.today, book.ids[code]
    (one,) = customer_facts.facts(book.store, day, USUAL, (customer,))
    (same,) = (each for each in customer_facts.facts(book.store, day, USUAL) if each.customer_id == customer)
    assert one == same
    return one


def delays(book: Book, code: str, on: date | None = None) -> list[tuple[int, float, bool]]:
    return [(each.amount, each.days, each.recent) for each in facts(book, code, on).payments.delays]


def test_money_of_one_stretch_stands_together_with_its_mean_days(book: Book) -> None:
    """4 and 10 days late lie between the days of grace and the anchor of 15: 100 and 300 come 8.5 days late."""
    book.ledger("""
        customer A
        invoice 1 A 2026-09-01 due 2026-10-01 100.00
        invoice 2 A 2026-09-01 due 2026-10-01 300.00
        payment P1 A 2026-10-05 100.00 -> 1
        payment P2 A 2026-10-11 300.00 -> 2
        invoice 3 A 2026-10-22 due 2026-11-21 50.00
    """)
    found = facts(book, "A").payments
    assert found.delays == (Delay(40000, 8.5, recent=True),)
    assert (found.worst, found.invoices, found.settled, found.settled_late, found.history_days) == (10, 2, 2, 0, 81)


def test_what_is_open_and_overdue_counts_with_its_days_of_today(book: Book) -> None:
    """In dispute it does not; within the days of grace it is not decided; due today it is not overdue."""
    book.ledger("""
        customer A
        invoice 1 A 2026-09-01 due 2026-10-22 100.00
        invoice 2 A 2026-09-01 due 2026-11-19 200.00
        invoice 3 A 2026-09-01 due 2026-11-21 400.00
        dispute 1 2026-10-25 30.00
        payment P1 A 2026-11-20 7.00
    """)
    found = facts(book, "A")
    assert found.payments.delays == (Delay(20000, 2, recent=True, undecided=True), Delay(7000, 30, recent=True))
    assert (found.standing.balance, found.standing.overdue, found.standing.overdue_days) == (69300, 27000, 30)
    assert (found.payments.worst, found.payments.invoices, found.standing.invoices) == (30, 2, 3)


def test_only_money_says_how_somebody_pays(book: Book) -> None:
    """Neither a credit note nor a write-off, nor what was paid ahead."""
    book.ledger("""
        customer A
        invoice 1 A 2026-06-01 due 2026-07-01 100.00
        credit  G-1 A 2026-08-01 40.00 -> 1
        writeoff W-1 1 2026-08-02 10.00
        payment P1 A 2026-07-11 50.00 -> 1
    """)
    ahead = PaymentDraft(book.ids["A"], 30000, date(2026, 5, 1), purpose="prepayment")
    advance = book.services.payments.record(ahead)
    book.ledger("invoice 2 A 2026-06-01 due 2026-07-01 300.00")
    book.services.payments.apply(advance, {2: 30000})
    assert delays(book, "A") == [(5000, 10, False)]
    assert facts(book, "A").standing.written_off_days == 111
    book.ledger("recover W-1 2026-11-01 10.00")
    assert facts(book, "A").standing.written_off_days is None


def test_the_disputed_part_of_what_was_paid_does_not_count(book: Book) -> None:
    """Of 100 paid late, 40 were in dispute when they came: 60 count; a dispute the customer gave up was none."""
    book.ledger("""
        customer A
        invoice 1 A 2026-06-01 due 2026-07-01 100.00
        dispute 1 2026-07-05 40.00
        payment P1 A 2026-07-11 60.00 -> 1
        payment P2 A 2026-09-29 40.00 -> 1
    """)
    assert delays(book, "A") == [(6000, 10, False)]
    assert delays(book, "A", date(2026, 8, 1)) == [(6000, 10, True)]
    dispute = book.services.disputes.of_customer(book.ids["A"])[0]
    book.services.disputes.resolve(dispute.id, Resolution("accepted"))
    assert delays(book, "A") == [(6000, 10, False), (4000, 90, True)]


def test_what_was_taken_back_does_not_count(book: Book) -> None:
    """Moved money counts where it went, with the days of the move; money that came back never came."""
    book.ledger("""
        customer A
        invoice 1 A 2026-06-01 due 2026-07-01 100.00
        invoice 2 A 2026-06-01 due 2026-08-01 100.00
        payment P1 A 2026-07-02 100.00 -> 1
        move P1 2026-08-11 1 -> 2:60
        payment P2 A 2026-08-02 40.00 -> 2
        bounce P2 2026-08-20
    """)
    assert delays(book, "A", date(2026, 7, 31)) == [(10000, 1, True)]
    assert delays(book, "A", date(2026, 8, 15)) == [
        (4000, 1, True),
        (4000, 1, True),
        (6000, 10, True),
        (6000, 45, True),
    ]
    assert delays(book, "A") == [(4000, 1, False), (6000, 10, False), (4000, 112, True), (6000, 143, True)]


def test_the_due_day_is_that_of_the_day_of_payment(book: Book) -> None:
    book.ledger("""
        customer A
        invoice 1 A 2026-06-01 due 2026-07-01 100.00
        payment P1 A 2026-07-21 50.00 -> 1
        due 1 2026-08-01 2026-09-01
        payment P2 A 2026-09-06 50.00 -> 1
    """)
    assert delays(book, "A") == [(5000, 20, False), (5000, 5, True)]


def test_retention_before_its_day_says_nothing(book: Book) -> None:
    book.ledger("customer A")
    lines = (
        Line(amount=9000, basis="on", on=date(2026, 7, 1)),
        Line(amount=1000, basis="on", on=date(2026, 10, 1), retention=True),
    )
    book.services.receivables.add(ReceivableDraft(book.ids["A"], 10000, date(2026, 6, 1), lines=lines))
    book.services.payments.record(PaymentDraft(book.ids["A"], 10000, date(2026, 7, 2), parts={1: 9000, 2: 1000}))
    assert delays(book, "A") == [(9000, 1, False)]


def test_default_and_the_days_of_cure(book: Book) -> None:
    """Over 90 days late: default while it is open, then 90 days of cure; small change is forgotten at once."""
    book.ledger("""
        customer A
        customer B
        invoice 1 A 2026-05-01 due 2026-06-01 2000.00
        invoice 2 B 2026-05-01 due 2026-06-01 900.00
        payment P1 A 2026-10-01 2000.00 -> 1
        payment P2 B 2026-10-01 900.00 -> 2
    """)
    assert facts(book, "A", date(2026, 9, 30)).standing.overdue_90 == 200000
    assert facts(book, "A", date(2026, 9, 30)).standing.default_days is None
    assert facts(book, "A", date(2026, 10, 1)).standing.default_days == 0
    assert (facts(book, "A").standing.default_days, facts(book, "B").standing.default_days) == (51, None)
    assert facts(book, "A", date(2026, 12, 29)).standing.default_days == 89
    assert facts(book, "A", date(2026, 12, 30)).standing.default_days is None


def test_what_was_little_of_all_that_was_owed_was_no_default(book: Book) -> None:
    """1,000 for 96 days beside 99,001 not due: less than one in a hundred, open and when it is paid."""
    book.ledger("customer A\ninvoice 1 A 2026-01-01 due 2026-08-01 1000.00")
    book.ledger("invoice 2 A 2026-10-01 due 2026-12-22 99001.00\npayment P1 A 2026-11-05 1000.00 -> 1")
    assert facts(book, "A").standing.default_days is None
    book.ledger("payment P2 A 2026-11-04 2.00 -> 2")
    assert facts(book, "A").standing.default_days == 16


def test_a_refused_draft_is_unpaid_until_its_debt_is_paid(book: Book) -> None:
    book.ledger("""
        customer A
        invoice 1 A 2026-05-01 due 2026-06-01 100.00
    """)
    draft = BillDraft(book.ids["A"], "trade", "Bank", 10000, date(2026, 6, 1), date(2026, 9, 1), parts={1: 10000})
    bill = book.services.bills.receive(draft)
    assert delays(book, "A", date(2026, 8, 1)) == [(10000, 0, True)]
    book.services.bills.event(bill, "presented", date(2026, 9, 1))
    book.services.bills.refuse(bill, date(2026, 9, 2))
    found = facts(book, "A")
    assert (found.standing.bounced_days, found.standing.overdue_days) == (80, 173)
    assert facts(book, "A", date(2026, 9, 1)).standing.bounced_days is None
    book.services.bills.event(bill, "recourse", date(2026, 10, 1))
    assert facts(book, "A").standing.bounced_days == 80
    book.ledger("payment P2 A 2026-11-20 100.00 -> 1")
    assert facts(book, "A").standing.bounced_days is None


def test_money_after_the_end_of_a_dispute_is_money_like_any_other(book: Book) -> None:
    """2,000 overdue for 172 days, of them 27 in dispute: a default while it is open, and the days of cure once it is paid."""
    book.ledger("""
        customer A
        invoice 1 A 2026-05-01 due 2026-06-01 3000.00
        dispute 1 2026-06-05 2000.00
        payment P1 A 2026-06-11 1000.00 -> 1
    """)
    dispute = book.services.disputes.of_customer(book.ids["A"])[0]
    Disputes(book.store, date(2026, 7, 2)).resolve(dispute.id, Resolution("court"))
    assert facts(book, "A", date(2026, 11, 19)).standing.overdue_90 == 200000
    book.ledger("payment P2 A 2026-11-20 2000.00 -> 1")
    assert delays(book, "A") == [(100000, 10, False), (200000, 172, True)]
    assert facts(book, "A").standing.default_days == 1


def test_holds_and_nothing_at_all(book: Book) -> None:
    book.ledger("customer A\ncustomer B")
    book.services.claims.add_hold(book.ids["A"], "credit", "asked for time", from_on=date(2026, 11, 1))
    assert facts(book, "A").standing.hold
    assert not facts(book, "A", date(2026, 10, 31)).standing.hold
    assert facts(book, "B") == CustomerFacts(customer_id=book.ids["B"], code="B", on=TODAY, currency="CNY")


# Everything that has a day of its own, in the order of the days.
LIFE: Final = """
    2026-01-05 invoice 1 A 2026-01-05 due 2026-02-05 100.00
    2026-01-06 invoice 2 A 2026-01-06 due 2026-02-10:60 2026-03-10:40 100.00
    2026-02-07 payment P1 A 2026-02-07 80.00 -> 1
    2026-02-15 dispute 2 2026-02-15 25.00
    2026-02-20 due 2 2026-02-20 2026-03-31
    2026-02-25 payment P2 A 2026-02-25 20.00 -> 1
    2026-03-05 move P1 2026-03-05 1 -> 2:10
    2026-03-20 payment P3 A 2026-03-20 50.00 -> 2
    2026-04-02 bounce P3 2026-04-02
    2026-04-10 invoice 3 A 2026-04-10 due 2026-05-10 200.00
    2026-05-11 payment P4 A 2026-05-11 200.00 -> 3
    2026-05-20 bounce P4 2026-05-20
    2026-06-01 payment P5 A 2026-06-01 200.00 -> 3
    2026-06-10 credit G-1 A 2026-06-10 5.00 -> 2
    2026-07-15 payment P6 A 2026-07-15 10.00 -> 1
    2026-08-15 writeoff W-1 2 2026-08-15 5.00
    2026-09-15 recover W-1 2026-09-15 5.00
"""


def test_a_past_day_reads_as_it_was_read_then(tmp_path: Path) -> None:
    """Every fifth day: the book that knows all that came later tells the same as the book of that day did."""
    lines = [line.strip().split(" ", 1) for line in LIFE.strip().splitlines()]
    seen: dict[date, CustomerFacts] = {}
    (tmp_path / "then").mkdir()
    with opened(tmp_path / "then", today=TODAY) as then:
        then.ledger("customer A")
        day = date(2026, 1, 1)
        while day <= date(2026, 10, 1):
            while lines and lines[0][0] <= day.isoformat():
                then.ledger(lines.pop(0)[1])
            seen[day] = facts(then, "A", day)
            day += timedelta(days=5)
        assert {on: facts(then, "A", on) for on in seen} == seen


@pytest.mark.parametrize("customers", [None, (1, 2)])
def test_payments_are_read_by_an_index(book: Book, customers: tuple[int, ...] | None) -> None:
    """Everybody's by the day of application, some customers' by the customer: never the table as a whole."""
    book.ledger("customer A\ncustomer B")
    plans = _plans(book.store, customers)
    assert any("allocation_day" in plan or "allocation_customer" in plan for plan in plans)
    assert any("open_item_settled" in plan for plan in plans)
    whole = [plan for plan in plans if plan.startswith("SCAN") and plan.split()[1] in {"a", "i", "open_item"}]
    assert [plan for plan in whole if "INDEX" not in plan] == []


def _plans(store: Store, customers: tuple[int, ...] | None) -> list[str]:
    """How each statement about payments would be answered."""
    asked: list[str] = []
    store.db.set_trace_callback(asked.append)
    paid.sums(store, TODAY, USUAL, customers)
    paid.settled(store, TODAY, USUAL, customers)
    store.db.set_trace_callback(None)
    return [plan for sql in asked for plan in store.rows(lambda *row: str(row[3]), f"explain query plan {sql}")]


def test_stretches_end_where_a_measure_bends(book: Book) -> None:
    usual = Windows((-30, 0, 15), 3, 24, 90, 90, 0, 90)
    assert usual.edges == (-30, 0, 3, 15, 90)
    assert book.store.scalar(f"select {paid.stretch('3', usual.edges)}") == 2
    assert book.store.scalar(f"select {paid.stretch('4', usual.edges)}") == 3
    assert book.store.scalar(f"select {paid.stretch('91', usual.edges)}") == 5


def test_a_value_chart_of_many_anchors_keeps_its_stretches_apart(book: Book) -> None:
    """41 anchors make 43 edges: old money 39 days late, and recent money 5 days late, stay what they are."""
    book.ledger("""
        customer A
        invoice 1 A 2026-01-01 due 2026-02-01 100.00
        payment P1 A 2026-03-12 100.00 -> 1
        invoice 2 A 2026-10-01 due 2026-11-01 200.00
        payment P2 A 2026-11-06 200.00 -> 2
        invoice 3 A 2026-10-01 due 2026-10-13 400.00
    """)
    many = windows(Policy(index_anchors=tuple((days, 100 - days) for days in range(41))), "CNY")
    (found,) = customer_facts.facts(book.store, TODAY, many)
    told = [(each.amount, each.days, each.recent) for each in found.payments.delays]
    assert told == [(10000, 39, False), (20000, 5, True), (40000, 39, True)]

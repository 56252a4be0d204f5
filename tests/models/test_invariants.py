"""Each invariant holds in a sound book and names the row when it is broken by hand."""

from __future__ import annotations

import pytest

from app.models import invariants
from tests.book import Book

LEDGER = """
    customer A net 30 limit 500
    customer B
    invoice  A-1 A 2026-01-10 due 2026-02-09:60 2026-03-09:40 100.00
    invoice  A-2 A 2026-01-10 due 2026-02-09 50.00
    credit   G-1 A 2026-01-20 5.00 -> A-1
    payment  P-1 A 2026-02-19 60.00 -> A-1
    move     P-1 2026-02-25 A-1 -> A-2:10
    payment  P-2 A 2026-03-01 30.00 ->
    refund   R-1 A 2026-03-02 30.00
    payment  P-3 A 2026-03-03 30.00 -> auto
    bounce   P-3 2026-03-04
    writeoff W-1 A-2 2026-03-05 5.00
    recover  W-1 2026-03-06 2.00
    payment  P-4 A 2026-03-07 9.00 ->
    keep     P-4 2026-03-08 9.00
"""
LIMIT = "insert into credit_limit(customer_id,kind,state,amount,currency,valid_from,decided_by)"
PAID = "update allocation set {} where id=(select min(id) from allocation where payment_id is not null)"


@pytest.mark.parametrize(
    ("damage", "name"),
    [
        ("update receivable set amount=amount+1 where number='A-1'", "I1"),
        ("update receivable set amount_base=amount_base+1 where number='A-1'", "I1"),
        ("insert into instalment(receivable_id,customer_id,seq,amount,amount_base) select id,customer_id,1,1,1 from receivable where number='G-1'", "I1"),
        (PAID.format("amount=999999, source_amount=999999"), "I2"),
        (PAID.format("source_amount=999999"), "I3"),
        ("update allocation set source_amount=-1 where credit_id is not null", "I3"),
        ("update allocation set amount=3001, source_amount=3001 where outgoing_id is not null", "I3"),
        (PAID.format("customer_id=2"), "I4"),
        (PAID.format("on_day='2026-02-18'"), "I4"),
        (PAID.format("on_day='2026-01-09'"), "I4"),
        ("update payment set voided_on='2026-05-05' where number='P-1'", "I5"),
        ("update payment set voided_on='2026-05-05' where number='R-1'", "I5"),
        ("update receivable set voided_on='2026-05-05' where number='G-1'", "I5"),
        (PAID.format("source_amount=amount-1"), "I6"),
        ("update open_item set open=open+1 where instalment_id=2", "I7"),
        ("update open_item set settled_on='2026-05-05' where open<>0", "I8"),
        ("update open_item set open_base=1 where open=0", "I8"),
        ("delete from open_item where instalment_id=1", "I9"),
        (f"{LIMIT} values(1,'standing','set',1,'CNY','2026-01-01',1)", "I10"),
        ("update policy_version set effective_from='2026-01-01'", "I13"),
        ("update allocation set amount=-9999, source_amount=-9999 where reverses_id is not null", "I14"),
        ("update allocation set customer_id=2 where adjustment_id is not null", "I4"),
        ("update allocation set on_day='2026-03-04' where adjustment_id is not null and reverses_id is null", "I4"),
        ("update allocation set on_day='2026-03-01' where outgoing_id is not null", "I4"),
        ("update adjustment set voided_on='2026-05-05'", "I5"),
        ("update allocation set voided=1 where outgoing_id=(select id from payment where kind='return')", "I19"),
        ("update allocation set voided=1 where outgoing_id=(select id from payment where kept)", "I22"),
        ("update payment set returns_id=(select id from payment where number='P-3') where number='R-1'", "I19"),
        ("update adjustment set amount=amount+1", "I20"),
        ("update allocation set voided=1 where adjustment_id is not null", "I20"),
        ("update change set undoes=2 where id=(select max(id) from change)", "I15"),
    ],
)  # fmt: skip
def test_each_is_noticed(book: Book, damage: str, name: str) -> None:
    book.ledger(LEDGER)
    assert invariants.broken(book.store) == {}
    book.store.db.execute("begin")
    book.store.db.execute("update change set undoable=0 where id=2")
    book.store.db.execute(damage)
    assert name in invariants.broken(book.store)
    book.store.db.execute("rollback")
    assert invariants.broken(book.store) == {}


def test_a_sound_file(book: Book) -> None:
    book.ledger(LEDGER)
    assert invariants.integrity(book.store) == []
    assert invariants.orphans(book.store) == 0


def test_a_row_that_refers_to_nothing_is_counted(book: Book) -> None:
    book.ledger(LEDGER)
    book.store.db.execute("pragma foreign_keys = off")
    book.store.db.execute("begin")
    book.store.db.execute("update instalment set receivable_id=99 where id=1")
    assert invariants.orphans(book.store) == 1
    book.store.db.execute("rollback")
    book.store.db.execute("pragma foreign_keys = on")

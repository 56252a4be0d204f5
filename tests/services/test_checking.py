"""`verify` finds what is wrong, names it, and finds nothing in a sound book."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from app.models import invariants
from app.services import checking, opening
from tests.book import TODAY, Book

LEDGER = """
    customer A net 30
    customer B net 30
    invoice A-1 A 2026-10-20 100.00
    invoice B-1 B 2026-10-20 50.00
    credit G-1 A 2026-10-21 10.00 -> A-1
    payment P-1 A 2026-10-22 40.00 -> A-1:30
    refund R-1 A 2026-10-23 4.00
    """


@pytest.fixture(name="tampered")
def _tampered(tmp_path: Path) -> Iterator[Book]:
    """A book that a test may spoil: it is not checked afterwards."""
    book = Book(tmp_path).ledger(LEDGER)
    yield book
    book.close()


def wrong(book: Book) -> dict[str, str]:
    return {each.name: each.detail for each in checking.verify(book.store) if not each.ok}


def test_sound_book_passes_every_check(book: Book) -> None:
    assert wrong(book) == {}
    book.ledger(LEDGER)
    checks = checking.verify(book.store)
    assert [each.name for each in checks if not each.ok] == []
    assert {each.name for each in checks} == {
        "integrity", "foreign_keys", "schema", *invariants.INVARIANTS, "journal", "open_items", "standing", "scores", "exposure",
    }  # fmt: skip
    assert all(each.title and not each.detail for each in checks)


@pytest.mark.parametrize(
    ("statement", "found"),
    [
        ("update receivable set amount=9000 where number='A-1'", {"I1"}),
        (
            "update allocation set amount=12000, source_amount=12000, base_target=12000, base_source=12000 where payment_id=1 and instalment_id=1",
            {"I2", "I3", "I7", "open_items"},
        ),
        ("update allocation set customer_id=2 where credit_id is not null", {"I4"}),
        ("update allocation set on_day='2026-10-01' where credit_id is not null", {"I4", "open_items"}),
        ("update payment set voided_on='2026-11-01' where number='R-1'", {"I5", "open_items"}),
        (
            "update open_item set open=0 where receivable_id=2",
            {"I7", "I8", "open_items", "standing", "scores", "exposure"},
        ),
        ("delete from open_item where receivable_id=2", {"I9", "open_items", "standing", "scores", "exposure"}),
        ("delete from customer_standing where customer_id=2", {"standing"}),
        ("update customer_standing set overdue_base=overdue_base+1 where customer_id=1", {"standing"}),
        ("update customer_standing set as_of='2026-11-20' where customer_id=1", {"standing"}),
        ("update customer_score set points_x100=coalesce(points_x100,0)+1 where customer_id=1", {"scores"}),
        ("update exposure_line set amount=amount+1 where customer_id=1", {"exposure"}),
        ("update change set at='2026-01-01T00:00:00Z' where id=3", {"journal"}),
        (
            "delete from policy_version; insert into policy_version(effective_from,params,adopted_at) values('2026-01-01','{}','')",
            {"I13"},
        ),
        ("create trigger rogue after insert on payment begin delete from payment; end", {"schema"}),
        ("drop index allocation_customer", {"schema"}),
    ],
)
def test_what_is_wrong_is_named(tampered: Book, statement: str, found: set[str]) -> None:
    for part in [statement] if statement.startswith("create") else statement.split(";"):
        tampered.store.db.execute(part)
    assert set(wrong(tampered)) == found


def test_row_that_refers_to_nothing(tampered: Book) -> None:
    tampered.store.db.execute("pragma foreign_keys = off")
    tampered.store.db.execute("delete from customer where code='B'")
    assert wrong(tampered)["foreign_keys"] == "3 rows"


def test_details_name_the_rows(tampered: Book) -> None:
    tampered.store.db.execute("update receivable set amount=amount+1 where kind='invoice'")
    assert wrong(tampered)["I1"] == "Concerns no. 1, 2"


def test_standing_is_compared_for_its_own_day(tmp_path: Path) -> None:
    """A book last opened on another day is in order: its figures are that day's."""
    book = Book(tmp_path, today=date(2026, 10, 30)).ledger(LEDGER)
    book.close()
    with opening.open_book(book.path, TODAY, write=False) as opened:
        assert [each.name for each in checking.verify(opened.services.store) if not each.ok] == []


def test_flipped_bytes_are_told_not_thrown(tmp_path: Path) -> None:
    """A page of the file overwritten: the check says so in a sentence."""
    book = Book(tmp_path).ledger(LEDGER)
    page = book.store.scalar("select rootpage from sqlite_schema where name='receivable'")
    book.close()
    with book.path.open("r+b") as file:
        file.seek((page - 1) * 4096)
        file.write(b"\xff" * 4096)
    with opening.open_book(book.path, TODAY, write=False) as opened:
        found = {each.name: each.detail for each in checking.verify(opened.services.store) if not each.ok}
    assert "integrity" in found
    assert "restore a backup" in found["I1"]

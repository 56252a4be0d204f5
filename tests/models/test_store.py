"""One door to the book: all or nothing, told once, and clear words when the machine says no."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from app.models import engine
from app.models.errors import ReadOnly, UserError
from app.models.store import Store
from app.models.topics import Changes, Topic
from app.services import opening
from tests.book import TODAY, Book, assert_sound


def count(store: Store, table: str) -> int:
    return int(store.scalar(f"select count(*) from {table}"))


def row(code: str) -> dict[str, str]:
    return {"code": code, "name": code, "currency": "CNY", "search_key": code}


def test_change_is_told_once_after_its_commit(book: Book) -> None:
    told: list[tuple[Changes, int]] = []
    book.store.on_commit = lambda changes: told.append((changes, count(book.store, "customer")))
    with book.store.change("customer.add") as change:
        first = change.insert("customer", row("A"))
        second = change.insert("customer", row("B"))
    (changes, then), *others = told
    assert others == []
    assert (then, changes.label, changes.customers) == (2, "customer.add", frozenset({first, second}))
    assert changes.topics == {Topic.CUSTOMERS}


def test_exception_rolls_everything_back(book: Book) -> None:
    before = count(book.store, "change"), count(book.store, "journal")
    with pytest.raises(ZeroDivisionError), book.store.change("customer.add") as change:
        change.insert("customer", row("A"))
        _ = 1 / 0
    assert count(book.store, "customer") == 0
    assert (count(book.store, "change"), count(book.store, "journal")) == before


def test_change_that_changes_nothing_leaves_nothing(book: Book) -> None:
    book.ledger("customer A")
    before = count(book.store, "change")
    with book.store.change("customer.update") as change:
        change.update("customer", book.ids["A"], {"code": "A"})
    assert count(book.store, "change") == before


@pytest.mark.parametrize(
    "table", ["custommer", "open_item", "customer_standing", "journal", "change", "customer; drop table customer"]
)
def test_misspelt_derived_and_journal_tables_are_no_fact_tables(book: Book, table: str) -> None:
    with pytest.raises(LookupError, match="no fact table"), book.store.change("x") as change:
        change.insert(table, {"id": 1})


def test_misspelt_column(book: Book) -> None:
    with pytest.raises(LookupError, match="customer has no column \\['nmae'\\]"), book.store.change("x") as change:
        change.insert("customer", {**row("A"), "nmae": "A"})


def test_read_only_store_cannot_write(book: Book) -> None:
    store = book.open.another(read_only=True).store
    with pytest.raises(ReadOnly, match="looking only"), store.change("x") as change:
        change.insert("customer", row("A"))
    with pytest.raises(UserError, match="only be read"):
        store.rows(str, "delete from customer returning code")
    store.close()


def test_read_only_store_sees_what_was_committed_meanwhile(book: Book) -> None:
    store = book.open.another(read_only=True).store
    with store.snapshot():
        assert count(store, "customer") == 0
        book.ledger("customer A")
        assert count(store, "customer") == 0
    assert count(store, "customer") == 1
    store.close()


def test_snapshot_within_a_change_sees_the_change(book: Book) -> None:
    with book.store.change("customer.add") as change, book.store.snapshot(), book.store.snapshot():
        change.insert("customer", row("A"))
        assert count(book.store, "customer") == 1
    assert count(book.store, "customer") == 1


def test_writer_that_waits_in_vain_is_told_so(book: Book) -> None:
    other = book.open.another(read_only=False).store
    other.db.execute("pragma busy_timeout = 10")
    with book.store.change("customer.add") as change:
        change.insert("customer", row("A"))
        with pytest.raises(UserError, match="another program is writing"), other.change("x") as refused:
            refused.insert("customer", row("B"))
    other.close()
    assert count(book.store, "customer") == 1


def fill(book: Book) -> int:
    """Adds customers with long notes until the disk is full; returns how many were acknowledged."""
    done = 0
    with pytest.raises(UserError, match="the disk is full or was removed"):
        while done < 5000:
            with book.store.change("customer.add") as change:
                change.insert("customer", {**row(f"C{done}"), "note": "x" * 20_000})
            done += 1
    return done


def test_full_disk_keeps_what_was_acknowledged(book: Book) -> None:
    pages = book.store.scalar("pragma page_count")
    book.store.db.execute(f"pragma max_page_count = {pages + 100}")
    done = fill(book)
    assert done > 0
    assert count(book.store, "customer") == done
    book.store.db.execute("pragma max_page_count = 1000000")
    book.ledger("customer LAST")


@pytest.mark.skipif(not sys.platform.startswith("linux") or not shutil.which("mount"), reason="needs a small tmpfs")
def test_really_full_disk(tmp_path: Path) -> None:
    disk = tmp_path / "disk"
    disk.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=4m", "none", str(disk)], check=False, capture_output=True
    )
    if mounted.returncode:
        pytest.skip("mounting a small disk needs root")
    try:
        book = Book(disk)
        done = fill(book)
        assert count(book.store, "customer") == done > 0
        assert_sound(book.store)
        book.close()
        with opening.open_book(book.path, TODAY, write=False) as again:
            assert count(again.services.store, "customer") == done
    finally:
        subprocess.run(["umount", "-l", str(disk)], check=True)


def test_closing_leaves_one_file(tmp_path: Path) -> None:
    book = Book(tmp_path)
    book.ledger("customer A")
    assert book.path.with_name("test.kedun-wal").stat().st_size > 0
    book.close()
    assert not book.path.with_name("test.kedun-wal").exists()
    assert engine.connect(book.path).execute("select code from customer").fetchall() == [("A",)]

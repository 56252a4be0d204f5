"""The audit trail is whole, and taking back restores exactly what was."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.models import aged, journal
from app.models.errors import UserError
from app.models.store import Store
from tests.book import TODAY, Book, assert_sound

LEDGER = """
    customer A net 30
    invoice A-1 A 2026-01-10 100.00
    payment P-1 A 2026-02-20 40.00 -> auto
    """
FACTS = (
    "customer",
    "terms",
    "credit_limit",
    "receivable",
    "instalment",
    "payment",
    "allocation",
    "dispute",
    "due_change",
)


def facts(store: Store) -> dict[str, list[tuple[object, ...]]]:
    """Every fact row of the book, and the derived ones."""
    tables = (*FACTS, "open_item", "customer_standing")
    found = {each: sorted(store.rows(lambda *row: row, f"select * from {each}"), key=str) for each in tables}
    # open_item is rebuilt with new ids
    found["open_item"] = sorted((row[1:] for row in found["open_item"]), key=str)
    return found


def test_undo_of_all_is_the_start_and_redo_of_all_the_end(book: Book) -> None:
    start = facts(book.store)
    book.ledger(
        LEDGER
        + """
        credit G-1 A 2026-02-21 10.00 -> A-1
        dispute A-1 2026-03-01 5.00
        due A-1 2026-03-02 2026-04-30
        payment P-2 A 2026-03-03 3.00 -> auto
        void P-2
        """
    )
    end, count = facts(book.store), 0
    while journal.next_undo(book.store):
        journal.undo(book.store)
        count += 1
        assert_sound(book.store)
    assert (count, facts(book.store)) == (9, start)
    while journal.next_redo(book.store):
        journal.redo(book.store)
    assert facts(book.store) == end


def second_person(book: Book) -> Store:
    """A store in which somebody else works."""
    store = book.open.another(read_only=False).store
    with store.change("person.add") as change:
        person = change.insert("person", {"name": "Li Wei"})
    store.person_id = person
    return store


def test_nothing_to_take_back_in_a_new_book(book: Book) -> None:
    """The change that made the book is not offered."""
    with pytest.raises(UserError, match="nothing to undo"):
        journal.undo(book.store)
    with pytest.raises(UserError, match="nothing to redo"):
        journal.redo(book.store)


def test_undo_and_redo_survive_closing_the_book(book: Book) -> None:
    book.ledger(LEDGER)
    whole = facts(book.store)
    book.reopen()
    assert journal.undo(book.store).label == "payment.record"
    book.reopen()
    assert aged.ledger(book.store, TODAY) == 10000
    again = journal.next_redo(book.store)
    assert again is not None
    book.reopen()
    assert journal.redo(book.store).label == "payment.record"
    assert facts(book.store) == whole
    assert aged.ledger(book.store, TODAY) == 6000


def test_undo_is_itself_a_change_and_nothing_leaves_the_journal(book: Book) -> None:
    book.ledger(LEDGER)
    before = book.store.scalar("select count(*) from journal")
    taken = journal.undo(book.store)
    newest = journal.entries(book.store)[0]
    assert (newest.undoes, newest.label, newest.person) == (taken.id, "payment.record", "Owner")
    assert book.store.scalar("select count(*) from journal") == before + 2  # payment and allocation, backwards
    undone = journal.entry(book.store, taken.id)
    assert undone is not None
    assert undone.undone_by == newest.id


def test_redo_is_over_after_another_change(book: Book) -> None:
    book.ledger(LEDGER)
    journal.undo(book.store)
    book.ledger("customer B")
    assert journal.next_redo(book.store) is None


def test_undo_undo_redo_redo_in_turn(book: Book) -> None:
    book.ledger("customer A\ncustomer B\ncustomer C")

    def codes() -> list[str]:
        return book.store.rows(str, "select code from customer order by code")

    journal.undo(book.store)
    journal.undo(book.store)
    assert codes() == ["A"]
    journal.redo(book.store)
    assert codes() == ["A", "B"]
    journal.undo(book.store)
    assert codes() == ["A"]
    journal.redo(book.store)
    journal.redo(book.store)
    assert codes() == ["A", "B", "C"]
    assert journal.next_redo(book.store) is None


def test_two_hundred_back_and_no_further(book: Book) -> None:
    book.ledger("customer A")
    for number in range(205):
        with book.store.change("customer.update") as change:
            change.update("customer", book.ids["A"], {"note": f"note {number}"})
    for _ in range(200):
        journal.undo(book.store)
    assert book.store.scalar("select note from customer") == "note 4"
    with pytest.raises(UserError, match="nothing to undo"):
        journal.undo(book.store)


def test_bulk_insert_is_one_journal_row_and_goes_and_comes_as_a_whole(book: Book) -> None:
    book.ledger(LEDGER)
    before = facts(book.store)
    columns = ["customer_id", "name", "phone", "search_key"]
    rows = [[book.ids["A"], f"联系人 {number}", None, "x"] for number in range(1000)]
    with book.store.change("import.contacts") as change:
        ids = change.bulk("contact", columns, rows)
        assert change.touched == {book.ids["A"]}
    assert (len(ids), book.store.scalar("select count(*) from journal where op='bulk'")) == (1000, 1)

    def names() -> list[tuple[int, str]]:
        return book.store.rows(lambda *row: row, "select id, name from contact order by id")

    whole = names()
    assert whole[0] == (ids[0], "联系人 0")
    journal.undo(book.store)
    assert (names(), facts(book.store)) == ([], before)
    book.reopen()
    journal.redo(book.store)
    assert names() == whole
    journal.undo(book.store)
    assert names() == []


def test_undo_is_refused_when_its_rows_were_changed_since(book: Book) -> None:
    """Another person's later change stands in the way, and is named."""
    other = second_person(book)
    book.ledger("customer A")
    with other.change("customer.update") as change:
        change.update("customer", book.ids["A"], {"phone": "13900000000"})
    other.close()
    assert_sound(book.store)
    with pytest.raises(UserError, match=r"“customer” no\. 1 was changed since"):
        journal.undo(book.store)
    assert book.store.scalar("select phone from customer") == "13900000000"


def test_undo_of_a_bulk_insert_is_refused_when_one_row_was_changed_since(book: Book) -> None:
    other = second_person(book)
    book.ledger("customer A")
    with book.store.change("import.contacts") as change:
        ids = change.bulk("contact", ["customer_id", "name", "search_key"], [[1, "a", "a"], [1, "b", "b"]])
    with other.change("contact.update") as change:
        change.update("contact", ids[1], {"name": "c"})
    with pytest.raises(UserError, match="“contact” no\\. 1 was changed since"):
        journal.undo(book.store)
    journal.undo(other)
    journal.undo(book.store)
    assert book.store.scalar("select count(*) from contact") == 0
    other.close()


def test_undo_is_refused_when_later_rows_lean_on_it(book: Book) -> None:
    other = second_person(book)
    book.ledger("customer A")
    with other.change("contact.add") as change:
        change.insert("contact", {"customer_id": book.ids["A"], "name": "c", "search_key": "c"})
    other.close()
    with pytest.raises(UserError, match="later entries depend on it"):
        journal.undo(book.store)
    assert book.store.scalar("select count(*) from customer") == 1


def test_what_may_not_be_undone_says_so(book: Book) -> None:
    book.ledger("customer A")
    with book.store.change("customer.archive", undoable=False) as change:
        change.update("customer", book.ids["A"], {"archived_on": "2026-11-21"})
    with pytest.raises(UserError, match="cannot be undone, because papers or other people rely on it"):
        journal.undo(book.store)


@pytest.mark.parametrize(
    ("tamper", "links"),
    [
        ("update journal set image_hash='0' where id=(select max(id) from journal)", 1),
        ("update change set label='payment.void' where id=3", 1),
        ("update change set at='2026-01-01T00:00:00Z' where id=2", 1),
        ("update change set person_id=2 where id=4", 1),
        ("delete from journal where change_id=3", 1),
        ("delete from journal where change_id=2; delete from change where id=2", 1),
    ],
)
def test_tampering_breaks_the_chain(tmp_path: Path, tamper: str, links: int) -> None:
    book = Book(tmp_path)
    book.ledger(LEDGER)
    book.store.db.execute("insert into person(id,name) values(2,'Somebody')")
    assert journal.broken_links(book.store) == []
    for statement in tamper.split(";"):
        book.store.db.execute(statement)
    assert len(journal.broken_links(book.store)) == links
    book.close()


def test_image_altered_in_the_journal_is_found(tmp_path: Path) -> None:
    """The text of an image is hashed too: an invoice cannot be made smaller after the fact."""
    book = Book(tmp_path)
    book.ledger(LEDGER)
    book.store.db.execute("update journal set after=replace(after,'10000','1000') where tbl='receivable'")
    assert journal.broken_links(book.store) != []
    book.close()

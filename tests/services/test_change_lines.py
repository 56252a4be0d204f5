"""The history in full: fields in words with old and new values, filters, taking back a line that nothing was built on."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.models.errors import UserError
from app.models.topics import TOPIC_OF_TABLE
from app.services import change_lines, exports
from app.services.field_words import TABLES, field_name, is_told, value_text
from tests.book import TODAY, Book

LEDGER = """
customer A net 30
customer B net 30
invoice  A-1 A 2026-10-01 due 2026-10-31 100.00
"""


def test_each_field_says_what_it_was_and_what_it_is(book: Book) -> None:
    book.ledger(LEDGER)
    book.services.customers.update(book.ids["A"], {"phone": "13800138000", "region": "Ningbo"})
    book.services.customers.update(book.ids["A"], {"region": "Hangzhou"})
    lines = book.services.history.lines(book.ids["A"])
    told = [(line.field, line.before, line.after) for line in lines if line.label == "customer.update"]
    assert told == [
        ("Region", "Ningbo", "Hangzhou"),
        ("Phone", "—", "138 0013 8000"),
        ("Region", "—", "Ningbo"),
    ]
    made = next(line for line in lines if line.label == "receivable.add" and line.table == "receivable")
    assert (made.where(), made.before, made.field) == ("Receivable A-1", "—", "")
    assert "¥100.00" in made.after


def test_money_moved_names_its_receivable(book: Book) -> None:
    book.ledger(LEDGER + "payment P-1 A 2026-11-05 40.00 -> A-1")
    lines = book.services.history.lines(book.ids["A"])
    assert [line.where() for line in lines if line.table == "allocation"] == ["Applied money A-1"]


def test_what_an_undo_took_back_is_redone_by_that_name(book: Book) -> None:
    book.ledger(LEDGER)
    book.services.customers.update(book.ids["B"], {"region": "Ningbo"})
    book.services.history.undo()
    book.services.history.redo()
    told = [line.what() for line in book.services.history.lines(book.ids["B"])][:3]
    what = told[2]
    assert told == [f"Redo: {what}", f"Undo: {what}", what]


def test_codes_are_words_and_a_dispute_has_its_own(book: Book) -> None:
    book.ledger(LEDGER + "payment P-1 A 2026-11-05 40.00 -> A-1")
    assert field_name("dispute", "due_on") == "To be settled by"
    lines = book.services.history.lines(book.ids["A"])
    paid = next(line for line in lines if line.table == "payment")
    assert paid.after.endswith(" · Payment")
    assert value_text("credit_limit", "kind", "standing", "CNY", {}) == "Standing limit"
    assert value_text("allocation", "part", "principal", "CNY", {}) == "Principal"
    assert value_text("person", "role", "sales", "CNY", {}) == "Salesperson"
    assert value_text("bank_line", "status", "matched", "CNY", {}) == "Logged as a payment"
    assert not is_told("charge", "basis")


def test_filters_by_kind_field_and_words(book: Book) -> None:
    book.ledger(LEDGER)
    book.services.customers.update(book.ids["B"], {"region": "Ningbo", "note": "pays on Fridays"})
    lines = book.services.history.lines()
    assert {line.table for line in change_lines.shown(lines, table="terms")} == {"terms"}
    assert [line.after for line in change_lines.shown(lines, field="Region")] == ["Ningbo"]
    assert [line.field for line in change_lines.shown(lines, "fridays b")] == ["Note"]
    assert all(line.customers != "B" for line in book.services.history.lines(book.ids["A"]))


def test_an_older_line_is_taken_back_while_its_rows_are_as_it_left_them(book: Book) -> None:
    book.ledger(LEDGER)
    book.services.customers.update(book.ids["B"], {"region": "Ningbo"})
    changed = book.services.history.lines(book.ids["B"])[0].change_id
    book.services.customers.update(book.ids["A"], {"region": "Hangzhou"})
    book.services.history.revert(changed)
    assert book.services.customers.get(book.ids["B"]).region is None
    assert book.services.customers.get(book.ids["A"]).region == "Hangzhou"
    with pytest.raises(UserError, match="taken back already"):
        book.services.history.revert(changed)


def test_a_line_whose_field_was_changed_since_stays(book: Book) -> None:
    book.ledger(LEDGER)
    book.services.customers.update(book.ids["B"], {"region": "Ningbo"})
    changed = book.services.history.lines(book.ids["B"])[0].change_id
    book.services.customers.update(book.ids["B"], {"region": "Wenzhou"})
    with pytest.raises(UserError, match="was changed since"):
        book.services.history.revert(changed)
    assert book.services.customers.get(book.ids["B"]).region == "Wenzhou"


def test_what_later_money_builds_on_is_not_taken_back(book: Book) -> None:
    """Un-voiding the first payment would settle the receivable twice: nothing of its rows was touched since."""
    book.ledger(LEDGER + "payment P-1 A 2026-11-05 100.00 -> A-1")
    book.services.payments.void(book.ids["P-1"], "bounced")
    voided = book.services.history.lines(book.ids["A"])[0].change_id
    book.ledger("payment P-2 A 2026-11-06 100.00 -> A-1")
    with pytest.raises(UserError, match="Log a payment"):
        book.services.history.revert(voided)
    assert book.services.reports.balance(book.ids["A"], TODAY).total == 0
    book.services.history.undo()
    book.services.history.revert(voided)
    assert book.services.reports.balance(book.ids["A"], TODAY).total == 0


def test_the_history_goes_to_a_file_for_excel(book: Book, tmp_path: Path) -> None:
    book.ledger(LEDGER)
    book.services.customers.update(book.ids["A"], {"note": "=1+1"})
    path = tmp_path / "history.csv"
    exports.write_table(path, *change_lines.table_of(book.services.history.lines()))
    lines = path.read_text("utf-8-sig").splitlines()
    assert lines[0] == "When,Who,What,Customer,Record,Field,Before,After"
    assert lines[1].endswith("Note,—,'=1+1")


def test_every_kind_of_row_has_its_word() -> None:
    assert set(TOPIC_OF_TABLE) - {"book", "attachment", "import_mapping", "template"} <= set(TABLES)

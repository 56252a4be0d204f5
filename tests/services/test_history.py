"""The audit trail as people read it."""

from __future__ import annotations

import pytest

from app.models.errors import UserError
from app.services.imports.service import Options
from tests.book import Book

LEDGER = """
    customer A net 30
    customer B net 30
    invoice A-1 A 2026-10-20 100.00
    payment P-1 A 2026-10-22 40.00 -> auto
    """


def test_newest_first_with_whom_it_concerned(book: Book) -> None:
    book.ledger(LEDGER)
    rows = [(row.label, row.person, row.customers) for row in book.services.history.rows()]
    assert rows == [
        ("payment.record", "Owner", ("A",)),
        ("receivable.add", "Owner", ("A",)),
        ("customer.add", "Owner", ("B",)),
        ("customer.add", "Owner", ("A",)),
        ("book.create", "Owner", ()),
    ]


def test_of_one_customer(book: Book) -> None:
    book.ledger(LEDGER)
    assert [row.label for row in book.services.history.rows(book.ids["B"])] == ["customer.add"]
    assert len(book.services.history.rows(book.ids["A"])) == 3
    assert len(book.services.history.rows(limit=2)) == 2


def test_of_one_customer_with_the_imports_that_named_it(book: Book) -> None:
    book.ledger("customer A net 30\ncustomer B net 30")
    path = book.path.with_name("table.csv")
    for kind, row in (
        ("invoices", "number,customer,issue_date,amount\nA-1,A,2026-10-20,100.00\nN-1,New Ltd,2026-10-20,7.00\n"),
        ("payments", "number,customer,date,amount\nP-1,A,2026-10-22,40.00\n"),
    ):
        path.write_text(row, encoding="utf-8")
        book.services.imports.run(path, Options(kind, create_customers=True))

    def of(customer_id: int) -> list[str]:
        return [row.label for row in book.services.history.rows(customer_id)]

    assert of(book.ids["A"]) == ["import.payments", "import.invoices", "customer.add"]
    assert of(book.ids["B"]) == ["customer.add"]
    assert of(book.services.customers.by_code("New Ltd").id) == ["import.invoices"]


def test_undo_and_redo_show_in_it(book: Book) -> None:
    book.ledger(LEDGER)
    history = book.services.history
    offered = history.can_undo()
    assert offered is not None
    assert offered.label == "payment.record"
    assert history.undo() == offered
    undo, payment, *_ = history.rows()
    assert (undo.undoes, undo.undone_by, payment.undone_by) == (payment.id, None, undo.id)
    assert book.services.reports.balance(book.ids["A"]).total == 10000
    waiting = history.can_redo()
    assert waiting is not None
    history.redo()
    redo, undo, payment, *_ = history.rows()
    assert (redo.undoes, undo.undone_by, payment.undone_by) == (undo.id, redo.id, None)
    assert book.services.reports.balance(book.ids["A"]).total == 6000
    assert history.can_redo() is None


def test_undo_of_a_customer_that_is_gone_shows_no_code(book: Book) -> None:
    book.ledger("customer A")
    book.services.history.undo()
    assert [row.customers for row in book.services.history.rows()] == [(), (), ()]
    with pytest.raises(UserError, match="nothing to undo"):
        book.services.history.undo()

"""A book built from its own export has the same figures."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from app.models.errors import UserError
from app.services import book_export, demo
from app.services.imports.service import Options
from tests.book import TODAY, Book

LEDGER = """
    customer A net 30 limit 5000
    customer B limit unlimited
    customer C USD limit 0
    invoice A-1 A 2026-01-10 due 2026-02-09 100.00
    invoice A-2 A 2026-01-10 due 2026-02-09:60 2026-03-09:40 100.00 USD @7.1
    opening Q-1 A 2026-01-01 12.00
    invoice B-1 B 2026-05-01 33.00
    invoice C-1 C 2026-05-01 due 2026-06-01 10.00 USD @7.2
    credit G-1 A 2026-02-01 20.00 -> A-1
    credit G-2 B 2026-06-01 3.00
    payment P-1 A 2026-02-20 40.00 -> A-1:30
    payment P-2 A 2026-02-21 70.00 USD @7.0 -> A-2:65
    payment P-3 A 2026-03-21 9.00 -> Q-1:4 A-1:2
    payment P-4 C 2026-03-21 4.00 USD @7.3
    refund R-1 A 2026-03-22 4.00
    move P-1 2026-03-23 A-1 -> Q-1:1
    apply P-1 2026-03-24 -> A-1:1
    due A-1 2026-03-25 2026-12-31
    payment P-5 B 2026-05-02 5.00 -> auto
    void P-5
    """


def built_again(files: list[Path], folder: Path, currency: str = "CNY") -> Book:
    """A new book from the exported files, each imported as a person would."""
    folder.mkdir()
    book = Book(folder, currency=currency)
    for path in files:
        plan, _applied = book.services.imports.run(path, Options(kind=path.stem, strict=True))
        assert plan.problems == []
    return book


def figures(book: Book, on: date = TODAY) -> list[object]:
    reports = book.services.reports
    found: list[object] = [reports.ageing(on, by=by).rows for by in ("customer", "invoice", "currency")]
    for each in book.services.customers.search("", limit=100):
        balance = reports.balance(each.id, on)
        items = [
            (item.number, item.kind, item.due_on, item.open, item.open_base)
            for item in balance.open + balance.unallocated
        ]
        customer = book.services.customers.get(each.id)
        found.append(
            (
                balance.customer,
                balance.total,
                sorted(items, key=str),
                customer.limit_state,
                customer.limit_amount,
                customer.terms_days,
            )
        )
    return sorted(found, key=str)


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_there_and_back(book: Book, tmp_path: Path, ending: str) -> None:
    book.ledger(LEDGER)
    book.services.customers.add_contact(book.ids["A"], {"name": "=王芳", "phone": "0755 1234", "wechat": "wang"})
    files = book_export.export(book.store, tmp_path / "out", ending, TODAY)
    assert [path.name for path in files] == [
        f"{kind}.{ending}" for kind in ("customers", "contacts", "invoices", "payments")
    ]
    again = built_again(files, tmp_path / "again")
    assert figures(again) == figures(book)
    (contact,) = again.services.customers.contacts(again.services.customers.by_code("A").id)
    assert (contact.name, contact.phone, contact.wechat) == ("=王芳", "0755 1234", "wang")
    again.close()


def test_sample_company_there_and_back(book: Book, tmp_path: Path) -> None:
    demo.fill(book.services)
    files = book_export.export(book.store, tmp_path / "out", "csv", TODAY)
    again = built_again(files, tmp_path / "again")
    assert figures(again) == figures(book)
    again.close()


def test_folder_that_is_a_file(book: Book, tmp_path: Path) -> None:
    (tmp_path / "out").write_text("x", encoding="utf-8")
    with pytest.raises(UserError, match="cannot be made"):
        book_export.export(book.store, tmp_path / "out", "csv", TODAY)

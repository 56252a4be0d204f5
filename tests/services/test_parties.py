"""Suppliers and partners are scored with the same model."""

from __future__ import annotations

import pytest

from app.models.errors import Invalid
from app.models.listing import Query
from tests.book import Book


def test_a_supplier_has_the_score_of_a_customer_with_the_same_facts(book: Book) -> None:
    book.ledger("customer A net 30\ncustomer S net 30\ninvoice A-1 A 2026-08-01 due 2026-08-31 100.00")
    book.ledger("invoice S-1 S 2026-08-01 due 2026-08-31 100.00")
    book.services.customers.update(book.ids["S"], {"role": "supplier"})
    rows = {
        party.code: (party.role, scored.score.grade, scored.score.pd)
        for party, scored in book.services.scoring.scores()
    }
    assert rows["S"] == ("supplier", *rows["A"][1:])
    assert rows["S"][1] == "B"  # 82 days overdue: at most B
    lists = book.services.lists
    assert lists.keys("customers", Query(("other_parties",))) == [book.ids["S"]]


def test_a_role_that_is_none_is_refused(book: Book) -> None:
    book.ledger("customer A net 30")
    with pytest.raises(Invalid, match="Choose one of the listed kinds"):
        book.services.customers.update(book.ids["A"], {"role": "friend"})

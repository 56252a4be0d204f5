"""A credit file in sentences: what is missing, what a section holds, what a fact says."""

from __future__ import annotations

from datetime import date

from app.models.credit_facts import CreditFact
from app.services import file_wording
from app.services.credit_view import CreditFileView
from tests.book import Book


def file(book: Book, *facts: CreditFact) -> CreditFileView:
    for each in facts:
        book.services.credit_file.add_fact(each)
    return book.services.credit_file.file(book.ids["A"])


def test_an_empty_file_says_what_is_missing_first(book: Book) -> None:
    book.ledger("customer A")
    said = file_wording.completeness_sentence(file(book).completeness)
    assert said.startswith("File completeness 0% · missing: Financial statement of the last 18 months, ")
    assert said.endswith(" and 13 more")


def test_a_section_says_what_is_newest_and_how_many_there_are(book: Book) -> None:
    book.ledger("customer A")
    on = date(2026, 11, 1)
    seen = [
        CreditFact(customer_id=book.ids["A"], kind="court", code="clean", on_day=on, checked_on=on, source="list"),
        CreditFact(
            customer_id=book.ids["A"], kind="tax", code="grade", on_day=date(2025, 3, 1), checked_on=date(2025, 3, 1), source="bureau",
            source_grade="A", data={"grade": "B"},
        ),
    ]  # fmt: skip
    found = file(book, *seen)
    assert (
        file_wording.section_text(found, "records") == "2026-11-01 · Courts looked up, nothing found · 2 entries in all"
    )
    assert file_wording.section_text(found, "ratings") == "None. Many small firms have none."
    old = found.facts_of("tax")[0]
    assert file_wording.detail(old) == "Tax credit grade: B"
    assert file_wording.until_text(old) == "2026-03-01, out of date"
    assert file_wording.source_text(old) == "bureau · A"


def test_what_a_supplier_said_reads_as_words(book: Book) -> None:
    book.ledger("customer A")
    on = date(2026, 11, 1)
    data = {"supplier": "Northern Steel", "late_days": 15, "good": True}
    told = CreditFact(
        customer_id=book.ids["A"], kind="trade_reference", code="reference", on_day=on, checked_on=on, source="call", amount=20_000_00,
        data=data,
    )  # fmt: skip
    line = file(book, told).facts[0]
    assert file_wording.detail(line) == (
        "Supplier: Northern Steel; Limit that the supplier gives: ¥20,000.00; Days late on average: 15 days; "
        "Would sell on credit again: Willing"
    )


def test_answers_are_counted_and_made_points_of_a_hundred() -> None:
    assert file_wording.result_text([]) == "0 of 20 answered"
    assert file_wording.result_text([3] * 10 + [4, 4, 4]) == "13 of 20 answered · 65 points of 100"

"""Papers of a legal matter: what they say, in both languages; gaps in words; nothing that does not apply."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from pypdf import PdfReader

from app.services.matter_drafts import MatterDraft
from app.services.matter_stages import Step
from tests.book import Book, book_fixture

__all__ = ["book_fixture"]

LEDGER = """
customer A
contract K-1 A 2026-01-05 100000
invoice A-1 A 2026-01-10 due 2026-02-09 60000
invoice A-2 A 2026-03-10 due 2026-04-09 40000
payment P-1 A 2026-02-20 10000 -> A-1
dispute A-2 2026-04-20 5000
"""


def opened(book: Book, **more: str) -> int:
    book.ledger(LEDGER)
    with book.store.change("receivable.correct") as change:
        change.update("receivable", book.ids["A-1"], {"contract_id": book.ids["K-1"]})
        change.update("contract", book.ids["K-1"], {"penalty_ppm_day": 300, "service_address": "88 North Road"})
        change.update("customer", book.ids["A"], {"name": "A & B <C> $x_$ 甲 {amount}"})
    chosen = (book.ids["A-1"], book.ids["A-2"])
    draft = MatterDraft(book.ids["A"], chosen, opened_on=date(2026, 9, 1), **more)
    return book.services.matters.open(draft)


def words(path: Path) -> str:
    """All that stands in a PDF, without the blanks and the ends of lines."""
    return "".join("".join(page.extract_text().split()) for page in PdfReader(path).pages)


def has(text: str, *wanted: str) -> list[str]:
    """Those that are not there."""
    return [each for each in wanted if "".join(each.split()) not in text]


def test_the_pack_says_what_is_claimed_what_happened_and_what_lacks(book: Book, tmp_path: Path) -> None:
    matter = opened(book, clues="A lathe in Ningwei", lawyer="Ms Chen")
    letter, pack = book.services.matter_papers.make(matter, "pack", tmp_path, "en", wage=120_000_00)
    # 50,000 at 0.3 per mille for 285 days + 10,000 for 11 days = 4,308.00; 40,000 at 3 % x 1.5 for 226 days = 1,114.52
    lacking = has(
        words(pack), "DRAFT", "A & B <C> $x_$ 甲 {amount}", "4,308.00", "1,114.52", "¥95,422.52", "As agreed in contract K-1",
        "Receivable A-1 issued", "¥10,000.00 paid by Bank transfer on A-1", "¥5,000.00 of A-2 disputed", "GAP: missing",
        "GAP: not for every debt: A-2", "88 North Road", "Agreed in contract K-1", "A lathe in Ningwei", "Ms Chen",
        "3 years from the due date (Civil Code 188)", "no legal advice",
        "Court fee of a suit", "¥2,185.56", "¥1,092.78", "¥728.52",
    )  # fmt: skip
    assert lacking == []
    told = words(letter)
    # 50,000 + 35,000 that are not disputed; interest without that of the disputed 5,000 (139.32)
    assert has(told, "DRAFT", "¥85,000.00", "¥5,283.20", "¥90,283.20", "¥19.32", "Seal of the law firm") == []
    assert "95,422.52" not in told


@pytest.mark.parametrize(
    ("language", "title"), [("zh_CN", "支付令申请资料表"), ("en", "Data sheet for a payment order")]
)
def test_the_data_sheet_for_a_payment_order(book: Book, tmp_path: Path, language: str, title: str) -> None:
    matter = opened(book, court="Xiaoshan")
    (path,) = book.services.matter_papers.make(matter, "payment_order", tmp_path, language)
    assert has(words(path), "728.52", "95,422.52", "5,000.00", "Xiaoshan", "88 North Road", "AJ-2026-001") == []
    if language == "en":
        assert has(words(path), title, "226, 227") == []


def test_nothing_undisputed_is_no_letter(book: Book, tmp_path: Path) -> None:
    matter = opened(book)
    book.ledger("dispute A-1 2026-05-01 50000\ndispute A-2 2026-05-01 35000")
    assert book.services.matter_papers.paper(matter).letter is None
    assert len(book.services.matter_papers.make(matter, "pack", tmp_path)) == 1


def test_the_clocks_of_its_debts_only(book: Book) -> None:
    matter = opened(book)
    book.ledger("invoice A-9 A 2026-01-01 due 2026-02-01 5")
    book.services.matters.move(matter, Step("filed", date(2026, 10, 1)))
    found = book.services.matter_papers.paper(matter)
    assert [(row.clock.document, row.clock.ends_on) for row in found.clocks] == [
        ("A-1", date(2029, 10, 1)), ("A-2", date(2029, 10, 1)),
    ]  # fmt: skip
    assert {fact.document for fact in found.facts if fact.kind == "invoice"} == {"A-1", "A-2"}

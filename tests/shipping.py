"""Asking whether goods may leave: the customer of the design's story, questions in major units."""

from __future__ import annotations

from typing import Any, Final

from app.services.shipping_sheet import Answer
from tests.book import Book

# 320,000 open, 80,000 of it overdue on 2026-11-21.
MOCK: Final = """
customer A limit 350000
invoice A-1 A 2026-10-01 due 2026-10-11 30000.00
invoice A-2 A 2026-10-05 due 2026-11-06 50000.00
invoice A-3 A 2026-11-01 due 2026-12-06 240000.00
"""


def ask(book: Book, amount: str, code: str = "A", **how: Any) -> Answer:
    """An order of so many major units."""
    return book.services.shipping.ask(book.ids[code], int(amount) * 100, **how)


def told(answer: Answer) -> tuple[str, list[str]]:
    return answer.verdict, [each.code for each in answer.reasons]

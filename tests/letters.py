"""Debts of a test's book and the letters about them."""

from __future__ import annotations

from datetime import date
from typing import Any, Final

from app.services.contract_drafts import ContractDraft
from app.services.letter_sheets import LetterSheet
from app.services.receivables import ReceivableDraft
from app.services.rules.reminding import DueReminder
from tests.book import Book

ODD: Final = "A & B <C> $x_$ 甲 {amount}"


def letter(book: Book, level: int, lang: str = "en", code: str = "A") -> LetterSheet:
    return book.services.letters.sheet(found(book, level, code), lang)


def found(book: Book, level: int, code: str = "A") -> DueReminder:
    """All that is overdue, or for level 0 not yet due, at a level that somebody chose."""
    (of,) = book.services.reminders.of(book.ids[code])
    which = of.later if level == 0 and of.later else of.items
    return book.services.reminders.chosen(of, tuple(each.instalment_id for each in which), level)


def words(book: Book, sheet: LetterSheet) -> str:
    return book.services.letters.plain(sheet)


def owe(
    book: Book,
    *,
    contract: dict[str, Any] | None = None,
    currency: str = "CNY",
    amount: int = 1000_00,
    due: date = date(2026, 9, 1),
    **customer: Any,
) -> None:
    """Customer A owes so much since a day, under a contract where one is given."""
    book.ids["A"] = book.services.customers.add({"code": "A", "name": "Buyer Ltd", "currency": currency, **customer})
    made, rate = None, None if currency == "CNY" else "8"
    if contract is not None:
        draft = ContractDraft(
            book.ids["A"], 1000000, number="K-1", signed_on=date(2026, 7, 1), currency=currency, rate=rate, **contract
        )
        made = book.services.contracts.add(draft)
    book.ids["I-1"] = book.services.receivables.add(
        ReceivableDraft(
            customer_id=book.ids["A"], number="I-1", issued_on=date(2026, 7, 31), due_on=due, amount=amount,
            currency=currency, rate=rate, contract_id=made,
        )
    )  # fmt: skip

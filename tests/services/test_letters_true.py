"""What a letter says of reminders before it and of limitation is true of its own debts."""

from __future__ import annotations

from datetime import date

from tests.book import Book, book_fixture
from tests.letters import letter, owe, words

__all__ = ["book_fixture"]


def test_a_letter_says_when_its_own_debts_were_asked_for_and_calls_no_friendly_letter_a_demand(book: Book) -> None:
    """Of I-1 a notice went out before it was due and a friendly letter after it, of the dollars a letter later."""
    book.ledger("""
    customer A net 30
    invoice  I-1 A 2026-08-01 due 2026-09-10 3000.00
    remind   A 2026-09-05
    remind   A 2026-09-20
    invoice  U-1 A 2026-10-01 due 2026-10-10 100.00 USD @7.1
    remind   A 2026-10-20
    """)
    of = {each.currency: each for each in book.services.reminders.of(book.ids["A"])}
    assert [each.made_on for each in book.services.reminders.made()] == [
        date(2026, 10, 20), date(2026, 10, 20), date(2026, 9, 20), date(2026, 9, 5),
    ]  # fmt: skip
    book.services.reminders.void(book.services.reminders.made()[0].id, "never went out")
    book.services.reminders.void(book.services.reminders.made()[1].id, "never went out")
    yuan = book.services.reminders.chosen(of["CNY"], (of["CNY"].items[0].instalment_id,), 3)
    assert "We reminded you on 20 Sep 2026" in words(book, book.services.letters.sheet(yuan, "en"))
    dollars = book.services.reminders.chosen(of["USD"], (of["USD"].items[0].instalment_id,), 3)
    assert "We reminded you" not in words(book, book.services.letters.sheet(dollars, "en"))
    last = book.services.reminders.chosen(of["CNY"], (of["CNY"].items[0].instalment_id,), 4)
    assert "demanded payment" not in words(book, book.services.letters.sheet(last, "en"))
    book.ledger("remind A 2026-10-21")
    assert "Our client demanded payment on 21 Oct 2026" in words(book, book.services.letters.sheet(last, "en"))


def test_no_letter_says_that_it_interrupts_a_limitation_period_that_has_ended(book: Book) -> None:
    """Due on 20 November 2023: sued until 20 November 2026, and a day later it is too late to interrupt anything."""
    owe(book, due=date(2023, 11, 21))
    for lang, claim in (("en", "interrupts the limitation period"), ("zh_CN", "诉讼时效因此中断")):
        for level in (2, 3):
            assert claim in words(book, letter(book, level, lang))
    book.ledger("customer B net 30\ninvoice I-2 B 2023-10-01 due 2023-11-20 1000.00")
    for lang, claim in (("en", "limitation period"), ("zh_CN", "诉讼时效")):
        for level in (2, 3):
            assert claim not in words(book, letter(book, level, lang, "B"))

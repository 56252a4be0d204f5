"""The ledger that tests write as text means what it says."""

from __future__ import annotations

from app.models import receivables
from tests.book import TODAY, Book


def test_a_ledger_of_every_kind_of_line(book: Book) -> None:
    book.ledger(
        """
        customer A net 30 CNY limit 5000   # CNY 5,000.00 of credit
        invoice  A-1 A 2026-01-10 due 2026-02-09 100.00
        invoice  A-2 A 2026-01-10 due 2026-02-09:60 2026-03-09:40 100.00 USD @7.1
        opening  Q-1 A 2026-01-01 12.00                       # by the terms: 2026-01-31
        credit   G-1 A 2026-02-01 20.00 -> A-1
        payment  P-1 A 2026-02-20 40.00 -> A-1:30
        refund   R-1 A 2026-03-01 4.00
        payment  P-2 A 2026-02-21 70.00 USD @7.0 -> A-2:65
        dispute  A-2 2026-03-15 25.00
        due      A-2 2026-03-20 2026-04-30
        payment  P-3 A 2026-03-21 9.00 -> auto
        move     P-3 2026-03-22 Q-1 -> A-1:2
        apply    P-1 2026-03-23 -> A-1:1
        payment  P-4 A 2026-03-24 1.00 -> A-1
        void     P-4
        """
    )
    items = receivables.open_items(book.store, book.ids["A"], TODAY)
    shown = [(item.number, item.open, item.open_base, item.disputed, str(item.due_on)) for item in items]
    assert shown == [
        ("Q-1", 500, 500, 0, "2026-01-31"),
        ("A-1", 4700, 4700, 0, "2026-02-09"),
        ("A-2", 3500, 24850, 2500, "2026-04-30"),
        ("P-1", 500, 500, 0, "None"),
        ("P-2", 500, 3500, 0, "None"),
    ]

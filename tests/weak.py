"""A customer whose money for the short term is scarce: grade B, with 500,000 that may be open."""

from __future__ import annotations

from typing import Final

from tests.book import Book
from tests.facts import million, statement

# Settled 20 days late each time.
LATE: Final = "\n".join(
    f"invoice A-{n} A 2026-0{n}-05 due 2026-0{n + 1}-05 10000.00\npayment P-{n} A 2026-0{n + 1}-25 10000.00 -> A-{n}"
    for n in range(1, 9)
)


def weak(book: Book) -> int:
    """Current assets of 5 million against 5.8 that are due; returns the id of customer A."""
    book.ledger(f"customer A net 30 CNY limit 500000\n{LATE}")
    book.services.credit_file.add_statement(
        statement(
            customer_id=book.ids["A"], currency="CNY", current_assets=million(5), current_liabilities=million(5.8),
            total_liabilities=million(8), equity=million(2), cash=million(0.2), receivables=million(2), inventory=million(2.7),
            retained_earnings=million(0.3), ebit=million(0.2), net_income=million(0.02), operating_cash_flow=million(-0.2),
        )
    )  # fmt: skip
    return book.ids["A"]

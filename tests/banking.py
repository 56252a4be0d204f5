"""A small book and the bank's file for it: four lines of money in, one of money out."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.models import customers
from tests.book import Book

DATA = Path(__file__).resolve().parents[2] / "shared" / "data" / "bank"
real = pytest.mark.skipif(
    not DATA.is_dir(), reason="the real bank files are not beside the repository (../shared/data/bank)"
)

LEDGER = """
customer 宏达建材 net 30
customer 永昌贸易 net 30
invoice YS-0112 宏达建材 2026-09-01 due 2026-10-01 200.00
invoice YS-0140 宏达建材 2026-09-10 due 2026-10-10 350.00
invoice YS-0150 永昌贸易 2026-09-12 due 2026-10-12 80.00
invoice YS-0151 永昌贸易 2026-09-12 due 2026-10-12 61.00
"""
HEAD = "交易日期,摘要,支出,收入,余额,对方户名,对方账号\n"
ROWS = """2026-11-02,货款,,550.00,1550.00,宏达建材,622200001111
2026-11-03,电费,40.00,,1510.00,供电公司,622200002222
2026-11-04,货款 YS-0150,,80.00,1590.00,李军,622200003333
2026-11-05,往来,,61.00,1651.00,某某,622200004444
2026-11-06,利息,,0.55,1651.55,,
"""


def entered(book: Book, text: str = LEDGER) -> Book:
    """The ledger, with customers called as their codes."""
    book.ledger(text)
    for customer_id, code, _name, _short in customers.names(book.store):
        book.services.customers.update(customer_id, {"name": code})
    return book


def saved(folder: Path, rows: str = ROWS) -> Path:
    """The bank's file with these rows."""
    path = folder / "银行流水.csv"
    path.write_text(HEAD + rows, "utf-8")
    return path

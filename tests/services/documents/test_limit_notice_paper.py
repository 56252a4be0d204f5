"""The notice of limit and terms: what the customer is told, in their language; nothing where no limit holds."""

from __future__ import annotations

import re
import shutil
import subprocess
from datetime import date
from pathlib import Path

import pytest

from app.models.errors import UserError
from app.services import limit_notice
from app.services.documents import render
from app.services.limits import Level
from tests.book import TODAY, Book

pytestmark = pytest.mark.skipif(not shutil.which("pdftotext"), reason="pdftotext is not on this computer")


def text_of(book: Book, folder: Path, language: str | None = None) -> str:
    render(limit_notice.drawn(book.store, book.ids["A"], TODAY, language), folder / "a.pdf", TODAY)
    answer = subprocess.run(["pdftotext", "-layout", str(folder / "a.pdf"), "-"], capture_output=True, check=True)
    return re.sub(r"\s+", " ", answer.stdout.decode())


def test_limit_terms_and_until_when(book: Book, tmp_path: Path) -> None:
    book.ledger("customer A net 30 limit 5000")
    limits = book.services.limits
    limits.set_standing(book.ids["A"], Level("set", 300_000_00), last_day=date(2027, 6, 30))
    limits.set_temporary(book.ids["A"], 50_000_00, last_day=date(2026, 12, 31))
    text = text_of(book, tmp_path, "en")
    for said in (
        "From 21 Nov 2026 on", "¥350,000.00", "¥50,000.00 until 31 Dec 2026", "30 days", "Until 30 Jun 2027", "withdraw this credit",
    ):  # fmt: skip
        assert said in text
    assert "人民币叁拾伍万元整" in text_of(book, tmp_path, "zh_CN")
    assert limit_notice.drawn(book.store, book.ids["A"], TODAY).language == "zh_CN"


def test_cash_before_shipping_and_no_limit(book: Book, tmp_path: Path) -> None:
    book.ledger("customer A net 30 limit 0")
    text = text_of(book, tmp_path, "en")
    assert "none: goods are paid before they leave" in text
    assert "Towards the limit" not in text
    book.services.limits.set_standing(book.ids["A"], Level("not_set"))
    with pytest.raises(UserError, match="No limit is in force for A"):
        limit_notice.drawn(book.store, book.ids["A"], TODAY)

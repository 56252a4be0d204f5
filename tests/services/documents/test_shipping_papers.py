"""The paper of the answer on shipping, and of the approval of an exception (D4), in both languages."""

from __future__ import annotations

import re
import shutil
import subprocess
from datetime import date
from pathlib import Path

import pytest

from app.models.errors import UserError
from app.services.documents import render
from tests.book import Book

pytestmark = pytest.mark.skipif(not shutil.which("pdftotext"), reason="pdftotext is not on this computer")
LEDGER = """
customer HDJC net 30 limit 350000
invoice  YS-1 HDJC 2026-09-11 due 2026-10-11 80000.00
invoice  YS-3 HDJC 2026-11-05 due 2026-12-05 240000.00
"""


def text_of(path: Path) -> str:
    answer = subprocess.run(["pdftotext", "-layout", str(path), "-"], capture_output=True, check=True)
    return re.sub(r"[ \n]+", " ", answer.stdout.decode())


def approved(book: Book) -> int:
    """Recorded the day before, so that one who is alone has slept on it."""
    shipping = book.services.shipping
    decision = shipping.record(shipping.ask(book.ids["HDJC"], 80_000_00))
    with book.store.change("decision.record") as change:
        change.update("decision", decision, {"asked_at": "2026-11-20T08:00:00Z"})
    return book.services.approvals.approve(
        decision, reason="They pay <b>on Friday</b>", last_day=date(2026, 11, 30), conditions="half on delivery"
    )


def test_the_answer_says_why_and_how_it_could_leave(book: Book, tmp_path: Path) -> None:
    book.ledger(LEDGER)
    answer = book.services.shipping.ask(book.ids["HDJC"], 80_000_00)
    text = text_of(book.services.shipping_papers.answer(answer, tmp_path / "papers", "en"))
    assert "Collect ¥80,000.00 first, then ship" in text
    assert "¥80,000.00 is overdue, the oldest by 41 days" in text
    assert "Credit in use before ¥320,000.00" in text
    assert "Credit in use after ¥400,000.00" in text
    assert "Over the limit ¥50,000.00" in text
    assert "Not recorded" in text


def test_a_recorded_answer_says_by_whom(book: Book, tmp_path: Path) -> None:
    book.ledger(LEDGER)
    answer = book.services.shipping.ask(book.ids["HDJC"], 80_000_00)
    decision = book.services.shipping.record(answer)
    text = text_of(book.services.shipping_papers.answer(answer, tmp_path, "en", decision))
    assert "Recorded on 2026-11-21 by Owner" in text


def test_the_approval_has_order_limit_reason_and_how_often(book: Book, tmp_path: Path) -> None:
    book.ledger(LEDGER)
    text = text_of(book.services.shipping_papers.approval(approved(book), tmp_path, "en"))
    assert "No. TP-2026-001" in text
    assert "¥320,000.00 ¥400,000.00 ¥350,000.00 ¥50,000.00" in text
    assert "Overdue ¥80,000.00 · the oldest for 41 days" in text
    assert "once, until 2026-11-30" in text
    assert "They pay <b>on Friday</b>" in text
    assert "half on delivery" in text
    assert "Exception 1 for this customer within 12 months." in text
    assert "Proposed and approved by one person." in text
    for place in ("Proposed by", "Checked by finance", "Approved by", "Seal"):
        assert f"{place}:" in text


def test_the_second_exception_counts_the_first(book: Book, tmp_path: Path) -> None:
    book.ledger(LEDGER)
    first = approved(book)
    book.services.approvals.revoke(first, "order cancelled")
    second = approved(book)
    assert book.services.shipping_papers.approval_paper(first).repeats == 1
    assert book.services.shipping_papers.approval_paper(second).repeats == 2
    taken_back = text_of(book.services.shipping_papers.approval(first, tmp_path, "en"))
    assert "Taken back on 2026-11-21: order cancelled" in taken_back


def test_the_paper_speaks_chinese(book: Book, tmp_path: Path) -> None:
    book.ledger(LEDGER)
    path = tmp_path / "zh.pdf"
    render(book.services.shipping_papers.approval_paper(approved(book), "zh_CN"), path, book.today)
    assert "人民币捌万元整" in text_of(path)


def test_what_is_gone_cannot_be_printed(book: Book) -> None:
    with pytest.raises(UserError, match="no longer in the book"):
        book.services.shipping_papers.approval_paper(99)

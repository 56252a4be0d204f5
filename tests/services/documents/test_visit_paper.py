"""The record of a visit (D12): the form to take along and what was filled in, in both languages."""

from __future__ import annotations

import re
import shutil
import subprocess
from datetime import date
from pathlib import Path

import pytest

from app.models.errors import UserError
from app.services.promises import PromiseDraft
from app.services.visits import VisitDraft
from tests.book import Book

pytestmark = pytest.mark.skipif(not shutil.which("pdftotext"), reason="pdftotext is not on this computer")
LEDGER = """
customer A net 30 limit 350000
invoice  YS-1 A 2026-09-11 due 2026-10-11 80000.00
invoice  YS-2 A 2026-11-05 due 2026-12-05 240000.00
"""


def text_of(path: Path) -> str:
    answer = subprocess.run(["pdftotext", "-layout", str(path), "-"], capture_output=True, check=True)
    return re.sub(r"[ \n]+", " ", answer.stdout.decode())


def known(book: Book) -> int:
    """A customer with a contact person, a promise and an earlier visit."""
    who = book.ledger(LEDGER).ids["A"]
    s = book.services
    s.customers.update(who, {"name": "A & B <C> $x_$ 甲"})
    s.customers.add_contact(who, {"name": "Ms Li", "role": "Finance"})
    s.visits.record(VisitDraft(customer_id=who, on=date(2026, 5, 1), signs=("stock_piled",)))
    s.promises.add(
        PromiseDraft(customer_id=who, due_on=date(2026, 11, 30), amount=50_000_00, made_on=date(2026, 11, 1))
    )
    return who


def test_form_tells_what_we_know_and_leaves_the_rest_open(book: Book, tmp_path: Path) -> None:
    who = known(book)
    text = text_of(book.services.visit_papers.make(who, tmp_path / "Visits", language="en"))
    assert "A & B <C> $x_$ 甲" in text
    assert "Ms Li Finance" in text
    assert "¥320,000.00 · of it overdue ¥80,000.00 · the oldest for 41 days" in text
    assert "¥50,000.00 by 2026-11-30" in text
    assert "2026-05-01 · Owner · Unsold stock piles up" in text
    assert "YS-1 2026-09-11 2026-10-11 41 80,000.00 CNY" in text
    assert "□ Plant stands idle" in text
    assert "■" not in text
    assert "Page 1 of 1" in text


def test_record_tells_what_was_seen_and_what_it_means(book: Book, tmp_path: Path) -> None:
    who = known(book)
    visit = book.services.visits.record(
        VisitDraft(
            customer_id=who, on=date(2026, 11, 20), met="Ms Li", needs="Thinner film", satisfaction=2, complaint="Wet <b>boxes</b>",
            signs=("idle_plant", "wage_arrears"), promise=PromiseDraft(customer_id=who, due_on=date(2026, 12, 1), amount=7_00),
        )
    )  # fmt: skip
    text = text_of(book.services.visit_papers.make(who, tmp_path, visit, "en"))
    assert "■ Plant stands idle □ Fewer staff than before ■ Wages paid late" in text
    assert "Two or more signs of distress." in text
    assert "Complaint Wet <b>boxes</b>" in text
    assert text.count("Wet <b>boxes</b>") == 1
    assert "■ 2 not satisfied" in text
    assert "Amount promised ¥7.00 Promised for 2026-12-01" in text
    assert "the oldest for 40 days" in text  # as it was on the day of the visit


def test_chinese_form_and_a_visit_that_is_gone(book: Book, tmp_path: Path) -> None:
    who = known(book)
    text = text_of(book.services.visit_papers.make(who, tmp_path, language="zh_CN"))
    assert "¥320,000.00" in text
    assert "80,000.00" in text
    with pytest.raises(UserError):
        book.services.visit_papers.make(who, tmp_path, 999)


def test_a_paper_in_each_language_is_a_file_of_its_own(book: Book, tmp_path: Path) -> None:
    who = known(book)
    made = [book.services.visit_papers.make(who, tmp_path, language=each) for each in ("zh_CN", "en")]
    assert [each.name.count("Form for a visit") for each in made] == [0, 1]
    assert len(list(tmp_path.glob("*.pdf"))) == 2

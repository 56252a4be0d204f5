"""The review sheet of a contract on paper, in both languages."""

from __future__ import annotations

import re
import shutil
import subprocess
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from app.i18n import _, speaking
from app.models.clauses import Answer
from app.services import contract_paper
from app.services.contract_drafts import ContractDraft
from app.services.documents import render
from app.services.rules.payment_plan import template
from tests.book import Book

pytestmark = pytest.mark.skipif(not shutil.which("pdftotext"), reason="pdftotext is not on this computer")
LONG = "宁波市海曙区宏达建材装饰材料供应链管理（集团）股份有限公司第一分公司" * 4


def printed(path: Path) -> list[str]:
    answer = subprocess.run(["pdftotext", "-layout", str(path), "-"], capture_output=True, check=True)
    return answer.stdout.decode().split("\f")[:-1]


def squeezed(pages: list[str]) -> str:
    return re.sub(r"\s+", " ", " ".join(pages))


def agreed(book: Book, **more: Any) -> int:
    """T-J1 of the domain: #7 missing, #11 partly, the others good."""
    book.ledger("customer A net 30 CNY limit 500000")
    draft = ContractDraft(
        book.ids["A"], 16_000_000, signed_on=date(2026, 11, 2), lines=template("thirty_terms"), **more
    )
    made = book.services.contracts.add(draft)
    answers = [Answer(item, {7: 0, 11: 5_000}.get(item, 10_000)) for item in range(1, 25)]
    book.services.contract_reviews.answer(made, answers)
    return made


def test_it_says_the_score_the_plan_and_what_to_write(book: Book, tmp_path: Path) -> None:
    made = agreed(book, title="Show cases", penalty_ppm_day=300)
    render(contract_paper.of(book.services, made, "en"), tmp_path / "a.pdf", book.today)
    text = squeezed(printed(tmp_path / "a.pdf"))
    for words in (
        "HT-2026-001",
        "Terms 89.5 points, no red flag: fit to sign",
        "On signing 30% 48,000.00 at once Prepayment Not received",
        "On delivery 70% 112,000.00 by the terms Payment for goods After delivery",
        "Before shipping ¥48,000.00 is due; at most ¥112,000.00 on credit, within the limit",
        "0.03% a day = 10.95% a year · Above 1.95 times LPR: a court may reduce it",
        "Raise the part before production or shipping to the required share.",
        "Data as of 2026-11-21",
        "Approved by",
    ):
        assert words in text, words


@pytest.mark.parametrize("language", ["zh_CN", "en"])
def test_long_words_stay_on_the_paper(book: Book, tmp_path: Path, language: str) -> None:
    made = agreed(book, title=LONG[:200], service_address=LONG, governing=LONG, note=LONG)
    book.services.contract_reviews.answer(made, [Answer(item, 0, note=LONG) for item in range(1, 25)])
    render(contract_paper.of(book.services, made, language), tmp_path / "a.pdf")
    pages = printed(tmp_path / "a.pdf")
    assert len(pages) <= 5
    with speaking(language):
        assert _("Approved by") in pages[-1]


def test_a_contract_with_nothing_known_has_its_paper(book: Book, tmp_path: Path) -> None:
    book.ledger("customer A net 30 limit 5000")
    made = book.services.contracts.add(ContractDraft(book.ids["A"], 100, prepay_bp=3_000))
    render(contract_paper.of(book.services, made, "en"), tmp_path / "a.pdf")
    text = squeezed(printed(tmp_path / "a.pdf"))
    assert "Terms not looked at yet · 24 points are open" in text
    assert "No plan: one receivable by the customer's terms." in text

from __future__ import annotations

import re
import shutil
import subprocess
from datetime import date
from pathlib import Path

import pytest

from app.models.credit_facts import CreditFact
from app.models.credit_profile import Profile
from app.models.errors import UserError
from app.services.credit_forms import KINDS, Kind
from app.services.documents import render
from tests.book import Book

pytestmark = pytest.mark.skipif(not shutil.which("pdftotext"), reason="pdftotext is not on this computer")


def text_of(path: Path) -> str:
    answer = subprocess.run(["pdftotext", "-layout", str(path), "-"], capture_output=True, check=True)
    return answer.stdout.decode()


def customer(book: Book) -> int:
    draft = {
        "code": "K1",
        "name": "宏达建材有限公司",
        "registration_no": "91330100MA2K2T8F7X",
        "address": "宁波市中山东路 18 号",
        "industry": "建材",
    }
    return book.services.customers.add(draft)


def printed(book: Book, kind: Kind, path: Path, language: str = "en") -> str:
    render(book.services.credit_forms.form(customer(book), kind, language), path, book.today)
    return text_of(path)


def test_what_the_book_knows_stands_in_the_form(book: Book, tmp_path: Path) -> None:
    text = printed(book, "information", tmp_path / "a.pdf")
    for known in ("宏达建材有限公司", "91330100MA2K2T8F7X", "宁波市中山东路 18 号", "建材", "Test & Co", "K1"):
        assert known in text


def test_the_form_has_its_ten_sections_and_counts_its_pages(book: Book, tmp_path: Path) -> None:
    text = printed(book, "information", tmp_path / "a.pdf")
    assert re.findall(r"^\s*(\d{1,2})\. [A-Z]", text, re.MULTILINE) == [str(number) for number in range(1, 11)]
    assert [f"Page {page} of 3" in text for page in (1, 2, 3)] == [True] * 3
    assert "(seal)" in text.split("\f")[2]


def test_the_customer_asks_for_its_own_report(book: Book, tmp_path: Path) -> None:
    text = " ".join(printed(book, "authorisation", tmp_path / "a.pdf").split())
    assert "We ask for our own enterprise credit report" in text
    assert text.index("宏达建材有限公司") < text.index("To ") < text.index("Test & Co")  # it writes to us
    assert "articles 17 and 40" in text
    assert "Page 1 of 1" in text


def test_what_the_file_lacks_is_asked_for(book: Book, tmp_path: Path) -> None:
    text = printed(book, "documents", tmp_path / "a.pdf")
    for paper in (
        "Business licence",
        "Statements of the last three years",
        "Your own credit report",
        "Trade references",
    ):
        assert paper in text


def owned(book: Book) -> int:
    """A customer whose owner, founding day and capital are on file."""
    customer_id = customer(book)
    owner = CreditFact(
        customer_id=customer_id, kind="ownership", code="owner", on_day=book.today, checked_on=book.today, source="licence",
        source_grade="A", data={"name": "王宏", "share_bp": 6_000},
    )  # fmt: skip
    book.services.credit_file.add_fact(owner)
    profile = Profile(legal_rep="王宏", founded=date(2015, 3, 1), capital_paid=5_000_000_00)
    book.services.credit_file.save_profile(customer_id, profile)
    return customer_id


def test_what_the_file_has_is_not_asked_for_again(book: Book) -> None:
    wanted = book.services.credit_forms.form(owned(book), "documents").wanted
    still = ("licence", "statements", "bank_report", "rating", "references", "receiver", "account", "contract")
    assert wanted == (*still, "information")


def test_owner_and_capital_stand_in_the_form(book: Book, tmp_path: Path) -> None:
    render(book.services.credit_forms.form(owned(book), "information", "en"), tmp_path / "a.pdf", book.today)
    text = text_of(tmp_path / "a.pdf")
    assert re.search(r"王宏 +60\.0%", text)
    assert "¥5,000,000.00" in text
    assert "2015-03-01" in text


@pytest.mark.parametrize("kind", KINDS)
def test_a_customer_here_gets_a_chinese_form_with_embedded_type(book: Book, tmp_path: Path, kind: Kind) -> None:
    sheet = book.services.credit_forms.form(customer(book), kind)
    assert sheet.language == "zh_CN"
    render(sheet, tmp_path / "a.pdf")
    listed = subprocess.run(["pdffonts", str(tmp_path / "a.pdf")], capture_output=True, check=True, text=True)
    assert all(line.split()[-5:-2] == ["yes", "yes", "yes"] for line in listed.stdout.splitlines()[2:])


def test_no_such_customer(book: Book) -> None:
    with pytest.raises(UserError, match="no longer in the book"):
        book.services.credit_forms.form(99, "information")

from __future__ import annotations

from pathlib import Path

import pytest

from app import i18n
from app.models.errors import UserError
from app.services.credit_papers import NAMES, Kind
from app.services.limits import Level
from app.services.review_paper import ReviewPaper
from tests.book import Book


@pytest.mark.parametrize("kind", list(NAMES))
def test_every_paper_is_a_file_named_after_its_customer(book: Book, tmp_path: Path, kind: Kind) -> None:
    customer = book.services.customers.add({"code": "A", "name": "A/B Company"})
    book.services.limits.set_standing(customer, Level("set", 5_000_00))
    path = book.services.credit_papers.make(customer, kind, tmp_path / "papers")
    assert path.parent == tmp_path / "papers"
    assert path.name.startswith("A_B Company ")
    assert path.name.endswith(f" {book.today}.pdf")
    assert path.read_bytes().startswith(b"%PDF")


def test_the_review_being_worked_on_comes_before_the_figures_of_today(book: Book) -> None:
    customer = book.services.customers.add({"code": "A", "name": "A Company"})
    papers = book.services.credit_papers
    before = papers.paper(customer, "short")
    assert isinstance(before, ReviewPaper)
    assert (before.sheet.head.number, before.language) == ("", i18n.language())
    review = book.services.reviews.open(customer, "new")
    after = papers.paper(customer, "full", "zh_CN")
    assert isinstance(after, ReviewPaper)
    assert after.sheet.head.number == book.services.reviews.get(review).number != ""
    assert (after.form, after.language) == ("full", "zh_CN")


def test_no_such_customer(book: Book, tmp_path: Path) -> None:
    with pytest.raises(UserError):
        book.services.credit_papers.make(99, "short", tmp_path)

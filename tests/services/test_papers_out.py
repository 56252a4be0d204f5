"""Papers that run out stand in today's list: a week before their last day and a month after it, the newest of each kind alone."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from app.i18n import speaking
from app.services import papers_out
from app.services.limits import Level
from tests.book import TODAY, Book, book_fixture
from tests.services.test_credit_file import fact, file_fixture

__all__ = ["book_fixture", "file_fixture"]


def rated(book: Book, on: date, last: date | None) -> None:
    book.services.credit_file.add_fact(
        fact(book, "rating", "rating", data={"agency": "X", "grade": "B"}, on_day=on, checked_on=on, valid_to=last)
    )


def told(book: Book, on: date = TODAY) -> list[str]:
    """What today's list says of papers."""
    with speaking("en"):
        rows = book.services.monitoring.today(on).rows
        return [papers_out.text(each) for row in rows for each in row.reasons if each.code == "papers"]


@pytest.mark.usefixtures("file")
@pytest.mark.parametrize(
    ("ahead", "said"),
    [
        (8, []), (7, ["Rating by an agency runs out in 7 days"]), (0, ["Rating by an agency runs out today"]), (-1, ["Rating by an agency ran out 1 day ago"]),
        (-30, ["Rating by an agency ran out 30 days ago"]), (-31, []),
    ],
)  # fmt: skip
def test_a_week_before_and_a_month_after(book: Book, ahead: int, said: list[str]) -> None:
    rated(book, date(2026, 1, 5), TODAY + timedelta(ahead))
    assert told(book) == said


@pytest.mark.usefixtures("file")
def test_a_newer_one_takes_its_place(book: Book) -> None:
    rated(book, date(2026, 1, 5), TODAY)
    rated(book, date(2026, 11, 1), None)
    assert told(book) == []
    assert told(book, date(2026, 10, 31)) == []  # 21 days before its end


@pytest.mark.usefixtures("file")
def test_a_limit_with_an_end_and_no_new_one(book: Book) -> None:
    who = book.ids["A"]
    book.services.limits.set_standing(who, Level("set", 5000_00), last_day=TODAY + timedelta(3))
    assert told(book) == ["Credit limit runs out in 3 days"]
    assert told(book, TODAY + timedelta(5)) == ["Credit limit ran out 2 days ago"]
    rated(book, date(2026, 1, 5), TODAY + timedelta(1))
    assert told(book) == ["Rating by an agency runs out in 1 day, 1 more"]
    book.services.limits.set_standing(who, Level("set", 5000_00))
    assert told(book) == ["Rating by an agency runs out in 1 day"]

"""`kedun remind`: who is due and why; receipts, disputes and promises change it at once; letters; what is recorded."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.book import Book, book_fixture, opened
from tests.commands import changes, document, done, refused, sound
from tests.reminding import ladder

__all__ = ["book_fixture"]
DAY = "2026-10-06"
ROW = {"customer", "currency", "level", "amount", "reason", "invoices"}  # a contract


# A owes 100.00 since the first of October, B 40.00.
OWES = """customer A net 30
    customer B net 30
    invoice I-1 A 2026-09-01 due 2026-10-01 100.00
    invoice I-2 B 2026-09-01 due 2026-10-01 40.00"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    with opened(tmp_path) as book:
        return ladder(book).ledger(OWES).path


def rows(path: Path, on: str = DAY) -> dict[str, Any]:
    """By customer."""
    return {each["customer"]: each for each in document("remind", path, "--as-of", on)["rows"]}


def test_the_shape_is_a_contract(path: Path) -> None:
    told = document("remind", path, "--as-of", DAY)
    assert set(told) == {"as_of", "stale", "newest_money", "rows", "left_out"}
    assert (told["as_of"], told["stale"], told["newest_money"]) == (DAY, False, None)
    first = told["rows"][0]
    assert set(first) >= ROW
    assert [first[key] for key in ("customer", "currency", "level", "amount")] == ["A", "CNY", 1, "100.00"]
    assert first["reason"] == "I-1 is 5 days overdue, no reminder went out; due since 2026-10-06"
    assert [(each["number"], each["open"], each["overdue_days"]) for each in first["invoices"]] == [
        ("I-1", "100.00", 5)
    ]


@pytest.mark.parametrize(
    ("line", "left"),
    [
        ("payment P-1 A 2026-10-06 100.00 -> I-1", None),
        ("payment P-1 A 2026-10-06 30.00 -> I-1", "70.00"),
        ("dispute I-1 2026-10-06 25.00", "75.00"),
        ("promise T-1 A 2026-10-06 2026-10-20 100.00", None),
        ("credit G-1 A 2026-10-06 10.00", "90.00"),
    ],
)
def test_what_is_entered_counts_at_once(book: Book, line: str, left: str | None) -> None:
    ladder(book).ledger(OWES).ledger(line)
    found = rows(book.path)
    assert (found.get("A") or {}).get("amount") == left
    assert found["B"]["amount"] == "40.00"


def test_recorded_it_is_due_no_more(path: Path) -> None:
    before = changes(path)
    assert "2 reminders are recorded." in done("remind", path, "--as-of", DAY, "--record")
    assert changes(path) == before + 1
    assert rows(path) == {}
    assert {code: row["level"] for code, row in rows(path, "2026-10-21").items()} == {"A": 2, "B": 2}
    assert "Nobody is due for a reminder." in done("remind", path, "--as-of", DAY)


def test_letters_alone_change_nothing(path: Path, tmp_path: Path) -> None:
    before = changes(path)
    assert "2 letters are in “out”." in done("remind", path, "--as-of", DAY, "--letters", tmp_path / "out")
    assert len(list((tmp_path / "out").glob("*.pdf"))) == 2
    assert changes(path) == before
    done("remind", path, "--as-of", DAY, "--letters", tmp_path / "out", "--record")
    assert len(list((tmp_path / "out").glob("CK-2026-000*.pdf"))) == 2
    assert changes(path) == before + 1


def test_a_day_ahead_cannot_be_recorded(path: Path) -> None:
    before = changes(path)
    assert "still ahead" in refused("remind", path, "--as-of", "2099-01-01", "--record")
    assert "still ahead" in refused(
        "remind", path, "--as-of", "2099-01-01", "--record", "--letters", path.parent / "out"
    )
    assert changes(path) == before
    assert not (path.parent / "out").exists()
    sound(path)


def test_a_past_day_is_recorded_afterwards_without_what_a_later_letter_asked(tmp_path: Path) -> None:
    """I-1 got its first letter on 10-21. On 11-20 somebody types in the letters of 10-06: I-1 would get the first one twice."""
    with opened(tmp_path) as book:
        path = ladder(book).ledger(OWES).ledger("remind A 2026-10-21").path
    before = changes(path)
    assert set(rows(path)) == {"A", "B"}  # who was due on that day, as one knew then
    told = document("remind", path, "--as-of", DAY, "--record")
    assert [(each["customer"], each["level"]) for each in told["rows"]] == [("B", 1)]
    assert told["left_out"] == [
        {
            "customer": "A", "currency": "CNY", "number": "I-1", "level": 1, "letter": "CK-2026-0001", "letter_on": "2026-10-21",
            "letter_level": 1,
            "text": "Left out: I-1 of A Company. The later letter CK-2026-0001 of 2026-10-21 asked for it already.",
        }
    ]  # fmt: skip
    assert changes(path) == before + 1
    again = done("remind", path, "--as-of", DAY, "--record")
    assert "Nobody is due for a reminder." in again
    assert "Left out: I-1 of A Company. The later letter CK-2026-0001 of 2026-10-21 asked for it already." in again
    assert changes(path) == before + 1
    sound(path)

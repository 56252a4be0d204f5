"""Letters made, kept, printed again and written in a batch: all of them or none."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from app.models.errors import Cancelled, UserError
from app.services.change_words import change_text
from app.services.letter_making import Order
from app.services.letter_sheets import LetterSheet, frozen, thawed
from tests.book import Book, book_fixture
from tests.letters import ODD, found, letter, owe

__all__ = ["book_fixture"]


def test_a_sheet_is_plain_json_and_back(book: Book) -> None:
    owe(book, contract={"penalty_ppm_day": 300}, name=ODD)
    for level in range(5):
        sheet = letter(book, level)
        assert thawed(json.loads(json.dumps(frozen(sheet)))) == sheet


def test_a_letter_printed_again_is_the_same_letter(book: Book, tmp_path: Path) -> None:
    """Paid since, the text changed since: the paper is what went out."""
    owe(book, contract={"penalty_ppm_day": 300})
    made = book.services.letter_making.make([Order(found(book, 2), "en")], tmp_path / "out")
    before = book.services.letters.sheet(made.ids[0])
    assert (before.number, before.amount, before.interest) == ("CK-2026-0001", 100000, 2430)
    book.ledger("payment P-1 A 2026-11-21 1000.00 -> I-1")
    book.services.letter_texts.save("letter_2", "en", "Hello {customer}")
    assert book.services.letters.sheet(made.ids[0]) == before
    book.services.reminders.void(made.ids[0], "typing mistake")
    assert book.services.letters.sheet(made.ids[0]) == replace(before, stamp="VOIDED")


def test_a_message_has_no_letter_to_print(book: Book) -> None:
    book.ledger("customer A net 30\ninvoice I-1 A 2026-08-01 due 2026-09-01 200.00\nremind A 2026-11-20")
    with pytest.raises(UserError, match="went out without a letter"):
        book.services.letters.sheet(book.services.reminders.of_customer(book.ids["A"])[0].id)


# --- many


def many(book: Book, count: int) -> list[LetterSheet]:
    for n in range(count):
        book.ledger(f"customer C{n} net 30\ninvoice I-{n} C{n} 2026-08-01 due 2026-09-01 {n + 1}.00")
    return [letter(book, 1, "en", f"C{n}") for n in range(count)]


def test_a_batch_one_file_each_or_all_in_one(book: Book, tmp_path: Path) -> None:
    sheets = many(book, 4)
    told: list[tuple[int, int]] = []
    letters, out = book.services.letters, tmp_path / "each"
    files = letters.batch(sheets, out, report=lambda done, total: told.append((done, total)))
    assert sorted(out.iterdir()) == sorted(files)
    assert len(files) == 4
    assert told[-1] == (3, 4)
    assert [each.name for each in letters.batch(sheets, tmp_path / "one", one_file="all.pdf")] == ["all.pdf"]


def test_two_letters_to_one_name_are_two_files(book: Book, tmp_path: Path) -> None:
    sheets = many(book, 1) * 2
    assert len({*book.services.letters.batch(sheets, tmp_path / "out")}) == 2


@pytest.mark.parametrize("stop", (0, 2, 3))
@pytest.mark.parametrize("one_file", ("", "all.pdf"))
def test_a_batch_that_is_stopped_leaves_nothing(book: Book, tmp_path: Path, stop: int, one_file: str) -> None:
    def report(done: int, _total: int) -> None:
        if done >= stop:
            raise Cancelled

    with pytest.raises(Cancelled):
        book.services.letters.batch(many(book, 4), tmp_path / "out", one_file=one_file, report=report)
    assert list((tmp_path / "out").iterdir()) == []


@pytest.mark.parametrize(("count", "words"), [(1, "Record a reminder"), (3, "Record several reminders")])
def test_undo_of_a_batch_says_that_it_is_many(book: Book, tmp_path: Path, count: int, words: str) -> None:
    many(book, count)
    orders = [Order(found(book, 1, f"C{n}"), "en") for n in range(count)]
    assert len(book.services.letter_making.make(orders, tmp_path / "out").ids) == count
    assert change_text(book.services.history.undo().label) == words
    assert book.services.reminders.of_customer(book.ids["C0"]) == []

"""The words of one letter, changed before it goes out: printed and kept as they were; what is missing or untrue is refused."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.models.errors import Invalid
from app.services.letter_drawing import Addressed, Opened
from app.services.letter_making import Order
from app.services.letter_words import Words
from app.services.rules.merging import Block
from tests.book import Book, book_fixture
from tests.letters import ODD, found, owe
from tests.letters import words as plain

__all__ = ["book_fixture"]


def opened(book: Book, level: int = 2, lang: str = "en") -> Opened:
    return book.services.letters.opened(found(book, level), Addressed(language=lang))


def order(book: Book, text: str, of: Opened, level: int = 2, lang: str = "en") -> Order:
    return Order(found(book, level), lang, words=Words(text, of.values))


def refused(book: Book, text: str, of: Opened, level: int = 2, lang: str = "en") -> str:
    """Why; and nothing was recorded, no file is left."""
    folder = book.path.parent / "refused"
    with pytest.raises(Invalid) as problem:
        book.services.letter_making.make([order(book, text, of, level, lang)], folder)
    assert (problem.value.field, book.services.reminders.made()) == ("text", [])
    assert not folder.exists() or list(folder.iterdir()) == []
    return problem.value.text


@pytest.mark.parametrize("lang", ("zh_CN", "en"))
@pytest.mark.parametrize("level", range(5))
def test_a_text_that_nobody_touched_is_the_same_letter(book: Book, level: int, lang: str) -> None:
    """Also to a customer whose name looks like a field, at an address that looks like a table."""
    owe(book, contract={"penalty_ppm_day": 300}, name=ODD, address="[table]", registration_no="{deadline}")
    of = opened(book, level, lang)
    to = Addressed(language=lang, words=Words(of.text, of.values))
    assert book.services.letters.opened(found(book, level), to) == of
    assert Block("table") in of.sheet.parts


def test_what_was_written_is_printed_and_printed_again(book: Book, tmp_path: Path) -> None:
    owe(book)
    of = opened(book)
    text = of.text.replace("# Second notice", "# Second notice, by hand").replace(
        "Until this is paid we do not sell to you on credit", "As Mr {x} said on the phone: no more credit"
    )
    text = text.replace("{x}", "Wang")
    made = book.services.letter_making.make([order(book, text, of)], tmp_path / "out")
    book.services.letter_texts.save("letter_2", "en", "# Other\nWords.\n[table]\n")
    kept = book.services.letters.sheet(made.ids[0])
    assert kept.title == "Second notice, by hand"
    assert "As Mr Wang said on the phone: no more credit: new orders are paid before they leave." in plain(book, kept)
    assert (kept.amount, kept.items[0].number) == (1000_00, "I-1")
    assert "As Mr Wang" not in plain(book, book.services.letters.sheet(found(book, 2), "en"))


def test_a_field_left_in_braces_is_refused(book: Book) -> None:
    owe(book)
    of = opened(book)
    assert refused(book, of.text + "\nPaid by {promise_on}?", of) == (
        "Buyer Ltd: {promise_on} is not filled in. Write what belongs there, or take it out."
    )
    assert "{blank}" in refused(book, of.text + "\nSee {blank}.", of)


def test_braces_of_a_name_are_a_name(book: Book, tmp_path: Path) -> None:
    owe(book, name=ODD)
    of = opened(book)
    assert book.services.letter_making.make([order(book, of.text + "\nThank you.", of)], tmp_path / "out").ids
    assert "{amount} is not filled in" in refused_again(book, of.text + "\nPay {amount}.", of)


def refused_again(book: Book, text: str, of: Opened) -> str:
    with pytest.raises(Invalid) as problem:
        book.services.letters.opened(found(book, 2), Addressed(language="en", words=Words(text, of.values)))
    return problem.value.text


@pytest.mark.parametrize(
    ("lang", "value"), [("en", "¥1,000.00"), ("zh_CN", " ¥1,000.00（人民币壹仟元整）"), ("zh_CN", "2026年11月28日")]
)
def test_a_value_taken_out_of_its_line_is_refused(book: Book, lang: str, value: str) -> None:
    owe(book)
    of = opened(book, 2, lang)
    assert value in of.text
    problem = refused(book, of.text.replace(value, "", 2), of, 2, lang)
    assert "was taken out of the line" in problem


def test_gaps_in_a_line_are_no_value(book: Book) -> None:
    owe(book)
    of = opened(book)
    problem = refused(book, of.text.replace("¥1,000.00", " " * 2000, 2), of)
    assert "was taken out of the line “The overdue amount is .”" in problem


def test_another_sentence_in_its_place_is_taken(book: Book, tmp_path: Path) -> None:
    owe(book)
    of = opened(book)
    text = of.text.replace("The overdue amount is ¥1,000.00.", "You know what it is about.")
    assert book.services.letter_making.make([order(book, text, of)], tmp_path / "out").ids


def test_an_empty_letter_one_without_its_table_and_an_unknown_part_are_refused(book: Book) -> None:
    owe(book)
    of = opened(book)
    assert "says nothing" in refused(book, " \n[table]\n[seal]\n", of)
    assert "put [table] alone on a line" in refused(book, of.text.replace("[table]", ""), of)
    assert "[tabel] is no part of a letter" in refused(book, of.text + "\n[tabel]", of)


def test_an_amount_that_changed_meanwhile_is_refused_until_it_is_changed_too(book: Book, tmp_path: Path) -> None:
    """400 of 1,000 came while it was being written."""
    owe(book)
    of = opened(book)
    own = of.text + "\nThank you."
    book.ledger("payment P-1 A 2026-11-21 400.00 -> I-1")
    problem = refused(book, own, of)
    assert "the letter says ¥1,000.00, now it is ¥600.00" in problem
    assert "the letter says ¥0.12, now it is ¥0.07" in problem  # interest of a day
    now = opened(book).values
    right = own
    for name in ("amount_full", "interest", "per_day"):
        right = right.replace(of.values[name], now[name])
    (made,) = book.services.letter_making.make([order(book, right, of)], tmp_path / "out").ids
    kept = book.services.letters.sheet(made)
    assert kept.amount == 600_00
    assert "The overdue amount is ¥600.00." in plain(book, kept)

"""What goes with a letter: only what the book holds, numbered, in the language of the letter; a person may take it out."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from app.services.letter_drawing import Addressed
from app.services.letter_making import Order
from app.services.matter_drafts import MatterDraft
from app.services.statement_drawing import StatementDraft
from tests.book import Book, book_fixture
from tests.letters import found, letter, owe, words

__all__ = ["book_fixture"]


def attach(book: Book, name: str, tbl: str, row: int, role: str | None) -> None:
    path = book.path.parent / name
    path.write_text(name)
    book.services.attachments.add(path, tbl, row, role=role)


def filed(book: Book) -> None:
    """I-1 under K-1 with its invoice and a delivery note; of the customer a credit report; something without a kind."""
    owe(book, contract={})
    contract = book.services.contracts.of_customer(book.ids["A"])[0].id
    attach(book, "invoice.txt", "receivable", book.ids["I-1"], "invoice")
    attach(book, "note.txt", "receivable", book.ids["I-1"], "delivery_note")
    attach(book, "signed.txt", "contract", contract, "contract")
    attach(book, "annex.txt", "contract", contract, "contract")
    attach(book, "credit.txt", "receivable", book.ids["I-1"], "credit_report")
    attach(book, "of the customer.txt", "customer", book.ids["A"], "contract")
    attach(book, "mail & <b>.txt", "receivable", book.ids["I-1"], None)


def test_each_letter_names_what_there_is_and_a_higher_one_names_more(book: Book) -> None:
    filed(book)
    assert letter(book, 0).enclosures == ()
    assert letter(book, 1).enclosures == ("Tax invoice I-1 (copy)", "Delivery note I-1 (copy)")
    for level in (2, 3, 4):
        assert letter(book, level).enclosures == (
            "Contract K-1 (2 copies)", "Tax invoice I-1 (copy)", "Delivery note I-1 (copy)",
        )  # fmt: skip
    text = words(book, letter(book, 2))
    assert "Enclosures:\n1. Contract K-1 (2 copies)\n2. Tax invoice I-1 (copy)\n3. Delivery note I-1 (copy)\n" in text


def test_nothing_is_claimed_that_is_not_in_the_book(book: Book) -> None:
    """An invoice number is no copy; a file that was taken back is none any more."""
    owe(book)
    with book.store.change("receivable.correct") as change:
        change.update("receivable", book.ids["I-1"], {"tax_invoice_no": "2631"})
    for level in range(5):
        assert letter(book, level).enclosures == ()
        assert "Enclosures" not in words(book, letter(book, level))
    attach(book, "invoice.txt", "receivable", book.ids["I-1"], "invoice")
    assert letter(book, 1).enclosures == ("Tax invoice I-1 (copy)",)
    book.services.attachments.void(book.services.attachments.list(book.ids["A"])[0].id)
    assert letter(book, 1).enclosures == ()


def test_the_newest_statement_and_the_letters_before(book: Book, tmp_path: Path) -> None:
    owe(book)
    for until in (date(2026, 9, 30), date(2026, 10, 31)):
        last = book.services.statements.record(StatementDraft(book.ids["A"], date(2026, 9, 1), until))
    newest = book.services.statements.paper(last[0]).number
    made = book.services.letter_making.make([Order(found(book, 2), "en")], tmp_path / "out")
    assert book.services.letters.sheet(made.ids[0]).enclosures == (f"Statement of account {newest} of 31 Oct 2026",)
    assert letter(book, 1).enclosures == ()
    assert letter(book, 3).enclosures == (
        f"Statement of account {newest} of 31 Oct 2026", "Our letter CK-2026-0001 of 21 Nov 2026",
    )  # fmt: skip
    book.services.reminders.void(made.ids[0], "never went out")
    assert "Our letter" not in "".join(letter(book, 3).enclosures)


def test_a_person_takes_one_out_and_puts_another_in(book: Book, tmp_path: Path) -> None:
    """A file of no known kind is offered and waits; a credit report never is."""
    filed(book)
    opened = book.services.letters.opened(found(book, 1), Addressed(language="en"))
    assert [(each.text, each.ticked) for each in opened.offered] == [
        ("Contract K-1 (2 copies)", False),
        ("Tax invoice I-1 (copy)", True),
        ("Delivery note I-1 (copy)", True),
        ("mail & _b_.txt, of I-1 (copy)", False),
    ]
    keys = (opened.offered[2].key, opened.offered[3].key)
    made = book.services.letter_making.make([Order(found(book, 1), "zh_CN", enclosed=keys)], tmp_path / "out")
    kept = book.services.letters.sheet(made.ids[0]).enclosures
    assert len(kept) == 2
    assert "I-1" in kept[0] and "mail & _b_.txt" in kept[1]
    assert book.services.letters.opened(found(book, 1), Addressed(language="en", enclosed=())).sheet.enclosures == ()


def test_a_text_without_a_place_for_them_encloses_nothing(book: Book) -> None:
    filed(book)
    book.services.letter_texts.save("letter_1", "en", "# Hello\n{customer}\n[table]\n")
    opened = book.services.letters.opened(found(book, 1), Addressed(language="en"))
    assert (opened.offered, opened.sheet.enclosures) == ((), ())


def test_the_lawyers_letter_of_a_matter_encloses_them_too(book: Book) -> None:
    filed(book)
    matter = book.services.matters.open(MatterDraft(book.ids["A"], (book.ids["I-1"],)))
    paper = book.services.matter_papers.paper(matter, language="en")
    assert paper.letter is not None
    assert paper.letter.enclosures == ("Contract K-1 (2 copies)", "Tax invoice I-1 (copy)", "Delivery note I-1 (copy)")

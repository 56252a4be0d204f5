"""A whole book as text files, and a book made of them: the same figures on every day, every fact with its own id."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.models.errors import UserError
from app.services import book_tables
from tests.book import TODAY, Book, assert_sound
from tests.commands import done, kedun

LEDGER = """
customer A net 30 limit 5000
customer B USD
invoice  A-1 A 2026-01-10 due 2026-02-09:60 2026-03-09:40 100.00
invoice  A-2 A 2026-02-10 due 2026-03-09 70.00
invoice  A-3 A 2026-02-11 due 2026-03-10 5.00
invoice  B-1 B 2026-03-01 due 2026-04-01 200.00 USD @7.1
credit   G-1 A 2026-02-01 20.00 -> A-1
payment  P-1 A 2026-02-20 40.00 -> A-1:30
payment  P-2 A 2026-03-20 30.00 -> A-2
payment  P-3 B 2026-04-02 50.00 USD @7.0 -> B-1
refund   R-1 A 2026-03-01 10.00
move     P-2 2026-04-05 A-2 -> A-1:10
dispute  A-2 2026-03-15 25.00
due      A-2 2026-03-20 2026-06-30
void     A-3
"""
DAYS = [date(2026, 2, 15), date(2026, 3, 9), date(2026, 3, 31), date(2026, 4, 30), TODAY]


def rebuilt(book: Book, folder: Path) -> Book:
    book_tables.write(book.store, folder / "out")
    (folder / "again").mkdir(parents=True)
    again = Book(folder / "again", today=book.today)
    book_tables.read(again.services, folder / "out")
    return again


def facts(book: Book) -> dict[str, list[tuple[object, ...]]]:
    from app.models import tables

    names = {table: sorted(tables.columns(book.store, table)) for table in tables.fact_tables(book.store)}
    return {table: list(tables.rows(book.store, table, columns)) for table, columns in names.items()}


def test_same_figures_on_every_day_and_the_same_facts(book: Book, tmp_path: Path) -> None:
    book.ledger(LEDGER)
    again = rebuilt(book, tmp_path)
    for on in DAYS:
        ours, theirs = book.services.reports.ageing(on), again.services.reports.ageing(on)
        assert (ours.rows, ours.total, ours.difference) == (theirs.rows, theirs.total, 0)
    assert facts(book) == facts(again)
    assert_sound(again.store)
    again.close()


def test_command_line_makes_a_book_of_an_export(book: Book, tmp_path: Path) -> None:
    book.ledger(LEDGER)
    done("export", book.path, tmp_path / "out")
    done("new", tmp_path / "again.kedun", "--from", tmp_path / "out")
    assert done("aging", tmp_path / "again.kedun", "--as-of", "2026-03-31", "--json") == done(
        "aging", book.path, "--as-of", "2026-03-31", "--json"
    )
    assert done("verify", tmp_path / "again.kedun").count("\n") > 3


NASTY = st.text(alphabet=st.sampled_from("=+-@'\"\t ,;\n\r甲a1＝"), max_size=12)


@given(texts=st.lists(NASTY, min_size=1, max_size=4))
@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_cells_come_back_as_they_were(texts: list[str]) -> None:
    for text in texts:
        written = book_tables._text(text)
        assert not written.startswith(("=", "+", "-", "@", "\t", "\r", "\n", "＝"))
        assert book_tables._value(written, "TEXT") == text
    assert book_tables._value(book_tables._text(None), "TEXT") is None
    assert book_tables._value(book_tables._text(-12), "INTEGER") == -12


def spoil(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8-sig")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8-sig")


@pytest.mark.parametrize(
    ("table", "old", "new", "told"),
    [
        ("instalment", "6000", "60.00", "Row 2 of “instalment.csv” is not as an export writes it"),
        ("instalment", "6000", "5000", "do not fit together"),
        ("allocation", "id,", "nr,", "Row 1 of “allocation.csv”"),
        ("receivable", ",invoice,", ",bribe,", "A row of “receivable.csv” does not fit"),
    ],
)
def test_tables_that_were_changed_make_no_book(
    book: Book, tmp_path: Path, table: str, old: str, new: str, told: str
) -> None:
    book.ledger(LEDGER)
    book_tables.write(book.store, tmp_path / "out")
    spoil(tmp_path / "out" / "tables" / f"{table}.csv", old, new)
    result = kedun("new", tmp_path / "again.kedun", "--from", tmp_path / "out")
    assert result.exit_code == 1
    assert told in result.stderr
    assert not (tmp_path / "again.kedun").exists()


def test_a_missing_row_is_told(book: Book, tmp_path: Path) -> None:
    book.ledger(LEDGER)
    book_tables.write(book.store, tmp_path / "out")
    (tmp_path / "out" / "tables" / "dispute.csv").unlink()
    (tmp_path / "b").mkdir()
    other = Book(tmp_path / "b")
    with pytest.raises(UserError, match=r"“dispute.csv” has 0 rows where the export wrote 1"):
        book_tables.read(other.services, tmp_path / "out")
    assert other.store.scalar("select count(*) from customer") == 0
    other.close()


def test_folder_of_something_else_is_refused(book: Book, tmp_path: Path) -> None:
    with pytest.raises(UserError, match="not a folder that “kedun export” wrote"):
        book_tables.read(book.services, tmp_path)


def test_attached_files_go_along_and_a_changed_one_is_noticed(book: Book, tmp_path: Path) -> None:
    book.ledger(LEDGER)
    paper = tmp_path / "signed.pdf"
    paper.write_bytes(b"%PDF-1.4 signed and sealed")
    book.services.attachments.add(paper, "receivable", book.ids["A-1"], role="statement")
    again = rebuilt(book, tmp_path)
    (file,) = again.services.attachments.list(again.services.customers.by_code("A").id)
    again.services.attachments.save_as(file.id, tmp_path / "copy.pdf")
    assert (tmp_path / "copy.pdf").read_bytes() == b"%PDF-1.4 signed and sealed"
    again.close()
    (kept,) = (tmp_path / "out" / "tables" / "files").iterdir()
    kept.write_bytes(b"%PDF-1.4 something else")
    result = kedun("new", tmp_path / "third.kedun", "--from", tmp_path / "out")
    assert (result.exit_code, "was changed since the export" in result.stderr) == (1, True)

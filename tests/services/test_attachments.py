"""Files of evidence inside the book: in and out unchanged, refused sizes, names that want to lead elsewhere."""

from __future__ import annotations

from datetime import date
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest

from app.models.attachments import OWNERS
from app.models.errors import Damaged, Invalid, UserError
from app.services import attachments, legal_wording
from app.services.attachments import MOST_BYTES, kind_of, safe_name
from app.services.claims import EventDraft
from tests.book import Book, book_fixture

__all__ = ["book_fixture"]

DEBT = "customer A\ncustomer B\ninvoice A-1 A 2024-05-31 due 2024-06-30 100.00"
PDF = b"%PDF-1.7\n" + bytes(range(256)) * 40


@pytest.fixture(name="scan")
def scan_fixture(tmp_path: Path) -> Path:
    path = tmp_path / "对账单 2025.pdf"
    path.write_bytes(PDF)
    return path


def contents(book: Book) -> int:
    return int(book.store.scalar("select count(*) from attachment"))


def test_a_file_comes_out_as_it_went_in(book: Book, scan: Path, tmp_path: Path) -> None:
    files = book.ledger(DEBT).services.attachments
    link = files.add(scan, "receivable", book.ids["A-1"], role="statement", on=date(2025, 3, 15))
    scan.unlink()
    (found,) = files.list(book.ids["A"])
    assert (found.name, found.size, found.mime, found.role) == (
        "对账单 2025.pdf",
        len(PDF),
        "application/pdf",
        "statement",
    )
    assert (found.tbl, found.row_id, found.on_day) == ("receivable", book.ids["A-1"], date(2025, 3, 15))
    files.save_as(link, tmp_path / "out.pdf")
    assert (tmp_path / "out.pdf").read_bytes() == PDF


def test_the_same_content_is_kept_once(book: Book, scan: Path) -> None:
    files = book.ledger(DEBT).services.attachments
    files.add(scan, "receivable", book.ids["A-1"])
    files.add(scan, "customer", book.ids["B"])
    assert contents(book) == 1
    assert [len(files.list(book.ids[code])) for code in "AB"] == [1, 1]


def test_a_file_can_be_voided_taken_back_and_brought_again(book: Book, scan: Path, tmp_path: Path) -> None:
    files = book.ledger(DEBT).services.attachments
    link = files.add(scan, "receivable", book.ids["A-1"])
    files.void(link)
    assert files.list(book.ids["A"])[0].voided_on == book.today
    with pytest.raises(UserError, match="voided already"):
        files.void(link)
    book.services.history.undo()
    book.services.history.undo()
    assert files.list(book.ids["A"]) == ()
    book.services.history.redo()
    files.save_as(files.list(book.ids["A"])[0].id, tmp_path / "again.pdf")
    assert (tmp_path / "again.pdf").read_bytes() == PDF


def test_an_event_takes_its_evidence_along(book: Book, scan: Path) -> None:
    book.ledger(DEBT)
    draft = EventDraft(book.ids["A"], "acknowledgement", date(2025, 3, 15), file=scan)
    event = book.services.claims.add_event(draft)
    (found,) = book.services.claims.file(book.ids["A"]).files
    assert (found.tbl, found.row_id, found.role, found.on_day) == ("claim_event", event, "statement", date(2025, 3, 15))
    book.services.history.undo()  # one change for both
    assert book.services.claims.file(book.ids["A"]).files == ()


def test_what_was_spoilt_in_the_book_is_not_handed_out(book: Book, scan: Path, tmp_path: Path) -> None:
    files = book.ledger(DEBT).services.attachments
    link = files.add(scan, "receivable", book.ids["A-1"])
    book.store.db.execute("update attachment set content=x'00'")
    with pytest.raises(Damaged):
        files.save_as(link, tmp_path / "out.pdf")
    assert not (tmp_path / "out.pdf").exists()
    book.store.db.execute("delete from attachment_link")
    book.store.db.execute("delete from attachment")


@pytest.mark.parametrize("size", [0, MOST_BYTES + 1])
def test_sizes_that_are_refused(book: Book, tmp_path: Path, size: int) -> None:
    path = tmp_path / "scan.pdf"
    with path.open("wb") as out:
        out.truncate(size)
    with pytest.raises(Invalid) as refused:
        book.ledger(DEBT).services.attachments.add(path, "receivable", book.ids["A-1"])
    assert (refused.value.field, contents(book)) == ("file", 0)


def docx() -> bytes:
    """A file as Word writes it, cut down to its parts."""
    out = BytesIO()
    with ZipFile(out, "w") as package:
        package.writestr("[Content_Types].xml", "<Types/>")
        package.writestr("word/document.xml", "<w:document/>")
    return out.getvalue()


@pytest.mark.parametrize(
    ("content", "said"),
    [(docx(), "inside it is a .docx file"), (b"<html>", "is not a PDF"), (b"\xff\xd8\xff", "is not a PDF")],
)
def test_what_is_called_pdf_and_is_none_is_refused_in_clear_words(book: Book, tmp_path: Path, content: bytes, said: str) -> None:  # fmt: skip
    path = tmp_path / "报表.pdf"
    path.write_bytes(content)
    with pytest.raises(Invalid, match=said) as refused:
        book.ledger(DEBT).services.attachments.add(path, "receivable", book.ids["A-1"])
    assert (refused.value.field, contents(book), path.read_bytes()) == ("file", 0, content)


def test_under_its_own_ending_it_is_taken(tmp_path: Path) -> None:
    (tmp_path / "a.docx").write_bytes(docx())
    assert attachments.read(tmp_path / "a.docx").mime.endswith("wordprocessingml.document")
    (tmp_path / "late.pdf").write_bytes(b"\n\n%PDF-1.4")
    assert attachments.read(tmp_path / "late.pdf").name == "late.pdf"


def test_the_largest_file_is_taken(tmp_path: Path) -> None:
    path = tmp_path / "scan.tif"
    with path.open("wb") as out:
        out.truncate(MOST_BYTES)
    assert len(attachments.read(path).content) == MOST_BYTES


@pytest.mark.parametrize("name", ["", "missing.pdf", "a\x00b"])
def test_what_is_no_file_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(Invalid) as refused:
        attachments.read(tmp_path / name)
    assert refused.value.field == "file"


def test_a_file_belongs_to_a_row_that_is_there(book: Book, scan: Path) -> None:
    files = book.ledger(DEBT).services.attachments
    with pytest.raises(UserError):
        files.add(scan, "receivable", 999)
    with pytest.raises(LookupError):
        files.add(scan, "change", 1)
    with pytest.raises(Invalid):
        files.add(scan, "customer", book.ids["A"], role="rumour")
    assert contents(book) == 0


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("../../etc/passwd", "passwd"),
        ("..\\..\\boot.ini", "boot.ini"),
        ("CON.pdf", "_CON.pdf"),
        ("lpt1", "_lpt1"),
        ("a\x00b\x1f.pdf", "ab.pdf"),
        ("invoice\u202efdp.exe", "invoicefdp.exe"),
        ('what?*<>|":.pdf', "what_______.pdf"),
        ("  .. ", "file"),
        ("line\nbreak.txt", "line break.txt"),
        ("函" * 300 + ".pdf", "函" * 116 + ".pdf"),
        ("x" * 300, "x" * 120),
        ("对账单（盖章）.pdf", "对账单（盖章）.pdf"),
    ],
)
def test_names_that_want_to_lead_elsewhere(name: str, kept: str) -> None:
    assert safe_name(name) == kept


def test_the_kind_is_by_what_the_file_begins_with() -> None:
    assert kind_of("letter.txt", b"%PDF-1.4") == "application/pdf"
    assert kind_of("photo.PDF", b"\xff\xd8\xff\xe0") == "image/jpeg"
    assert kind_of("notes.txt", b"hello") == "text/plain"
    assert kind_of("list.xlsx", b"PK\x03\x04").endswith("spreadsheetml.sheet")
    assert kind_of("list.jpg", b"PK\x03\x04") == "application/zip"
    assert kind_of("thing", b"\x01\x02") == "application/octet-stream"


def test_whatever_has_files_has_a_name() -> None:
    assert set(legal_wording.OWNERS) == set(OWNERS)

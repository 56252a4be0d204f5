"""What a careless hand or a hostile file brings: a sentence in both languages, exit status 1, and a book as it was."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from zipfile import ZipFile

import pytest

from tests.commands import HEAD, changes, document, done, own_book, refused, sound, table


@pytest.fixture(name="path")
def _path(tmp_path: Path) -> Iterator[Path]:
    """Whatever happens to this book, it must be sound afterwards."""
    path = own_book(tmp_path)
    yield path
    sound(path)


def tried(path: Path, head: str, *rows: str, kind: str = "invoices") -> tuple[int, list[tuple[int, str, str]]]:
    """(rows taken, problems) of a file of these rows, seen without writing."""
    file = table(path.parent / f"tried-{kind}.csv", head, *rows)
    told = document("import", path, file, "--kind", kind, "--dry-run")
    assert all(each["reason"] for each in told["problems"])
    return told["new"], [(each["row"], each["column"], each["value"]) for each in told["problems"]]


def wrong(path: Path, head: str, row: str, kind: str = "invoices") -> str:
    """Why the one row of a file is not taken; the book stays as it is."""
    before = changes(path)
    file = table(path.parent / f"wrong-{kind}.csv", head, row)
    told = document("import", path, file, "--kind", kind)
    assert (told["new"], told["wrong"], told["applied"], changes(path)) == (0, 1, False, before)
    reason: str = told["problems"][0]["reason"]
    return reason


# Files that are no table.


def broken_workbook(file: Path) -> None:
    with ZipFile(file, "w") as archive:
        archive.writestr("xl/workbook.xml", "<workbook><sheets>")


FILES: dict[str, tuple[Callable[[Path], object], str]] = {
    "broken.xlsx": (broken_workbook, "is damaged, or it is not what its ending says"),
    "empty.csv": (lambda file: file.write_bytes(b""), "is empty: there is nothing to import"),
    "commas.csv": (lambda file: file.write_text(",,,\n,,,\n"), "is empty: there is nothing to import"),
    "encoding.csv": (
        lambda file: file.write_bytes(b"a,b\n\x81\x81\x20,\x8d\xff\n"),
        "characters of encoding.csv cannot",
    ),
    "nul.csv": (lambda file: file.write_bytes(f"{HEAD}\nX\0,A,2026-01-01,,1\n".encode()), "does not hold a table"),
    "letter.csv": (lambda file: file.write_text("Dear Sir"), "No row of letter.csv looks like the headings"),
    "folder": (Path.mkdir, "is a folder. Choose a file in it."),
    "gone.csv": (lambda file: None, "is not there any more"),
    "quote.csv": (
        lambda file: file.write_text(
            "\n".join([HEAD, '"X-1,A,2026-01-01,,1', *(f"X-{i},A,2026-01-01,,1" for i in range(9))])
        ),
        "a quotation mark opens and does not close",
    ),
    "x" * 300: (lambda file: None, "is too long for a file"),
}


@pytest.mark.parametrize("name", FILES)
def test_files_that_cannot_be_read(path: Path, name: str) -> None:
    write, sentence = FILES[name]
    write(path.parent / name)
    assert sentence in refused("import", path, path.parent / name, "--kind", "invoices")
    assert changes(path) == 3


def test_book_itself_is_no_table(path: Path) -> None:
    assert "does not hold a table" in refused("import", path, path, "--kind", "invoices")


def test_headings_alone_and_too_many_columns(path: Path) -> None:
    assert tried(path, HEAD) == (0, [])
    many = ",".join(f"x{i}" for i in range(3000))
    assert tried(path, f"{HEAD},{many}", "X-2,A,2026-01-01,,1.00" + "," * 3000) == (1, [])


def test_heading_that_stands_twice_counts_once(path: Path) -> None:
    file = table(path.parent / "twice.csv", "number,customer,issue_date,amount,amount", "X-2,A,2026-01-01,1.00,2.00")
    done("import", path, file, "--kind", "invoices")
    assert document("balance", path, "A")["total"] == "101.00"


# Cells that are no facts.


@pytest.mark.parametrize(
    "amount",
    ["1000000000000000", "100000000000.00", "abc", "", "0", "0.004", "1e5", "inf", "nan", "1.2.3", "--5", "9" * 60],
)
def test_amounts_that_cannot_be(path: Path, amount: str) -> None:
    assert tried(path, HEAD, f"X-2,A,2026-01-01,,{amount}") == (0, [(2, "amount", amount)])


@pytest.mark.parametrize(
    "day", ["2026-02-31", "2026-13-01", "0001-01-01", "9999-12-31", "1899-12-31", "31 February", "0", "2958466"]
)
def test_days_that_cannot_be(path: Path, day: str) -> None:
    assert tried(path, HEAD, f"X-2,A,{day},,1.00") == (0, [(2, "issue_date", day)])
    assert tried(path, HEAD, f"X-2,A,2026-01-01,{day},1.00") == (0, [(2, "due_date", day)])


def test_more_decimals_than_the_currency_has_are_rounded(path: Path) -> None:
    file = table(path.parent / "five.csv", HEAD, "X-2,B,2026-01-01,,1.23456", "X-3,B,2026-01-01,,0.005")
    done("import", path, file, "--kind", "invoices")
    assert [each["amount"] for each in document("balance", path, "B")["open"]] == ["1.23", "0.01"]


def test_a_minus_is_a_credit_note(path: Path) -> None:
    file = table(path.parent / "minus.csv", HEAD, "X-2,B,2026-01-01,,-5")
    done("import", path, file, "--kind", "invoices")
    told = document("balance", path, "B")
    assert (told["open"], told["unallocated"][0]["open"], told["total"]) == ([], "5.00", "-5.00")


def test_customers_and_numbers_that_do_not_fit(path: Path) -> None:
    assert "is not in the book" in wrong(path, HEAD, "X-2,Nobody,2026-01-01,,1.00")
    rows = ["X-2,A,2026-01-01,,1.00", "X-2,A,2026-01-01,,1.00", "X-2,A,2026-01-01,,2.00", "X-2,B,2026-01-01,,2.00"]
    assert tried(path, HEAD, *rows) == (2, [(4, "number", "X-2")])


def test_currencies_and_rates_that_cannot_be(path: Path) -> None:
    head = f"{HEAD},currency,rate"
    assert "not a currency" in wrong(path, head, "X-2,A,2026-01-01,,1.00,XYZ1,7")
    assert "no exchange rate for USD" in wrong(path, head, "X-2,A,2026-01-01,,1.00,usd,")
    for rate in ("0", "-7"):
        assert "is not an exchange rate" in wrong(path, head, f"X-2,A,2026-01-01,,1.00,USD,{rate}")
    too_much = "X-2,A,2026-01-01,,99999999.00,USD,999999999"
    assert "At this rate the amount is larger than any real debt" in wrong(path, head, too_much)
    payment = "A,2026-01-01,99999999.00,USD,999999999"
    assert "At this rate" in wrong(path, "customer,date,amount,currency,rate", payment, "payments")
    assert tried(path, head, "X-2,A,2026-01-01,,1.00,usd,7.1") == (1, [])


def test_instalments_that_do_not_make_the_amount(path: Path) -> None:
    """What is told is what the file says, not how the program keeps it."""
    head = f"{HEAD},instalments"
    for parts in (
        "30% 2026-02-01; 60% 2026-03-01",
        "50 2026-02-01; 60 2026-03-01",
        "soon",
        "50% 2026-02-31; 50% 2026-03-01",
    ):
        assert tried(path, head, f"X-2,A,2026-01-01,,100.00,{parts}") == (0, [(2, "instalments", parts)])


def test_payments_that_do_not_fit(path: Path) -> None:
    head = "number,customer,date,amount,applies_to"
    assert "not an open receivable of this customer" in wrong(path, head, "P-1,B,2026-02-01,10,X-1:10", "payments")
    assert "Only 100.00 is open" in wrong(path, head, "P-1,A,2026-02-01,500,X-1:200", "payments")
    assert "More is applied than the amount" in wrong(path, head, "P-1,A,2026-02-01,10,X-1:50", "payments")
    for target in ("X-1:-5", "X-1:abc", "X-1:0", ";;;"):
        rows = tried(path, head, f"P-1,A,2026-02-01,10,{target}", kind="payments")
        assert rows == (0, [(2, "applies_to", target)])
    assert tried(path, head, "P-1,A,2026-02-01,10,X-1:20", kind="payments")[1] == [(2, "applies_to", "X-1:20")]


def test_credit_note_larger_than_the_receivable_keeps_its_rest(path: Path) -> None:
    file = table(path.parent / "credit.csv", f"{HEAD},applies_to", "G-1,A,2026-02-01,,-150.00,X-1")
    done("import", path, file, "--kind", "invoices")
    told = document("balance", path, "A")
    assert (told["open"], told["unallocated"][0]["open"], told["total"]) == ([], "50.00", "-50.00")


def test_refund_larger_than_the_advance_is_a_row_to_look_at(path: Path) -> None:
    head = "number,customer,date,amount"
    file = table(path.parent / "refund.csv", head, "P-1,B,2026-02-01,100", "P-2,B,2026-02-02,-1000")
    told = document("import", path, file, "--kind", "payments")
    assert (told["new"], told["wrong"], [each["row"] for each in told["problems"]]) == (1, 1, [3])
    assert document("balance", path, "B")["total"] == "-100.00"

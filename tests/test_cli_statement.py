from __future__ import annotations

import shutil
import subprocess
from datetime import date, timedelta
from pathlib import Path

import pytest

from tests.commands import changes, document, done, refused, sound, table

HEAD = "number,customer,issue_date,due_date,amount,currency,rate"


def last_month(day: int) -> str:
    return (date.today().replace(day=1) - timedelta(1)).replace(day=day).isoformat()


@pytest.fixture
def book(tmp_path: Path) -> Path:
    """A owes 250.00 from before, 100.00 of last month, less 120.00 received; and 50 USD."""
    path = tmp_path / "own.kedun"
    done("new", path, "--name", "Own")
    done("import", path, table(tmp_path / "customers.csv", "code,name", "A,Alpha"), "--kind", "customers")
    old, mid = (date.today() - timedelta(100)).isoformat(), last_month(10)
    rows = [f"X-1,A,{old},{old},250.00,CNY,", f"X-2,A,{mid},{mid},100.00,CNY,", f"X-3,A,{mid},{mid},50.00,USD,7.1"]
    done("import", path, table(tmp_path / "invoices.csv", HEAD, *rows), "--kind", "invoices")
    paid = table(tmp_path / "payments.csv", "number,customer,date,amount", f"P-1,A,{last_month(15)},120.00")
    done("import", path, paid, "--kind", "payments")
    return path


def test_json_of_last_month(book: Path) -> None:
    told = document("statement", book, "A")
    assert (told["kind"], told["customer"], told["number"], told["from"]) == ("statement", "A", None, last_month(1))
    yuan, dollars = told["sections"]
    figures = [yuan[name] for name in ("opening", "invoiced", "received", "credits", "closing")]
    assert figures == ["250.00", "100.00", "120.00", "0.00", "230.00"]
    assert yuan["closing_in_words"] == "人民币贰佰叁拾元整"
    assert [(line["number"], line["balance"]) for line in yuan["lines"]] == [("X-2", "350.00"), ("P-1", "230.00")]
    assert (dollars["currency"], dollars["closing"]) == ("USD", "50.00")
    one = document("statement", book, "A", "--currency", "usd")
    assert [each["currency"] for each in one["sections"]] == ["USD"]


def test_days_of_ones_own(book: Path) -> None:
    told = document("statement", book, "A", "--from", last_month(11), "--to", last_month(14), "--currency", "CNY")
    assert (told["from"], told["to"], told["sections"][0]["opening"]) == (last_month(11), last_month(14), "350.00")
    told = document("statement", book, "A", "--to", last_month(12), "--currency", "CNY")
    assert (told["from"], told["sections"][0]["closing"]) == (last_month(1), "350.00")


def test_looking_records_nothing_and_recording_gives_a_number(book: Path, tmp_path: Path) -> None:
    before = changes(book)
    done("statement", book, "A", "--pdf", tmp_path / "a.pdf")
    assert changes(book) == before
    told = document("statement", book, "A", "--record")
    assert told["number"] == f"DZD-{date.today().year}-0001"
    letter = document("statement", book, "A", "--demand", "--record")
    assert (letter["number"], letter["demands"]) == (f"DZH-{date.today().year}-0001", True)
    assert changes(book) == before + 2
    sound(book)


def test_text_on_the_terminal(book: Path) -> None:
    lines = done("statement", book, "A", "--currency", "CNY").splitlines()
    assert lines[0].startswith("A Alpha · ")
    assert lines[-1].split()[-1] == "230.00"
    assert "Opening balance" in lines[3]


@pytest.mark.skipif(not shutil.which("pdftotext"), reason="pdftotext is not on this computer")
def test_pdf_in_the_language_asked_for(book: Path, tmp_path: Path) -> None:
    done("statement", book, "A", "--pdf", tmp_path / "a.pdf", "--paper-lang", "en", "--confirmation")
    text = subprocess.run(
        ["pdftotext", "-layout", tmp_path / "a.pdf", "-"], capture_output=True, check=True
    ).stdout.decode()
    assert "Balance confirmation" in text
    assert "It is not a demand for payment." in text


def test_what_cannot_be_asked(book: Path, tmp_path: Path) -> None:
    assert "must end in .pdf" in refused("statement", book, "A", "--pdf", tmp_path / "a.txt")
    assert "first day is after" in refused("statement", book, "A", "--from", "2026-01-02", "--to", "2026-01-01")
    assert "Nobody" in refused("statement", book, "Nobody")
    assert "nothing to demand" in refused("statement", book, "A", "--demand", "--to", "2020-01-01")
    assert "“xx” is not a currency" in refused("statement", book, "A", "--currency", "xx")

"""Financial statements from the command line: a file twice, taken back, and a book made from an export."""

from __future__ import annotations

from pathlib import Path

from tests.book import Book, book_fixture
from tests.commands import document, done, sound, table

__all__ = ["book_fixture"]

HEAD = "客户,截止日期,是否审计,取得日期,流动资产合计,存货,资产总计,流动负债合计,负债合计,所有者权益合计,营业收入,营业成本,利润总额,利息费用,净利润"
ROWS = ("A,2025-12-31,是,2026-03-01,600,230,1000,400,550,450,1500,1200,72,18,54", "A,2024-12-31,否,2025-04-01,500,200,900,380,500,410,1400,1100,60,18,45")  # fmt: skip


def counts(book: Book, file: Path) -> tuple[int, int, int, int]:
    told = document("import", book.path, file, "--kind", "financials")
    return told["new"], told["changed"], told["same"], told["wrong"]


def financial(book: Path) -> float | None:
    (row,) = document("score", book, "A", "--as-of", "2026-11-21")["rows"]
    found: float | None = row["blocks"]["financial"]
    return found


def test_statements_come_in_and_can_be_taken_back(book: Book, tmp_path: Path) -> None:
    """The second row is off by 100,000 yuan: it is left out and said why."""
    file = table(tmp_path / "报表.csv", "单位：万元", HEAD, *ROWS)
    book.ledger("customer A")
    book.close()
    told = document("import", book.path, file, "--kind", "financials", "--dry-run")
    assert (told["new"], told["applied"]) == (1, False)
    (problem,) = told["problems"]
    assert (problem["row"], problem["column"]) == (4, "equity")
    assert "the difference is ¥100,000.00" in problem["reason"]
    assert counts(book, file) == (1, 0, 0, 1)
    assert counts(book, file) == (0, 0, 1, 1)
    assert financial(book.path) is not None
    done("undo", book.path)
    assert financial(book.path) is None
    book.reopen()


def test_a_book_made_from_an_export_has_the_same_score(book: Book, tmp_path: Path) -> None:
    file = table(tmp_path / "f.csv", "单位：万元", HEAD, ROWS[0])
    book.ledger("customer A")
    book.close()
    assert counts(book, file) == (1, 0, 0, 0)
    done("export", book.path, tmp_path / "out")
    again = tmp_path / "again.kedun"
    done("new", again, "--from", tmp_path / "out")
    sound(again)
    assert financial(again) == financial(book.path) is not None
    told = document("import", again, tmp_path / "out" / "financials.csv", "--kind", "financials")
    assert (told["new"], told["changed"], told["same"], told["wrong"]) == (0, 0, 1, 0)
    book.reopen()

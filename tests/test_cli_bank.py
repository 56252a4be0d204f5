"""`kedun import --kind bank`: what is new, what was there, what is refused, and the way back."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.book import Book
from tests.commands import changes, document, done, refused

BANK = """某某银行账户明细
账号：62220001,,,,,
交易日期,摘要,支出,收入,余额,对方户名
2026-11-02,货款 YS-1,,100.00,1100.00,甲公司
2026-11-03,电费,40.00,,1060.00,供电公司
2026-11-04,货款,,60.00,1125.00,乙公司
2026-13-05,货款,,5.00,1130.00,丙公司
"""


@pytest.fixture(name="path")
def _path(tmp_path: Path) -> Path:
    made = Book(tmp_path).ledger("customer A net 30\ninvoice YS-1 A 2026-09-01 due 2026-10-01 100.00")
    made.close()
    return made.path


def saved(folder: Path, text: str = BANK) -> Path:
    file = folder / "bank.csv"
    file.write_text(text, "gb18030")
    return file


def test_a_dry_run_tells_and_writes_nothing(path: Path, tmp_path: Path) -> None:
    before = changes(path)
    found = document("import", path, saved(tmp_path), "--kind", "bank", "--dry-run")
    counts = {key: found[key] for key in ("kind", "new", "changed", "same", "wrong", "applied", "out", "beside")}
    assert counts == {
        "kind": "bank", "new": 2, "changed": 0, "same": 0, "wrong": 1, "applied": False, "out": 1, "beside": 0,
    }  # fmt: skip
    assert [(each["row"], each["column"], each["value"]) for each in found["problems"]] == [(7, "date", "2026-13-05")]
    assert found["statements"] == [
        {"account": "62220001", "currency": "CNY", "from": "2026-11-02", "to": "2026-11-04", "opening": "1000.00",
         "closing": "1125.00", "difference": "5.00"}
    ]  # fmt: skip
    assert changes(path) == before


def test_it_is_one_change_the_second_time_brings_nothing_and_undo_takes_it_back(path: Path, tmp_path: Path) -> None:
    before, file = changes(path), saved(tmp_path)
    said = done("import", path, file, "--kind", "bank")
    assert said.splitlines()[:2] == [
        "New 2 · Money out, left out 1 · Needs fixing 1",
        "The balances of this statement differ from its lines by ¥5.00: lines may be missing in the file.",
    ]
    assert "2 lines were taken" in said
    assert changes(path) == before + 1
    again = document("import", path, file, "--kind", "bank")
    assert (again["new"], again["same"], again["applied"]) == (0, 2, False)
    done("undo", path)
    assert document("import", path, file, "--kind", "bank")["new"] == 2


def test_strict_takes_nothing_when_a_row_cannot_be_read(path: Path, tmp_path: Path) -> None:
    assert "1 rows cannot be taken" in refused("import", path, saved(tmp_path), "--kind", "bank", "--strict")
    assert document("import", path, saved(tmp_path), "--kind", "bank", "--dry-run")["new"] == 2


def test_what_is_no_statement_is_refused_with_the_reason(path: Path, tmp_path: Path) -> None:
    table = "单据编号,客户名称,业务日期,到期日,金额\nYS-1,甲,2026-01-01,2026-02-01,5\n"
    card = "某行信用卡账单\n交易日期,摘要,金额\n2026-01-02,消费,5.00\n"
    assert "does not look like a bank statement" in refused(
        "import", path, saved(tmp_path, "颜色,大小\n红,大\n"), "--kind", "bank"
    )
    assert "credit card" in refused("import", path, saved(tmp_path, card), "--kind", "bank")
    assert (
        document("import", path, saved(tmp_path, table), "--kind", "invoices", "--create-customers", "--dry-run")["new"]
        == 1
    )

"""The commands that tell figures: their JSON shapes, tables and files."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from app import cli
from app.cli import base
from tests.book import Book

KEYS = ["not_due", "1-30", "31-60", "61-90", "91-180", "181-365", "366-730", "731-1095", "1096+", "no_date"]
# Seen on 2026-11-21.
LEDGER = """
    customer A net 30
    customer B
    invoice A-1 A 2026-10-01 due 2026-11-21 100.00     # due today: not due
    invoice A-2 A 2026-10-01 due 2026-11-20 20.00      # 1 day
    invoice A-3 A 2026-09-01 due 2026-10-22 3.00       # 30 days
    invoice A-4 A 2026-09-01 due 2026-10-21 0.40       # 31 days
    invoice B-1 B 2026-09-01 50.00                     # no date
    invoice B-2 B 2026-09-01 due 2026-08-01 10.00 USD @7  # 112 days, 70.00 in the book
    payment P-1 A 2026-11-01 12.00 -> A-2:5
    credit G-1 B 2026-11-02 4.00
    dispute B-2 2026-11-03 2.00
    """


def kedun(*words: object) -> Result:
    return CliRunner().invoke(cli.main, ["--lang", "en", *(str(word) for word in words)])


def document(*words: object) -> Any:
    result = kedun(*words, "--as-of", "2026-11-21", "--json")
    assert (result.exit_code, result.stderr) == (0, "")
    return json.loads(result.stdout)


@pytest.fixture(name="path", scope="module")
def _path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    book = Book(tmp_path_factory.mktemp("figures")).ledger(LEDGER)
    book.close()
    return book.path


def test_aging_shape_and_figures(path: Path) -> None:
    told = document("aging", path)
    a, b = (dict.fromkeys(KEYS, "0.00") for _ in "AB")
    a.update({"not_due": "100.00", "1-30": "18.00", "31-60": "0.40"})
    b.update({"91-180": "70.00", "no_date": "50.00"})
    total = {**a, **{key: value for key, value in b.items() if value != "0.00"}}
    assert told == {
        "as_of": "2026-11-21",
        "basis": "due",
        "currency": "CNY",
        "buckets": KEYS,
        "rows": [
            {
                "key": "B",
                "name": "B Company",
                "total": "116.00",
                "buckets": b,
                "unallocated": "-4.00",
                "overdue_days_max": 112,
            },
            {
                "key": "A",
                "name": "A Company",
                "total": "111.40",
                "buckets": a,
                "unallocated": "-7.00",
                "overdue_days_max": 31,
            },
        ],
        "total": {"total": "227.40", "buckets": total, "unallocated": "-11.00", "overdue_days_max": 112},
        "check": {"ledger": "227.40", "difference": "0.00"},
    }


def test_aging_of_a_past_day_ignores_what_came_later(path: Path) -> None:
    result = kedun("aging", path, "--as-of", "2026-10-31", "--json")
    told = json.loads(result.stdout)
    assert told["total"]["total"] == "243.40"
    assert told["total"]["unallocated"] == "0.00"
    assert told["check"] == {"ledger": "243.40", "difference": "0.00"}


def test_aging_by_invoice_day_and_own_limits(path: Path) -> None:
    told = document("aging", path, "--basis", "invoice", "--buckets", "60,90")
    assert told["buckets"] == ["0-60", "61-90", "91+", "no_date"]
    assert list(told["total"]["buckets"].values()) == ["115.00", "123.40", "0.00", "0.00"]


def test_aging_by_currency_keeps_the_total_in_the_books(path: Path) -> None:
    told = document("aging", path, "--by", "currency")
    assert [(row["key"], row["total"]) for row in told["rows"]] == [("CNY", "157.40"), ("USD", "10.00")]
    assert told["total"]["total"] == "227.40"
    assert told["check"] == {"ledger": "227.40", "difference": "0.00"}


def test_aging_by_invoice(path: Path) -> None:
    rows = {row["key"]: row["total"] for row in document("aging", path, "--by", "invoice")["rows"]}
    assert rows["A-2"] == "15.00"
    assert rows["B-2"] == "70.00"


@pytest.mark.parametrize(("limits", "status"), [("60,30", 1), ("0,30", 1), ("30,30", 1), ("x", 2), ("", 2), ("30,", 2)])
def test_age_limits_that_make_no_sense(path: Path, limits: str, status: int) -> None:
    result = kedun("aging", path, "--buckets", limits)
    assert (result.exit_code, result.stdout) == (status, "")
    assert "30,60,90" in result.stderr


def test_aging_as_a_table_for_people(path: Path) -> None:
    lines = kedun("aging", path, "--as-of", "2026-11-21").stdout.splitlines()
    assert lines[0] == "Test & Co · Ageing report · As of 2026-11-21 · CNY"
    assert lines[2].split() == ["B", "B", "Company", "—", "—", "—", "70.00", "50.00", "−4.00", "116.00", "112"]
    assert lines[4].split() == ["Total", "100.00", "18.00", "0.40", "70.00", "50.00", "−11.00", "227.40", "112"]


def test_aging_into_files(path: Path, tmp_path: Path) -> None:
    words = [f"--{kind}={tmp_path / f'a.{kind}'}" for kind in ("csv", "xlsx", "pdf")]
    assert kedun("aging", path, "--as-of", "2026-11-21", *words).exit_code == 0
    with (tmp_path / "a.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file))
    assert rows[-1][-2] == "227.40"
    assert (tmp_path / "a.xlsx").read_bytes()[:2] == b"PK"
    assert (tmp_path / "a.pdf").read_bytes()[:5] == b"%PDF-"
    result = kedun("aging", path, "--pdf", tmp_path / "a.doc")
    assert (result.exit_code, result.stderr) == (1, "kedun: error: “a.doc” must end in .pdf. Choose another name.\n")


def test_balance_shape(path: Path) -> None:
    told = document("balance", path, "B")
    none = {
        "amount": "50.00",
        "open": "50.00",
        "overdue_days": 0,
        "disputed": "0.00",
        "due_date": None,
    }
    late = {
        "amount": "70.00",
        "open": "70.00",
        "overdue_days": 112,
        "disputed": "14.00",
        "due_date": "2026-08-01",
    }
    assert told == {
        "customer": "B",
        "currency": "CNY",
        "open": [
            {"number": "B-2", "kind": "invoice", "issue_date": "2026-09-01", **late},
            {"number": "B-1", "kind": "invoice", "issue_date": "2026-09-01", **none},
        ],
        "unallocated": [{"number": "G-1", "date": "2026-11-02", "open": "4.00"}],
        "total": "116.00",
    }
    assert document("balance", path, "A Company")["total"] == "111.40"
    assert "There is no customer “C”" in kedun("balance", path, "C").stderr


def test_today_and_dashboard_agree_with_the_ageing(path: Path) -> None:
    rows = document("today", path)["rows"]
    assert {row["customer"]: row["overdue_days"] for row in rows} == {"A": 31, "B": 112}
    assert all(reason.keys() == {"code", "text", "amount"} for row in rows for reason in row["reasons"])
    told = document("dashboard", path)
    assert told["tiles"]["receivables"]["amount"] == "227.40"
    assert told["tiles"]["overdue"]["amount"] == "88.40"


def test_dashboard_draws_its_charts(path: Path, tmp_path: Path) -> None:
    assert kedun("dashboard", path, "--png", tmp_path / "charts").exit_code == 0
    drawn = sorted(each.name for each in (tmp_path / "charts").iterdir())
    assert drawn == ["ageing.png", "days-to-pay.png", "debtors.png"]
    assert all(each.read_bytes()[:4] == b"\x89PNG" for each in (tmp_path / "charts").iterdir())


def test_import_tells_its_plan_and_twice_is_once(tmp_path: Path) -> None:
    book = Book(tmp_path).ledger("customer A net 30")
    book.close()
    file = tmp_path / "invoices.csv"
    file.write_text(
        "number,customer,issue_date,amount\nX-1,A,2026-11-01,1000\nX-2,A,2026-11-02,12x\n", encoding="utf-8"
    )

    def told(*words: str) -> Any:
        return json.loads(kedun("import", book.path, file, "--kind", "invoices", "--json", *words).stdout)

    first = told("--dry-run")
    assert [first[name] for name in ("kind", "new", "changed", "same", "wrong", "applied")] == [
        "invoices",
        1,
        0,
        0,
        1,
        False,
    ]
    (problem,) = first["problems"]
    assert (problem["row"], problem["column"], problem["value"]) == (3, "amount", "12x")
    assert kedun("import", book.path, file, "--kind", "invoices", "--strict").exit_code == 1
    assert told()["applied"] is True
    again = told()
    assert (again["new"], again["same"], again["applied"]) == (0, 1, False)
    assert json.loads(kedun("balance", book.path, "A", "--json").stdout)["total"] == "1000.00"
    assert "Import receivables" in kedun("undo", book.path).stdout
    assert json.loads(kedun("balance", book.path, "A", "--json").stdout)["total"] == "0.00"


def test_chinese_takes_two_places(capsys: pytest.CaptureFixture[str]) -> None:
    base.table(("", "Owes"), [("宏达", "1.00"), ("ABCD", "20.00")], right=(1,))
    assert capsys.readouterr().out.splitlines() == ["       Owes", "宏达   1.00", "ABCD  20.00"]

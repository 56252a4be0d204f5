from __future__ import annotations

import csv
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest

from app.models.errors import UserError
from app.models.money import Money
from app.services.exports import Cell, ExportColumn, ageing_table, write_table
from tests.services.portfolio import t_f

COLUMNS = (
    ExportColumn("Name"),
    ExportColumn("Owes", "money", "CNY"),
    ExportColumn("Days", "number"),
    ExportColumn("Due", "day"),
)
ROWS: list[list[Cell]] = [
    ["=HYPERLINK(1)", 123450, 41, date(2026, 11, 21)],
    ["00123", -5, Decimal("0.25"), None],
    ["甲", Money(700, "JPY"), None, None],
]
DANGEROUS = ["=1+1", "+1", "-1", "@SUM(A1)", "\tx", "\rx", "＝1", "＋1", "－1", "＠x"]


def sheet(path: Path) -> list[list[Any]]:
    from python_calamine import CalamineWorkbook

    return CalamineWorkbook.from_path(str(path)).get_sheet_by_index(0).to_python()


def lines(path: Path) -> list[list[str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file))


def test_xlsx_keeps_numbers_dates_and_text_apart(tmp_path: Path) -> None:
    write_table(tmp_path / "a.xlsx", "Customers", COLUMNS, ROWS)
    assert sheet(tmp_path / "a.xlsx") == [
        ["Name", "Owes", "Days", "Due"],
        ["=HYPERLINK(1)", 1234.5, 41.0, date(2026, 11, 21)],
        ["00123", -0.05, 0.25, ""],
        ["甲", 700.0, "", ""],
    ]


def test_xlsx_holds_no_formula_and_no_link(tmp_path: Path) -> None:
    texts = [*DANGEROUS, "https://example.com", "file:///x", "{=1}"]
    write_table(tmp_path / "a.xlsx", "x", [ExportColumn("=1+1")], [[text] for text in texts])
    with ZipFile(tmp_path / "a.xlsx") as whole:
        xml = whole.read("xl/worksheets/sheet1.xml").decode()
    assert "<f>" not in xml
    assert "hyperlink" not in xml
    assert xml.count('t="inlineStr"') == len(texts) + 1


def test_csv_takes_the_sting_out_of_text_only(tmp_path: Path) -> None:
    write_table(tmp_path / "a.csv", "Customers", COLUMNS, ROWS)
    assert (tmp_path / "a.csv").read_bytes()[:3] == b"\xef\xbb\xbf"
    assert lines(tmp_path / "a.csv") == [
        ["Name", "Owes", "Days", "Due"],
        ["'=HYPERLINK(1)", "1234.50", "41", "2026-11-21"],
        ["00123", "-0.05", "0.25", ""],
        ["甲", "700", "", ""],
    ]


@pytest.mark.parametrize("text", [*DANGEROUS, "\0x"])
def test_csv_marks_every_active_first_character(tmp_path: Path, text: str) -> None:
    write_table(tmp_path / "a.csv", "x", [ExportColumn("Name")], [[text]])
    assert "'" + text in (tmp_path / "a.csv").read_bytes().decode("utf-8-sig")


@pytest.mark.parametrize("name", ["a.xlsx", "a.csv"])
def test_a_missing_folder_is_named(tmp_path: Path, name: str) -> None:
    with pytest.raises(UserError, match="does not exist"):
        write_table(tmp_path / "nowhere" / name, "x", COLUMNS, ROWS)


@pytest.mark.parametrize("name", ["a.xlsx", "a.csv"])
def test_a_row_that_cannot_be_written_leaves_the_old_file(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text("old")
    with pytest.raises(TypeError):
        write_table(tmp_path / name, "x", [ExportColumn("Owes", "money")], [[Money(1, "CNY")], [5]])
    assert (tmp_path / name).read_text() == "old"
    assert len(list(tmp_path.iterdir())) == 1


def test_other_endings_are_refused(tmp_path: Path) -> None:
    with pytest.raises(UserError, match=r"Choose \.xlsx or \.csv"):
        write_table(tmp_path / "a.doc", "x", COLUMNS, ROWS)


def test_a_text_longer_than_a_cell_is_refused_not_cut(tmp_path: Path) -> None:
    with pytest.raises(UserError, match=r"Name is longer than an Excel cell can hold \(32768 characters\)"):
        write_table(tmp_path / "a.xlsx", "x", [ExportColumn("Name")], [["x" * 32_768]])
    write_table(tmp_path / "a.csv", "x", [ExportColumn("Name")], [["x" * 32_768]])
    assert len(lines(tmp_path / "a.csv")[1][0]) == 32_768


@pytest.mark.parametrize("title", ["账龄表 [1]: a/b?*", "'x'", "", "y" * 60])
def test_any_title_makes_a_sheet(tmp_path: Path, title: str) -> None:
    write_table(tmp_path / "a.xlsx", title, COLUMNS, ROWS)
    assert len(sheet(tmp_path / "a.xlsx")) == 4


def test_ageing_table_has_every_key_and_the_totals(tmp_path: Path) -> None:
    write_table(tmp_path / "a.xlsx", *ageing_table(t_f()))
    head, *rows = sheet(tmp_path / "a.xlsx")
    assert head[:5] == ["Customer no.", "Customer", "Currency", "Not due", "1–30 days"]
    assert head[-5:] == ["Over 1095 days", "No due date", "Unapplied", "Total", "Most days overdue"]
    assert rows[0] == ["C-甲", "甲", "CNY", 140_000.0, 50_000.0, *[0.0] * 9, 190_000.0, 20.0]
    assert rows[-1][:3] == ["", "Total", "CNY"]
    assert rows[-1][3:] == [140e3, 50e3, 80e3, 20e3, 60e3, 30e3, 10e3, 5e3, 5e3, 0, 0, 400e3, 1126]


def test_ageing_by_region_has_one_name_column(tmp_path: Path) -> None:
    write_table(tmp_path / "a.csv", *ageing_table(replace(t_f(), by="region")))
    table = lines(tmp_path / "a.csv")
    assert table[0][:3] == ["Region", "Currency", "Not due"]
    assert table[-1][:4] == ["Total", "CNY", "140000.00", "50000.00"]


def test_ageing_by_currency_adds_no_unlike_amounts(tmp_path: Path) -> None:
    yen = t_f().rows[0]._replace(key="JPY", name="JPY", currency="JPY")
    write_table(tmp_path / "a.csv", *ageing_table(replace(t_f(), by="currency", rows=(yen,))))
    assert [line[:3] for line in lines(tmp_path / "a.csv")] == [
        ["Currency", "Not due", "1–30 days"],
        ["JPY", "14000000", "5000000"],
    ]

"""Reading in a child that can be killed: limits, refusals, cancel."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from datetime import date, datetime
from pathlib import Path

import pytest
import xlsxwriter

from app.models.errors import Cancelled
from app.services.imports import limits
from app.services.imports.workbook import read_workbook
from tests.services.imports.tables import cheaply_refused, refused

SPREADSHEET = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def made(path: Path, sheet: str, strings: str = "") -> Path:
    """The smallest xlsx that has this XML as its sheet."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(
            "[Content_Types].xml",
            '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
            '<Default Extension="xml" ContentType="application/xml"/></Types>',
        )
        archive.writestr(
            "_rels/.rels",
            '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
            f'<Relationship Id="rId1" Type="{OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        )
        archive.writestr(
            "xl/workbook.xml",
            f'<workbook xmlns="{SPREADSHEET}" xmlns:r="{OFFICE}"><sheets><sheet name="A" sheetId="1" r:id="rId1"/>'
            "</sheets></workbook>",
        )
        archive.writestr(
            "xl/_rels/workbook.xml.rels",
            '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
            f'<Relationship Id="rId1" Type="{OFFICE}/worksheet" Target="worksheets/sheet1.xml"/>'
            f'<Relationship Id="rId2" Type="{OFFICE}/sharedStrings" Target="sharedStrings.xml"/></Relationships>',
        )
        archive.writestr(
            "xl/worksheets/sheet1.xml", f'<worksheet xmlns="{SPREADSHEET}"><sheetData>{sheet}</sheetData></worksheet>'
        )
        if strings:
            archive.writestr("xl/sharedStrings.xml", strings)
    return path


def test_cells_keep_their_types_and_rows_their_numbers(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    with xlsxwriter.Workbook(path, {"default_date_format": "yyyy-mm-dd"}) as book:
        book.add_worksheet("空")
        sheet = book.add_worksheet("表")
        sheet.write_row(2, 1, ["单号", 12.5, True])
        sheet.write_datetime(3, 1, datetime(2026, 1, 31))  # noqa: DTZ001
        sheet.write_datetime(3, 2, datetime(2026, 1, 31, 8, 30))  # noqa: DTZ001
    found = read_workbook(path)
    assert (found.format, [sheet.name for sheet in found.sheets]) == ("xlsx", ["空", "表"])
    assert found.sheets[1].rows[2:] == [
        ["", "单号", 12.5, True],
        ["", date(2026, 1, 31), "2026-01-31 08:30:00", ""],
    ]


def test_many_rows_come_whole_and_progress_counts_them(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("\n".join(f"{number},客户" for number in range(1, 5001)), "utf-8")
    heard: list[int] = []
    found = read_workbook(path, progress=heard.append)
    assert [len(found.sheets[0].rows), found.sheets[0].rows[-1]] == [5000, ["5000", "客户"]]
    assert heard == [2000, 4000, 5000]


def test_cancel_kills_the_child(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("a,b\n" * 400_000)
    answers = iter([False, False])
    with pytest.raises(Cancelled):
        read_workbook(path, cancelled=lambda: next(answers, True))
    with pytest.raises(ChildProcessError):
        os.waitpid(-1, os.WNOHANG)


def test_a_file_that_takes_too_long_is_given_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "SECONDS", -1)
    path = tmp_path / "a.csv"
    path.write_text("a,b\n")
    assert refused(path) == "a.csv took more than a minute to read. Copy the table alone to a new file and import that."


def test_a_cell_in_the_last_corner_is_refused(tmp_path: Path) -> None:
    path = made(tmp_path / "corner.xlsx", '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>')
    assert path.stat().st_size < 1_700
    assert "The sheet A has 1,048,576 rows; 200,000 can be read at once." in cheaply_refused(path)
    wide = made(
        tmp_path / "wide.xlsx", '<row r="1"><c r="A1"><v>1</v></c></row><row r="9000"><c r="XFD9000"><v>1</v></c></row>'
    )
    assert "more than 5,000,000 cells" in cheaply_refused(wide)


def test_a_corner_written_in_another_way_is_seen_too(tmp_path: Path) -> None:
    path = made(
        tmp_path / "corner.xlsx", "<row r='1'><c r='A1'><v>1</v></c></row><row><c\nr = 'XFD1048576'><v>1</v></c></row>"
    )
    assert "1,048,576 rows" in cheaply_refused(path)


@pytest.mark.skipif(sys.platform == "win32", reason="limits of a process are POSIX")
def test_the_child_cannot_take_more_memory_than_its_limit() -> None:
    code = "from app.services.imports import limits; limits.bind(); bytearray(2_000_000_000)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert "MemoryError" in done.stderr


def test_bombs_are_refused_before_they_are_opened(tmp_path: Path) -> None:
    path = tmp_path / "bomb.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", "x" * 30_000_000)
    assert "would unpack to far more" in cheaply_refused(path)
    many = tmp_path / "many.xlsx"
    with zipfile.ZipFile(many, "w") as archive:
        for number in range(1_001):
            archive.writestr(f"{number}.xml", "x")
    assert "would unpack to far more" in cheaply_refused(many)


def test_the_smallest_workbook_can_be_read(tmp_path: Path) -> None:
    """What the hostile files below are made from is itself no reason to refuse."""
    strings = f'<sst xmlns="{SPREADSHEET}" count="1"><si><t>ha</t></si></sst>'
    found = read_workbook(made(tmp_path / "a.xlsx", '<row r="1"><c r="A1" t="s"><v>0</v></c></row>', strings))
    assert found.sheets[0].rows == [["ha"]]


def test_a_billion_laughs_stay_untold(tmp_path: Path) -> None:
    entities = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    strings = (
        f'<!DOCTYPE sst [<!ENTITY l0 "ha">{entities}]><sst xmlns="{SPREADSHEET}" count="1"><si><t>&l9;</t></si></sst>'
    )
    path = made(tmp_path / "laughs.xlsx", '<row r="1"><c r="A1" t="s"><v>0</v></c></row>', strings)
    assert "is damaged" in cheaply_refused(path)


def test_formulas_without_a_stored_value_are_told_from_empty_text(tmp_path: Path) -> None:
    cells = (
        '<c r="A1"><f>1+1</f><v></v></c><c r="B1"><f>1+1</f><v>2</v></c><c r="C1" t="str"><f>""</f><v></v></c>'
        '<c r="D1"><f t="shared" si="0"/></c><c r="E1"><v>5</v></c>'
    )
    found = read_workbook(made(tmp_path / "a.xlsx", f'<row r="1">{cells}</row>'))
    assert found.sheets[0].rows == [["", 2.0, "", "", 5.0]]
    assert found.sheets[0].unvalued == {(0, 0), (0, 3)}


def test_too_many_rows_of_text(tmp_path: Path) -> None:
    path = tmp_path / "long.csv"
    path.write_text("a,b\n" * 200_001)
    assert "200,000 can be read at once" in refused(path)


def test_a_page_named_xls(tmp_path: Path) -> None:
    path = tmp_path / "export.xls"
    path.write_text(
        "<html><table><tr><th rowspan=2>单号</th><th colspan=2>日期</th></tr><tr><th>开票</th><th>到期</th></tr>"
        "<tr><td>A&amp;1</td><td>2026-01-31<td>a<br>b</td></tr></table></html>",
        "utf-8",
    )
    found = read_workbook(path)
    assert (found.format, found.sheets[0].rows) == (
        "html",
        [["单号", "日期", ""], ["", "开票", "到期"], ["A&1", "2026-01-31", "a b"]],
    )


def test_a_spreadsheet_of_2003_in_xml(tmp_path: Path) -> None:
    path = tmp_path / "export.xls"
    path.write_text(
        '<?xml version="1.0"?><Workbook xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet"><Worksheet ss:Name="应收">'
        '<Table><Row ss:Index="2"><Cell><Data ss:Type="String">单号</Data></Cell>'
        '<Cell ss:Index="3"><Data ss:Type="Number">12.5</Data></Cell></Row></Table></Worksheet></Workbook>',
        "utf-8",
    )
    found = read_workbook(path)
    assert (found.sheets[0].name, found.sheets[0].rows) == ("应收", [[], ["单号", "", "12.5"]])


def test_the_child_imports_neither_the_window_nor_the_store() -> None:
    heavy = "{'PySide6', 'sqlcipher3', 'sqlite_utils', 'matplotlib', 'app.i18n', 'app.models'}"
    code = f"import sys, app.services.imports.child; print(sorted({heavy} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"

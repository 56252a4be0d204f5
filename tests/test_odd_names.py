"""Names that mean something to a program: kept as they are, acting nowhere."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from pathlib import Path
from zipfile import ZipFile

import pytest

from app.services import opening
from tests.book import TODAY
from tests.commands import HEAD, document, done, own_book, refused, sound


@pytest.fixture(name="path")
def _path(tmp_path: Path) -> Iterator[Path]:
    """Whatever happens to this book, it must be sound afterwards."""
    path = own_book(tmp_path)
    yield path
    sound(path)


NAMES = (
    "A & B <C>", "</para>", '<img src="/etc/passwd"/>', '=HYPERLINK("http://x","y")', "+1+1", "-2+3", "@SUM(A1)", "＝1+1",
    r"$\frac$", "$x_$ 公司", "😀 笑", "\U0001f468\u200d\U0001f469\u200d\U0001f467", "宏" * 400, "x" * 400, "semi;colon", "a:b",
    "、,，", '"quoted"', "100%", "{name}", "%s %(x)s", r"\n", "<b>&amp;</b>", "NULL", "None", "#N/A", "1E5", "00123",
    "2026-01-01", "合计", "Total", "\ue000", "𠮷野家", "../../etc",
)  # fmt: skip
CLEANED = {
    "ab\u202egnp.exe": "abgnp.exe",
    "two\nlines": "two lines",
    "tab\there": "tab here",
    "e\u0301": "é",
    "\u200b": None,
}


def rows_of(file: Path, *rows: Sequence[str]) -> Path:
    with file.open("w", encoding="utf-8", newline="") as out:
        csv.writer(out).writerows(rows)
    return file


@pytest.fixture(name="odd", scope="module")
def _odd(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A book in which customers, receivables and payments carry each of these names."""
    folder = tmp_path_factory.mktemp("odd")
    path = folder / "odd.kedun"
    done("new", path, "--name", r"</para> A & B $\frac$")
    head = ("code", "name", "contact", "address", "note", "industry", "region", "owner", "group")
    files: dict[str, list[tuple[str, ...]]] = {
        "customers": [
            head,
            *[(f"K{i}", name, name, name, name, name, name, name, name) for i, name in enumerate(NAMES)],
        ],
        "invoices": [
            ("number", "customer", "issue_date", "due_date", "amount", "note", "order_no"),
            *[(name, f"K{i}", "2026-01-01", "2026-02-01", f"{i + 1}.00", name, name) for i, name in enumerate(NAMES)],
        ],
        "payments": [
            ("number", "customer", "date", "amount", "reference", "payer", "note", "applies_to"),
            *[(name, f"K{i}", "2026-03-01", "0.50", name, name, name, "auto") for i, name in enumerate(NAMES)],
        ],
    }
    for kind, rows in files.items():
        told = document("import", path, rows_of(folder / f"{kind}.csv", *rows), "--kind", kind)
        assert (told["new"], told["problems"]) == (len(NAMES), [])
    return path


def test_odd_names_are_kept_as_they_are(odd: Path) -> None:
    rows = {row["key"]: row["name"] for row in document("aging", odd)["rows"]}
    assert rows == {f"K{i}": name for i, name in enumerate(NAMES)}
    numbers = {row["key"] for row in document("aging", odd, "--by", "invoice")["rows"]}
    assert numbers == set(NAMES)
    assert document("balance", odd, "K0")["open"][0]["number"] == NAMES[0]
    sound(odd)


@pytest.mark.parametrize("by", ["customer", "invoice", "industry", "region", "owner", "currency"])
def test_odd_names_act_in_no_table_and_no_paper(odd: Path, tmp_path: Path, by: str) -> None:
    files = {kind: tmp_path / f"a.{kind}" for kind in ("csv", "xlsx", "pdf")}
    done("aging", odd, "--by", by, *(f"--{kind}={file}" for kind, file in files.items()))
    with files["csv"].open(encoding="utf-8-sig", newline="") as file:
        cells = [cell for row in csv.reader(file) for cell in row]
    active = [cell for cell in cells if cell.startswith(("=", "+", "@", "＝")) or cell == "-2+3"]
    assert active == []
    with ZipFile(files["xlsx"]) as archive:
        assert not any(b"<f>" in archive.read(name) for name in archive.namelist())
    assert files["pdf"].read_bytes()[:5] == b"%PDF-"
    assert files["pdf"].stat().st_size < 2_000_000


def test_odd_names_are_drawn_and_told(odd: Path, tmp_path: Path) -> None:
    done("dashboard", odd, "--png", tmp_path / "charts")
    assert len(list((tmp_path / "charts").iterdir())) == 3
    for command in ("aging", "today", "history", "dashboard"):
        assert done(command, odd)


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_odd_names_there_and_back(odd: Path, tmp_path: Path, ending: str) -> None:
    """Formulas made harmless on the way out come back as they were; numbers with marks in them find their receivable."""
    done("export", odd, tmp_path / "out", "--format", ending)
    again = tmp_path / "again.kedun"
    done("new", again)
    for kind in ("customers", "contacts", "invoices", "payments"):
        told = document("import", again, tmp_path / "out" / f"{kind}.{ending}", "--kind", kind)
        assert (told["kind"], told["problems"]) == (kind, [])
    for by in ("customer", "invoice", "owner"):
        assert document("aging", again, "--by", by) == document("aging", odd, "--by", by)
    sound(again)


@pytest.mark.parametrize("name", CLEANED)
def test_signs_that_hide_are_left_out(path: Path, name: str) -> None:
    file = rows_of(path.parent / "hidden.csv", ("code", "name"), ("H", name))
    document("import", path, file, "--kind", "customers")
    with opening.open_book(path, TODAY, write=False) as found:
        names = [each.name for each in found.services.customers.search("", limit=9)]
    assert (CLEANED[name] in names) if CLEANED[name] else len(names) == 2


def test_cells_longer_than_excel_holds_go_out_as_text(path: Path) -> None:
    file = rows_of(
        path.parent / "long.csv", (*HEAD.split(","), "note"), ("U" * 5000, "A", "2026-01-01", "", "1.00", "n" * 40_000)
    )
    done("import", path, file, "--kind", "invoices")
    assert "Save as CSV instead" in refused("export", path, path.parent / "out", "--format", "xlsx")
    assert not list((path.parent / "out").glob("*.partial"))
    done("export", path, path.parent / "out2")

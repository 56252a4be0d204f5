"""How the command line behaves: what it writes and what not, its streams, its exit status, its languages."""

from __future__ import annotations

import getpass
import json
import re
import subprocess
import sys
from pathlib import Path

import click
import pytest

from app import cli
from tests.commands import HEAD, changes, document, done, kedun, own_book, refused, table, two_customers

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(name="own")
def _own(tmp_path: Path) -> Path:
    return two_customers(tmp_path)


@pytest.fixture(name="path")
def _path(tmp_path: Path) -> Path:
    return own_book(tmp_path)


def invoices(path: Path, *lines: str) -> Path:
    return table(path.parent / "invoices.csv", HEAD, *lines)


def test_import_twice_dry_and_strict(own: Path) -> None:
    good = invoices(own, "1,A,2026-01-01,,5.00")
    before = changes(own)
    told = document("import", own, good, "--kind", "invoices", "--dry-run")
    assert (told["new"], told["applied"], changes(own)) == (1, False, before)
    assert document("import", own, good, "--kind", "invoices")["applied"] is True
    again = document("import", own, good, "--kind", "invoices")
    assert (again["new"], again["same"], again["applied"], changes(own)) == (0, 1, False, before + 1)
    changed = document("import", own, invoices(own, "1,A,2026-01-01,,6.00"), "--kind", "invoices")
    assert (changed["changed"], changed["applied"], changes(own)) == (1, True, before + 2)
    bad = invoices(own, "2,A,2026-01-01,,5.00", "3,A,2026-01-01,,x")
    assert "nothing was imported" in refused("import", own, bad, "--kind", "invoices", "--strict")
    assert changes(own) == before + 2
    assert document("aging", own)["total"]["total"] == "6.00"


def test_import_asks_for_what_it_cannot_know(own: Path) -> None:
    file = invoices(own, "1,A,02/03/2026,,5.00")
    assert "--date-order" in refused("import", own, file, "--kind", "invoices")
    document("import", own, file, "--kind", "invoices", "--date-order", "dmy")
    assert document("balance", own, "A")["open"][0]["issue_date"] == "2026-03-02"
    assert "There is no sheet Nope" in refused("import", own, file, "--kind", "invoices", "--sheet", "Nope")
    assert "no saved mapping “nope”" in refused("import", own, file, "--kind", "invoices", "--map", "nope")
    assert changes(own) == 3


def test_nothing_is_written_on_a_refusal(own: Path, tmp_path: Path) -> None:
    before = own.read_bytes()
    for words in (
        ["import", own, tmp_path / "gone.csv", "--kind", "invoices"],
        ["import", own, invoices(own), "--kind", "invoices", "--map", "nope"],
        ["balance", own, "Nobody"],
        ["new", own],
        ["aging", own, "--buckets", "60,30"],
        ["--user", "Nobody", "undo", own],
        ["restore", own, own],
        ["backup", own, own],
    ):
        refused(*words)
    assert own.read_bytes() == before


def test_backup_restore_undo_and_export_there_and_back(own: Path, tmp_path: Path) -> None:
    done("import", own, invoices(own, "1,A,2026-01-01,,5.00"), "--kind", "invoices")
    copy = tmp_path / "copy.kedun"
    done("backup", own, copy)
    done("export", own, tmp_path / "out", "--format", "xlsx")
    written = {each.name for each in (tmp_path / "out").iterdir()}
    assert written >= {f"{kind}.xlsx" for kind in ("customers", "contacts", "invoices", "payments")}
    assert "tables" in written
    done("undo", own)
    assert document("aging", own)["rows"] == []
    done("restore", copy, own)
    assert document("aging", own)["total"]["total"] == "5.00"
    (newest, *_older) = document("history", own)["rows"]
    assert (newest["label"], newest["undone_by"]) == ("import.invoices", None)
    done("undo", own)
    assert document("import", own, invoices(own, "1,A,2026-01-01,,5.00"), "--kind", "invoices", "--dry-run")["new"] == 1


def test_only_the_document_stands_on_standard_output(path: Path, tmp_path: Path) -> None:
    """Files written on the way are told on the other stream."""
    result = kedun("aging", path, "--json", "--csv", tmp_path / "a.csv")
    json.loads(result.stdout)
    assert result.stderr == f"Written: {tmp_path / 'a.csv'}\n"
    result = kedun("dashboard", path, "--json", "--png", tmp_path / "charts")
    json.loads(result.stdout)
    assert result.stderr == f"Written: {tmp_path / 'charts'}\n"


def started(*words: object) -> subprocess.CompletedProcess[bytes]:
    """As a person starts it."""
    return subprocess.run([sys.executable, "-m", "app", *map(str, words)], cwd=ROOT, capture_output=True, check=False)


def test_program_itself_keeps_the_streams_and_the_status(path: Path, tmp_path: Path) -> None:
    result = started("--lang", "en", "--user", getpass.getuser(), "aging", path, "--json")
    assert (result.returncode, result.stderr) == (0, b"")
    assert json.loads(result.stdout)["currency"] == "CNY"
    result = started("--lang=en", "aging", tmp_path / "gone.kedun", "--json")
    assert (result.returncode, result.stdout) == (1, b"")
    assert result.stderr.decode().startswith("kedun: error: There is no book “gone.kedun”.")
    assert result.stderr.count(b"\n") == 1
    result = started("--lang", "en", "aging")
    assert (result.returncode, result.stdout) == (2, b"")
    assert result.stderr == "kedun: error: BOOK is missing. “kedun aging --help” shows how.\n".encode()


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["bogus"], "There is no command “bogus”."),
        (["aging"], "BOOK is missing."),
        (["aging", "x", "y"], "There are more words on the line than this command takes."),
        (["aging", "x", "--nothing"], "There is no option --nothing."),
        (["aging", "x", "--as-of"], "Option --as-of is not written like this."),
        (["aging", "x", "--as-of", "2026-02-31"], "“2026-02-31” is not a date. Write it like 2026-11-21."),
        (["aging", "x", "--as-of", "0001-01-01"], "The year 1 cannot be right. Check the date."),
        (["aging", "x", "--as-of", "9999-12-31"], "The year 9999 cannot be right. Check the date."),
        (["aging", "x", "--by", "shoe"], "--by is one of: customer, invoice, industry, region, owner, currency."),
        (["aging", "x", "--buckets", "abc"], "Age limits are whole days with commas between, such as 30,60,90."),
        (["aging", "x", "--buckets", ""], "Age limits are whole days with commas between, such as 30,60,90."),
        (["import", "x", "y"], "--kind is missing."),
        (["new", "x", "--pack", "y"], "--pack is one of: trading, manufacturing, services, export."),
    ],
)
def test_wrong_usage_is_one_sentence_and_status_2(words: list[str], sentence: str) -> None:
    said = refused(*words, status=2)
    assert said.startswith(sentence)
    assert said.endswith("--help” shows how.")


def test_languages_really_switch(path: Path) -> None:
    assert "Ageing report" in kedun("aging", path).stdout
    assert "账龄" in kedun("aging", path, lang="zh_CN").stdout
    assert "没有账本" in kedun("aging", "gone.kedun", lang="zh_CN").stderr
    said = {lang: kedun("today", path, "--json", lang=lang).stdout for lang in ("en", "zh_CN")}
    assert re.search("[一-鿿]", said["zh_CN"])
    assert not re.search("[一-鿿]", said["en"])


@pytest.mark.parametrize("lang", ["en", "zh_CN"])
def test_help_is_complete(lang: str) -> None:
    """Every command and option has words, all of one language; only names and values are Latin in Chinese."""
    pages = [
        kedun("--help", lang=lang).stdout,
        *(kedun(name, "--help", lang=lang).stdout for name in cli.COMMANDS),
    ]
    assert all(name in pages[0] for name in ("--lang", "--user", "--password-file", *cli.COMMANDS))
    for page in pages:
        lines = [line.strip() for line in page.splitlines() if line.strip()]
        assert ("Usage:" in page) is (lang == "en")
        for line in lines[1:]:
            chinese = bool(re.search("[一-鿿]", line))
            bare = re.fullmatch(r"--[\w-]+( \[[\w|-]+\])?", line) is not None  # its words stand on the next line
            assert bare or chinese is (lang == "zh_CN"), line
    context = click.Context(cli.main)
    for command in filter(None, (cli.main.get_command(context, name) for name in cli.COMMANDS)):
        assert all(each.help for each in command.params if isinstance(each, click.Option)), command.name

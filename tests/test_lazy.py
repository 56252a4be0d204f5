"""A start loads what it needs: each command its own part of the program, the window no paper, chart or table library."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from app import cli
from tests.commands import two_customers

ROOT = Path(__file__).resolve().parent.parent
HEAVY = {"PySide6", "fontTools", "icalendar", "matplotlib", "numpy", "pypinyin", "python_calamine", "reportlab", "sqlite_utils", "xlsxwriter"}  # fmt: skip
TELL = "import sys; from app import cli; cli.run(sys.argv[1:]); print('LOADED', *sorted(sys.modules))"


def loaded(*words: str, code: str = TELL) -> set[str]:
    """The modules that a command loads, or a piece of code."""
    answer = subprocess.run(
        [sys.executable, "-c", code, *words], cwd=ROOT, capture_output=True, encoding="utf-8", check=True
    )
    return set(answer.stdout.rpartition("LOADED ")[2].split())


@pytest.fixture(name="book", scope="module")
def _book(tmp_path_factory: pytest.TempPathFactory) -> str:
    return str(two_customers(tmp_path_factory.mktemp("lazy")))


@pytest.mark.parametrize("words", (("--help",), ("--version",)))
def test_help_and_version_load_nothing_of_the_program(words: tuple[str]) -> None:
    found = loaded(*words)
    assert "app.cli" in found
    assert [each for each in found if each.startswith("app.services")] == []
    assert found & HEAVY == set()


def test_the_help_names_each_command_as_its_own_help_does() -> None:
    """It is written twice, so that the list of commands needs none of them."""
    for name, (_module, told) in cli.COMMANDS.items():
        assert cli.main.get_command(cli.main.make_context("kedun", ["today"]), name).help == told  # type: ignore[union-attr]


@pytest.mark.parametrize("words", (("today",), ("remind",), ("aging",), ("balance", "A")))
def test_a_command_loads_no_library_for_papers_charts_or_tables(book: str, words: tuple[str, ...]) -> None:
    found = loaded(words[0], book, *words[1:])
    assert "app.services.opening" in found
    assert found & HEAVY == set()
    assert {"http.client", "urllib.request", "xml.sax"} & found == set()


OPEN = """
import sys
from datetime import date
from pathlib import Path
from app.services.opening import open_book
open_book(Path(sys.argv[1]), date(2026, 11, 22), write=False).close()
print('LOADED', *sorted(sys.modules))
"""


def test_a_book_is_opened_without_reviews_scores_and_reports(book: str) -> None:
    found = loaded(book, code=OPEN)
    assert "app.services.permissions" in found
    apart = ("app.services.review", "app.services.score", "app.services.rules.scoring", "app.services.named_reports")
    assert [each for each in found if each.startswith(apart)] == []
    assert "app.services.named_reports" not in loaded("aging", book)


@pytest.mark.parametrize("part", ("app.ui.pages.receivables.reminders", "app.ui.pages.customer.coll_reminders"))
def test_the_lists_of_reminders_load_nothing_that_draws_letters(part: str) -> None:
    found = loaded(
        part, code="import sys, importlib; importlib.import_module(sys.argv[1]); print('LOADED', *sorted(sys.modules))"
    )
    assert part in found
    drawing = ("app.services.letter_", "app.services.documents")
    assert [each for each in found if each.startswith(drawing) and each != "app.services.letter_texts"] == []

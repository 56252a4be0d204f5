"""The bench comes to the same totals as its floors and says what it measured; how fast depends on the computer.

`kedun bench` measures a large book; here a small one, printed with `pytest -s`.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner

from app.cli import bench as command
from app.cli import main
from app.services import bench, bench_book
from app.services.bench import Timing
from tests.book import TODAY, assert_sound

NAMES = [
    "ageing_today", "ageing_past", "list_page", "payment", "refresh", "check", "scores", "exposure", "exposures", "reminders", "letters_short", "letters", "letters_file",
    "backup", "open", "import",
]  # fmt: skip


@pytest.fixture(scope="module")
def timings() -> list[Timing]:
    """Raises when an operation and its floor differ in their totals."""
    return list(bench.run(400, TODAY, runs=2))


def test_every_main_operation_is_measured(timings: list[Timing], capsys: pytest.CaptureFixture[str]) -> None:
    assert [each.name for each in timings] == NAMES
    assert all(each.ms > 0 for each in timings)
    assert {each.name for each in timings if each.floor_ms} == set(NAMES) - {
        "list_page",
        "refresh",
        "check",
        "exposure",
    }
    with capsys.disabled():
        for each in timings:
            ratio = f"{each.ratio:6.2f} x" if each.ratio else " " * 8
            print(f"\n  {each.name:14s} {each.ms:9.2f} ms {ratio}", end="")  # noqa: T201 - speed is shown, not asserted


def test_the_document_of_a_row(timings: list[Timing]) -> None:
    assert [command.document(each)["name"] for each in timings] == NAMES
    row = command.document(Timing("ageing_today", 3.0, 2.0, 2))
    assert row == {"name": "ageing_today", "ms": 3.0, "floor_ms": 2.0, "ratio": 1.5, "budget": 2, "ok": True}
    assert Timing("ageing_today", 4.1, 2.0, 2).ok is False
    assert Timing("list_page", 4.9, None, 5).ok
    assert Timing("list_page", 5.1, None, 5).ok is False
    assert Timing("backup", 9.9, 0.1, None).ok


def test_a_size_that_cannot_be_measured() -> None:
    answer = CliRunner().invoke(main, ["bench", "--size", "5"])
    assert answer.exit_code == 1
    assert "100 to 1000000 receivables" in answer.stderr


def test_the_made_up_book_is_sound_and_mostly_paid(tmp_path: Path) -> None:
    made = bench_book.ledger(1000, TODAY)
    assert made == bench_book.ledger(1000, TODAY)
    with bench_book.full(tmp_path / "b.kedun", made, TODAY) as book:
        assert_sound(book.services.store)
        sheet = book.services.reports.ageing(TODAY)
    owed = sum(row[6] for row in made.receivables) - sum(row[5] for row in made.payments)
    assert (sheet.total.total, sheet.difference) == (owed, 0)
    paid = {row[2] for row in made.allocations}
    assert 60 <= len(made.receivables) - len(paid) <= 130
    assert min(row[3] for row in made.receivables) > date(2023, 11, 1).isoformat()

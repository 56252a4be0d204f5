"""Kedun is killed in the middle of its work, again and again: what was acknowledged is there, and all of it is sound."""

from __future__ import annotations

import random
import subprocess
import sys
from pathlib import Path

import pytest

from app.services import checking, opening
from app.services.opening import OpenBook
from tests.book import TODAY, Book

ROOT = Path(__file__).resolve().parent.parent
KILLS = 50
# Every payment is of one unit more than the last one and settles the oldest receivables.
WRITER = """
import sys
from datetime import date
from pathlib import Path
from app.services import opening
from app.services.payments import PaymentDraft

with opening.open_book(Path(sys.argv[1]), date(2026, 11, 21), write=True) as book:
    number = 0
    while True:
        number += 1
        draft = PaymentDraft(1, 100 + number, date(2026, 11, 20), reference=sys.argv[2])
        print(book.services.payments.record(draft), flush=True)
"""


@pytest.mark.slow
def test_killed_fifty_times_while_writing(tmp_path: Path) -> None:
    book = Book(tmp_path).ledger(
        "customer A net 30\n" + "\n".join(f"invoice A-{n} A 2026-01-01 900.00" for n in range(99))
    )
    book.close()
    chance = random.Random(7)
    acknowledged: list[int] = []
    for turn in range(KILLS):
        acknowledged += _killed(book.path, turn, chance.randrange(12))
    with opening.open_book(book.path, TODAY, write=True) as opened:
        assert [check.name for check in checking.verify(opened.services.store) if not check.ok] == []
        _nothing_lost(opened, acknowledged)


def _killed(path: Path, turn: int, after: int) -> list[int]:
    """Payment ids a writer acknowledged before it was killed some time after its `after`-th; the book is sound each time."""
    command = [sys.executable, "-c", WRITER, str(path), f"turn {turn}"]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as writer:
        assert writer.stdout is not None
        said = [writer.stdout.readline() for _ in range(after + 1)]
        writer.kill()
        said += writer.stdout.readlines()
    ids = [int(line) for line in said if line.endswith("\n")]
    with opening.open_book(path, TODAY, write=False) as opened:
        assert [check.name for check in checking.verify(opened.services.store) if not check.ok] == []
        _nothing_lost(opened, ids)
    return ids


def _nothing_lost(opened: OpenBook, acknowledged: list[int]) -> None:
    """Each acknowledged payment is there, and none, acknowledged or not, is there in part."""
    store = opened.services.store
    found = set(store.rows(int, "select id from payment"))
    assert len(acknowledged) > 0
    assert set(acknowledged) <= found
    halves = store.rows(
        int,
        "select p.id from payment p where p.amount<>(select sum(a.amount) from allocation a where a.payment_id=p.id)",
    )
    assert halves == []
    assert store.scalar("select count(*) from change where label='payment.record'") == len(found)

"""`kedun score`: the golden customer end to end, from documents and a credit file to points (domain.md T-A8c)."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from tests.book import Book, assert_sound
from tests.commands import document, done, kedun, refused, sound
from tests.facts import ANSWERS, CLEAN, CONDITIONS, DAY, statement

# T-A4, one receivable paid in part written as two: six that are settled or overdue.
LEDGER = """
    customer A
    customer NEW
    invoice  1 A 2026-01-01 due 2026-01-31 100000
    payment  P1 A 2026-02-05 100000 -> 1
    invoice  2 A 2026-01-29 due 2026-02-28 50000
    payment  P2 A 2026-02-25 50000 -> 2
    invoice  3 A 2026-03-01 due 2026-03-31 80000
    payment  P3 A 2026-04-30 80000 -> 3
    invoice  4 A 2026-04-01 due 2026-04-30 120000
    payment  P4 A 2026-05-10 120000 -> 4
    invoice  5 A 2026-05-01 due 2026-05-31 30000
    payment  P5 A 2026-06-10 30000 -> 5
    invoice  6 A 2026-05-01 due 2026-05-31 30000
    invoice  7 A 2026-06-15 due 2026-07-15 40000
"""


def enter(book: Book, code: str) -> int:
    """Ledger and credit file of the golden customer; returns the id of its statement."""
    customer, file = book.ledger(LEDGER).ids[code], book.services.credit_file
    made = file.add_statement(statement(customer_id=customer))
    for each in (CLEAN, *CONDITIONS):
        file.add_fact(replace(each, customer_id=customer, source="test"))
    file.save_questionnaire(customer, ANSWERS)
    return made


@pytest.fixture(name="path")
def path_fixture(tmp_path: Path) -> Path:
    book = Book(tmp_path, today=DAY)
    enter(book, "A")
    assert_sound(book.store, DAY)
    book.close()
    return book.path


def scored(path: Path, *words: object) -> Any:
    told = document("score", path, "A", *words)
    (found,) = told["rows"]
    assert round(found["start"] + sum(each["points"] for each in found["reasons"]), 2) == found["points"]
    return found


def test_golden_customer(path: Path) -> None:
    found = scored(path, "--as-of", DAY)
    assert (found["points"], found["grade"], found["risk"]) == (619.09, "BBB", "watch")
    assert found["pd_12m"] == pytest.approx(0.03695419, rel=1e-6)
    assert found["confidence"] == 0.705
    blocks = {"payment": 53.1798, "financial": 71.727009, "stability": 65, "external": 80, "conditions": 55}
    assert found["blocks"] == pytest.approx(blocks, rel=1e-6)
    assert (found["caps"], found["new"]) == ([], False)
    sound(path)


def test_golden_customer_without_statements(path: Path, tmp_path: Path) -> None:
    folder = tmp_path / "other"
    folder.mkdir()
    book = Book(folder, today=DAY)
    book.services.credit_file.void_statement(enter(book, "A"), "typing mistake")
    assert_sound(book.store, DAY)
    book.close()
    found = scored(book.path, "--as-of", DAY)
    assert (found["points"], found["grade"]) == (603.55, "BB")
    assert found["pd_12m"] == pytest.approx(0.04543747, rel=1e-6)
    assert (found["blocks"]["financial"], found["confidence"]) == (None, 0.505)


def test_a_past_day_knows_what_was_known_then(path: Path) -> None:
    """On 30 April three receivables were settled, the statement was there, nothing had been looked up."""
    found = scored(path, "--as-of", "2026-04-30")
    assert {name for name, value in found["blocks"].items() if value is not None} == {"payment", "financial"}
    (before,) = document("score", path, "A", "--as-of", "2026-03-31")["rows"]
    assert (before["blocks"]["financial"], before["grade"]) == (None, "NR")


def test_an_unknown_customer_is_not_rated(path: Path) -> None:
    rows = {each["code"]: each for each in document("score", path, "--as-of", DAY)["rows"]}
    assert rows.keys() == {"A", "NEW"}
    new = rows["NEW"]
    assert (new["points"], new["grade"], new["risk"], new["reasons"]) == (None, "NR", "unrated", [])
    assert (new["pd_12m"], new["confidence"], new["new"]) == (0.06, 0.0, True)


def test_a_customer_who_stopped_paying_has_no_points(path: Path) -> None:
    """By 30 September the open 30,000 of May are 122 days overdue."""
    (found,) = document("score", path, "A", "--as-of", "2026-09-30")["rows"]
    assert (found["points"], found["grade"], found["risk"], found["pd_12m"]) == (None, "D", "stop", 1.0)
    assert [(each["code"], each["grade"]) for each in found["caps"]] == [("default", "D"), ("overdue_long", "CCC")]


def test_words_for_people(path: Path) -> None:
    told = done("score", path, "A", "--as-of", DAY)
    assert "619.09" in told
    assert "Worst delay 30 days" in told
    assert "BBB" in done("score", path, "--as-of", DAY)
    told = kedun("score", path, "A", "--as-of", "2026-09-30", lang="zh_CN").stdout
    assert "122" in told
    refused("score", path, "ABSENT")

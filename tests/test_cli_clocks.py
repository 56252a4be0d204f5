"""`kedun limitation`: the golden dates of the legal clocks, from the command line."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from app.services.bills import BillDraft
from app.services.claims import EventDraft
from app.services.opening import open_book
from app.services.securities import SecurityDraft
from tests.book import TODAY, Book
from tests.commands import document, done, kedun, refused, sound

LEDGER = """
    customer A
    customer G
    customer R
    invoice A-1 A 2024-05-31 due 2024-06-30 100.00
    invoice G-1 G 2026-01-31 due 2026-03-31 200.00
    invoice R-1 R 2026-05-08 due 2026-12-08 300.00
"""


@pytest.fixture(name="path")
def path_fixture(tmp_path: Path) -> Path:
    """A debt of 2024, one with a guarantor, one with retained title."""
    made = Book(tmp_path).ledger(LEDGER)
    made.services.securities.add(SecurityDraft(made.ids["G"], "guarantee_person", date(2026, 1, 31), giver="Wang"))
    title = SecurityDraft(made.ids["R"], "retention_of_title", date(2026, 5, 8), receivable_id=made.ids["R-1"])
    made.services.securities.add(title)
    made.close()
    return made.path


def row(path: Path, kind: str, customer: str, on: str) -> dict[str, object]:
    rows = document("limitation", path, "--as-of", on)["rows"]
    (found,) = [each for each in rows if (each["kind"], each["customer"]) == (kind, customer)]
    assert isinstance(found, dict)
    return found


def test_golden_limitation(path: Path) -> None:
    assert row(path, "limitation", "A", "2026-11-21") == {
        "kind": "limitation",
        "customer": "A",
        "document": "A-1",
        "date": "2027-06-30",
        "days_left": 221,
        "basis": "due_3_years",
        "alarm": None,
    }
    assert row(path, "limitation", "A", "2027-01-01")["alarm"] == 180


def test_golden_acknowledgement_under_seal(path: Path) -> None:
    with open_book(path, TODAY, write=True) as opened:
        opened.services.claims.add_event(EventDraft(1, "acknowledgement", date(2025, 3, 15)))
    found = row(path, "limitation", "A", "2026-11-21")
    assert (found["date"], found["basis"]) == ("2028-03-15", "interrupted_3_years")
    assert row(path, "limitation", "A", "2025-03-14")["date"] == "2027-06-30"


def test_golden_guarantee_and_registration(path: Path) -> None:
    found = row(path, "guarantee", "G", "2026-09-01")
    assert (found["date"], found["basis"], found["alarm"], found["document"]) == (
        "2026-09-30",
        "guarantee_6_months",
        30,
        "G-1",
    )
    found = row(path, "registration", "R", "2026-05-10")
    assert (found["date"], found["days_left"], found["alarm"]) == ("2026-05-18", 8, 10)


def test_golden_draft(path: Path) -> None:
    with open_book(path, TODAY, write=True) as opened:
        draft = BillDraft(1, "bank", "Bank of Ningbo", 10000, date(2026, 3, 2), date(2026, 8, 31), number="B-1")
        opened.services.bills.receive(draft)
    found = row(path, "bill_present", "A", "2026-09-01")
    assert (found["document"], found["date"], found["basis"], found["alarm"]) == (
        "B-1",
        "2026-09-10",
        "present_10_days",
        10,
    )


def test_rows_come_with_the_nearest_end_first(path: Path) -> None:
    told = document("limitation", path, "--as-of", "2026-08-01")
    assert told["as_of"] == "2026-08-01"
    assert [each["date"] for each in told["rows"]] == [
        "2026-05-18",
        "2026-09-30",
        "2027-06-30",
        "2029-03-31",
        "2029-12-08",
    ]
    assert [each["alarm"] for each in told["rows"]] == [0, 90, None, None, None]
    sound(path)


def test_the_table_names_rule_and_date_of_the_law(path: Path) -> None:
    said = done("limitation", path, "--as-of", "2026-08-01")
    assert "3 years from the due date (Civil Code 188)" in said
    assert "General or joint was not agreed" in said
    assert said.splitlines()[-1].startswith("Legal hint, no legal advice. Chinese law of 2025-04-19;")


def test_a_book_without_debts(tmp_path: Path) -> None:
    done("new", tmp_path / "own.kedun", "--name", "Own")
    assert document("limitation", tmp_path / "own.kedun")["rows"] == []
    assert "No legal clock is running." in kedun("limitation", tmp_path / "own.kedun").stdout
    assert refused("limitation", tmp_path / "none.kedun")

"""The reports `reminders` and `reminders-sent`."""

from __future__ import annotations

from datetime import date

import pytest

from app.services import named_reports, reminder_reports
from app.services.named_reports import named
from app.services.reminder_serving import Serving
from tests.book import TODAY, Book
from tests.commands import document
from tests.reminding import ladder

LEDGER = """
customer A net 30
customer B net 30
customer C net 30
invoice A-1 A 2026-08-01 due 2026-10-20 100.00
invoice A-2 A 2026-08-01 due 2026-11-20 50.00
invoice B-1 B 2026-08-01 due 2026-11-06 40.00
invoice C-1 C 2026-08-01 due 2026-12-31 70.00
remind  A 2026-10-30
"""


@pytest.fixture
def asked(book: Book) -> Book:
    """A was asked once and is due again for all it owes; B was never asked; C owes nothing yet."""
    return ladder(book).ledger(LEDGER)


def told(book: Book, name: str, on: date = TODAY) -> list[tuple[str, ...]]:
    return [tuple(row) for row in named_reports.content(named(name).ask(book.services, on, "due")).rows]


def test_who_is_due_the_highest_letter_first(asked: Book) -> None:
    assert [(row[0], row[1], row[2], row[3], row[4], row[6]) for row in told(asked, "reminders")] == [
        ("A Company", "Second notice", "150.00", "32", "2", "2026-10-30 First reminder"),
        ("B Company", "First reminder", "40.00", "15", "1", "—"),
    ]
    assert reminder_reports.due(asked.store, TODAY).notes[0] == "2 reminders: Second notice 1 · First reminder 1"
    assert told(asked, "reminders", date(2026, 10, 1)) == []


def test_what_went_out_with_what_became_of_it(asked: Book) -> None:
    (row,) = told(asked, "reminders-sent")
    assert (row[0], row[2], row[3], row[6], row[8]) == ("2026-10-30", "A Company", "First reminder", "100.00", "—")
    (letter,) = asked.services.reminders.made()
    asked.services.reminders.serve(letter.id, Serving("returned", TODAY))
    assert [row[8] for row in told(asked, "reminders-sent")] == ["Came back"]
    assert [row[8] for row in told(asked, "reminders-sent", date(2026, 11, 20))] == ["—"]
    assert told(asked, "reminders-sent", date(2026, 12, 1)) == []
    asked.services.reminders.void(letter.id, "never posted")
    assert told(asked, "reminders-sent") == []


def test_both_on_the_command_line(asked: Book) -> None:
    found = document("report", asked.path, "reminders", "--as-of", TODAY.isoformat())
    assert [(row["customer"], row["amount"]["amount"], row["days_overdue"]) for row in found["rows"]] == [
        ("A Company", "150.00", 32),
        ("B Company", "40.00", 15),
    ]
    sent = document("report", asked.path, "reminders-sent", "--as-of", TODAY.isoformat())
    assert [row["number"] for row in sent["rows"]] == [letter.number for letter in asked.services.reminders.made()]

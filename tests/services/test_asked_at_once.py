"""What is shown of everybody is asked of everybody at once: nine customers take no more statements than three."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from app.services import (
    calendar,
    contact_list,
    insurance_cover,
    matter_list,
    promise_list,
    reminder_lists,
    reminder_reports,
)
from app.services.matter_drafts import MatterDraft
from app.services.services import Services
from tests.book import TODAY, Book
from tests.insuring import grant, take_out

# Insured, late by two debts, reminded twice, a promise broken and one running, called, before a court.
CUSTOMER = """
    customer {code} net 30 limit 100
    invoice  {code}-1 {code} 2026-08-01 due 2026-08-31 1000.00
    invoice  {code}-2 {code} 2026-09-15 due 2026-10-15 500.00
    invoice  {code}-3 {code} 2026-11-01 due 2026-11-24 200.00
    payment  P-{code} {code} 2026-09-20 100.00 -> {code}-1
    payment  Q-{code} {code} 2026-11-15 5.00 ->
    remind   {code} 2026-09-10
    remind   {code} 2026-10-20
    promise  T-{code} {code} 2026-10-21 2026-11-01 300.00
    promise  U-{code} {code} 2026-11-18 2026-11-26 500.00 written -> {code}-2
    dispute  {code}-3 2026-11-13 20.00
    contact  {code} 2026-11-18 no_answer next 2026-11-20
"""
SHOWN: dict[str, Callable[[Services], Any]] = {
    "today": lambda s: s.monitoring.today(),
    "remind": lambda s: s.reminders.listing(),
    "calendar": lambda s: calendar.ics(s.calendar.days()),
    "promises": lambda s: promise_list.lines(s.store, TODAY),
    "promises on paper": lambda s: promise_list.report(s.store, TODAY),
    "contacts": lambda s: contact_list.report(s.store, TODAY),
    "reminders": reminder_lists.read,
    "reminders due": lambda s: reminder_reports.due(s.store, TODAY),
    "reminders sent": lambda s: reminder_reports.sent(s.store, TODAY),
    "matters": lambda s: matter_list.totals(s.store, TODAY, s.matters.listing()),
}


def filled(folder: Path, count: int) -> Book:
    folder.mkdir()
    book = Book(folder)
    policy = take_out(book)
    for code in (f"K{n}" for n in range(count)):
        book.ledger(CUSTOMER.format(code=code))
        grant(book, policy, code, "5000", date(2026, 1, 1))
        book.services.matters.open(MatterDraft(book.ids[code], receivables=(book.ids[f"{code}-1"],)))
    return book


@pytest.fixture(name="books", scope="module")
def _books(tmp_path_factory: pytest.TempPathFactory) -> tuple[Book, Book]:
    folder = tmp_path_factory.mktemp("asked")
    return filled(folder / "few", 3), filled(folder / "more", 9)


def statements(book: Book, ask: Callable[[Services], Any]) -> list[str]:
    """Asked once before, so that nothing is read for the first time."""
    ask(book.services)
    seen: list[str] = []
    book.store.db.set_trace_callback(seen.append)
    ask(book.services)
    book.store.db.set_trace_callback(None)
    return seen


@pytest.mark.parametrize("name", SHOWN)
def test_more_customers_take_no_more_statements(books: tuple[Book, Book], name: str) -> None:
    few, more = (statements(book, SHOWN[name]) for book in books)
    assert few
    assert len(more) == len(few), [each for each in more if more.count(each) > few.count(each)][:3]


def test_covers_of_many_are_those_of_each(books: tuple[Book, Book]) -> None:
    book = books[1]
    book.ledger("customer Z net 30\ninvoice Z-1 Z 2026-05-01 due 2026-06-15 900.00")
    grant(book, int(book.store.scalar("select id from insurance_policy")), "Z", "700")
    who = [book.ids[code] for code in ("Z", *(f"K{n}" for n in range(9)))]
    found = insurance_cover.covers(book.store, who, TODAY)
    assert [each.customer_id for each in found] == who
    assert found == [insurance_cover.cover(book.store, each, TODAY) for each in who]
    late = {each.customer_id: [item.item.number for item in each.invoices] for each in found}
    assert late[book.ids["Z"]] == ["Z-1"]
    assert late[book.ids["K3"]] == ["K3-1", "K3-2", "K3-3"]

"""What a customer who fails costs: the share lost by what stands behind the debt, and the price of waiting."""

from __future__ import annotations

from datetime import date

import pytest

from app.services import loss, policies
from app.services.contract_drafts import ContractDraft
from app.services.securities import SecurityDraft
from tests.book import Book

DAY = date(2026, 6, 30)
LEDGER = """
    customer A
    customer B
    invoice  1 A 2026-03-01 due 2026-04-01 10000
    invoice  2 A 2026-06-01 due 2026-07-31 20000
"""


@pytest.fixture(name="a")
def a_fixture(book: Book) -> int:
    book.ledger(LEDGER)
    return book.ids["A"]


def lost(book: Book, customer: int, on: date = DAY) -> tuple[float, tuple[str, ...]]:
    found = loss.behind(book.store, customer, on)
    return round(loss.share(policies.on(book.store, on), found), 4), found.codes


def test_what_stands_behind_a_debt_moves_the_share_lost(book: Book, a: int) -> None:
    """60 % + 15 % without a paper; - 10 % with a guarantee while it runs; - 20 % for retained title once it is registered."""
    assert lost(book, a) == (0.75, ("no_paper",))
    add = book.services.securities.add
    add(
        SecurityDraft(
            a, "guarantee_person", date(2026, 2, 1), giver="Wang", value=50_000_00, expires_on=date(2026, 6, 30)
        )
    )
    assert lost(book, a) == (0.65, ("no_paper", "guarantee"))
    assert lost(book, a, date(2026, 7, 1)) == (0.75, ("no_paper",))
    assert lost(book, a, date(2026, 1, 31)) == (0.75, ("no_paper",))
    add(SecurityDraft(a, "retention_of_title", date(2026, 3, 1), value=10_000_00))
    assert lost(book, a) == (0.65, ("no_paper", "guarantee"))
    add(SecurityDraft(a, "retention_of_title", date(2026, 3, 1), value=10_000_00, registered_on=date(2026, 3, 5)))
    assert lost(book, a) == (0.45, ("no_paper", "guarantee", "retention"))


def test_a_signed_contract_and_another_country(book: Book, a: int) -> None:
    with book.store.change("customer.update") as change:
        change.update("customer", a, {"country": "VN"})
    assert lost(book, a) == (0.80, ("no_paper", "distant"))
    book.services.contracts.add(ContractDraft(a, 30_000_00, signed_on=date(2026, 5, 1)))
    assert lost(book, a) == (0.65, ("distant",))
    assert lost(book, a, date(2026, 4, 30)) == (0.80, ("no_paper", "distant"))


def test_waiting_costs_by_the_age_of_each_item(book: Book, a: int) -> None:
    """10,000 is 90 days overdue: 69.6 % now, 39.1 % half a year later; 20,000 is not due: 94.9 %, and 52.1 % in 180 days."""
    now, later = loss.waiting(book.store, a, DAY, policies.on(book.store, DAY), (0, 180))
    assert (now.amount, later.amount, now.of) == (6_960_00 + 18_980_00, 3_910_00 + 10_420_00, 30_000_00)
    assert later.share == pytest.approx(0.477667, abs=1e-6)
    assert loss.waiting(book.store, book.ids["B"], DAY, policies.on(book.store, DAY)) == ()

"""What is asked about one customer, contract or deal is found by indexes: no table that grows is read as a whole."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from typing import Final

import pytest

from app.models.store import Store
from app.services import contract_desk, insurance_rows, security_list, ship_desk
from tests.book import TODAY, Book, book_fixture
from tests.exposing import behind, golden

__all__ = ["book_fixture"]

# One row each, or as few as there are rules, people and insurers; of the last only the first row is looked at.
SMALL: Final = {"company", "book", "policy_version", "person", "insurance_policy", "due_change"}
NOTHING: Final = " in ()"  # is false to the engine before it begins
# A search that names no index is a table read for its least or greatest value.
STEP: Final = re.compile(r"(?:SCAN (?!CONSTANT)|SEARCH (?=\w+$))(\w+)")


def read_whole(store: Store, ask: Callable[[], object]) -> set[str]:
    """The tables that some statement of a question runs through from end to end; rows that it makes itself are none."""
    asked: list[str] = []
    store.db.set_trace_callback(asked.append)
    ask()
    store.db.set_trace_callback(None)
    found = set()
    for sql in (each for each in asked if each.startswith(("select", "with")) and NOTHING not in each):
        steps = store.rows(lambda *row: str(row[3]), f"explain query plan {sql}")
        names = [match[1] for match in map(STEP.match, steps) if match]
        found |= {_table(sql, name) for name in names}
    return found.intersection(store.rows(str, "select name from sqlite_schema where type='table'")) - SMALL


def _table(sql: str, name: str) -> str:
    """The table behind a short name."""
    behind = re.search(rf"(?:from|join|,)\s+(\w+)\s+(?:as\s+)?{name}\b", sql)
    return behind[1] if behind else name


@pytest.fixture
def contract(book: Book) -> int:
    """Of customer A, who has a little of everything: receivables, drafts, work, money ahead, insurance, security."""
    behind(book, golden(book))
    book.ledger("contract K-1 A 2026-09-01 160000 plan three_six_one")
    found = int(book.store.scalar("select id from contract"))
    book.services.milestones.start(found)
    return found


def test_may_i_ship(book: Book, contract: int) -> None:
    a, shipping = book.ids["A"], book.services.shipping
    deal = int(book.store.scalar("select id from deal"))
    assert read_whole(book.store, lambda: ship_desk.desk(book.services, a)) == set()
    assert read_whole(book.store, lambda: shipping.ask(a, 100)) == set()
    assert read_whole(book.store, lambda: shipping.ask(a, deal_id=deal)) == set()
    assert read_whole(book.store, lambda: shipping.ask(a, contract_id=contract)) == set()


def test_what_a_customer_has(book: Book, contract: int) -> None:
    a, services = book.ids["A"], book.services
    questions: list[Callable[[], object]] = [
        lambda: services.exposure.sheet(a),
        lambda: services.exposure.sheet(a, date(2026, 10, 5)),
        lambda: services.shipping.of_customer(a),
        lambda: services.deals.of_customer(a),
        lambda: services.contracts.of_customer(a),
        lambda: services.shipments.of_customer(a),
        lambda: security_list.lines(book.store, TODAY, a),
        lambda: insurance_rows.deadlines(book.store, TODAY, a),
    ]
    assert [read_whole(book.store, each) for each in questions] == [set()] * len(questions)


def test_a_contract_and_its_gates(book: Book, contract: int) -> None:
    shipments = book.services.shipments
    assert read_whole(book.store, lambda: contract_desk.read(book.services, contract)) == set()
    assert read_whole(book.store, lambda: shipments.gate(contract_id=contract)) == set()
    assert read_whole(book.store, lambda: shipments.production_gate(contract)) == set()
    assert read_whole(book.store, lambda: shipments.deliver(contract_id=contract, on=TODAY, despite="gone")) == set()

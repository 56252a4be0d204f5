"""What is asked about one customer's promises and contacts is found by indexes, and a book of many is asked in a few statements."""

from __future__ import annotations

from datetime import timedelta

import pytest

from app.models import interactions
from app.services import contact_desk, policies, promise_list, promise_states, promises
from app.services.touch import touch
from app.services.work_said import Said
from tests.book import TODAY, Book
from tests.services.test_read_by_index import read_whole

MANY = 40


@pytest.fixture
def many(book: Book) -> Book:
    """Forty customers who each promised twice, paid once, and were called."""
    lines = []
    for n in range(MANY):
        lines += [
            f"customer C{n} net 30",
            f"invoice I{n} C{n} 2026-08-01 due 2026-08-31 100.00",
            f"promise T{n} C{n} 2026-11-01 2026-11-10 50.00",
            f"payment P{n} C{n} 2026-11-05 50.00 -> I{n}",
            f"promise U{n} C{n} 2026-11-20 2026-11-25 50.00 -> I{n}",
            f"contact C{n} 2026-11-20 no_answer",
        ]
    return book.ledger("\n".join(lines))


def test_one_customer(many: Book) -> None:
    who, store, services = many.ids["C7"], many.store, many.services
    assert read_whole(store, lambda: promise_states.states(store, TODAY, (who,))) == set()
    assert read_whole(store, lambda: promise_states.unpaid(store, TODAY, who)) == set()
    assert read_whole(store, lambda: promise_list.lines(store, TODAY, who)) <= {"customer"}
    assert read_whole(store, lambda: interactions.last(store, TODAY, (who,))) == set()
    assert read_whole(store, lambda: services.contacting.of_customer(who)) == set()
    assert read_whole(store, lambda: touch(store, who, TODAY)) == set()
    assert read_whole(store, lambda: contact_desk.read(services, who)) == set()


def statements(book: Book, ask: object) -> int:
    asked: list[str] = []
    book.store.db.set_trace_callback(asked.append)
    ask()  # type: ignore[operator]
    book.store.db.set_trace_callback(None)
    return len(asked)


def test_all_customers_in_a_few_statements(many: Book) -> None:
    store = many.store
    found = promise_states.by_customer(store, TODAY)
    assert [[each.state for each in of] for of in found.values()] == [["kept", "pending"]] * MANY
    assert statements(many, lambda: promise_states.states(store, TODAY)) <= 5
    assert statements(many, lambda: interactions.last(store, TODAY)) == 3
    assert len(interactions.last(store, TODAY)) == MANY


def test_pauses_of_all_ask_about_last_days_once(many: Book) -> None:
    store = many.store
    until = TODAY + timedelta(days=6)
    assert set(promises.pauses(store, TODAY).values()) == {until}
    assert len(promises.pauses(store, TODAY)) == MANY
    assert statements(many, lambda: promises.pauses(store, TODAY)) <= 40


def test_promises_of_long_ago_are_not_read_for_today(book: Book) -> None:
    """One statement finds that nobody who owes promised anything lately; what was paid then is not asked."""
    book.ledger(
        "customer A net 30\ninvoice I A 2023-08-01 due 2023-08-31 100.00\npromise T A 2023-11-01 2023-11-10 50.00"
    )
    said = Said(book.store, TODAY, policies.on(book.store, TODAY), "CNY")
    assert said.promises({book.ids["A"]: 10_000}) == {}
    seen: list[str] = []
    book.store.db.set_trace_callback(seen.append)
    said.promises({book.ids["A"]: 10_000})
    book.store.db.set_trace_callback(None)
    assert not [each for each in seen if "from payment" in each]

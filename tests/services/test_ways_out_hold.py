"""Each way out of a verdict, carried out through the services in a copy of the book, makes it a plain yes when asked again.

Random books: customers with any kind of limit, debts of any age, money, drafts and deposits, a group, a hold, and an order.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.services import opening
from app.services.claims import Claims
from app.services.limits import Level
from app.services.payments import PaymentDraft
from app.services.receivables import ReceivableDraft
from app.services.services import Services
from app.services.shipping_sheet import Answer, Way
from tests.book import TODAY, Book
from tests.reviewing import ON_TIME, staff

CENTS = st.integers(1_00, 50_000_00)
DAYS_BACK = st.integers(0, 150)
LIMITS = st.sampled_from([None, Level("set", 0), Level("set", 40_000_00), Level("set", 90_000_00), Level("unlimited")])
DEBTS = st.lists(st.tuples(CENTS, DAYS_BACK, st.integers(-20, 60)), max_size=5)
FEW = settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@contextmanager
def folder() -> Iterator[Path]:
    with tempfile.TemporaryDirectory() as name:
        yield Path(name)


def filled(
    book: Book, limit: Level | None, debts: list[tuple[int, int, int]], paid: list[int], more: dict[str, Any]
) -> int:
    """The customer asked about: what they owe (amount, days since issued, days late), what they paid ahead, what else is so."""
    book.ledger("customer A net 30\ncustomer B net 30")
    customer, services = book.ids["A"], book.services
    if more["known"]:
        book.ledger(ON_TIME)
    if limit is not None:
        services.limits.set_standing(customer, limit, valid_from=date(2026, 1, 1))
    for number, (amount, age, late) in enumerate(debts):
        issued = TODAY - timedelta(days=age + max(0, late))
        due = max(issued, TODAY - timedelta(days=late))
        services.receivables.add(ReceivableDraft(customer, amount, issued, number=f"B-{number}", due_on=due))
    for amount in paid:
        services.payments.record(PaymentDraft(customer, amount, TODAY, purpose="prepayment", parts={}))
    if more["group"]:
        for code in ("A", "B"):
            services.customers.update(book.ids[code], {"group": "North"})
        room = services.limits.group(customer)
        assert room is not None
        services.limits.set_group(room.group.id, Level("set", more["group"]))
    if more["hold"]:
        services.claims.add_hold(customer, "credit", "owner said so")
    return customer


@contextmanager
def copied(book: Book, where: Path) -> Iterator[Services]:
    """The same book once more, as it is on disk."""
    where.mkdir()
    target = where / book.path.name
    book.close()
    shutil.copy(book.path, target)
    book.open = opening.open_book(book.path, TODAY, write=True)
    with opening.open_book(target, TODAY, write=True) as found:
        yield found.services


def carried_out(services: Services, answer: Answer, way: Way, approver: int) -> Answer:
    """Every step of a way as a person would do it, then the question again."""
    customer, asked = answer.customer_id, answer.asked
    for step in way.steps:
        amount = step.amount or 0
        if step.code == "collect":
            parts, left = {}, amount
            for each in answer.overdue:
                parts[each.id] = min(left, each.amount)
                left -= parts[each.id]
            assert left == 0
            parts = {key: part for key, part in parts.items() if part}
            services.payments.record(PaymentDraft(customer, amount, TODAY, parts=parts))
        elif step.code == "receive":
            services.payments.record(PaymentDraft(customer, amount, TODAY, purpose="prepayment", parts={}))
        elif step.code == "smaller":
            asked = amount
        elif step.code == "adopt":
            services.limits.set_standing(customer, Level("set", amount))
        elif step.code == "lift":
            claims = Claims(services.store, TODAY)
            for hold in claims.file(customer).holds:
                claims.lift_hold(hold.id)
        else:
            decision = services.shipping.record(answer)
            services.store.person_id, before = approver, services.store.person_id
            services.approvals.approve(decision, reason="pays on Friday")
            services.store.person_id = before
    return services.shipping.ask(customer, asked)


@FEW
@given(
    limit=LIMITS,
    debts=DEBTS,
    paid=st.lists(CENTS, max_size=1),
    asked=CENTS,
    group=st.sampled_from([0, 0, 30_000_00]),
    hold=st.sampled_from([False, False, True]),
    known=st.booleans(),
)
def test_every_way_out_carried_out_in_a_copy_is_a_plain_yes(
    limit: Level | None,
    debts: list[tuple[int, int, int]],
    paid: list[int],
    asked: int,
    group: int,
    hold: bool,
    known: bool,
) -> None:
    with folder() as place:
        book = Book(place)
        try:
            people = staff(book, anna="bookkeeper", olga="owner")
            customer = filled(book, limit, debts, paid, {"group": group, "hold": hold, "known": known})
            book.store.person_id = people["anna"]
            answer = book.services.shipping.ask(customer, asked)
            assert bool(answer.ways) == (answer.verdict != "ok")
            for number, way in enumerate(answer.ways):
                with copied(book, place / str(number)) as services:
                    services.store.person_id = people["anna"]

                    again = carried_out(services, answer, way, people["olga"])
                    assert (again.verdict, again.after) == ("ok", way.after), (way, again)
        finally:
            book.close()

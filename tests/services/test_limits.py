"""Limits through a book: standing and temporary, what is in force on which day, undo."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from app.models import portable
from app.models.dates import add_days
from app.models.errors import Invalid, UserError
from app.services.history import History
from app.services.limits import Level, Limits
from tests.book import TODAY, Book

TOMORROW = add_days(TODAY, 1)


@pytest.fixture(name="a")
def customer_a(book: Book) -> int:
    book.ledger("customer A net 60")
    return book.ids["A"]


def at(book: Book, on: date) -> Limits:
    """The limits as a person sees them who works on that day."""
    return Limits(book.store, on)


def state(book: Book, customer: int, on: date = TODAY) -> tuple[str, int | None]:
    found = book.services.limits.in_force(customer, on)
    return found.state, found.amount


# --- not set, zero, unlimited, run out ----------------------------------------------------------------------------


def test_three_states_are_three(book: Book, a: int) -> None:
    limits = book.services.limits
    assert state(book, a) == ("not_set", None)
    limits.set_standing(a, Level("set", 0))
    assert state(book, a) == ("set", 0)
    limits.set_standing(a, Level("unlimited"))
    assert state(book, a) == ("unlimited", None)
    limits.set_standing(a, Level("not_set"))
    assert state(book, a) == ("not_set", None)


def test_the_last_day_still_holds_and_the_next_is_zero(book: Book, a: int) -> None:
    book.services.limits.set_standing(a, Level("set", 5000_00), last_day=TOMORROW)
    (version,) = book.services.limits.versions(a)
    assert version.valid_to == date(2026, 11, 23)  # the first day without it
    assert [state(book, a, add_days(TODAY, n)) for n in (-1, 0, 1, 2)] == [
        ("not_set", None),
        ("set", 5000_00),
        ("set", 5000_00),
        ("expired", 0),
    ]


def test_a_new_limit_ends_the_one_before_and_the_past_stays(book: Book, a: int) -> None:
    at(book, date(2026, 1, 1)).set_standing(a, Level("set", 1000_00))
    at(book, date(2026, 6, 1)).set_standing(a, Level("unlimited"), reason="grown")
    book.services.limits.set_standing(a, Level("set", 3000_00), valid_from=date(2026, 12, 1))
    days = [date(2026, 5, 31), date(2026, 6, 1), TODAY, date(2026, 12, 1)]
    assert [state(book, a, on) for on in days] == [
        ("set", 1000_00),
        ("unlimited", None),
        ("unlimited", None),
        ("set", 3000_00),
    ]
    assert [(each.valid_to, each.reason) for each in book.services.limits.versions(a)] == [
        (None, None),
        (date(2026, 12, 1), "grown"),
        (date(2026, 6, 1), None),
    ]


def test_set_again_on_the_same_day_takes_its_place(book: Book, a: int) -> None:
    for amount in (1000_00, 2000_00):
        book.services.limits.set_standing(a, Level("set", amount))
    assert [each.amount for each in book.services.limits.versions(a)] == [2000_00]
    assert len(book.services.limits.versions(a, voided=True)) == 2


def test_taken_back_after_it_ran_out_is_not_set_and_the_days_between_stay(book: Book, a: int) -> None:
    at(book, date(2026, 10, 1)).set_standing(a, Level("set", 1000_00), last_day=date(2026, 10, 31))
    book.services.limits.set_standing(a, Level("not_set"))
    assert [state(book, a, on)[0] for on in (date(2026, 10, 31), date(2026, 11, 1), TODAY)] == [
        "set",
        "expired",
        "not_set",
    ]


def test_undo_brings_the_limit_before_back(book: Book, a: int) -> None:
    at(book, date(2026, 10, 1)).set_standing(a, Level("set", 1000_00))
    book.services.limits.set_standing(a, Level("set", 2000_00))
    History(book.store).undo()
    assert (state(book, a), book.services.limits.versions(a)[0].valid_to) == (("set", 1000_00), None)


def test_ending_a_limit_leaves_zero_for_new_orders(book: Book, a: int) -> None:
    made = at(book, date(2026, 10, 1)).set_standing(a, Level("set", 1000_00))
    assert made is not None
    book.services.limits.end(made)
    assert state(book, a) == ("expired", 0)
    with pytest.raises(UserError):
        book.services.limits.end(made)


def test_the_customer_form_writes_the_same_rows(book: Book, a: int) -> None:
    from app.services.customers import LimitDraft

    at(book, date(2026, 10, 1)).set_standing(a, Level("set", 1000_00), last_day=date(2026, 12, 31))
    book.services.customers.update(a, {"limit": LimitDraft("set", 700_00)})
    assert [(each.amount, each.valid_to) for each in book.services.limits.versions(a)] == [
        (700_00, None),
        (1000_00, TODAY),
    ]


@pytest.mark.parametrize(
    ("how", "field"),
    [
        ({"level": Level("set", -1)}, "amount"),
        ({"level": Level("set", 10**13)}, "amount"),
        ({"level": Level("set", 1), "last_day": add_days(TODAY, -1)}, "last_day"),
        ({"level": Level("set", 1), "valid_from": date(2026, 9, 30)}, "valid_from"),
        ({"level": Level("set", 1), "reason": "x" * 501}, "reason"),
    ],
)
def test_refused_and_nothing_written(book: Book, a: int, how: dict[str, Any], field: str) -> None:
    at(book, date(2026, 10, 1)).set_standing(a, Level("set", 1000_00))
    with pytest.raises(Invalid) as problem:
        book.services.limits.set_standing(a, **how)
    assert problem.value.field == field
    assert state(book, a) == ("set", 1000_00)


# --- temporary ----------------------------------------------------------------------------------------------------


def test_temporary_limits_add_up_while_they_run(book: Book, a: int) -> None:
    limits = book.services.limits
    limits.set_standing(a, Level("set", 1000_00))
    limits.set_temporary(a, 300_00, last_day=TOMORROW)
    limits.set_temporary(a, 200_00, last_day=TODAY)
    assert [state(book, a, add_days(TODAY, n))[1] for n in (0, 1, 2)] == [1500_00, 1300_00, 1000_00]
    assert limits.in_force(a).until == TOMORROW
    row = book.store.rows(lambda *r: r, "select limit_state, limit_amount from customer_standing")
    assert row == [("set", 1500_00)]
    assert (book.services.customers.get(a).limit_amount, book.services.customers.get(a).limit_added) == (
        1000_00,
        500_00,
    )


def test_temporary_without_a_standing_limit_is_a_limit(book: Book, a: int) -> None:
    book.services.limits.set_temporary(a, 300_00, last_day=TODAY)
    assert (state(book, a), state(book, a, TOMORROW)) == (("set", 300_00), ("not_set", None))


def test_a_temporary_limit_needs_a_last_day_and_something_to_add_to(book: Book, a: int) -> None:
    with pytest.raises(Invalid, match="last day"):
        book.services.limits.set_temporary(a, 1, last_day=None)
    book.services.limits.set_standing(a, Level("unlimited"))
    with pytest.raises(Invalid, match="unlimited"):
        book.services.limits.set_temporary(a, 1, last_day=TODAY)


def test_the_list_shows_what_has_run_out_and_calls_nobody_over_it(book: Book, a: int) -> None:
    at(book, date(2026, 10, 1)).set_standing(a, Level("set", 50_00), last_day=date(2026, 10, 31))
    book.ledger("invoice A-1 A 2026-10-05 due 2027-01-09 100.00")
    (row,) = book.services.lists.page("customers", [a])
    assert (row.limit_state, row.limit_own, row.over_limit) == ("expired", None, False)


def test_an_export_keeps_zero_for_what_has_run_out_and_leaves_temporary_ones(book: Book, a: int) -> None:
    at(book, date(2026, 10, 1)).set_standing(a, Level("set", 50_00), last_day=date(2026, 10, 31))
    book.services.limits.set_temporary(a, 10_00, last_day=TODAY)
    book.ledger("customer B limit unlimited\ncustomer C limit 70\ncustomer D")
    assert [row[14] for row in portable.customers(book.store, TODAY)] == ["0", "unlimited", "70.00", None]
    assert next(row[14] for row in portable.customers(book.store, date(2026, 10, 31))) == "50.00"

"""The computer was off for a while: whatever the gaps, nobody is flooded, no letter is left out, none comes twice."""

from __future__ import annotations

from collections import defaultdict
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.services import policies
from app.services.reminders import draft_of
from tests.book import Book, opened
from tests.reminding import ladder

FIRST = date(2026, 8, 1)  # the due days are from here on
LAST = date(2026, 11, 20)
WAITS = (5, 20, 40, 60)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    dues=st.lists(st.tuples(st.sampled_from("AB"), st.sampled_from(("CNY", "USD")), st.integers(0, 60)), min_size=1, max_size=6),
    gaps=st.lists(st.integers(1, 40), min_size=1, max_size=30), before=st.sampled_from((0, 7)),
)  # fmt: skip
def test_any_days_off(dues: list[tuple[str, str, int]], gaps: list[int], before: int) -> None:
    with TemporaryDirectory() as folder, opened(Path(folder)) as book:
        ladder(book, remind_before=before).ledger("customer A net 30\ncustomer B net 30")
        for number, (who, currency, late) in enumerate(dues):
            rate = "" if currency == "CNY" else " USD @7.1"
            due_on = FIRST + timedelta(days=late)
            book.ledger(f"invoice I-{number} {who} 2026-07-01 due {due_on} 3000.00{rate}")
        days = mornings(gaps)
        for on in days:
            morning(book, on)
        no_step_is_left_out_or_comes_twice(book)
        at_most_two_notices_before_the_due_day(book)
        nobody_is_written_to_too_soon(book)
        after_every_morning_nothing_is_left(book, days)


def mornings(gaps: list[int]) -> list[date]:
    """The days on which somebody opens the book."""
    found, on = [], FIRST
    for gap in gaps:
        on += timedelta(days=gap)
        if on > LAST:
            break
        found.append(on)
    return found


def morning(book: Book, on: date) -> None:
    """Everything that is due goes out, and then nothing is due any more."""
    found = book.services.reminders.due(on)
    assert len({(each.customer_id, each.currency) for each in found}) == len(found)
    if found:
        book.services.reminders.record_all([draft_of(each, on=on) for each in found])
    assert book.services.reminders.due(on) == ()


def no_step_is_left_out_or_comes_twice(book: Book) -> None:
    """Of each debt the steps are 1, 2, 3, 4 in their order, each reached after its days and no sooner."""
    climbed: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for made in reversed(book.services.reminders.made()):
        for item in book.services.reminders.items(made.id):
            steps = climbed[item.instalment_id]
            if item.level > max((level for level, _days in steps), default=0):
                steps.append((item.level, item.overdue_days))
    for steps in climbed.values():
        assert [level for level, _days in steps] == list(range(1, len(steps) + 1))
        assert all(days >= WAITS[level - 1] for level, days in steps)


def at_most_two_notices_before_the_due_day(book: Book) -> None:
    """The second on the day before or on the due day, and not within the days that lie between any two letters."""
    notices: dict[int, list[date]] = defaultdict(list)
    for made in reversed(book.services.reminders.made()):
        for item in book.services.reminders.items(made.id) if made.level == 0 else ():
            notices[item.instalment_id].append(made.made_on)
    rows = book.store.rows(lambda *row: row, "select id, due_on from instalment")
    dues = {key: date.fromisoformat(due_on) for key, due_on in rows}
    for key, days in notices.items():
        assert (dues[key] - days[0]).days <= 7
        assert days[1:] == [] or (
            (dues[key] - days[1]).days <= 1 and (dues[key] - days[0]).days >= 3 and len(days) == 2
        )


def nobody_is_written_to_too_soon(book: Book) -> None:
    """Two days between two mornings with letters, and the time that a letter gave has run out before a higher one of that currency."""
    policy = policies.on(book.store, LAST)
    for customer in (book.ids["A"], book.ids["B"]):
        made = sorted(book.services.reminders.of_customer(customer), key=lambda each: each.id)
        for one, after in pairwise(made):
            assert after.made_on == one.made_on or (after.made_on - one.made_on).days >= policy.remind_interval
        for place, one in enumerate(made):
            later = [each for each in made[place + 1 :] if each.currency == one.currency]
            if later and later[0].level > one.level and one.deadline_on:
                assert later[0].made_on > one.deadline_on


def after_every_morning_nothing_is_left(book: Book, days: list[date]) -> None:
    """Whoever was overdue for the first letter on a morning that came was written to."""
    if not days:
        return
    told = {
        item.instalment_id for made in book.services.reminders.made() for item in book.services.reminders.items(made.id)
    }
    last = days[-1]
    for each in book.services.reminders.listing(last):
        for item in each.items:
            assert item.instalment_id in told or item.overdue_days < WAITS[0] or each.waiting is not None


def test_forty_days_off_bring_one_letter_each(book: Book) -> None:
    ladder(book).ledger(
        """customer A net 30
        customer B net 30
        invoice I-1 A 2026-08-01 due 2026-09-01 3000.00
        invoice I-2 A 2026-08-01 due 2026-09-20 3000.00
        invoice I-3 A 2026-08-01 due 2026-10-08 3000.00
        invoice I-4 B 2026-08-01 due 2026-09-05 3000.00"""
    )
    on = date(2026, 10, 11)
    assert [(each.code, each.level, len(each.items)) for each in book.services.reminders.due(on)] == [
        ("A", 1, 3),
        ("B", 1, 1),
    ]
    book.ledger("remind A 2026-10-11\nremind B 2026-10-11")
    levels = []
    while on < date(2026, 11, 20):
        on += timedelta(days=1)
        levels += [(on.isoformat(), each.code, each.level) for each in book.services.reminders.due(on)]
        book.ledger(f"remind A {on}\nremind B {on}")
    assert levels == [
        ("2026-10-13", "A", 2),
        ("2026-10-13", "B", 2),
        ("2026-10-21", "A", 3),
        ("2026-10-21", "B", 3),
        ("2026-10-28", "A", 2),  # I-3 is 20 days late
        ("2026-11-04", "B", 4),
        ("2026-11-05", "A", 4),  # I-1 since 10-31, but the letter of 10-28 gave them until 11-04
        ("2026-11-17", "A", 3),
    ]


def test_forty_days_off_with_the_rules_as_they_come_bring_one_letter_each(book: Book) -> None:
    """Nobody looked since 10-12. A: two debts overdue and two that come due; B: one that comes due tomorrow."""
    book.ledger(
        """customer A net 30
        customer B net 30
        invoice I-1 A 2026-08-01 due 2026-10-15 3000.00
        invoice I-2 A 2026-08-01 due 2026-11-10 3000.00
        invoice I-3 A 2026-11-01 due 2026-11-22 3000.00
        invoice I-4 A 2026-11-01 due 2026-11-26 3000.00
        invoice I-5 B 2026-11-01 due 2026-11-22 3000.00"""
    )
    found = book.services.reminders.due(date(2026, 11, 21))
    assert [(each.code, each.level, [item.number for item in each.items]) for each in found] == [
        ("A", 1, ["I-1", "I-2"]),
        ("B", 0, ["I-5"]),
    ]
    book.services.reminders.record_all([draft_of(each, on=date(2026, 11, 21)) for each in found])
    later = [book.services.reminders.due(date(2026, 11, day)) for day in (21, 22, 23)]
    assert [[(each.code, each.level, len(each.items)) for each in found] for found in later] == [[], [], [("A", 2, 3)]]

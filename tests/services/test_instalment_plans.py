"""Receivables in parts: ageing, lists and Today count each part by itself; retention and parts that wait for an event."""

from __future__ import annotations

from datetime import date

import pytest

from app.models import receivables
from app.models.errors import Invalid, UserError
from app.models.listing import Query
from app.services.receivables import ReceivableDraft, Receivables
from app.services.rules.instalments import Line
from tests.book import Book


def add(book: Book, amount: int, *lines: Line, on: date = date(2026, 1, 10), number: str = "A-1") -> int:
    draft = ReceivableDraft(book.ids["A"], amount, on, number=number, lines=lines)
    book.ids[number] = book.services.receivables.add(draft)
    return book.ids[number]


def ids(book: Book, number: str = "A-1") -> list[int]:
    return [each.id for each in receivables.instalments(book.store, book.ids[number])]


def bands(book: Book, on: date) -> dict[str, int]:
    """What the ageing of a day has in its bands, empty ones left out."""
    sheet = book.services.reports.ageing(on)
    assert sheet.difference == 0
    return {key: amount for key, amount in zip(sheet.keys, sheet.total.buckets, strict=True) if amount}


SIXTY_HUNDRED_FORTY = (
    Line(amount=6000, basis="on", on=date(2026, 10, 1)),
    Line(amount=10000, basis="on", on=date(2026, 11, 1)),
    Line(basis="on", on=date(2026, 12, 1)),
)


def test_each_part_ages_by_itself(book: Book) -> None:
    """60 due in October (40 paid: 20 are 51 days late), 100 in November (20 days late; 100 by credit), 40 not due."""
    book.ledger("customer A")
    add(book, 20000, *SIXTY_HUNDRED_FORTY)
    book.ledger("payment P-1 A 2026-10-20 40.00 -> A-1:40")
    assert bands(book, book.today) == {"31-60": 2000, "1-30": 10000, "not_due": 4000}
    book.ledger("credit G-1 A 2026-11-05 100.00 -> A-1:100")
    assert bands(book, book.today) == {"1-30": 2000, "not_due": 4000}
    assert bands(book, date(2026, 10, 19)) == {"1-30": 6000, "not_due": 14000}


def test_today_and_lists_count_parts(book: Book) -> None:
    book.ledger("customer A")
    add(book, 20000, *SIXTY_HUNDRED_FORTY)
    book.ledger("payment P-1 A 2026-10-20 40.00 -> A-1:40")
    (row,) = book.services.monitoring.today().rows
    first = row.reasons[0]
    assert (first.code, first.amount, first.count, first.days) == ("overdue", 12000, 2, 51)
    lists = book.services.lists
    late = lists.page("receivables", lists.keys("receivables", Query(("overdue",), sort=(("due_on", False),))))
    assert [(each.seq, each.parts, each.open, each.status) for each in late] == [
        (1, 3, 2000, "overdue"),
        (2, 3, 10000, "overdue"),
    ]


def test_a_part_waits_for_its_event_and_the_past_keeps_it_without_a_day(book: Book) -> None:
    """Accepted on 1 October: 30 days later is 31 October; on 20 November that is 20 days late."""
    book.ledger("customer A")
    add(book, 10000, Line(3000, basis="on", on=date(2026, 2, 1)), Line(basis="acceptance", days=30))
    assert bands(book, date(2026, 11, 20)) == {"181-365": 3000, "no_date": 7000}
    book.services.receivables.happened(ids(book)[1], date(2026, 10, 1))
    assert bands(book, date(2026, 11, 20)) == {"181-365": 3000, "1-30": 7000}
    assert bands(book, date(2026, 9, 30)) == {"181-365": 3000, "no_date": 7000}
    assert bands(book, date(2026, 10, 1)) == {"181-365": 3000, "not_due": 7000}
    part = receivables.instalments(book.store, book.ids["A-1"])[1]
    assert (part.event, part.event_days, part.due_on, part.happened_on) == (
        "acceptance", 30, date(2026, 10, 31), date(2026, 10, 1),
    )  # fmt: skip


def test_one_acceptance_dates_every_part_that_waits_for_it(book: Book) -> None:
    book.ledger("customer A")
    add(book, 10000, Line(3000, basis="delivery"), Line(6000, basis="acceptance"),
        Line(basis="acceptance", days=365, retention=True))  # fmt: skip
    book.services.receivables.happened(ids(book)[2], date(2026, 11, 1))
    rows = receivables.instalments(book.store, book.ids["A-1"])
    assert [(each.amount, str(each.due_on), each.retention) for each in rows] == [
        (3000, "None", 0),
        (6000, "2026-11-01", 0),
        (1000, "2027-11-01", 1),
    ]
    with pytest.raises(UserError, match="waits for that"):
        book.services.receivables.happened(ids(book)[1], date(2026, 11, 2))


def test_what_is_still_to_come_has_not_happened(book: Book) -> None:
    book.ledger("customer A")
    add(book, 10000, Line(basis="delivery"))
    with pytest.raises(Invalid) as refused:
        book.services.receivables.happened(ids(book)[0], date(2026, 11, 22))
    assert refused.value.field == "on"


def test_undo_takes_the_event_back(book: Book) -> None:
    book.ledger("customer A")
    add(book, 10000, Line(basis="delivery", days=7))
    book.services.receivables.happened(ids(book)[0], date(2026, 11, 1))
    book.services.history.undo()
    (part,) = receivables.instalments(book.store, book.ids["A-1"])
    assert (part.due_on, part.happened_on) == (None, None)


def test_a_retention_paid_before_its_day_says_nothing_about_punctuality(book: Book) -> None:
    """950 paid 10 days late; 50 kept for a year, paid at once: 10 days late on average, not 9.5."""
    book.ledger("customer A")
    add(book, 100000, Line(9500, basis="on", on=date(2026, 2, 1)), Line(500, basis="net", days=365, retention=True))
    book.ledger("payment P-1 A 2026-02-11 1000.00 -> A-1")
    assert book.store.scalar("select late_days_avg_x100 from customer_standing") == 1000
    assert [each.days for each in book.services.accounts.page(book.ids["A"]).habit] == [10]


def test_base_amounts_of_parts_sum_to_the_receivable(book: Book) -> None:
    """100.00 USD at 7.1234 is 712.34; 33.33 + 33.33 + 33.34 of it are 237.42 + 237.42 + 237.50."""
    book.ledger("customer A")
    draft = ReceivableDraft(
        book.ids["A"], 10000, date(2026, 1, 10), currency="USD", rate="7.1234", number="A-1",
        lines=(Line(3333), Line(3333), Line(3334)),
    )  # fmt: skip
    book.ids["A-1"] = book.services.receivables.add(draft)
    rows = receivables.instalments(book.store, book.ids["A-1"])
    assert [(each.amount, each.amount_base) for each in rows] == [(3333, 23742), (3333, 23742), (3334, 23750)]


def test_a_plan_that_does_not_make_the_amount_is_refused(book: Book) -> None:
    book.ledger("customer A")
    with pytest.raises(Invalid) as refused:
        add(book, 10000, Line(3000), Line(6000))
    assert (refused.value.field, book.store.scalar("select count(*) from receivable")) == ("instalments", 0)


def test_what_waits_for_an_event_does_not_lack_terms(book: Book) -> None:
    book.ledger("customer A")
    add(book, 10000, Line(basis="delivery"))
    assert book.services.monitoring.today().missing_terms == 0
    assert book.services.accounts.page(book.ids["A"]).remarks == ()
    add(book, 5000, number="A-2")
    assert book.services.monitoring.today().missing_terms == 1
    assert [each.code for each in book.services.accounts.page(book.ids["A"]).remarks] == ["no_terms"]


def test_an_event_told_late_keeps_every_day_in_between(book: Book) -> None:
    """Without a due day until 1 November, then 31 December; told that it was delivered on 1 October: due on the 11th."""
    book.ledger("customer A")
    add(book, 10000, Line(basis="delivery", days=10))
    (part,) = ids(book)
    Receivables(book.store, date(2026, 11, 1)).change_due(part, date(2026, 12, 31), "agreed")
    Receivables(book.store, date(2026, 11, 5)).happened(part, date(2026, 10, 1))
    days = {day: receivables.open_items(book.store, book.ids["A"], day)[0].due_on for day in
            (date(2026, 9, 15), date(2026, 10, 15), date(2026, 11, 5))}  # fmt: skip
    assert list(days.values()) == [None, None, date(2026, 10, 11)]

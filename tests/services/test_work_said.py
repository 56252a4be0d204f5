"""Today's list and what was said: promises, contacts, letters, holds, stops; who is put off comes back."""

from __future__ import annotations

from datetime import date

import pytest

from app.models.errors import Invalid
from app.services import today_wording
from app.services.monitoring import Worklist, WorkRow
from app.services.rules.worklist import Reason
from app.services.today_json import document
from tests.book import TODAY, Book, book_fixture

__all__ = ["book_fixture"]

# 300.00 five days overdue (no letter is due yet), 80.00 due in three days.
LEDGER = """
customer A net 30
customer B net 30
invoice  A-1 A 2026-10-17 due 2026-11-16 300.00
invoice  B-1 B 2026-10-25 due 2026-11-24 80.00
"""


def worklist(book: Book, on: date = TODAY) -> Worklist:
    return book.services.monitoring.today(on)


def codes(found: Worklist) -> dict[str, list[str]]:
    return {row.code: [each.code for each in row.reasons] for row in found.rows}


def waiting(found: Worklist) -> dict[str, tuple[str, date | None]]:
    return {row.code: (row.waits, row.until) for row in found.waiting}


def row_of(found: Worklist, code: str) -> WorkRow:
    return next(row for row in (*found.rows, *found.waiting) if row.code == code)


def test_who_was_spoken_to_waits_until_the_day_agreed(book: Book) -> None:
    book.ledger(LEDGER).ledger(
        "contact A 2026-11-21 no_answer next 2026-11-25\ncontact B 2026-11-21 other next 2026-11-25"
    )
    found = worklist(book)
    assert (codes(found), waiting(found)) == ({}, {"A": ("contact", date(2026, 11, 25))})
    assert today_wording.row_text(found.waiting[0]) == "Spoken to, waits until 2026-11-25 · 5 days overdue: ¥300.00"
    assert document(found)["rows"] == []
    assert codes(worklist(book, date(2026, 11, 20))) == {"A": ["overdue"], "B": ["due_soon"]}  # before anybody called
    assert codes(worklist(book, date(2026, 11, 25))) == {"A": ["overdue"], "B": ["overdue"]}


def test_once_the_day_agreed_has_come_they_are_called_again(book: Book) -> None:
    book.ledger(LEDGER).ledger(
        "contact A 2026-11-18 other next 2026-11-19\ncontact A 2026-11-20 no_answer next 2026-11-20"
    )
    # The follow-up of the 20th has come: called again on the 21st.
    assert codes(worklist(book))["A"] == ["overdue"]


def test_another_reason_is_told_while_what_is_overdue_waits(book: Book) -> None:
    book.ledger(LEDGER).ledger("contact A 2026-11-20 no_answer next 2026-11-30\ninvoice A-2 A 2026-11-20 due - 10.00")
    book.ledger("payment P-1 A 2026-11-20 5.00")
    row = row_of(worklist(book), "A")
    assert ([each.code for each in row.reasons], row.overdue_days, row.waits) == (["unapplied"], 5, "")


def test_a_promise_keeps_the_debt_off_the_list_until_its_day(book: Book) -> None:
    book.ledger(LEDGER).ledger("promise T-1 A 2026-11-21 2026-11-24 300.00")
    assert waiting(worklist(book)) == {"A": ("promise", date(2026, 11, 27))}  # the 24th and two days of grace
    due = row_of(worklist(book, date(2026, 11, 24)), "A")
    assert due.reasons == (Reason("promise_today", 30000, "CNY", 0, 1),)
    assert today_wording.to_do(due.reasons) == "Check if it came in · Promised for today: ¥300.00"
    broken = row_of(worklist(book, date(2026, 11, 27)), "A")
    assert [each.code for each in broken.reasons] == ["promise_broken", "overdue"]
    assert today_wording.reason_text(broken.reasons[0]) == "Promise of 3 days ago not kept: ¥300.00 missing"
    assert worklist(book, date(2026, 11, 27)).rows[0].code == "A"


def test_money_that_comes_keeps_the_promise_and_empties_the_list(book: Book) -> None:
    book.ledger(LEDGER).ledger("promise T-1 A 2026-11-01 2026-11-20 300.00\npayment P-1 A 2026-11-21 300.00 -> A-1")
    assert list(codes(worklist(book))) == ["B"]
    assert waiting(worklist(book)) == {}


def test_a_contact_after_a_broken_promise_answers_it(book: Book) -> None:
    book.ledger(LEDGER).ledger("promise T-1 A 2026-11-01 2026-11-10 300.00")
    assert codes(worklist(book))["A"] == ["promise_broken", "overdue"]
    book.ledger("contact A 2026-11-12 other next 2026-11-21")  # still within the grace: it answers nothing
    assert codes(worklist(book))["A"] == ["promise_broken", "overdue"]
    book.ledger("contact A 2026-11-13 other next 2026-11-21")
    assert codes(worklist(book))["A"] == ["overdue"]


def test_only_what_no_promise_covers_is_called_for(book: Book) -> None:
    book.ledger(LEDGER).ledger(
        "invoice A-2 A 2026-10-18 due 2026-11-17 50.00\npromise T-1 A 2026-11-21 2026-11-25 300.00 -> A-1"
    )
    row = row_of(worklist(book), "A")
    assert row.reasons == (Reason("overdue", 5000, "CNY", 4, 1, "call"),)


def test_a_held_customer_waits_until_the_hold_ends(book: Book) -> None:
    book.ledger(LEDGER)
    claims = book.services.claims
    claims.add_hold(book.ids["A"], "reminder", "The owner talks to them", from_on=TODAY, until_on=date(2026, 11, 30))
    assert waiting(worklist(book)) == {"A": ("hold", date(2026, 12, 1))}
    assert "A" in codes(worklist(book, date(2026, 12, 1)))


def test_a_letter_that_is_due_is_the_deed_and_its_record_the_answer(book: Book) -> None:
    book.ledger("customer A net 30\ninvoice A-1 A 2026-09-01 due 2026-11-13 300.00")
    row = row_of(worklist(book), "A")
    assert today_wording.to_do(row.reasons) == "First reminder · 8 days overdue: ¥300.00"
    book.ledger("remind A 2026-11-21")
    assert codes(worklist(book)) == {}
    assert waiting(worklist(book)) == {"A": ("contact", date(2026, 12, 1))}  # seven working days


def test_a_follow_up_that_is_about_more_than_money_is_told_on_its_day(book: Book) -> None:
    book.ledger("customer A net 30\ninvoice A-1 A 2026-11-01 due 2026-12-31 300.00")
    book.ledger("contact A 2026-11-16 asks_instalments next 2026-11-20")
    row = row_of(worklist(book), "A")
    assert today_wording.to_do(row.reasons) == "Follow up · They asked to pay in instalments: 1 day ago"
    book.ledger("contact A 2026-11-21 says_paid next 2026-11-21")
    assert codes(worklist(book)) == {}  # nothing is overdue: there is nothing to go after


def test_who_may_buy_nothing_on_credit_any_more_is_told_for_a_week_and_until_somebody_spoke_to_them(book: Book) -> None:
    book.ledger("customer A net 30\ninvoice A-1 A 2026-11-01 due 2026-12-31 300.00")
    book.services.claims.add_hold(book.ids["A"], "credit", "Owner is abroad", from_on=date(2026, 11, 18))
    row = row_of(worklist(book), "A")
    assert row.reasons == (Reason("stopped", 30000, "CNY", 3, 1, "hold", "Owner is abroad"),)
    assert codes(worklist(book, date(2026, 11, 24))) == {"A": ["stopped"]}
    assert codes(worklist(book, date(2026, 11, 25))) == {}
    book.ledger("contact A 2026-11-19 new_contact next 2026-12-01")
    assert codes(worklist(book)) == {}


def test_a_fall_to_a_stop_is_told_once(book: Book) -> None:
    """90 days overdue make a default: grade D from then on."""
    book.ledger("customer A net 30\ninvoice A-1 A 2026-05-01 due 2026-08-20 90000.00")
    stopped = {day: "stopped" in codes(worklist(book, date(2026, 11, day)))["A"] for day in (17, 19, 20, 25, 26, 27)}
    assert stopped == {17: False, 19: True, 20: True, 25: True, 26: False, 27: False}
    assert row_of(worklist(book), "A").risk == "stop"


def test_a_deadline_near_ranks_a_customer_higher(book: Book) -> None:
    """Nothing is left to lose by age; B's limitation ends in three weeks, so all of B may be lost."""
    book.ledger("""
        customer A net 30
        customer B net 30
        invoice A-1 A 2024-01-01 due 2024-02-01 900.00
        invoice B-1 B 2023-11-11 due 2023-12-11 100.00
    """)
    found = worklist(book)
    assert [(row.code, row.cost) for row in found.rows] == [("B", 10000), ("A", 0)]
    assert "Waiting 30 days more is expected to cost ¥100.00." in today_wording.why(found.rows[0])


# --- put off


def test_put_off_until_a_day(book: Book) -> None:
    book.ledger(LEDGER)
    book.services.snoozing.put(book.ids["A"], ["overdue"], date(2026, 11, 23))
    found = worklist(book)
    assert (list(codes(found)), waiting(found)) == (["B"], {"A": ("snooze", date(2026, 11, 23))})
    assert today_wording.row_text(found.waiting[0]) == "Put off until 2026-11-23 · 5 days overdue: ¥300.00"
    assert "A" not in codes(worklist(book, date(2026, 11, 22)))
    assert "A" in codes(worklist(book, date(2026, 11, 23)))
    assert "A" in codes(worklist(book, date(2026, 11, 20)))  # the day before it was put off


def test_a_new_kind_of_reason_brings_them_back_with_all_of_them(book: Book) -> None:
    book.ledger(LEDGER)
    book.services.snoozing.put(book.ids["A"], ["overdue"], date(2026, 12, 31))
    book.ledger("invoice A-2 A 2026-11-01 due 2026-11-23 10.00")
    assert codes(worklist(book))["A"] == ["overdue", "due_soon"]


def test_undo_and_waking_bring_them_back(book: Book) -> None:
    book.ledger(LEDGER)
    snoozing, whom = book.services.snoozing, book.ids["A"]
    snoozing.put(whom, ["overdue"], date(2026, 11, 30))
    book.services.history.undo()
    assert "A" in codes(worklist(book))
    snoozing.put(whom, ["overdue"], date(2026, 11, 30))
    snoozing.put(whom, ["overdue"], date(2026, 11, 25))  # sooner after all
    assert waiting(worklist(book)) == {"A": ("snooze", date(2026, 11, 25))}
    snoozing.wake(whom)
    assert "A" in codes(worklist(book))


def test_nobody_is_put_off_until_today(book: Book) -> None:
    book.ledger(LEDGER)
    with pytest.raises(Invalid) as problem:
        book.services.snoozing.put(book.ids["A"], ["overdue"], TODAY)
    assert problem.value.field == "until"

"""Which reminder is due: the ladder by what was sent, what is deducted, what pauses only itself."""

from __future__ import annotations

from datetime import date

import pytest

from app.services.bills import BillDraft
from app.services.reminder_wording import reason_text, waiting_text
from app.services.reminders import ReminderDraft
from tests.book import Book, book_fixture
from tests.reminding import day, due, ladder, of, one

__all__ = ["book_fixture"]
OWES = "customer A net 30\ninvoice I-1 A 2026-09-01 due 2026-10-01 100.00"


# --- the ladder: what other programs do with the same facts


def test_the_fifth_day_brings_the_first_letter(book: Book) -> None:
    ladder(book).ledger(OWES)
    assert due(book, "2026-10-05") == []
    assert due(book, "2026-10-06") == [("A", "CNY", 1, 10000)]


def test_the_level_waits_until_the_letter_is_recorded(book: Book) -> None:
    ladder(book).ledger(OWES)
    assert due(book, "2026-10-31") == [("A", "CNY", 1, 10000)]
    book.ledger("remind A 2026-10-31")
    assert due(book, "2026-10-31") == []
    assert due(book, "2026-11-02") == [("A", "CNY", 2, 10000)]


def test_a_fee_and_then_a_share_of_what_it_was(book: Book) -> None:
    ladder(book, remind_fee=[10.0, 0.0, 0.0, 0.0], remind_fee_share=[0.0, 0.15, 0.0, 0.0]).ledger(OWES)
    first = one(book, "2026-10-06")
    assert (first.amount, first.fees, first.amount + first.fees) == (10000, 1000, 11000)
    book.ledger("remind A 2026-10-06\npayment P-1 A 2026-10-10 40.00 -> I-1")
    second = one(book, "2026-10-21")
    assert (second.amount, second.fee, second.fees) == (6000, 1500, 2500)


def test_fees_add_up_on_the_whole(book: Book) -> None:
    ladder(book, remind_fee=[10.0, 0.0, 0.0, 0.0], remind_fee_share=[0.0, 0.15, 0.0, 0.0]).ledger(OWES)
    book.ledger("remind A 2026-10-06")
    second = one(book, "2026-10-21")
    assert second.amount + second.fees == 12500
    book.ledger("remind A 2026-10-21")
    assert [each.amount for each in book.services.charges.open_of(book.ids["A"])] == [1000, 1500]


def test_interest_is_told_from_the_second_letter_on(book: Book) -> None:
    """100 at 10 % for 15 days = 0.41; the contract agrees on 274 ppm a day = 10.001 % a year."""
    ladder(book, remind_days=[5, 15, 40, 60]).ledger(
        """customer A net 30
        contract K-1 A 2026-08-01 1000
        invoice I-1 A 2026-09-01 due 2026-10-01 100.00"""
    )
    agree(book, ppm=274)
    assert one(book, "2026-10-16").interest == 0
    book.ledger("remind A 2026-10-10")
    found = one(book, "2026-10-16")
    assert (found.level, found.interest, found.per_day, found.items[0].regime) == (2, 41, 3, "contract")
    assert found.total == 10041


def agree(book: Book, *, ppm: int) -> None:
    """The invoice is of the contract, which has this penalty a day."""
    contract = int(book.store.scalar("select id from contract"))
    with book.store.change("contract.update") as change:
        change.update("contract", contract, {"penalty_ppm_day": ppm, "status": "running", "signed_on": "2026-08-01"})
        change.update("receivable", book.ids["I-1"], {"contract_id": contract})


# --- what is deducted


@pytest.mark.parametrize(("received", "asked"), [("100.00", []), ("50.00", [("A", "CNY", 1, 5000)])])
def test_money_not_applied_is_taken_off(book: Book, received: str, asked: list[object]) -> None:
    ladder(book).ledger(OWES).ledger(f"payment P-1 A 2026-10-03 {received} ->")
    assert due(book, "2026-10-06") == asked


def test_a_credit_note_covers_the_oldest_first(book: Book) -> None:
    ladder(book).ledger(OWES).ledger("invoice I-2 A 2026-09-05 due 2026-10-03 60.00\ncredit G-1 A 2026-10-04 100.00")
    assert due(book, "2026-10-06") == []
    found = one(book, "2026-10-08")
    assert [(each.number, each.asked) for each in found.items] == [("I-2", 6000)]


def test_money_of_another_currency_takes_nothing_off(book: Book) -> None:
    ladder(book).ledger(OWES).ledger("payment P-1 A 2026-10-03 100.00 USD @7.1 ->")
    assert due(book, "2026-10-06") == [("A", "CNY", 1, 10000)]


def test_a_prepayment_of_a_contract_is_not_there_for_other_debts(book: Book) -> None:
    ladder(book).ledger(OWES).ledger("contract K-1 A 2026-09-01 1000\nprepay P-9 A 2026-10-02 300 K-1")
    assert due(book, "2026-10-06") == [("A", "CNY", 1, 10000)]


def test_an_instalment_plan_reminds_of_what_is_due_only(book: Book) -> None:
    ladder(book).ledger(
        """customer A net 30
        invoice I-1 A 2026-09-01 due 2026-10-01:100 2026-11-01:100 2026-12-01:100 300.00
        payment P-1 A 2026-10-02 30.00 -> I-1"""
    )
    assert due(book, "2026-10-10") == [("A", "CNY", 1, 7000)]
    assert [(each.seq, each.asked) for each in one(book, "2026-10-10").items] == [(1, 7000)]
    assert [each.seq for each in of(book, "2026-10-10").later] == [2, 3]


def test_what_bounces_comes_back_at_its_old_step(book: Book) -> None:
    ladder(book).ledger(OWES).ledger("remind A 2026-10-06\npayment P-1 A 2026-10-12 100.00 -> I-1")
    assert due(book, "2026-10-25") == []
    book.ledger("bounce P-1 2026-11-05")
    assert due(book, "2026-11-04") == []
    assert due(book, "2026-11-05") == [("A", "CNY", 2, 10000)]


# --- several at once


def test_one_letter_for_each_customer_and_currency(book: Book) -> None:
    ladder(book).ledger(
        """customer A net 30
        customer B net 30
        invoice I-1 A 2026-09-01 due 2026-10-01 100.00
        invoice I-2 A 2026-09-01 due 2026-10-15 50.00
        invoice I-3 A 2026-09-01 due 2026-10-01 30.00 USD @7.1
        invoice I-4 B 2026-09-01 due 2026-10-01 20.00"""
    )
    assert due(book, "2026-10-21") == [("A", "CNY", 1, 15000), ("A", "USD", 1, 3000), ("B", "CNY", 1, 2000)]
    book.ledger("remind A 2026-10-21")
    assert due(book, "2026-10-21") == [("B", "CNY", 1, 2000)]


def test_the_highest_step_wins_and_the_others_keep_theirs(book: Book) -> None:
    ladder(book).ledger(OWES).ledger("remind A 2026-10-06\ninvoice I-2 A 2026-09-20 due 2026-10-20 50.00")
    found = one(book, "2026-10-21")
    assert (found.level, [(each.number, each.step, each.level) for each in found.items]) == (
        2,
        [("I-1", 1, 2), ("I-2", None, 0)],
    )
    book.ledger("remind A 2026-10-21")
    assert due(book, "2026-10-25", "A") == [
        ("A", "CNY", 1, 15000)
    ]  # I-2 is 5 days late; the deadline holds level 3 back


def test_no_higher_letter_before_the_deadline_that_was_given(book: Book) -> None:
    ladder(book, remind_deadline=[0, 0, 30, 7, 10]).ledger(OWES).ledger("remind A 2026-10-06\nremind A 2026-10-21")
    waiting = of(book, "2026-11-15").waiting
    assert waiting is not None
    assert (waiting.code, waiting.until) == ("deadline", date(2026, 11, 21))
    assert due(book, "2026-11-20") == []
    assert due(book, "2026-11-21") == [("A", "CNY", 3, 10000)]


def test_not_again_within_two_days_whatever_the_currency(book: Book) -> None:
    ladder(book).ledger(OWES).ledger("remind A 2026-10-06\ninvoice I-3 A 2026-09-01 due 2026-10-02 30.00 USD @7.1")
    assert due(book, "2026-10-07") == []
    assert due(book, "2026-10-08") == [("A", "USD", 1, 3000)]


def test_a_courtesy_notice_comes_once_before_the_due_day(book: Book) -> None:
    ladder(book, remind_before=7, remind_again=0).ledger(OWES)
    assert due(book, "2026-09-23") == []
    found = one(book, "2026-09-24")
    assert (found.level, found.amount, found.reason and found.reason.days) == (0, 10000, 7)
    book.ledger("remind A 2026-09-24")
    assert (due(book, "2026-09-30"), due(book, "2026-10-01"), due(book, "2026-10-05")) == ([], [], [])
    assert due(book, "2026-10-06") == [("A", "CNY", 1, 10000)]
    first = one(book, "2026-10-06").reason
    assert first is not None and reason_text(first) == "I-1 is 5 days overdue, next letter due since 2026-10-06"


def test_the_notice_comes_again_on_the_day_before(book: Book) -> None:
    """H1: -7 and -1."""
    ladder(book, remind_before=7).ledger(OWES).ledger("remind A 2026-09-24")
    assert (due(book, "2026-09-29"), due(book, "2026-09-30")) == ([], [("A", "CNY", 0, 10000)])
    waiting = of(book, "2026-09-26").waiting
    assert waiting is not None and waiting_text(waiting) == "The next reminder is due on 2026-09-30."
    assert due(book, "2026-10-01") == [("A", "CNY", 0, 10000)]  # the computer was off on the day before
    reason = one(book, "2026-10-01").reason
    assert reason is not None and reason_text(reason) == "I-1 is due today"
    book.ledger("remind A 2026-09-30")
    assert (due(book, "2026-10-01"), due(book, "2026-10-02"), due(book, "2026-10-05")) == ([], [], [])
    assert due(book, "2026-10-06") == [("A", "CNY", 1, 10000)]


@pytest.mark.parametrize(("sent", "again"), [("2026-09-28", True), ("2026-09-29", False), ("2026-09-30", False)])
def test_no_second_notice_right_after_the_first(book: Book, sent: str, again: bool) -> None:
    ladder(book, remind_before=7).ledger(OWES).ledger(f"remind A {sent}")
    found = [due(book, on) for on in ("2026-09-30", "2026-10-01")]
    assert found == ([[("A", "CNY", 0, 10000)]] * 2 if again else [[], []])


def test_one_notice_names_all_that_comes_due(book: Book) -> None:
    """With the rules as they come: the second of I-1 and the first of I-2 go out as one; nobody is flooded."""
    ladder(book, remind_before=7).ledger(OWES).ledger(
        "invoice I-2 A 2026-09-05 due 2026-10-07 50.00\nremind A 2026-09-24"
    )
    assert [each.number for each in one(book, "2026-09-30").items] == ["I-1", "I-2"]
    book.ledger("remind A 2026-09-30")
    assert [due(book, f"2026-10-0{day}") for day in range(1, 6)] == [[]] * 5
    # I-1 is five days overdue then: one letter, and no word about what comes due.
    assert [each.number for each in one(book, "2026-10-06").items] == ["I-1"]


def test_money_held_back_is_asked_for_when_it_is_overdue_only(book: Book) -> None:
    ladder(book, remind_before=7).ledger(OWES)
    with book.store.change("receivable.update") as change:
        change.update("instalment", of(book, "2026-09-01").later[0].instalment_id, {"retention": 1})
    assert due(book, "2026-09-28") == []
    assert due(book, "2026-10-06") == [("A", "CNY", 1, 10000)]


def test_for_little_money_no_lawyer_writes(book: Book) -> None:
    ladder(book, remind_small=2000.0).ledger(OWES).ledger(
        "customer B net 30\ninvoice I-9 B 2026-09-01 due 2026-10-01 2000.00"
    )
    for on in ("2026-10-06", "2026-10-21", "2026-11-10"):
        book.ledger(f"remind A {on}\nremind B {on}")
    found = of(book, "2026-12-05")
    assert (found.waiting and found.waiting.code, found.level) == ("small", 3)
    assert due(book, "2026-12-05") == [("B", "CNY", 4, 200000)]


def test_a_refused_draft_brings_the_debt_back_and_the_last_letter_at_once(book: Book) -> None:
    ladder(book).ledger("customer A net 30\ninvoice I-1 A 2026-09-01 due 2026-10-01 3000.00\nremind A 2026-10-06")
    bills, a = book.services.bills, book.ids["A"]
    draft = BillDraft(a, "trade", "Own draft", 300000, received_on=day("2026-10-10"), matures_on=day("2026-11-10"))
    bill = bills.receive(draft)
    assert due(book, "2026-11-09") == []
    bills.event(bill, "presented", day("2026-11-10"))
    bills.refuse(bill, day("2026-11-10"))
    found = one(book, "2026-11-10")
    assert (found.level, found.items[0].step, found.amount) == (4, 1, 300000)
    assert found.reason is not None
    assert (found.reason.code, found.reason.what) == ("jumped", "refused_draft")
    book.ledger("remind A 2026-11-10")
    assert due(book, "2026-11-21") == []


def test_a_jump_waits_for_no_deadline_but_one_given_by_somebody_who_knew(book: Book) -> None:
    """Refused on 11-10. The letter of 11-09 gave them until 11-16: it knew nothing of it. The one of 11-12 did: its word is kept."""
    ladder(book).ledger(
        """customer A net 30
        invoice I-1 A 2026-09-01 due 2026-10-01 3000.00
        invoice I-2 A 2026-09-01 due 2026-10-20 40.00
        remind A 2026-10-25"""
    )
    bills, a = book.services.bills, book.ids["A"]
    bill = bills.receive(BillDraft(a, "trade", "Own draft", 300000, day("2026-10-26"), day("2026-11-10")))
    book.ledger("remind A 2026-11-09")
    assert book.services.reminders.of_customer(a)[0].deadline_on == day("2026-11-16")
    bills.event(bill, "presented", day("2026-11-10"))
    bills.refuse(bill, day("2026-11-10"))
    assert (one(book, "2026-11-11").level, one(book, "2026-11-11").reason.code) == (4, "jumped")  # type: ignore[union-attr]
    found = of(book, "2026-11-12")
    named = tuple(each.instalment_id for each in found.items)
    book.services.reminders.record(ReminderDraft(a, "CNY", 2, named, on=day("2026-11-12")))
    waiting = of(book, "2026-11-19").waiting
    assert waiting is not None and (waiting.code, waiting.until) == ("deadline", day("2026-11-20"))
    assert one(book, "2026-11-20").level == 4

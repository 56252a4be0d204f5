"""What the reminder window stands on: the hours, the address, what a choice changes, what is left after the last letter."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from app.i18n import speaking
from app.services import letter_desk, remind_desk, reminder_lists
from app.services import remind_desk_wording as words
from app.services.documents import confirmation
from app.services.remind_desk import Asked
from app.services.reminders import OverrideDraft, ReminderDraft
from app.services.statement_drawing import StatementDraft
from tests.book import Book, book_fixture

__all__ = ["book_fixture"]

LEDGER = """
customer A net 30
invoice  A-1 A 2026-09-01 due 2026-10-11 5000.00
invoice  A-2 A 2026-10-01 due 2026-11-01 100.00
payment  P-1 A 2026-11-20 40.00
"""


def asked(book: Book, **other: object) -> Asked:
    desk = remind_desk.desk(book.services, book.ids["A"])
    found = desk.reminders[0]
    named = tuple(each.instalment_id for each in found.items)
    return replace(Asked(found, named, found.level, "wechat", None, "en"), **other)  # type: ignore[arg-type]


@pytest.mark.parametrize(("hour", "quiet"), [(21, False), (22, True), (0, True), (7, True), (8, False), (12, False)])
def test_hours_over_midnight(book: Book, hour: int, quiet: bool) -> None:
    book.ledger(LEDGER)
    assert remind_desk.desk(book.services, book.ids["A"]).is_quiet(hour) == quiet


def test_money_not_applied_is_taken_off_the_oldest(book: Book) -> None:
    book.ledger(LEDGER)
    told = asked(book).ask(book.services)
    assert (told.reminder.amount, told.reminder.credits) == (5060_00, 40_00)
    assert words.sum_text(told.reminder) == "2 receivables · ¥5,060.00 · less ¥40.00 not applied yet"
    one = asked(book, instalments=(told.reminder.items[1].instalment_id,)).ask(book.services)
    assert (one.reminder.amount, one.reminder.credits) == (100_00, 0)


def test_a_higher_letter_gives_a_last_day_and_another_follow_up(book: Book) -> None:
    book.ledger(LEDGER)
    first, third = asked(book, level=1).ask(book.services), asked(book, level=3).ask(book.services)
    assert (first.reminder.deadline_on, first.reminder.follow_on) == (None, date(2026, 12, 1))
    assert (third.reminder.deadline_on, third.reminder.follow_on) == (date(2026, 11, 28), date(2026, 11, 25))
    assert "2026-11-25 Wed" in words.will_text(third)


def test_the_address_is_the_persons_else_the_firms(book: Book) -> None:
    book.ledger(LEDGER)
    customers, who = book.services.customers, book.ids["A"]
    customers.update(who, {"phone": "057100000000", "email": "firm@example.com"})
    person = customers.add_contact(who, {"name": "Wang", "phone": "13800000001", "wechat": "wang_01"})
    assert asked(book, contact_id=person).ask(book.services).address == "wang_01"
    assert asked(book, contact_id=person, channel="sms").ask(book.services).address == "13800000001"
    mail = asked(book, contact_id=person, channel="email").ask(book.services)
    assert (mail.address, bool(mail.subject)) == ("firm@example.com", True)
    assert asked(book).ask(book.services).address == "057100000000"


def test_after_the_last_letter_the_debts_can_still_be_named(book: Book) -> None:
    book.ledger(LEDGER)
    first = asked(book)
    draft = ReminderDraft(book.ids["A"], "CNY", 4, first.instalments, on=date(2026, 11, 15))
    book.services.reminders.record(draft)
    (found,) = book.services.reminders.of(book.ids["A"])
    assert found.waiting is not None
    assert (found.waiting.code, len(found.items), found.paused) == ("done", 2, ())
    assert words.waiting_text(found, book.today).startswith("Reminded 6 days ago (2026-11-15): Lawyer's letter (draft)")


def test_an_exception_in_words(book: Book) -> None:
    book.ledger(LEDGER)
    draft = OverrideDraft(customer_id=book.ids["A"], reason="old friend", wait_bp=15_000, later_days=5, most_level=2)
    book.services.reminders.set_override(draft)
    (row,) = book.services.reminders.overrides(book.ids["A"])
    assert words.override_text(row) == (
        "Exception for all receivables: waiting days × 150%, 5 days later, no letter above Second notice. "
        "Reason: old friend"
    )


def test_a_letter_waits_for_its_proof_only_when_it_would_prove_something(book: Book) -> None:
    book.ledger(LEDGER)
    named = asked(book).instalments
    for level, day in ((1, date(2026, 10, 20)), (2, date(2026, 10, 30))):
        book.services.reminders.record(ReminderDraft(book.ids["A"], "CNY", level, named[:1], on=day))
    lists = reminder_lists.read(book.services)
    assert [(row.level, row.number) for row in lists.unserved] == [(2, "CK-2026-0002")]
    assert len(lists.made) == 2


def test_a_text_is_tried_with_somebody_who_owes_and_without_anybody(book: Book) -> None:
    tried = letter_desk.tried(book.services, "message_1", "en", "Dear {contact}, {amount}, {nobody}")
    assert (tried.whose, tried.lost) == ("", ("{nobody}",))
    book.ledger(LEDGER)
    tried = letter_desk.tried(book.services, "message_1", "en", "Dear {contact}: {amount}")
    assert (tried.text, tried.whose) == ("Dear A Company: ¥5,060.00", "A Company")


def test_chinese_sentences_give_a_latin_name_its_spaces(book: Book) -> None:
    """What Enter does, and what a customer acknowledges under a statement; a Chinese name gets none."""
    book.ledger(LEDGER)
    statement = StatementDraft(book.ids["A"], date(2026, 11, 20), date(2026, 11, 20), "confirmation", language="zh_CN")
    sheet = book.services.statements.drawn(statement)
    with speaking("zh_CN"):
        assert "已联系 A Company，" in words.will_text(asked(book).ask(book.services))
        assert "我公司尚欠 Test & Co ¥" in confirmation.acknowledged(sheet)[0]
        book.services.customers.update(book.ids["A"], {"short_name": "甲公司"})
        assert "已联系甲公司，" in words.will_text(asked(book).ask(book.services))

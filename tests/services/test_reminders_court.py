"""A legal matter takes its debts off the ladder: with the lawyer's letter there is none left, before a court nobody is reminded."""

from __future__ import annotations

import pytest

from app.i18n import speaking
from app.models.errors import Invalid
from app.services import reminder_wording, today_wording
from app.services.clocks import Clocks
from app.services.letter_sheets import thawed
from app.services.matter_drafts import Closing, MatterDraft
from app.services.matter_stages import Step
from app.services.reminders import ReminderDraft
from tests.book import Book, book_fixture
from tests.reminding import day, due, ladder, of

__all__ = ["book_fixture"]
OWES = """customer A net 30
invoice I-1 A 2026-06-01 due 2026-07-01 9000.00
invoice I-2 A 2026-09-01 due 2026-10-01 100.00"""


def with_matter(book: Book) -> int:
    """About the first debt alone, since 1 November."""
    ladder(book).ledger(OWES)
    draft = MatterDraft(book.ids["A"], (book.ids["I-1"],), opened_on=day("2026-11-01"))
    return book.services.matters.open(draft)


def move(book: Book, matter: int, stage: str, on: str) -> None:
    book.services.matters.move(matter, Step(stage, day(on)))


def test_what_lies_with_a_court_is_not_reminded_of(book: Book) -> None:
    matter = with_matter(book)
    assert due(book, "2026-11-10") == [("A", "CNY", 1, 910000)]
    move(book, matter, "filed", "2026-11-10")
    assert due(book, "2026-11-09") == [("A", "CNY", 1, 910000)]  # the day before stays as it was
    assert due(book, "2026-11-10") == [("A", "CNY", 1, 10000)]
    (paused,) = of(book, "2026-11-10").paused
    number = book.services.matters.get(matter).number
    assert (paused.why, paused.amount, paused.document) == ("court", 900000, number)
    with speaking("en"):
        assert reminder_wording.pause_text(paused) == f"Before a court: {number}"
    book.services.matters.close(matter, Closing("withdrawn", day("2026-11-15")))
    assert due(book, "2026-11-15") == [("A", "CNY", 1, 910000)]


def test_what_the_lawyers_letter_is_about_stands_in_no_other(book: Book) -> None:
    """One amount stated by one paper: the second debt takes its first step by itself."""
    matter = with_matter(book)
    assert due(book, "2026-11-05") == [("A", "CNY", 1, 910000)]
    move(book, matter, "lawyer_letter", "2026-11-05")
    found = of(book, "2026-11-05")
    assert [(item.number, item.level) for item in found.items] == [("I-2", 1)]
    assert due(book, "2026-11-05") == [("A", "CNY", 1, 10000)]
    assert due(book, "2026-11-04") == [("A", "CNY", 1, 910000)]  # the day before stays as it was
    (paused,) = found.paused
    assert (paused.item.number, paused.item.step, paused.why, paused.amount) == ("I-1", 4, "lawyer", 900000)
    with speaking("en"):
        assert reminder_wording.pause_text(paused) == "The lawyer's letter is out"


def test_a_lawyers_letter_of_the_ladder_is_one_too(book: Book) -> None:
    """I-1 went up to the lawyer's letter; of I-2 a friendly one goes out after it, and none names I-1 by a slip."""
    ladder(book).ledger(OWES)
    with_lawyer = of(book, "2026-11-01")
    first = [each.instalment_id for each in with_lawyer.items if each.number == "I-1"]
    draft = ReminderDraft(book.ids["A"], "CNY", 4, tuple(first), "letter", on=day("2026-11-01"))
    book.services.reminders.record(draft)
    for on, level in (("2026-11-10", 1), ("2026-11-21", 1)):
        assert due(book, on) == [("A", "CNY", level, 10000)]
    found = of(book, "2026-11-10")
    assert (found.total, [each.item.number for each in found.paused]) == (10000, ["I-1"])
    both = tuple(each.instalment_id for each in (*found.items, *(each.item for each in found.paused)))
    with pytest.raises(Invalid, match="Choose debts of this customer"):
        book.services.reminders.record(ReminderDraft(book.ids["A"], "CNY", 1, both, on=day("2026-11-10")))


def test_only_what_the_lawyer_has_is_left(book: Book) -> None:
    """Nothing is due; the lawyer's letter can be repeated, a lower one cannot."""
    ladder(book).ledger(OWES)
    named = tuple(each.instalment_id for each in of(book, "2026-11-01").items)
    book.services.reminders.record(ReminderDraft(book.ids["A"], "CNY", 4, named, "letter", on=day("2026-11-01")))
    with book.store.change("test.step") as change:  # both reached it
        change.update("reminder_item", 2, {"level": 4})
    found = of(book, "2026-11-20")
    assert (found.due, found.level, [each.number for each in found.items]) == (False, 4, ["I-1", "I-2"])
    assert book.services.reminders.chosen(found, named, 4, day("2026-11-20")).amount == 910000
    with pytest.raises(Invalid, match="The lawyer's letter about I-1 is out"):
        book.services.reminders.chosen(found, named, 3, day("2026-11-20"))


def test_the_disputed_part_of_what_the_lawyer_has_is_not_told_either(book: Book) -> None:
    matter = with_matter(book)
    book.ledger("dispute I-1 2026-10-05 1000.00\ndispute I-2 2026-10-06 30.00")
    (before,) = book.services.reminders.of(book.ids["A"])
    assert [each.number for each in book.services.letters.sheet(before).disputed] == ["I-1", "I-2"]
    move(book, matter, "lawyer_letter", "2026-11-05")
    (after,) = book.services.reminders.of(book.ids["A"])
    assert [each.number for each in book.services.letters.sheet(after).disputed] == ["I-2"]


def test_money_that_is_not_applied_pays_what_the_lawyer_has_first(book: Book) -> None:
    """9,000 at the lawyer's, 100 beside it; 8,950 came in: 50 of the first and all of the second are open."""
    matter = with_matter(book)
    move(book, matter, "lawyer_letter", "2026-11-05")
    book.ledger("payment P-1 A 2026-11-06 8950.00")
    assert due(book, "2026-11-06") == [("A", "CNY", 1, 10000)]


def test_the_lawyers_letter_is_a_notice_that_restarts_the_limitation_once_served(book: Book) -> None:
    matter = with_matter(book)
    book.ledger("dispute I-1 2026-10-05 1000.00")
    move(book, matter, "lawyer_letter", "2026-11-05")
    who = book.ids["A"]
    (made,) = book.services.notices.of_customer(who)
    assert (made.kind, made.matter_id, made.amount, made.deadline_on) == (
        "lawyer_letter",
        matter,
        800000,
        day("2026-11-15"),
    )
    sheet = thawed(made.data["sheet"])
    assert (sheet.number, [each.number for each in sheet.items], sheet.level) == (made.number, ["I-1"], 4)

    def ends() -> dict[str, str]:
        rows = Clocks(book.store, day("2026-11-20")).rows(customer_id=who)
        return {row.clock.document: row.clock.ends_on.isoformat() for row in rows if row.clock.kind == "limitation"}

    assert ends() == {"I-1": "2029-07-01", "I-2": "2029-10-01"}
    book.services.notices.serve(made.id, "signed", day("2026-11-07"))
    assert ends() == {"I-1": "2029-11-07", "I-2": "2029-10-01"}
    move(book, matter, "negotiation", "2026-11-08")
    move(book, matter, "lawyer_letter", "2026-11-09")
    assert len(book.services.notices.of_customer(who)) == 1  # one letter of one matter


def test_today_waits_for_the_court(book: Book) -> None:
    ladder(book).ledger("customer A net 30\ninvoice I-1 A 2026-09-01 due 2026-10-01 9000.00")
    draft = MatterDraft(book.ids["A"], (book.ids["I-1"],), opened_on=day("2026-11-01"))
    matter = book.services.matters.open(draft)
    assert [row.reasons[0].code for row in book.services.monitoring.today(day("2026-11-10")).rows] == ["overdue"]
    move(book, matter, "filed", "2026-11-10")
    work = book.services.monitoring.today(day("2026-11-10"))
    assert [(row.waits, row.until) for row in work.waiting] == [("court", None)] and not work.rows
    with speaking("en"):
        assert today_wording.row_text(work.waiting[0]).startswith("Before a court · 40 days overdue")

"""A legal matter takes its debts off the ladder: with the lawyer's letter there is none left, before a court nobody is reminded."""

from __future__ import annotations

from app.i18n import speaking
from app.services import reminder_wording, today_wording
from app.services.clocks import Clocks
from app.services.letter_sheets import thawed
from app.services.matter_drafts import Closing, MatterDraft
from app.services.matter_stages import Step
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


def test_after_the_lawyers_letter_no_letter_is_left(book: Book) -> None:
    matter = with_matter(book)
    move(book, matter, "lawyer_letter", "2026-11-05")
    steps = {each.number: each.step for each in of(book, "2026-11-05").items}
    assert steps == {"I-1": 4, "I-2": None}
    assert [(item.number, item.level) for item in of(book, "2026-11-05").items] == [("I-1", 4), ("I-2", 1)]
    assert due(book, "2026-11-05") == [("A", "CNY", 1, 910000)]  # the second debt takes its first step; all is listed


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

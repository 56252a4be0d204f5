"""The lists of visits and feedback."""

from __future__ import annotations

from datetime import date

from app.models.money import Money
from app.services import visit_reports
from app.services.feedback import FeedbackDraft
from app.services.visits import VisitDraft
from tests.book import TODAY, Book

LEDGER = """
    customer A net 30 CNY
    customer B net 30 CNY
    customer C net 30 CNY
    invoice  A-1 A 2026-09-01 due 2026-10-01 900.00
    invoice  B-1 B 2026-09-01 due 2026-10-01 100.00
"""


def test_visits_list_who_is_due_and_who_was_never_visited(book: Book) -> None:
    book.ledger(LEDGER)
    book.services.customers.update(book.ids["A"], {"owner_id": 1})
    draft = VisitDraft(customer_id=book.ids["A"], on=date(2026, 5, 1), signs=("idle_plant", "owner_away"))
    book.services.visits.record(draft)
    sheet = visit_reports.visited(book.store, TODAY)
    assert sheet.rows == (
        # class A, not rated (as BB): 12 x 0.5 months
        ("A Company", "NR", "A", "Owner", date(2026, 5, 1), "Owner", "Plant stands idle, Owner not to be reached", 6, date(2026, 11, 1),
         "Visit due", Money(900_00, "CNY")),
        # class B from 80 to 95 %: 12 months
        ("B Company", "NR", "B", None, None, None, None, 12, None, "Never visited", Money(100_00, "CNY")),
    )  # fmt: skip
    assert sheet.notes[1] == "1 customer has no salesperson."  # C neither owes nor bought: not in the cycle


def test_feedback_lists_what_is_open_first(book: Book) -> None:
    who = book.ledger(LEDGER).ids["A"]
    add = book.services.feedback.add
    add(FeedbackDraft(who, "praise", "Quick", on=date(2026, 11, 10), score=5))
    settled = add(FeedbackDraft(who, "complaint", "Wet", on=date(2026, 11, 1)))
    add(FeedbackDraft(who, "need", "Thinner", on=date(2026, 11, 2)))
    add(FeedbackDraft(who, "complaint", "Old", on=date(2025, 1, 2), due_on=date(2025, 1, 9)))
    book.services.feedback.close(settled, "Replaced", 4)
    sheet = visit_reports.told(book.store, TODAY)
    assert [(row[3], row[6], row[8]) for row in sheet.rows] == [
        ("Old", "681 days past its day", None),
        ("Thinner", "4 days past its day", None),
        ("Quick", "Noted", 5),
        ("Wet", "Dealt with", 4),
    ]
    assert sheet.notes == ("Satisfied 4.5 of 5 (2 answers in 12 months)", "2 not settled, 2 past their day")
    yesterday = visit_reports.told(book.store, date(2026, 11, 20))
    assert [row[3] for row in yesterday.rows] == ["Old", "Wet", "Thinner", "Quick"]

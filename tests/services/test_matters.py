"""Legal matters: what stages do to the limitation of their debts, days, costs, the end; undo and voiding."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from app.models import matters
from app.models.errors import Invalid, UserError
from app.services.clocks import Clocks
from app.services.matter_drafts import Closing, MatterDraft
from app.services.matter_stages import Step
from app.services.matters import as_reasons
from app.services.receivables import ReceivableDraft
from tests.book import TODAY, Book, book_fixture

__all__ = ["book_fixture"]

# T-E3: due 2024-06-30 -> 2027-06-30.
DEBTS = """
customer A
customer B
invoice A-1 A 2024-05-31 due 2024-06-30 100000.00
invoice A-2 A 2025-05-31 due 2025-06-30 20000.00
invoice A-3 A 2025-05-31 due 2025-06-30 300.00 USD @7.1
invoice B-1 B 2025-05-31 due 2025-06-30 50.00
"""


def opened(book: Book, *numbers: str, on: str = "2026-01-05", **more: Any) -> int:
    book.ledger(DEBTS)
    chosen = tuple(book.ids[each] for each in numbers or ("A-1", "A-2"))
    return book.services.matters.open(MatterDraft(book.ids["A"], chosen, opened_on=date.fromisoformat(on), **more))


def move(book: Book, matter: int, stage: str, on: str, **more: Any) -> None:
    book.services.matters.move(matter, Step(stage, date.fromisoformat(on), **more))


def ends(book: Book, on: date = TODAY) -> dict[str, tuple[str, str]]:
    """Document -> (kind of clock, last day)."""
    rows = Clocks(book.store, on).rows(on, book.ids["A"])
    found = [row.clock for row in rows if row.clock.kind in ("limitation", "enforcement")]
    return {each.document: (each.kind, each.ends_on.isoformat()) for each in found}


def test_a_suit_moves_the_limitation_of_its_debts_only(book: Book) -> None:
    matter = opened(book, "A-1")
    assert ends(book)["A-1"] == ("limitation", "2027-06-30")
    move(book, matter, "filed", "2026-03-15")
    assert ends(book)["A-1"] == ("limitation", "2029-03-15")
    assert ends(book)["A-2"] == ("limitation", "2028-06-30")
    assert ends(book, date(2026, 3, 14))["A-1"] == ("limitation", "2027-06-30")


def test_a_judgment_begins_two_years_for_enforcing(book: Book) -> None:
    matter = opened(book)
    move(book, matter, "filed", "2026-03-15")
    move(book, matter, "hearing", "2026-06-01")
    move(book, matter, "judged", "2026-08-01", pay_by=date(2026, 8, 31))
    assert ends(book) == {
        "A-1": ("enforcement", "2028-08-31"), "A-2": ("enforcement", "2028-08-31"), "A-3": ("limitation", "2028-06-30"),
    }  # fmt: skip
    move(book, matter, "enforcing", "2026-10-01")
    assert ends(book)["A-1"] == ("enforcement", "2028-08-31")


def test_a_payment_order_ends_with_the_suit_that_follows(book: Book) -> None:
    matter = opened(book, "A-1")
    move(book, matter, "payment_order", "2026-02-01")
    assert ends(book)["A-1"] == ("limitation", "2029-02-01")
    move(book, matter, "filed", "2026-03-15")
    found = [
        (each.kind, each.on_day, each.until_on, each.outcome)
        for each in book.services.claims.file(book.ids["A"]).events
    ]
    assert found == [
        ("suit", date(2026, 3, 15), None, None),
        ("payment_order", date(2026, 2, 1), date(2026, 3, 15), "other"),
    ]


def test_withdrawn_is_an_end_and_a_mistake_never_was(book: Book) -> None:
    matter = opened(book, "A-1")
    move(book, matter, "filed", "2026-03-15")
    move(book, matter, "negotiation", "2026-05-02")
    assert ends(book)["A-1"] == ("limitation", "2029-05-02")
    move(book, matter, "filed", "2026-06-01")
    assert ends(book)["A-1"] == ("limitation", "2029-06-01")
    move(book, matter, "negotiation", "2026-06-02", mistaken=True)
    assert ends(book)["A-1"] == ("limitation", "2027-06-30")


def test_a_judgment_that_is_appealed_goes_on(book: Book) -> None:
    matter = opened(book, "A-1")
    move(book, matter, "filed", "2026-03-15")
    move(book, matter, "judged", "2026-08-01", pay_by=date(2026, 8, 31))
    move(book, matter, "hearing", "2026-09-01")
    assert ends(book)["A-1"] == ("limitation", "2029-03-15")


def test_what_the_clocks_need_is_asked_for(book: Book) -> None:
    matter = opened(book)
    for stage, words in (("hearing", "was filed"), ("judged", "was filed"), ("enforcing", "was filed")):
        with pytest.raises(Invalid, match=words):
            move(book, matter, stage, "2026-03-15")
    move(book, matter, "filed", "2026-03-15")
    with pytest.raises(Invalid, match="judgment first"):
        move(book, matter, "enforcing", "2026-03-16")
    with pytest.raises(Invalid, match="before its last stage"):
        move(book, matter, "hearing", "2026-03-14")
    with pytest.raises(Invalid, match="still ahead"):
        move(book, matter, "hearing", "2026-12-01")
    assert book.services.matters.get(matter).stages == (
        ("preparing", date(2026, 1, 5)), ("filed", date(2026, 3, 15)),
    )  # fmt: skip


def test_preserved_before_a_suit_notes_the_thirty_days(book: Book) -> None:
    matter = opened(book)
    move(book, matter, "preserved", "2026-11-10")
    (day,) = book.services.matters.dates(matter)
    assert (day.kind, day.on_day, day.done_on) == ("filing", date(2026, 12, 10), None)
    reason = as_reasons(book.store, date(2026, 11, 26))[book.ids["A"]][0]
    assert (reason.code, reason.what, reason.days, reason.document) == ("legal_date", "filing", 14, "AJ-2026-001")
    assert as_reasons(book.store, date(2026, 11, 25)) == {}
    move(book, matter, "filed", "2026-11-20")
    assert book.services.matters.dates(matter)[0].done_on == date(2026, 11, 20)
    assert as_reasons(book.store, date(2026, 11, 26)) == {}


def test_the_claim_is_written_down_when_it_is_filed(book: Book) -> None:
    matter = opened(book, "A-1")
    move(book, matter, "filed", "2026-06-30")
    # LPR of 2024-06-20 is 3.45 %: x 1.5 on 100,000 for 730 days = 10,350.00
    assert book.services.matters.get(matter).claimed == 110_350_00


def test_the_end_ends_the_suit_and_knows_what_came(book: Book) -> None:
    matter = opened(book, "A-1")
    move(book, matter, "filed", "2026-03-15")
    book.ledger("payment P-0 A 2026-01-04 10000.00 -> A-1\npayment P-1 A 2026-07-01 60000.00 -> A-1")
    book.services.matters.close(matter, Closing("settled", date(2026, 9, 1)))
    found = book.services.matters.get(matter)
    assert (found.stage, found.outcome, found.recovered, found.closed_on) == (
        "closed", "settled", 60_000_00, date(2026, 9, 1),
    )  # fmt: skip
    assert ends(book)["A-1"] == ("limitation", "2029-09-01")
    with pytest.raises(UserError, match="closed"):
        book.services.matters.add_date(matter, "hearing", date(2026, 12, 1))
    move(book, matter, "filed", "2026-09-02")  # open again: the suit goes on
    assert ends(book)["A-1"] == ("limitation", "2029-07-01")
    assert book.services.matters.get(matter).is_open


def test_costs_add_up_and_leave_a_day(book: Book) -> None:
    matter = opened(book)
    book.services.matters.add_cost(matter, 2_300_00, date(2026, 3, 20), "Court fee")
    book.services.matters.add_cost(matter, 5_000_00, date(2026, 4, 1), "Lawyer")
    assert book.services.matters.get(matter).costs == 7_300_00
    assert [each.note for each in book.services.matters.dates(matter)] == [
        "Court fee · ¥2,300.00", "Lawyer · ¥5,000.00",
    ]  # fmt: skip


def test_days_are_told_of_within_their_alarm_until_done(book: Book) -> None:
    matter = opened(book)
    hearing = book.services.matters.add_date(matter, "hearing", date(2026, 12, 5), "Room 3")
    book.services.matters.add_date(matter, "appeal", date(2026, 12, 1))
    assert as_reasons(book.store, date(2026, 11, 20)) == {}
    (reason,) = as_reasons(book.store, TODAY)[book.ids["A"]]
    assert (reason.what, reason.days, reason.count, reason.amount) == ("hearing", 14, 1, 120_000_00)
    assert [each.kind for each in matters.dates(book.store)] == ["appeal", "hearing"]
    book.services.matters.finish_date(hearing, TODAY)
    assert as_reasons(book.store, date(2026, 12, 3))[book.ids["A"]][0].what == "appeal"
    assert as_reasons(book.store, date(2026, 12, 8))[book.ids["A"]][0].days == -7
    with pytest.raises(UserError, match="done or voided"):
        book.services.matters.finish_date(hearing)


def test_voided_it_never_was_and_undo_brings_it_back(book: Book) -> None:
    matter = opened(book, "A-1")
    move(book, matter, "filed", "2026-03-15")
    book.services.matters.void(matter)
    assert ends(book)["A-1"] == ("limitation", "2027-06-30")
    book.services.history.undo()
    assert ends(book)["A-1"] == ("limitation", "2029-03-15")
    book.services.history.undo()
    assert ends(book)["A-1"] == ("limitation", "2027-06-30")
    assert book.services.matters.get(matter).stage == "preparing"


def test_which_debts_a_matter_can_be_about(book: Book) -> None:
    matter = opened(book, "A-1")
    service = book.services.matters

    def draft(*ids: int) -> MatterDraft:
        return MatterDraft(book.ids["A"], ids)

    for chosen, words in (
        ((), "one or more"), ((book.ids["B-1"],), "one or more"), ((book.ids["A-2"], book.ids["A-3"]), "several currencies"),
        ((book.ids["A-1"],), "AJ-2026-001"),
    ):  # fmt: skip
        with pytest.raises(Invalid, match=words):
            service.open(draft(*chosen))
    assert {each.number for each in service.choices(book.ids["A"])} == {"A-2", "A-3"}
    service.update(matter, draft(book.ids["A-1"], book.ids["A-2"]))
    assert service.get(matter).receivables == ((book.ids["A-1"], "A-1"), (book.ids["A-2"], "A-2"))
    move(book, matter, "filed", "2026-03-15")
    with pytest.raises(Invalid, match="court has these debts"):
        service.update(matter, draft(book.ids["A-1"]))


def test_a_receivable_entered_anew_stays_in_its_matter(book: Book) -> None:
    matter = opened(book, "A-1")
    move(book, matter, "filed", "2026-03-15")
    anew = ReceivableDraft(
        book.ids["A"], 90_000_00, date(2024, 5, 31), number="A-1b", due_on=date(2024, 6, 30), kind="invoice"
    )
    made = book.services.corrections.receivable(book.ids["A-1"], anew, "wrong amount")
    assert book.services.matters.get(matter).receivables == ((made, "A-1b"),)
    assert ends(book)["A-1b"] == ("limitation", "2029-03-15")

"""Legal clocks of a book: golden dates, what restarts them, what was true on a past day."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from app.models.errors import Invalid
from app.services.claims import EventDraft
from app.services.clocks import ClockRow, Clocks
from app.services.securities import SecurityDraft
from tests.book import TODAY, Book, book_fixture

__all__ = ["book_fixture"]

DEBT = "customer A\ninvoice A-1 A 2024-05-31 due 2024-06-30 100.00"


def clocks(book: Book, on: date = TODAY, kind: str = "limitation") -> list[ClockRow]:
    return [row for row in Clocks(book.store, on).rows(on) if row.clock.kind == kind]


def ends(book: Book, on: date = TODAY, kind: str = "limitation") -> dict[str, str]:
    """Document -> last day."""
    return {row.clock.document: row.clock.ends_on.isoformat() for row in clocks(book, on, kind)}


def note(book: Book, kind: str, on: str, **more: Any) -> int:
    return book.services.claims.add_event(EventDraft(book.ids["A"], kind, date.fromisoformat(on), **more))


def secure(book: Book, kind: str, on: str, **more: Any) -> int:
    more = {"giver": None if kind == "retention_of_title" else "Wang", **more}
    return book.services.securities.add(SecurityDraft(book.ids["A"], kind, date.fromisoformat(on), **more))


def sealed(book: Book, replied: str, cutoff: str, **more: Any) -> None:
    row = {
        "customer_id": book.ids["A"], "kind": "confirmation", "number": f"DZH-{replied}", "cutoff_on": cutoff, "currency": "CNY",
        "amount": 10000, "made_on": cutoff, "replied_on": replied, "reply": "agrees", "sealed": 1, **more,
    }  # fmt: skip
    with book.store.change("statement.reply") as change:
        change.insert("confirmation", row)


def test_golden_three_years_and_a_sealed_statement(book: Book) -> None:
    book.ledger(DEBT)
    (row,) = clocks(book)
    assert (row.clock.ends_on, row.clock.basis, row.days_left) == (date(2027, 6, 30), "due_3_years", 221)
    assert (row.customer, row.open, row.clock.source) == ("A", 10000, ("receivable", book.ids["A-1"]))
    sealed(book, "2025-03-15", "2024-12-31")
    (row,) = clocks(book)
    assert (row.clock.ends_on, row.clock.basis, row.strength) == (date(2028, 3, 15), "interrupted_3_years", "strong")


def test_only_a_seal_that_agrees_and_holds_the_debt_counts(book: Book) -> None:
    book.ledger(DEBT)
    sealed(book, "2025-03-15", "2024-05-30")  # the debt is younger than the cut-off
    sealed(book, "2025-03-16", "2024-12-31", reply="differs")
    sealed(book, "2025-03-17", "2024-12-31", sealed=0)
    sealed(book, "2025-03-18", "2024-12-31", currency="USD")
    sealed(book, "2025-03-19", "2024-12-31", voided_on="2025-04-01")
    assert ends(book) == {"A-1": "2027-06-30"}


def test_money_paid_on_the_debt_restarts_by_itself(book: Book) -> None:
    book.ledger(DEBT + "\npayment P-1 A 2026-02-10 40.00 -> A-1")
    assert ends(book) == {"A-1": "2029-02-10"}
    assert ends(book, date(2026, 2, 9)) == {"A-1": "2027-06-30"}
    book.ledger("void P-1")
    assert ends(book) == {"A-1": "2027-06-30"}


def test_money_moved_away_does_not_restart(book: Book) -> None:
    book.ledger(DEBT + "\ninvoice A-2 A 2025-01-01 due 2025-02-01 50.00\npayment P-1 A 2026-02-10 40.00 -> A-1")
    book.ledger("move P-1 2026-03-05 A-1 -> A-2:40")
    assert ends(book) == {"A-1": "2027-06-30", "A-2": "2029-02-10"}


def test_a_credit_note_is_no_payment(book: Book) -> None:
    assert ends(book.ledger(DEBT + "\ncredit G-1 A 2026-02-01 20.00 -> A-1")) == {"A-1": "2027-06-30"}


def test_instalments_run_together_from_the_last_settled_ones_too(book: Book) -> None:
    book.ledger("customer A\ninvoice A-1 A 2024-01-01 due 2024-06-30:60 2025-06-30:40 100.00")
    assert [(row.clock.basis, row.open) for row in clocks(book)] == [("last_instalment_3_years", 10000)]
    assert ends(book) == {"A-1": "2028-06-30"}
    book.ledger("payment P-1 A 2024-06-01 40.00 -> A-1:40")
    assert ends(book) == {"A-1": "2028-06-30"}


def test_an_event_is_of_one_debt_or_of_all(book: Book) -> None:
    book.ledger(DEBT + "\ninvoice A-2 A 2024-06-01 due 2024-07-31 50.00")
    note(book, "demand", "2025-01-10", receivable_id=book.ids["A-2"])
    assert ends(book) == {"A-1": "2027-06-30", "A-2": "2028-01-10"}
    note(book, "demand", "2026-01-10")
    assert ends(book) == {"A-1": "2029-01-10", "A-2": "2029-01-10"}


def test_what_comes_after_the_end_is_marked_for_a_lawyer(book: Book) -> None:
    book.ledger("customer A\ninvoice A-1 A 2020-01-01 due 2020-01-31 100.00\npayment P-1 A 2024-05-06 10.00 -> A-1")
    (row,) = clocks(book)
    assert (row.clock.ends_on, row.clock.alarm, row.passed) == (date(2023, 1, 31), 0, True)
    assert (row.consent_until, row.to_do) == (date(2027, 5, 6), "limitation_passed")


def test_weak_evidence_is_shown_beside(book: Book) -> None:
    book.ledger(DEBT)
    note(book, "promise", "2026-01-10")
    (row,) = clocks(book)
    assert (row.clock.ends_on, row.with_weak) == (date(2027, 6, 30), date(2029, 1, 10))


def test_a_suit_and_its_judgment(book: Book) -> None:
    book.ledger(DEBT)
    suit = note(book, "suit", "2026-01-05")
    assert ends(book) == {"A-1": "2029-01-05"}
    book.services.claims.end_event(suit, date(2026, 9, 30), "judgment")
    assert (ends(book), ends(book, kind="enforcement")) == ({}, {"A-1": "2028-09-30"})
    assert ends(book, date(2026, 9, 29)) == {"A-1": "2029-01-05"}  # the day before its end nobody knew it


def test_a_voided_event_and_a_settled_debt_are_gone(book: Book) -> None:
    book.ledger(DEBT)
    demand = note(book, "demand", "2026-01-10")
    book.services.claims.void_event(demand)
    assert ends(book) == {"A-1": "2027-06-30"}
    book.ledger("payment P-1 A 2026-02-10 100.00 -> A-1")
    assert (ends(book), ends(book, date(2026, 2, 9))) == ({}, {"A-1": "2027-06-30"})


def test_a_moved_due_date_is_true_from_its_day(book: Book) -> None:
    book.ledger(DEBT + "\ndue A-1 2025-01-10 2025-06-30")
    assert ends(book) == {"A-1": "2028-06-30"}
    assert ends(book, date(2025, 1, 9)) == {"A-1": "2027-06-30"}


def test_without_a_due_date_there_is_no_clock(book: Book) -> None:
    book.ledger("customer A\ninvoice A-1 A 2024-05-31 due - 100.00")
    assert Clocks(book.store, TODAY).rows() == []


def test_golden_guarantee_without_a_period(book: Book) -> None:
    book.ledger("customer A\ninvoice A-1 A 2026-01-31 due 2026-03-31 100.00")
    secure(book, "guarantee_person", "2026-01-31")
    on = date(2026, 8, 1)
    (row,) = clocks(book, on, "guarantee")
    assert (row.clock.ends_on, row.clock.basis, row.days_left) == (date(2026, 9, 30), "guarantee_6_months", 60)
    assert (row.to_do, row.giver, row.clock.alarm) == ("guarantee_general", "Wang", 90)
    (row,) = clocks(book, date(2026, 10, 1), "guarantee")
    assert (row.to_do, row.clock.alarm) == ("guarantee_passed", 0)


@pytest.mark.parametrize(("due", "end"), [("2026-02-28", "2026-08-28"), ("2026-08-31", "2027-02-28")])
def test_golden_months_of_a_guarantee(book: Book, due: str, end: str) -> None:
    book.ledger(f"customer A\ninvoice A-1 A 2026-01-31 due {due} 100.00")
    secure(book, "guarantee_company", "2026-01-31", expires_on=date(2026, 2, 28), joint=True)
    assert ends(book, kind="guarantee") == {"A-1": end}
    assert clocks(book, kind="guarantee")[0].to_do in ("guarantee_joint", "guarantee_passed")


def test_nothing_interrupts_a_guarantee_but_claiming_it(book: Book) -> None:
    book.ledger("customer A\ninvoice A-1 A 2026-01-31 due 2026-06-30 100.00\npayment P-1 A 2026-10-01 10.00 -> A-1")
    wang = secure(book, "guarantee_person", "2026-01-31")
    note(book, "demand", "2026-10-02")
    assert ends(book, kind="guarantee") == {"A-1": "2026-12-30"}
    book.services.securities.claimed(wang, date(2026, 11, 1))
    assert ends(book, kind="guarantee") == {}
    assert ends(book, date(2026, 10, 31), "guarantee") == {"A-1": "2026-12-30"}


def test_a_guarantee_stands_behind_one_debt_or_all(book: Book) -> None:
    book.ledger(
        "customer A\ninvoice A-1 A 2026-01-31 due 2026-06-30 1.00\ninvoice A-2 A 2026-01-31 due 2026-07-31 2.00"
    )
    one = secure(book, "guarantee_person", "2026-01-31", receivable_id=book.ids["A-2"])
    assert ends(book, kind="guarantee") == {"A-2": "2027-01-31"}
    book.services.securities.release(one)
    secure(book, "guarantee_person", "2026-01-31")
    assert ends(book, kind="guarantee") == {"A-1": "2026-12-30", "A-2": "2027-01-31"}


def test_golden_title_registered_within_ten_days(book: Book) -> None:
    book.ledger("customer A\ninvoice A-1 A 2026-05-08 due 2026-12-08 100.00")
    title = secure(book, "retention_of_title", "2026-05-08", receivable_id=book.ids["A-1"])
    assert ends(book, date(2026, 5, 10), "registration") == {"A-1": "2026-05-18"}
    assert clocks(book, date(2026, 5, 10), "registration")[0].clock.alarm == 10
    book.services.securities.registered(title, date(2026, 5, 15))
    assert ends(book, kind="registration") == {}


def test_the_goods_stay_with_the_buyer_once_three_quarters_are_paid(book: Book) -> None:
    book.ledger("customer A\ninvoice A-1 A 2026-05-08 due 2026-12-08 100.00\npayment P-1 A 2026-06-01 74.99 -> A-1")
    title = secure(book, "retention_of_title", "2026-05-08", receivable_id=book.ids["A-1"])
    assert book.services.claims.file(book.ids["A"]).barred == frozenset()
    book.ledger("payment P-2 A 2026-06-02 0.01 -> A-1")
    assert book.services.claims.file(book.ids["A"]).barred == {title}


def test_a_contract_has_its_days(book: Book) -> None:
    book.ledger("customer A\ninvoice A-1 A 2026-05-08 due 2026-12-08 100.00")
    row = {
        "customer_id": book.ids["A"], "number": "HT-1", "status": "running", "currency": "CNY", "amount": 10000,
        "ends_on": "2026-12-31", "guarantee_ends_on": "2027-05-08", "retention_of_title": 1,
    }  # fmt: skip
    with book.store.change("contract.add") as change:
        contract = change.insert("contract", row)
        change.update("receivable", book.ids["A-1"], {"contract_id": contract})
    assert ends(book, kind="contract_end") == {"HT-1": "2026-12-31"}
    assert ends(book, kind="warranty_end") == {"HT-1": "2027-05-08"}
    assert ends(book, kind="registration") == {"HT-1": "2026-05-18"}


def test_pressing_clocks_are_those_within_their_first_alarm(book: Book) -> None:
    last = date(2027, 6, 30)
    book.ledger(DEBT + "\ninvoice A-2 A 2026-01-31 due 2026-03-31 1.00")
    secure(book, "guarantee_person", "2026-01-31", receivable_id=book.ids["A-2"])
    shown = {
        days: [row.clock.kind for row in Clocks(book.store, TODAY).pressing(last - timedelta(days))]
        for days in (181, 180, 0, -30, -31)
    }
    assert shown == {181: [], 180: ["limitation"], 0: ["limitation"], -30: ["limitation"], -31: []}
    on = date(2026, 9, 30)
    assert [row.clock.kind for row in Clocks(book.store, TODAY).pressing(on)] == ["guarantee"]


def test_a_judgment_presses_before_the_three_years(book: Book) -> None:
    book.ledger("customer A\ninvoice A-1 A 2026-05-08 due 2026-06-08 100.00")
    note(book, "suit", "2026-07-05", until_on=date(2026, 9, 30), outcome="judgment")
    on = date(2028, 9, 1)
    assert [row.clock.kind for row in Clocks(book.store, TODAY).pressing(on)] == ["enforcement"]


@pytest.mark.parametrize("due", ["2024-02-29", "2023-08-31", "2024-02-28", "2023-12-31"])
def test_narrowing_for_today_loses_no_clock(book: Book, due: str) -> None:
    book.ledger(f"customer A\ninvoice A-1 A 2023-01-01 due {due} 100.00")
    (row,) = clocks(book, date(2026, 6, 1))
    for days in (180, 90, 0):
        on = row.clock.ends_on - timedelta(days)
        assert [each.clock for each in Clocks(book.store, TODAY).pressing(on)] == [clocks(book, on)[0].clock]


@pytest.mark.parametrize(
    ("more", "field"),
    [
        ({"kind": "chat"}, "kind"),
        ({"strength": "iron"}, "strength"),
        ({"on_day": TODAY + timedelta(1)}, "on_day"),
        ({"until_on": TODAY}, "until_on"),
        ({"kind": "suit", "until_on": date(2020, 1, 1)}, "until_on"),
        ({"kind": "suit", "outcome": "judgment"}, "outcome"),
        ({"receivable_id": 999}, "receivable_id"),
    ],
)
def test_an_event_is_checked_field_by_field(book: Book, more: dict[str, Any], field: str) -> None:
    book.ledger(DEBT)
    draft: dict[str, Any] = {"customer_id": book.ids["A"], "kind": "demand", "on_day": date(2026, 1, 1), **more}
    with pytest.raises(Invalid) as refused:
        book.services.claims.add_event(EventDraft(**draft))
    assert refused.value.field == field


def test_holds_hold_until_they_end_or_are_lifted(book: Book) -> None:
    book.ledger(DEBT)
    held = book.services.claims.add_hold(book.ids["A"], "credit", "bounced draft", from_on=date(2026, 11, 1))
    book.services.claims.add_hold(
        book.ids["A"], "reminder", "talks", from_on=date(2026, 10, 1), until_on=date(2026, 11, 20)
    )
    assert [each.kind for each in book.services.claims.file(book.ids["A"]).holds] == ["credit"]
    book.services.claims.lift_hold(held)
    assert book.services.claims.file(book.ids["A"]).holds == ()


def test_everything_can_be_taken_back(book: Book) -> None:
    book.ledger(DEBT)
    note(book, "demand", "2026-01-10")
    secure(book, "pledge", "2026-01-10", value=5000)
    book.services.history.undo()
    book.services.history.undo()
    found = book.services.claims.file(book.ids["A"])
    assert (found.events, found.securities, ends(book)) == ((), (), {"A-1": "2027-06-30"})

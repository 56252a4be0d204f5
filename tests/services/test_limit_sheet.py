"""The sheet of a limit through a book: candidates, proposal, headroom, groups; the list of limits in use."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from app.models import credit_profile
from app.models.credit_facts import CreditFact
from app.models.dates import add_days
from app.models.financials import FinancialStatement
from app.models.money import Money
from app.services import company, headroom_wording, limit_wording, review_drawing
from app.services.limit_sheet import LimitSheet
from app.services.limits import Level, Limits
from app.services.named_reports import named
from app.services.sheets import ListSheet
from tests.book import TODAY, Book

TOMORROW = add_days(TODAY, 1)


@pytest.fixture(name="a")
def customer_a(book: Book) -> int:
    book.ledger("customer A net 60")
    return book.ids["A"]


def candidates(sheet: LimitSheet) -> dict[str, int | None]:
    return {each.code: each.amount for each in sheet.candidates}


def yuan(amount: int) -> Money:
    return Money(amount * 100, "CNY")


def profile(book: Book, customer: int, **what: Any) -> None:
    known = credit_profile.profile(book.store, customer)
    assert known is not None
    book.services.credit_file.save_profile(customer, replace(known, **what))


def statement(customer: int) -> FinancialStatement:
    """T-A2: net worth 4.5m, working capital 2.0m."""
    lines = {
        "total_assets": 10_000_000, "current_assets": 6_000_000, "current_liabilities": 4_000_000, "inventory": 2_300_000,
        "total_liabilities": 5_500_000, "equity": 4_500_000,
    }  # fmt: skip
    kept = {name: value * 100 for name, value in lines.items()}
    about = {"customer_id": customer, "period_end": date(2025, 12, 31), "received_on": date(2026, 3, 1)}
    given: dict[str, Any] = {**about, **kept}
    return FinancialStatement(**given)


# --- the sheet ----------------------------------------------------------------------------------------------------


def test_a_new_customer_is_proposed_nothing_and_nothing_stands_in(book: Book, a: int) -> None:
    sheet = book.services.limits.sheet(a)
    assert set(candidates(sheet).values()) == {None}
    assert (sheet.proposal, sheet.stand_in, sheet.found.factor) == (0, 0, 0.0)
    assert (sheet.headroom, sheet.used, sheet.score.grade) == (None, 0, "NR")


def test_everything_known_is_read_from_the_book(book: Book, a: int) -> None:
    """Not rated = the grade of the prior, BB: 5 %, 10 %, 40 %."""
    company.update(book.store, {"own_equity": 8_000_000_00, "annual_sales": 20_000_000_00})
    profile(book, a, expected_sales=3_600_000_00, margin_bp=2000, peak_bp=15000)
    book.services.credit_file.add_statement(statement(a))
    for amount in (100_000_00, 200_000_00, 600_000_00):
        kind = {"kind": "trade_reference", "code": "reference", "source": "call"}
        days = {"on_day": date(2026, 9, 1), "checked_on": date(2026, 9, 1)}
        given: dict[str, Any] = {
            **kind,
            **days,
            "customer_id": a,
            "amount": amount,
            "currency": "CNY",
            "data": {"supplier": "S", "good": True},
        }
        book.services.credit_file.add_fact(CreditFact(**given))
    book.ledger(
        "invoice A-1 A 2026-10-05 60000.00\ninvoice A-2 A 2026-11-05 30000.00\npayment P-1 A 2026-11-10 60000.00 -> A-1"
    )
    sheet = book.services.limits.sheet(a)
    found = candidates(sheet)
    assert sheet.score.grade == "NR"
    assert (found["L1"], found["L2"]) == (225_000_00, 200_000_00)
    assert found["L3"] == 1_109_589_04  # 3.6m / 365 x 75 x 1.5
    assert found["L4"] == 36_000_00  # 45,000 a month x 2 x 40 %
    assert (found["L5"], found["L6"], found["L8"], found["L10"]) == (None, 200_000_00, 400_000_00, None)
    assert (sheet.found.factor, sheet.found.binding, sheet.used) == (0.5, "L2", 30_000_00)
    assert sheet.found.counted == ("L1", "L2", "L3", "L8", "L9")
    earlier = book.services.limits.sheet(a, date(2026, 9, 30))
    assert (earlier.found.factor, candidates(earlier)["L6"], earlier.used) == (0.0, 200_000_00, 0)
    assert candidates(book.services.limits.sheet(a, date(2026, 2, 28)))["L1"] is None  # not known yet


def test_the_best_thirty_days_of_receipts_and_none_that_came_back(book: Book, a: int) -> None:
    book.ledger("""
        invoice  A-1 A 2026-01-05 due 2026-02-05 100.00
        invoice  A-2 A 2026-02-05 due 2026-03-05 100.00
        invoice  A-3 A 2026-03-05 due 2026-04-05 100.00
        payment  P-1 A 2026-02-05 100.00 -> A-1
        payment  P-2 A 2026-03-05 100.00 -> A-2
        payment  P-3 A 2026-03-30 100.00 -> A-3
        payment  P-4 A 2026-03-31 900.00
        bounce   P-4 2026-04-02
    """)
    sheet = book.services.limits.sheet(a)
    paid = next(each for each in sheet.candidates if each.code == "L5")
    assert (paid.data["paid"], paid.data["factor"], paid.amount) == (200_00, 1.2, 480_00)


def test_headroom_counts_what_is_owed_and_never_what_was_paid_ahead(book: Book, a: int) -> None:
    book.services.limits.set_standing(a, Level("set", 1000_00))
    book.ledger("payment P-1 A 2026-11-01 300.00")
    sheet = book.services.limits.sheet(a)
    assert (sheet.used, sheet.headroom, sheet.stand_in) == (-300_00, 1000_00, None)
    book.ledger("invoice A-1 A 2026-11-02 1700.00")
    assert book.services.limits.sheet(a).headroom == -400_00


def test_a_customer_of_another_currency_is_measured_in_it(book: Book) -> None:
    company.update(book.store, {"own_equity": 8_000_000_00})
    book.ledger("customer U net 30 USD\ninvoice U-1 U 2026-11-02 1000.00 USD @8")
    sheet = book.services.limits.sheet(book.ids["U"])
    assert (sheet.currency, sheet.used, candidates(sheet)["L8"]) == ("USD", 1000_00, None)  # no rate of the day
    book.services.rates.add_exchange("USD", date(2026, 11, 1), "8")
    sheet = book.services.limits.sheet(book.ids["U"])
    assert (sheet.used, candidates(sheet)["L8"], candidates(sheet)["L3"]) == (1000_00, 50_000_00, 123_29)


# --- groups -------------------------------------------------------------------------------------------------------


def test_a_group_leaves_what_the_others_do_not_owe(book: Book, a: int) -> None:
    book.ledger("customer B net 30\ninvoice B-1 B 2026-11-02 700000.00\ninvoice A-1 A 2026-11-02 100000.00")
    for each in ("A", "B"):
        book.services.customers.update(book.ids[each], {"group": "Hongda"})
    limits = book.services.limits
    found = limits.group(a)
    assert found is not None
    assert (found.used, found.room, found.headroom) == (800_000_00, None, None)
    assert limits.sheet(a).proposal == 10_000_00  # a need of 100,000 / 365 x 75, rounded down, half of it
    limits.set_group(found.group.id, Level("set", 705_000_00))
    limited = limits.group(a)
    assert limited is not None
    assert (limited.room, limited.headroom, limited.group.state) == (5_000_00, -95_000_00, "set")
    assert (limits.sheet(a).found.binding, limits.sheet(a).proposal) == ("group", 5_000_00)
    before = limits.group(a, date(2026, 11, 1))
    assert before is not None
    assert (before.used, before.room) == (0, 705_000_00)
    limits.set_group(found.group.id, Level("set", 0))
    assert limits.sheet(a).proposal == 0
    limits.set_group(found.group.id, Level("unlimited"))
    assert limits.sheet(a).proposal == 10_000_00


def test_a_group_is_as_good_as_the_worst_of_those_who_owe_much(book: Book, a: int) -> None:
    """On 5 February B's 30,000 is 66 days overdue and holds it at B: a quarter of 120,000 and no more. A is not rated."""
    book.ledger("""
        customer B net 30
        customer C net 30
        invoice B-1 B 2026-10-02 due 2026-12-01 30000.00
        invoice A-1 A 2026-11-02 90000.00
    """)
    for each in ("A", "B", "C"):
        book.services.customers.update(book.ids[each], {"group": "Hongda"})
    found = book.services.limits.group(a, date(2027, 2, 5))
    assert found is not None
    assert (found.grade, found.late) == (None, ("B Company",))
    book.ledger("invoice B-2 B 2026-10-02 due 2026-12-01 1.00")
    found = book.services.limits.group(a, date(2027, 2, 5))
    assert found is not None
    assert (found.grade, found.late, found.late_days) == ("B", ("B Company",), 60)


# --- the list of limits in use --------------------------------------------------------------------------------------


def test_the_use_of_limits_fullest_first_with_what_has_run_out(book: Book, a: int) -> None:
    book.ledger("""
        customer B limit 1000
        customer C limit 0
        customer D limit unlimited
        customer E
        customer F
        invoice B-1 B 2026-11-01 900.00
        invoice C-1 C 2026-11-01 10.00
        invoice D-1 D 2026-11-01 50.00
        invoice E-1 E 2026-11-01 40.00
        invoice A-1 A 2026-11-02 70.00
    """)
    Limits(book.store, date(2026, 10, 1)).set_standing(a, Level("set", 100_00), last_day=date(2026, 11, 10))
    sheet = named("limits").ask(book.services, TODAY, "due")
    assert isinstance(sheet, ListSheet)
    rows = [(row[0], row[2], row[3], row[4], row[5], row[6]) for row in sheet.rows]
    assert rows == [
        ("C Company", "Limit is 0: cash before shipping", None, yuan(10), None, yuan(-10)),
        ("B Company", "Set", None, yuan(900), 90, yuan(100)),
        ("A Company", "Limit has run out", date(2026, 11, 10), yuan(70), None, yuan(0)),
        ("D Company", "Unlimited", None, yuan(50), None, None),
        ("E Company", "No limit set", None, yuan(40), None, None),
    ]
    assert sheet.total == ("Total", yuan(1000), None, None, yuan(1070), None, yuan(100))
    assert sheet.notes == (
        "1 limit has run out: nothing for new orders until there is a new one.",
        "1 customer uses credit without a limit.",
    )
    before = named("limits").ask(book.services, date(2026, 11, 10), "due")
    assert isinstance(before, ListSheet)
    assert [row[:3] for row in before.rows if row[0] == "A Company"] == [("A Company", yuan(100), "Set")]


def test_a_limit_of_another_currency_stays_in_it(book: Book) -> None:
    """Set while the customer was kept in dollars: what is left of it in yuan is told at the rate of the day, not without one; to a
    review it is no credit yet."""
    book.ledger("customer U USD limit 100.00\ninvoice U-1 U 2026-11-01 due 2026-12-01 700.00 CNY")
    book.services.customers.update(book.ids["U"], {"currency": "CNY"})
    sheet = book.services.limits.sheet(book.ids["U"])
    assert (sheet.in_force.currency, sheet.in_force.amount, sheet.headroom) == ("USD", 10000, None)
    assert limit_wording.in_force_text(sheet.in_force, sheet.currency) == "$100.00"
    assert "no exchange rate of the day" in headroom_wording.headroom_text(sheet)
    book.services.rates.add_exchange("USD", date(2026, 11, 1), "7.5")
    assert book.services.limits.sheet(book.ids["U"]).headroom == 50_00  # 750.00 less 700.00
    now = book.services.reviews.preview(book.ids["U"]).current
    assert now.limit == Money(10000, "USD")
    assert review_drawing.credit_of(now, "CNY") == 0

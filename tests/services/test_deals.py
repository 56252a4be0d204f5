"""Deals: numbers, stages with their days, when to ask again, their list."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from app.models.errors import Invalid
from app.models.listing import Query
from app.services.deals import DealDraft
from tests.book import TODAY, Book


@pytest.fixture
def ledger(book: Book) -> Book:
    return book.ledger("customer A net 30\ncustomer U USD net 30")


def add(book: Book, who: str = "A", **more: Any) -> int:
    draft: dict[str, Any] = {"customer_id": book.ids[who], "amount": 80_000_00, **more}
    return book.services.deals.add(DealDraft(**draft))


def test_numbers_run_on_by_the_year(ledger: Book) -> None:
    first, second = add(ledger), add(ledger, title="Steel")
    assert [ledger.services.deals.get(each).number for each in (first, second)] == ["DD-2026-0001", "DD-2026-0002"]
    with pytest.raises(Invalid) as refused:
        add(ledger, number="DD-2026-0001")
    assert refused.value.field == "number"
    assert ledger.services.deals.search("stee")[0].id == second


def test_stages_bring_their_days(ledger: Book) -> None:
    deal = add(ledger, stage="quoted", opened_on=date(2026, 11, 1))
    move, get = ledger.services.deals.move, ledger.services.deals.get
    move(deal, "ordered", date(2026, 11, 10))
    assert (get(deal).ordered_on, get(deal).closed_on) == (date(2026, 11, 10), None)
    move(deal, "delivered", date(2026, 11, 20))
    assert (get(deal).ordered_on, get(deal).closed_on) == (date(2026, 11, 10), date(2026, 11, 20))
    move(deal, "quoted")
    assert (get(deal).ordered_on, get(deal).closed_on) == (None, None)
    move(deal, "lost")
    assert get(deal).closed_on == TODAY
    ledger.services.history.undo()
    assert get(deal).stage == "quoted"


def test_only_an_order_that_grows_is_asked_about_again(ledger: Book) -> None:
    deal = add(ledger, stage="ordered", prepay_bp=3_000)
    update = ledger.services.deals.update

    def as_now(**more: Any) -> DealDraft:
        draft: dict[str, Any] = {
            "customer_id": ledger.ids["A"],
            "amount": 80_000_00,
            "stage": "ordered",
            "prepay_bp": 3_000,
            **more,
        }
        return DealDraft(**draft)

    assert not update(deal, as_now(title="Steel"))
    assert not update(deal, as_now(amount=70_000_00))
    assert update(deal, as_now(amount=70_000_01))
    assert update(deal, as_now(amount=70_000_01, prepay_bp=2_000))
    assert not update(deal, as_now(amount=90_000_00, stage="quoted"))


def test_what_a_custom_order_has_cost_is_in_the_credit_in_use(ledger: Book) -> None:
    deal = add(ledger, stage="ordered", custom_goods=True, cost_incurred=40_000_00, resale_bp=2_500)
    lines = {each.code: each.amount for each in ledger.services.exposure.sheet(ledger.ids["A"]).lines}
    assert lines["custom_work"] == 30_000_00  # a quarter of 40,000 would come back
    ledger.services.deals.spent(deal, 60_000_00)
    lines = {each.code: each.amount for each in ledger.services.exposure.sheet(ledger.ids["A"]).lines}
    assert lines["custom_work"] == 45_000_00
    ledger.services.deals.move(deal, "lost")
    assert ledger.services.exposure.sheet(ledger.ids["A"]).total == 0


@pytest.mark.parametrize(
    ("more", "field"),
    [
        ({"amount": 0}, "amount"),
        ({"stage": "dreamt"}, "stage"),
        ({"prepay_bp": 10_001}, "prepay_bp"),
        ({"currency": "??"}, "currency"),
        ({"contract_id": 9}, "contract_id"),
        ({"stage": "ordered", "opened_on": date(2026, 2, 1), "ordered_on": date(2026, 1, 1)}, "ordered_on"),
    ],
)
def test_what_cannot_be_is_refused_at_its_field(ledger: Book, more: dict[str, Any], field: str) -> None:
    with pytest.raises(Invalid) as refused:
        add(ledger, **more)
    assert refused.value.field == field


def test_the_list_sums_in_the_books_currency_and_by_chance(ledger: Book) -> None:
    add(ledger, stage="quoted", expected_on=date(2026, 12, 1))  # 80,000 at 40 %
    add(ledger, stage="enquiry", probability_bp=5_000, expected_on=date(2026, 11, 1))  # 80,000 at 50 %
    add(ledger, who="U", amount=1_000_00, stage="ordered")  # 7,100 of the book's
    add(ledger, stage="lost")
    ledger.services.rates.add_exchange("USD", date(2026, 11, 1), "7.1")
    lists = ledger.services.lists
    found = lists.summary("deals", Query(("open",)))
    assert found.count == 3
    assert found.sums == {"amount": 167_100_00, "likely": 32_000_00 + 40_000_00 + 7_100_00}
    counts = lists.counts("deals")
    assert {key: counts[key] for key in ("all", "open", "orders", "quoted", "soon", "late", "lost")} == {
        "all": 4, "open": 3, "orders": 1, "quoted": 1, "soon": 1, "late": 1, "lost": 1,
    }  # fmt: skip
    keys = lists.keys("deals", Query(("open",), sort=(("amount", True),)))
    assert [row.customer for row in lists.page("deals", keys)] == ["A Company", "A Company", "U Company"]

"""Credit insurance in a book: limits of the insurer, which invoices are insured, last days, what a policy is worth."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from app.models import book as models
from app.models import insurance as rows
from app.models.errors import Invalid, UserError
from app.services.insurance import Insurance
from app.services.insurance_drafts import EventDraft
from tests.book import Book
from tests.insuring import DAY, LEDGER, STOP, cover, grant, report, take_out, whys


def test_without_a_limit_there_is_no_cover(book: Book) -> None:
    book.ledger(LEDGER)
    take_out(book)
    assert book.services.insurance.cover(book.ids["A"]) is None


def test_eligible_within_the_limit_and_the_part_above_it(book: Book) -> None:
    """T-B4: 290,000 eligible, limit 200,000, 90 % -> 180,000; the earlier shipment uses up the limit first."""
    book.ledger(LEDGER)
    grant(book, take_out(book), "A", "200000")
    found = cover(book)
    assert (found.eligible, found.insured, found.covered) == (29_000_000, 20_000_000, 18_000_000)
    assert whys(found) == {"A-1": "", "A-2": "above_limit"}
    assert [each.insured for each in found.invoices] == [15_000_000, 5_000_000]
    problem = next(each for each in found.problems if each.code == "items_above_limit")
    assert (problem.amount, problem.count, problem.document) == (9_000_000, 1, "A-2")


def test_a_disputed_invoice_is_uninsured_until_it_is_settled(book: Book) -> None:
    book.ledger(LEDGER)
    grant(book, take_out(book), "A", "200000")
    book.ledger("dispute A-1 2026-06-10 20000.00")
    assert whys(cover(book)) == {"A-1": "disputed", "A-2": ""}
    assert cover(book).insured == 14_000_000
    assert whys(cover(book, on=date(2026, 6, 9)))["A-1"] == ""


def test_each_day_its_own_limit(book: Book) -> None:
    """What was shipped under a limit stays insured after it is cut or cancelled; what is shipped later is not."""
    book.ledger(LEDGER)
    policy = take_out(book)
    first = grant(book, policy, "A", "200000")
    second = grant(book, policy, "A", "100000", since=date(2026, 5, 15))
    assert [each.insured for each in cover(book).invoices] == [15_000_000, 0]
    assert rows.buyer_limit(book.store, first).valid_to == date(2026, 5, 15)  # type: ignore[union-attr]
    assert [each.code for each in cover(book).problems][:2] == ["limit_cut", "items_above_limit"]
    Insurance(book.store, DAY).cancel_limit(second, date(2026, 5, 20))
    found = cover(book)
    assert not found.in_force
    assert found.limit == 0
    assert whys(found) == {"A-1": "", "A-2": "no_limit"}
    assert found.problems[0].code == "limit_cancelled"
    assert [each.amount for each in rows.events(book.store, DAY) if each.kind == "cut"] == [10_000_000, 10_000_000]


@pytest.mark.parametrize(
    ("terms", "why"),
    [
        ({"max_terms_days": 60}, "terms"),
        ({"excluded_countries": "cn，us"}, "country"),
        ({"to_on": date(2026, 4, 30)}, "no_policy"),
        ({"declare_rule": "days", "declare_days": 15}, "not_declared"),
    ],
)
def test_the_policy_says_what_it_does_not_take(book: Book, terms: dict[str, Any], why: str) -> None:
    book.ledger(LEDGER)
    book.services.customers.update(book.ids["A"], {"country": "CN"})
    grant(book, take_out(book, **terms), "A", "500000")
    assert whys(cover(book))["A-1"] == why


def test_related_public_and_sole_traders(book: Book) -> None:
    book.ledger(LEDGER)
    policy = take_out(book, discretionary=50_000_000)
    grant(book, policy, "A", "300000", discretionary=True)
    assert set(whys(cover(book)).values()) == {""}
    change = book.store.change
    with change("customer.update") as made:
        made.update("customer", book.ids["A"], {"sole_trader": 1})
    assert set(whys(cover(book)).values()) == {"private"}
    with change("customer.update") as made:
        made.update("customer", book.ids["A"], {"public_body": 1})
    assert set(whys(cover(book)).values()) == {"public"}
    grant(book, policy, "A", "300000", since=date(2026, 1, 2), related=True)
    assert set(whys(cover(book)).values()) == {"related"}


def test_tax_is_left_out_unless_the_policy_covers_it(book: Book) -> None:
    book.ledger("customer A net 60\ninvoice A-1 A 2026-05-01 due 2026-07-30 113000.00")
    with book.store.change("receivable.correct") as change:
        change.update("receivable", book.ids["A-1"], {"tax": 1_300_000})
    book.ledger("payment P-1 A 2026-06-01 56500.00 -> A-1")
    policy = take_out(book)
    grant(book, policy, "A", "200000")
    assert cover(book).eligible == 5_000_000  # half is paid, so half of the tax is in what is open
    with book.store.change("insurance.policy_change") as change:
        rows.update_policy(change, policy, {"vat_covered": 1})
    assert cover(book).eligible == 5_650_000


def test_what_is_shipped_after_the_stop_day_is_not_insured_until_the_old_one_is_paid(book: Book) -> None:
    """T-D3: due 03-31, 60 days -> shipping is insured until 05-30."""
    book.ledger(STOP)
    grant(book, take_out(book, mep_days=60), "A", "200000")
    found = cover(book)
    assert whys(found) == {"A-1": "", "A-2": "", "A-3": "after_stop"}
    stopped = next(each for each in found.problems if each.code == "stopped")
    assert (stopped.document, stopped.on, stopped.stops_cover) == ("A-1", date(2026, 5, 30), True)
    book.ledger("payment P-1 A 2026-06-05 10000.00 -> A-1\ninvoice A-4 A 2026-06-06 due 2026-07-06 5000.00")
    found = cover(book)
    assert whys(found) == {"A-2": "", "A-3": "after_stop", "A-4": ""}
    assert "stopped" not in [each.code for each in found.problems]


def test_the_insurers_consent_moves_the_stop_day(book: Book) -> None:
    book.ledger(STOP)
    policy = take_out(book, mep_days=60)
    grant(book, policy, "A", "200000")
    report(book, policy, "extension", "A-1", date(2026, 4, 20), due_on=date(2026, 4, 30))
    assert whys(cover(book))["A-3"] == ""


def test_more_time_than_the_policy_allows_needs_consent(book: Book) -> None:
    book.ledger("customer A net 30\ninvoice A-1 A 2026-03-01 due 2026-03-31 100.00\ndue A-1 2026-04-01 2026-05-30")
    policy = take_out(book, mep_days=60)
    grant(book, policy, "A", "200000")
    assert whys(cover(book))["A-1"] == ""  # 60 days are allowed
    book.ledger("due A-1 2026-04-02 2026-06-15")
    assert whys(cover(book))["A-1"] == "extended"
    report(book, policy, "extension", "A-1", date(2026, 4, 3), due_on=date(2026, 6, 15))
    assert whys(cover(book))["A-1"] == ""


def test_a_limit_in_another_currency_is_read_at_the_rate_of_the_day(book: Book) -> None:
    book.ledger("customer A USD net 60\ninvoice A-1 A 2026-05-01 due 2026-07-30 50000.00 USD @7.1")
    grant(book, take_out(book), "A", "142000", currency="CNY")
    assert whys(cover(book)) == {"A-1": "no_rate"}
    with book.store.change("rate.add") as change:
        models.add_rate(change, "USD", date(2026, 6, 1), "7.1", None)
    found = cover(book)
    assert (found.currency, found.limit, found.insured) == ("USD", 2_000_000, 2_000_000)


def test_a_request_insures_nothing_until_it_is_answered(book: Book) -> None:
    book.ledger(LEDGER)
    policy = take_out(book)
    insurance = Insurance(book.store, date(2026, 2, 1))
    insurance.request_limit(policy, book.ids["A"], 50_000_000)
    assert cover(book).limit == 0
    assert cover(book).problems[0].code == "limit_zero"
    grant(book, policy, "A", "300000", since=date(2026, 2, 10))
    (held,) = insurance.limits(book.ids["A"])
    assert (held.requested, held.amount, held.valid_from) == (50_000_000, 30_000_000, date(2026, 2, 10))


@pytest.mark.parametrize(
    ("terms", "field"),
    [
        ({"cover_bp": 10_001}, "cover_bp"),
        ({"to_on": date(2025, 12, 31)}, "to_on"),
        ({"currency": "YUAN"}, "currency"),
        ({"insurer": " "}, "insurer"),
        ({"declare_rule": "month_day", "declare_days": 32}, "declare_days"),
        ({"declare_rule": "days"}, "declare_days"),
        ({"excluded_countries": "USA"}, "excluded_countries"),
        ({"noa_days": -1}, "noa_days"),
    ],
)
def test_a_policy_that_cannot_be(book: Book, terms: dict[str, Any], field: str) -> None:
    with pytest.raises(Invalid) as refused:
        take_out(book, **terms)
    assert refused.value.field == field


def test_limits_and_events_that_cannot_be(book: Book) -> None:
    book.ledger(LEDGER + "customer B net 30")
    policy = take_out(book, discretionary=1_000_000)
    with pytest.raises(Invalid, match="own discretionary limit"):
        grant(book, policy, "A", "20000", discretionary=True)
    with pytest.raises(Invalid, match="ends before it begins"):
        grant(book, policy, "A", "20000", last_day=date(2025, 12, 1))
    book.services.customers.update(book.ids["B"], {"country": "US"})
    with pytest.raises(Invalid, match="our own country only"):
        grant(book, policy, "B", "20000")
    with pytest.raises(Invalid, match="in the book already"):
        take_out(book)
    with pytest.raises(Invalid, match="receivable it is about"):
        book.services.insurance.record(EventDraft(policy, "overdue_notice", DAY, book.ids["A"]))
    with pytest.raises(Invalid, match="not one of the customer"):
        book.services.insurance.record(EventDraft(policy, "claim", DAY, book.ids["B"], book.ids["A-1"]))
    with pytest.raises(UserError, match="no longer in the book"):
        book.services.insurance.policy(99)


def test_a_policy_can_be_taken_back_by_undo(book: Book) -> None:
    take_out(book)
    book.services.history.undo()
    assert book.services.insurance.policies() == []

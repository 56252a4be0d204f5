"""Credit insurance in a book: limits of the insurer, which invoices are insured, last days, what a policy is worth."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from app.models import book as models
from app.models import insurance as rows
from app.models.errors import Invalid, UserError
from app.models.financials import FinancialStatement
from app.services.clocks import Clocks
from app.services.insurance import Insurance
from app.services.insurance_cover import Cover
from app.services.insurance_drafts import BuyerLimitDraft, EventDraft, PolicyDraft
from app.services.monitoring import Monitoring
from tests.book import TODAY, Book

START = date(2026, 1, 1)
DAY = date(2026, 6, 30)


def take_out(book: Book, **terms: Any) -> int:
    """A domestic policy of 2026; its id."""
    known = {"insurer": "Insurer", "number": "P-1", "from_on": START, "to_on": date(2026, 12, 31), "cover_bp": 9000}
    return book.services.insurance.add_policy(PolicyDraft(**{**known, **terms}))


def grant(book: Book, policy: int, code: str, amount: str, since: date = START, **more: Any) -> int:
    return book.services.insurance.set_limit(
        BuyerLimitDraft(policy, book.ids[code], int(float(amount) * 100), since, **more)
    )


def cover(book: Book, code: str = "A", on: date = DAY) -> Cover:
    found = Insurance(book.store, on).cover(book.ids[code])
    assert found is not None
    return found


def whys(found: Cover) -> dict[str, str]:
    return {each.item.number: each.why for each in found.invoices}


def report(book: Book, policy: int, kind: str, number: str, on: date, **more: Any) -> int:
    draft = EventDraft(policy, kind, on, book.ids["A"], book.ids[number], **more)
    return Insurance(book.store, on).record(draft)


LEDGER = """
customer A net 60
invoice  A-1 A 2026-05-01 due 2026-07-30 150000.00
invoice  A-2 A 2026-06-01 due 2026-08-30 140000.00
"""


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
    assert found.room == 0
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


STOP = """
customer A net 30
invoice  A-1 A 2026-03-01 due 2026-03-31 10000.00
invoice  A-2 A 2026-05-30 due 2026-06-29 20000.00
invoice  A-3 A 2026-05-31 due 2026-06-30 30000.00
"""


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


def test_an_overdue_invoice_has_to_be_reported_in_time(book: Book) -> None:
    book.ledger("customer A net 30\ninvoice A-1 A 2026-03-01 due 2026-03-31 10000.00")
    policy = take_out(book, mep_days=60, noa_days=30, noa_from="mep", waiting_days=180, claim_days=60)
    grant(book, policy, "A", "200000")
    days = {row.deadline.kind: row.deadline.on for row in Insurance(book.store, DAY).deadlines()}
    assert days["stop"] == date(2026, 5, 30)
    assert days["notice"] == date(2026, 6, 29)
    assert days["waiting"] == date(2026, 9, 27)
    near = cover(book, on=date(2026, 6, 20))
    told = next(each for each in near.problems if each.code == "notice_due")
    assert (told.on, told.days, told.document) == (date(2026, 6, 29), 9, "A-1")
    assert whys(cover(book, on=date(2026, 6, 29)))["A-1"] == ""
    assert whys(cover(book, on=date(2026, 6, 30)))["A-1"] == "not_reported"
    report(book, policy, "overdue_notice", "A-1", date(2026, 6, 1))
    assert whys(cover(book))["A-1"] == ""
    row = next(row for row in Insurance(book.store, DAY).deadlines() if row.deadline.kind == "notice")
    assert (row.done, row.deadline.done_on) == (True, date(2026, 6, 1))


def test_money_for_a_newer_invoice_and_an_open_claim(book: Book) -> None:
    book.ledger(STOP + "payment P-1 A 2026-06-10 5000.00 -> A-2")
    policy = take_out(book)
    grant(book, policy, "A", "200000")
    told = next(each for each in cover(book).problems if each.code == "newest_first")
    assert told.document == "A-1"
    report(book, policy, "claim", "A-1", date(2026, 6, 20))
    assert "claim_open" in [each.code for each in cover(book).problems]
    report(book, policy, "payout", "A-1", date(2026, 6, 25), amount=900_000)
    assert "claim_open" not in [each.code for each in cover(book).problems]


def test_paper_that_the_policy_asks_for(book: Book) -> None:
    book.ledger(LEDGER)
    grant(book, take_out(book, rot_required=True, contract_required=True), "A", "300000", buyer_name="A Co.")
    codes = [each.code for each in cover(book).problems]
    assert codes == ["buyer_name", "contract_missing", "title_missing"]


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


def test_policy_ends_and_premium_below_the_minimum(book: Book) -> None:
    book.ledger(LEDGER)
    policy = take_out(book, premium_ppm=4000, premium_min=1_200_000, max_liability=10_000_000)
    grant(book, policy, "A", "200000")
    report(book, policy, "payout", "A-1", DAY, amount=8_100_000)
    (row,) = Insurance(book.store, date(2026, 11, 2)).policy_rows()
    assert [(each.code, each.amount, each.days) for each in row.problems] == [
        ("policy_ends", 0, 59),
        ("premium_least", 1_084_000, 0),  # 290,000 at 0.4 % is 1,160
        ("used_up", 8_100_000, 81),
    ]
    assert row.premium == 1_200_000


def test_what_a_policy_saves_against_its_premium(book: Book) -> None:
    book.ledger(LEDGER)
    policy = take_out(book, premium_ppm=4000, insured_sales=300_000_000)
    grant(book, policy, "A", "200000")
    sheet = Insurance(book.store, DAY).worth(policy)
    (line,) = sheet.lines
    assert (line.owed, line.insured, line.indemnity) == (29_000_000, 20_000_000, 18_000_000)
    assert sheet.found.premium == 1_200_000
    assert line.net_loss == pytest.approx(line.loss * 11 / 29, abs=1)
    assert sheet.found.gain == line.loss - line.net_loss - 1_200_000


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


def test_last_days_are_clocks_and_today_tells_of_them(book: Book) -> None:
    """Report by 06-29; told from ten days before, ahead of what falls due soon; gone once it is reported."""
    book.ledger(
        "customer A net 30\ninvoice A-1 A 2026-03-01 due 2026-03-31 10000.00\ndispute A-1 2026-04-05 10000.00\n"
        "invoice A-2 A 2026-05-25 due 2026-06-24 500.00"
    )
    policy = take_out(book, mep_days=60, noa_days=30, noa_from="mep")
    grant(book, policy, "A", "200000")
    on = date(2026, 6, 20)
    ends = {row.clock.kind: row.clock.ends_on for row in Clocks(book.store, on).rows()}
    assert ends["insurance_notice"] == date(2026, 6, 29)
    assert ends["insurance_limit"] == date(2026, 12, 31)
    (row,) = Monitoring(book.store, on).today().rows
    reason = row.reasons[0]
    assert (reason.code, reason.what, reason.document, reason.count) == ("insurance", "insurance_stop", "A-1", 2)
    assert row.reasons[1].code == "due_soon"
    report(book, policy, "overdue_notice", "A-1", date(2026, 6, 1))
    kinds = [each.clock.kind for each in Clocks(book.store, on).pressing()]
    assert kinds == ["insurance_stop"]


def test_the_insurers_limit_raises_what_may_be_given(book: Book) -> None:
    """L10, Xmax (B1): U of own risk, 90 % of 400,000 insured -> U + 360,000; gone when the limit is cancelled."""
    book.ledger("customer A net 60")
    services, who = book.services, book.ids["A"]
    sums = {"total_assets": 10_000_000, "current_assets": 6_000_000, "current_liabilities": 4_000_000}
    sums |= {"total_liabilities": 5_500_000, "equity": 4_500_000}
    kept: Any = {name: value * 100 for name, value in sums.items()}
    days: Any = {"customer_id": who, "period_end": date(2025, 12, 31), "received_on": date(2026, 3, 1)}
    services.credit_file.add_statement(FinancialStatement(**days, **kept))
    plain = services.limits.sheet(who)
    held = grant(book, take_out(book), "A", "400000")
    sheet = services.limits.sheet(who)
    assert {each.code: each.amount for each in sheet.candidates}["L10"] == 40_000_000
    assert sheet.found.uncovered_max == plain.found.uncovered_max
    assert sheet.found.ceiling == (plain.found.ceiling or 0) + 36_000_000
    Insurance(book.store, TODAY).cancel_limit(held)
    assert services.limits.sheet(who).found.ceiling == plain.found.ceiling

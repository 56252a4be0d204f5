"""What follows from credit insurance in a book: last days, warnings, what a policy is worth, larger limits."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from app.models.financials import FinancialStatement
from app.services import insurance_tables, insurance_wording, shipping_wording
from app.services.clocks import Clocks
from app.services.insurance import Insurance
from app.services.insurance_drafts import PolicyDraft
from app.services.monitoring import Monitoring
from app.services.rules.insurance_warnings import CODES, UNCOVERED
from tests.book import TODAY, Book
from tests.insuring import DAY, LEDGER, STOP, cover, grant, report, take_out, whys


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
    assert insurance_tables.worth_notes(sheet)[0] == "Premium: 0.40% of insured sales of a year, ¥3,000,000.00"


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


def test_every_warning_that_ends_the_cover_has_its_words_before_shipping() -> None:
    assert set(shipping_wording.UNINSURED) == UNCOVERED
    assert set(insurance_wording.PROBLEMS) | {f"items_{why}" for why in insurance_wording.WHYS if why} == set(CODES)


def test_terms_longer_than_the_policys_keep_new_shipments_out(book: Book) -> None:
    book.ledger("customer A net 60")
    grant(book, take_out(book, max_terms_days=45), "A", "1000")
    found = cover(book)
    assert [(each.code, each.days) for each in found.problems] == [("terms_long", 45)]
    assert not found.takes_new
    reasons = book.services.shipping.ask(book.ids["A"], 10_000).reasons
    assert ("insurance_stopped", "terms_long") in [(each.code, each.figures.get("why")) for each in reasons]


def test_a_policy_nobody_is_insured_under_yet_saves_nothing(book: Book) -> None:
    policy = book.services.insurance.add_policy(
        PolicyDraft(insurer="S", number="P-9", from_on=date(2026, 1, 1), to_on=date(2026, 12, 31))
    )
    sheet = book.services.insurance.worth(policy)
    assert sheet.lines == ()

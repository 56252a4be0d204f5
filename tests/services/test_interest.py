"""Late interest over books: which rule the facts choose, what lowers the principal, what is shown apart, what is claimed."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from app import i18n
from app.models.errors import Invalid, UserError
from app.services import company
from app.services.interest_sheet import InterestOptions, InterestSheet
from app.services.interest_wording import rate_text, read_rate
from app.services.rules.interest import Rate
from tests.book import Book

ON = date(2026, 3, 2)  # 30 days after 31 January
PERCENT_A_DAY = InterestOptions(regime="flat", rate=Rate(Decimal("0.01"), "day"))


def sheet(
    book: Book, number: str = "X", on: date = ON, options: InterestOptions | None = PERCENT_A_DAY
) -> InterestSheet:
    return book.services.interest.of_invoice(number, on, options)


def days_and_principals(found: InterestSheet) -> list[tuple[int, int]]:
    return [(each.days, each.principal) for part in found.parts for each in part.segments]


def with_contract(book: Book, **values: Any) -> None:
    """A signed contract behind X."""
    row = {"customer_id": book.ids["A"], "number": "HT-1", "status": "signed", "currency": "CNY", "amount": 1, **values}
    with book.store.change("contract.add") as change:
        contract = change.insert("contract", row)
        change.update("receivable", book.ids["X"], {"contract_id": contract})


# --- what lowers the principal


def test_payment_lowers_it_from_the_day_after(book: Book) -> None:
    book.ledger("customer A\ninvoice X A 2026-01-01 due 2026-01-31 100\npayment P A 2026-02-10 40 -> X")
    found = sheet(book)
    assert days_and_principals(found) == [(10, 100_00), (20, 60_00)]
    assert (found.interest, found.principal, found.open, found.per_day) == (22_00, 100_00, 60_00, 60)


def test_a_payment_of_later_is_not_known_yet(book: Book) -> None:
    book.ledger("customer A\ninvoice X A 2026-01-01 due 2026-01-31 100\npayment P A 2026-03-03 40 -> X")
    assert days_and_principals(sheet(book)) == [(30, 100_00)]


def test_a_bounced_payment_never_paid(book: Book) -> None:
    book.ledger(
        "customer A\ninvoice X A 2026-01-01 due 2026-01-31 100\npayment P A 2026-02-10 100 -> X\nbounce P 2026-02-20"
    )
    assert days_and_principals(sheet(book)) == [(30, 100_00)]
    assert days_and_principals(sheet(book, on=date(2026, 2, 19))) == [(10, 100_00)]


def test_a_write_off_forgives_nothing_and_an_allowance_does(book: Book) -> None:
    book.ledger(
        "customer A\ninvoice X A 2026-01-01 due 2026-01-31 100\nwriteoff W-1 X 2026-02-10 30\nallow W-2 X 2026-02-20 20"
    )
    assert days_and_principals(sheet(book)) == [(20, 100_00), (10, 80_00)]


def test_money_moved_away_counts_only_while_it_was_there(book: Book) -> None:
    book.ledger("""
        customer A
        invoice X A 2026-01-01 due 2026-01-31 100
        invoice Y A 2026-01-01 due 2026-12-31 100
        payment P A 2026-02-10 100 -> X
        move P 2026-02-20 X -> Y
    """)
    assert days_and_principals(sheet(book)) == [(10, 100_00), (10, 100_00)]


def test_a_due_day_that_was_put_off_moves_the_beginning(book: Book) -> None:
    book.ledger("customer A\ninvoice X A 2026-01-01 due 2026-01-31 100\ndue X 2026-02-05 2026-02-20")
    assert days_and_principals(sheet(book)) == [(10, 100_00)]
    assert days_and_principals(sheet(book, on=date(2026, 2, 4))) == [(4, 100_00)]


def test_without_a_due_day_nothing_is_late(book: Book) -> None:
    book.ledger("customer A\nopening X A 2026-01-01 due - 100")
    assert sheet(book).parts == ()


def test_disputed_part_is_shown_apart_and_not_claimed(book: Book) -> None:
    book.ledger("customer A\ninvoice X A 2026-01-01 due 2026-01-31 100\ndispute X 2026-02-10 40")
    found = sheet(book)
    assert (found.interest, found.disputed_interest, found.to_claim) == (30_00, 12_00, 18_00)


def test_foreign_invoice_in_its_own_currency(book: Book) -> None:
    book.ledger("customer A USD\ninvoice X A 2026-01-01 due 2026-01-31 100 USD @7")
    assert (sheet(book).currency, sheet(book).interest) == ("USD", 30_00)


# --- which rule


def test_clause_of_the_contract(book: Book) -> None:
    book.ledger("customer A\ninvoice X A 2026-01-01 due 2026-01-31 1000")
    with_contract(book, penalty_ppm_day=300, signed_on="2025-12-01")
    found = sheet(book, options=None)
    assert (found.regime, found.contract, found.interest, found.reasons) == ("contract", "HT-1", 9_00, ("clause",))
    assert found.excess is not None
    assert (found.excess.light, found.excess.times) == ("amber", Decimal("3.65"))  # 10.95 % to 3 %


def test_a_draft_has_agreed_nothing(book: Book) -> None:
    book.ledger("customer A\ninvoice X A 2026-01-01 due 2026-01-31 1000")
    with_contract(book, penalty_ppm_day=300, status="draft")
    assert sheet(book, options=None).regime == "cn-lpr"


def test_agreed_most_of_the_penalty(book: Book) -> None:
    book.ledger("customer A\ninvoice X A 2026-01-01 due 2026-01-31 1000")
    with_contract(book, penalty_ppm_day=10_000, penalty_cap_bp=500, signed_on="2025-12-01")
    found = sheet(book, options=None)
    assert (found.interest, found.per_day) == (50_00, 0)


def test_between_the_parties_of_the_regulation_the_clause_is_at_least_lpr(book: Book) -> None:
    """0.001 % a day is 0.365 % a year: LPR of the contract (3.10 % in April 2025) takes its place."""
    book.ledger("customer A\ninvoice X A 2026-01-01 due 2026-01-31 36500")
    company.update(book.store, {"size_class": "micro"})
    with_contract(book, penalty_ppm_day=10, signed_on="2025-05-01", buyer_size="large")
    found = sheet(book, options=None)
    assert (found.interest, found.reasons) == (93_00, ("clause", "raised_to_lpr"))
    assert [(row.on_day, row.rate) for row in found.rates] == [(date(2025, 4, 21), Decimal("0.031"))]


def test_regulation_when_the_buyer_was_told(book: Book) -> None:
    book.ledger("customer A\ninvoice X A 2026-01-01 due 2026-01-31 1000")
    company.update(book.store, {"size_class": "small"})
    with_contract(book, buyer_size="large", signed_on="2025-12-01")
    untold = sheet(book, options=None)
    assert (untold.regime, untold.risks) == ("cn-lpr", ("undeclared",))
    with book.store.change("contract.update") as change:
        change.update("contract", 1, {"sme_notice_on": "2025-12-02"})
    told = sheet(book, options=None)
    assert (told.regime, told.interest) == ("cn-sme", 15_00)


def test_before_lpr_the_benchmark_rate_is_raised_by_half(book: Book) -> None:
    book.ledger("customer A\ninvoice X A 2019-01-01 due 2019-01-31 36500")
    found = sheet(book, on=date(2019, 3, 2), options=None)
    assert (found.interest, found.rates[0].series) == (195_75, "PBOC1Y")  # 4.35 % x 1.5 x 36,500 x 30 / 365


def test_without_any_rate_it_is_asked_for(book: Book) -> None:
    book.ledger("customer A\ninvoice X A 2015-01-01 due 2015-01-31 100")
    with pytest.raises(UserError, match="has no rate for 2015-02-01"):
        sheet(book, on=date(2015, 3, 1), options=None)
    with pytest.raises(UserError, match="has no rate for 2014-12-31"):
        sheet(book, on=date(2015, 3, 1), options=InterestOptions(regime="uk"))


def test_own_rate_wins_over_the_shipped_one(book: Book) -> None:
    book.ledger("customer A\ninvoice X A 2026-01-01 due 2026-01-31 36500")
    before = sheet(book, options=None).interest
    book.services.rates.add("LPR1Y", date(2026, 1, 20), Decimal("0.06"), "typed")
    assert (before, sheet(book, options=None).interest) == (135_00, 270_00)


def test_stale_table_is_said_only_where_it_matters(book: Book) -> None:
    book.ledger("customer A\ninvoice X A 2026-01-01 due 2026-01-31 100")
    late = date(2026, 11, 21)
    assert sheet(book, on=late, options=None).risks == ()
    assert sheet(book, on=late, options=InterestOptions(floating=True)).risks == ("stale_rates",)


@pytest.mark.parametrize(
    "options",
    [
        InterestOptions(uplift=Decimal("1.2")),
        InterestOptions(year=364),
        InterestOptions(regime="uk", rate=Rate(Decimal("0.1"))),
        InterestOptions(regime="contract"),
    ],
)
def test_options_that_cannot_be(book: Book, options: InterestOptions) -> None:
    book.ledger("customer A\ninvoice X A 2026-01-01 due 2026-01-31 100")
    with pytest.raises(Invalid):
        sheet(book, options=options)


def test_voided_receivable_bears_none(book: Book) -> None:
    book.ledger("customer A\ninvoice X A 2026-01-01 due 2026-01-31 100\nvoid X")
    with pytest.raises(UserError, match="voided"):
        book.services.interest.of_invoice(book.ids["X"], ON)


@pytest.mark.parametrize("text", ["6%", "0.06", "6 % / year", "6%年"])
def test_rates_as_people_type_them(text: str) -> None:
    assert read_rate(text) == Rate(Decimal("0.06"))


@pytest.mark.parametrize(
    ("text", "rate", "shown"),
    [
        ("0.05%/day", Rate(Decimal("0.0005"), "day"), "0.05% a day"),
        ("0.5‰/日", Rate(Decimal("0.0005"), "day"), "0.05% a day"),
        ("１.５%／月", Rate(Decimal("0.015"), "month"), "1.50% a month"),
        ("0.0175% a day", Rate(Decimal("0.000175"), "day"), "0.0175% a day"),
    ],
)
def test_rates_of_a_day_and_a_month(text: str, rate: Rate, shown: str) -> None:
    assert read_rate(text) == rate
    assert rate_text(rate) == shown


@pytest.mark.parametrize("lang", i18n.LANGUAGES)
@pytest.mark.parametrize(
    "rate", [Rate(Decimal("0.05175")), Rate(Decimal("0.0005"), "day"), Rate(Decimal("0.015"), "month")]
)
def test_what_is_shown_can_be_typed(lang: str, rate: Rate) -> None:
    i18n.use(lang)
    assert read_rate(rate_text(rate)) == rate


@pytest.mark.parametrize("text", ["", "6", "x%", "-1%", "0%", "nan"])
def test_what_is_no_rate(text: str) -> None:
    with pytest.raises(UserError):
        read_rate(text)


# --- claims


def test_claim_keeps_its_basis_and_is_not_claimed_twice(book: Book) -> None:
    book.ledger("customer A\ninvoice X A 2026-01-01 due 2026-01-31 100\ndispute X 2026-02-10 40")
    charges = book.services.charges
    (first,) = charges.claim_sheet(sheet(book))
    (claim,) = charges.open_of(book.ids["A"])
    assert (claim.id, claim.kind, claim.amount, claim.on_day) == (first, "interest", 18_00, ON)
    basis = json.loads(claim.basis)
    assert (basis["regime"], basis["segments"]) == (
        "flat",
        [["2026-02-01", "2026-03-02", "100.00", "0.01", "day", "30.00"]],
    )
    with pytest.raises(UserError, match="Nothing to claim"):
        charges.claim_sheet(sheet(book))
    charges.claim_sheet(sheet(book, on=date(2026, 3, 12)))
    assert [each.amount for each in charges.open_of(book.ids["A"])] == [18_00, 6_00]


def test_claims_stay_out_of_the_ledger_and_can_be_voided(book: Book) -> None:
    book.ledger("customer A\ninvoice X A 2026-01-01 due 2026-01-31 100")
    (claim,) = book.services.charges.claim_sheet(sheet(book))
    assert book.services.receivables.open_items(book.ids["A"])[0].open == 100_00
    book.services.charges.void(claim)
    assert book.services.charges.open_of(book.ids["A"]) == []
    with pytest.raises(UserError, match="voided already"):
        book.services.charges.void(claim)
    book.services.history.undo()
    assert [each.id for each in book.services.charges.open_of(book.ids["A"])] == [claim]


def test_all_claims_on_a_receivable_are_voided_together(book: Book) -> None:
    book.ledger("customer A\ninvoice X A 2026-01-01 due 2026-01-31:60 2026-02-10:40 100")
    book.services.charges.claim_sheet(sheet(book))
    assert [each.amount for each in book.services.charges.open_of(book.ids["A"])] == [18_00, 8_00]
    book.services.charges.void_all(book.ids["X"])
    assert sheet(book).claimed == 0
    with pytest.raises(UserError, match="Nothing to void"):
        book.services.charges.void_all(book.ids["X"])


def test_fixed_sum_is_claimed_once(book: Book) -> None:
    book.ledger("customer A EUR\ninvoice X A 2025-07-01 due 2025-07-31 10000 EUR @8")
    options = InterestOptions(regime="eu")
    book.services.charges.claim_sheet(sheet(book, on=date(2025, 9, 14), options=options))
    assert [(each.kind, each.amount) for each in book.services.charges.open_of(book.ids["A"])] == [
        ("fee", 40_00), ("interest", 125_14),
    ]  # fmt: skip
    again = sheet(book, on=date(2025, 9, 15), options=options)
    assert (again.fixed_fee, again.fee_to_claim, again.to_claim) == (40_00, 0, 2_78)


def test_cost_of_collection_is_claimed_by_hand(book: Book) -> None:
    book.ledger("customer A\ninvoice X A 2026-01-01 due 2026-01-31 100")
    instalment = sheet(book).parts[0].instalment_id
    book.services.charges.claim(instalment, "cost", 35_00, ON, {"text": "courier"})
    assert [(each.kind, each.amount) for each in book.services.charges.open_of(book.ids["A"])] == [("cost", 35_00)]
    for kind, amount in (("gift", 1_00), ("cost", 0)):
        with pytest.raises(Invalid):
            book.services.charges.claim(instalment, kind, amount, ON, {})

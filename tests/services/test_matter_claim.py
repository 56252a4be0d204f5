"""What could be claimed in a legal matter: by hand, each debt with its own rule."""

from __future__ import annotations

from datetime import date

from app import i18n
from app.services import matter_wording
from app.services.matter_claim import ClaimSheet
from app.services.matter_drafts import MatterDraft
from app.services.rules.court_fees import CourtFees
from tests.book import Book, book_fixture

__all__ = ["book_fixture"]

ON = date(2025, 6, 30)


def claim(book: Book, *numbers: str, on: date = ON) -> ClaimSheet:
    chosen = tuple(book.ids[each] for each in numbers)
    matter = book.services.matters.open(MatterDraft(book.ids["A"], chosen, opened_on=date(2025, 1, 1)))
    return book.services.matters.claim(matter, on)


def test_each_debt_by_the_rule_that_applies_to_it(book: Book) -> None:
    # T-E1: 100,000 due 2024-06-30, 365 days at 3.45 % x 1.5 = 5,175.00; 20,000 with 0.5 per mille a day for 30 days = 300.00
    book.ledger("""
    customer A
    contract K-1 A 2025-01-01 20000
    invoice A-1 A 2024-05-31 due 2024-06-30 100000
    invoice A-2 A 2025-05-01 due 2025-05-31 20000
    """)
    with book.store.change("contract.update") as change:
        change.update("receivable", book.ids["A-2"], {"contract_id": book.ids["K-1"]})
        change.update("contract", book.ids["K-1"], {"penalty_ppm_day": 500})
    found = claim(book, "A-1", "A-2")
    assert [(each.open, each.interest, each.per_day, each.contract) for each in found.lines] == [
        (100_000_00, 5_175_00, 14_18, None), (20_000_00, 300_00, 10_00, "K-1"),
    ]  # fmt: skip
    assert [each.sheet.regime if each.sheet else "" for each in found.lines] == ["cn-lpr", "contract"]
    assert (found.principal, found.interest, found.total) == (120_000_00, 5_475_00, 125_475_00)
    # 2,300 + 25,475 x 2 % = 2,809.50; half 1,404.75; a third 936.50;
    # securing 125,475: 30 + 990 + 25,475 x 0.5 % = 1,147.375
    assert found.court == CourtFees(2_809_50, 1_404_75, 936_50, 1_147_38)
    assert [found.small(yuan * 100) for yuan in (300_000, 100_000, 60_000)] == ["always", "agreed", "no"]
    assert found.small(None) is None


def test_disputed_parts_are_in_it_and_what_is_not_due_is_not(book: Book) -> None:
    book.ledger("""
    customer A
    invoice A-1 A 2025-01-01 due 2025-05-31:600 2025-12-31:400 1000
    dispute A-1 2025-06-05 100
    payment P-1 A 2025-06-10 200 -> A-1
    """)
    found = claim(book, "A-1")
    assert (found.principal, found.disputed, found.not_due) == (400_00, 100_00, 400_00)


def test_interest_that_was_invoiced_is_a_debt_of_its_own(book: Book) -> None:
    book.ledger("customer A\ninvoice A-1 A 2024-05-31 due 2024-06-30 100000")
    sheet = book.services.interest.of_invoice("A-1", date(2024, 12, 31))  # 184 days: 2,608.77
    assert sheet.interest == 2_608_77
    book.services.charges.claim_sheet(sheet)
    part = sheet.parts[0].instalment_id
    book.services.charges.claim(part, "fee", 80_00, date(2025, 1, 2), {})
    book.services.charges.claim(part, "cost", 500_00, date(2025, 1, 2), {})
    beside = claim(book, "A-1")
    assert (beside.interest, beside.fees, beside.all_costs, beside.total) == (5_175_00, 80_00, 500_00, 105_255_00)
    book.ledger("invoice I-1 A 2025-01-03 due 2025-02-02 2608.77")
    with book.store.change("receivable.add") as change:
        for each in book.services.charges.open_of(book.ids["A"]):
            if each.kind == "interest":
                change.update("charge", each.id, {"receivable_id": book.ids["I-1"]})
    (matter,) = book.services.matters.of_customer(book.ids["A"])
    assert book.services.matters.claim(matter.id, ON).interest == 5_175_00 - 2_608_77


def test_another_currency_is_reckoned_in_yuan_for_the_court(book: Book) -> None:
    book.ledger("customer A\ninvoice A-1 A 2025-05-31 due 2025-06-30 10000 USD @7.1")
    with book.store.change("rate.add") as change:
        change.insert("exchange_rate", {"currency": "USD", "on_day": "2025-06-01", "rate": "7.2"})
    found = claim(book, "A-1")
    assert (found.total, found.base) == (10_000_00, 72_000_00)
    # 50 + 62,000 x 2.5 % = 1,600
    assert found.court is not None and found.court.suit == 1_600_00


def test_where_no_law_gives_a_rate_nothing_is_claimed_and_it_is_said_why(book: Book) -> None:
    book.ledger("customer A\ninvoice A-1 A 2025-01-01 due 2025-01-31 100")
    with book.store.change("company.update") as change:
        change.update("company", 1, {"country": "US"})
    found = claim(book, "A-1")
    (line,) = found.lines
    assert (line.open, line.interest, line.sheet) == (100_00, 0, None)
    assert line.why
    assert (found.court, found.base, found.total) == (None, None, 100_00)


def test_an_agreed_rate_that_a_court_may_reduce_is_said(book: Book) -> None:
    # 0.3 per mille a day = 10.95 % a year: 3.53 times the LPR of 3.10 % then, above 1.95 and below 4
    book.ledger("customer A\ncontract K-1 A 2025-01-01 20000\ninvoice A-1 A 2025-03-01 due 2025-03-31 20000")
    with book.store.change("contract.update") as change:
        change.update("receivable", book.ids["A-1"], {"contract_id": book.ids["K-1"]})
        change.update("contract", book.ids["K-1"], {"penalty_ppm_day": 300})
    with i18n.speaking("en"):
        (told,) = matter_wording.rule_lines(claim(book, "A-1"))
    assert told.startswith(
        "A-1: As agreed in contract K-1; Above 1.95 times LPR: a court may reduce it (3.53 times LPR"
    )

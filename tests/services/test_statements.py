from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest

from app.models import statement_lines
from app.models.dates import add_workdays
from app.models.errors import Invalid
from app.services.adjustments import AdjustmentDraft
from app.services.bills import BillDraft
from app.services.payments import PaymentDraft
from app.services.statement_drawing import StatementDraft
from app.services.statement_sheets import Section, StatementSheet
from tests.book import TODAY, Book

OCTOBER = (date(2026, 10, 1), date(2026, 10, 31))
NOVEMBER = (date(2026, 11, 1), TODAY)
LEDGER = """
customer A net 30
invoice A-1 A 2026-09-05 due 2026-09-30 1000.00
payment P-1 A 2026-09-20 400.00 -> A-1
invoice A-2 A 2026-10-10 due 2026-11-09 2000.00
credit  G-1 A 2026-10-12 150.00 -> A-2
payment P-2 A 2026-10-20 900.00 -> A-1:600 A-2:300
payment P-3 A 2026-10-25 75.00
"""


def only(sheet: StatementSheet) -> Section:
    (found,) = sheet.sections
    return found


def figures(section: Section) -> tuple[int, ...]:
    return section.opening, section.invoiced, section.received, section.credits, section.closing


def test_opening_invoiced_received_closing_and_the_running_balance(book: Book) -> None:
    book.ledger(LEDGER)
    found = only(book.services.statements.sheet(book.ids["A"], *OCTOBER))
    assert figures(found) == (600_00, 2_000_00, 975_00, 150_00, 1_475_00)
    assert [(line.kind, line.number, line.plus, line.minus, line.balance) for line in found.lines] == [
        ("invoice", "A-2", 2_000_00, 0, 2_600_00),
        ("credit_note", "G-1", 0, 150_00, 2_450_00),
        ("receipt", "P-2", 0, 900_00, 1_550_00),
        ("receipt", "P-3", 0, 75_00, 1_475_00),
    ]


def test_ageing_and_money_paid_ahead_make_the_closing_balance(book: Book) -> None:
    book.ledger(LEDGER)
    found = only(book.services.statements.sheet(book.ids["A"], *OCTOBER))
    assert (found.bands, found.unapplied, found.owed, found.overdue) == ((1_550_00, 0, 0, 0, 0, 0), 75_00, 1_550_00, 0)
    later = only(book.services.statements.sheet(book.ids["A"], *NOVEMBER))
    assert (later.bands, later.overdue) == ((0, 1_550_00, 0, 0, 0, 0), 1_550_00)
    assert later.opening == found.closing


def test_a_month_that_is_over_stays_as_it_was(book: Book) -> None:
    """Money moved, paid and disputed later, a due date changed later: October says what it said."""
    book.ledger(LEDGER)
    before = book.services.statements.sheet(book.ids["A"], *OCTOBER)
    book.ledger("""
    payment P-4 A 2026-11-04 500.00 -> A-2
    due     A-2 2026-11-05 2026-12-31
    dispute A-2 2026-11-06 100.00
    apply   P-3 2026-11-07 -> A-2:75
    """)
    assert book.services.statements.sheet(book.ids["A"], *OCTOBER) == before
    now = only(book.services.statements.sheet(book.ids["A"], *NOVEMBER))
    assert (figures(now), now.disputed, now.bands[0]) == ((1_475_00, 0, 500_00, 0, 975_00), 100_00, 975_00)


def test_two_currencies_are_two_sections(book: Book) -> None:
    book.ledger("""
    customer A net 30
    invoice A-1 A 2026-10-02 due 2026-11-01 100.00
    invoice A-2 A 2026-10-03 due 2026-11-02 50.00 USD @7.1
    payment P-1 A 2026-10-09 20.00 USD @7.2 -> A-2
    """)
    yuan, dollars = book.services.statements.sheet(book.ids["A"], *OCTOBER).sections
    assert (yuan.currency, figures(yuan)) == ("CNY", (0, 100_00, 0, 0, 100_00))
    assert (dollars.currency, figures(dollars)) == ("USD", (0, 50_00, 20_00, 0, 30_00))
    one = book.services.statements.sheet(book.ids["A"], *OCTOBER, currency="USD")
    assert one.sections == (dollars,)


def test_a_voided_document_never_happened(book: Book) -> None:
    book.ledger(LEDGER)
    book.ledger("void P-2")
    found = only(book.services.statements.sheet(book.ids["A"], *OCTOBER))
    assert figures(found) == (600_00, 2_000_00, 75_00, 150_00, 2_375_00)


def test_a_receipt_that_bounced_comes_back_on_its_day(book: Book) -> None:
    book.ledger(LEDGER)
    book.services.payments.bounce(book.ids["P-2"], date(2026, 11, 5), "refused by the bank")
    october = only(book.services.statements.sheet(book.ids["A"], *OCTOBER))
    assert october.closing == 1_475_00
    november = only(book.services.statements.sheet(book.ids["A"], *NOVEMBER))
    assert figures(november) == (1_475_00, 0, -900_00, 0, 2_375_00)
    assert [(line.kind, line.plus) for line in november.lines] == [("return", 900_00)]


def test_money_paid_back_raises_the_balance(book: Book) -> None:
    book.ledger("""
    customer A net 30
    payment P-1 A 2026-10-05 80.00
    refund  R-1 A 2026-10-25 30.00
    """)
    found = only(book.services.statements.sheet(book.ids["A"], *OCTOBER))
    assert (figures(found), found.unapplied) == ((0, 0, 50_00, 0, -50_00), 50_00)


def test_a_customer_without_dealings_has_an_empty_section(book: Book) -> None:
    book.ledger("customer A net 30 USD")
    found = only(book.services.statements.sheet(book.ids["A"], *OCTOBER))
    assert (found.currency, figures(found), found.lines) == ("USD", (0, 0, 0, 0, 0), ())


def test_figures_that_do_not_meet_make_no_sheet() -> None:
    with pytest.raises(ValueError, match="CNY"):
        Section("CNY", 1, 0, 0, 0, 2, (), (2, 0, 0, 0, 0, 0), 0, 0, 0, 0, 0, 0, 0)


def test_drafts_not_yet_honoured_are_told(book: Book) -> None:
    book.ledger("customer A net 30")
    bill = BillDraft(book.ids["A"], "bank", "ICBC", 500_00, date(2026, 10, 10), date(2026, 11, 10), parts={})
    made = book.services.bills.receive(bill)
    book.services.bills.mark([made], "presented", date(2026, 11, 10))
    book.services.bills.mark([made], "honoured", date(2026, 11, 15))
    assert statement_lines.bills_held(book.store, book.ids["A"], OCTOBER[1]) == {"CNY": 500_00}
    assert only(book.services.statements.sheet(book.ids["A"], *OCTOBER)).bills == 500_00
    assert only(book.services.statements.sheet(book.ids["A"], *NOVEMBER)).bills == 0


def test_a_draft_whose_payment_is_voided_is_not_held(book: Book) -> None:
    book.ledger("customer A net 30")
    made = book.services.bills.receive(
        BillDraft(book.ids["A"], "bank", "ICBC", 500_00, date(2026, 10, 10), date(2026, 11, 10), parts={})
    )
    book.services.payments.void(book.services.bills.get(made).payment_id, "typing mistake")
    assert statement_lines.bills_held(book.store, book.ids["A"], OCTOBER[1]) == {}


def test_a_period_ends_today_and_does_not_begin_after_it(book: Book) -> None:
    book.ledger(LEDGER)
    sheet = book.services.statements.sheet(book.ids["A"], date(2026, 11, 1), date(2026, 11, 30))
    assert sheet.until == TODAY
    with pytest.raises(Invalid) as refused:
        book.services.statements.sheet(book.ids["A"], TODAY + timedelta(1), TODAY + timedelta(9))
    assert refused.value.field == "since"


@pytest.mark.parametrize(
    ("country", "language"), [("CN", "zh_CN"), (None, "zh_CN"), ("DE", "en"), ("cn", "zh_CN"), ("US", "en")]
)
def test_the_paper_speaks_the_customers_language(book: Book, country: str | None, language: str) -> None:
    book.ledger("customer A net 30")
    book.services.customers.update(book.ids["A"], {"country": country})
    assert book.services.statements.sheet(book.ids["A"], *OCTOBER).language == language


def test_weekends_do_not_count_for_the_reply() -> None:
    friday = date(2026, 11, 20)
    assert add_workdays(friday, 1) == date(2026, 11, 23)
    assert add_workdays(friday, 10) == date(2026, 12, 4)
    assert add_workdays(date(2026, 11, 21), 7) == date(2026, 12, 1)


@pytest.mark.parametrize("days", [6, 16, 0, -1])
def test_days_to_reply_are_7_to_15(book: Book, days: int) -> None:
    book.ledger("customer A net 30")
    with pytest.raises(Invalid) as refused:
        book.services.statements.drawn(StatementDraft(book.ids["A"], *OCTOBER, reply_days=days))
    assert refused.value.field == "reply_days"


def test_a_demand_needs_something_overdue(book: Book) -> None:
    book.ledger(LEDGER)
    draft = StatementDraft(book.ids["A"], *OCTOBER, kind="confirmation", demands=True)
    with pytest.raises(Invalid) as refused:
        book.services.statements.drawn(draft)
    assert refused.value.field == "kind"
    assert book.services.statements.drawn(StatementDraft(book.ids["A"], *NOVEMBER, "confirmation", True)).demands


def test_a_write_off_is_an_adjustment_and_is_told_beside(book: Book) -> None:
    book.ledger(LEDGER)
    (instalment,) = book.store.rows(int, "select id from instalment where receivable_id=?", (book.ids["A-2"],))
    services = book.services
    given_up = services.adjustments.add(
        AdjustmentDraft(instalment, "write_off", 550_00, date(2026, 10, 28), "bankrupt")
    )
    october = only(services.statements.sheet(book.ids["A"], *OCTOBER))
    assert (october.credits, october.closing, october.written_off) == (700_00, 925_00, 550_00)
    assert (october.lines[-1].kind, october.lines[-1].number, october.lines[-1].minus) == ("write_off", "A-2", 550_00)
    services.adjustments.recover(given_up, 200_00, date(2026, 11, 3))
    november = only(services.statements.sheet(book.ids["A"], *NOVEMBER))
    assert figures(november) == (925_00, 0, 0, -200_00, 1_125_00)
    assert (november.written_off, november.lines[0].plus) == (350_00, 200_00)
    assert only(services.statements.sheet(book.ids["A"], *OCTOBER)) == october


def test_money_of_another_currency_lowers_the_account_it_settles(book: Book) -> None:
    """100 USD invoiced; 900 yuan come and settle 20 of it: the yuan account has nothing to tell."""
    book.ledger("customer A net 30\ninvoice A-1 A 2026-10-02 due 2026-11-01 100.00 USD @50")
    (instalment,) = book.store.rows(int, "select id from instalment where receivable_id=?", (book.ids["A-1"],))
    paid = PaymentDraft(
        book.ids["A"], 900_00, date(2026, 10, 9), "CNY", parts={}, across={instalment: (900_00, 20_00)}, number="P-1"
    )
    book.services.payments.record(paid)
    (dollars,) = book.services.statements.sheet(book.ids["A"], *OCTOBER).sections
    assert (dollars.currency, figures(dollars)) == ("USD", (0, 100_00, 20_00, 0, 80_00))
    assert (dollars.lines[-1].kind, dollars.lines[-1].number, dollars.lines[-1].minus) == ("receipt", "P-1", 20_00)


def test_an_advance_used_later_in_another_currency_leaves_its_own_account(book: Book) -> None:
    book.ledger("""
    customer A net 30
    payment P-1 A 2026-10-05 700.00
    invoice A-1 A 2026-11-02 due 2026-12-01 100.00 USD @7
    """)
    (instalment,) = book.store.rows(int, "select id from instalment where receivable_id=?", (book.ids["A-1"],))
    book.services.payments.apply(book.ids["P-1"], {}, across={instalment: (700_00, 100_00)}, on=date(2026, 11, 3))
    (october,) = book.services.statements.sheet(book.ids["A"], *OCTOBER).sections
    assert (october.currency, october.closing) == ("CNY", -700_00)
    yuan, dollars = book.services.statements.sheet(book.ids["A"], *NOVEMBER).sections
    assert figures(yuan) == (-700_00, 0, -700_00, 0, 0)
    assert (yuan.lines[0].kind, yuan.lines[0].number) == ("exchange", "A-1")
    assert figures(dollars) == (0, 100_00, 100_00, 0, 0)


def test_a_balance_kept_as_income_is_an_adjustment(book: Book) -> None:
    book.ledger("customer A net 30\npayment P-1 A 2026-10-05 5.00")
    book.services.payments.keep(book.ids["P-1"], date(2026, 10, 20), "never claimed")
    found = only(book.services.statements.sheet(book.ids["A"], *OCTOBER))
    assert figures(found) == (0, 0, 5_00, -5_00, 0)
    assert [line.kind for line in found.lines] == ["receipt", "kept"]


def test_retention_and_interest_invoiced_are_told_apart(book: Book) -> None:
    book.ledger(
        "customer A net 30\ninvoice A-1 A 2026-09-01 due 2026-10-01:95 2027-10-01:5 100.00\ninvoice V-1 A 2026-10-20 due 2026-10-20 3.00"
    )
    with book.store.change("test.parts") as change:
        last = book.store.scalar("select max(id) from instalment where receivable_id=?", (book.ids["A-1"],))
        change.update("instalment", last, {"retention": 1})
        claim = {
            "customer_id": book.ids["A"],
            "instalment_id": last,
            "kind": "interest",
            "on_day": "2026-10-20",
            "amount": 3_00,
        }
        change.insert("charge", {**claim, "currency": "CNY", "basis": "{}", "receivable_id": book.ids["V-1"]})
    found = only(book.services.statements.sheet(book.ids["A"], *OCTOBER))
    assert (found.retention, found.charges, found.owed, found.due) == (5_00, 3_00, 103_00, 98_00)


def test_what_is_disputed_or_covered_by_an_advance_is_not_demanded(book: Book) -> None:
    book.ledger(LEDGER)
    book.ledger("dispute A-2 2026-11-10 300.00")
    found = only(book.services.statements.sheet(book.ids["A"], *NOVEMBER))
    assert (found.overdue, found.disputed, found.unapplied, found.due) == (1_550_00, 300_00, 75_00, 1_175_00)


def test_who_has_not_confirmed_for_a_year(book: Book, tmp_path: Path) -> None:
    book.ledger("""
    customer A net 30
    customer B net 30
    customer C net 30
    customer D net 30
    invoice A-1 A 2025-01-05 due 2025-02-05 100.00
    invoice B-1 B 2025-01-05 due 2025-02-05 100.00
    invoice C-1 C 2026-10-05 due 2026-11-05 100.00
    invoice D-1 D 2024-01-05 due 2024-02-05 100.00
    payment D-P D 2026-01-05 100.00 -> D-1
    """)
    paper = book.services.statements.make([StatementDraft(book.ids["B"], *OCTOBER)], tmp_path).ids[0]
    assert [each.code for each in book.services.statements.unconfirmed()] == ["A", "B"]
    book.services.statements.reply(paper, TODAY, "agrees", sealed=True)
    assert [(each.code, each.confirmed_on) for each in book.services.statements.unconfirmed()] == [("A", None)]

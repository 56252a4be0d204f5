"""The two lists with a legal side, from a book: payment terms of large buyers, and bad debts with their tax ground."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from pypdf import PdfReader

from app.i18n import _
from app.models.money import Money
from app.services import company, documents, exports, law_lists, named_reports
from app.services.adjustments import AdjustmentDraft, Adjustments
from app.services.legal_wording import role_name
from tests.book import TODAY, Book

SELLS = """
customer BIG net 90
customer GOV net 30
customer SHOP net 30
invoice B-1 BIG 2026-03-01 due 2026-05-30 1000.00
invoice B-2 BIG 2026-10-01 due 2026-11-30 500.00
invoice G-1 GOV 2026-09-01 due 2026-10-11 300.00
invoice S-1 SHOP 2026-01-01 due 2026-06-30 700.00
dispute B-1 2026-06-15 250.00
"""


def sells(book: Book) -> None:
    book.ledger(SELLS)
    with book.store.change("customer.update") as change:
        change.update("customer", book.ids["BIG"], {"size_class": "large"})
        change.update("customer", book.ids["GOV"], {"public_body": 1})
    company.update(book.store, {"size_class": "small", "sme_declared": True})


def test_terms_that_are_against_the_regulation(book: Book) -> None:
    sells(book)
    sheet = law_lists.payment_terms(book.store, TODAY)
    assert [row[1:7] for row in sheet.rows] == [
        # 750.00 x 0.05 % x 175 days = 65.625; 300.00 x 0.05 % x 41 days = 6.15
        ("B-1", "Large firm", 90, Money(100000, "CNY"), 175, Money(6562, "CNY")),
        ("G-1", "Public body", 40, Money(30000, "CNY"), 41, Money(615, "CNY")),
    ]
    assert "90 days must be reasonable" in str(sheet.rows[0][7])
    assert "¥750.00, must be paid" in str(sheet.rows[0][7])
    assert "30 days unless the contract says more, at most 60; agreed are 40." in str(sheet.rows[1][7])
    assert sheet.customers == (book.ids["BIG"], book.ids["GOV"])
    assert "Not checked, because the size of the customer is not known: SHOP Company." in sheet.notes


def test_a_debt_older_than_the_known_rates_does_not_stand_in_the_way_of_the_others(book: Book) -> None:
    sells(book)
    company.update(book.store, {"sme_declared": False})
    book.ledger("invoice B-0 BIG 1994-12-01 due 1994-12-31 100.00")
    found = {row[1]: row[6] for row in law_lists.payment_terms(book.store, TODAY).rows}
    # 21.58 of 1,000.00 less 5.39 of the 250.00 in dispute, at 4.5 % for 175 days; 300.00 for 41 days: 1.52
    assert found == {"B-0": None, "B-1": Money(1619, "CNY"), "G-1": Money(152, "CNY")}


def test_it_says_what_it_could_not_know(book: Book) -> None:
    book.ledger(SELLS)
    sheet = law_lists.payment_terms(book.store, TODAY)
    assert sheet.rows == ()
    assert sheet.notes[0].startswith("The size of our firm is not filled in")


def test_past_day_is_that_days(book: Book) -> None:
    sells(book)
    sheet = law_lists.payment_terms(book.store, date(2026, 5, 30))
    assert [(row[1], row[5]) for row in sheet.rows] == [("B-1", None)]


OLD = """
customer OLD net 30
invoice O-1 OLD 2025-09-19 due 2025-10-19 12000.00
invoice O-2 OLD 2025-09-19 due 2025-10-19 60000.00
invoice O-3 OLD 2022-01-01 due 2022-02-01 80000.00
invoice O-4 OLD 2026-06-01 due 2026-07-01 500.00
"""


def put(book: Book, folder: Path, number: str, role: str) -> None:
    paper = folder / f"{role}.txt"
    paper.write_text(number, encoding="utf-8")
    book.services.attachments.add(paper, "receivable", book.ids[number], role=role)


def instalment(book: Book, number: str) -> int:
    return int(book.store.scalar("select id from instalment where receivable_id=?", (book.ids[number],)))


def test_golden_case_from_a_book(book: Book, tmp_path: Path) -> None:
    """T-E6: 12,000 overdue for 399 days counts by the arm of 50,000 once booked and reported; 60,000 does not."""
    book.ledger(OLD)
    company.update(book.store, {"annual_sales": 800_000_000})
    before = {row[1]: (row[3], row[6], row[7]) for row in law_lists.bad_debts(book.store, TODAY).rows}
    small, young = _(law_lists.GROUNDS["small_sum"]), _(law_lists.GROUNDS["too_large"])
    assert before["O-1"] == (398, small, "book it as a loss, put the special report on file")
    assert before["O-2"] == (398, young, None)
    assert before["O-3"][1] == _(law_lists.GROUNDS["three_years"])
    assert "O-4" not in before
    off = AdjustmentDraft(instalment(book, "O-1"), "write_off", 1_200_000, TODAY, "closed down")
    Adjustments(book.store, TODAY).add(off)
    put(book, tmp_path, "O-1", law_lists.REPORT)
    put(book, tmp_path, "O-1", "delivery_note")
    sheet = law_lists.bad_debts(book.store, TODAY)
    after = {row[1]: (row[4], row[5], row[7], row[8]) for row in sheet.rows}
    assert after["O-1"] == (Money(0, "CNY"), Money(1_200_000, "CNY"), "complete", role_name("delivery_note"))
    assert sheet.total is not None and sheet.total[4:6] == (Money(14_000_000, "CNY"), Money(1_200_000, "CNY"))
    assert "0.01 % of the year's income is ¥800.00" in sheet.notes[0]


def test_paper_and_table_say_the_same(book: Book, tmp_path: Path) -> None:
    book.ledger(OLD)
    sheet = named_reports.named("bad-debt-tax").ask(book.services, TODAY, "due")
    assert named_reports.content(sheet).feet == (("Total", "", "", "", "152,000.00", "—", "", "", ""),)
    path = tmp_path / "r.pdf"
    documents.render(sheet, path, TODAY)
    text = "".join(page.extract_text() for page in PdfReader(path).pages)
    assert "152,000.00" in text
    assert "O-3" in text
    exports.write_table(tmp_path / "r.csv", *named_reports.table(sheet))
    written = (tmp_path / "r.csv").read_text(encoding="utf-8-sig")
    assert "80000.00" in written
    assert written.splitlines()[-1].startswith("Total,,,,152000.00,0.00")

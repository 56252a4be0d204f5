"""The credit file: what it takes, what it refuses and how it says so, and what it knew on an earlier day."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from app.models import financial_rows, journal
from app.models.credit_facts import CreditFact
from app.models.credit_profile import Profile
from app.models.errors import Invalid, UserError
from app.models.financials import FinancialStatement
from app.services.attachments import MOST_BYTES
from app.services.credit_file import CreditFile
from tests.book import TODAY, Book, book_fixture
from tests.services.test_attachments import docx

__all__ = ["book_fixture"]

# T-A2 in minor units: 10.0m of assets, 5.5m of liabilities, 4.5m of equity.
LINES = {
    "cash": 80_000_000, "receivables": 250_000_000, "inventory": 230_000_000, "current_assets": 600_000_000, "total_assets": 1_000_000_000,
    "current_liabilities": 400_000_000, "total_liabilities": 550_000_000, "equity": 450_000_000, "retained_earnings": 180_000_000,
    "revenue": 1_500_000_000, "cogs": 1_200_000_000, "ebit": 90_000_000, "interest": 18_000_000, "net_income": 54_000_000,
}  # fmt: skip


@pytest.fixture(name="file")
def file_fixture(book: Book) -> CreditFile:
    return book.ledger("customer A\ncustomer B").services.credit_file


def statement(book: Book, **changed: Any) -> FinancialStatement:
    about = {"customer_id": book.ids["A"], "period_end": date(2025, 12, 31), "received_on": date(2026, 3, 1)}
    return FinancialStatement(**{**about, **LINES, **changed})


def fact(book: Book, kind: str = "tax", code: str = "arrears", **changed: Any) -> CreditFact:
    about = {"on_day": date(2026, 5, 1), "checked_on": date(2026, 5, 2), "source": "gsxt", "source_grade": "A"}
    return CreditFact(**{"customer_id": book.ids["A"], "kind": kind, "code": code, **about, **changed})


# --- statements


def test_a_statement_is_kept_as_it_was_typed(book: Book, file: CreditFile) -> None:
    typed = statement(book, unit=10_000, quality="audited", opinion="clean", note=" n ")
    kept_id = file.add_statement(typed)
    (kept,) = file.file(book.ids["A"]).statements
    assert kept == replace(typed, id=kept_id, note="n")


@pytest.mark.parametrize(
    ("changed", "field", "said"),
    [
        ({"equity": 440_000_000}, "equity", "total assets are ¥10,000,000.00, liabilities and equity together ¥9,900,000.00; the difference is ¥100,000.00"),
        ({"cash": 200_000_000}, "current_assets", "are ¥6,800,000.00 together, more than Current assets of ¥6,000,000.00"),
        ({"current_assets": 1_000_000_101}, "total_assets", "more than Total assets"),
        ({"current_liabilities": 550_000_101}, "total_liabilities", "more than Total liabilities"),
        ({"cogs": -1}, "cogs", "without a minus sign"),
        ({"period_end": date(2026, 12, 31), "received_on": date(2026, 12, 31)}, "period_end", "has not ended yet"),
        ({"received_on": date(2026, 11, 22)}, "received_on", "still ahead"),
        ({"received_on": date(2025, 12, 30)}, "received_on", "before its period ends"),
        ({"months": 19}, "months", "1 to 18 months"),
        ({"months": 0}, "months", "1 to 18 months"),
        ({"quality": "guessed"}, "quality", "Choose"),
        ({"unit": 7}, "unit", "Choose"),
        ({"currency": "Yuan"}, "currency", "not a currency"),
        ({"revenue": 10**17}, "revenue", "larger than any firm"),
        (dict.fromkeys(LINES), "total_assets", "at least one figure"),
    ],
)  # fmt: skip
def test_what_does_not_fit_is_refused_with_its_line(book: Book, file: CreditFile, changed: dict[str, Any], field: str, said: str) -> None:  # fmt: skip
    with pytest.raises(Invalid) as refused:
        file.add_statement(statement(book, **changed))
    assert refused.value.field == field
    assert said in refused.value.text
    assert file.file(book.ids["A"]).statements == ()


def test_rounding_of_one_unit_is_no_difference(book: Book, file: CreditFile) -> None:
    """Typed in 万元, a balance may be off by one of them."""
    with pytest.raises(Invalid):
        file.add_statement(statement(book, equity=449_000_000))
    file.add_statement(statement(book, equity=449_000_000, unit=10_000))
    (kept,) = file.file(book.ids["A"]).statements
    assert [each.code for each in file.remarks(kept)] == ["equity_differs"]


@pytest.mark.parametrize("equity", [0, -50_000_000])
def test_equity_may_be_gone_and_is_remarked(book: Book, file: CreditFile, equity: int) -> None:
    odd = statement(book, total_liabilities=1_000_000_000 - equity, equity=equity)
    file.add_statement(odd)
    assert [each.code for each in file.remarks(odd)] == ["negative_equity"]


def test_most_lines_may_be_missing(book: Book, file: CreditFile) -> None:
    file.add_statement(statement(book, **{**dict.fromkeys(LINES), "total_assets": 100_00}))
    (kept,) = file.file(book.ids["A"]).statements
    assert (kept.total_assets, kept.net_worth, kept.revenue) == (100_00, None, None)


def test_a_period_has_one_statement(book: Book, file: CreditFile) -> None:
    first = file.add_statement(statement(book))
    with pytest.raises(Invalid, match="already"):
        file.add_statement(statement(book))
    file.add_statement(statement(book, months=6, period_end=date(2025, 6, 30)))
    file.correct_statement(first, statement(book, cash=70_000_000))
    with pytest.raises(Invalid, match="already"):
        file.correct_statement(first, statement(book, months=6, period_end=date(2025, 6, 30)))
    assert [each.cash for each in file.file(book.ids["A"]).statements] == [70_000_000, 80_000_000]


def test_a_voided_statement_makes_room_for_another(book: Book, file: CreditFile) -> None:
    first = file.add_statement(statement(book))
    with pytest.raises(Invalid):
        file.void_statement(first, " ")
    file.void_statement(first, "of another firm")
    assert file.file(book.ids["A"]).statements == ()
    with pytest.raises(UserError, match="voided already"):
        file.void_statement(first, "twice")
    assert file.add_statement(statement(book)) != first


def test_sales_are_compared_with_the_year_before(book: Book, file: CreditFile) -> None:
    file.add_statement(statement(book, period_end=date(2024, 12, 31), revenue=900_000_000))
    (growth,) = file.remarks(statement(book))
    assert (growth.code, round(growth.data["share"], 6)) == ("growth", 0.666667)


def test_the_file_of_an_earlier_day_knows_less(book: Book, file: CreditFile) -> None:
    file.add_statement(statement(book))
    file.add_fact(fact(book))
    customer = book.ids["A"]
    assert (file.file(customer, date(2026, 2, 28)).statements, file.file(customer, date(2026, 5, 1)).facts) == ((), ())
    assert (
        len(file.file(customer, date(2026, 3, 1)).statements) == len(file.file(customer, date(2026, 5, 2)).facts) == 1
    )


def test_one_step_back_takes_each_entry_away(book: Book, file: CreditFile) -> None:
    customer = book.ids["A"]
    before = file.file(customer)
    entries: tuple[Callable[[], object], ...] = (
        lambda: file.add_statement(statement(book)),
        lambda: file.add_fact(fact(book)),
        lambda: file.save_questionnaire(customer, {3: 3}),
        lambda: file.add_request(customer, "limit", amount=100_00),
        lambda: file.save_profile(customer, Profile(legal_rep="Wang", capital_paid=100_00)),
    )
    for enter in entries:
        enter()
        assert file.file(customer) != before
        journal.undo(book.store)
        assert file.file(customer) == before


@pytest.mark.parametrize("content", [docx(), b"", b"%PDF" + bytes(MOST_BYTES)], ids=["docx", "empty", "20 MB"])
def test_a_paper_that_cannot_be_taken_loses_nothing(book: Book, file: CreditFile, tmp_path: Path, content: bytes) -> None:  # fmt: skip
    """Neither the statement nor the file is half written, and the paper outside stays as it was."""
    paper = tmp_path / "report.pdf"
    paper.write_bytes(content)
    entries: tuple[Callable[[], object], ...] = (
        lambda: file.add_fact(fact(book), paper),
        lambda: file.add_statement(statement(book), paper),
    )
    for enter in entries:
        with pytest.raises(Invalid) as refused:
            enter()
        assert refused.value.field == "file"
        assert "report.pdf" in refused.value.text
    assert paper.stat().st_size == len(content)
    assert (file.file(book.ids["A"]).statements, file.file(book.ids["A"]).facts) == ((), ())
    assert financial_rows.statements(book.store, TODAY) == []


def test_completeness_grows_with_the_file(book: Book, file: CreditFile, tmp_path: Path) -> None:
    """A statement 18, both registers of this month 10, the legal representative 3, a licence 5."""
    customer = book.ids["A"]
    assert file.file(customer).completeness.share == 0
    file.add_statement(statement(book))
    for kind in ("court", "registry"):
        file.add_fact(fact(book, kind, "clean", on_day=date(2026, 11, 1), checked_on=date(2026, 11, 1)))
    file.save_profile(customer, Profile(legal_rep="Wang"))
    (tmp_path / "l.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    book.services.attachments.add(tmp_path / "l.png", "customer", customer, role="licence")
    assert file.file(customer).completeness.share == pytest.approx(0.36)
    assert file.file(book.ids["B"]).completeness.share == 0


def test_a_customer_that_is_gone(file: CreditFile) -> None:
    with pytest.raises(UserError, match="no longer in the book"):
        file.file(99)

"""The risk register: five steps each way, smaller only with a measure."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from app.models.errors import Invalid, UserError
from app.services import company, review_reports
from app.services.risks import RiskDraft, Risks
from app.services.rules import register
from tests.book import TODAY, Book, book_fixture

__all__ = ["book_fixture"]


def test_the_gravest_first_until_closed(book: Book) -> None:
    book.ledger("customer A net 30")
    risks = book.services.risks
    draft = RiskDraft(customer_id=book.ids["A"], type="market", what="One buyer takes 60 %", likelihood=3, severity=4)
    small = risks.add(replace(draft, likelihood=1))
    grave = risks.add(replace(draft, likelihood_after=2, severity_after=3, measure="Ask for its orders", owner_id=1))
    found = risks.list(book.ids["A"])
    assert [(each.id, each.score, each.score_after) for each in found] == [(grave, 12, 6), (small, 4, 4)]
    assert review_reports.register(book.store, TODAY).rows[0] == (
        "A Company", "Market", "One buyer takes 60 %", 12, "Ask for its orders", 6, "Owner", None,
    )  # fmt: skip
    Risks(book.store, date(2026, 12, 1)).close(grave)
    assert [each.id for each in risks.list(on=date(2026, 12, 1))] == [small]
    assert len(risks.list(on=date(2026, 11, 30))) == 2
    assert len(book.services.reviews.preview(book.ids["A"]).risks) == 2
    with pytest.raises(UserError):
        risks.update(grave, draft)


@pytest.mark.parametrize(
    ("field", "changes"),
    [
        ("type", {"type": "weather"}),
        ("likelihood", {"likelihood": 6}),
        ("severity_after", {"severity_after": 0, "measure": "x"}),
        ("likelihood_after", {"likelihood_after": 4, "measure": "x"}),
        ("measure", {"likelihood_after": 2}),
        ("what", {"what": " "}),
    ],
)
def test_a_line_that_cannot_be(book: Book, field: str, changes: dict[str, object]) -> None:
    book.ledger("customer A net 30")
    draft = RiskDraft(customer_id=book.ids["A"], what="One buyer")
    with pytest.raises(Invalid) as found:
        book.services.risks.add(replace(draft, **changes))  # type: ignore[arg-type]  # wrong on purpose
    assert found.value.field == field


def test_what_is_overdue_proposes_a_line(book: Book) -> None:
    book.ledger("customer A net 30\ninvoice A-1 A 2026-09-01 due 2026-10-01 30000.00")
    company.update(book.store, {"annual_sales": 1_200_000_00})
    found = book.services.risks.suggestion(book.ids["A"])
    # 51 days overdue; 30,000 of 100,000 a month.
    assert found is not None
    assert (found.type, found.likelihood, found.severity, found.due_on) == ("credit", 3, 4, date(2026, 12, 5))
    book.services.risks.add(found)
    assert book.services.risks.suggestion(book.ids["A"]) is None


def test_the_steps() -> None:
    assert [register.likelihood(days) for days in (0, 1, 30, 31, 90, 91)] == [1, 2, 2, 3, 4, 5]
    assert [register.severity(amount, 1200) for amount in (1, 2, 20, 50, 51)] == [1, 2, 3, 4, 5]
    assert register.severity(5, None) == 3
    assert [register.level(score) for score in (4, 5, 9, 10, 16, 17, 25)] == [
        "low", "medium", "medium", "high", "high", "severe", "severe",
    ]  # fmt: skip

"""The regulation on payments to small and medium firms: to whom it applies, and what is against it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from app.services.rules.sme import Sale, applies, buyer_of, findings

ISSUED = date(2026, 5, 1)
SALE = Sale(
    buyer="large",
    seller_size="small",
    issued_on=ISSUED,
    due_on=ISSUED + timedelta(days=60),
    open=100_000,
    disputed=0,
    overdue_days=0,
    pay_when_paid=False,
    paid_by_bill=False,
    told=True,
)


def codes(sale: Sale) -> list[tuple[str, str, int]]:
    return [(each.code, each.article, each.severity) for each in findings(sale)]


@pytest.mark.parametrize(
    ("buyer", "seller", "expected"),
    [("large", "micro", True), ("public", "medium", True), ("large", "large", False), ("large", None, False),
     ("other", "small", False), ("unknown", "small", False)],
)  # fmt: skip
def test_to_whom_it_applies(buyer: str, seller: str | None, expected: bool) -> None:
    assert applies(replace(SALE, buyer=buyer, seller_size=seller)) is expected  # type: ignore[arg-type]


def test_unknown_size_is_never_taken_for_large() -> None:
    assert buyer_of(public_body=False, size=None) == "unknown"
    assert buyer_of(public_body=True, size=None) == "public"
    assert buyer_of(public_body=False, size="medium") == "other"


def test_sixty_days_are_within_and_sixty_one_are_not() -> None:
    assert codes(SALE) == []
    longer = replace(SALE, due_on=ISSUED + timedelta(days=61))
    assert codes(longer) == [("terms_too_long", "9", 1)]
    assert codes(replace(longer, buyer="public")) == [("terms_too_long", "9", 2)]


def test_the_sixty_days_of_a_large_firm_came_with_the_regulation_of_2025() -> None:
    before, after = date(2025, 5, 31), date(2025, 6, 1)
    for buyer, issued, expected in (("large", before, 0), ("large", after, 1), ("public", before, 1)):
        sale = replace(SALE, buyer=buyer, issued_on=issued, due_on=issued + timedelta(days=90))  # type: ignore[arg-type]
        assert len(findings(sale)) == expected, (buyer, issued)


def test_public_body_pays_in_thirty_days_unless_agreed() -> None:
    assert codes(replace(SALE, buyer="public")) == [("terms_above_30", "9", 1)]
    assert codes(replace(SALE, buyer="public", due_on=ISSUED + timedelta(days=30))) == []


def test_overdue_without_having_told_the_buyer() -> None:
    late = replace(SALE, overdue_days=12, told=False, disputed=20_000, pay_when_paid=True)
    assert codes(late) == [
        ("pay_when_paid", "9", 2),
        ("overdue", "17", 2),
        ("undisputed_part", "15", 2),
        ("not_told", "3", 1),
    ]


def test_nothing_open_is_not_overdue() -> None:
    assert codes(replace(SALE, overdue_days=12, open=0)) == []

"""Payment plans in the book: to the cent, with the contract's amount, and what cannot be one."""

from __future__ import annotations

from datetime import date

import pytest

from app.models import plans
from app.models.errors import Invalid
from app.models.plans import PlanLine
from app.services.contract_drafts import ContractDraft
from tests.book import Book


@pytest.fixture(name="made")
def made_fixture(book: Book) -> int:
    book.ledger("customer A net 30\ncontract K-1 A 2026-09-01 1000.01 plan three_six_one")
    return book.ids["K-1"]


def amounts(book: Book, contract: int) -> list[int]:
    return [each.amount for each in plans.lines(book.store, contract)]


def test_a_plan_is_its_contract(book: Book, made: int) -> None:
    """30 % and 60 % of 1,000.01 are 300.00 and 600.01; the last is 100.00, and at 2,000.03: 600.01, 1,200.02, 200.00."""
    assert amounts(book, made) == [300_00, 600_01, 100_00]
    book.services.contracts.update(
        made, ContractDraft(book.ids["A"], 2_000_03, signed_on=date(2026, 9, 1), prepay_reason="as agreed")
    )
    assert amounts(book, made) == [600_01, 1_200_02, 200_00]
    book.services.history.undo()
    assert amounts(book, made) == [300_00, 600_01, 100_00]


def test_another_plan_takes_its_place_and_none_is_one_too(book: Book, made: int) -> None:
    known = plans.ids(book.store, made)
    book.services.plans.put(made, book.services.plans.template("thirty_terms", 1_000_01))
    assert (amounts(book, made), plans.ids(book.store, made)) == ([300_00, 700_01], known[:2])
    assert [each.happened_on for each in plans.lines(book.store, made)] == [date(2026, 9, 1), None]
    book.services.plans.put(made, ())
    assert amounts(book, made) == []
    book.services.contracts.update(
        made,
        ContractDraft(
            book.ids["A"], 500, signed_on=date(2026, 9, 1), lines=(PlanLine("delivery"),), prepay_reason="as agreed"
        ),
    )
    assert amounts(book, made) == [500]


def test_what_happened_stays_with_a_new_plan(book: Book, made: int) -> None:
    book.ledger("prepay P-1 A 2026-09-02 300 K-1\nship K-1 2026-10-01\naccept K-1 2026-10-20")
    book.services.plans.put(made, [PlanLine("signing", share_bp=3_000), PlanLine("acceptance")])
    assert [each.happened_on for each in plans.lines(book.store, made)] == [date(2026, 9, 1), date(2026, 10, 20)]


@pytest.mark.parametrize(
    "lines",
    [
        (PlanLine("signing", share_bp=10_000), PlanLine("delivery")),
        (PlanLine("signing", share_bp=12_000),),
        (PlanLine("signing"), PlanLine("delivery")),
        (PlanLine("fixed", share_bp=10_000),),
        (PlanLine("delivery", days_after=-1),),
        (PlanLine("delivery", nature="earnest"),),
        (PlanLine("someday"),),  # type: ignore[arg-type]
    ],
)
def test_what_makes_no_plan_is_told_at_the_plan(book: Book, made: int, lines: tuple[PlanLine, ...]) -> None:
    with pytest.raises(Invalid) as refused:
        book.services.plans.put(made, lines)
    assert (refused.value.field, amounts(book, made)) == ("plan", [300_00, 600_01, 100_00])


def test_what_hangs_on_a_contract_goes_with_it_to_another_customer(book: Book) -> None:
    book.ledger("customer A net 30\ncustomer B net 30\ncontract K-1 A 2026-09-01 1000 plan three_six_one")
    book.services.milestones.start(book.ids["K-1"])
    book.services.contracts.update(
        book.ids["K-1"], ContractDraft(book.ids["B"], 1_000_00, signed_on=date(2026, 9, 1), prepay_reason="as agreed")
    )
    owners = "select distinct customer_id from plan_line union select distinct customer_id from milestone"
    assert book.store.rows(int, owners) == [book.ids["B"]]

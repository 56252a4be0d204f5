"""Signing contracts: who may with a red flag, what the check says, and the approval it makes."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from app.models import approvals
from app.models.clauses import Answer
from app.models.errors import Invalid, UserError
from app.models.plans import PlanLine
from app.services import company, loss, policies
from app.services.contract_drafts import ContractDraft
from tests.book import TODAY, Book
from tests.reviewing import at_the_desk, staff

DAY = date(2026, 11, 20)


def good(but: dict[int, int] | None = None) -> list[Answer]:
    return [Answer(item, (but or {}).get(item, 10_000)) for item in range(1, 25)]


def drafted(book: Book, **more: Any) -> int:
    """Half before shipping: as much as the rules ask of a customer without a grade, and more."""
    book.ledger("customer A net 30 limit 10000")
    draft = ContractDraft(book.ids["A"], 1_000_00, "K-1", prepay_bp=5000, **more)
    return book.services.contracts.add(draft)


def lost(book: Book) -> float:
    return round(loss.share(policies.on(book.store, TODAY), loss.behind(book.store, book.ids["A"], TODAY)), 4)


def test_a_good_contract_is_signed_without_ado(book: Book) -> None:
    made = drafted(book)
    book.services.contract_reviews.answer(made, good({11: 5_000}))
    assert book.services.contract_reviews.result(made).score == 97.5
    assert book.services.contracts.sign(made, DAY) is None
    found = book.services.contracts.get(made)
    assert (found.status, found.signed_on, found.reviewed_on) == ("signed", DAY, TODAY)
    with pytest.raises(UserError, match="signed already, on 2026-11-20"):
        book.services.contracts.sign(made, DAY)
    book.services.history.undo()
    assert book.services.contracts.get(made).status == "draft"


def test_a_red_flag_is_for_the_owner_and_wants_a_reason(book: Book) -> None:
    people = staff(book, Wang="manager")
    with at_the_desk(book, people["Wang"]):
        made = drafted(book)
        book.services.contract_reviews.answer(made, good({9: 0}))
        with pytest.raises(UserError, match=r"red flag: 9\. No payment only when they are paid.*have the owner sign"):
            book.services.contracts.sign(made, DAY)
    with pytest.raises(Invalid) as refused:
        book.services.contracts.sign(made, DAY)
    assert refused.value.field == "reason"
    with pytest.raises(Invalid) as refused:
        book.services.contracts.update(made, ContractDraft(book.ids["A"], 1_000_00, "K-1", signed_on=DAY))
    assert refused.value.field == "signed_on"
    number = book.services.contracts.sign(made, DAY, "the only buyer of this size")
    found = approvals.approval(book.store, number or 0)
    assert found is not None
    assert (found.subject, found.contract_id, found.amount, found.proposed_by, found.approved_by, found.alone) == (
        "contract", made, 1_000_00, people["Wang"], 1, False,
    )  # fmt: skip
    with pytest.raises(UserError, match="papers or other people rely on it"):
        book.services.history.undo()


def test_a_firm_of_one_signs_with_a_reason_and_it_says_so(book: Book) -> None:
    made = drafted(book)
    book.services.contract_reviews.answer(made, good(dict.fromkeys((3, 4, 5, 10, 11, 12, 13, 14), 0)))
    with pytest.raises(Invalid, match=r"65\.0 points of 100"):
        book.services.contracts.sign(made, DAY)
    number = book.services.contracts.sign(made, DAY, "we know them")
    found = approvals.approval(book.store, number or 0)
    assert found is not None
    assert found.alone


def test_too_little_prepayment_is_a_red_flag(book: Book) -> None:
    """The rules ask 30 % of a customer without a grade; nothing is agreed: 30 points less."""
    made = drafted(book)
    book.services.contracts.update(
        made, ContractDraft(book.ids["A"], 1_000_00, "K-1", prepay_bp=1000, prepay_reason="as before")
    )
    sheet = book.services.contract_reviews.sheet(made)
    assert (sheet.checks.required_bp, sheet.checks.agreed_bp, sheet.checks.gap_bp) == (3_000, 1_000, 2_000)
    assert (sheet.result.red, sheet.clauses[0].item, sheet.checks.proposed[7]) == ((7,), 7, 0)


def test_what_the_figures_say(book: Book) -> None:
    """0.1 % a day = 36.5 % a year, 12 times an LPR of 3 %: red. Earnest money of 30 %: 10 points too much."""
    made = drafted(book, penalty_ppm_day=1000, inspection_days=7, service_address="1 Main Road", pay_when_paid=True)
    book.ids["K-1"] = made
    book.ledger("earnest P-1 A 2026-11-10 300 K-1")
    checks = book.services.contract_reviews.sheet(made).checks
    assert checks.penalty is not None
    assert (checks.penalty.light, checks.earnest, checks.earnest_above) == ("red", 300_00, 100_00)
    assert checks.proposed == {5: 10_000, 7: 10_000, 8: 0, 9: 0, 11: 5_000, 20: 10_000}


@pytest.mark.parametrize(("ppm", "light"), [(123, "green"), (160, "pale"), (300, "amber"), (500, "red")])
def test_the_penalty_against_lpr(book: Book, ppm: int, light: str) -> None:
    """LPR 3 %: up to 4.5 % a year green, 5.85 % pale, 12 % amber (domain E2)."""
    made = drafted(book, penalty_ppm_day=ppm)
    found = book.services.contract_reviews.sheet(made, date(2025, 6, 30)).checks.penalty
    assert found is not None
    assert found.light == light


def test_missing_clauses_make_more_of_a_debt_lost(book: Book) -> None:
    """6, 12 or 20 missing in a contract in force adds 15 points; n/a and partly do not."""
    made = drafted(book)
    book.services.contract_reviews.answer(made, good({12: 0}))
    assert lost(book) == 0.75  # no signed paper yet
    book.services.contracts.sign(made, DAY)
    assert lost(book) == 0.75
    book.services.contract_reviews.answer(made, good({12: 5_000}))
    assert lost(book) == 0.60
    book.services.contract_reviews.answer(made, [Answer(20, not_applicable=True), Answer(6, 0)])
    assert lost(book) == 0.75


def test_an_answer_is_one_of_four(book: Book) -> None:
    made = drafted(book)
    for wrong in (Answer(25, 0), Answer(1, 3_000)):
        with pytest.raises(Invalid):
            book.services.contract_reviews.answer(made, [wrong])


def test_large_buyers_and_sales_by_instalments_are_told(book: Book) -> None:
    company.update(book.store, {"size_class": "small"})
    made = drafted(book, buyer_size="large", signed_on=DAY, prepay_reason="as agreed")
    book.services.plans.put(made, book.services.plans.template("four", 1_000_00))
    checks = book.services.contract_reviews.sheet(made).checks
    assert (checks.instalment_sale, [each.code for each in checks.sme]) == (True, ["terms_too_long"])


def test_less_than_the_rules_ask_needs_a_reason(book: Book) -> None:
    """A new customer without a grade pays 30 % before; what was agreed with a reason stays agreed."""
    book.ledger("customer A net 30 limit 10000")
    draft = ContractDraft(book.ids["A"], 1_000_00, "K-1", prepay_bp=1000)
    with pytest.raises(Invalid, match="ask for 30% before the goods leave, the contract for 10%") as refused:
        book.services.contracts.add(draft)
    assert refused.value.field == "prepay_reason"
    made = book.services.contracts.add(replace(draft, prepay_reason="an old friend"))
    with pytest.raises(Invalid, match="Write why less is enough"):
        book.services.contracts.update(made, draft)
    book.services.contracts.update(made, replace(draft, prepay_bp=3000))
    with pytest.raises(Invalid, match="the contract for 0%"):
        book.services.plans.put(made, [PlanLine("delivery")])
    book.services.contracts.add(replace(draft, number="K-2", prepay_bp=None))

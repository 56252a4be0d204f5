"""Facts of a credit file, the questionnaire, what is asked for: what is taken, refused, and known on a day."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from app.models import fact_rows
from app.models.credit_facts import CODES
from app.models.credit_profile import Profile
from app.models.errors import Invalid, UserError
from app.services.credit_file import CreditFile
from app.services.fact_fields import fields_of
from tests.book import TODAY, Book, book_fixture
from tests.services.test_credit_file import fact, file_fixture, statement

__all__ = ["book_fixture", "file_fixture"]


def test_every_kind_of_fact_can_be_kept(book: Book, file: CreditFile) -> None:
    values = {"money": 100_00, "share": 2_500, "odds": 20_000, "count": 3, "days": 30, "text": "words", "flag": True}
    for kind, codes in CODES.items():
        for code in codes:
            asked = fields_of(kind, code)
            data = {each.name: _first(each.choices, each.unit) if each.choices else values[each.unit] for each in asked}
            amount = data.pop("amount", None)
            kept_id = file.add_fact(fact(book, kind, code, data=data, amount=amount))
            kept = fact_rows.fact(book.store, kept_id)
            assert kept is not None
            assert (kept.data, kept.amount, kept.currency) == (data, amount, "CNY")
    assert len(file.file(book.ids["A"]).facts) == sum(map(len, CODES.values()))


def _first(choices: tuple[Any, ...], unit: str) -> Any:
    return [choices[0]] if unit == "several" else choices[0]


@pytest.mark.parametrize(
    ("kind", "code", "changed", "field"),
    [
        ("gossip", "gossip", {}, "kind"),
        ("court", "grade", {}, "code"),
        ("tax", "grade", {}, "grade"),
        ("tax", "grade", {"data": {"grade": "E"}}, "grade"),
        ("tax", "arrears", {"data": {"lenders": 3}}, "lenders"),
        ("tax", "arrears", {"amount": -1}, "amount"),
        ("tax", "clean", {"amount": 1}, "amount"),
        ("bank_report", "report", {"data": {"balance": 1, "used_bp": 10_001}}, "used_bp"),
        ("visit", "visit", {"data": {"signs": ["rainy"]}}, "signs"),
        ("rumour", "rumour", {}, "note"),
        ("tax", "arrears", {"on_day": date(2026, 11, 22)}, "on_day"),
        ("tax", "arrears", {"checked_on": date(2026, 11, 22)}, "checked_on"),
        ("tax", "arrears", {"checked_on": date(2026, 4, 30)}, "checked_on"),
        ("tax", "arrears", {"valid_to": date(2026, 4, 30)}, "valid_to"),
        ("tax", "arrears", {"source_grade": "E"}, "source_grade"),
    ],
)
def test_facts_that_are_refused(book: Book, file: CreditFile, kind: str, code: str, changed: dict[str, Any], field: str) -> None:  # fmt: skip
    with pytest.raises(Invalid) as refused:
        file.add_fact(fact(book, kind, code, **changed))
    assert refused.value.field == field
    assert file.file(book.ids["A"]).facts == ()


def test_states_of_a_fact(book: Book, file: CreditFile) -> None:
    first = file.add_fact(fact(book))
    file.add_fact(fact(book, "rating", "rating", data={"agency": "X", "grade": "B"}, valid_to=date(2026, 9, 30)))
    file.add_fact(fact(book, "tax", "clean"))
    customer = book.ids["A"]
    assert {line.fact.code: line.state for line in file.file(customer).facts} == {
        "arrears": "valid", "rating": "outdated", "clean": "valid",
    }  # fmt: skip
    with pytest.raises(Invalid, match="before the beginning"):
        file.end_fact(first, date(2026, 4, 30))
    file.end_fact(first, date(2026, 8, 1))
    assert file.file(customer).facts_of("tax")[-1].state == "ended"
    assert file.file(customer, date(2026, 7, 31)).facts_of("tax")[-1].state == "valid"
    assert [each.code for each in fact_rows.facts(book.store, date(2026, 8, 1))] == ["rating", "clean"]
    late = CreditFile(book.store, date(2027, 5, 3)).file(customer)
    assert [line.state for line in late.facts_of("tax")] == ["outdated", "ended"]


def test_a_corrected_fact_keeps_its_kind_and_its_end(book: Book, file: CreditFile) -> None:
    kept_id = file.add_fact(fact(book, amount=100_00))
    file.end_fact(kept_id, date(2026, 8, 1))
    file.correct_fact(kept_id, fact(book, "court", "arrears", amount=200_00))
    kept = fact_rows.fact(book.store, kept_id)
    assert kept is not None
    assert (kept.kind, kept.amount, kept.ended_on) == ("tax", 200_00, date(2026, 8, 1))
    file.void_fact(kept_id)
    with pytest.raises(UserError, match="voided already"):
        file.end_fact(kept_id, TODAY)


def test_evidence_lies_with_the_fact(book: Book, file: CreditFile, tmp_path: Path) -> None:
    (tmp_path / "a.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    file.add_fact(fact(book), tmp_path / "a.png")
    (line,) = file.file(book.ids["A"]).facts
    assert [(each.name, each.role, each.on_day) for each in line.files] == [
        ("a.png", "public_record", date(2026, 5, 2))
    ]


def test_answers_are_kept_with_their_assessor(book: Book, file: CreditFile) -> None:
    customer = book.ids["A"]
    file.save_questionnaire(customer, {1: 5, 3: 3, 16: 5}, comments={16: "pays early", 7: "open"}, visit=True)
    (kept,) = file.file(customer).questionnaires
    assert (kept.answers, kept.comments) == ({1: 5, 3: 3, 16: 5}, {16: "pays early"})
    assert (kept.assessor, kept.visit, kept.on_day) == ("Owner", True, TODAY)


def test_a_second_one_of_the_day_takes_its_place(book: Book, file: CreditFile) -> None:
    customer = book.ids["A"]
    file.save_questionnaire(customer, {3: 1}, on=date(2026, 11, 1))
    file.save_questionnaire(customer, {3: 2})
    file.save_questionnaire(customer, {3: 4})
    assert [each.answers for each in file.file(customer).questionnaires] == [{3: 4}, {3: 1}]


@pytest.mark.parametrize(
    ("answers", "field"), [({21: 3}, "item_21"), ({3: 6}, "item_3"), ({16: 0}, "comment_16"), ({16: 5}, "comment_16")]
)
def test_answers_that_are_refused(book: Book, file: CreditFile, answers: dict[int, int], field: str) -> None:
    with pytest.raises(Invalid) as refused:
        file.save_questionnaire(book.ids["A"], answers)
    assert refused.value.field == field


def test_the_file_proposes_what_it_knows(book: Book, file: CreditFile) -> None:
    customer = book.ids["A"]
    file.save_profile(customer, Profile(founded=date(2010, 1, 1), capital_paid=500_000_000))
    file.add_fact(fact(book, "tax", "grade", data={"grade": "B"}))
    file.add_fact(fact(book, "visit", "visit"))
    assert file.proposed_answers(customer) == {1: 5, 2: 4, 19: 4, 20: 5}
    assert file.proposed_answers(customer, date(2026, 4, 30)) == {1: 5, 2: 4}


def test_what_the_firm_is(book: Book, file: CreditFile) -> None:
    customer = book.ids["A"]
    told = Profile(
        founded=date(2010, 1, 1),
        legal_rep="Wang",
        capital_paid=100_00,
        sector="retail",
        margin_bp=2_000,
        peak_bp=15_000,
    )
    file.save_profile(customer, told)
    assert file.file(customer).profile == told
    for wrong in ({"founded": date(2026, 11, 22)}, {"capital_paid": -1}, {"margin_bp": 10_001}):
        with pytest.raises(Invalid) as refused:
            file.save_profile(customer, replace(told, **wrong))
        assert refused.value.field in wrong


def test_what_a_customer_asks_for(book: Book, file: CreditFile) -> None:
    customer = book.ids["A"]
    asked = file.add_request(customer, "limit", amount=80_000_00, on=date(2026, 11, 1))
    file.answer_request(asked, "half of it")
    (kept,) = file.file(customer).requests
    assert (kept.what, kept.amount, kept.outcome, kept.asked_on) == (
        "limit",
        80_000_00,
        "half of it",
        date(2026, 11, 1),
    )
    for wrong in ({"what": "gift"}, {"what": "limit", "amount": -1}, {"what": "terms", "on": date(2026, 11, 22)}):
        with pytest.raises(Invalid):
            file.add_request(customer, **wrong)


def test_what_a_piece_promises_is_what_the_score_gets(book: Book, file: CreditFile) -> None:
    """The gain that is shown for a piece is by how much the confidence of the score then rises."""
    customer, day = book.ids["A"], date(2026, 11, 1)
    bank = fact(book, "bank_report", "report", data={"balance": 1}, on_day=day, checked_on=day)
    steps: tuple[tuple[str, Callable[[], object]], ...] = (
        ("statement", lambda: file.add_statement(statement(book, operating_cash_flow=60_000_000))),
        ("questionnaire", lambda: file.save_questionnaire(customer, dict.fromkeys(range(1, 21), 3))),
        ("visit", lambda: file.add_fact(fact(book, "visit", "visit"))),
        ("bank_report", lambda: file.add_fact(bank)),
    )
    for code, enter in steps:
        before = book.services.scoring.score(customer).score.confidence
        gain = next(item.gain for item in file.file(customer).completeness.items if item.code == code)
        enter()
        assert gain > 0
        assert book.services.scoring.score(customer).score.confidence == pytest.approx(before + gain)

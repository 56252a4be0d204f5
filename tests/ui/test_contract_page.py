"""The editor of a contract: entering one, its plan while it is typed, protection, the check, milestones, what is shipped."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from app.models.clauses import Answer
from app.ui.widgets.page import Desk
from tests.book import Book
from tests.ui.contracting import SIGNED, add, amounts, opened
from tests.ui.desk import desk_of, rest
from tests.ui.keys import leave


@pytest.fixture
def desk(book: Book) -> Iterator[Desk]:
    with desk_of(book) as made:
        yield made


def test_customer_and_amount_propose_the_usual_plan(qtbot: QtBot, book: Book, desk: Desk) -> None:
    book.ledger("customer A net 30 CNY limit 200000")
    page = opened(qtbot, desk, customer=book.ids["A"])
    leave(page.terms.form["amount"], "160000")
    rest(qtbot, desk)
    assert amounts(page) == ["¥48,000.00", "¥112,000.00"]
    assert page.terms.plan.said() == (
        "Before shipping ¥48,000.00 is due; at most ¥112,000.00 on credit, within the limit"
    )
    page.terms.form.set({"title": "Show cases"})
    page.saving.save()
    rest(qtbot, desk)
    found = book.services.contracts.by_number("HT-2026-001")
    assert (found.amount, found.title, found.status) == (16_000_000, "Show cases", "draft")
    assert [line.amount for line in book.services.plans.lines(found.id)] == [4_800_000, 11_200_000]
    assert page.found is not None and page.found.contract.id == found.id


def test_the_last_line_takes_the_rest_and_the_sentence_follows(qtbot: QtBot, book: Book, desk: Desk) -> None:
    book.ledger("customer A net 30 CNY limit 50000")
    page = opened(qtbot, desk, customer=book.ids["A"])
    leave(page.terms.form["amount"], "160000")
    rest(qtbot, desk)
    first = page.terms.plan.rows[0]
    first.much.setText("55%")
    first.much.textEdited.emit("55%")
    assert amounts(page) == ["¥88,000.00", "¥72,000.00"]
    assert page.terms.plan.rows[1].much.text() == "45%"
    assert page.terms.plan.said().endswith("¥22,000.00 over the limit")
    first.much.setText("120%")
    first.much.textEdited.emit("120%")
    assert page.terms.plan.said() == "A share is between 0% and 100%. Check the figures."
    page.saving.save()
    rest(qtbot, desk)
    assert book.services.contracts.of_customer(book.ids["A"]) == []


def test_an_end_before_the_start_is_told_at_its_field(qtbot: QtBot, book: Book, desk: Desk) -> None:
    book.ledger("customer A net 30")
    page = opened(qtbot, desk, customer=book.ids["A"])
    leave(page.terms.form["amount"], "1000")
    rest(qtbot, desk)
    page.terms.form.set({"starts_on": date(2026, 12, 1), "ends_on": date(2026, 11, 1)})
    page.saving.save()
    rest(qtbot, desk)
    assert page.terms.form["ends_on"].reason.startswith("The contract would end before it begins")
    assert page.shown_part == "terms"


def test_a_penalty_is_judged_while_it_is_typed(qtbot: QtBot, book: Book, desk: Desk) -> None:
    book.ledger("customer A net 30 CNY limit 500000")
    page = opened(qtbot, desk, add(book, signed_on=SIGNED))
    field = page.protection.form["penalty_ppm_day"]
    leave(field, "0.1%")
    assert field.said().startswith("0.1% a day = 36.50% a year · Above 4 times LPR at the contract")
    leave(field, "a lot")
    page.saving.save()
    assert page.shown_part == "protection"
    assert field.reason.startswith("Write the penalty a day")
    leave(field, "0.03%")
    page.saving.save()
    rest(qtbot, desk)
    assert book.services.contracts.by_number("HT-2026-001").penalty_ppm_day == 300


def test_less_than_the_rules_ask_wants_a_reason(qtbot: QtBot, book: Book, desk: Desk) -> None:
    """A new customer: the policy asks for 30% at least."""
    book.ledger("customer A net 30 CNY limit 500000")
    page = opened(qtbot, desk, customer=book.ids["A"])
    leave(page.terms.form["amount"], "160000")
    rest(qtbot, desk)
    assert page.terms.ground is not None and page.terms.ground.advised_bp >= 3000
    first = page.terms.plan.rows[0]
    first.much.setText("10%")
    first.much.textEdited.emit("10%")
    page.saving.save()
    assert page.shown_part == "protection"
    assert page.protection.why.reason == "Please fill this in."
    page.protection.form.set({"prepay_reason": "Old friend of the owner"})
    page.saving.save()
    rest(qtbot, desk)
    assert book.services.contracts.by_number("HT-2026-001").prepay_reason == "Old friend of the owner"


def test_the_score_follows_the_answers_and_red_flags_stand_first(qtbot: QtBot, book: Book, desk: Desk) -> None:
    book.ledger("customer A net 30 CNY limit 500000")
    which = add(book, signed_on=SIGNED)
    good = [Answer(item, 10_000) for item in range(1, 25)]
    book.services.contract_reviews.answer(which, [*good[:8], Answer(9, 0), *good[9:]])
    page = opened(qtbot, desk, which, part="clauses")
    assert page.clauses.fields[0].clause.item == 9
    assert page.clauses.score.text() == "Terms 95.0 points, 1 red flag: the owner decides"
    assert page.clauses.fields[0].said().startswith("Red flag. Strike out payment after their client has paid")
    page.clauses.fields[0].buttons["good"].setChecked(True)
    assert page.clauses.score.text() == "Terms 100.0 points, no red flag: fit to sign"
    page.saving.save()
    rest(qtbot, desk)
    assert book.services.contract_reviews.result(which).verdict == "pass"


def test_usual_milestones_in_one_press_and_one_is_reached(qtbot: QtBot, book: Book, desk: Desk) -> None:
    book.ledger("customer A net 30")
    page = opened(qtbot, desk, add(book, signed_on=SIGNED, lead_days=20), part="milestones")
    page.milestones.start.click()
    rest(qtbot, desk)
    assert page.found is not None
    names = [row.milestone.name for row in page.found.steps.rows]
    assert names[:3] == ["signed", "paid_at_signing", "production"]
    shown = [page.milestones.table.sheet.line(0)[column] for column in (1, 3, 4, 5, 6)]
    assert shown == ["Contract signed", "2026-11-02", "2026-11-02", "on the day", "In time"]
    said = [each.text() for each in page.milestones.findChildren(QLabel)]
    assert any(text.startswith("On time: we 1 of") for text in said)


def test_what_was_typed_comes_back_with_its_contract(qtbot: QtBot, book: Book, desk: Desk) -> None:
    book.ledger("customer A net 30")
    one, other = add(book), add(book)
    page = opened(qtbot, desk, one)
    leave(page.terms.form["title"], "Doors")
    desk.navigation.open("contract", other)
    rest(qtbot, desk)
    assert page.terms.form["title"].value() == ""
    desk.navigation.open("contract", one)
    rest(qtbot, desk)
    assert page.terms.form["title"].value() == "Doors"
    assert page.message_bar.text() == "What you had typed here is back."


def test_a_contract_that_was_taken_back_leads_to_the_list(qtbot: QtBot, book: Book, desk: Desk) -> None:
    book.ledger("customer A net 30")
    page = opened(qtbot, desk, customer=book.ids["A"])
    leave(page.terms.form["amount"], "1000")
    rest(qtbot, desk)
    page.saving.save()
    rest(qtbot, desk)
    places = list[str]()
    desk.navigation.opened.connect(lambda place: places.append(place.name))
    desk.jobs.write(page, lambda s: s.history.undo(), lambda _done: None)
    rest(qtbot, desk)
    qtbot.waitUntil(lambda: places == ["contracts"])

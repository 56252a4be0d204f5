"""Scores in a book: stored and kept in step, of the past, and if something were different. Golden figures: domain.md T-A8c."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from app.models.facts import CustomerFacts
from app.services.rules.parameters import Policy
from app.services.scoring import WhatIf, changed
from app.services.services import Services
from tests.book import TODAY, Book, assert_sound, opened
from tests.facts import ANSWERS, CLEAN, CONDITIONS, DAY, statement
from tests.test_cli_score import LEDGER, enter

ROW = "as_of,points_x100,start_x100,grade,risk,policy_id"


def stored(book: Book, code: str) -> dict[str, Any]:
    sql = f"select {ROW} from customer_score where customer_id=?"
    (row,) = book.store.rows(lambda *row: row, sql, (book.ids[code],))
    return dict(zip(ROW.split(","), row, strict=True))


def test_the_stored_score_is_the_sum_of_its_stored_reasons(tmp_path: Path) -> None:
    with opened(tmp_path, today=DAY) as book:
        enter(book, "A")
        found = stored(book, "A")
        assert (found["points_x100"], found["grade"], found["risk"]) == (61909, "BBB", "watch")
        sql = "select sum(points_x100) from score_reason where customer_id=?"
        assert found["start_x100"] + book.store.scalar(sql, (book.ids["A"],)) == 61909
        assert (stored(book, "NEW")["points_x100"], stored(book, "NEW")["grade"]) == (None, "NR")


def test_each_fact_moves_the_stored_score_and_an_undo_moves_it_back(tmp_path: Path) -> None:
    with opened(tmp_path, today=DAY) as book:
        book.ledger(LEDGER)
        before, customer, file = stored(book, "A"), book.ids["A"], book.services.credit_file
        file.add_fact(replace(CLEAN, customer_id=customer, source="test"))
        checked = stored(book, "A")
        assert checked["points_x100"] > before["points_x100"]
        file.save_questionnaire(customer, ANSWERS)
        assert stored(book, "A")["points_x100"] != checked["points_x100"]
        book.services.history.undo()
        assert stored(book, "A") == checked
        book.services.history.undo()
        assert stored(book, "A") == before


def test_other_rules_score_everybody_anew(tmp_path: Path) -> None:
    with opened(tmp_path, today=DAY) as book:
        enter(book, "A")
        first = stored(book, "A")
        book.services.policies.adopt({"prior_pd": 0.09}, DAY, "a hard year")
        found = stored(book, "A")
        assert found["policy_id"] != first["policy_id"]
        assert found["points_x100"] < 61909
        assert_sound(book.store, DAY)


def test_rules_that_begin_later_score_from_their_day(tmp_path: Path) -> None:
    with opened(tmp_path, today=DAY) as book:
        enter(book, "A")
        book.services.policies.adopt({"prior_pd": 0.09}, date(2026, 7, 1), "a hard year")
        assert stored(book, "A")["points_x100"] == 61909
        tomorrow = Services(book.store, date(2026, 7, 1))
        assert tomorrow.standing.for_today()
        assert not tomorrow.standing.for_today()
        assert stored(book, "A")["points_x100"] < 61909
        assert tomorrow.scoring.score(book.ids["A"], DAY).score.points_x100 == 61909
        assert Services(book.store, DAY).standing.for_today()


def test_scores_that_are_not_there_are_made(tmp_path: Path) -> None:
    """A book of the version before has none."""
    with opened(tmp_path, today=DAY) as book:
        enter(book, "A")
        book.store.db.execute("delete from customer_score")
        book.store.db.execute("delete from score_reason")
        assert book.services.standing.differences()["customer_score"] > 0
        assert book.services.standing.for_today()
        assert stored(book, "A")["points_x100"] == 61909


def test_suppliers_and_partners_are_scored_alike(tmp_path: Path) -> None:
    with opened(tmp_path, today=DAY) as book:
        enter(book, "A")
        with book.store.change("customer.update") as change:
            change.update("customer", book.ids["A"], {"role": "supplier", "archived_on": "2026-06-01"})
        rows = {party.code: (party, scored.score) for party, scored in book.services.scoring.scores()}
        assert (rows["A"][0].role, rows["A"][0].archived, rows["A"][1].points_x100) == ("supplier", True, 61909)
        assert (rows["NEW"][0].role, rows["NEW"][0].archived) == ("customer", False)


def test_what_is_lost_and_how_long_it_holds(tmp_path: Path) -> None:
    """3.695419 % x (60 % + 15 % without a signed paper) x 70,000; BBB is looked at every six months."""
    with opened(tmp_path, today=DAY) as book:
        enter(book, "A")
        scoring = book.services.scoring
        found = scoring.score(book.ids["A"])
        assert (scoring.expected_loss(found), found.is_new) == (194009, False)
        assert found.valid_to == date(2026, 12, 30)
        new = scoring.score(book.ids["NEW"])
        assert (new.is_new, scoring.expected_loss(new)) == (True, 0)
        with pytest.raises(LookupError):
            book.services.scoring.score(99)


def test_the_past_tells_what_was_known(tmp_path: Path) -> None:
    with opened(tmp_path, today=DAY) as book:
        enter(book, "A")
        points = book.services.scoring.past(book.ids["A"], months=3)
        assert [each.on for each in points] == [date(2026, 3, 31), date(2026, 4, 30), date(2026, 5, 31), DAY]
        assert (points[0].grade, points[0].points_x100) == ("NR", None)
        assert (points[-1].grade, points[-1].points_x100) == ("BBB", 61909)


def test_if_the_overdue_were_collected(book: Book) -> None:
    """75 days overdue hold the grade at B; paid, the cap falls and the late payment stays in the record."""
    book.ledger("""
        customer A
        invoice 1 A 2026-01-01 due 2026-02-01 100.00
        invoice 2 A 2026-01-01 due 2026-02-01 100.00
        invoice 3 A 2026-01-01 due 2026-02-01 100.00
        invoice 4 A 2026-08-01 due 2026-09-07 50.00
        payment P1 A 2026-01-20 300.00 -> auto
    """)
    now = book.services.scoring.score(book.ids["A"])
    then = book.services.scoring.what_if(book.ids["A"], WhatIf(collect_overdue=True))
    assert [each.code for each in now.score.caps] == ["overdue", "thin_file"]
    assert [each.code for each in then.score.caps] == ["thin_file"]
    assert (then.facts.standing.balance, then.facts.standing.overdue) == (0, 0)
    assert then.facts.payments.worst == now.facts.payments.worst == 75
    assert (then.score.points_x100 or 0) > (now.score.points_x100 or 0)
    assert stored(book, "A")["points_x100"] == now.score.points_x100


def test_if_a_default_were_collected_it_still_has_to_be_cured(book: Book) -> None:
    book.ledger("""
        customer A
        invoice 1 A 2026-01-01 due 2026-02-01 5000.00
    """)
    scoring = book.services.scoring
    assert [each.code for each in scoring.score(book.ids["A"]).score.caps][:1] == ["default"]
    then = scoring.what_if(book.ids["A"], WhatIf(collect_overdue=True)).score
    assert ([each.code for each in then.caps][:1], then.grade) == (["cure"], "D")


def test_if_a_statement_and_answers_were_there(book: Book) -> None:
    book.ledger("customer A")
    given = statement(received_on=TODAY)
    found = book.services.scoring.what_if(book.ids["A"], WhatIf(statements=(given,), answers=ANSWERS, visit=True))
    assert found.score.blocks["financial"] == pytest.approx(71.727009, rel=1e-6)
    assert found.score.blocks["stability"] == pytest.approx(65)
    assert found.score.confidence == pytest.approx((25 * 0.8 + 15 * 0.9) / 100)
    assert book.services.scoring.score(book.ids["A"]).score.grade == "NR"


def test_of_four_statements_the_newest_three_are_read(tmp_path: Path) -> None:
    with opened(tmp_path, today=DAY) as book:
        book.ledger("customer A")
        for year in (2022, 2023, 2024, 2025):
            made = statement(customer_id=book.ids["A"], period_end=date(year, 12, 31), received_on=date(2026, 4, 1))
            book.services.credit_file.add_statement(made)
        read = book.services.scoring.score(book.ids["A"]).facts.statements
        assert [each.period_end.year for each in read] == [2025, 2024, 2023]
        assert book.services.scoring.score(book.ids["A"], date(2026, 3, 31)).facts.statements == ()


def test_a_change_of_nothing_changes_nothing() -> None:
    facts = CustomerFacts(customer_id=1, code="A", on=DAY, facts=CONDITIONS)
    assert changed(facts, WhatIf(), Policy()) == facts

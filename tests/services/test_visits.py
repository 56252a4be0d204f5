"""Visits: what one sheet brings with it, who is due for the next, what goes when it is voided."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from app.models import attachments, fact_rows, feedback
from app.models.errors import Invalid
from app.services import visits
from app.services.disputes import DisputeDraft
from app.services.promises import PromiseDraft
from app.services.visits import VisitDraft
from tests.book import TODAY, Book

LEDGER = """
    customer A net 30 CNY limit 5000
    customer B net 30 CNY
    invoice  A-1 A 2026-09-01 due 2026-10-01 1000.00
    invoice  B-1 B 2026-09-01 due 2026-10-01 10.00
"""
PNG = b"\x89PNG\r\n\x1a\n0"


def sheet(book: Book, name: str = "A", **told: object) -> int:
    return book.services.visits.record(VisitDraft(customer_id=book.ids[name], **told))  # type: ignore[arg-type]


def test_one_change_brings_contact_fact_complaint_promise_and_photo(book: Book, tmp_path: Path) -> None:
    who = book.ledger(LEDGER).ids["A"]
    photo = tmp_path / "yard.png"
    photo.write_bytes(PNG)
    item = book.services.reports.balance(who).open[0].instalment_id
    assert item is not None
    before = book.store.scalar("select count(*) from change")
    visit = sheet(
        book, on=date(2026, 11, 20), met="Ms Li", needs="Thinner film", satisfaction=2, signs=("staff_cuts", "stock_piled"),
        complaint="Two boxes were wet", dispute=DisputeDraft(item, 300_00, "quality"), photos=(photo,),
        promise=PromiseDraft(customer_id=who, due_on=date(2026, 12, 1), amount=700_00),
    )  # fmt: skip
    assert book.store.scalar("select count(*) from change") == before + 1
    seen = book.services.visits.get(visit)
    assert (seen.on_day, seen.met, seen.needs, seen.satisfaction, seen.result) == (
        date(2026, 11, 20), "Ms Li", "Thinner film", 2, "promised",
    )  # fmt: skip
    assert seen.next_on == date(2026, 12, 1)  # the day promised
    (fact,) = [each for each in fact_rows.facts(book.store, TODAY, [who]) if each.kind == "visit"]
    assert (fact.data["signs"], fact.interaction_id, fact.source_grade) == (["staff_cuts", "stock_piled"], visit, "A")
    (said,) = feedback.of_interaction(book.store, visit)
    assert (said.kind, said.document, said.due_on) == ("complaint", "A-1", date(2026, 12, 5))  # 15 days later
    (only,) = book.services.reports.balance(who).open
    assert (only.open, only.disputed) == (1000_00, 300_00)
    assert [each.name for each in attachments.of_row(book.store, "interaction", visit)] == ["yard.png"]
    assert book.services.scoring.score(who).facts.visited_on == date(2026, 11, 20)


def test_sheet_that_cannot_be_kept_leaves_nothing(book: Book) -> None:
    book.ledger(LEDGER)
    before = book.store.scalar("select count(*) from change")
    with pytest.raises(Invalid) as refused:
        sheet(book, on=date(2026, 11, 23))
    assert refused.value.field == "on"
    with pytest.raises(Invalid) as refused:
        sheet(book, complaint="Wet", dispute=DisputeDraft(1, 2000_00))
    assert refused.value.field == "disputed"
    with pytest.raises(Invalid) as refused:
        sheet(book, dispute=DisputeDraft(1, 20_00))
    assert refused.value.field == "complaint"
    assert book.store.scalar("select count(*) from change") == before


def test_voided_visit_takes_what_it_saw_along(book: Book) -> None:
    who = book.ledger(LEDGER).ids["A"]
    visit = sheet(book, signs=("idle_plant",), complaint="Late")
    book.services.visits.void(visit)
    assert [each.kind for each in fact_rows.facts(book.store, TODAY, [who])] == []
    assert visits.due(book.store, TODAY)[0].last_on is None
    assert len(feedback.known(book.store, TODAY)) == 1  # what was complained about stays


def test_who_is_due_and_who_was_never_visited(book: Book) -> None:
    book.ledger(LEDGER)
    sheet(book, on=date(2026, 3, 1), signs=("owner_away",))
    rows = {row.code: row for row in visits.due(book.store, TODAY)}
    # A brings 1000 of 1010: class A; not rated counts as BB: 12 months x 0.5 = 6 months
    assert (rows["A"].value, rows["A"].every, rows["A"].next_on, rows["A"].state) == ("A", 6, date(2026, 9, 1), "due")
    assert (rows["B"].next_on, rows["B"].state) == (None, "never")
    assert [row.code for row in visits.due(book.store, TODAY)] == ["A", "B"]
    (reason,) = visits.as_reasons(book.store, TODAY).values()
    assert (reason.code, reason.days) == ("visit", 81)  # 1 September to 21 November: 29 + 31 + 21
    assert visits.as_reasons(book.store, date(2026, 8, 31)) == {}
    sheet(book)
    assert visits.as_reasons(book.store, TODAY) == {}


def test_who_went_can_be_another_person(book: Book) -> None:
    book.ledger(LEDGER)
    with book.store.change("person.add") as change:
        other = change.insert("person", {"name": "Chen", "role": "sales", "active": 1})
    visit = sheet(book, person_id=other)
    assert book.services.visits.get(visit).person == "Chen"


def test_questionnaire_on_site_counts_as_a_visit(book: Book) -> None:
    who = book.ledger(LEDGER).ids["A"]
    book.services.credit_file.save_questionnaire(who, {1: 4}, visit=True, on=date(2026, 10, 1))
    found = book.services.visits.cycle(who)
    assert found is not None
    assert (found.last_on, found.next_on) == (date(2026, 10, 1), date(2027, 4, 1))

"""A write-off as a decision: ground, papers and gaps, authority, effect; money that comes after all."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from app.models import approvals, payments
from app.models import book as company_book
from app.models.errors import Invalid, UserError
from app.services import company, named_reports
from app.services.claims import EventDraft
from app.services.sheets import ListSheet
from app.services.write_off_wording import effect_texts, ground_name
from app.services.write_offs import RecoveryDraft, WriteOffDraft
from tests.book import TODAY, Book, book_fixture

__all__ = ["book_fixture"]

LEDGER = """
customer A net 30
invoice A-1 A 2022-05-01 due 2022-06-01 80000.00
invoice A-2 A 2025-08-01 due 2025-09-01 12000.00
invoice A-3 A 2026-11-01 due 2026-12-15 300.00
invoice A-4 A 2025-08-01 due 2025-09-01 60000.00
"""


def part(book: Book, number: str) -> int:
    return int(book.store.scalar("select id from instalment where receivable_id=?", (book.ids[number],)))


def draft(book: Book, ground: str, parts: dict[str, int], proposed_by: int | None = None) -> WriteOffDraft:
    given = {part(book, each): minor for each, minor in parts.items()}
    return WriteOffDraft(book.ids["A"], given, ground, "Gone", proposed_by=proposed_by)


def team(book: Book, *roles: str) -> list[int]:
    with book.store.change("person.add") as change:
        return [company_book.add_person(change, f"{role} {place}", role) for place, role in enumerate(roles)]


def open_now(book: Book) -> dict[str, int]:
    return {each.number: each.open for each in book.services.receivables.open_items(book.ids["A"])}


def test_a_decision_is_one_change_with_approval_and_ground(book: Book) -> None:
    book.ledger(LEDGER)
    made = book.services.write_offs.decide(draft(book, "bankrupt", {"A-1": 80000_00, "A-2": 2000_00}))
    assert open_now(book) == {"A-2": 10000_00, "A-3": 300_00, "A-4": 60000_00}
    found = approvals.approval(book.store, made)
    assert found is not None
    assert (found.subject, found.amount, found.alone, found.covers) == ("write_off", 82000_00, True, ())
    given = book.services.adjustments.of_customer(book.ids["A"])
    assert [(each.ground, each.approval_id, each.reason, each.amount) for each in given] == [
        ("bankrupt", made, "Gone", 80000_00), ("bankrupt", made, "Gone", 2000_00),
    ]  # fmt: skip
    for each in given:
        assert approvals.approval(book.store, made).revoked_on is None  # type: ignore[union-attr]
        book.services.adjustments.void(each.id, "typing mistake")
    assert approvals.approval(book.store, made).revoked_on == TODAY  # type: ignore[union-attr]
    assert open_now(book)["A-1"] == 80000_00


def test_a_ground_by_age_holds_for_each_debt(book: Book) -> None:
    book.ledger(LEDGER)
    company.update(book.store, {"annual_sales": 800_000_000})
    decide = book.services.write_offs.decide
    with pytest.raises(Invalid, match="more than 3 years"):
        decide(draft(book, "three_years", {"A-1": 80000_00, "A-2": 12000_00}))
    with pytest.raises(Invalid, match="A small sum is at most"):
        decide(draft(book, "small_sum", {"A-4": 60000_00}))
    with pytest.raises(Invalid, match="A small sum is at most"):
        decide(draft(book, "small_sum", {"A-3": 300_00}))
    assert decide(draft(book, "small_sum", {"A-2": 12000_00}))
    assert decide(draft(book, "three_years", {"A-1": 80000_00}))


def test_what_is_refused(book: Book) -> None:
    book.ledger(LEDGER)
    decide, who = book.services.write_offs.decide, book.ids["A"]
    for wrong, field in (
        (WriteOffDraft(who, {part(book, "A-1"): 100}, "other"), "reason"),
        (WriteOffDraft(who, {part(book, "A-1"): 100}, "tired", "x"), "ground"),
        (WriteOffDraft(who, {}, "other", "x"), "parts"),
        (WriteOffDraft(who, {part(book, "A-1"): 80000_01}, "other", "x"), "amount"),
        (WriteOffDraft(who, {part(book, "A-1"): 100}, "other", "x", date(2026, 11, 22)), "on"),
    ):
        with pytest.raises(Invalid) as refused:
            decide(wrong)
        assert refused.value.field == field
    assert open_now(book)["A-1"] == 80000_00


def test_only_the_owner_decides_on_what_a_manager_proposed(book: Book) -> None:
    book.ledger(LEDGER)
    wanted = {"A-1": 80000_00}
    assert book.services.write_offs.authority().alone
    manager, clerk = team(book, "manager", "bookkeeper")
    told = book.services.write_offs.authority()
    assert [code for code, _text in told.refusals] == ["same_person"]
    assert [each for each, _name in told.proposers] == [1, manager]
    book.store.person_id = clerk
    assert [code for code, _text in book.services.write_offs.authority(manager).refusals] == ["role"]
    with pytest.raises(UserError, match="decided by the owner"):
        book.services.write_offs.decide(draft(book, "bankrupt", wanted))
    book.store.person_id = 1
    made = book.services.write_offs.decide(draft(book, "bankrupt", wanted, proposed_by=manager))
    found = approvals.approval(book.store, made)
    assert found is not None and (found.alone, found.proposer, found.approver) == (False, "manager 0", "Owner")


def test_papers_on_file_and_gaps(book: Book, tmp_path: Path) -> None:
    book.ledger(LEDGER)
    wanted = draft(book, "bankrupt", {"A-1": 80000_00})
    assert book.services.write_offs.sheet(wanted).gaps == ("contract", "delivery", "statement", "demand", "court")
    paper = tmp_path / "notice.txt"
    for number, role in (("A-1", "contract"), ("A-2", "delivery_note"), ("A-1", "court")):
        paper.write_text(number + role, encoding="utf-8")
        book.services.attachments.add(paper, "receivable", book.ids[number], role=role)
    found = book.services.write_offs.sheet(wanted)
    assert found.gaps == ("delivery", "statement", "demand")  # the delivery note is of another debt


def test_the_effect_is_told_before_and_the_paper_says_it_afterwards(book: Book) -> None:
    book.ledger(LEDGER)
    wanted = draft(book, "three_years", {"A-1": 80000_00})
    before = book.services.write_offs.sheet(wanted)
    effect = before.effect
    assert (effect.owed, effect.owed_after, effect.overdue, effect.overdue_after) == (
        152300_00, 72300_00, 152000_00, 72000_00,
    )  # fmt: skip
    assert (effect.cure_days, before.lost) == (90, 0)
    told = effect_texts(before)
    assert "They owe ¥152,300.00 now and ¥72,300.00 afterwards" in told[0]
    assert "arts. 23, 24" in told[-1]
    made = book.services.write_offs.decide(wanted)
    then = book.services.write_offs.decided(made)
    assert (then.items, then.effect.owed_after, then.number[:3]) == (before.items, 72300_00, "TP-")
    assert ground_name(then.ground) == "Overdue for more than 3 years"
    assert book.services.write_offs.sheet(draft(book, "other", {"A-2": 100})).lost == 80000_00


def test_money_for_a_debt_written_off_is_one_change(book: Book) -> None:
    book.ledger(LEDGER)
    book.services.write_offs.decide(draft(book, "bankrupt", {"A-1": 80000_00}))
    (off,) = book.services.write_offs.recoverable(book.ids["A"])
    with pytest.raises(Invalid, match="At most ¥80,000"):
        book.services.write_offs.recovered(off.id, RecoveryDraft(80000_01, TODAY))
    paid = book.services.write_offs.recovered(off.id, RecoveryDraft(30000_00, TODAY, note="From the estate"))
    assert open_now(book) == {"A-2": 12000_00, "A-3": 300_00, "A-4": 60000_00}
    money = payments.payment(book.store, paid)
    assert money is not None and (money.amount, payments.open_of(book.store, "payment_id", paid)[0]) == (30000_00, 0)
    (row,) = book.services.write_offs.of_customer(book.ids["A"])
    assert (row.amount, row.recovered, row.ground, row.approver) == (80000_00, 30000_00, "bankrupt", "Owner")
    (off,) = book.services.write_offs.recoverable(book.ids["A"])
    assert off.left == 50000_00
    book.services.history.undo()
    assert book.services.write_offs.of_customer(book.ids["A"])[0].recovered == 0
    assert "A-1" not in open_now(book)


def test_the_report_tells_what_was_lost_by_year_and_ground(book: Book) -> None:
    book.ledger(LEDGER)
    book.services.write_offs.decide(draft(book, "bankrupt", {"A-1": 80000_00}))
    book.services.write_offs.decide(draft(book, "small_sum", {"A-2": 12000_00}))
    book.ledger("writeoff W-1 A-4 2025-12-30 100.00")
    (off,) = [each for each in book.services.write_offs.recoverable(book.ids["A"]) if each.ground == "bankrupt"]
    book.services.write_offs.recovered(off.id, RecoveryDraft(30000_00, TODAY))
    sheet = named_reports.named("write-offs").ask(book.services, TODAY, "due")
    assert isinstance(sheet, ListSheet)
    assert [(row[2], row[3]) for row in sheet.rows] == [
        ("A-2", "Small, and overdue for more than 1 year"), ("A-1", "The debtor is bankrupt"), ("A-4", None),
    ]  # fmt: skip
    assert named_reports.content(sheet).feet[0][4:7] == ("92,100.00", "30,000.00", "62,100.00")
    assert sheet.notes == (
        "2026: ¥92,000.00 written off, ¥30,000.00 of it recovered.",
        "2025: ¥100.00 written off, ¥0.00 of it recovered.",
        "Small, and overdue for more than 1 year: ¥12,000.00 written off, ¥0.00 of it recovered.",
        "The debtor is bankrupt: ¥80,000.00 written off, ¥30,000.00 of it recovered.",
        "No ground noted: ¥100.00 written off, ¥0.00 of it recovered.",
    )


def test_the_approval_of_a_write_off_is_not_taken_back_alone(book: Book) -> None:
    book.ledger(LEDGER)
    made = book.services.write_offs.decide(draft(book, "bankrupt", {"A-1": 80000_00}))
    with pytest.raises(UserError, match="void what was given up"):
        book.services.approvals.revoke(made, "mistake")
    assert approvals.approval(book.store, made).state(TODAY) == "used"  # type: ignore[union-attr]


def test_a_suit_over_several_debts_is_told_once(book: Book) -> None:
    book.ledger(LEDGER)
    for number in ("A-1", "A-2"):
        book.services.claims.add_event(
            EventDraft(book.ids["A"], "suit", date(2026, 5, 2), receivable_id=book.ids[number])
        )
    sheet = book.services.write_offs.sheet(draft(book, "bankrupt", {"A-1": 80000_00}))
    assert [(each.on, each.kind, each.code) for each in sheet.attempts] == [(date(2026, 5, 2), "event", "suit")]

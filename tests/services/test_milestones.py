"""Milestones in the book: the usual ones of a contract, ticked by what happens and by hand."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from app.models.errors import Invalid, UserError
from app.services.contract_drafts import ContractDraft
from app.services.milestones import MilestoneDraft
from tests.book import TODAY, Book

SIGNED = date(2026, 10, 1)


@pytest.fixture(name="made")
def made_fixture(book: Book) -> int:
    """30 days from signing to delivery."""
    book.ledger("customer A net 30")
    lines = book.services.plans.template("three_six_one", 1_000_00)
    draft = ContractDraft(
        book.ids["A"], 1_000_00, "K-1", signed_on=SIGNED, lead_days=30, lines=lines, prepay_reason="as agreed"
    )
    book.ids["K-1"] = book.services.contracts.add(draft)
    book.services.milestones.start(book.ids["K-1"])
    return book.ids["K-1"]


def rows(book: Book, contract: int, on: date = TODAY) -> list[tuple[str, str, str | None]]:
    sheet = book.services.milestones.sheet(contract, on)
    return [(row.milestone.name, row.status, str(row.milestone.actual_on or "")) for row in sheet.rows]


def test_the_usual_ones_follow_the_plan_and_the_lead_time(book: Book, made: int) -> None:
    found = book.services.milestones.sheet(made).rows
    assert [(row.milestone.name, (row.milestone.planned_on - SIGNED).days) for row in found] == [
        ("signed", 0), ("paid_at_signing", 7), ("production", 7), ("ready", 27), ("shipped", 30), ("signed_for", 33),
        ("accepted", 40), ("retention_paid", 40 + 365),
    ]  # fmt: skip
    assert [row.milestone.amount for row in found if row.milestone.plan_line_id] == [300_00, 100_00]
    with pytest.raises(UserError, match="milestones already"):
        book.services.milestones.start(made)


def test_what_happens_ticks_them(book: Book, made: int) -> None:
    """The money on its day, production two days late, the goods three, the receipt of them on its day."""
    book.ledger("prepay P-1 A 2026-10-08 300 K-1")
    book.services.shipments.production_started(made, date(2026, 10, 10))
    book.ledger("ship K-1 2026-11-03")
    book.services.shipments.signed_for(book.ids["K-1/1"], date(2026, 11, 4))
    book.ledger("accept K-1 2026-11-10")
    told = {name: (status, day) for name, status, day in rows(book, made)}
    assert told["production"] == ("on_time", "2026-10-10")
    assert told["shipped"] == ("late", "2026-11-03")
    assert told["signed_for"] == ("on_time", "2026-11-04")
    assert told["accepted"] == ("on_time", "2026-11-10")
    sheet = book.services.milestones.sheet(made)
    assert (sheet.theirs.on_time, sheet.theirs.due) == (3, 3)
    assert (sheet.ours.on_time, sheet.ours.due) == (2, 4)
    assert told["paid_at_signing"] == ("on_time", "2026-10-08")


def test_ticked_by_hand_changed_and_taken_out(book: Book, made: int) -> None:
    services = book.services.milestones
    ready = next(row.milestone for row in services.sheet(made).rows if row.milestone.name == "ready")
    services.reached(ready.id, date(2026, 10, 28))
    assert ("ready", "on_time", "2026-10-28") in rows(book, made)
    services.update(ready.id, MilestoneDraft("Painted", "us", SIGNED + timedelta(days=20), date(2026, 10, 28)))
    assert ("Painted", "late", "2026-10-28") in rows(book, made)
    after = next(row.milestone for row in services.sheet(made).rows if row.milestone.predecessor_id == ready.id)
    services.remove(ready.id)
    assert after.id in [row.milestone.id for row in services.sheet(made).rows]
    assert services.add(made, MilestoneDraft("Training", "us", TODAY)) > 0
    assert rows(book, made)[-1][0] == "Training"


def test_what_cannot_be(book: Book, made: int) -> None:
    services = book.services.milestones
    first = services.sheet(made).rows[0].milestone
    with pytest.raises(Invalid):
        services.reached(first.id, TODAY + timedelta(days=1))
    with pytest.raises(Invalid):
        services.update(first.id, MilestoneDraft("Self", "us", TODAY, predecessor_id=first.id))
    with pytest.raises(Invalid):
        services.add(made, MilestoneDraft(" ", "us", TODAY))

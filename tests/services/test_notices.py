"""Formal notices: what each needs, what the paper says, and what serving it does to deadlines."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from app.models import claims, securities
from app.models.errors import Invalid, UserError
from app.services.bills import BillDraft
from app.services.notices import NoticeDraft, Outlook
from app.services.rules.merging import Line
from app.services.rules.notices import Instalment, problem, spread
from app.services.securities import SecurityDraft
from tests.book import TODAY, Book, book_fixture

__all__ = ["book_fixture"]

LEDGER = """
customer A net 30
invoice A-1 A 2024-06-01 due 2024-07-01 1000.00
invoice A-2 A 2026-09-01 due 2026-10-01 500.00
invoice A-3 A 2026-11-01 due 2026-12-15 300.00
"""


def limitation(book: Book, document: str) -> date:
    rows = book.services.claims.file(book.ids["A"]).clocks
    return next(row.clock.ends_on for row in rows if (row.clock.kind, row.clock.document) == ("limitation", document))


def guarantee(book: Book, *, joint: bool | None) -> int:
    draft = SecurityDraft(
        customer_id=book.ids["A"], kind="guarantee_person", giver="Wang Lei", from_on=date(2026, 1, 5), joint=joint,
        expires_on=date(2027, 3, 31), number="DB-7",
    )  # fmt: skip
    return book.services.securities.add(draft)


def refused(book: Book) -> int:
    """A draft that had settled A-2, refused yesterday."""
    part = book.services.receivables.open_items(book.ids["A"])[1].instalment_id or 0
    draft = BillDraft(
        book.ids["A"],
        "trade",
        "Acceptor Ltd",
        50000,
        date(2026, 9, 5),
        date(2026, 11, 10),
        number="H-1",
        parts={part: 50000},
    )
    bill = book.services.bills.receive(draft)
    book.services.bills.event(bill, "presented", date(2026, 11, 12))
    book.services.bills.refuse(bill, date(2026, 11, 20), "no funds")
    return bill


def text(found: Outlook) -> str:
    return "\n".join(part.text for part in found.sheet.parts if isinstance(part, Line))


def lacks(book: Book, **draft: Any) -> list[str]:
    return [
        field for field, _text in book.services.notices.outlook(NoticeDraft(customer_id=book.ids["A"], **draft)).lacking
    ]


def assignment(book: Book, **more: Any) -> NoticeDraft:
    return NoticeDraft(
        customer_id=book.ids["A"], kind="assignment", assignee="Factor Ltd", assignee_account="Bank of Ningbo 6222",
        agreed_on=date(2026, 11, 10), **more,
    )  # fmt: skip


def repayment(book: Book, **more: Any) -> NoticeDraft:
    parts = spread(1800_00, 4, date(2026, 12, 1))
    return NoticeDraft(customer_id=book.ids["A"], kind="repayment", schedule=parts, rate_bp=435, **more)


def test_each_kind_says_what_it_lacks(book: Book) -> None:
    book.ledger(LEDGER)
    assert lacks(book, kind="suspension") == ["deadline_on", "ground", "stopped", "facts", "evidence"]
    assert lacks(book, kind="guarantor") == ["deadline_on", "security_id"]
    assert lacks(book, kind="refused_bill") == ["deadline_on", "bill_id", "proof_on", "refused_because"]
    assert lacks(book, kind="assignment") == ["assignee", "agreed_on", "assignee_account"]
    assert lacks(book, kind="set_off") == ["own_debt", "own_for"]
    assert lacks(book, kind="repayment") == ["schedule"]
    with pytest.raises(Invalid, match="List the evidence"):
        book.services.notices.make(
            NoticeDraft(
                customer_id=book.ids["A"],
                kind="suspension",
                ground="worse",
                facts="Wages unpaid",
                stopped="All deliveries",
                deadline_on=date(2026, 12, 6),
            )
        )
    assert book.services.notices.of_customer(book.ids["A"]) == []


def test_a_debt_not_due_is_not_set_off_nor_asked_of_a_guarantor(book: Book) -> None:
    book.ledger(LEDGER)
    found = book.services.notices.outlook(
        NoticeDraft(customer_id=book.ids["A"], kind="set_off", own_debt=2000_00, own_for="Invoice K-3", lang="en")
    )
    assert (found.owed, found.amount, found.lacking) == (1500_00, 1500_00, ())
    assert "in the amount of ¥1,500.00" in text(found)
    assert "After the set-off we still owe you ¥500.00." in text(found)
    assert "you still owe us" not in text(found)


def test_an_assignment_served_restarts_the_limitation_and_returned_takes_it_back(book: Book) -> None:
    book.ledger(LEDGER)
    assert limitation(book, "A-1") == date(2027, 7, 1)
    notice = book.services.notices.make(assignment(book))
    assert limitation(book, "A-1") == date(2027, 7, 1)
    book.services.notices.serve(notice, "left", TODAY)
    assert limitation(book, "A-1") == date(2027, 7, 1)  # weak evidence counts for nothing
    book.services.notices.serve(notice, "delivered", TODAY, tracking_no="SF1")
    assert limitation(book, "A-1") == date(2029, 11, 21)
    events = [e for e in claims.events_of(book.store, book.ids["A"]) if not e.voided_on]
    assert [(e.kind, e.strength, e.number) for e in events] == [
        ("assignment", "medium", n) for n in ("A-3", "A-2", "A-1")
    ]
    book.services.notices.serve(notice, "returned", TODAY)
    assert limitation(book, "A-1") == date(2027, 7, 1)
    book.services.notices.serve(notice, "signed", TODAY, signed_by="Chen")
    assert limitation(book, "A-1") == date(2029, 11, 21)
    book.services.notices.void(notice)
    assert limitation(book, "A-1") == date(2027, 7, 1)
    with pytest.raises(UserError, match="voided already"):
        book.services.notices.serve(notice, "signed", TODAY)


def guarantee_days(book: Book) -> list[date]:
    rows = book.services.claims.file(book.ids["A"]).clocks
    return sorted({row.clock.ends_on for row in rows if row.clock.kind == "guarantee"})


@pytest.mark.parametrize(("joint", "claimed"), [(True, True), (False, False), (None, False)])
def test_a_demand_claims_a_joint_guarantee_and_no_general_one(book: Book, joint: bool | None, claimed: bool) -> None:
    book.ledger(LEDGER)
    held = guarantee(book, joint=joint)
    assert guarantee_days(book) == [date(2027, 3, 31)]
    draft = NoticeDraft(
        customer_id=book.ids["A"], kind="guarantor", security_id=held, deadline_on=date(2026, 11, 28), lang="en"
    )
    found = book.services.notices.outlook(draft)
    assert found.sheet.customer.name == "Wang Lei"
    assert ("joint and several" in text(found)) is claimed
    assert ("we will sue the debtor" in text(found)) is not claimed
    assert found.amount == 1500_00
    notice = book.services.notices.make(draft)
    book.services.notices.serve(notice, "signed", TODAY)
    acted = securities.security(book.store, held)
    assert acted is not None and acted.acted_on == (TODAY if claimed else None)
    assert guarantee_days(book) == ([] if claimed else [date(2027, 3, 31)])
    book.services.notices.serve(notice, "returned", TODAY)
    assert guarantee_days(book) == [date(2027, 3, 31)]


def test_a_guarantee_that_ended_or_a_deadline_after_its_end_is_refused(book: Book) -> None:
    book.ledger(LEDGER)
    late = date(2027, 4, 1)
    held = guarantee(book, joint=True)
    assert lacks(book, kind="guarantor", security_id=held, deadline_on=late) == ["deadline_on"]
    ended = book.services.securities.add(
        SecurityDraft(book.ids["A"], "guarantee_person", date(2024, 1, 1), giver="Li", joint=True)
    )
    told = book.services.notices.outlook(
        NoticeDraft(customer_id=book.ids["A"], kind="guarantor", security_id=ended, deadline_on=TODAY)
    )
    assert told.lacking[-1] == (
        "security_id",
        "This guarantee ended on 2025-01-01: the guarantor is free unless it was claimed in time. Ask a lawyer.",
    )


def test_notice_of_a_refused_draft_is_a_demand_of_what_it_had_settled(book: Book) -> None:
    book.ledger(LEDGER)
    bill = refused(book)
    draft = NoticeDraft(
        customer_id=book.ids["A"], kind="refused_bill", bill_id=bill, proof_on=date(2026, 11, 20), refused_because="no funds",
        deadline_on=date(2026, 11, 28), lang="en",
    )  # fmt: skip
    found = book.services.notices.outlook(draft)
    assert found.amount == 500_00
    assert "article 66 of the Negotiable Instruments Law" in text(found)
    assert [name for name, _table in found.sheet.tables] == ["bill"]
    book.services.notices.serve(book.services.notices.make(draft), "signed", TODAY)
    (event,) = [e for e in claims.events_of(book.store, book.ids["A"]) if not e.voided_on]
    assert (event.kind, event.strength, event.number) == ("demand", "strong", "A-2")
    assert limitation(book, "A-2") == date(2029, 11, 21)
    assert limitation(book, "A-1") == date(2027, 7, 1)


def test_a_repayment_agreement_signed_becomes_promises_and_restarts_the_limitation(book: Book) -> None:
    book.ledger(LEDGER)
    made = book.services.notices.make(repayment(book))
    book.services.notices.serve(made, "delivered", TODAY)
    assert book.services.promises.of_customer(book.ids["A"]) == []
    assert limitation(book, "A-1") == date(2027, 7, 1)
    book.services.notices.serve(made, "signed", TODAY, signed_by="Chen")
    promised = [state.promise for state in book.services.promises.of_customer(book.ids["A"])]
    assert sorted((each.due_on, each.amount) for each in promised) == [
        (date(2026, 12, 1), 450_00), (date(2027, 1, 1), 450_00), (date(2027, 2, 1), 450_00), (date(2027, 3, 1), 450_00),
    ]  # fmt: skip
    assert {each.written for each in promised} == {True}  # and no more than the agreement's own events of each debt
    live = [(each.kind, each.number) for each in claims.events_of(book.store, book.ids["A"]) if not each.voided_on]
    assert len(live) == len(set(live))
    assert limitation(book, "A-1") == date(2029, 11, 21)
    book.services.notices.serve(made, "signed", TODAY, signed_by="Chen Yu")  # entered again: nothing doubles
    assert len([s for s in book.services.promises.of_customer(book.ids["A"]) if not s.promise.voided_on]) == 4
    assert book.services.notices.accelerate(made) == 4
    assert {s.state for s in book.services.promises.of_customer(book.ids["A"])} == {"withdrawn"}
    with pytest.raises(UserError, match="all of it is due already"):
        book.services.notices.accelerate(made)
    book.services.notices.void(made)
    assert limitation(book, "A-1") == date(2027, 7, 1)
    assert book.services.promises.of_customer(book.ids["A"]) == []


def test_reminders_wait_for_a_signed_agreement_and_come_back_when_it_is_called_due(book: Book) -> None:
    book.ledger(LEDGER)
    who = book.ids["A"]

    def reminded() -> list[tuple[int, int]]:
        found = book.services.reminders.due(customer_id=who)
        return [(each.amount, len(each.items)) for each in found]

    assert reminded() == [(1500_00, 2)]
    made = book.services.notices.make(repayment(book))
    assert reminded() == [(1500_00, 2)]
    book.services.notices.serve(made, "signed", TODAY)
    assert reminded() == []
    book.services.notices.accelerate(made)
    assert reminded() == [(1500_00, 2)]


def test_a_schedule_sums_to_the_debt() -> None:
    parts = spread(1000_01, 3, date(2026, 1, 31))
    assert [(p.due_on, p.amount) for p in parts] == [
        (date(2026, 1, 31), 333_33), (date(2026, 2, 28), 333_33), (date(2026, 3, 31), 333_35),
    ]  # fmt: skip
    assert problem(1000_01, parts, TODAY) == "past"
    on = date(2026, 1, 1)
    assert problem(1000_01, parts, on) == ""
    assert problem(1000_02, parts, on) == "short"
    assert problem(1000_00, parts, on) == "over"
    assert problem(1000_00, (), on) == "none"
    assert problem(2, (Instalment(on, 1), Instalment(on, 1)), on) == "order"


def test_no_notice_claims_chinese_law_abroad(book: Book) -> None:
    book.ledger(LEDGER)
    with book.store.change("customer.update") as change:
        change.update("customer", book.ids["A"], {"country": "DE"})
    for lang in ("zh_CN", "en"):
        found = text(book.services.notices.outlook(assignment(book, lang=lang)))
        assert "Civil Code" not in found and "民法典" not in found
        assert "Factor Ltd" in found
    assert "法律" in found or "law that governs it" in found

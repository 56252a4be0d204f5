"""The register of contracts: numbers, checks, what receivables name, the list."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from app.models import contracts, receivables
from app.models.errors import Invalid, UserError
from app.models.listing import Query
from app.services.contract_drafts import ContractDraft
from app.services.receivables import ReceivableDraft
from tests.book import Book


def add(book: Book, customer: str = "A", amount: int = 16000000, **more: Any) -> int:
    return book.services.contracts.add(ContractDraft(book.ids[customer], amount, **more))


def number(book: Book, contract_id: int) -> str:
    return book.services.contracts.get(contract_id).number


def test_numbers_run_on_by_year_without_gaps(book: Book) -> None:
    book.ledger("customer A")
    made = [add(book), add(book, signed_on=date(2025, 3, 1)), add(book, number="HT-2026-007"), add(book)]
    assert [number(book, each) for each in made] == ["HT-2026-001", "HT-2025-001", "HT-2026-007", "HT-2026-008"]


def test_what_was_entered_is_kept(book: Book) -> None:
    book.ledger("customer A")
    made = add(
        book, signed_on=date(2026, 3, 1), title="Doors", penalty_ppm_day=500, penalty_cap_bp=3000, retention_of_title=True,
        guarantee_ends_on=date(2028, 3, 1), buyer_size="large", sme_notice_on=date(2026, 3, 1), pay_when_paid=True,
        service_address="1 Main Road",
    )  # fmt: skip
    found = book.services.contracts.by_number("HT-2026-001")
    assert (found.id, found.status, found.currency, found.amount) == (made, "signed", "CNY", 16000000)
    assert (found.penalty_ppm_day, found.penalty_cap_bp, found.retention_of_title, found.pay_when_paid) == (
        500,
        3000,
        1,
        1,
    )
    assert (found.buyer_size, found.sme_notice_on, found.service_address) == ("large", date(2026, 3, 1), "1 Main Road")
    assert number(book, add(book)) == "HT-2026-002"
    assert book.services.contracts.get(made + 1).status == "draft"


@pytest.mark.parametrize(
    ("field", "more"),
    [
        ("amount", {"amount": 0}),
        ("penalty", {"penalty_ppm_day": 10001}),
        ("ends_on", {"starts_on": date(2026, 5, 1), "ends_on": date(2026, 4, 30)}),
        ("signed_on", {"status": "running"}),
        ("status", {"status": "lost"}),
        ("buyer_size", {"buyer_size": "huge"}),
        ("currency", {"currency": "RUBLE"}),
        ("rate", {"currency": "USD"}),
        ("number", {"number": "HT-1"}),
    ],
)
def test_what_cannot_be_names_its_field(book: Book, field: str, more: dict[str, Any]) -> None:
    book.ledger("customer A")
    add(book, number="HT-1")
    with pytest.raises(Invalid) as refused:
        add(book, **more)
    assert (refused.value.field, len(contracts.every(book.store))) == (field, 1)


def test_a_receivable_names_a_contract_of_its_customer(book: Book) -> None:
    book.ledger("customer A\ncustomer B")
    mine, other = add(book), add(book, "B")
    draft = ReceivableDraft(book.ids["A"], 5000, date(2026, 4, 1), contract_id=mine)
    book.services.receivables.add(draft)
    with pytest.raises(Invalid) as refused:
        book.services.receivables.add(ReceivableDraft(book.ids["A"], 5000, date(2026, 4, 1), contract_id=other))
    assert refused.value.field == "contract_id"
    (row,) = book.services.lists.page("receivables", book.services.lists.keys("receivables", Query(("live",))))
    assert row.contract == "HT-2026-001"
    with pytest.raises(Invalid, match="stays with its customer"):
        book.services.contracts.update(mine, ContractDraft(book.ids["B"], 1))


def test_the_list_tells_what_was_invoiced_and_what_is_open(book: Book) -> None:
    """80.00 and 20.00 invoiced, 30.00 paid: 100.00 and 70.00; the voided one does not count."""
    book.ledger("customer A\ncustomer B")
    made = add(book, amount=20000, signed_on=date(2026, 1, 5), ends_on=date(2026, 12, 1))
    add(book, "B", title="Windows")
    for name, amount in (("A-1", 8000), ("A-2", 2000), ("A-3", 700)):
        draft = ReceivableDraft(book.ids["A"], amount, date(2026, 4, 1), number=name, contract_id=made)
        book.ids[name] = book.services.receivables.add(draft)
    book.ledger("payment P-1 A 2026-05-01 30.00 -> A-1\nvoid A-3")
    lists = book.services.lists
    rows = lists.page("contracts", lists.keys("contracts", Query(sort=(("number", False),))))
    assert [(each.number, each.status, each.amount, each.invoiced, each.open) for each in rows] == [
        ("HT-2026-001", "signed", 20000, 10000, 7000),
        ("HT-2026-002", "draft", 16000000, 0, 0),
    ]
    assert lists.counts("contracts") == {
        "all": 2, "in_force": 1, "draft": 1, "ended": 0, "ends_soon": 1, "owing": 1, "prepayment": 0, "due_month": 0, "terms": 2,
    }  # fmt: skip
    assert len(lists.keys("contracts", Query(("all",), "windo"))) == 1
    assert lists.summary("contracts", Query(("all",))).sums == {"invoiced": 10000, "open": 7000, "received": 3000}


def test_an_update_and_its_undo(book: Book) -> None:
    book.ledger("customer A")
    made = add(book, title="Doors")
    book.services.contracts.update(made, ContractDraft(book.ids["A"], 5, signed_on=date(2026, 2, 1), status="done"))
    found = book.services.contracts.get(made)
    assert (found.number, found.amount, found.status, found.title) == ("HT-2026-001", 5, "done", None)
    book.services.history.undo()
    assert book.services.contracts.get(made).title == "Doors"


def test_there_is_no_such_contract(book: Book) -> None:
    with pytest.raises(UserError, match="HT-9"):
        book.services.contracts.by_number("HT-9")
    assert receivables.like(book.store, "HT", 5) == []

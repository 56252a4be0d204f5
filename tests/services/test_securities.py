"""The register of securities: what counts of each, what is refused, which last days it has."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from app.models.errors import Invalid, UserError
from app.services import backing
from app.services.securities import Securities, SecurityDraft
from tests.book import TODAY, Book

LEDGER = """
    customer A net 30
    customer U USD net 30
    invoice  A-1 A 2026-10-01 due 2026-10-31 1000.00
"""


@pytest.fixture
def ledger(book: Book) -> Book:
    return book.ledger(LEDGER)


def secure(book: Book, kind: str, value: int, **more: Any) -> int:
    draft = {"customer_id": book.ids["A"], "from_on": date(2026, 1, 10), "giver": "Giver", **more}
    return book.services.securities.add(SecurityDraft(kind=kind, value=value, **draft))


def total(book: Book, who: str = "A", on: date = TODAY) -> int:
    return backing.secured(book.store, book.ids[who], on).total


def clocks(book: Book) -> list[tuple[str, str]]:
    rows = book.services.clocks.rows(TODAY, book.ids["A"])
    return [(each.clock.kind, each.clock.ends_on.isoformat()) for each in rows if each.clock.source[0] == "security"]


def test_each_kind_counts_for_its_share(ledger: Book) -> None:
    secure(ledger, "bank_guarantee", 50_000_00)
    secure(ledger, "guarantee_person", 20_000_00)
    secure(ledger, "guarantee_agency", 10_000_00)
    assert total(ledger) == 50_000_00 + 6_000_00 + 8_000_00
    assert backing.totals(ledger.store, TODAY) == {ledger.ids["A"]: 64_000_00}


def test_a_share_can_be_chosen_and_changed(ledger: Book) -> None:
    key = secure(ledger, "mortgage", 100_000_00, haircut_bp=7_000)
    assert total(ledger) == 70_000_00
    kept = ledger.services.securities.get(key)
    draft = SecurityDraft(ledger.ids["A"], "mortgage", kept.from_on, value=100_000_00, giver="Giver")
    ledger.services.securities.update(key, draft)
    assert total(ledger) == 50_000_00  # the policy's share again
    ledger.services.history.undo()
    assert total(ledger) == 70_000_00


def test_ended_released_and_not_yet_given_count_nothing(ledger: Book) -> None:
    secure(ledger, "guarantee_person", 1_000_00, expires_on=date(2026, 11, 20))
    secure(ledger, "pledge", 1_000_00, from_on=date(2026, 12, 1))
    released = secure(ledger, "bank_guarantee", 1_000_00)
    ledger.services.securities.release(released, TODAY)
    assert total(ledger) == 0
    rows = backing.secured(ledger.store, ledger.ids["A"], TODAY).rows
    assert [each.standing for each in rows] == ["expired"]
    assert total(ledger, on=date(2026, 11, 20)) == 300_00 + 1_000_00  # the day before both were there


def test_another_currency_goes_by_the_rate_of_the_day(ledger: Book) -> None:
    secure(ledger, "bank_guarantee", 10_000_00, currency="USD")
    found = backing.secured(ledger.store, ledger.ids["A"], TODAY)
    assert (found.total, found.rows[0].standing) == (0, "no_rate")
    ledger.services.rates.add_exchange("USD", date(2026, 11, 1), "7.1")
    assert total(ledger) == 71_000_00


def test_paper_of_a_bank_that_has_ended_is_told_in_clear_words(ledger: Book) -> None:
    with pytest.raises(Invalid) as refused:
        secure(ledger, "bank_guarantee", 1_000_00, expires_on=date(2026, 11, 20))
    assert refused.value.field == "expires_on"
    assert refused.value.text == (
        "This paper ended on 2026-11-20: nothing can be claimed on it any more. Enter the new one."
    )


@pytest.mark.parametrize(
    ("more", "field"),
    [
        ({"haircut_bp": 10_001}, "haircut_bp"),
        ({"currency": "YUAN"}, "currency"),
        ({"ship_by": date(2027, 1, 2), "expires_on": date(2027, 1, 1)}, "ship_by"),
        ({"contract_id": 99}, "contract_id"),
        ({"present_days": 400}, "present_days"),
        ({"kind": "handshake"}, "kind"),
        ({"giver": " "}, "giver"),
        ({"expires_on": date(2025, 1, 1)}, "expires_on"),
        ({"value": -1}, "value"),
        ({"receivable_id": 999}, "receivable_id"),
    ],
)
def test_what_cannot_be_is_refused_at_its_field(ledger: Book, more: dict[str, Any], field: str) -> None:
    with pytest.raises(Invalid) as refused:
        secure(ledger, **{"kind": "letter_of_credit", "value": 1_000_00, **more})
    assert refused.value.field == field


def test_the_last_days_of_a_letter_of_credit(ledger: Book) -> None:
    terms: dict[str, Any] = {
        "giver": "Bank of Hamburg", "number": "LC-77", "expires_on": date(2026, 12, 20), "ship_by": date(2026, 11, 30),
        "present_days": 15, "papers": (("Commercial invoice", True), ("Bill of lading", False)),
    }  # fmt: skip
    key = secure(ledger, "letter_of_credit", 30_000_00, **terms)
    assert clocks(ledger) == [
        ("original", "2026-01-24"),
        ("credit_shipment", "2026-11-30"),
        ("security_end", "2026-12-20"),
    ]
    shipped = SecurityDraft(
        ledger.ids["A"], "letter_of_credit", date(2026, 1, 10), value=30_000_00, original_at="Safe",
        shipped_on=date(2026, 11, 18), **terms,
    )  # fmt: skip
    ledger.services.securities.update(key, shipped)
    assert clocks(ledger) == [("credit_present", "2026-12-03")]
    ledger.services.securities.claimed(key, date(2026, 11, 21))
    assert clocks(ledger) == []
    kept = ledger.services.securities.get(key)
    assert (kept.number, kept.papers) == ("LC-77", (("Commercial invoice", True), ("Bill of lading", False)))


def test_a_released_one_is_not_changed_any_more(ledger: Book) -> None:
    key = secure(ledger, "pledge", 1_000_00)
    ledger.services.securities.release(key)
    with pytest.raises(UserError, match="released already"):
        ledger.services.securities.update(key, SecurityDraft(ledger.ids["A"], "pledge", TODAY, giver="Giver"))


def test_claiming_keeps_what_else_is_known(ledger: Book) -> None:
    key = secure(ledger, "guarantee_person", 1_000_00, note="signed at the counter", receivable_id=ledger.ids["A-1"])
    Securities(ledger.store, TODAY).claimed(key, date(2026, 11, 1))
    kept = ledger.services.securities.get(key)
    assert (kept.note, kept.receivable_id, kept.acted_on) == (
        "signed at the counter",
        ledger.ids["A-1"],
        date(2026, 11, 1),
    )

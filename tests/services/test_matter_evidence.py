"""The index of evidence: what is there, what has no copy, where there are gaps."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from app.services.claims import EventDraft
from app.services.matter_evidence import Piece, index
from app.services.notices import NoticeDraft
from app.services.rules.notices import spread
from tests.book import TODAY, Book, book_fixture

__all__ = ["book_fixture"]

LEDGER = """
customer A
contract K-1 A 2026-01-05 100000
invoice A-1 A 2026-01-10 due 2026-02-09 60000
invoice A-2 A 2026-03-10 due 2026-04-09 40000
payment P-1 A 2026-02-20 10000 -> A-1
"""


def pieces(book: Book, on: date = TODAY) -> dict[str, Piece]:
    debts = [(book.ids[each], each) for each in ("A-1", "A-2")]
    return {each.item: each for each in index(book.store, book.ids["A"], "CNY", debts, on)}


def paper(folder: Path, name: str) -> Path:
    path = folder / name
    path.write_bytes(b"%PDF-1.4 a scan")
    return path


def test_gaps_are_named_until_a_copy_is_there(book: Book, tmp_path: Path) -> None:
    book.ledger(LEDGER)
    with book.store.change("receivable.correct") as change:
        change.update(
            "receivable", book.ids["A-1"], {"contract_id": book.ids["K-1"], "tax_invoice_no": "25312000000012345678"}
        )
    found = pieces(book)
    assert (found["contract"].state, found["contract"].uncopied, found["contract"].missing) == (
        "gaps",
        ("A-1",),
        ("A-2",),
    )
    assert (found["invoice"].state, found["invoice"].papers) == ("gaps", ("25312000000012345678",))
    assert (found["delivery"].state, found["statement"].state, found["reminders"].state) == ("missing",) * 3
    assert (found["order"].state, found["promises"].state, found["guarantee"].state) == ("none",) * 3
    assert (found["payments"].state, found["payments"].papers) == ("uncopied", ("2026-02-20 P-1",))

    add = book.services.attachments.add
    add(paper(tmp_path, "contract.pdf"), "contract", book.ids["K-1"], role="contract")
    add(paper(tmp_path, "all.pdf"), "customer", book.ids["A"], role="delivery_note")
    add(paper(tmp_path, "slip.pdf"), "payment", book.ids["P-1"], role="other")
    found = pieces(book)
    assert (found["contract"].files, found["contract"].missing, found["contract"].uncopied) == (
        ("contract.pdf",),
        ("A-2",),
        (),
    )
    assert (found["delivery"].state, found["delivery"].files) == ("there", ("all.pdf",))
    assert (found["payments"].state, found["payments"].is_gap) == ("there", False)


def test_a_demand_with_its_proof_is_about_its_debt(book: Book, tmp_path: Path) -> None:
    book.ledger(LEDGER)
    draft = EventDraft(
        book.ids["A"], "demand", date(2026, 5, 2), receivable_id=book.ids["A-1"], file=paper(tmp_path, "ems.pdf")
    )
    book.services.claims.add_event(draft)
    found = pieces(book)["reminders"]
    assert (found.papers, found.files, found.missing, found.state) == (("2026-05-02",), ("ems.pdf",), ("A-2",), "gaps")
    assert pieces(book, date(2026, 5, 1))["reminders"].papers == ()


def test_a_signed_repayment_agreement_is_a_written_promise_of_each_debt(book: Book, tmp_path: Path) -> None:
    book.ledger(LEDGER)
    notices = book.services.notices
    draft = NoticeDraft(
        customer_id=book.ids["A"], kind="repayment", schedule=spread(90_000_00, 3, date(2026, 12, 1)), rate_bp=435
    )
    made = notices.make(draft)
    assert pieces(book)["promises"].state == "none"
    notices.serve(made, "signed", TODAY)
    found = pieces(book)["promises"]
    assert (found.papers, found.uncopied) == (("TZ-2026-001 2026-11-21",), ("A-1", "A-2"))
    notices.serve(made, "signed", TODAY, file=paper(tmp_path, "agreement.pdf"))
    assert (pieces(book)["promises"].state, pieces(book)["promises"].files) == ("there", ("agreement.pdf",))

"""The textile exporter's story: limit request, buyer limit, declaration, overdue notice, claim pack; each step by its own day."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from pypdf import PdfReader

from app.models.errors import UserError
from app.services.claims import Claims, EventDraft
from app.services.clocks import Clocks
from app.services.documents import render
from app.services.insurance import Insurance
from app.services.insurance_drafts import BuyerLimitDraft, PolicyDraft
from app.services.insurance_drafts import EventDraft as Told
from app.services.insurance_papers import InsurancePaper, InsurancePapers, Kind
from tests.book import Book

JANUARY = date(2026, 1, 5)


@pytest.fixture(name="story")
def textile(book: Book) -> Book:
    """A buyer in the United States on 60 days; an export policy in dollars: 90 %, declared within 5 working days."""
    book.ledger("customer US1 USD net 60")
    book.services.customers.update(
        book.ids["US1"], {"country": "US", "name": "Harbor Linen Inc.", "address": "12 Pier Rd"}
    )
    insurance = Insurance(book.store, JANUARY)
    book.ids["policy"] = insurance.add_policy(
        PolicyDraft(
            insurer="Export Insurer",
            number="EX-2026",
            scope="export",
            currency="USD",
            from_on=date(2026, 1, 1),
            to_on=date(2026, 12, 31),
            cover_bp=9000,
            premium_ppm=4000,
            max_terms_days=180,
            mep_days=60,
            noa_days=30,
            noa_from="mep",
            declare_rule="workdays",
            declare_days=5,
            waiting_days=120,
            claim_days=120,
            first_loss=1_000_000,
        )
    )
    return book


def paper(story: Book, kind: Kind, on: date, language: str = "en", amount: int | None = None) -> InsurancePaper:
    return InsurancePapers(story.store, on).paper(story.ids["US1"], kind, language, amount=amount)


def told(story: Book, kind: str, on: date, number: str | None = "E-1", **more: int) -> None:
    receivable = story.ids[number] if number else None
    Insurance(story.store, on).record(Told(story.ids["policy"], kind, on, story.ids["US1"], receivable, **more))  # type: ignore[arg-type]


TWO = (
    "invoice E-1 US1 2026-01-29 due 2026-03-30 50000.00 USD @7.0\n"
    "invoice E-2 US1 2026-02-02 due 2026-04-03 50000.00 USD @7.0"
)


@pytest.fixture(name="sold")
def covered(story: Book) -> Book:
    """A buyer limit of 80,000; two shipments of 50,000 each, the first on Thursday 01-29."""
    limit = BuyerLimitDraft(story.ids["policy"], story.ids["US1"], 8_000_000, date(2026, 1, 12))
    Insurance(story.store, JANUARY).set_limit(limit)
    return story.ledger(TWO)


def reported(story: Book) -> Book:
    """Both invoices told to the insurer as not paid."""
    for number in ("E-1", "E-2"):
        told(story, "overdue_notice", date(2026, 5, 20), number)
    return story


def test_a_limit_is_asked_for_and_granted_in_part(story: Book) -> None:
    who, policy = story.ids["US1"], story.ids["policy"]
    asked = paper(story, "limit_request", JANUARY, amount=10_000_000)
    assert (asked.requested, asked.lines) == (10_000_000, ())
    Insurance(story.store, JANUARY).request_limit(policy, who, 10_000_000, JANUARY)
    Insurance(story.store, JANUARY).set_limit(BuyerLimitDraft(policy, who, 8_000_000, date(2026, 1, 12)))
    (held,) = Insurance(story.store, JANUARY).limits(who)
    assert (held.requested, held.amount) == (10_000_000, 8_000_000)


def test_shipments_are_declared_once_within_five_working_days(sold: Book) -> None:
    declared = paper(sold, "declaration", date(2026, 2, 3))
    days = [(each.invoice.number, each.by) for each in declared.lines]
    assert days == [("E-1", date(2026, 2, 5)), ("E-2", date(2026, 2, 9))]
    told(sold, "declaration", date(2026, 2, 3), None)
    with pytest.raises(UserError, match="nothing to declare"):
        paper(sold, "declaration", date(2026, 2, 4))


def test_what_is_not_paid_is_reported_in_time(sold: Book) -> None:
    """Insured 50,000 + 30,000; shipping stops 60 days after the due day, the report is due 30 days later."""
    told(sold, "declaration", date(2026, 2, 3), None)
    on = date(2026, 5, 20)
    cover = Insurance(sold.store, on).cover(sold.ids["US1"])
    assert cover is not None
    assert [each.insured for each in cover.invoices] == [5_000_000, 3_000_000]
    ends = {(row.clock.kind, row.clock.document): row.clock.ends_on for row in Clocks(sold.store, on).rows()}
    assert ends["insurance_stop", "E-1"] == date(2026, 5, 29)
    assert ends["insurance_notice", "E-1"] == date(2026, 6, 28)
    notice = paper(sold, "overdue_notice", on)
    assert [(each.invoice.number, each.days) for each in notice.lines] == [("E-1", 51), ("E-2", 47)]
    assert notice.open == 10_000_000
    told(sold, "overdue_notice", on)
    assert [each.invoice.number for each in paper(sold, "overdue_notice", on).lines] == ["E-2"]


def test_the_claim_says_what_is_missing(sold: Book, tmp_path: Path) -> None:
    """90 % of 80,000 less the deductible of 10,000; a proof of delivery of one invoice closes half of that gap."""
    told(sold, "declaration", date(2026, 2, 3), None)
    reported(sold)
    Claims(sold.store, date(2026, 5, 20)).add_event(EventDraft(sold.ids["US1"], "demand", date(2026, 4, 20)))
    on = date(2026, 8, 1)
    claim = paper(sold, "claim", on)
    assert claim.indemnity is not None
    assert claim.indemnity.amount == 6_200_000
    state = {each.item: (each.state, each.missing) for each in claim.evidence}
    assert state["transport"] == ("missing", ("E-1", "E-2"))
    assert [state[item] for item in ("reminders", "notice", "declared")] == [("noted", ())] * 3
    proof = tmp_path / "signed.pdf"
    proof.write_bytes(b"%PDF-1.4 signed")
    sold.services.attachments.add(proof, "receivable", sold.ids["E-1"], role="proof_of_delivery")
    state = {each.item: (each.state, each.missing) for each in paper(sold, "claim", on).evidence}
    assert state["delivery"] == ("partly", ("E-2",))


def test_what_the_insurer_paid_settles_the_claim(sold: Book) -> None:
    """10,000 of the deductible and what is above the limit stay with us."""
    told(sold, "declaration", date(2026, 2, 3), None)
    reported(sold)
    told(sold, "claim", date(2026, 8, 2))
    told(sold, "payout", date(2026, 11, 1), amount=6_200_000)
    done = {row.deadline.kind for row in Insurance(sold.store, date(2026, 11, 2)).deadlines() if row.done}
    assert {"declaration", "notice", "claim"} <= done


@pytest.mark.parametrize("language", ["en", "zh_CN"])
@pytest.mark.parametrize("kind", ["limit_request", "declaration", "overdue_notice", "extension", "claim"])
def test_each_paper_in_both_languages(story: Book, tmp_path: Path, kind: Kind, language: str) -> None:
    insurance = Insurance(story.store, JANUARY)
    insurance.set_limit(BuyerLimitDraft(story.ids["policy"], story.ids["US1"], 8_000_000, date(2026, 1, 12)))
    story.ledger("invoice E-1 US1 2026-01-29 due 2026-03-30 50000.00 USD @7.0")
    sheet = paper(story, kind, date(2026, 6, 1), language, amount=10_000_000)
    path = tmp_path / "paper.pdf"
    render(sheet, path, date(2026, 6, 1))
    text = "".join(page.extract_text() for page in PdfReader(path).pages)
    assert "Harbor Linen Inc." in text
    assert "EX-2026" in text
    assert ("50,000.00" if kind != "limit_request" else "$100,000.00") in text

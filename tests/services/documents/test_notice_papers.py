"""Papers of notices and of a write-off, in both languages, for a customer whose name looks like markup and fields."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader

from app import i18n
from app.services import documents
from app.services.bills import BillDraft
from app.services.letter_sheets import frozen, thawed
from app.services.letter_texts import codes
from app.services.notices import NoticeDraft
from app.services.rules.merging import Line
from app.services.rules.notices import spread
from app.services.securities import SecurityDraft
from app.services.write_offs import WriteOffDraft
from tests.book import TODAY, Book, opened

NAME = "A & B <C> $x_$ 甲 {amount}"
LEDGER = """
customer A net 30
invoice A-1 A 2022-05-01 due 2022-06-01 80000.00
invoice A-2 A 2025-08-01 due 2025-09-01 12000.00
"""
LATER = date(2026, 12, 6)
KINDS = ("suspension", "joint", "general", "refused_bill", "assignment", "set_off", "repayment")


@pytest.fixture(name="odd", scope="module")
def odd_book(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Book]:
    with opened(tmp_path_factory.mktemp("odd")) as book:
        book.ledger(LEDGER)
        with book.store.change("customer.update") as change:
            change.update("customer", book.ids["A"], {"name": NAME, "address": NAME})
        yield book


def given(book: Book, which: str) -> dict[str, Any]:
    """What each kind asks for."""
    return {
        "suspension": lambda: {
            "ground": "worse", "facts": NAME, "stopped": "Deliveries", "evidence": (NAME,), "deadline_on": LATER,
        },
        "joint": lambda: {"kind": "guarantor", "security_id": guarantee(book, joint=True), "deadline_on": LATER},
        "general": lambda: {"kind": "guarantor", "security_id": guarantee(book, joint=False), "deadline_on": LATER},
        "refused_bill": lambda: {
            "bill_id": refused(book), "proof_on": TODAY, "refused_because": NAME, "deadline_on": LATER,
        },
        "assignment": lambda: {"assignee": NAME, "assignee_account": "6222", "agreed_on": TODAY},
        "set_off": lambda: {"own_debt": 20000_00, "own_for": NAME},
        "repayment": lambda: {"schedule": spread(92000_00, 4, LATER), "rate_bp": 435, "guarantor": NAME},
    }[which]()  # fmt: skip


def guarantee(book: Book, *, joint: bool) -> int:
    draft = SecurityDraft(
        book.ids["A"],
        "guarantee_person",
        date(2022, 1, 5),
        giver=NAME,
        joint=joint,
        expires_on=date(2027, 3, 31),
        number="DB-7",
    )
    return book.services.securities.add(draft)


def refused(book: Book) -> int:
    number = f"H-{book.store.scalar('select count(*) from bill')}"
    draft = BillDraft(
        book.ids["A"], "trade", NAME, 500_00, date(2026, 9, 5), date(2026, 11, 10), number=number, parts={}
    )
    bill = book.services.bills.receive(draft)
    book.services.bills.event(bill, "presented", date(2026, 11, 12))
    book.services.bills.refuse(bill, TODAY, "no funds")
    return bill


@pytest.mark.parametrize("lang", ["zh_CN", "en"])
@pytest.mark.parametrize("which", KINDS)
def test_a_notice_says_everything_as_it_is(odd: Book, tmp_path: Path, which: str, lang: str) -> None:
    wishes = {"kind": which, **given(odd, which)}
    found = odd.services.notices.outlook(NoticeDraft(customer_id=odd.ids["A"], lang=lang, **wishes))
    assert found.lacking == ()
    text = "\n".join(part.text for part in found.sheet.parts if isinstance(part, Line))
    assert NAME in text
    assert text.replace(NAME, "").count("{") == 0  # every field has its value, and a value is never read as a field
    assert thawed(frozen(found.sheet)) == found.sheet
    path = tmp_path / "n.pdf"
    documents.render(found.sheet, path, TODAY)
    pages = PdfReader(path).pages
    printed = "".join(page.extract_text() for page in pages).replace("\n", "")
    assert NAME.replace(" ", "") in printed.replace(" ", "")
    assert ("统一" in printed or "编号" in printed) is (lang == "zh_CN")


def test_every_text_of_a_notice_comes_in_both_languages(odd: Book) -> None:
    texts = odd.services.letter_texts
    assert set(codes("notice")) == {
        "notice_assignment", "notice_guarantor_general", "notice_guarantor_joint", "notice_refused_bill", "notice_repayment",
        "notice_set_off", "notice_suspension",
    }  # fmt: skip
    for code in codes("notice"):
        title = texts.text(code, "en").splitlines()[0]
        assert title.startswith("# ") and title.isascii()


@pytest.mark.parametrize("lang", ["zh_CN", "en"])
def test_the_paper_of_a_write_off_names_what_is_not_on_file(odd: Book, tmp_path: Path, lang: str) -> None:
    part = odd.services.write_offs.open_items(odd.ids["A"])[0].instalment_id or 0
    draft = WriteOffDraft(odd.ids["A"], {part: 80000_00}, "three_years", NAME)
    path = odd.services.write_offs.proposal(draft, tmp_path / "papers", lang)
    assert ("Write-off" in path.name) == (lang == "en")
    printed = "".join(page.extract_text() for page in PdfReader(path).pages).replace("\n", "")
    assert "80,000.00" in printed
    assert NAME.replace(" ", "") in printed.replace(" ", "")
    with i18n.speaking(lang):
        assert i18n._("PROPOSAL") in printed
        assert i18n._("Special report on the loss") in printed

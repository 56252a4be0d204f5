"""The company: what stands on papers and what the rules about small firms ask for."""

from __future__ import annotations

from datetime import date

import pytest

from app.i18n import speaking
from app.models.errors import Invalid
from app.services import company
from app.services.matter_drafts import MatterDraft
from app.services.notice_drafts import NoticeDraft
from app.services.review_sheet import from_json, to_json
from app.services.statement_drawing import StatementDraft
from tests.book import Book
from tests.letters import letter, owe, words


def test_what_the_rules_ask_for_is_kept(book: Book) -> None:
    company.update(book.store, {"size_class": "small", "sme_declared": True, "annual_sales": 800_000_000})
    found = company.of(book.store)
    assert (found.size_class, found.sme_declared, found.annual_sales) == ("small", True, 800_000_000)
    assert found.name == "Test & Co"


def test_bank_account_is_kept_once(book: Book) -> None:
    company.update(book.store, {"bank": "Sample Bank Wuxi", "account_no": "6222 0000"})
    company.update(book.store, {"bank": "Sample Bank Wuxi", "account_no": "6222 0001"})
    account = company.account(book.store)
    assert account is not None and (account.bank, account.number, account.currency) == (
        "Sample Bank Wuxi",
        "6222 0001",
        "CNY",
    )
    assert book.store.scalar("select count(*) from company_account") == 1


@pytest.mark.parametrize(("bank", "number", "field"), [("Sample Bank", "", "account_no"), ("", "6222", "bank")])
def test_half_an_account_is_refused(book: Book, bank: str, number: str, field: str) -> None:
    with pytest.raises(Invalid) as refused:
        company.update(book.store, {"bank": bank, "account_no": number})
    assert refused.value.field == field
    assert company.account(book.store) is None


def test_size_is_one_of_the_list(book: Book) -> None:
    with pytest.raises(Invalid, match="listed sizes"):
        company.update(book.store, {"size_class": "huge"})


def test_english_papers_bear_the_english_name(book: Book) -> None:
    """Letters, statements, notices and the lawyer's pack; the Chinese ones bear the other, and with one name all bear that."""
    owe(book)
    assert {heads(book, lang) for lang in ("en", "zh_CN")} == {("Test & Co",) * 5}
    company.update(book.store, {"name_en": "Test (Wuxi) Ltd"})
    assert heads(book, "en") == ("Test (Wuxi) Ltd",) * 5
    assert heads(book, "zh_CN") == ("Test & Co",) * 5
    text = words(book, letter(book, 2, "en"))
    assert "To Test (Wuxi) Ltd: we confirm that we owe you" in text
    assert "Test & Co" not in text
    company.update(book.store, {"name_en": ""})
    assert heads(book, "en") == ("Test & Co",) * 5


def heads(book: Book, lang: str) -> tuple[str, ...]:
    who, services = book.ids["A"], book.services
    draft = StatementDraft(who, date(2026, 9, 1), date(2026, 10, 31), language=lang)
    notice = services.notices.outlook(NoticeDraft(customer_id=who, kind="assignment", lang=lang, assignee="B")).sheet
    matters = services.matters.of_customer(who)
    matter = matters[0].id if matters else services.matters.open(MatterDraft(who, (book.ids["I-1"],)))
    pack = services.matter_papers.paper(matter, language=lang)
    assert pack.letter is not None
    sheets = (letter(book, 1, lang), services.statements.drawn(draft), notice, pack, pack.letter)
    return tuple(each.company.name for each in sheets)


def test_the_sheet_of_a_review_is_the_same_whatever_the_window_speaks(book: Book) -> None:
    """It is kept and marked when it is decided; the paper names the firm in its own language, from what was kept."""
    book.ledger("customer A net 30")
    company.update(book.store, {"name_en": "Test (Wuxi) Ltd"})
    with speaking("zh_CN"):
        chinese = book.services.reviews.preview(book.ids["A"])
    with speaking("en"):
        english = book.services.reviews.preview(book.ids["A"])
    assert english.mark == chinese.mark
    kept = from_json(to_json(english))
    assert [kept.head.called(each) for each in ("en", "zh_CN")] == ["Test (Wuxi) Ltd", company.of(book.store).name]

"""The company: what stands on papers and what the rules about small firms ask for."""

from __future__ import annotations

import pytest

from app.models.errors import Invalid
from app.services import company
from tests.book import Book


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

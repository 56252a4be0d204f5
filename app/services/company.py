"""The company whose book this is."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from app.i18n import _
from app.models import book
from app.models.book import Account, Company
from app.models.errors import Invalid
from app.models.store import Store
from app.services import checks
from app.services.statement_sheets import Party

LONGEST: Final = {"name": 200, "name_en": 200, "phone": 60, "address": 300, "registration_no": 40}
SIZES: Final = (None, "micro", "small", "medium", "large")
AMOUNTS: Final = ("annual_sales", "own_equity")
ACCOUNT: Final = {"bank": 100, "account_no": 60}


def of(store: Store) -> Company:
    return book.company(store)


def party(found: Company, language: str) -> Party:
    """As the head of a paper in a language names it."""
    return Party(found.called(language), found.registration_no, found.address, found.phone)


def account(store: Store) -> Account | None:
    """The bank account that papers name first."""
    return next(iter(book.accounts(store)), None)


def update(store: Store, draft: Mapping[str, Any]) -> None:
    """Sets {name, name_en, phone, address, registration_no, size_class, sme_declared, annual_sales, own_equity, bank, account_no} where
    named. `annual_sales` and `own_equity` in minor units of the book's currency. Raises Invalid.
    """
    known = of(store)
    values = {**_texts(draft), **_facts(draft)}
    changed = {field: value for field, value in values.items() if value != getattr(known, field)}
    bank = _account(store, draft)
    if changed or bank:
        with store.change("company.update") as change:
            book.update_company(change, changed)
            if bank:
                book.set_account(change, account(store), bank)


def _texts(draft: Mapping[str, Any]) -> dict[str, Any]:
    return {
        field: checks.text(field, draft[field], required=field == "name", longest=longest)
        for field, longest in LONGEST.items()
        if field in draft
    }


def _facts(draft: Mapping[str, Any]) -> dict[str, Any]:
    facts = {field: draft[field] for field in ("size_class", "sme_declared", *AMOUNTS) if field in draft}
    if facts.get("size_class") not in SIZES:
        raise Invalid("size_class", _("Choose one of the listed sizes."))
    if "sme_declared" in facts:
        facts["sme_declared"] = int(facts["sme_declared"])
    for field in AMOUNTS:
        if facts.get(field):
            checks.amount(field, facts[field])
    return facts


def _account(store: Store, draft: Mapping[str, Any]) -> dict[str, Any]:
    """What of the bank account is new; both parts are needed."""
    if not ACCOUNT.keys() <= draft.keys():
        return {}
    bank, number = (checks.text(field, draft[field], longest=longest) for field, longest in ACCOUNT.items())
    known = account(store)
    if (bank, number) == ((known.bank, known.number) if known else (None, None)) or not (bank or number):
        return {}
    if not bank or not number:
        raise Invalid("account_no" if bank else "bank", _("This is needed. Fill it in."))
    return {"bank": bank, "number": number, "currency": of(store).currency}

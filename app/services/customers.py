"""Customers: adding, changing, finding, their contacts, terms and limits."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any, Final, Literal

from app.i18n import _, ngettext
from app.models import book, customers, limits
from app.models.change import Change
from app.models.customers import Contact, Customer, Terms
from app.models.errors import Invalid, UserError
from app.models.limits import NewLimit
from app.models.store import Store
from app.services import checks
from app.services.search_key import search_key, squeeze

TEXTS: Final = {
    "short_name": 60,
    "registration_no": 40,
    "country": 40,
    "region": 80,
    "industry": 80,
    "size_class": 20,
    "address": 300,
    "phone": 60,
    "email": 120,
    "note": 2000,
}
CODE_LENGTH: Final = 18  # of a unified social credit code
LONGEST_TERMS: Final = 3650  # days
LARGEST_DISCOUNT: Final = 5000  # hundredths of a per cent
ROLES: Final = ("customer", "supplier", "partner")  # all of them are scored alike
# Endings that two spellings of one company differ in.
ENDINGS: Final = ("有限责任公司", "股份有限公司", "有限公司")


@dataclass(frozen=True, slots=True)
class Hit:
    """A customer found by the search box; `owes` in minor units of the book's currency."""

    id: int
    code: str
    name: str
    phone: str | None
    owes: int


@dataclass(frozen=True, slots=True)
class LimitDraft:
    """A limit: state "set" with an amount (0 = cash before shipping) or "unlimited"."""

    state: Literal["set", "unlimited"]
    amount: int = 0


def _role(given: Any) -> str:
    role = str(given or ROLES[0])
    if role not in ROLES:
        raise Invalid("role", _("Choose one of the listed kinds."))
    return role


def plain_name(name: str) -> str:
    """A name without brackets, blanks and the company ending: what two spellings of one firm have in common."""
    text = "".join(c for c in unicodedata.normalize("NFKC", name).lower() if c not in "()（）[]【】 ·.,，。-")
    return next((text[: -len(ending)] for ending in ENDINGS if text.endswith(ending)), text)


def credit_code(text: str) -> str:
    """A registration code as it is kept: half-width, upper case, without blanks."""
    return "".join(unicodedata.normalize("NFKC", text).split()).upper()


def credit_code_remark(text: str) -> str:
    """What is odd about a unified social credit code typed so far, "" when nothing is. Never a reason to refuse it.

    Source of the check digit: GB 32100-2015, the eighteenth sign.
    """
    code = credit_code(text)
    missing = CODE_LENGTH - len(code)
    if not code.isascii() or not code.isalnum():
        return _("Such a code has only figures and letters. Please check it.")
    if missing > 0:
        return ngettext("{count} more to go.", "{count} more to go.", missing)
    if missing < 0:
        return ngettext("{count} sign too many.", "{count} signs too many.", -missing)
    from stdnum.cn import uscc

    odd = next((sign for sign in code if sign in "IOSVZ"), "")
    if odd:
        return _("“{sign}” does not occur in such a code. Please check it.").format(sign=odd)
    if uscc.calc_check_digit(code[:-1]) != code[-1]:
        return _("The 18th sign does not fit the others. Please check the code.")
    return ""


class Customers:
    """The customers of the book."""

    def __init__(self, store: Store, today: date) -> None:
        self._store = store
        self._today = today

    def add(self, draft: Mapping[str, Any]) -> int:
        """A new customer from {name, code?, short_name?, phone?, terms_days?, limit?: LimitDraft, currency?, ...}; returns its id."""
        row = self._row(draft, None)
        with self._store.change("customer.add") as change:
            customer_id = customers.insert(change, row)
            self._set_group(change, customer_id, draft)
            self._set_dated(change, customer_id, draft)
            return customer_id

    def update(self, customer_id: int, draft: Mapping[str, Any]) -> None:
        """Sets the fields named in the draft; terms and limit are valid from today."""
        row = self._row(draft, self.get(customer_id))
        with self._store.change("customer.update") as change:
            customers.update(change, customer_id, row)
            self._set_group(change, customer_id, draft)
            self._set_dated(change, customer_id, draft)

    def get(self, customer_id: int) -> Customer:
        return checks.customer(self._store, customer_id, self._today)

    def by_code(self, code: str) -> Customer:
        """The customer with this code, or the only one with this name. Raises UserError when there is none."""
        known = customers.id_of_code(self._store, code)
        if known is None:
            same = [row[0] for row in customers.names(self._store) if code in row[2:4]]
            known = same[0] if len(same) == 1 else None
        if known is None:
            raise UserError(_("There is no customer “{code}”. Check the code or the name.").format(code=code))
        return self.get(known)

    def contacts(self, customer_id: int) -> list[Contact]:
        return customers.contacts(self._store, customer_id)

    def terms_history(self, customer_id: int) -> list[tuple[date, Terms]]:
        """(first day, terms), the newest first."""
        return customers.terms_history(self._store, customer_id)

    def add_contact(self, customer_id: int, draft: Mapping[str, Any]) -> int:
        """A contact person from {name, role?, phone?, email?, wechat?, receives_goods?, quiet?}."""
        row = _contact(draft)
        with self._store.change("contact.add") as change:
            return customers.insert_contact(change, {"customer_id": customer_id, **row})

    def update_contact(self, contact_id: int, draft: Mapping[str, Any]) -> None:
        """The same of a known one; `left` = no longer with the customer: kept on old papers, offered no more."""
        row = _contact(draft)
        if draft.get("left"):
            row["left_on"] = self._today.isoformat()
        with self._store.change("contact.person") as change:
            customers.update_contact(change, contact_id, row)

    def archive(self, customer_id: int) -> None:
        """No more dealings; the record stays."""
        with self._store.change("customer.archive") as change:
            customers.update(change, customer_id, {"archived_on": self._today.isoformat()})

    def search(self, text: str, limit: int = 20) -> list[Hit]:
        """By name, short name, pinyin, initials, code or phone digits; best first."""
        return [Hit(*row) for row in customers.search(self._store, squeeze(text), limit)]

    def similar(self, name: str, *, but: int | None = None) -> list[Customer]:
        """Customers whose name differs only in brackets, blanks or the company ending."""
        wanted = plain_name(name)
        same = [
            row[0] for row in customers.names(self._store) if wanted and row[0] != but and plain_name(row[2]) == wanted
        ]
        return [self.get(customer_id) for customer_id in same[:5]]

    def registered(self, code: str, *, but: int | None = None) -> tuple[int, str] | None:
        """(id, name) of another customer with this registration code; None when there is none."""
        found = customers.registered(self._store, credit_code(code)) if code.strip() else []
        return next((each for each in found if each[0] != but), None)

    def _row(self, draft: Mapping[str, Any], known: Customer | None) -> dict[str, Any]:
        """The columns to write, checked; a new customer gets a code and the book's currency."""
        row: dict[str, Any] = {
            field: checks.text(field, draft.get(field), longest=most) for field, most in TEXTS.items() if field in draft
        }
        if known is None or "name" in draft:
            row["name"] = checks.text("name", draft.get("name"), required=True, longest=200)
        if known is None or draft.get("code"):
            row["code"] = self._free_code(draft.get("code"), known)
        if known is None or draft.get("currency"):
            row["currency"] = checks.currency("currency", draft.get("currency") or book.company(self._store).currency)
        for field in ("since", "founded"):
            if draft.get(field):
                row[field] = checks.day(field, draft[field]).isoformat()
        if "role" in draft:
            row["role"] = _role(draft["role"])
        row |= {field: draft[field] for field in ("owner_id", "deputy_id") if field in draft}
        if row.get("deputy_id") is not None and row["deputy_id"] == row.get("owner_id"):
            raise Invalid("deputy_id", _("The deputy is somebody else than the salesperson. Choose another person."))
        if "public_body" in draft:
            row["public_body"] = int(bool(draft["public_body"]))
        if {"name", "short_name", "code"} & set(row):
            row["search_key"] = self._key(row, known)
        return row

    def _free_code(self, given: str | None, known: Customer | None) -> str:
        code = checks.text("code", given, longest=60) or customers.next_code(self._store)
        other = customers.id_of_code(self._store, code)
        if other is not None and (known is None or other != known.id):
            raise Invalid(
                "code",
                _("“{code}” is the code of “{name}”. Use another code.").format(code=code, name=self.get(other).name),
            )
        return code

    def _key(self, row: Mapping[str, Any], known: Customer | None) -> str:
        return search_key(*(row.get(field, getattr(known, field, None)) for field in ("name", "short_name", "code")))

    @staticmethod
    def _set_group(change: Change, customer_id: int, draft: Mapping[str, Any]) -> None:
        """Into the group of that name, made when it is new; out of any where the name is empty."""
        if "group" in draft:
            name = checks.text("group", draft["group"], longest=80)
            customers.update(change, customer_id, {"group_id": customers.group_named(change, name) if name else None})

    def _terms(self, customer_id: int, draft: Mapping[str, Any]) -> dict[str, Any]:
        """The terms in force with what the draft changes: {terms_days?, early_discount_bp?, early_days?}, or all: {terms?}."""
        if draft.get("terms") is not None:
            return whole_terms(draft["terms"])
        known = customers.terms_on(self._store, customer_id, self._today)
        row: dict[str, Any] = asdict(known) if known else {"basis": "net", "days": 0}
        if draft.get("terms_days") is not None:
            days = checks.whole("terms_days", draft["terms_days"], LONGEST_TERMS)
            row |= {"basis": "net" if days else "cash", "days": days, "day_of_month": None}
        if "early_discount_bp" in draft:
            off = checks.whole("early_discount_bp", draft["early_discount_bp"] or 0, LARGEST_DISCOUNT) or None
            days = checks.whole("early_days", draft.get("early_days") or 0, LONGEST_TERMS)
            row |= {"early_discount_bp": off, "early_days": days if off else None}
        return row

    def _set_dated(self, change: Change, customer_id: int, draft: Mapping[str, Any]) -> None:
        today = self._today.isoformat()
        if draft.get("terms_days") is not None or draft.get("terms") is not None or "early_discount_bp" in draft:
            customers.set_terms(change, customer_id, today, self._terms(customer_id, draft))
        limit: LimitDraft | None = draft.get("limit")
        if limit is not None:
            amount, currency = checks.limit("limit", limit.amount), self.get(customer_id).currency
            limits.put_standing(change, NewLimit(customer_id, limit.state, amount, currency, self._today))


def whole_terms(terms: Terms) -> dict[str, Any]:
    """The columns of terms given as a whole, checked. Raises Invalid."""
    if terms.basis not in ("net", "eom", "eom_day", "cash"):
        raise Invalid("terms_basis", _("Choose one of the listed payment terms."))
    if terms.basis == "eom_day" and not 1 <= (terms.day_of_month or 0) <= 31:
        raise Invalid("terms_day", _("A day of the month is from 1 to 31; 31 means its last day."))
    days = checks.whole("terms_days", terms.days, LONGEST_TERMS)
    off = checks.whole("early_discount_bp", terms.early_discount_bp or 0, LARGEST_DISCOUNT)
    early = checks.whole("early_days", terms.early_days or 0, LONGEST_TERMS)
    basis = "cash" if terms.basis == "net" and not days else terms.basis
    found = {"basis": basis, "days": days, "day_of_month": terms.day_of_month if basis == "eom_day" else None}
    return {**found, "early_discount_bp": off or None, "early_days": early if off else None}


def _contact(draft: Mapping[str, Any]) -> dict[str, str | int | None]:
    """The columns of a contact person."""
    name = checks.text("name", draft.get("name"), required=True, longest=80)
    texts = {field: checks.text(field, draft.get(field), longest=120) for field in ("role", "phone", "email", "wechat")}
    ticks = {field: int(bool(draft.get(field))) for field in ("receives_goods", "quiet")}
    return {"name": name, "search_key": search_key(name or ""), **texts, **ticks}

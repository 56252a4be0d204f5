"""The kinds of table that import takes: their columns, the headings each goes by, the words of its choices.

All of it is data: `resources/templates/import_columns.json`.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final

from app.i18n import _, mark
from app.machine import resources
from app.services.credit_wording import LINES
from app.services.imports.headings import plain

KINDS: Final = ("invoices", "payments", "customers", "contacts", "contracts", "financials")

LABELS: Final = {
    **LINES,
    "address": mark("Address"),
    "amount": mark("Amount"),
    "audited": mark("How far checked"),
    "amount_in": mark("Money in"),
    "amount_out": mark("Money out"),
    "applies_to": mark("Applied to"),
    "balance": mark("Balance"),
    "bill_acceptor": mark("Acceptor of the draft"),
    "bill_due": mark("Draft due on"),
    "bill_no": mark("Draft no."),
    "bill_status": mark("What became of the draft"),
    "code": mark("Customer no."),
    "contact": mark("Contact person"),
    "contract": mark("Contract no."),
    "country": mark("Country"),
    "credit_limit": mark("Credit limit"),
    "currency": mark("Currency"),
    "custom_goods": mark("Made to order"),
    "customer": mark("Customer"),
    "customer_name": mark("Customer name"),
    "date": mark("Date received"),
    "deposit": mark("Earnest money"),
    "detail": mark("More words"),
    "direction": mark("In or out"),
    "disputed": mark("Disputed"),
    "disputed_amount": mark("Disputed amount"),
    "due_date": mark("Due date"),
    "early_days": mark("Discount days"),
    "early_discount": mark("Early payment discount %"),
    "email": mark("Email"),
    "end": mark("Ends on"),
    "flow": mark("In or out"),
    "group": mark("Group"),
    "industry": mark("Industry"),
    "instalments": mark("Payment plan"),
    "issue_date": mark("Transaction date"),
    "kind": mark("Type"),
    "margin": mark("Margin"),
    "method": mark("Method"),
    "months": mark("Months"),
    "name": mark("Name"),
    "note": mark("Note"),
    "number": mark("Receivable no."),
    "opinion": mark("Opinion of the auditor"),
    "order_no": mark("Order no."),
    "owner": mark("Salesperson"),
    "payer": mark("Payer name"),
    "payer_account": mark("Payer account"),
    "penalty_per_day": mark("Penalty a day"),
    "period_end": mark("Period until"),
    "phone": mark("Phone"),
    "prepay_share": mark("Prepayment %"),
    "product_line": mark("Product line"),
    "profit_before_tax": mark("Profit before tax"),
    "purpose": mark("Purpose of the money"),
    "rate": mark("Exchange rate"),
    "received_on": mark("Known since"),
    "reference": mark("Reference"),
    "refund_of": mark("Paid back from"),
    "region": mark("Region"),
    "registration_no": mark("Unified social credit code"),
    "returns": mark("Return of"),
    "role": mark("Position"),
    "short_name": mark("Short name"),
    "signed_on": mark("Date signed"),
    "since": mark("Customer since"),
    "size": mark("Size"),
    "start": mark("Begins on"),
    "state": mark("Status"),
    "status": mark("Status"),
    "tax_invoice_no": mark("Number of the tax invoice"),
    "terms_basis": mark("Terms basis"),
    "terms_day": mark("Day of the month"),
    "terms_days": mark("Payment terms"),
    "text": mark("Description"),
    "title": mark("Title"),
    "type": mark("Kind of entry"),
    "unit": mark("Unit"),
    "wechat": mark("WeChat"),
}


def label(kind: str, field: str) -> str:
    """What people call a column of a kind, in the language in use."""
    numbers = {"payments": mark("Payment no."), "contracts": mark("Contract no.")}
    return _(numbers[kind]) if field == "number" and kind in numbers else _(LABELS[field])


@dataclass(frozen=True, slots=True)
class Field:
    """One canonical column. `ranks`: plain heading -> how good a name it is (0 the best); `weak` names come last."""

    name: str
    type: str
    required: bool
    ranks: dict[str, int]
    weak: dict[str, int]


@dataclass(frozen=True, slots=True)
class Choice:
    """Plain word -> value; `otherwise` is taken for an unknown word, None refuses it."""

    words: dict[str, str]
    otherwise: str | None


@lru_cache(1)
def document() -> dict[str, Any]:
    """The data as it stands in the file."""
    text = (resources() / "templates" / "import_columns.json").read_text("utf-8")
    loaded: dict[str, Any] = json.loads(text)
    return loaded


@lru_cache
def fields(kind: str) -> tuple[Field, ...]:
    """The columns of a kind, the most important first; raises KeyError for a kind that is none."""
    return tuple(_field(name, told) for name, told in document()["kinds"][kind].items())


def _field(name: str, told: dict[str, Any]) -> Field:
    names = told["names"] if plain(name) in map(plain, told["names"]) else [name, *told["names"]]
    return Field(name, told["type"], told.get("required", False), _ranks(names), _ranks(told.get("weak", [])))


def _ranks(names: list[str]) -> dict[str, int]:
    ranks: dict[str, int] = {}
    for rank, name in enumerate(names):
        ranks.setdefault(plain(name), rank)
    return ranks


@lru_cache
def choice(name: str) -> Choice:
    """The words of a field of type "choice"."""
    told = document()["choices"][name]
    words = {plain(word): value for value, given in told["options"].items() for word in given}
    return Choice(words, told.get("otherwise"))

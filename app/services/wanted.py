"""What a sum of money is to settle: worked out before anything is written, refused with the field it is about."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from app.i18n import _
from app.models import payments, receivables
from app.models.change import Change
from app.models.errors import Invalid
from app.models.receivables import OpenItem
from app.models.store import Store
from app.services import settling
from app.services.rules import allocation
from app.services.rules.allocation import Debt, Split
from app.services.settling import Document

Mode = Literal["oldest", "pro_rata"]
Across = Mapping[int, tuple[int, int]]


def debts_of(items: list[OpenItem], currency: str) -> list[Debt]:
    """The open instalments that a payment of that currency can settle."""
    return [
        Debt(item.instalment_id, item.due_on, item.issued_on, item.open)
        for item in items
        if item.instalment_id is not None and item.currency == currency
    ]


@dataclass(frozen=True, slots=True)
class Wanted:
    """What goes where: instalments of the money's own currency, and (instalment, money, settled there) of another."""

    split: Split
    across: tuple[tuple[int, int, int], ...] = ()

    def __bool__(self) -> bool:
        return bool(self.split.parts or self.across)

    def settle(self, change: Change, source: Document, on: date) -> None:
        settling.settle(change, source, self.split, on)
        for instalment_id, money, settled in self.across:
            day = max(on, settling.free_from(change.store, instalment_id))
            taken = (money, settling.base_of(change.store, source, money))
            settling.allocate(change, source, ("instalment_id", instalment_id), settled, day, taken)


@dataclass(frozen=True, slots=True)
class Funds:
    """What is to be applied: minor units of `currency`; an advance of a contract settles the contract's own first.

    `own_only`: nothing but the contract's own is settled unless it is named.
    """

    customer_id: int
    currency: str
    amount: int
    contract_id: int | None = None
    own_only: bool = False


def wanted(
    store: Store,
    funds: Funds,
    parts: Mapping[int, int] | None = None,
    mode: Mode = "oldest",
    across: Across | None = None,
) -> Wanted:
    """What is open after everything entered, so that nothing is settled twice by a payment dated earlier. Raises Invalid."""
    items = receivables.open_items(store, funds.customer_id, date.max)
    crossing = _across(items, funds.currency, across or {})
    rest = funds.amount - sum(each[1] for each in crossing)
    if rest < 0:
        raise Invalid("across", _("More is applied than was received."))
    debts = debts_of(items, funds.currency)
    split = _by_rule(store, funds, rest, debts, mode) if parts is None else _chosen(rest, debts, parts)
    return Wanted(split, crossing)


def _by_rule(store: Store, funds: Funds, rest: int, debts: list[Debt], mode: Mode) -> Split:
    rule = allocation.pro_rata if mode == "pro_rata" else allocation.oldest_first
    own_ids = payments.contract_instalments(store, funds.contract_id) if funds.contract_id else set()
    own = rule(rest, [debt for debt in debts if debt.id in own_ids])
    others = rule(own.rest, [] if funds.own_only else [debt for debt in debts if debt.id not in own_ids])
    return Split((*own.parts, *others.parts), others.rest)


def _chosen(amount: int, debts: list[Debt], parts: Mapping[int, int]) -> Split:
    reasons = {
        "negative": _("An amount to apply cannot be below zero."),
        "unknown": _("One of the receivables is settled already or is in another currency. Choose again."),
        "too_much": _("More is applied to a receivable than is open on it."),
        "not_enough": _("More is applied than was received."),
    }
    try:
        return allocation.chosen(amount, debts, parts)
    except ValueError as problem:
        raise Invalid("parts", reasons[str(problem)]) from problem


def _across(items: list[OpenItem], currency: str, across: Across) -> tuple[tuple[int, int, int], ...]:
    opens = {item.instalment_id: item for item in items if item.instalment_id is not None}
    for instalment_id, (money, settled) in across.items():
        item = opens.get(instalment_id)
        if item is None or item.currency == currency:
            raise Invalid("across", _("One of the receivables is settled already or is in the payment's own currency."))
        if money <= 0 or settled <= 0:
            raise Invalid("across", _("Enter both amounts: what was paid and what it settles, each above zero."))
        if settled > item.open:
            raise Invalid("across", _("More is applied to a receivable than is open on it."))
    return tuple((instalment_id, *amounts) for instalment_id, amounts in across.items())

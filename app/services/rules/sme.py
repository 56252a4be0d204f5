"""保障中小企业款项支付条例 (国令802号, in force 2025-06-01): may this buyer pay like this?

Only where a small or medium seller sells to a public body or a large firm (arts 2, 3), by their size on the day of the
contract. Days are counted from the document's day, which stands for delivery or acceptance (arts 9, 10).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final, Literal

IN_FORCE: Final = date(2025, 6, 1)
SME: Final = frozenset({"micro", "small", "medium"})
PUBLIC_DAYS: Final = 30  # art 9 ¶1: without agreement
LONGEST_DAYS: Final = 60  # art 9: agreed at most (public body); from delivery (large firm)

Buyer = Literal["public", "large", "other", "unknown"]


@dataclass(frozen=True, slots=True)
class Sale:
    """One instalment with what the rule asks about it; amounts in minor units, `open` without the disputed part."""

    buyer: Buyer
    seller_size: str | None
    issued_on: date
    due_on: date | None
    open: int
    disputed: int
    overdue_days: int
    pay_when_paid: bool
    paid_by_bill: bool
    told: bool


@dataclass(frozen=True, slots=True)
class Finding:
    """`code` names the sentence, `article` the rule; `severity` 1 look at it, 2 against the text."""

    code: str
    article: str
    severity: int


def buyer_of(*, public_body: bool, size: str | None) -> Buyer:
    """By what is known; a firm of unknown size is unknown, never taken for large (M2, rule 10)."""
    if public_body:
        return "public"
    if size == "large":
        return "large"
    return "other" if size in SME else "unknown"


def applies(sale: Sale) -> bool:
    """Whether buyer and seller are those of the regulation."""
    return sale.buyer in ("public", "large") and sale.seller_size in SME


def agreed_days(sale: Sale) -> int | None:
    return (sale.due_on - sale.issued_on).days if sale.due_on else None


def findings(sale: Sale) -> tuple[Finding, ...]:
    """What is to be looked at, the gravest first; nothing where the regulation does not apply."""
    if not applies(sale):
        return ()
    found = [*_terms(sale)]
    if sale.pay_when_paid:
        found.append(Finding("pay_when_paid", "9", 2))
    if sale.overdue_days and sale.open:
        found.append(Finding("overdue", "17", 2))
        if not sale.told:
            found.append(Finding("not_told", "3", 1))
        if sale.disputed:
            found.append(Finding("undisputed_part", "15", 2))
    if sale.paid_by_bill:
        found.append(Finding("bill", "11", 1))
    return tuple(sorted(found, key=lambda each: -each.severity))


def _terms(sale: Sale) -> list[Finding]:
    days = agreed_days(sale)
    # Before, a large firm only had to agree what was reasonable; a public body had the same 60 days (国令728号).
    if days is None or (sale.buyer == "large" and sale.issued_on < IN_FORCE):
        return []
    if days > LONGEST_DAYS:
        # A large firm may agree longer terms where the trade does and they are reasonable: that is to be looked at.
        return [Finding("terms_too_long", "9", 2 if sale.buyer == "public" else 1)]
    return [Finding("terms_above_30", "9", 1)] if sale.buyer == "public" and days > PUBLIC_DAYS else []

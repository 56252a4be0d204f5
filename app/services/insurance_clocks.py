"""The last days of insurance policies as clocks: declare, stop shipping, report, claim, and the end of a buyer limit."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date
from typing import Final

from app.models import book, insurance
from app.models.dates import add_days
from app.models.store import Store
from app.services import insurance_cover
from app.services.insurance_cover import Cover, Rates
from app.services.rules.clocks import Clock, alarm

KINDS: Final = {
    "declaration": "insurance_declare",
    "stop": "insurance_stop",
    "notice": "insurance_notice",
    "claim": "insurance_claim",
}
LIMIT_END: Final = "insurance_limit"


def clocks(store: Store, on: date, customer_id: int | None = None) -> Iterator[tuple[Clock, int]]:
    """Those still to be done, each with what is open of its debt in the book's currency (0 where no rate is known)."""
    who = insurance.insured_customers(store) if customer_id is None else [customer_id]
    rates = Rates(store, book.company(store).currency, on)
    for each in insurance_cover.covers(store, who, on):
        yield from _of_debts(rates, each)
        yield from _of_limit(each)


def last_days(store: Store, on: date, customers: Collection[int]) -> Iterator[tuple[int, date]]:
    """(customer, day) by which an overdue debt of each must be reported or claimed."""
    who = [each for each in insurance.insured_customers(store) if each in customers]
    for cover in insurance_cover.covers(store, who, on):
        for each in cover.deadlines:
            if each.kind in ("notice", "claim") and each.open():
                yield cover.customer_id, each.on


def _of_debts(rates: Rates, cover: Cover) -> Iterator[tuple[Clock, int]]:
    """The nearest of each kind of every receivable, whatever its instalments."""
    told = set()
    for each in cover.deadlines:
        key = (each.kind, each.item.receivable_id)
        if each.open() and key not in told:
            told.add(key)
            kind, source = KINDS[each.kind], ("receivable", each.item.receivable_id)
            ends = alarm(kind, each.on, cover.on)
            clock = Clock(kind, cover.customer_id, each.item.number, each.on, "policy_days", source, ends)
            yield clock, rates.own(each.amount, cover.currency) or 0


def _of_limit(cover: Cover) -> Iterator[tuple[Clock, int]]:
    """The last day of the limit in force, or of its policy where that comes sooner."""
    if not cover.in_force:
        return
    until = cover.buyer_limit.until
    last = min(cover.policy.ends_on, add_days(until, -1)) if until else cover.policy.ends_on
    source = ("buyer_limit", cover.buyer_limit.id)
    document = cover.policy.number
    yield (
        Clock(LIMIT_END, cover.customer_id, document, last, "policy_days", source, alarm(LIMIT_END, last, cover.on)),
        0,
    )

"""The receivable that goods make when they leave: what was to come first is due at once, the rest by the plan; what came
for the contract or deal is applied to it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Final

from app.models import payments as money
from app.models import prepaid, receivables
from app.models.change import Change
from app.models.plans import PlanLine
from app.models.store import Store
from app.services import settling
from app.services.receivables import ReceivableDraft, Receivables
from app.services.rules import allocation, payment_plan
from app.services.rules.allocation import Debt
from app.services.rules.instalments import Line
from app.services.sold import Sold, rate_of

UNKNOWN_TERMS: Final = 0  # days after acceptance where the customer has no terms yet


def make(change: Change, receivables_: Receivables, sold: Sold, amount: int, on: date) -> int:
    """Writes the receivable of a batch and applies what came before; returns its id."""
    parts = payment_plan.batch(sold.lines, sold.left_before, amount)
    draft = ReceivableDraft(
        sold.customer_id, amount, on, currency=sold.currency, rate=rate_of(change.store, sold, on), contract_id=sold.contract_id,
        description=sold.title, lines=lines_of(parts, on, receivables_.due_by_terms(sold.customer_id, on)),
    )  # fmt: skip
    made = receivables_.write(change, draft)
    apply(change, sold, made, on, whole=amount >= sold.left)
    return made


def lines_of(parts: Sequence[PlanLine], on: date, by_terms: date | None) -> tuple[Line, ...]:
    """What was to come before the goods is one instalment, due that day; the others in the order of the plan."""
    first = sum(each.amount for each in parts if each.is_before)
    accepted = any(each.node == "acceptance" for each in parts)
    later = [_line(each, on, by_terms, accepted) for each in parts if not each.is_before and each.amount]
    return (*([Line(amount=first, basis="on", on=on)] if first else []), *later)


def _line(part: PlanLine, on: date, by_terms: date | None, accepted: bool) -> Line:
    if part.fixed_on is not None:
        return Line(amount=part.amount, basis="on", on=part.fixed_on, retention=part.node == "retention")
    if part.node == "retention":
        days = payment_plan.RETENTION_DAYS if part.days_after is None else part.days_after
        return Line(amount=part.amount, basis="acceptance" if accepted else "net", days=days, retention=True)
    if part.node == "acceptance":
        # The terms give a day for each day of issue; waiting for acceptance, as many days as they give now.
        terms = (by_terms - on).days if by_terms else UNKNOWN_TERMS
        return Line(amount=part.amount, basis="acceptance", days=terms if part.days_after is None else part.days_after)
    if part.days_after is None:
        return Line(amount=part.amount)
    return Line(amount=part.amount, basis="net", days=part.days_after)


def apply(change: Change, sold: Sold, receivable_id: int, on: date, *, whole: bool) -> None:
    """What came for it settles what is due at once, the oldest money first; after the last batch also what is due later."""
    store = change.store
    parts = receivables.instalments(store, receivable_id)
    reach = parts if whole or not sold.is_prepaid else parts[:1]
    left = {each.id: each.amount for each in reach}
    table = "contract" if sold.contract_id is not None else "deal"
    for paid in prepaid.came(store, table, sold.contract_id or sold.deal_id or 0, date.max):
        rest, _base = money.open_of(store, "payment_id", paid.payment_id)
        if paid.currency != sold.currency or rest <= 0:
            continue
        debts = [Debt(each.id, each.due_on, on, left[each.id]) for each in reach]
        found = allocation.oldest_first(rest, debts)
        settling.settle(change, ("payment_id", paid.payment_id), found, max(on, paid.on))
        for instalment_id, part in found.parts:
            left[instalment_id] -= part


def is_only_prepaid(store: Store, receivable_id: int, sold: Sold) -> bool:
    """Whether nothing but the money that came for it settles the receivable: then it can be taken back whole."""
    table = "contract" if sold.contract_id is not None else "deal"
    own = {each.payment_id for each in prepaid.came(store, table, sold.contract_id or sold.deal_id or 0, date.max)}
    applied = [
        found
        for part in receivables.instalments(store, receivable_id)
        for found in money.allocations(store, "instalment_id", part.id)
    ]
    return all(found.payment_id in own for found in applied)

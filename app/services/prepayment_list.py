"""预付款未到表 / prepayments not received: for paper, screen and Excel, and as reasons of today's list."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from datetime import date
from typing import Final

from app.i18n import _, mark
from app.models import book
from app.models.money import Money
from app.models.store import Store
from app.services.day_rates import DayRates
from app.services.prepayment_wording import state_text
from app.services.prepayments import Prepaid, required
from app.services.rules.worklist import Reason
from app.services.sheets import Cells, Heads, ListSheet, columns

HEADS: Final[Heads] = (
    (mark("Customer"), "text"), (mark("Contract or deal"), "text"), (mark("Subject"), "text"), (mark("Value"), "money"),
    (mark("Prepayment"), "money"), (mark("Received"), "money"), (mark("Yet to come in"), "money"), (mark("Due date"), "day"),
    (mark("Goods to leave on"), "day"), (mark("State"), "text"),
)  # fmt: skip


def missing(store: Store, on: date) -> list[Prepaid]:
    """What is waited for, the first due first, those without a day last."""
    rows = [each for each in required(store, on).rows if each.missing]
    return sorted(rows, key=lambda each: (each.due_on or date.max, each.agreed.number))


def prepayments(store: Store, on: date) -> ListSheet:
    """Every contract and deal in force whose prepayment is not all there."""
    company, found = book.company(store), missing(store, on)
    sums = _sums(found)
    total = ", ".join(f"{money.plain()} {money.currency}" for money in sums)
    return ListSheet(
        name="prepayments",
        title=_("Prepayments not received"),
        subtitle=_("At the end of {day}").format(day=on.isoformat()),
        company=company.name,
        as_of=on,
        columns=columns(HEADS),
        rows=tuple(_row(each) for each in found),
        customers=tuple(each.agreed.customer_id for each in found),
        notes=(
            *((_("Missing in all: {amounts}").format(amounts=total),) if len(sums) > 1 else ()),
            _("Contracts and deals in force whose goods have not all left. Money that went back counts as missing."),
        ),
        nothing=_("Every prepayment that was agreed has been received."),
        total=(_("Total"), None, None, None, None, None, sums[0], None, None, None) if len(sums) == 1 else None,
    )


def as_reasons(store: Store, on: date) -> Mapping[int, Reason]:
    """By customer: what is missing for goods that are due to leave, in the book's currency; `document` = the first
    of them and how many more there are."""
    own, rates = book.company(store).currency, DayRates(store, on)
    urgent: dict[int, list[Prepaid]] = defaultdict(list)
    for each in missing(store, on):
        if each.is_urgent(on):
            urgent[each.agreed.customer_id].append(each)
    return {who: _reason(rows, own, rates, on) for who, rows in urgent.items()}


def _reason(rows: list[Prepaid], own: str, rates: DayRates, on: date) -> Reason:
    amounts = [rates.into(each.missing, each.currency, own) for each in rows]
    first = rows[0]
    days = (first.due_on - on).days if first.due_on else 0
    whole = sum(each for each in amounts if each is not None)
    named = first.agreed.number + (f" +{len(rows) - 1}" if len(rows) > 1 else "")
    return Reason("prepayment", whole, own, days, len(rows), "", named)


def _row(each: Prepaid) -> Cells:
    found, unit = each.agreed, each.currency
    amounts = (found.amount, each.required, each.required - each.missing, each.missing)
    return (
        found.customer,
        found.number,
        found.title,
        *(Money(amount, unit) for amount in amounts),
        each.due_on,
        each.ship_on,
        state_text(each),
    )


def _sums(found: list[Prepaid]) -> list[Money]:
    """What is missing, by currency."""
    sums: dict[str, int] = defaultdict(int)
    for each in found:
        sums[each.currency] += each.missing
    return [Money(amount, currency) for currency, amount in sorted(sums.items())]

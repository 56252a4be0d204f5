"""预付款未到表 / prepayments not received: for paper, screen and Excel."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from typing import Final

from app.i18n import _, mark
from app.models import book
from app.models.money import Money
from app.models.store import Store
from app.services.prepayment_wording import state_text
from app.services.prepayments import Prepaid, missing
from app.services.sheets import Cells, Heads, ListSheet, columns

HEADS: Final[Heads] = (
    (mark("Customer"), "text"), (mark("Contract or deal"), "text"), (mark("Subject"), "text"), (mark("Value"), "money"),
    (mark("Prepayment"), "money"), (mark("Received"), "money"), (mark("Yet to come in"), "money"), (mark("Due date"), "day"),
    (mark("Goods to leave on"), "day"), (mark("State"), "text"),
)  # fmt: skip


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

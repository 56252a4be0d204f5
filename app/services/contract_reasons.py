"""What contracts put on today's list: a fixed day of payment has come, and nothing has left yet."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from app.i18n import _
from app.models import book, contracts
from app.models.store import Store
from app.services.day_rates import DayRates
from app.services.formats import money
from app.services.rules.worklist import Reason


def passed(store: Store, on: date) -> Mapping[int, Reason]:
    """By customer, amounts in the book's currency; `document` = the contract whose day came first, `count` = how many there are."""
    own, rates = book.company(store).currency, DayRates(store, on)
    found: dict[int, Reason] = {}
    for each in contracts.passed(store, on):
        known = found.get(each.customer_id)
        amount = (known.amount if known else 0) + (rates.into(each.amount, each.currency, own) or 0)
        named = known.document if known else each.number
        days = known.days if known else (on - each.on).days
        found[each.customer_id] = Reason("shipped", amount, own, days, known.count + 1 if known else 1, "", named)
    return found


def passed_text(reason: Reason) -> str:
    words = {"amount": money(reason.amount, reason.currency), "document": reason.document}
    return _("{document}: the day to pay {amount} has come. Have the goods left?").format(**words)


def prepayment_text(reason: Reason) -> str:
    amount = money(reason.amount, reason.currency)
    return _("Prepayment of {amount} not received: {document}").format(amount=amount, document=reason.document)

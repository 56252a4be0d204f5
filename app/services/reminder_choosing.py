"""A letter as somebody chose it: these debts, this level, on that day; also where the ladder says nothing of it."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from datetime import date

from app.i18n import _
from app.models import book
from app.models import reminding as reading
from app.models.dates import add_workdays
from app.models.errors import Invalid
from app.models.store import Store
from app.services import policies, reminder_facts, reminder_interest
from app.services.day_rates import DayRates
from app.services.rules import reminder_ladder
from app.services.rules.reminding import DueReminder


def chosen(
    store: Store, today: date, found: DueReminder, instalments: Collection[int], level: int, on: date
) -> DueReminder:
    """`found` with these of its debts, due or later, at this level: the sums, the steps they reach, fees, interest, days.

    Raises Invalid where a lower letter names what the lawyer's letter is about (`reminder_ladder.decide` says why).
    """
    policy = policies.on(store, on)
    named = [each for each in (*found.items, *found.later) if each.instalment_id in instalments]
    taken = next((each for each in named if reminder_ladder.is_with_lawyer(each, level)), None)
    if taken is not None:
        words = _("The lawyer's letter about {number} is out. Leave it out of this one, or choose the lawyer's letter.")
        raise Invalid("instalments", words.format(number=taken.number))
    items = tuple(reminder_ladder.reached(named, level))
    rates, own = DayRates(store, on, documents=True), book.company(store).currency
    fee = sum(reminder_facts.fees(policy, rates, own, found.currency, items, level).values())
    before = reading.fees(store, on, (found.customer_id,))
    asked = replace(
        found,
        level=level,
        items=items,
        amount=sum(each.asked for each in items),
        credits=sum(each.credit for each in items),
        fee=fee,
        fees=fee + sum(before.get(each.instalment_id, 0) for each in items),
        deadline_on=reminder_facts.deadline(policy, level, on),
        follow_on=add_workdays(on, policy.remind_follow[level]),
    )
    return reminder_interest.told(store, today, (asked,), on)[0]

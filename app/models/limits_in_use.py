"""Every customer's limit beside what they owe, on any day: one statement."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from app.models import limits, past
from app.models.dates import maybe_day
from app.models.store import Store


@dataclass(frozen=True, slots=True)
class LimitInUse:
    """`limit` = standing and temporary together, in minor units of `currency`, None where none is set or it is unlimited;
    `owes` in minor units of the book's. `until` = the first day on which the standing limit no longer holds."""

    customer_id: int
    name: str
    state: limits.State
    limit: int | None
    currency: str
    until: date | None
    owes: int


def in_use(store: Store, on: date) -> list[LimitInUse]:
    """Customers that have a limit, had one that has run out, or owe something; archived ones only while they owe."""
    sql = f"""select * from (select c.id, coalesce(c.short_name,c.name) name, {limits.state_of("c.id", ":d")} state,
        {limits.amount_of("c.id", ":d")} amount, coalesce(l.currency,c.currency), l.valid_to, coalesce(b.owes,0) owes, c.archived_on gone
      from customer c {limits.joined("c.id", ":d")}
      left join (select customer_id, sum(case when side='debit' then open_base else -open_base end) owes
        from ({past.state(store, on).sql}) group by customer_id) b on b.customer_id=c.id)
      where owes>0 or (state<>'not_set' and (gone is null or gone>:d)) order by owes desc, id"""
    return store.rows(_row, sql, {"d": on.isoformat()})


def _row(*row: Any) -> LimitInUse:
    customer, name, state, amount, currency, until, owes, _gone = row
    return LimitInUse(customer, name, state, amount, currency, maybe_day(until), owes)

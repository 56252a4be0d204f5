"""The limits of many customers on any day: one statement."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any

from app.models import limits
from app.models.dates import maybe_day
from app.models.dialect import among
from app.models.store import Store


@dataclass(frozen=True, slots=True)
class LimitInUse:
    """`limit` = standing and temporary together, in minor units of `limit_currency`, None where none is set or it is unlimited;
    `currency` is the customer's. `until` = the first day on which the standing limit no longer holds."""

    customer_id: int
    name: str
    state: limits.State
    limit: int | None
    limit_currency: str
    currency: str
    until: date | None
    archived: bool


def in_use(store: Store, on: date, customers: Collection[int] | None = None) -> list[LimitInUse]:
    """Of some customers or of all, by id, those without a limit too."""
    sql = f"""select c.id, coalesce(c.short_name,c.name), {limits.state_of("c.id", ":d")}, {limits.amount_of("c.id", ":d")},
        coalesce(l.currency,c.currency), c.currency, l.valid_to, c.archived_on<=:d
      from customer c {limits.joined("c.id", ":d")} where true {among("c.id", customers)} order by c.id"""
    return store.rows(_row, sql, {"d": on.isoformat()})


def _row(*row: Any) -> LimitInUse:
    fields = list(row)
    fields[6:] = maybe_day(row[6]), bool(row[7])
    return LimitInUse(*fields)

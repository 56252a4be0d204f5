"""What was open at the end of a day: the stored open amounts, plus what was applied after it, less what was issued after it."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Final

from app.models.dialect import ALLOCATION_CUSTOMER, ALLOCATION_DAY, among
from app.models.store import Store

COLUMNS: Final = "id, customer_id, currency, side, due_on, issued_on, open, open_base, payment_id, instalment_id, receivable_id, amount"

LIVE: Final = f"select {COLUMNS} from open_item where open<>0"

# `later` joins each allocation dated after the day to the one or two items it changed; `{a}` is where they are read,
# first: a cross join keeps that order whatever the statistics say.
DELTA: Final = """
with later(item, amount, base) as (
  select o.id, a.amount, a.base_target from {a} cross join open_item o
    where o.instalment_id=a.instalment_id and a.voided=0 and a.on_day>:d {of_a}
  union all select o.id, a.amount, a.base_target from {a} cross join open_item o
    where o.payment_id=a.outgoing_id and a.voided=0 and a.on_day>:d {of_a}
  union all select o.id, a.source_amount, a.base_source from {a} cross join open_item o
    where o.payment_id=a.payment_id and a.voided=0 and a.on_day>:d {of_a}
  union all select o.id, a.source_amount, a.base_source from {a} cross join open_item o
    where o.receivable_id=a.credit_id and o.side='credit' and a.voided=0 and a.on_day>:d {of_a}),
state(id, open, base) as (select id, sum(x), sum(y) from
  (select id, open x, open_base y from open_item where open<>0 {of} union all select item, amount, base from later) group by id)
select o.id, o.customer_id, o.currency, o.side, {due} due_on, o.issued_on, s.open, s.base open_base, o.payment_id, o.instalment_id,
  o.receivable_id, o.amount
from state s join open_item o on o.id=s.id where o.issued_on<=:d and s.open<>0"""

# The due day of then: what the first later change says it was before.
DUE_THEN: Final = """case when exists(select 1 from due_change x where x.instalment_id=o.instalment_id and x.changed_on>:d)
  then (select x.old_due from due_change x where x.instalment_id=o.instalment_id and x.changed_on>:d order by x.changed_on, x.id limit 1)
  else o.due_on end"""


@dataclass(frozen=True, slots=True)
class State:
    """A select of the open items at the end of a day (columns `COLUMNS`), with the parameter :d where it needs it."""

    sql: str
    live: bool


def state(store: Store, on: date, customers: Collection[int] | None = None) -> State:
    """Today without rows dated later is the stored table alone; any other day is the delta statement.

    `customers` narrows to them: then nothing of anybody else is read.
    """
    day = on.isoformat()
    changed = store.scalar("select exists(select 1 from due_change where changed_on>?)", (day,))
    later = store.scalar(
        """select exists(select 1 from allocation where voided=0 and on_day>:d)
          or exists(select 1 from receivable where issued_on>:d and voided_on is null)
          or exists(select 1 from payment where paid_on>:d and voided_on is null)""",
        {"d": day},
    )
    if not changed and not later:
        return State(f"{LIVE} {among('customer_id', customers)}", live=True)
    sql = DELTA.format(
        due=DUE_THEN if changed else "o.due_on",
        a=ALLOCATION_DAY if customers is None else ALLOCATION_CUSTOMER,
        of_a=among("a.customer_id", customers),
        of=among("customer_id", customers),
    )
    return State(sql, live=False)

"""A customer's account as it was written: every document with its sign, and what settled what."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from app.models.dates import maybe_day
from app.models.store import Store


@dataclass(frozen=True, slots=True)
class Document:
    """One document. `sign` +1 raises what is owed, -1 lowers it; `amount`, `open` in minor units of `currency`.

    `table` receivable, payment, adjustment or recovery (of what was written off); `kind` invoice, opening, credit_note,
    receipt, refund, return, kept (taken as income), recovery or the kind of the adjustment; `open` = not settled, or not applied, after everything entered.
    """

    table: str
    id: int
    on: date
    kind: str
    number: str | None
    text: str | None
    method: str | None
    due_on: date | None
    currency: str
    sign: int
    amount: int
    amount_base: int
    open: int
    open_base: int
    voided_on: date | None
    void_reason: str | None


@dataclass(frozen=True, slots=True)
class Settlement:
    """What one document settled of another on a day; negative = taken back. Numbers may be missing.

    `gain_base` = the exchange difference of it in the book's currency: what the source was worth less what it settled.
    """

    source: tuple[str, int]
    target: tuple[str, int]
    source_number: str | None
    target_number: str | None
    on: date
    amount: int
    currency: str
    gain_base: int


@dataclass(frozen=True, slots=True)
class Settled:
    """An instalment that was paid: `days` after its due day (negative = before)."""

    number: str
    due_on: date
    settled_on: date
    amount: int
    currency: str

    @property
    def days(self) -> int:
        return (self.settled_on - self.due_on).days


DOCUMENTS: Final = """
select 'receivable', r.id, r.issued_on, r.kind, r.number, r.description, null, (select min(i.due_on) from instalment i where i.receivable_id=r.id),
  r.currency, case r.kind when 'credit_note' then -1 else 1 end, r.amount, r.amount_base, coalesce(t.open,0), coalesce(t.base,0),
  r.voided_on, r.void_reason
  from receivable r left join (select receivable_id, sum(open) as open, sum(open_base) as base from open_item
    where customer_id=:customer group by receivable_id) t on t.receivable_id=r.id
  where r.customer_id=:customer {live_r}
union all
select 'payment', p.id, p.paid_on, case when p.kept then 'kept' else p.kind end, p.number, p.note, p.method, null, p.currency, case p.kind when 'receipt' then -1 else 1 end,
  p.amount, p.amount_base, coalesce(t.open,0), coalesce(t.open_base,0), p.voided_on, p.void_reason
  from payment p left join open_item t on t.payment_id=p.id
  where p.customer_id=:customer {live_p}
union all
select 'adjustment', j.id, j.on_day, j.kind, null, j.reason, null, null, j.currency, -1, j.amount, j.amount_base, 0, 0, j.voided_on, j.void_reason
  from adjustment j where j.customer_id=:customer {live_j}
union all
select 'recovery', a.id, a.on_day, 'recovery', null, j.reason, null, null, j.currency, 1, -a.amount, -a.base_target, 0, 0, null, null
  from allocation a join adjustment j on j.id=a.adjustment_id where a.customer_id=:customer and a.voided=0 and a.reverses_id is not null"""

SETTLEMENTS: Final = """
select case when a.payment_id is not null then 'payment' when a.credit_id is not null then 'receivable' else 'adjustment' end,
  coalesce(a.payment_id,a.credit_id,a.adjustment_id), case when a.instalment_id is not null then 'receivable' else 'payment' end,
  coalesce(i.receivable_id,a.outgoing_id), coalesce(p.number,k.number), coalesce(r.number,q.number), a.on_day, a.amount,
  coalesce(r.currency,q.currency), a.base_source-a.base_target
  from allocation a left join payment p on p.id=a.payment_id left join receivable k on k.id=a.credit_id
  left join instalment i on i.id=a.instalment_id left join receivable r on r.id=i.receivable_id left join payment q on q.id=a.outgoing_id
  where a.customer_id=:customer and a.voided=0 order by a.on_day, a.id"""

# Only what money settled: a debt written off says nothing about how its customer pays, nor does interest made a receivable when paid.
HABIT: Final = """select r.number, t.due_on, t.settled_on, t.amount, t.currency from open_item t join receivable r on r.id=t.receivable_id
  where t.customer_id=:customer and t.side='debit' and t.settled_on<=:on and t.due_on is not null
  and (t.settled_on>=t.due_on or not (select i.retention from instalment i where i.id=t.instalment_id))
  and r.product_line is not 'interest' and not (select coalesce(sum(a.amount),0) from allocation a join adjustment j on j.id=a.adjustment_id
    where a.instalment_id=t.instalment_id and a.voided=0 and j.kind='write_off')
  order by t.settled_on desc, t.id desc limit :most"""


def documents(store: Store, customer_id: int, *, voided: bool = False) -> list[Document]:
    """Every document of a customer in the order of their days; of one day what is owed comes first."""
    live = {f"live_{alias}": "" if voided else f"and {alias}.voided_on is null" for alias in ("r", "p", "j")}
    found = store.rows(_document, DOCUMENTS.format(**live), {"customer": customer_id})
    return sorted(found, key=lambda each: (each.on, -each.sign, each.table != "receivable", each.id))


def settlements(store: Store, customer_id: int) -> list[Settlement]:
    return store.rows(_settlement, SETTLEMENTS, {"customer": customer_id})


def habit(store: Store, customer_id: int, on: date, most: int) -> list[Settled]:
    """The instalments settled last, by the day, the oldest of them first."""
    params = {"customer": customer_id, "on": on.isoformat(), "most": most}
    return list(reversed(store.rows(_settled, HABIT, params)))


def _document(*row: Any) -> Document:
    fields = list(row)
    fields[2], fields[7], fields[14] = date.fromisoformat(row[2]), maybe_day(row[7]), maybe_day(row[14])
    return Document(*fields)


def _settlement(*row: Any) -> Settlement:
    table, source, into, target, from_number, to_number, on, amount, currency, gain = row
    return Settlement(
        (table, source), (into, target), from_number, to_number, date.fromisoformat(on), amount, currency, gain
    )


def _settled(number: str, due_on: str, settled_on: str, amount: int, currency: str) -> Settled:
    return Settled(number, date.fromisoformat(due_on), date.fromisoformat(settled_on), amount, currency)

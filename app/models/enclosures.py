"""What the book holds that can be put with a letter about some debts: files, the newest statement, papers sent before."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Final

from app.models.confirmations import OF_CURRENCY
from app.models.dialect import among
from app.models.reminders import LIVE
from app.models.store import Store


@dataclass(frozen=True, slots=True)
class Copy:
    """A file: `id` of its link, `role` = what kind of paper it is, `number` of the debt or contract that it hangs on."""

    id: int
    name: str
    role: str | None
    number: str


FILES: Final = """select min(l.id), l.name, l.role, o.number from attachment_link l join (
  select 'receivable' tbl, r.id, r.number from receivable r where true {r} union
  select 'contract', k.id, k.number from receivable r join contract k on k.id=r.contract_id where true {r} union
  select 'shipment', s.id, r.number from shipment s join receivable r on r.id=s.receivable_id where s.voided_on is null {r}
  ) o on o.tbl=l.tbl and o.id=l.row_id where l.customer_id=? and l.voided_on is null group by l.attachment_id order by 1"""
STATEMENT: Final = """select number, cutoff_on from confirmation where customer_id=? and currency=? and made_on<=? and voided_on is null
  order by made_on desc, id desc limit 1"""


def copies(store: Store, customer_id: int, receivables: Collection[int]) -> list[Copy]:
    """Files of debts, of their contracts and of their goods, each content once, in the order in which they came."""
    return store.rows(Copy, FILES.format(r=among("r.id", receivables)), (customer_id,))


def statement(store: Store, customer_id: int, currency: str, on: date) -> tuple[str, date] | None:
    """Number and last day of the newest statement or confirmation letter in a currency."""
    found = store.one(lambda *row: row, STATEMENT, (customer_id, currency, on.isoformat()))
    return (found[0].partition(OF_CURRENCY)[0], date.fromisoformat(found[1])) if found else None


def letters(store: Store, instalments: Collection[int], on: date) -> list[tuple[str, date]]:
    """Number and day of the letters that named one of these debts and whose paper is kept, the oldest first."""
    sql = f"""select distinct r.number, r.made_on from reminder_item i join reminder r on r.id=i.reminder_id
      where {LIVE} and json_type(r.data,'$.letter') is not null {among("i.instalment_id", instalments)} order by r.made_on, r.id"""
    found = store.rows(lambda *row: row, sql, {"d": on.isoformat()})
    return [(number, date.fromisoformat(made_on)) for number, made_on in found]

"""What late interest is computed from: the debt day by day, its contract and its parties."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from app.models.dates import maybe_day
from app.models.dialect import among
from app.models.past import DUE_THEN
from app.models.store import Store


@dataclass(frozen=True, slots=True)
class Debt:
    """A receivable with what its contract and its customer say about interest; minor units of `currency`."""

    receivable_id: int
    number: str
    kind: str
    issued_on: date
    currency: str
    amount: int
    customer_id: int
    customer_code: str
    customer: str
    buyer_size: str | None
    buyer_public: bool
    buyer_country: str | None
    contract: str | None
    signed_on: date | None
    penalty_ppm_day: int | None
    penalty_cap_bp: int | None
    sme_notice_on: date | None
    governing: str | None


@dataclass(frozen=True, slots=True)
class Part:
    """An instalment as it was at the end of a day: its due day of then, what of it was disputed."""

    id: int
    seq: int
    due_on: date | None
    amount: int
    disputed: int


# A draft has agreed nothing. The size at the contract counts (款项支付条例 3), else the size known today.
DEBT: Final = """select r.id, r.number, r.kind, r.issued_on, r.currency, r.amount, c.id, c.code, c.name, coalesce(k.buyer_size,c.size_class),
  c.public_body, c.country, k.number, k.signed_on, k.penalty_ppm_day, k.penalty_cap_bp, k.sme_notice_on, k.governing
  from receivable r join customer c on c.id=r.customer_id left join contract k on k.id=r.contract_id and k.status<>'draft'"""

PARTS: Final = f"""select o.receivable_id, o.id, o.seq, {DUE_THEN.replace("x.instalment_id=o.instalment_id", "x.instalment_id=o.id")}, o.amount,
  coalesce((select sum(d.amount) from dispute d where d.instalment_id=o.id and d.opened_on<=:d and (d.closed_on is null or d.closed_on>:d)),0)
  from instalment o where 1=1 {{of}} order by o.receivable_id, o.seq"""

# A write-off is of the books only and forgives nothing; money that was returned never paid anything.
FALLS: Final = """select a.instalment_id, a.on_day, sum(a.amount) from instalment i join allocation a on a.instalment_id=i.id left join adjustment j on j.id=a.adjustment_id
  where 1=1 {of} and a.voided=0 and a.on_day<=:d and coalesce(j.kind,'')<>'write_off'
  and not exists(select 1 from payment b where b.kind='return' and b.returns_id=a.payment_id and b.voided_on is null and b.paid_on<=:d)
  group by a.instalment_id, a.on_day having sum(a.amount)<>0 order by a.instalment_id, a.on_day"""


def _debt(*row: Any) -> Debt:
    fields = list(row)
    fields[3], fields[10] = date.fromisoformat(row[3]), bool(row[10])
    fields[13], fields[16] = maybe_day(row[13]), maybe_day(row[16])
    return Debt(*fields)


def debt(store: Store, receivable_id: int) -> Debt | None:
    """None for a receivable that is not there or voided."""
    return store.one(_debt, f"{DEBT} where r.id=? and r.voided_on is null", (receivable_id,))


def debts(store: Store, receivable_ids: Collection[int]) -> list[Debt]:
    """Those of them that are there and not voided."""
    return store.rows(_debt, f"{DEBT} where r.voided_on is null {among('r.id', receivable_ids)}")


def numbered(store: Store, number: str) -> list[tuple[int, str, str]]:
    """(receivable id, customer code, customer name) of every live receivable with this number."""
    sql = """select r.id, c.code, c.name from receivable r join customer c on c.id=r.customer_id
      where r.number=? and r.voided_on is null order by c.code"""
    return store.rows(lambda *row: row, sql, (number,))


def _part(*row: Any) -> Part:
    return Part(row[0], row[1], maybe_day(row[2]), row[3], row[4])


def parts(store: Store, receivable_ids: Collection[int], on: date) -> dict[int, list[Part]]:
    """The instalments of each receivable."""
    found: dict[int, list[Part]] = {}
    sql = PARTS.format(of=among("o.receivable_id", receivable_ids))
    for receivable_id, part in store.rows(lambda of, *row: (of, _part(*row)), sql, {"d": on.isoformat()}):
        found.setdefault(receivable_id, []).append(part)
    return found


def falls(store: Store, receivable_ids: Collection[int], on: date) -> dict[int, tuple[tuple[date, int], ...]]:
    """Of each instalment (day, minor units) by which the principal fell until the end of the day; below zero where money was
    moved away."""
    found: dict[int, tuple[tuple[date, int], ...]] = {}
    sql = FALLS.format(of=among("i.receivable_id", receivable_ids))
    for instalment_id, day, amount in store.rows(lambda *row: row, sql, {"d": on.isoformat()}):
        found[instalment_id] = (*found.get(instalment_id, ()), (date.fromisoformat(day), int(amount)))
    return found

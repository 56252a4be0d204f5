"""Contracts: the signed paper, and what it says about being paid late, security and who the buyer is."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from app.models.change import Change
from app.models.dates import maybe_day
from app.models.dialect import among, literal
from app.models.store import Store


@dataclass(frozen=True, slots=True)
class Contract:
    """Money in minor units of `currency`; `penalty_ppm_day` = millionths of the debt a day (500 = 0.5 ‰).

    `status` = by what happened (see `STATUS`), `kept` = as it is written. `margin_bp` = our gross margin, `resale_bp` =
    what the goods fetch from others, of their cost; `lead_days` = from signing to delivery; `retention_bp` = share held
    back; `prepay_bp` = the share agreed before shipping where it was chosen by hand, with the reason of a lower one;
    `bill_months` = the longest draft they may pay with; `accepted_on` = the last acceptance.
    """

    id: int
    customer_id: int
    customer: str
    number: str
    title: str | None
    status: str
    signed_on: date | None
    starts_on: date | None
    ends_on: date | None
    currency: str
    rate: str
    amount: int
    custom_goods: int
    penalty_ppm_day: int | None
    penalty_cap_bp: int | None
    retention_of_title: int
    guarantee_ends_on: date | None
    service_address: str | None
    buyer_size: str | None
    sme_notice_on: date | None
    pay_when_paid: int
    margin_bp: int | None
    resale_bp: int | None
    lead_days: int | None
    rot_registered_on: date | None
    inspection_days: int | None
    governing: str | None
    closed_on: date | None
    production_on: date | None
    accepted_on: date | None
    retention_bp: int | None
    prepay_bp: int | None
    prepay_reason: str | None
    bill_months: int | None
    reviewed_on: date | None
    note: str | None
    kept: str


COLUMNS: Final = (
    "id", "customer_id", "number", "title", "status", "signed_on", "starts_on", "ends_on", "currency", "rate", "amount", "custom_goods",
    "penalty_ppm_day", "penalty_cap_bp", "retention_of_title", "guarantee_ends_on", "service_address", "buyer_size", "sme_notice_on",
    "pay_when_paid", "margin_bp", "resale_bp", "lead_days", "rot_registered_on", "inspection_days", "governing", "closed_on", "production_on",
    "accepted_on", "retention_bp", "prepay_bp", "prepay_reason", "bill_months", "reviewed_on", "note", "kept",
)  # fmt: skip
DAYS: Final = frozenset(
    {"signed_on", "starts_on", "ends_on", "guarantee_ends_on", "sme_notice_on", "rot_registered_on", "closed_on", "production_on",
     "accepted_on", "reviewed_on"}
)  # fmt: skip
# Goods of a contract `k` that have left: its shipments, and what was invoiced under it without one. `{s}`, `{r}` narrow both.
LEFT: Final = """(select coalesce(sum(s.amount),0) from shipment s where s.contract_id=k.id and s.voided_on is null {s})
  +(select coalesce(sum(r.amount),0) from receivable r where r.contract_id=k.id and r.kind='invoice' and r.voided_on is null
    and r.currency=k.currency and not exists(select 1 from shipment s where s.receivable_id=r.id and s.voided_on is null) {r})"""
SHIPPED: Final = f"({LEFT.format(s='', r='')})"
OPEN: Final = """(select coalesce(sum(t.open),0) from receivable r join instalment i on i.receivable_id=r.id
  join open_item t on t.instalment_id=i.id where r.contract_id=k.id and r.voided_on is null)"""
# What a person ended stays ended; else it is done when all of the goods have left and nothing of it is open.
STATUS: Final = f"""case when k.status in('signed','running') and k.amount>0 and {SHIPPED}>=k.amount and {OPEN}=0 then 'done' else k.status end"""
EXPRESSIONS: Final = {"status": STATUS, "kept": "k.status"}
SELECT: Final = f"""select coalesce(c.short_name,c.name), {", ".join(EXPRESSIONS.get(name, f"k.{name}") for name in COLUMNS)}
  from contract k join customer c on c.id=k.customer_id"""


def _contract(customer: str, *row: Any) -> Contract:
    values: dict[str, Any] = {
        name: maybe_day(value) if name in DAYS else value for name, value in zip(COLUMNS, row, strict=True)
    }
    return Contract(customer=customer, **values)


def contract(store: Store, contract_id: int) -> Contract | None:
    return store.one(_contract, f"{SELECT} where k.id=?", (contract_id,))


def numbered(store: Store, number: str) -> Contract | None:
    return store.one(_contract, f"{SELECT} where k.number=?", (number,))


def of_customer(store: Store, customer_id: int) -> list[Contract]:
    """The newest first."""
    return store.rows(_contract, f"{SELECT} where k.customer_id=? order by k.signed_on desc, k.id desc", (customer_id,))


def every(store: Store) -> list[Contract]:
    return store.rows(_contract, f"{SELECT} order by k.number")


def like(store: Store, text: str, limit: int) -> list[Contract]:
    """Those whose number or subject holds the text, the newest first."""
    safe = literal(text)
    sql = f"""{SELECT} where k.number like :some escape '\\' or k.title like :some escape '\\'
      order by k.signed_on desc, k.id desc limit :limit"""
    return store.rows(_contract, sql, {"some": f"%{safe}%", "limit": limit})


def is_used(store: Store, contract_id: int) -> bool:
    """Whether receivables, money, goods or securities name it."""
    sql = """select exists(select 1 from receivable where contract_id=:k and voided_on is null)
      or exists(select 1 from shipment where contract_id=:k and voided_on is null) or exists(select 1 from deal where contract_id=:k)
      or exists(select 1 from payment where contract_id=:k and voided_on is null) or exists(select 1 from security where contract_id=:k)"""
    return bool(store.scalar(sql, {"k": contract_id}))


def stands_behind(store: Store, contract_id: int, receivables: Collection[int]) -> bool:
    """Whether one of these debts was made under it."""
    sql = f"select exists(select 1 from receivable where contract_id=? {among('id', receivables)})"
    return bool(store.scalar(sql, (contract_id,)))


def hand_over(change: Change, contract_id: int, customer_id: int) -> None:
    """What hangs on it goes with it to its customer."""
    for table in ("plan_line", "clause_answer", "milestone"):
        sql = f"select id from {table} where contract_id=? and customer_id<>?"
        for row_id in change.store.rows(int, sql, (contract_id, customer_id)):
            change.update(table, row_id, {"customer_id": customer_id})


@dataclass(frozen=True, slots=True)
class Waiting:
    """A contract of which something was to happen by a day; `amount` in minor units of `currency`."""

    contract_id: int
    customer_id: int
    number: str
    on: date
    amount: int
    currency: str


def _waiting(contract_id: int, customer_id: int, number: str, on: str, amount: int, currency: str) -> Waiting:
    return Waiting(contract_id, customer_id, number, date.fromisoformat(on), amount, currency)


def passed(store: Store, on: date) -> list[Waiting]:
    """The first fixed day that has come of each contract in force under which nothing has left: did the goods leave?"""
    sql = f"""select k.id,k.customer_id,k.number,min(l.fixed_on),sum(l.amount),k.currency from contract k
      join plan_line l on l.contract_id=k.id where k.status in('signed','running') and l.node='fixed' and l.fixed_on<=?
      and {SHIPPED}=0 group by k.id order by min(l.fixed_on),k.id"""
    return store.rows(_waiting, sql, (on.isoformat(),))


def insert(change: Change, values: Mapping[str, Any]) -> int:
    return change.insert("contract", dict(values))


def shipped(store: Store, contract_id: int, on: date | None = None) -> int:
    """What has left under it by the end of a day (at all), minor units of its currency."""
    sql = "select coalesce(sum(amount),0) from shipment where contract_id=:k and voided_on is null and (:d is null or shipped_on<=:d)"
    return int(store.scalar(sql, {"k": contract_id, "d": on.isoformat() if on else None}))


def invoiced(store: Store, contract_id: int) -> int:
    """What was invoiced under it without a shipment, minor units of its currency."""
    sql = f"select {SHIPPED} from contract k where k.id=?"
    return int(store.scalar(sql, (contract_id,)) or 0) - shipped(store, contract_id)


def update(change: Change, contract_id: int, values: Mapping[str, Any]) -> None:
    change.update("contract", contract_id, dict(values))

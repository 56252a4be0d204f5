"""Deals: one possible or agreed sale before money is owed, from the enquiry to the delivery."""

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
class Deal:
    """Money in minor units of `currency`; `customer` = short name, `contract` = its number.

    `cost_incurred` = spent so far on goods made for this customer only, of which `resale_bp` would come back elsewhere.
    `prepay_bp` = agreed share before shipping, `margin_bp` = our gross margin; None = not known.
    """

    id: int
    customer_id: int
    customer: str
    contract_id: int | None
    contract: str | None
    number: str
    stage: str
    title: str | None
    currency: str
    amount: int
    probability_bp: int | None
    expected_on: date | None
    ordered_on: date | None
    prepay_bp: int | None
    custom_goods: bool
    cost_incurred: int
    resale_bp: int | None
    margin_bp: int | None
    opened_on: date
    closed_on: date | None
    note: str | None


SELECT: Final = """select d.id,d.customer_id,coalesce(c.short_name,c.name),d.contract_id,k.number,d.number,d.stage,d.title,d.currency,d.amount,
  d.probability_bp,d.expected_on,d.ordered_on,d.prepay_bp,d.custom_goods,d.cost_incurred,d.resale_bp,d.margin_bp,d.opened_on,d.closed_on,d.note
  from deal d join customer c on c.id=d.customer_id left join contract k on k.id=d.contract_id"""

# What has left of a deal `d` of a contract `k` by :on, as arguments of `gone`: in its own currency, with the batches of
# the contract that name no deal (or are in its currency), and what that is worth.
SHIPPED: Final = """coalesce((select sum(s.amount) from shipment s where s.deal_id=d.id and s.voided_on is null and s.currency=d.currency
    and s.shipped_on<=:on),0), coalesce((select sum(s.amount) from shipment s where s.contract_id=k.id and s.voided_on is null
    and (s.deal_id is null or s.deal_id=d.id and s.currency<>d.currency) and s.shipped_on<=:on),0), coalesce(k.amount,0)"""


def gone(amount: int, shipped: int, batches: int, agreed: int) -> int:
    """What of a deal worth `amount` has left: `shipped` of itself, and its part of the batches of a contract worth `agreed`."""
    part = (2 * amount * batches + agreed) // (2 * agreed) if agreed else 0
    return min(amount, shipped + part)


def shipped(store: Store, deal_id: int, on: date) -> int:
    """The value of what has left of a deal by a day, in its currency."""
    sql = f"select d.amount, {SHIPPED} from deal d left join contract k on k.id=d.contract_id where d.id=:deal"
    return next(iter(store.rows(gone, sql, {"deal": deal_id, "on": on.isoformat()})), 0)


def _deal(*row: Any) -> Deal:
    fields = list(row)
    fields[11:13] = map(maybe_day, row[11:13])
    fields[14] = bool(row[14])
    fields[18:20] = map(maybe_day, row[18:20])
    return Deal(*fields)


def deal(store: Store, deal_id: int) -> Deal | None:
    return store.one(_deal, f"{SELECT} where d.id=?", (deal_id,))


def numbered(store: Store, number: str) -> Deal | None:
    return store.one(_deal, f"{SELECT} where d.number=?", (number,))


def of_customer(store: Store, customer_id: int) -> list[Deal]:
    """All of them, the newest first."""
    return store.rows(_deal, f"{SELECT} where d.customer_id=? order by d.opened_on desc, d.id desc", (customer_id,))


def of_contract(store: Store, contract_id: int) -> list[Deal]:
    """The oldest first."""
    return store.rows(_deal, f"{SELECT} where d.contract_id=? order by d.opened_on, d.id", (contract_id,))


def live(store: Store, on: date, customers: Collection[int] | None = None) -> list[Deal]:
    """Those begun and not yet delivered or lost on a day, the next expected first; of some customers, or of all."""
    sql = f"""{SELECT} where d.opened_on<=:d and (d.closed_on is null or d.closed_on>:d) {among("d.customer_id", customers)}
      order by d.expected_on is null, d.expected_on, d.id"""
    return store.rows(_deal, sql, {"d": on.isoformat()})


def every(store: Store) -> list[Deal]:
    return store.rows(_deal, f"{SELECT} order by d.number")


def like(store: Store, text: str, limit: int) -> list[Deal]:
    """Those whose number or subject holds the text, the newest first."""
    safe = literal(text)
    sql = f"""{SELECT} where d.number like :some escape '\\' or d.title like :some escape '\\'
      order by d.opened_on desc, d.id desc limit :limit"""
    return store.rows(_deal, sql, {"some": f"%{safe}%", "limit": limit})


def is_used(store: Store, deal_id: int) -> bool:
    """Whether money, shipments, decisions or approvals name it."""
    sql = """select exists(select 1 from payment where deal_id=:d and voided_on is null)
      or exists(select 1 from shipment where deal_id=:d and voided_on is null)
      or exists(select 1 from decision where deal_id=:d and voided_on is null) or exists(select 1 from approval where deal_id=:d)"""
    return bool(store.scalar(sql, {"d": deal_id}))


def insert(change: Change, values: Mapping[str, Any]) -> int:
    return change.insert("deal", dict(values))


def update(change: Change, deal_id: int, values: Mapping[str, Any]) -> None:
    change.update("deal", deal_id, dict(values))

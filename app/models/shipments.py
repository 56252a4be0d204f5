"""Goods that left: under a contract, for a deal, or neither; each with the receivable it made, if any."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from app.models.change import Change
from app.models.dates import maybe_day
from app.models.store import Store


@dataclass(frozen=True, slots=True)
class Shipment:
    """`amount` in minor units of `currency`; `batch` = how-many-th of its contract or deal; `receivable_id` and its number
    while that is live; `despite` = why the goods left against the rules."""

    id: int
    customer_id: int
    deal_id: int | None
    contract_id: int | None
    number: str
    shipped_on: date
    signed_on: date | None
    signed_by: str | None
    currency: str
    rate: str
    amount: int
    batch: int | None
    receivable_id: int | None
    receivable: str | None
    decision_id: int | None
    despite: str | None
    voided_on: date | None


SELECT: Final = """select s.id,s.customer_id,s.deal_id,s.contract_id,s.number,s.shipped_on,s.signed_on,s.signed_by,s.currency,s.rate,s.amount,
  s.batch,r.id,r.number,s.decision_id,s.despite,s.voided_on
  from shipment s left join receivable r on r.id=s.receivable_id and r.voided_on is null"""


def _shipment(*row: Any) -> Shipment:
    fields = list(row)
    fields[5], fields[6], fields[16] = date.fromisoformat(row[5]), maybe_day(row[6]), maybe_day(row[16])
    return Shipment(*fields)


def shipment(store: Store, shipment_id: int) -> Shipment | None:
    return store.one(_shipment, f"{SELECT} where s.id=?", (shipment_id,))


def of_contract(store: Store, contract_id: int) -> list[Shipment]:
    """Live ones, in the order of their days."""
    sql = f"{SELECT} where s.contract_id=? and s.voided_on is null order by s.shipped_on,s.id"
    return store.rows(_shipment, sql, (contract_id,))


def of_deal(store: Store, deal_id: int) -> list[Shipment]:
    """Live ones, in the order of their days."""
    sql = f"{SELECT} where s.deal_id=? and s.voided_on is null order by s.shipped_on,s.id"
    return store.rows(_shipment, sql, (deal_id,))


def of_customer(store: Store, customer_id: int) -> list[Shipment]:
    """Every one, the newest first, voided ones too."""
    return store.rows(_shipment, f"{SELECT} where s.customer_id=? order by s.shipped_on desc,s.id desc", (customer_id,))


def insert(change: Change, values: Mapping[str, Any]) -> int:
    return change.insert("shipment", dict(values))


def update(change: Change, shipment_id: int, values: Mapping[str, Any]) -> None:
    change.update("shipment", shipment_id, dict(values))

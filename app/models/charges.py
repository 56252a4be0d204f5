"""Interest, fees and costs claimed beside a debt. No part of the ledger until a receivable is made of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from app.models.change import Change
from app.models.store import Store

# 民法典 561: within one debt costs first, then interest, then principal.
ORDER: Final = ("cost", "fee", "interest")


@dataclass(frozen=True, slots=True)
class Charge:
    """Minor units of `currency`; `basis` is the JSON of how it was computed; with a `receivable_id` it was invoiced."""

    id: int
    customer_id: int
    instalment_id: int
    kind: str
    on_day: date
    amount: int
    currency: str
    basis: str
    receivable_id: int | None


FIELDS: Final = "id,customer_id,instalment_id,kind,on_day,amount,currency,basis,receivable_id"


def _charge(*row: Any) -> Charge:
    fields = list(row)
    fields[4] = date.fromisoformat(row[4])
    return Charge(*fields)


def open_charges(store: Store, customer_id: int) -> list[Charge]:
    """What is claimed of a customer and not invoiced: costs, fees, interest; the oldest first."""
    sql = f"select {FIELDS} from charge where customer_id=? and receivable_id is null and voided_on is null order by on_day,id"
    found = store.rows(_charge, sql, (customer_id,))
    return sorted(found, key=lambda each: ORDER.index(each.kind))


def charge(store: Store, charge_id: int) -> Charge | None:
    return store.one(_charge, f"select {FIELDS} from charge where id=? and voided_on is null", (charge_id,))


def insert(change: Change, values: Mapping[str, Any]) -> int:
    return change.insert("charge", dict(values))


def update(change: Change, charge_id: int, values: Mapping[str, Any]) -> None:
    change.update("charge", charge_id, dict(values))

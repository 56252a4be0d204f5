"""Interest, fees and costs claimed beside a debt. No part of the ledger until a receivable is made of them."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from app.models.change import Change
from app.models.dialect import among
from app.models.store import Store

# 民法典 561: within one debt costs first, then interest, then principal.
ORDER: Final = ("cost", "fee", "interest")


@dataclass(frozen=True, slots=True)
class Charge:
    """Minor units of `currency`; `basis` is the JSON of how it was computed; with a `receivable_id` it was invoiced.

    A receivable that was voided does not count: then it is a claim again.
    """

    id: int
    customer_id: int
    instalment_id: int
    kind: str
    on_day: date
    amount: int
    currency: str
    basis: str
    receivable_id: int | None


INVOICED: Final = "(select r.id from receivable r where r.id=charge.receivable_id and r.voided_on is null)"
FIELDS: Final = f"id,customer_id,instalment_id,kind,on_day,amount,currency,basis,{INVOICED}"


def _charge(*row: Any) -> Charge:
    fields = list(row)
    fields[4] = date.fromisoformat(row[4])
    return Charge(*fields)


def open_charges(store: Store, customer_id: int) -> list[Charge]:
    """What is claimed of a customer and not invoiced: costs, fees, interest; the oldest first."""
    sql = f"select {FIELDS} from charge where customer_id=? and {INVOICED} is null and voided_on is null order by on_day,id"
    found = store.rows(_charge, sql, (customer_id,))
    return sorted(found, key=lambda each: ORDER.index(each.kind))


def charge(store: Store, charge_id: int) -> Charge | None:
    return store.one(_charge, f"select {FIELDS} from charge where id=? and voided_on is null", (charge_id,))


def of_receivable(store: Store, receivable_id: int) -> list[Charge]:
    """What is claimed on the instalments of a receivable and not invoiced, the oldest first."""
    sql = f"""select {FIELDS} from charge where instalment_id in (select id from instalment where receivable_id=?)
      and {INVOICED} is null and voided_on is null order by on_day,id"""
    return store.rows(_charge, sql, (receivable_id,))


def behind(store: Store, receivable_id: int) -> bool:
    """Whether a receivable was made of a claim."""
    return bool(store.scalar("select exists(select 1 from charge where receivable_id=?)", (receivable_id,)))


def made_of_claims(store: Store, receivable_ids: Collection[int]) -> set[int]:
    """Those of some receivables of which that is true."""
    return set(store.rows(int, f"select receivable_id from charge where 1=1 {among('receivable_id', receivable_ids)}"))


def claimed(store: Store, receivable_ids: Collection[int]) -> dict[tuple[int, str], dict[str, int]]:
    """By instalment and kind what was claimed so far, invoiced or not; minor units of each currency.

    The fee of a reminder is not the fixed sum that a law gives: it is not counted.
    """
    found: dict[tuple[int, str], dict[str, int]] = {}
    sql = f"""select c.instalment_id, c.kind, c.currency, sum(c.amount) from charge c join instalment i on i.id=c.instalment_id
      where c.voided_on is null and c.reminder_id is null {among("i.receivable_id", receivable_ids)}
      group by c.instalment_id, c.kind, c.currency"""
    for instalment_id, kind, currency, amount in store.rows(lambda *row: row, sql):
        found.setdefault((instalment_id, kind), {})[currency] = amount
    return found


def insert(change: Change, values: Mapping[str, Any]) -> int:
    return change.insert("charge", dict(values))


def update(change: Change, charge_id: int, values: Mapping[str, Any]) -> None:
    change.update("charge", charge_id, dict(values))

"""Exchange differences: what a settlement's source was worth in the book's currency less what it settled there."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from app.models.store import Store


@dataclass(frozen=True, slots=True)
class ExchangeDifference:
    """One dated settlement whose two sides differ in the book's currency.

    `source_amount` in minor units of `source_currency` settled `amount` of `currency`; `gain_base` below zero is a loss;
    `source_number` is that of a payment or credit note, `target_number` that of a receivable or of money paid back.
    """

    on: date
    customer_id: int
    customer: str
    payment_id: int | None
    source_number: str | None
    source_currency: str
    source_amount: int
    target_number: str | None
    currency: str
    amount: int
    gain_base: int


FIND: Final = """select a.on_day, a.customer_id, coalesce(c.short_name,c.name), a.payment_id, coalesce(p.number,k.number), coalesce(p.currency,k.currency),
  a.source_amount, coalesce(r.number,q.number), coalesce(r.currency,q.currency), a.amount, a.base_source-a.base_target
  from allocation a join customer c on c.id=a.customer_id left join payment p on p.id=a.payment_id left join receivable k on k.id=a.credit_id
  left join instalment i on i.id=a.instalment_id left join receivable r on r.id=i.receivable_id left join payment q on q.id=a.outgoing_id
  where a.voided=0 and a.adjustment_id is null and a.base_source<>a.base_target and {where} order by a.on_day, a.id"""


def differences(store: Store, since: date, until: date) -> list[ExchangeDifference]:
    """Those of a period, both days included, by day."""
    return store.rows(_row, FIND.format(where="a.on_day between ? and ?"), (since.isoformat(), until.isoformat()))


def of_payment(store: Store, payment_id: int) -> list[ExchangeDifference]:
    """Those of one receipt or of money paid back."""
    return store.rows(_row, FIND.format(where=":id in (a.payment_id, a.outgoing_id)"), {"id": payment_id})


def _row(*row: Any) -> ExchangeDifference:
    return ExchangeDifference(date.fromisoformat(row[0]), *row[1:])

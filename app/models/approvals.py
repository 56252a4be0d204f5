"""Exceptions approved: who let something leave that the rules held back, why, up to how much and until when."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final

from app.models.change import Change
from app.models.dates import maybe_day
from app.models.store import Store


@dataclass(frozen=True, slots=True)
class Approval:
    """`covers` = rules it releases; `amount` = the largest order, in minor units of `currency`. It holds from `valid_from` to the day
    before `valid_to`, once where `single_use`: `used_by` is the shipment, while that is not voided. `alone` = proposed and approved by one person.
    `exposure_before` and `exposure_after` in the customer's currency."""

    id: int
    customer_id: int
    customer: str
    number: str
    subject: str
    covers: tuple[str, ...]
    decision_id: int | None
    contract_id: int | None
    deal_id: int | None
    amount: int | None
    currency: str | None
    valid_from: date
    valid_to: date
    single_use: bool
    used_by: int | None
    conditions: str | None
    reason: str
    proposed_by: int
    proposer: str
    approved_by: int
    approver: str
    alone: bool
    exposure_before: int | None
    exposure_after: int | None
    revoked_on: date | None
    revoke_reason: str | None

    @property
    def last_day(self) -> date:
        return self.valid_to - timedelta(days=1)

    def state(self, on: date) -> str:
        """revoked, used, expired, upcoming, live."""
        if self.revoked_on is not None and self.revoked_on <= on:
            return "revoked"
        if (self.single_use and self.used_by is not None) or self.subject == "write_off":
            return "used"
        if on >= self.valid_to:
            return "expired"
        return "live" if on >= self.valid_from else "upcoming"

    def is_for(self, deal_id: int | None, contract_id: int | None) -> bool:
        """Whether it answers for an order: one that names a deal or a contract is for that alone."""
        return self.deal_id in (None, deal_id) and self.contract_id in (None, contract_id)


SELECT: Final = """select a.id,a.customer_id,coalesce(c.short_name,c.name),a.number,a.subject,a.covers,a.decision_id,a.contract_id,a.deal_id,
  a.amount,a.currency,a.valid_from,a.valid_to,a.single_use,
  (select s.id from shipment s where s.id=a.used_by and s.voided_on is null),a.conditions,a.reason,a.proposed_by,p.name,a.approved_by,q.name,
  a.alone,a.exposure_before,a.exposure_after,a.revoked_on,a.revoke_reason
  from approval a join customer c on c.id=a.customer_id join person p on p.id=a.proposed_by join person q on q.id=a.approved_by"""


def _approval(*row: Any) -> Approval:
    fields = list(row)
    fields[5] = tuple(json.loads(row[5]))
    for place in (11, 12, 24):
        fields[place] = maybe_day(row[place])
    fields[13], fields[21] = bool(row[13]), bool(row[21])
    return Approval(*fields)


def approval(store: Store, approval_id: int) -> Approval | None:
    return store.one(_approval, f"{SELECT} where a.id=?", (approval_id,))


def of_customer(store: Store, customer_id: int) -> list[Approval]:
    """Every one, the newest first."""
    return store.rows(_approval, f"{SELECT} where a.customer_id=? order by a.id desc", (customer_id,))


def since(store: Store, day: date, on: date, customer_id: int | None = None) -> list[Approval]:
    """Those given after a day and not after another, the newest first; of one customer or of all."""
    whose = "" if customer_id is None else "and a.customer_id=:c"
    params = {"since": day.isoformat(), "d": on.isoformat()} | ({} if customer_id is None else {"c": customer_id})
    sql = f"{SELECT} where a.valid_from>:since and a.valid_from<=:d {whose} order by a.valid_from desc, a.id desc"
    return store.rows(_approval, sql, params)


def insert(change: Change, values: Mapping[str, Any]) -> int:
    return change.insert("approval", dict(values))


def update(change: Change, approval_id: int, values: Mapping[str, Any]) -> None:
    change.update("approval", approval_id, dict(values))


def use(change: Change, approval_id: int, shipment_id: int) -> None:
    """The goods it was given for have left: it answers for no other. Undoing that change frees it again."""
    change.update("approval", approval_id, {"used_by": shipment_id})

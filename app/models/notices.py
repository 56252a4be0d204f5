"""Formal papers that are no reminders: stop of performance, demand on a guarantor, refused draft, repayment agreement ...

A notice is made once and stays as it was (`data`); what became of it, served or come back, is entered later. A repayment
agreement is "served" signed on the day it was signed.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from app.models.change import Change
from app.models.dates import maybe_day
from app.models.store import Store


@dataclass(frozen=True, slots=True)
class Notice:
    """`amount` in minor units of `currency`; `data` = what the paper says, frozen; `served` signed, delivered, left, returned."""

    id: int
    customer_id: int
    customer: str
    number: str
    kind: str
    made_on: date
    currency: str | None
    amount: int | None
    deadline_on: date | None
    lang: str
    security_id: int | None
    bill_id: int | None
    contract_id: int | None
    matter_id: int | None
    data: Mapping[str, Any]
    served: str | None
    tracking_no: str | None
    served_on: date | None
    signed_by: str | None
    voided_on: date | None

    @property
    def state(self) -> str:
        """voided, signed, delivered, left, returned, made."""
        return "voided" if self.voided_on else self.served or "made"

    @property
    def arrived(self) -> bool:
        """Whether it reached who it is for, in a way that can be shown."""
        return self.state in ("signed", "delivered", "left")


SELECT: Final = """select n.id,n.customer_id,coalesce(c.short_name,c.name),n.number,n.kind,n.made_on,n.currency,n.amount,n.deadline_on,n.lang,
  n.security_id,n.bill_id,n.contract_id,n.matter_id,n.data,n.served,n.tracking_no,n.served_on,n.signed_by,n.voided_on
  from notice n join customer c on c.id=n.customer_id"""


def _notice(*row: Any) -> Notice:
    fields = list(row)
    fields[5], fields[14] = date.fromisoformat(row[5]), json.loads(row[14])
    for place in (8, 17, 19):
        fields[place] = maybe_day(row[place])
    return Notice(*fields)


def notice(store: Store, notice_id: int) -> Notice | None:
    return store.one(_notice, f"{SELECT} where n.id=?", (notice_id,))


def of_customer(store: Store, customer_id: int) -> list[Notice]:
    """Every one, voided ones too, the newest first."""
    return store.rows(_notice, f"{SELECT} where n.customer_id=? order by n.made_on desc, n.id desc", (customer_id,))


def events(store: Store, notice_id: int) -> list[int]:
    """Ids of the live claim events that it wrote."""
    return store.rows(
        int, "select id from claim_event where notice_id=? and voided_on is null order by id", (notice_id,)
    )


def insert(change: Change, values: Mapping[str, Any], data: Mapping[str, Any]) -> int:
    return change.insert("notice", {**values, "data": _text(data)})


def update(change: Change, notice_id: int, values: Mapping[str, Any]) -> None:
    change.update("notice", notice_id, dict(values))


def update_data(change: Change, found: Notice, **values: Any) -> None:
    """Sets some of what is kept with it; the rest of it stays."""
    change.update("notice", found.id, {"data": _text({**found.data, **values})})


def _text(data: Mapping[str, Any]) -> str:
    return json.dumps(dict(data), ensure_ascii=False, sort_keys=True, default=date.isoformat)

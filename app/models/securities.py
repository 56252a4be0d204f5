"""What stands behind a debt: guarantees, paper of banks, letters of credit, mortgages, pledges, retained titles."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from app.models.change import Change
from app.models.dates import maybe_day
from app.models.dialect import among
from app.models.store import Store


@dataclass(frozen=True, slots=True)
class Security:
    """A guarantee, pledge, retained title ...; `value` in minor units of `currency`, of which `haircut_bp` counts.

    It stands behind one debt (`receivable_id`), else those of a contract, else all of the customer's. `joint`: None = not
    agreed. `from_on` = the day given, of retained title the day of delivery; `expires_on` = the agreed end, of a letter of
    credit the last day for presenting; `act_by` = a last day for claiming that the paper names. `document` = the number of
    the receivable or contract, `own_currency` the customer's; `acted_on` = when it was claimed in the form the law asks for, of a letter of credit when the
    documents were presented. `original_at` = where the original lies, None = not received. `number` = of the paper itself.
    Of a letter of credit: the latest day of shipment, the day shipped, days for presenting from then, and its documents.
    """

    id: int
    customer_id: int
    contract_id: int | None
    kind: str
    giver: str | None
    joint: bool | None
    currency: str
    value: int
    from_on: date
    expires_on: date | None
    registered_on: date | None
    resolution_on: date | None
    released_on: date | None
    document: str | None
    haircut_bp: int
    act_by: date | None
    original_at: str | None
    customer: str
    own_currency: str
    receivable_id: int | None
    acted_on: date | None
    note: str | None
    number: str | None = None
    ship_by: date | None = None
    shipped_on: date | None = None
    present_days: int | None = None
    papers: tuple[tuple[str, bool], ...] = ()  # (document, whether we have it)

    @property
    def original_missing(self) -> bool:
        """Of paper that is worth nothing without its original."""
        return self.kind in ("bank_guarantee", "letter_of_credit") and not self.original_at

    @property
    def detail(self) -> dict[str, Any]:
        """What the table keeps as JSON."""
        return {
            "receivable_id": self.receivable_id, "acted_on": self.acted_on, "note": self.note, "number": self.number,
            "ship_by": self.ship_by, "shipped_on": self.shipped_on, "present_days": self.present_days, "papers": self.papers,
        }  # fmt: skip


DAYS: Final = ("acted_on", "ship_by", "shipped_on")
SELECT: Final = """select s.id,s.customer_id,s.contract_id,s.kind,s.giver,s.joint,s.currency,s.value,s.from_on,s.expires_on,s.registered_on,
  s.resolution_on,s.released_on,coalesce(r.number,k.number),s.haircut_bp,s.act_by,s.original_at,coalesce(c.short_name,c.name),c.currency,s.detail
  from security s join customer c on c.id=s.customer_id left join contract k on k.id=s.contract_id
  left join receivable r on r.id=json_extract(s.detail,'$.receivable_id')"""


def _security(*row: Any) -> Security:
    fields = list(row[:19])
    fields[5] = None if row[5] is None else bool(row[5])
    fields[8:13] = [maybe_day(text) for text in row[8:13]]
    fields[15] = maybe_day(row[15])
    detail = json.loads(row[19])
    detail |= {name: maybe_day(detail.get(name)) for name in DAYS}
    more: dict[str, Any] = {
        name: detail.get(name) for name in ("receivable_id", "note", "number", "present_days", *DAYS)
    }
    more["papers"] = tuple((str(name), bool(there)) for name, there in detail.get("papers", ()))
    return Security(*fields, **more)


def security(store: Store, security_id: int) -> Security | None:
    return store.one(_security, f"{SELECT} where s.id=?", (security_id,))


def in_force(store: Store, on: date, customers: Collection[int] | None = None) -> list[Security]:
    """Those given and not released by a day, ended ones too, the oldest first; of some customers, or of all."""
    sql = f"""{SELECT} where s.from_on<=:d and (s.released_on is null or s.released_on>:d)
      {among("s.customer_id", customers)} order by s.from_on,s.id"""
    return store.rows(_security, sql, {"d": on.isoformat()})


def of_customer(store: Store, customer_id: int) -> list[Security]:
    """Every security of a customer, released ones too, newest first."""
    return store.rows(_security, f"{SELECT} where s.customer_id=? order by s.from_on desc,s.id desc", (customer_id,))


def every(store: Store, customers: Collection[int] | None = None) -> list[Security]:
    """Of all customers, released ones too, by name."""
    sql = f"{SELECT} where true {among('s.customer_id', customers)} order by coalesce(c.short_name,c.name),s.customer_id,s.from_on,s.id"
    return store.rows(_security, sql)


def insert(change: Change, values: Mapping[str, Any], detail: Mapping[str, Any]) -> int:
    return change.insert("security", {**values, "detail": _text(detail)})


def update(change: Change, security_id: int, values: Mapping[str, Any]) -> None:
    change.update("security", security_id, dict(values))


def update_detail(change: Change, found: Security, **values: Any) -> None:
    """Sets what is kept as JSON; the rest of it stays."""
    change.update("security", found.id, {"detail": _text(found.detail | values)})


def _text(detail: Mapping[str, Any]) -> str:
    known = {name: value for name, value in detail.items() if value or value == 0}
    return json.dumps(known, ensure_ascii=False, sort_keys=True, default=date.isoformat)

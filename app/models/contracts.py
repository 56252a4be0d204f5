"""Contracts: the signed paper, and what it says about being paid late, security and who the buyer is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from app.models.change import Change
from app.models.dates import maybe_day
from app.models.store import Store


@dataclass(frozen=True, slots=True)
class Contract:
    """Money in minor units of `currency`; `penalty_ppm_day` = millionths of the debt a day (500 = 0.5 ‰)."""

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


COLUMNS: Final = (
    "id", "customer_id", "number", "title", "status", "signed_on", "starts_on", "ends_on", "currency", "rate", "amount", "custom_goods",
    "penalty_ppm_day", "penalty_cap_bp", "retention_of_title", "guarantee_ends_on", "service_address", "buyer_size", "sme_notice_on",
    "pay_when_paid",
)  # fmt: skip
DAYS: Final = frozenset({"signed_on", "starts_on", "ends_on", "guarantee_ends_on", "sme_notice_on"})
SELECT: Final = f"""select coalesce(c.short_name,c.name), {", ".join(f"k.{name}" for name in COLUMNS)}
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
    safe = text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
    sql = f"""{SELECT} where k.number like :some escape '\\' or k.title like :some escape '\\'
      order by k.signed_on desc, k.id desc limit :limit"""
    return store.rows(_contract, sql, {"some": f"%{safe}%", "limit": limit})


def next_number(store: Store, prefix: str) -> str:
    """`prefix` and the next running number of three digits."""
    sql = """select substr(number,length(:prefix)+1) from contract where number>:prefix and number<:prefix||':'
      and substr(number,length(:prefix)+1) not glob '*[^0-9]*' order by length(number) desc, number desc limit 1"""
    return f"{prefix}{int(store.scalar(sql, {'prefix': prefix}) or 0) + 1:03d}"


def used_by(store: Store, contract_id: int) -> int:
    """How many receivables name it."""
    return int(
        store.scalar("select count(*) from receivable where contract_id=? and voided_on is null", (contract_id,))
    )


def insert(change: Change, values: Mapping[str, Any]) -> int:
    return change.insert("contract", dict(values))


def update(change: Change, contract_id: int, values: Mapping[str, Any]) -> None:
    change.update("contract", contract_id, dict(values))

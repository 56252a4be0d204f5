"""What the credit file says of the firm itself: age, owner, capital, sector, and what it will buy from us."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from app.models.change import Change
from app.models.dates import maybe_day
from app.models.dialect import among
from app.models.store import Store

COLUMNS: Final = (
    "founded", "since", "legal_rep", "capital_subscribed", "capital_paid", "sector", "expected_sales", "margin_bp", "peak_bp",
    "sole_trader", "stop_line", "max_order",
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """Money in minor units of the customer's currency. `expected_sales` = what they will buy in a year, `margin_bp` = our
    gross margin on it, `peak_bp` = the strongest month over the average one (10000 = no season). `stop_line` = no new credit once they owe that much, `max_order` = the largest single order without
    a special approval; None = no such line."""

    founded: date | None = None
    since: date | None = None
    legal_rep: str | None = None
    capital_subscribed: int | None = None
    capital_paid: int | None = None
    sector: str | None = None
    expected_sales: int | None = None
    margin_bp: int | None = None
    peak_bp: int | None = None
    sole_trader: bool = False
    stop_line: int | None = None
    max_order: int | None = None


def profile(store: Store, customer_id: int) -> Profile | None:
    """None when there is no such customer."""

    def read(*row: Any) -> Profile:
        known = dict(zip(COLUMNS, row, strict=True))
        days = {name: maybe_day(known[name]) for name in ("founded", "since")}
        return Profile(**{**known, **days, "sole_trader": bool(known["sole_trader"])})

    return store.one(read, f"select {','.join(COLUMNS)} from customer where id=?", (customer_id,))


def sole_traders(store: Store, customers: Collection[int]) -> set[int]:
    """Those of them that are."""
    return set(store.rows(int, f"select id from customer where sole_trader {among('id', customers)}"))


def update(change: Change, customer_id: int, profile: Profile) -> None:
    row = {name: getattr(profile, name) for name in COLUMNS}
    days = {name: row[name].isoformat() if row[name] else None for name in ("founded", "since")}
    change.update("customer", customer_id, {**row, **days, "sole_trader": int(profile.sole_trader)})


@dataclass(frozen=True, slots=True)
class Marks:
    """What else is known: somebody who may receive goods, a known payer, a signed contract, another country; kinds of attached files."""

    receiver: bool
    payer: bool
    contract: bool
    abroad: bool
    roles: frozenset[str]


def marks(store: Store, customer_id: int, on: date) -> Marks:
    sql = """select exists(select 1 from contact where customer_id=:c and receives_goods=1 and left_on is null),
      exists(select 1 from payer where customer_id=:c and forgotten_on is null and account_tail is not null),
      exists(select 1 from contract where customer_id=:c and signed_on<=:d),
      exists(select 1 from customer c, company b where c.id=:c and c.country<>'' and c.country<>b.country)"""
    roles = store.rows(
        str, "select distinct role from attachment_link where customer_id=? and voided_on is null", (customer_id,)
    )
    receiver, payer, contract, abroad = store.rows(lambda *row: row, sql, {"c": customer_id, "d": on.isoformat()})[0]
    return Marks(bool(receiver), bool(payer), bool(contract), bool(abroad), frozenset(roles))

"""What customers ask for: a higher limit, longer terms, instalments, a discount."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from app.models.change import Change
from app.models.dialect import among
from app.models.store import Store

WHAT: Final = ("limit", "terms", "instalments", "discount")


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """One request; `amount` in minor units of the customer's currency, `outcome` None = not answered yet."""

    id: int = 0
    customer_id: int
    asked_on: date
    what: str
    amount: int | None = None
    days: int | None = None
    outcome: str | None = None


def requests(store: Store, on: date, customers: Collection[int] | None = None) -> list[Request]:
    """Those made up to a day, of some customers or of all: the newest first."""
    sql = f"""select id,customer_id,asked_on,what,amount,days,outcome from request
      where asked_on<=? {among("customer_id", customers)} order by asked_on desc,id desc"""

    def request(*row: Any) -> Request:
        row_id, customer_id, asked_on, what, amount, days, outcome = row
        return Request(
            id=row_id, customer_id=customer_id, asked_on=date.fromisoformat(asked_on), what=what, amount=amount, days=days,
            outcome=outcome,
        )  # fmt: skip

    return store.rows(request, sql, (on.isoformat(),))


def insert(change: Change, request: Request) -> int:
    row = {name: getattr(request, name) for name in ("customer_id", "what", "amount", "days", "outcome")}
    return change.insert("request", {**row, "asked_on": request.asked_on.isoformat()})


def update(change: Change, request_id: int, outcome: str) -> None:
    change.update("request", request_id, {"outcome": outcome})

"""Stored scores: of one day, written from the rules by `services/standing.py` alone, one row a customer and one a reason."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Sequence
from datetime import date
from typing import Any, Final

from app.models.change import Change
from app.models.dialect import among
from app.models.store import Store

SCORE: Final = (
    "customer_id", "as_of", "points_x100", "start_x100", "pd_ppm", "grade", "risk", "confidence_bp", "blocks", "caps", "policy_id",
)  # fmt: skip
REASON: Final = ("customer_id", "seq", "code", "points_x100", "data", "as_of")
Rows = Iterable[tuple[Any, ...]]


def replace(change: Change, customers: Collection[int] | None, scores: Rows, reasons: Rows) -> None:
    """The rows of some customers, or of all, anew; columns as in `SCORE` and `REASON`."""
    for table, columns, rows in (("customer_score", SCORE, scores), ("score_reason", REASON, reasons)):
        where = "" if customers is None else f" where true {among('customer_id', customers)}"
        change.derive(f"delete from {table}{where}")
        change.derive_many(f"insert into {table}({','.join(columns)}) values({','.join('?' * len(columns))})", rows)


def stored_of(store: Store) -> tuple[date, int] | None:
    """(day, policy) of the stored scores; None when some customer has none, or days or policies are mixed."""
    sql = """select case when min(as_of)=max(as_of) and min(policy_id)=max(policy_id) and count(*)=(select count(*) from customer)
      then min(as_of) end, min(policy_id) from customer_score"""
    day, policy = store.rows(lambda *row: row, sql)[0]
    return (date.fromisoformat(day), policy) if day else None


def ratings(
    store: Store, on: date, policy_id: int, customers: Collection[int]
) -> dict[int, tuple[str, tuple[str, ...]]]:
    """Customer -> grade, codes of the facts that hold it down; of those whose stored score is of that day and policy."""
    sql = f"""select customer_id, grade, caps from customer_score
      where as_of=? and policy_id=? {among("customer_id", customers)}"""
    rows = store.rows(lambda *row: row, sql, (on.isoformat(), policy_id))
    return {who: (grade, tuple(each["code"] for each in json.loads(caps))) for who, grade, caps in rows}


def differences(store: Store, scores: Rows, reasons: Rows) -> int:
    """How many stored rows differ from these, or are on one side only (0 = equal)."""
    return _differences(store, "customer_score", SCORE, scores) + _differences(store, "score_reason", REASON, reasons)


def _differences(store: Store, table: str, columns: Sequence[str], rows: Rows) -> int:
    stored = store.rows(lambda *row: row, f"select {','.join(columns)} from {table}")
    return len(set(stored) ^ set(rows))

"""Customers put off: not shown in Today for the reasons of then until a day; one row a kind of reason."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from app.models.change import Change
from app.models.store import Store


def insert(change: Change, customer_id: int, codes: Iterable[str], made_on: date, until: date) -> None:
    for code in codes:
        row = {"customer_id": customer_id, "reason_code": code, "until_on": until.isoformat()}
        change.insert("snooze", {**row, "made_on": made_on.isoformat()})


def live(store: Store, on: date) -> dict[int, dict[str, date]]:
    """By customer the kinds of reasons that are put off at the end of a day, and until when."""
    sql = """select customer_id, reason_code, max(until_on) from snooze where made_on<=:d and until_on>:d
      group by customer_id, reason_code"""
    found: dict[int, dict[str, date]] = {}
    for who, code, until in store.rows(lambda *row: row, sql, {"d": on.isoformat()}):
        found.setdefault(who, {})[code] = date.fromisoformat(until)
    return found


def end(change: Change, customer_id: int, on: date) -> int:
    """Nothing of a customer is put off any longer from a day on; how many rows that ended."""
    sql = "select id from snooze where customer_id=? and until_on>?"
    rows = change.store.rows(int, sql, (customer_id, on.isoformat()))
    for row in rows:
        change.update("snooze", row, {"until_on": on.isoformat()})
    return len(rows)

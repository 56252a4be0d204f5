"""What a contract says on each of the 24 items of the check."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Final

from app.models.change import Change
from app.models.contract_values import Answer
from app.models.store import Store

__all__ = ["Answer"]
FIELDS: Final = "item,value_bp,not_applicable,note"


def answers(store: Store, contract_id: int) -> tuple[Answer, ...]:
    """Those given, by item."""
    sql = f"select {FIELDS} from clause_answer where contract_id=? order by item"
    return tuple(store.rows(lambda i, v, n, t: Answer(i, v, bool(n), t), sql, (contract_id,)))


def failing(store: Store, customer_id: int, items: Sequence[int], on: date) -> bool:
    """Whether one of these is missing in a contract signed by a day that is in force with the customer."""
    marks = ",".join("?" * len(items))
    sql = f"""select exists(select 1 from clause_answer a join contract k on k.id=a.contract_id where k.customer_id=?
      and k.status in('signed','running') and k.signed_on<=? and a.value_bp=0 and a.not_applicable=0 and a.item in ({marks}))"""
    return bool(store.scalar(sql, (customer_id, on.isoformat(), *items)))


def put(change: Change, contract_id: int, customer_id: int, wanted: Sequence[Answer]) -> None:
    """These answers, the others as they are."""
    sql = "select item,id from clause_answer where contract_id=?"
    known = dict(change.store.rows(lambda *row: row, sql, (contract_id,)))
    for each in wanted:
        row = {
            "contract_id": contract_id, "customer_id": customer_id, "item": each.item, "value_bp": each.value_bp,
            "not_applicable": int(each.not_applicable), "note": each.note,
        }  # fmt: skip
        if each.item in known:
            change.update("clause_answer", known[each.item], row)
        else:
            change.insert("clause_answer", row)

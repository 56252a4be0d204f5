"""What hangs on a receivable and stays true when it is entered anew: disputes, claims, evidence, securities, holds, files."""

from __future__ import annotations

import json
from typing import Any, Final

from app.models import receivables
from app.models.change import Change

BY_INSTALMENT: Final = ("dispute", "charge", "claim_event", "hold")


def carry(change: Change, before: int, after: int, customer_id: int) -> None:
    """All of it, with its files, belongs to the new receivable, which is that customer's; what has no instalment there stays.

    With the same due day it also keeps how it came by that: the past has the older one.
    """
    store = change.store
    parts = [receivables.instalments(store, each) for each in (before, after)]
    for old, new in zip(*parts, strict=False):
        for table in (*BY_INSTALMENT, "due_change") if old.due_on == new.due_on else BY_INSTALMENT:
            for row_id in store.rows(int, f"select id from {table} where instalment_id=? order by id", (old.id,)):
                _give(change, table, row_id, customer_id, {"instalment_id": new.id})
    sql = """select i.id from legal_matter_item i join legal_matter m on m.id=i.matter_id where i.receivable_id=? and m.customer_id=?
      order by i.id"""
    for row_id in store.rows(int, sql, (before, customer_id)):
        change.update("legal_matter_item", row_id, {"receivable_id": after})
    sql = "select id, detail from security where json_extract(detail,'$.receivable_id')=? order by id"
    for row_id, detail in store.rows(lambda *row: row, sql, (before,)):
        changed = json.loads(detail) | {"receivable_id": after}
        text = json.dumps(changed, ensure_ascii=False, sort_keys=True)
        _give(change, "security", row_id, customer_id, {"detail": text})
    for link in _links(change, "receivable", before):
        change.update("attachment_link", link, {"row_id": after, "customer_id": customer_id})


def _give(change: Change, table: str, row_id: int, customer_id: int, values: dict[str, Any]) -> None:
    change.update(table, row_id, {**values, "customer_id": customer_id})
    for link in _links(change, table, row_id):
        change.update("attachment_link", link, {"customer_id": customer_id})


def _links(change: Change, table: str, row_id: int) -> list[int]:
    sql = "select id from attachment_link where tbl=? and row_id=? order by id"
    return change.store.rows(int, sql, (table, row_id))

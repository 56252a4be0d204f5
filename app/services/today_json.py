"""The shape of `kedun today --json`; money as decimal text in the book's currency."""

from __future__ import annotations

from typing import Any

from app.models.money import plain
from app.services import today_wording
from app.services.monitoring import Worklist, WorkRow


def document(work: Worklist) -> dict[str, Any]:
    """`rows` in the order of the list, each with its reasons, the strongest first; who waits is not among them."""
    return {"as_of": work.as_of.isoformat(), "rows": [_row(row, work.currency) for row in work.rows]}


def _row(row: WorkRow, currency: str) -> dict[str, Any]:
    reasons = [
        {"code": each.code, "text": today_wording.reason_text(each), "amount": plain(each.amount, each.currency)}
        for each in row.reasons
    ]
    amount = plain(row.amount, currency)
    return {"customer": row.code, "reasons": reasons, "amount": amount, "overdue_days": row.overdue_days}

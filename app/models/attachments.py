"""Files kept inside the book, and what they belong to.

The content of a file is kept once, under its hash, and never changes: the links to it are the facts, and only they are
in the journal. Taking a link back leaves the content where it is.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from app.models.change import Change
from app.models.dates import maybe_day
from app.models.store import Store

# Tables whose rows may have files.
OWNERS: Final = (
    "customer",
    "receivable",
    "payment",
    "contract",
    "security",
    "claim_event",
    "confirmation",
    "dispute",
    "bill",
    "financial_statement",
    "credit_fact",
    "questionnaire",
    "shipment",
    "milestone",
    "approval",
    "deposit_move",
    "insurance_policy",
    "buyer_limit",
    "insurance_event",
    "reminder",
    "promise",
    "interaction",
    "feedback",
    "legal_matter",
    "notice",
    "adjustment",
)


@dataclass(frozen=True, slots=True)
class Attached:
    """A file of a row: `id` of the link, `size` in bytes, `on_day` = the day the paper is of."""

    id: int
    customer_id: int
    tbl: str
    row_id: int
    name: str
    role: str | None
    on_day: date | None
    voided_on: date | None
    sha256: str
    size: int
    mime: str


SELECT: Final = """select l.id,l.customer_id,l.tbl,l.row_id,l.name,l.role,l.on_day,l.voided_on,a.sha256,a.size,a.mime
  from attachment_link l join attachment a on a.id=l.attachment_id"""


def _attached(*row: Any) -> Attached:
    fields = list(row)
    fields[6], fields[7] = maybe_day(row[6]), maybe_day(row[7])
    return Attached(*fields)


def of_customer(store: Store, customer_id: int) -> list[Attached]:
    """Every file about a customer, voided ones too, newest first."""
    return store.rows(_attached, f"{SELECT} where l.customer_id=? order by l.id desc", (customer_id,))


def of_row(store: Store, tbl: str, row_id: int) -> list[Attached]:
    """The files of one row that are not voided, oldest first."""
    sql = f"{SELECT} where l.tbl=? and l.row_id=? and l.voided_on is null order by l.id"
    return store.rows(_attached, sql, (tbl, row_id))


def attached(store: Store, link_id: int) -> Attached | None:
    return store.one(_attached, f"{SELECT} where l.id=?", (link_id,))


def content(store: Store, link_id: int) -> bytes:
    sql = "select a.content from attachment_link l join attachment a on a.id=l.attachment_id where l.id=?"
    return bytes(store.scalar(sql, (link_id,)))


def customer_of(store: Store, tbl: str, row_id: int) -> int | None:
    """Whom a row is about; None when there is no such row. Raises LookupError for a table without files."""
    if tbl not in OWNERS:
        raise LookupError(tbl)
    column = "id" if tbl == "customer" else "customer_id"
    found: int | None = store.scalar(f"select {column} from {tbl} where id=?", (row_id,))
    return found


def keep(change: Change, sha256: str, mime: str, content: bytes) -> int:
    """The id of the content, written when the book does not have it yet."""
    sql = "insert into attachment(sha256,size,mime,content) values(?,?,?,?) on conflict(sha256) do nothing"
    change.derive(sql, (sha256, len(content), mime, content))
    return int(change.store.scalar("select id from attachment where sha256=?", (sha256,)))


def link(change: Change, values: Mapping[str, Any]) -> int:
    return change.insert("attachment_link", dict(values))


def void(change: Change, link_id: int, on: str) -> None:
    change.update("attachment_link", link_id, {"voided_on": on})

"""Statements of the bank as they were imported, and their lines of money in: open, matched to a payment, or ignored."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from app.models.change import Change
from app.models.store import Store


@dataclass(frozen=True, slots=True)
class BankLine:
    """Money in, minor units of `currency`; `status` open, matched or ignored; `format` of the file it came in.

    `payment_id` = the live payment made of it.
    """

    id: int
    on: date
    amount: int
    currency: str
    payer_name: str | None
    payer_account: str | None
    text: str | None
    status: str
    ignore_reason: str | None
    format: str
    payment_id: int | None


@dataclass(frozen=True, slots=True)
class OpenPart:
    """An open instalment as matching needs it; money in minor units of `currency`."""

    id: int
    customer_id: int
    number: str
    tax_invoice_no: str | None
    currency: str
    open: int


FIELDS: Final = (
    "l.id,l.on_day,l.amount,l.currency,l.payer_name,l.payer_account,l.text,l.status,l.ignore_reason,i.format,p.id"
)
FROM: Final = """from bank_line l join bank_import i on i.id=l.import_id
  left join payment p on p.bank_line_id=l.id and p.voided_on is null and p.kind='receipt'"""
LINE: Final = (
    "import_id", "natural_key", "on_day", "amount", "currency", "payer_name", "payer_account", "text",
)  # fmt: skip


def _line(*row: Any) -> BankLine:
    return BankLine(row[0], date.fromisoformat(row[1]), *row[2:])


def lines(store: Store, status: str = "open") -> list[BankLine]:
    """The lines of a status, oldest first."""
    return store.rows(_line, f"select {FIELDS} {FROM} where l.status=? order by l.on_day, l.id", (status,))


def line(store: Store, line_id: int) -> BankLine | None:
    return store.one(_line, f"select {FIELDS} {FROM} where l.id=?", (line_id,))


def counts(store: Store) -> dict[str, int]:
    """How many lines are open, matched and ignored."""
    found = dict(store.rows(lambda *row: (row[0], row[1]), "select status, count(*) from bank_line group by status"))
    return {status: found.get(status, 0) for status in ("open", "matched", "ignored")}


def known(store: Store, keys: Iterable[str]) -> set[str]:
    """Those of the natural keys that were imported before."""
    wanted = list(keys)
    found: set[str] = set()
    for at in range(0, len(wanted), 500):
        some = wanted[at : at + 500]
        marks = ",".join("?" * len(some))
        found.update(store.rows(str, f"select natural_key from bank_line where natural_key in ({marks})", some))
    return found


def last_difference(store: Store) -> tuple[int, str] | None:
    """What the balances of the file that came last lack, and its currency; None when they could not be checked."""
    sql = """select sum(difference), currency from bank_import
      where sha256=(select sha256 from bank_import order by id desc limit 1) group by currency order by count(*) desc limit 1"""
    found = store.one(lambda *row: row, sql)
    return None if found is None or found[0] is None else (int(found[0]), str(found[1]))


def insert_import(change: Change, values: dict[str, Any]) -> int:
    return change.insert("bank_import", values)


def insert_lines(change: Change, rows: Sequence[tuple[Any, ...]]) -> range:
    """Many lines at once, columns as in `LINE`; their ids in order."""
    return change.bulk("bank_line", LINE, rows) if rows else range(0)


def set_status(change: Change, line_id: int, status: str, reason: str | None = None) -> None:
    change.update("bank_line", line_id, {"status": status, "ignore_reason": reason})


def free(change: Change, payment_id: int) -> None:
    """A payment that is voided gives its line back."""
    line_id = change.store.scalar("select bank_line_id from payment where id=?", (payment_id,))
    if line_id is not None:
        set_status(change, line_id, "open")


def open_parts(store: Store) -> list[OpenPart]:
    """Every open instalment after everything entered, each customer's oldest due first."""
    sql = """select o.instalment_id, o.customer_id, r.number, r.tax_invoice_no, o.currency, o.open
      from open_item o join receivable r on r.id=o.receivable_id
      where o.side='debit' and o.open>0 and o.instalment_id is not null
      order by o.customer_id, o.due_on is null, o.due_on, o.issued_on, o.instalment_id"""
    return store.rows(OpenPart, sql)


def learnt(store: Store) -> list[tuple[int, str | None, str | None]]:
    """(customer, name, end of the account) of every payer that is not forgotten."""
    sql = "select customer_id, name, account_tail from payer where forgotten_on is null"
    return store.rows(lambda *row: row, sql)

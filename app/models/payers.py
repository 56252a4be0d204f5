"""Names and accounts that pay for a customer: learnt from what was received, forgotten on a day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from app.models.change import Change
from app.models.dates import maybe_day
from app.models.store import Store

# Of an account only its end is kept: enough to know it again.
TAIL: Final = 4
FIELDS: Final = "id,customer_id,name,account_tail,learnt_from,forgotten_on"


@dataclass(frozen=True, slots=True)
class Payer:
    """Who pays for a customer; `learnt_from` = "payment", "bank" or "hand"."""

    id: int
    customer_id: int
    name: str | None
    account_tail: str | None
    learnt_from: str | None
    forgotten_on: date | None


def tail(account: str | None) -> str | None:
    """The last digits and letters of an account number; None when there are too few to know it by."""
    signs = "".join(sign for sign in account or "" if sign.isalnum())
    return signs[-TAIL:] if len(signs) >= TAIL else None


def learn(change: Change, customer_id: int, name: str | None, account_tail: str | None, learnt_from: str) -> int | None:
    """Remembers who paid, once; a forgotten one is known again. None when there is neither a name nor an account."""
    if not name and not account_tail:
        return None
    sql = f"select {FIELDS} from payer where customer_id=? and name is ? and account_tail is ? order by id limit 1"
    known = change.store.one(_payer, sql, (customer_id, name, account_tail))
    if known is None:
        row = {"customer_id": customer_id, "name": name, "account_tail": account_tail, "learnt_from": learnt_from}
        return change.insert("payer", row)
    change.update("payer", known.id, {"forgotten_on": None})
    return known.id


def forget(change: Change, payer_id: int, on: date) -> None:
    """From that day on it is no reason to think of its customer."""
    change.update("payer", payer_id, {"forgotten_on": on.isoformat()})


def find(store: Store, name: str | None, account: str | None) -> list[tuple[int, int]]:
    """(payer id, customer id) of everyone known by this name, or by this account under it; the account's own first."""
    sql = """select id, customer_id from payer where forgotten_on is null and (lower(name)=lower(:name) or account_tail=:tail)
      and (name is null or :name is null or lower(name)=lower(:name)) order by (account_tail=:tail) is not true, id"""
    return store.rows(lambda *row: (row[0], row[1]), sql, {"name": name, "tail": tail(account)})


def payer(store: Store, payer_id: int) -> Payer | None:
    return store.one(_payer, f"select {FIELDS} from payer where id=?", (payer_id,))


def of_customer(store: Store, customer_id: int) -> list[Payer]:
    """Who is known to pay for a customer, by name; the forgotten ones are left out."""
    sql = f"select {FIELDS} from payer where customer_id=? and forgotten_on is null order by name is null, name, id"
    return store.rows(_payer, sql, (customer_id,))


def _payer(*row: Any) -> Payer:
    fields = list(row)
    fields[5] = maybe_day(row[5])
    return Payer(*fields)

"""Receivables: invoices, opening balances, credit notes and their instalments."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Final

from app.i18n import _
from app.models import disputes, past
from app.models.change import Change
from app.models.dates import maybe_day
from app.models.dialect import among, literal
from app.models.errors import UserError
from app.models.store import Store


@dataclass(frozen=True, slots=True)
class OpenItem:
    """An open instalment or an open credit at the end of a day; money in minor units of `currency`.

    `side` debit: `instalment_id` and `receivable_id` are set (a refund has `payment_id` instead);
    credit: a credit note (`receivable_id`) or a receipt (`payment_id`).
    """

    side: str
    number: str
    kind: str
    issued_on: date
    due_on: date | None
    currency: str
    amount: int
    open: int
    open_base: int
    disputed: int
    disputed_base: int
    amount_base: int
    instalment_id: int | None
    receivable_id: int | None
    payment_id: int | None

    @property
    def in_base(self) -> OpenItem:
        """The same item with amount, open and disputed part in the book's currency (`currency` still names its own)."""
        return replace(self, amount=self.amount_base, open=self.open_base, disputed=self.disputed_base)


@dataclass(frozen=True, slots=True)
class Receivable:
    id: int
    customer_id: int
    kind: str
    number: str
    issued_on: date
    currency: str
    rate: str
    amount: int
    amount_base: int
    description: str | None
    voided_on: str | None


@dataclass(frozen=True, slots=True)
class Instalment:
    id: int
    receivable_id: int
    seq: int
    due_on: date | None
    amount: int
    amount_base: int
    retention: int
    event: str | None
    event_days: int | None
    happened_on: date | None


OPEN: Final = f"""select t.customer_id, t.side, coalesce(r.number,p.number,''), coalesce(r.kind,p.kind), t.issued_on, t.due_on, t.currency, t.amount, t.open, t.open_base,
  coalesce(min(d.amount,t.open),0), coalesce({disputes.in_base("min(d.amount,t.open)", "t.open", "t.open_base")},0),
  (select o.amount_base from open_item o where o.id=t.id), t.instalment_id, t.receivable_id, t.payment_id
  from ({{state}}) t left join receivable r on r.id=t.receivable_id left join payment p on p.id=t.payment_id
  left join (select instalment_id, sum(amount) amount from dispute where opened_on<=:d {{of}}
    and (closed_on is null or closed_on>:d) group by instalment_id) d on d.instalment_id=t.instalment_id
  where true {{whose}} order by t.side desc, t.due_on is null, t.due_on, t.issued_on,
  coalesce(t.instalment_id,t.payment_id,t.receivable_id)"""


def _open_item(customer: int, *row: Any) -> tuple[int, OpenItem]:
    fields = list(row)
    fields[3], fields[4] = date.fromisoformat(row[3]), maybe_day(row[4])
    return customer, OpenItem(*fields)


def open_items(store: Store, customer_id: int, on: date) -> list[OpenItem]:
    """What one customer owes and is owed at the end of the day: debits oldest due first, then credits."""
    return open_of(store, (customer_id,), on).get(customer_id, [])


def open_sql(store: Store, customers: Collection[int], on: date) -> str:
    """The statement that reads nobody else's rows; it needs :d."""
    of, whose = among("customer_id", customers), among("t.customer_id", customers)
    return OPEN.format(state=past.state(store, on, customers).sql, of=of, whose=whose)


def open_of(store: Store, customers: Collection[int], on: date) -> dict[int, list[OpenItem]]:
    """The same of several customers, by customer."""
    found: dict[int, list[OpenItem]] = {}
    for who, item in store.rows(_open_item, open_sql(store, customers, on), {"d": on.isoformat()}):
        found.setdefault(who, []).append(item)
    return found


def _receivable(*row: Any) -> Receivable:
    fields = list(row)
    fields[4] = date.fromisoformat(row[4])
    return Receivable(*fields)


FIELDS: Final = "id,customer_id,kind,number,issued_on,currency,rate,amount,amount_base,description,voided_on"


def receivable(store: Store, receivable_id: int) -> Receivable | None:
    return store.one(_receivable, f"select {FIELDS} from receivable where id=?", (receivable_id,))


def of_instalment(store: Store, instalment_id: int) -> Receivable:
    """The receivable an instalment belongs to. Raises UserError when it is gone."""
    sql = f"select {FIELDS} from receivable where id=(select receivable_id from instalment where id=?)"
    found = store.one(_receivable, sql, (instalment_id,))
    if found is None:
        raise UserError(_("This receivable is no longer in the book."))
    return found


def numbered(store: Store, customer_id: int, number: str) -> list[Receivable]:
    """Receivables of a customer with this number, the live one first."""
    sql = f"select {FIELDS} from receivable where customer_id=? and number=? order by voided_on is not null, id desc"
    return store.rows(_receivable, sql, (customer_id, number))


def like(store: Store, text: str, limit: int) -> list[tuple[int, str, int, str]]:
    """(id, number, customer id, customer name) of receivables whose number holds the text; those that begin with it first."""
    sql = """select r.id, r.number, r.customer_id, coalesce(c.short_name,c.name) from receivable r join customer c on c.id=r.customer_id
      where r.voided_on is null and r.number like :some escape '\\'
      order by r.number not like :start escape '\\', r.issued_on desc, r.id desc limit :limit"""
    safe = literal(text)
    return store.rows(lambda *row: row, sql, {"some": f"%{safe}%", "start": f"{safe}%", "limit": limit})


def _instalment(*row: Any) -> Instalment:
    fields = list(row)
    fields[3], fields[9] = maybe_day(row[3]), maybe_day(row[9])
    return Instalment(*fields)


def instalments(store: Store, receivable_id: int) -> list[Instalment]:
    sql = """select id,receivable_id,seq,due_on,amount,amount_base,retention,event,event_days,happened_on
      from instalment where receivable_id=? order by seq"""
    return store.rows(_instalment, sql, (receivable_id,))


def insert(change: Change, values: Mapping[str, Any], parts: Sequence[Mapping[str, Any]]) -> int:
    """A receivable with its instalments, in order; a credit note has none."""
    receivable_id = change.insert("receivable", dict(values))
    for seq, part in enumerate(parts, start=1):
        row = {"receivable_id": receivable_id, "customer_id": values["customer_id"], "seq": seq}
        change.insert("instalment", {**row, **part})
    return receivable_id


def update(change: Change, receivable_id: int, values: Mapping[str, Any]) -> None:
    change.update("receivable", receivable_id, dict(values))


def move_due(change: Change, instalment_id: int, customer_id: int, on: str, new_due: str | None, reason: str) -> None:
    """A changed due day is a dated row: the past keeps the old one."""
    old = change.store.scalar("select due_on from instalment where id=?", (instalment_id,))
    if old == new_due:
        return
    row = {"instalment_id": instalment_id, "customer_id": customer_id, "changed_on": on, "old_due": old}
    change.insert("due_change", {**row, "new_due": new_due, "reason": reason})
    change.update("instalment", instalment_id, {"due_on": new_due})


def happened(change: Change, instalment_id: int, customer_id: int, on: str, due: str) -> None:
    """What an instalment waited for: from that day on it has the due day `due`, or since it was last given another."""
    sql = "select max(changed_on) from due_change where instalment_id=?"
    since = max(on, change.store.scalar(sql, (instalment_id,)) or on)
    move_due(change, instalment_id, customer_id, since, due, "happened")
    change.update("instalment", instalment_id, {"happened_on": on})


def void(change: Change, receivable_id: int, on: str, reason: str) -> None:
    change.update("receivable", receivable_id, {"voided_on": on, "void_reason": reason})

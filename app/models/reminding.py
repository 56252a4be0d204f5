"""What the ladder of reminders reads of a day: what is owed with its due day, money not applied, holds, fees, refused drafts."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from app.models import past
from app.models.charges import INVOICED
from app.models.customer_facts import REFUSED
from app.models.dates import maybe_day
from app.models.dialect import among
from app.models.reminders import LIVE, STEPS
from app.models.store import Store


@dataclass(frozen=True, slots=True)
class OpenDebt:
    """An open instalment with a due day at the end of a day; minor units of `currency`."""

    customer_id: int
    currency: str
    instalment_id: int
    receivable_id: int
    number: str
    seq: int
    contract: str | None
    issued_on: date
    due_on: date
    original: int
    open: int
    disputed: int
    open_base: int
    settle_by: date | None


@dataclass(frozen=True, slots=True)
class Held:
    """Reminders of a customer, or of one debt, are held; `until_on` None = until it is lifted."""

    customer_id: int
    instalment_id: int | None
    until_on: date | None
    reason: str


# Money held back until a warranty ends is not asked for before it is overdue.
DEBTS: Final = """select t.customer_id, t.currency, t.instalment_id, t.receivable_id, r.number, i.seq, k.number, t.issued_on, t.due_on,
  i.amount, t.open, coalesce(min(q.amount,t.open),0), t.open_base, q.settle_by
  from ({state}) t join instalment i on i.id=t.instalment_id join receivable r on r.id=t.receivable_id
  left join contract k on k.id=r.contract_id
  left join (select instalment_id, sum(amount) amount, min(due_on) settle_by from dispute
    where opened_on<=:d and (closed_on is null or closed_on>:d) {of} group by instalment_id) q on q.instalment_id=t.instalment_id
  where t.side='debit' and t.due_on<=:until and (i.retention=0 or t.due_on<:d)
  order by t.customer_id, t.currency, t.due_on, t.issued_on, t.instalment_id"""
# What a contract takes as prepayment is not there to pay other debts with.
CREDITS: Final = """select t.customer_id, t.currency, sum(t.open) from ({state}) t left join payment p on p.id=t.payment_id
  where t.side='credit' and (p.id is null or p.purpose='payment' or p.contract_id is null) group by t.customer_id, t.currency"""
HOLDS: Final = """select customer_id, instalment_id, until_on, reason from hold where kind='reminder' and from_on<=:d
  and (until_on is null or until_on>=:d) and (lifted_on is null or lifted_on>:d) {of} order by coalesce(until_on,'9999-12-31')"""
# A fee that was voided on the day on which its letter came back was owed until then.
FEES: Final = f"""select charge.instalment_id, sum(charge.amount) from charge join reminder r on r.id=charge.reminder_id
  where charge.kind='fee' and (charge.voided_on is null or r.served='returned' and charge.voided_on=r.served_on) and {LIVE}
  and {INVOICED} is null {{of}} group by charge.instalment_id"""
# Goods of which a part is not signed for have no such day; without a shipment the day counts that a person entered.
DELIVERED: Final = """select r.id, case when count(s.id) then case when count(s.signed_on)=count(s.id) and max(s.signed_on)<=:d then max(s.signed_on) end
  else (select min(i.happened_on) from instalment i where i.receivable_id=r.id and i.event='delivery' and i.happened_on<=:d) end
  from receivable r left join shipment s on s.receivable_id=r.id and s.voided_on is null and s.shipped_on<=:d where true {of} group by r.id"""
QUIET: Final = """select customer_id from contact where (left_on is null or left_on>:d) {of} group by customer_id having min(quiet)=1"""


def debtors(store: Store, on: date, until: date) -> set[int]:
    """Customers with something open that was due by `until`: nobody else is read. More than that for a past day."""
    state = past.state(store, on)
    if state.live:
        sql = "select distinct customer_id from open_item where open<>0 and side='debit' and due_on<=?"
        return set(store.rows(int, sql, (until.isoformat(),)))
    sql = f"select distinct customer_id from ({state.sql}) where side='debit' and due_on<=:until"
    return set(store.rows(int, sql, {"d": on.isoformat(), "until": until.isoformat()}))


def debts(store: Store, on: date, until: date, customers: Collection[int]) -> list[OpenDebt]:
    """By customer and currency, the oldest due day first."""
    sql = DEBTS.format(state=past.state(store, on, customers).sql, of=among("customer_id", customers))
    return store.rows(_debt, sql, {"d": on.isoformat(), "until": until.isoformat()})


def tax_invoices(store: Store, receivables: Collection[int]) -> dict[int, str]:
    """Receivable -> the number of its tax invoice, where it has one that is not its own."""
    sql = f"select id, tax_invoice_no from receivable where tax_invoice_no<>'' and tax_invoice_no<>number {among('id', receivables)}"
    return dict(store.rows(lambda *row: row, sql))


def delivered(store: Store, on: date, receivables: Collection[int]) -> dict[int, date]:
    """Receivable -> the day on which all of its goods had been signed for, else on which they were delivered, where the book knows
    it. The day they left is none: a letter that calls it a delivery would say what nobody can prove."""
    sql = DELIVERED.format(of=among("r.id", receivables))
    found = store.rows(lambda *row: row, sql, {"d": on.isoformat()})
    return {key: date.fromisoformat(day) for key, day in found if day}


def unapplied(store: Store, on: date, customers: Collection[int]) -> dict[tuple[int, str], int]:
    """Money and credit notes not applied, by customer and currency."""
    sql = CREDITS.format(state=past.state(store, on, customers).sql)
    return {(who, currency): amount for who, currency, amount in store.rows(lambda *r: r, sql, {"d": on.isoformat()})}


def holds(store: Store, on: date, customers: Collection[int]) -> list[Held]:
    """In force on the day, the one that ends first before others."""
    rows = store.rows(lambda *row: row, HOLDS.format(of=among("customer_id", customers)), {"d": on.isoformat()})
    return [Held(who, item, maybe_day(until), reason) for who, item, until, reason in rows]


def quiet(store: Store, on: date, customers: Collection[int]) -> set[int]:
    """Customers all of whose contacts want to be left in peace."""
    return set(store.rows(int, QUIET.format(of=among("customer_id", customers)), {"d": on.isoformat()}))


def fees(store: Store, on: date, customers: Collection[int]) -> dict[int, int]:
    """Instalment -> the fees of its letters so far, those invoiced apart; minor units of its currency."""
    sql = FEES.format(of=among("charge.customer_id", customers))
    return dict(store.rows(lambda *row: row, sql, {"d": on.isoformat()}))


def refused(store: Store, on: date, customers: Collection[int]) -> set[int]:
    """Customers with a draft that was refused and whose debt is still open."""
    drafts = REFUSED.format(of=among("b.customer_id", customers))
    open_ = past.state(store, on, customers).sql
    sql = f"""select distinct x.customer_id from ({drafts}) x join ({open_}) t on t.instalment_id=x.instalment_id and t.side='debit'"""
    return set(store.rows(int, sql, {"d": on.isoformat()}))


def levels(store: Store, on: date, customers: Collection[int] | None = None) -> dict[int, int]:
    """Customer -> the highest letter that reached what is still open and overdue."""
    steps = STEPS.format(of=among("i.customer_id", customers))
    sql = f"""select t.customer_id, max(s.level) from ({steps}) s join ({past.state(store, on, customers).sql}) t
      on t.instalment_id=s.instalment_id where t.side='debit' and t.due_on<:d group by t.customer_id"""
    return dict(store.rows(lambda *row: row, sql, {"d": on.isoformat()}))


def _debt(*row: Any) -> OpenDebt:
    fields = list(row)
    fields[7], fields[8], fields[13] = date.fromisoformat(row[7]), date.fromisoformat(row[8]), maybe_day(row[13])
    return OpenDebt(*fields)

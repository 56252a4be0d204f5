"""Reminders that went out, how far each debt climbed by them, exceptions; and what the ladder reads of a day."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from app.models import past
from app.models.change import Change
from app.models.charges import INVOICED
from app.models.customer_facts import REFUSED
from app.models.dates import maybe_day
from app.models.dialect import among
from app.models.store import Store


@dataclass(frozen=True, slots=True)
class Reminder:
    """One letter or message as it went out; minor units of `currency`. `fees` = of all letters so far, `interest` only told.

    `served` signed, delivered, left, returned, or None; `voided_on` = it never was.
    """

    id: int
    customer_id: int
    code: str
    name: str
    currency: str
    level: int
    number: str
    made_on: date
    channel: str
    contact_id: int | None
    contact: str | None
    amount: int
    interest: int
    fees: int
    deadline_on: date | None
    lang: str
    body: str | None
    data: str
    served: str | None
    tracking_no: str | None
    served_on: date | None
    signed_by: str | None
    voided_on: date | None
    void_reason: str | None


@dataclass(frozen=True, slots=True)
class ReminderItem:
    """A debt that a letter named: the step it reached with it, what was open of it, days overdue then."""

    reminder_id: int
    instalment_id: int
    receivable_id: int
    number: str
    seq: int
    level: int
    open: int
    overdue_days: int


@dataclass(frozen=True, slots=True)
class Override:
    """An exception of a customer, or of one debt; None and 0 = as usual. `wait_bp` = waiting days by this share."""

    id: int
    customer_id: int
    instalment_id: int | None
    number: str | None
    wait_bp: int | None
    later_days: int
    most_level: int | None
    reason: str
    from_on: date


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


REMINDER: Final = """select r.id, r.customer_id, c.code, coalesce(c.short_name,c.name), r.currency, r.level, r.number, r.made_on, r.channel,
  r.contact_id, k.name, r.amount, r.interest, r.fees, r.deadline_on, r.lang, r.body, r.data, r.served, r.tracking_no, r.served_on,
  r.signed_by, r.voided_on, r.void_reason
  from reminder r join customer c on c.id=r.customer_id left join contact k on k.id=r.contact_id"""
# Up to a day; one that came back counted until it did.
LIVE: Final = """r.voided_on is null and r.made_on<=:d
  and not (coalesce(r.served,'')='returned' and coalesce(r.served_on,r.made_on)<=:d)"""
STEPS: Final = f"""select i.instalment_id, max(i.level) from reminder_item i join reminder r on r.id=i.reminder_id
  where {LIVE} {{of}} group by i.instalment_id"""
ITEMS: Final = """select i.reminder_id, i.instalment_id, n.receivable_id, v.number, n.seq, i.level, i.open, i.overdue_days
  from reminder_item i join instalment n on n.id=i.instalment_id join receivable v on v.id=n.receivable_id"""
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
OVERRIDES: Final = """select o.id, o.customer_id, o.instalment_id, r.number, o.wait_bp, o.later_days, o.most_level, o.reason, o.from_on
  from reminder_override o left join instalment i on i.id=o.instalment_id left join receivable r on r.id=i.receivable_id"""
HOLDS: Final = """select customer_id, instalment_id, until_on, reason from hold where kind='reminder' and from_on<=:d
  and (until_on is null or until_on>=:d) and (lifted_on is null or lifted_on>:d) {of} order by coalesce(until_on,'9999-12-31')"""
FEES: Final = f"""select instalment_id, sum(amount) from charge where kind='fee' and reminder_id is not null and voided_on is null
  and on_day<=:d and {INVOICED} is null {{of}} group by instalment_id"""
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


def unapplied(store: Store, on: date, customers: Collection[int]) -> dict[tuple[int, str], int]:
    """Money and credit notes not applied, by customer and currency."""
    sql = CREDITS.format(state=past.state(store, on, customers).sql)
    return {(who, currency): amount for who, currency, amount in store.rows(lambda *r: r, sql, {"d": on.isoformat()})}


def steps(store: Store, on: date, customers: Collection[int] | None = None) -> dict[int, int]:
    """Instalment -> the highest letter that reached it."""
    sql = STEPS.format(of=among("i.customer_id", customers))
    return dict(store.rows(lambda *row: row, sql, {"d": on.isoformat()}))


def live(store: Store, on: date, customers: Collection[int] | None = None) -> list[Reminder]:
    """What went out up to the day, the newest first."""
    sql = f"{REMINDER} where {LIVE} {among('r.customer_id', customers)} order by r.made_on desc, r.id desc"
    return store.rows(_reminder, sql, {"d": on.isoformat()})


def reminder(store: Store, reminder_id: int) -> Reminder | None:
    return store.one(_reminder, f"{REMINDER} where r.id=?", (reminder_id,))


def made(store: Store, customer_id: int | None = None) -> list[Reminder]:
    """Of a customer or of all, voided ones too, the newest first."""
    where = "" if customer_id is None else f"where r.customer_id={int(customer_id)}"
    return store.rows(_reminder, f"{REMINDER} {where} order by r.made_on desc, r.id desc")


def items(store: Store, reminder_id: int) -> list[ReminderItem]:
    return store.rows(ReminderItem, f"{ITEMS} where i.reminder_id=? order by i.id", (reminder_id,))


def overrides(store: Store, on: date, customers: Collection[int] | None = None) -> list[Override]:
    sql = f"{OVERRIDES} where o.from_on<=:d and (o.voided_on is null or o.voided_on>:d) {among('o.customer_id', customers)} order by o.id"
    return store.rows(_override, sql, {"d": on.isoformat()})


def holds(store: Store, on: date, customers: Collection[int]) -> list[Held]:
    """In force on the day, the one that ends first before others."""
    rows = store.rows(lambda *row: row, HOLDS.format(of=among("customer_id", customers)), {"d": on.isoformat()})
    return [Held(who, item, maybe_day(until), reason) for who, item, until, reason in rows]


def quiet(store: Store, on: date, customers: Collection[int]) -> set[int]:
    """Customers all of whose contacts want to be left in peace."""
    return set(store.rows(int, QUIET.format(of=among("customer_id", customers)), {"d": on.isoformat()}))


def fees(store: Store, on: date, customers: Collection[int]) -> dict[int, int]:
    """Instalment -> the fees of its letters so far, those invoiced apart; minor units of its currency."""
    sql = FEES.format(of=among("customer_id", customers))
    return dict(store.rows(lambda *row: row, sql, {"d": on.isoformat()}))


def refused(store: Store, on: date, customers: Collection[int]) -> set[int]:
    """Customers with a draft that was refused and whose debt is still open."""
    drafts = REFUSED.format(of=among("b.customer_id", customers))
    open_ = past.state(store, on, customers).sql
    sql = f"""select distinct x.customer_id from ({drafts}) x join ({open_}) t on t.instalment_id=x.instalment_id and t.side='debit'"""
    return set(store.rows(int, sql, {"d": on.isoformat()}))


def next_number(store: Store, prefix: str) -> str:
    """`prefix` and the next running number of four digits."""
    sql = """select substr(number,length(:prefix)+1) from reminder where number>:prefix and number<:prefix||':'
      and substr(number,length(:prefix)+1) not glob '*[^0-9]*' order by length(number) desc, number desc limit 1"""
    return f"{prefix}{int(store.scalar(sql, {'prefix': prefix}) or 0) + 1:04d}"


def insert(change: Change, values: Mapping[str, Any]) -> int:
    return change.insert("reminder", dict(values))


def insert_item(change: Change, values: Mapping[str, Any]) -> int:
    return change.insert("reminder_item", dict(values))


def update(change: Change, reminder_id: int, values: Mapping[str, Any]) -> None:
    change.update("reminder", reminder_id, dict(values))


def _debt(*row: Any) -> OpenDebt:
    fields = list(row)
    fields[7], fields[8], fields[13] = date.fromisoformat(row[7]), date.fromisoformat(row[8]), maybe_day(row[13])
    return OpenDebt(*fields)


def _reminder(*row: Any) -> Reminder:
    fields = list(row)
    fields[7] = date.fromisoformat(row[7])
    for place in (14, 20, 22):
        fields[place] = maybe_day(row[place])
    return Reminder(*fields)


def _override(*row: Any) -> Override:
    fields = list(row)
    fields[8] = date.fromisoformat(row[8])
    return Override(*fields)

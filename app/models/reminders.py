"""Reminders that went out, how far each debt climbed by them, and exceptions from the ladder."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from app.models.change import Change
from app.models.charges import INVOICED
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
class Later:
    """A letter that went out after a day: to which step it took one debt."""

    level: int
    number: str
    made_on: date


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


REMINDER: Final = """select r.id, r.customer_id, c.code, coalesce(c.short_name,c.name), r.currency, r.level, r.number, r.made_on, r.channel,
  r.contact_id, k.name, r.amount, r.interest, r.fees, r.deadline_on, r.lang, r.body, r.data, r.served, r.tracking_no, r.served_on,
  r.signed_by, r.voided_on, r.void_reason
  from reminder r join customer c on c.id=r.customer_id left join contact k on k.id=r.contact_id"""
# Up to a day; one that came back counted until it did.
BACK: Final = "r.voided_on is null and r.served='returned' and r.served_on<=:d"
LIVE: Final = f"r.voided_on is null and r.made_on<=:d and not coalesce({BACK},0)"
STEPS: Final = f"""select i.instalment_id, max(i.level) level, max(r.made_on) from reminder_item i join reminder r on r.id=i.reminder_id
  where {LIVE} {{of}} group by i.instalment_id"""
ITEMS: Final = """select i.reminder_id, i.instalment_id, n.receivable_id, v.number, n.seq, i.level, i.open, i.overdue_days
  from reminder_item i join instalment n on n.id=i.instalment_id join receivable v on v.id=n.receivable_id"""
OVERRIDES: Final = """select o.id, o.customer_id, o.instalment_id, r.number, o.wait_bp, o.later_days, o.most_level, o.reason, o.from_on
  from reminder_override o left join instalment i on i.id=o.instalment_id left join receivable r on r.id=i.receivable_id"""


def steps(store: Store, on: date, customers: Collection[int] | None = None) -> dict[int, tuple[int, date]]:
    """Instalment -> the highest letter that reached it, and the day of the newest one that named it."""
    sql = STEPS.format(of=among("i.customer_id", customers))
    rows = store.rows(lambda *row: row, sql, {"d": on.isoformat()})
    return {key: (level, date.fromisoformat(named_on)) for key, level, named_on in rows}


def later(store: Store, on: date, customers: Collection[int]) -> dict[int, Later]:
    """Instalment -> what the letters after a day did with it that are neither voided nor came back: the highest step, and the first
    of the letters that took it there."""
    sql = f"""select i.instalment_id, i.level, r.number, r.made_on from reminder_item i join reminder r on r.id=i.reminder_id
      where r.voided_on is null and r.served is not 'returned' and r.made_on>:d {among("i.customer_id", customers)}
      order by i.level, r.made_on desc, r.id desc"""
    rows = store.rows(lambda *row: row, sql, {"d": on.isoformat()})
    return {key: Later(level, number, date.fromisoformat(made_on)) for key, level, number, made_on in rows}


def live(store: Store, on: date, customers: Collection[int] | None = None) -> list[Reminder]:
    """What went out up to the day, the newest first."""
    sql = f"{REMINDER} where {LIVE} {among('r.customer_id', customers)} order by r.made_on desc, r.id desc"
    return store.rows(_reminder, sql, {"d": on.isoformat()})


def last_naming(store: Store, on: date, instalments: Collection[int], least: int) -> date | None:
    """The day of the newest letter of at least that level that named one of these debts."""
    sql = f"""select max(r.made_on) from reminder_item i join reminder r on r.id=i.reminder_id
      where {LIVE} and r.level>=:least {among("i.instalment_id", instalments)}"""
    return maybe_day(store.scalar(sql, {"d": on.isoformat(), "least": least}))


def reminder(store: Store, reminder_id: int) -> Reminder | None:
    return store.one(_reminder, f"{REMINDER} where r.id=?", (reminder_id,))


def made(store: Store, customer_id: int | None = None) -> list[Reminder]:
    """Of a customer or of all, voided ones too, the newest first."""
    where = "" if customer_id is None else f"where r.customer_id={int(customer_id)}"
    return store.rows(_reminder, f"{REMINDER} {where} order by r.made_on desc, r.id desc")


def between(store: Store, first: date, last: date) -> list[Reminder]:
    """Of everybody in a period, also those that came back, the newest first; no voided ones."""
    sql = f"{REMINDER} where r.made_on between ? and ? and r.voided_on is null order by r.made_on desc, r.id desc"
    return store.rows(_reminder, sql, (first.isoformat(), last.isoformat()))


def items(store: Store, reminder_id: int) -> list[ReminderItem]:
    return store.rows(ReminderItem, f"{ITEMS} where i.reminder_id=? order by i.id", (reminder_id,))


def overrides(store: Store, on: date, customers: Collection[int] | None = None) -> list[Override]:
    """Exceptions that hold on a day, of some customers or of all."""
    sql = f"{OVERRIDES} where o.from_on<=:d and (o.voided_on is null or o.voided_on>:d) {among('o.customer_id', customers)} order by o.id"
    return store.rows(_override, sql, {"d": on.isoformat()})


def live_override(store: Store, customer_id: int, instalment_id: int | None) -> int | None:
    """The id of the exception in force of a customer, or of one debt."""
    sql = "select id from reminder_override where customer_id=? and coalesce(instalment_id,0)=? and voided_on is null"
    found: int | None = store.scalar(sql, (customer_id, instalment_id or 0))
    return found


def insert_override(change: Change, values: Mapping[str, Any]) -> int:
    return change.insert("reminder_override", dict(values))


def end_override(change: Change, override_id: int, on: date) -> None:
    change.update("reminder_override", override_id, {"voided_on": on.isoformat()})


def is_theirs(store: Store, customer_id: int, instalment_id: int) -> bool:
    """Whether a debt is this customer's."""
    return bool(store.scalar("select 1 from instalment where id=? and customer_id=?", (instalment_id, customer_id)))


def demands_of(store: Store, reminder_id: int, voided_on: date | None = None) -> list[int]:
    """Events of limitation that a letter made: live ones, or those that were voided on a day."""
    sql = "select id from claim_event where reminder_id=? and voided_on is ?"
    return store.rows(int, sql, (reminder_id, voided_on.isoformat() if voided_on else None))


def contacts_of(store: Store, reminder_id: int) -> list[int]:
    """Live entries of the contact log that came with a letter."""
    return store.rows(int, "select id from interaction where reminder_id=? and voided_on is null", (reminder_id,))


def fees_of(store: Store, reminder_id: int, voided_on: date | None = None) -> list[int]:
    """Fees of a letter that are not invoiced: live ones, or those that were voided on a day."""
    sql = f"select id from charge where reminder_id=:id and voided_on is :d and {INVOICED} is null order by id"
    return store.rows(int, sql, {"id": reminder_id, "d": voided_on.isoformat() if voided_on else None})


def fee_invoiced(store: Store, reminder_id: int) -> bool:
    """Whether a receivable was made of a fee of it."""
    sql = f"select 1 from charge where reminder_id=? and voided_on is null and {INVOICED} is not null"
    return bool(store.scalar(sql, (reminder_id,)))


def insert(change: Change, values: Mapping[str, Any]) -> int:
    return change.insert("reminder", dict(values))


def insert_item(change: Change, values: Mapping[str, Any]) -> int:
    return change.insert("reminder_item", dict(values))


def update(change: Change, reminder_id: int, values: Mapping[str, Any]) -> None:
    change.update("reminder", reminder_id, dict(values))


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

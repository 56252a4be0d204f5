"""Contacts with customers: every call, message, letter and visit, what came of it, and when we go on."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from app.models.change import Change
from app.models.dates import add_days, maybe_day
from app.models.dialect import among
from app.models.store import Store

UNREACHED_DAYS: Final = 10  # within which calls that nobody took are counted


@dataclass(frozen=True, slots=True)
class Interaction:
    """One contact. `contact` = the person there, `person` = who of us; `at` = the instant it was written down.

    `satisfaction` 1..5, `signs` = codes of distress that were seen, `next_on` = the day we go on.
    """

    id: int
    customer_id: int
    contact_id: int | None
    contact: str | None
    on_day: date
    at: str
    channel: str
    result: str
    next_on: date | None
    note: str | None
    met: str | None
    needs: str | None
    satisfaction: int | None
    signs: tuple[str, ...]
    person: str
    promise_id: int | None
    reminder_id: int | None
    dispute_id: int | None
    voided_on: date | None


@dataclass(frozen=True, slots=True)
class LastContact:
    """The newest contact with a customer; `next_on` = the follow-up that no later contact has passed.

    `unreached` = how often in the last 10 days nobody answered since somebody last did.
    """

    on: date
    result: str
    channel: str
    next_on: date | None
    unreached: int


FIELDS: Final = """select i.id, i.customer_id, i.contact_id, c.name, i.on_day, i.at, i.channel, i.result, i.next_on, i.note, i.met, i.needs,
  i.satisfaction, i.signs, p.name, i.promise_id, i.reminder_id, i.dispute_id, i.voided_on
  from interaction i left join contact c on c.id=i.contact_id join person p on p.id=i.person_id"""
# The sending of a letter that came back was a contact until it did.
BEFORE: Final = """from interaction i where i.customer_id=k.id and i.voided_on is null and i.on_day<=:d and not exists(
  select 1 from reminder m where m.id=i.reminder_id and m.served='returned' and m.served_on<=:d)"""
NEWEST: Final = "order by i.on_day desc, i.id desc limit 1"
# Of each customer the newest contact, the newest with a follow-up, and the newest by which somebody there heard from us:
# each one step into the index of the customer's contacts.
LAST: Final = f"""select k.id, (select i.id {BEFORE} {NEWEST}), (select i.id {BEFORE} and i.next_on is not null {NEWEST})
  from customer k where 1=1 {{of}}"""
UNREACHED: Final = f"""select k.id, count(*) from customer k join interaction n on n.customer_id=k.id
  where n.voided_on is null and n.result='no_answer' and n.on_day between :since and :d {{of}}
  and not exists(select 1 {BEFORE} and i.result not in('no_answer','reminded') and (i.on_day>n.on_day or (i.on_day=n.on_day and i.id>n.id)))
  group by k.id"""


def _interaction(*row: Any) -> Interaction:
    fields = list(row)
    fields[4], fields[8], fields[18] = date.fromisoformat(row[4]), maybe_day(row[8]), maybe_day(row[18])
    fields[13] = tuple(json.loads(row[13]))
    return Interaction(*fields)


def interaction(store: Store, interaction_id: int) -> Interaction | None:
    return store.one(_interaction, f"{FIELDS} where i.id=?", (interaction_id,))


def of_customer(store: Store, customer_id: int) -> list[Interaction]:
    """All of them, voided ones too, the newest first."""
    sql = f"{FIELDS} where i.customer_id=? order by i.on_day desc, i.id desc"
    return store.rows(_interaction, sql, (customer_id,))


def newest(store: Store, customer_id: int, on: date, most: int) -> list[Interaction]:
    """The last live ones up to a day, the newest first."""
    sql = f"{FIELDS} where i.customer_id=? and i.voided_on is null and i.on_day<=? order by i.on_day desc, i.id desc limit ?"
    return store.rows(_interaction, sql, (customer_id, on.isoformat(), most))


def between(store: Store, first: date, last: date) -> list[Interaction]:
    """Live ones of everybody in a period, the newest first."""
    sql = f"{FIELDS} where i.on_day between ? and ? and i.voided_on is null order by i.on_day desc, i.id desc"
    return store.rows(_interaction, sql, (first.isoformat(), last.isoformat()))


def last(store: Store, on: date, customers: Collection[int] | None = None) -> dict[int, LastContact]:
    """Of each customer (or of some) who was contacted up to a day."""
    day, of = on.isoformat(), among("k.id", customers)
    found = store.rows(lambda *row: row, LAST.format(of=of), {"d": day})
    ids = {each for _who, newest, follow in found for each in (newest, follow) if each is not None}
    sql = f"select id, on_day, result, channel, next_on from interaction where 1=1 {among('id', ids)}"
    rows = {row[0]: row[1:] for row in store.rows(lambda *row: row, sql)}
    since = add_days(on, 1 - UNREACHED_DAYS).isoformat()
    missed = dict(store.rows(lambda *row: row, UNREACHED.format(of=of), {"d": day, "since": since}))
    return {
        who: _last(rows[newest], rows.get(follow), missed.get(who, 0))
        for who, newest, follow in found
        if newest is not None
    }


def _last(newest: tuple[Any, ...], follow: tuple[Any, ...] | None, unreached: int) -> LastContact:
    """A follow-up that was made is over: a contact after it that names no other."""
    on_day, result, channel, _next = newest
    next_on = None if follow is None else follow[3]
    passed = next_on is not None and newest != follow and next_on <= on_day
    return LastContact(date.fromisoformat(on_day), result, channel, None if passed else maybe_day(next_on), unreached)


def insert(change: Change, values: Mapping[str, Any]) -> int:
    return change.insert("interaction", dict(values))


def update(change: Change, interaction_id: int, values: Mapping[str, Any]) -> None:
    change.update("interaction", interaction_id, dict(values))

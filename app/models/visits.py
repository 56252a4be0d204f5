"""Visits to customers: the day of the last one, however it was noted, and what the last sheet of each says."""

from __future__ import annotations

import json
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from app.models.dialect import among
from app.models.store import Store

# A contact, an entry of the credit file, a questionnaire that was filled in on the spot.
WENT: Final = """select customer_id, max(on_day) from (
    select customer_id, on_day from interaction where channel='visit' and voided_on is null and on_day<=:d
    union all select customer_id, on_day from credit_fact where kind='visit' and code='visit' and voided_on is null and on_day<=:d
    union all select customer_id, on_day from questionnaire where visit=1 and voided_on is null and on_day<=:d)
  where 1=1 {of} group by customer_id"""
SHEETS: Final = """select i.customer_id, i.id, i.on_day, p.name, i.met, i.satisfaction, i.signs
  from interaction i join person p on p.id=i.person_id where i.channel='visit' and i.voided_on is null and i.on_day<=:d and i.id<>:but {of}
  order by i.on_day, i.id"""
# How satisfied they said they were: at a visit, asked, and with how their feedback was settled.
ANSWERS: Final = """select customer_id, on_day, satisfaction from interaction
    where satisfaction is not null and voided_on is null and on_day between :since and :d {of}
  union all select customer_id, on_day, score from feedback
    where score is not null and voided_on is null and on_day between :since and :d {of}
  union all select customer_id, closed_on, satisfied from feedback
    where satisfied is not null and voided_on is null and closed_on between :since and :d {of}"""
OWNERS: Final = """select c.id, o.name, e.name from customer c left join person o on o.id=c.owner_id
  left join person e on e.id=c.deputy_id where c.archived_on is null"""


@dataclass(frozen=True, slots=True)
class VisitSheet:
    """The newest sheet of a customer; `signs` = codes of distress that were seen."""

    id: int
    on: date
    person: str
    met: str | None
    satisfaction: int | None
    signs: tuple[str, ...]


def last_days(store: Store, on: date, customers: Collection[int] | None = None) -> dict[int, date]:
    """The day of each customer's last visit up to a day."""
    sql = WENT.format(of=among("customer_id", customers))
    return dict(store.rows(lambda who, day: (who, date.fromisoformat(day)), sql, {"d": on.isoformat()}))


def newest(
    store: Store, on: date, customers: Collection[int] | None = None, but: int | None = None
) -> dict[int, VisitSheet]:
    """The last sheet of each customer that has one, leaving out the sheet `but`."""

    def sheet(*row: Any) -> tuple[int, VisitSheet]:
        who, row_id, day, person, met, satisfaction, signs = row
        told = tuple(json.loads(signs))
        return who, VisitSheet(row_id, date.fromisoformat(day), person, met, satisfaction, told)

    return dict(
        store.rows(sheet, SHEETS.format(of=among("i.customer_id", customers)), {"d": on.isoformat(), "but": but or 0})
    )


def answers(
    store: Store, since: date, on: date, customers: Collection[int] | None = None
) -> dict[int, list[tuple[date, int]]]:
    """(day, 1 to 5) of each customer in a period, the newest first."""
    sql = ANSWERS.format(of=among("customer_id", customers))
    rows = store.rows(lambda *row: row, f"{sql} order by 2 desc", {"since": since.isoformat(), "d": on.isoformat()})
    found: dict[int, list[tuple[date, int]]] = {}
    for who, day, points in rows:
        found.setdefault(who, []).append((date.fromisoformat(day), points))
    return found


def looked_after(store: Store) -> dict[int, tuple[str | None, str | None]]:
    """(salesperson, deputy) of each customer that is not archived."""
    return dict(store.rows(lambda who, owner, deputy: (who, (owner, deputy)), OWNERS))

"""Reviews of customers: their workflow, what was proposed and approved, opinions, and the frozen sheet."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from app.models.change import Change
from app.models.dates import maybe_day
from app.models.store import Store

UNFINISHED: Final = ("draft", "investigated", "scored", "reviewed")


@dataclass(frozen=True, slots=True)
class Review:
    """One review; `proposed` and `approved` as the service keeps them. `alone` = one person proposed and approved.

    `data_on` = its figures are those of the end of this day. Names beside the ids of people.
    """

    id: int
    customer_id: int
    number: str
    type: str
    trigger: str | None
    status: str
    opened_on: date
    data_on: date
    proposed: Mapping[str, Any]
    proposed_by: int | None
    proposer: str | None
    approved: Mapping[str, Any] | None
    approved_by: int | None
    approver: str | None
    approved_on: date | None
    alone: bool
    decision_reason: str | None
    next_on: date | None
    policy_id: int | None
    voided_on: date | None
    void_reason: str | None

    @property
    def is_open(self) -> bool:
        return self.status in UNFINISHED


@dataclass(frozen=True, slots=True)
class Opinion:
    """What somebody thinks of a review as `part` of the firm: sales, finance, legal, owner; for, against, veto."""

    id: int
    review_id: int
    person_id: int
    person: str
    part: str
    stand: str
    text: str | None
    on_day: date


SELECT: Final = """select r.id,r.customer_id,r.number,r.type,r.trigger,r.status,r.opened_on,r.data_on,r.proposed,r.proposed_by,p.name,
  r.approved,r.approved_by,a.name,r.approved_on,r.alone,r.decision_reason,r.next_on,r.policy_id,r.voided_on,r.void_reason
  from review r left join person p on p.id=r.proposed_by left join person a on a.id=r.approved_by"""
# Approved on or before the day and not void yet on it; one that was turned down has a day of decision too.
HOLDS: Final = (
    "r.approved is not null and r.approved_on<=:d and (r.status='approved' or r.status='void' and r.voided_on>:d)"
)
NEWEST: Final = "order by r.approved_on desc, r.id desc limit 1"


def _review(*row: Any) -> Review:
    fields = list(row)
    for place in (6, 7, 14, 17, 19):
        fields[place] = maybe_day(row[place])
    fields[8], fields[15] = json.loads(row[8]), bool(row[15])
    fields[11] = json.loads(row[11]) if row[11] else None
    return Review(*fields)


def review(store: Store, review_id: int) -> Review | None:
    return store.one(_review, f"{SELECT} where r.id=?", (review_id,))


def numbered(store: Store, number: str) -> Review | None:
    return store.one(_review, f"{SELECT} where r.number=?", (number,))


def of_customer(store: Store, customer_id: int) -> list[Review]:
    """Every review, the newest first, void ones too."""
    return store.rows(_review, f"{SELECT} where r.customer_id=? order by r.id desc", (customer_id,))


def unfinished(store: Store, customer_id: int) -> Review | None:
    """The one being worked on."""
    sql = f"{SELECT} where r.customer_id=? and r.status in ('draft','investigated','scored','reviewed') order by r.id desc limit 1"
    return store.one(_review, sql, (customer_id,))


def in_force(store: Store, customer_id: int, on: date) -> Review | None:
    """The newest approved by the end of a day, unless void by then."""
    sql = f"{SELECT} where r.customer_id=:c and {HOLDS} {NEWEST}"
    return store.one(_review, sql, {"c": customer_id, "d": on.isoformat()})


def all_in_force(store: Store, on: date) -> list[Review]:
    """That of each customer who has one."""
    rows = store.rows(_review, f"{SELECT} where {HOLDS} order by r.approved_on, r.id", {"d": on.isoformat()})
    return list({each.customer_id: each for each in rows}.values())


def due(store: Store, on: date, until: date) -> list[tuple[int, date, str]]:
    """(customer, day of the next review, number) of the reviews in force whose next one is due by a day; archived customers left out."""
    sql = f"""select r.customer_id,r.next_on,r.number from review r join customer c on c.id=r.customer_id and c.archived_on is null
      where {HOLDS} and r.next_on<=:until and r.id=(select x.id from review x where x.customer_id=r.customer_id and x.approved_on<=:d
      and (x.status='approved' or x.status='void' and x.voided_on>:d) order by x.approved_on desc, x.id desc limit 1) order by r.next_on,r.id"""
    params = {"d": on.isoformat(), "until": until.isoformat()}
    return store.rows(lambda who, day, number: (who, date.fromisoformat(day), number), sql, params)


def sheet(store: Store, review_id: int) -> str | None:
    """The frozen sheet as it was kept; None while there is none."""
    found: str | None = store.scalar("select sheet from review where id=?", (review_id,))
    return found


def grade_then(store: Store, review_id: int) -> tuple[str, tuple[str, ...]]:
    """(grade, codes of caps) of the frozen sheet, without reading it whole; ("NR", ()) where it has no score."""
    sql = "select json_extract(sheet,'$.scoring.score.grade'), json_extract(sheet,'$.scoring.score.caps') from review where id=?"
    grade, caps = store.rows(lambda *row: row, sql, (review_id,))[0]
    return grade or "NR", tuple(each["code"] for each in json.loads(caps or "[]"))


def insert(change: Change, values: Mapping[str, Any]) -> int:
    return change.insert("review", dict(values))


def update(change: Change, review_id: int, values: Mapping[str, Any]) -> None:
    """Columns as they stand in the table; the two that are JSON as mappings."""
    row = {name: _text(value) if name in ("proposed", "approved") else value for name, value in values.items()}
    change.update("review", review_id, row)


def _text(value: Any) -> str | None:
    return None if value is None else json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def opinions(store: Store, review_id: int) -> list[Opinion]:
    """Every opinion, the oldest first; the last of a person for a part is the one that counts."""
    sql = """select o.id,o.review_id,o.person_id,p.name,o.part,o.stand,o.text,o.on_day from opinion o
      join person p on p.id=o.person_id where o.review_id=? order by o.id"""
    return store.rows(_opinion, sql, (review_id,))


def _opinion(*row: Any) -> Opinion:
    return Opinion(row[0], row[1], row[2], row[3], row[4], row[5], row[6], date.fromisoformat(row[7]))


def insert_opinion(change: Change, values: Mapping[str, Any]) -> int:
    return change.insert("opinion", dict(values))


def terms_since(store: Store, review_id: int, on: date) -> date | None:
    """The first day of the terms in force on a day when a review brought them; None when it did not."""
    sql = """select t.valid_from from review r join terms t on t.id=(select x.id from terms x where x.customer_id=r.customer_id
      and x.valid_from<=:d order by x.valid_from desc limit 1) where r.id=:r and t.review_id=r.id"""
    return maybe_day(store.scalar(sql, {"r": review_id, "d": on.isoformat()}))

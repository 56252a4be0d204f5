"""Facts and questionnaires of the credit file in the book: read as of a day, and written."""

from __future__ import annotations

import json
from collections.abc import Collection
from datetime import date
from typing import Any, Final

from app.models.change import Change
from app.models.credit_facts import CreditFact, Questionnaire
from app.models.dates import maybe_day
from app.models.dialect import among
from app.models.store import Store

_COLUMNS: Final = (
    "id", "customer_id", "kind", "code", "on_day", "checked_on", "valid_to", "source", "source_grade", "amount", "currency",
    "data", "ended_on", "interaction_id",
)  # fmt: skip
SELECT: Final = f"select {','.join(_COLUMNS)} from credit_fact where voided_on is null"
ASKED: Final = """select q.id,q.customer_id,q.on_day,p.name,q.visit from questionnaire q left join person p on p.id=q.assessor_id
  where q.voided_on is null"""


def _fact(*row: Any) -> CreditFact:
    known = dict(zip(_COLUMNS, row, strict=True))
    days = {name: maybe_day(known[name]) for name in ("on_day", "checked_on", "valid_to", "ended_on")}
    return CreditFact(**{**known, **days, "data": json.loads(known["data"])})


def facts(store: Store, on: date, customers: Collection[int] | None = None) -> list[CreditFact]:
    """Those known and not ended on a day, of some customers or of all: each customer's oldest first."""
    sql = f"""{SELECT} and checked_on<=:d and (ended_on is null or ended_on>:d) {among("customer_id", customers)}
      order by customer_id,on_day,id"""
    return store.rows(_fact, sql, {"d": on.isoformat()})


def running_out(store: Store, on: date, since: date, until: date) -> list[tuple[int, str, str, date]]:
    """(customer, kind, code, last day) of what was noted with a last day within these and has no newer one of its kind; the nearest
    first. Archived customers are left out."""
    sql = """select f.customer_id,f.kind,f.code,f.valid_to from credit_fact f join customer c on c.id=f.customer_id
      where f.valid_to between :since and :until and f.voided_on is null and f.checked_on<=:d and (f.ended_on is null or f.ended_on>:d)
      and (c.archived_on is null or c.archived_on>:d) and not exists(select 1 from credit_fact x where x.customer_id=f.customer_id
        and x.kind=f.kind and x.code=f.code and x.voided_on is null and x.checked_on<=:d and (x.on_day,x.id)>(f.on_day,f.id))
      order by f.valid_to, f.id"""
    days = {"d": on, "since": since, "until": until}
    return store.rows(
        lambda who, kind, code, last: (who, kind, code, date.fromisoformat(last)),
        sql,
        {name: day.isoformat() for name, day in days.items()},
    )


def facts_of(store: Store, customer_id: int, on: date) -> list[CreditFact]:
    """Every fact of a customer known on a day, ended ones too: the newest first."""
    sql = f"{SELECT} and customer_id=? and checked_on<=? order by on_day desc,id desc"
    return store.rows(_fact, sql, (customer_id, on.isoformat()))


def fact(store: Store, fact_id: int) -> CreditFact | None:
    """One that is not voided."""
    return store.one(_fact, f"{SELECT} and id=?", (fact_id,))


def _fact_row(fact: CreditFact) -> dict[str, Any]:
    row = {name: getattr(fact, name) for name in _COLUMNS if name != "id"}
    known = {name: value.isoformat() for name, value in row.items() if isinstance(value, date)}
    return {**row, **known, "data": json.dumps(dict(fact.data), ensure_ascii=False, sort_keys=True)}


def insert(change: Change, fact: CreditFact) -> int:
    return change.insert("credit_fact", _fact_row(fact))


def update(change: Change, fact_id: int, fact: CreditFact) -> None:
    change.update("credit_fact", fact_id, _fact_row(fact))


def end(change: Change, fact_id: int, on: date) -> None:
    change.update("credit_fact", fact_id, {"ended_on": on.isoformat()})


def void(change: Change, fact_id: int, on: date) -> None:
    change.update("credit_fact", fact_id, {"voided_on": on.isoformat()})


def void_of(change: Change, interaction_id: int, on: date) -> None:
    """What came with a contact goes with it."""
    sql = "select id from credit_fact where interaction_id=? and voided_on is null"
    for fact_id in change.store.rows(int, sql, (interaction_id,)):
        void(change, fact_id, on)


def questionnaires(store: Store, on: date, customers: Collection[int] | None = None) -> list[Questionnaire]:
    """Those filled in up to a day, of some customers or of all: each customer's newest first."""
    narrowed = among("q.customer_id", customers)
    sql = f"{ASKED} and q.on_day<=? {narrowed} order by q.customer_id,q.on_day desc,q.id desc"
    points: dict[int, dict[int, int]] = {}
    comments: dict[int, dict[int, str]] = {}
    for questionnaire_id, item, given, comment in _answers(store, narrowed):
        points.setdefault(questionnaire_id, {})[item] = given
        if comment:
            comments.setdefault(questionnaire_id, {})[item] = comment

    def questionnaire(*row: Any) -> Questionnaire:
        row_id, customer_id, on_day, assessor, visit = row
        return Questionnaire(
            id=row_id, customer_id=customer_id, on_day=date.fromisoformat(on_day), assessor=assessor, visit=bool(visit),
            answers=points.get(row_id, {}), comments=comments.get(row_id, {}),
        )  # fmt: skip

    return store.rows(questionnaire, sql, (on.isoformat(),))


def _answers(store: Store, narrowed: str) -> list[tuple[int, int, int, str | None]]:
    sql = f"""select a.questionnaire_id,a.item,a.points,a.comment from questionnaire q join questionnaire_answer a on a.questionnaire_id=q.id
      where 1 {narrowed} order by q.id,a.item"""
    return store.rows(lambda *row: row, sql)


def insert_questionnaire(change: Change, asked: Questionnaire, assessor_id: int) -> int:
    about = {"customer_id": asked.customer_id, "on_day": asked.on_day.isoformat()}
    row_id = change.insert("questionnaire", {**about, "assessor_id": assessor_id, "visit": int(asked.visit)})
    for item, given in sorted(asked.answers.items()):
        answer = {"item": item, "points": given, "comment": asked.comments.get(item)}
        change.insert("questionnaire_answer", {"questionnaire_id": row_id, "customer_id": asked.customer_id, **answer})
    return row_id


def void_questionnaire(change: Change, questionnaire_id: int, on: date) -> None:
    change.update("questionnaire", questionnaire_id, {"voided_on": on.isoformat()})

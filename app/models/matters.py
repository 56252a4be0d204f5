"""Legal matters: the way to court of some debts of one customer, with its stages, its dates and what it costs."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from app.models.change import Change
from app.models.dates import maybe_day
from app.models.dialect import among
from app.models.store import Store


@dataclass(frozen=True, slots=True)
class Matter:
    """`claimed` = what was claimed when it was last written down, `costs` = paid so far, `recovered` = what came in the end; minor units
    of `currency`. `stages` = every stage with its day, the newest last; `receivables` = ids and numbers of the debts, the oldest first;
    `open` = what is open of them now. `next_on`, `next_kind` = its nearest date that is not done.
    """

    id: int
    customer_id: int
    customer: str
    customer_full: str
    number: str
    title: str
    stage: str
    lawyer: str | None
    court: str | None
    case_no: str | None
    currency: str
    claimed: int | None
    costs: int
    opened_on: date
    stages: tuple[tuple[str, date], ...]
    clues: str | None
    note: str | None
    outcome: str | None
    recovered: int | None
    closed_on: date | None
    voided_on: date | None
    receivables: tuple[tuple[int, str], ...]
    open: int
    next_on: date | None
    next_kind: str | None

    @property
    def is_open(self) -> bool:
        return self.voided_on is None and self.closed_on is None

    @property
    def stage_on(self) -> date:
        """Since when it is where it is."""
        return self.stages[-1][1] if self.stages else self.opened_on


@dataclass(frozen=True, slots=True)
class LegalDate:
    """A day of a matter: a hearing, the last day of something; `done_on` None = still ahead or missed. `number`, `court` and `open`
    (minor units of `currency`) = the matter's."""

    id: int
    matter_id: int
    customer_id: int
    customer: str
    number: str
    court: str | None
    kind: str
    on_day: date
    note: str | None
    done_on: date | None
    voided_on: date | None
    currency: str
    open: int


DEBTS: Final = """(select json_group_array(json_array(x.id,x.number)) from (select r.id, r.number from legal_matter_item i
  join receivable r on r.id=i.receivable_id where i.matter_id=m.id order by r.issued_on, r.id) x)"""
OPEN: Final = """(select coalesce(sum(o.open),0) from legal_matter_item i join instalment n on n.receivable_id=i.receivable_id
  join open_item o on o.instalment_id=n.id where i.matter_id=m.id)"""
NEXT: Final = "(select {what} from legal_date d where d.matter_id=m.id and d.done_on is null and d.voided_on is null order by d.on_day, d.id limit 1)"
SELECT: Final = f"""select m.id,m.customer_id,coalesce(c.short_name,c.name),c.name,m.number,m.title,m.stage,m.lawyer,m.court,m.case_no,m.currency,
  m.claimed,m.costs,m.opened_on,m.stages,m.clues,m.note,m.outcome,m.recovered,m.closed_on,m.voided_on,{DEBTS},{OPEN},
  {NEXT.format(what="d.on_day")},{NEXT.format(what="d.kind")} from legal_matter m join customer c on c.id=m.customer_id"""
DATES: Final = f"""select d.id,d.matter_id,d.customer_id,coalesce(c.short_name,c.name),m.number,m.court,d.kind,d.on_day,d.note,d.done_on,d.voided_on,m.currency,{OPEN}
  from legal_date d join legal_matter m on m.id=d.matter_id join customer c on c.id=d.customer_id"""
WAITING: Final = "d.done_on is null and d.voided_on is null and m.voided_on is null and m.closed_on is null"


def _matter(*row: Any) -> Matter:
    fields = list(row)
    fields[13] = date.fromisoformat(row[13])
    fields[14] = tuple((stage, date.fromisoformat(on)) for stage, on in json.loads(row[14]))
    fields[19], fields[20], fields[23] = maybe_day(row[19]), maybe_day(row[20]), maybe_day(row[23])
    fields[21] = tuple((int(key), str(number)) for key, number in json.loads(row[21]))
    return Matter(*fields)


def _date(*row: Any) -> LegalDate:
    fields = list(row)
    fields[7], fields[9], fields[10] = date.fromisoformat(row[7]), maybe_day(row[9]), maybe_day(row[10])
    return LegalDate(*fields)


def matter(store: Store, matter_id: int) -> Matter | None:
    return store.one(_matter, f"{SELECT} where m.id=?", (matter_id,))


def of_customer(store: Store, customer_id: int) -> list[Matter]:
    """Every one, the newest first, voided ones too."""
    return store.rows(_matter, f"{SELECT} where m.customer_id=? order by m.opened_on desc, m.id desc", (customer_id,))


def every(store: Store) -> list[Matter]:
    """Of the whole book, the newest first, voided ones too."""
    return store.rows(_matter, f"{SELECT} order by m.opened_on desc, m.id desc")


def dates_of(store: Store, matter_id: int) -> list[LegalDate]:
    """All its days in their order, done and voided ones too."""
    return store.rows(_date, f"{DATES} where d.matter_id=? order by d.on_day, d.id", (matter_id,))


def legal_date(store: Store, date_id: int) -> LegalDate | None:
    return store.one(_date, f"{DATES} where d.id=?", (date_id,))


def dates(store: Store, until: date | None = None, customers: Collection[int] | None = None) -> list[LegalDate]:
    """Days of open matters that are not done, up to one, missed ones too; of some customers or of all."""
    within = "" if until is None else "and d.on_day<=:until"
    sql = f"{DATES} where {WAITING} {within} {among('d.customer_id', customers)} order by d.on_day, d.id"
    return store.rows(_date, sql, {"until": until.isoformat()} if until else {})


def received(store: Store, found: Matter) -> int:
    """What customers paid on its debts since it was opened, in minor units of its currency."""
    sql = """select coalesce(sum(a.amount),0) from legal_matter_item i join instalment n on n.receivable_id=i.receivable_id
      cross join allocation a on a.instalment_id=n.id join payment p on p.id=a.payment_id
      where i.matter_id=? and a.voided=0 and a.on_day>=? and p.kind='receipt' and p.voided_on is null"""
    return int(store.scalar(sql, (found.id, found.opened_on.isoformat())))


def busy(store: Store, receivables: Iterable[int], but: int | None = None) -> list[tuple[int, str]]:
    """Those of the debts that an open matter, but one, is about already: receivable, number of the matter."""
    sql = f"""select i.receivable_id, m.number from legal_matter_item i join legal_matter m on m.id=i.matter_id
      where m.voided_on is null and m.closed_on is null and m.id is not ? {among("i.receivable_id", tuple(receivables))}"""
    return store.rows(lambda key, number: (key, number), sql, (but,))


@dataclass(frozen=True, slots=True)
class InMatter:
    """A debt of an open matter: its `stage` on a day, and whether the lawyer's letter had gone out by then."""

    instalment_id: int
    number: str
    stage: str
    lettered: bool


def debts_on(store: Store, on: date, customers: Collection[int] | None = None) -> list[InMatter]:
    """Of matters that were open at the end of a day, as they stood then."""
    sql = f"""select n.id, m.number, (select json_extract(s.value,'$[0]') from json_each(m.stages) s
      where json_extract(s.value,'$[1]')<=:d order by s.key desc limit 1) stage, exists(select 1 from json_each(m.stages) s
      where json_extract(s.value,'$[0]')='lawyer_letter' and json_extract(s.value,'$[1]')<=:d)
      from legal_matter m join legal_matter_item i on i.matter_id=m.id join instalment n on n.receivable_id=i.receivable_id
      where m.voided_on is null and (m.closed_on is null or m.closed_on>:d) and stage is not null {among("m.customer_id", customers)}"""
    return store.rows(
        lambda key, number, stage, sent: InMatter(key, number, stage, bool(sent)), sql, {"d": on.isoformat()}
    )


def insert(change: Change, values: Mapping[str, Any], receivables: Iterable[int]) -> int:
    matter_id = change.insert("legal_matter", dict(values))
    for each in receivables:
        row = {"matter_id": matter_id, "customer_id": values["customer_id"], "receivable_id": each}
        change.insert("legal_matter_item", row)
    return matter_id


def update(change: Change, matter_id: int, values: Mapping[str, Any]) -> None:
    change.update("legal_matter", matter_id, dict(values))


def set_debts(change: Change, found: Matter, receivables: Collection[int]) -> None:
    """The matter is about these debts and no others."""
    sql = "select id, receivable_id from legal_matter_item where matter_id=? order by id"
    known = change.store.rows(lambda key, debt: (key, debt), sql, (found.id,))
    for key, debt in known:
        if debt not in receivables:
            change.delete("legal_matter_item", key)
    for debt in receivables:
        if debt not in {each for _key, each in known}:
            row = {"matter_id": found.id, "customer_id": found.customer_id, "receivable_id": debt}
            change.insert("legal_matter_item", row)


def insert_date(change: Change, values: Mapping[str, Any]) -> int:
    return change.insert("legal_date", dict(values))


def update_date(change: Change, date_id: int, values: Mapping[str, Any]) -> None:
    change.update("legal_date", date_id, dict(values))


def stages_text(stages: Iterable[tuple[str, date]]) -> str:
    """As the table keeps them."""
    return json.dumps([[stage, on.isoformat()] for stage, on in stages], separators=(",", ":"))


@dataclass(frozen=True, slots=True)
class Procedure:
    """A suit or payment order of a matter about one debt, as the limitation clocks know it; `until_on` None while it goes on."""

    id: int
    kind: str
    on_day: date
    until_on: date | None
    outcome: str | None
    instalment_id: int


def procedures(store: Store, matter_id: int) -> list[Procedure]:
    """Live ones, oldest first."""
    sql = """select id,kind,on_day,until_on,outcome,instalment_id from claim_event
      where matter_id=? and voided_on is null order by on_day, id"""

    def made(key: int, kind: str, on: str, until: str | None, outcome: str | None, part: int) -> Procedure:
        return Procedure(key, kind, date.fromisoformat(on), maybe_day(until), outcome, part)

    return store.rows(made, sql, (matter_id,))

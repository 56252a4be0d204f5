"""Credit limits of customers and groups: versions with their days, never rewritten.

One standing limit at a time; temporary ones add to it while they run. `valid_to` is the first day on which a limit no longer
holds. What has run out without a new one counts as nothing for new orders ("expired"), until that is taken back too
(`withdrawn_on`): then no limit is set.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any, Final, Literal

from app.models.change import Change
from app.models.dates import maybe_day
from app.models.store import Store

State = Literal["not_set", "set", "unlimited", "expired"]  # zero is "set" with 0: cash before shipping

# The standing row a day goes by is the newest begun: live ones never overlap, so no older one can still hold. `{c}` is the
# customer, `{d}` the day; joined as `l`.
JOIN: Final = """left join credit_limit l on l.id=(select lx.id from credit_limit lx where lx.customer_id={c} and lx.kind='standing'
  and lx.voided_on is null and lx.valid_from<={d} order by lx.valid_from desc, lx.id desc limit 1)"""
_HOLDS: Final = "(l.valid_to is null or l.valid_to>{d})"
# What adds to it for a while.
_ADDED: Final = """(select sum(lt.amount) from credit_limit lt where lt.customer_id={c} and lt.kind='temporary' and lt.voided_on is null
  and lt.valid_from<={d} and lt.valid_to>{d} and lt.currency=coalesce(l.currency,lt.currency))"""
STATE: Final = f"""case when l.id is not null and {_HOLDS} then l.state when {_ADDED} is not null then 'set'
  when l.id is null or l.withdrawn_on<={{d}} then 'not_set' else 'expired' end"""
# The standing limit alone, without what is added for a while.
STANDING: Final = f"""case when l.id is not null and {_HOLDS} then l.state when l.id is null or l.withdrawn_on<={{d}} then 'not_set'
  else 'expired' end"""
# None where it is not set or unlimited; what has run out is 0.
AMOUNT: Final = f"""case when l.id is not null and {_HOLDS} then case when l.state='set' then l.amount+coalesce({_ADDED},0) end
  else coalesce({_ADDED}, case when l.id is not null and (l.withdrawn_on is null or l.withdrawn_on>{{d}}) then 0 end) end"""


@dataclass(frozen=True, slots=True)
class LimitVersion:
    """A row of the history; `amount` in minor units of `currency`, nothing where `state` is "unlimited"."""

    id: int
    customer_id: int
    kind: Literal["standing", "temporary"]
    state: Literal["set", "unlimited"]
    amount: int
    currency: str
    valid_from: date
    valid_to: date | None
    reason: str | None
    review_id: int | None
    decided_by: str
    voided_on: date | None
    withdrawn_on: date | None

    def holds(self, on: date) -> bool:
        return self.voided_on is None and self.valid_from <= on and (self.valid_to is None or self.valid_to > on)


@dataclass(frozen=True, slots=True)
class Group:
    """Customers under one control. `amount` in minor units of the book's currency, None but where the state is "set"."""

    id: int
    name: str
    state: Literal["not_set", "set", "unlimited"]
    amount: int | None


@dataclass(frozen=True, slots=True)
class NewLimit:
    """A limit to be written; `amount` in minor units of `currency`."""

    customer_id: int
    state: Literal["set", "unlimited"]
    amount: int
    currency: str
    valid_from: date
    valid_to: date | None = None
    reason: str | None = None
    review_id: int | None = None


def joined(customer: str, day: str) -> str:
    """The join of the standing limit `l` that a day goes by; `customer` and `day` are SQL."""
    return JOIN.format(c=customer, d=day)


def state_of(customer: str, day: str) -> str:
    """SQL of the state of the limit joined as `l`: not_set, set, unlimited, expired."""
    return STATE.format(c=customer, d=day)


def standing_state(day: str) -> str:
    """SQL of the state of the limit joined as `l`, without temporary ones."""
    return STANDING.format(d=day)


def standing_amount(day: str) -> str:
    """SQL of the standing limit joined as `l`, None where none is set."""
    return f"case when {standing_state(day)}='set' then l.amount end"


def added(customer: str, day: str) -> str:
    """SQL of what temporary limits add on the day."""
    return f"coalesce({_ADDED.format(c=customer, d=day)},0)"


def amount_of(customer: str, day: str) -> str:
    """SQL of what the limit joined as `l` comes to with the temporary ones, in minor units of its currency."""
    return AMOUNT.format(c=customer, d=day)


_VERSION: Final = """select k.id,k.customer_id,k.kind,k.state,k.amount,k.currency,k.valid_from,k.valid_to,k.reason,k.review_id,p.name,
  k.voided_on,k.withdrawn_on from credit_limit k join person p on p.id=k.decided_by where"""


def versions(store: Store, customer_id: int, *, voided: bool = False) -> list[LimitVersion]:
    """The newest first; those taken out of the book only when asked for."""
    live = "" if voided else "and k.voided_on is null"
    return store.rows(
        _version, f"{_VERSION} k.customer_id=? {live} order by k.valid_from desc, k.id desc", (customer_id,)
    )


def ending(store: Store, on: date, until: date, since: date | None = None) -> list[LimitVersion]:
    """Those in force on a day that end by another day with none after them, with `since` those too that ended after that day; the
    nearest end first. Archived customers are left out."""
    sql = f"""{_VERSION} k.voided_on is null and k.withdrawn_on is null and k.valid_from<=:d and k.valid_to>:since and k.valid_to<=:until
      and not exists(select 1 from credit_limit x where x.customer_id=k.customer_id and x.kind=k.kind and x.voided_on is null
        and x.valid_from>=k.valid_to) and not exists(select 1 from customer c where c.id=k.customer_id and c.archived_on<=:d) order by k.valid_to, k.id"""
    days = {"d": on, "since": since or on, "until": until}
    return store.rows(_version, sql, {name: day.isoformat() for name, day in days.items()})


def version(store: Store, limit_id: int) -> LimitVersion | None:
    return store.one(_version, f"{_VERSION} k.id=?", (limit_id,))


def _version(*row: Any) -> LimitVersion:
    fields = list(row)
    for place in (6, 7, 11, 12):
        fields[place] = maybe_day(row[place])
    return LimitVersion(*fields)


def put_standing(change: Change, new: NewLimit) -> int:
    """The standing limit from a day on. Versions that overlap end there; one that would begin no earlier is voided."""
    close_standing(change, new.customer_id, new.valid_from, before=new.valid_to)
    return _insert(change, "standing", new)


def put_temporary(change: Change, new: NewLimit) -> int:
    """Adds to the standing limit until `valid_to`."""
    return _insert(change, "temporary", new)


def close_standing(change: Change, customer_id: int, on: date, *, before: date | None = None) -> None:
    """Ends the standing limits in force from that day, voids those that begin on it or later (but before `before`)."""
    for each in versions(change.store, customer_id):
        overlaps = (each.valid_to is None or each.valid_to > on) and (before is None or each.valid_from < before)
        if each.kind == "standing" and overlaps:
            end(change, each, on)


def withdraw_standing(change: Change, customer_id: int, on: date) -> None:
    """No standing limit is set from that day on, nor is one that has run out."""
    close_standing(change, customer_id, on)
    begun = (each for each in versions(change.store, customer_id) if each.kind == "standing")
    newest = next(begun, None)
    if newest is not None and newest.withdrawn_on is None:
        change.update("credit_limit", newest.id, {"withdrawn_on": on.isoformat()})


def end(change: Change, version: LimitVersion, on: date) -> None:
    """The limit holds no longer from that day on; one that would not have begun is voided."""
    values = {"valid_to": on.isoformat()} if version.valid_from < on else {"voided_on": on.isoformat()}
    change.update("credit_limit", version.id, values)


def _insert(change: Change, kind: str, new: NewLimit) -> int:
    row = {
        "customer_id": new.customer_id, "kind": kind, "state": new.state, "amount": new.amount if new.state == "set" else 0,
        "currency": new.currency, "valid_from": new.valid_from.isoformat(),
        "valid_to": new.valid_to.isoformat() if new.valid_to else None, "reason": new.reason, "review_id": new.review_id,
    }  # fmt: skip
    return change.insert("credit_limit", {**row, "decided_by": change.store.person_id})


def group_of(store: Store, customer_id: int) -> Group | None:
    sql = """select g.id,g.name,g.limit_state,case when g.limit_state='set' then g.limit_amount end
      from customer c join party_group g on g.id=c.group_id where c.id=?"""
    return store.one(Group, sql, (customer_id,))


def members(store: Store, group_id: int) -> list[tuple[int, str]]:
    """(id, name) of the customers of a group."""
    sql = "select id, coalesce(short_name,name) from customer where group_id=? order by code"
    return store.rows(lambda *row: row, sql, (group_id,))


def set_group(change: Change, group_id: int, state: str, amount: int | None) -> None:
    """The limit of a group: state not_set, set, unlimited."""
    change.update("party_group", group_id, {"limit_state": state, "limit_amount": amount if state == "set" else None})

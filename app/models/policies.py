"""The versions of the credit rules: which held on a day, and the making of a new one."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from app.models.change import Change
from app.models.dates import now_utc
from app.models.store import Store


@dataclass(frozen=True, slots=True)
class PolicyVersion:
    """`params` = what differs from the defaults of the program; the first version holds from the beginning of time.

    `adopted_by` = a name, `adopted_at` a UTC instant.
    """

    id: int
    effective_from: date
    params: dict[str, Any]
    pack: str | None
    reason: str | None
    adopted_by: str | None
    adopted_at: str


SELECT: Final = """select v.id,v.effective_from,v.params,v.pack,v.reason,p.name,v.adopted_at
  from policy_version v left join person p on p.id=v.adopted_by"""


def in_force(store: Store, on: date) -> PolicyVersion:
    """The newest version that took effect on or before the day."""
    sql = f"{SELECT} where v.effective_from<=? order by v.effective_from desc limit 1"
    return store.rows(_version, sql, (on.isoformat(),))[0]


def versions(store: Store) -> list[PolicyVersion]:
    """All of them, the newest first."""
    return store.rows(_version, f"{SELECT} order by v.effective_from desc")


def insert(
    change: Change, effective_from: date, params: Mapping[str, Any], pack: str | None, reason: str, person_id: int
) -> int:
    row = {"effective_from": effective_from.isoformat(), "params": json.dumps(dict(params), sort_keys=True)}
    told = {"pack": pack, "reason": reason, "adopted_by": person_id, "adopted_at": now_utc()}
    return change.insert("policy_version", row | told)


def role_of(store: Store, person_id: int) -> str | None:
    """The role of a person: owner, manager, bookkeeper, sales, reader."""
    role: str | None = store.scalar("select role from person where id=? and active=1", (person_id,))
    return role


def _version(row_id: int, effective: str, params: str, *told: Any) -> PolicyVersion:
    return PolicyVersion(row_id, date.fromisoformat(effective), json.loads(params), *told)

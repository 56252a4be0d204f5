"""The versions of the credit rules: which held on a day."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from typing import Any

from app.models.store import Store


@dataclass(frozen=True, slots=True)
class PolicyVersion:
    """`params` = what differs from the defaults of the program; the first version holds from the beginning of time."""

    id: int
    effective_from: date
    params: dict[str, Any]
    pack: str | None
    reason: str | None


def in_force(store: Store, on: date) -> PolicyVersion:
    """The newest version that took effect on or before the day."""
    sql = """select id,effective_from,params,pack,reason from policy_version where effective_from<=?
      order by effective_from desc limit 1"""
    return store.rows(_version, sql, (on.isoformat(),))[0]


def _version(row_id: int, effective: str, params: str, pack: str | None, reason: str | None) -> PolicyVersion:
    return PolicyVersion(row_id, date.fromisoformat(effective), json.loads(params), pack, reason)

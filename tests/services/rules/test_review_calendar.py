"""When a customer is reviewed again, and what calls for it earlier."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from app.services.rules.parameters import Policy
from app.services.rules.review_calendar import Trigger, Watched, limit_until, next_review, state, triggers

POLICY = Policy()
QUIET = Watched(
    on=date(2026, 11, 21), decided_on=date(2026, 5, 31), grade="BBB", grade_then="BBB", limit=100_00, limit_then=100_00
)


@pytest.mark.parametrize(
    ("grade", "wanted"),
    [
        ("AAA", date(2027, 8, 31)),
        ("BBB", date(2027, 2, 28)),
        ("BB", date(2026, 11, 30)),
        ("B", date(2026, 11, 30)),
        ("CCC", date(2026, 9, 30)),
        ("D", date(2026, 9, 30)),
        ("NR", date(2026, 11, 30)),
    ],
)
def test_the_cycle_goes_by_the_grade(grade: str, wanted: date) -> None:
    assert next_review(POLICY, grade, date(2026, 8, 31)) == wanted


@pytest.mark.parametrize(
    ("on", "wanted"),
    [
        (date(2026, 10, 31), "later"),
        (date(2026, 11, 1), "soon"),
        (date(2026, 11, 30), "soon"),
        (date(2026, 12, 1), "due"),
        (date(2026, 12, 30), "due"),
        (date(2026, 12, 31), "overdue"),
    ],
)
def test_due_on_its_day_and_overdue_when_the_limit_runs_out(on: date, wanted: str) -> None:
    next_on = date(2026, 12, 1)
    assert limit_until(POLICY, next_on) == date(2026, 12, 31)
    assert state(POLICY, next_on, on) == wanted


def test_never_reviewed() -> None:
    assert state(POLICY, None, date(2026, 1, 1)) == "never"


def test_nothing_happened() -> None:
    assert triggers(POLICY, QUIET) == ()


@pytest.mark.parametrize(
    ("seen", "wanted"),
    [
        ({"grade": "D"}, [Trigger("default")]),
        ({"grade": "BB"}, [Trigger("grade_fell")]),
        ({"grade": "A"}, []),
        ({"caps": ("overdue_60",)}, [Trigger("cap")]),
        ({"caps": ("young",), "caps_then": ("young",)}, []),
        ({"limit": 125_00}, []),
        ({"limit": 125_01}, [Trigger("limit_raise")]),
        ({"limit_expired_on": date(2026, 11, 21)}, [Trigger("limit_expired", date(2026, 11, 21))]),
        ({"override_until": date(2026, 11, 22)}, []),
        ({"override_until": date(2026, 11, 1)}, [Trigger("override_ends", date(2026, 11, 1))]),
        ({"hold_on": date(2026, 5, 31)}, []),
        ({"hold_on": date(2026, 6, 1)}, [Trigger("hold", date(2026, 6, 1))]),
        ({"bounced_on": date(2026, 7, 1)}, [Trigger("bounced", date(2026, 7, 1))]),
        ({"statement_on": date(2026, 6, 30)}, [Trigger("new_statements", date(2026, 6, 30))]),
        ({"terms_on": date(2026, 6, 30)}, [Trigger("terms_change", date(2026, 6, 30))]),
        ({"group_on": date(2026, 6, 30)}, [Trigger("group_change", date(2026, 6, 30))]),
        ({"record_on": date(2026, 5, 31)}, []),
        ({"record_on": date(2026, 6, 30)}, [Trigger("record", date(2026, 6, 30))]),
        ({"distress_on": date(2026, 6, 30)}, [Trigger("distress", date(2026, 6, 30))]),
        ({"security_on": date(2026, 5, 31)}, []),
        ({"security_on": date(2026, 11, 1)}, [Trigger("security_ends", date(2026, 11, 1))]),
        ({"over": True}, [Trigger("over_limit")]),
        ({"over": True, "over_then": True}, []),
        ({"quiet_from": date(2026, 4, 30), "quiet_to": date(2026, 10, 30)}, []),
        ({"quiet_from": date(2026, 4, 30), "quiet_to": date(2026, 10, 31)}, [Trigger("dormant", date(2026, 10, 31))]),
    ],
)
def test_each_trigger_by_itself(seen: dict[str, Any], wanted: list[Trigger]) -> None:
    assert list(triggers(POLICY, replace(QUIET, **seen))) == wanted


def test_the_gravest_comes_first() -> None:
    seen = replace(QUIET, statement_on=date(2026, 6, 30), hold_on=date(2026, 8, 1), grade="D")
    assert [each.code for each in triggers(POLICY, seen)] == ["default", "hold", "new_statements"]

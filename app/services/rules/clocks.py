"""Legal clocks: how their days are counted, and how long before its end each of them raises an alarm. Pure.

Sources: 民法典 201 (the day a period begins is not counted), 202 (months and years end on the corresponding day, where
there is none on the last of the month: 29 February -> 28 February), 203 (a last day on a holiday moves on; alarms use the
day itself). First, second and last alarm: the project's own choice, shorter for the shorter periods.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

from app.models.dates import add_days, add_months

ALARMS: Final[dict[str, tuple[int, int, int]]] = {
    "limitation": (180, 90, 30),
    "enforcement": (180, 90, 30),
    "guarantee": (90, 30, 10),
    "registration": (10, 5, 2),
    "security_end": (60, 30, 10),
    "security_act": (60, 30, 10),
    "credit_shipment": (30, 14, 5),
    "credit_present": (14, 7, 3),
    "original": (14, 7, 2),
    "deposit_refund": (30, 14, 7),
    "contract_end": (30, 14, 7),
    "warranty_end": (30, 14, 7),
    "insurance_declare": (5, 3, 1),
    "insurance_stop": (10, 3, 1),
    "insurance_notice": (10, 3, 1),
    "insurance_claim": (30, 10, 3),
    "insurance_limit": (30, 14, 7),
    "bill_present": (10, 5, 2),
    "bill_recourse": (90, 30, 10),
    "bill_rights": (180, 90, 30),
}
LONGEST_ALARM: Final = max(first for first, _second, _last in ALARMS.values())
PASSED: Final = 0  # the alarm of a clock that has run out


@dataclass(frozen=True, slots=True)
class Clock:
    """A last day. `document` = the number people know it by; `basis` = a code of the rule; `source` = table and row.

    `alarm` = the nearest threshold reached, in days; `PASSED` when the day is over, None while it is far.
    """

    kind: str
    customer_id: int
    document: str
    ends_on: date
    basis: str
    source: tuple[str, int]
    alarm: int | None


def after_days(start: date, days: int) -> date:
    """The last day of a period of days: delivered 2026-05-08, ten days -> 2026-05-18."""
    return add_days(start, days)


def after_months(start: date, months: int) -> date:
    """The last day of a period of months: due 2026-02-28, six months -> 2026-08-28; due 2026-08-31 -> 2027-02-28."""
    return add_months(start, months)


def after_years(start: date, years: int) -> date:
    """The last day of a period of years: due 2024-02-29, three years -> 2027-02-28."""
    return add_months(start, 12 * years)


def alarm(kind: str, ends_on: date, on: date) -> int | None:
    """The nearest threshold reached on a day; `PASSED` after the last day, None while the first is not reached."""
    left = (ends_on - on).days
    if left < 0:
        return PASSED
    return min((days for days in ALARMS[kind] if left <= days), default=None)


def first_alarm(kind: str) -> int:
    """Days before its end from which a clock of this kind is told about."""
    return ALARMS[kind][0]

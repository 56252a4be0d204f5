"""The road to court: its stages, what each needs of the procedures, and how long before a day one is told of it. Pure.

Sources: 民诉 104 (after preservation before a suit, sue within 30 days), 195 民法典 (a suit restarts limitation at the end of its
procedure; `limitation.py`). Alarms: the project's own choice.
"""

from __future__ import annotations

from datetime import date
from typing import Final

from app.models.dates import add_days

STAGES: Final = (
    "preparing", "lawyer_letter", "negotiation", "payment_order", "filed", "preserved", "hearing", "judged", "enforcing", "closed",
)  # fmt: skip
WITHOUT: Final = ("preparing", "lawyer_letter", "negotiation")  # nothing lies with a court
JUDGED: Final = ("judged", "enforcing")
OUTCOMES: Final = ("paid", "settled", "judged", "withdrawn", "lost", "uncollectable")
KINDS: Final = (
    "hearing", "evidence", "filing", "fee", "appeal", "objection", "preservation", "enforcement", "payment", "other",
)  # fmt: skip
# Days before from which a day of a matter is told of.
ALARMS: Final = {"preservation": 30, "enforcement": 30, "hearing": 14, "evidence": 14, "filing": 14}
USUAL_ALARM: Final = 7
LONGEST_ALARM: Final = max(ALARMS.values())
SUE_WITHIN: Final = 30  # days after preservation before a suit


def alarm_days(kind: str) -> int:
    return ALARMS.get(kind, USUAL_ALARM)


def pressing(kind: str, on_day: date, on: date) -> bool:
    """Within its alarm, or missed."""
    return (on_day - on).days <= alarm_days(kind)


def last_told(on: date) -> date:
    """The latest day that can be within its alarm."""
    return add_days(on, LONGEST_ALARM)


def sue_by(preserved_on: date) -> date:
    """The last day for a suit after preservation without one."""
    return add_days(preserved_on, SUE_WITHIN)


def lies_with_court(stage: str) -> bool:
    """Whether a court has it before it: then the debtor gets no reminders of ours."""
    return stage not in (*WITHOUT, "closed")


def opens(stage: str) -> str | None:
    """The procedure that begins with a stage: "suit", "payment_order" or None."""
    return {"payment_order": "payment_order", "filed": "suit"}.get(stage)


def needs_suit(stage: str) -> bool:
    """Whether a suit or payment order must lie with the court before this stage."""
    return stage in ("hearing", *JUDGED)

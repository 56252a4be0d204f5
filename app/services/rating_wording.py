"""Grade, points and reliability of a customer in a few words: for lists, heads and sentences."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from app.i18n import _, mark
from app.services.formats import NOTHING

if TYPE_CHECKING:
    from app.services.lists import CustomerRow

RISKS: Final = {
    "low": mark("Low"),
    "watch": mark("Watch"),
    "high": mark("High"),
    "stop": mark("Stop credit"),
    "unrated": mark("Not rated"),
}
RELIABLE: Final = ((0.7, mark("High")), (0.4, mark("Middling")), (0.0, mark("Low")))


ROLES: Final = {"customer": mark("Customer"), "supplier": mark("Supplier"), "partner": mark("Partner")}


def role_name(role: str) -> str:
    """What a firm is to us."""
    return _(ROLES[role])


def grade_name(grade: str) -> str:
    """ "BBB"; "Not rated" where there is none."""
    return _("Not rated") if grade == "NR" else grade


def risk_name(level: str) -> str:
    return _(RISKS[level])


def points_text(points_x100: int | None) -> str:
    """Whole points ("619"), "—" where none are shown."""
    return NOTHING if points_x100 is None else f"{(points_x100 + 50) // 100}"


def reliability(confidence: float) -> str:
    """High from 0.7, middling from 0.4, else low (domain A8)."""
    word = next(word for least, word in RELIABLE if confidence >= least)
    return _(word)


def score_line(row: CustomerRow) -> str:
    """What the chip of a customer stands for: "Grade BBB · 619 points · reliability: middling"."""
    if row.grade == "NR":
        return _("Not enough is known yet: treated as a new customer.")
    grade = _("Grade {grade}").format(grade=row.grade)
    if row.points_x100 is None:
        return _("{grade}: no score while in default").format(grade=grade)
    points = _("{points} points").format(points=points_text(row.points_x100))
    reliable = _("reliability: {level}").format(level=reliability(row.confidence_bp / 10_000).lower())
    return " · ".join((grade, points, reliable))


def head_points(row: CustomerRow) -> str:
    """Beside the name: "BBB · 619 points"; nothing where there are none."""
    if row.points_x100 is None:
        return "" if row.grade == "NR" else row.grade
    return f"{row.grade} · " + _("{points} points").format(points=points_text(row.points_x100))

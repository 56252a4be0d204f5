"""What a score is: a start, the points of each reason, and nothing else. Formulas: domain.md A1-A9, M2."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

GRADES: Final = ("AAA", "AA", "A", "BBB", "BB", "B", "CCC")  # best first; beside them D (defaulted) and NR (not rated)
BLOCKS: Final = ("payment", "financial", "stability", "external", "conditions")
RISKS: Final = ("low", "watch", "high", "stop", "unrated")
RISK_OF: Final = {"AAA": "low", "AA": "low", "A": "low", "BBB": "watch", "BB": "watch", "B": "high", "CCC": "high", "D": "stop", "NR": "unrated"}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Reason:
    """Points that one input adds or takes away, in hundredths; `data` = the figures its sentence tells.

    Codes: "payment.index", "payment.on_time", "payment.worst", "payment.trend"; "financial.<ratio>"; "stability.<item>";
    "external.<fact>"; "conditions.<kind>"; "shrinkage" or "rounding"; "cap"; "override".
    """

    code: str
    points_x100: int
    data: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Cap:
    """A fact that holds the grade down to `grade`, whatever the points."""

    code: str
    grade: str
    data: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """The score of one customer. `start_x100` + the points of all reasons = `points_x100`, exactly.

    The points are None (and `reasons` only those of the model) where the grade is D or NR. `pd` = chance of default within 12
    months after caps and override, 0..1; `pd_model` = before them. `blocks` 0..100, None = missing. `confidence` 0..1.
    """

    points_x100: int | None
    start_x100: int
    pd: float
    pd_model: float
    grade: str
    grade_model: str
    risk: str
    confidence: float
    blocks: Mapping[str, float | None]
    reasons: tuple[Reason, ...]
    caps: tuple[Cap, ...]

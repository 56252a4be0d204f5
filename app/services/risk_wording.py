"""Words of the risk register: steps of likelihood and severity, levels, a line for a table."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from app.i18n import _, mark
from app.services import review_wording
from app.services.formats import NOTHING, day
from app.services.rules import register

if TYPE_CHECKING:
    from app.models.risks import Risk

LIKELY: Final = {
    1: mark("Hardly ever"), 2: mark("Unlikely"), 3: mark("Possible"), 4: mark("Likely"), 5: mark("Almost certain"),
}  # fmt: skip
SEVERE: Final = {
    1: mark("Hardly felt"), 2: mark("Slight"), 3: mark("Noticeable"), 4: mark("Heavy"), 5: mark("Threatens us"),
}  # fmt: skip
LEVELS: Final = {"low": mark("Low"), "medium": mark("Middling"), "high": mark("High"), "severe": mark("Very high")}


def level_name(score: int) -> str:
    """ "12 · High" of likelihood x severity."""
    return f"{score} · {_(LEVELS[register.level(score)])}"


def risk_row(place: int, risk: Risk) -> tuple[str, ...]:
    """No., type, what, before, measure, after, who, by when."""
    return (
        str(place),
        _(review_wording.RISK_TYPES[risk.type]),
        risk.what,
        level_name(risk.score),
        risk.measure or NOTHING,
        level_name(risk.score_after),
        risk.owner or NOTHING,
        day(risk.due_on),
    )

"""Earlier reviews in a table, and one of them against the figures of today."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import TYPE_CHECKING

from app.i18n import _
from app.services import rating_wording, reason_wording, review_wording
from app.services.formats import NOTHING, day, percent
from app.services.review_desk_wording import amount
from app.services.review_sheet import ReviewSheet
from app.services.rules.score_types import BLOCKS

if TYPE_CHECKING:
    from app.models.reviews import Review
    from app.services.rules.score_types import Score


def history_row(review: Review, sheet: ReviewSheet | None) -> tuple[str, ...]:
    """Number, type, state, decided on, grade, points, limit, decided by."""
    score = sheet.scoring.score if sheet else None
    held = sheet.approved if sheet else None
    return (
        review.number,
        _(review_wording.TYPES[review.type]),
        _(review_wording.STATUSES[review.status]),
        day(review.approved_on),
        rating_wording.grade_name(held.grade) if held and held.grade else NOTHING,
        rating_wording.points_text(score.points_x100) if score else NOTHING,
        review_wording.limit_text(held) if held else NOTHING,
        review.approver or NOTHING,
    )


def compared(then: ReviewSheet, now: ReviewSheet) -> list[tuple[str, str, str]]:
    """(what, then, now): grade, points, blocks, limit, terms, what is owed and overdue."""
    rows = [(name, tell(then), tell(now)) for name, tell in _compared()]
    blocks = []
    for code in BLOCKS:
        pair = [_block(each.scoring.score, code) for each in (then, now)]
        if set(pair) != {NOTHING}:
            blocks.append((reason_wording.block_name(code), pair[0], pair[1]))
    return [*rows[:2], *blocks, *rows[2:]]


def _compared() -> list[tuple[str, Callable[[ReviewSheet], str]]]:
    return [
        (_("Grade"), lambda s: rating_wording.grade_name(s.scoring.score.grade) if s.scoring.score else NOTHING),
        (
            _("Points"),
            lambda s: rating_wording.points_text(s.scoring.score.points_x100) if s.scoring.score else NOTHING,
        ),
        (_("Credit limit"), lambda s: review_wording.limit_text(s.approved or s.current)),
        (_("Payment terms"), lambda s: review_wording.terms_text(s.approved or s.current)),
        (_("Owes"), lambda s: amount(s.owed.balance)),
        (_("Overdue"), lambda s: amount(s.owed.overdue)),
        (_("File completeness"), lambda s: _share(s.scoring.completeness)),
        (_("Expected loss"), lambda s: amount(s.loss.expected)),
    ]


def _block(score: Score | None, code: str) -> str:
    found = score.blocks.get(code) if score else None
    return NOTHING if found is None else f"{found:.0f}"


def _share(value: float | None) -> str:
    return NOTHING if value is None else percent(Decimal(str(value)), 0)

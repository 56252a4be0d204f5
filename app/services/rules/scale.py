"""Odds, points and grades: three ways to say one chance of default (domain.md A7)."""

from __future__ import annotations

from dataclasses import dataclass
from math import exp, log

from app.services.rules.blocks import NEUTRAL
from app.services.rules.parameters import Policy
from app.services.rules.score_types import GRADES


def log_odds(pd: float) -> float:
    """ln(good : bad) of a chance of default above 0 and below 1."""
    return log((1 - pd) / pd)


def pd_of(odds: float) -> float:
    """The chance of default, 0..1, of ln(good : bad)."""
    return 1 / (1 + exp(odds))


@dataclass(frozen=True, slots=True)
class Scale:
    """points = offset + factor * ln odds; ln odds = intercept + slope * Q, Q the weighted mean of the blocks, 0..100."""

    factor: float
    offset: float
    intercept: float
    slope: float

    def points(self, odds: float) -> float:
        return self.offset + self.factor * odds

    def points_x100(self, pd: float) -> int:
        return round(100 * self.points(log_odds(pd)))

    def odds_at(self, quality: float) -> float:
        return self.intercept + self.slope * quality

    def quality(self, pd: float) -> float:
        """The Q, 0..100, that stands for a chance of default."""
        return min(100.0, max(0.0, (log_odds(pd) - self.intercept) / self.slope))

    @property
    def start_x100(self) -> int:
        """Points where every input is neutral."""
        return round(100 * self.points(self.odds_at(NEUTRAL)))


def scale_of(policy: Policy) -> Scale:
    factor = policy.score_pdo / log(2)
    offset = policy.score_points - factor * log(policy.score_odds)
    return Scale(factor, offset, policy.map_intercept, policy.map_slope)


def grade_of(pd: float, policy: Policy) -> str:
    """AAA ... CCC by the upper bounds of the bands; a bound itself belongs to the worse grade."""
    return next((grade for grade, bound in zip(GRADES, policy.grade_pd, strict=False) if pd < bound), GRADES[-1])


def lowest_pd(grade: str, policy: Policy) -> float:
    """The best chance of default a grade can have; 0 for the best grade."""
    place = GRADES.index(grade)
    return policy.grade_pd[place - 1] if place else 0.0


def prior_pd(sector: str | None, policy: Policy) -> float:
    """What is to be thought of a firm of which nothing is known but its sector."""
    if sector in policy.sectors_bad:
        return policy.prior_pd_bad
    return policy.prior_pd_good if sector in policy.sectors_good else policy.prior_pd

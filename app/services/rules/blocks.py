"""A block of the score: inputs of 0 to 100 points, weighted; each input is what it lifts the block above the neutral 50."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

NEUTRAL: Final = 50.0  # the level of a firm of which nothing is known


@dataclass(frozen=True, slots=True)
class Input:
    """A measure on the scale of 0 (bad) to 100 (good) with its weight within the block and the figures it tells."""

    code: str
    points: float
    weight: float
    data: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Part:
    """What one input adds to its block: 50 + the lifts of all parts = the block's value."""

    code: str
    lift: float
    data: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Block:
    """Parts and how far they are to be trusted, 0..1."""

    parts: tuple[Part, ...]
    confidence: float

    @property
    def value(self) -> float:
        """0..100, 100 best."""
        return min(100.0, max(0.0, NEUTRAL + sum(part.lift for part in self.parts)))


def weighted(inputs: Iterable[Input], confidence: float) -> Block | None:
    """The weighted mean of the inputs as a block; None over nothing (a mean of nothing is not 0)."""
    there = [each for each in inputs if each.weight > 0]
    if not there:
        return None
    whole = sum(each.weight for each in there)
    parts = tuple(Part(each.code, each.weight / whole * (each.points - NEUTRAL), each.data) for each in there)
    return Block(parts, confidence)


def in_band(value: float, bad: float, good: float) -> float:
    """0 at `bad` and worse, 100 at `good` and better, straight in between; `bad` may be the larger figure."""
    if bad == good:
        return 100.0 if value >= good else 0.0
    return 100.0 * min(1.0, max(0.0, (value - bad) / (good - bad)))

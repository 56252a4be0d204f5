"""How good scores are, told by what became of the customers: separation, calibration, drift (domain.md A10).

Each takes the pairs as they are and gives None where nothing can be said.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import comb, exp, log, sqrt
from typing import Final

BAD_BINS: Final = 30  # fewer defaults than that say nothing about a bin
STEPS: Final = 50
LEAST_PD: Final = 1e-9

Outcome = tuple[float, bool]  # (score, the higher the better; defaulted)


@dataclass(frozen=True, slots=True)
class Interval:
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Calibration:
    """logit(default) = intercept + slope * logit(pd); ideal 0 and 1."""

    intercept: float
    slope: float


@dataclass(frozen=True, slots=True)
class Evidence:
    """Weight of evidence of each bin and the information value of all (goods on top: higher = better)."""

    weights: tuple[float, ...]
    information: float


def auc(outcomes: Sequence[Outcome]) -> float | None:
    """The chance that a good one scores above a bad one, ties half; None without one of both. Sorts once."""
    goods = sum(not bad for _, bad in outcomes)
    bads = len(outcomes) - goods
    if not goods or not bads:
        return None
    above, below_bads = 0.0, 0
    for good, bad in _levels(outcomes):
        above += good * (below_bads + bad / 2)
        below_bads += bad
    return above / (goods * bads)


def gini(outcomes: Sequence[Outcome]) -> float | None:
    area = auc(outcomes)
    return None if area is None else 2 * area - 1


def ks(outcomes: Sequence[Outcome]) -> float | None:
    """The largest distance between the shares of bads and goods at or below a score."""
    goods = sum(not bad for _, bad in outcomes)
    bads = len(outcomes) - goods
    if not goods or not bads:
        return None
    far = good_so_far = bad_so_far = 0.0
    for good, bad in _levels(outcomes):
        good_so_far += good
        bad_so_far += bad
        far = max(far, abs(bad_so_far / bads - good_so_far / goods))
    return far


def brier(predicted: Sequence[tuple[float, bool]]) -> float | None:
    """Mean squared distance of the chance of default to what happened; 0 is best."""
    return sum((pd - bad) ** 2 for pd, bad in predicted) / len(predicted) if predicted else None


def observed_to_expected(predicted: Sequence[tuple[float, bool]]) -> float | None:
    """Defaults that happened for each one that was expected."""
    expected = sum(pd for pd, _ in predicted)
    return sum(bad for _, bad in predicted) / expected if expected > 0 else None


def calibration(predicted: Sequence[tuple[float, bool]]) -> Calibration | None:
    """By Newton's steps; None where there are no defaults, only defaults, one level of pd, or a perfect separation."""
    rows = [(-log(1 / min(1 - LEAST_PD, max(LEAST_PD, pd)) - 1), bad) for pd, bad in predicted]
    if len({x for x, _ in rows}) < 2 or len({bad for _, bad in rows}) < 2:
        return None
    intercept = slope = 0.0
    for _ in range(STEPS):
        step = _newton(rows, intercept, slope)
        if step is None:
            return None
        intercept, slope = intercept + step[0], slope + step[1]
        if abs(step[0]) + abs(step[1]) < 1e-10:
            return Calibration(intercept, slope)
    return None


def population_stability(expected: Sequence[int], actual: Sequence[int]) -> float | None:
    """PSI of two counts by bin: below 0.10 stable, above 0.25 to act on. An empty bin counts as half a customer."""
    before, now = sum(expected), sum(actual)
    if before <= 0 or now <= 0:
        return None
    shares = [((a or 0.5) / now, (e or 0.5) / before) for a, e in zip(actual, expected, strict=True)]
    return sum((a - e) * log(a / e) for a, e in shares)


def at_least(defaults: int, customers: int, pd: float) -> float:
    """The chance of so many defaults or more where each customer has the chance `pd`."""
    return sum(comb(customers, k) * pd**k * (1 - pd) ** (customers - k) for k in range(defaults, customers + 1))


def wilson(hits: int, of: int, z: float = 1.959964) -> Interval | None:
    """The range (95 % by default) in which the rate behind `hits` of `of` lies."""
    if of <= 0:
        return None
    rate, square = hits / of, z * z / of
    middle = rate + square / 2
    half = z * sqrt(rate * (1 - rate) / of + square / (4 * of))
    return Interval(max(0.0, (middle - half) / (1 + square)), min(1.0, (middle + half) / (1 + square)))


def shrunk_rate(hits: int, of: int, prior_hits: float = 7, prior_misses: float = 3) -> float:
    """A rate drawn towards the prior one (7 of 10 on time): 2 of 6 is not yet a third."""
    return (prior_hits + hits) / (prior_hits + prior_misses + of)


def weight_of_evidence(bins: Sequence[tuple[int, int]]) -> Evidence | None:
    """Of bins of (good, bad); None with fewer than 30 bads over all. Half a customer more everywhere if a cell is empty."""
    if sum(bad for _, bad in bins) < BAD_BINS or not sum(good for good, _ in bins):
        return None
    return _evidence(bins)


def _evidence(bins: Sequence[tuple[int, int]]) -> Evidence:
    more = 0.5 if any(not good or not bad for good, bad in bins) else 0.0
    counts = [(good + more, bad + more) for good, bad in bins]
    goods, bads = sum(good for good, _ in counts), sum(bad for _, bad in counts)
    shares = [(good / goods, bad / bads) for good, bad in counts]
    weights = tuple(log(good / bad) for good, bad in shares)
    return Evidence(weights, sum((good - bad) * each for (good, bad), each in zip(shares, weights, strict=True)))


def _levels(outcomes: Sequence[Outcome]) -> list[tuple[int, int]]:
    """Goods and bads at each score, the lowest score first."""
    at: dict[float, list[int]] = {}
    for level, bad in outcomes:
        at.setdefault(level, [0, 0])[bad] += 1
    return [(at[level][0], at[level][1]) for level in sorted(at)]


def _newton(rows: Sequence[tuple[float, bool]], intercept: float, slope: float) -> tuple[float, float] | None:
    """The step towards the greatest likelihood; None where the curve is flat."""
    a = b = aa = ab = bb = 0.0
    for x, bad in rows:
        p = 1 / (1 + exp(min(700.0, max(-700.0, -(intercept + slope * x)))))
        weight = p * (1 - p)
        a, b = a + bad - p, b + (bad - p) * x
        aa, ab, bb = aa + weight, ab + weight * x, bb + weight * x * x
    flat = aa * bb - ab * ab
    if flat < 1e-12:
        return None
    return (bb * a - ab * b) / flat, (aa * b - ab * a) / flat

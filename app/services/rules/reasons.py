"""The reasons of a score in the order a person reads them: bars of the waterfall, the best and the worst, sums by block."""

from __future__ import annotations

from typing import Final

from app.services.rules.score_types import BLOCKS, Reason, Score

# What is not an input, in the order of the calculation; these keep a bar of their own.
STEPS: Final = ("shrinkage", "cap", "override")
NO_REASON: Final = frozenset({"rounding", "override"})  # nothing about the customer


def bars(score: Score, most: int = 8) -> list[Reason]:
    """The inputs from the best to the worst, small ones summed as "other", then what little is known, the cap, the override.

    Where what is summed would outweigh every bar beside it, the inputs are summed by block instead ("block.payment", data
    {value}). The start + all bars = the points, exactly; at most `most` bars. Without points (D, NR) the bars of the model.
    """
    inputs, steps = _split(score)
    ranked = sorted((each for each in inputs if each.points_x100), key=lambda each: -abs(each.points_x100))
    room = max(1, most - len(steps))
    shown, rest = (ranked, []) if len(ranked) <= room else (ranked[: room - 1], ranked[room - 1 :])
    other = [_merged(rest)] if rest else []
    if other and abs(other[0].points_x100) > abs(ranked[0].points_x100):
        blocks = _by_block(score)
        if 1 < len(blocks) <= room:
            shown, other = blocks, []
    return [*sorted(shown, key=lambda each: -each.points_x100), *other, *steps]


def best(score: Score, most: int = 3) -> list[Reason]:
    """The inputs that add most points."""
    inputs, _ = _split(score)
    return sorted(
        (each for each in inputs if each.points_x100 > 0 and each.code not in NO_REASON),
        key=lambda each: -each.points_x100,
    )[:most]


def worst(score: Score, most: int = 3) -> list[Reason]:
    """The reasons that cost most points; a cap and little evidence are among them, a person's override is not."""
    costly = [each for each in score.reasons if each.points_x100 < 0 and each.code not in NO_REASON]
    return sorted(costly, key=lambda each: each.points_x100)[:most]


def block_of(reason: Reason) -> str | None:
    """The block of an input, None for a step."""
    name = reason.code.partition(".")[0]
    return name if name in BLOCKS else None


def points_by_block(score: Score) -> dict[str, int | None]:
    """Hundredths of a point that each block adds or takes; None = missing. With the start and the steps they sum to the points."""
    sums = {name: 0 if value is not None else None for name, value in score.blocks.items()}
    for each in score.reasons:
        name = block_of(each)
        if name is not None:
            sums[name] = (sums[name] or 0) + each.points_x100
    return sums


def _split(score: Score) -> tuple[list[Reason], list[Reason]]:
    inputs = [each for each in score.reasons if each.code not in STEPS]
    steps = sorted((each for each in score.reasons if each.code in STEPS), key=lambda each: STEPS.index(each.code))
    return inputs, steps


def _by_block(score: Score) -> list[Reason]:
    """A bar for each block; the largest takes up the rounding, as everywhere."""
    sums = {name: points for name, points in points_by_block(score).items() if points}
    if sums:
        largest = max(sums, key=lambda name: abs(sums[name] or 0))
        sums[largest] = (sums[largest] or 0) + sum(
            each.points_x100 for each in score.reasons if each.code == "rounding"
        )
    return [Reason(f"block.{name}", points, {"value": score.blocks[name]}) for name, points in sums.items() if points]


def _merged(rest: list[Reason]) -> Reason:
    """Several small reasons as one; `data` names them."""
    codes = [each.code for each in rest]
    return Reason("other", sum(each.points_x100 for each in rest), {"count": len(rest), "codes": codes})

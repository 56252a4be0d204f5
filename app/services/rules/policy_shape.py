"""How the value of each credit rule is made up: single numbers, lists by grade, tables. Every number is a cell with a path.

rows("grade_pd", policy.grade_pd)         # [[Cell(path=(0,), unit="pd", ...)], ...]
put(policy.grade_pd, (3,), 0.05)          # the list with another fourth number
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import Any, Final

from app.services.rules.parameters import PARAMETERS, Policy

Path = tuple[int, ...]
USUAL: Final = Policy()
FREE: Final = frozenset({"index_anchors", "collectable"})  # as many rows as a person likes, two at the least
SECTORS: Final = ("manufacturing", "wholesale", "retail", "construction", "services", "transport", "agriculture")
RATIO_UNITS: Final = {
    "debt": "share", "gross_margin": "share", "net_margin": "share", "return_on_assets": "share", "cash_flow": "share",
    "receivable_days": "days", "inventory_days": "days",
}  # fmt: skip
# (unit, low, high) of the second column where it is not as the first
SECOND: Final = {"index_anchors": ("points", 0.0, 100.0), "collectable": ("share", 0.0, 1.0)}
WHOLE: Final = frozenset({"days", "months", "count", "hours", "effect"})


@dataclass(frozen=True, slots=True)
class Cell:
    """One number of a rule: where it is, its unit, its range; `whole` = no decimals."""

    path: Path
    unit: str
    low: float
    high: float
    whole: bool = False


def key(name: str, path: Path) -> str:
    """ "grade_pd.3": how fields and problems name a cell."""
    return ".".join((name, *map(str, path)))


def is_table(name: str) -> bool:
    """More than one number."""
    return isinstance(getattr(USUAL, name), tuple) and PARAMETERS[name].unit != "code"


def rows(name: str, value: Any) -> list[list[Cell]]:
    """The cells of a value, row by row; a single number is one row of one cell."""
    if not is_table(name):
        return [[_cell(name, (), value)]]
    if not isinstance(value[0], tuple):
        return [[_cell(name, (place,), each)] for place, each in enumerate(value)]
    return [
        [_cell(name, (place, column), each, row) for column, each in enumerate(row) if not isinstance(each, str)]
        for place, row in enumerate(value)
    ]


def cells(name: str, value: Any) -> list[Cell]:
    return [cell for row in rows(name, value) for cell in row]


def names_of(row: Any) -> tuple[str, ...]:
    """The words that say what a row is about: ("manufacturing", "debt")."""
    return tuple(each for each in row if isinstance(each, str)) if isinstance(row, tuple) else ()


def at(value: Any, path: Path) -> Any:
    for place in path:
        value = value[place]
    return value


def put(value: Any, path: Path, new: Any) -> Any:
    """The value with one number replaced."""
    if not path:
        return new
    place = path[0]
    return (*value[:place], put(value[place], path[1:], new), *value[place + 1 :])


def fits(name: str, value: Any) -> bool:
    """Made up as the default is: a book of another version of the program may hold what does not."""
    usual = getattr(USUAL, name)
    if PARAMETERS[name].unit == "code":
        return isinstance(value, tuple) and all(isinstance(each, str) for each in value)
    if name in FREE:
        return isinstance(value, tuple) and len(value) > 1 and all(_alike(usual[0], each) for each in value)
    return _alike(usual, value)


def out_of_order(numbers: list[float] | tuple[float, ...], *, rising: bool, strictly: bool) -> int | None:
    """The place of the first number that does not go on as it must; None when all do."""
    for place, (before, after) in enumerate(pairwise(numbers), 1):
        step = after - before if rising else before - after
        if step < 0 or (strictly and step == 0):
            return place
    return None


def direction(bad: float, good: float) -> int:
    """1 = more is better, -1 = less is better, 0 = says nothing."""
    return (good > bad) - (good < bad)


def _alike(usual: Any, value: Any) -> bool:
    if isinstance(usual, tuple):
        if not isinstance(value, tuple) or len(value) != len(usual):
            return False
        if _only_words(usual):
            return _only_words(value)
        return all(_alike(one, other) for one, other in zip(usual, value, strict=True))
    if isinstance(usual, str):
        return bool(value == usual)
    return isinstance(value, int | float) and not isinstance(value, bool)


def _only_words(value: tuple[Any, ...]) -> bool:
    return all(isinstance(each, str) for each in value)


def _cell(name: str, path: Path, value: Any, row: tuple[Any, ...] = ()) -> Cell:
    about = PARAMETERS[name]
    unit, low, high = about.unit, about.low, about.high
    if name in SECOND and path[1:] == (1,):
        unit, low, high = SECOND[name]
    elif name in SECOND:
        unit = "days"
    elif name in ("ratio_bands", "sector_bands"):
        unit = RATIO_UNITS.get(names_of(row)[-1], "factor")
    usual = value if name in FREE else at(getattr(USUAL, name), path)
    return Cell(path, unit, low, high, isinstance(usual, int) and unit in WHOLE)

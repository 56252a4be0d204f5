"""The order of a list that is read whole."""

from __future__ import annotations

from app.ui.widgets.whole_list import in_order

DAYS = {1: ("B", 3), 2: ("A", None), 3: ("A", 7), 4: ("B", 5)}


def keys(*sort: tuple[str, bool]) -> list[int | str]:
    return in_order(DAYS, sort, lambda name, key: DAYS[int(key)][("name", "day").index(name)])


def test_empty_values_stand_last_whichever_way() -> None:
    assert keys(("day", False)) == [1, 4, 3, 2]
    assert keys(("day", True)) == [3, 4, 1, 2]


def test_the_first_sort_key_decides_the_next_ones_within_it() -> None:
    assert keys(("name", False), ("day", True)) == [3, 2, 4, 1]
    assert keys(("name", True), ("day", False)) == [1, 4, 3, 2]

"""A group as one risk: who owes more than a quarter of it all speaks for all."""

from __future__ import annotations

import pytest

from app.services.rules.groups import group_grade


@pytest.mark.parametrize(
    ("members", "grade"),
    [
        ([(600, "BB"), (100, "D")], "BB"),
        ([(75, "A"), (25, "D")], "A"),  # a quarter and no more
        ([(74, "A"), (26, "D")], "D"),
        ([(50, "AA"), (50, "CCC")], "CCC"),
        ([(90, "NR"), (10, "A")], None),
        ([(-500, "D"), (10, "A")], "A"),  # paid ahead: nothing at stake
        ([(0, "D"), (0, "A")], None),
        ([], None),
    ],
)
def test_the_worst_of_those_who_owe_much(members: list[tuple[int, str]], grade: str | None) -> None:
    assert group_grade(members) == grade

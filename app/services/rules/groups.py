"""A group of customers as one risk (domain B5).

group_grade([(600_000_00, "BB"), (100_000_00, "D")])      # "BB": the other owes less than a quarter of it all
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from app.services.rules.score_types import GRADES

WEIGHTY: Final = 0.25  # of what the group owes: who owes more speaks for all
ORDER: Final = (*GRADES, "D")


def group_grade(members: Sequence[tuple[int, str]]) -> str | None:
    """The worst grade among the members that owe more than a quarter of it all; (owes, grade) each. None: none such is rated."""
    owed = [(max(0, amount), grade) for amount, grade in members]
    whole = sum(amount for amount, _grade in owed)
    found = [grade for amount, grade in owed if grade in ORDER and amount > WEIGHTY * whole]
    return max(found, key=ORDER.index, default=None)

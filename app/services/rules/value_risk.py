"""Value x risk: what a customer is worth (A, B, C), how risky they are, and so how they are treated (features F26).

classes = value_classes({7: 900_00, 8: 80_00, 9: 20_00})     # {7: "A", 8: "B", 9: "C"}
TREATMENTS["A", "high"]                                       # "secure"
care(policy, "BB")                                            # terms, prepayment, how often looked at
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from app.services.rules.parameters import Policy
from app.services.rules.review_calendar import LAST, NOT_RATED
from app.services.rules.score_types import GRADES, RISK_OF

VALUES: Final = ("A", "B", "C")
CLASS_SHARES: Final = (0.80, 0.95)  # A = those that bring the first 80 %, B = up to 95 %
TREATMENTS: Final[Mapping[tuple[str, str], str]] = {
    ("A", "low"): "grow", ("B", "low"): "develop", ("C", "low"): "automate",
    ("A", "watch"): "accompany", ("B", "watch"): "keep", ("C", "watch"): "standard",
    ("A", "high"): "secure", ("B", "high"): "reduce", ("C", "high"): "cash",
    ("A", "stop"): "rescue", ("B", "stop"): "collect", ("C", "stop"): "exit",
    ("A", "unrated"): "learn", ("B", "unrated"): "learn", ("C", "unrated"): "learn",
}  # fmt: skip
# How often the payments are looked at between two reviews (domain I).
CHECKS: Final = {"AAA": "month", "AA": "month", "A": "month", "BBB": "month", "BB": "fortnight", "B": "week"}
REMINDERS: Final = {"low": "gentle", "watch": "usual", "high": "early", "stop": "demand", "unrated": "early"}


@dataclass(frozen=True, slots=True)
class Care:
    """What a grade gets: terms in days at most, basis points to pay before delivery, months between reviews, codes.

    `check` month, fortnight, week, order (each one); `reminders` gentle, usual, early, demand.
    """

    risk: str
    terms_days: int
    prepay_bp: int
    review_months: int
    check: str
    reminders: str


def value_classes(values: Mapping[int, int]) -> dict[int, str]:
    """The class of each customer by what it brings in 12 months (any one unit); one that brings nothing has none.

    Each goes by what those that bring more than it bring together: the one that crosses an edge still belongs to the better
    class, and equals are treated alike.
    """
    worth = {customer: value for customer, value in values.items() if value > 0}
    total, larger, found = sum(worth.values()), 0, {}
    for value, many in sorted(Counter(worth.values()).items(), reverse=True):
        found[value] = VALUES[sum(larger >= share * total for share in CLASS_SHARES)]
        larger += value * many
    return {customer: found[value] for customer, value in worth.items()}


def treatment(value: str | None, risk: str) -> str:
    """How a customer is treated; one without sales in the year as of class C."""
    return TREATMENTS[value or VALUES[-1], risk]


def care(policy: Policy, grade: str) -> Care:
    """What goes with a grade, D and NR too."""
    place = GRADES.index({"NR": NOT_RATED, "D": LAST}.get(grade, grade))
    return Care(
        risk=RISK_OF[grade],
        terms_days=0 if grade in ("D", "NR") else policy.terms_days[place],
        prepay_bp=round(10_000 * prepay_floor(policy, grade)),
        review_months=policy.review_months[place],
        check=CHECKS.get(grade, "order"),
        reminders=REMINDERS[RISK_OF[grade]],
    )


def prepay_floor(policy: Policy, grade: str) -> float:
    """What part of the price comes before delivery at least (domain C1), 0..1; of one not rated as of a new customer."""
    if grade == "D":
        return policy.prepay_floor_stop
    return policy.prepay_floor[GRADES.index(grade)] if grade in GRADES else policy.prepay_floor_new

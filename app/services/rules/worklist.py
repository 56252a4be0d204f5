"""Why a customer is on today's list, and who comes first. Source: screens.md §2.3."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final, Literal

from app.models.owed import Owed
from app.services.rules.ageing import overdue_days

Code = Literal[
    "overdue",
    "over_limit",
    "unsettled",
    "due_soon",
    "unapplied",
    "unanswered",
    "clock",
    "review",
    "insurance",
    "prepayment",
    "shipped",
]
# From the strongest to the weakest.
PLACES: Final[tuple[Code, ...]] = (
    "overdue", "prepayment", "shipped", "over_limit", "unsettled", "insurance", "due_soon", "unapplied", "unanswered", "clock", "review",
)  # fmt: skip
SOON: Final = 7
VERY_SOON: Final = 3
OVERRIDE_DAYS: Final = 30  # for which a grade whose move by hand ran out is called to mind
UNANSWERED_DAYS: Final = 10  # after which a statement that did not come back is asked for


@dataclass(frozen=True, slots=True)
class Reason:
    """Why: `amount` in minor units of `currency`; `days` past due, or until due; `count` = how many receivables.

    What is in dispute is asked of nobody: it is in none but "unsettled" (a dispute that was to be settled by now) and
    the limit. Of a legal clock or a last day of the insurance `days` are left, fewer than none when it ran out; `what` = its kind, `document` = what it is
    about, `count` = how many there are. Of a statement without an answer `days` = since it went out. Of a review `days` are left
    until it is due, fewer than none when it is overdue; `what` = "due", or "override": a grade moved by hand ran out.
    Of a fixed day of payment that came before any goods left `days` = since then, `document` = the contract.
    Of a prepayment that is missing while the goods are due to leave `days` = until it was to be there, `document` = the contract.
    """

    code: Code
    amount: int
    currency: str
    days: int = 0
    count: int = 0
    what: str = ""
    document: str = ""


def reasons(owed: Owed, over: int, on: date, currency: str) -> tuple[Reason, ...]:
    """The reasons that hold for a customer, strongest first; `over` = how far the credit in use is beyond the limit, in the book's
    currency, 0 where it is not."""
    found = []
    if owed.asked_overdue > 0:
        days = overdue_days(owed.asked_oldest, on)
        found.append(Reason("overdue", owed.asked_overdue, currency, days, owed.asked_overdue_count))
    if over > 0:
        found.append(Reason("over_limit", over, currency))
    if owed.unsettled > 0:
        found.append(
            Reason("unsettled", owed.unsettled, currency, overdue_days(owed.settle_by, on), owed.unsettled_count)
        )
    if owed.asked_soon > 0 and owed.asked_next:
        days = (owed.asked_next - on).days
        found.append(Reason("due_soon", owed.asked_soon, currency, days, owed.asked_soon_count))
    if owed.unapplied > 0 and owed.open > 0:
        found.append(Reason("unapplied", owed.unapplied, currency))
    return tuple(found)


def rank(found: tuple[Reason, ...]) -> tuple[int, int]:
    """Sort key of a row, smallest first, by its strongest reason.

    Overdue by amount times days band (1-30 days once, 31-60 twice, 61-90 three times, more four times), then
    prepayments missing for goods due to leave, over the limit, disputes past their day, last days of the insurance, due within 3 days, due within 7 days, money not applied; within these the larger amount.
    Then statements that did not come back, the oldest first, a legal clock by the days that are left, and last a review.
    """
    first = found[0]
    place = place_of(first)
    if first.code in ("review", "clock", "insurance"):
        return place, first.days
    if first.code == "unanswered":
        return place, -first.days
    return place, -first.amount * (days_band(first.days) if first.code == "overdue" else 1)


def in_order(found: tuple[Reason, ...]) -> tuple[Reason, ...]:
    """The strongest first."""
    return tuple(sorted(found, key=place_of))


def place_of(reason: Reason) -> int:
    """Where a reason stands among those of other kinds, the strongest first."""
    late = reason.code == "due_soon" and reason.days > VERY_SOON
    return 2 * PLACES.index(reason.code) + late


def days_band(days: int) -> int:
    """1 for 1-30 days overdue, 2 for 31-60, 3 for 61-90, 4 for more."""
    return min(4, (max(1, days) - 1) // 30 + 1)

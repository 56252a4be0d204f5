"""Facts of a credit file that people enter: reports, records, ratings, references, visits, owners; and the questionnaire."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final

MANY_SIGNS: Final = 2  # of distress, seen at one visit: from so many on something has to be done (domain W43)
# The codes of each kind. "clean" = looked up on that day and nothing found. What `data` holds is said beside the kind.
CODES: Final[Mapping[str, tuple[str, ...]]] = {
    # data: lenders, balance, special_mention, bad, overdue, interest_arrears, off_balance, guarantees (minor units of
    # `currency`), settled_bad, used_bp, new_lenders, clean_months
    "bank_report": ("report",),
    # amount of an enforcement or suit
    "court": ("clean", "dishonest", "enforcement", "high_spending", "payment_suit"),
    "registry": ("clean", "abnormal", "serious", "share_freeze", "chattel_mortgage", "penalty", "revoked", "bankruptcy"),
    "tax": ("clean", "arrears", "grade"),  # data of a grade: grade "A" "B" "M" "C" "D"
    "capital": ("reduced", "unpaid"),
    "rating": ("rating",),  # data: agency, scale, grade, pd_ppm
    "trade_reference": ("reference",),  # amount = limit granted; data: supplier, high_credit, terms_days, late_days, good
    "bank_reference": ("reference",),  # data: bank, facility, limit, used, overdue_times
    "industry_opinion": ("industry", "region", "season", "concentration"),  # data: grade 1..5 (5 best); share_bp of the top buyer
    "visit": ("visit", "lost_contact"),  # data: signs [..]
    "ownership": ("owner", "controller", "refuses_guarantee"),  # data: name, share_bp
    "rumour": ("rumour",),
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class CreditFact:
    """One entry. `on_day` = when it happened, `checked_on` = when we knew or looked, `ended_on` = no longer so.

    `source_grade`: A first hand and documented ... D hearsay. `amount` in minor units of `currency`. `interaction_id` = the
    visit whose sheet it came with.
    """

    id: int = 0
    customer_id: int = 0
    kind: str
    code: str
    on_day: date
    checked_on: date
    valid_to: date | None = None
    source: str = ""
    source_grade: str | None = None
    amount: int | None = None
    currency: str | None = None
    data: Mapping[str, Any] = field(default_factory=dict)
    ended_on: date | None = None
    # Came later: a review that was kept before stays the same text (`services.frozen.LATER`).
    interaction_id: int | None = field(default=None, metadata={"later": True})


@dataclass(frozen=True, slots=True, kw_only=True)
class Questionnaire:
    """The 20 items of the assessment (domain A6); an item left open is not in `answers`. `visit` = seen on site."""

    id: int = 0
    customer_id: int = 0
    on_day: date
    assessor: str | None = None
    visit: bool = False
    answers: Mapping[int, int] = field(default_factory=dict)  # item 1..20 -> points 0..5
    comments: Mapping[int, str] = field(default_factory=dict)

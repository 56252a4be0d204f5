"""What the review page of a customer shows, read at once: the review in hand, its sheet, what the next step needs, who decides.

found = review_desk.read(services, customer_id)                 # the one being worked on, else the newest decided one
found = review_desk.read(services, customer_id, review_id)      # an earlier one
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.services.rules.score_types import Score
from app.services.waterfall import Waterfall, waterfall

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.models.book import Person
    from app.models.customers import Customer
    from app.models.reviews import Opinion, Review
    from app.models.risks import Risk
    from app.services.review_deciding import Authority
    from app.services.review_proposals import Proposal, Proposed
    from app.services.review_sheet import ReviewSheet
    from app.services.rules.parameters import Policy
    from app.services.rules.review_calendar import Trigger
    from app.services.services import Services


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewDesk:
    """`review` None = there is none yet, and `sheet` previews today. `then` = the sheet of the newest decided review before the
    one in hand, `now` = the figures of today. `authority` None = nothing is proposed yet. `policy` = the rules of the day.
    """

    customer: Customer
    review: Review | None
    sheet: ReviewSheet
    drawing: Waterfall
    proposed: Proposed
    usual: Proposal
    lacking: tuple[str, ...]
    authority: Authority | None
    opinions: Sequence[Opinion]
    history: Sequence[Review]
    sheets: dict[int, ReviewSheet]  # of the decided reviews
    then: ReviewSheet | None
    now: ReviewSheet
    triggers: tuple[Trigger, ...]
    risks: Sequence[Risk]
    people: Sequence[Person]
    policy: Policy

    @property
    def is_open(self) -> bool:
        return self.review is not None and self.review.is_open

    @property
    def in_force(self) -> tuple[int, ...]:
        """The newest approved one, where there is one."""
        return tuple(each.id for each in self.history if each.status == "approved")[:1]

    @property
    def unfinished(self) -> Review | None:
        return next((each for each in self.history if each.is_open), None)

    @property
    def score(self) -> Score | None:
        return self.sheet.scoring.score


def read(services: Services, customer_id: int, review_id: int | None = None) -> ReviewDesk:
    """As of today. Raises UserError when the customer is gone."""
    from app.services.review_proposals import Proposed

    reviews = services.reviews
    history = reviews.history(customer_id)
    review = _chosen(history, review_id)
    now = reviews.preview(customer_id)
    sheet = reviews.sheet(review.id) if review else now
    sheets = {each.id: reviews.sheet(each.id) for each in history if each.approved is not None}
    before = next((each for each in history if each.id in sheets and (not review or each.id != review.id)), None)
    own = review if review is not None and review.approved is not None else before
    proposed = reviews.proposed(review.id) if review else Proposed()
    policy = services.policies.on(review.approved_on if review else None)
    return ReviewDesk(
        customer=services.customers.get(customer_id),
        review=review,
        sheet=sheet,
        drawing=_drawing(sheet, policy),
        proposed=proposed,
        usual=reviews.usual(customer_id),
        lacking=reviews.lacking(review.id) if review else (),
        authority=reviews.authority(review.id) if review and review.is_open and proposed.proposal else None,
        opinions=reviews.opinions(review.id) if review else (),
        history=history,
        sheets=sheets,
        then=sheets[own.id] if own else None,
        now=now,
        triggers=reviews.triggered(customer_id),
        risks=services.risks.list(customer_id),
        people=services.accounts.people(),
        policy=policy,
    )


def _chosen(history: Sequence[Review], review_id: int | None) -> Review | None:
    """The one asked for; else the one being worked on, the newest in force, the newest of all."""
    asked = next((each for each in history if each.id == review_id), None)
    working = next((each for each in history if each.is_open), None)
    approved = next((each for each in history if each.status == "approved"), None)
    return asked or working or approved or (history[0] if history else None)


def _drawing(sheet: ReviewSheet, policy: Policy) -> Waterfall:
    score = sheet.scoring.score
    if score is None:
        return Waterfall()
    return waterfall(score.start_x100, sheet.scoring.bars, score.points_x100, policy)

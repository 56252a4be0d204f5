"""Reviews of the sample company: approved ones (one fell due, of one the grade has fallen since), one being worked on, and risks written down."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from typing import Final

from app.i18n import _
from app.models import book
from app.services.review_proposals import Proposal
from app.services.reviews import Reviews
from app.services.risks import RiskDraft
from app.services.services import Services

STEPS: Final = 3  # from a draft to what can be decided
GOOD, FALLEN, DUE, SLIPPING = "K006", "K003", "K008", "K001"


def fill(services: Services) -> None:
    """Each as if done on its own day, proposed by a salesperson and decided by the owner."""
    _approved(services, GOOD, 20_000_000, services.today - timedelta(days=60), (_("Statements every spring"),))
    _approved(services, FALLEN, 18_000_000, services.today - timedelta(days=105), ())
    _approved(services, DUE, 20_000_000, services.today - timedelta(days=100), ())
    _begun(services)
    _risks(services)


def _approved(services: Services, code: str, limit: int, on: date, conditions: tuple[str, ...]) -> None:
    customer = services.customers.by_code(code).id
    reviews = Reviews(services.store, on)
    with by_sales(services):
        row = reviews.open(customer, "periodic")
        reviews.propose(row, Proposal(limit=limit, conditions=conditions))
        reviews.opine(row, "sales", "for", _("Pays as agreed."))
        for _step in range(STEPS):
            reviews.advance(row, _("Known for years"))
    reviews.approve(row, reason=_("Steady for years"))


@contextmanager
def by_sales(services: Services) -> Iterator[None]:
    """Who proposes does not approve: the first salesperson at the desk."""
    store, owner = services.store, services.store.person_id
    sales = [each.id for each in book.people(store) if each.role == "sales"]
    store.person_id = sales[0] if sales else owner
    try:
        yield
    finally:
        store.person_id = owner


def _begun(services: Services) -> None:
    customer = services.customers.by_code(SLIPPING).id
    with by_sales(services):
        _propose(services, services.reviews.open(customer, "triggered", "grade_fell"))


def _propose(services: Services, row: int) -> None:
    services.reviews.propose(
        row,
        Proposal(
            limit=20_000_000,
            prepay_bp=3_000,
            conditions=(_("No delivery while anything is more than 30 days overdue"),),
            strengths=(_("Customer for four years"),),
            weaknesses=(_("Pays later every month"),),
            risks=((_("Sued by another supplier"), _("Ask for a guarantee of the owner")),),
        ),
    )
    services.reviews.opine(row, "sales", "for", _("Wants to keep buying and has asked for instalments."))


def _risks(services: Services) -> None:
    customer = services.customers.by_code(SLIPPING).id
    services.risks.add(
        RiskDraft(
            customer_id=customer, type="credit", likelihood=4, severity=4, what=_("Pays later every month"),
            likelihood_after=3, severity_after=2, measure=_("30% prepayment, guarantee of the owner"), due_on=services.today + timedelta(days=30),
        )
    )  # fmt: skip
    services.risks.add(
        RiskDraft(customer_id=customer, type="market", what=_("Building sites in the region stand still"))
    )

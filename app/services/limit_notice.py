"""额度与条件通知 / notice of credit limit and terms as a sheet: what a customer is told of the limit in force (paper D2).

documents.render(limit_notice.drawn(store, customer_id, on), path, printed=today)
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from app.i18n import _
from app.models import book, customers, reviews
from app.models.customers import Terms
from app.models.errors import UserError
from app.models.store import Store
from app.services import checks, limit_in_force, review_proposals
from app.services.company import party
from app.services.limit_in_force import InForce
from app.services.statement_drawing import language_of
from app.services.statement_sheets import Party


@dataclass(frozen=True, slots=True, kw_only=True)
class LimitNotice:
    """`in_force` is set (0 = cash before shipping) or unlimited, in minor units of `currency`; `terms` None = none agreed.
    `prepay_bp`, `security`, `conditions` = of the review in force. `contact` = who looks after the customer, "" = nobody named."""

    company: Party
    customer: Party
    code: str
    language: str
    made_on: date
    currency: str
    in_force: InForce
    terms: Terms | None
    prepay_bp: int
    security: str
    conditions: tuple[str, ...]
    contact: str


def drawn(store: Store, customer_id: int, on: date, language: str | None = None) -> LimitNotice:
    """As of a day, in the customer's language unless said otherwise. Raises UserError where no limit holds."""
    with store.snapshot():
        found, company = checks.customer(store, customer_id, on), book.company(store)
        held = limit_in_force.in_force(store, customer_id, on)
        if held.state not in ("set", "unlimited"):
            raise UserError(
                _("No limit is in force for {name}, so there is nothing to tell. Set one first.").format(
                    name=found.short
                )
            )
        review = reviews.in_force(store, customer_id, on)
        said = review_proposals.approved(review.approved) if review and review.approved else None
        return LimitNotice(
            company=party(company, language or language_of(found, company.country)),
            customer=Party(found.name, found.registration_no, found.address, found.phone),
            code=found.code,
            language=language or language_of(found, company.country),
            made_on=on,
            currency=held.currency or found.currency,
            in_force=held,
            terms=customers.terms_on(store, customer_id, on),
            prepay_bp=(said.prepay_bp or 0) if said else 0,
            security=(said.security or "") if said else "",
            conditions=said.conditions if said else (),
            contact=found.owner or "",
        )

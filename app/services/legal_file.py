"""Everything legal about one customer, read at once: clocks, events, securities, files, holds."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from app.models import attachments, book, claims, debts, securities
from app.models.attachments import Attached
from app.models.claims import ClaimEvent, Hold
from app.models.customers import Customer
from app.models.securities import Security
from app.models.store import Store
from app.services.clocks import ClockRow, Clocks
from app.services.rules.securities import repossession_barred


@dataclass(frozen=True, slots=True)
class LegalFile:
    """What the legal tab shows of a customer; `barred` = securities whose goods cannot be taken back any more (75 % paid).

    `currency` is the customer's, `base` the book's. `debts` and `contracts` = what an event or a security can be about:
    ids and numbers.
    """

    customer_id: int
    currency: str
    base: str
    clocks: tuple[ClockRow, ...]
    events: tuple[ClaimEvent, ...]
    securities: tuple[Security, ...]
    barred: frozenset[int]
    files: tuple[Attached, ...]
    holds: tuple[Hold, ...]
    debts: tuple[tuple[int, str], ...]
    contracts: tuple[tuple[int, str], ...]


def legal_file(store: Store, customer: Customer, on: date) -> LegalFile:
    """As things stand on a day; voided events and released securities are in it too."""
    who = (customer.id,)
    held = tuple(securities.of_customer(store, customer.id))
    return LegalFile(
        customer.id,
        customer.currency,
        book.company(store).currency,
        tuple(Clocks(store, on).rows(customer_id=customer.id)),
        tuple(claims.events_of(store, customer.id)),
        held,
        frozenset(each.id for each in held if _barred(store, each)),
        tuple(attachments.of_customer(store, customer.id)),
        tuple(claims.holds(store, customer.id, on)),
        tuple((each.receivable_id, each.number) for each in debts.debts(store, on, who)),
        tuple((each.id, each.number) for each in debts.agreements(store, on, who)),
    )


def _barred(store: Store, security: Security) -> bool:
    if security.kind != "retention_of_title" or not (security.receivable_id or security.contract_id):
        return False
    return repossession_barred(*debts.price_and_paid(store, security))

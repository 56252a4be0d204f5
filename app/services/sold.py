"""What goods leave for: a contract with its plan, or a deal; looked at as one thing.

found = sold.of(store, contract_id=7)          # Sold(currency="CNY", amount=100_000_00, lines=(...), shipped=0)
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from app.i18n import _
from app.models import book, contracts, deals, plans, shipments
from app.models.errors import UserError
from app.models.plans import PlanLine
from app.models.shipments import Shipment
from app.models.store import Store
from app.services.rules import payment_plan


@dataclass(frozen=True, slots=True, kw_only=True)
class Sold:
    """Minor units of `currency`; `lines` = the plan, or what stands for one: the agreed share before shipping, the rest by
    the customer's terms. `rate` = of the contract, used where none of the day is known. `batches` = what has left, in order;
    `invoiced` = goods that were invoiced under the contract without a shipment: they have left, too."""

    customer_id: int
    contract_id: int | None
    deal_id: int | None
    number: str
    title: str | None
    currency: str
    rate: str | None
    amount: int
    lines: tuple[PlanLine, ...]
    batches: tuple[Shipment, ...]
    invoiced: int = 0
    signed: bool = True
    ended: bool = False

    @property
    def shipped(self) -> int:
        return sum(self.left_before)

    @property
    def left_before(self) -> list[int]:
        """The value of each batch that has left."""
        return [each for each in (self.invoiced, *(batch.amount for batch in self.batches)) if each]

    @property
    def left(self) -> int:
        """What has not left yet."""
        return max(0, self.amount - self.shipped)

    @property
    def is_prepaid(self) -> bool:
        """Whether something comes before the goods."""
        return any(each.is_before for each in self.lines)


def rate_of(store: Store, sold: Sold, on: date) -> str | None:
    """The rate at which goods that leave on a day are owed; None in the book's currency or where none is known."""
    if sold.currency == book.company(store).currency:
        return None
    return book.rate_on(store, sold.currency, on) or sold.rate


def of(store: Store, contract_id: int | None = None, deal_id: int | None = None) -> Sold:
    """A deal of a contract goes by that contract. Raises UserError where there is none."""
    deal = deals.deal(store, deal_id) if deal_id is not None else None
    if deal_id is not None and deal is None:
        raise UserError(_("This deal is no longer in the book."))
    whose = contract_id if contract_id is not None else deal.contract_id if deal else None
    if whose is not None:
        return _contract(store, whose, deal_id)
    if deal is None:
        raise UserError(_("Choose a contract or a deal."))
    return Sold(
        customer_id=deal.customer_id, contract_id=None, deal_id=deal.id, number=deal.number, title=deal.title,
        currency=deal.currency, rate=None, amount=deal.amount, lines=_usual(deal.amount, deal.prepay_bp),
        batches=tuple(shipments.of_deal(store, deal.id)), ended=deal.stage == "lost",
    )  # fmt: skip


def _contract(store: Store, contract_id: int, deal_id: int | None) -> Sold:
    found = contracts.contract(store, contract_id)
    if found is None:
        raise UserError(_("This contract is no longer in the book."))
    return Sold(
        customer_id=found.customer_id, contract_id=found.id, deal_id=deal_id, number=found.number, title=found.title,
        currency=found.currency, rate=found.rate, amount=found.amount,
        lines=plans.lines(store, contract_id) or _usual(found.amount, found.prepay_bp),
        batches=tuple(shipments.of_contract(store, contract_id)), invoiced=contracts.invoiced(store, contract_id), signed=found.signed_on is not None,
        ended=found.kept == "terminated",
    )  # fmt: skip


def _usual(amount: int, prepay_bp: int | None) -> tuple[PlanLine, ...]:
    """Where no plan was written: the share before shipping, the rest by the terms."""
    lines: Sequence[PlanLine] = (PlanLine("delivery"),)
    if prepay_bp:
        first = PlanLine("before_shipment", share_bp=prepay_bp, nature="prepayment")
        lines = (first, *lines) if prepay_bp < payment_plan.WHOLE else (first,)
    return payment_plan.amounts(amount, lines) if amount > 0 else ()

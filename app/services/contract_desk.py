"""What the page of a contract shows, read at once: the customer it is made with, the plan, the check, what was done and what is missing.

ground = contract_desk.ground(services, customer_id, 16_000_000, "CNY")     # of a new one, while it is typed
desk = contract_desk.read(services, contract_id)
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from app.models import book, contracts, plans, securities
from app.models.errors import UserError
from app.services.gate_wording import stop_text
from app.services.rules import late_rules
from app.services.rules.interest import Rate
from app.services.rules.late_rules import Excess

if TYPE_CHECKING:
    from app.models.attachments import Attached
    from app.models.contracts import Contract
    from app.models.customers import Customer
    from app.models.plans import PlanLine
    from app.models.securities import Security
    from app.models.shipments import Shipment
    from app.services.contract_reviews import ContractSheet
    from app.services.insurance_cover import Cover
    from app.services.limit_in_force import InForce
    from app.services.milestones import MilestoneSheet
    from app.services.prepayment_sheet import PrepaymentSheet
    from app.services.prepayments import Prepaid
    from app.services.rules.parameters import Policy
    from app.services.services import Services

LPR: Final = "LPR1Y"
MILLION: Final = 1_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground:
    """What a contract with a customer stands on. `own` = the book's currency, `rate` = the newest of the contract's, None = none known.

    `headroom` = what the limit leaves (minor units of `headroom_in`), None = no limit set or without bounds; `advice` None = nothing
    can be said yet. `terms` = the customer's, in words, "" = none agreed; `lpr` = the one-year rate of today and of the day of signing.
    """

    customer: Customer
    currency: str
    own: str
    rate: str | None
    in_force: InForce
    headroom: int | None
    headroom_in: str
    terms: str
    lpr: Decimal | None
    lpr_signed: Decimal | None
    advice: PrepaymentSheet | None
    cover: Cover | None

    @property
    def advised_bp(self) -> int:
        """The least share before shipping by the rules; 0 where they ask for nothing."""
        return self.advice.found.share_bp if self.advice else 0


@dataclass(frozen=True, slots=True, kw_only=True)
class ContractDesk:
    """One contract. `check` = the 24 items and what its figures say; `steps` = its milestones; `stops` = what stands in the way of
    production and of the next shipment, in sentences; `files` = its papers, those of its milestones too."""

    ground: Ground
    plan: tuple[PlanLine, ...]
    plan_ids: tuple[int, ...]
    prepaid: Prepaid
    check: ContractSheet
    steps: MilestoneSheet
    shipments: Sequence[Shipment]
    shipped: int
    stops: dict[str, tuple[str, ...]]
    securities: Sequence[Security]
    files: tuple[Attached, ...]
    policy: Policy

    @property
    def contract(self) -> Contract:
        return self.check.contract

    @property
    def left(self) -> int:
        """What of its goods has not left; minor units of its currency."""
        return max(0, self.contract.amount - self.shipped)

    @property
    def is_open(self) -> bool:
        """Whether things still happen under it."""
        return self.contract.status in ("draft", "signed", "running")


def ground(
    services: Services,
    customer_id: int,
    amount: int | None,
    currency: str | None = None,
    signed_on: date | None = None,
) -> Ground:
    """Of a contract for `amount` (minor units), None = not known yet; `currency` None = the customer's."""
    from app.services import entry, insurance_cover

    customer = services.customers.get(customer_id)
    found = entry.outlook(services, customer_id, services.today)
    sheet = services.exposure.sheet(customer_id)
    wanted = currency or customer.currency
    return Ground(
        customer=customer,
        currency=wanted,
        own=found.own,
        rate=book.rate_on(services.store, wanted, services.today) if wanted != found.own else None,
        in_force=sheet.in_force,
        headroom=sheet.headroom,
        headroom_in=sheet.currency,
        terms=found.terms,
        lpr=_lpr(services, services.today),
        lpr_signed=_lpr(services, signed_on or services.today),
        advice=_asked(lambda: services.prepayments.ask(customer_id, amount, wanted)) if amount else None,
        cover=insurance_cover.cover(services.store, customer_id, services.today),
    )


def read(services: Services, contract_id: int) -> ContractDesk | None:
    """As of today; None when the contract is gone."""
    store = services.store
    if contracts.contract(store, contract_id) is None:
        return None
    check, sold = services.contract_reviews.sheet(contract_id), services.shipments.sold(contract_id=contract_id)
    found, prepaid = check.contract, services.prepayments.required(contract_id=contract_id).one
    if prepaid is None:
        return None
    stands = ground(services, found.customer_id, None, found.currency, found.signed_on)
    return ContractDesk(
        ground=replace(stands, advice=_asked(lambda: services.prepayments.of(contract_id=contract_id))),
        plan=services.plans.lines(contract_id),
        plan_ids=tuple(plans.ids(store, contract_id)),
        prepaid=prepaid,
        check=check,
        steps=services.milestones.sheet(contract_id),
        shipments=sold.batches,
        shipped=sold.shipped,
        stops={
            "production": tuple(stop_text(each, sold) for each in services.shipments.production_gate(contract_id)),
            "shipment": tuple(stop_text(each, sold) for each in services.shipments.gate(contract_id=contract_id)),
        },
        securities=[each for each in securities.of_customer(store, found.customer_id) if not each.released_on],
        files=_files(services, found),
        policy=services.policies.on(None),
    )


def excess_of(stands: Ground, penalty_ppm_day: int | None) -> Excess | None:
    """How a penalty a day (millionths) stands to LPR today and on the day of signing; None without one, or without LPR."""
    if not penalty_ppm_day:
        return None
    breach, signed = (Rate(each, "year") if each else None for each in (stands.lpr, stands.lpr_signed))
    return late_rules.excess(Rate(Decimal(penalty_ppm_day) / MILLION, "day"), breach, signed)


def _lpr(services: Services, on: date) -> Decimal | None:
    found = services.rates.rate_on(LPR, on)
    return found.rate if found else None


def _files(services: Services, found: Contract) -> tuple[Attached, ...]:
    """Live ones of the contract, its milestones and its shipments, newest first."""
    steps = {each.milestone.id for each in services.milestones.sheet(found.id).rows}
    left = {each.id for each in services.shipments.of_contract(found.id)}
    own = {"contract": {found.id}, "milestone": steps, "shipment": left}
    every = services.attachments.list(found.customer_id)
    return tuple(each for each in every if each.voided_on is None and each.row_id in own.get(each.tbl, ()))


def _asked(work: Callable[[], PrepaymentSheet]) -> PrepaymentSheet | None:
    """None where nothing can be said: no amount yet, no rate to compare it with the limit."""
    try:
        return work()
    except UserError:
        return None

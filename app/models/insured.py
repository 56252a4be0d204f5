"""What credit insurance is made of: policies, buyer limits, events, and what the cover of a debt depends on. Value types."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from app.models.dates import add_days


@dataclass(frozen=True, slots=True)
class InsurancePolicy:
    """What one policy says; money in minor units of `currency`, days None where the policy names none.

    `mep_days` = after the due day of the oldest unpaid invoice until shipping has to stop; `noa_days` = until an overdue one has to
    be reported, from `noa_from` ("due" or "mep"); `waiting_days` = from the due day until the insurer pays; `claim_days` = from
    the notice until the claim has to be in. `declare_rule` none, days, workdays (after the shipment), month_day (of the next
    month) with `declare_days`. `first_loss` per buyer, `aggregate_first_loss` per policy; `loss_order` A: off the indemnity, B: off
    the loss. `excluded_countries` = codes parted by commas. It holds from `from_on` to `to_on`, both days included.
    """

    id: int
    insurer: str
    number: str
    scope: str
    currency: str
    from_on: date
    to_on: date
    cover_bp: int
    cover_refusal_bp: int | None = None
    premium_ppm: int | None = None
    premium_min: int | None = None
    insured_sales: int | None = None
    max_terms_days: int | None = None
    mep_days: int | None = None
    noa_days: int | None = None
    noa_from: str = "due"
    declare_rule: str = "none"
    declare_days: int | None = None
    waiting_days: int | None = None
    claim_days: int | None = None
    first_loss: int = 0
    aggregate_first_loss: int = 0
    max_liability: int | None = None
    loss_order: str = "A"
    vat_covered: bool = False
    rot_required: bool = False
    contract_required: bool = False
    discretionary: int | None = None
    excluded_countries: str | None = None
    note: str | None = None
    cancelled_on: date | None = None

    @property
    def ends_on(self) -> date:
        """Its last day; of a cancelled one the day before."""
        return min(self.to_on, add_days(self.cancelled_on, -1)) if self.cancelled_on else self.to_on

    def holds(self, on: date) -> bool:
        return self.from_on <= on <= self.ends_on

    @property
    def excluded(self) -> frozenset[str]:
        return frozenset(part.strip().upper() for part in (self.excluded_countries or "").split(",") if part.strip())


@dataclass(frozen=True, slots=True)
class BuyerLimit:
    """How much of one buyer's debt the insurer covers, from `valid_from` until before `valid_to`; minor units of `currency`.

    `requested` = what we asked for; `discretionary` = set by us within what the policy allows; `related` = we own part of the
    buyer or they of us; `buyer_name` = as the insurer wrote it.
    """

    id: int
    policy_id: int
    customer_id: int
    requested: int | None
    requested_on: date | None
    amount: int
    currency: str
    valid_from: date
    valid_to: date | None
    cancelled_on: date | None
    conditions: str | None
    insurer_grade: str | None
    related: bool
    buyer_name: str | None
    discretionary: bool

    @property
    def until(self) -> date | None:
        """The first day on which it does not hold any more."""
        return min((day for day in (self.valid_to, self.cancelled_on) if day), default=None)

    def holds(self, on: date) -> bool:
        return self.valid_from <= on and (self.until is None or on < self.until)


@dataclass(frozen=True, slots=True)
class InsuranceEvent:
    """Something reported to the insurer or paid by them. `due_on`: of an extension the day to which they agreed to wait.

    Without `customer_id` it is about the whole policy, without `receivable_id` about all of the customer. A declaration without a
    receivable covers everything shipped by `done_on`.
    """

    id: int
    policy_id: int
    customer_id: int | None
    receivable_id: int | None
    kind: str
    due_on: date | None
    done_on: date
    amount: int | None
    currency: str | None
    reference: str | None
    note: str | None
    voided_on: date | None


@dataclass(frozen=True, slots=True)
class Shipped:
    """What the cover of an instalment depends on beside what is open of it. `tax` of `amount`, the whole receivable's.

    `shipped_on` = the day of the shipment, else of the document; `agreed_due` = the due day before it was ever moved.
    """

    instalment_id: int
    receivable_id: int
    amount: int
    tax: int | None
    contract_id: int | None
    description: str | None
    shipped_on: date
    agreed_due: date | None


@dataclass(frozen=True, slots=True)
class Late:
    """An instalment that was or is paid after its due day; `settled_on` None = still open."""

    receivable_id: int
    number: str
    due_on: date
    settled_on: date | None


@dataclass(frozen=True, slots=True)
class Applied:
    """Money of the customer applied to a receivable on a day."""

    on: date
    receivable_id: int
    number: str
    issued_on: date


@dataclass(frozen=True, slots=True)
class Papers:
    """What the evidence of a contract says: signed, title retained."""

    signed: bool
    title_retained: bool


@dataclass(frozen=True, slots=True)
class Invoice:
    """A receivable as papers name it; `contract` = the number of its contract, `delivered_on` = when its goods were signed for."""

    id: int
    number: str
    tax_invoice_no: str | None
    order_no: str | None
    description: str | None
    issued_on: date
    currency: str
    amount: int
    contract_id: int | None
    contract: str | None
    delivered_on: date | None
    delivered_to: str | None

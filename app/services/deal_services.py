"""Services about what is agreed: contracts, deals, goods that leave, what stands behind the debt. Loaded as `Services` says."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from app.services.credit_services import CreditServices

if TYPE_CHECKING:
    from app.services.approvals import Approvals
    from app.services.contract_reviews import ContractReviews
    from app.services.contracts import Contracts
    from app.services.deals import Deals
    from app.services.deposits import Deposits
    from app.services.insurance import Insurance
    from app.services.insurance_papers import InsurancePapers
    from app.services.milestones import Milestones
    from app.services.plans import Plans
    from app.services.prepaying import Prepayments
    from app.services.securities import Securities
    from app.services.shipments import Shipments
    from app.services.shipping import Shipping
    from app.services.shipping_papers import ShippingPapers


class DealServices(CreditServices):
    """With what is agreed."""

    @cached_property
    def contracts(self) -> Contracts:
        from app.services.contracts import Contracts

        return Contracts(self.store, self.today)

    @cached_property
    def plans(self) -> Plans:
        from app.services.plans import Plans

        return Plans(self.store, self.today)

    @cached_property
    def shipments(self) -> Shipments:
        from app.services.shipments import Shipments

        return Shipments(self.store, self.today, self.receivables)

    @cached_property
    def contract_reviews(self) -> ContractReviews:
        from app.services.contract_reviews import ContractReviews

        return ContractReviews(self.store, self.today)

    @cached_property
    def milestones(self) -> Milestones:
        from app.services.milestones import Milestones

        return Milestones(self.store, self.today)

    @cached_property
    def insurance(self) -> Insurance:
        from app.services.insurance import Insurance

        return Insurance(self.store, self.today)

    @cached_property
    def insurance_papers(self) -> InsurancePapers:
        from app.services.insurance_papers import InsurancePapers

        return InsurancePapers(self.store, self.today)

    @cached_property
    def approvals(self) -> Approvals:
        from app.services.approvals import Approvals

        return Approvals(self.store, self.today)

    @cached_property
    def shipping_papers(self) -> ShippingPapers:
        from app.services.shipping_papers import ShippingPapers

        return ShippingPapers(self.store, self.today)

    @cached_property
    def shipping(self) -> Shipping:
        from app.services.shipping import Shipping

        return Shipping(self.store, self.today)

    @cached_property
    def securities(self) -> Securities:
        from app.services.securities import Securities

        return Securities(self.store, self.today)

    @cached_property
    def deposits(self) -> Deposits:
        from app.services.deposits import Deposits

        return Deposits(self.store, self.today, self.payments)

    @cached_property
    def deals(self) -> Deals:
        from app.services.deals import Deals

        return Deals(self.store, self.today)

    @cached_property
    def prepayments(self) -> Prepayments:
        from app.services.prepaying import Prepayments

        return Prepayments(self.store, self.today)

"""All services over one open book, built once per thread; each is loaded when it is first asked for, so that a start is quick."""

from __future__ import annotations

from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

from app.models.store import Store
from app.services.standing import Standing

if TYPE_CHECKING:
    from app.services.accounts import Accounts
    from app.services.adjustments import Adjustments
    from app.services.advances import Advances
    from app.services.approvals import Approvals
    from app.services.attachments import Attachments
    from app.services.bank import Bank
    from app.services.bills import Bills
    from app.services.charges import Charges
    from app.services.claims import Claims
    from app.services.clocks import Clocks
    from app.services.contract_reviews import ContractReviews
    from app.services.contracts import Contracts
    from app.services.corrections import Corrections
    from app.services.credit_file import CreditFile
    from app.services.credit_forms import CreditForms
    from app.services.credit_papers import CreditPapers
    from app.services.customers import Customers
    from app.services.dashboard import Dashboard
    from app.services.deals import Deals
    from app.services.deposits import Deposits
    from app.services.disputes import Disputes
    from app.services.exposure import Exposures
    from app.services.history import History
    from app.services.imports.service import Imports
    from app.services.insurance import Insurance
    from app.services.insurance_papers import InsurancePapers
    from app.services.interest import Interest
    from app.services.limits import Limits
    from app.services.lists import Lists
    from app.services.milestones import Milestones
    from app.services.monitoring import Monitoring
    from app.services.payers import Payers
    from app.services.payments import Payments
    from app.services.plans import Plans
    from app.services.policy_versions import Policies
    from app.services.prepaying import Prepayments
    from app.services.rates import Rates
    from app.services.receivables import Receivables
    from app.services.reports import Reports
    from app.services.reviews import Reviews
    from app.services.risks import Risks
    from app.services.scoring import Scoring
    from app.services.securities import Securities
    from app.services.shipments import Shipments
    from app.services.shipping import Shipping
    from app.services.shipping_papers import ShippingPapers
    from app.services.statements import Statements


class Services:
    """The one thing that windows and commands hold; `today` is the day everything is asked for unless said otherwise."""

    def __init__(self, store: Store, today: date) -> None:
        self.store = store
        self.today = today
        self.standing = Standing(store, today)
        store.before_commit = self.standing.refresh

    @cached_property
    def customers(self) -> Customers:
        from app.services.customers import Customers

        return Customers(self.store, self.today)

    @cached_property
    def receivables(self) -> Receivables:
        from app.services.receivables import Receivables

        return Receivables(self.store, self.today)

    @cached_property
    def corrections(self) -> Corrections:
        from app.services.corrections import Corrections

        return Corrections(self.store, self.today, self.receivables, self.payments)

    @cached_property
    def payments(self) -> Payments:
        from app.services.payments import Payments

        return Payments(self.store, self.today)

    @cached_property
    def advances(self) -> Advances:
        from app.services.advances import Advances

        return Advances(self.store, self.today)

    @cached_property
    def bills(self) -> Bills:
        from app.services.bills import Bills

        return Bills(self.store, self.today)

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
    def disputes(self) -> Disputes:
        from app.services.disputes import Disputes

        return Disputes(self.store, self.today)

    @cached_property
    def insurance(self) -> Insurance:
        from app.services.insurance import Insurance

        return Insurance(self.store, self.today)

    @cached_property
    def insurance_papers(self) -> InsurancePapers:
        from app.services.insurance_papers import InsurancePapers

        return InsurancePapers(self.store, self.today)

    @cached_property
    def interest(self) -> Interest:
        from app.services.interest import Interest

        return Interest(self.store, self.today)

    @cached_property
    def charges(self) -> Charges:
        from app.services.charges import Charges

        return Charges(self.store, self.today)

    @cached_property
    def policies(self) -> Policies:
        from app.services.policy_versions import Policies

        return Policies(self.store, self.today)

    @cached_property
    def rates(self) -> Rates:
        from app.services.rates import Rates

        return Rates(self.store, self.today)

    @cached_property
    def adjustments(self) -> Adjustments:
        from app.services.adjustments import Adjustments

        return Adjustments(self.store, self.today)

    @cached_property
    def payers(self) -> Payers:
        from app.services.payers import Payers

        return Payers(self.store, self.today)

    @cached_property
    def bank(self) -> Bank:
        from app.services.bank import Bank

        return Bank(self.store, self.today, self.payments)

    @cached_property
    def reports(self) -> Reports:
        from app.services.reports import Reports

        return Reports(self.store, self.today)

    @cached_property
    def monitoring(self) -> Monitoring:
        from app.services.monitoring import Monitoring

        return Monitoring(self.store, self.today)

    @cached_property
    def dashboard(self) -> Dashboard:
        from app.services.dashboard import Dashboard

        return Dashboard(self.store, self.today)

    @cached_property
    def history(self) -> History:
        from app.services.history import History

        return History(self.store)

    @cached_property
    def imports(self) -> Imports:
        from app.services.imports.service import Imports

        return Imports(self.store, self.today)

    @cached_property
    def limits(self) -> Limits:
        from app.services.limits import Limits

        return Limits(self.store, self.today)

    @cached_property
    def lists(self) -> Lists:
        from app.services.lists import Lists

        return Lists(self.store, self.today)

    @cached_property
    def accounts(self) -> Accounts:
        from app.services.accounts import Accounts

        return Accounts(self.store, self.today)

    @cached_property
    def clocks(self) -> Clocks:
        from app.services.clocks import Clocks

        return Clocks(self.store, self.today)

    @cached_property
    def claims(self) -> Claims:
        from app.services.claims import Claims

        return Claims(self.store, self.today)

    @cached_property
    def attachments(self) -> Attachments:
        from app.services.attachments import Attachments

        return Attachments(self.store, self.today)

    @cached_property
    def statements(self) -> Statements:
        from app.services.statements import Statements

        return Statements(self.store, self.today)

    @cached_property
    def credit_papers(self) -> CreditPapers:
        from app.services.credit_papers import CreditPapers

        return CreditPapers(self.store, self.today)

    @cached_property
    def credit_forms(self) -> CreditForms:
        from app.services.credit_forms import CreditForms

        return CreditForms(self.store, self.today)

    @cached_property
    def credit_file(self) -> CreditFile:
        from app.services.credit_file import CreditFile

        return CreditFile(self.store, self.today)

    @cached_property
    def scoring(self) -> Scoring:
        from app.services.scoring import Scoring

        return Scoring(self.store, self.today)

    @cached_property
    def reviews(self) -> Reviews:
        from app.services.reviews import Reviews

        return Reviews(self.store, self.today)

    @cached_property
    def exposure(self) -> Exposures:
        from app.services.exposure import Exposures

        return Exposures(self.store, self.today)

    @cached_property
    def risks(self) -> Risks:
        from app.services.risks import Risks

        return Risks(self.store, self.today)

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

    def close(self) -> None:
        self.store.close()

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

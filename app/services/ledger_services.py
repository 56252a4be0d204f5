"""Services about the ledger: customers, receivables, payments, the law, reports and imports. Loaded as `Services` says."""

from __future__ import annotations

from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

from app.models.store import Store

if TYPE_CHECKING:
    from app.services.accounts import Accounts
    from app.services.adjustments import Adjustments
    from app.services.advances import Advances
    from app.services.attachments import Attachments
    from app.services.bank import Bank
    from app.services.bills import Bills
    from app.services.charges import Charges
    from app.services.claims import Claims
    from app.services.clocks import Clocks
    from app.services.corrections import Corrections
    from app.services.customers import Customers
    from app.services.dashboard import Dashboard
    from app.services.disputes import Disputes
    from app.services.history import History
    from app.services.imports.service import Imports
    from app.services.interest import Interest
    from app.services.lists import Lists
    from app.services.payers import Payers
    from app.services.payments import Payments
    from app.services.rates import Rates
    from app.services.receivables import Receivables
    from app.services.reports import Reports
    from app.services.statements import Statements


class LedgerServices:
    """The ground that the other services of a book stand on."""

    def __init__(self, store: Store, today: date) -> None:
        self.store = store
        self.today = today

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
    def disputes(self) -> Disputes:
        from app.services.disputes import Disputes

        return Disputes(self.store, self.today)

    @cached_property
    def interest(self) -> Interest:
        from app.services.interest import Interest

        return Interest(self.store, self.today)

    @cached_property
    def charges(self) -> Charges:
        from app.services.charges import Charges

        return Charges(self.store, self.today)

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

"""All services over one open book, built once per thread."""

from __future__ import annotations

from datetime import date
from functools import cached_property

from app.models.store import Store
from app.services.accounts import Accounts
from app.services.adjustments import Adjustments
from app.services.advances import Advances
from app.services.attachments import Attachments
from app.services.bank import Bank
from app.services.bills import Bills
from app.services.charges import Charges
from app.services.claims import Claims
from app.services.clocks import Clocks
from app.services.contracts import Contracts
from app.services.corrections import Corrections
from app.services.customers import Customers
from app.services.dashboard import Dashboard
from app.services.disputes import Disputes
from app.services.history import History
from app.services.imports.service import Imports
from app.services.interest import Interest
from app.services.lists import Lists
from app.services.monitoring import Monitoring
from app.services.payers import Payers
from app.services.payments import Payments
from app.services.rates import Rates
from app.services.receivables import Receivables
from app.services.reports import Reports
from app.services.standing import Standing
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
        return Customers(self.store, self.today)

    @cached_property
    def receivables(self) -> Receivables:
        return Receivables(self.store, self.today)

    @cached_property
    def corrections(self) -> Corrections:
        return Corrections(self.store, self.today, self.receivables, self.payments)

    @cached_property
    def payments(self) -> Payments:
        return Payments(self.store, self.today)

    @cached_property
    def advances(self) -> Advances:
        return Advances(self.store, self.today)

    @cached_property
    def bills(self) -> Bills:
        return Bills(self.store, self.today)

    @cached_property
    def contracts(self) -> Contracts:
        return Contracts(self.store, self.today)

    @cached_property
    def disputes(self) -> Disputes:
        return Disputes(self.store, self.today)

    @cached_property
    def interest(self) -> Interest:
        return Interest(self.store, self.today)

    @cached_property
    def charges(self) -> Charges:
        return Charges(self.store, self.today)

    @cached_property
    def rates(self) -> Rates:
        return Rates(self.store, self.today)

    @cached_property
    def adjustments(self) -> Adjustments:
        return Adjustments(self.store, self.today)

    @cached_property
    def payers(self) -> Payers:
        return Payers(self.store, self.today)

    @cached_property
    def bank(self) -> Bank:
        return Bank(self.store, self.today, self.payments)

    @cached_property
    def reports(self) -> Reports:
        return Reports(self.store, self.today)

    @cached_property
    def monitoring(self) -> Monitoring:
        return Monitoring(self.store, self.today)

    @cached_property
    def dashboard(self) -> Dashboard:
        return Dashboard(self.store, self.today)

    @cached_property
    def history(self) -> History:
        return History(self.store)

    @cached_property
    def imports(self) -> Imports:
        return Imports(self.store, self.today)

    @cached_property
    def lists(self) -> Lists:
        return Lists(self.store, self.today)

    @cached_property
    def accounts(self) -> Accounts:
        return Accounts(self.store, self.today)

    @cached_property
    def clocks(self) -> Clocks:
        return Clocks(self.store, self.today)

    @cached_property
    def claims(self) -> Claims:
        return Claims(self.store, self.today)

    @cached_property
    def attachments(self) -> Attachments:
        return Attachments(self.store, self.today)

    @cached_property
    def statements(self) -> Statements:
        return Statements(self.store, self.today)

    def close(self) -> None:
        self.store.close()

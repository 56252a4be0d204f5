"""The lists of the window: which rows, in which order, a page of them at a time, and what they sum to.

    keys = services.lists.keys("customers", Query(("overdue",), "hdjc", (("overdue", True),)))
    rows = services.lists.page("customers", keys[:100])

Filter, sort and sum names are those of `models/lists.py`; any other raises LookupError.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any, Final, Literal

from app.models import advance_list, bill_list, book, confirmations, contract_list, deal_list, derived, listing, lists
from app.models.dates import maybe_day
from app.models.listing import Listing, Query, Summary
from app.models.money import exponent
from app.models.receivable_list import RECEIVABLES
from app.models.store import Store
from app.services import exposure, score_rows
from app.services.advance_rows import AdvanceRow
from app.services.bill_rows import BillRow
from app.services.contract_rows import ContractRow
from app.services.deal_rows import DealRow
from app.services.rules.ageing import overdue_days
from app.services.rules.exposure import headroom
from app.services.statement_rows import StatementRow

Name = Literal["customers", "receivables", "payments", "advances", "bills", "contracts", "statements", "deals"]
Status = Literal["not_due", "overdue", "part_paid", "settled", "disputed", "written_off", "voided"]
BANDS: Final = ((30, "1-30"), (60, "31-60"), (90, "61-90"))


@dataclass(frozen=True, slots=True)
class CustomerRow:
    """Amounts in minor units of the book's currency, but `limit_amount`: that is in `limit_currency`.

    `in_use` = credit in use and `limit_own` = the limit, both in `currency`, the customer's; the limit is None when it is not set,
    unlimited, or without a known rate. `late_x100` = average days late x 100, None when nothing was settled yet.
    """

    id: int
    name: str
    full_name: str
    code: str
    owes: int
    overdue: int
    overdue_days: int
    limit_state: str
    limit_amount: int | None
    limit_currency: str | None
    limit_own: int | None
    currency: str
    in_use: int
    late_x100: int | None
    last_paid_on: date | None
    advance: int
    registration_no: str | None
    contact: str | None
    phone: str | None
    region: str | None
    industry: str | None
    owner: str | None
    deputy: str | None
    terms_basis: str | None
    terms_days: int | None
    terms_day_of_month: int | None
    archived_on: date | None
    role: str
    risk: str
    grade: str
    points_x100: int | None
    confidence_bp: int
    next_review_on: date | None

    @property
    def used(self) -> Decimal | None:
        """How much of the limit is in use (0.91); None without a limit above zero."""
        return Decimal(max(self.in_use, 0)) / self.limit_own if self.limit_own else None

    @property
    def over_limit(self) -> bool:
        return self.limit_own is not None and self.in_use > self.limit_own

    @property
    def available(self) -> int | None:
        """What the limit leaves, in `currency`."""
        return None if self.limit_own is None else headroom(self.limit_own, self.in_use)


@dataclass(frozen=True, slots=True)
class ReceivableRow:
    """One instalment; `id` is its id. Amounts in minor units of `currency`; `parts` = instalments of the receivable.

    `given` = what is given up of it without money; `event` = what its due day still waits for; `dispute_*` and `settle_by_on` are of the dispute to be settled first.
    """

    id: int
    receivable_id: int
    customer_id: int
    number: str
    seq: int
    parts: int
    kind: str
    customer: str
    customer_full: str
    description: str | None
    issued_on: date
    due_on: date | None
    currency: str
    amount: int
    open: int
    open_base: int
    disputed: int
    disputed_base: int
    dispute_reason: str | None
    dispute_owner: str | None
    settle_by_on: date | None
    event: str | None
    retention: int
    contract: str | None
    written_off: bool
    given: int
    tax_invoice_no: str | None
    order_no: str | None
    voided_on: date | None
    void_reason: str | None
    overdue_days: int = 0

    @property
    def received(self) -> int:
        """What came for it so far: money and credit notes, not what is given up of it."""
        return 0 if self.voided_on else self.amount - self.open - self.given

    @property
    def bucket(self) -> str:
        """ "not_due", "1-30" ... "91+", "no_date"; "" when nothing is open."""
        if not self.open:
            return ""
        if self.due_on is None:
            return "no_date"
        if not self.overdue_days:
            return "not_due"
        return next((key for most, key in BANDS if self.overdue_days <= most), "91+")

    @property
    def status(self) -> Status:
        """The strongest word for it."""
        if self.voided_on:
            return "voided"
        if not self.open:
            return "written_off" if self.written_off else "settled"
        if self.disputed:
            return "disputed"
        if self.overdue_days:
            return "overdue"
        return "part_paid" if self.open < self.amount else "not_due"


@dataclass(frozen=True, slots=True)
class PaymentRow:
    """A receipt, or money paid back (kind "refund", "return"); minor units of `currency`.

    `applied_to` = numbers of the receivables it settles, oldest due first; `gain` = exchange difference in the book's
    currency, a loss below zero; `kept` = taken as income instead of paid back; `from_bank` = made of a bank's line.
    """

    id: int
    customer_id: int
    kind: str
    number: str | None
    customer: str
    customer_full: str
    paid_on: date
    currency: str
    amount: int
    method: str
    applied_to: str | None
    unapplied: int
    payer_name: str | None
    reference: str | None
    note: str | None
    voided_on: date | None
    void_reason: str | None
    gain: int
    kept: int
    from_bank: int


def _days(into: Callable[..., Any], of: Listing) -> Callable[[Sequence[Any]], Any]:
    """Makes a row of a tuple: every column that ends in "_on" is a day."""
    days = [place for place, name in enumerate(of.columns) if name.endswith("_on")]

    def make(row: Sequence[Any]) -> Any:
        fields = list(row)
        for place in days:
            fields[place] = maybe_day(row[place])
        return into(*fields)

    return make


LISTINGS: Final[Mapping[str, Listing]] = {
    "customers": lists.CUSTOMERS,
    "receivables": RECEIVABLES,
    "payments": lists.PAYMENTS,
    "advances": advance_list.ADVANCES,
    "bills": bill_list.BILLS,
    "contracts": contract_list.CONTRACTS,
    "statements": confirmations.STATEMENTS,
    "deals": deal_list.DEALS,
}
_ROWS: Final = {
    "customers": _days(CustomerRow, lists.CUSTOMERS),
    "receivables": _days(ReceivableRow, RECEIVABLES),
    "payments": _days(PaymentRow, lists.PAYMENTS),
    "advances": _days(AdvanceRow, advance_list.ADVANCES),
    "bills": _days(BillRow, bill_list.BILLS),
    "contracts": _days(ContractRow, contract_list.CONTRACTS),
    "statements": _days(StatementRow, confirmations.STATEMENTS),
    "deals": _days(DealRow, deal_list.DEALS),
}


def _with(query: Query, params: Mapping[str, str]) -> Query:
    return replace(query, params={**query.params, **params})


class Lists:
    """The lists of the book, as of today."""

    def __init__(self, store: Store, today: date) -> None:
        self._store = store
        self._today = today
        self._of_today: tuple[int, str, str] | None = None  # (version of the file, figures that are not stored)

    def keys(self, name: Name, query: Query) -> list[int]:
        """The keys of every row that fits, in order."""
        of, params = self._listing(name)
        return listing.keys(self._store, of, _with(query, params))

    def page(self, name: Name, keys: Sequence[int]) -> list[Any]:
        """Rows of these keys (CustomerRow, ReceivableRow, PaymentRow, BillRow, ContractRow), in their order; those gone meanwhile are left out."""
        of, params = self._listing(name)
        found = [_ROWS[name](row) for row in listing.page(self._store, of, keys, params)]
        return [self._aged(row) for row in found] if name == "receivables" else found

    def summary(self, name: Name, query: Query) -> Summary:
        """How many rows fit and what they sum to, in the book's currency."""
        of, params = self._listing(name)
        return listing.summary(self._store, of, _with(query, params))

    def counts(self, name: Name) -> dict[str, int]:
        """How many rows each chip holds: every filter that needs nothing from the person."""
        of, params = self._listing(name)
        named = [key for key, each in of.filters.items() if set(each.params) <= set(params)]
        return listing.counts(self._store, of, named, params)

    def values(self, name: Name, of: str) -> list[str]:
        """What a drop-down filter offers: the regions, the salespeople that occur."""
        return listing.values(self._store, LISTINGS[name], of)

    def _listing(self, name: Name) -> tuple[Listing, Mapping[str, str]]:
        """A listing and the parameters of its expressions.

        Stored figures of customers serve on their own day; a book open for looking only may have those of another.
        """
        days = lists.days_of(self._today)
        if name != "customers":
            return LISTINGS[name], {**days, **self._rates()} if name == "deals" else days
        of: Listing = lists.CUSTOMERS
        counted: Mapping[str, str] = {}
        if derived.stored_day(self._store) not in (None, self._today):
            of, counted = lists.customers_on(self._store, self._today, *self._counted())
        return of, {**days, **counted, **self._rates()}

    def _counted(self) -> tuple[str, str]:
        """Every score and credit in use of today, worked out anew only when somebody has written meanwhile."""
        version = lists.version(self._store)
        if self._of_today is None or self._of_today[0] != version:
            found, _reasons = score_rows.rows(self._store, self._today)
            in_use = list(exposure.totals(self._store, self._today).items())
            self._of_today = (version, json.dumps(list(found)), json.dumps(in_use))
        return self._of_today[1:]

    def _rates(self) -> dict[str, str]:
        """How limits in other currencies compare: minor units of the book's for one of theirs, at the newest rate."""
        own = book.company(self._store).currency
        rates = {
            currency: float(Decimal(rate).scaleb(exponent(own) - exponent(currency)))
            for currency, rate in lists.rates_on(self._store, self._today).items()
        }
        return {"book": own, "rates": json.dumps(rates)}

    def _aged(self, row: ReceivableRow) -> ReceivableRow:
        return replace(row, overdue_days=overdue_days(row.due_on, self._today)) if row.open else row

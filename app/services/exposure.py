"""Credit in use of a customer (domain B4): each line with its documents, what is left of the limit, what nothing stands behind.

services.exposure.sheet(customer_id)                # ExposureSheet of today, in the customer's currency
services.exposure.totals()                          # {customer_id: credit in use}
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from app.models import exposure
from app.models.customers import Customer
from app.models.exposure import Code
from app.models.store import Store
from app.services import backing, checks, exposure_lines, insurance_cover
from app.services.day_rates import DayRates
from app.services.exposure_lines import Exposed, Measure
from app.services.group_room import GroupRoom, group_room
from app.services.insurance_cover import Cover
from app.services.limit_in_force import InForce, in_force
from app.services.rules import exposure as rules


@dataclass(frozen=True, slots=True)
class ExposureDocument:
    """One document of a line: `open` of it in minor units of its own `currency`, `counted` (by `weight_bp` of 10,000) in those of
    the sheet, below zero where it lowers the credit in use. `table` and `id` name its row (instalment, payment, receivable, bill,
    shipment, deal, deposit_move); `disputed` of it is in dispute, in its own currency."""

    table: str
    id: int
    label: str
    on: date
    due_on: date | None
    currency: str
    open: int
    counted: int
    weight_bp: int
    disputed: int


@dataclass(frozen=True, slots=True)
class ExposureLine:
    """`amount` is below zero for receipts, prepayments, deposits and credit notes; it is the sum of `documents`."""

    code: Code
    amount: int
    documents: tuple[ExposureDocument, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ExposureSheet:
    """Amounts in minor units of `currency`, the customer's. All eight lines are there, in their order.

    `limit` = the amount of the limit in force in that currency, None where none is set, it is unlimited or no rate is known;
    `headroom` is what it leaves. `eligible` = what of the invoices the insurer would take, `insured` = its share of that up to the
    buyer limit, `secured` = what securities are worth; `uncovered` is the rest; `cover` = the insurance itself.
    `own_rates` = currencies without a rate of the day, counted at the documents' own;
    `unconverted` = currencies that could not be counted at all.
    """

    customer_id: int
    code: str
    name: str
    on: date
    currency: str
    lines: tuple[ExposureLine, ...]
    total: int
    in_force: InForce
    limit: int | None
    headroom: int | None
    eligible: int
    insured: int
    secured: int
    uncovered: int
    group: GroupRoom | None
    cover: Cover | None = None
    own_rates: tuple[str, ...] = ()
    unconverted: tuple[str, ...] = ()

    def line(self, code: Code) -> ExposureLine:
        return next(each for each in self.lines if each.code == code)

    @property
    def used(self) -> Decimal | None:
        """How much of the limit is in use (0.91); None without a limit above zero."""
        return Decimal(max(0, self.total)) / self.limit if self.limit else None

    @property
    def over(self) -> int:
        """How far the credit in use is beyond the limit; 0 when it is not."""
        return max(0, -self.headroom) if self.headroom is not None else 0


class Exposures:
    """The credit in use of the book's customers."""

    def __init__(self, store: Store, today: date) -> None:
        self._store = store
        self._today = today

    def sheet(self, customer_id: int, on: date | None = None) -> ExposureSheet:
        """Of one customer at the end of a day. Raises UserError when the customer is gone."""
        day = on or self._today
        return read(self._store, checks.customer(self._store, customer_id, day), day)

    def totals(self, on: date | None = None, customers: Collection[int] | None = None) -> dict[int, int]:
        """Of some customers or of all who have any, each in minor units of their own currency."""
        return totals(self._store, on or self._today, customers)


def read(store: Store, customer: Customer, on: date) -> ExposureSheet:
    """The sheet of a customer at the end of a day."""
    with store.snapshot():
        return _read(store, customer, on)


def totals(store: Store, on: date, customers: Collection[int] | None = None) -> dict[int, int]:
    """As `Exposures.totals`."""
    return {customer: found.own for customer, found in exposure_lines.totals(store, on, customers).items()}


def currency_of(store: Store, customer_id: int) -> str:
    """The customer's own."""
    return exposure.currencies(store, (customer_id,))[customer_id]


def limit_in(store: Store, held: InForce, currency: str, on: date) -> int | None:
    """The amount of a limit in another currency at the rates of the day; None without an amount, or without a rate."""
    if held.amount is None or held.currency is None:
        return held.amount
    return DayRates(store, on).into(held.amount, held.currency, currency)


def _read(store: Store, customer: Customer, on: date) -> ExposureSheet:
    measure = Exposed(store, on, (customer.id,)).measure(customer.currency)
    lines = _lines(measure, exposure.documents(store, on, customer.id))
    total = sum(each.amount for each in lines)
    held, secured = in_force(store, customer.id, on), backing.secured(store, customer.id, on).total
    cover = insurance_cover.cover(store, customer.id, on)
    insured = cover.covered if cover else 0
    limit = limit_in(store, held, customer.currency, on)
    return ExposureSheet(
        customer_id=customer.id,
        code=customer.code,
        name=customer.short,
        on=on,
        currency=customer.currency,
        lines=lines,
        total=total,
        in_force=held,
        limit=limit,
        headroom=None if limit is None else rules.headroom(limit, total),
        eligible=cover.eligible if cover else 0,
        insured=insured,
        secured=secured,
        uncovered=rules.uncovered(total, insured=insured, secured=secured),
        group=group_room(store, customer.id, on),
        cover=cover,
        own_rates=tuple(sorted(measure.own_rates)),
        unconverted=tuple(sorted(measure.left_out)),
    )


def _lines(measure: Measure, documents: list[exposure.Document]) -> tuple[ExposureLine, ...]:
    values = dict(zip(documents, measure.values(documents), strict=True))
    lines = []
    for code in exposure.CODES:
        own = [each for each in documents if each.code == code]
        counted = rules.parts([values[each] for each in own])
        rows = tuple(
            _document(each, amount, measure.weight_bp(each)) for each, amount in zip(own, counted, strict=True)
        )
        lines.append(ExposureLine(code, sum(counted), rows))
    return tuple(lines)


def _document(found: exposure.Document, counted: int, weight_bp: int) -> ExposureDocument:
    return ExposureDocument(
        found.table, found.id, found.label, found.on, found.due_on, found.currency, found.open, counted, weight_bp, found.disputed
    )  # fmt: skip

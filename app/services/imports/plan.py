"""What an import would do, shown before anything is written."""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from app.models.financials import FinancialStatement
from app.models.plans import PlanLine
from app.services.imports.typed import Problem, TypedRow
from app.services.imports.values import Applied


class NewCustomer(NamedTuple):
    """A customer that a file names and the book does not know yet."""

    code: str
    name: str


class Check(ABC):
    """Files the typed rows of a kind, one by one, under new, changed, same or a problem."""

    @abstractmethod
    def take(self, row: TypedRow) -> None:
        """Files one row."""

    def finish(self) -> None:  # noqa: B027 - most kinds have nothing left to do then
        """After the last row: what could not be told before all were seen."""


class PartPlan(NamedTuple):
    """An instalment to write: without a due day it may wait for an `event`."""

    due_on: str | None
    amount: int
    base: int
    retention: int = 0
    event: str | None = None
    event_days: int | None = None


class Part(NamedTuple):
    """A settlement of an instalment from that day on: `amount` in its currency, `source` in the money's, each side's base.

    An `instalment_id` below zero is that of a receivable of the same file (see `Settling.add`).
    """

    instalment_id: int
    amount: int
    source: int
    base_target: int
    base_source: int
    on_day: str


class InvoicePlan(NamedTuple):
    """One receivable to write, or what is given up of one; `customer` is an id or the name of a new customer.

    `disputed` = (place in `parts`, amount); `first` = the temporary id of the first instalment, the next ones below it;
    `settles` = what a credit note or something given up settles.
    """

    line: int
    customer: int | str
    number: str
    kind: str
    issued_on: str
    currency: str
    rate: str
    amount: int
    base: int
    parts: tuple[PartPlan, ...]
    description: str | None
    order_no: str | None
    disputed: tuple[tuple[int, int], ...]
    applies_to: tuple[Applied, ...]
    contract_id: int | None = None
    known: Any = None
    first: int = 0
    settles: tuple[Part, ...] = ()
    tax_invoice_no: str | None = None
    product_line: str | None = None


class Use(NamedTuple):
    """What money that goes out takes of a document: ("payment_id", id), ("credit_id", id), or ("line", its row in the file)."""

    document: tuple[str, int]
    amount: int
    since: str


class PaymentPlan(NamedTuple):
    """One payment to write; `kind` as in the table, and "kept" for a credit that becomes income; `uses` of what goes out."""

    line: int
    customer: int | str
    kind: str
    natural_key: str
    number: str | None
    paid_on: str
    currency: str
    rate: str
    amount: int
    base: int
    method: str
    reference: str | None
    payer: str | None
    note: str | None
    purpose: str
    contract_id: int | None
    parts: tuple[Part, ...]
    known: Any = None
    bill: Any = None
    uses: tuple[Use, ...] = ()


class ContractPlan(NamedTuple):
    """A contract's columns as written; `customer` is an id or the name of a new customer, `known` the id in the book.

    `lines` = its payment plan, () = none, or as it is.
    """

    line: int
    customer: int | str
    row: dict[str, Any]
    known: int | None = None
    lines: tuple[PlanLine, ...] = ()


class FinancialPlan(NamedTuple):
    """A financial statement to write; `customer` is an id or the name of a new customer, `known` the one it replaces."""

    line: int
    customer: int | str
    statement: FinancialStatement
    known: FinancialStatement | None = None


class CustomerPlan(NamedTuple):
    """A customer's columns as written; `terms_days`, `limit`, `owner`, `group`, `contact` go to rows of their own."""

    line: int
    row: dict[str, Any]
    extra: dict[str, Any]
    known: int | None = None


@dataclass(slots=True)
class ImportPlan:
    """The outcome of checking a file against the book. `same` rows are in the book already, problem rows are left out.

    `change` = the newest change of the book it was checked against.
    """

    kind: str
    change: int = 0
    new: list[Any] = field(default_factory=list)
    changed: list[Any] = field(default_factory=list)
    same: int = 0
    problems: list[Problem] = field(default_factory=list)
    new_customers: dict[str, NewCustomer] = field(default_factory=dict)

    @property
    def wrong(self) -> int:
        """How many rows of the file are left out."""
        return len({problem.row for problem in self.problems})

    def refuse(self, row: int, column: str, value: object, reason: str) -> None:
        written = "; ".join(map(str, value)) if isinstance(value, tuple) else "" if value is None else str(value)
        self.problems.append(Problem(row, column, written, reason))

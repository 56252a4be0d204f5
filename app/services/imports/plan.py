"""What an import would do, shown before anything is written."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, NamedTuple

from app.services.imports.typed import Problem


class NewCustomer(NamedTuple):
    """A customer that a file names and the book does not know yet."""

    code: str
    name: str


class InvoicePlan(NamedTuple):
    """One receivable to write; `customer` is an id or the name of a new customer; `parts` = (due day, amount, base)."""

    line: int
    customer: int | str
    number: str
    kind: str
    issued_on: str
    currency: str
    rate: str
    amount: int
    base: int
    parts: tuple[tuple[str | None, int, int], ...]
    description: str | None
    order_no: str | None
    disputed: int
    applies_to: tuple[tuple[str, int | None], ...]
    contract_id: int | None = None
    known: Any = None


class Part(NamedTuple):
    """A settlement of an instalment: amount, base on the invoice's and on the payment's side, its day."""

    instalment_id: int
    amount: int
    base_target: int
    base_source: int
    on_day: str


class PaymentPlan(NamedTuple):
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
    parts: tuple[Part, ...]
    known: Any = None
    bill: Any = None


class ContractPlan(NamedTuple):
    """A contract's columns as written; `customer` is an id or the name of a new customer, `known` the id in the book."""

    line: int
    customer: int | str
    row: dict[str, Any]
    known: int | None = None


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

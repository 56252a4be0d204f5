"""Files of financial statements, one period a row: which are new, changed or already there, and writing them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any, Final

from app.i18n import _
from app.models import bulk, financial_rows
from app.models.change import Change
from app.models.errors import Invalid
from app.models.financials import LINES, FinancialStatement
from app.models.store import Store
from app.services import statement_checks
from app.services.imports.lookup import CustomerFinder
from app.services.imports.plan import Check, FinancialPlan, ImportPlan
from app.services.imports.rates import Rates, minor_of
from app.services.imports.typed import TypedRow

# The column of a file by the field of a statement, where they are called differently.
COLUMNS: Final = {"quality": "audited"}
Key = tuple[int | str, date, int]


class FinancialCheck(Check):
    """Checks the rows of a file of statements: a customer has one for each period. `unit` = what the headings say."""

    def __init__(self, store: Store, plan: ImportPlan, finder: CustomerFinder, rates: Rates, today: date, unit: int) -> None:  # fmt: skip
        self._plan = plan
        self._finder = finder
        self._rates = rates
        self._today = today
        self._unit = unit
        known = financial_rows.statements(store, date.max)
        self._known: dict[Key, FinancialStatement] = {
            (each.customer_id, each.period_end, each.months): each for each in known
        }
        self._seen: dict[Key, int] = {}

    def take(self, row: TypedRow) -> None:
        """Files one row under new, changed, same or a problem."""
        customer = self._finder.find(row.line, row.values.get("customer"))
        if customer is None:
            return
        try:
            self._file(row.line, customer, row.values)
        except Invalid as problem:
            column = COLUMNS.get(problem.field or "", problem.field or "")
            self._plan.refuse(row.line, column, row.values.get(column), problem.text)

    def _file(self, line: int, customer: int | str, values: Mapping[str, Any]) -> None:
        key = (customer, values["period_end"], _months(values.get("months")))
        if key in self._seen:
            text = _("Row {line} has the same period of this customer already.").format(line=self._seen[key])
            raise Invalid("period_end", text)
        known = self._known.get(key)
        said = self._said(customer, values)
        statement = statement_checks.checked(replace(known or self._empty(key, said), **said), self._today)
        self._seen[key] = line
        if known is None:
            self._plan.new.append(FinancialPlan(line, customer, statement))
        elif statement == known:
            self._plan.same += 1
        else:
            self._plan.changed.append(FinancialPlan(line, customer, statement, known))

    def _empty(self, key: Key, said: Mapping[str, Any]) -> FinancialStatement:
        return FinancialStatement(
            period_end=key[1], months=key[2], currency=said["currency"], received_on=self._today, unit=self._unit
        )

    def _said(self, customer: int | str, values: Mapping[str, Any]) -> dict[str, Any]:
        """What the row says, by the fields of a statement; empty cells leave what is known."""
        currency = self._rates.currency(customer, values.get("currency"))
        unit = int(values["unit"]) if values.get("unit") else None
        lines = {name: self._minor(name, values.get(name), unit or 1, currency) for name in LINES}
        if lines["ebit"] is None and values.get("profit_before_tax") is not None and lines["interest"] is not None:
            before_tax = self._minor("profit_before_tax", values["profit_before_tax"], unit or 1, currency)
            lines["ebit"] = (before_tax or 0) + lines["interest"]
        about = {"currency": currency, "unit": unit, "quality": values.get("audited"), "received_on": values.get("received_on"),
                 "opinion": values.get("opinion"), "note": values.get("note")}  # fmt: skip
        return {name: value for name, value in {**about, **lines}.items() if value is not None}

    @staticmethod
    def _minor(name: str, figure: Decimal | None, unit: int, currency: str) -> int | None:
        if figure is None:
            return None
        if abs(figure * unit) >= statement_checks.LARGEST:
            raise Invalid(name, _("This figure is too large. Check the digits and the unit."))
        return minor_of(figure * unit, currency)


def _months(figure: Decimal | None) -> int:
    """A whole number of months; a file that says nothing means a year."""
    if figure is None:
        return 12
    if figure != int(figure):
        raise Invalid("months", _("A whole number from {least} to {most}, please.").format(least=1, most=statement_checks.LONGEST_PERIOD))  # fmt: skip
    return int(figure)


def write(change: Change, plan: ImportPlan, ids: Mapping[str, int]) -> None:
    """Writes the plan's statements."""
    rows = [
        {
            **financial_rows.row_of(p.statement),
            "customer_id": p.customer if isinstance(p.customer, int) else ids[p.customer],
        }
        for p in plan.new
    ]
    bulk.insert(change, "financial_statement", rows)
    for p in plan.changed:
        financial_rows.update(change, p.known.id, p.statement)

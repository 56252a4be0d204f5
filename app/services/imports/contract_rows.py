"""Contract files: which rows are new, changed or already there, and writing them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from app.i18n import _
from app.models import bulk, contracts
from app.models.change import Change
from app.models.errors import Invalid
from app.models.store import Store
from app.services.contracts import ContractDraft, terms_row
from app.services.imports.lookup import CustomerFinder
from app.services.imports.plan import Check, ContractPlan, ImportPlan
from app.services.imports.rates import Rates, believable
from app.services.imports.typed import TypedRow

# What a contract will know once it has a payment plan; until then a row that says so would lose it.
LATER: Final = ("prepay_share", "deposit", "margin", "instalments")
MILLION: Final = 1_000_000


class ContractCheck(Check):
    """Checks the rows of a contract file: a number names a contract once."""

    def __init__(self, store: Store, plan: ImportPlan, finder: CustomerFinder, rates: Rates) -> None:
        self._plan = plan
        self._finder = finder
        self._rates = rates
        self._known = {each.number: each.id for each in contracts.every(store)}
        self._images = {each: store.image("contract", each) or {} for each in self._known.values()}
        self._seen: dict[str, int] = {}

    def take(self, row: TypedRow) -> None:
        """Files one row under new, changed, same or a problem."""
        values = row.values
        customer = self._finder.find(row.line, values.get("customer"))
        if customer is None:
            return
        try:
            self._file(row.line, customer, values)
        except Invalid as problem:
            self._plan.refuse(row.line, problem.field or "", values.get(problem.field or ""), problem.text)

    def _file(self, line: int, customer: int | str, values: Mapping[str, Any]) -> None:
        number = values.get("number") or ""
        if number in self._seen:
            text = _("Row {line} has the same contract no. A number can be used once.").format(line=self._seen[number])
            raise Invalid("number", text)
        written = self._row(customer, values)
        self._seen[number] = line
        known = self._known.get(number)
        if known is None:
            self._plan.new.append(ContractPlan(line, customer, written))
            return
        before = self._images[known]
        if before["customer_id"] != customer:
            raise Invalid("number", _("The book has this number as a contract with another customer."))
        changed = {name: value for name, value in written.items() if value is not None and before[name] != value}
        changed.pop("status", None)
        if changed:
            self._plan.changed.append(ContractPlan(line, customer, changed, known))
        else:
            self._plan.same += 1

    def _row(self, customer: int | str, values: Mapping[str, Any]) -> dict[str, Any]:
        for name in LATER:
            if values.get(name):
                text = _(
                    "Payment plans and margins of contracts are not kept yet. Empty this cell or leave the column out."
                )
                raise Invalid(name, text)
        currency = self._rates.currency(customer, values.get("currency"))
        minor = believable(values["amount"], currency)
        if minor < 0:
            raise Invalid("amount", _("A contract has an amount above zero."))
        penalty = values.get("penalty_per_day")
        draft = ContractDraft(
            0, minor, signed_on=values["signed_on"], starts_on=values.get("start"), ends_on=values.get("end"),
            custom_goods=bool(values.get("custom_goods")),
            penalty_ppm_day=None if penalty is None else int(penalty * MILLION),
        )  # fmt: skip
        said = {
            name: value for name, value in terms_row(draft).items()
            if name in ("signed_on", "starts_on", "ends_on", "status", "penalty_ppm_day")
        }  # fmt: skip
        if values.get("custom_goods") is not None:
            said["custom_goods"] = int(draft.custom_goods)
        rate = self._rates.rate(currency, values.get("rate"), values["signed_on"])
        about = {"number": values["number"], "title": values.get("title"), "currency": currency, "rate": rate}
        return {**about, "amount": minor, **said}


def write(change: Change, plan: ImportPlan, ids: Mapping[str, int]) -> None:
    """Writes the plan's contracts."""
    new: list[ContractPlan] = plan.new
    columns = {name: None for p in new for name in p.row}
    rows = [
        {
            **columns,
            "custom_goods": 0,
            **p.row,
            "customer_id": p.customer if isinstance(p.customer, int) else ids[p.customer],
        }
        for p in new
    ]
    bulk.insert(change, "contract", rows)
    for p in plan.changed:
        contracts.update(change, p.known or 0, p.row)

"""Contract files: which rows are new, changed or already there, and writing them with their payment plans."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from decimal import ROUND_HALF_UP, Decimal
from typing import Any, Final

from app.i18n import _
from app.models import bulk, contracts, plans
from app.models.change import Change
from app.models.errors import Invalid
from app.models.plans import PlanLine
from app.models.store import Store
from app.services.contract_drafts import ContractDraft, terms_row
from app.services.imports.lookup import CustomerFinder
from app.services.imports.plan import Check, ContractPlan, ImportPlan
from app.services.imports.plan_cells import Planned, Portion
from app.services.imports.rates import Rates, believable, minor_of
from app.services.imports.typed import TypedRow
from app.services.plans import planned

MILLION: Final = 1_000_000
WHOLE: Final = 10_000
# What a file says of the terms, by the columns of the table.
SAID: Final = ("signed_on", "starts_on", "ends_on", "status", "penalty_ppm_day", "margin_bp", "prepay_bp")
Lines = tuple[PlanLine, ...]


class ContractCheck(Check):
    """Checks the rows of a contract file: a number names a contract once."""

    def __init__(self, store: Store, plan: ImportPlan, finder: CustomerFinder, rates: Rates) -> None:
        self._store = store
        self._plan = plan
        self._finder = finder
        self._rates = rates
        self._known = {each.number: each.id for each in contracts.every(store)}
        self._images = {each: store.image("contract", each) or {} for each in self._known.values()}
        self._plans = plans.of_contracts(store, list(self._images))
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
        written, lines = self._row(customer, values)
        known = self._known.get(number)
        if known is None:
            self._seen[number] = line
            self._plan.new.append(ContractPlan(line, customer, written, lines=lines))
            return
        before = self._images[known]
        if before["customer_id"] != customer:
            raise Invalid("number", _("The book has this number as a contract with another customer."))
        changed = {name: value for name, value in written.items() if value is not None and before[name] != value}
        changed.pop("status", None)
        lines = self._changed_lines(known, written["amount"], lines)
        self._seen[number] = line
        if changed or lines:
            self._plan.changed.append(ContractPlan(line, customer, changed, known, lines))
        else:
            self._plan.same += 1

    def _changed_lines(self, known: int, amount: int, lines: Lines) -> Lines:
        """The plan that takes the place of the one in the book; () = as it is. What has left stays within the amount."""
        if amount < contracts.shipped(self._store, known):
            raise Invalid("amount", _("Goods of more than this amount have left already. Enter at least their value."))
        before = self._plans.get(known, ())
        if not lines and before and sum(each.amount for each in before) != amount:
            return _planned(amount, before)
        return () if _bare(lines) == _bare(before) else lines

    def _row(self, customer: int | str, values: Mapping[str, Any]) -> tuple[dict[str, Any], Lines]:
        currency = self._rates.currency(customer, values.get("currency"))
        minor = believable(values["amount"], currency)
        if minor < 0:
            raise Invalid("amount", _("A contract has an amount above zero."))
        penalty = values.get("penalty_per_day")
        draft = ContractDraft(
            0, minor, signed_on=values["signed_on"], starts_on=values.get("start"), ends_on=values.get("end"),
            custom_goods=bool(values.get("custom_goods")), margin_bp=_bp(values.get("margin")),
            prepay_bp=_bp(values.get("prepay_share")), penalty_ppm_day=None if penalty is None else int(penalty * MILLION),
        )  # fmt: skip
        said = {name: value for name, value in _terms(draft).items() if name in SAID}
        if values.get("custom_goods") is not None:
            said["custom_goods"] = int(draft.custom_goods)
        rate = self._rates.rate(currency, values.get("rate"), values["signed_on"])
        about = {"number": values["number"], "title": values.get("title"), "currency": currency, "rate": rate}
        return {**about, "amount": minor, **said}, _lines(values, minor, currency, draft)


def _terms(draft: ContractDraft) -> dict[str, Any]:
    """As the form checks them, under the names that a file has."""
    names = {"margin_bp": "margin", "prepay_bp": "prepay_share", "ends_on": "end", "penalty": "penalty_per_day"}
    try:
        return terms_row(draft)
    except Invalid as problem:
        raise Invalid(names.get(problem.field or "", problem.field or ""), problem.text) from problem


def _bp(share: Decimal | None) -> int | None:
    return None if share is None else int((share * WHOLE).quantize(Decimal(1), ROUND_HALF_UP))


def _lines(values: Mapping[str, Any], minor: int, currency: str, draft: ContractDraft) -> Lines:
    """The plan as written; with earnest money and no plan: that at signing, the rest of the prepayment, the rest by the terms."""
    written: tuple[Planned, ...] | None = values.get("instalments")
    earnest = _earnest(values.get("deposit"), minor, currency)
    if written:
        lines = [each.line(lambda major: minor_of(major, currency)) for each in written]
        _whole(lines, minor)
        made = _planned(minor, lines)
        return _agrees(_with_earnest(made, earnest), draft, earnest, minor)
    if not earnest:
        return ()
    before = minor * (draft.prepay_bp or 0) // WHOLE
    if earnest > minor or (before and earnest > before):
        raise Invalid("deposit", _("Earnest money is part of the prepayment, at most all of it. Check both figures."))
    lines = [PlanLine("signing", earnest, nature="earnest")]
    if before > earnest:
        lines.append(PlanLine("signing", before - earnest, nature="prepayment"))
    if minor > max(before, earnest):
        lines.append(PlanLine("delivery"))
    return _planned(minor, lines)


def _planned(minor: int, lines: Lines | list[PlanLine]) -> Lines:
    try:
        return planned(minor, lines)
    except Invalid as problem:
        raise Invalid("instalments", problem.text) from problem


def _whole(lines: list[PlanLine], minor: int) -> None:
    """Shares make 100 %, amounts the amount; a cent of each share may be rounded. Raises Invalid."""
    shares = sum(each.share_bp or 0 for each in lines)
    if all(each.share_bp is not None for each in lines):
        if shares != WHOLE:
            raise Invalid("instalments", _("The percentages do not make 100."))
        return
    fixed = sum(each.amount for each in lines if each.share_bp is None)
    if abs((minor - fixed) * WHOLE - minor * shares) > WHOLE * len(lines):
        raise Invalid("instalments", _("The instalments do not make the amount."))


def _with_earnest(lines: Lines, earnest: int) -> Lines:
    """Where a plan names no earnest money, that is part of what comes first."""
    first = next(iter(lines), None)
    if not earnest or first is None or not first.is_before or earnest > first.amount:
        return lines
    if any(each.nature == "earnest" for each in lines):
        return lines
    paid = replace(first, amount=earnest, share_bp=None, nature="earnest")
    rest = replace(first, amount=first.amount - earnest, share_bp=None)
    return (paid, *([rest] if rest.amount else []), *lines[1:])


def _agrees(lines: Lines, draft: ContractDraft, earnest: int, minor: int) -> Lines:
    """The plan, once what other cells say of it is the same. Raises Invalid."""
    before = sum(each.amount for each in lines if each.is_before)
    if draft.prepay_bp is not None and abs(before * WHOLE - minor * draft.prepay_bp) > WHOLE * len(lines):
        raise Invalid(
            "prepay_share", _("The payment plan has another share before the goods leave. Correct one of them.")
        )
    if earnest and earnest != sum(each.amount for each in lines if each.nature == "earnest"):
        raise Invalid("deposit", _("The payment plan has other earnest money. Correct one of them."))
    return lines


def _earnest(given: Decimal | Portion | None, minor: int, currency: str) -> int:
    if given is None:
        return 0
    found = int(minor * given.share) if isinstance(given, Portion) else minor_of(given, currency)
    if found < 0:
        raise Invalid("deposit", _("Earnest money is not below zero."))
    return found


def _bare(lines: Lines) -> list[PlanLine]:
    """What a file can say of a plan."""
    return [replace(each, share_bp=None, happened_on=None) for each in lines]


def write(change: Change, plan: ImportPlan, ids: Mapping[str, int]) -> None:
    """Writes the plan's contracts."""
    new: list[ContractPlan] = plan.new
    columns = {name: None for p in new for name in p.row}
    owners = [p.customer if isinstance(p.customer, int) else ids[p.customer] for p in new]
    rows = [{**columns, "custom_goods": 0, **p.row, "customer_id": owner} for p, owner in zip(new, owners, strict=True)]
    made = bulk.insert(change, "contract", rows)
    for row_id, owner, p in zip(made, owners, new, strict=True):
        plans.put(change, row_id, owner, p.lines)
    for p in plan.changed:
        contracts.update(change, p.known or 0, p.row)
        if p.lines:
            plans.put(change, p.known or 0, p.customer, p.lines)

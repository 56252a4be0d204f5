"""Milestones of a contract: from a template, the day each was reached, who is on time, where delays lead.

services.milestones.start(7)                                       # the usual ones, by the days of the contract
services.milestones.sheet(7).ours.rate                             # 0.75
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any, Final

from app.i18n import _
from app.models import contracts, milestones, plans
from app.models.contracts import Contract
from app.models.errors import Invalid, UserError
from app.models.milestones import Gate, Milestone, Side
from app.models.plans import Node
from app.models.store import Store
from app.services import checks, policies
from app.services.prepayments import required
from app.services.rules import milestones as rules
from app.services.rules.milestones import OnTime, Status

LEAD_DAYS: Final = 30  # from signing to delivery where the contract does not say


@dataclass(frozen=True, slots=True)
class Row:
    """A milestone with its `status`, `slip` in days (None = open) and the day it is to be expected."""

    milestone: Milestone
    status: Status
    slip: int | None
    forecast_on: date


@dataclass(frozen=True, slots=True)
class MilestoneSheet:
    """The milestones of a contract on a day, in order; how often we and the customer were on time."""

    on: date
    contract: Contract
    rows: tuple[Row, ...]
    ours: OnTime
    theirs: OnTime


@dataclass(frozen=True, slots=True)
class MilestoneDraft:
    """What a person enters; `name` in their own words or a code of the template."""

    name: str
    side: Side
    planned_on: date
    actual_on: date | None = None
    predecessor_id: int | None = None
    plan_line_id: int | None = None
    gate: Gate | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True)
class _Usual:
    """One of the template: reached `node` of the plan, planned at a share of the lead time, `after` days on."""

    name: str
    side: Side
    share: float
    after: int = 0
    node: Node | None = None
    gate: Gate | None = None


# Domain J2; those of a node are left out where the plan has no such payment.
TEMPLATE: Final = (
    _Usual("signed", "us", 0),
    _Usual("paid_at_signing", "customer", 0, 7, "signing", "production"),
    _Usual("paid_before_production", "customer", 0, 7, "before_production", "production"),
    _Usual("production", "us", 0, 7),
    _Usual("ready", "us", 0.9),
    _Usual("paid_before_shipment", "customer", 0.9, 2, "before_shipment", "shipment"),
    _Usual("shipped", "us", 1),
    _Usual("signed_for", "customer", 1, 3),
    _Usual("accepted", "customer", 1, 10),
    _Usual("retention_paid", "customer", 1, 10, "retention"),
)


class Milestones:
    """The milestones of the contracts."""

    def __init__(self, store: Store, today: date) -> None:
        self._store = store
        self._today = today

    def sheet(self, contract_id: int, on: date | None = None) -> MilestoneSheet:
        """Raises UserError when the contract is gone."""
        day = on or self._today
        with self._store.snapshot():
            contract = self._contract(contract_id)
            found = self._known_paid(milestones.of_contract(self._store, contract_id), day)
            policy = policies.on(self._store, day)
        expected = rules.forecast(found, day)
        rows = (Row(e, rules.status(policy, e, found, day), rules.slip(e), expected[e.id]) for e in found)
        ours, theirs = (rules.on_time(policy, found, side, day) for side in ("us", "customer"))
        return MilestoneSheet(day, contract, tuple(rows), ours, theirs)

    def rates(self, customer_id: int, on: date | None = None) -> tuple[OnTime, OnTime]:
        """(ours, the customer's) over all contracts of a customer."""
        day = on or self._today
        found = self._known_paid(milestones.of_customer(self._store, customer_id), day)
        policy = policies.on(self._store, day)
        return rules.on_time(policy, found, "us", day), rules.on_time(policy, found, "customer", day)

    def _known_paid(self, found: Sequence[Milestone], on: date) -> list[Milestone]:
        """Those of a payment before the goods are reached on the day on which it was there whole, unless ticked by hand."""
        paid: dict[int, date] = {}
        for contract_id in {each.contract_id for each in found if each.plan_line_id and each.actual_on is None}:
            paid |= _paid(self._store, contract_id, on)
        return [
            replace(each, actual_on=paid.get(each.plan_line_id or 0)) if each.actual_on is None else each
            for each in found
        ]

    def start(self, contract_id: int) -> None:
        """The usual milestones by the days of the contract. Raises UserError where it has some already."""
        contract = self._contract(contract_id)
        if milestones.of_contract(self._store, contract_id):
            raise UserError(_("This contract has milestones already. Change those."))
        lines = zip(plans.ids(self._store, contract_id), plans.lines(self._store, contract_id), strict=True)
        nodes = {line.node: (row_id, line) for row_id, line in reversed(list(lines))}
        begin = contract.signed_on or contract.starts_on or self._today
        lead = contract.lead_days or LEAD_DAYS
        before: int | None = None
        with self._store.change("milestone.start") as change:
            for seq, usual in enumerate((e for e in TEMPLATE if e.node is None or e.node in nodes), start=1):
                row_id, line = nodes[usual.node] if usual.node else (None, None)
                kept = line.days_after or 0 if line and line.node == "retention" else 0
                planned = begin + timedelta(days=round(lead * usual.share) + usual.after + kept)
                draft = MilestoneDraft(
                    usual.name, usual.side, planned, self._known(contract, usual.name), before,
                    row_id, usual.gate,
                )  # fmt: skip
                before = milestones.insert(change, {**self._row(contract, draft), "seq": seq})

    @staticmethod
    def _known(contract: Contract, name: str) -> date | None:
        return {
            "signed": contract.signed_on,
            "production": contract.production_on,
            "accepted": contract.accepted_on,
        }.get(name)

    def add(self, contract_id: int, draft: MilestoneDraft) -> int:
        """One more, after the others; returns its id. Raises Invalid."""
        contract = self._contract(contract_id)
        row = self._row(contract, draft)
        last = max((each.seq for each in milestones.of_contract(self._store, contract_id)), default=0)
        with self._store.change("milestone.add") as change:
            return milestones.insert(change, {**row, "seq": last + 1})

    def update(self, milestone_id: int, draft: MilestoneDraft) -> None:
        """Everything as the draft says. Raises Invalid."""
        found = self._milestone(milestone_id)
        row = self._row(self._contract(found.contract_id), draft, found)
        with self._store.change("milestone.update") as change:
            milestones.update(change, milestone_id, row)

    def reached(self, milestone_id: int, on: date | None) -> None:
        """It was reached on that day; None = it was not after all."""
        self._milestone(milestone_id)
        day = checks.past_day("actual_on", on, self._today).isoformat() if on else None
        with self._store.change("milestone.reached") as change:
            milestones.update(change, milestone_id, {"actual_on": day})

    def remove(self, milestone_id: int) -> None:
        self._milestone(milestone_id)
        with self._store.change("milestone.remove") as change:
            milestones.delete(change, milestone_id)

    def _row(self, contract: Contract, draft: MilestoneDraft, known: Milestone | None = None) -> dict[str, Any]:
        others = {each.id for each in milestones.of_contract(self._store, contract.id)}
        if draft.predecessor_id is not None and draft.predecessor_id not in others - {known.id if known else 0}:
            raise Invalid("predecessor_id", _("Choose another milestone of this contract."))
        if draft.actual_on is not None:
            checks.past_day("actual_on", draft.actual_on, self._today)
        return {
            "contract_id": contract.id, "customer_id": contract.customer_id,
            "name": checks.text("name", draft.name, required=True, longest=100), "side": draft.side,
            "planned_on": checks.day("planned_on", draft.planned_on).isoformat(),
            "actual_on": draft.actual_on.isoformat() if draft.actual_on else None, "predecessor_id": draft.predecessor_id,
            "plan_line_id": draft.plan_line_id, "gate": draft.gate, "note": checks.text("note", draft.note),
        }  # fmt: skip

    def _milestone(self, milestone_id: int) -> Milestone:
        found = milestones.milestone(self._store, milestone_id)
        if found is None:
            raise UserError(_("This milestone is no longer in the book."))
        return found

    def _contract(self, contract_id: int) -> Contract:
        found = contracts.contract(self._store, contract_id)
        if found is None:
            raise UserError(_("This contract is no longer in the book."))
        return found


def _paid(store: Store, contract_id: int, on: date) -> dict[int, date]:
    """Line of the plan -> the day on which the money received made it whole, the earlier lines first."""
    found = required(store, on, contract_id=contract_id).one
    if found is None:
        return {}
    whole, came, days = 0, 0, {}
    money = iter(found.came)
    last = None
    for line in found.lines:
        whole += line.amount
        while came < whole and (last := next(money, None)) is not None:
            came, day = came + last.amount, last.on
        if came >= whole and line.plan_line_id is not None:
            days[line.plan_line_id] = day
    return days

"""What the lists of credit insurance show: buyers and their cover, last days, policies, and whether a policy is worth its premium."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from app.models import debts, insurance
from app.models.insured import InsurancePolicy
from app.models.store import Store
from app.services import exposure, insurance_cover, loss
from app.services.insurance_cover import Cover, Rates
from app.services.rules.insurance import Indemnity, Stake, Worth, premium
from app.services.rules.insurance_deadlines import Deadline
from app.services.rules.insurance_warnings import Problem, policy_problems
from app.services.scoring import Scored, Scoring


@dataclass(frozen=True, slots=True)
class BuyerRow:
    """A customer with a limit of an insurer; `owed` = credit in use, amounts in minor units of `cover.currency`."""

    customer_id: int
    code: str
    name: str
    owed: int
    cover: Cover

    @property
    def id(self) -> int:
        return self.customer_id

    @property
    def uninsured(self) -> int:
        """What the insurer would not pay of what they owe."""
        return max(0, self.owed - self.cover.covered)


@dataclass(frozen=True, slots=True)
class DeadlineRow:
    """A last day with its customer; `amount` in minor units of `currency`, the customer's."""

    deadline: Deadline
    customer_id: int
    code: str
    name: str
    currency: str
    days_left: int

    @property
    def id(self) -> str:
        return f"{self.deadline.kind}-{self.deadline.item.instalment_id}"

    @property
    def done(self) -> bool:
        return self.deadline.done_on is not None


@dataclass(frozen=True, slots=True)
class PolicyRow:
    """A policy with how it stands; money in minor units of its currency. `sales` = invoiced to its buyers in its period so far,
    None where a rate is missing; `paid` = indemnities."""

    policy: InsurancePolicy
    buyers: int
    sales: int | None
    premium: int
    paid: int
    problems: tuple[Problem, ...]
    state: str

    @property
    def id(self) -> int:
        return self.policy.id


@dataclass(frozen=True, slots=True)
class WorthLine:
    """One buyer in the sheet, in minor units of the policy's currency; `pd` of 12 months and `lgd` 0..1."""

    customer_id: int
    name: str
    owed: int
    insured: int
    indemnity: int
    pd: float
    lgd: float
    loss: int
    net_loss: int


@dataclass(frozen=True, slots=True)
class WorthSheet:
    """Saving on what is owed now, if it stays so for a year, against the premium of a year on `sales`.

    `estimated` = the insured sales are not entered: those of the period so far are taken. `left_out` = names without a rate.
    """

    policy: InsurancePolicy
    on: date
    lines: tuple[WorthLine, ...]
    sales: int
    estimated: bool
    found: Worth
    left_out: tuple[str, ...]


def both(store: Store, on: date) -> tuple[list[BuyerRow], list[DeadlineRow]]:
    """Buyers and last days of all, from one look at each customer."""
    with store.snapshot():
        covers = insurance_cover.covers(store, insurance.insured_customers(store), on)
        return _buyers(store, on, covers), _deadlines(store, on, covers)


def buyers(store: Store, on: date) -> list[BuyerRow]:
    """The largest part outside the insurance first."""
    with store.snapshot():
        return _buyers(store, on, insurance_cover.covers(store, insurance.insured_customers(store), on))


def _buyers(store: Store, on: date, covers: list[Cover]) -> list[BuyerRow]:
    names = debts.names(store, _ids(covers))
    owed = exposure.totals(store, on, _ids(covers))
    rows = [BuyerRow(e.customer_id, *names[e.customer_id], owed.get(e.customer_id, 0), e) for e in covers]
    return sorted(rows, key=lambda row: (-row.uninsured, row.code))


def deadlines(store: Store, on: date, customer_id: int | None = None) -> list[DeadlineRow]:
    """What is still to be done first, by day; then what is done, the newest first."""
    with store.snapshot():
        who = insurance.insured_customers(store) if customer_id is None else [customer_id]
        return _deadlines(store, on, insurance_cover.covers(store, who, on))


def _deadlines(store: Store, on: date, covers: list[Cover]) -> list[DeadlineRow]:
    names = debts.names(store, _ids(covers))
    rows = [
        DeadlineRow(day, each.customer_id, *names[each.customer_id], each.currency, (day.on - on).days)
        for each in covers
        for day in each.deadlines
    ]
    return sorted(rows, key=lambda row: (row.done, -row.days_left if row.done else row.days_left, row.code, row.id))


def policies(store: Store, on: date) -> list[PolicyRow]:
    """The newest first."""
    with store.snapshot():
        limits, events = insurance.buyer_limits(store), insurance.events(store, on)
        rows = []
        for policy in insurance.policies(store):
            rates = Rates(store, policy.currency, on)
            payouts = [each for each in events if each.policy_id == policy.id and each.kind == "payout"]
            paid = sum(rates.own(each.amount, each.currency or policy.currency) or 0 for each in payouts)
            sales = sold(store, policy, on, rates)
            held = {each.customer_id for each in limits if each.policy_id == policy.id and each.holds(on)}
            cost = premium(policy.insured_sales or sales or 0, policy.premium_ppm, policy.premium_min)
            problems = policy_problems(policy, on, sales=policy.insured_sales or sales, paid=paid)
            rows.append(PolicyRow(policy, len(held), sales, cost, paid, tuple(problems), state_of(policy, on)))
    return rows


def state_of(policy: InsurancePolicy, on: date) -> str:
    """ahead, in_force, cancelled, ended."""
    if on < policy.from_on:
        return "ahead"
    if policy.holds(on):
        return "in_force"
    return "cancelled" if policy.cancelled_on else "ended"


def worth(store: Store, policy: InsurancePolicy, on: date) -> WorthSheet:
    """What the policy saves on what its buyers owe now."""
    with store.snapshot():
        rates = Rates(store, policy.currency, on)
        covers = [
            e for e in insurance_cover.covers(store, insurance.insured_customers(store), on) if e.policy.id == policy.id
        ]
        scored = {each.facts.customer_id: each for _party, each in Scoring(store, on).scores(on, _ids(covers))}
        owed = exposure.totals(store, on, _ids(covers))
        names = debts.names(store, _ids(covers))
        lines, left_out = [], []
        for each in covers:
            line = _line(
                store, each, scored[each.customer_id], owed.get(each.customer_id, 0), names[each.customer_id][1], rates
            )
            if line is None:
                left_out.append(names[each.customer_id][1])
            else:
                lines.append(line)
        counted = sold(store, policy, on, rates) or 0
    sales = policy.insured_sales or counted
    cost = premium(sales, policy.premium_ppm, policy.premium_min)
    found = Worth(sum(e.loss for e in lines), sum(e.net_loss for e in lines), cost)
    lines.sort(key=lambda each: (each.net_loss - each.loss, each.name))
    return WorthSheet(policy, on, tuple(lines), sales, not policy.insured_sales, found, tuple(left_out))


def sold(store: Store, policy: InsurancePolicy, on: date, rates: Rates) -> int | None:
    """Invoiced to the buyers of the policy in its period so far; None where a rate is missing."""
    found = insurance.sold(store, policy.id, policy.from_on, min(on, policy.ends_on))
    own = [rates.own(amount, currency, base) for currency, amount, base in found]
    return sum(each for each in own if each is not None) if None not in own else None


def _ids(covers: Iterable[Cover]) -> list[int]:
    return [each.customer_id for each in covers]


def _line(store: Store, cover: Cover, scored: Scored, owed: int, name: str, rates: Rates) -> WorthLine | None:
    amounts = [rates.own(each, cover.currency) for each in (max(0, owed), cover.insured, cover.indemnity.amount)]
    if None in amounts:
        return None
    at_stake, insured, indemnity = (each or 0 for each in amounts)
    lgd = loss.share(scored.policy, loss.behind(store, cover.customer_id, cover.on))
    stake = Stake(at_stake, scored.score.pd, lgd)
    # The indemnity itself: first losses and the most the insurer pays are already off it.
    what = Indemnity(cover_bp=10_000, insured=indemnity)
    return WorthLine(
        cover.customer_id, name, at_stake, insured, indemnity, scored.score.pd, lgd, stake.loss, stake.net_loss(what)
    )

"""What share of an order a customer pays before the goods leave, and why: the sheet behind the dialog, the command and the notice.

sheet = services.prepayments.ask(customer_id, 100_000_000)
sheet.found.share_bp, sheet.earnest, sheet.prepayment
again(sheet, Terms(margin=Decimal("0.25"), months=4.0))      # what if; pure, no book
"""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from datetime import date
from decimal import Decimal
from typing import Any, Final

from app.i18n import _
from app.models import book, credit_profile, deals, prepaid
from app.models.customers import Customer
from app.models.errors import Invalid
from app.models.prepaid import Agreed, Goods
from app.models.store import Store
from app.services import checks, exposure, insurance_cover, limit_sheet, loss
from app.services.day_rates import DayRates
from app.services.rules import prepayment as rules
from app.services.rules.limit_candidates import FEW_SETTLED
from app.services.rules.parameters import Policy
from app.services.rules.prepayment import Order, Requirement
from app.services.rules.schedule import Plan
from app.services.scoring import Scoring

ONE: Final = Decimal(1)
BP: Final = 10_000
MARGIN_MOST: Final = Decimal("0.99")
MONTHS_MOST: Final = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """What a person says of the order; None = as the contract, the deal or the credit file says. Shares 0..1.

    `at_delivery` (q) = payable before or at delivery, other than at signing; `resale` = share of the cost that somebody else
    would pay; `custom` = made for this customer alone.
    """

    margin: Decimal | None = None
    months: float | None = None
    at_delivery: Decimal | None = None
    resale: Decimal | None = None
    custom: bool | None = None


@dataclass(frozen=True, slots=True)
class Room:
    """Where the free credit comes from; minor units of the customer's currency.

    `state` of the limit in force, `limit` its amount; `most` (U) = what may stay uncovered, None = nothing bounds it; `uncovered` = what
    does now, without this order; `left` = of the limit and of the group's, None = neither bounds it.
    """

    state: str
    limit: int | None
    most: int | None
    uncovered: int
    left: int | None

    @property
    def free(self) -> int | None:
        """A, below zero when too much is open already."""
        return None if self.most is None else self.most - self.uncovered


@dataclass(frozen=True, slots=True, kw_only=True)
class PrepaymentSheet:
    """`value` = the order in minor units of `currency`; `order`, `found` and `room` are in `own`, the customer's currency.

    `amount` = earnest money + prepayment. `agreed` = the contract or deal it is for. `days` = (production, terms, delay) behind the months.
    `plan` = the laziest instalments, None while the margin is not known; in the currency of the order.
    """

    company: str
    customer_id: int
    code: str
    name: str
    on: date
    currency: str
    own: str
    value: int
    agreed: Agreed | None
    order: Order
    found: Requirement
    room: Room
    days: tuple[int, int, int]
    plan: Plan | None
    policy: Policy

    @property
    def share(self) -> Decimal:
        return Decimal(self.found.share_bp) / BP

    @property
    def amount(self) -> int:
        return rules.part(self.value, self.found.share_bp)

    @property
    def earnest(self) -> int:
        return rules.split(self.amount, self.value)[0]

    @property
    def prepayment(self) -> int:
        return rules.split(self.amount, self.value)[1]


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """Which order: an amount, or what a contract or a deal is worth."""

    value: int
    currency: str
    agreed: Agreed | None = None
    goods: Goods | None = None


def read(store: Store, customer: Customer, asked: Asked, terms: Terms, on: date) -> PrepaymentSheet:
    """The sheet of an order on a day. Raises Invalid for an amount, share or currency that cannot be."""
    checks.amount("amount", asked.value)
    checked(terms)
    with store.snapshot():
        value = DayRates(store, on, documents=True).into(asked.value, asked.currency, customer.currency)
        if value is None:
            text = _("There is no exchange rate between {one} and {other} on {day}. Enter it under Exchange rates.")
            raise Invalid("currency", text.format(one=asked.currency, other=customer.currency, day=on))
        return _Reading(store, customer, asked, on).sheet(max(1, value), terms)


def again(sheet: PrepaymentSheet, terms: Terms, value: int | None = None) -> PrepaymentSheet:
    """The same order on other terms: what is None stays as it is. `value` = another amount, in the currency of the order."""
    checked(terms)
    given = {each.name: getattr(terms, each.name) for each in fields(terms)}
    order = replace(sheet.order, **{name: known for name, known in given.items() if known is not None})
    if value is not None:
        own = max(1, checks.amount("amount", value) * sheet.order.value // sheet.value)
        sheet, order = replace(sheet, value=value), replace(order, value=own)
    found = rules.requirement(order, sheet.policy)
    plan = rules.plan(order, found, sheet.policy)
    return replace(sheet, order=order, found=found, plan=plan and rules.scaled(plan, order.value, sheet.value))


def checked(terms: Terms) -> None:
    """Raises Invalid for a share outside of 0..1, a margin below zero or of everything, months out of all reason."""
    for name in ("at_delivery", "resale"):
        share = getattr(terms, name)
        if share is not None and not 0 <= share <= 1:
            raise Invalid(name, _("A share from 0 to 100 %, please."))
    if terms.margin is not None and terms.margin < 0:
        raise Invalid(
            "margin", _("A margin cannot be below zero here: a sale at a loss is not for credit. Check the price.")
        )
    if terms.margin is not None and terms.margin > MARGIN_MOST:
        raise Invalid("margin", _("A margin from 0 to 99 %, please."))
    if terms.months is not None and not 0 <= terms.months <= MONTHS_MOST:
        raise Invalid("months", _("From {least} to {most} months, please.").format(least=0, most=MONTHS_MOST))


class _Reading:
    """One order of one customer on one day."""

    def __init__(self, store: Store, customer: Customer, asked: Asked, on: date) -> None:
        self._store, self._customer, self._asked, self._on = store, customer, asked, on
        self._limits = limit_sheet.read(store, customer, on)
        self._exposure = exposure.read(store, customer, on)
        insurer = insurance_cover.cover(store, customer.id, on)
        self._insurer = Decimal(insurer.cover_bp) / BP if insurer else Decimal(0)
        self._insured_most = (insurer.limit or 0) if insurer else 0
        self._eligible = insurer.eligible if insurer else 0
        self._own = self._own_part()

    def sheet(self, value: int, terms: Terms) -> PrepaymentSheet:
        customer, asked, room = self._customer, self._asked, self._room()
        scored = Scoring(self._store, self._on).score(customer.id, self._on)
        days = self._days()
        order = Order(
            value=value,
            grade=scored.score.grade,
            pd=scored.score.pd,
            lgd=loss.share(scored.policy, loss.behind(self._store, customer.id, self._on)),
            months=rules.months(*days, scored.policy),
            free=room.free,
            most=room.left,
            new=scored.facts.payments.settled < FEW_SETTLED,
            hold=scored.facts.standing.hold,
            sector=scored.facts.sector,
            **self._cover(),
            **self._terms(terms),
        )  # fmt: skip
        if terms.months is not None:
            order = replace(order, months=terms.months)
        found = rules.requirement(order, scored.policy)
        plan = rules.plan(order, found, scored.policy)
        return PrepaymentSheet(
            company=book.company(self._store).name,
            customer_id=customer.id,
            code=customer.code,
            name=customer.short,
            on=self._on,
            currency=asked.currency,
            own=customer.currency,
            value=asked.value,
            agreed=asked.agreed,
            order=order,
            found=found,
            room=room,
            days=days,
            plan=plan and rules.scaled(plan, value, asked.value),
            policy=scored.policy,
        )

    def _terms(self, terms: Terms) -> dict[str, Any]:
        """What the person says, else the contract or deal, else the credit file; goods for this customer alone are worth nothing
        to others unless somebody says so."""
        goods = self._asked.goods or Goods()
        custom = goods.custom if terms.custom is None else terms.custom
        resale = terms.resale if terms.resale is not None else _share(goods.resale_bp)
        margin = terms.margin if terms.margin is not None else _share(goods.margin_bp)
        if margin is None:
            profile = credit_profile.profile(self._store, self._customer.id)
            margin = _share(profile.margin_bp) if profile else None
        return {
            "margin": margin,
            "custom": custom,
            "resale": resale if resale is not None else Decimal(0) if custom else ONE,
            "at_delivery": terms.at_delivery or Decimal(0),
        }

    def _days(self) -> tuple[int, int, int]:
        sheet, goods = self._limits, self._asked.goods
        terms = limit_sheet.days_of(sheet.terms)
        late = max(0, round(sheet.late_days or 0))
        return (goods.lead_days or 0) if goods else 0, sheet.found.terms_days if terms is None else terms, late

    def _own_part(self) -> int:
        """What this very order has already put into the credit in use: work begun, less money received for it."""
        agreed = self._asked.agreed
        if agreed is None:
            return 0
        came = {each.payment_id for each in prepaid.came(self._store, agreed.table, agreed.id, self._on)}
        work = (
            [each.id for each in deals.of_contract(self._store, agreed.id)]
            if agreed.table == "contract"
            else [agreed.id]
        )
        mine = {("payment", each) for each in came} | {("deal", each) for each in work}
        lines = self._exposure.lines
        return sum(each.counted for line in lines for each in line.documents if (each.table, each.id) in mine)

    def _room(self) -> Room:
        """U where a person set a limit: what stays uncovered at full use of it, nothing bounds it where they said so; without a
        limit what the rules would put at risk."""
        found = self._exposure
        limit = found.limit
        set_one = found.in_force.state not in ("not_set", "unlimited") and limit is not None
        stand_in = None if found.in_force.state == "unlimited" else self._limits.found.uncovered_max
        most = self._uncovered(limit, limit) if set_one and limit is not None else stand_in
        total = found.total - self._own
        left = [limit - max(0, total)] if set_one and limit is not None else []
        group = self._group_left()
        left += [] if group is None else [group]
        uncovered = max(0, self._uncovered(total, self._eligible))
        return Room(found.in_force.state, limit, most, uncovered, min(left) if left else None)

    def _uncovered(self, total: int, eligible: int) -> int:
        """What of a credit the insurer and the securities leave; below zero where they are worth more."""
        return total - int(self._insurer * min(eligible, self._insured_most)) - self._exposure.secured

    def _cover(self) -> dict[str, Any]:
        """What of cover and security nothing open uses yet."""
        at_risk = self._exposure.total - self._own - int(self._insurer * min(self._eligible, self._insured_most))
        return {
            "cover": float(self._insurer),
            "insured": max(0, self._insured_most - self._eligible),
            "collateral": max(0, self._exposure.secured - max(0, at_risk)),
        }

    def _group_left(self) -> int | None:
        found = self._limits.group
        if found is None or found.headroom is None:
            return None
        return DayRates(self._store, self._on).into(found.headroom, found.currency, self._customer.currency)


def _share(bp: int | None) -> Decimal | None:
    return None if bp is None else Decimal(bp) / BP

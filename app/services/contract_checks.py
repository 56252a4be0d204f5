"""What the figures of a contract say of it: penalty, earnest money, prepayment, terms of a large buyer, retention, drafts.

seen = contract_checks.of(store, contract, on)
seen.penalty.light, seen.gap_bp, seen.proposed       # "amber", 2000, {7: 0, 11: 5000, ...}
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal

from app.models import book, customers, plans
from app.models.contracts import Contract
from app.models.errors import UserError
from app.models.plans import PlanLine
from app.models.store import Store
from app.services import agreed_share, prepaying, prepayments
from app.services.rates import Rates
from app.services.rules import clause_proposals, payment_plan, sme
from app.services.rules.clause_proposals import Said
from app.services.rules.interest import Rate
from app.services.rules.late_rules import Excess, excess
from app.services.rules.prepayment import earnest_most
from app.services.rules.sme import Finding
from app.services.rules.terms import due_day


@dataclass(frozen=True, slots=True)
class ContractChecks:
    """Shares in basis points, money in minor units of the contract's currency.

    `penalty` = against LPR, None without one or without LPR; `required_bp`, `agreed_bp`, `gap_bp` = the prepayment (None =
    not known); `earnest` = planned or paid, the larger, `earnest_above` = of it beyond 20 %; `instalment_sale` = three or more payments after
    delivery (Civil Code 634); `sme` = what the regulation on small firms says; `proposed` = item -> value_bp.
    """

    penalty: Excess | None
    required_bp: int | None
    agreed_bp: int
    gap_bp: int | None
    earnest: int
    earnest_above: int
    instalment_sale: bool
    sme: tuple[Finding, ...] = ()
    proposed: dict[int, int] = field(default_factory=dict)


def of(store: Store, found: Contract, on: date) -> ContractChecks:
    """As known on a day."""
    lines = plans.lines(store, found.id)
    earnest = _earnest(store, found, lines, on)
    agreed, required = agreed_bp(found, lines), required_bp(store, found, on)
    gap = None if required is None else max(0, required - agreed)
    late = penalty(store, found, on)
    above = max(0, earnest - earnest_most(found.amount))
    said = Said(
        gap_bp=gap, earnest=earnest, earnest_above=above, inspection_days=found.inspection_days, bill_months=found.bill_months,
        penalty=late.light if late else None, title=bool(found.retention_of_title), registered=found.rot_registered_on is not None,
        retention=_retention(found, lines), address=bool(found.service_address), buyer_size=bool(found.buyer_size),
        notice=found.sme_notice_on is not None, pay_when_paid=bool(found.pay_when_paid),
    )  # fmt: skip
    return ContractChecks(
        penalty=late,
        required_bp=required,
        agreed_bp=agreed,
        gap_bp=gap,
        earnest=earnest,
        earnest_above=above,
        instalment_sale=payment_plan.is_instalment_sale(lines),
        sme=_sme(store, found, lines, on),
        proposed=clause_proposals.proposed(said),
    )


def required_bp(store: Store, found: Contract, on: date) -> int | None:
    """The least share before shipping that the rules ask of this contract; None where it cannot be told."""
    if found.amount <= 0:
        return None
    try:
        return prepaying.Prepayments(store, on).of(contract_id=found.id).found.share_bp
    except UserError:
        return None  # no rate of exchange to hold it against the limit


def agreed_bp(found: Contract, lines: tuple[PlanLine, ...]) -> int:
    """What comes before the goods, of the whole."""
    return agreed_share.before_bp(found.amount, found.prepay_bp, lines) or 0


def penalty(store: Store, found: Contract, on: date) -> Excess | None:
    """How the agreed penalty stands to the LPR of the day, and of the day of the contract (domain E2)."""
    if not found.penalty_ppm_day:
        return None
    rates = Rates(store, on)
    now, then = rates.rate_on("LPR1Y", on), rates.rate_on("LPR1Y", found.signed_on or on)
    agreed = Rate(Decimal(found.penalty_ppm_day) / 1_000_000, "day")
    return excess(agreed, Rate(now.rate) if now else None, Rate(then.rate) if then else None)


def _earnest(store: Store, found: Contract, lines: tuple[PlanLine, ...], on: date) -> int:
    planned = sum(each.amount for each in lines if each.nature == "earnest")
    paid = prepayments.required(store, on, contract_id=found.id).one
    return max(planned, paid.earnest if paid else 0)


def _retention(found: Contract, lines: tuple[PlanLine, ...]) -> tuple[int, int] | None:
    """(share held back, days): of the plan, else as written; None without any."""
    kept = [each for each in lines if each.node == "retention"]
    if not kept:
        return (found.retention_bp, payment_plan.RETENTION_DAYS) if found.retention_bp else None
    share = sum(each.amount for each in kept) * payment_plan.WHOLE // max(1, found.amount)
    return share, max(each.days_after or payment_plan.RETENTION_DAYS for each in kept)


def _sme(store: Store, found: Contract, lines: tuple[PlanLine, ...], on: date) -> tuple[Finding, ...]:
    """What the regulation on payments to small firms says of the longest terms of the plan."""
    customer = customers.customer(store, found.customer_id, on)
    if customer is None:
        return ()
    begin = found.signed_on or on
    sale = sme.Sale(
        buyer=sme.buyer_of(public_body=bool(customer.public_body), size=found.buyer_size or customer.size_class),
        seller_size=book.company(store).size_class, issued_on=begin, due_on=_longest(store, found, lines, begin), open=0,
        disputed=0, overdue_days=0, pay_when_paid=bool(found.pay_when_paid), paid_by_bill=bool(found.bill_months),
        told=found.sme_notice_on is not None,
    )  # fmt: skip
    return sme.findings(sale)


def _longest(store: Store, found: Contract, lines: tuple[PlanLine, ...], begin: date) -> date | None:
    """The last day on which something of goods delivered on a day falls due, money held back left out."""
    terms = customers.terms_on(store, found.customer_id, begin)
    usual = due_day(terms.basis, terms.days, terms.day_of_month, begin) if terms else None
    later = [each for each in lines if not each.is_before and each.node != "retention"]
    days = [usual if each.days_after is None else begin + timedelta(days=each.days_after) for each in later]
    return max((each for each in days if each), default=None) if lines else usual

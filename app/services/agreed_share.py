"""What comes before the goods under a contract, and the reason that is typed where it is less than the rules ask."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from app.i18n import _
from app.models.customers import Customer
from app.models.errors import Invalid, UserError
from app.models.plans import PlanLine
from app.models.prepaid import Goods
from app.models.store import Store
from app.services import checks, prepayment_sheet, prepayments
from app.services.prepayment_sheet import Asked, Terms
from app.services.rules import payment_plan

if TYPE_CHECKING:
    from app.models.contracts import Contract
    from app.services.contract_drafts import ContractDraft


def before_bp(amount: int, prepay_bp: int | None, lines: Sequence[PlanLine]) -> int | None:
    """The share of a contract that comes before the goods, by its plan, else as written; None where neither says."""
    if not lines or not amount:
        return prepay_bp
    return payment_plan.largest_credit(lines).before * payment_plan.WHOLE // amount


def refuse_unexplained(
    store: Store, draft: ContractDraft | Contract, lines: Sequence[PlanLine], on: date, known: Contract | None = None
) -> None:
    """Less than the rules ask may be agreed, with a reason. Raises Invalid("prepay_reason")."""
    agreed = before_bp(draft.amount, draft.prepay_bp, lines)
    if agreed is None or (draft.prepay_reason or "").strip():
        return
    required = _required_bp(store, draft, checks.customer(store, draft.customer_id, on), on, known)
    if required is not None and agreed < required:
        words = _(
            "The rules ask for {required}% before the goods leave, the contract for {agreed}%. Write why less is enough."
        )
        raise Invalid("prepay_reason", words.format(required=f"{required / 100:g}", agreed=f"{agreed / 100:g}"))


def _required_bp(
    store: Store, draft: ContractDraft | Contract, customer: Customer, on: date, known: Contract | None
) -> int | None:
    """None where it cannot be told: no rate to hold the amount against the limit."""
    own = prepayments.required(store, on, contract_id=known.id).one if known else None
    goods = Goods(draft.lead_days, draft.margin_bp, bool(draft.custom_goods), draft.resale_bp)
    asked = Asked(
        value=draft.amount,
        currency=draft.currency or customer.currency,
        agreed=own.agreed if own else None,
        goods=goods,
    )
    try:
        return prepayment_sheet.read(store, customer, asked, Terms(), on).found.share_bp
    except UserError:
        return None

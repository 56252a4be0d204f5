"""What a person enters about a contract, and the checks of it that need nothing of the book."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from app.i18n import _
from app.models.contracts import Contract
from app.models.errors import Invalid
from app.models.plans import PlanLine
from app.services import checks

STATUSES: Final = ("draft", "signed", "running", "done", "terminated")
SIZES: Final = ("micro", "small", "medium", "large")
WHOLE: Final = 10_000
MOST_PENALTY: Final = 10_000  # millionths a day: 1 % a day is beyond any court


@dataclass(frozen=True, slots=True)
class ContractDraft:
    """What a person enters; amounts in minor units, `penalty_ppm_day` in millionths a day (500 = 0.5 ‰), the rest as in `Contract`.

    Empty `number` = the next one; empty `status` = by what happened: signed where there is a day of signing, else draft.
    `buyer_size` = one of `SIZES` as it was at signing; `sme_notice_on` = the day we said that we are a small or medium
    enterprise; `lines` = the payment plan, None = as it is.
    """

    customer_id: int
    amount: int
    number: str | None = None
    title: str | None = None
    status: str | None = None
    signed_on: date | None = None
    starts_on: date | None = None
    ends_on: date | None = None
    currency: str | None = None
    rate: str | None = None
    custom_goods: bool = False
    penalty_ppm_day: int | None = None
    penalty_cap_bp: int | None = None
    retention_of_title: bool = False
    guarantee_ends_on: date | None = None
    service_address: str | None = None
    buyer_size: str | None = None
    sme_notice_on: date | None = None
    pay_when_paid: bool = False
    margin_bp: int | None = None
    resale_bp: int | None = None
    lead_days: int | None = None
    rot_registered_on: date | None = None
    inspection_days: int | None = None
    governing: str | None = None
    retention_bp: int | None = None
    prepay_bp: int | None = None
    prepay_reason: str | None = None
    bill_months: int | None = None
    note: str | None = None
    lines: tuple[PlanLine, ...] | None = None


DAYS: Final = ("signed_on", "starts_on", "ends_on", "guarantee_ends_on", "sme_notice_on", "rot_registered_on")
SHARES: Final = {
    "margin_bp": -10_000,
    "resale_bp": 0,
    "retention_bp": 0,
    "prepay_bp": 0,
    "penalty_cap_bp": 0,
}  # the least
COUNTS: Final = {
    "lead_days": 3650,
    "inspection_days": 730,
    "bill_months": 12,
}  # the most; art. 621: two years to object
FLAGS: Final = ("custom_goods", "retention_of_title", "pay_when_paid")


def terms_row(draft: ContractDraft, known: Contract | None = None) -> dict[str, Any]:
    """The columns that need nothing of the book, checked. Raises Invalid."""
    days = {name: checks.day(name, day) for name in DAYS if (day := getattr(draft, name)) is not None}
    if draft.starts_on and draft.ends_on and draft.ends_on < draft.starts_on:
        raise Invalid("ends_on", _("The contract would end before it begins. Correct one of the days."))
    if draft.penalty_ppm_day is not None and not 0 <= draft.penalty_ppm_day <= MOST_PENALTY:
        raise Invalid("penalty", _("A penalty is at most 1% a day. Check the unit: 0.05% a day is usual."))
    if draft.buyer_size not in (None, *SIZES):
        raise Invalid("buyer_size", _("Choose one of the listed sizes."))
    return {
        **{name: days[name].isoformat() if name in days else None for name in DAYS},
        **{name: int(getattr(draft, name)) for name in FLAGS},
        **{name: _share(name, getattr(draft, name), least) for name, least in SHARES.items()},
        **{name: _count(name, getattr(draft, name), most) for name, most in COUNTS.items()},
        **{name: checks.text(name, getattr(draft, name)) for name in ("governing", "prepay_reason", "note")},
        "status": _status(draft, known), "penalty_ppm_day": draft.penalty_ppm_day, "buyer_size": draft.buyer_size,
    }  # fmt: skip


def _status(draft: ContractDraft, known: Contract | None) -> str:
    """As given; else what was ended stays ended, what was begun stays begun while it is signed."""
    usual = "signed" if draft.signed_on else "draft"
    if (
        draft.status is None
        and known is not None
        and known.kept in ("running", "done", "terminated")
        and draft.signed_on
    ):
        usual = known.kept
    status = draft.status or usual
    if status not in STATUSES:
        raise Invalid("status", _("Choose one of the listed states."))
    if status != "draft" and not draft.signed_on:
        raise Invalid("signed_on", _("A contract that is not a draft has a day of signing. Enter it."))
    return status


def _share(name: str, bp: int | None, least: int) -> int | None:
    if bp is not None and not least <= bp <= WHOLE:
        raise Invalid(name, _("A share is at most 100%. Check the figure."))
    return bp


def _count(name: str, number: int | None, most: int) -> int | None:
    return None if number is None else checks.whole(name, number, most)

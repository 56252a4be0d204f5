"""What can be entered about credit insurance, and what each entry must be."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date
from typing import Any, Final

from app.i18n import _
from app.models import book, insurance
from app.models.dates import add_days
from app.models.errors import Invalid
from app.models.insured import InsurancePolicy
from app.models.store import Store
from app.services import checks
from app.services.rules.insurance_days import USUAL

SCOPES: Final = ("domestic", "export")
RULES: Final = ("none", "days", "workdays", "month_day")
KINDS: Final = ("declaration", "overdue_notice", "extension", "claim", "payout", "recovery")
NEEDS_AMOUNT: Final = ("payout", "recovery")
CHOICES: Final = {"scope": SCOPES, "declare_rule": RULES, "noa_from": ("due", "mep"), "loss_order": ("A", "B")}
WHOLE: Final = 10_000
MOST_DAYS: Final = 3650
MONEY: Final = ("premium_min", "insured_sales", "max_liability", "discretionary", "first_loss", "aggregate_first_loss")
DAYS: Final = ("max_terms_days", "mep_days", "noa_days", "waiting_days", "claim_days")


@dataclass(frozen=True, slots=True, kw_only=True)
class PolicyDraft:
    """The terms of a policy as in `InsurancePolicy`; money in minor units of `currency` ("" = the book's)."""

    insurer: str = ""
    number: str = ""
    scope: str = "domestic"
    currency: str = ""
    from_on: date
    to_on: date
    cover_bp: int = USUAL["cover_bp"]
    cover_refusal_bp: int | None = None
    premium_ppm: int | None = None
    premium_min: int | None = None
    insured_sales: int | None = None
    max_terms_days: int | None = None
    mep_days: int | None = None
    noa_days: int | None = None
    noa_from: str = "due"
    declare_rule: str = "none"
    declare_days: int | None = None
    waiting_days: int | None = None
    claim_days: int | None = None
    first_loss: int = 0
    aggregate_first_loss: int = 0
    max_liability: int | None = None
    loss_order: str = "A"
    vat_covered: bool = False
    rot_required: bool = False
    contract_required: bool = False
    discretionary: int | None = None
    excluded_countries: str | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True)
class BuyerLimitDraft:
    """What the insurer granted; `currency` "" = the policy's. `requested` None = what was asked for before, if anything."""

    policy_id: int
    customer_id: int
    amount: int
    valid_from: date
    currency: str = ""
    last_day: date | None = None
    requested: int | None = None
    conditions: str | None = None
    insurer_grade: str | None = None
    related: bool = False
    buyer_name: str | None = None
    discretionary: bool = False


@dataclass(frozen=True, slots=True)
class EventDraft:
    """Something told to the insurer or paid by them, as in `InsuranceEvent`; `currency` "" = the policy's."""

    policy_id: int
    kind: str
    done_on: date
    customer_id: int | None = None
    receivable_id: int | None = None
    due_on: date | None = None
    amount: int | None = None
    currency: str = ""
    reference: str | None = None
    note: str | None = None


def policy_row(store: Store, draft: PolicyDraft, but: int | None = None) -> dict[str, Any]:
    """The row of a policy; `but` = the one that may have its number. Raises Invalid naming the field."""
    row = asdict(draft)
    for name in ("insurer", "number"):
        row[name] = checks.text(name, row[name], required=True, longest=80)
    row["currency"] = checks.currency("currency", draft.currency or book.company(store).currency)
    if checks.day("to_on", draft.to_on) < checks.day("from_on", draft.from_on):
        raise Invalid("to_on", _("The policy ends before it begins. Check the dates."))
    for name, known in CHOICES.items():
        if row[name] not in known:
            raise Invalid(name, _("Choose one of the listed kinds."))
    _figures(row)
    same = insurance.policy_numbered(store, row["number"])
    if same is not None and same != but:
        words = _("A policy “{number}” is in the book already. Open that one.")
        raise Invalid("number", words.format(number=row["number"]))
    row |= {name: int(row[name]) for name in ("vat_covered", "rot_required", "contract_required")}
    row |= {"excluded_countries": _countries(draft.excluded_countries), "note": checks.text("note", draft.note)}
    return row | {"from_on": draft.from_on.isoformat(), "to_on": draft.to_on.isoformat()}


def limit_row(policy: InsurancePolicy, draft: BuyerLimitDraft) -> dict[str, Any]:
    """The row of a buyer limit. Raises Invalid naming the field."""
    amount = checks.limit("amount", draft.amount)
    begins = checks.day("valid_from", draft.valid_from)
    if draft.last_day is not None and checks.day("last_day", draft.last_day) < begins:
        raise Invalid("last_day", _("The limit ends before it begins. Check the dates."))
    if draft.discretionary and amount > (policy.discretionary or 0):
        raise Invalid("amount", _("The policy lets us set no more than its own discretionary limit. Ask the insurer."))
    return {
        "policy_id": policy.id, "customer_id": draft.customer_id, "requested": draft.requested, "amount": amount,
        "currency": checks.currency("currency", draft.currency or policy.currency), "valid_from": begins.isoformat(),
        "valid_to": add_days(draft.last_day, 1).isoformat() if draft.last_day else None,
        "conditions": checks.text("conditions", draft.conditions),
        "insurer_grade": checks.text("insurer_grade", draft.insurer_grade, longest=20), "related": int(draft.related),
        "buyer_name": checks.text("buyer_name", draft.buyer_name, longest=200), "discretionary": int(draft.discretionary),
    }  # fmt: skip


def _figures(row: dict[str, Any]) -> None:
    """Shares, days and amounts within what can be."""
    for name in ("cover_bp", "cover_refusal_bp"):
        if row[name] is not None and not 0 <= row[name] <= WHOLE:
            raise Invalid(name, _("A share from 0 to 100 per cent, please."))
    if row["premium_ppm"] is not None and not 0 <= row["premium_ppm"] <= 1_000_000:
        raise Invalid("premium_ppm", _("A share from 0 to 100 per cent, please."))
    for name in DAYS:
        if row[name] is not None:
            checks.whole(name, row[name], MOST_DAYS)
    for name in MONEY:
        if row[name]:
            checks.amount(name, row[name])
    if row["declare_rule"] != "none" and not row["declare_days"]:
        raise Invalid("declare_days", _("Enter the number of days, or the day of the month."))
    if row["declare_rule"] == "month_day" and not 1 <= row["declare_days"] <= 31:
        raise Invalid("declare_days", _("A day of the month from 1 to 31, please."))


def _countries(text: str | None) -> str | None:
    """Codes of two letters in capitals, parted by commas."""
    codes = [
        part.strip().upper() for part in (text or "").replace("，", ",").replace("、", ",").split(",") if part.strip()
    ]
    for code in codes:
        if not (len(code) == 2 and code.isascii() and code.isalpha()):
            words = _("“{code}” is not a country. Use codes of two letters such as US, parted by commas.")
            raise Invalid("excluded_countries", words.format(code=code))
    return ",".join(dict.fromkeys(codes)) or None

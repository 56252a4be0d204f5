"""What each kind of fact in a credit file asks for: declared once, for the checks, the forms and the words.

fields_of("trade_reference", "reference") -> (Asked("supplier", "text", required=True), Asked("amount", "money"), ...)
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final, Literal

from app.i18n import _
from app.models.credit_facts import CODES
from app.models.errors import Invalid
from app.services import checks

# Values as kept: money = minor units of the fact's currency, share = basis points, odds = millionths, count and days = whole
# numbers, choice = one of `choices`, several = a list of them, flag = true or false.
Unit = Literal["money", "share", "odds", "count", "days", "text", "choice", "several", "flag"]
SOURCE_GRADES: Final = ("A", "B", "C", "D")
SIGNS: Final = (
    "idle_plant", "staff_cuts", "wage_arrears", "owner_away", "premises_empty", "stock_piled", "fire_sale", "creditors_waiting",
)  # fmt: skip
MOST: Final = {"share": 10_000, "odds": 1_000_000, "count": 100_000, "days": 3650}
LARGEST_BALANCE: Final = 10**17  # minor units: a bank owes and is owed more than any trade debt


@dataclass(frozen=True, slots=True)
class Asked:
    """One thing to fill in. `name` "amount" is the column of the fact, any other name a key of its `data`."""

    name: str
    unit: Unit
    required: bool = False
    choices: tuple[Any, ...] = ()


NOTE: Final = Asked("note", "text")
_BANK_REPORT: Final = (
    Asked("lenders", "count"), Asked("balance", "money", required=True), Asked("special_mention", "money"), Asked("bad", "money"),
    Asked("overdue", "money"), Asked("interest_arrears", "money"), Asked("off_balance", "money"), Asked("guarantees", "money"),
    Asked("settled_bad", "money"), Asked("used_bp", "share"), Asked("new_lenders", "count"), Asked("clean_months", "count"),
)  # fmt: skip
_CASE: Final = (Asked("amount", "money"), Asked("case_no", "text"))
_OPINION: Final = (Asked("grade", "choice", required=True, choices=(1, 2, 3, 4, 5)),)
_OWNER: Final = (Asked("name", "text", required=True), Asked("share_bp", "share"))
# By kind, or by kind and code where the codes of a kind differ.
FIELDS: Final[Mapping[str, tuple[Asked, ...]]] = {
    "bank_report": _BANK_REPORT,
    "court": _CASE, "court.clean": (),
    "registry": (), "registry.penalty": (Asked("amount", "money"), Asked("by", "text")), "registry.chattel_mortgage": (Asked("amount", "money"),),
    "registry.share_freeze": (Asked("share_bp", "share"), Asked("by", "text")),
    "tax": (), "tax.arrears": (Asked("amount", "money"),),
    "tax.grade": (Asked("grade", "choice", required=True, choices=("A", "B", "M", "C", "D")),),
    "capital": (Asked("amount", "money"),),
    "rating": (Asked("agency", "text", required=True), Asked("scale", "text"), Asked("grade", "text", required=True),
               Asked("pd_ppm", "odds")),
    "trade_reference": (Asked("supplier", "text", required=True), Asked("amount", "money"), Asked("high_credit", "money"),
                        Asked("terms_days", "days"), Asked("late_days", "days"), Asked("good", "flag", required=True)),
    "bank_reference": (Asked("bank", "text", required=True), Asked("facility", "text"), Asked("limit", "money"),
                       Asked("used", "money"), Asked("overdue_times", "count")),
    "industry_opinion": _OPINION, "industry_opinion.concentration": (Asked("share_bp", "share", required=True),),
    "visit": (Asked("signs", "several", choices=SIGNS),), "visit.lost_contact": (),
    "ownership": _OWNER, "ownership.refuses_guarantee": (Asked("name", "text"),),
    "rumour": (),
}  # fmt: skip
# How long such a fact says something where nobody said until when, in months from its day. What is not here lasts until it ends.
USUAL_MONTHS: Final[Mapping[str, int]] = {
    "bank_report": 12, "court.clean": 12, "registry.clean": 12, "tax.clean": 12, "tax.grade": 12, "rating": 12, "trade_reference": 12,
    "bank_reference": 12, "industry_opinion": 12, "visit.visit": 12, "rumour": 6,
}  # fmt: skip
# What is nothing without words.
NEEDS_NOTE: Final = frozenset({"rumour"})


def fields_of(kind: str, code: str) -> tuple[Asked, ...]:
    """What to fill in for a fact, a note at the end; raises Invalid ("kind", "code") for what is none."""
    if kind not in CODES:
        raise Invalid("kind", _("Choose one of the listed kinds."))
    if code not in CODES[kind]:
        raise Invalid("code", _("Choose one of the listed kinds."))
    note = Asked("note", "text", required=True) if kind in NEEDS_NOTE else NOTE
    return (*FIELDS.get(f"{kind}.{code}", FIELDS[kind]), note)


def usual_months(kind: str, code: str) -> int | None:
    """For how many months such a fact says something; None = until it ends."""
    return USUAL_MONTHS.get(f"{kind}.{code}", USUAL_MONTHS.get(kind))


def checked(kind: str, code: str, given: Mapping[str, Any]) -> dict[str, Any]:
    """The values of a fact as they are kept, empty ones left out; raises Invalid naming the field."""
    asked = {each.name: each for each in fields_of(kind, code)}
    for name in given:
        if name not in asked and given[name] is not None:
            raise Invalid(name, _("This does not belong to such an entry. Leave it empty."))
    found = {name: _value(each, given.get(name)) for name, each in asked.items()}
    return {name: value for name, value in found.items() if value is not None}


def _value(asked: Asked, value: Any) -> Any:
    if value in (None, "", [], ()):
        if asked.required:
            raise Invalid(asked.name, _("This is needed. Fill it in."))
        return None
    if asked.unit == "text":
        return checks.text(asked.name, str(value), required=asked.required, longest=2000)
    if asked.unit in ("choice", "several"):
        return _chosen(asked, value)
    if asked.unit == "flag":
        return bool(value)
    return _count(asked, value) if asked.unit != "money" else figure(asked.name, value)


def _chosen(asked: Asked, value: Any) -> Any:
    chosen = list(value) if asked.unit == "several" else value
    if not all(each in asked.choices for each in (chosen if asked.unit == "several" else [chosen])):
        raise Invalid(asked.name, _("Choose one of the listed ones."))
    return chosen


def _count(asked: Asked, value: int) -> int:
    return checks.whole(asked.name, value, MOST[asked.unit])


def figure(field: str, value: int) -> int:
    """Minor units that are not below zero; raises Invalid."""
    if value < 0:
        raise Invalid(field, _("This cannot be below zero. Check the sign."))
    if value >= LARGEST_BALANCE:
        raise Invalid(field, _("This figure is too large. Check the digits and the unit."))
    return value

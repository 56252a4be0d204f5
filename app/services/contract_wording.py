"""Words about contracts: states, sizes, the penalty for being late as people write and read it."""

from __future__ import annotations

import re
import unicodedata
from decimal import ROUND_HALF_UP, Decimal
from typing import Final

from app.i18n import _, mark, ngettext
from app.models.errors import UserError
from app.models.listing import Summary
from app.services.contract_rows import ContractRow
from app.services.formats import NOTHING, money, percent
from app.services.imports.values import rate_a_day

STATUSES: Final = {
    "draft": (mark("Not signed yet"), "pencil-simple", "text2"),
    "signed": (mark("Signed"), "check", ""),
    "running": (mark("Under way"), "clock", ""),
    "done": (mark("Done"), "check-circle", "good"),
    "terminated": (mark("Terminated"), "prohibit", "text2"),
}
SIZES: Final = {
    None: mark("Not known"),
    "micro": mark("Micro"),
    "small": mark("Small"),
    "medium": mark("Medium"),
    "large": mark("Large"),
}
# What the history calls the tables and columns of contracts, plans, checks, milestones and shipments.
TABLES: Final = {
    "plan_line": mark("Line of a payment plan"),
    "clause_answer": mark("Term of a contract"),
    "milestone": mark("Milestone"),
    "shipment": mark("Shipment"),
}
FIELDS: Final = {
    "node": mark("Instalment"), "nature": mark("Kind of money"), "share_bp": mark("Share"), "days_after": mark("Days after"),
    "fixed_on": mark("Fixed day"), "value_bp": mark("How far it is there"), "not_applicable": mark("Does not apply"),
    "side": mark("Whose turn"), "planned_on": mark("Planned on"), "actual_on": mark("Reached on"), "gate": mark("Holds back"),
    "shipped_on": mark("Shipped on"), "signed_by": mark("Signed for by"), "batch": mark("Batch"),
    "despite": mark("Why it left all the same"), "margin_bp": mark("Margin"), "resale_bp": mark("Fetches from others"),
    "lead_days": mark("Days from signing to delivery"), "penalty_cap_bp": mark("Penalty at most"),
    "retention_of_title": mark("Goods stay ours until paid"), "rot_registered_on": mark("Registered on"),
    "guarantee_ends_on": mark("Guarantee ends"), "buyer_size": mark("Size of the buyer at signing"),
    "sme_notice_on": mark("Told them we are a small firm"), "pay_when_paid": mark("We are paid only when they are paid"),
    "inspection_days": mark("Days to object"), "governing": mark("Court or arbitration"), "production_on": mark("Production began on"),
    "accepted_on": mark("Accepted on"), "retention_bp": mark("Held back"), "prepay_bp": mark("Prepayment %"),
    "prepay_reason": mark("Why less is paid first"), "bill_months": mark("Drafts of at most (months)"), "reviewed_on": mark("Terms checked on"),
}  # fmt: skip
FLAGS: Final = frozenset({"not_applicable", "retention_of_title", "pay_when_paid"})
DAYS_A_YEAR: Final = 365
_YEAR: Final = re.compile(
    r"(?:每年|年利率|年化|年)?\s*([\d.]+)\s*%\s*(?:/?\s*(?:年|每年|a year|per year|p\.?a\.?|year))?"
)

_A_DAY: Final = re.compile(r"^(?:每[天日]|a day)\s*")


def read_penalty(text: str) -> int | None:
    """Millionths a day of "0.05%", "0.5‰", "万分之五", or of a rate a year: "18.25% a year", "年 18.25%". Raises UserError."""
    folded = _A_DAY.sub("", unicodedata.normalize("NFKC", text).strip().casefold())
    a_year = _YEAR.fullmatch(folded)
    if a_year and re.search("年|year|p", folded):
        day = Decimal(a_year[1]) / 100 / DAYS_A_YEAR
    else:
        read = rate_a_day(folded)
        if read is None:
            return None
        if not isinstance(read, Decimal):
            raise UserError(_("Write the penalty a day or a year, such as 0.05%, 0.5‰ or 18.25% a year."))
        day = read
    return int((day * 1_000_000).quantize(Decimal(1), ROUND_HALF_UP))


def penalty_text(ppm_day: int | None) -> str:
    """ "0.05% a day"."""
    if ppm_day is None:
        return NOTHING
    return _("{rate}% a day").format(rate=f"{(Decimal(ppm_day) / 10_000).normalize():f}")


def penalty_sentence(ppm_day: int) -> str:
    """ "0.05% a day = 18.25% a year"."""
    a_year = percent(Decimal(ppm_day) * DAYS_A_YEAR / 1_000_000, 2)
    return _("{day} = {year} a year").format(day=penalty_text(ppm_day), year=a_year)


def status_text(row: ContractRow) -> str:
    return _(STATUSES[row.status][0])


def list_footer(found: Summary, currency: str) -> str:
    """Under the list: how many, what was invoiced of them, what of it is open."""
    count = ngettext("{count} contract", "{count} contracts", found.count)
    words = {name: money(found.sums[name], currency) for name in ("invoiced", "open")}
    return _("{contracts} · receivables so far {invoiced} · outstanding {open}").format(contracts=count, **words)

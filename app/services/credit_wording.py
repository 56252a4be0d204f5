"""The credit file in words: kinds and codes of facts, what each asks for, lines of a statement, sources, what is missing."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any, Final

from app.i18n import _, mark
from app.services.formats import money, percent
from app.services.rules.completeness import Item
from app.services.rules.statements import Remark

KINDS: Final[Mapping[str, str]] = {
    "bank_report": mark("Bank credit report"),
    "court": mark("Courts"),
    "registry": mark("Business register"),
    "tax": mark("Tax records"),
    "capital": mark("Capital"),
    "rating": mark("Rating by an agency"),
    "trade_reference": mark("Word of a supplier"),
    "bank_reference": mark("Word of a bank"),
    "industry_opinion": mark("Opinion on the trade"),
    "visit": mark("Site visit"),
    "ownership": mark("Owners"),
    "rumour": mark("Hearsay"),
}
# By kind and code.
CODES: Final[Mapping[str, str]] = {
    "bank_report.report": mark("Bank credit report"),
    "court.clean": mark("Courts looked up, nothing found"),
    "court.dishonest": mark("On the list of dishonest debtors"),
    "court.enforcement": mark("Enforcement against it"),
    "court.high_spending": mark("Barred from high spending"),
    "court.payment_suit": mark("Sued for payment"),
    "registry.clean": mark("Register looked up, nothing found"),
    "registry.abnormal": mark("On the list of irregular firms"),
    "registry.serious": mark("On the list of serious breaches"),
    "registry.share_freeze": mark("Shares frozen or pledged"),
    "registry.chattel_mortgage": mark("Movables mortgaged"),
    "registry.penalty": mark("Heavy penalty"),
    "registry.revoked": mark("Licence revoked or firm struck off"),
    "registry.bankruptcy": mark("Bankruptcy or winding up"),
    "tax.clean": mark("Tax looked up, nothing found"),
    "tax.arrears": mark("Tax arrears"),
    "tax.grade": mark("Tax credit grade"),
    "capital.reduced": mark("Capital reduced"),
    "capital.unpaid": mark("Capital not paid in on time"),
    "rating.rating": mark("Rating by an agency"),
    "trade_reference.reference": mark("Word of a supplier"),
    "bank_reference.reference": mark("Word of a bank"),
    "industry_opinion.industry": mark("How the industry does"),
    "industry_opinion.region": mark("How the region does"),
    "industry_opinion.season": mark("How the season does"),
    "industry_opinion.concentration": mark("Share of its largest buyer"),
    "visit.visit": mark("Site visit"),
    "visit.lost_contact": mark("Cannot be found any more"),
    "ownership.owner": mark("Shareholder"),
    "ownership.controller": mark("Person in control"),
    "ownership.refuses_guarantee": mark("Owner refuses a guarantee"),
    "rumour.rumour": mark("Hearsay"),
}
# What a fact asks for, by the name of the field.
FIELDS: Final[Mapping[str, str]] = {
    "lenders": mark("Lenders"),
    "balance": mark("Loans outstanding"),
    "special_mention": mark("Of which special mention"),
    "bad": mark("Of which bad"),
    "overdue": mark("Overdue loans"),
    "interest_arrears": mark("Interest in arrears"),
    "off_balance": mark("Drafts and guarantees issued by banks"),
    "guarantees": mark("Guarantees given for others"),
    "settled_bad": mark("Bad loans settled in the past"),
    "used_bp": mark("Credit line in use"),
    "new_lenders": mark("New lenders in 6 months"),
    "clean_months": mark("Months without a late repayment"),
    "amount": mark("Amount"),
    "case_no": mark("Case no."),
    "by": mark("Issued by"),
    "share_bp": mark("Share"),
    "grade": mark("Grade"),
    "agency": mark("Agency"),
    "scale": mark("Scale"),
    "pd_ppm": mark("Chance of default it stands for"),
    "supplier": mark("Supplier"),
    "high_credit": mark("Highest balance"),
    "terms_days": mark("Payment terms"),
    "late_days": mark("Days late on average"),
    "good": mark("Would sell on credit again"),
    "bank": mark("Name of the bank"),
    "facility": mark("Kind of credit line"),
    "limit": mark("Credit line"),
    "used": mark("Used"),
    "overdue_times": mark("Times overdue"),
    "signs": mark("What was seen"),
    "name": mark("Name"),
    "note": mark("Note"),
}
# Where a field means something of its own in a kind, or in one code of it.
OWN_FIELDS: Final[Mapping[str, str]] = {
    "trade_reference.amount": mark("Limit that the supplier gives"),
    "court.amount": mark("Amount of the case"),
    "tax.arrears.amount": mark("Tax owed"),
    "capital.amount": mark("Amount of capital"),
    "industry_opinion.grade": mark("Outlook, 5 the best"),
    "tax.grade.grade": mark("Tax credit grade"),
    "registry.penalty.amount": mark("Fine"),
    "registry.chattel_mortgage.amount": mark("Amount secured"),
    "ownership.name": mark("Name of the owner"),
    "ownership.share_bp": mark("Share held"),
    "registry.share_freeze.share_bp": mark("Share frozen or pledged"),
}
SIGNS: Final[Mapping[str, str]] = {
    "idle_plant": mark("Plant stands idle"),
    "staff_cuts": mark("Fewer staff than before"),
    "wage_arrears": mark("Wages paid late"),
    "owner_away": mark("Owner not to be reached"),
    "premises_empty": mark("Premises empty"),
    "stock_piled": mark("Unsold stock piles up"),
    "fire_sale": mark("Goods sold far below price"),
    "creditors_waiting": mark("Creditors waiting at the door"),
}
LINES: Final[Mapping[str, str]] = {
    "cash": mark("Cash and bank balances"),
    "receivables": mark("Trade receivables"),
    "inventory": mark("Inventory"),
    "prepayments": mark("Prepayments made"),
    "current_assets": mark("Current assets"),
    "intangibles": mark("Intangible assets"),
    "owner_loans": mark("Lent to owners"),
    "total_assets": mark("Total assets"),
    "payables": mark("Trade payables"),
    "current_liabilities": mark("Current liabilities"),
    "total_liabilities": mark("Total liabilities"),
    "retained_earnings": mark("Retained earnings"),
    "equity": mark("Equity"),
    "revenue": mark("Sales"),
    "cogs": mark("Cost of sales"),
    "ebit": mark("Profit before interest and tax"),
    "interest": mark("Interest paid"),
    "net_income": mark("Net profit"),
    "operating_cash_flow": mark("Operating cash flow"),
}
QUALITIES: Final[Mapping[str, str]] = {
    "audited": mark("Audited"),
    "tax": mark("As filed for tax"),
    "unaudited": mark("Not audited"),
    "management": mark("Management accounts"),
}
SECTORS: Final[Mapping[str, str]] = {
    "manufacturing": mark("Manufacturing"),
    "wholesale": mark("Wholesale"),
    "retail": mark("Retail"),
    "construction": mark("Construction"),
    "services": mark("Services and IT"),
    "transport": mark("Transport"),
    "agriculture": mark("Agriculture and food"),
}
SOURCE_GRADES: Final[Mapping[str, str]] = {
    "A": mark("A: seen ourselves or official"),
    "B": mark("B: documented by others"),
    "C": mark("C: told by someone reliable"),
    "D": mark("D: hearsay"),
}
# What belongs into a file (`rules.completeness.WEIGHTS`).
ITEMS: Final[Mapping[str, str]] = {
    "licence": mark("Copy of the business licence"),
    "legal_rep": mark("Legal representative"),
    "founded": mark("Founding date"),
    "capital_paid": mark("Paid-in capital"),
    "sector": mark("Sector"),
    "ownership": mark("Owners"),
    "statement": mark("Financial statement of the last 18 months"),
    "bank_report": mark("Bank credit report of the last 12 months"),
    "public_record": mark("Courts and register looked up within 3 months"),
    "rating": mark("Rating of the last 12 months"),
    "references": mark("Words of two suppliers"),
    "questionnaire": mark("Questionnaire with 15 answers or more"),
    "visit": mark("Site visit of the last 12 months"),
    "receiver": mark("Authorised receiver"),
    "payer": mark("Account it pays from"),
    "contract": mark("Signed contract"),
}
STATES: Final[Mapping[str, str]] = {
    "valid": mark("Valid"),
    "outdated": mark("Out of date"),
    "ended": mark("Ended"),
}
WANTS: Final[Mapping[str, str]] = {
    "limit": mark("A higher limit"),
    "terms": mark("Longer payment terms"),
    "instalments": mark("Payment in instalments"),
    "discount": mark("A discount"),
}
UNITS: Final = {
    1: mark("Yuan"),
    1_000: mark("Thousand"),
    10_000: mark("Ten thousand"),
    1_000_000: mark("Million"),
    100_000_000: mark("Hundred million"),
}
WILLING: Final = {True: mark("Willing"), False: mark("Not willing")}
OUTLOOK: Final = {
    5: mark("5: very good"),
    4: mark("4: good"),
    3: mark("3: as usual"),
    2: mark("2: poor"),
    1: mark("1: very poor"),
}
REMARKS: Final = {
    "negative_equity": mark(
        "Equity is {equity}: what the firm owes is not less than what it owns. Please check the figure."
    ),
    "equity_differs": mark(
        "Total assets less liabilities differ from equity by {difference}: rounding, or a figure typed wrongly."
    ),
    "growth": mark("Sales grew by {share} in one year. Such growth needs cash; please check the figure."),
    "no_cash": mark(
        "A profit of {profit}, but operating cash flow of {cash_flow}: the profit has not come in as money yet."
    ),
}


def kind_name(kind: str) -> str:
    """What people call a kind of fact."""
    return _(KINDS[kind])


def code_name(kind: str, code: str) -> str:
    """What a fact says, in a few words."""
    return _(CODES[f"{kind}.{code}"])


def field_name(kind: str, code: str, name: str) -> str:
    """The label of what a fact asks for."""
    word = OWN_FIELDS.get(f"{kind}.{code}.{name}") or OWN_FIELDS.get(f"{kind}.{name}") or FIELDS[name]
    return _(word)


def choice_name(name: str, value: Any) -> str:
    """A value of a choice: a sign of a visit, whether one is willing, a grade of 1 to 5; letters stand for themselves."""
    if isinstance(value, bool):
        return _(WILLING[value])
    word = SIGNS.get(value) if name == "signs" else OUTLOOK.get(value)
    return _(word) if word else str(value)


def line_name(line: str) -> str:
    """What a line of a statement is called."""
    return _(LINES[line])


def quality_name(quality: str) -> str:
    return _(QUALITIES[quality])


def unit_name(unit: int) -> str:
    return _(UNITS[unit])


def sector_name(sector: str | None) -> str:
    """A sector by its code; another text as it is."""
    return _(SECTORS[sector]) if sector and sector in SECTORS else sector or ""


def source_grade_name(grade: str | None) -> str:
    return _(SOURCE_GRADES[grade]) if grade else ""


def state_name(state: str) -> str:
    return _(STATES[state])


def request_name(what: str) -> str:
    return _(WANTS[what])


def item_name(code: str) -> str:
    """A piece of a complete file."""
    return _(ITEMS[code])


def gain_text(item: Item, confidence: float) -> str:
    """What a missing piece would change: "confidence 48% → 61%"; "" where it changes nothing of the score."""
    before, after = (_share(each) for each in (confidence, min(1.0, confidence + item.gain)))
    if before == after:
        return ""
    return _("confidence {before} → {after}").format(before=before, after=after)


def remark_text(remark: Remark, currency: str) -> str:
    """What is odd about a statement, in a sentence."""
    figures = {
        name: _share(value) if name == "share" else money(value, currency) for name, value in remark.data.items()
    }
    return _(REMARKS[remark.code]).format(**figures)


def _share(value: float) -> str:
    return percent(Decimal(str(value)), 0)

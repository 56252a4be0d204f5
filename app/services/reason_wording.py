"""Why a score is what it is: each reason as a short name, as a sentence with its figures, and what would improve it.

name(reason) -> "Worst delay 30 days"; sentence(reason) -> "Worst delay 30 days. Poor: 120 days, good: 0 days."
better(reason) -> "Collect what is overdue, the oldest first."
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any, Final

from app.i18n import _, mark, ngettext
from app.services import cap_wording
from app.services.formats import MINUS, money, percent
from app.services.questionnaire_wording import ITEMS
from app.services.rules.score_types import Reason

BLOCKS: Final = {
    "payment": mark("How they pay us"),
    "financial": mark("Financial statements"),
    "stability": mark("Questionnaire"),
    "external": mark("Records and reports of others"),
    "conditions": mark("Industry and region"),
}
# name, how its figure is written: times, share, days
RATIOS: Final = {
    "current": (mark("Current ratio"), "times"),
    "quick": (mark("Quick ratio"), "times"),
    "cash": (mark("Cash ratio"), "times"),
    "debt": (mark("Debt ratio"), "share"),
    "interest_cover": (mark("Interest cover"), "times"),
    "gross_margin": (mark("Gross margin"), "share"),
    "net_margin": (mark("Net margin"), "share"),
    "return_on_assets": (mark("Return on assets"), "share"),
    "receivable_days": (mark("Days to collect"), "days"),
    "inventory_days": (mark("Days in stock"), "days"),
    "cash_flow": (mark("Cash flow to current debts"), "share"),
    "gearing": (mark("Debt to equity"), "times"),
    "payable_days": (mark("Days to pay suppliers"), "days"),
    "growth": (mark("Sales growth"), "share"),
}
FINDINGS: Final = {
    "checked": mark("Looked up in public records"),
    "bad": mark("Bad loans at banks"),
    "special_mention": mark("Loans of special mention"),
    "overdue": mark("Overdue bank loans"),
    "interest_arrears": mark("Interest to banks in arrears"),
    "limit_use": mark("Bank lines nearly used up"),
    "new_lenders": mark("Many new lenders"),
    "guarantees_half": mark("Guarantees above half of equity"),
    "guarantees_all": mark("Guarantees above equity"),
    "enforcement": mark("Enforcement by a court"),
    "tax_arrears": mark("Tax arrears"),
    "clean_history": mark("Clean bank history"),
    "abnormal": mark("On the list of irregular firms"),
    "share_freeze": mark("Shares frozen or pledged"),
    "chattel_mortgage": mark("Movables mortgaged"),
    "penalty": mark("Heavy penalty"),
    "payment_suits": mark("Sued for payment"),
    "floor": mark("More would not count"),
}
OUTLOOKS: Final = {
    "industry": mark("How the industry does: {grade} of 5"),
    "region": mark("How the region does: {grade} of 5"),
    "season": mark("How the season does: {grade} of 5"),
}
BETTER: Final = {
    "payment": mark("Collect what is overdue, the oldest first; each payment on time lifts it."),
    "financial": mark("Ask for a newer statement and what changed."),
    "stability": mark("Ask again at the next visit and answer the item anew."),
    "external": mark("When it is settled, enter the day on which it ended."),
    "conditions": mark("Give a new opinion when things change."),
    "shrinkage": mark("Add what the file lacks: statements, records, the questionnaire."),
    "cap": mark("Settle the fact that holds the grade down."),
    "override": mark("Ends by itself on its day."),
}


def block_name(block: str) -> str:
    return _(BLOCKS[block])


def name(reason: Reason) -> str:
    """A few words with the figure, for a bar or a line of a table."""
    group, _dot, what = reason.code.partition(".")
    return _NAMES[group](what, reason.data)


def sentence(reason: Reason) -> str:
    """The fact with its figures, and where good and poor begin where there is a band."""
    group, _dot, what = reason.code.partition(".")
    kind = _unit(group, what)
    told = name(reason)
    if kind is None or "bad" not in reason.data or reason.data.get("value") is None:
        return told
    bad, good = (_figure(float(reason.data[key]), kind) for key in ("bad", "good"))
    return _("{fact} (poor: {bad}, good: {good})").format(fact=told, bad=bad, good=good)


def better(reason: Reason) -> str:
    """What would improve it; "" where nothing need be done."""
    group, _dot, what = reason.code.partition(".")
    if reason.points_x100 >= 0 and group != "override":
        return ""
    if group == "cap":
        return cap_wording.better(str(reason.data.get("code", "")))
    return _(BETTER[group]) if group in BETTER and what not in ("checked", "floor") else ""


def ratio_name(code: str) -> str:
    return _(RATIOS[code][0])


def ratio_figure(code: str, value: float | None) -> str:
    """ "1.50", "55.0%", "61 days"; "—" where it cannot be said."""
    return "—" if value is None else _figure(value, RATIOS[code][1])


def points(points_x100: int) -> str:
    """ "+14.2", "−13.0"."""
    return f"{MINUS if points_x100 < 0 else '+'}{abs(points_x100) / 100:.1f}"


# --- names -------------------------------------------------------------------------------------------------------


def _payment(what: str, data: Mapping[str, Any]) -> str:
    value = float(data.get("value", 0))
    if what == "index":
        return _("Payment index {value} of 100").format(value=f"{value:.1f}")
    if what == "on_time":
        words = (
            _("{share} of the money came on time")
            if not data.get("grace")
            else _("{share} of the money came on time, {days} allowed")
        )
        return words.format(share=_share(value), days=_days(float(data.get("grace", 0))))
    if what == "worst":
        return _("Worst delay {days}").format(days=_days(value)) if value > 0 else _("Nothing came late")
    if abs(value) < 1:
        return _("Pays as before")
    words = _("Pays {days} later than before") if value > 0 else _("Pays {days} sooner than before")
    return words.format(days=_days(abs(value)))


def _financial(what: str, data: Mapping[str, Any]) -> str:
    if data.get("note") == "no_equity":
        return _("No equity left")
    if data.get("note") == "no_interest":
        return _("No interest to pay")
    return f"{ratio_name(what)} {ratio_figure(what, data.get('value'))}"


def _stability(what: str, data: Mapping[str, Any]) -> str:
    words = _("{item}: {points} of 5")
    return words.format(item=_(ITEMS[int(what)][0]), points=data.get("points", "—"))


def _external(what: str, data: Mapping[str, Any]) -> str:
    if what == "rating":
        return _("Rating by {agency}").format(agency=data.get("agency") or "—")
    told = _(FINDINGS[what])
    amount, currency = data.get("amount"), data.get("currency")
    return f"{told} {money(int(amount), str(currency))}" if amount and currency else told


def _conditions(what: str, data: Mapping[str, Any]) -> str:
    if what == "concentration":
        return _("Its largest buyer takes {share}").format(share=_share(float(data.get("value", 0))))
    return _(OUTLOOKS[what]).format(grade=f"{float(data.get('grade', 0)):g}")


def _shrinkage(_what: str, data: Mapping[str, Any]) -> str:
    return _("What is not known: reliability {share}").format(share=_share(float(data.get("confidence", 0)), 0))


def _cap(_what: str, data: Mapping[str, Any]) -> str:
    return _("Grade held at {grade}: {why}").format(
        grade=data.get("grade", ""), why=cap_wording.name(str(data.get("code", "")))
    )


def _override(_what: str, data: Mapping[str, Any]) -> str:
    return _("Moved by hand from {start} to {end}").format(start=data.get("from", ""), end=data.get("to", ""))


def _other(_what: str, data: Mapping[str, Any]) -> str:
    return _("Other reasons ({count})").format(count=data.get("count", 0))


def _block(what: str, data: Mapping[str, Any]) -> str:
    words = _("{block}: {value} of 100")
    return words.format(block=block_name(what), value=f"{float(data.get('value') or 0):.0f}")


def _rounding(_what: str, _data: Mapping[str, Any]) -> str:
    return _("Rounding")


_NAMES: Final = {
    "payment": _payment,
    "financial": _financial,
    "stability": _stability,
    "external": _external,
    "conditions": _conditions,
    "shrinkage": _shrinkage,
    "cap": _cap,
    "override": _override,
    "other": _other,
    "block": _block,
    "rounding": _rounding,
}


# --- figures -----------------------------------------------------------------------------------------------------


def _unit(group: str, what: str) -> str | None:
    if group == "payment":
        return {"index": "points", "on_time": "share", "worst": "days", "trend": "days"}[what]
    if group == "conditions":
        return "share" if what == "concentration" else None
    return RATIOS[what][1] if group == "financial" and what in RATIOS else None


def _figure(value: float, kind: str) -> str:
    if kind == "days":
        return _days(value)
    if kind == "share":
        return _share(value)
    return f"{value:.2f}" if kind == "times" else f"{value:g}"


def _share(value: float, places: int = 1) -> str:
    return percent(Decimal(str(value)), places)


def _days(value: float) -> str:
    count = round(abs(value))
    sign = MINUS if value <= -0.5 else ""
    return sign + ngettext("{count} day", "{count} days", count)

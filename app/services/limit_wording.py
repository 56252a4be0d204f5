"""Credit limits in words: the candidates with their arithmetic in one line, what binds, states, what is left."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Final

from app.i18n import _, mark, ngettext
from app.models.dates import FIRST, add_days
from app.models.money import exponent
from app.services.formats import MINUS, NOTHING, day, money, percent

if TYPE_CHECKING:
    from app.models.limits import LimitVersion
    from app.services.limit_in_force import InForce
    from app.services.limit_sheet import LimitSheet

NAMES: Final = {
    "L1": mark("Share of the net worth"),
    "L2": mark("Share of the working capital"),
    "L3": mark("What they need"),
    "L4": mark("Sales of a month by risk"),
    "L5": mark("What they have shown they can pay"),
    "L6": mark("What others grant them"),
    "L7": mark("Working-assets model"),
    "L8": mark("What we can stand"),
    "L9": mark("Loss to be expected"),
    "L10": mark("Limit of the insurer"),
}
MISSING: Final = {
    "L1": mark("No net worth known: a financial statement is missing."),
    "L2": mark("No working capital known: a financial statement is missing."),
    "L3": mark("Nothing sold in the last 12 months and no expected sales entered."),
    "L4": mark("Nothing sold in the last 12 months and no expected sales entered."),
    "L5": mark("Fewer than 3 receivables are settled."),
    "L6": mark("No trade reference of the last 2 years."),
    "L7": mark("Lines of the financial statement are missing."),
    "L8": mark("Our own equity and yearly sales are not filled in under Settings."),
    "L9": mark("Our margin on this customer or their sales are not known."),
    "L10": mark("No credit insurance for this customer."),
}
NO_RESULT: Final = mark("Equity or working assets are not above zero: no result.")
BINDING: Final = {
    "hold": mark("Credit is on hold"),
    "stop": mark("Stop credit: the customer is in default"),
    "new": mark("New customer: the first order is paid before shipping"),
    "first_order": mark("New customer: no more than the first order"),
    "group": mark("The limit of the group leaves no more"),
    "nothing": mark("Too little is known for a limit"),
}
STATES: Final = {
    "not_set": mark("No limit set"),
    "set": mark("Set"),
    "zero": mark("Limit is 0: cash before shipping"),
    "unlimited": mark("Unlimited"),
    "expired": mark("Limit has run out"),
}
ROLES: Final = {
    "binding": mark("Decides"),
    "counted": mark("Counted"),
    "beside": mark("For information"),
    "missing": mark("Missing data"),
}
KINDS: Final = {"standing": mark("Standing limit"), "temporary": mark("Temporary limit")}


@dataclass(frozen=True, slots=True)
class LimitLine:
    """A candidate for a table: `role` = "binding", "counted", "beside" (information or outdone) or "missing"."""

    code: str
    name: str
    amount: str
    arithmetic: str
    role: str


def lines(sheet: LimitSheet) -> list[LimitLine]:
    """Every candidate, L1 to L10."""
    found = sheet.found
    return [
        LimitLine(
            each.code,
            candidate_name(each.code),
            NOTHING if each.amount is None else money(each.amount, sheet.currency),
            arithmetic(each.code, each.data, sheet.currency, known=each.amount is not None),
            _role(each.code, each.amount, found.binding, found.counted),
        )
        for each in sheet.candidates
    ]


def _role(code: str, amount: int | None, binding: str, counted: tuple[str, ...]) -> str:
    if amount is None:
        return "missing"
    return "binding" if code == binding else "counted" if code in counted else "beside"


def candidate_name(code: str) -> str:
    return _(NAMES[code])


def binding_text(code: str) -> str:
    """What holds the limit where it is: "Share of the working capital", "The limit of the group leaves no more"."""
    words = NAMES if code in NAMES else BINDING
    return _(words[code])


def arithmetic(code: str, data: Mapping[str, Any], currency: str, *, known: bool = True) -> str:
    """ "7.5% × tangible net worth ¥4,500,000"; why there is none where data are missing."""
    if not known:
        return _(NO_RESULT) if data.get("no_result") else _(MISSING[code])
    return _LINES[code](data, currency)


def _net_worth(data: Mapping[str, Any], currency: str) -> str:
    return _("{share} × tangible net worth {base}").format(
        share=_share(data["share"]), base=_short(data["base"], currency)
    )


def _working_capital(data: Mapping[str, Any], currency: str) -> str:
    return _("{share} × working capital {base}").format(
        share=_share(data["share"]), base=_short(data["base"], currency)
    )


def _need(data: Mapping[str, Any], currency: str) -> str:
    words = {"sales": _short(data["sales"], currency), "terms": data["terms"], "grace": data["grace"]}
    text = _("{sales} a year ÷ 365 × ({terms} + {grace} days)").format(**words)
    return text if data["peak"] == 1 else _("{need} × peak {peak}").format(need=text, peak=_plain(data["peak"]))


def _coefficient(data: Mapping[str, Any], currency: str) -> str:
    words = {"month": _short(data["month"], currency), "terms": data["terms"], "share": _share(data["share"])}
    return _("{month} a month × {terms} ÷ 30 days × {share}").format(**words)


def _shown(data: Mapping[str, Any], currency: str) -> str:
    words = {"paid": _short(data["paid"], currency), "terms": data["terms"], "factor": _plain(data["factor"])}
    return _("{paid} paid within 30 days × {terms} ÷ 30 days × {factor}").format(**words)


def _references(data: Mapping[str, Any], _currency: str) -> str:
    return ngettext("{count} reference", "The middle of {count} references", data["count"]).format(count=data["count"])


def _working_assets(data: Mapping[str, Any], currency: str) -> str:
    words = {
        "share": _share(data["share"]),
        "base": _short(data["base"], currency),
        "value": f"{data['value']:.2f}".replace("-", MINUS),
    }
    return _("{share} × working assets {base} (value {value})").format(**words)


def _appetite(data: Mapping[str, Any], currency: str) -> str:
    words = {"share": _share(data["share"]), "base": _short(data["base"], currency)}
    if data["of"] == "equity":
        return _("{share} × our equity {base}").format(**words)
    return _("{share} × our sales of a year {base}").format(**words)


def _expected_loss(data: Mapping[str, Any], currency: str) -> str:
    words = {"share": _share(data["share"]), "margin": _short(data["margin"], currency)}
    words |= {"pd": _share(data["pd"]), "lgd": _share(data["lgd"])}
    return _("{share} × margin of a year {margin} ÷ (default {pd} × loss {lgd})").format(**words)


def _insurer(data: Mapping[str, Any], _currency: str) -> str:
    return _("{share} of it is covered").format(share=_share(data["cover"]))


_LINES: Final = {
    "L1": _net_worth, "L2": _working_capital, "L3": _need, "L4": _coefficient, "L5": _shown, "L6": _references,
    "L7": _working_assets, "L8": _appetite, "L9": _expected_loss, "L10": _insurer,
}  # fmt: skip


# --- what is in force, proposed, left ------------------------------------------------------------------------------


def state_name(state: str, amount: int | None = None) -> str:
    """The state in words; "set" with 0 is one of its own."""
    said = "zero" if state == "set" and amount == 0 else state
    return _(STATES[said])


def in_force_text(found: InForce, currency: str) -> str:
    """ "¥350,000.00 until 2026-12-31", "No limit set", "Limit has run out on 2026-10-31"."""
    if found.state == "expired":
        return _("Limit has run out: its last day was {day}").format(day=last_day(found.until))
    currency = found.currency or currency
    text = state_name(found.state) if found.state != "set" else money(found.amount or 0, currency)
    added = sum(each.amount for each in found.temporary)
    if added and found.state == "set":
        text = _("{limit}, of it {added} for a while").format(limit=text, added=money(added, currency))
    return text if found.until is None else _("{limit} until {day}").format(limit=text, day=last_day(found.until))


def proposal_text(sheet: LimitSheet) -> str:
    """ "Proposed: ¥300,000.00. Share of the working capital binds."."""
    words = {"amount": money(sheet.proposal, sheet.currency), "why": binding_text(sheet.found.binding)}
    said = _("Proposed: {amount}. What decides: {why}.").format(**words)
    if 0 < sheet.found.factor < 1:
        said = together(said, _("As a new customer, {share} of it.").format(share=_share(sheet.found.factor)))
    return said


def terms_text(sheet: LimitSheet) -> str:
    """The terms for the grade, and when the money can be expected."""
    days = sheet.found.terms_days
    if not days:
        return _("Terms for this grade: cash before shipping.")
    said = ngettext("Terms for this grade: up to {count} day.", "Terms for this grade: up to {count} days.", days)
    late = round(sheet.late_days or 0)
    if not late:
        return said
    more = _("Their money comes {late} days late on average: count with {sum} days.")
    return together(said, more.format(late=late, sum=days + late))


def role_name(role: str) -> str:
    return _(ROLES[role])


def kind_name(kind: str) -> str:
    return _(KINDS[kind])


def version_amount(version: LimitVersion) -> str:
    if version.state == "unlimited":
        return _("Unlimited")
    return money(version.amount, version.currency)


def version_state(version: LimitVersion, on: date) -> str:
    """What a line of the history is today."""
    if version.voided_on is not None:
        return _("Taken out of the book")
    if version.valid_from > on:
        return _("Not yet")
    if version.holds(on):
        return _("In force")
    return _("Taken back") if version.withdrawn_on else _("Has ended")


def first_day(since: date) -> str:
    """The day on which something begins; "—" for what came with the customer from another system."""
    return NOTHING if since == FIRST else day(since)


def last_day(until: date | None) -> str:
    """The last day on which something holds that ends before `until`; "—" for good."""
    return NOTHING if until is None else day(add_days(until, -1))


def together(first: str, second: str) -> str:
    """Two sentences, in the way of the language."""
    return _("{first} {second}").format(first=first, second=second) if first and second else first or second


def _share(share: float) -> str:
    """ "7.5%", "10%", "3.7%"."""
    places = 0 if abs(share * 100 - round(share * 100)) < 0.05 else 1
    return percent(Decimal(str(share)), places)


def _plain(number: float) -> str:
    return f"{number:g}"


def _short(minor: int, currency: str) -> str:
    """Without decimals where there are none."""
    shown = money(minor, currency)
    return shown.rpartition(".")[0] if exponent(currency) and minor % 10 ** exponent(currency) == 0 else shown

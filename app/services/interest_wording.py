"""Words of late interest: the rules, why one applies, what may go wrong, rates, the table of segments."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Final

from app.i18n import _, mark, ngettext
from app.models.errors import UserError
from app.services.formats import day, figure, money
from app.services.interest_sheet import InterestSheet, PartInterest
from app.services.legal_wording import AS_OF
from app.services.rates import ReferenceRate
from app.services.rules.interest import Per, Rate, Segment
from app.services.rules.late_rules import Excess

REGIMES: Final = {
    "auto": mark("As the facts suggest"),
    "contract": mark("As agreed in the contract"),
    "cn-sme": mark("Regulation on payments to small firms: 0.05% a day"),
    "cn-lpr": mark("One-year LPR plus 30–50%"),
    "eu": mark("European Union: reference rate + 8 points"),
    "uk": mark("United Kingdom: Bank Rate + 8 points"),
    "flat": mark("A flat rate of your own"),
}
READ: Final = date(2026, 11, 21)  # when the rules of other countries were read
# The legal text of each rule, and the day of our copy of it.
LAWS: Final = {
    "contract": (mark("Civil Code, art. 585; Judicial Interpretation of the Contract Part, arts. 64–65"), AS_OF),
    "cn-sme": (mark("Regulation on Ensuring Payments to SMEs (State Council Order 802), art. 17"), AS_OF),
    "cn-lpr": (mark("Judicial Interpretation on Sales Contracts (Fa Shi 2020 No. 17), art. 18"), AS_OF),
    "eu": (mark("Directive 2011/7/EU, arts. 2, 3, 6; national law may differ"), READ),
    "uk": (mark("Late Payment of Commercial Debts (Interest) Act 1998; SI 2002/1675"), READ),
    "flat": (mark("No statute: the rate stands on what was agreed"), READ),
}
SERIES: Final = {
    "LPR1Y": mark("LPR, one year"),
    "LPR5Y": mark("LPR, five years and more"),
    "PBOC1Y": mark("PBoC benchmark, one year (before LPR)"),
    "ECB_MRO": mark("ECB main refinancing rate"),
    "BOE_BANK": mark("Bank of England Bank Rate"),
}
# Sources of the rates that come with the program, by their codes; a row of one's own says its source itself.
SOURCES: Final = {
    "nifc": mark("National Interbank Funding Center, chinamoney.com.cn"),
    "nifc_derived": mark("National Interbank Funding Center, chinamoney.com.cn (the day is derived, the rate is sure)"),
    "nifc_two": mark("National Interbank Funding Center, chinamoney.com.cn (tables differ by two days)"),
    "pbc": mark("People's Bank of China (to be confirmed)"),
    "ecb": mark("European Central Bank"),
    "ecb_unconfirmed": mark("European Central Bank (to be confirmed)"),
    "boe": mark("Bank of England: the rate on this day"),
}
REASONS: Final = {
    "chosen": mark("Chosen by hand."),
    "clause": mark("A late-payment penalty or rate is agreed."),
    "raised_to_lpr": mark("The agreed rate is below LPR at the contract, so LPR takes its place (Order 802, art. 17)."),
    "buyer_public": mark("The buyer is a public body."),
    "buyer_large": mark("The buyer is a large firm."),
    "seller_sme": mark("We are a small or medium firm."),
    "declared": mark("We told the buyer so."),
    "sale": mark("Nothing is agreed about late payment in a sale."),
    "services": mark("Nothing is agreed about late payment; the rule of sales is applied by analogy."),
    "eu_law": mark("The law of a country of the European Union governs."),
    "uk_law": mark("British law governs."),
    "no_statute": mark("The law of this country gives no rate that this program knows."),
}
RISKS: Final = {
    "undeclared": mark("No proof that the buyer was told we are a small or medium firm: 0.05% a day may not be supported."),
    "not_sme_parties": mark("This rule is for a small or medium seller and a public body or large firm as the buyer."),
    "services_by_analogy": mark("For services the rule of sales is used by analogy: have a lawyer look."),
    "other_law": mark("The law of another country governs: Chinese rules may not apply."),
    "buyer_abroad": mark("The buyer is abroad: check which law governs."),
    "fee_needs_pounds": mark("The fixed sum is graded in pounds: it is not counted for another currency."),
    "stale_rates": mark("The table of reference rates is out of date: add the newest rates under File, Rates."),
}  # fmt: skip
# light -> words, icon, colour
LIGHTS: Final = {
    "green": (mark("Within 1.5 times LPR: usual"), "check-circle", "good"),
    "pale": (mark("Up to 1.95 times LPR: a court may look at the loss"), "check-circle", "text2"),
    "amber": (mark("Above 1.95 times LPR: a court may reduce it"), "warning-circle", "caution"),
    "red": (mark("Above 4 times LPR at the contract: expect a court to reduce it"), "warning", "overdue"),
}
PERS: Final[dict[Per, str]] = {
    "day": mark("{rate} a day"),
    "month": mark("{rate} a month"),
    "year": mark("{rate} a year"),
}
_RATE: Final = re.compile(r"(\d+(?:\.\d+)?|\.\d+)(%|‰)?(?:/|per|a)?(day|d|日|天|month|m|月|year|y|年)?")
_PER: Final[dict[str, Per]] = {"d": "day", "日": "day", "天": "day", "m": "month", "月": "month"}


def rate_text(rate: Rate) -> str:
    """ "5.175% a year", "0.05% a day"."""
    return _(PERS[rate.per]).format(rate=percent_text(rate.value))


def percent_text(ratio: Decimal) -> str:
    """ "3.45%" for Decimal("0.0345"); two decimals, or as many as it has."""
    exact = (ratio * 100).quantize(Decimal("0.000001")).normalize()
    return f"{exact:.2f}%" if exact == exact.quantize(Decimal("0.01")) else f"{exact:f}%"


def read_rate(text: str) -> Rate:
    """What was typed as a rate: 6%, 0.06, 0.05%/day, 1.5%/month, 万分之五 as 0.05%/日. Raises UserError."""
    plain = "".join(unicodedata.normalize("NFKC", text).lower().split())
    found = _RATE.fullmatch(plain)
    value = Decimal(found[1]) if found else Decimal(0)
    if found is None or not value or (found[2] is None and value >= 1):
        words = _("“{text}” is not a rate. Write it like 6%, 0.06, 0.05%/day or 1.5%/month.")
        raise UserError(words.format(text=text), "rate")
    per = _PER.get((found[3] or "")[:1], "year")
    return Rate(value / {"%": 100, "‰": 1000}.get(found[2] or "", 1), per)


def legal_hint(regime: str) -> str:
    """The legal text behind a rule, when it was read, and what this is not."""
    text, read_on = LAWS[regime]
    words = _("{law} (text read on {day}). A legal hint, not legal advice.")
    return words.format(law=_(text), day=read_on)


def rule_and_why(sheet: InterestSheet) -> str:
    """ "One-year LPR of the day of the breach × 1.5. Nothing is agreed ..."."""
    return _("{rule}. {why}").format(rule=rule_text(sheet), why=" ".join(_(REASONS[code]) for code in sheet.reasons))


def risks_text(sheet: InterestSheet) -> str:
    return " ".join(_(RISKS[code]) for code in sheet.risks)


def source_text(row: ReferenceRate) -> str:
    """ "LPR, one year: 3.45% from 2024-06-20; source ..., checked on ..."."""
    words = _("{series}: {rate} from {day}; source: {source}; checked on {checked}")
    return words.format(
        series=_(SERIES[row.series]),
        rate=percent_text(row.rate),
        day=row.on_day,
        source=row_source(row),
        checked=row.checked_on,
    )


def row_source(row: ReferenceRate) -> str:
    """Where a rate is from."""
    return _(SOURCES[row.source]) if row.own_id is None else row.source


def rule_text(sheet: InterestSheet) -> str:
    """The rule with its figures: "One-year LPR of the day of the breach × 1.5"."""
    if sheet.regime == "cn-lpr":
        words = (
            _("One-year LPR as published × {uplift}")
            if sheet.options.floating
            else _("One-year LPR of the day of the breach × {uplift}")
        )
        return words.format(uplift=sheet.options.uplift)
    if sheet.regime == "contract" and sheet.contract:
        return _("As agreed in contract {number}").format(number=sheet.contract)
    return _(REGIMES[sheet.regime])


def excess_text(found: Excess) -> str:
    """The light in words, with how many times LPR it is."""
    words = _("{verdict} ({times} times LPR at the breach, {old} times LPR at the contract)")
    return words.format(
        verdict=_(LIGHTS[found.light][0]), times=f"{found.times:.2f}", old=f"{found.times_at_contract:.2f}"
    )


def days_text(sheet: InterestSheet) -> str:
    """How the days were counted."""
    counted = (
        _("the day of payment does not count") if sheet.options.exclude_payment_day else _("the day of payment counts")
    )
    words = _("From the day after the due date; {counted}; a year has {year} days; simple interest.")
    return words.format(counted=counted, year=sheet.options.year)


@dataclass(frozen=True, slots=True)
class SegmentTable:
    """The segments in words: heading, lines, and the line of the total."""

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    foot: tuple[str, ...]


def segment_table(sheet: InterestSheet) -> SegmentTable:
    head = (_("From and to"), _("Days"), _("Principal"), _("Rate"), _("Interest"))
    rows = tuple(_line(sheet, part, each) for part in sheet.parts for each in part.segments)
    days = sum(each.days for part in sheet.parts for each in part.segments) if len(sheet.parts) == 1 else 0
    foot = (_("Total"), f"{days:,}" if days else "", "", "", figure(sheet.interest, sheet.currency))
    return SegmentTable(head, rows, foot)


def _line(sheet: InterestSheet, part: PartInterest, each: Segment) -> tuple[str, ...]:
    period = _("{start} to {end}").format(start=day(each.start), end=day(each.end))
    named = f"({part.seq}/{sheet.parts_total}) {period}" if sheet.parts_total > 1 else period
    amounts = figure(each.principal, sheet.currency), figure(each.interest, sheet.currency)
    return (named, f"{each.days:,}", amounts[0], rate_text(each.rate), amounts[1])


def totals(sheet: InterestSheet) -> Iterator[tuple[str, str]]:
    """What a person wants to know first: (name, amount)."""
    yield _("Interest to {day}").format(day=sheet.as_of), money(sheet.interest, sheet.currency)
    if sheet.disputed_interest:
        yield _("of it on the disputed part, not claimed"), money(sheet.disputed_interest, sheet.currency)
    if sheet.fixed_fee:
        yield _("Fixed sum by law"), money(sheet.fixed_fee, sheet.fee_currency)
    if sheet.claimed:
        yield _("Claimed before"), money(sheet.claimed, sheet.currency)
    if sheet.per_day:
        yield _("Each further day"), money(sheet.per_day, sheet.currency)


def sum_lines(sheet: InterestSheet) -> list[str]:
    """The same, each as one line of text."""
    return [_("{name}: {amount}").format(name=name, amount=amount) for name, amount in totals(sheet)]


def nothing_text(sheet: InterestSheet) -> str:
    """Why there is no interest."""
    return _("“{number}” was not late by {day}: it bears no interest.").format(number=sheet.invoice, day=sheet.as_of)


def late_text(sheet: InterestSheet) -> str:
    """ "¥100,000.00 was due on 2024-06-30, 365 days late"; the first instalment that is late."""
    first = min(sheet.parts, key=lambda part: part.due_on)
    days = ngettext("{count} day", "{count} days", (first.segments[-1].end - first.due_on).days)
    words = _("{amount} was due on {day}, {days} late")
    return words.format(amount=money(sheet.principal, sheet.currency), day=first.due_on, days=days)

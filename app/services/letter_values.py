"""The values of the named fields of a letter, in the language that is spoken: figures, days and names, never sentences."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final

from app.i18n import _, language, mark, ngettext
from app.models.book import Account, Company
from app.models.customers import Customer
from app.services.documents.letterhead import both
from app.services.formats import joined, letter_day, money
from app.services.interest_sheet import InterestSheet
from app.services.interest_wording import rate_text, rule_text
from app.services.late_told import Basis
from app.services.letter_sheets import LetterItem, LetterSheet
from app.services.rules.interest import Rate

# The law as a letter names it; an agreed rate stands on its contract alone.
LAWS: Final = {
    "cn-sme": mark("Regulation on Ensuring Payments to SMEs (State Council Order 802), art. 17"),
    "cn-lpr": mark("Judicial Interpretation on Sales Contracts (Fa Shi 2020 No. 17), art. 18"),
    "eu": mark("Directive 2011/7/EU on late payment, as it became national law"),
    "uk": mark("Late Payment of Commercial Debts (Interest) Act 1998"),
}
FEW: Final = 3
LISTED: Final = {"sms": FEW}
LISTED_MOST: Final = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Besides:
    """What a letter may say beyond its tables; None = nothing is known, or it is not said at its level."""

    per_day: int = 0
    basis: Basis | None = None
    contracts: tuple[str, ...] = ()
    last_on: date | None = None
    promise_on: date | None = None
    promise_amount: int = 0
    insurer: str | None = None
    outdated: bool = False


def parties(customer: Customer, company: Company, sheet: LetterSheet, *, chinese_law: bool) -> dict[str, str | None]:
    """The fields of every text: `letter_fields.PARTIES`."""
    return {
        "customer": customer.name,
        "customer_short": customer.short,
        "customer_code": customer.code,
        "customer_reg_no": customer.registration_no,
        "customer_address": customer.address,
        "contact": sheet.contact or customer.short,
        "company": sheet.company.name,
        "company_reg_no": company.registration_no,
        "company_address": company.address,
        "company_phone": company.phone,
        "sender": sheet.sender,
        "number": sheet.number,
        "date": letter_day(sheet.made_on),
        "deadline": letter_day(sheet.deadline_on) if sheet.deadline_on else None,
        "currency": sheet.currency,
        "amount": _money(sheet.amount, sheet.currency),
        "amount_full": both(sheet.amount, sheet.currency) if sheet.amount else None,
        "chinese_law": _("Chinese law") if chinese_law else None,
    }


def reminder(sheet: LetterSheet, besides: Besides) -> dict[str, str | None]:
    """The fields of texts about reminding: `letter_fields.REMINDER`."""
    items, currency = sheet.items, sheet.currency
    late = max((each.overdue_days for each in items), default=0)
    shown = sheet.interest and besides.basis and besides.basis.rules
    chinese = besides.basis is not None and besides.basis.chinese_law
    return {
        "count": str(len(items)) if items else None,
        "first_due": letter_day(min(each.due_on for each in items)) if items else None,
        "days": str(late) if late > 0 else None,
        "contracts": joined(besides.contracts) or None,
        "credits": _money(sheet.credits, currency),
        "disputed": _money(sum(each.open for each in sheet.disputed), currency),
        "interest": _money(sheet.interest, currency) if shown else None,
        "per_day": _money(besides.per_day, currency) if shown else None,
        "interest_basis": basis_text(besides.basis) if shown and besides.basis else None,
        "fees": _money(sheet.fees, currency),
        "compensation": _money(sheet.compensation, currency),
        "total": _money(sheet.total, currency) if sheet.total != sheet.amount else None,
        "total_full": both(sheet.total, currency) if sheet.total else None,
        "last_on": letter_day(besides.last_on) if besides.last_on else None,
        "promise_on": letter_day(besides.promise_on) if besides.promise_on else None,
        "promise_amount": _money(besides.promise_amount, currency),
        "insurer": besides.insurer,
        "limitation_law": _("Chinese law") if chinese and not besides.outdated else None,
        "account": account_line(sheet.accounts[0], sheet.company.name) if sheet.accounts else None,
    }


def basis_text(basis: Basis) -> str:
    """Each rule with its law and its rates: "Judicial Interpretation ..., art. 18: one-year LPR ... × 1.5 (4.50% a year)"."""
    return ("；" if language() == "zh_CN" else "; ").join(_rule(sheet, rates) for sheet, rates in basis.rules)


def _rule(sheet: InterestSheet, rates: tuple[Rate, ...]) -> str:
    if sheet.regime not in LAWS:
        return _("{rule} ({rates})").format(rule=rule_text(sheet), rates=_rates(rates))
    names = {"law": _(LAWS[sheet.regime]), "rule": rule_text(sheet), "rates": _rates(rates)}
    return (_("{law}: {rule} ({rates})") if sheet.regime == "cn-lpr" else _("{law} ({rates})")).format(**names)


def _rates(rates: tuple[Rate, ...]) -> str:
    if len(rates) <= FEW:
        return joined([rate_text(each) for each in rates])
    return _("{least} to {most}").format(least=rate_text(rates[0]), most=rate_text(rates[-1]))


def account_line(account: Account, company: str) -> str:
    """ "Example Ltd, Bank of Hangzhou, 6222 ..."."""
    return joined([account.name or company, account.bank, account.number])


def list_lines(sheet: LetterSheet, channel: str) -> list[str]:
    """What is asked for, one debt a line; in a short message only the first ones, then what the others come to."""
    most = LISTED.get(channel, LISTED_MOST)
    shown = sheet.items if len(sheet.items) <= most else sheet.items[: most - 1]
    rest = sheet.items[len(shown) :]
    lines = [_item(each, sheet.currency) for each in shown]
    if rest:
        words = ngettext("and {count} more, together {amount}", "and {count} more, together {amount}", len(rest))
        lines.append(words.format(amount=money(sum(each.open for each in rest), sheet.currency)))
    return lines


def _item(item: LetterItem, currency: str) -> str:
    names = {"number": item.number, "day": letter_day(item.due_on), "amount": money(item.open, currency)}
    if item.overdue_days <= 0:
        return _("{number}: {amount}, due {day}").format(**names)
    words = ngettext(
        "{number}: {amount}, due {day}, {count} day overdue",
        "{number}: {amount}, due {day}, {count} days overdue",
        item.overdue_days,
    )
    return words.format(**names)


def enclosure_lines(sheet: LetterSheet) -> list[str]:
    """A heading and the enclosures under their numbers; nothing where nothing goes along."""
    if not sheet.enclosures:
        return []
    return [_("Enclosures:"), *(f"{place}. {each}" for place, each in enumerate(sheet.enclosures, 1))]


def contracts_of(numbers: Iterable[str | None]) -> tuple[str, ...]:
    """Each once, in their order."""
    return tuple(dict.fromkeys(each for each in numbers if each))


def _money(minor: int, currency: str) -> str | None:
    return money(minor, currency) if minor > 0 else None

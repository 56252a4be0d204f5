"""A financial statement before it is kept: refused with the reason and what to do, or as it will be written."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Final

from app.i18n import _
from app.models.errors import Invalid
from app.models.financials import LINES, FinancialStatement
from app.models.money import exponent
from app.services import checks
from app.services.credit_wording import line_name
from app.services.formats import joined, money
from app.services.rules import statements
from app.services.rules.statements import SIGNED

QUALITIES: Final = ("audited", "tax", "unaudited", "management")
UNITS: Final = (1, 1_000, 10_000, 1_000_000, 100_000_000)
LARGEST: Final = 10**17  # minor units; the largest firms of the world stay below
LONGEST_PERIOD: Final = 18  # months
LONGEST_NOTE: Final = 2000


def checked(statement: FinancialStatement, today: date) -> FinancialStatement:
    """The statement as it is kept. Raises Invalid naming the field, for a sum that does not fit the line that is off."""
    _check_days(statement, today)
    if statement.quality not in QUALITIES:
        raise Invalid("quality", _("Choose one of the listed ones."))
    if statement.unit not in UNITS:
        raise Invalid("unit", _("Choose one of the listed ones."))
    if not 1 <= statement.months <= LONGEST_PERIOD:
        raise Invalid("months", _("A period has 1 to {most} months. Check the figure.").format(most=LONGEST_PERIOD))
    kept = replace(
        statement, currency=checks.currency("currency", statement.currency),
        opinion=checks.text("opinion", statement.opinion), note=checks.text("note", statement.note, longest=LONGEST_NOTE),
    )  # fmt: skip
    _check_lines(kept)
    _check_sums(kept)
    return kept


def slack(statement: FinancialStatement) -> int:
    """One unit as it was typed, in minor units: what rounding may leave."""
    return int(statement.unit * 10 ** exponent(statement.currency))


def _check_days(statement: FinancialStatement, today: date) -> None:
    if checks.day("period_end", statement.period_end) > today:
        raise Invalid("period_end", _("This period has not ended yet. Enter the last day the statement covers."))
    if checks.day("received_on", statement.received_on) > today:
        raise Invalid("received_on", _("This day is still ahead. Enter the day on which the statement arrived."))
    if statement.received_on < statement.period_end:
        raise Invalid("received_on", _("A statement cannot arrive before its period ends. Check the two dates."))


def _check_lines(statement: FinancialStatement) -> None:
    known = {name: getattr(statement, name) for name in LINES if getattr(statement, name) is not None}
    if not known:
        raise Invalid("total_assets", _("Enter at least one figure. Lines that are not known stay empty."))
    for name, value in known.items():
        if value < 0 and name not in SIGNED:
            raise Invalid(name, _("{line} cannot be below zero. Enter the figure without a minus sign.").format(line=line_name(name)))  # fmt: skip
        if abs(value) >= LARGEST:
            raise Invalid(name, _("{line} is larger than any firm. Check the unit.").format(line=line_name(name)))


def _check_sums(statement: FinancialStatement) -> None:
    def shown(minor: int) -> str:
        return money(minor, statement.currency)

    off = statements.imbalance(statement)
    if off is not None and abs(off) > slack(statement):
        words = _(
            "The statement does not balance: total assets are {assets}, liabilities and equity together {sum}; the difference is "
            "{difference}. Check the three figures, or leave equity empty."
        )
        assets = statement.total_assets or 0
        raise Invalid("equity", words.format(assets=shown(assets), sum=shown(assets - off), difference=shown(abs(off))))
    found = statements.beyond(statement, slack(statement))
    if found:
        words = _("{parts} are {sum} together, more than {whole} of {total}. Check these lines.")
        if len(found.parts) == 1:
            words = _("{parts} are {sum}, more than {whole} of {total}. Check these lines.")
        names = joined(map(line_name, found.parts))
        raise Invalid(found.whole, words.format(parts=names, sum=shown(found.sum), whole=line_name(found.whole), total=shown(found.total)))  # fmt: skip

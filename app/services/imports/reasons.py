"""Why a cell cannot be taken: a code while reading, a sentence when it is shown."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from app.i18n import _, mark

_REASONS: Final = {
    "missing": mark("This cell is empty, and it is needed"),
    "no_value": mark("The formula has no stored value: open the file in Excel or WPS and save it there"),
    "not_a_day": mark("This is not a day, such as 2026-01-31"),
    "no_such_day": mark("There is no such day in the calendar"),
    "day_range": mark("This day lies outside the years 1990 to 2199"),
    "time_only": mark("A spreadsheet kept only a time here and cut the day off: export the file once more"),
    "not_a_number": mark("This is not a number"),
    "zero": mark("The amount is zero"),
    "absurd": mark("This amount is too large. Please check the number of zeros."),
    "two_ways": mark("The point or comma can be read in two ways: write the amount with two decimals"),
    "digits_lost": mark("A spreadsheet shortened this number and digits are lost: format the column as text"),
    "not_a_currency": mark("This is not a currency, such as CNY or USD"),
    "not_a_choice": mark("This is not one of the words known here"),
    "not_a_flag": mark("Write yes or no here"),
    "not_days": mark("This is not a number of days"),
    "not_a_rate": mark("A penalty a day looks like this: 0.05% or 0.5‰"),
    "not_instalments": mark("Instalments look like this: 30% 2026-02-01; 70% 2026-03-01"),
    "not_a_plan": mark("A payment plan looks like this: 30% signing; 70% delivery+30"),
    "not_a_share": mark("This is not a share from 0 to 100%"),
    "not_shares": mark("Parts in dispute look like this: 25.00; of several instalments: 25.00#2; 10.00#3"),
    "not_applied": mark("Receivables look like this: INV1:100.00; INV2"),
    "void": mark("The file says that this one is voided, so it is left out"),
    "draft": mark("The file says that this one is a draft, so it is left out"),
    "paid_out": mark("The file says that this is money paid out, so it is left out"),
}


@dataclass(frozen=True, slots=True)
class Bad:
    """A cell that cannot be taken, and the code of the reason."""

    code: str


def reason(code: str) -> str:
    """The sentence for a code, in the language in use."""
    return _(_REASONS[code])

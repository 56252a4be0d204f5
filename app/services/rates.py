"""Dated rates: reference rates for late interest, shipped and the book's own, and rates of exchange.

services.rates.rate_on("LPR1Y", date(2024, 7, 1)).rate     # Decimal("0.0345"), published on 2024-06-20
services.rates.add("LPR1Y", date(2026, 10, 20), Decimal("0.03"), "chinamoney.com.cn")
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal, InvalidOperation
from functools import cache
from typing import Any, Final

from app import machine
from app.i18n import _
from app.models import book, rates
from app.models.errors import Invalid, UserError
from app.models.rates import ExchangeRate
from app.models.store import Store
from app.services import checks
from app.services.rules.interest import Ladder, Rate
from app.services.rules.late_rules import half_year

SERIES: Final = ("LPR1Y", "LPR5Y", "PBOC1Y", "ECB_MRO", "BOE_BANK")
LPR_STALE: Final = timedelta(days=45)  # LPR is published each month (domain E8)
MOST: Final = Decimal(1)  # a reference rate of 100 % a year is a typing mistake


@dataclass(frozen=True, slots=True)
class ReferenceRate:
    """A rate in force from `on_day` to the next row; `rate` is a ratio (0.0345). `own_id` of a row the person entered."""

    series: str
    on_day: date
    rate: Decimal
    source: str
    checked_on: date
    own_id: int | None = None


@cache
def shipped() -> Mapping[str, tuple[ReferenceRate, ...]]:
    """The rows that come with the program, rising days."""
    found: dict[str, list[ReferenceRate]] = {series: [] for series in SERIES}
    path = machine.resources() / "rates" / "reference_rates.csv"
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            rate = Decimal(row["rate"]) / 100
            days = date.fromisoformat(row["on_day"]), date.fromisoformat(row["checked_on"])
            found[row["series"]].append(ReferenceRate(row["series"], days[0], rate, row["source"], days[1]))
    return {series: tuple(sorted(rows, key=lambda row: row.on_day)) for series, rows in found.items()}


class Rates:
    """The rates of the book. A row of one's own wins over the shipped one of the same day."""

    def __init__(self, store: Store, today: date) -> None:
        self._store = store
        self._today = today

    # --- reference rates

    def table(self, series: str) -> list[ReferenceRate]:
        """Every row of a series, the newest first."""
        days = {row.on_day: row for row in shipped()[_known(series)]}
        for own in rates.own(self._store, series):
            rate = Decimal(own.rate_ppm) / 10**6
            days[own.on_day] = ReferenceRate(series, own.on_day, rate, own.source, own.checked_on, own.id)
        return [days[on] for on in sorted(days, reverse=True)]

    def rate_on(self, series: str, on: date) -> ReferenceRate | None:
        """The last row not after the day; None before the first."""
        return next((row for row in self.table(series) if row.on_day <= on), None)

    def ladder(self, series: str) -> Ladder:
        """The series as the rules take it."""
        return tuple((row.on_day, Rate(row.rate)) for row in reversed(self.table(series)))

    def stale(self, series: str, on: date | None = None) -> date | None:
        """The day of the newest row where a newer one should be known by now; None while the series is fresh.

        LPR: older than 45 days. ECB and Bank of England: nothing for the half-year that has begun.
        """
        day = on or self._today
        newest = next((row.on_day for row in self.table(series) if row.on_day <= day), date.min)
        wanted = {"LPR1Y": day - LPR_STALE, "LPR5Y": day - LPR_STALE, "ECB_MRO": half_year(day)}
        wanted["BOE_BANK"] = half_year(day) - timedelta(days=1)
        return newest if newest < wanted.get(series, date.min) else None

    def add(self, series: str, on: date, rate: Decimal, source: str, checked_on: date | None = None) -> int:
        """A row of one's own; returns its id. Raises Invalid: a day that has one, a rate that is none, no source."""
        row = self._reference(series, on, rate, source, checked_on)
        self._day_is_free(series, on)
        with self._store.change("reference.add") as change:
            return rates.insert(change, "reference_rate", row)

    def correct(
        self, rate_id: int, series: str, on: date, rate: Decimal, source: str, checked_on: date | None = None
    ) -> None:
        """Other values for a row of one's own. Raises as `add`, and UserError when it is gone."""
        _there(rates.own_one(self._store, rate_id))
        row = self._reference(series, on, rate, source, checked_on)
        self._day_is_free(series, on, but=rate_id)
        with self._store.change("reference.correct") as change:
            rates.update(change, "reference_rate", rate_id, row)

    def remove(self, rate_id: int) -> None:
        """Takes a row of one's own away; a shipped row of that day is in force again."""
        _there(rates.own_one(self._store, rate_id))
        with self._store.change("reference.remove") as change:
            rates.delete(change, "reference_rate", rate_id)

    # --- rates of exchange

    def exchange_rates(self) -> list[ExchangeRate]:
        """By currency, the newest first."""
        return rates.exchange(self._store)

    def currency_of_book(self) -> str:
        return book.company(self._store).currency

    def add_exchange(self, currency: str, on: date, rate: str, source: str | None = None) -> int:
        """`rate` = units of the book's currency for 1 unit, decimal text. Raises Invalid."""
        row = self._exchange(currency, on, rate, source)
        self._exchange_is_free(row)
        with self._store.change("rate.add") as change:
            return book.add_rate(change, row["currency"], on, row["rate"], row["source"])

    def correct_exchange(self, rate_id: int, currency: str, on: date, rate: str, source: str | None = None) -> None:
        """Documents already entered keep the rate they were entered with."""
        _there(rates.exchange_one(self._store, rate_id))
        row = self._exchange(currency, on, rate, source)
        self._exchange_is_free(row, but=rate_id)
        with self._store.change("rate.correct") as change:
            rates.update(change, "exchange_rate", rate_id, row)

    def remove_exchange(self, rate_id: int) -> None:
        _there(rates.exchange_one(self._store, rate_id))
        with self._store.change("rate.remove") as change:
            rates.delete(change, "exchange_rate", rate_id)

    # --- checks

    def _reference(self, series: str, on: date, rate: Decimal, source: str, checked_on: date | None) -> dict[str, Any]:
        checks.day("on_day", on)
        ppm = rate * 10**6
        if not 0 <= rate < MOST or ppm != int(ppm):
            raise Invalid("rate", _("A reference rate is from 0 % to below 100 % a year, with at most four decimals."))
        return {
            "series": _known(series),
            "on_day": on.isoformat(),
            "rate_ppm": int(ppm),
            "source": checks.text("source", source, required=True, longest=200),
            "checked_on": checks.day("checked_on", checked_on or self._today).isoformat(),
        }

    def _day_is_free(self, series: str, on: date, but: int | None = None) -> None:
        taken = any(row.on_day == on and row.id != but for row in rates.own(self._store, series))
        if taken:
            raise Invalid("on_day", _("There is a row of {day} already. Correct that one.").format(day=on))

    def _exchange(self, currency: str, on: date, rate: str, source: str | None) -> dict[str, Any]:
        code = checks.currency("currency", currency)
        own = self.currency_of_book()
        if code == own:
            words = _("{currency} is the book's own currency: its rate is always 1. Enter another currency.")
            raise Invalid("currency", words.format(currency=code))
        row = {"currency": code, "on_day": checks.day("on_day", on).isoformat()}
        return {**row, "rate": _number(rate), "source": checks.text("source", source, longest=200)}

    def _exchange_is_free(self, row: Mapping[str, Any], but: int | None = None) -> None:
        same: Callable[[ExchangeRate], bool] = lambda known: (  # noqa: E731
            known.currency == row["currency"] and known.on_day.isoformat() == row["on_day"] and known.id != but
        )
        if any(map(same, self.exchange_rates())):
            raise Invalid("on_day", _("There is a row of {day} already. Correct that one.").format(day=row["on_day"]))


def _known(series: str) -> str:
    if series not in SERIES:
        raise Invalid("series", _("Choose one of the listed series."))
    return series


def _there(found: object) -> None:
    if found is None:
        raise UserError(_("This row is gone already. Look at the list again."))


def _number(text: str) -> str:
    """Decimal text of a rate above zero, as `checks.rate` takes it."""
    try:
        number = Decimal(text.strip())
    except InvalidOperation:
        number = Decimal(0)
    if not 0 < number < 10**9:
        raise Invalid("rate", _("“{rate}” is not an exchange rate. Enter a number above zero.").format(rate=text))
    return format(number.normalize(), "f")

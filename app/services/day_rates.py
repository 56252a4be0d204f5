"""Amounts of one currency in another at the rates known on a day."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from functools import cache

from app.models import book
from app.models.money import convert
from app.models.store import Store


class DayRates:
    """The newest known rates not after a day; each currency is looked up once.

    With `documents` the rate of the newest document stands in for a currency without one; `said` = those it stood in for.
    """

    def __init__(self, store: Store, on: date, *, documents: bool = False) -> None:
        own = book.company(store).currency
        self.said: set[str] = set()

        @cache
        def rate(currency: str) -> Decimal | None:
            found = "1" if currency == own else book.rate_on(store, currency, on)
            if found is None and documents and (found := book.said_rate(store, currency, on)):
                self.said.add(currency)
            return Decimal(found) if found else None

        self._rate = rate

    def into(self, minor: int, currency: str, wanted: str) -> int | None:
        """Minor units of `currency` in minor units of `wanted`; None where a rate is not known."""
        if currency == wanted or minor == 0:
            return minor
        rates = self._rate(currency), self._rate(wanted)
        return None if rates[0] is None or rates[1] is None else convert(minor, currency, rates[0] / rates[1], wanted)

"""From documents to lines: what each counts, in the customer's own currency at the rates of the day.

Where no rate of the day is known the document's own rate is taken; what has none is left out, and that is said.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from datetime import date
from decimal import Decimal
from fractions import Fraction
from functools import cache
from itertools import groupby
from operator import attrgetter
from typing import NamedTuple

from app.models import book, exposure
from app.models.exposure import WHOLE, Code, Document, Sum
from app.models.money import exponent
from app.models.store import Store
from app.services import policies
from app.services.rules.exposure import CREDITS, rounded

Part = Document | Sum
Rate = Callable[[str], Decimal | None]
Exact = Fraction | int


class Measure:
    """What parts of one customer count in minor units of a currency, the customer's or the book's.

    `own_rates` = currencies counted at the documents' own rates for want of one of the day, `left_out` = those that could
    not be counted at all.
    """

    def __init__(self, into: str, book_currency: str, rate: Rate, bill_weights: dict[str, int]) -> None:
        self._into, self._book, self._rate, self._bill_weights = into, book_currency, rate, bill_weights
        self.own_rates: set[str] = set()
        self.left_out: set[str] = set()

    def weight_bp(self, part: Part) -> int:
        """How much of it counts, of 10,000."""
        if part.code == "bills":
            return self._bill_weights.get(part.key, WHOLE)
        return WHOLE if part.weight_bp is None else part.weight_bp

    def values(self, parts: Collection[Part]) -> list[Exact]:
        """Before rounding; below zero for what lowers the credit in use."""
        own = self._own_rate(parts)
        return [self._value(each, own) for each in parts]

    def lines(self, parts: Collection[Part]) -> dict[Code, int]:
        """The amount of each line that is not zero, in their order."""
        sums: dict[Code, Exact] = {}
        for part, value in zip(parts, self.values(parts), strict=True):
            sums[part.code] = sums.get(part.code, 0) + value
        return {code: amount for code in exposure.CODES if code in sums and (amount := rounded(sums[code]))}

    def _value(self, part: Part, own: Fraction | None) -> Exact:
        weight, sign = self.weight_bp(part), -1 if part.code in CREDITS else 1
        if part.currency == self._into:
            return sign * part.open if weight == WHOLE else Fraction(sign * part.open * weight, WHOLE)
        base = self._in_base(part)
        if base is None or own is None:
            self.left_out.add(part.currency)
            return 0
        return sign * base * weight / own / WHOLE

    def _in_base(self, part: Part) -> Fraction | None:
        """Minor units of the book's currency; None where no rate is known."""
        if part.currency == self._book:
            return Fraction(part.open)
        rate = self._minor_rate(part.currency)
        if rate is not None:
            return part.open * rate
        if part.base is None and part.code != "delivered":
            return None
        self.own_rates.add(part.currency)
        if part.base is not None:
            return Fraction(part.base)
        return part.open * Fraction(part.key) * self._scale(part.currency)

    def _own_rate(self, parts: Collection[Part]) -> Fraction | None:
        """Minor units of the book's currency for one of ours: of the day, else what our own documents say."""
        rate = Fraction(1) if self._into == self._book else self._minor_rate(self._into)
        if rate is not None or all(each.currency == self._into for each in parts):
            return rate
        known = [each for each in parts if each.currency == self._into and each.base is not None and each.open > 0]
        self.own_rates.add(self._into)
        return Fraction(sum(e.base or 0 for e in known), sum(e.open for e in known)) if known else None

    def _minor_rate(self, currency: str) -> Fraction | None:
        rate = self._rate(currency)
        return None if rate is None else Fraction(rate) * self._scale(currency)

    def _scale(self, currency: str) -> Fraction:
        """From the major units of a rate to minor ones."""
        return Fraction(10) ** (exponent(self._book) - exponent(currency))


class Totals(NamedTuple):
    """Credit in use, below zero where it is paid ahead: in minor units of the customer's currency and of the book's."""

    own: int
    base: int


class Exposed:
    """The lines of some customers, or of all who have any, at the end of a day."""

    def __init__(self, store: Store, on: date, customers: Collection[int] | None = None) -> None:
        self._store, self._on, self._customers = store, on, customers
        self._book, self._rate = book.company(store).currency, rates(store, on)
        self._weights = {kind: round(weight * WHOLE) for kind, weight in policies.on(store, on).bill_weights}

    def measure(self, into: str) -> Measure:
        """For one customer."""
        return Measure(into, self._book, self._rate, self._weights)

    def rows(self) -> Iterator[tuple[int, Code, int, str]]:
        """(customer, line, amount in the customer's currency, day): what `exposure_line` holds of that day."""
        day = self._on.isoformat()
        for customer, currency, parts in self._parts():
            lines = self.measure(currency).lines(parts)
            yield from ((customer, code, amount, day) for code, amount in lines.items())

    def totals(self) -> dict[int, Totals]:
        """By customer; those asked for by name are there with nothing too."""
        found = dict.fromkeys(self._customers or (), Totals(0, 0))
        for customer, currency, parts in self._parts():
            own = sum(self.measure(currency).lines(parts).values())
            same = currency == self._book
            found[customer] = Totals(own, own if same else sum(self.measure(self._book).lines(parts).values()))
        return found

    def _parts(self) -> Iterator[tuple[int, str, list[Part]]]:
        currencies = exposure.currencies(self._store, self._customers)
        sums = exposure.sums(self._store, self._on, self._customers)
        for customer, parts in groupby(sums, attrgetter("customer_id")):
            if customer in currencies:  # in a damaged book documents may be of nobody
                yield customer, currencies[customer], list(parts)


def rates(store: Store, on: date) -> Rate:
    """The newest rate of a currency not after the day (units of the book's for one), looked up once; None where none is known."""

    @cache
    def rate(currency: str) -> Decimal | None:
        found = book.rate_on(store, currency, on)
        return Decimal(found) if found else None

    return rate


def rows(store: Store, on: date, customers: Collection[int] | None = None) -> Iterator[tuple[int, Code, int, str]]:
    """As `Exposed.rows`."""
    return Exposed(store, on, customers).rows()


def totals(store: Store, on: date, customers: Collection[int] | None = None) -> dict[int, Totals]:
    """As `Exposed.totals`."""
    return Exposed(store, on, customers).totals()

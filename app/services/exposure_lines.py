"""From documents to lines: what each counts, in the customer's own currency at the rates of the day.

Where no rate of the day is known the document's own rate is taken; what has none is left out, and that is said.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from datetime import date
from decimal import Decimal
from itertools import groupby
from operator import attrgetter

from app.models import book, exposure
from app.models.exposure import WHOLE, Code, Document, Sum
from app.models.money import exponent
from app.models.store import Store
from app.services import policies
from app.services.rules.exposure import CREDITS, rounded
from app.services.rules.parameters import Policy

Part = Document | Sum


class Measure:
    """What parts of one customer count in minor units of a currency, the customer's or the book's.

    `own_rates` = currencies counted at the documents' own rates for want of one of the day, `left_out` = those that could
    not be counted at all.
    """

    def __init__(self, into: str, book_currency: str, rates: dict[str, Decimal], policy: Policy) -> None:
        self._into, self._book, self._rates = into, book_currency, rates
        self._weights = {kind: round(weight * WHOLE) for kind, weight in policy.bill_weights}
        self.own_rates: set[str] = set()
        self.left_out: set[str] = set()

    def weight_bp(self, part: Part) -> int:
        """How much of it counts, of 10,000."""
        if part.code == "bills":
            return self._weights.get(part.key, WHOLE)
        return WHOLE if part.weight_bp is None else part.weight_bp

    def values(self, parts: Collection[Part]) -> list[Decimal]:
        """Exact, before rounding; below zero for what lowers the credit in use."""
        own = self._own_rate(parts)
        return [self._value(each, own) * self.weight_bp(each) / WHOLE for each in parts]

    def lines(self, parts: Collection[Part]) -> dict[Code, int]:
        """The amount of each line that is not zero, in their order."""
        sums: dict[Code, Decimal] = {}
        for part, value in zip(parts, self.values(parts), strict=True):
            sums[part.code] = sums.get(part.code, Decimal(0)) + value
        return {code: amount for code in exposure.CODES if (amount := rounded(sums.get(code, Decimal(0))))}

    def _value(self, part: Part, own: Decimal | None) -> Decimal:
        sign = -1 if part.code in CREDITS else 1
        if part.currency == self._into:
            return Decimal(sign * part.open)
        base = self._in_base(part)
        if base is None or own is None:
            self.left_out.add(part.currency)
            return Decimal(0)
        return sign * (base / own).scaleb(exponent(self._into) - exponent(self._book))

    def _in_base(self, part: Part) -> Decimal | None:
        """Minor units of the book's currency; None where no rate is known."""
        if part.currency == self._book:
            return Decimal(part.open)
        rate = self._rates.get(part.currency)
        if rate is None:
            self.own_rates.add(part.currency)
            if part.code != "delivered":
                return None if part.base is None else Decimal(part.base)
            rate = Decimal(part.key)
        return (part.open * rate).scaleb(exponent(self._book) - exponent(part.currency))

    def _own_rate(self, parts: Collection[Part]) -> Decimal | None:
        """Units of the book's currency for one of ours: of the day, else what our own documents say."""
        if self._into == self._book:
            return Decimal(1)
        if self._into in self._rates:
            return self._rates[self._into]
        known = [each for each in parts if each.currency == self._into and each.base is not None and each.open > 0]
        if not known:
            return None
        if any(each.currency != self._into for each in parts):
            self.own_rates.add(self._into)
        base, open_ = sum(each.base or 0 for each in known), sum(each.open for each in known)
        return (Decimal(base) / open_).scaleb(exponent(self._into) - exponent(self._book))


def rows(store: Store, on: date, customers: Collection[int] | None = None) -> Iterator[tuple[int, Code, int, str]]:
    """(customer, line, amount in the customer's currency, day): what `exposure_line` holds of that day."""
    day = on.isoformat()
    for customer, lines in _lines(store, on, customers):
        yield from ((customer, code, amount, day) for code, amount in lines.items())


def totals(store: Store, on: date, customers: Collection[int] | None = None) -> dict[int, int]:
    """Credit in use of each customer, in minor units of their own currency; below zero = paid ahead."""
    return _totals(customers, _lines(store, on, customers))


def in_base(store: Store, on: date, customers: Collection[int] | None = None) -> dict[int, int]:
    """The same in minor units of the book's currency."""
    return _totals(customers, _lines(store, on, customers, in_base=True))


def _totals(customers: Collection[int] | None, lines: Iterable[tuple[int, dict[Code, int]]]) -> dict[int, int]:
    """Those asked for by name have a total of 0 where nothing is at risk; of all only those with something."""
    found = {customer: sum(amounts.values()) for customer, amounts in lines}
    return dict.fromkeys(customers or (), 0) | found


def _lines(
    store: Store, on: date, customers: Collection[int] | None, *, in_base: bool = False
) -> Iterator[tuple[int, dict[Code, int]]]:
    own = book.company(store).currency
    rates, policy = exposure.rates(store, on), policies.on(store, on)
    currencies = exposure.currencies(store, customers)
    for customer, parts in groupby(exposure.sums(store, on, customers), attrgetter("customer_id")):
        into = own if in_base else currencies[customer]
        yield customer, Measure(into, own, rates, policy).lines(list(parts))

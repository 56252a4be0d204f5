"""Money of a file row: minor units, the rate, the amount in the book's currency. Quick, for 100,000 rows."""

from __future__ import annotations

from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache

from app.i18n import _
from app.models import book, bulk
from app.models.errors import Invalid
from app.models.money import ABSURD, convert, exponent
from app.models.store import Store
from app.services import checks


@lru_cache(maxsize=64)
def _scale(currency: str) -> Decimal:
    return Decimal(10) ** exponent(currency)


def minor_of(amount: Decimal, currency: str) -> int:
    """Minor units, half away from zero when the file has more decimals than the currency."""
    scaled = amount * _scale(currency)
    whole = int(scaled)
    return whole if whole == scaled else int(scaled.quantize(Decimal(1), ROUND_HALF_UP))


def believable(amount: Decimal, currency: str) -> int:
    """Minor units of a row's amount; raises Invalid when it is zero or larger than any real debt."""
    minor = minor_of(amount, currency)
    if minor == 0:
        raise Invalid("amount", _("The amount is zero."))
    if abs(minor) >= ABSURD:
        raise Invalid("amount", _("This amount is larger than any real debt. Check the unit."))
    return minor


class Rates:
    """The currency of each row and its rate, looked up once a currency and day."""

    def __init__(self, store: Store, otherwise: str | None = None, file_currency: str | None = None) -> None:
        """For rows that say nothing: `otherwise` = the rate, where the book knows none; `file_currency` = what the file says."""
        self._store = store
        self._otherwise = otherwise
        self._own = book.company(store).currency
        self._file_currency = file_currency
        self._currencies = bulk.currencies(store)
        self._known: dict[tuple[str, date, str | None], str] = {}

    def currency(self, customer: int | str, given: str | None) -> str:
        """What the row says, else the file, else the customer's own, else the book's; raises Invalid when it is none."""
        if given:
            return given if given == self._own else checks.currency("currency", given)
        own = self._currencies.get(customer) if isinstance(customer, int) else None
        return self._file_currency or own or self._own

    def rate(self, currency: str, given: Decimal | None, on: date) -> str:
        """Decimal text; raises Invalid when a foreign currency has none."""
        if currency == self._own:
            return "1"
        key = (currency, on, None if given is None else str(given))
        if key not in self._known:
            unknown = given is None and book.rate_on(self._store, currency, on) is None
            self._known[key] = checks.rate(self._store, "rate", currency, self._otherwise if unknown else key[2], on)
        return self._known[key]

    def base(self, minor: int, currency: str, rate: str) -> int:
        """In the book's currency; raises Invalid when the rate makes more of it than any debt is."""
        return minor if currency == self._own else checks.believable(convert(minor, currency, Decimal(rate), self._own))

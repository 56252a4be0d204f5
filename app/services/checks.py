"""Values that every form and file must pass; each refusal names the field, the reason and what to do."""

from __future__ import annotations

from datetime import date
from decimal import Decimal, InvalidOperation

from app.i18n import _
from app.models import book, customers
from app.models.dates import FIRST, LAST
from app.models.errors import Invalid, UserError
from app.models.money import ABSURD, convert
from app.models.store import Store
from app.services.signs import clean


def amount(field: str, minor: int) -> int:
    """A positive, believable amount in minor units."""
    if minor < 0:
        raise Invalid(field, _("An amount cannot be below zero here. Use a credit note or a refund instead."))
    if minor == 0:
        raise Invalid(field, _("Enter an amount above zero."))
    if minor >= ABSURD:
        raise Invalid(field, _("This amount is larger than any real debt. Check the digits and the unit."))
    return minor


def limit(field: str, minor: int) -> int:
    """A believable credit limit in minor units; 0 = cash before shipping."""
    return amount(field, minor) if minor else 0


def day(field: str, on: date) -> date:
    if not FIRST <= on <= LAST:
        raise Invalid(field, _("The year {year} cannot be right. Check the date.").format(year=on.year))
    return on


def past_day(field: str, on: date, today: date) -> date:
    """A day of something that happened: today at the latest."""
    if day(field, on) > today:
        raise Invalid(field, _("This day is still ahead. Enter the day on which it happened."))
    return on


def customer(store: Store, customer_id: int, on: date) -> customers.Customer:
    """A customer as on a day. Raises UserError where there is none."""
    found = customers.customer(store, customer_id, on)
    if found is None:
        raise UserError(_("This customer is no longer in the book."))
    return found


def text(field: str, value: str | None, *, required: bool = False, longest: int = 500) -> str | None:
    """Clean and trimmed; None when empty. Too long or missing is refused."""
    value = clean(value or "").strip()
    if required and not value:
        raise Invalid(field, _("This is needed. Fill it in."))
    if len(value) > longest:
        raise Invalid(
            field,
            _("This is too long: {count} characters, at most {most}. Shorten it.").format(
                count=len(value), most=longest
            ),
        )
    return value or None


def rate(store: Store, field: str, currency: str, given: str | None, on: date) -> str:
    """The rate of a document as decimal text: 1 in the book's currency, else as given, else the newest known before the day."""
    if currency == book.company(store).currency:
        return "1"
    found = given or book.rate_on(store, currency, on)
    if found is None:
        raise Invalid(
            field,
            _("There is no exchange rate for {currency} on {day}. Enter the rate of that day.").format(
                currency=currency, day=on
            ),
        )
    try:
        number = Decimal(found)
    except InvalidOperation:
        number = Decimal(0)
    if not number.is_finite() or not 0 < number < 10**9:
        raise Invalid(field, _("“{rate}” is not an exchange rate. Enter a number above zero.").format(rate=found))
    return format(number.normalize(), "f")


def currency(field: str, code: str) -> str:
    """Three letters, in capitals."""
    if len(code) == 3 and code.isascii() and code.isalpha():
        return code.upper()
    raise Invalid(
        field, _("“{code}” is not a currency. Use a code of three letters such as CNY or USD.").format(code=code)
    )


def whole(field: str, number: int, most: int) -> int:
    """A count from 0 to `most`."""
    if not 0 <= number <= most:
        raise Invalid(field, _("A whole number from {least} to {most}, please.").format(least=0, most=most))
    return number


def in_base(store: Store, minor: int, currency: str, rate_text: str) -> int:
    """Minor units of the book's currency at the document's own rate; raises Invalid when that is beyond any debt."""
    return believable(convert(minor, currency, Decimal(rate_text), book.company(store).currency))


def believable(base: int) -> int:
    """An amount in the book's currency that a rate made; raises Invalid."""
    if abs(base) >= ABSURD:
        raise Invalid("rate", _("At this rate the amount is larger than any real debt. Check the rate."))
    return base

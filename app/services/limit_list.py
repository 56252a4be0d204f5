"""The use of credit limits as a list: who has which limit until when, and how much of it is in use."""

from __future__ import annotations

from datetime import date
from typing import Final

from app.i18n import _, mark, ngettext
from app.models import book
from app.models.dates import add_days
from app.models.money import Money
from app.models.store import Store
from app.services.day_rates import DayRates
from app.services.formats import joined
from app.services.limit_wording import state_name
from app.services.limits_used import LimitUsed, limits_used
from app.services.rules.exposure import headroom
from app.services.sheets import Cells, Heads, ListSheet, columns

COLUMNS: Final[Heads] = (
    (mark("Customer"), "text"),
    (mark("Credit limit"), "money"),
    (mark("Limit state"), "text"),
    (mark("Last day"), "day"),
    (mark("Credit in use"), "money"),
    (mark("Limit used, %"), "number"),
    (mark("Available"), "money"),
)


def use_of_limits(store: Store, on: date) -> ListSheet:
    """At the end of the day, in the book's currency; the fullest limits first, then those with credit in use but no limit."""
    with store.snapshot():
        company, found = book.company(store), [each for each in limits_used(store, on) if _concerns(each)]
        rates = DayRates(store, on)
    own = company.currency
    limits = {e.customer_id: None if e.limit is None else rates.into(e.limit, e.currency, own) for e in found}
    found.sort(key=lambda each: (-_share(each), -each.used_base, each.customer_id))
    return ListSheet(
        name="limits",
        title=_("Use of credit limits"),
        subtitle=_("At the end of {day}, in {currency}").format(day=on.isoformat(), currency=own),
        company=company.name,
        as_of=on,
        columns=columns(COLUMNS),
        rows=tuple(_row(each, limits[each.customer_id], own) for each in found),
        customers=tuple(each.customer_id for each in found),
        notes=_notes(found, limits),
        nothing=_("No customer has a credit limit, and nobody uses any credit."),
        total=_total(found, limits, own) if found else None,
    )


def _concerns(each: LimitUsed) -> bool:
    """Who has a limit, had one that has run out, or uses credit; archived ones only while they do."""
    return each.used > 0 or (each.state != "not_set" and not each.archived)


def _share(each: LimitUsed) -> float:
    """For the order: over a limit of nothing is the fullest, without any limit the least."""
    used = max(0, each.used)
    if each.limit is None or each.state == "expired":
        return -1.0
    return used / each.limit if each.limit else float("inf") if used else 0.0


def _row(each: LimitUsed, limit: int | None, own: str) -> Cells:
    """What has run out leaves nothing for new orders; what is in use of old is not over it."""
    left = None if limit is None else Money(0 if each.state == "expired" else headroom(limit, each.used_base), own)
    return (
        each.name,
        None if limit is None or each.state == "expired" else Money(limit, own),
        state_name(each.state, each.limit),
        add_days(each.until, -1) if each.until else None,
        Money(each.used_base, own),
        round(100 * max(0, each.used) / each.limit) if each.limit else None,
        left,
    )


def _total(found: list[LimitUsed], limits: dict[int, int | None], own: str) -> Cells:
    known = [(each, limit) for each in found if (limit := limits[each.customer_id]) is not None]
    left = sum(max(0, headroom(limit, each.used_base)) for each, limit in known)
    given, used = sum(limit for _each, limit in known), sum(each.used_base for each in found)
    return (_("Total"), Money(given, own), None, None, Money(used, own), None, Money(left, own))


def _notes(found: list[LimitUsed], limits: dict[int, int | None]) -> tuple[str, ...]:
    notes = []
    gone = sum(each.state == "expired" for each in found)
    if gone:
        told = ngettext("{count} limit has run out", "{count} limits have run out", gone).format(count=gone)
        notes.append(_("{told}: nothing for new orders until there is a new one.").format(told=told))
    unset = sum(each.state == "not_set" for each in found)
    if unset:
        words = ngettext(
            "{count} customer uses credit without a limit.", "{count} customers use credit without a limit.", unset
        )
        notes.append(words.format(count=unset))
    missing = sorted({e.limit_currency for e in found if e.state == "set" and limits[e.customer_id] is None})
    if missing:
        told = _("No exchange rate of the day is known for {currencies}; those limits are left out.")
        notes.append(told.format(currencies=joined(missing)))
    return tuple(notes)

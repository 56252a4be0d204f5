"""Papers that run out, for today's list: what was noted with a last day (a rating, a bank's report), and a credit limit with an end."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from typing import Final

from app.i18n import _, ngettext
from app.models import fact_rows, limits
from app.models.dates import add_days
from app.models.store import Store
from app.services import credit_wording
from app.services.rules.worklist import OVERRIDE_DAYS, SOON, Reason

LIMIT: Final = "limit"


def as_reasons(store: Store, on: date, currency: str) -> Mapping[int, Reason]:
    """By customer the one that ends first, for a week before its last day and a month after it; `count` = how many there are."""
    found: dict[int, Reason] = {}
    for who, what, last in sorted(_ends(store, on), key=lambda each: each[2]):
        known = found.get(who) or Reason("papers", 0, currency, (last - on).days, 0, what)
        found[who] = replace(known, count=known.count + 1)
    return found


def _ends(store: Store, on: date) -> Iterator[tuple[int, str, date]]:
    """(customer, kind and code, last day on which it holds)."""
    since, until = add_days(on, -OVERRIDE_DAYS), add_days(on, SOON)
    for who, kind, code, last in fact_rows.running_out(store, on, since, until):
        yield who, f"{kind}.{code}", last
    for each in limits.ending(store, on, add_days(until, 1), since):
        if each.kind == "standing" and each.valid_to:
            yield each.customer_id, LIMIT, add_days(each.valid_to, -1)


def text(reason: Reason) -> str:
    """ "External rating: valid for 3 days more, 2 others"."""
    words = {"what": name(reason.what), "days": ngettext("{count} day", "{count} days", abs(reason.days))}
    words["days"] = words["days"].format(count=abs(reason.days))
    if reason.days < 0:
        said = _("{what} ran out {days} ago").format(**words)
    elif reason.days == 0:
        said = _("{what} runs out today").format(**words)
    else:
        said = _("{what} runs out in {days}").format(**words)
    more = reason.count - 1
    return _("{what}, {count} more").format(what=said, count=more) if more else said


def name(what: str) -> str:
    """What it is called."""
    if what == LIMIT:
        return _("Credit limit")
    kind, _dot, code = what.partition(".")
    return credit_wording.code_name(kind, code)

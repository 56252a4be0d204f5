"""Facts that hold a grade down, in words: what it is, with its figures, and what lifts it."""

from __future__ import annotations

from decimal import Decimal
from string import Formatter
from typing import Any, Final

from app.i18n import _, mark
from app.services.formats import money, percent
from app.services.rules.score_types import Cap

# A few words; the whole sentence where there are figures to tell; what lifts it.
NAMES: Final = {
    "default": mark("Stopped paying"),
    "cure": mark("Paid again, not yet for long enough"),
    "written_off": mark("Written off lately"),
    "overdue_long": mark("Overdue for too long"),
    "overdue": mark("Long overdue"),
    "bounced": mark("A refused draft is unpaid"),
    "broken_promises": mark("Promises to pay were broken"),
    "no_equity": mark("No equity left"),
    "distress": mark("Weak balance sheet and falling sales"),
    "thin_file": mark("Few receivables and no statement"),
    "young": mark("Young firm"),
    "dishonest": mark("On the list of dishonest debtors"),
    "bankruptcy": mark("Bankruptcy or winding up"),
    "revoked": mark("Licence revoked or firm struck off"),
    "lost_contact": mark("Cannot be found any more"),
    "high_spending": mark("Barred from high spending"),
    "serious": mark("On the list of serious breaches"),
    "refuses_guarantee": mark("Owner refuses a guarantee"),
    "enforcement": mark("Heavy enforcement by a court"),
    "bad_loans": mark("Bad loans at banks"),
}
TEXTS: Final = {
    "default": mark("More than 90 days overdue and undisputed: {amount}, the oldest for {days} days"),
    "cure": mark("Paid up for {days} of the {of} days that a default is remembered"),
    "written_off": mark("Written off {days} days ago; remembered for {of} days"),
    "overdue_long": mark("The oldest item is {days} days overdue, more than {more_than}"),
    "overdue": mark("The oldest item is {days} days overdue, more than {more_than}"),
    "bounced": mark("A refused draft has been unpaid for {days} days, more than {more_than}"),
    "broken_promises": mark("{count} promises to pay were broken within 90 days"),
    "no_equity": mark("Equity is {amount} by the statement of {on}"),
    "distress": mark("Z'' is {value}, below {less_than}, and sales changed by {growth}"),
    "thin_file": mark("No statement, and only {count} receivables settled or overdue; {least} are needed"),
    "young": mark("Founded on {on}, less than {months} months ago"),
    "enforcement": mark("Enforcement of {amount} since {on}"),
    "bad_loans": mark("Bad loans of {amount} in the bank report of {on}"),
}
BETTER: Final = {
    "default": mark("Collect everything that is more than 90 days overdue, then wait 90 days."),
    "cure": mark("Ends by itself when nothing is long overdue until then."),
    "written_off": mark("Ends by itself, or when the money is recovered."),
    "overdue_long": mark("Collect the oldest items."),
    "overdue": mark("Collect the oldest items."),
    "bounced": mark("Collect the draft or have it replaced."),
    "broken_promises": mark("Agree on a plan in writing and see it kept."),
    "no_equity": mark("Ask for new capital or security; enter the next statement."),
    "distress": mark("Ask what changed; enter the next statement."),
    "thin_file": mark("Ask for a statement, or wait for more receivables to be paid."),
    "young": mark("Ends by itself when the firm is old enough."),
    "refuses_guarantee": mark("Ask again, or take other security."),
}
SETTLED: Final = mark("When it is settled, enter the day on which it ended.")


def name(code: str) -> str:
    """A few words."""
    return _(NAMES[code]) if code in NAMES else ""


def text(cap: Cap, currency: str) -> str:
    """The fact with its figures: "The oldest item is 75 days overdue, more than 60"; `currency` = that of the book."""
    own = str(cap.data.get("currency") or currency)
    told = {key: _told(key, value, own) for key, value in cap.data.items() if value is not None}
    if cap.code not in TEXTS or not _needed(TEXTS[cap.code]) <= told.keys():
        return name(cap.code)
    return _(TEXTS[cap.code]).format(**told)


def better(code: str) -> str:
    """What lifts it."""
    words = BETTER.get(code, SETTLED)
    return _(words)


def _needed(template: str) -> set[str]:
    return {field for _text, field, _spec, _conversion in Formatter().parse(template) if field}


def _told(key: str, value: Any, currency: str) -> str:
    if key == "amount":
        return money(int(value), currency)
    if key == "growth":
        return percent(Decimal(str(value)))
    return f"{value:.2f}" if isinstance(value, float) else str(value)

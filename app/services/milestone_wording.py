"""Words of milestones: what they are called, how late they were, where they lead."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from app.i18n import _, mark, ngettext
from app.services.formats import NOTHING, day, money, percent

if TYPE_CHECKING:
    from app.services.milestones import Row
    from app.services.rules.milestones import OnTime

SIDES: Final = {"us": mark("Us"), "customer": mark("Customer")}
STEPS: Final = {
    "signed": mark("Contract signed"),
    "paid_at_signing": mark("Prepayment of the signing received"),
    "paid_before_production": mark("Money before production received"),
    "production": mark("Production begun"),
    "ready": mark("Goods ready"),
    "paid_before_shipment": mark("Money before shipping received"),
    "shipped": mark("Goods shipped"),
    "signed_for": mark("Goods signed for"),
    "accepted": mark("Goods accepted"),
    "retention_paid": mark("Retention paid"),
}
STANDS: Final = {
    "on_time": (mark("In time"), "check-circle", "good"),
    "late": (mark("Too late"), "warning", "overdue"),
    "at_risk": (mark("At risk"), "warning-circle", "caution"),
    "open": (mark("Still to come"), "clock", "text2"),
}
GATES: Final = {
    None: mark("None"),
    "production": mark("Before production"),
    "shipment": mark("Before shipping"),
    "next_batch": mark("Before the next batch"),
}


def step_name(name: str) -> str:
    """A code of the template in words; a person's own words as they are."""
    return _(STEPS[name]) if name in STEPS else name


def slip_text(slip: int | None) -> str:
    """ "3 days late", "on the day", "2 days early"; "—" while it is open."""
    if slip is None:
        return NOTHING
    if slip == 0:
        return _("on the day")
    days = ngettext("{count} day", "{count} days", abs(slip)).format(count=abs(slip))
    return _("{days} late").format(days=days) if slip > 0 else _("{days} early").format(days=days)


def step_cells(place: int, row: Row, currency: str) -> tuple[str, ...]:
    """The columns of the table of milestones."""
    found = row.milestone
    expected = "" if found.actual_on else day(row.forecast_on)
    amount = money(found.amount, currency) if found.amount else NOTHING
    files = ngettext("{count} file", "{count} files", found.files).format(count=found.files) if found.files else NOTHING
    return (
        str(place), step_name(found.name), _(SIDES[found.side]), day(found.planned_on), day(found.actual_on), slip_text(row.slip),
        _(STANDS[row.status][0]), expected or NOTHING, amount, files,
    )  # fmt: skip


def rates_text(ours: OnTime, theirs: OnTime) -> str:
    """ "On time: we 3 of 4 (75%), the customer 1 of 2 (50%)"."""
    return _("On time: we {ours}, the customer {theirs}").format(ours=_rate(ours), theirs=_rate(theirs))


def _rate(found: OnTime) -> str:
    if found.rate is None:
        return NOTHING
    words = _("{count} of {all} ({share})")
    return words.format(count=found.on_time, all=found.due, share=percent(Decimal(str(found.rate)), 0))


def forecast_text(rows: Sequence[Row]) -> str:
    """When the last open milestone is to be expected, and how much later than planned; "" when all are done."""
    last = max(
        (row for row in rows if row.milestone.actual_on is None),
        key=lambda row: row.forecast_on,
        default=None,
    )
    if last is None:
        return ""
    days = (last.forecast_on - last.milestone.planned_on).days
    words = (
        _("{name} is to be expected on {day}")
        if days <= 0
        else _("{name} is to be expected on {day}, {days} later than planned")
    )
    later = ngettext("{count} day", "{count} days", days).format(count=days)
    return words.format(name=step_name(last.milestone.name), day=day(last.forecast_on), days=later)

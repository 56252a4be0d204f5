"""When a receivable falls due under the customer's terms."""

from __future__ import annotations

from datetime import date

from app.models.dates import add_days, add_months, end_of_month


def due_day(basis: str, days: int, day_of_month: int | None, issued_on: date) -> date:
    """net: issue + days; eom: the end of the issue month + days; eom_day: that day of the month after; cash: the issue day.

    月结 is counted in months: 30 days after a month's end is the end of the next one, whatever its length (screens 2.6).
    """
    if basis == "cash":
        return issued_on
    if basis == "eom":
        months, rest = divmod(days, 30)
        return add_days(end_of_month(add_months(issued_on.replace(day=1), months)), rest)
    if basis == "eom_day":
        following = add_months(issued_on.replace(day=1), 1)
        return following.replace(day=min(day_of_month or 1, end_of_month(following).day))
    return add_days(issued_on, days)

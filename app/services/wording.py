"""Sentences from codes and numbers: what the dashboard answers, what the figures on top of a page say.

Rules and models give codes; the words are chosen here, when they are shown, in the language in use.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING

from app.i18n import _, ngettext
from app.services.formats import NOTHING, compact, money, percent

if TYPE_CHECKING:
    from app.services.dashboard import AgeBand, DashboardFigures, Debtor, Tiles


def _days(count: int) -> str:
    return ngettext("{count} day", "{count} days", count)


def _items(count: int) -> str:
    return ngettext("{count} receivable", "{count} receivables", count)


# --- the figures on top ------------------------------------------------------------------------------------------


def balance_note(tiles: Tiles) -> str:
    """Under the total: how it stands against the end of last month."""
    change = tiles.balance - tiles.balance_before
    if change == 0:
        return _("as at last month end")
    words = {"amount": compact(abs(change), tiles.currency)}
    if change > 0:
        return _("{amount} more than last month end").format(**words)
    return _("{amount} less than last month end").format(**words)


def balance_sum(tiles: Tiles) -> str:
    """The exact total, and what was taken off the open receivables to come to it."""
    whole, loose = money(tiles.balance, tiles.currency), tiles.open - tiles.balance
    if loose == 0:
        return whole
    words = {"open": money(tiles.open, tiles.currency), "loose": money(loose, tiles.currency), "total": whole}
    return _("{open} open − {loose} received and not applied = {total}").format(**words)


def overdue_note(tiles: Tiles) -> str:
    if not tiles.overdue or tiles.overdue_share is None:
        return _("nobody is late")
    customers = ngettext("{count} customer", "{count} customers", tiles.overdue_customers)
    return _("{customers} · {share} of what is open").format(customers=customers, share=percent(tiles.overdue_share))


def due_soon_note(tiles: Tiles) -> str:
    return _items(tiles.due_soon_count) if tiles.due_soon_count else _("nothing falls due")


def received_note(tiles: Tiles) -> str:
    amount = compact(tiles.received_before, tiles.currency)
    return _("{amount} by this day last month").format(amount=amount)


# --- the answers above the charts --------------------------------------------------------------------------------


def ageing_title(found: DashboardFigures) -> str:
    """How bad: what is very late and whose it is, else what is late, else that nothing is."""
    tiles = found.tiles
    old = next(band.amount for band in found.ageing if band.key == "91+")
    if old:
        words = {"amount": compact(old, found.currency), "names": _names([one.name for one in found.oldest])}
        return _("{amount} is more than 90 days overdue, mostly {names}").format(**words)
    if tiles.overdue:
        share = percent(tiles.overdue_share or Decimal(0))
        words = {"amount": compact(tiles.overdue, found.currency), "share": share}
        return _("{amount} is overdue ({share}), none of it by more than 90 days").format(**words)
    return _("Nothing is overdue")


def debtors_title(found: DashboardFigures) -> str:
    """Whom: who owes most, and how much of everything hangs on five customers."""
    share = found.kpi["top_5_share"]
    if not found.debtors or share is None:
        return _("Nobody owes anything")
    first = found.debtors[0]
    words = {"name": first.name, "amount": compact(first.amount, found.currency), "share": percent(share, 0)}
    if found.tiles.customers <= 5:
        return _("{name} owes most, {amount}").format(**words)
    return _("{name} owes most, {amount}; the top 5 owe {share} of it all").format(**words)


def days_title(found: DashboardFigures) -> str:
    """Getting slower? What was paid in the last three months, against the agreed terms."""
    newest = [month for month in found.days_to_pay[-3:] if month.days is not None]
    paid = sum(month.amount for month in newest)
    if not paid:
        return _("No payment in the last 3 months")
    days = round(sum((month.days or Decimal(0)) * month.amount for month in newest) / paid)
    if found.agreed_days is None:
        return _("Paid after {days} lately").format(days=_days(days))
    late = days - round(found.agreed_days)
    words = {"days": _days(days), "gap": _days(abs(late))}
    if late > 0:
        return _("Paid after {days} lately, {gap} later than agreed").format(**words)
    if late < 0:
        return _("Paid after {days} lately, {gap} sooner than agreed").format(**words)
    return _("Paid after {days} lately, as agreed").format(**words)


def band_text(key: str) -> str:
    """The name of a band of the ageing: "Not due", "1–30 days", "Over 90 days"."""
    if key == "not_due":
        return _("Not due")
    if key == "no_date":
        return _("No due date")
    if key.endswith("+"):
        return _("Over {days} days").format(days=int(key[:-1]) - 1)
    start, _dash, end = key.partition("-")
    return _("{start}–{end} days").format(start=start, end=end)


def band_value(band: AgeBand, currency: str) -> str:
    """What stands at the end of a bar: "138.5 万 · 61 笔 · 74%"."""
    if not band.count:
        return NOTHING
    share = band.share or Decimal(0)
    shown = "<1%" if 0 < share < Decimal("0.005") else percent(share, 0)
    return " · ".join((compact(band.amount, currency), _items_short(band.count), shown))


def debtor_value(one: Debtor, currency: str) -> str:
    """What a customer owes, and how much of it is late."""
    amount = compact(one.amount, currency)
    if not one.overdue:
        return amount
    return _("{amount} ({overdue} overdue)").format(amount=amount, overdue=compact(one.overdue, currency))


def days_text(days: float) -> str:
    return _days(round(days))


def agreed_text(days: float) -> str:
    """The words on the dashed line of the agreed terms."""
    return _("agreed terms {days} on average").format(days=_days(round(days)))


def _items_short(count: int) -> str:
    return ngettext("{count} item", "{count} items", count)


def listing(pairs: Iterable[tuple[str, str]]) -> str:
    """Figures as one line of text, for readers of the screen: "Not due: 138.5 万; 1–30 天: ..."."""
    return _("; ").join(_("{name}: {why}").format(name=name, why=value) for name, value in pairs)


def _names(names: Sequence[str]) -> str:
    """One name or two."""
    return names[0] if len(names) == 1 else _("{first} and {second}").format(first=names[0], second=names[1])

"""Is the money safe? The figures of the whole book on a day: tiles, ratios, data of the charts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from types import MappingProxyType
from typing import Any, Final

from app.models import aged, book, takings, worklist
from app.models.aged import Band
from app.models.dates import add_days, add_months, end_of_month
from app.models.money import plain
from app.models.owed import Owed
from app.models.store import Store
from app.models.takings import Settled
from app.services.rules import analytics
from app.services.rules.ageing import Buckets, five_bands

WINDOW: Final = 90
MONTHS: Final = 12
MOST: Final = 8
BANDS: Final = ("not_due", "1-30", "31-60", "61-90", "91+")
NO_DATE: Final = "no_date"


@dataclass(frozen=True, slots=True)
class Tiles:
    """The four figures on top, minor units of the book's currency.

    `balance` is the ledger's (money not applied taken off), `open` the receivables alone; shares are of `open`;
    `*_before` is the last day of the month before, or the same days of it; `due_soon` = within seven days.
    """

    as_of: date
    currency: str
    balance: int
    balance_before: int
    open: int
    customers: int
    count: int
    overdue: int
    overdue_share: Decimal | None
    overdue_customers: int
    due_soon: int
    due_soon_count: int
    received: int
    received_before: int


@dataclass(frozen=True, slots=True)
class AgeBand:
    """One band of the ageing: how much, how many receivables, which share of all."""

    key: str
    amount: int
    count: int
    share: Decimal | None


@dataclass(frozen=True, slots=True)
class Debtor:
    """One of those who owe most; `old` is overdue by more than 90 days."""

    customer_id: int
    code: str
    name: str
    amount: int
    overdue: int
    old: int


@dataclass(frozen=True, slots=True)
class MonthOfDays:
    """Days from issue to payment of what was settled in a month (YYYY-MM), weighted by amount; None when nothing was."""

    month: str
    days: Decimal | None
    amount: int


@dataclass(frozen=True, slots=True)
class DashboardFigures:
    """Everything the dashboard shows. `kpi` holds None where a figure does not apply (domain.md M2 point 11).

    `oldest` are the customers with most money overdue by more than 90 days; `agreed_days` is the mean of the terms of
    what was settled in the twelve months; `receivables` counts all there ever were.
    """

    as_of: date
    currency: str
    receivables: int
    tiles: Tiles
    ageing: tuple[AgeBand, ...]
    debtors: tuple[Debtor, ...]
    oldest: tuple[Debtor, ...]
    days_to_pay: tuple[MonthOfDays, ...]
    agreed_days: Decimal | None
    kpi: Mapping[str, Decimal | None]


class Dashboard:
    """Figures of the whole book."""

    def __init__(self, store: Store, today: date) -> None:
        self._store = store
        self._today = today

    def tiles(self, on: date | None = None) -> Tiles:
        """The four figures of a day alone (Today shows them too)."""
        on = on or self._today
        with self._store.snapshot():
            return self._tiles(on, worklist.owed(self._store, on), worklist.totals(self._store, _month_before(on))[0])

    def figures(self, on: date | None = None) -> DashboardFigures:
        """All figures of a day, as they were at its end."""
        with self._store.snapshot():
            return self._figures(on or self._today)

    def _figures(self, on: date) -> DashboardFigures:
        owed = worklist.owed(self._store, on)
        before, open_before = worklist.totals(self._store, _month_before(on))
        tiles = self._tiles(on, owed, before)
        settled = self._settled(on)
        return DashboardFigures(
            as_of=on,
            currency=tiles.currency,
            receivables=worklist.receivable_count(self._store),
            tiles=tiles,
            ageing=_ageing(aged.bands(self._store, on, Buckets().edges(on))),
            debtors=tuple(_debtor(one) for one in owed[:MOST] if one.balance > 0),
            oldest=tuple(_debtor(one) for one in sorted(owed, key=lambda one: -one.old)[:2] if one.old),
            days_to_pay=_by_month(settled, on),
            agreed_days=_mean((each.agreed_days, each.dated) for each in settled.values()),
            kpi=MappingProxyType(self._kpi(on, tiles, open_before, [one.balance for one in owed])),
        )

    def _tiles(self, on: date, owed: list[Owed], balance_before: int) -> Tiles:
        month = on.replace(day=1)
        earlier = add_months(month, -1)
        same_day = min(earlier + (on - month), _month_before(on))
        overdue, open_ = sum(one.overdue for one in owed), sum(one.open for one in owed)
        return Tiles(
            as_of=on,
            currency=book.company(self._store).currency,
            balance=sum(one.balance for one in owed),
            balance_before=balance_before,
            open=open_,
            customers=sum(1 for one in owed if one.balance > 0),
            count=sum(one.count for one in owed),
            overdue=overdue,
            overdue_share=analytics.ratio(overdue, open_),
            overdue_customers=sum(1 for one in owed if one.overdue),
            due_soon=sum(one.soon for one in owed),
            due_soon_count=sum(one.soon_count for one in owed),
            received=takings.received(self._store, month, on),
            received_before=takings.received(self._store, earlier, same_day),
        )

    def _kpi(self, on: date, tiles: Tiles, open_before: int, balances: list[int]) -> dict[str, Decimal | None]:
        """By domain.md F over the open receivables; days of sales over the 90 days up to `on`."""
        sales = takings.sales(self._store, add_days(on, 1 - WINDOW), on)
        of_month = takings.sales(self._store, on.replace(day=1), on)
        current = tiles.open - tiles.overdue
        back = analytics.count_back(tiles.open, _months_of_sales(takings.sales_by_month(self._store, on), on))
        shares = analytics.concentration(balances)
        return {
            "dso_simple": analytics.days_of_sales(tiles.open, sales, WINDOW),
            "dso_countback": None if back is None or back.at_least else back.days,
            "best_possible_dso": analytics.days_of_sales(current, sales, WINDOW),
            "add": analytics.days_of_sales(tiles.overdue, sales, WINDOW),
            "cei": analytics.collection_index(open_before, of_month, tiles.open, current),
            "overdue_share": tiles.overdue_share,
            "hhi": shares.hhi,
            "top_1_share": shares.top_1,
            "top_5_share": shares.top_5,
            "provision": None,
            "expected_loss": None,
        }

    def _settled(self, on: date) -> dict[str, Settled]:
        since = add_months(on.replace(day=1), 1 - MONTHS)
        return {each.month: each for each in takings.settled_by_month(self._store, since, on)}


def _month_before(on: date) -> date:
    return on.replace(day=1) - timedelta(days=1)


def _mean(sums: Any) -> Decimal | None:
    """The mean from pairs of (amount times days, amount)."""
    pairs = list(sums)
    return analytics.ratio(sum(total for total, _weight in pairs), sum(weight for _total, weight in pairs))


def _debtor(one: Owed) -> Debtor:
    return Debtor(one.customer_id, one.code, one.name, one.balance, one.overdue, one.old)


def _ageing(bands: list[Band]) -> tuple[AgeBand, ...]:
    """The five bands of the screens; what has no due day is a sixth, when there is any."""
    keys = Buckets().keys
    whole = sum(band.amount for band in bands)
    amounts = five_bands(keys, [band.amount for band in bands])
    counts = five_bands(keys, [band.count for band in bands])
    five = [AgeBand(*each, analytics.ratio(each[1], whole)) for each in zip(BANDS, amounts, counts, strict=True)]
    undated = bands[-1]
    rest = [AgeBand(NO_DATE, undated.amount, undated.count, analytics.ratio(undated.amount, whole))]
    return (*five, *(rest if undated.count else []))


def _by_month(settled: Mapping[str, Settled], on: date) -> tuple[MonthOfDays, ...]:
    names = [add_months(on.replace(day=1), back).isoformat()[:7] for back in range(1 - MONTHS, 1)]
    return tuple(_month_of_days(name, settled.get(name)) for name in names)


def _month_of_days(name: str, found: Settled | None) -> MonthOfDays:
    if found is None:
        return MonthOfDays(name, None, 0)
    return MonthOfDays(name, analytics.ratio(found.amount_days, found.amount), found.amount)


def _months_of_sales(by_month: Mapping[str, int], on: date) -> list[tuple[int, int]]:
    """(calendar days, sales) from the month of `on` (its days so far) back to the first month with a document."""
    if not by_month:
        return []
    first, month, found = min(by_month), on.replace(day=1), [(on.day, by_month.get(on.isoformat()[:7], 0))]
    while (month := add_months(month, -1)).isoformat()[:7] >= first:
        found.append((end_of_month(month).day, by_month.get(month.isoformat()[:7], 0)))
    return found


def as_json(found: DashboardFigures) -> dict[str, Any]:
    """The shape of `kedun dashboard --json`: money as decimal text, days and ratios as numbers, null = does not apply."""
    return {
        "as_of": found.as_of.isoformat(),
        "currency": found.currency,
        "tiles": _tiles_json(found.tiles),
        "kpi": {name: _number(value) for name, value in found.kpi.items()},
        "charts": _charts_json(found),
    }


def _number(value: Decimal | None) -> float | None:
    return None if value is None else round(float(value), 6)


def _tiles_json(tiles: Tiles) -> dict[str, Any]:
    def text(minor: int) -> str:
        return plain(minor, tiles.currency)

    return {
        "receivables": {
            "amount": text(tiles.balance),
            "last_month_end": text(tiles.balance_before),
            "customers": tiles.customers,
            "count": tiles.count,
        },
        "overdue": {
            "amount": text(tiles.overdue),
            "share": _number(tiles.overdue_share),
            "customers": tiles.overdue_customers,
        },
        "due_soon": {"amount": text(tiles.due_soon), "count": tiles.due_soon_count},
        "received": {"amount": text(tiles.received), "last_month": text(tiles.received_before)},
    }


def _charts_json(found: DashboardFigures) -> dict[str, Any]:
    def text(minor: int) -> str:
        return plain(minor, found.currency)

    return {
        "ageing": [
            {"band": band.key, "amount": text(band.amount), "count": band.count, "share": _number(band.share)}
            for band in found.ageing
        ],
        "top_debtors": [
            {"customer": one.code, "name": one.name, "amount": text(one.amount), "overdue": text(one.overdue)}
            for one in found.debtors
        ],
        "days_to_pay": {
            "months": [
                {"month": each.month, "days": _number(each.days), "amount": text(each.amount)}
                for each in found.days_to_pay
            ],
            "agreed": _number(found.agreed_days),
        },
    }

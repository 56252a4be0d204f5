"""Rates that people entered: reference rates for late interest, rates of exchange. Both hold from their day to the next row."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from app.models.change import Change
from app.models.store import Store


@dataclass(frozen=True, slots=True)
class OwnRate:
    """A reference rate of this book; 34500 ppm = 3.45 % a year."""

    id: int
    series: str
    on_day: date
    rate_ppm: int
    source: str
    checked_on: date


@dataclass(frozen=True, slots=True)
class ExchangeRate:
    """`rate` = units of the book's currency for 1 unit, decimal text."""

    id: int
    currency: str
    on_day: date
    rate: str
    source: str | None


OWN: Final = "id,series,on_day,rate_ppm,source,checked_on"
EXCHANGE: Final = "id,currency,on_day,rate,source"


def _own(*row: Any) -> OwnRate:
    return OwnRate(row[0], row[1], date.fromisoformat(row[2]), row[3], row[4], date.fromisoformat(row[5]))


def _exchange(*row: Any) -> ExchangeRate:
    return ExchangeRate(row[0], row[1], date.fromisoformat(row[2]), *row[3:])


def own(store: Store, series: str) -> list[OwnRate]:
    return store.rows(_own, f"select {OWN} from reference_rate where series=? order by on_day", (series,))


def own_one(store: Store, rate_id: int) -> OwnRate | None:
    return store.one(_own, f"select {OWN} from reference_rate where id=?", (rate_id,))


def exchange(store: Store) -> list[ExchangeRate]:
    """Every rate of exchange, by currency, the newest first."""
    return store.rows(_exchange, f"select {EXCHANGE} from exchange_rate order by currency, on_day desc")


def exchange_one(store: Store, rate_id: int) -> ExchangeRate | None:
    return store.one(_exchange, f"select {EXCHANGE} from exchange_rate where id=?", (rate_id,))


def insert(change: Change, table: str, values: Mapping[str, Any]) -> int:
    return change.insert(table, dict(values))


def update(change: Change, table: str, rate_id: int, values: Mapping[str, Any]) -> None:
    change.update(table, rate_id, dict(values))


def delete(change: Change, table: str, rate_id: int) -> None:
    """A rate that is gone was never known; the journal keeps it."""
    change.delete(table, rate_id)

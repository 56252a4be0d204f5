"""Dated rates: the shipped table, rows of one's own, what is stale, rates of exchange."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from app.models.errors import Invalid, UserError
from app.services.rates import SERIES, shipped
from tests.book import Book


def test_shipped_table_is_whole() -> None:
    rows = {series: shipped()[series] for series in SERIES}
    assert (len(rows["LPR1Y"]), len(rows["LPR5Y"])) == (86, 86)
    changes = [
        (str(b.on_day), str(b.rate)) for a, b in zip(rows["LPR1Y"], rows["LPR1Y"][1:], strict=False) if a.rate != b.rate
    ]
    assert changes == [
        ("2019-09-20", "0.042"), ("2019-11-20", "0.0415"), ("2020-02-20", "0.0405"), ("2020-04-20", "0.0385"),
        ("2021-12-20", "0.038"), ("2022-01-20", "0.037"), ("2022-08-22", "0.0365"), ("2023-06-20", "0.0355"),
        ("2023-08-21", "0.0345"), ("2024-07-22", "0.0335"), ("2024-10-21", "0.031"), ("2025-05-20", "0.03"),
    ]  # fmt: skip
    five = {row.on_day: row.rate for row in rows["LPR5Y"]}
    assert five[date(2024, 2, 20)] == Decimal("0.0395")  # a table in circulation has 4.20
    months = [(row.on_day.year, row.on_day.month) for row in rows["LPR1Y"]]
    assert months == [(2019 + (7 + i) // 12, (7 + i) % 12 + 1) for i in range(86)]
    assert all(row.source and row.checked_on for series in SERIES for row in rows[series])


@pytest.mark.parametrize(
    ("on", "published", "rate"),
    [
        ("2024-06-30", "2024-06-20", "0.0345"),
        ("2024-07-21", "2024-06-20", "0.0345"),
        ("2024-07-22", "2024-07-22", "0.0335"),
    ],
)
def test_rate_of_a_day_is_the_last_one_published(book: Book, on: str, published: str, rate: str) -> None:
    found = book.services.rates.rate_on("LPR1Y", date.fromisoformat(on))
    assert found is not None
    assert (found.on_day, found.rate) == (date.fromisoformat(published), Decimal(rate))


def test_before_the_first_row_there_is_no_rate(book: Book) -> None:
    assert book.services.rates.rate_on("LPR1Y", date(2019, 8, 19)) is None
    days = (("ECB_MRO", date(2024, 7, 1)), ("BOE_BANK", date(2025, 12, 31)))
    found = [row.rate for series, on in days if (row := book.services.rates.rate_on(series, on))]
    assert found == [Decimal("0.0425"), Decimal("0.0375")]


def test_row_of_ones_own_wins_and_gives_way_again(book: Book) -> None:
    rates, day = book.services.rates, date(2026, 9, 20)
    own = rates.add("LPR1Y", day, Decimal("0.0295"), "typed", date(2026, 11, 20))
    found = rates.table("LPR1Y")[0]
    assert (found.rate, found.own_id, found.source, found.checked_on) == (
        Decimal("0.0295"),
        own,
        "typed",
        date(2026, 11, 20),
    )
    assert len(rates.table("LPR1Y")) == 86
    rates.correct(own, "LPR1Y", day, Decimal("0.029"), "typed again")
    assert rates.table("LPR1Y")[0].rate == Decimal("0.029")
    rates.remove(own)
    assert (rates.table("LPR1Y")[0].rate, rates.table("LPR1Y")[0].own_id) == (Decimal("0.03"), None)
    book.services.history.undo()
    assert rates.table("LPR1Y")[0].rate == Decimal("0.029")


def test_lpr_is_stale_after_45_days(book: Book) -> None:
    rates = book.services.rates
    assert rates.stale("LPR1Y", date(2026, 11, 4)) is None
    assert rates.stale("LPR1Y", date(2026, 11, 5)) == date(2026, 9, 20)
    rates.add("LPR1Y", date(2026, 10, 20), Decimal("0.03"), "chinamoney.com.cn")
    assert rates.stale("LPR1Y", date(2026, 11, 5)) is None
    assert rates.stale("LPR5Y", date(2026, 11, 5)) == date(2026, 9, 20)


def test_half_yearly_rates_are_stale_when_a_half_year_began_without_one(book: Book) -> None:
    def stale(on: date) -> list[date | None]:
        return [book.services.rates.stale(series, on) for series in ("ECB_MRO", "BOE_BANK", "PBOC1Y")]

    assert stale(date(2026, 12, 31)) == [None, None, None]
    assert stale(date(2027, 1, 1)) == [date(2026, 7, 1), date(2026, 6, 30), None]


@pytest.mark.parametrize(
    ("series", "on", "rate", "source", "field"),
    [
        ("LIBOR", date(2026, 1, 1), "0.03", "x", "series"),
        ("LPR1Y", date(1980, 1, 1), "0.03", "x", "on_day"),
        ("LPR1Y", date(2026, 1, 1), "3.45", "x", "rate"),
        ("LPR1Y", date(2026, 1, 1), "0.0345678", "x", "rate"),
        ("LPR1Y", date(2026, 1, 1), "0.03", " ", "source"),
    ],
)
def test_rows_that_cannot_be(book: Book, series: str, on: date, rate: str, source: str, field: str) -> None:
    with pytest.raises(Invalid) as refused:
        book.services.rates.add(series, on, Decimal(rate), source)
    assert refused.value.field == field


def test_one_row_a_day(book: Book) -> None:
    rates, day = book.services.rates, date(2026, 10, 20)
    first = rates.add("LPR1Y", day, Decimal("0.03"), "x")
    rates.add("LPR5Y", day, Decimal("0.035"), "x")
    with pytest.raises(Invalid, match="already"):
        rates.add("LPR1Y", day, Decimal("0.031"), "x")
    rates.remove(first)
    with pytest.raises(UserError, match="gone"):
        rates.remove(first)


def test_exchange_rates(book: Book) -> None:
    book.ledger("customer A USD")
    rates = book.services.rates
    first = rates.add_exchange("usd", date(2026, 11, 1), "7.10", "bank")
    rates.add_exchange("USD", date(2026, 11, 10), "7.2")
    rates.add_exchange("EUR", date(2026, 11, 1), "8")
    assert [(row.currency, str(row.on_day), row.rate) for row in rates.exchange_rates()] == [
        ("EUR", "2026-11-01", "8"), ("USD", "2026-11-10", "7.2"), ("USD", "2026-11-01", "7.1"),
    ]  # fmt: skip
    book.ledger("invoice X A 2026-11-05 due 2026-12-05 100 USD")
    rates.correct_exchange(first, "USD", date(2026, 11, 1), "7.3", "bank")
    book.ledger("invoice Y A 2026-11-05 due 2026-12-05 100 USD")
    assert [item.amount_base for item in book.services.receivables.open_items(book.ids["A"])] == [710_00, 730_00]
    rates.remove_exchange(first)
    assert len(rates.exchange_rates()) == 2
    book.services.history.undo()
    assert len(rates.exchange_rates()) == 3


@pytest.mark.parametrize(
    ("currency", "rate", "field"),
    [
        ("CNY", "1", "currency"),
        ("DOLLAR", "7", "currency"),
        ("USD", "x", "rate"),
        ("USD", "0", "rate"),
        ("USD", "-7", "rate"),
    ],
)
def test_exchange_rates_that_cannot_be(book: Book, currency: str, rate: str, field: str) -> None:
    with pytest.raises(Invalid) as refused:
        book.services.rates.add_exchange(currency, date(2026, 11, 1), rate)
    assert refused.value.field == field


def test_one_exchange_rate_a_day(book: Book) -> None:
    rates = book.services.rates
    rates.add_exchange("USD", date(2026, 11, 1), "7")
    second = rates.add_exchange("USD", date(2026, 11, 2), "7")
    with pytest.raises(Invalid, match="already"):
        rates.correct_exchange(second, "USD", date(2026, 11, 1), "7.1")

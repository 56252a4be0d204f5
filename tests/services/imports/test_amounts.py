"""Amounts as files write them."""

from __future__ import annotations

from decimal import Decimal

import pytest

from app.services.imports.amounts import Amounts, currency, find_separator
from app.services.imports.reasons import Bad


def amount(cell: object, factor: int = 1, decimal: str = "") -> object:
    return Amounts(factor, decimal, {})(cell)


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("1,234.50", "1234.50"),
        ("1234.5", "1234.5"),
        ("1,234", "1234"),
        ("12,34,567.89", "1234567.89"),
        ("1.234,50", "1234.50"),
        ("1.234.567", "1234567"),
        ("1 234,50", "1234.50"),
        ("1'234.50", "1234.50"),
        ("0,5", "0.5"),
        ("４５５，０７８．８７", "455078.87"),
        ("(1,234.50)", "-1234.50"),
        ("（1,234.50）", "-1234.50"),
        ("1,234.50-", "-1234.50"),
        ("-1,234.50", "-1234.50"),
        ("−1,234.50", "-1234.50"),
        ("¥1,234.50", "1234.50"),
        ("￥-1,234.50", "-1234.50"),
        ("-¥1,234.50", "-1234.50"),
        ("$1,234.50", "1234.50"),
        ("$(1,234.50)", "-1234.50"),
        ("USD 1,234.50", "1234.50"),
        ("1.234,50 €", "1234.50"),
        ("1234.50元", "1234.50"),
        ("48.9662万元", "489662"),
        ("1.2亿", "120000000"),
        ("'100.00", "100.00"),
    ],
)
def test_written_amounts(written: str, value: str) -> None:
    assert amount(written) == Decimal(value)


@pytest.mark.parametrize("blank", ["", "-", "--", "—", "/", "N/A", "无", None])
def test_blanks_are_nothing_not_zero(blank: str | None) -> None:
    assert amount(blank) is None


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("待定", "not_a_number"),
        ("12abc", "not_a_number"),
        ("5%", "not_a_number"),
        ("1,23.4,5", "not_a_number"),
        ("1-2", "not_a_number"),
        ("2026-01-31", "not_a_number"),
        (True, "not_a_number"),
        ("1.23457E+11", "digits_lost"),
        (float("nan"), "absurd"),
        (float("inf"), "absurd"),
    ],
)
def test_what_is_no_amount(written: object, code: str) -> None:
    assert amount(written) == Bad(code)


def test_three_digits_after_a_point_can_be_read_in_two_ways() -> None:
    assert amount("272.874") == Bad("two_ways")
    assert amount("272.874", decimal=".") == Decimal("272.874")
    assert amount("272.874", decimal=",") == Decimal("272874")


def test_the_column_decides_what_a_single_cell_cannot() -> None:
    assert find_separator(["1.234", "5,50"]) == ","
    assert find_separator(["1,234", "5.50"]) == "."
    assert find_separator(["1,234", "2,345"]) == ""
    assert find_separator(["1.234"], hint=",") == ","
    assert find_separator(["1,50", "2.50"]) == ""


def test_figures_of_a_spreadsheet_bring_no_binary_noise() -> None:
    assert amount(2309.7899999999995) == Decimal("2309.79")
    assert amount(0.1 + 0.2) == Decimal("0.3")
    assert amount("2309.7899999999995") == Decimal("2309.79")
    assert amount(48.9662, factor=10_000) == Decimal("489662")
    assert amount(20_000_000) == Decimal("20000000")


def test_a_unit_in_the_cell_stands_above_that_of_the_heading() -> None:
    assert amount("3", factor=10_000) == Decimal("30000")
    assert amount("3万", factor=10_000) == Decimal("30000")


def test_the_mark_in_a_cell_tells_the_currency() -> None:
    reader = Amounts(1, ".", {})
    for cell in ("€ 5.00", "¥6.00", "HK$7.00", "8.00"):
        reader(cell)
    assert reader.marks == {"€ 5.00": "EUR", "¥6.00": "CNY", "HK$7.00": "HKD"}


@pytest.mark.parametrize(
    ("written", "code"), [("人民币", "CNY"), ("RMB", "CNY"), ("美元", "USD"), ("usd", "USD"), ("€", "EUR"), ("", None)]
)
def test_currencies(written: str, code: str | None) -> None:
    assert currency(written) == code


def test_a_word_is_no_currency() -> None:
    assert currency("现金") == Bad("not_a_currency")

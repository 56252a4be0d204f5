"""Figures and dates, shown and read."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app import i18n
from app.models.errors import UserError
from app.services import formats

TODAY = date(2026, 11, 21)


@pytest.fixture(autouse=True)
def speak_chinese() -> Iterator[None]:
    before = i18n.language()
    i18n.use("zh_CN")
    yield
    i18n.use(before)


@pytest.mark.parametrize(
    ("minor", "currency", "text"),
    [
        (123456789, "CNY", "1,234,567.89"),
        (-123400, "CNY", "−1,234.00"),
        (0, "CNY", "0.00"),
        (1, "CNY", "0.01"),
        (1234567, "JPY", "1,234,567"),
        (1234567, "KWD", "1,234.567"),
    ],
)
def test_figure(minor: int, currency: str, text: str) -> None:
    assert formats.figure(minor, currency) == text


def test_money_carries_its_symbol_and_zero_can_be_a_dash() -> None:
    assert formats.money(123456789, "CNY") == "¥1,234,567.89"
    assert formats.money(-5000, "USD") == "−$50.00"
    assert formats.money(5000, "CHF") == "CHF 50.00"
    assert formats.money(0, "CNY", dash=True) == "—"
    assert formats.figure(0, "CNY", dash=True) == "—"


@pytest.mark.parametrize(
    ("minor", "chinese", "english"),
    [
        (186432000, "186.4 万", "¥1.86M"),
        (12345678900, "1.23 亿", "¥123.46M"),
        (9999999900, "1.00 亿", "¥100.00M"),
        (860000, "8,600", "¥8,600"),
        (8680000, "8.7 万", "¥86.8K"),
        (-186432000, "−186.4 万", "−¥1.86M"),
        (99999999, "100.0 万", "¥1.00M"),
        (0, "0", "¥0"),
    ],
)
def test_compact(minor: int, chinese: str, english: str) -> None:
    assert formats.compact(minor, "CNY") == chinese
    i18n.use("en")
    assert formats.compact(minor, "CNY") == english


def test_percent() -> None:
    assert formats.percent(Decimal("0.257")) == "25.7%"
    assert formats.percent(Decimal("1.12"), 0) == "112%"
    assert formats.percent(Decimal("-0.0005"), 0) == "0%"
    assert formats.percent(Decimal("-0.05")) == "−5.0%"


@pytest.mark.parametrize(
    ("fen", "text"),
    [
        (1, "人民币壹分"),
        (50, "人民币伍角整"),
        (0, "人民币零元整"),
        (1000, "人民币壹拾元整"),
        (6000000, "人民币陆万元整"),
        (32504, "人民币叁佰贰拾伍元零肆分"),
        (140950, "人民币壹仟肆佰零玖元伍角整"),
        (600714, "人民币陆仟零柒元壹角肆分"),
        (1640902, "人民币壹万陆仟肆佰零玖元零贰分"),
        (10700053, "人民币壹拾万柒仟元伍角叁分"),
        (100050000, "人民币壹佰万零伍佰元整"),
        (1000000500, "人民币壹仟万零伍元整"),
        (1200000000000, "人民币壹佰贰拾亿元整"),
        (10**14, "人民币壹万亿元整"),
        (10**14 + 100, "人民币壹万亿零壹元整"),
        (-600, "人民币负陆元整"),
    ],
)
def test_amount_in_words(fen: int, text: str) -> None:
    assert formats.capitals(fen) == text


def value_of(words: str) -> int:
    """An independent reader of the characters, in fen."""
    yuan, _, cents = words.removeprefix("人民币").rpartition("元")
    total = section = group = digit = 0
    for sign in yuan:
        if sign in "零壹贰叁肆伍陆柒捌玖":
            digit = "零壹贰叁肆伍陆柒捌玖".index(sign)
        elif sign in "拾佰仟":
            group, digit = group + digit * 10 ** ("拾佰仟".index(sign) + 1), 0
        elif sign == "万":
            section, group, digit = (section + group + digit) * 10**4, 0, 0
        else:
            total, section, group, digit = (total + section + group + digit) * 10**8, 0, 0, 0
    fen = 0
    for number, unit in pairwise(cents):
        fen += "零壹贰叁肆伍陆柒捌玖".index(number) * {"角": 10, "分": 1}[unit] if unit in "角分" else 0
    return (total + section + group + digit) * 100 + fen


@given(st.integers(min_value=1, max_value=10**14))
def test_words_read_back_to_the_amount(fen: int) -> None:
    words = formats.capitals(fen)
    assert value_of(words) == fen
    assert "零零" not in words
    assert words.endswith(("整", "分"))


@pytest.mark.parametrize(
    ("text", "fen"),
    [
        ("60000", 6000000),
        ("60,000", 6000000),
        ("６００００", 6000000),
        ("６０，０００．５", 6000050),
        ("6万", 6000000),
        ("6.5w", 6500000),
        ("6.5W", 6500000),
        ("1.2亿", 12000000000),
        ("3000+2500", 550000),
        ("３０００＋２５００．５", 550050),
        ("¥60000", 6000000),
        ("￥60,000.00", 6000000),
        ("60000元", 6000000),
        ("60000元整", 6000000),
        ("RMB 1,234,567.89", 123456789),
        (".5", 50),
        ("12。5", 1250),
        ("5.", 500),
        ("0", 0),
        ("6.54321万", 6543210),
    ],
)
def test_typed_amounts(text: str, fen: int) -> None:
    assert formats.read_amount(text, "CNY") == fen


@pytest.mark.parametrize(
    "text",
    [
        "abc",
        "",
        "1 2 x",
        "12,34",
        "1,2345",
        "60,00",
        "1.2.3",
        "+",
        "3000+",
        "-5",
        "−5",
        "3000-500",
        "1.234",
        "100000000000.01",
        "6万5",
        "1e5",
        "$5",
        "½",
        "五万",
    ],
)
def test_amounts_that_are_refused(text: str) -> None:
    with pytest.raises(UserError):
        formats.read_amount(text, "CNY")


def test_the_largest_amount_is_taken_and_one_more_is_not() -> None:
    assert formats.read_amount("1000亿", "CNY") == 10**13
    with pytest.raises(UserError, match=r"too large|太大"):
        formats.read_amount("100000000000.01", "CNY")


def test_decimals_follow_the_currency() -> None:
    assert formats.read_amount("1.234", "KWD") == 1234
    assert formats.read_amount("$1,234.5", "USD") == 123450
    assert formats.read_amount("JPY 500", "JPY") == 500
    with pytest.raises(UserError):
        formats.read_amount("1.5", "JPY")


@given(st.integers(min_value=0, max_value=10**13), st.sampled_from(["CNY", "USD", "JPY", "KWD", "CHF"]))
def test_what_is_shown_can_be_typed(minor: int, currency: str) -> None:
    assert formats.read_amount(formats.money(minor, currency), currency) == minor
    assert formats.read_amount(formats.figure(minor, currency), currency) == minor


@given(st.text(max_size=30))
def test_no_text_breaks_the_readers(text: str) -> None:
    for read in (lambda: formats.read_amount(text, "CNY"), lambda: formats.read_day(text, TODAY)):
        try:
            read()
        except UserError as refused:
            assert refused.text


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("1121", TODAY),
        ("11-21", TODAY),
        ("11.21", TODAY),
        ("11/21", TODAY),
        ("20261121", TODAY),
        ("2026-11-21", TODAY),
        ("2026/1/5", date(2026, 1, 5)),
        ("2026年1月5日", date(2026, 1, 5)),
        ("1月5日", date(2026, 1, 5)),
        ("２０２６－１１－２１", TODAY),
        ("2026-11-21 周六", TODAY),
        ("2026-11-21 Sat", TODAY),
        ("今天", TODAY),
        ("昨天", date(2026, 11, 20)),
        ("today", TODAY),
        ("+30", date(2026, 12, 21)),
        ("-1", date(2026, 11, 20)),
        ("月底", date(2026, 11, 30)),
        ("month end", date(2026, 11, 30)),
    ],
)
def test_typed_days(text: str, found: date) -> None:
    assert formats.read_day(text, TODAY) == found


@pytest.mark.parametrize("text", ["", "1332", "2026-13-01", "0229", "13/32", "soon", "+99999", "1899-01-01", "112"])
def test_days_that_are_refused(text: str) -> None:
    with pytest.raises(UserError):
        formats.read_day(text, TODAY)


@given(st.integers(min_value=0, max_value=40000))
def test_a_day_shown_can_be_typed(offset: int) -> None:
    on = date(1990, 1, 1) + timedelta(days=offset)
    for code in ("zh_CN", "en"):
        i18n.use(code)
        assert formats.read_day(formats.day_with_weekday(on), TODAY) == on
        assert formats.read_day(formats.day(on), TODAY) == on


def test_days_in_both_languages() -> None:
    assert formats.day_with_weekday(TODAY) == "2026-11-21 周六"
    assert formats.day(None) == "—"
    i18n.use("en")
    assert formats.day_with_weekday(TODAY) == "2026-11-21 Sat"


def test_phones_are_grouped_for_reading() -> None:
    assert formats.phone("13800138000") == "138 0013 8000"
    assert [formats.phone(text) for text in ("0571-88001234", "+6565000000", "", None)] == [
        "0571 8800 1234",
        "+6565000000",
        "",
        "",
    ]


def test_a_short_day_has_its_year_where_it_is_another() -> None:
    today = date(2026, 11, 22)
    assert [formats.short_day(on, today) for on in (date(2026, 1, 5), date(2027, 11, 10))] == ["01-05", "2027-11-10"]

"""大写: an amount written and read back by an independent reader."""

from __future__ import annotations

import re
from typing import Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.services.formats import capitals

DIGITS: Final = {sign: place for place, sign in enumerate("零壹贰叁肆伍陆柒捌玖")}
SMALL: Final = {"拾": 10, "佰": 100, "仟": 1_000}
WHOLE: Final = re.compile(r"人民币(?:(?P<yuan>[^元角分]+)元)?零?(?:(?P<jiao>.)角)?零?(?:(?P<fen>.)分)?(?P<end>整?)")


def read(text: str) -> int:
    """Fen of an amount in capitals; raises where it is not one."""
    found = WHOLE.fullmatch(text)
    assert found is not None, text
    assert bool(found["end"]) == (found["fen"] is None), "整 ends what has no 分, and nothing else"
    parts = (number(found["yuan"] or "零") * 100, DIGITS[found["jiao"] or "零"] * 10, DIGITS[found["fen"] or "零"])
    return sum(parts)


def number(text: str) -> int:
    """亿 above 万 above thousands: each part is read by itself."""
    for unit, size in (("亿", 10**8), ("万", 10**4)):
        head, found, rest = text.rpartition(unit)
        if found:
            return number(head) * size + number(rest or "零")
    total = 0
    for digit, place in re.findall(r"([零壹贰叁肆伍陆柒捌玖])([拾佰仟]?)", text):
        total += DIGITS[digit] * SMALL.get(place, 1)
    return total


@given(st.integers(1, 10**14))
def test_every_amount_reads_back(fen: int) -> None:
    """0.01 to 1,000,000,000,000.00 yuan."""
    assert read(capitals(fen)) == fen


@given(st.integers(0, 14), st.integers(1, 9), st.integers(0, 14), st.integers(0, 9))
def test_amounts_full_of_noughts_read_back(high: int, one: int, low: int, other: int) -> None:
    fen = one * 10**high + other * 10**low
    written = capitals(fen)
    assert read(written) == fen
    assert "零零" not in written
    assert not re.search("零[元万亿整]", written.replace("人民币零元整", ""))


@pytest.mark.parametrize(
    ("fen", "text"),
    [
        (1, "人民币壹分"),
        (10, "人民币壹角整"),
        (100, "人民币壹元整"),
        (1_00_05, "人民币壹佰元零伍分"),
        (1_409_50, "人民币壹仟肆佰零玖元伍角整"),
        (6_007_14, "人民币陆仟零柒元壹角肆分"),
        (1_680_32, "人民币壹仟陆佰捌拾元叁角贰分"),
        (107_000_53, "人民币壹拾万柒仟元伍角叁分"),
        (16_409_02, "人民币壹万陆仟肆佰零玖元零贰分"),
        (325_04, "人民币叁佰贰拾伍元零肆分"),
        (10**14, "人民币壹万亿元整"),
    ],
)
def test_the_examples_of_the_payment_rules(fen: int, text: str) -> None:
    """Most are those of 支付结算办法, 附一."""
    assert capitals(fen) == text

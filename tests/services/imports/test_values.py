"""Text, codes and the other cells that are neither amounts nor days."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from app.services.imports.amounts import Amounts
from app.services.imports.converters import converter
from app.services.imports.kinds import fields
from app.services.imports.reasons import Bad
from app.services.imports.values import (
    AUTO,
    Applied,
    Part,
    Share,
    applies_to,
    code,
    flag,
    instalments,
    lines,
    shares,
    term,
    text,
)


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ("  宏达  ", "宏达"),
        ("\u3000宏达\xa0", "宏达"),
        ("a\x00b\x07\u202ec\u200b", "abc"),
        ("第一行\n第二行", "第一行 第二行"),
        ("e\u0301", "é"),
        ("'=1+1", "=1+1"),
        ("'-5", "-5"),
        ("'＝x", "＝x"),
        ("O'Neil", "O'Neil"),
        ("'tis", "'tis"),
        (6708.0, "6708"),
        (1.5, "1.5"),
        (date(2026, 1, 31), "2026-01-31"),
        ("", None),
        ("   ", None),
        (None, None),
    ],
)
def test_text(cell: object, value: str | None) -> None:
    assert text(cell) == value


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        (4037644863.0, "4037644863"),
        (123456789012345.0, "123456789012345"),
        ("0140105686", "0140105686"),
        ("24312000000012345678", "24312000000012345678"),
        ("Ａ－００１", "A-001"),
        ("宏达（上海）", "宏达（上海）"),
        ("1E5", "1E5"),
    ],
)
def test_codes_stay_whole(cell: object, value: str) -> None:
    assert code(cell) == value


@pytest.mark.parametrize("cell", [2.4312000000012345e19, "2.4312E+19", float("nan")])
def test_codes_that_lost_digits_are_refused(cell: object) -> None:
    assert code(cell) == Bad("digits_lost")


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ("1", True),
        (1.0, True),
        (True, True),
        ("是", True),
        ("Yes", True),
        ("0", False),
        (0.0, False),
        ("否", False),
        ("", None),
    ],
)
def test_flags(cell: object, value: bool | None) -> None:
    assert flag(cell) is value


def test_a_word_is_no_flag() -> None:
    assert flag("maybe") == Bad("not_a_flag")


@pytest.mark.parametrize(
    ("cell", "days"),
    [
        ("30", 30), (30.0, 30), ("Net 30", 30), ("30天", 30), ("月结60天", 60), ("60 days net", 60), ("款到发货", 0), ("", None),
    ],
)  # fmt: skip
def test_terms(cell: object, days: int | None) -> None:
    assert term(cell) == days


def test_words_are_no_terms() -> None:
    assert term("按合同") == Bad("not_days")
    assert term("CA10") == Bad("not_days")
    assert term("1%5 net 30") == Bad("not_days")


def test_instalments() -> None:
    assert instalments("30% 2026-02-01; 70% 2026-03-01") == (
        Part(Decimal("0.3"), None, date(2026, 2, 1)),
        Part(Decimal("0.7"), None, date(2026, 3, 1)),
    )
    assert instalments("500 2026-02-01；1,200.50 2026-03-01") == (
        Part(None, Decimal(500), date(2026, 2, 1)),
        Part(None, Decimal("1200.50"), date(2026, 3, 1)),
    )
    assert instalments("60.00 2026-02-01; 35 acceptance+30; 5 - retention") == (
        Part(None, Decimal(60), date(2026, 2, 1)),
        Part(None, Decimal(35), None, "acceptance", 30),
        Part(None, Decimal(5), None, retention=True),
    )
    assert instalments("95% 交货；5% 验收后365天 质保金") == (
        Part(Decimal("0.95"), None, None, "delivery", 0),
        Part(Decimal("0.05"), None, None, "acceptance", 365, True),
    )
    assert instalments("half now") == Bad("not_instalments")
    assert instalments("30% 2026-02-31") == Bad("not_instalments")
    assert instalments("") is None


def test_parts_in_dispute() -> None:
    assert shares("25.00") == (Share(Decimal(25), None),)
    assert shares("25.00#2; 10#3") == (Share(Decimal(25), 2), Share(Decimal(10), 3))
    assert shares("all of it") == Bad("not_shares")


def test_a_note_keeps_its_lines_and_its_apostrophe() -> None:
    assert lines("first\r\nsecond ") == "first\nsecond"
    assert (lines("'=1"), lines("''=1"), lines("'tis")) == ("=1", "'=1", "'tis")


def test_receivables_that_a_payment_is_for() -> None:
    assert applies_to("INV1:100.00; INV2") == (Applied("INV1", Decimal("100.00")), Applied("INV2", None))
    assert applies_to("INV1：1,000.00；INV2：5") == (Applied("INV1", Decimal(1000)), Applied("INV2", Decimal(5)))
    assert applies_to("A-1, A-2、A-3") == (Applied("A-1", None), Applied("A-2", None), Applied("A-3", None))
    assert applies_to(8483378519.0) == (Applied("8483378519", None),)
    assert applies_to("auto") == AUTO == applies_to("自动")
    assert applies_to("U-1:20.00=140.00; A-2:5#2") == (
        Applied("U-1", Decimal(20), Decimal(140)),
        Applied("A-2", Decimal(5), None, 2),
    )
    assert applies_to("A#1:5; B=2") == (Applied("A#1", Decimal(5)), Applied("B=2", None))
    assert applies_to("U-1:20=") == Bad("not_applied")
    assert applies_to("INV1:x") == Bad("not_applied")
    assert applies_to("-") is None


@pytest.mark.parametrize(
    ("kind", "name", "cell", "value"),
    [
        ("payments", "method", "银行承兑汇票", "bank_bill"),
        ("payments", "method", "Bank Transfer", "transfer"),
        ("payments", "method", "UPI", "other"),
        ("invoices", "kind", "红字发票", "credit_note"),
        ("invoices", "kind", "Credit Memo", "credit_note"),
        ("invoices", "kind", "报销单", Bad("not_a_choice")),
        ("invoices", "status", " 作废发票", "void"),
        ("invoices", "status", "Paid", None),
        ("customers", "size", "小型企业", "small"),
        ("customers", "credit_limit", "不限", "unlimited"),
        ("customers", "credit_limit", "50万", Decimal(500_000)),
    ],
)
def test_choices_and_limits(kind: str, name: str, cell: str, value: object) -> None:
    field = next(one for one in fields(kind) if one.name == name)
    assert converter(field, Amounts(1, ".", {}), None)(cell) == value

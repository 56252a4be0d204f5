from __future__ import annotations

import pytest

from app.services.documents.style import clean, fit, two_lines


def each(text: str) -> float:
    """One point a character: widths that a person can count."""
    return len(text)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("甲公司", "甲公司"),
        ("上海市浦东新区商贸公司", "上海市浦东新\n区商贸公司"),
        ("Alpha Beta Gamma", "Alpha\nBeta…"),
        ("abcdefghijkl", "abcdef\nghijkl"),
        ("abcdefghijklmno", "abcdef\nghijk…"),
        ("甲乙丙丁戊（上海）", "甲乙丙丁戊\n（上海）"),
        ("", ""),
    ],
)
def test_names_take_two_lines_of_six(text: str, shown: str) -> None:
    assert fit(text, 6, each, lines=2) == shown


def test_one_line_ends_in_an_ellipsis() -> None:
    assert fit("示例贸易有限公司", 5, each, lines=1) == "示例贸易…"


def test_headings_break_at_spaces_and_brackets() -> None:
    assert two_lines("Most days overdue", each) == "Most days\noverdue"
    assert two_lines("最长逾期（天）", each) == "最长逾期\n（天）"
    assert two_lines("未核销", each) == "未核销"


def test_text_is_one_line_of_what_can_be_seen() -> None:
    assert clean(" a\tb\r\nc\u202e\x00\ufe0f ") == "a b  c"
    assert clean("e\u0301") == "é"
    assert len(clean("x" * 10_000)) == 500

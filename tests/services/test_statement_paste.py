"""A block copied from a spreadsheet: which of its names are lines here, and which are not."""

from __future__ import annotations

from app.services import statement_paste

BLOCK = "项目\t2025\t2024\n货币资金\t80\t66\n固定资产\t310\t300\n存货\t230\t215\n短期借款\t120\t100\n"


def test_names_that_are_no_line_are_told() -> None:
    assert [key for key, _figures in statement_paste.rows_of(BLOCK)] == ["cash", "inventory"]
    assert statement_paste.left_out(BLOCK) == ["固定资产", "短期借款"]


def test_a_name_without_figures_is_a_heading() -> None:
    assert statement_paste.left_out("流动资产：\t\t\n货币资金\t80\t66\n存货\t230\t215\n") == []

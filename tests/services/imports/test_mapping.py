"""Columns found by their names: every name that is known, in another order, between unknown columns."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import get_args

import pytest

from app import i18n
from app.models.errors import UserError
from app.services import adjustments
from app.services.imports import kinds
from app.services.imports.headings import plain, read_heading
from app.services.imports.mapping import draft, guess_kind, propose, remap
from app.services.imports.workbook import Cell, Sheet, Workbook
from tests.services.imports.tables import typed, workbook

CELLS: dict[str, Cell] = {
    "text": "word", "portion": "20%", "lines": "two\nlines", "code": "K-17", "day": "2026-01-31", "amount": "1,250.40", "number": "7.1", "currency": "USD",
    "flag": "是", "instalments": "30% 2026-02-01; 70% 2026-03-01", "applies_to": "INV1:100.00; INV2", "days": "30", "share": "30%",
    "limit": "50000", "rate_a_day": "0.05%", "shares": "25.00#2; 10.00#3", "per_cent": "2%", "figure": "1,250.40", "plan": "1 signing",
}  # fmt: skip
WORDS = {
    "kind": "发票",
    "method": "现金",
    "size": "小型",
    "status": "有效",
    "direction": "收入",
    "type": "退款",
    "purpose": "定金",
    "terms_basis": "月结",
    "unit": "万元",
    "audited": "经审计",
}
UNKNOWN = ("Lagerplatz", "上次盘点人")


def cell(field: kinds.Field) -> Cell:
    return WORDS[field.name] if field.type == "choice" else CELLS[field.type]


def names() -> list[tuple[str, str]]:
    return [(kind, field.name) for kind in kinds.KINDS for field in kinds.fields(kind)]


def beside(kind: str, field: kinds.Field, name: str) -> list[kinds.Field]:
    """The other columns of the table: all but optional ones that could be meant by the same words."""
    key = plain(name)
    return [
        other
        for other in kinds.fields(kind)
        if other.name != field.name
        and (other.required or not ({key} & (other.ranks | other.weak).keys()))
        and (other.required or plain(other.name) not in field.ranks | field.weak)
    ]


@pytest.mark.parametrize(("kind", "name"), names())
def test_every_synonym_is_found_on_another_sheet_in_another_order(kind: str, name: str) -> None:
    field = next(one for one in kinds.fields(kind) if one.name == name)
    told = kinds.document()["kinds"][kind][name]
    for synonym in [*told["names"], *told.get("weak", [])]:
        others = beside(kind, field, synonym)
        given = [(other.name, cell(other)) for other in reversed(others)]
        given.insert(len(given) // 2, (synonym, cell(field)))
        given = [(UNKNOWN[0], "A4"), *given, (UNKNOWN[1], "王")]
        front = Sheet("说明", [["请看第二页"]])
        table = Sheet("Tabelle 2", [[], [text for text, _cell in given], [each for _text, each in given]])
        proposal = propose(Workbook(Path("f.xlsx"), "xlsx", "", (front, table)), kind)
        headings = {column.field: column.heading for column in proposal.columns}
        assert headings.get(name) == synonym, (synonym, headings)
        assert (proposal.sheet, proposal.header) == ("Tabelle 2", 1)
        assert {text for _index, text in proposal.unused} >= set(UNKNOWN)
        assert proposal.indexes.keys() >= {other.name for other in others if other.required}


@pytest.mark.parametrize(
    ("headings", "fields"),
    [
        # 用友 U8 应收明细
        (
            ["单据类型", "单据编号", "立账日期", "客户编码", "客户简称", "币种", "汇率", "原币金额", "本币金额", "到期日", "摘要"],
            {"number": "单据编号", "customer": "客户编码", "issue_date": "立账日期", "amount": "原币金额", "rate": "汇率",
             "customer_name": "客户简称", "due_date": "到期日", "note": "摘要", "kind": "单据类型", "currency": "币种"},
        ),
        # 金蝶云星空
        (
            ["单据编号*", "业务日期", "客户(必填)", "价税合计（本位币）", "不含税金额", "税额", "收款到期日", "销售员", "备注"],
            {"number": "单据编号*", "customer": "客户(必填)", "issue_date": "业务日期", "amount": "价税合计（本位币）",
             "due_date": "收款到期日", "note": "备注"},
        ),
        # 管家婆
        (
            ["行号", "录单日期", "单据编号", "往来单位全名", "经手人", "单据金额", "未收金额", "附加说明"],
            {"number": "单据编号", "customer": "往来单位全名", "issue_date": "录单日期", "amount": "单据金额"},
        ),
        # QuickBooks
        (
            ["Transaction type", "Num", "Customer full name", "Date", "Due date", "Past due", "Amount", "Open balance"],
            {"number": "Num", "customer": "Customer full name", "issue_date": "Date", "due_date": "Due date",
             "amount": "Amount", "kind": "Transaction type"},
        ),
        # Xero
        (
            ["*ContactName", "EmailAddress", "*InvoiceNumber", "*InvoiceDate", "*DueDate", "Total", "InvoiceAmountDue"],
            {"number": "*InvoiceNumber", "customer": "*ContactName", "issue_date": "*InvoiceDate", "due_date": "*DueDate",
             "amount": "Total"},
        ),
        # SAP FBL5N
        (
            ["Customer", "Document Number", "Doc. Type", "Document Date", "Net due date", "Amount in doc. curr.", "Curr."],
            {"number": "Document Number", "customer": "Customer", "issue_date": "Document Date", "kind": "Doc. Type",
             "due_date": "Net due date", "amount": "Amount in doc. curr.", "currency": "Curr."},
        ),
        # DATEV
        (
            ["Debitorennr.", "Name des Kunden", "Belegdatum", "Rechnungs-Nr.", "Fälligkeit", "Bruttobetrag (EUR)", "Skonto"],
            {"number": "Rechnungs-Nr.", "customer": "Debitorennr.", "issue_date": "Belegdatum", "due_date": "Fälligkeit",
             "amount": "Bruttobetrag (EUR)", "customer_name": "Name des Kunden"},
        ),
    ],
)  # fmt: skip
def test_headings_of_programs_whose_files_were_not_given(headings: list[str], fields: dict[str, str]) -> None:
    found = propose(workbook(headings, [""] * len(headings)), "invoices")
    assert {column.field: column.heading for column in found.columns} == fields


def headings_of(*headings: str, below: list[Cell] | None = None) -> dict[str, tuple[str, str]]:
    found = propose(workbook(list(headings), below or [""] * len(headings)), "invoices")
    return {column.field: (column.heading, column.certainty) for column in found.columns}


def test_what_is_still_open_is_the_amount_only_when_there_is_no_other() -> None:
    three = ("单号", "客户", "业务日期")
    assert headings_of(*three, "应收余额")["amount"] == ("应收余额", "confirm")
    assert headings_of(*three, "应收余额", "金额")["amount"] == ("金额", "auto")
    assert headings_of("No.", "Client", "Date", "Outstanding")["amount"] == ("Outstanding", "confirm")


def test_with_tax_comes_before_without() -> None:
    assert headings_of("发票号码", "购方名称", "开票日期", "金额", "税额", "价税合计")["amount"] == ("价税合计", "auto")
    assert headings_of("发票号码", "购方名称", "开票日期", "金额(不含税)", "金额(含税)")["amount"] == (
        "金额(含税)",
        "auto",
    )


def test_a_name_within_a_heading_is_only_proposed() -> None:
    found = headings_of("增值税发票号码(票面)", "客户", "开票日期", "金额")
    assert found["number"] == ("增值税发票号码(票面)", "confirm")


def test_two_columns_of_the_same_name_are_to_be_confirmed() -> None:
    assert headings_of("number", "customer", "date", "date", "amount")["issue_date"] == ("date", "confirm")


def test_a_column_whose_cells_are_something_else_is_not_taken() -> None:
    below: list[Cell] = ["A-1", "宏达", "2026-01-31", "100.00", "见合同"]
    assert "disputed" not in headings_of("单号", "客户", "业务日期", "金额", "争议", below=below)


def test_a_due_date_is_taken_whatever_its_cells() -> None:
    """Passed over, every row would fall due on another day than the file says, and nobody would know."""
    below: list[Cell] = ["A-1", "宏达", "2026-01-31", "100.00", "见合同"]
    assert headings_of("单号", "客户", "业务日期", "金额", "到期日", below=below)["due_date"] == ("到期日", "confirm")
    below[-1] = "2026-03-01"
    assert headings_of("单号", "客户", "业务日期", "金额", "到期日", below=below)["due_date"] == ("到期日", "auto")


def test_a_header_of_two_lines_with_merged_cells() -> None:
    book = workbook(
        ["应收明细", "", "", "", ""],
        ["单号", "客户", "日期", "", "金额"],
        ["", "", "开票", "到期", ""],
        ["A-1", "宏达", "2026-01-05", "2026-02-05", "880.00"],
    )
    found = typed(book)
    assert found.rows[0].line == 4
    assert found.rows[0].values["issue_date"] == date(2026, 1, 5)
    assert found.rows[0].values["due_date"] == date(2026, 2, 5)


@pytest.mark.parametrize(
    ("title", "heading", "factor", "currency"),
    [
        ("单位：万元", "金额", 10_000, None),
        ("编制日期：2026年3月1日   单位：元", "金额", 1, None),
        ("", "金额（万元）", 10_000, None),
        ("", "金额(单位:千元)", 1_000, None),
        ("单位：万元", "金额（元）", 1, None),
        ("单位：美元", "金额", 1, "USD"),
        ("币种：欧元", "金额", 1, "EUR"),
        ("", "Amount (USD)", 1, "USD"),
        ("", "Betrag EUR", 1, "EUR"),
        ("", "金额（万美元）", 10_000, "USD"),
        ("", "Amount in thousands (HKD)", 1_000, "HKD"),
    ],
)
def test_unit_and_currency_of_titles_and_headings(title: str, heading: str, factor: int, currency: str | None) -> None:
    book = workbook([title], ["number", "customer", "issue_date", heading], ["A", "B", "2026-01-31", "12.5"])
    found = propose(book, "invoices")
    assert (found.factors["amount"], found.currency) == (factor, currency)


def test_what_is_missing_is_named_with_the_headings_seen() -> None:
    with pytest.raises(UserError) as refused:
        propose(workbook(["单号", "仓库"], ["A", "B"]), "invoices")
    assert refused.value.text == (
        "made.xlsx has no column for Customer, Transaction date, Amount, which is needed. Its headings are: 单号, 仓库."
    )
    assert draft(workbook(["单号", "仓库"], ["A", "B"]), "invoices").missing == ("customer", "issue_date", "amount")


def test_a_mapping_chosen_by_a_person_is_used_again_for_the_same_headings() -> None:
    rows: list[list[Cell]] = [["甲", "乙", "丙", "丁", "戊"], ["A-1", "宏达", "2026-01-31", "100", "200"]]
    book = workbook(*rows)
    chosen = {"number": 0, "customer": 1, "issue_date": 2, "amount": 4}
    proposal = remap(draft(book, "invoices"), book, chosen)
    again = propose(book, "invoices", remembered={proposal.signature: proposal.indexes})
    assert (again.indexes, next(c.samples for c in again.columns if c.field == "amount")) == (chosen, ("200",))
    other = workbook(["甲", "乙", "丙", "丁", "己"], rows[1])
    with pytest.raises(UserError):
        propose(other, "invoices", remembered={proposal.signature: proposal.indexes})
    with pytest.raises(UserError, match="Amount"):
        remap(proposal, book, {"number": 0, "customer": 1, "issue_date": 2})


def test_the_sheet_can_be_named() -> None:
    head: list[Cell] = ["number", "customer", "issue_date", "amount"]
    sheets = tuple(Sheet(name, [head, [name, "B", "2026-01-31", "1"]]) for name in ("2025", "2026"))
    book = Workbook(Path("f.xlsx"), "xlsx", "", sheets)
    assert propose(book, "invoices").sheet == "2025"
    assert propose(book, "invoices", sheet="2026").sheet == "2026"
    with pytest.raises(UserError, match=r"no sheet 2027 in f\.xlsx\. It has: 2025, 2026"):
        propose(book, "invoices", sheet="2027")


@pytest.mark.parametrize(
    ("headings", "kind"),
    [
        (["客户编码", "客户名称", "信用额度", "账期"], ("customers", "auto")),
        (["单据编号", "往来单位", "开单日期", "到期日", "应收金额"], ("invoices", "auto")),
        (["收款单号", "客户", "收款日期", "收款金额", "结算方式"], ("payments", "auto")),
        (["客户", "联系人", "职务", "手机", "微信"], ("contacts", "auto")),
        (["编号", "客户", "日期", "金额"], ("invoices", "confirm")),
    ],
)
def test_the_kind_is_guessed(headings: list[Cell], kind: tuple[str, str]) -> None:
    assert guess_kind(workbook(headings, [""] * len(headings))) == kind


@pytest.mark.parametrize(
    ("written", "key"),
    [
        ("Invoice #", "invoiceno"),
        ("Invoice No.", "invoiceno"),
        ("单据 编号：", "单据编号"),
        ("ＡＭＯＵＮＴ", "amount"),
        ("Fällig am", "fälligam"),
        ("due_date", "duedate"),
    ],
)
def test_plain_keys(written: str, key: str) -> None:
    assert plain(written) == key


def test_a_heading_gives_up_its_unit_and_currency() -> None:
    heading = read_heading("价税合计（万元）")
    assert (heading.keys, heading.factor) == (("价税合计万元", "价税合计"), 10_000)
    assert read_heading("converted_usd").keys == ("convertedusd", "converted")


def test_the_words_of_choices_are_values_that_the_book_knows() -> None:
    told = kinds.document()["choices"]
    assert set(told["method"]["options"]) == {
        "transfer", "cash", "wechat", "alipay", "bank_bill", "trade_bill", "cheque", "card", "other"
    }  # fmt: skip
    given_up = set(get_args(adjustments.Kind))
    assert set(told["kind"]["options"]) == {"invoice", "credit_note", "opening"} | given_up


def test_every_column_has_a_label() -> None:
    assert {field.name for kind in kinds.KINDS for field in kinds.fields(kind)} <= kinds.LABELS.keys()


@pytest.mark.parametrize("language", ["en", "zh_CN"])
@pytest.mark.parametrize("kind", ["invoices", "payments", "customers"])
def test_the_words_of_our_own_screens_are_known(kind: str, language: str) -> None:
    """A table typed or exported under the names that the windows show comes back by itself."""
    i18n.use(language)
    unknown = [field.name for field in kinds.fields(kind) if plain(kinds.label(kind, field.name)) not in field.ranks]
    assert unknown == []


def test_receivables_under_the_names_of_the_screen_are_no_payments() -> None:
    headings: list[Cell] = ["Receivable no.", "Customer", "Transaction date", "Due date", "Amount"]
    row: list[Cell] = ["N-101", "K001", "2026-11-02", "2026-12-02", "18600.00"]
    assert guess_kind(workbook(headings, row)) == ("invoices", "auto")

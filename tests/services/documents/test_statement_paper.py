from __future__ import annotations

import re
import shutil
import subprocess
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from app.models.book import Account
from app.services.documents import render
from app.services.documents.statement import write_papers
from app.services.statement_sheets import ConfirmationSheet, Line, Party, Section, StatementSheet

pytestmark = pytest.mark.skipif(not shutil.which("pdftotext"), reason="pdftotext is not on this computer")

OWN = Party("示例贸易有限公司", "91330100MA2XXXXX0X", "杭州市文一西路 998 号", "0571-8800 0000")
THEIRS = Party("宏达建材有限公司", None, "宁波市中山东路 18 号", None)
DAYS = (date(2026, 10, 1), date(2026, 10, 31), date(2026, 11, 21), date(2026, 12, 4))


def text_of(path: Path) -> str:
    answer = subprocess.run(["pdftotext", "-layout", str(path), "-"], capture_output=True, check=True)
    return answer.stdout.decode()


def squeezed(path: Path) -> str:
    """Without the breaks and blanks that the layout makes."""
    return re.sub(r"\s", "", text_of(path))


def line(place: int, plus: int, balance: int, **how: object) -> Line:
    made = Line(
        date(2026, 10, 1 + place % 30),
        "invoice",
        f"YS-{place:04d}",
        "展柜",
        None,
        date(2026, 11, 9),
        1,
        plus,
        0,
        balance,
    )
    return replace(made, **how)  # type: ignore[arg-type]


def section(currency: str = "CNY", lines: tuple[Line, ...] | None = None, **how: object) -> Section:
    """600.00 from before, 2,000.00 invoiced, 975.00 received: 1,625.00, of it 600.00 late; 75.00 is loose."""
    shown = lines or (
        line(5, 2_000_00, 2_600_00),
        line(
            20,
            0,
            1_625_00,
            kind="receipt",
            number="SK-0031",
            text=None,
            method="transfer",
            due_on=None,
            parts=0,
            minus=975_00,
        ),
    )
    last = shown[-1].balance
    moved = sum(each.plus for each in shown)
    received = sum(each.minus for each in shown)
    made = Section(
        currency,
        last - moved + received,
        moved,
        received,
        0,
        last,
        shown,
        (last - 525_00, 600_00, 0, 0, 0, 0),
        75_00,
        0,
        0,
        525_00,
        0,
        0,
        0,
    )
    return replace(made, **how)  # type: ignore[arg-type]


def sheet_of(*sections: Section, language: str = "zh_CN", customer: Party = THEIRS) -> StatementSheet:
    account = Account(1, "工商银行文一路支行", "1202 0261 0990", None, "CNY")
    since, until, made_on, reply_by = DAYS
    return StatementSheet(
        "DZD-2026-0007", OWN, customer, "C0001", since, until, made_on, reply_by, language, sections, (account,)
    )


def letter_of(*sections: Section, demands: bool = False, language: str = "zh_CN") -> ConfirmationSheet:
    found = sheet_of(*sections, language=language)
    values = {name: getattr(found, name) for name in StatementSheet.__slots__}
    return ConfirmationSheet(**{**values, "number": "DZH-2026-0003", "demands": demands})


def test_an_english_statement_says_what_the_sheet_says(tmp_path: Path) -> None:
    render(sheet_of(section("USD"), language="en"), tmp_path / "a.pdf", printed=date(2026, 11, 22))
    text = text_of(tmp_path / "a.pdf")
    assert re.search(r"600\.00 +\+ 2,000\.00 +− 975\.00 +— += 1,625\.00", text)
    assert re.search(r"2026-10-06 +Invoice +YS-0005 +展柜 +2026-11-09 +2,000\.00 +— +2,600\.00", text)
    assert re.search(r"1,100\.00 +600\.00 +— +— +— +−75\.00 +1,625\.00", text)
    for words in (
        "Statement of account", "DZD-2026-0007", "1 Oct 2026 to 31 Oct 2026", "21 Nov 2026", "At the end of 31 Oct 2026 you owe us $1,625.00.",
        "If this is right, please seal it and send it back", "Please return it by 4 Dec 2026", "Data as of 2026-10-31", "Page 1 of 1", "1202 0261 0990",
    ):  # fmt: skip
        assert words in text


def test_the_agreed_penalty_is_kept_in_so_many_words(tmp_path: Path) -> None:
    """买卖合同解释 18: a statement that fixes principal and interest would take the place of the agreed penalty."""
    render(sheet_of(section(charges=3_00), language="en"), tmp_path / "a.pdf")
    text = " ".join(text_of(tmp_path / "a.pdf").split())
    assert "does not change the liability for late payment agreed in the contract, nor waive it" in text
    assert "The amounts are principal" in text
    assert (
        "Of them ¥3.00 is interest and costs invoiced; what accrues after the date of that document is still due."
        in text
    )


def test_what_is_told_beside_the_ageing(tmp_path: Path) -> None:
    render(sheet_of(section(retention=50_00, disputed=30_00, bills=500_00), language="en"), tmp_path / "a.pdf")
    text = text_of(tmp_path / "a.pdf")
    assert "Retention money in it, payable at the end of its term: ¥50.00." in text
    assert "In dispute and being looked into, the rest is not affected: ¥30.00." in text
    assert "Drafts received and not yet honoured, taken as received above: ¥500.00." in text


def test_chinese_papers_have_the_amount_in_capitals_and_long_dates(tmp_path: Path) -> None:
    render(sheet_of(section()), tmp_path / "a.pdf")
    text = squeezed(tmp_path / "a.pdf")
    assert "人民币壹仟陆佰贰拾伍元整" in text
    assert "2026年10月31日" in text
    assert "DZD-2026-0007" in text


def test_two_currencies_are_two_accounts_on_one_paper(tmp_path: Path) -> None:
    render(sheet_of(section(), section("USD"), language="en"), tmp_path / "a.pdf")
    text = text_of(tmp_path / "a.pdf")
    assert "Account in CNY (yuan)" in text
    assert "Account in USD" in text
    assert text.count("Opening balance") == 4  # in the strip and in the list, twice


def test_a_long_list_repeats_its_heading_and_counts_its_pages(tmp_path: Path) -> None:
    lines = tuple(line(i, 10_00, 600_00 + 10_00 * (i + 1)) for i in range(120))
    render(sheet_of(section(lines=lines), language="en"), tmp_path / "a.pdf", printed=date(2026, 11, 22))
    pages = text_of(tmp_path / "a.pdf").split("\f")[:-1]
    assert len(pages) > 2
    for number, page in enumerate(pages, 1):
        assert f"Page {number} of {len(pages)}" in page
        assert "Statement of account DZD-2026-0007" in page
        assert "Description" in page or number == len(pages)
    assert "Printed 2026-11-22" in pages[1]
    assert "1,800.00" in pages[-1]


def test_each_paper_of_a_batch_counts_its_own_pages(tmp_path: Path) -> None:
    lines = tuple(line(i, 10_00, 600_00 + 10_00 * (i + 1)) for i in range(60))
    papers = [sheet_of(section(), language="en"), sheet_of(section(lines=lines), language="en"), sheet_of(section())]
    done: list[int] = []
    write_papers(papers, tmp_path / "all.pdf", report=done.append)
    pages = text_of(tmp_path / "all.pdf").split("\f")[:-1]
    counted = [re.search(r"Page (\d) of (\d)|第 ?(\d) ?页，共 ?(\d) ?页", page) for page in pages]
    assert [[int(n) for n in found.groups() if n] for found in counted if found] == [
        [1, 1],
        [1, 3],
        [2, 3],
        [3, 3],
        [1, 1],
    ]
    assert done == [0, 1, 2]


def test_a_letter_has_two_copies_with_a_slip_each(tmp_path: Path) -> None:
    render(letter_of(section(), language="en"), tmp_path / "a.pdf")
    first, second = text_of(tmp_path / "a.pdf").split("\f")[:-1]
    assert "First copy: for you to keep" in first
    assert "Second copy: please seal it and send it back" in second
    for page in (first, second):
        for words in (
            "Balance confirmation", "DZH-2026-0003", "Page 1 of 1", "It is not a demand for payment.", "1 The balances are right",
            "2 The balances differ, as follows", "Seal of the customer", "Reply to 示例贸易有限公司, letter DZH-2026-0003",
        ):  # fmt: skip
            assert words in page
        assert re.search(r"Receivable by us +1,700\.00", page)
        assert re.search(r"Paid ahead by you +75\.00", page)
        assert re.search(r"You owe us +1,625\.00", page)


def test_a_letter_that_is_not_recorded_names_no_number(tmp_path: Path) -> None:
    render(replace(letter_of(section(), language="en"), number=""), tmp_path / "a.pdf")
    text = text_of(tmp_path / "a.pdf")
    assert re.search(r"Letter no\. +not recorded", text)
    assert "Reply to 示例贸易有限公司\n" in text


def test_a_letter_that_demands_names_the_overdue_amount_and_the_day(tmp_path: Path) -> None:
    render(letter_of(section(), demands=True, language="en"), tmp_path / "a.pdf")
    text = " ".join(text_of(tmp_path / "a.pdf").split())
    assert "Of this ¥525.00 was due by 31 Oct 2026 and has not been paid." in text
    assert "This letter is also a demand for payment: please pay it by 4 Dec 2026." in text
    assert "not a demand" not in text


def test_who_paid_ahead_is_not_told_to_owe(tmp_path: Path) -> None:
    ahead = Section("CNY", -20_00, 0, 0, 0, -20_00, (), (0, 0, 0, 0, 0, 0), 20_00, 0, 0, 0, 0, 0, 0)
    render(letter_of(ahead, language="en"), tmp_path / "a.pdf")
    text = " ".join(text_of(tmp_path / "a.pdf").split())
    assert "We owe you" in text
    assert "Acknowledgement of debt" not in text


def test_names_are_printed_as_they_are_written(tmp_path: Path) -> None:
    party = Party("A & B <C> </para>", "<b>1</b>", "Łódź <img src=x.png>", None)
    shown = (line(1, 2_000_00, 2_600_00, number="<i>7", text="a<b & c"),)
    render(sheet_of(section(lines=shown), language="en", customer=party), tmp_path / "a.pdf")
    text = text_of(tmp_path / "a.pdf")
    for words in ("A & B <C> </para>", "<b>1</b>", "Łódź <img src=x.png>", "<i>7", "a<b & c"):
        assert words in text


def test_fonts_are_embedded(tmp_path: Path) -> None:
    render(sheet_of(section()), tmp_path / "a.pdf")
    listed = subprocess.run(["pdffonts", str(tmp_path / "a.pdf")], capture_output=True, check=True, text=True)
    assert all(
        re.search(r"\+Kedun(Plain|Bold)\d+ +TrueType +\S+ +yes yes yes", each)
        for each in listed.stdout.splitlines()[2:]
    )


def test_the_largest_amounts_stand_whole_in_every_cell(tmp_path: Path) -> None:
    """Up to 10^13 fen, as large as the book takes: no figure is broken or runs into the next."""
    huge = 9_999_999_999_999
    shown = (line(1, huge, huge), line(2, 1, huge + 1))
    big = section(lines=shown, opening=0, bands=(huge + 1, 0, 0, 0, 0, 0), unapplied=0)
    render(sheet_of(big, language="en"), tmp_path / "a.pdf")
    text = text_of(tmp_path / "a.pdf")
    assert re.search(r"0\.00 +\+ 100,000,000,000\.00 +— +— += 100,000,000,000\.00", text)
    assert re.search(r"YS-0001 +\S+ +2026-11-09 +99,999,999,999\.99 +— +99,999,999,999\.99", text)
    assert re.search(r"100,000,000,000\.00 +— +— +— +— +— +100,000,000,000\.00", text)


def test_a_chinese_statement_acknowledges_the_debt_and_keeps_the_penalty(tmp_path: Path) -> None:
    render(sheet_of(section()), tmp_path / "a.pdf")
    text = squeezed(tmp_path / "a.pdf")
    for words in (
        "对账单", "核对无误，请盖章回传", "欠款确认：截至2026年10月31日，我公司尚欠示例贸易有限公司¥1,625.00", "本对账不改变合同约定的违约责任",
        "客户盖章：", "经办人：", "期初余额", "期末余额", "请于2026年12月4日前回传",
    ):  # fmt: skip
        assert words in text


@pytest.mark.parametrize("demands", [True, False])
def test_a_chinese_letter_only_confirms_or_also_demands(tmp_path: Path, *, demands: bool) -> None:
    render(letter_of(section(), demands=demands), tmp_path / "a.pdf")
    text = squeezed(tmp_path / "a.pdf")
    for words in ("对账函", "1信息证明无误", "2信息不符", "第一联", "第二联", "人民币壹仟陆佰贰拾伍元整"):
        assert words in text
    assert ("本函仅为复核账目之用，并非催款结算。" in text) is not demands
    assert ("本函同时作为付款催告" in text) is demands
    assert ("收款账户" in text) is demands

"""The paper of a letter: many invoices over several pages, odd names, the slip on one page, a draft that says so."""

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
from app.services.documents.blocks import Table
from app.services.letter_sheets import LetterItem, LetterSheet
from app.services.letter_texts import shipped
from app.services.rules.merging import merge
from app.services.statement_sheets import Party

pytestmark = pytest.mark.skipif(not shutil.which("pdftotext"), reason="pdftotext is not on this computer")
ODD = "A & B <C> $x_$ 甲 {amount}"
DAY = date(2026, 11, 21)


def item(number: int) -> LetterItem:
    return LetterItem(
        number=f"I-{number:03}", contract="", issued_on=date(2026, 8, 1), due_on=date(2026, 9, 1), amount=1000, paid=0, open=1000,
        overdue_days=81, interest=10,
    )  # fmt: skip


def sheet(level: int, lang: str, count: int = 1) -> LetterSheet:
    values = {
        "customer": ODD,
        "amount_full": "¥10.00",
        "total_full": "¥10.00",
        "deadline": "2026-11-28",
        "company": "Seller",
    }
    merged = merge(shipped(f"letter_{level}", lang), values)
    return LetterSheet(
        number="CK-2026-0001", title=merged.title, company=Party("Seller & Sons", None, None, None), customer=Party(ODD, None, None, None),
        code="A", language=lang, made_on=DAY, parts=merged.parts, level=level, currency="CNY", items=tuple(map(item, range(count))),
        amount=1000 * count, interest=10 * count, accounts=(Account(1, "Bank <1>", "6222 {x}", None, "CNY"),),
    )  # fmt: skip


def pages(folder: Path, drawn: LetterSheet) -> list[str]:
    path = folder / "letter.pdf"
    render(drawn, path, DAY)
    answer = subprocess.run(["pdftotext", "-layout", str(path), "-"], capture_output=True, check=True)
    return [re.sub(r"[ \t]+", " ", page) for page in answer.stdout.decode().split("\f")[:-1]]


@pytest.mark.parametrize("lang", ("zh_CN", "en"))
def test_sixty_invoices_repeat_their_heading_and_count_the_pages(tmp_path: Path, lang: str) -> None:
    made = pages(tmp_path, sheet(2, lang, 60))
    count = len(made)
    assert count >= 3
    heading = "Days" if lang == "en" else "逾期天数"
    with_items = [page for page in made if re.search(r"I-\d{3}", page)]
    assert len(with_items) >= 2
    assert all(heading in page for page in with_items)
    words = "Page {} of {}" if lang == "en" else "第 {} 页，共 {} 页"
    assert all(words.format(place, count) in page for place, page in enumerate(made, 1))
    assert sorted(set(re.findall(r"I-\d{3}", "".join(made)))) == [f"I-{number:03}" for number in range(60)]
    assert "600.00" in "".join(made)  # 60 of 10.00
    assert all("CK-2026-0001" in page for page in made)


@pytest.mark.parametrize("lang", ("zh_CN", "en"))
@pytest.mark.parametrize("level", range(5))
def test_an_odd_name_is_printed_as_it_is(tmp_path: Path, level: int, lang: str) -> None:
    text = "".join(pages(tmp_path, sheet(level, lang)))
    assert ODD in text
    assert "Seller & Sons" in text
    assert "Bank <1>" in text
    assert "6222 {x}" in text


def test_the_slip_stands_on_one_page(tmp_path: Path) -> None:
    for count in range(1, 12):
        made = pages(tmp_path, sheet(2, "en", count))
        slip = [page for page in made if "Reply: payment plan" in page]
        assert len(slip) == 1
        assert "Seal of the customer" in slip[0]


def test_what_is_in_dispute_stands_apart(tmp_path: Path) -> None:
    drawn = replace(sheet(2, "en"), disputed=(replace(item(7), open=400),))
    text = "".join(pages(tmp_path, drawn))
    assert "In dispute, not part of what is asked for here" in text
    assert re.search(r"I-007 2026-08-01 2026-09-01 10.00 4.00", text)
    assert "In dispute" not in "".join(pages(tmp_path, sheet(2, "en")))


@pytest.mark.parametrize("lang", ("zh_CN", "en"))
def test_no_date_or_figure_is_broken_where_the_table_has_all_its_columns(tmp_path: Path, lang: str) -> None:
    """Contract, tax invoice, day of delivery, days overdue and interest beside the six that every letter has."""
    full = replace(
        item(1), number="YS-2026-0001", contract="K-2026-001", invoice="26322000000012345678", delivered_on=date(2026, 8, 3),
        amount=100_000_00, paid=20_000_00, open=80_000_00, interest=1_486_85,
    )  # fmt: skip
    text = "".join(pages(tmp_path, replace(sheet(2, lang), items=(full, item(2)), amount=80_010_00, interest=1_486_95)))
    lines = [line for line in text.splitlines() if "YS-2026-0001" in line or "K-2026-001" in line]
    (first, second) = (re.findall(r"\S+", line) for line in lines)
    assert first[0] == "YS-2026-0001"
    assert [each for each in first if each.startswith("2026-")] == ["2026-08-01", "2026-09-01"]
    assert first[-5:] == ["100,000.00", "20,000.00", "81", "1,486.85", "80,000.00"]
    assert (second[0], second[-1]) == ("K-2026-001", "2026-08-03")


def test_enclosures_stand_numbered_in_the_letter(tmp_path: Path) -> None:
    drawn = replace(sheet(2, "en"), enclosures=("Contract K-1 (copy)", "Odd & <b>name</b> {amount}"))
    text = "".join(pages(tmp_path, drawn))
    assert "Enclosures:\n 1. Contract K-1 (copy)\n 2. Odd & <b>name</b> {amount}\n" in text.replace(
        "\n1.", "\n 1."
    ).replace("\n2.", "\n 2.")
    assert "Enclosures" not in "".join(pages(tmp_path, sheet(2, "en")))


def test_money_not_applied_comes_off_the_sum(tmp_path: Path) -> None:
    text = "".join(pages(tmp_path, replace(sheet(1, "en", 3), credits=500, amount=2500, interest=0)))
    assert re.search(r"Total 30.00\s+Less money received, not applied yet −5.00\s+To pay 25.00", text)


def test_a_long_paragraph_is_printed_whole(tmp_path: Path) -> None:
    long = " ".join(f"word{number}" for number in range(300))
    text = "".join(pages(tmp_path, replace(sheet(1, "en"), parts=merge(f"{long}\n", {}).parts)))
    assert re.sub(r"\s+", " ", text).count("word299") == 1


def test_a_letter_may_have_tables_and_signers_of_its_own(tmp_path: Path) -> None:
    table = Table(("Day", "Amount"), (("2026-12-01", "5.00"),), (1, 1), figures=1)
    drawn = replace(
        sheet(1, "en"), parts=merge("[schedule]\n[signatures]\n", {}).parts, tables=(("schedule", table),),
        signers=("For the debtor", "For the creditor"), facts=(("Place", "Hangzhou"),),
    )  # fmt: skip
    text = "".join(pages(tmp_path, drawn))
    for words in ("2026-12-01 5.00", "For the debtor", "For the creditor", "Place Hangzhou"):
        assert words in text


def test_no_chinese_line_begins_with_a_comma(tmp_path: Path) -> None:
    """Whatever the width of what stands before it."""
    for count in range(30, 60):
        words = f"{'字' * count}（{'大写' * 4}），后面还有字。"
        (text,) = pages(tmp_path, replace(sheet(1, "zh_CN"), parts=merge(f"{words}\n", {}).parts))
        assert not [line for line in text.splitlines() if line.strip()[:1] in tuple("，）。")]


@pytest.mark.parametrize("count", range(22, 34, 2))
def test_a_seal_never_stands_alone(tmp_path: Path, count: int) -> None:
    """Between it and the last words no account and no enclosures are told of."""
    sealed = [page for page in pages(tmp_path, replace(sheet(1, "en", count), accounts=())) if "(seal)" in page]
    assert ["copies of invoices" in page for page in sealed] == [True]

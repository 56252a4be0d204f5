from __future__ import annotations

import re
import shutil
import subprocess
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from app.models.errors import UserError
from app.services.documents import render
from app.services.documents.ageing import band_name, content, layout
from app.services.documents.fonts import faces
from app.services.documents.style import A4, MARGIN
from app.services.sheets import AgeingRow, AgeingSheet
from tests.services.portfolio import KEYS, renamed, row, sheet_of, t_f

poppler = pytest.mark.skipif(not shutil.which("pdftotext"), reason="pdftotext is not on this computer")


def text_of(path: Path) -> str:
    answer = subprocess.run(["pdftotext", "-layout", str(path), "-"], capture_output=True, check=True)
    return answer.stdout.decode()


def pages_of(path: Path) -> int:
    return len(re.findall(rb"/Type /Page\b", path.read_bytes()))


def test_five_bands_hold_the_finer_ones() -> None:
    words = content(t_f())
    assert words.head[1:6] == ("Not due", "1–30 days", "31–60 days", "61–90 days", "Over 90 days")
    assert words.feet[0] == (
        "Total", "140,000.00", "50,000.00", "80,000.00", "20,000.00", "110,000.00", "—", "400,000.00", "1,126",
    )  # fmt: skip
    assert words.feet[1][1:] == ("35.0%", "12.5%", "20.0%", "5.0%", "27.5%", "—", "100.0%", "")


def test_a_row_shows_dashes_for_nothing() -> None:
    assert content(t_f()).rows[1] == ("乙", "—", "—", "80,000.00", "20,000.00", "—", "—", "100,000.00", "71")


def test_money_not_yet_applied_is_negative_and_counted() -> None:
    words = content(sheet_of(row("甲", {"1-30": 1_000}, 5, unallocated=-400)))
    assert words.rows[0] == ("甲", "—", "1,000.00", "—", "—", "—", "−400.00", "600.00", "5")
    assert words.feet[1][2] == "166.7%"
    assert words.feet[1][6] == "−66.7%"


def test_check_line_tells_the_difference() -> None:
    short = replace(t_f(), ledger=39_990_000)
    assert content(t_f()).notes[-1].endswith("balance is 400,000.00, the difference from this table is 0.00.")
    assert content(short).notes[-1].endswith("balance is 399,900.00, the difference from this table is 100.00.")


def test_column_without_due_date_stands_only_where_it_is_used() -> None:
    assert "No due date" not in content(t_f()).head
    words = content(sheet_of(row("甲", {"no_date": 70})))
    assert (words.head[6], words.rows[0][6]) == ("No due date", "70.00")


def test_age_from_the_transaction_date_has_no_not_due() -> None:
    whole = AgeingRow("", "", "CNY", 4_500, tuple(range(100, 1_000, 100)), 0, 9)
    sheet = AgeingSheet(
        "甲", date(2026, 6, 30), "invoice", "region", "CNY", ("0-30", *KEYS[2:]), (whole,), whole, 4_500
    )
    words = content(sheet)
    assert words.head[1:5] == ("0–30 days", "31–60 days", "61–90 days", "Over 90 days")
    assert words.feet[0][1:5] == ("1.00", "2.00", "3.00", "30.00")
    assert words.rows[0][0] == "Not filled in"
    assert words.subtitle == "By region · Age counted from the transaction date · As of 2026-06-30 · Unit: yuan"


def test_bands_of_ones_own_choosing_stay_as_they_are() -> None:
    whole = AgeingRow("", "", "CNY", 600, (100, 200, 300, 0, 0), 0, 9)
    keys = ("not_due", "1-45", "46-90", "91+", "no_date")
    sheet = AgeingSheet("甲", date(2026, 6, 30), "due", "customer", "CNY", keys, (whole,), whole, 600)
    assert content(sheet).head[1:5] == ("Not due", "1–45 days", "46–90 days", "Over 90 days")
    assert content(sheet).feet[0][1:5] == ("1.00", "2.00", "3.00", "—")


def test_currencies_keep_their_own_decimals() -> None:
    yen = AgeingRow("JPY", "JPY", "JPY", 1_234, (1_234, *[0] * 9), 0, 0)
    sheet = replace(t_f(), by="currency", rows=(yen,))
    words = content(sheet)
    assert words.rows[0][:2] == ("JPY", "1,234")
    assert words.feet == ()  # yen and yuan have no sum
    assert words.notes[-1] == "Check: the difference of this table from the ledger is 0.00."


@pytest.mark.parametrize(
    ("band", "name"), [(("1-30",), "1–30 days"), (("1096+",), "Over 1095 days"), (("91-180", "366+"), "Over 90 days")]
)
def test_band_names(band: tuple[str, ...], name: str) -> None:
    assert band_name(band) == name


@pytest.mark.parametrize("times", [1, 1_000, 1_000_000])
def test_columns_fill_the_page_and_hold_every_figure(times: int) -> None:
    from reportlab.pdfbase.pdfmetrics import stringWidth

    yuan = dict.fromkeys(KEYS, 123_456 * times)
    words = content(sheet_of(row("甲", yuan, 5, unallocated=-times), row("乙", yuan)))
    used = faces(words.plain(), words.bold())
    landscape, size, widths = layout(words, used)
    assert sum(widths) == pytest.approx(A4[1 if landscape else 0] - 2 * MARGIN)
    for cell, width in zip(words.feet[0][1:], widths[1:], strict=True):
        assert stringWidth(cell, used.bold, size) < width


def test_small_figures_stand_upright_and_large_ones_across() -> None:
    small, large = content(t_f()), content(sheet_of(row("甲", dict.fromkeys(KEYS, 123_456_789))))
    assert layout(small, faces(small.plain(), small.bold()))[:2] == (False, 9.0)
    assert layout(large, faces(large.plain(), large.bold()))[0] is True


@poppler
def test_paper_says_what_the_sheet_says(tmp_path: Path) -> None:
    render(t_f(), tmp_path / "a.pdf", printed=date(2026, 11, 21))
    text = text_of(tmp_path / "a.pdf")
    assert re.search(r"Total +140,000.00 +50,000.00 +80,000.00 +20,000.00 +110,000.00 +— +400,000.00 +1,126", text)
    for words in ("示例贸易有限公司", "Printed 2026-11-21", "Data as of 2026-06-30", "Page 1 of 1", "Ageing report"):
        assert words in text


@poppler
def test_minus_signs_are_printed_in_rows_and_totals(tmp_path: Path) -> None:
    render(sheet_of(row("甲", {"1-30": 1_000}, 5, unallocated=-400)), tmp_path / "a.pdf")
    assert re.findall(r"−(400\.00|40\.0%|66\.7%)", text_of(tmp_path / "a.pdf")) == ["400.00", "400.00", "66.7%"]


@poppler
def test_names_are_printed_as_they_are_written(tmp_path: Path) -> None:
    names = ("A & B <C>", "</para>", "<img src=x.png>", "Łódź Žižka Ő Ç", "两行\n名字")
    render(renamed(t_f(), *names), tmp_path / "a.pdf")
    text = text_of(tmp_path / "a.pdf")
    for name in ("A & B <C>", "</para>", "<img src=x.png>", "Łódź Žižka Ő Ç", "两行 名字"):
        assert name in text


@poppler
def test_markup_in_the_company_name_is_text_too(tmp_path: Path) -> None:
    render(replace(t_f(), company="<b>甲 & 乙</para>"), tmp_path / "a.pdf")
    assert "<b>甲 & 乙</para>" in text_of(tmp_path / "a.pdf")


@poppler
def test_a_character_of_no_font_does_not_stop_the_paper(tmp_path: Path) -> None:
    render(renamed(t_f(), "한국 상사", "\x00\u202e\ud800甲"), tmp_path / "a.pdf")
    assert "甲" in text_of(tmp_path / "a.pdf")


@poppler
def test_long_lists_repeat_the_heading_and_count_pages(tmp_path: Path) -> None:
    render(sheet_of(*(row(f"客户 {i}", {"1-30": i + 1}, i) for i in range(120))), tmp_path / "a.pdf")
    pages = text_of(tmp_path / "a.pdf").split("\f")[:-1]
    assert len(pages) == pages_of(tmp_path / "a.pdf") > 2
    assert ["Unapplied" in page for page in pages[:-1]] == [True] * (len(pages) - 1)
    assert [f"Page {i} of {len(pages)}" in page for i, page in enumerate(pages, 1)] == [True] * len(pages)
    assert "7,260.00" in pages[-1]
    assert "客户 119" in pages[-1]


@poppler
def test_every_font_is_embedded(tmp_path: Path) -> None:
    render(t_f(), tmp_path / "a.pdf")
    listed = subprocess.run(["pdffonts", str(tmp_path / "a.pdf")], capture_output=True, check=True, text=True)
    fonts = listed.stdout.splitlines()[2:]
    assert len(fonts) == 2
    assert all(re.search(r"\+Kedun(Plain|Bold)\d+ +TrueType +\S+ +yes yes yes", line) for line in fonts)


def test_nothing_outstanding_is_a_paper_too(tmp_path: Path) -> None:
    render(sheet_of(), tmp_path / "a.pdf")
    assert pages_of(tmp_path / "a.pdf") == 1
    assert content(sheet_of()).notes[0] == "Nothing is outstanding on this day."


@poppler
def test_mixed_currencies_have_no_total_on_paper(tmp_path: Path) -> None:
    yen = AgeingRow("JPY", "JPY", "JPY", 1_234, (1_234, *[0] * 9), 0, 0)
    render(replace(t_f(), by="currency", rows=(yen,)), tmp_path / "a.pdf")
    assert "JPY" in text_of(tmp_path / "a.pdf")
    assert "400,000.00" not in text_of(tmp_path / "a.pdf")


def test_a_missing_folder_is_named(tmp_path: Path) -> None:
    with pytest.raises(UserError, match=r"The folder .*nowhere does not exist, so a\.pdf was not written"):
        render(t_f(), tmp_path / "nowhere" / "a.pdf")

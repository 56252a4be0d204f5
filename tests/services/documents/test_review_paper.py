from __future__ import annotations

import re
import shutil
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest

from app.services.documents import render
from app.services.review_paper import Form, ReviewPaper
from app.services.review_sheet import ReviewSheet, from_json, to_json
from tests.sheets import empty, whole, yuan

pytestmark = pytest.mark.skipif(not shutil.which("pdftotext"), reason="pdftotext is not on this computer")
LONG = "宁波市海曙区宏达建材装饰材料供应链管理（集团）股份有限公司第一分公司" * 3


def printed(sheet: ReviewSheet, path: Path, form: Form = "short", language: str = "en") -> list[str]:
    """The text of each page."""
    render(ReviewPaper(sheet, form, language), path)
    answer = subprocess.run(["pdftotext", "-layout", str(path), "-"], capture_output=True, check=True)
    return answer.stdout.decode().split("\f")[:-1]


def squeezed(pages: list[str]) -> str:
    return re.sub(r"\s+", " ", " ".join(pages))


def crowded() -> ReviewSheet:
    """Names, lists and opinions as long as people write them."""
    sheet = whole()
    return replace(
        sheet,
        subject=replace(sheet.subject, name=LONG),
        head=replace(sheet.head, decision_reason=LONG * 3),
        conditions=tuple(f"{place} {LONG}" for place in range(20)),
        opinions=sheet.opinions * 5,
        approved=replace(sheet.approved, security=LONG) if sheet.approved else None,
        proposed=replace(sheet.proposed, security=LONG),
    )


@pytest.mark.parametrize("language", ["zh_CN", "en"])
@pytest.mark.parametrize("sheet", [whole(), empty(), crowded()], ids=["whole", "empty", "crowded"])
def test_the_short_form_is_one_page(tmp_path: Path, sheet: ReviewSheet, language: str) -> None:
    assert len(printed(sheet, tmp_path / "a.pdf", "short", language)) == 1


def test_the_short_form_says_what_was_decided_and_why(tmp_path: Path) -> None:
    text = squeezed(printed(whole(), tmp_path / "a.pdf"))
    for words in (
        "PS-2026-0047",
        "宏达建材有限公司",
        "Approved: ¥350,000.00 · 30 days · prepayment 30.0%",
        "Grade BBB · 619 points · risk: watch",
        "240,000.00 50,000.00 30,000.00 — — 320,000.00",
        "Overdue ¥80,000.00, the oldest for 41 days",
        "Data as of 2026-06-30",
        "Page 1 of 1",
        "For internal use only",
        "Not calibrated on this firm's own data",
        "Prepared: Checked: Checked: Approved:",
    ):
        assert words in text, words


def test_the_drawing_begins_at_the_start_and_ends_at_the_points(tmp_path: Path) -> None:
    """582.38 + 20.64 + 17.10 + 8.45 + 4.83 + 0.95 - 15.26 = 619.09: by block, as the small reasons outweigh the rest."""
    text = squeezed(printed(whole(), tmp_path / "a.pdf"))
    assert re.search(r"Start \(nothing known\) 582\.4", text)
    assert re.search(r"Today 619\.1", text)
    assert "How they pay us: 53 of 100 +4.8" in text
    assert "reliability 71% −15.3" in text


def test_the_amount_stands_in_words_in_chinese(tmp_path: Path) -> None:
    text = "".join(printed(whole(), tmp_path / "a.pdf", "short", "zh_CN"))
    assert "人民币叁拾伍万元整" in text


@pytest.mark.parametrize(("status", "stamp"), [("approved", ""), ("reviewed", "DRAFT"), ("void", "VOID"), ("rejected", "TURNEDDOWN")])  # fmt: skip
def test_what_is_not_approved_says_so_across_the_page(tmp_path: Path, status: str, stamp: str) -> None:
    sheet = whole(head=replace(whole().head, status=status))
    render(ReviewPaper(sheet, "short", "en"), tmp_path / "a.pdf")
    read = subprocess.run(
        ["pdftotext", "-raw", str(tmp_path / "a.pdf"), "-"], capture_output=True, check=True, text=True
    )
    found = re.findall("DRAFT|VOID|TURNEDDOWN", re.sub(r"\s", "", read.stdout))  # its letters stand one below the other
    assert found == [stamp] * bool(stamp)


def test_the_full_form_has_every_section_and_counts_its_pages(tmp_path: Path) -> None:
    pages = printed(whole(), tmp_path / "a.pdf", "full")
    assert 3 <= len(pages) <= 5
    numbers = [int(each) for page in pages for each in re.findall(r"^\s{0,3}(\d{1,2})\. [A-Z]", page, re.MULTILINE)]
    assert [each for each in range(1, 23) if each not in numbers] == []
    assert [f"Page {place} of {len(pages)}" in page for place, page in enumerate(pages, 1)] == [True] * len(pages)


def test_the_full_form_begins_with_the_decision_and_what_called_for_it(tmp_path: Path) -> None:
    sheet = whole()
    sheet = replace(sheet, head=replace(sheet.head, type="triggered", trigger="grade_fell"))
    first = squeezed(printed(sheet, tmp_path / "a.pdf", "full")[:1])
    assert "Review out of turn · The grade fell · Reviewed on" in first
    before, _rest = first.split("1. ", 1)
    assert re.search(r"Grade BBB · security: .* · valid until 2027-01-30 · next review 2026-12-31", before), before


def test_the_scorecard_sums_to_the_score(tmp_path: Path) -> None:
    """Start, the sums of the five blocks, what is no input: together the score, to the hundredth."""
    text = squeezed(printed(whole(), tmp_path / "a.pdf", "full"))
    blocks = ("How they pay us 53.2", "Financial statements 71.7", "Questionnaire 65.0", "Records and reports of others 80.0", "Industry and region 55.0")  # fmt: skip
    points = [float(_signed(rf"{re.escape(name)} of 100 ([+−][\d.]+)", text)) for name in blocks]
    start = float(_signed(r"Start \(nothing known\) ([\d.]+) How they pay", text))
    little = float(_signed(r"Not an input .*? ([+−][\d.]+) Score", text))
    assert round(start + sum(points) + little, 2) == 619.09
    assert re.search(r"Score 619\.09", text)


def _signed(pattern: str, text: str) -> str:
    found = re.search(pattern, text)
    assert found, pattern
    return found[1].replace("−", "-")


def test_a_section_without_data_says_so(tmp_path: Path) -> None:
    text = squeezed(printed(empty(), tmp_path / "a.pdf", "full"))
    assert text.count("Nothing on file.") >= 10
    assert "Not enough is known for a score yet" in text


def test_the_full_form_proves_its_evidence_and_its_rules(tmp_path: Path) -> None:
    sheet = whole()
    text = re.sub(r"\s", "", "".join(printed(sheet, tmp_path / "a.pdf", "full")))
    assert "ab" * 16 in text
    assert "Rules:version3·adoptedfrom2026-03-01on" in text
    assert f"contentmark{sheet.mark}" in text


def test_another_content_has_another_mark() -> None:
    changed = whole(proposed=replace(whole().proposed, limit=yuan(360_000)))
    assert changed.mark != whole().mark == whole().mark


@pytest.mark.parametrize("form", ["short", "full"])
def test_type_is_embedded(tmp_path: Path, form: Form) -> None:
    printed(whole(), tmp_path / "a.pdf", form, "zh_CN")
    listed = subprocess.run(["pdffonts", str(tmp_path / "a.pdf")], capture_output=True, check=True, text=True)
    fonts = listed.stdout.splitlines()[2:]
    assert fonts
    assert all(line.split()[-5:-2] == ["yes", "yes", "yes"] for line in fonts)


def test_a_sheet_that_was_kept_prints_as_on_its_day(tmp_path: Path) -> None:
    kept = from_json(to_json(whole()))
    for form in ("short", "full"):
        before, after = (printed(each, tmp_path / "a.pdf", form) for each in (whole(), kept))
        assert before == after

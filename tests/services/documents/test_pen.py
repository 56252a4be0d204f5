"""How words are set: nothing of a text is lost, whatever is quick about it."""

from __future__ import annotations

import shutil
import subprocess
from datetime import date
from pathlib import Path

import pytest
from pypdf import PdfReader

from app.services.documents import style
from app.services.documents.pen import Pen, learn
from app.services.documents.style import Frame

needs_reader = pytest.mark.skipif(not shutil.which("pdftotext"), reason="pdftotext is not on this computer")
FRAME = Frame("Paper", "Example", date(2026, 11, 22))


def text_of(path: Path) -> str:
    return subprocess.run(["pdftotext", "-layout", str(path), "-"], capture_output=True, check=True).stdout.decode()


def printed(path: Path, *words: str) -> str:
    used = learn([lambda pen: [pen.text(each) for each in words]], FRAME.texts())
    style.write(path, FRAME, used, [Pen(used).text(each, longest=9000) for each in words])
    return text_of(path)


@needs_reader
def test_a_long_paragraph_goes_on_on_the_next_page_whole(tmp_path: Path) -> None:
    chinese = "".join(f"第{n}项：货款应于到期日付清，逾期按约定计息；" for n in range(300))
    used = learn([lambda pen: [pen.text(chinese, longest=9000)]], FRAME.texts())
    path = tmp_path / "long.pdf"
    style.write(path, FRAME, used, [Pen(used).text(chinese, longest=9000)])
    found = text_of(path)
    assert (found.count("；"), found.count("货"), found.count("计")) == (300, 300, 300)


@needs_reader
def test_signs_of_markup_spaces_and_wide_gaps_are_text(tmp_path: Path) -> None:
    found = printed(tmp_path / "signs.pdf", "A & B <b>C</b> $x_$", "  two  blanks  ", "□ yes   □ no")
    assert "A & B <b>C</b> $x_$" in found
    assert "two blanks" in found
    assert "□ yes" in found and "□ no" in found


def test_asking_again_how_high_a_paragraph_is_breaks_it_once() -> None:
    used = learn([lambda pen: [pen.text("Please pay")]])
    paragraph = Pen(used).text("Please pay")
    paragraph.wrap(200, 800)
    broken = paragraph.blPara
    assert paragraph.wrap(200, 100) == (200, pytest.approx(9 * 1.45))
    assert paragraph.blPara is broken
    paragraph.wrap(20, 100)
    assert paragraph.blPara is not broken


def test_a_part_that_had_to_go_to_the_next_page_can_stand_on_others_too(tmp_path: Path) -> None:
    used = learn([lambda pen: [pen.text("Signed")]], FRAME.texts())
    pen = Pen(used)
    signed = pen.table([[pen.text("Signed")]], [200], [], heights=[300])
    assert pen.table([[pen.text("Signed")]], [200], [], heights=[300]) is signed
    path = tmp_path / "several.pdf"
    style.write_several(path, used, [style.Paper(FRAME, [pen.gap(500), signed]) for _paper in range(3)])
    assert PdfReader(path).get_num_pages() == 6

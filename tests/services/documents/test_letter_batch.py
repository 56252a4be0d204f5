"""Letters of a batch share what is the same in them, and nothing of what is not."""

from __future__ import annotations

import gc
import shutil
import subprocess
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader

from app.services.documents import letter, tidy
from app.services.documents.pen import Pen
from app.services.letter_sheets import LetterSheet
from app.services.statement_sheets import Party
from tests.services.documents.test_letter_paper import DAY, sheet

NAMES = "魑魅魍魉饕餮鳌犇骉羴淼焱"  # one letter to each


def drawn(level: int = 2) -> list[LetterSheet]:
    made = sheet(level, "zh_CN", 3)
    return [replace(made, customer=Party(f"{name}记商行", None, None, None)) for name in NAMES]


def text_of(path: Path) -> str:
    return subprocess.run(["pdftotext", "-layout", str(path), "-"], capture_output=True, check=True).stdout.decode()


@pytest.mark.skipif(not shutil.which("pdftotext"), reason="pdftotext is not on this computer")
def test_a_letter_of_a_batch_reads_as_one_of_its_own(tmp_path: Path) -> None:
    sheets, alone, whole = drawn(), tmp_path / "alone.pdf", tmp_path / "whole.pdf"
    paths = [tmp_path / f"{place}.pdf" for place in range(len(sheets))]
    letter.write_each(sheets, paths, DAY)
    letter.write_papers(sheets, whole, DAY)
    texts = []
    for each in sheets:
        letter.write_paper(each, alone, DAY)
        texts.append(text_of(alone))
    assert [text_of(path) for path in paths] == texts
    pages = text_of(whole).split("\f")
    assert [f"{name}记商行" in pages[2 * place] for place, name in enumerate(NAMES)] == [True] * len(NAMES)
    assert len(pages) == 1 + sum(each.count("\f") for each in texts)


def test_the_files_of_a_batch_embed_one_and_the_same_type_and_no_name_of_others(tmp_path: Path) -> None:
    sheets = drawn()
    paths = [tmp_path / f"{place}.pdf" for place in range(len(sheets))]
    letter.write_each(sheets, paths, DAY)
    shared = set()
    for name, path in zip(NAMES, paths, strict=True):
        fonts = {str(font["/BaseFont"]): font for page in PdfReader(path).pages for font in fonts_of(page)}
        plain = next(font for base, font in fonts.items() if base.startswith("/AAAAAA+KedunPlain"))
        shared.add(plain["/FontDescriptor"]["/FontFile2"].get_data())
        known = "".join(font["/ToUnicode"].get_data().decode() for font in fonts.values())
        assert [each for each in NAMES if f"<{ord(each):04X}>" in known] == [name]
    assert len(shared) == 1


def fonts_of(page: Any) -> list[Any]:
    return [each.get_object() for each in page["/Resources"]["/Font"].values()]


def test_what_letters_have_in_common_is_made_and_drawn_once(tmp_path: Path) -> None:
    sheets = drawn()
    used = letter.learnt(sheets, DAY)

    def parts(of: list[LetterSheet]) -> tuple[int, int]:
        pen = Pen(used)
        stories = [letter.story(each, pen) for each in of]
        gc.collect()
        kinds = [type(each) for each in gc.get_objects()]
        assert stories
        return kinds.count(tidy.paragraph()), kinds.count(tidy.table(False))

    gc.collect()
    one, all_of_them = parts(sheets[:1]), parts(sheets)
    # A letter has its own name at the top and in its first line, in a table of its own.
    assert all_of_them[0] - one[0] <= 2 * (len(sheets) - 1)
    assert all_of_them[1] - one[1] <= 2 * (len(sheets) - 1)
    assert one[0] > 40

"""信用评审表 / credit review sheet: short (one page) or full, from the same object that the screen shows."""

from __future__ import annotations

import functools
from datetime import date
from pathlib import Path
from typing import Any, Final

from app.i18n import _, language, mark, speaking
from app.services.documents import review_full, review_short, style
from app.services.documents.pen import Pen, learn
from app.services.documents.style import Frame, Paper
from app.services.review_paper import ReviewPaper
from app.services.review_sheet import ReviewSheet

STAMPS: Final = {"approved": "", "rejected": mark("TURNED DOWN"), "void": mark("VOID")}
DRAFT: Final = mark("DRAFT")
FORMS: Final = {"short": review_short.story, "full": review_full.story}


def write_paper(paper: ReviewPaper, path: Path, printed: date | None = None) -> None:
    """The PDF in the language of the paper. Raises UserError where `path` cannot be written."""
    with speaking(paper.language):
        title = _("Credit review sheet")
        frame = _frame(paper.sheet, title, printed)
        story: Any = functools.partial(FORMS[paper.form], paper.sheet, title)
        used = learn([story], frame.texts())
        style.write_several(path, used, [Paper(frame, story(Pen(used)))])


def _frame(sheet: ReviewSheet, title: str, printed: date | None) -> Frame:
    """What is not approved says so across the page."""
    note = _("For internal use only · content mark {mark}").format(mark=sheet.mark)
    stamp = STAMPS.get(sheet.head.status, DRAFT)
    return Frame(
        title,
        sheet.head.called(language()),
        sheet.head.data_on,
        printed,
        number=sheet.head.number,
        letter=True,
        note=note,
        stamp=_(stamp),
    )

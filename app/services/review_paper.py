"""The review sheet as a paper: which form of it, in which language.

documents.render(ReviewPaper(sheet, "full", "en"), path, printed=today)
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from app.services.review_sheet import ReviewSheet

Form = Literal["short", "full"]


@dataclass(frozen=True, slots=True)
class ReviewPaper:
    """`short` = one page to sign, `full` = every section. `language` "zh_CN" or "en"."""

    sheet: ReviewSheet
    form: Form
    language: str

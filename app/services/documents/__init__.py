"""Papers. `render` is the one way to make a PDF."""

from __future__ import annotations

from datetime import date
from importlib import import_module
from pathlib import Path
from typing import Any, Final

# The module that makes the paper of each kind of sheet; imported when it is first asked for.
MAKERS: Final = {
    "AnswerPaper": "app.services.documents.ship_answer",
    "ApprovalPaper": "app.services.documents.approval",
    "AgeingSheet": "app.services.documents.ageing",
    "ConfirmationSheet": "app.services.documents.statement",
    "ContractReviewPaper": "app.services.documents.contract_review",
    "CreditForm": "app.services.documents.credit_forms",
    "ExposurePaper": "app.services.documents.exposure",
    "InsurancePaper": "app.services.documents.insurance",
    "InterestSheet": "app.services.documents.interest",
    "LetterSheet": "app.services.documents.letter",
    "MatterPaper": "app.services.documents.matter",
    "LimitNotice": "app.services.documents.limit_notice",
    "ReviewPaper": "app.services.documents.review_sheet",
    "NoticeSheet": "app.services.documents.prepayment",
    "ListSheet": "app.services.documents.listing",
    "StatementSheet": "app.services.documents.statement",
    "WriteOffSheet": "app.services.documents.write_off",
    "VisitPaper": "app.services.documents.visit",
}


def render(sheet: Any, path: Path, printed: date | None = None) -> None:
    """Makes the paper of `sheet` (one of `MAKERS`) at `path`; `printed` is the day that stands at its head.

    Raises UserError where the place cannot be written; an old file at `path` is then as it was.
    """
    import_module(MAKERS[type(sheet).__name__]).write_paper(sheet, path, printed)

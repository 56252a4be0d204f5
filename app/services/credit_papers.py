"""Every paper about the credit of a customer, made as a file: the review sheet in both forms, and the forms to fill.

path = services.credit_papers.make(customer_id, "short", folder)
"""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Final, Literal, cast

from app import i18n
from app.i18n import _, mark
from app.models.store import Store
from app.services import documents, exposure_paper, limit_notice
from app.services.credit_forms import CreditForm, CreditForms
from app.services.credit_forms import Kind as FormKind
from app.services.exposure import Exposures
from app.services.exposure_paper import ExposurePaper
from app.services.limit_notice import LimitNotice
from app.services.outfile import file_name, make_folder
from app.services.review_paper import ReviewPaper
from app.services.review_sheet import ReviewSheet
from app.services.reviews import Reviews

Kind = Literal["short", "full", "limit", "exposure", "information", "authorisation", "documents"]
NAMES: Final = {
    "short": mark("Review sheet, one page"),
    "full": mark("Review sheet, every section"),
    "limit": mark("Notice of credit limit and terms"),
    "exposure": mark("Credit in use"),
    "information": mark("Credit information form"),
    "authorisation": mark("Credit report authorisation"),
    "documents": mark("Papers we ask for"),
}


class CreditPapers:
    """Papers as of today; nothing is recorded."""

    def __init__(self, store: Store, today: date) -> None:
        self._store, self._today = store, today
        self._reviews = Reviews(store, today)
        self._forms = CreditForms(store, today)

    def paper(
        self, customer_id: int, kind: Kind, language: str | None = None, review_id: int | None = None
    ) -> ReviewPaper | CreditForm | ExposurePaper | LimitNotice:
        """`review_id` None = the review being worked on, else the figures of today. A sheet is in the language in use unless
        said otherwise, what the customer gets in theirs. Raises UserError for no such customer or review, and where no limit holds."""
        if kind in ("short", "full"):
            return ReviewPaper(self._sheet(customer_id, review_id), kind, language or i18n.language())
        if kind == "limit":
            return limit_notice.drawn(self._store, customer_id, self._today, language)
        if kind == "exposure":
            return exposure_paper.drawn(self._store, Exposures(self._store, self._today).sheet(customer_id), language)
        return self._forms.form(customer_id, cast("FormKind", kind), language)

    def make(
        self, customer_id: int, kind: Kind, folder: Path, language: str | None = None, review_id: int | None = None
    ) -> Path:
        """Writes it into `folder` (made when missing) and says where; one of the same name is replaced. Raises UserError."""
        made = self.paper(customer_id, kind, language, review_id)
        make_folder(folder)
        path = folder / file_name(" ".join((*_whose(made), _(NAMES[kind]), str(self._today))), ".pdf")
        documents.render(made, path, self._today)
        return path

    def _sheet(self, customer_id: int, review_id: int | None) -> ReviewSheet:
        current = self._reviews.unfinished(customer_id) if review_id is None else None
        wanted = review_id or (current.id if current else None)
        return self._reviews.sheet(wanted) if wanted else self._reviews.preview(customer_id)


def _whose(made: ReviewPaper | CreditForm | ExposurePaper | LimitNotice) -> list[str]:
    """Number and customer, for the name of the file."""
    if isinstance(made, CreditForm | ExposurePaper | LimitNotice):
        return [made.customer.name]
    return [text for text in (made.sheet.head.number, made.sheet.subject.name) if text]

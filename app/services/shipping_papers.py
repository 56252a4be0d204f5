"""Papers about shipping on credit: the answer to "May I ship?", and the approval of an exception (D4).

path = services.shipping_papers.answer(answer, folder)
path = services.shipping_papers.approval(approval_id, folder, "en")
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Final

from app import i18n
from app.i18n import _
from app.models import approvals, book, decisions
from app.models.approvals import Approval
from app.models.customers import Customer
from app.models.dates import add_months
from app.models.store import Store
from app.services import checks, documents
from app.services.approvals import Approvals
from app.services.company import party
from app.services.outfile import file_name, make_folder
from app.services.shipping import Shipping
from app.services.shipping_sheet import Answer
from app.services.statement_sheets import Party

MONTHS: Final = 12
A_DAY: Final = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class AnswerPaper:
    """`recorded_on` None = only asked; `person` who recorded it. `language` "zh_CN" or "en"."""

    company: Party
    customer: Party
    answer: Answer
    recorded_on: date | None
    person: str
    language: str


@dataclass(frozen=True, slots=True)
class ApprovalPaper:
    """`answer` as it was when the decision was recorded, None where none stands behind it. `state` of `on`; `repeats` = how many
    exceptions this customer had in the 12 months up to the day it was given, this one counted."""

    company: Party
    customer: Party
    code: str
    approval: Approval
    answer: Answer | None
    state: str
    repeats: int
    on: date
    language: str


class ShippingPapers:
    """Papers as of today; nothing is recorded."""

    def __init__(self, store: Store, today: date) -> None:
        self._store = store
        self._today = today
        self._shipping, self._approvals = Shipping(store, today), Approvals(store, today)

    def answer_paper(self, answer: Answer, language: str | None = None, decision_id: int | None = None) -> AnswerPaper:
        """The sheet of the paper, in the language in use unless said otherwise. Raises UserError when the customer is gone."""
        known = None if decision_id is None else decisions.decision(self._store, decision_id)
        with self._store.snapshot():
            company, customer, _code = self._parties(answer.customer_id, language)
        recorded_on, person = (known.on, known.person) if known else (None, "")
        return AnswerPaper(company, customer, answer, recorded_on, person, language or i18n.language())

    def answer(self, answer: Answer, folder: Path, language: str | None = None, decision_id: int | None = None) -> Path:
        """Writes the answer into `folder` (made when missing). Raises UserError."""
        made = self.answer_paper(answer, language, decision_id)
        return self._write(made, folder, (answer.name, _("May I ship"), str(answer.on)))

    def approval_paper(self, approval_id: int, language: str | None = None) -> ApprovalPaper:
        """The sheet of the paper. Raises UserError when the approval is gone."""
        with self._store.snapshot():
            found = self._approvals.get(approval_id)
            company, customer, code = self._parties(found.customer_id, language)
            behind = self._shipping.decided(found.decision_id).sheet if found.decision_id else None
            year = approvals.since(
                self._store, add_months(found.valid_from, -MONTHS), found.valid_from, found.customer_id
            )
            repeats = sum(each.id <= found.id for each in year)
            spoken = language or i18n.language()
            state = found.state(self._today)
            return ApprovalPaper(company, customer, code, found, behind, state, repeats, self._today, spoken)

    def approval(self, approval_id: int, folder: Path, language: str | None = None) -> Path:
        """Writes the paper of an approval. Raises UserError."""
        made = self.approval_paper(approval_id, language)
        return self._write(made, folder, (made.approval.number, made.approval.customer, _("Exception approval")))

    def _parties(self, customer_id: int, language: str | None) -> tuple[Party, Party, str]:
        own = book.company(self._store)
        found: Customer = checks.customer(self._store, customer_id, self._today)
        company = party(own, language or i18n.language())
        return company, Party(found.name, found.registration_no, found.address, found.phone), found.code

    def _write(self, made: AnswerPaper | ApprovalPaper, folder: Path, named: tuple[str, ...]) -> Path:
        make_folder(folder)
        path = folder / file_name(" ".join(named), ".pdf")
        documents.render(made, path, self._today)
        return path

"""合同评审表 / contract review sheet (D10) as data: the contract, its plan, what protects us, the check, papers, who signs.

paper = contract_paper.of(services, 7)               # in the language in use; documents.render makes the PDF
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from app import i18n
from app.i18n import _
from app.models import book
from app.models.errors import UserError
from app.services import contract_desk
from app.services.company import party
from app.services.statement_sheets import Party

if TYPE_CHECKING:
    from app.services.contract_desk import ContractDesk
    from app.services.services import Services


@dataclass(frozen=True, slots=True)
class ContractReviewPaper:
    """`grade` of `on`; `language` "zh_CN" or "en"."""

    company: Party
    customer: Party
    code: str
    grade: str
    desk: ContractDesk
    on: date
    language: str


def of(services: Services, contract_id: int, language: str | None = None) -> ContractReviewPaper:
    """Raises UserError when the contract is gone."""
    with services.store.snapshot():
        found = contract_desk.read(services, contract_id)
        if found is None:
            raise UserError(_("This contract is no longer in the book."))
        customer, company = found.ground.customer, book.company(services.store)
        grade = services.scoring.score(customer.id).score.grade
    return ContractReviewPaper(
        party(company, language or i18n.language()),
        Party(customer.name, customer.registration_no, customer.address, customer.phone),
        customer.code,
        grade,
        found,
        services.today,
        language or i18n.language(),
    )

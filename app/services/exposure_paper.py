"""The credit in use as a paper: whose, in which language.

documents.render(exposure_paper.drawn(store, sheet, "en"), path, printed=today)
"""

from __future__ import annotations

from dataclasses import dataclass

from app import i18n
from app.models import book, customers
from app.models.store import Store
from app.services.company import party
from app.services.exposure import ExposureSheet
from app.services.statement_sheets import Party


@dataclass(frozen=True, slots=True)
class ExposurePaper:
    """`language` "zh_CN" or "en"."""

    company: Party
    customer: Party
    sheet: ExposureSheet
    language: str


def drawn(store: Store, sheet: ExposureSheet, language: str | None = None) -> ExposurePaper:
    """In the language in use unless said otherwise."""
    own, found = book.company(store), customers.customer(store, sheet.customer_id, sheet.on)
    named = (found.name, found.registration_no, found.address, found.phone) if found else (sheet.name, None, None, None)
    company = party(own, language or i18n.language())
    return ExposurePaper(company, Party(*named), sheet, language or i18n.language())

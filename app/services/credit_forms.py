"""Forms that a customer fills and seals: credit information form, authorisation for the bank report, list of papers asked for.

sheet = services.credit_forms.form(customer_id, "information")     # what the book knows stands in it already
documents.render(sheet, path, printed=today)
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final, Literal, get_args

from app.i18n import _
from app.models import book, customers
from app.models.credit_facts import CreditFact
from app.models.customers import Contact, Customer
from app.models.errors import UserError
from app.models.store import Store
from app.services.statement_drawing import language_of, working_days_after
from app.services.statement_sheets import Party

Kind = Literal["information", "authorisation", "documents"]
KINDS: Final[tuple[Kind, ...]] = get_args(Kind)
REPLY_DAYS: Final = 10  # working days that a customer has to send it back


@dataclass(frozen=True, slots=True)
class CreditForm:
    """One form; what is in `file`, `people` and `facts` is printed, the rest left blank to be written by hand.

    `wanted` = codes of the papers that the file lacks (of `rules/completeness.py`); empty = the usual ones are asked for.
    `language` is the customer's ("zh_CN" or "en").
    """

    kind: Kind
    company: Party
    customer: Party
    file: Customer
    people: tuple[Contact, ...]
    facts: tuple[CreditFact, ...]
    wanted: tuple[str, ...]
    made_on: date
    reply_by: date
    language: str


class CreditForms:
    def __init__(self, store: Store, today: date) -> None:
        self._store = store
        self._today = today

    def form(self, customer_id: int, kind: Kind, language: str | None = None) -> CreditForm:
        """The form as of today, in the customer's language unless said otherwise. Raises UserError for no such customer."""
        with self._store.snapshot():
            found = customers.customer(self._store, customer_id, self._today)
            if found is None:
                raise UserError(_("This customer is no longer in the book."))
            company = book.company(self._store)
            return CreditForm(
                kind=kind,
                company=Party(company.name, company.registration_no, company.address, company.phone),
                customer=Party(found.name, found.registration_no, found.address, found.phone),
                file=found,
                people=tuple(customers.contacts(self._store, customer_id)),
                facts=(),
                wanted=(),
                made_on=self._today,
                reply_by=working_days_after(self._today, REPLY_DAYS),
                language=language or language_of(found, company.country),
            )

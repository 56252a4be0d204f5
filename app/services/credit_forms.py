"""Forms that a customer fills and seals: credit information form, authorisation for the bank report, list of papers asked for.

sheet = services.credit_forms.form(customer_id, "information")     # what the book knows stands in it already
documents.render(sheet, path, printed=today)
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final, Literal, get_args

from app.models import book, customers
from app.models.credit_facts import CreditFact
from app.models.credit_profile import Profile
from app.models.customers import Contact, Customer
from app.models.dates import add_workdays
from app.models.store import Store
from app.services import checks, credit_view
from app.services.company import party
from app.services.credit_view import CreditFileView
from app.services.statement_drawing import language_of
from app.services.statement_sheets import Party

Kind = Literal["information", "authorisation", "documents"]
KINDS: Final[tuple[Kind, ...]] = get_args(Kind)
REPLY_DAYS: Final = 10  # working days that a customer has to send it back
# The paper that a customer can give for each piece a file may lack (`rules.completeness.WEIGHTS`); the others are ours to find.
PAPERS: Final = {
    "licence": "licence", "legal_rep": "identity", "founded": "owners", "capital_paid": "owners", "ownership": "owners",
    "statement": "statements", "bank_report": "bank_report", "rating": "rating", "references": "references",
    "receiver": "receiver", "payer": "account", "contract": "contract",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class CreditForm:
    """One form; what is in `file`, `profile`, `people` and `facts` is printed, the rest left blank to be written by hand.

    `wanted` = the papers that the file lacks, values of `PAPERS` and "information", the form itself. `language` is the
    customer's ("zh_CN" or "en").
    """

    kind: Kind
    company: Party
    customer: Party
    file: Customer
    profile: Profile
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
            found = checks.customer(self._store, customer_id, self._today)
            company, kept = book.company(self._store), credit_view.view(self._store, found, self._today)
            return CreditForm(
                kind=kind,
                company=party(company, language or language_of(found, company.country)),
                customer=Party(found.name, found.registration_no, found.address, found.phone),
                file=found,
                profile=kept.profile,
                people=tuple(customers.contacts(self._store, customer_id)),
                facts=tuple(line.fact for line in kept.facts if line.state == "valid"),
                wanted=_wanted(kept),
                made_on=self._today,
                reply_by=add_workdays(self._today, REPLY_DAYS),
                language=language or language_of(found, company.country),
            )


def _wanted(kept: CreditFileView) -> tuple[str, ...]:
    """What is missing, in the order of a file, each paper once; the form itself is always asked for."""
    lacking = [PAPERS[item.code] for item in kept.completeness.items if item.done < 1 and item.code in PAPERS]
    return (*dict.fromkeys(lacking), "information")

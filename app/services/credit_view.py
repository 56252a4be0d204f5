"""A credit file as people look at it: every fact with its state and its papers, and how complete the file is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from app.models import attachments, credit_profile, fact_rows, financial_rows, requests
from app.models.attachments import Attached
from app.models.credit_facts import CreditFact, Questionnaire
from app.models.credit_profile import Profile
from app.models.customers import Customer
from app.models.dates import add_months
from app.models.financials import FinancialStatement
from app.models.money import to_major
from app.models.requests import Request
from app.models.store import Store
from app.services import fact_fields, policies
from app.services.rules.completeness import Completeness, Known, completeness

State = Literal["valid", "outdated", "ended"]
STEPS_IN = "CNY"  # the currency in which paid-in capital is judged


@dataclass(frozen=True, slots=True)
class FactLine:
    """A fact with its state on the day; `until` = the last day on which it says something, None = until it ends."""

    fact: CreditFact
    state: State
    until: date | None
    files: tuple[Attached, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CreditFileView:
    """The file of a customer on a day. Statements, facts, questionnaires and requests newest first; `files` = every paper."""

    customer_id: int
    currency: str
    on: date
    profile: Profile
    statements: tuple[FinancialStatement, ...]
    facts: tuple[FactLine, ...]
    questionnaires: tuple[Questionnaire, ...]
    requests: tuple[Request, ...]
    files: tuple[Attached, ...]
    completeness: Completeness

    def facts_of(self, *kinds: str) -> tuple[FactLine, ...]:
        """Those of some kinds."""
        return tuple(line for line in self.facts if line.fact.kind in kinds)


def view(store: Store, customer: Customer, on: date) -> CreditFileView:
    """Everything on file as known on a day."""
    papers = tuple(file for file in attachments.of_customer(store, customer.id) if file.voided_on is None)
    kept = known(store, customer, on)
    return CreditFileView(
        customer_id=customer.id, currency=customer.currency, on=on, profile=_profile(store, customer.id), statements=kept.statements,
        facts=tuple(_line(fact, on, papers) for fact in fact_rows.facts_of(store, customer.id, on)),
        questionnaires=tuple(fact_rows.questionnaires(store, on, [customer.id])),
        requests=tuple(requests.requests(store, on, [customer.id])), files=papers,
        completeness=completeness(kept, policies.on(store, on)),
    )  # fmt: skip


def known(store: Store, customer: Customer, on: date) -> Known:
    """What the file holds on a day, for the rules."""
    profile, marks = _profile(store, customer.id), credit_profile.marks(store, customer.id, on)
    asked = next(iter(fact_rows.questionnaires(store, on, [customer.id])), None)
    facts = tuple(fact_rows.facts(store, on, [customer.id]))
    visits = [fact.on_day for fact in facts if (fact.kind, fact.code) == ("visit", "visit")]
    visits += [asked.on_day] if asked and asked.visit else []
    return Known(
        on=on, founded=profile.founded, legal_rep=bool(profile.legal_rep), capital_paid=_yuan(profile.capital_paid, customer.currency),
        sector=profile.sector, statements=tuple(financial_rows.statements(store, on, [customer.id])), facts=facts,
        answers=asked.answers if asked else {}, visited_on=max(visits, default=None), roles=marks.roles, receiver=marks.receiver,
        payer=marks.payer, contract=marks.contract,
    )  # fmt: skip


def until(fact: CreditFact) -> date | None:
    """The last day on which a fact says something: as noted, else as is usual for its kind; None = until it ends."""
    months = fact_fields.usual_months(fact.kind, fact.code)
    return fact.valid_to or (add_months(fact.checked_on, months) if months else None)


def state(fact: CreditFact, on: date) -> State:
    """Ended, out of date, or valid on a day."""
    if fact.ended_on and fact.ended_on <= on:
        return "ended"
    last = until(fact)
    return "outdated" if last and last < on else "valid"


def _line(fact: CreditFact, on: date, papers: tuple[Attached, ...]) -> FactLine:
    rows = {("credit_fact", fact.id), ("interaction", fact.interaction_id)}  # photos of the visit it came with
    own = tuple(file for file in papers if (file.tbl, file.row_id) in rows)
    return FactLine(fact, state(fact, on), until(fact), own)


def _profile(store: Store, customer_id: int) -> Profile:
    return credit_profile.profile(store, customer_id) or Profile()


def _yuan(minor: int | None, currency: str) -> int | None:
    """Whole yuan; other money is not judged by steps in yuan."""
    return int(to_major(minor, currency)) if minor is not None and currency == STEPS_IN else None

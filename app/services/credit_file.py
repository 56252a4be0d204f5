"""The credit file of a customer: statements, facts with their evidence, the questionnaire, what was asked for.

services.credit_file.add_statement(FinancialStatement(customer_id=7, period_end=date(2025, 12, 31), received_on=today, ...))
services.credit_file.add_fact(CreditFact(customer_id=7, kind="tax", code="grade", data={"grade": "A"}, ...), Path("a.png"))
services.credit_file.file(7).completeness.share
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any, Final

from app.i18n import _
from app.models import credit_profile, customers, fact_rows, financial_rows, requests
from app.models.change import Change
from app.models.credit_facts import CreditFact, Questionnaire
from app.models.credit_profile import Profile
from app.models.errors import Invalid, UserError
from app.models.financials import FinancialStatement
from app.models.requests import Request
from app.models.store import Store
from app.services import attachments as files
from app.services import checks, credit_view, fact_fields, statement_checks
from app.services.attachments import Evidence
from app.services.credit_view import CreditFileView
from app.services.rules import questionnaire, statements
from app.services.rules.statements import Remark

# What the evidence of a kind of fact is, as a kind of file.
PAPERS: Final[Mapping[str, str]] = {
    "bank_report": "credit_report", "rating": "credit_report", "court": "public_record", "registry": "public_record",
    "tax": "public_record", "capital": "public_record", "trade_reference": "reference", "bank_reference": "reference", "visit": "photo",
}  # fmt: skip
LONGEST_COMMENT: Final = 500
LARGEST_SHARE: Final = 10_000  # basis points
LARGEST_PEAK: Final = 120_000  # basis points: all of a year in one month
LONGEST_TERMS: Final = 3650  # days


class CreditFile:
    """Writes it, each entry one change, and reads it together."""

    def __init__(self, store: Store, today: date) -> None:
        self._store = store
        self._today = today

    def file(self, customer_id: int, on: date | None = None) -> CreditFileView:
        """Everything on file as known on a day (today). Raises UserError when the customer is gone."""
        day = on or self._today
        with self._store.snapshot():
            return credit_view.view(self._store, self._customer(customer_id), day)

    def save_profile(self, customer_id: int, profile: Profile) -> None:
        """Age, owner, capital, sector and what they will buy. Raises Invalid naming the field."""
        self._customer(customer_id)
        kept = self._profile(profile)
        with self._store.change("customer.profile") as change:
            credit_profile.update(change, customer_id, kept)

    # --- statements

    def add_statement(self, statement: FinancialStatement, file: Path | None = None) -> int:
        """Keeps a statement and its paper; returns its id. Raises Invalid naming the field or line (`statement_checks`)."""
        self._customer(statement.customer_id)
        kept = self._statement(statement, 0)
        paper = files.read(file) if file else None
        with self._store.change("financials.add") as change:
            statement_id = financial_rows.insert(change, kept)
            self._attach(change, paper, "financial_statement", statement_id, "financials", kept.period_end)
            return statement_id

    def add_statements(self, statements: Sequence[FinancialStatement], file: Path | None = None) -> list[int]:
        """Periods that came together, as one change; their paper belongs to each. Raises Invalid as `add_statement`, its field
        led by the place in the list: "1.equity"."""
        paper = files.read(file) if file else None
        ids: list[int] = []
        if not statements:
            return ids
        with self._store.change("financials.add") as change:
            for place, statement in enumerate(statements):
                self._customer(statement.customer_id)
                try:
                    kept = self._statement(statement, 0)
                except Invalid as refused:
                    raise Invalid(f"{place}.{refused.field}", refused.text) from refused
                ids.append(financial_rows.insert(change, kept))
                self._attach(change, paper, "financial_statement", ids[-1], "financials", kept.period_end)
        return ids

    def correct_statement(self, statement_id: int, statement: FinancialStatement) -> None:
        """Writes the statement anew; its customer stays. Raises Invalid as `add_statement`."""
        known = self._live_statement(statement_id)
        kept = self._statement(replace(statement, customer_id=known.customer_id), statement_id)
        with self._store.change("financials.correct") as change:
            financial_rows.update(change, statement_id, kept)

    def void_statement(self, statement_id: int, reason: str) -> None:
        """As if it had never been entered; the reason is kept as its note. Raises Invalid ("reason")."""
        self._live_statement(statement_id)
        note = checks.text("reason", reason, required=True)
        with self._store.change("financials.void") as change:
            financial_rows.void(change, statement_id, self._today, note)

    def remarks(self, statement: FinancialStatement) -> tuple[Remark, ...]:
        """What is odd about a statement, kept or being typed; its words: `credit_wording.remark_text`."""
        end = statement.period_end
        earlier = (
            end.replace(year=end.year - 1, day=28)
            if (end.month, end.day) == (2, 29)
            else end.replace(year=end.year - 1)
        )
        before = financial_rows.of_period(self._store, statement.customer_id, earlier, statement.months)
        return statements.remarks(statement, before)

    # --- facts

    def add_fact(self, fact: CreditFact, file: Path | None = None) -> int:
        """Keeps a fact and its evidence; returns its id. Raises Invalid naming the field (of `data` too)."""
        self._customer(fact.customer_id)
        kept = self._fact(fact)
        paper = files.read(file) if file else None
        with self._store.change("fact.add") as change:
            fact_id = fact_rows.insert(change, kept)
            self._attach(change, paper, "credit_fact", fact_id, PAPERS.get(kept.kind, "other"), kept.checked_on)
            return fact_id

    def correct_fact(self, fact_id: int, fact: CreditFact) -> None:
        """Writes the fact anew; its customer and kind stay. Raises Invalid as `add_fact`."""
        known = self._live_fact(fact_id)
        kept = self._fact(replace(fact, customer_id=known.customer_id, kind=known.kind, ended_on=known.ended_on))
        with self._store.change("fact.correct") as change:
            fact_rows.update(change, fact_id, kept)

    def end_fact(self, fact_id: int, on: date) -> None:
        """From this day it is no longer so; the days before keep it. Raises Invalid ("on")."""
        known = self._live_fact(fact_id)
        checks.past_day("on", on, self._today)
        if on < known.on_day:
            raise Invalid("on", _("The end is before the beginning. Check the dates."))
        with self._store.change("fact.end") as change:
            fact_rows.end(change, fact_id, on)

    def void_fact(self, fact_id: int) -> None:
        """As if it had never been entered."""
        self._live_fact(fact_id)
        with self._store.change("fact.void") as change:
            fact_rows.void(change, fact_id, self._today)

    # --- the questionnaire, requests

    def save_questionnaire(
        self, customer_id: int, answers: Mapping[int, int], *, comments: Mapping[int, str] | None = None,
        visit: bool = False, on: date | None = None,
    ) -> int:  # fmt: skip
        """Keeps the answers {item 1..20: points 0..5} of a day, by the person at work; any item may be left open.

        A questionnaire of the same day is replaced. Where an item is a matter of opinion, 0 and 5 want a comment. Raises Invalid
        ("item_7", "comment_7", "on").
        """
        self._customer(customer_id)
        day = on or self._today
        checks.past_day("on", day, self._today)
        kept = Questionnaire(customer_id=customer_id, on_day=day, visit=visit, **_answers(answers, comments or {}))
        with self._store.change("questionnaire.save") as change:
            for same in fact_rows.questionnaires(self._store, day, [customer_id]):
                if same.on_day == day:
                    fact_rows.void_questionnaire(change, same.id, self._today)
            return fact_rows.insert_questionnaire(change, kept, self._store.person_id)

    def proposed_answers(self, customer_id: int, on: date | None = None) -> dict[int, int]:
        """Points of the items that the file itself answers: age, capital, references, tax grade, visit ..."""
        return questionnaire.proposed(credit_view.known(self._store, self._customer(customer_id), on or self._today))

    def add_request(self, customer_id: int, what: str, *, amount: int | None = None, days: int | None = None, on: date | None = None) -> int:  # fmt: skip
        """What the customer asked for; `amount` in minor units of their currency. Raises Invalid naming the field."""
        self._customer(customer_id)
        day = on or self._today
        checks.past_day("on", day, self._today)
        if what not in requests.WHAT:
            raise Invalid("what", _("Choose one of the listed kinds."))
        if amount is not None:
            checks.amount("amount", amount)
        if days is not None:
            checks.whole("days", days, LONGEST_TERMS)
        with self._store.change("request.add") as change:
            asked = Request(customer_id=customer_id, asked_on=day, what=what, amount=amount, days=days)
            return requests.insert(change, asked)

    def answer_request(self, request_id: int, outcome: str) -> None:
        """What became of it, in words. Raises Invalid ("outcome")."""
        words = checks.text("outcome", outcome, required=True) or ""
        with self._store.change("request.answer") as change:
            requests.update(change, request_id, words)

    # --- checks

    def _statement(self, statement: FinancialStatement, statement_id: int) -> FinancialStatement:
        kept = statement_checks.checked(statement, self._today)
        same = financial_rows.of_period(self._store, kept.customer_id, kept.period_end, kept.months)
        if same is not None and same.id != statement_id:
            words = _("The file has a statement of these {months} months to {day} already. Correct that one instead.")
            raise Invalid("period_end", words.format(months=kept.months, day=kept.period_end))
        return kept

    def _fact(self, fact: CreditFact) -> CreditFact:
        values = {**fact.data, **({"amount": fact.amount} if fact.amount is not None else {})}
        data = fact_fields.checked(fact.kind, fact.code, values)
        checks.past_day("on_day", fact.on_day, self._today)
        checks.past_day("checked_on", fact.checked_on, self._today)
        if fact.checked_on < fact.on_day:
            raise Invalid("checked_on", _("This is before the day it happened. Check the two dates."))
        if fact.valid_to and checks.day("valid_to", fact.valid_to) < fact.on_day:
            raise Invalid("valid_to", _("The end is before the beginning. Check the dates."))
        if fact.source_grade not in (None, *fact_fields.SOURCE_GRADES):
            raise Invalid("source_grade", _("Choose one of the listed ones."))
        amount = data.pop("amount", None)
        currency = fact.currency or self._customer(fact.customer_id).currency
        return replace(
            fact, data=data, amount=amount, currency=checks.currency("currency", currency),
            source=checks.text("source", fact.source, longest=200) or "",
        )  # fmt: skip

    def _profile(self, profile: Profile) -> Profile:
        for name in ("founded", "since"):
            if getattr(profile, name):
                checks.past_day(name, getattr(profile, name), self._today)
        for name in ("capital_subscribed", "capital_paid", "expected_sales", "stop_line", "max_order"):
            if getattr(profile, name) is not None:
                fact_fields.figure(name, getattr(profile, name))
        for name, most in (("margin_bp", LARGEST_SHARE), ("peak_bp", LARGEST_PEAK)):
            if getattr(profile, name) is not None:
                checks.whole(name, getattr(profile, name), most)
        return replace(
            profile, legal_rep=checks.text("legal_rep", profile.legal_rep, longest=80), sector=checks.text("sector", profile.sector, longest=80)
        )  # fmt: skip

    def _customer(self, customer_id: int) -> customers.Customer:
        return checks.customer(self._store, customer_id, self._today)

    def _live_statement(self, statement_id: int) -> FinancialStatement:
        found = financial_rows.statement(self._store, statement_id)
        if found is None:
            raise UserError(_("This statement is voided already."))
        return found

    def _live_fact(self, fact_id: int) -> CreditFact:
        found = fact_rows.fact(self._store, fact_id)
        if found is None:
            raise UserError(_("This entry is voided already."))
        return found

    @staticmethod
    def _attach(change: Change, file: Evidence | None, tbl: str, row_id: int, role: str, on: date) -> None:
        if file is not None:
            files.put(change, file, tbl, row_id, role=role, on=on)


def _answers(answers: Mapping[int, int], comments: Mapping[int, str]) -> dict[str, Any]:
    """Answers and comments as they are kept; raises Invalid naming the item."""
    words = {item: checks.text(f"comment_{item}", text, longest=LONGEST_COMMENT) for item, text in comments.items()}
    for item, points in answers.items():
        if item not in questionnaire.ITEMS or not 0 <= points <= questionnaire.MOST:
            raise Invalid(f"item_{item}", _("Choose one of the listed answers."))
        if questionnaire.wants_comment(item, points) and not words.get(item):
            text = _("The lowest and the highest answer want a reason here. Say in a few words what you saw.")
            raise Invalid(f"comment_{item}", text)
    return {
        "answers": dict(answers),
        "comments": {item: text for item, text in words.items() if text and item in answers},
    }

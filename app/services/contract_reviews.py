"""The check of a contract: the 24 items answered, what they come to, what its figures answer by themselves.

services.contract_reviews.sheet(7).result           # Result(score=89.5, verdict="owner", red=(7,), fixes=(7, 11), ...)
services.contract_reviews.answer(7, [Answer(6, 10_000), Answer(13, not_applicable=True)])
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from app.i18n import _
from app.models import clauses, contracts
from app.models.clauses import Answer
from app.models.contracts import Contract
from app.models.errors import Invalid, UserError
from app.models.store import Store
from app.services import checks, contract_checks, policies
from app.services.contract_checks import ContractChecks
from app.services.rules import contract_review as rules
from app.services.rules.contract_review import ITEMS, Result

VALUES = (None, 0, 5_000, 10_000)


@dataclass(frozen=True, slots=True)
class Clause:
    """One item: `weight` of it, whether it is a red flag now, the answer, and what the contract's figures propose (None =
    they do not say). Words: `clause_wording`."""

    item: int
    weight: float
    is_red: bool
    answer: Answer
    proposed_bp: int | None


@dataclass(frozen=True, slots=True)
class ContractSheet:
    """The check of a contract on a day; `clauses` with the red flags first, then in their order."""

    on: date
    contract: Contract
    clauses: tuple[Clause, ...]
    result: Result
    checks: ContractChecks


class ContractReviews:
    """The checks of the contracts of the book."""

    def __init__(self, store: Store, today: date) -> None:
        self._store = store
        self._today = today

    def sheet(self, contract_id: int, on: date | None = None) -> ContractSheet:
        """Everything about the check on a day. Raises UserError when the contract is gone."""
        day = on or self._today
        with self._store.snapshot():
            found = self._contract(contract_id)
            policy = policies.on(self._store, day)
            seen = contract_checks.of(self._store, found, day)
            known = {each.item: each for each in clauses.answers(self._store, contract_id)}
        result = rules.result(policy, tuple(known.values()), seen.gap_bp)
        rows = [
            Clause(
                item,
                policy.clause_weights[item - 1],
                item in result.red,
                known.get(item, Answer(item)),
                seen.proposed.get(item),
            )
            for item in ITEMS
        ]
        rows.sort(key=lambda row: (not row.is_red, row.item))
        return ContractSheet(day, found, tuple(rows), result, seen)

    def result(self, contract_id: int, on: date | None = None) -> Result:
        """The outcome alone."""
        return self.sheet(contract_id, on).result

    def answer(self, contract_id: int, answers: Sequence[Answer]) -> None:
        """These answers, the others stay. Raises Invalid."""
        found = self._contract(contract_id)
        rows = [self._checked(each) for each in answers]
        with self._store.change("contract.check") as change:
            clauses.put(change, contract_id, found.customer_id, rows)
            contracts.update(change, contract_id, {"reviewed_on": self._today.isoformat()})

    @staticmethod
    def _checked(given: Answer) -> Answer:
        if given.item not in ITEMS or given.value_bp not in VALUES:
            raise Invalid("value_bp", _("Choose good, partly, missing or not applicable."))
        value = None if given.not_applicable else given.value_bp
        return Answer(given.item, value, given.not_applicable, checks.text("note", given.note))

    def _contract(self, contract_id: int) -> Contract:
        found = contracts.contract(self._store, contract_id)
        if found is None:
            raise UserError(_("This contract is no longer in the book."))
        return found

"""What the late interest of some debts rests on, read together: a statement for each kind of fact, not for each debt.

given = DebtFacts(store, today, on, receivable_ids)
Making(given, given.debts[7], InterestOptions()).made()
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import cache, cached_property

from app.models import accruals, book, charges
from app.models.store import Store
from app.services.rates import Rates, ReferenceRate
from app.services.rules import late_rules
from app.services.rules.interest import Ladder


class _ReadOnce(Rates):
    """Tables of rates that do not change while debts are computed."""

    def __init__(self, store: Store, today: date) -> None:
        super().__init__(store, today)
        self._tables: dict[str, list[ReferenceRate]] = {}

    def table(self, series: str) -> list[ReferenceRate]:
        if series not in self._tables:
            self._tables[series] = super().table(series)
        return self._tables[series]


class DebtFacts:
    """At the end of `on`, each read when it is first asked for. `debts` leaves out receivables that are voided or gone."""

    def __init__(self, store: Store, today: date, on: date, receivable_ids: Iterable[int]) -> None:
        self.on = on
        self._store, self._ids = store, frozenset(receivable_ids)
        self.table = _ReadOnce(store, today)
        self.ladder = cache(self.table.ladder)

    @cached_property
    def debts(self) -> dict[int, accruals.Debt]:
        return {each.receivable_id: each for each in accruals.debts(self._store, self._ids)}

    @cached_property
    def parts(self) -> dict[int, list[accruals.Part]]:
        return accruals.parts(self._store, self._ids, self.on)

    @cached_property
    def falls(self) -> dict[int, tuple[tuple[date, int], ...]]:
        return accruals.falls(self._store, self._ids, self.on)

    @cached_property
    def of_claims(self) -> set[int]:
        """Those that were made of a claim."""
        return charges.made_of_claims(self._store, self._ids)

    @cached_property
    def company(self) -> book.Company:
        return book.company(self._store)

    @cached_property
    def chinese(self) -> Ladder:
        return late_rules.cn_ladder(self.ladder("PBOC1Y"), self.ladder("LPR1Y"))

    def claimed(self, instalment_id: int, kind: str, currency: str | None = None) -> int:
        """What was claimed of a kind so far, in one currency or in all."""
        sums = self._claimed.get((instalment_id, kind), {})
        return sum(amount for each, amount in sums.items() if currency in (None, each))

    @cached_property
    def _claimed(self) -> dict[tuple[int, str], dict[str, int]]:
        return charges.claimed(self._store, self._ids)

"""Rows of invoice files that give up a part of a receivable: written off, allowed, rounded, discounted, kept by a bank."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Any

from app.i18n import _
from app.models import bulk
from app.models.errors import Invalid
from app.models.store import Store
from app.services import checks
from app.services.imports.plan import ImportPlan, InvoicePlan
from app.services.imports.rates import Rates, believable
from app.services.imports.settling import Money, Settling
from app.services.imports.typed import TypedRow
from app.services.imports.values import AUTO, Applied

Key = tuple[int | str, str, str, str, int, str]


class AdjustmentRows:
    """Knows one by its customer, kind, day, currency, amount, receivable, and its how-many-th in the file."""

    def __init__(self, store: Store, plan: ImportPlan, rates: Rates, settling: Settling) -> None:
        self._plan = plan
        self._rates = rates
        self._settling = settling
        self._known: dict[Key, list[bool]] = {}
        for each in bulk.adjustments(store):
            for amount in {each.amount, each.left} - {0}:  # a file may be older than a recovery, or newer
                key = (each.customer_id, each.kind, each.on_day, each.currency, amount, each.number)
                self._known.setdefault(key, []).append(each.voided)
        self._seen: Counter[Key] = Counter()

    def take(self, row: TypedRow, customer: int | str) -> None:
        """Files it under new, same or a problem."""
        try:
            planned = self._planned(row.line, customer, row.values)
            if planned is None:
                self._plan.same += 1
            else:
                self._plan.new.append(planned)
        except Invalid as problem:
            field = problem.field or ""
            self._plan.refuse(row.line, field, row.values.get(field), problem.text)

    def _planned(self, line: int, customer: int | str, values: Mapping[str, Any]) -> InvoicePlan | None:
        kind, day, currency = (
            values["kind"],
            values["issue_date"],
            self._rates.currency(customer, values.get("currency")),
        )
        minor = abs(believable(values["amount"], currency))
        named = _target(values)
        if self._is_known((customer, kind, day.isoformat(), currency, minor, named.number)):
            return None
        note = checks.text("note", values.get("note"), required=kind == "write_off")
        part = self._settling.give_up(Money(customer, currency, "1", minor, minor, day.isoformat()), named)
        return InvoicePlan(
            line, customer, named.number, kind, day.isoformat(), currency, "1", minor, part.base_target, (), note, None,
            (), (named,), settles=(part,),
        )  # fmt: skip

    def _is_known(self, key: Key) -> bool:
        known, count = self._known.get(key, []), self._seen[key]
        self._seen[key] += 1
        if count < len(known) and known[count]:
            raise Invalid("kind", _("This entry was voided. If it does hold, enter it by hand."))
        return count < len(known)


def _target(values: Mapping[str, Any]) -> Applied:
    """The receivable it belongs to: the one that it names, else the one of its own number."""
    named = values.get("applies_to")
    if named is None:
        return Applied(values["number"], None)
    if named == AUTO or len(named) > 1:
        raise Invalid("applies_to", _("Name the one receivable that this belongs to."))
    found: Applied = named[0]
    return found

"""What a stage of a legal matter means for the limitation of its debts: suits and payment orders as claim events.

A suit and a payment order restart the limitation when their procedure ends (`rules/limitation.py`); a judgment begins the two years
for enforcing it. Each debt of a matter has an event of its own.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from app.i18n import _
from app.models import claims, matters, receivables
from app.models.change import Change
from app.models.errors import Invalid
from app.models.matters import Matter, Procedure
from app.services.rules import court

BOTH: Final = frozenset({"suit", "payment_order"})
# The kinds of procedure that may go on in a stage; others end with it.
GO_ON: Final = {
    **dict.fromkeys(court.WITHOUT, frozenset[str]()),
    "payment_order": frozenset({"payment_order"}),
    "filed": frozenset({"suit"}),
    "hearing": frozenset({"suit"}),
}
BEFORE: Final = (*court.WITHOUT, "payment_order")  # from here a suit that is filed is a new one


@dataclass(frozen=True, slots=True)
class Step:
    """To a stage on a day. `pay_by` = the last day a judgment gives for paying; `mistaken` = what lay with the court and does not go
    on never did; `outcome` = how a matter that is closed ended."""

    stage: str
    on: date
    pay_by: date | None = None
    mistaken: bool = False
    outcome: str | None = None


def follow(change: Change, found: Matter, step: Step) -> None:
    """Writes the claim events of a step. Raises Invalid ("stage") where a stage was left out that the clocks need."""
    known = matters.procedures(change.store, found.id)
    go_on = GO_ON.get(step.stage, BOTH)
    for each in known:
        if each.kind not in go_on and (step.mistaken or each.until_on is None):
            values = {"voided_on": step.on.isoformat()} if step.mistaken else _end(step.on, "other")
            claims.update_event(change, each.id, values)
    known = [each for each in known if each.kind in go_on]
    begins = court.opens(step.stage)
    if begins:
        _begin(change, found, step, [each for each in known if each.kind == begins], begins)
    elif step.stage == "closed":
        _close(change, step, known)
    elif court.needs_suit(step.stage):
        _go_on(change, step, _last(known))


def _begin(change: Change, found: Matter, step: Step, known: list[Procedure], kind: str) -> None:
    """A new one, or the one that had ended goes on again (a step back)."""
    if any(each.until_on is None for each in known):
        return
    if known and found.stage not in (*court.WITHOUT, *(BEFORE if kind == "suit" else ())):
        _reopen(change, _last(known))
        return
    for receivable_id, _number in found.receivables:
        claims.insert_event(change, _event(change, found, receivable_id, kind, step.on))


def _event(change: Change, found: Matter, receivable_id: int, kind: str, on: date) -> dict[str, Any]:
    first = receivables.instalments(change.store, receivable_id)[0]
    told = " · ".join(filter(None, (found.number, found.court, found.case_no)))
    return {
        "customer_id": found.customer_id, "instalment_id": first.id, "kind": kind, "on_day": on.isoformat(), "strength": "strong",
        "text": told, "matter_id": found.id,
    }  # fmt: skip


def _go_on(change: Change, step: Step, last: list[Procedure]) -> None:
    """A hearing of what was filed; a judgment that ends it; the enforcing of a judgment."""
    if not last:
        raise Invalid(
            "stage", _("Enter first when the suit or the payment order was filed: the limitation hangs on it.")
        )
    if step.stage == "hearing":
        _reopen(change, last)
    elif step.stage == "judged":
        for each in last:
            claims.update_event(change, each.id, _end(step.pay_by or step.on, "judgment"))
    elif any(each.outcome != "judgment" for each in last):
        raise Invalid("stage", _("Enter the judgment first: the two years for enforcing it are counted from it."))


def _close(change: Change, step: Step, known: list[Procedure]) -> None:
    outcome = "judgment" if step.outcome == "judged" else "other"
    for each in known:
        if each.until_on is None:
            claims.update_event(change, each.id, _end(step.on, outcome))


def _reopen(change: Change, last: list[Procedure]) -> None:
    for each in last:
        claims.update_event(change, each.id, {"until_on": None, "outcome": None})


def _last(known: list[Procedure]) -> list[Procedure]:
    """Those of the newest procedure, one for each debt."""
    newest = max(known, key=lambda each: (each.on_day, each.id), default=None)
    return [each for each in known if newest and (each.kind, each.on_day) == (newest.kind, newest.on_day)]


def _end(on: date, outcome: str) -> dict[str, Any]:
    return {"until_on": on.isoformat(), "outcome": outcome}

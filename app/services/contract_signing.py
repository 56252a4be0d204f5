"""Signing a contract: who may where its check shows a red flag, and ending one before its time."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any, Final

from app.i18n import _
from app.models import approvals, contracts, journal, milestones, plans
from app.models.contracts import Contract
from app.models.errors import Invalid, UserError
from app.models.store import Store
from app.services import checks, numbers, policies
from app.services.at_desk import me, team
from app.services.clause_wording import item_name
from app.services.contract_reviews import ContractReviews
from app.services.formats import joined
from app.services.rules import authority
from app.services.rules.contract_review import Result

ENDED: Final = ("done", "terminated")


def sign(store: Store, found: Contract, on: date, today: date, reason: str | None = None) -> int | None:
    """Signed on that day; the id of the approval where the owner signed in spite of the check, else None.

    Raises UserError below the owner, Invalid("reason") where the owner gives none.
    """
    if found.signed_on is not None:
        raise UserError(_("This contract is signed already, on {day}.").format(day=found.signed_on))
    checks.past_day("signed_on", on, today)
    why = checks.text("reason", reason)
    result = ContractReviews(store, today).result(found.id)
    against = result.verdict == "owner"
    if against:
        _may(store, result, why)
    with store.change("contract.sign", undoable=not against) as change:
        contracts.update(change, found.id, {"signed_on": on.isoformat(), "status": "signed"})
        plans.happened(change, found.id, ("signing",), on)
        milestones.reached(change, found.id, "signed", on)
        return approvals.insert(change, _approval(store, found, why or "", today)) if against else None


def refuse_unchecked(store: Store, found: Contract, today: date) -> None:
    """A contract whose check shows a red flag is signed by `sign`, not by typing the day. Raises Invalid."""
    result = ContractReviews(store, today).result(found.id)
    if result.verdict == "owner":
        words = _("{flags} Sign it with the button: the owner gives a reason.")
        raise Invalid("signed_on", words.format(flags=_flags(result)))


def _may(store: Store, result: Result, why: str | None) -> None:
    if me(store).role != "owner":
        words = _("{flags} Correct it, or have the owner sign.")
        raise UserError(words.format(flags=_flags(result)))
    if not why:
        raise Invalid("reason", _("{flags} Write why you sign all the same.").format(flags=_flags(result)))


def _flags(result: Result) -> str:
    if result.red:
        return _("The contract has a red flag: {items}.").format(items=joined(_names(result.red)))
    return _("The contract has {score} points of 100.").format(score=f"{result.score:.1f}")


def _names(items: Sequence[int]) -> list[str]:
    return [item_name(each) for each in items]


def _approval(store: Store, found: Contract, why: str, today: date) -> dict[str, Any]:
    """For this contract alone; whoever entered it proposed it."""
    policy = policies.on(store, today)
    entered = journal.author_of(store, "contract", found.id) or store.person_id
    alone = authority.is_alone(team(store)) or entered == store.person_id
    return {
        "customer_id": found.customer_id, "number": numbers.upcoming(store, "approval", today.year), "subject": "contract",
        "covers": json.dumps([]), "contract_id": found.id, "amount": found.amount, "currency": found.currency,
        "valid_from": today.isoformat(), "valid_to": (today + timedelta(days=policy.approval_days)).isoformat(), "single_use": 1,
        "reason": why, "proposed_by": store.person_id if alone else entered, "approved_by": store.person_id, "alone": int(alone),
    }  # fmt: skip


def end(store: Store, found: Contract, status: str, on: date, today: date, reason: str) -> None:
    """Nothing more comes under it: "terminated" before its time, or "done". Raises Invalid."""
    if found.kept in ENDED:
        raise UserError(_("The contract {number} was ended already.").format(number=found.number))
    checks.past_day("closed_on", on, today)
    why = checks.text("reason", reason, required=True) or ""
    note = checks.text("note", " · ".join(filter(None, (found.note, why))), longest=1000)
    with store.change("contract.terminate") as change:
        contracts.update(change, found.id, {"status": status, "closed_on": on.isoformat(), "note": note})


def reopen(store: Store, found: Contract) -> None:
    """It goes on where it was. Raises UserError where it was not ended."""
    if found.kept not in ENDED:
        raise UserError(_("The contract {number} was not ended.").format(number=found.number))
    begun = found.production_on is not None or contracts.shipped(store, found.id) > 0
    status = "draft" if found.signed_on is None else "running" if begun else "signed"
    with store.change("contract.reopen") as change:
        contracts.update(change, found.id, {"status": status, "closed_on": None})

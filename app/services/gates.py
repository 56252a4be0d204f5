"""What stands in the way of production or of a shipment: facts of the book, held against the rules of `rules/gates.py`.

gates.shipment(store, sold.of(store, contract_id=7), date(2026, 11, 22))      # (Stop("prepayment", amount=5_000_000),)
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Final

from app.models import approvals, claims, receivables
from app.models.approvals import Approval
from app.models.errors import UserError
from app.models.store import Store
from app.services import policies, prepayments
from app.services.day_rates import DayRates
from app.services.gate_wording import stop_text
from app.services.rules import gates as rules
from app.services.rules.ageing import overdue_days
from app.services.rules.gates import Facts, Stop
from app.services.sold import Sold

# The rule of "May I ship?" whose approval releases a stop; a paper that is not signed or ended is released by nobody.
RELEASED_BY: Final = {"hold": "hold", "prepayment": "prepayment", "batch_overdue": "oldest_overdue"}


def production(store: Store, sold: Sold, on: date) -> tuple[Stop, ...]:
    """What is missing on a day before production begins; () = it may."""
    found = prepayments.required(store, on, sold.contract_id, sold.deal_id).one
    missing = found.for_production if found else 0
    return rules.production(Facts(signed=sold.signed, ended=sold.ended, missing=missing))


def shipment(store: Store, sold: Sold, on: date, amount: int | None = None) -> tuple[Stop, ...]:
    """What stands in the way of the next batch (of all that is left) on a day; () = it may leave."""
    held = any(each.kind == "credit" for each in claims.holds(store, sold.customer_id, on))
    after = sold.shipped + (sold.left if amount is None else amount)
    facts = Facts(
        signed=sold.signed, ended=sold.ended, hold=held, missing=_missing(store, sold, on, after),
        overdue_days=_late(store, sold, on),
    )  # fmt: skip
    return rules.shipment(facts, policies.on(store, on))


def refuse(stops: Sequence[Stop], sold: Sold) -> None:
    """Raises UserError with what is in the way, the first of it in full."""
    if stops:
        raise UserError(" ".join(stop_text(each, sold) for each in stops))


def _missing(store: Store, sold: Sold, on: date, after: int) -> int:
    """What came is held against what the goods that will have left want; signing and production are wanted whole."""
    found = prepayments.required(store, on, sold.contract_id, sold.deal_id).one
    return max(0, found.wanted(after) - found.received) if found else 0


def _late(store: Store, sold: Sold, on: date) -> int:
    """Days overdue of the oldest debt that earlier batches made."""
    made = {each.receivable_id for each in sold.batches}
    items = [each for each in receivables.open_items(store, sold.customer_id, on) if each.receivable_id in made]
    return max((overdue_days(each.due_on, on) for each in items if each.side == "debit"), default=0)


def releases(
    store: Store, sold: Sold, stops: Sequence[Stop], value: int, on: date, decision_id: int | None = None
) -> list[Approval]:
    """The live approvals that these goods use up: given for the contract, the deal or the decision, or releasing what is in the way."""
    codes = {RELEASED_BY.get(each.code) for each in stops}
    return [
        each
        for each in approvals.of_customer(store, sold.customer_id)
        if each.state(on) == "live"
        and each.subject != "contract"
        and each.is_for(sold.deal_id, sold.contract_id)
        and _reaches(store, each, value, sold.currency, on)
        and (_is_own(each, sold, decision_id) or codes & set(each.covers))
    ]


def _is_own(given: Approval, sold: Sold, decision_id: int | None) -> bool:
    pairs = ((given.contract_id, sold.contract_id), (given.deal_id, sold.deal_id), (given.decision_id, decision_id))
    return any(one is not None and one == other for one, other in pairs)


def standing(stops: Sequence[Stop], given: Sequence[Approval]) -> tuple[Stop, ...]:
    """What is in the way even so."""
    covered = {code for each in given for code in each.covers}
    return tuple(each for each in stops if RELEASED_BY.get(each.code) not in covered)


def _reaches(store: Store, given: Approval, value: int, currency: str, on: date) -> bool:
    """Whether the goods are worth no more than was approved; at an unknown rate they are taken for more."""
    if given.amount is None:
        return True
    there = DayRates(store, on).into(value, currency, given.currency or currency)
    return there is not None and there <= given.amount

"""The payment plan of a contract: templates, exact amounts, what it leaves on credit.

lines = services.plans.template("thirty_terms", 16_000_000)
largest_credit(lines)                             # Credit(before=4_800_000, credit=11_200_000): the live sentence
services.plans.put(contract_id, lines)
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Final, get_args

from app.i18n import _
from app.models import contracts, plans
from app.models.errors import Invalid, UserError
from app.models.plans import NODES, Nature, PlanLine
from app.models.store import Store
from app.services import agreed_share, checks
from app.services.rules import payment_plan
from app.services.rules.payment_plan import Credit, Template, largest_credit

__all__ = ["Credit", "Plans", "largest_credit", "planned"]

LONGEST: Final = 3650  # days after a node


class Plans:
    """The payment plans of the book."""

    def __init__(self, store: Store, today: date) -> None:
        self._store = store
        self._today = today

    def lines(self, contract_id: int) -> tuple[PlanLine, ...]:
        """In order; empty where there is no plan."""
        return plans.lines(self._store, contract_id)

    def template(self, name: Template, total: int) -> tuple[PlanLine, ...]:
        """A usual plan for an amount in minor units: "all_first", "thirty_terms", "three_six_one", "four"."""
        return planned(total, payment_plan.template(name))

    def put(self, contract_id: int, lines: Sequence[PlanLine]) -> None:
        """The plan is these lines from now on, none = no plan; what is invoiced stays as it is. Raises Invalid("plan", ...), and
        Invalid("prepay_reason", ...) where less comes first than the rules ask and the contract does not say why."""
        known = contracts.contract(self._store, contract_id)
        if known is None:
            raise UserError(_("This contract is no longer in the book."))
        made = planned(known.amount, lines) if lines else ()
        agreed_share.refuse_unexplained(self._store, known, made, self._today, known)
        with self._store.change("contract.plan") as change:
            plans.put(change, contract_id, known.customer_id, made)


def planned(total: int, lines: Sequence[PlanLine]) -> tuple[PlanLine, ...]:
    """The lines checked and with their amounts, the last one with what is left of `total`. Raises Invalid("plan", ...)."""
    for line in lines:
        _check(line)
    try:
        return payment_plan.amounts(total, lines)
    except ValueError as problem:
        raise Invalid("plan", _reason(str(problem))) from problem


def _check(line: PlanLine) -> None:
    if line.node not in NODES or line.nature not in get_args(Nature):
        raise Invalid("plan", _("Choose one of the listed instalments."))
    if line.node == "fixed" and line.fixed_on is None:
        raise Invalid("plan", _("An instalment on a fixed day needs its day. Enter it."))
    if line.fixed_on is not None:
        checks.day("plan", line.fixed_on)
    if line.days_after is not None:
        checks.whole("plan", line.days_after, LONGEST)
    if line.nature != "payment" and not line.is_before:
        raise Invalid(
            "plan", _("A prepayment comes before the goods leave. Choose signing, production or shipping for it.")
        )


def _reason(code: str) -> str:
    if code == "over":
        return _(
            "The instalments are more than the contract: nothing is left for the last one. Lower one of the others."
        )
    if code == "share":
        return _("A share is between 0% and 100%. Check the figures.")
    return _("Each instalment is above zero. Give it a share or an amount, or take the row out.")

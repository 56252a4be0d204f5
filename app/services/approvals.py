"""Exceptions approved: one order that the rules hold back may leave all the same; who, why, up to how much, until when.

approval_id = services.approvals.approve(decision_id, reason="Pays on Friday", last_day=date(2026, 12, 1))
services.approvals.authority(decision_id)                # who may, and what stands in the way of the person at the desk
services.approvals.revoke(approval_id, "Order cancelled")
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date

from app.i18n import _
from app.models import approvals, decisions
from app.models.approvals import Approval
from app.models.dates import add_days, local_minute
from app.models.decisions import Decision
from app.models.errors import Invalid, UserError
from app.models.store import Store
from app.services import at_desk, checks, numbers, policies, review_deciding, shipping_answer
from app.services.rules import releases
from app.services.rules.authority import Case, Signer, is_alone, rank
from app.services.rules.releases import WHOLE, Held
from app.services.shipping_facts import Question
from app.services.shipping_sheet import Answer
from app.services.shipping_wording import refusal_text

# What an approval is about, by the rules it releases; the first that fits.
SUBJECTS = (("hold", "hold"), ("large_deal", "large_deal"), ("max_order", "large_deal"), ("prepayment", "prepayment"))


@dataclass(frozen=True, slots=True)
class Authority:
    """`level` that may release it (a code of `releases.LEVELS`) and why the person at the desk may not now: (code, sentence);
    () = they may. `alone` = one person decides, which the approval will say. `answer` = the order as it is judged now."""

    level: str
    refusals: tuple[tuple[str, str], ...]
    alone: bool
    answer: Answer


class Approvals:
    """Exceptions to the rules, each for one order."""

    def __init__(self, store: Store, today: date) -> None:
        self._store = store
        self._today = today

    def get(self, approval_id: int) -> Approval:
        """Raises UserError when it is not in the book."""
        found = approvals.approval(self._store, approval_id)
        if found is None:
            raise UserError(_("This approval is no longer in the book."))
        return found

    def of_customer(self, customer_id: int) -> list[Approval]:
        """Every one, the newest first."""
        return approvals.of_customer(self._store, customer_id)

    def authority(self, decision_id: int, *, amount: int | None = None, reason: str | None = None) -> Authority:
        """Who may release the order of a decision as it stands now, up to an amount (as asked). Raises UserError, Invalid."""
        decision = self._decision(decision_id)
        with self._store.snapshot():
            return self._authority(decision, self._answer(decision, amount), reason)

    def approve(
        self,
        decision_id: int,
        *,
        reason: str,
        last_day: date | None = None,
        conditions: str | None = None,
        amount: int | None = None,
    ) -> int:
        """Releases the rules that the order breaks now, for one order up to `amount` (as asked), until the last day (today where
        none is named); returns the approval's id. Not undone: revoked. Raises Invalid (amount, last_day, reason), UserError."""
        decision = self._decision(decision_id)
        why = checks.text("reason", reason, required=True)
        said = checks.text("conditions", conditions)
        until = self._until(last_day)
        with self._store.snapshot():
            answer = self._answer(decision, amount)
            if not answer.broken:
                raise UserError(_("Nothing holds this order back any more: it can leave without an approval."))
            allowed = self._authority(decision, answer, why)
        review_deciding.refuse(allowed.refusals)
        row = {
            "customer_id": decision.customer_id, "number": numbers.upcoming(self._store, "approval", self._today.year),
            "subject": subject(answer.broken), "covers": json.dumps(answer.broken), "decision_id": decision.id,
            "contract_id": decision.contract_id, "deal_id": decision.deal_id, "amount": answer.order, "currency": answer.order_currency,
            "valid_from": self._today.isoformat(), "valid_to": until.isoformat(), "conditions": said, "reason": why,
            "proposed_by": decision.person_id, "approved_by": self._store.person_id, "alone": int(allowed.alone),
            "exposure_before": answer.before, "exposure_after": answer.after,
        }  # fmt: skip
        with self._store.change("approval.approve", undoable=False) as change:
            return approvals.insert(change, row)

    def revoke(self, approval_id: int, reason: str) -> None:
        """It answers for nothing from today on, and stays in the list. Not undone. Raises Invalid, UserError."""
        found = self.get(approval_id)
        why = checks.text("reason", reason, required=True)
        state = found.state(self._today)
        if found.subject == "write_off":
            raise UserError(_("A write-off is taken back where the debt stands: void what was given up of it."))
        if state == "used":
            raise UserError(_("The goods of this approval have left. What has left cannot be held back."))
        if state in ("revoked", "expired"):
            raise UserError(_("This approval holds no longer. Nothing was changed."))
        me = at_desk.me(self._store)
        if me.id != found.approved_by and rank(me.role) < rank("manager"):
            raise UserError(_("Who gave the approval takes it back, or a manager. Ask one of them."))
        with self._store.change("approval.revoke", undoable=False) as change:
            approvals.update(change, found.id, {"revoked_on": self._today.isoformat(), "revoke_reason": why})

    def _decision(self, decision_id: int) -> Decision:
        found = decisions.decision(self._store, decision_id)
        if found is None or found.voided_on is not None:
            raise UserError(_("This decision is no longer in the book."))
        return found

    def _answer(self, decision: Decision, amount: int | None) -> Answer:
        wanted = decision.amount if amount is None else checks.amount("amount", amount)
        asked = Question(decision.customer_id, wanted, decision.currency, decision.deal_id, decision.contract_id)
        return shipping_answer.answer(self._store, asked, self._today)

    def _authority(self, decision: Decision, answer: Answer, reason: str | None) -> Authority:
        policy = policies.on(self._store, self._today)
        held = held_back(answer)
        level = releases.needed(held, policy)
        team = at_desk.team(self._store)
        proposer = next((e for e in team if e.id == decision.person_id), Signer(decision.person_id, "reader"))
        asked_on = min(decision.on, date.fromisoformat(local_minute(decision.asked_at)[:10]))
        case = Case(proposer, at_desk.me(self._store), team, reason=bool(reason), proposed_on=asked_on)
        codes = releases.refused(level, held, case, policy, self._today)
        told = tuple((code, refusal_text(code, level, policy, asked_on)) for code in codes)
        return Authority(level, told, is_alone(team), answer)

    def _until(self, last_day: date | None) -> date:
        """The first day without it."""
        last = checks.day("last_day", last_day or self._today)
        if last < self._today:
            raise Invalid("last_day", _("The last day is before today. Choose today or a later one."))
        longest = add_days(self._today, policies.on(self._store, self._today).approval_days)
        if last > longest:
            text = _("An approval holds until {day} at the latest. Choose an earlier day.")
            raise Invalid("last_day", text.format(day=longest.isoformat()))
        return add_days(last, 1)


def held_back(answer: Answer) -> Held:
    """What holds an order back, as authority is measured by: how far over the limit of the customer or of the group."""
    group = answer.group
    pairs = [(answer.after, answer.limit.amount), (group.after, group.limit) if group else (0, None)]
    over = max(-(-(after - limit) * WHOLE // limit) for after, limit in (*pairs, (0, 1)) if limit)
    return Held(frozenset(answer.broken), max(0, over), answer.overdue_days, answer.grade)


def subject(rules: tuple[str, ...]) -> str:
    """What an approval of these rules is about."""
    return next((name for rule, name in SUBJECTS if rule in rules), "over_limit")

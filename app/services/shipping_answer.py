"""From the facts to the answer that is shown and kept."""

from __future__ import annotations

from datetime import date

from app.models import review_facts
from app.models.dates import add_months
from app.models.store import Store
from app.services import shipping_facts
from app.services.rules import shipping as rules
from app.services.rules.shipping import Judged
from app.services.rules.ways_out import to_collect, ways
from app.services.shipping_facts import Known, Question
from app.services.shipping_sheet import Answer, GroupNow, LimitNow, Reason

WHOLE = 10_000


def answer(store: Store, question: Question, on: date) -> Answer:
    """The answer of a day. Raises Invalid and UserError."""
    known = shipping_facts.read(store, question, on)
    judged = rules.judge(known.facts, known.policy)
    facts, order, found = known.facts, known.order, known.exposure
    who = known.customer
    return Answer(
        customer_id=who.id, code=who.code, name=who.short, on=on, currency=who.currency,
        order=order.amount, order_currency=order.currency, asked=facts.asked,
        deal_id=question.deal_id, contract_id=question.contract_id, about=order.about,
        entire=order.about is not None and (question.entire or question.amount is None),
        verdict=judged.verdict,
        reasons=_told(known, judged),
        more=len(judged.reasons) - len(judged.told),
        broken=tuple(each.rule for each in judged.reasons),
        released=judged.released,
        approvals=_used(known, judged),
        ways=ways(facts, known.policy),
        collect=to_collect(facts, known.policy),
        before=found.total,
        after=judged.after,
        credit=judged.credit,
        required=facts.before,
        received=facts.received,
        missing=judged.pending,
        split=facts.split,
        limit=LimitNow(facts.limit_state, found.limit, facts.proposal, found.in_force.until),
        group=_group(known, judged),
        grade=facts.grade,
        overdue=known.documents["oldest_overdue"],
        on_time=_on_time(store, known, on),
        uncovered=found.uncovered,
        exposure={each.code: each.amount for each in found.lines if each.amount},
        own_rates=known.own_rates,
        unconverted=found.unconverted,
        policy_id=known.policy.id,
    )  # fmt: skip


def _told(known: Known, judged: Judged) -> tuple[Reason, ...]:
    """The reasons that are said, each with the documents behind it."""
    return tuple(
        Reason(each.code, each.rule, each.verdict, each.figures, known.documents.get(each.rule, ()))
        for each in judged.told
    )


def _used(known: Known, judged: Judged) -> tuple[str, ...]:
    """Numbers of the approvals without which there would be more reasons."""
    return tuple(each.number for each in known.approvals if set(each.covers) & set(judged.released))


def _group(known: Known, judged: Judged) -> GroupNow | None:
    room, facts = known.exposure.group, known.facts
    if room is None:
        return None
    before, after = (facts.others + max(0, each) for each in (facts.exposure, judged.after))
    return GroupNow(room.group.name, facts.group_limit, before, after, known.late)


def _on_time(store: Store, known: Known, on: date) -> int | None:
    """Basis points of the money of the last 12 months that came within its days of grace."""
    months = review_facts.paid(store, known.customer.id, add_months(on, -12), on, known.policy.grace_days).values()
    whole, late = sum(each.amount for each in months), sum(each.late for each in months)
    return (whole - late) * WHOLE // whole if whole > 0 else None

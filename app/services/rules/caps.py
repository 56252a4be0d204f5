"""Facts that hold the grade down, whatever the points; every one is listed, the lowest binds (domain.md A7, M2).

They read the facts themselves and never the blocks, so that a gap in the file lifts none of them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Any, Final

from app.models.credit_facts import CreditFact
from app.models.dates import add_months
from app.models.facts import CustomerFacts
from app.models.money import to_minor
from app.services.rules.distress import z_general
from app.services.rules.external import comparable_worth, live, newest_report
from app.services.rules.parameters import Policy
from app.services.rules.ratios import statement_confidence, year_before
from app.services.rules.score_types import GRADES, Cap
from app.services.rules.statements import growth

# Entries that decide alone: (kind, code) -> (name of the cap, grade)
DECISIVE: Final = {
    ("court", "dishonest"): ("dishonest", "D"), ("registry", "bankruptcy"): ("bankruptcy", "D"), ("registry", "revoked"): ("revoked", "D"),
    ("visit", "lost_contact"): ("lost_contact", "D"), ("court", "high_spending"): ("high_spending", "CCC"),
    ("registry", "serious"): ("serious", "CCC"), ("ownership", "refuses_guarantee"): ("refuses_guarantee", "BBB"),
}  # fmt: skip
DEPTH: Final = {grade: place for place, grade in enumerate((*GRADES, "D"))}


def caps_on(facts: CustomerFacts, policy: Policy) -> tuple[Cap, ...]:
    """Every cap that a fact sets, the lowest grade first."""
    found = [*_ours(facts, policy), *_statement(facts, policy), *_firm(facts, policy)]
    if facts.facts:
        found += _records(facts, live(facts), policy)
    return tuple(sorted(found, key=lambda each: -DEPTH[each.grade]))


def in_default(facts: CustomerFacts, policy: Policy) -> bool:
    """Whether more is undisputed and over 90 days overdue than the small change of the definition of default."""
    standing = facts.standing
    if standing.overdue_90 <= 0:
        return False
    least = to_minor(Decimal(str(policy.default_amount)), facts.currency)
    return standing.overdue_90 >= max(least, policy.default_share * standing.balance)


def _ours(facts: CustomerFacts, policy: Policy) -> Iterator[Cap]:
    """What our own ledger shows: overdue, cure, written off, refused drafts, broken promises."""
    standing = facts.standing
    days = {"days": standing.overdue_days}
    if in_default(facts, policy):
        yield Cap("default", "D", {**days, "amount": standing.overdue_90})
    elif standing.default_days is not None and standing.default_days < policy.cure_days:
        yield Cap("cure", "D", {"days": standing.default_days, "of": policy.cure_days})
    if standing.written_off_days is not None and standing.written_off_days < policy.cure_days:
        yield Cap("written_off", "D", {"days": standing.written_off_days, "of": policy.cure_days})
    if standing.overdue_days > policy.default_days:
        yield Cap("overdue_long", "CCC", {**days, "more_than": policy.default_days})
    elif standing.overdue_days > policy.overdue_days_b:
        yield Cap("overdue", "B", {**days, "more_than": policy.overdue_days_b})
    if standing.bounced_days is not None and standing.bounced_days > policy.bounced_days:
        yield Cap("bounced", "CCC", {"days": standing.bounced_days, "more_than": policy.bounced_days})
    if standing.broken_promises >= policy.promises_broken:
        yield Cap("broken_promises", "BB", {"count": standing.broken_promises})


def _statement(facts: CustomerFacts, policy: Policy) -> Iterator[Cap]:
    """What the newest statement shows, and that there is none."""
    newest = facts.statements[0] if facts.statements else None
    if newest and newest.net_worth is not None and newest.net_worth <= 0:
        data = {"amount": newest.net_worth, "currency": newest.currency, "on": newest.period_end.isoformat()}
        yield Cap("no_equity", "B", data)
    z, grown = z_general(newest) if newest else None, growth(newest, year_before(facts.statements)) if newest else None
    if z and z.value < policy.distress_z and grown is not None and grown < 0:
        yield Cap("distress", "B", {"value": z.value, "growth": grown, "less_than": policy.distress_z})
    known = newest is not None and statement_confidence(newest, facts.on, policy) > 0
    if not known and facts.payments.invoices < policy.thin_invoices:
        yield Cap("thin_file", "BBB", {"count": facts.payments.invoices, "least": policy.thin_invoices})


def _firm(facts: CustomerFacts, policy: Policy) -> Iterator[Cap]:
    if facts.founded and facts.on < add_months(facts.founded, policy.young_months):
        yield Cap("young", "BB", {"on": facts.founded.isoformat(), "months": policy.young_months})


def _records(facts: CustomerFacts, known: Sequence[CreditFact], policy: Policy) -> Iterator[Cap]:
    """What others recorded; several entries of one sort are one cap."""
    for sort, (code, grade) in DECISIVE.items():
        same = [each for each in known if (each.kind, each.code) == sort]
        if same:
            yield Cap(code, grade, _where(max(same, key=lambda each: each.on_day)))
    enforced = [each for each in known if (each.kind, each.code) == ("court", "enforcement")]
    if enforced and _heavy(enforced, facts, policy):
        newest = max(enforced, key=lambda each: each.on_day)
        yield Cap("enforcement", "CCC", {**_where(newest), "amount": newest.amount, "currency": newest.currency})
    report = newest_report(known)
    if report and (report.data.get("bad") or 0) > 0:
        currency = report.currency or facts.currency
        yield Cap("bad_loans", "CCC", {**_where(report), "amount": report.data["bad"], "currency": currency})


def _heavy(enforced: Sequence[CreditFact], facts: CustomerFacts, policy: Policy) -> bool:
    """More than 10 % of equity or a fixed sum; an amount nobody stated, or of a currency not to be compared, is heavy."""
    if any(each.amount is None or (each.currency or facts.currency) != facts.currency for each in enforced):
        return True
    total, worth = sum(each.amount or 0 for each in enforced), comparable_worth(facts, facts.currency)
    if total > to_minor(Decimal(str(policy.enforcement_amount)), facts.currency):
        return True
    return worth is not None and worth > 0 and total > policy.enforcement_share * worth


def _where(fact: CreditFact) -> dict[str, Any]:
    return {"fact": fact.id, "on": fact.on_day.isoformat()}

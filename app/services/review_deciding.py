"""Deciding on a review: who may, and everything that a decision writes, in one change."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date
from typing import Final

from app.i18n import _
from app.models import book, customers, limits, overrides, reviews
from app.models.change import Change
from app.models.dates import add_days
from app.models.errors import Invalid, UserError
from app.models.limits import NewLimit
from app.models.reviews import Opinion, Review
from app.models.store import Store
from app.services import checks, policies, review_drawing, review_proposals
from app.services.at_desk import me, team
from app.services.review_proposals import Proposal
from app.services.review_sheet import ReviewSheet, to_json
from app.services.review_wording import refusal_text
from app.services.rules import authority as rules
from app.services.rules import review_calendar
from app.services.rules.authority import Band, Case, Signer
from app.services.rules.parameters import Policy

REASONED: Final = "reason"
MOVES_GRADES: Final = "manager"
CASH: Final = {"basis": "cash", "days": 0, "day_of_month": None, "early_discount_bp": None, "early_days": None}


@dataclass(frozen=True, slots=True)
class Authority:
    """The band of a proposal and why the person at the desk may not approve it now: (code, sentence); () = they may.

    `alone` = one person decides, which the review will say.
    """

    band: Band
    refusals: tuple[tuple[str, str], ...]
    alone: bool


def authority(store: Store, found: Review, wanted: Proposal, today: date, reason: str | None) -> Authority:
    """Who decides on it, and what stands in the way."""
    policy = policies.on(store, today)
    band, raised = _band(store, found.customer_id, wanted, policy, today)
    people, desk = team(store), me(store)
    by_id = {each.id: each for each in people}
    counting = newest(reviews.opinions(store, found.id))
    proposed_on = review_proposals.proposed(found.proposed).on or today
    case = Case(
        proposer=by_id.get(found.proposed_by or desk.id, Signer(found.proposed_by or desk.id, "reader")),
        approver=desk,
        team=people,
        agreeing=tuple(by_id[each.person_id] for each in counting if each.stand == "for" and each.person_id in by_id),
        raised=raised,
        reason=bool(reason),
        proposed_on=proposed_on,
    )
    codes = [*rules.refused(band, case, policy, today)]
    if any(each.stand == "veto" for each in counting):
        codes.insert(0, "veto")
    told = tuple((code, refusal_text(code, band, policy, proposed_on)) for code in codes)
    return Authority(band, told, rules.is_alone(people))


def newest(opinions: Sequence[Opinion]) -> list[Opinion]:
    """The opinions that count: the last of each person for each part."""
    return list({(each.person_id, each.part): each for each in opinions}.values())


def _band(store: Store, customer_id: int, wanted: Proposal, policy: Policy, today: date) -> tuple[Band, bool]:
    """By all credit together in the book's currency and the grade; whether that is more credit than now."""
    company = book.company(store)
    scored = review_drawing.scored(store, customer_id, today)
    current = review_drawing.current(store, customer_id, today)
    currency = review_drawing.currency_of(store, customer_id)
    before, after = review_drawing.credit_of(current, currency), wanted.credit
    amount = after and review_drawing.in_base(store, after, currency, today)
    grade = review_proposals.deciding_grade(wanted, scored)
    band = rules.band(policy, amount=amount, grade=grade, sales=company.annual_sales)
    if wanted.notches and rules.rank(band.decides) < rules.rank(MOVES_GRADES):
        band = rules.bands(policy, company.annual_sales)[1]
    return band, rules.is_raised(before, after)


def approve(store: Store, found: Review, wanted: Proposal, today: date, reason: str | None) -> None:
    """Checks the authority, freezes the sheet and writes what holds from today, in one change that is not undone."""
    with store.snapshot():
        allowed = authority(store, found, wanted, today, reason)
        refuse(allowed.refusals)
        if allowed.alone:
            _only_as_proposed(found, wanted)
        policy = policies.on(store, today)
        scored = review_drawing.scored(store, found.customer_id, today)
        next_on = _next_on(policy, wanted, review_proposals.grade_after(wanted, scored), today)
        plain = review_proposals.to_plain(wanted)
        person = next(each.name for each in book.people(store) if each.id == store.person_id)
        decided = replace(
            found, status="approved", approved=plain, approved_by=store.person_id, approver=person, approved_on=today,
            alone=allowed.alone, decision_reason=reason, next_on=next_on, policy_id=policy.id,
        )  # fmt: skip
        sheet = review_drawing.drawn(store, decided, today)
    with store.change("review.approve", undoable=False) as change:
        _keep(change, decided, sheet)
        _put(change, decided, wanted, review_calendar.limit_until(policy, next_on), today)


def _only_as_proposed(found: Review, wanted: Proposal) -> None:
    """Who decides alone has slept on the proposal, not on more than that. Raises Invalid."""
    known = review_proposals.proposed(found.proposed).proposal
    if known is None or rules.is_raised(known.credit, wanted.credit):
        text = _(
            "This is more credit than was proposed, and you decide alone. Propose it first, and approve it a day later."
        )
        raise Invalid("limit", text)


def refuse(refusals: Sequence[tuple[str, str]]) -> None:
    """Raises what stands in the way first; a lacking reason names its field."""
    for code, text in sorted(refusals, key=lambda each: each[0] == REASONED):
        raise Invalid(REASONED, text) if code == REASONED else UserError(text)


def _next_on(policy: Policy, wanted: Proposal, grade: str, today: date) -> date:
    """As proposed, but no later than the rules have it for the grade."""
    latest = review_calendar.next_review(policy, grade, today)
    if wanted.next_on is None:
        return latest
    if wanted.next_on <= today:
        raise Invalid("next_on", _("The next review must be after today. Choose a later day."))
    if wanted.next_on > latest:
        text = _("With grade {grade} the next review is on {day} at the latest. Choose an earlier day.")
        raise Invalid("next_on", text.format(grade=grade, day=latest.isoformat()))
    return wanted.next_on


def _keep(change: Change, decided: Review, sheet: ReviewSheet) -> None:
    values = {
        "status": decided.status, "approved": decided.approved, "approved_by": decided.approved_by, "alone": int(decided.alone),
        "approved_on": decided.approved_on and decided.approved_on.isoformat(), "decision_reason": decided.decision_reason,
        "next_on": decided.next_on and decided.next_on.isoformat(), "policy_id": decided.policy_id, "sheet": to_json(sheet),
    }  # fmt: skip
    reviews.update(change, decided.id, values)


def _put(change: Change, decided: Review, wanted: Proposal, until: date, today: date) -> None:
    """Limit, terms and grade from today on."""
    customer, store = decided.customer_id, change.store
    currency = review_drawing.currency_of(store, customer)
    if wanted.limit_state == "not_set":
        limits.withdraw_standing(change, customer, today)
    else:
        new = NewLimit(customer, wanted.limit_state, wanted.limit, currency, today, until, decided.number, decided.id)
        limits.put_standing(change, new)
    if wanted.temporary and wanted.temporary_until:
        added = (wanted.temporary, currency, today, add_days(wanted.temporary_until, 1), decided.number, decided.id)
        limits.put_temporary(change, NewLimit(customer, "set", *added))
    if wanted.terms and wanted.terms != customers.terms_on(store, customer, today):
        row = {**asdict(wanted.terms), "reason": decided.number, "review_id": decided.id}
        customers.set_terms(change, customer, today.isoformat(), row)
    if wanted.notches and wanted.override_until:
        days = (today, wanted.override_until)
        overrides.put(change, customer, wanted.notches, wanted.override_reason or "", days, decided.id)


def send_back(store: Store, found: Review, reason: str) -> None:
    """To who proposed it, by one who could decide on something."""
    _may_turn_down(store)
    proposed = replace(review_proposals.proposed(found.proposed), returned=reason)
    with store.change("review.send_back") as change:
        reviews.update(change, found.id, {"status": "scored", "proposed": review_proposals.to_plain(proposed)})


def _may_turn_down(store: Store) -> None:
    if rules.rank(me(store).role) < rules.rank("bookkeeper"):
        raise UserError(_("Your role does not decide on reviews. Ask the credit manager or the owner."))


def reject(store: Store, found: Review, today: date, reason: str) -> None:
    """By one who could decide on something: a bookkeeper or above."""
    _may_turn_down(store)
    values = {
        "status": "rejected",
        "approved_by": store.person_id,
        "approved_on": today.isoformat(),
        "decision_reason": reason,
    }
    with store.change("review.reject") as change:
        reviews.update(change, found.id, values)


def void(store: Store, found: Review, today: date, reason: str) -> None:
    """Closes what it brought on that day; rows of before stay as they are."""
    decided = found.status == "approved"
    least = MOVES_GRADES if decided else rules.ROLES[0]
    if rules.rank(me(store).role) < rules.rank(least):
        raise UserError(_("Your role does not void decided reviews. Ask the credit manager or the owner."))
    with store.change("review.void", undoable=not decided) as change:
        values = {"status": "void", "voided_on": today.isoformat(), "void_reason": reason}
        reviews.update(change, found.id, values)
        if decided:
            _close(change, found, today)


def _close(change: Change, found: Review, today: date) -> None:
    store, customer = change.store, found.customer_id
    mine = [each for each in limits.versions(store, customer) if each.review_id == found.id]
    running = [each for each in mine if each.valid_to is None or each.valid_to > today]
    for each in running:
        limits.end(change, each, today)
    if any(each.kind == "standing" for each in running):
        limits.withdraw_standing(change, customer, today)
    since = reviews.terms_since(store, found.id, today)
    if since is not None:
        before = next((terms for day, terms in customers.terms_history(store, customer) if day < since), None)
        row = asdict(before) if before else dict(CASH)
        customers.set_terms(change, customer, today.isoformat(), {**row, "reason": found.number, "review_id": None})
    for override in overrides.overrides(store, customer):
        if override.review_id == found.id and override.holds(today):
            overrides.revoke(change, override.id, today)


def override(store: Store, customer_id: int, notches: int, reason: str, until: date, today: date) -> int:
    """Without a review: the credit manager or the owner, with a reason and an end."""
    _may_move(store)
    review_proposals.check_override(notches, reason, until, policies.on(store, today), today)
    why = checks.text("override_reason", reason, required=True) or ""
    with store.change("override.add", undoable=False) as change:
        return overrides.put(change, customer_id, notches, why, (today, until), None)


def revoke(store: Store, override_id: int, today: date) -> None:
    _may_move(store)
    found = overrides.override(store, override_id)
    if found is None or not found.holds(today):
        raise UserError(_("This grade goes by the rules already."))
    with store.change("override.revoke") as change:
        overrides.revoke(change, override_id, today)


def _may_move(store: Store) -> None:
    if rules.rank(me(store).role) < rules.rank(MOVES_GRADES):
        raise UserError(_("A grade is moved by the credit manager or the owner. Ask them."))

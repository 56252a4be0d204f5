"""Reviews of customers: from a draft to a decision that two people stand for, and its sheet that never changes again.

review_id = services.reviews.open(customer_id, "periodic")
services.reviews.propose(review_id, Proposal(limit=300_000_00, conditions=("Statements every quarter",)))
services.reviews.opine(review_id, "finance", "for")
services.reviews.advance(review_id)            # three times: facts gathered, scored, ready to decide
services.reviews.approve(review_id)            # writes limit, terms and grade, freezes the sheet
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any, Final, Literal

from app.i18n import _
from app.models import customers, fact_rows, financial_rows, overrides, reviews
from app.models.dates import add_months
from app.models.errors import Invalid, UserError
from app.models.overrides import GradeOverride
from app.models.reviews import Opinion, Review
from app.models.store import Store
from app.services import (
    at_desk,
    checks,
    numbers,
    policies,
    review_deciding,
    review_drawing,
    review_lists,
    review_proposals,
    review_sheet,
)
from app.services.formats import joined
from app.services.review_deciding import Authority
from app.services.review_lists import CellRow, DueRow
from app.services.review_proposals import Proposal, Proposed
from app.services.review_sheet import ReviewSheet
from app.services.review_wording import LACKING
from app.services.rules.authority import rank
from app.services.rules.review_calendar import TRIGGERS, Trigger

Type = Literal["new", "periodic", "increase", "temporary", "triggered"]
TYPES: Final = ("new", "periodic", "increase", "temporary", "triggered")
STEPS: Final = ("draft", "investigated", "scored", "reviewed")
PARTS: Final = ("sales", "finance", "legal", "owner")
STANDS: Final = ("for", "against", "veto")
RECORDS: Final = ("court", "registry")
RECORD_MONTHS: Final = 12


class Reviews:
    """The workflow of one review; lists over all customers are in `review_lists`."""

    def __init__(self, store: Store, today: date) -> None:
        self._store = store
        self._today = today

    # --- reading

    def get(self, review_id: int) -> Review:
        """Raises UserError when it is gone."""
        found = reviews.review(self._store, review_id)
        if found is None:
            raise UserError(_("This review is not in the book any more."))
        return found

    def history(self, customer_id: int) -> list[Review]:
        """Every review of a customer, the newest first, turned down and voided ones too."""
        return reviews.of_customer(self._store, customer_id)

    def current(self, customer_id: int, on: date | None = None) -> Review | None:
        """The one in force at the end of a day (today)."""
        return reviews.in_force(self._store, customer_id, on or self._today)

    def unfinished(self, customer_id: int) -> Review | None:
        """The one being worked on."""
        return reviews.unfinished(self._store, customer_id)

    def opinions(self, review_id: int) -> list[Opinion]:
        return reviews.opinions(self._store, review_id)

    def proposed(self, review_id: int) -> Proposed:
        """What a review proposes, when, and which steps were skipped why."""
        return review_proposals.proposed(self.get(review_id).proposed)

    def usual(self, customer_id: int) -> Proposal:
        """What holds now as a proposal, with the limit and terms that the rules propose: what a form starts with."""
        with self._store.snapshot():
            return review_drawing.usual(self._store, self._customer(customer_id).id, self._today)

    def sheet(self, review_id: int) -> ReviewSheet:
        """As it was decided, where it was; else the figures of its data day under the rules of that day."""
        with self._store.snapshot():
            found = self.get(review_id)
            kept = reviews.sheet(self._store, review_id)
            if kept is None:
                return review_drawing.drawn(self._store, found, self._today)
            return review_drawing.again(review_sheet.from_json(kept), found)

    def preview(self, customer_id: int, on: date | None = None) -> ReviewSheet:
        """The sheet of a day without a review."""
        with self._store.snapshot():
            return review_drawing.preview(self._store, self._customer(customer_id).id, on or self._today)

    def lacking(self, review_id: int) -> tuple[str, ...]:
        """What the next step still needs (codes of `review_wording.LACKING`); skipping it needs a reason."""
        found = self.get(review_id)
        ways = {"draft": self._lacking_facts, "investigated": self._lacking_grade, "scored": self._lacking_opinion}
        return ways[found.status](found) if found.status in ways else ()

    def authority(self, review_id: int, reason: str | None = None) -> Authority:
        """Who decides on the proposal, and why the person at the desk may not; its refusals are in words."""
        with self._store.snapshot():
            found = self.get(review_id)
            return review_deciding.authority(self._store, found, self._wanted(found, None), self._today, reason)

    # --- working on it

    def open(self, customer_id: int, kind: Type, trigger: str | None = None, data_on: date | None = None) -> int:
        """A new draft; `trigger` a code of `review_calendar.TRIGGERS` where it is out of turn. Raises Invalid, UserError."""
        self._may_work()
        self._customer(customer_id)
        if kind not in TYPES:
            raise Invalid("type", _("Choose one of the listed kinds of review."))
        if (kind == "triggered") != (trigger is not None) or trigger not in (None, *TRIGGERS):
            raise Invalid("trigger", _("Say what calls for a review out of turn; other reviews need nothing here."))
        known = self.unfinished(customer_id)
        if known is not None:
            text = _("Review {number} of this customer is not decided yet. Finish or void it first.")
            raise UserError(text.format(number=known.number))
        day = min(checks.day("data_on", data_on or self._today), self._today)
        with self._store.change("review.open") as change:
            row = {"customer_id": customer_id, "type": kind, "trigger": trigger, "opened_on": self._today.isoformat()}
            number = numbers.upcoming(self._store, "review", self._today.year)
            return reviews.insert(change, {**row, "number": number, "data_on": day.isoformat()})

    def propose(self, review_id: int, draft: Proposal) -> None:
        """Sets what is proposed, by the person at the desk. One that was ready to decide goes back a step. Raises Invalid."""
        found = self._open(review_id)
        self._may_work()
        kept = review_proposals.checked(draft, policies.on(self._store, self._today), self._today)
        proposed = replace(review_proposals.proposed(found.proposed), proposal=kept, on=self._today, returned=None)
        values: dict[str, Any] = {"proposed": review_proposals.to_plain(proposed), "proposed_by": self._store.person_id}
        if found.status == STEPS[-1]:
            values["status"] = STEPS[-2]
        with self._store.change("review.propose") as change:
            reviews.update(change, review_id, values)

    def opine(self, review_id: int, part: str, stand: str, text: str | None = None) -> int:
        """An opinion of the person at the desk; against and veto need their reason. The newest of a person and part counts."""
        found = self._open(review_id)
        self._may_work()
        if part not in PARTS or stand not in STANDS:
            raise Invalid("part" if part not in PARTS else "stand", _("Choose one of the listed ones."))
        if part == "owner" and rank(at_desk.me(self._store).role) < rank("owner"):
            raise Invalid("part", _("Only the owner speaks for the management. Choose another part."))
        why = checks.text("text", text, required=stand != "for", longest=2000)
        with self._store.change("review.opine") as change:
            row = {"review_id": review_id, "customer_id": found.customer_id, "person_id": self._store.person_id}
            day = self._today.isoformat()
            return reviews.insert_opinion(change, {**row, "part": part, "stand": stand, "text": why, "on_day": day})

    def advance(self, review_id: int, reason: str | None = None) -> str:
        """On to the next step; returns it. Raises Invalid ("reason") where something is lacking and no reason is given."""
        found = self._open(review_id)
        self._may_work()
        if found.status == STEPS[-1]:
            raise UserError(_("This review is ready: approve it or turn it down."))
        following = STEPS[STEPS.index(found.status) + 1]
        proposed = review_proposals.proposed(found.proposed)
        if following == STEPS[-1] and proposed.proposal is None:
            raise UserError(_("There is no proposal yet. Enter limit and terms first."))
        why = self._why_skipped(found, reason)
        values: dict[str, Any] = {"status": following}
        if why:
            skipped = {**proposed.skipped, following: why}
            values["proposed"] = review_proposals.to_plain(replace(proposed, skipped=skipped))
        if following == "scored" and found.data_on == found.opened_on:
            values["data_on"] = self._today.isoformat()  # facts were gathered until today
        with self._store.change("review.advance") as change:
            reviews.update(change, review_id, values)
        return following

    # --- deciding

    def approve(self, review_id: int, changed: Proposal | None = None, reason: str | None = None) -> None:
        """Decides as proposed, or as `changed`: limit, terms and grade hold from today, the sheet is frozen. Not undone: voided.

        Raises UserError or Invalid saying who may decide, what is lacking, or from when on.
        """
        found = self._open(review_id)
        if found.status != STEPS[-1]:
            raise UserError(_("This review is not ready to be decided. Go through its steps first."))
        wanted = self._wanted(found, changed)
        review_deciding.approve(self._store, found, wanted, self._today, checks.text("reason", reason))

    def send_back(self, review_id: int, reason: str) -> None:
        """From ready to decide back to the proposal, with what is to be changed. Raises Invalid, UserError."""
        found = self._open(review_id)
        if found.status != STEPS[-1]:
            raise UserError(_("This review was not handed in for a decision yet."))
        review_deciding.send_back(self._store, found, checks.text("reason", reason, required=True) or "")

    def reject(self, review_id: int, reason: str) -> None:
        """Turned down, with the reason; what holds now goes on. Raises Invalid, UserError."""
        found = self._open(review_id)
        review_deciding.reject(self._store, found, self._today, checks.text("reason", reason, required=True) or "")

    def void(self, review_id: int, reason: str) -> None:
        """As if it had not been decided from today on: its limit, terms and grade end today, and stay in the history."""
        found = self.get(review_id)
        if found.status == "void":
            raise UserError(_("This review is voided already."))
        review_deciding.void(self._store, found, self._today, checks.text("reason", reason, required=True) or "")

    # --- grades moved by hand, and lists

    def moved_grade(self, customer_id: int) -> GradeOverride | None:
        """The move by hand that holds today."""
        return next((each for each in overrides.overrides(self._store, customer_id) if each.holds(self._today)), None)

    def override(self, customer_id: int, notches: int, reason: str, until: date) -> int:
        """Moves the grade by one or two steps (> 0 = better) from today until a day at most 180 days ahead; not undone: revoked."""
        self._customer(customer_id)
        return review_deciding.override(self._store, customer_id, notches, reason, until, self._today)

    def revoke_override(self, override_id: int) -> None:
        """The grade goes by the rules again from today on."""
        review_deciding.revoke(self._store, override_id, self._today)

    def due(self, on: date | None = None) -> list[DueRow]:
        """Everybody who owes something or was reviewed, the most urgent first, with what calls for a review."""
        return review_lists.due(self._store, on or self._today)

    def grid(self, on: date | None = None) -> list[CellRow]:
        """Value x risk: every customer with its class, risk and treatment."""
        return review_lists.grid(self._store, on or self._today)

    def triggered(self, customer_id: int, on: date | None = None) -> tuple[Trigger, ...]:
        """What happened since the last review and calls for one, the gravest first; nothing without a review."""
        return review_lists.triggered(self._store, on or self._today, customer_id)

    # --- within

    def _wanted(self, found: Review, changed: Proposal | None) -> Proposal:
        if changed is not None:
            return review_proposals.checked(changed, policies.on(self._store, self._today), self._today)
        proposal = review_proposals.proposed(found.proposed).proposal
        if proposal is None:
            raise UserError(_("There is no proposal yet. Enter limit and terms first."))
        return proposal

    def _why_skipped(self, found: Review, reason: str | None) -> str | None:
        lacking = self.lacking(found.id)
        why = checks.text("reason", reason)
        if lacking and not why:
            text = _("Still lacking: {what}. Add it, or write why it is skipped.")
            raise Invalid("reason", text.format(what=joined(_(LACKING[code]) for code in lacking)))
        return why if lacking else None

    def _lacking_facts(self, found: Review) -> tuple[str, ...]:
        on, of = found.data_on, [found.customer_id]
        since = add_months(on, -RECORD_MONTHS)
        looked = fact_rows.facts(self._store, on, of)
        there = {
            "statements": bool(financial_rows.statements(self._store, on, of)),
            "records": any(each.kind in RECORDS and each.checked_on > since for each in looked),
            "questionnaire": bool(fact_rows.questionnaires(self._store, on, of)),
        }
        return tuple(code for code, known in there.items() if not known)

    def _lacking_grade(self, found: Review) -> tuple[str, ...]:
        scored = review_drawing.scored(self._store, found.customer_id, self._today)
        return ("rating",) if scored.grade == "NR" else ()

    def _lacking_opinion(self, found: Review) -> tuple[str, ...]:
        return () if self.opinions(found.id) else ("opinion",)

    def _open(self, review_id: int) -> Review:
        found = self.get(review_id)
        if not found.is_open:
            raise UserError(_("This review is decided. Voiding it is all that can be done."))
        return found

    def _may_work(self) -> None:
        if rank(at_desk.me(self._store).role) < 0:
            raise UserError(_("Your role in this book is to look only. Ask the owner for another role."))

    def _customer(self, customer_id: int) -> customers.Customer:
        return checks.customer(self._store, customer_id, self._today)

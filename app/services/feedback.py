"""What customers tell us, kept until it is settled: who sees to it, by when, what came of it, whether they are content.

services.feedback.add(FeedbackDraft(7, "complaint", "Three boxes were wet", dispute=DisputeDraft(12, 30_000, "quality")))
services.feedback.close(4, "New boxes sent", satisfied=4)
as_reasons(store, on)                                  # whose feedback is past its day, for Today
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from app.i18n import _
from app.models import book, disputes, feedback
from app.models.change import Change
from app.models.dates import add_days
from app.models.errors import Invalid, UserError
from app.models.feedback import Feedback
from app.models.store import Store
from app.services import checks, policies
from app.services.disputes import DisputeDraft, Disputes
from app.services.rules.worklist import Reason

TO_SETTLE: Final = ("complaint", "need")  # what somebody has to see to
BEST: Final = 5
LONGEST: Final = 2000


@dataclass(frozen=True, slots=True)
class FeedbackDraft:
    """`on` None = today, `due_on` None = as by the rules (a complaint and a wish have a day, the others none).

    `score` = how satisfied they say they are, 1 to 5. `dispute` = the receivable a complaint is about: that amount of it, and
    nothing else, is no longer asked for. `interaction_id` = the contact in which it was told.
    """

    customer_id: int
    kind: str
    text: str | None = None
    on: date | None = None
    score: int | None = None
    owner_id: int | None = None
    due_on: date | None = None
    dispute: DisputeDraft | None = None
    interaction_id: int | None = None


class Feedbacks:
    """The feedback of the book."""

    def __init__(self, store: Store, today: date, disputes: Disputes) -> None:
        self._store, self._today, self._disputes = store, today, disputes

    def add(self, draft: FeedbackDraft) -> int:
        """Keeps it, and the dispute of a complaint with it; returns its id. Raises Invalid naming the field."""
        kept = self.checked(draft)
        with self._store.change("feedback.add") as change:
            return self.put(change, kept, draft.dispute)

    def checked(self, draft: FeedbackDraft) -> dict[str, Any]:
        """As it is kept, for a change that brings more than it. Raises Invalid ("kind", "text", "on", "score", "due_on")."""
        checks.customer(self._store, draft.customer_id, self._today)
        if draft.kind not in feedback.KINDS:
            raise Invalid("kind", _("Choose one of the listed kinds."))
        if draft.dispute is not None and draft.kind != "complaint":
            raise Invalid("kind", _("Only a complaint can put a receivable in dispute."))
        on = checks.past_day("on", draft.on or self._today, self._today)
        words = checks.text("text", draft.text, required=draft.kind != "survey", longest=LONGEST)
        if draft.kind == "survey" and draft.score is None:
            raise Invalid("score", _("This is needed. Fill it in."))
        due = draft.due_on or self.usual_day(draft.kind, on)
        if due is not None and due < on:
            raise Invalid("due_on", _("This is before the day on which it was told. Check the dates."))
        return {
            "customer_id": draft.customer_id, "on_day": on.isoformat(), "kind": draft.kind, "text": words,
            "score": _points("score", draft.score), "owner_id": draft.owner_id, "due_on": due.isoformat() if due else None,
            "interaction_id": draft.interaction_id,
        }  # fmt: skip

    def put(self, change: Change, kept: Mapping[str, Any], dispute: DisputeDraft | None = None) -> int:
        """What `checked` gave, inside a change. Raises Invalid where the receivable cannot be disputed so far."""
        opened = disputes.insert(change, self._disputes.checked(dispute)) if dispute else None
        return feedback.insert(change, {**kept, "dispute_id": opened})

    def usual_day(self, kind: str, on: date) -> date | None:
        """By when feedback of a kind is settled, by the rules; None where nothing is to be done."""
        return add_days(on, policies.on(self._store, on).feedback_days) if kind in TO_SETTLE else None

    def update(self, feedback_id: int, values: Mapping[str, Any]) -> None:
        """Sets `text`, `owner_id`, `due_on`, `score` as far as they are named. Raises Invalid."""
        found = self._open(feedback_id)
        row = dict(values)
        if "text" in row:
            row["text"] = checks.text("text", row["text"], required=found.kind != "survey", longest=LONGEST)
        if "score" in row:
            row["score"] = _points("score", row["score"])
        if row.get("due_on"):
            if checks.day("due_on", row["due_on"]) < found.on_day:
                raise Invalid("due_on", _("This is before the day on which it was told. Check the dates."))
            row["due_on"] = row["due_on"].isoformat()
        with self._store.change("feedback.update") as change:
            feedback.update(change, feedback_id, row)

    def close(self, feedback_id: int, result: str, satisfied: int | None = None, on: date | None = None) -> None:
        """It is settled: what came of it, and how content they are with that (1 to 5). Raises Invalid ("result", "on")."""
        found = self._open(feedback_id)
        day = checks.past_day("on", on or self._today, self._today)
        if day < found.on_day:
            raise Invalid("on", _("This is before the day on which it was told. Check the dates."))
        row = {
            "closed_on": day.isoformat(), "satisfied": _points("satisfied", satisfied),
            "result": checks.text("result", result, required=True, longest=LONGEST),
        }  # fmt: skip
        with self._store.change("feedback.close") as change:
            feedback.update(change, feedback_id, row)

    def void(self, feedback_id: int) -> None:
        """As if it had never been told; a dispute that came with it stays and is ended by itself."""
        found = feedback.one(self._store, feedback_id)
        if found is None or found.voided_on is not None:
            raise UserError(_("This feedback is voided already."))
        with self._store.change("feedback.void") as change:
            feedback.update(change, feedback_id, {"voided_on": self._today.isoformat()})

    def of_customer(self, customer_id: int) -> list[Feedback]:
        """The newest first, voided ones too."""
        return feedback.of_customer(self._store, customer_id)

    def _open(self, feedback_id: int) -> Feedback:
        found = feedback.one(self._store, feedback_id)
        if found is None or found.voided_on is not None or found.closed_on is not None:
            raise UserError(_("This feedback is settled or voided already. Look at the list again."))
        return found


def as_reasons(store: Store, on: date) -> dict[int, Reason]:
    """Of each customer what is past its day, for Today: `days` since then, `count` of them, `what` = the kind, `document` = what it is about."""
    currency = book.company(store).currency
    found: dict[int, list[Feedback]] = {}
    for each in feedback.late(store, on):
        found.setdefault(each.customer_id, []).append(each)
    return {
        who: Reason("feedback", 0, currency, (on - (told[0].due_on or on)).days, len(told), told[0].kind, told[0].document or "")
        for who, told in found.items()
    }  # fmt: skip


def _points(field: str, points: int | None) -> int | None:
    if points is not None and not 1 <= points <= BEST:
        raise Invalid(field, _("From 1, not at all, to 5, very much."))
    return points

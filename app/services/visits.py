"""Visits: the sheet of one as a contact, an entry of the credit file and a complaint in one change; who is due for the next.

services.visits.record(VisitDraft(customer_id=7, met="Ms Li, accounts", signs=("staff_cuts", "wage_arrears")))
due(store, on)                                          # everybody with the day of the next visit
as_reasons(store, on)                                   # who was visited once and is due again, for Today
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Final

from app.i18n import _
from app.models import book, customers, fact_rows, interactions, scores, visits
from app.models.credit_facts import CreditFact
from app.models.dates import add_months
from app.models.errors import Invalid, UserError
from app.models.interactions import Interaction
from app.models.store import Store
from app.models.visits import VisitSheet
from app.services import attachments as files
from app.services import checks, contacting, policies
from app.services.contacting import ContactDraft
from app.services.disputes import DisputeDraft
from app.services.fact_fields import SIGNS
from app.services.feedback import FeedbackDraft, Feedbacks
from app.services.promises import PromiseDraft
from app.services.review_figures import value_classes
from app.services.rules import visiting
from app.services.rules.parameters import Policy
from app.services.rules.visiting import State
from app.services.rules.worklist import Reason
from app.services.scoring import Party, Scored, Scoring

FIRST_HAND: Final = "A"  # how reliable what we saw ourselves is
# Fields of the sheet by the name they have where they are kept.
PROMISED: Final = {"amount": "promised", "due_on": "promised_on"}
COMPLAINED: Final = {"amount": "disputed", "text": "complaint"}


@dataclass(frozen=True, slots=True, kw_only=True)
class VisitDraft:
    """The sheet of a visit; `on` None = today, `person_id` None = the person at work, `next_on` None = as contacts usually go on.

    `signs` = codes of `fact_fields.SIGNS`, `satisfaction` 1 to 5, `complaint` in words with the receivable it is about as
    `dispute`. `photos` are copied into the book.
    """

    customer_id: int
    on: date | None = None
    person_id: int | None = None
    contact_id: int | None = None
    met: str | None = None
    needs: str | None = None
    note: str | None = None
    satisfaction: int | None = None
    signs: tuple[str, ...] = ()
    complaint: str | None = None
    complaint_owner_id: int | None = None
    dispute: DisputeDraft | None = None
    promise: PromiseDraft | None = None
    next_on: date | None = None
    photos: tuple[Path, ...] = ()


@dataclass(frozen=True, slots=True)
class VisitRow:
    """A customer in the cycle of visits; `every` = months between two, `owes` in the book's minor units."""

    customer_id: int
    code: str
    name: str
    grade: str
    value: str | None
    owner: str | None
    deputy: str | None
    last_on: date | None
    sheet: VisitSheet | None
    every: int
    next_on: date | None
    state: State
    owes: int


class Visits:
    """Writes the sheets, and reads them."""

    def __init__(self, store: Store, today: date, feedback: Feedbacks) -> None:
        self._store, self._today, self._feedback = store, today, feedback

    def record(self, draft: VisitDraft) -> int:
        """Keeps the sheet as one change; returns the id of the contact. Raises Invalid naming the field."""
        if unknown := set(draft.signs) - set(SIGNS):
            raise LookupError(f"no signs {sorted(unknown)}")
        if draft.dispute is not None and not (draft.complaint or "").strip():
            raise Invalid("complaint", _("Say in a few words what the customer does not accept."))
        complaint = self._complaint(draft)
        with _named({"file": "photos"}):
            photos = [files.read(path) for path in draft.photos]
        with self._store.change("visit.record") as change:
            with _named(PROMISED):
                visit_id = contacting.put(change, _contact(draft), self._today)
            if draft.person_id is not None:
                interactions.update(change, visit_id, {"person_id": draft.person_id})
            fact_rows.insert(change, self._fact(draft, visit_id))
            if complaint is not None:
                with _named(COMPLAINED):
                    self._feedback.put(change, {**complaint, "interaction_id": visit_id}, draft.dispute)
            for photo in photos:
                files.put(change, photo, "interaction", visit_id, role="photo", on=draft.on or self._today)
            return visit_id

    def void(self, visit_id: int) -> None:
        """As if nobody had gone; what was promised or complained about stays. Raises UserError."""
        contacting.Contacting(self._store, self._today).void(visit_id)

    def get(self, visit_id: int) -> Interaction:
        """Raises UserError when it is gone."""
        found = interactions.interaction(self._store, visit_id)
        if found is None or found.channel != "visit":
            raise UserError(_("This visit is no longer in the book. Look at the list again."))
        return found

    def of_customer(self, customer_id: int) -> list[Interaction]:
        """The newest first, voided ones too."""
        found = interactions.of_customer(self._store, customer_id)
        return [each for each in found if each.channel == "visit"]

    def cycle(self, customer_id: int, on: date | None = None) -> VisitRow | None:
        """When this customer is visited next; None for one who is archived or no customer."""
        return next(iter(_rows(self._store, on or self._today, [customer_id])), None)

    def _complaint(self, draft: VisitDraft) -> dict[str, Any] | None:
        """As it is kept; what cannot be is said before anything is written."""
        words = (draft.complaint or "").strip()
        if not words:
            return None
        said = FeedbackDraft(
            draft.customer_id, "complaint", words, on=draft.on, owner_id=draft.complaint_owner_id, dispute=draft.dispute
        )
        with _named(COMPLAINED):
            return self._feedback.checked(said)

    def _fact(self, draft: VisitDraft, visit_id: int) -> CreditFact:
        """What was seen, as the credit file, the questionnaire and the score read it."""
        note = checks.text("note", draft.note, longest=2000)
        told = {"signs": list(draft.signs), "note": note}
        day = draft.on or self._today
        return CreditFact(
            customer_id=draft.customer_id, kind="visit", code="visit", on_day=day, checked_on=day, source=_("Own visit"),
            source_grade=FIRST_HAND, data={key: value for key, value in told.items() if value}, interaction_id=visit_id,
        )  # fmt: skip


@contextmanager
def _named(names: Mapping[str, str]) -> Iterator[None]:
    """What is refused is refused at the field of the sheet."""
    try:
        yield
    except Invalid as refused:
        raise Invalid(names.get(refused.field or "", refused.field or ""), refused.text) from refused


def _contact(draft: VisitDraft) -> ContactDraft:
    return ContactDraft(
        customer_id=draft.customer_id, result="promised" if draft.promise else "other", channel="visit", contact_id=draft.contact_id,
        on=draft.on, next_on=draft.next_on, note=draft.note, promise=draft.promise, met=draft.met, needs=draft.needs,
        satisfaction=draft.satisfaction, signs=draft.signs,
    )  # fmt: skip


def due(store: Store, on: date) -> list[VisitRow]:
    """Everybody who owes something, bought in the last 12 months or was visited: who is due first, then soon, never, later."""
    with store.snapshot():
        found = _rows(store, on, None)
        rows = [row for row in found if row.owes > 0 or row.value or row.last_on]
    return sorted(
        rows, key=lambda row: (visiting.STATES.index(row.state), row.next_on or date.max, -row.owes, row.code)
    )


def as_reasons(store: Store, on: date) -> dict[int, Reason]:
    """Who was visited before and is due again; `days` since then, `what` = the grade."""
    currency = book.company(store).currency
    return {
        who: Reason("visit", 0, currency, (on - day).days, 1, grade)
        for who, (day, grade) in coming(store, on, on).items()
    }  # fmt: skip


def coming(store: Store, on: date, until: date) -> dict[int, tuple[date, str]]:
    """Day of the next visit and grade of who was visited before and is due again by a day; nobody else is looked at for it."""
    policy = policies.on(store, on)
    fewest = visiting.shortest(policy)
    last = {who: day for who, day in visits.last_days(store, on).items() if add_months(day, fewest) <= until}
    if not last:
        return {}
    parties, classes, grades = customers.parties(store), value_classes(store, on), _grades(store, on, policy, last)
    found = {}
    for who, day in last.items():
        _code, _name, role, archived = parties[who]
        next_on = visiting.next_visit(policy, grades[who], classes.get(who), day)
        if role == "customer" and not archived and next_on <= until:
            found[who] = next_on, grades[who]
    return found


def _grades(store: Store, on: date, policy: Policy, people: Collection[int]) -> dict[int, str]:
    """As they are stored for the day, else by the rules of that day."""
    found = {who: grade for who, (grade, _caps) in scores.ratings(store, on, policy.id, people).items()}
    missing = set(people) - set(found)
    made = Scoring(store, on).scores(on, missing) if missing else []
    return found | {scored.facts.customer_id: scored.score.grade for _party, scored in made}


def _rows(store: Store, on: date, people: Collection[int] | None) -> Iterable[VisitRow]:
    """Customers that are not archived; suppliers and partners are not in the cycle."""
    last, sheets = visits.last_days(store, on, people), visits.newest(store, on, people)
    classes, owners = value_classes(store, on), visits.looked_after(store)
    for party, scored in Scoring(store, on).scores(on, people):
        who = scored.facts.customer_id
        if party.role == "customer" and not party.archived:
            yield _row(party, scored, classes.get(who), owners.get(who, (None, None)), last.get(who), sheets.get(who))


def _row(
    party: Party, scored: Scored, value: str | None, people: tuple[str | None, str | None], last: date | None,
    sheet: VisitSheet | None,
) -> VisitRow:  # fmt: skip
    facts, grade, policy = scored.facts, scored.score.grade, scored.policy
    next_on = visiting.next_visit(policy, grade, value, last) if last else None
    return VisitRow(
        facts.customer_id, party.code, party.name, grade, value, *people, last, sheet,
        visiting.months_between(policy, grade, value), next_on, visiting.state(next_on, facts.on), facts.standing.balance,
    )  # fmt: skip

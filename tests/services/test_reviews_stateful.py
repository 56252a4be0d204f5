"""Any sequence of work on reviews by anybody on any day: what was decided stays, and no past day is rewritten."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any, Final

from hypothesis import Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from app.models import book, customers, limits, reviews
from app.models.customers import Terms
from app.models.errors import UserError
from app.models.store import Store
from app.services.review_proposals import Proposal
from app.services.reviews import PARTS, STANDS, TYPES
from app.services.rules.review_calendar import TRIGGERS
from app.services.services import Services
from tests.book import assert_sound, new_book

START: Final = date(2026, 1, 5)
ROLES: Final = ("sales", "bookkeeper", "manager", "reader")
PICK = st.integers(0, 5)
PROPOSALS = st.builds(
    Proposal,
    limit_state=st.sampled_from(("set", "set", "unlimited", "not_set")),
    limit=st.integers(0, 9).map(lambda each: each * 1000_00),
    temporary=st.sampled_from((0, 0, 500_00)),
    temporary_until=st.just(START + timedelta(days=40)),
    terms=st.one_of(st.none(), st.builds(Terms, st.sampled_from(("net", "cash")), st.integers(0, 90), st.none())),
    prepay_bp=st.one_of(st.none(), st.integers(0, 10_000)),
    notches=st.integers(-2, 2),
    override_reason=st.just("known for years"),
    override_until=st.just(START + timedelta(days=60)),
)


class AnyReview(RuleBasedStateMachine):
    """Two customers; the firm has one person or five."""

    @initialize(alone=st.booleans())
    def begin(self, alone: bool) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="kedun-reviews-"))
        new_book(self.folder / "one.kedun")
        self.store = Store(self.folder / "one.kedun")
        self.services = Services(self.store, START)
        for name in ("First", "Second"):
            self.services.customers.add({"name": name, "terms_days": 30})
        with self.store.change("person.add") as change:
            self.people = [1] if alone else [1, *(book.add_person(change, each, each) for each in ROLES)]
        self.frozen: dict[int, str] = {}
        self.days: dict[tuple[int, date], Any] = {}

    def attempt(self, act: Callable[[], Any]) -> None:
        """Refused with a sentence, or sound afterwards."""
        before = self.store.scalar("select count(*) from change")
        try:
            act()
        except UserError:
            assert self.store.scalar("select count(*) from change") == before
        assert_sound(self.store, self.services.today)

    def pick(self, table: str, number: int) -> int:
        ids = self.store.rows(int, f"select id from {table} order by id")
        return ids[number % len(ids)] if ids else 0

    def held(self, customer: int, on: date) -> Any:
        now = self.services.limits.in_force(customer, on)
        review = reviews.in_force(self.store, customer, on)
        return now.state, now.amount, customers.terms_on(self.store, customer, on), review and review.id

    @rule(who=PICK)
    def sits_down(self, who: int) -> None:
        self.store.person_id = self.people[who % len(self.people)]

    @rule(days=st.integers(1, 25))
    def days_pass(self, days: int) -> None:
        for customer in (1, 2):
            for back in range(days):
                day = self.services.today + timedelta(days=back)
                self.days[customer, day] = self.held(customer, day)
        self.services = Services(self.store, self.services.today + timedelta(days=days))
        self.services.standing.for_today()

    @rule(who=PICK, kind=st.sampled_from(TYPES), why=st.sampled_from((None, *TRIGGERS)))
    def opens(self, who: int, kind: Any, why: str | None) -> None:
        self.attempt(lambda: self.services.reviews.open(self.pick("customer", who), kind, why))

    @rule(which=PICK, draft=PROPOSALS)
    def proposes(self, which: int, draft: Proposal) -> None:
        self.attempt(lambda: self.services.reviews.propose(self.pick("review", which), draft))

    @rule(which=PICK, part=st.sampled_from(PARTS), stand=st.sampled_from(STANDS))
    def speaks(self, which: int, part: str, stand: str) -> None:
        self.attempt(lambda: self.services.reviews.opine(self.pick("review", which), part, stand, "so I think"))

    @rule(which=PICK, steps=st.integers(1, 3))
    def goes_on(self, which: int, steps: int) -> None:
        for _step in range(steps):
            self.attempt(lambda: self.services.reviews.advance(self.pick("review", which), "small"))

    @rule(which=PICK, reason=st.sampled_from((None, "long known")))
    def approves(self, which: int, reason: str | None) -> None:
        self.attempt(lambda: self.services.reviews.approve(self.pick("review", which), reason=reason))

    @rule(who=PICK, draft=PROPOSALS, proposer=PICK, approver=PICK)
    def decides(self, who: int, draft: Proposal, proposer: int, approver: int) -> None:
        """A whole review in one go, as far as the two may."""
        self.sits_down(proposer)
        customer = self.pick("customer", who)
        self.attempt(lambda: self.services.reviews.open(customer, "periodic"))
        found = self.services.reviews.unfinished(customer)
        if found is not None:
            self.attempt(lambda: self.services.reviews.propose(found.id, draft))
            for _step in range(3):
                self.attempt(lambda: self.services.reviews.advance(found.id, "small"))
            self.sits_down(approver)
            self.attempt(lambda: self.services.reviews.approve(found.id, reason="long known"))

    @rule(which=PICK)
    def turns_down(self, which: int) -> None:
        self.attempt(lambda: self.services.reviews.reject(self.pick("review", which), "no"))

    @rule(who=PICK, which=PICK)
    def voids(self, who: int, which: int) -> None:
        """More often by the owner than by anybody else."""
        self.sits_down(max(0, who - 3))
        self.attempt(lambda: self.services.reviews.void(self.pick("review", which), "mistake"))

    @rule(who=PICK, notches=st.integers(-2, 2))
    def moves_a_grade(self, who: int, notches: int) -> None:
        until = self.services.today + timedelta(days=30)
        self.attempt(lambda: self.services.reviews.override(self.pick("customer", who), notches, "known", until))

    @rule()
    def undoes(self) -> None:
        """Work on reviews; a customer that never was has no past."""
        found = self.services.history.can_undo()
        if found and found.label.startswith(("review.", "override.")):
            self.attempt(self.services.history.undo)

    @invariant()
    def what_was_decided_stays(self) -> None:
        for review_id, kept in self.frozen.items():
            assert reviews.sheet(self.store, review_id) == kept
        for review in (each for customer in (1, 2) for each in reviews.of_customer(self.store, customer)):
            if review.status == "approved":
                self.frozen[review.id] = reviews.sheet(self.store, review.id) or ""
                assert review.alone or review.approved_by != review.proposed_by
                assert review.next_on is not None
                assert review.next_on > (review.approved_on or date.max)

    @invariant()
    def the_past_is_not_rewritten(self) -> None:
        for (customer, day), held in self.days.items():
            assert self.held(customer, day) == held

    @invariant()
    def one_standing_limit_at_a_time(self) -> None:
        for customer in (1, 2):
            rows = limits.versions(self.store, customer)
            assert sum(each.kind == "standing" and each.holds(self.services.today) for each in rows) <= 1

    def teardown(self) -> None:
        if hasattr(self, "store"):
            self.store.close()
            shutil.rmtree(self.folder, ignore_errors=True)


TestAnyReview = AnyReview.TestCase
TestAnyReview.settings = settings(
    max_examples=25, stateful_step_count=20, deadline=None, phases=set(Phase) - {Phase.explain}
)

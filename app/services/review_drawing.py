"""How the sheet of a review comes from the book: everything as known at the end of its data day, under the rules of that day."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Final

from app import __version__
from app.models import book, contracts, customers, reviews
from app.models import policies as versions
from app.models.credit_facts import CreditFact
from app.models.customers import Customer, Terms
from app.models.money import Money, convert
from app.models.reviews import Review
from app.models.store import Store
from app.services import frozen, limit_in_force, limit_sheet, policies, review_figures, review_proposals, review_sheet
from app.services.credit_file import CreditFile
from app.services.credit_view import CreditFileView
from app.services.limit_sheet import LimitSheet
from app.services.limits import Limits
from app.services.review_proposals import Proposal
from app.services.review_sheet import (
    Candidate,
    ContractLine,
    Earlier,
    Head,
    OpinionLine,
    Position,
    ReviewSheet,
    Rules,
    Scoring,
)
from app.services.review_sheet import Limits as LimitPart
from app.services.rules import authority, reasons, review_calendar, value_risk
from app.services.rules.score_types import Score
from app.services.scoring import Scored
from app.services.scoring import Scoring as ScoreService
from app.services.statement_sheets import Party

RECORDS: Final = ("court", "registry", "tax", "capital", "rumour")
REFERENCES: Final = ("bank_report", "bank_reference", "trade_reference")
BARS: Final = 8
SOLD_BEFORE: Final = ("draft", "void")  # contracts that are none yet, or no more


def preview(store: Store, customer_id: int, on: date) -> ReviewSheet:
    """The figures of a day, and as a proposal what the rules come to."""
    review = Review(
        0, customer_id, "", "periodic", None, "draft", on, on, {}, None, None, None, None, None, None, False, None, None, None, None, None
    )  # fmt: skip
    return drawn(store, review, on)


def drawn(store: Store, review: Review, today: date) -> ReviewSheet:
    """The sheet of a review; `today` = the day a decision holds from."""
    on = review.data_on
    customer = _customer(store, review.customer_id, on)
    return _Drawing(store, review, customer, on, today).sheet()


def again(sheet: ReviewSheet, review: Review) -> ReviewSheet:
    """A frozen sheet with what became of the review since: nothing but its end."""
    head = replace(sheet.head, status=review.status, voided_on=review.voided_on, void_reason=review.void_reason)
    return replace(sheet, head=head)


def scored(store: Store, customer_id: int, on: date) -> Score:
    return ScoreService(store, on).score(customer_id).score


def currency_of(store: Store, customer_id: int) -> str:
    return _customer(store, customer_id, date.max).currency


def current(store: Store, customer_id: int, on: date) -> Position:
    """What holds at the end of a day: limit and terms, and what the last review said beside them."""
    customer, held = _customer(store, customer_id, on), limit_in_force.in_force(store, customer_id, on)
    last = reviews.in_force(store, customer_id, on)
    said = review_proposals.approved(last.approved) if last and last.approved else None
    extra, currency = sum(each.amount for each in held.temporary), held.currency or customer.currency
    standing = held.standing.amount if held.standing and held.state == "set" else 0
    ends = min((each.valid_to for each in held.temporary if each.valid_to), default=None)
    shown = Position(
        limit_state=held.state,
        limit=Money(standing, currency) if held.state in ("set", "expired") else None,
        limit_until=_last_day(held.standing.valid_to if held.standing else None),
        temporary=Money(extra, currency) if extra else None,
        temporary_until=_last_day(ends),
        terms_basis=customer.terms_basis,
        terms_days=customer.terms_days,
        terms_day_of_month=customer.terms_day_of_month,
        next_on=last.next_on if last else None,
    )
    return replace(shown, prepay_bp=said.prepay_bp, security=said.security) if said else shown


def credit_of(position: Position, currency: str) -> int | None:
    """All credit together in minor units of the currency; None = unlimited. What is not set, ran out, or was set in another one, is
    none."""
    if position.limit_state == "unlimited":
        return None
    return sum(each.minor for each in (position.limit, position.temporary) if each and each.currency == currency)


def in_base(store: Store, minor: int, currency: str, on: date) -> int | None:
    """In the book's currency at the newest rate; None where there is none, which is decided on as without an end."""
    own = book.company(store).currency
    rate = "1" if currency == own else book.rate_on(store, currency, on)
    return None if rate is None else convert(minor, currency, Decimal(rate), own)


def usual(store: Store, customer_id: int, on: date) -> Proposal:
    """What a form starts with: the limit and terms the rules come to, prepayment by the grade, what the last review said."""
    limit = Limits(store, on).sheet(customer_id, on)
    last = reviews.in_force(store, customer_id, on)
    said = review_proposals.approved(last.approved) if last and last.approved else Proposal()
    care = value_risk.care(policies.on(store, on), limit.score.grade)
    return Proposal(
        limit=limit.proposal, terms=_usual_terms(limit), prepay_bp=care.prepay_bp, security=said.security, conditions=said.conditions,
        strengths=said.strengths, weaknesses=said.weaknesses, risks=said.risks,
    )  # fmt: skip


def _usual_terms(limit: LimitSheet) -> Terms | None:
    """Those agreed where the grade bears them, else the longest that it does."""
    agreed, most = limit_sheet.days_of(limit.terms), limit.found.terms_days
    if agreed is not None and agreed <= most:
        return None
    return Terms("net" if most else "cash", most, None)


def _last_day(valid_to: date | None) -> date | None:
    """Rows end on the first day on which they no longer hold; people are told the last one on which they do."""
    return valid_to - timedelta(days=1) if valid_to else None


def _customer(store: Store, customer_id: int, on: date) -> Customer:
    found = customers.customer(store, customer_id, on)
    if found is None:
        raise LookupError(f"no customer {customer_id}")
    return found


class _Drawing:
    """One sheet being made."""

    def __init__(self, store: Store, review: Review, customer: Customer, on: date, today: date) -> None:
        self._store, self._review, self._customer, self._on, self._today = store, review, customer, on, today
        self._company = book.company(store)
        self._scored: Scored = ScoreService(store, on).score(customer.id)
        self._limit: LimitSheet = Limits(store, on).sheet(customer.id, on)
        self._file: CreditFileView = CreditFile(store, on).file(customer.id, on)
        moved = self._scored.facts.override.notches if self._scored.facts.override else 0
        self._current = replace(current(store, customer.id, on), grade=self._scored.score.grade, notches=moved)

    def sheet(self) -> ReviewSheet:
        kept = review_proposals.proposed(self._review.proposed).proposal
        proposal = kept or usual(self._store, self._customer.id, self._on)
        decided = review_proposals.approved(self._review.approved) if self._review.approved else None
        figures = review_figures.Figures(self._store, self._customer, self._on, self._scored, self._file)
        value = figures.value_class()
        return ReviewSheet(
            head=self._head(),
            subject=figures.subject(),
            ownership=self._facts("ownership"),
            visits=self._facts("visit"),
            records=self._facts(*RECORDS),
            references=self._facts(*REFERENCES),
            ratings=self._facts("rating"),
            market=self._facts("industry_opinion"),
            finances=figures.finances(),
            trade=figures.trade(),
            payment=figures.payment(),
            owed=figures.owed(self._limit),
            securities=figures.securities(),
            contracts=self._contracts(),
            scoring=self._scoring(),
            risks=figures.risks(),
            limits=self._limits(),
            loss=figures.loss(self._credit()),
            analysis=(decided or proposal).analysis,
            current=self._current,
            proposed=self._position(proposal),
            approved=self._approved(decided) if decided else None,
            treatment=value_risk.treatment(value, self._scored.score.risk),
            value_class=value,
            conditions=(decided or proposal).conditions,
            opinions=self._opinions(),
            signatures=self._signatures(decided or proposal),
            evidence=figures.evidence(),
            rules=self._rules(),
            releases=figures.releases(self._before()),
        )

    def _credit(self) -> int:
        """What may be owed now, in the book's currency; 0 where it is unlimited or cannot be told: then what is owed counts."""
        credit = credit_of(self._current, self._customer.currency)
        return (credit and in_base(self._store, credit, self._customer.currency, self._on)) or 0

    def _head(self) -> Head:
        review, own = self._review, self._company
        return Head(
            number=review.number, type=review.type, trigger=review.trigger, status=review.status, opened_on=review.opened_on,
            data_on=self._on, company=Party(own.name, own.registration_no, own.address, own.phone), currency=self._customer.currency,
            base=own.currency, company_en=own.name_en or None, proposed_by=review.proposer, approved_by=review.approver, decided_on=review.approved_on,
            decision_reason=review.decision_reason, alone=review.alone, voided_on=review.voided_on, void_reason=review.void_reason,
        )  # fmt: skip

    def _facts(self, *kinds: str) -> tuple[CreditFact, ...]:
        """Those that still say something."""
        return tuple(line.fact for line in self._file.facts_of(*kinds) if line.state != "ended")

    def _contracts(self) -> tuple[ContractLine, ...]:
        found = contracts.of_customer(self._store, self._customer.id)
        signed = (
            each for each in found if each.signed_on and each.signed_on <= self._on and each.status not in SOLD_BEFORE
        )
        return tuple(
            ContractLine(
                number=each.number, title=each.title, amount=Money(each.amount, each.currency), signed_on=each.signed_on,
                ends_on=each.ends_on, status=each.status,
            )
            for each in signed
        )  # fmt: skip

    def _scoring(self) -> Scoring:
        score, full = self._scored.score, self._file.completeness
        return Scoring(
            score=score, bars=tuple(reasons.bars(score, BARS)), best=tuple(reasons.best(score)), worst=tuple(reasons.worst(score)),
            is_new=self._scored.is_new, completeness=full.share, missing=tuple(each.code for each in full.missing), earlier=self._earlier(),
        )  # fmt: skip

    def _earlier(self) -> Earlier | None:
        """The last decided review before this one, from its frozen sheet."""
        last = reviews.in_force(self._store, self._customer.id, self._on)
        if last is None or last.id == self._review.id:
            return None
        sheet = review_sheet.from_json(reviews.sheet(self._store, last.id) or "{}")
        then = sheet.scoring.score
        return Earlier(
            number=last.number, on=last.approved_on, points_x100=then.points_x100 if then else None,
            grade=then.grade if then else "", blocks=then.blocks if then else {}, limit=sheet.decision.limit,
        )  # fmt: skip

    def _before(self) -> date | None:
        """The day of the last decided review before this one."""
        last = reviews.in_force(self._store, self._customer.id, self._on)
        return last.approved_on if last is not None and last.id != self._review.id else None

    def _limits(self) -> LimitPart:
        found = self._limit.found
        return LimitPart(
            candidates=tuple(
                Candidate(
                    code=each.code, amount=self._money(each.amount), counted=each.code in found.counted,
                    binding=each.code == found.binding, data=frozen.to_plain(each.data),
                )
                for each in found.candidates
            ),
            binding=found.binding, uncovered_max=self._money(found.uncovered_max), factor=float(found.factor),
            proposal=self._money(found.amount), terms_days=found.terms_days,
        )  # fmt: skip

    def _position(self, proposal: Proposal) -> Position:
        """As proposed, with the days that follow from it."""
        shown = review_proposals.position(proposal, self._scored.score, self._customer.currency, self._current)
        policy = policies.on(self._store, self._today)
        next_on = proposal.next_on or review_calendar.next_review(policy, shown.grade or "NR", self._today)
        return replace(shown, next_on=next_on, limit_until=_last_day(review_calendar.limit_until(policy, next_on)))

    def _approved(self, decided: Proposal) -> Position:
        return replace(self._position(decided), next_on=self._review.next_on)

    def _opinions(self) -> tuple[OpinionLine, ...]:
        found = reviews.opinions(self._store, self._review.id) if self._review.id else []
        return tuple(
            OpinionLine(part=each.part, stand=each.stand, person=each.person, text=each.text, on_day=each.on_day)
            for each in found
        )

    def _signatures(self, wanted: Proposal) -> tuple[str, ...]:
        credit = wanted.credit
        amount = credit and in_base(self._store, credit, self._customer.currency, self._today)
        policy = policies.on(self._store, self._today)
        grade = review_proposals.deciding_grade(wanted, self._scored.score)
        return authority.band(policy, amount=amount, grade=grade, sales=self._company.annual_sales).signatures

    def _rules(self) -> Rules:
        policy = self._scored.policy
        version = versions.in_force(self._store, self._on)
        return Rules(
            policy_id=policy.id, policy_from=version.effective_from, changed=frozen.to_plain(policy.differences()),
            program=__version__, log=frozen.to_plain(self._scored.facts),
        )  # fmt: skip

    def _money(self, minor: int | None) -> Money | None:
        return None if minor is None else Money(minor, self._customer.currency)

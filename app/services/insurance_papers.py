"""Papers for the insurer as sheets: limit request, shipment declaration, overdue notice, extension request, claim (paper D11).

sheet = services.insurance_papers.paper(customer_id, "claim")
documents.render(sheet, path, printed=today)
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final, Literal, get_args

from app.i18n import _, mark
from app.models import book, credit_profile, customers, dealings, insurance, receivables
from app.models.customers import Contact, Customer, Terms
from app.models.errors import UserError
from app.models.insured import InsurancePolicy, Invoice
from app.models.store import Store
from app.services import checks, documents, exposure, insurance_cover, insurance_evidence
from app.services.company import party
from app.services.insurance_cover import Cover, Rates
from app.services.insurance_evidence import Evidence
from app.services.outfile import file_name, make_folder
from app.services.rules.insurance import Indemnity
from app.services.rules.insurance_days import Kind as Day
from app.services.rules.insurance_deadlines import FOLLOWED
from app.services.rules.insured import Insured
from app.services.rules.payment_score import Measures, measures
from app.services.scoring import Scoring
from app.services.statement_drawing import CHINA
from app.services.statement_sheets import Party

Kind = Literal["limit_request", "declaration", "overdue_notice", "extension", "claim"]
KINDS: Final[tuple[Kind, ...]] = get_args(Kind)
NOTHING: Final = {
    "declaration": mark("Every open shipment to this customer is declared. There is nothing to declare."),
    "overdue_notice": mark("Nothing insured of this customer is overdue and not reported yet."),
    "extension": mark("Nothing insured of this customer is overdue."),
    "claim": mark("Nothing insured of this customer is overdue, so there is no claim."),
}
NAMES: Final = {
    "limit_request": mark("Limit request"),
    "declaration": mark("Shipment declaration"),
    "overdue_notice": mark("Overdue notice"),
    "extension": mark("Extension request"),
    "claim": mark("Insurance claim"),
}


# The last day that a paper is about.
DEADLINE_OF: Final[Mapping[str, Day]] = {
    "declaration": "declaration",
    "overdue_notice": "notice",
    "extension": "stop",
    "claim": "claim",
}


@dataclass(frozen=True, slots=True)
class PaperLine:
    """One instalment of an invoice: `days` overdue (0 when it is not), `by` = the last day that the paper is about, if it has one."""

    found: Insured
    invoice: Invoice
    days: int
    by: date | None


@dataclass(frozen=True, slots=True)
class Dealt:
    """What we know of the buyer, in minor units of the paper's currency; None where it is not known. `oldest` = days overdue."""

    owed: int
    overdue: int
    oldest: int
    sales: int | None
    expected: int | None
    since: date | None
    settled: int
    paid: Measures


@dataclass(frozen=True, slots=True, kw_only=True)
class InsurancePaper:
    """`customer` = whom it goes to, the insurer. Amounts in minor units of `currency`, the buyer's. `cover` None = no limit yet."""

    kind: Kind
    company: Party
    customer: Party
    buyer: Customer
    contacts: tuple[Contact, ...]
    registration_no: str | None
    terms: Terms | None
    policy: InsurancePolicy
    cover: Cover | None
    currency: str
    language: str
    made_on: date
    requested: int | None
    dealt: Dealt
    lines: tuple[PaperLine, ...]
    evidence: tuple[Evidence, ...]

    @property
    def open(self) -> int:
        return sum(each.found.item.open or 0 for each in self.lines)

    @property
    def indemnity(self) -> Indemnity | None:
        """What the insurer would pay on the lines of the paper."""
        if self.cover is None:
            return None
        whole = self.cover.indemnity
        insured = sum(each.found.insured for each in self.lines)
        return Indemnity(
            cover_bp=whole.cover_bp, insured=insured, first_loss=whole.first_loss, order=whole.order,
            aggregate_left=whole.aggregate_left, liability_left=whole.liability_left,
        )  # fmt: skip


class InsurancePapers:
    """Papers as of today; nothing is recorded."""

    def __init__(self, store: Store, today: date) -> None:
        self._store = store
        self._today = today

    def paper(
        self,
        customer_id: int,
        kind: Kind,
        language: str | None = None,
        *,
        policy_id: int | None = None,
        amount: int | None = None,
    ) -> InsurancePaper:
        """`amount` = the limit asked for. Chinese where our company is in China, unless said otherwise. Raises UserError: no such
        customer, no policy, or nothing that the paper could be about."""
        with self._store.snapshot():
            customer = checks.customer(self._store, customer_id, self._today)
            cover = insurance_cover.cover(self._store, customer_id, self._today)
            policy = self._policy(policy_id, cover)
            lines = self._lines(kind, customer_id, cover)
            if not lines and kind in NOTHING:
                raise UserError(_(NOTHING[kind]))
            return self._drawn(kind, customer, policy, cover, lines, language, amount)

    def make(
        self, customer_id: int, kind: Kind, folder: Path, language: str | None = None, *, amount: int | None = None
    ) -> Path:
        """Writes it into `folder` (made when missing) and says where; one of the same name is replaced. Raises UserError."""
        made = self.paper(customer_id, kind, language, amount=amount)
        make_folder(folder)
        path = folder / file_name(f"{made.buyer.name} {_(NAMES[kind])} {self._today}", ".pdf")
        documents.render(made, path, self._today)
        return path

    def _policy(self, policy_id: int | None, cover: Cover | None) -> InsurancePolicy:
        """The one named, that of the customer's limit, else the newest in force."""
        known = insurance.policies(self._store)
        wanted = policy_id or (cover.policy.id if cover else None)
        for each in known:
            if each.id == wanted or (wanted is None and each.holds(self._today)):
                return each
        raise UserError(_("There is no insurance policy in force. Enter it under Contracts, Insurance."))

    def _drawn(
        self, kind: Kind, customer: Customer, policy: InsurancePolicy, cover: Cover | None, lines: Sequence[PaperLine],
        language: str | None, amount: int | None,
    ) -> InsurancePaper:  # fmt: skip
        company, who = book.company(self._store), customer.id
        spoken = language or ("zh_CN" if company.country.upper() in CHINA else "en")
        held = cover.buyer_limit if cover and cover.policy.id == policy.id else None
        return InsurancePaper(
            kind=kind,
            company=party(company, spoken),
            customer=Party(policy.insurer, None, None, None),
            buyer=customer,
            contacts=tuple(customers.contacts(self._store, who)),
            registration_no=customer.registration_no,
            terms=customers.terms_on(self._store, who, self._today),
            policy=policy,
            cover=cover,
            currency=customer.currency,
            language=spoken,
            made_on=self._today,
            requested=amount if amount is not None else held.requested if held else None,
            dealt=self._dealt(customer),
            lines=tuple(lines),
            evidence=insurance_evidence.index(self._store, who, policy, _invoices(lines), self._today)
            if kind == "claim"
            else (),
        )

    def _dealt(self, customer: Customer) -> Dealt:
        rates = Rates(self._store, customer.currency, self._today)
        own = book.company(self._store).currency
        known = dealings.dealings(self._store, customer.id, customer.currency, self._today)
        others = rates.own(known.sales_base, own)
        overdue, oldest = self._overdue(customer.id, rates)
        scored = Scoring(self._store, self._today).score(customer.id)
        profile = credit_profile.profile(self._store, customer.id)
        return Dealt(
            owed=exposure.totals(self._store, self._today, (customer.id,)).get(customer.id, 0),
            overdue=overdue,
            oldest=oldest,
            sales=None if others is None else known.sales + others,
            expected=profile.expected_sales if profile else None,
            since=profile.since if profile else None,
            settled=scored.facts.payments.settled,
            paid=measures(scored.facts.payments, scored.policy),
        )

    def _overdue(self, customer_id: int, rates: Rates) -> tuple[int, int]:
        """(amount, days of the oldest)."""
        amount = days = 0
        for each in receivables.open_items(self._store, customer_id, self._today):
            if each.side == "debit" and each.due_on is not None and each.due_on < self._today:
                amount += rates.own(each.open, each.currency, each.open_base) or 0
                days = max(days, (self._today - each.due_on).days)
        return amount, days

    def _lines(self, kind: Kind, customer_id: int, cover: Cover | None) -> list[PaperLine]:
        """The debts that a paper of this kind is about, the earliest due first."""
        if cover is None or kind == "limit_request":
            return []
        by = {(each.kind, each.item.instalment_id): each for each in cover.deadlines}
        lines = []
        invoices = insurance.invoices(self._store, [each.item.receivable_id for each in cover.invoices])
        for found in cover.invoices:
            day = by.get((DEADLINE_OF[kind], found.item.instalment_id))
            days = max(0, (self._today - found.item.due_on).days) if found.item.due_on else 0
            if _belongs(kind, found, days, done=day is not None and day.done_on is not None, asked=day is not None):
                lines.append(PaperLine(found, invoices[found.item.receivable_id], days, day.on if day else None))
        return sorted(lines, key=lambda line: (line.found.item.due_on or date.max, line.invoice.number))


def _belongs(kind: Kind, found: Insured, days: int, *, done: bool, asked: bool) -> bool:
    """A declaration holds what has to be declared, the others what is overdue; a notice not what is reported already."""
    if found.ground is None or found.why not in FOLLOWED:
        return False
    if kind == "declaration":
        return asked and not done
    return days > 0 and not (done and kind == "overdue_notice")


def _invoices(lines: Sequence[PaperLine]) -> list[Invoice]:
    """Each once."""
    return list({line.invoice.id: line.invoice for line in lines}.values())

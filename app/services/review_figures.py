"""The sections of a review sheet that tell about the customer, as known at the end of its data day."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Final

from app.models import (
    approvals,
    attachments,
    book,
    customers,
    receivables,
    review_facts,
    risks,
    securities,
    statement_lines,
)
from app.models.customers import Customer
from app.models.dates import FIRST, add_months, end_of_month
from app.models.money import Money
from app.models.store import Store
from app.services import loss, promise_states
from app.services.credit_view import CreditFileView
from app.services.group_room import group_room
from app.services.limit_sheet import LimitSheet
from app.services.review_sections import (
    ContactLine,
    EvidenceLine,
    Finances,
    Month,
    Owed,
    PaymentHabit,
    RatioLine,
    Releases,
    SecurityLine,
    Subject,
    Trade,
)
from app.services.review_sheet import Loss, RiskLine, Waiting
from app.services.rules import distress, expected_loss, promises, value_risk
from app.services.rules.ageing import overdue_days
from app.services.rules.payment_score import measures
from app.services.rules.ratios import bands, ratio_points, ratios, year_before
from app.services.rules.statements import beside
from app.services.scoring import Scored
from app.services.statement_sheets import BANDS

MONTHS: Final = 12
PERIODS: Final = 3
WHOLE: Final = 10_000


class Figures:
    """Reads what a section needs, when it is asked for."""

    def __init__(self, store: Store, customer: Customer, on: date, scored: Scored, file: CreditFileView) -> None:
        self._store, self._customer, self._on, self._scored, self._file = store, customer, on, scored, file
        self._company = book.company(store)

    def subject(self) -> Subject:
        """Who they are."""
        known, profile, own = self._customer, self._file.profile, self._customer.currency
        return Subject(
            code=known.code, name=known.name, registration_no=known.registration_no, sole_trader=profile.sole_trader,
            public_body=bool(known.public_body), legal_rep=profile.legal_rep, capital_subscribed=_money(profile.capital_subscribed, own),
            capital_paid=_money(profile.capital_paid, own), founded=profile.founded, country=known.country, region=known.region,
            address=known.address, service_address=review_facts.service_address(self._store, known.id), phone=known.phone,
            industry=known.industry, sector=profile.sector, size_class=known.size_class, group=known.group, members=self._members(),
            contacts=tuple(
                ContactLine(name=each.name, role=each.role, phone=each.phone, email=each.email)
                for each in customers.contacts(self._store, known.id)
            ),
            expected_sales=_money(profile.expected_sales, own), margin_bp=profile.margin_bp, peak_bp=profile.peak_bp,
        )  # fmt: skip

    def _members(self) -> tuple[tuple[str, Money], ...]:
        room = group_room(self._store, self._customer.id, self._on)
        others = [each for each in room.members if each[0] != self._customer.id] if room else []
        return tuple((name, self._base(owed)) for _id, name, owed in others)

    def finances(self) -> Finances:
        """At most three periods with their ratios; the distress models of the newest."""
        periods = self._scored.facts.statements[:PERIODS]
        if not periods:
            return Finances()
        found = [{**ratios(each), **beside(each, year_before(periods[place:]))} for place, each in enumerate(periods)]
        scales = bands(self._scored.facts.sector, self._scored.policy)
        lines = tuple(
            RatioLine(
                code=code,
                values=tuple(each[code].value for each in found),
                points=ratio_points(found[0][code], scales[code]) if code in scales else None,
            )
            for code in found[0]
        )
        newest = periods[0]
        z1, z2, zmijewski = distress.z_private(newest), distress.z_general(newest), distress.zmijewski(newest)
        worth = newest.net_worth
        tangible = None if worth is None else worth - (newest.intangibles or 0) - (newest.owner_loans or 0)
        return Finances(
            periods=periods, ratios=lines, net_worth=_money(worth, newest.currency), tangible_net_worth=_money(tangible, newest.currency),
            z1=z1.value if z1 else None, z2=z2.value if z2 else None, zmijewski=zmijewski.value if zmijewski else None,
            warnings=tuple(sorted({each.note for each in ratios(newest).values()} - {"", "missing"})),
        )  # fmt: skip

    def trade(self) -> Trade:
        """Twelve whole months and the running one are twelve: the month of the data day is the last."""
        months = tuple(self._months())
        start = months[0].first
        sold = review_facts.sold(self._store, self._customer.id, start, self._on)
        sales, credited = sum(each.amount for each in sold.values()), sum(each.credited for each in sold.values())
        best = max(months, key=lambda each: each.sold.minor if each.sold else 0)
        high, high_on = self._high(start)
        return Trade(
            since=self._since(), sales=self._base(sales), invoices=sum(each.count for each in sold.values()),
            best_month=best.first if best.sold else None, best_month_sales=best.sold or None, high_credit=self._base(high),
            high_credit_on=high_on, credited_bp=round(credited * WHOLE / sales) if sales else None, months=months,
        )  # fmt: skip

    def _since(self) -> date | None:
        """As entered, else the first document."""
        moved = review_facts.moved(self._store, self._customer.id, self._on)
        return self._file.profile.since or (moved[0][0] if moved else None)

    def _months(self) -> Iterator[Month]:
        last = self._on.replace(day=1)
        firsts = [add_months(last, -back) for back in range(MONTHS - 1, -1, -1)]
        grace = self._scored.policy.grace_days
        sold = review_facts.sold(self._store, self._customer.id, firsts[0], self._on)
        paid = review_facts.paid(self._store, self._customer.id, firsts[0], self._on, grace)
        moved = review_facts.moved(self._store, self._customer.id, self._on)
        for first in firsts:
            key, end = f"{first:%Y-%m}", end_of_month(first)
            bought, money = sold.get(key, review_facts.Sold()), paid.get(key, review_facts.Paid())
            yield Month(
                first=first, sold=self._base(bought.amount), paid=self._base(money.amount), paid_late=self._base(money.late),
                days_late=money.weighted / money.amount if money.amount > 0 else None,
                balance=self._base(sum(amount for day, amount in moved if day <= end)),
            )  # fmt: skip

    def _high(self, since: date) -> tuple[int, date | None]:
        """The highest balance at the end of a day from `since` on, and the first such day."""
        balance, most, when = 0, 0, None
        for day, amount in review_facts.moved(self._store, self._customer.id, self._on):
            if day >= since and when is None and balance > most:
                most, when = balance, since
            balance += amount
            if day >= since and balance > most:
                most, when = balance, day
        return (balance, since) if when is None and balance > 0 else (most, when)

    def payment(self) -> PaymentHabit:
        """The measures that the score stands on."""
        facts = self._scored.facts
        found = measures(facts.payments, self._scored.policy)
        states = [each.state for each in promise_states.states(self._store, self._on, (self._customer.id,))]
        decided = sum(each in promises.DECIDED for each in states)
        return PaymentHabit(
            index=found.index, average_days=found.mean, on_time=found.on_time, worst=found.worst, trend=found.trend,
            invoices=facts.payments.invoices, broken_promises=facts.standing.broken_promises, promises=decided,
            kept_rate=promises.kept_rate(states, self._scored.policy) if decided else None,
            open_disputes=review_facts.open_disputes(self._store, self._customer.id, self._on),
            last_paid_on=review_facts.last_paid_on(self._store, self._customer.id, self._on),
        )  # fmt: skip

    def owed(self, limit: LimitSheet) -> Owed:
        """By age, in the book's currency; what is left of the limit in the customer's."""
        items = [each.in_base for each in receivables.open_items(self._store, self._customer.id, self._on)]
        debits = [each for each in items if each.side == "debit"]
        sums = dict.fromkeys(BANDS.keys, 0)
        for each in debits:
            sums[BANDS.keys[BANDS.place(each.due_on, self._on)]] += each.open
        late = [each for each in debits if overdue_days(each.due_on, self._on)]
        unapplied = sum(each.open for each in items if each.side == "credit")
        balance, retained = sum(sums.values()) - unapplied, statement_lines.retentions(self._store, self._customer.id)
        bills = statement_lines.bills_held(self._store, self._customer.id, self._on)
        share = limit.exposure.used
        return Owed(
            bands=tuple((key, self._base(amount)) for key, amount in sums.items()), balance=self._base(balance),
            overdue=self._base(sum(each.open for each in late)),
            overdue_days=max((overdue_days(each.due_on, self._on) for each in late), default=0), unapplied=self._base(unapplied),
            disputed=self._base(sum(each.disputed for each in debits)),
            retention=self._base(sum(each.open for each in debits if each.instalment_id in retained)),
            bills=self._base(bills.get(self._company.currency, 0)),
            headroom=_money(limit.headroom, limit.currency),
            use_bp=None if share is None else round(share * WHOLE),
        )  # fmt: skip

    def securities(self) -> tuple[SecurityLine, ...]:
        """What stands behind the debt on the day."""
        return tuple(
            SecurityLine(
                kind=each.kind, giver=each.giver, value=_money(each.value or None, each.currency), joint=each.joint, from_on=each.from_on,
                expires_on=each.expires_on, registered_on=each.registered_on, document=each.document,
            )
            for each in securities.in_force(self._store, self._on, (self._customer.id,))
        )  # fmt: skip

    def releases(self, since: date | None) -> Releases:
        """Exceptions approved after a day (None = ever)."""
        own = self._customer.currency
        found = approvals.since(self._store, since or FIRST, self._on, self._customer.id)
        amounts = [each.amount for each in found if each.amount and each.currency == own]
        live = sum(each.state(self._on) == "live" for each in found)
        return Releases(since=since, count=len(found), total=_money(sum(amounts), own), live=live)

    def loss(self, credit: int) -> Loss:
        """On what is owed or, where that is more, on the `credit` given; both in the book's minor units."""
        policy, pd = self._scored.policy, self._scored.score.pd
        stake = max(self._scored.facts.standing.balance, credit, 0)
        behind = loss.behind(self._store, self._customer.id, self._on)
        share = loss.share(policy, behind)
        lost = expected_loss.expected_loss(pd, share, stake)
        waiting = tuple(
            Waiting(days=each.days, share=each.share, amount=self._base(each.amount))
            for each in loss.waiting(self._store, self._customer.id, self._on, policy)
        )
        margin = self._file.profile.margin_bp
        back = expected_loss.sales_to_earn_back(lost, margin / WHOLE) if margin else None
        return Loss(
            pd=pd, lgd=share, behind=behind.codes, exposure=self._base(stake), expected=self._base(lost), waiting=waiting,
            earn_back=None if back is None else self._base(back),
        )  # fmt: skip

    def risks(self) -> tuple[RiskLine, ...]:
        """The open lines of the register, the gravest first."""
        found = risks.risks(self._store, self._on, self._customer.id)
        return tuple(
            RiskLine(
                type=each.type, what=each.what, likelihood=each.likelihood, severity=each.severity, likelihood_after=each.likelihood_after,
                severity_after=each.severity_after, measure=each.measure, owner=each.owner, due_on=each.due_on,
            )
            for each in found
        )  # fmt: skip

    def value_class(self) -> str | None:
        """A, B or C among all customers by the margin of 12 months, by sales where some margin is not known."""
        return value_classes(self._store, self._on).get(self._customer.id)

    def evidence(self) -> tuple[EvidenceLine, ...]:
        """Every file about the customer, numbered from the oldest."""
        found = [each for each in attachments.of_customer(self._store, self._customer.id) if each.voided_on is None]
        return tuple(
            EvidenceLine(
                number=place, name=each.name, role=each.role or "", of=f"{each.tbl} {each.row_id}", on_day=each.on_day, size=each.size,
                sha256=each.sha256,
            )
            for place, each in enumerate(reversed(found), 1)
        )  # fmt: skip

    def _base(self, minor: int) -> Money:
        return Money(minor, self._company.currency)


def value_classes(store: Store, on: date) -> dict[int, str]:
    """The class of every customer who bought something in 12 months."""
    sales, margins = review_facts.yearly_sales(store, on), review_facts.margins(store)
    if sales and all(customer in margins for customer in sales):
        return value_risk.value_classes({each: amount * margins[each] for each, amount in sales.items()})
    return value_risk.value_classes(sales)


def _money(minor: int | None, currency: str) -> Money | None:
    return None if minor is None else Money(minor, currency)

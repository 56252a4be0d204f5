"""Everything the score reads about customers as it was known on a day: a few statements for all of them, the same for some."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from operator import attrgetter, itemgetter
from types import MappingProxyType
from typing import Any, Final, TypeVar

from app.models import dealings, disputes, fact_rows, financial_rows, paid, past
from app.models.credit_facts import CreditFact, Questionnaire
from app.models.dates import add_days, maybe_day
from app.models.dialect import APART, among, days_between
from app.models.facts import CustomerFacts, Delay, Override, PaymentFacts, Standing
from app.models.paid import Windows
from app.models.store import Store

T = TypeVar("T")
STATEMENTS: Final = 3

# What is open, in stretches of lateness (-1 = not asked for: not due, in dispute, a credit). One number to group by sorts
# quickest, and the innermost select can be answered by an index alone where nothing is in dispute.
OPEN: Final = """select k/{keys}, k%{keys}-1, sum(net), sum(asked), sum(asked*late), max(late), min(late), count(asked) from (
    select customer_id*{keys}+case when asked>0 then 1+{key} else 0 end k, net, asked, late from (
      select customer_id, case when side='debit' then open_base else -open_base end net, {late} late,
        case when side='debit' and due_on<:d and open_base>{disputed} then open_base-{disputed} end asked
      from {items} {apart}) {apart})
  group by 1, 2"""
IN_DISPUTE: Final = "opened_on<=:d and (closed_on is null or closed_on>:d)"
DISPUTED: Final = f"""({{state}}) t left join (select instalment_id disputed_id, sum(amount) part from dispute
  where {IN_DISPUTE} {{of}} group by instalment_id) q on q.disputed_id=t.instalment_id"""
WRITTEN_OFF: Final = """select customer_id, max(on_day) from adjustment j where kind='write_off' and voided_on is null and on_day<=:d {of}
  and (select sum(a.amount) from allocation a where a.adjustment_id=j.id and a.voided=0 and a.on_day<=:d)>0 group by customer_id"""
HELD: Final = """select distinct customer_id, 1 from hold where kind='credit' and from_on<=:d and (until_on is null or until_on>=:d)
  and (lifted_on is null or lifted_on>:d) {of}"""
# Instalments that a draft had settled which was refused and is not paid yet (in recourse too), with the day of the refusal.
REFUSED: Final = """select b.customer_id, e.on_day, a.instalment_id from bill b join payment p on p.bill_id=b.id and p.kind='receipt' and p.voided_on is null
  join bill_event e on e.bill_id=b.id and e.status='refused' and e.on_day<=:d
  join allocation a on a.payment_id=p.id and a.voided=0 and a.amount>0 and a.instalment_id is not null
  where b.voided_on is null and not exists(select 1 from bill_event x where x.bill_id=b.id and x.status='honoured' and x.on_day<=:d) {of}"""
OVERRIDES: Final = """select o.customer_id, o.notches, o.reason, p.name, o.from_on, o.until_on from grade_override o join person p on p.id=o.approved_by
  where o.from_on<=:d and o.until_on>=:d and (o.revoked_on is null or o.revoked_on>:d) {of} order by o.from_on, o.id"""


@dataclass(slots=True)
class _Open:
    """What is open of one customer; `delays` of what is asked for and overdue."""

    balance: int = 0
    overdue: int = 0
    days: int = 0
    old: int = 0
    items: int = 0
    delays: tuple[Delay, ...] = ()


def facts(
    store: Store,
    on: date,
    windows: Windows,
    customers: Collection[int] | None = None,
    broken: Mapping[int, int] = MappingProxyType({}),
) -> list[CustomerFacts]:
    """Of the customers named, or of all of them (suppliers, partners and archived ones too), by their id.

    `broken` = promises that each of them broke lately: what became of a promise is a rule's to say, not to be read.
    """
    if customers is not None and not customers:
        return []
    read = _Reading(store, on, windows, customers, broken)
    sql = f"select c.id, c.code, k.currency, c.sector, c.since, c.founded from customer c, company k where 1=1 {among('c.id', customers)} order by c.id"
    return store.rows(read.customer, sql)


class _Reading:
    """Every statement once, kept by customer."""

    def __init__(
        self, store: Store, on: date, windows: Windows, customers: Collection[int] | None, broken: Mapping[int, int]
    ) -> None:
        self._store = store
        self._broken = broken
        self._on = on
        self._windows = windows
        self._customers = customers
        self._state = past.state(store, on, customers).sql
        self._paid = _by_customer(paid.sums(store, on, windows, customers))
        self._settled = {each.customer_id: each for each in paid.settled(store, on, windows, customers)}
        self._open = self._opened()
        self._bounced = self._refused()
        self._written_off = self._days_by_customer(WRITTEN_OFF)
        self._held = self._days_by_customer(HELD)
        self._statements = _by_customer(financial_rows.statements(store, on, customers))
        self._facts = _by_customer(fact_rows.facts(store, on, customers))
        self._asked = _by_customer(fact_rows.questionnaires(store, on, customers))
        self._overrides = {
            row[0]: row[1:] for row in self._rows(OVERRIDES.format(of=among("o.customer_id", customers)))
        }

    def customer(
        self, customer: int, code: str, currency: str, sector: str | None, since: str | None, founded: str | None
    ) -> CustomerFacts:
        told = [each for each in self._facts.get(customer, ()) if each.valid_to is None or each.valid_to >= self._on]
        asked = self._asked.get(customer, [])
        return CustomerFacts(
            customer_id=customer,
            code=code,
            on=self._on,
            currency=currency,
            sector=sector,
            since=maybe_day(since),
            founded=maybe_day(founded),
            payments=self._payments(customer),
            standing=self._standing(customer),
            statements=tuple(self._statements.get(customer, ())[:STATEMENTS]),
            facts=tuple(told),
            answers=asked[0].answers if asked else {},
            answered_on=asked[0].on_day if asked else None,
            visited_on=_visited(told, asked),
            override=_override(self._overrides.get(customer)),
        )

    def _payments(self, customer: int) -> PaymentFacts:
        sums, settled = self._paid.get(customer, []), self._settled.get(customer)
        open_ = self._open.get(customer, _Open())
        delays = [Delay(each.amount, each.weighted / each.amount, bool(each.recent)) for each in sums if each.amount]
        delays += open_.delays
        worst = [each.worst for each in sums if each.amount] + ([open_.days] if open_.items else [])
        return PaymentFacts(
            delays=tuple(sorted(delays, key=attrgetter("recent", "days", "amount"))),
            worst=max(worst, default=None),
            invoices=(settled.settled if settled else 0) + open_.items,
            settled=settled.settled if settled else 0,
            settled_late=settled.late if settled else 0,
            history_days=self._since(settled.first if settled else None) or 0,
        )

    def _standing(self, customer: int) -> Standing:
        open_, settled = self._open.get(customer, _Open()), self._settled.get(customer)
        return Standing(
            balance=open_.balance,
            overdue=open_.overdue,
            overdue_days=open_.days,
            overdue_90=open_.old,
            default_days=self._defaulted(customer),
            bounced_days=self._since(self._bounced.get(customer)),
            written_off_days=self._since(self._written_off.get(customer)),
            invoices=settled.items if settled else 0,
            hold=customer in self._held,
            broken_promises=self._broken.get(customer, 0),
        )

    def _defaulted(self, customer: int) -> int | None:
        """Days since enough money came that was longer overdue than a default, within the days of cure."""
        late = [each for each in self._paid.get(customer, []) if each.last_late]
        amount = sum(each.late for each in late)
        if not late or amount < self._windows.default_amount:
            return None
        last = date.fromisoformat(max(each.last_late or "" for each in late))
        owed = dealings.owed(self._store, add_days(last, -1), (customer,)).get(customer, 0)
        return None if amount < self._windows.default_share * owed else (self._on - last).days

    def _opened(self) -> dict[int, _Open]:
        narrowed, disputed = among("customer_id", self._customers), "0"
        items = f"({self._state})"
        if self._rows(f"select 1 from dispute where {IN_DISPUTE} {narrowed} limit 1"):
            items = DISPUTED.format(state=self._state, of=narrowed)
            disputed = f"coalesce({disputes.in_base('min(part,open)', 'open', 'open_base')},0)"
        sql = OPEN.format(
            key=paid.stretch("late", self._windows.edges), late=days_between(":d", "due_on"), disputed=disputed, items=items,
            apart=APART, keys=self._windows.keys,
        )  # fmt: skip
        found: dict[int, _Open] = {}
        for customer, key, net, asked, weighted, worst, least, items in self._rows(sql):
            of = found.setdefault(customer, _Open())
            of.balance += net
            if key >= 0:
                of.overdue += asked
                of.days = max(of.days, worst)
                of.items += items
                of.old += asked if least > self._windows.default_days else 0
                of.delays += (Delay(asked, weighted / asked, True, worst <= self._windows.grace),)
        return found

    def _refused(self) -> dict[int, str]:
        """The oldest refusal of each customer whose debts are still open."""
        rows = self._rows(REFUSED.format(of=among("b.customer_id", self._customers)))
        if not rows:
            return {}
        sql = f"select instalment_id from ({self._state}) where side='debit' {among('instalment_id', {row[2] for row in rows})}"
        still = {row[0] for row in self._rows(sql)}
        return {customer: day for customer, day, item in sorted(rows, key=itemgetter(1), reverse=True) if item in still}

    def _days_by_customer(self, sql: str) -> dict[int, Any]:
        return dict(self._rows(sql.format(of=among("customer_id", self._customers))))

    def _rows(self, sql: str) -> list[tuple[Any, ...]]:
        return self._store.rows(lambda *row: row, sql, {"d": self._on.isoformat()})

    def _since(self, day: str | None) -> int | None:
        return None if day is None else (self._on - date.fromisoformat(day)).days


def _by_customer(found: Iterable[T]) -> dict[int, list[T]]:
    """In the order of each customer's own."""
    of: dict[int, list[T]] = {}
    whose = attrgetter("customer_id")
    for each in found:
        of.setdefault(whose(each), []).append(each)
    return of


def _visited(told: Iterable[CreditFact], asked: Iterable[Questionnaire]) -> date | None:
    days = [each.on_day for each in told if (each.kind, each.code) == ("visit", "visit")]
    return max([*days, *(each.on_day for each in asked if each.visit)], default=None)


def _override(row: tuple[Any, ...] | None) -> Override | None:
    if row is None:
        return None
    notches, reason, person, since, until = row
    return Override(notches, reason, person, date.fromisoformat(since), date.fromisoformat(until))

"""Every legal clock of the book: until when to sue, to claim a guarantee, to register title, to present a draft.

Computed when asked. For today only what can end within the longest alarm is read: a debt whose open part was due long
enough ago, customers with a judgment, guarantees, running contracts, drafts.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Final

from app.models import claims, debts, securities
from app.models.dates import add_days, add_months
from app.models.debts import Agreement, Debt, Sealed
from app.models.securities import Security
from app.models.store import Store
from app.services import insurance_clocks, security_clocks
from app.services.bills import Bills
from app.services.rules import securities as rules
from app.services.rules.clocks import LONGEST_ALARM, Clock, alarm, first_alarm
from app.services.rules.limitation import LASTING, YEARS, Event, limitation
from app.services.rules.worklist import Code, Reason, place_of

STILL_SHOWN: Final = 30  # days for which Today tells of a clock that has run out
SOURCES: Final = {Debt: "receivable", Security: "security", Agreement: "contract"}
LEAP: Final = 1  # 29 February ends a day early, so a due day may be one later


@dataclass(frozen=True, slots=True)
class ClockRow:
    """A clock as people see it; `open` = what it is about, minor units of the book's currency, 0 where no debt is named.

    `strength` = the evidence that decided the day, "" where none did. `with_weak` = the day if weak evidence counts too,
    `consent_until` = the day if what the debtor did too late is new consent to pay: both for a lawyer to judge, else None.
    `giver` = the guarantor; `joint` as in `Security`.
    """

    clock: Clock
    customer: str
    name: str
    days_left: int
    open: int = 0
    strength: str = ""
    with_weak: date | None = None
    consent_until: date | None = None
    giver: str | None = None
    joint: bool | None = None

    @property
    def id(self) -> str:
        """What tells it from every other clock."""
        return "-".join((self.clock.kind, *map(str, self.clock.source), self.clock.document, self.clock.basis))

    @property
    def passed(self) -> bool:
        return self.days_left < 0

    @property
    def to_do(self) -> str:
        """A code of what to do: `legal_wording.TO_DO`."""
        if self.clock.kind == "guarantee" and not self.passed:
            return "guarantee_joint" if self.joint else "guarantee_general"
        return f"{self.clock.kind}_passed" if self.passed else self.clock.kind


class Clocks:
    """Reads facts and counts days."""

    def __init__(self, store: Store, today: date) -> None:
        self._store = store
        self._today = today

    def rows(self, on: date | None = None, customer_id: int | None = None) -> list[ClockRow]:
        """Every clock of a day, the nearest end first; of one customer, or of all."""
        with self._store.snapshot():
            return _in_order(_Look(self._store, on or self._today, customer_id).rows())

    def pressing(self, on: date | None = None, customer_id: int | None = None) -> list[ClockRow]:
        """Those within their first alarm, and those that ran out less than a month ago; the nearest end first."""
        on = on or self._today
        with self._store.snapshot():
            rows = _Look(self._store, on, customer_id, pressing=True).rows()
            return _in_order(row for row in rows if -STILL_SHOWN <= row.days_left <= first_alarm(row.clock.kind))


def last_days(store: Store, on: date, customers: Collection[int]) -> dict[int, date]:
    """Of each of these customers the nearest day, not past, by which we must sue, claim a guarantee or tell the insurer."""
    legal = ((row.clock.customer_id, row.clock.ends_on) for row in _Look(store, on, None, who=customers).to_act())
    found: dict[int, date] = {}
    for who, ends_on in (*legal, *insurance_clocks.last_days(store, on, customers)):
        if ends_on >= on:
            found[who] = min(ends_on, found.get(who, ends_on))
    return found


def _in_order(rows: Iterable[ClockRow]) -> list[ClockRow]:
    return sorted(rows, key=lambda row: (row.clock.ends_on, row.clock.kind, row.clock.document))


class _Look:
    """One look at a day: what is read, and the clocks that follow."""

    def __init__(
        self,
        store: Store,
        on: date,
        customer_id: int | None,
        *,
        who: Collection[int] | None = None,
        pressing: bool = False,
    ) -> None:
        self.store, self.on, self.customer_id, self.pressing = store, on, customer_id, pressing
        self.customers = who if customer_id is None else (customer_id,)
        self.names = debts.names(store, self.customers)

    def rows(self) -> Iterator[ClockRow]:
        yield from self._limitations()
        yield from self._securities()
        yield from self._contracts()
        for clock in Bills(self.store, self.on).clocks(self.on, self.customer_id):
            yield self._row(clock)
        for clock, amount in insurance_clocks.clocks(self.store, self.on, self.customer_id):
            yield self._row(clock, open=amount)

    def to_act(self) -> Iterator[ClockRow]:
        """Only the last days for suing, for a judgment and for a guarantee."""
        yield from self._limitations()
        yield from self._guarantees(securities.in_force(self.store, self.on, self.customers))

    def _row(self, clock: Clock, **more: Any) -> ClockRow:
        return ClockRow(clock, *self.names[clock.customer_id], (clock.ends_on - self.on).days, **more)

    def _clock(self, kind: str, of: Debt | Security | Agreement, document: str, ends_on: date, basis: str) -> Clock:
        source = (SOURCES[type(of)], of.receivable_id if isinstance(of, Debt) else of.id)
        return Clock(kind, of.customer_id, document, ends_on, basis, source, alarm(kind, ends_on, self.on))

    # --- debts

    def _debts(self) -> list[Debt]:
        if not self.pressing:
            return debts.debts(self.store, self.on, self.customers)
        due_by = add_days(add_months(add_days(self.on, LONGEST_ALARM), -12 * YEARS), LEAP)
        found = {each.receivable_id: each for each in debts.debts(self.store, self.on, self.customers, due_by)}
        judged = claims.judged(self.store, self.on)
        judged &= judged if self.customers is None else set(self.customers)
        if judged:
            found |= {each.receivable_id: each for each in debts.debts(self.store, self.on, judged)}
        return list(found.values())

    def _limitations(self) -> Iterator[ClockRow]:
        found = [each for each in self._debts() if each.last_due is not None]
        if not found:
            return
        known = _Events(self.store, self.on, found)
        for debt in found:
            yield self._limitation(debt, known.of(debt))

    def _limitation(self, debt: Debt, events: list[Event]) -> ClockRow:
        found = limitation([each for each in (debt.first_due, debt.last_due) if each], events)
        shown = {"open": debt.open_base, "consent_until": found.consent_until}
        if found.enforce_by:
            clock = self._clock("enforcement", debt, debt.number, found.enforce_by, "enforcement_2_years")
            return self._row(clock, open=debt.open_base)
        clock = self._clock("limitation", debt, debt.number, found.ends_on, found.basis)
        with_weak = found.with_weak if found.with_weak > found.ends_on else None
        return self._row(clock, strength=found.last.strength if found.last else "", with_weak=with_weak, **shown)

    # --- securities and contracts

    def _securities(self) -> Iterator[ClockRow]:
        found = securities.in_force(self.store, self.on, self.customers)
        yield from self._guarantees(found)
        for each in found:
            for clock in security_clocks.of_paper(each, self.on):
                yield self._row(clock, giver=each.giver)
            if each.kind == "retention_of_title" and not (each.registered_on and each.registered_on <= self.on):
                yield self._registration(each, each.from_on, each.document or "")
        for clock, _held in security_clocks.refunds(self.store, self.on, self.customers):
            yield self._row(clock)

    def _guarantees(self, found: Iterable[Security]) -> Iterator[ClockRow]:
        guarantees = [each for each in found if each.kind in rules.GUARANTEES and not self._acted(each)]
        behind = _Behind(self.store, self.on, {each.customer_id for each in guarantees})
        for each in guarantees:
            yield from self._guarantee(each, behind.of(each))

    def _guarantee(self, security: Security, behind: Iterable[Debt]) -> Iterator[ClockRow]:
        """Of each debt behind it from the first day on which an open part fell due: the safe day."""
        for debt in behind:
            if debt.open_due:
                ends_on, basis = rules.guarantee_by(debt.open_due, security.expires_on)
                clock = self._clock("guarantee", security, debt.number, ends_on, basis)
                yield self._row(clock, open=debt.open_base, giver=security.giver, joint=security.joint)

    def _registration(self, of: Security | Agreement, delivered: date, document: str) -> ClockRow:
        return self._row(self._clock("registration", of, document, rules.register_by(delivered), "register_10_days"))

    def _acted(self, security: Security) -> bool:
        return security.acted_on is not None and security.acted_on <= self.on

    def _contracts(self) -> Iterator[ClockRow]:
        retained = {
            each.contract_id
            for each in securities.in_force(self.store, self.on, self.customers)
            if each.kind == "retention_of_title"
        }
        for each in debts.agreements(self.store, self.on, self.customers):
            for kind, ends_on in (("contract_end", each.ends_on), ("warranty_end", each.warranty_on)):
                if ends_on:
                    yield self._row(self._clock(kind, each, each.number, ends_on, "agreed_end"))
            if each.delivered_on and each.id not in retained:
                yield self._registration(each, each.delivered_on, each.number)


class _Events:
    """What interrupts the limitation of some debts."""

    def __init__(self, store: Store, on: date, found: Collection[Debt]) -> None:
        who = {debt.customer_id for debt in found}
        self._on = on
        self._noted: dict[tuple[int, int | None], list[Event]] = {}
        for each in claims.events(store, on, who):
            self._noted.setdefault((each.customer_id, each.receivable_id), []).append(self._event(each))
        self._paid = debts.payment_days(store, on, {debt.receivable_id for debt in found})
        self._sealed: dict[tuple[int, str], list[Sealed]] = {}
        for paper in debts.sealed(store, on, who):
            self._sealed.setdefault((paper.customer_id, paper.currency), []).append(paper)

    def of(self, debt: Debt) -> list[Event]:
        """Noted about it or about all the customer owed then; money paid on it; balances sealed that hold it."""
        whole = self._noted.get((debt.customer_id, None), [])
        noted = [each for each in whole if debt.issued_on <= each.on or each.kind == "suspension"]
        noted += self._noted.get((debt.customer_id, debt.receivable_id), [])
        paid = [Event("part_payment", on) for on in self._paid.get(debt.receivable_id, ())]
        sealed = [
            Event("acknowledgement", paper.replied_on)
            for paper in self._sealed.get((debt.customer_id, debt.currency), ())
            if debt.issued_on <= paper.cutoff_on
        ]
        return [*noted, *paid, *sealed]

    def _event(self, noted: claims.ClaimEvent) -> Event:
        """An end that lies ahead is not known yet."""
        ended = noted.until_on if noted.kind in LASTING and noted.until_on and noted.until_on <= self._on else None
        return Event(noted.kind, noted.on_day, noted.strength, ended, noted.outcome == "judgment")


class _Behind:
    """The open debts that securities stand behind."""

    def __init__(self, store: Store, on: date, customers: Collection[int]) -> None:
        self._debts: dict[int, list[Debt]] = {}
        for debt in debts.debts(store, on, customers) if customers else ():
            self._debts.setdefault(debt.customer_id, []).append(debt)

    def of(self, security: Security) -> list[Debt]:
        found = self._debts.get(security.customer_id, [])
        if security.receivable_id:
            return [each for each in found if each.receivable_id == security.receivable_id]
        if security.contract_id:
            return [each for each in found if each.contract_id == security.contract_id]
        return found


def as_reasons(pressing: Iterable[ClockRow], currency: str) -> dict[int, tuple[Reason, ...]]:
    """The nearest of each customer's clocks of insurance, then of law (they come in that order), with how many there are."""
    found: dict[tuple[int, Code], Reason] = {}
    for row in pressing:
        clock = row.clock
        code: Code = "insurance" if clock.kind in insurance_clocks.KINDS.values() else "clock"
        key = clock.customer_id, code
        if key in found:
            found[key] = replace(found[key], count=found[key].count + 1)
        else:
            found[key] = Reason(code, row.open, currency, row.days_left, 1, clock.kind, clock.document)
    told: dict[int, tuple[Reason, ...]] = {}
    for (who, _code), reason in sorted(found.items(), key=lambda each: place_of(each[1])):
        told[who] = (*told.get(who, ()), reason)
    return told


def as_json(rows: Iterable[ClockRow], on: date) -> dict[str, Any]:
    """The shape of `kedun limitation --json`; `basis` is a code, `alarm` days or null."""
    return {
        "as_of": on.isoformat(),
        "rows": [
            {
                "kind": row.clock.kind,
                "customer": row.customer,
                "document": row.clock.document,
                "date": row.clock.ends_on.isoformat(),
                "days_left": row.days_left,
                "basis": row.clock.basis,
                "alarm": row.clock.alarm,
            }
            for row in rows
        ],
    }

"""What lies ahead, day by day: letters and promises, follow-ups and visits, reviews, legal clocks, hearings, expiries.

entries(store, on)             # sorted; a day that has passed and still waits for somebody stands on `on`
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final, Literal

from app.models import debts, feedback, interactions, limits, matters, reminders, reviews
from app.models.dates import add_days
from app.models.store import Store
from app.services import promises, visits
from app.services.clocks import Clocks
from app.services.reminders import Reminders
from app.services.rules.clocks import ALARMS

Kind = Literal[
    "reminder", "deadline", "promise", "follow_up", "visit", "feedback", "review", "clock", "legal_date", "limit_end"
]
AHEAD: Final = 366  # days that a calendar looks ahead
# Days before on which the phone calls to mind, beside the day itself; a legal clock has alarms of its own.
EARLIER: Final[dict[Kind, tuple[int, ...]]] = {"legal_date": (7, 1), "review": (7,), "limit_end": (14,), "visit": (7,)}


@dataclass(frozen=True, slots=True)
class Entry:
    """One day of one customer. `key` tells it from every other of its kind, also tomorrow; `what` = a code of the kind.

    `document` = what it is about, `count` = how many; `amount` in minor units of `currency`, None where none belongs to it.
    `alarms` = days before on which it is called to mind.
    """

    kind: Kind
    key: str
    on: date
    customer_id: int
    customer: str
    what: str = ""
    document: str = ""
    count: int = 1
    amount: int | None = None
    currency: str = ""
    alarms: tuple[int, ...] = ()


def entries(store: Store, on: date, ahead: int = AHEAD) -> tuple[Entry, ...]:
    """Of a day and those after it, in their order."""
    with store.snapshot():
        found = list(_Look(store, on, add_days(on, ahead)).all())
    return tuple(sorted(found, key=lambda each: (each.on, each.kind, each.customer, each.key)))


class _Look:
    """One look into a book."""

    def __init__(self, store: Store, on: date, until: date) -> None:
        self.store, self.on, self.until = store, on, until
        self.names = {who: name for who, (_code, name) in debts.names(store, None).items()}

    def all(self) -> Iterator[Entry]:
        for look in (
            self._reminders, self._deadlines, self._promises, self._visits, self._feedback, self._reviews, self._clocks, self._legal, self._limits,
        ):  # fmt: skip
            yield from look()

    def _entry(self, kind: Kind, key: object, on: date, who: int, **more: object) -> Entry:
        """What waits since before stands on the day itself."""
        alarms = more.pop("alarms", EARLIER.get(kind, ()))
        return Entry(kind, str(key), max(on, self.on), who, self.names[who], alarms=alarms, **more)  # type: ignore[arg-type]

    def _reminders(self) -> Iterator[Entry]:
        """The letter that is due, or the day from which the next one will be."""
        for each in Reminders(self.store, self.on).listing(self.on):
            day = self.on if each.due else each.waiting.until if each.waiting else None
            if day is not None and day <= self.until and each.items:
                about = {"amount": each.amount, "currency": each.currency, "count": len(each.items)}
                key = f"{each.customer_id}-{each.currency}"
                yield self._entry("reminder", key, day, each.customer_id, what=str(each.level), **about)

    def _deadlines(self) -> Iterator[Entry]:
        """The last day that a letter gave."""
        for each in reminders.live(self.store, self.on):
            if each.deadline_on is not None and self.on <= each.deadline_on <= self.until:
                about = {"document": each.number, "amount": each.amount, "currency": each.currency}
                yield self._entry("deadline", each.id, each.deadline_on, each.customer_id, **about)

    def _promises(self) -> Iterator[Entry]:
        """What was promised, and when we get in touch again; not twice for the same day."""
        told = set()
        for each in promises.states(self.store, self.on):
            found = each.promise
            if each.state == "pending" and found.due_on <= self.until:
                told.add((found.customer_id, max(found.due_on, self.on)))
                about = {"amount": each.missing, "currency": found.currency}
                yield self._entry("promise", found.id, found.due_on, found.customer_id, **about)
        for who, last in interactions.last(self.store, self.on).items():
            if (
                last.next_on is not None
                and last.next_on <= self.until
                and (who, max(last.next_on, self.on)) not in told
            ):
                yield self._entry("follow_up", who, last.next_on, who)

    def _visits(self) -> Iterator[Entry]:
        for who, (day, _grade) in visits.coming(self.store, self.on, self.until).items():
            yield self._entry("visit", who, day, who)

    def _feedback(self) -> Iterator[Entry]:
        for each in feedback.known(self.store, self.on):
            if each.is_open(self.on) and each.due_on is not None and each.due_on <= self.until:
                yield self._entry("feedback", each.id, each.due_on, each.customer_id, what=each.kind)

    def _reviews(self) -> Iterator[Entry]:
        for who, day, number in reviews.due(self.store, self.on, self.until):
            yield self._entry("review", who, day, who, document=number)

    def _clocks(self) -> Iterator[Entry]:
        """Those of one kind that end on one day are one entry of a customer."""
        rows = [row for row in Clocks(self.store, self.on).rows(self.on) if not row.passed]
        groups: dict[tuple[int, str, date], list[str]] = {}
        for row in rows:
            if row.clock.ends_on <= self.until:
                key = row.clock.customer_id, row.clock.kind, row.clock.ends_on
                groups.setdefault(key, []).append(row.clock.document)
        for (who, kind, day), documents in groups.items():
            about = {"what": kind, "document": documents[0], "count": len(documents), "alarms": ALARMS[kind]}
            yield self._entry("clock", f"{kind}-{who}-{day}", day, who, **about)

    def _legal(self) -> Iterator[Entry]:
        for each in matters.dates(self.store, self.until):
            about = {"what": each.kind, "document": each.number}
            yield self._entry("legal_date", each.id, each.on_day, each.customer_id, **about)

    def _limits(self) -> Iterator[Entry]:
        """The first day on which a limit no longer holds."""
        for each in limits.ending(self.store, self.on, self.until):
            amount = each.amount if each.state == "set" else None
            about = {"what": each.kind, "amount": amount, "currency": each.currency}
            yield self._entry("limit_end", each.id, each.valid_to or self.until, each.customer_id, **about)

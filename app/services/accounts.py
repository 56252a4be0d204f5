"""One customer's account: the figures at the head of the page, what needs attention, and the running list of documents."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final, Literal

from app.models import book, customers, ledger_lines
from app.models.book import Person
from app.models.customers import Contact, Customer
from app.models.ledger_lines import Document, Settled, Settlement
from app.models.listing import Query
from app.models.owed import Owed
from app.models.store import Store
from app.services import checks, insurance_cover, limits_used, prepayments, relationship
from app.services.clocks import Clocks, as_reasons
from app.services.lists import CustomerRow, Lists, ReceivableRow
from app.services.relationship import Said
from app.services.rules import worklist
from app.services.rules.worklist import Reason
from app.services.touch import Touch, touch

HABIT: Final = 12
MOST_REMARKS: Final = 3
SLOWER_BY: Final = 5  # days later than before, on average, to be worth saying
BANDS: Final = ("not_due", "1-30", "31-60", "61-90", "91+", "no_date")


@dataclass(frozen=True, slots=True)
class Remark:
    """What else to notice: "disputed" (amount), "slower" (days, was), "no_terms", "broken" (`was` promises in `days`). Amount in the
    book's currency."""

    code: Literal["disputed", "slower", "no_terms", "broken"]
    currency: str
    amount: int = 0
    days: int = 0
    was: int = 0


@dataclass(frozen=True, slots=True)
class Band:
    """One bar of the ageing: minor units of the book's currency and the number of instalments."""

    key: str
    amount: int
    count: int


@dataclass(frozen=True, slots=True)
class CustomerPage:
    """What the customer page shows besides its lists; `currency` is the book's. `started` = there was any dealing.

    `prepay_bp` = the share of each order that comes first by the review in force, `insured_to` = the insurer's limit of today in
    the customer's currency; None = none.
    """

    customer: Customer
    row: CustomerRow
    currency: str
    remarks: tuple[Reason | Remark, ...]
    bands: tuple[Band, ...]
    habit: tuple[Settled, ...]
    contacts: tuple[Contact, ...]
    started: bool
    prepay_bp: int | None
    insured_to: int | None
    said: Said
    touch: Touch


@dataclass(frozen=True, slots=True)
class Part:
    """What a line settled, or what settled it: the other document's number, the day and the amount in its currency."""

    number: str | None
    table: str
    on: date
    amount: int
    currency: str


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the account; `plus`, `minus`, `balance` in minor units of the account's currency.

    `document` None = an exchange difference. A voided document counts nothing.
    """

    id: int
    on: date
    plus: int
    minus: int
    balance: int
    document: Document | None
    parts: tuple[Part, ...] = ()


@dataclass(frozen=True, slots=True)
class Account:
    """The running list; in the customer's own currency when every document is, else in the book's."""

    currency: str
    lines: tuple[Line, ...]

    @property
    def balance(self) -> int:
        return self.lines[-1].balance if self.lines else 0


class Accounts:
    """Reads one customer at a time."""

    def __init__(self, store: Store, today: date) -> None:
        self._store = store
        self._today = today

    def page(self, customer_id: int) -> CustomerPage:
        """The head and the overview of the customer page. Raises UserError when the customer is gone."""
        with self._store.snapshot():
            return self._page(customer_id)

    def _page(self, customer_id: int) -> CustomerPage:
        customer = checks.customer(self._store, customer_id, self._today)
        lists = Lists(self._store, self._today)
        (row,) = lists.page("customers", [customer_id])
        query = Query(("open", "customer"), params={"customer": customer_id})
        items: list[ReceivableRow] = lists.page("receivables", lists.keys("receivables", query))
        habit = tuple(ledger_lines.habit(self._store, customer_id, self._today, HABIT))
        currency = book.company(self._store).currency
        found = touch(self._store, customer_id, self._today)
        remarks = self._remarks(customer, row, items, habit, currency, found)
        contacts = tuple(customers.contacts(self._store, customer_id))
        started = bool(ledger_lines.documents(self._store, customer_id))
        first = prepayments.review_share(self._store, customer_id, self._today)
        cover = insurance_cover.cover(self._store, customer_id, self._today)
        return CustomerPage(
            customer,
            row,
            currency,
            remarks,
            _bands(items),
            habit,
            contacts,
            started,
            first,
            cover.limit if cover else None,
            relationship.said(self._store, customer_id, self._today),
            found,
        )

    def people(self) -> list[Person]:
        """Who can look after a customer."""
        return book.people(self._store)

    def lines(self, customer_id: int, *, only_open: bool = False, voided: bool = False) -> Account:
        """The running list, oldest first. `only_open`: what is still open of each document, which sums to the same balance."""
        documents = ledger_lines.documents(self._store, customer_id, voided=voided)
        settlements = ledger_lines.settlements(self._store, customer_id)
        currencies = {each.currency for each in documents if not each.voided_on}
        own = len(currencies) == 1
        if only_open:
            documents = [each for each in documents if each.open]
        drafts = [_draft(each, own=own, only_open=only_open) for each in documents]
        if not own and not only_open:
            drafts += _gains(settlements)
        currency = next(iter(currencies)) if own else book.company(self._store).currency
        return Account(currency, tuple(_run(drafts, _parts(settlements))))

    def _remarks(
        self,
        customer: Customer,
        row: CustomerRow,
        items: Sequence[ReceivableRow],
        habit: Sequence[Settled],
        currency: str,
        in_touch: Touch,
    ) -> tuple[Reason | Remark, ...]:
        """What to notice, the strongest first, at most three."""
        over = limits_used.over_limits(self._store, self._today, (customer.id,))
        found: list[Reason | Remark] = list(
            worklist.reasons(_owed(row, items, self._today), over.get(customer.id, 0), self._today, currency)
        )
        pressing = Clocks(self._store, self._today).pressing(customer_id=customer.id)
        found[1:1] = as_reasons(pressing, currency).get(customer.id, ())
        if in_touch.broken:
            found.insert(1, Remark("broken", currency, days=in_touch.days, was=in_touch.broken))
        disputed = sum(each.disputed_base for each in items)
        if disputed:
            found.append(Remark("disputed", currency, disputed))
        now, before = _lateness(habit[-3:]), _lateness(habit[:-3])
        if now is not None and before is not None and now - before >= SLOWER_BY:
            found.append(Remark("slower", currency, days=now, was=before))
        if customer.terms_basis is None and any(each.due_on is None and not each.event for each in items):
            found.append(Remark("no_terms", currency))
        return tuple(found[:MOST_REMARKS])


def _owed(row: CustomerRow, items: Sequence[ReceivableRow], on: date) -> Owed:
    """The sums that the reasons are found by, from the open instalments."""
    late = [each for each in items if each.overdue_days]
    asked = [each for each in items if each.open_base > each.disputed_base]
    unsettled = [each for each in items if each.settle_by_on and each.settle_by_on < on]
    asked_late, asked_soon, soon = ([e for e in asked if e.overdue_days], _soon(asked, on), _soon(items, on))
    return Owed(
        row.id, row.code, row.name, row.owes, _sum(items), len(items), _sum(late), len(late),
        _first(late), _sum(each for each in late if each.bucket == "91+"),
        _sum(soon), len(soon), _first(_ahead(items, on)), row.advance, sum(1 for each in items if each.due_on is None and not each.event),
        _asked(asked_late), len(asked_late), _first(asked_late), _asked(asked_soon), len(asked_soon), _first(_ahead(asked, on)),
        sum(each.disputed_base for each in items), sum(each.disputed_base for each in unsettled), len(unsettled),
        min((each.settle_by_on for each in unsettled if each.settle_by_on), default=None),
    )  # fmt: skip


def _ahead(items: Iterable[ReceivableRow], on: date) -> list[ReceivableRow]:
    return [each for each in items if each.due_on and each.due_on >= on]


def _soon(items: Iterable[ReceivableRow], on: date) -> list[ReceivableRow]:
    return [each for each in _ahead(items, on) if each.due_on and (each.due_on - on).days <= worklist.SOON]


def _first(items: Iterable[ReceivableRow]) -> date | None:
    return min((each.due_on for each in items if each.due_on), default=None)


def _asked(items: Iterable[ReceivableRow]) -> int:
    return sum(each.open_base - each.disputed_base for each in items)


def _sum(items: Iterable[ReceivableRow]) -> int:
    return sum(each.open_base for each in items)


def _bands(items: Sequence[ReceivableRow]) -> tuple[Band, ...]:
    """The bands of the ageing; "no_date" only where there is something in it."""
    found = [
        Band(key, _sum(part), len(part))
        for key in BANDS
        if (part := [i for i in items if i.bucket == key]) or key != "no_date"
    ]
    return tuple(found)


def _lateness(settled: Sequence[Settled]) -> int | None:
    """Average days late, early ones as on time; None for fewer than three."""
    return round(sum(max(0, each.days) for each in settled) / len(settled)) if len(settled) >= 3 else None


def _draft(document: Document, *, own: bool, only_open: bool) -> Line:
    """A line without its balance."""
    amount = document.open if only_open else document.amount
    base = document.open_base if only_open else document.amount_base
    value = 0 if document.voided_on else (amount if own else base)
    plus, minus = (value, 0) if document.sign > 0 else (0, value)
    return Line(0, document.on, plus, minus, 0, document)


def _gains(settlements: Iterable[Settlement]) -> list[Line]:
    """What a rate of exchange made of a day's settlements: without it the list would not end in the balance."""
    days: dict[date, int] = {}
    for each in settlements:
        if each.source[0] != "adjustment":
            days[each.on] = days.get(each.on, 0) + each.gain_base
    return [Line(0, on, max(gain, 0), max(-gain, 0), 0, None) for on, gain in days.items() if gain]


def _run(drafts: list[Line], parts: dict[tuple[str, int], list[Part]]) -> Iterable[Line]:
    """Numbers the lines by their place and adds up."""
    balance = 0
    for place, line in enumerate(sorted(drafts, key=lambda each: each.on)):
        balance += line.plus - line.minus
        document = line.document
        found = tuple(parts.get((document.table, document.id), ())) if document else ()
        yield Line(place, line.on, line.plus, line.minus, balance, document, found)


def _parts(settlements: Iterable[Settlement]) -> dict[tuple[str, int], list[Part]]:
    """For each document the others it settles or is settled by; what was taken back is taken off."""
    net: dict[tuple[tuple[str, int], tuple[str, int]], Part] = {}
    for each in settlements:
        for one, other, number in (
            (each.source, each.target, each.target_number),
            (each.target, each.source, each.source_number),
        ):
            known = net.get((one, other))
            amount = each.amount + (known.amount if known else 0)
            net[one, other] = Part(number, other[0], known.on if known else each.on, amount, each.currency)
    found: dict[tuple[str, int], list[Part]] = {}
    for (one, _other), part in net.items():
        if part.amount:
            found.setdefault(one, []).append(part)
    return found

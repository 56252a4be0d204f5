"""Drafts of payment files: which rows are one, checking it, and writing it with its payment."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, Final, NamedTuple

from app.i18n import _
from app.models import bills, bulk
from app.models.change import Change
from app.models.errors import Invalid
from app.models.store import Store
from app.services.imports.days import read_day

KINDS: Final = {"bank_bill": "bank", "trade_bill": "trade", "cheque": "cheque"}
METHODS: Final = {kind: method for method, kind in KINDS.items()}
EVENTS: Final = ("endorsed", "discounted_recourse", "discounted", "presented", "honoured", "recourse")
UNTOLD: Final = frozenset({None, "other"})
BILL: Final = ("customer_id", "kind", "number", "acceptor", "currency", "amount", "received_on", "matures_on")
EVENT: Final = ("bill_id", "customer_id", "on_day", "status")


class BillPlan(NamedTuple):
    """A draft to write; `acceptor` is empty where the file does not tell it; `events` = (day, what became of it)."""

    kind: str
    number: str | None
    acceptor: str
    matures_on: str
    events: tuple[tuple[str, str], ...] = ()


class BillCheck:
    """Finds the draft of a row; a number is of one draft, in the book and in the file."""

    def __init__(self, store: Store) -> None:
        self._known = set(bills.numbers(store))
        self._followed = bills.with_events(store)

    def plan(self, values: Mapping[str, Any], paid_on: date) -> BillPlan | None:
        """None for money that is no draft any more: of another method, without a due day, or received when it fell due."""
        method, number, due = values.get("method"), values.get("bill_no"), values.get("bill_due")
        kind = KINDS.get("bank_bill" if method in UNTOLD and number else method or "")
        if kind is None or due is None or (kind != "cheque" and due <= paid_on):
            return None
        return BillPlan(kind, number, values.get("bill_acceptor") or "", due.isoformat(), _events(values, paid_on))

    def check(self, planned: BillPlan | None) -> None:
        """Raises Invalid when the book or a row above has the number."""
        if planned is not None and planned.number in self._known:
            raise Invalid("bill_no", _("This draft stands in the book or further up already. A draft is taken once."))

    def take(self, planned: BillPlan | None) -> None:
        """From now on its number is known."""
        if planned is not None and planned.number is not None:
            self._known.add(planned.number)

    def stay(self, payment_id: int) -> None:
        """Raises Invalid when more was recorded of the payment's draft than its receipt."""
        if payment_id in self._followed:
            raise Invalid("date", _("More was recorded of this draft already. Void that one first."))


def _events(values: Mapping[str, Any], paid_on: date) -> tuple[tuple[str, str], ...]:
    """ "presented 2026-09-01; honoured 2026-09-03"; that it was refused is told by the row of its return."""
    found = []
    for piece in (values.get("bill_status") or "").split(";"):
        status, _blank, day = piece.strip().partition(" ")
        on = read_day(day)
        if not piece.strip():
            continue
        if status not in EVENTS or not isinstance(on, date) or on < paid_on:
            words = _("What became of a draft looks like this: presented 2026-09-01; honoured 2026-09-03")
            raise Invalid("bill_status", words)
        found.append((on.isoformat(), status))
    return tuple(found)


def left_over(values: Mapping[str, Any], planned: BillPlan | None, more: Sequence[str] = ()) -> str | None:
    """The note of the payment, with what the file says of a draft that is none here, and in the columns `more`."""
    names = (*(() if planned else ("bill_no", "bill_acceptor", "bill_due")), *more)
    return "; ".join(filter(None, [values.get("note"), *(f"{n}: {values[n]}" for n in names if values.get(n))])) or None


def write(change: Change, new: Sequence[Any], owners: Sequence[int]) -> list[int | None]:
    """The drafts among new payments (PaymentPlan each), in the hands of the firm; the id of each, None where it is none."""
    taken = [(p, customer) for p, customer in zip(new, owners, strict=True) if p.bill]
    rows = [
        (customer, p.bill.kind, p.bill.number, p.bill.acceptor, p.currency, p.amount, p.paid_on, p.bill.matures_on)
        for p, customer in taken
    ]
    ids = bulk.insert_tuples(change, "bill", BILL, rows)
    events = [
        (bill_id, customer, *event)
        for (p, customer), bill_id in zip(taken, ids, strict=True)
        for event in ((p.paid_on, "held"), *p.bill.events)
    ]
    bulk.insert_tuples(change, "bill_event", EVENT, events)
    left = iter(ids)
    return [next(left) if p.bill else None for p in new]


def follow(change: Change, payment_id: int, paid_on: str, amount: int) -> None:
    """A draft whose payment was corrected by a file has the same day and amount."""
    found = bills.of_payment(change.store, payment_id)
    if found is not None:
        bills.correct(change, found, paid_on, amount)

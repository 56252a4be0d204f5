"""Payment files: receipts and refunds, what each is applied to, and writing them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from app.i18n import _, mark
from app.models import bulk
from app.models.bulk import KnownPayment
from app.models.change import Change
from app.models.errors import Invalid
from app.models.store import Store
from app.services.imports import bill_rows
from app.services.imports.bill_rows import BillCheck
from app.services.imports.lookup import CustomerFinder
from app.services.imports.plan import ImportPlan, Part, PaymentPlan
from app.services.imports.rates import Rates, believable, minor_of
from app.services.imports.settling import ALLOCATION, Settling, allocation_of
from app.services.imports.typed import TypedRow
from app.services.imports.values import AUTO
from app.services.payments import METHODS
from app.services.settling import natural_key

PAYMENT = (
    "customer_id",
    "kind",
    "natural_key",
    "number",
    "paid_on",
    "currency",
    "rate",
    "amount",
    "amount_base",
    "method",
    "reference",
    "payer_name",
    "note",
    "bill_id",
)
VOIDED: Final = mark("This payment was voided. If it did arrive, log it by hand.")
WRITTEN: Final = slice(2, -3)  # of a PaymentPlan: from kind to note, in the order of the columns


class PaymentCheck:
    """Checks the rows of a payment file against the book and the rows before them."""

    def __init__(self, store: Store, plan: ImportPlan, finder: CustomerFinder, rates: Rates) -> None:
        self._plan = plan
        self._finder = finder
        self._rates = rates
        self._known = {(each.customer_id, each.natural_key): each for each in bulk.payments(store)}
        self._settling = Settling(store)
        self._bills = BillCheck(store)
        self._seen: dict[tuple[int | str, str], int] = {}

    def take(self, row: TypedRow) -> None:
        """Files one row under new, changed, same or a problem."""
        values = row.values
        customer = self._finder.find(row.line, values.get("customer"), values.get("customer_name"))
        if customer is None:
            return
        try:
            planned = self._planned(row.line, customer, values)
            known = (
                self._known.get((planned.customer, planned.natural_key)) if isinstance(planned.customer, int) else None
            )
            if known is None:
                self._bills.check(planned.bill)
                self._plan.new.append(planned._replace(parts=self._parts(planned, values)))
                self._bills.take(planned.bill)
            else:
                self._compare(self._at_known_rate(planned, known, values.get("rate")), known)
        except Invalid as problem:
            self._plan.refuse(row.line, problem.field or "", values.get(problem.field or ""), problem.text)

    def _planned(self, line: int, customer: int | str, values: Mapping[str, Any]) -> PaymentPlan:
        paid, amount = values.get("date"), values.get("amount")
        if paid is None or amount is None:
            raise Invalid("date" if paid is None else "amount", _("This is missing."))
        currency = self._rates.currency(customer, values.get("currency"))
        minor = believable(amount, currency)
        kind, minor = ("refund", -minor) if minor < 0 else ("receipt", minor)
        rate = self._rates.rate(currency, values.get("rate"), paid)
        number, reference, payer = values.get("number"), values.get("reference"), values.get("payer")
        key = self._key(line, customer, natural_key(number, paid, minor, currency, reference or payer, 0), number)
        method = values.get("method") or "transfer"
        base = self._rates.base(minor, currency, rate)
        bill = self._bills.plan(values, paid) if kind == "receipt" else None
        if bill is not None:
            method, reference = bill_rows.METHODS[bill.kind], reference or bill.number
        return PaymentPlan(
            line, customer, kind, key, number, paid.isoformat(), currency, rate, minor, base,
            method if method in METHODS else "other", reference, payer, bill_rows.left_over(values, bill), (), None, bill,
        )  # fmt: skip

    def _key(self, line: int, customer: int | str, key: str, number: str | None) -> str:
        """A numbered payment stands once; one without a number is counted: its how-many-th in the file."""
        count = self._seen.get((customer, key), 0) + 1
        self._seen[(customer, key)] = count
        if number and count > 1:
            raise Invalid("number", _("This payment number stands in the file already. A number can be used once."))
        return key if number else f"{key.rpartition('|')[0]}|{count}"

    def _parts(self, planned: PaymentPlan, values: Mapping[str, Any]) -> tuple[Part, ...]:
        named = values.get("applies_to")
        if not named or planned.kind == "refund":
            return ()
        if not isinstance(planned.customer, int):
            raise Invalid("applies_to", _("A new customer has no receivables yet. Import the invoices first."))
        money = (planned.customer, planned.currency, planned.amount, planned.base, planned.paid_on)
        if named == AUTO:
            return self._settling.oldest_first(*money)
        wanted = tuple(
            (each.number, None if each.amount is None else minor_of(each.amount, planned.currency)) for each in named
        )
        return self._settling.by_name(*money, wanted)

    def _at_known_rate(self, planned: PaymentPlan, known: KnownPayment, given: Any) -> PaymentPlan:
        """A payment keeps its rate where the file gives none, and always once something of it was used."""
        if planned.currency != known.currency or (given is not None and not known.used):
            return planned
        base = self._rates.base(planned.amount, planned.currency, known.rate)
        if known.used:
            base = known.used_base if planned.amount == known.used else max(base, known.used_base)
        return planned._replace(rate=known.rate, base=base)

    def _compare(self, planned: PaymentPlan, known: KnownPayment) -> None:
        if known.voided:
            raise Invalid("number" if planned.number else "date", _(VOIDED))
        if (planned.amount, planned.paid_on, planned.currency, planned.kind) == (
            known.amount,
            known.paid_on,
            known.currency,
            known.kind,
        ):
            self._plan.same += 1
        elif planned.kind != known.kind or planned.currency != known.currency:
            raise Invalid(
                "number", _("The book has this number as another kind or in another currency. Void that one first.")
            )
        elif planned.amount < known.used:
            raise Invalid("amount", _("The book has more than this applied from it already. Void or move that first."))
        elif known.oldest_use and planned.paid_on > known.oldest_use:
            raise Invalid("date", _("It was applied before this day already. Void or move that first."))
        else:
            self._bills.stay(known.id)
            self._plan.changed.append(planned._replace(known=known))


def write(change: Change, plan: ImportPlan, ids: Mapping[str, int]) -> None:
    """Writes the plan's payments with their allocations; refunds use up received money, oldest first."""
    new: list[PaymentPlan] = plan.new
    owner = [each.customer if isinstance(each.customer, int) else ids[each.customer] for each in new]
    bill_ids = bill_rows.write(change, new, owner)
    rows = [(customer, *tuple(p)[WRITTEN], bill) for p, customer, bill in zip(new, owner, bill_ids, strict=True)]
    payment_ids = bulk.insert_tuples(change, "payment", PAYMENT, rows)
    made = list(zip(new, owner, payment_ids, strict=True))
    settled = [(customer, row_id, *allocation_of(part)) for p, customer, row_id in made for part in p.parts]
    bulk.insert_tuples(change, "allocation", ("customer_id", "payment_id", *ALLOCATION), settled)
    refunds = [each for each in made if each[0].kind == "refund"]
    if refunds:
        _use_up(change, refunds)
    for p in plan.changed:
        values = {"paid_on": p.paid_on, "amount": p.amount, "amount_base": p.base, "rate": p.rate}
        bulk.update(change, "payment", p.known.id, values)
        bill_rows.follow(change, p.known.id, p.paid_on, p.amount)


def _use_up(change: Change, refunds: list[tuple[PaymentPlan, int, int]]) -> None:
    left = {row[0]: row for row in bulk.open_receipts(change.store, {customer for _p, customer, _i in refunds})}
    columns = (
        "customer_id",
        "payment_id",
        "outgoing_id",
        "on_day",
        "amount",
        "source_amount",
        "base_target",
        "base_source",
    )
    made: list[tuple[Any, ...]] = []
    for planned, customer, refund_id in refunds:
        rest, rest_base = planned.amount, planned.base
        for payment_id, whose, paid_on, currency, open_, base in list(left.values()):
            now = min(rest, open_) if (whose, currency) == (customer, planned.currency) else 0
            if now <= 0:
                continue
            target = rest_base if now == rest else rest_base * now // rest
            source = base if now == open_ else base * now // open_
            made.append((customer, payment_id, refund_id, max(planned.paid_on, paid_on), now, now, target, source))
            left[payment_id] = (payment_id, whose, paid_on, currency, open_ - now, base - source)
            rest, rest_base = rest - now, rest_base - target
    bulk.insert_tuples(change, "allocation", columns, made)

"""Payment files: receipts and what went out again, what each is applied to, and writing them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from app.i18n import _, mark
from app.models import bulk, contracts
from app.models.bulk import KnownPayment
from app.models.change import Change
from app.models.errors import Invalid
from app.models.store import Store
from app.services.imports import bill_rows, outgoing_rows
from app.services.imports.bill_rows import BillCheck
from app.services.imports.lookup import CustomerFinder
from app.services.imports.outgoing_rows import Outgoing
from app.services.imports.plan import Check, ImportPlan, Part, PaymentPlan
from app.services.imports.rates import Rates, believable
from app.services.imports.settling import ALLOCATION, Money, Settling, allocation_of
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
    "purpose",
    "contract_id",
    "bill_id",
)
VOIDED: Final = mark("This payment was voided. If it did arrive, log it by hand.")
WRITTEN: Final = slice(2, -4)  # of a PaymentPlan: from kind to contract, in the order of the columns


class PaymentCheck(Check):
    """Checks the rows of a payment file against the book and the rows before them."""

    def __init__(self, store: Store, plan: ImportPlan, finder: CustomerFinder, rates: Rates) -> None:
        self._plan = plan
        self._finder = finder
        self._rates = rates
        self._known: dict[tuple[int | str, str], KnownPayment] = {
            (each.customer_id, each.natural_key): each for each in bulk.payments(store)
        }
        self._settling = Settling(store)
        self._bills = BillCheck(store)
        self._outgoing = Outgoing(store, plan)
        self._contracts: dict[tuple[int | str, str], int] = {
            (each.customer_id, each.number): each.id for each in contracts.every(store)
        }
        self._seen: dict[tuple[int | str, str], int] = {}
        self._keys: set[tuple[int | str, str]] = set()
        self._twins: dict[tuple[int | str, str], list[KnownPayment]] = {}
        for (customer, key), each in self._known.items():
            if key.startswith("k:"):
                self._twins.setdefault((customer, key.rpartition("|")[0]), []).append(each)

    def take(self, row: TypedRow) -> None:
        """Files one row under new, changed, same or a problem."""
        values = row.values
        customer = self._finder.find(row.line, values.get("customer"), values.get("customer_name"))
        if customer is None:
            return
        try:
            planned = self._planned(row.line, customer, values)
            known = self._known.get((planned.customer, planned.natural_key))
            self._keys.add((planned.customer, planned.natural_key))
            if known is None and planned.kind != "receipt":
                self._outgoing.later(planned, values)
            elif known is None:
                self._bills.check(planned.bill)
                self._plan.new.append(planned._replace(parts=self._parts(planned, values)))
                self._bills.take(planned.bill)
            else:
                self._compare(self._at_known_rate(planned, known, values.get("rate")), known)
        except Invalid as problem:
            self._plan.refuse(row.line, problem.field or "", values.get(problem.field or ""), problem.text)

    def finish(self) -> None:
        """Decides what the rows of money that went out use up."""
        self._outgoing.finish()

    def _planned(self, line: int, customer: int | str, values: Mapping[str, Any]) -> PaymentPlan:
        paid, amount = values.get("date"), values.get("amount")
        if paid is None or amount is None:
            raise Invalid("date" if paid is None else "amount", _("This is missing."))
        currency = self._rates.currency(customer, values.get("currency"))
        minor = believable(amount, currency)
        kind, minor = _kind(values, minor), abs(minor)
        rate = self._rates.rate(currency, values.get("rate"), paid)
        number, reference, payer = values.get("number"), values.get("reference"), values.get("payer")
        method = values.get("method") or "transfer"
        bill = self._bills.plan(values, paid) if kind == "receipt" else None
        if bill is not None:
            method, reference = bill_rows.METHODS[bill.kind], reference or bill.number
        who = self._who(customer, kind, values) if kind in ("return", "kept") else reference or payer
        key = self._key(customer, natural_key(number, paid, minor, currency, who, 0), number)
        base = self._rates.base(minor, currency, rate)
        contract = self._contracts.get((customer, values.get("contract") or ""))
        note = bill_rows.left_over(values, bill, () if contract else ("contract",))
        purpose = values.get("purpose") or "payment"
        if purpose == "earnest" and contract is None:
            raise Invalid("contract", _("Earnest money belongs to a contract. Choose the contract."))
        return PaymentPlan(
            line, customer, kind, key, number, paid.isoformat(), currency, rate, minor, base,
            method if method in METHODS else "other", reference, payer, note, purpose, contract, (), None, bill,
        )  # fmt: skip

    def _who(self, customer: int | str, kind: str, values: Mapping[str, Any]) -> str | None:
        """As the book itself names returns (by the receipt's number, if it has one) and what was kept."""
        named = values.get("returns") if kind == "return" else "kept"
        key = (customer, f"k:{named}")
        return None if key in self._known or key in self._keys else named

    def _key(self, customer: int | str, key: str, number: str | None) -> str:
        """A numbered payment stands once; one without is counted: its how-many-th in the file is that of the book, voided ones last."""
        count = self._seen.get((customer, key), 0) + 1
        self._seen[(customer, key)] = count
        if number and count > 1:
            raise Invalid("number", _("This payment number stands in the file already. A number can be used once."))
        stem = key.rpartition("|")[0]
        twins = self._twins.get((customer, stem))
        if number or not twins:
            return key if number else f"{stem}|{count}"
        if count <= len(twins):
            return sorted(twins, key=lambda each: (each.voided, each.id))[count - 1].natural_key
        taken = {each.natural_key for each in twins}
        return next(free for nth in range(count, count + len(taken) + 1) if (free := f"{stem}|{nth}") not in taken)

    def _parts(self, planned: PaymentPlan, values: Mapping[str, Any]) -> tuple[Part, ...]:
        named = values.get("applies_to")
        if not named:
            return ()
        if not isinstance(planned.customer, int):
            raise Invalid("applies_to", _("A new customer has no receivables yet. Import the invoices first."))
        money = Money(planned.customer, planned.currency, planned.rate, planned.amount, planned.base, planned.paid_on)
        return self._settling.oldest_first(money) if named == AUTO else self._settling.by_name(money, named)

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
        kind = "refund" if planned.kind == "kept" else planned.kind
        if (planned.amount, planned.paid_on, planned.currency, kind) == (
            known.amount,
            known.paid_on,
            known.currency,
            known.kind,
        ):
            self._plan.same += 1
        elif kind != known.kind or planned.currency != known.currency:
            raise Invalid(
                "number", _("The book has this number as another kind or in another currency. Void that one first.")
            )
        elif kind != "receipt":
            raise Invalid("amount", _("What was paid back is not changed by a file. Void it in the book first."))
        elif planned.amount < known.used:
            raise Invalid("amount", _("The book has more than this applied from it already. Void or move that first."))
        elif known.oldest_use and planned.paid_on > known.oldest_use:
            raise Invalid("date", _("It was applied before this day already. Void or move that first."))
        else:
            self._bills.stay(known.id)
            self._plan.changed.append(planned._replace(known=known))


def _kind(values: Mapping[str, Any], minor: int) -> str:
    """receipt, refund, return or kept: as told, else by what the row names and by its sign."""
    out = "return" if values.get("returns") else "refund" if minor < 0 or values.get("refund_of") else "receipt"
    kind: str = values.get("type") or out
    if kind == "receipt" and out != kind:
        raise Invalid(
            "type", _("Money received has an amount above zero and names no receipt. Check the kind of entry.")
        )
    return kind


def write(change: Change, plan: ImportPlan, ids: Mapping[str, int]) -> None:
    """Writes the plan's payments with their allocations, then what went out again uses up what is not applied."""
    new = [p for p in plan.new if p.kind in ("receipt", "refund")]
    owner = [each.customer if isinstance(each.customer, int) else ids[each.customer] for each in new]
    bill_ids = bill_rows.write(change, new, owner)
    rows = [(customer, *tuple(p)[WRITTEN], bill) for p, customer, bill in zip(new, owner, bill_ids, strict=True)]
    payment_ids = bulk.insert_tuples(change, "payment", PAYMENT, rows)
    made = list(zip(new, owner, payment_ids, strict=True))
    settled = [(customer, row_id, *allocation_of(part)) for p, customer, row_id in made for part in p.parts]
    bulk.insert_tuples(change, "allocation", ("customer_id", "payment_id", *ALLOCATION), settled)
    lines = {p.line: row_id for p, _customer, row_id in made}
    outgoing = [(p, lines.get(p.line)) for p in plan.new if p.kind != "receipt"]
    outgoing_rows.write(change, outgoing, lines)
    for p in plan.changed:
        values = {"paid_on": p.paid_on, "amount": p.amount, "amount_base": p.base, "rate": p.rate}
        bulk.update(change, "payment", p.known.id, values)
        bill_rows.follow(change, p.known.id, p.paid_on, p.amount)

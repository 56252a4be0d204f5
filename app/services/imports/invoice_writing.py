"""Writing the rows of an invoice file: receivables, instalments, disputes, and what settles them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Final

from app.models import adjustments, bulk, disputes, receivables
from app.models.bulk import KnownInvoice
from app.models.change import Change
from app.services.adjustments import KINDS
from app.services.imports.plan import ImportPlan, InvoicePlan
from app.services.imports.settling import ALLOCATION, allocation_of

RECEIVABLE: Final = (
    "customer_id", "kind", "number", "issued_on", "currency", "rate", "amount", "amount_base", "order_no", "description",
    "contract_id", "tax_invoice_no", "product_line",
)  # fmt: skip
INSTALMENT: Final = (
    "receivable_id", "customer_id", "seq", "due_on", "amount", "amount_base", "retention", "event", "event_days",
)  # fmt: skip
Owned = tuple[InvoicePlan, int]


def write(change: Change, plan: ImportPlan, ids: Mapping[str, int], today: date) -> None:
    """Writes the plan's receivables, their instalments, disputes, and what credit notes and write-offs settle."""
    owned = [(p, p.customer if isinstance(p.customer, int) else ids[p.customer]) for p in plan.new]
    documents = [each for each in owned if each[0].kind not in KINDS]
    receivable_ids = _receivables(change, documents)
    real = _instalments(change, documents, receivable_ids)
    for p in plan.changed:
        _rewrite(change, p, today)
    settled = [
        (customer, row_id, *allocation_of(part, real.get(part.instalment_id)))
        for (p, customer), row_id in zip(documents, receivable_ids, strict=True)
        for part in p.settles
    ]
    bulk.insert_tuples(change, "allocation", ("customer_id", "credit_id", *ALLOCATION), settled)
    for p, customer in owned:
        if p.kind in KINDS:
            _give_up(change, p, customer, real)


def _receivables(change: Change, documents: Sequence[Owned]) -> range:
    rows = [
        (
            customer, p.kind, p.number, p.issued_on, p.currency, p.rate, p.amount, p.base, p.order_no, p.description,
            p.contract_id, p.tax_invoice_no, p.product_line,
        )
        for p, customer in documents
    ]  # fmt: skip
    return bulk.insert_tuples(change, "receivable", RECEIVABLE, rows)


def _instalments(change: Change, documents: Sequence[Owned], receivable_ids: range) -> dict[int, int]:
    """The id of each instalment by the temporary one that the plan gave it."""
    owned = list(zip(documents, receivable_ids, strict=True))
    rows = [
        (
            receivable_id, customer, seq, part.due_on, part.amount, part.base, part.retention, part.event,
            part.event_days,
        )
        for (p, customer), receivable_id in owned
        for seq, part in enumerate(p.parts, start=1)
    ]  # fmt: skip
    made = bulk.insert_tuples(change, "instalment", INSTALMENT, rows)
    real: dict[int, int] = {}
    start = 0
    for p, customer in documents:
        if p.first or p.disputed:
            own = made[start : start + len(p.parts)]
            if p.first:
                real.update((p.first - place, row_id) for place, row_id in enumerate(own))
            for place, amount in p.disputed:
                _dispute(change, customer, own[place], amount, p.issued_on)
        start += len(p.parts)
    return real


def _dispute(change: Change, customer: int, instalment_id: int, amount: int, day: str) -> None:
    row = {"customer_id": customer, "instalment_id": instalment_id, "amount": amount, "opened_on": day}
    disputes.insert(change, {**row, "reason": "unspecified"})


def _give_up(change: Change, p: InvoicePlan, customer: int, real: Mapping[int, int]) -> None:
    row = {
        "customer_id": customer, "kind": p.kind, "on_day": p.issued_on, "currency": p.currency, "amount": p.amount,
        "amount_base": p.base, "reason": p.description,
    }  # fmt: skip
    made = adjustments.insert(change, row)
    rows = [(customer, made, *allocation_of(part, real.get(part.instalment_id))) for part in p.settles]
    bulk.insert_tuples(change, "allocation", ("customer_id", "adjustment_id", *ALLOCATION), rows)


def _rewrite(change: Change, planned: InvoicePlan, today: date) -> None:
    known: KnownInvoice = planned.known
    values = {
        "issued_on": planned.issued_on,
        "amount": planned.amount,
        "amount_base": planned.base,
        "rate": planned.rate,
    }
    texts = {
        "description": planned.description, "order_no": planned.order_no, "contract_id": planned.contract_id,
        "tax_invoice_no": planned.tax_invoice_no, "product_line": planned.product_line,
    }  # fmt: skip
    receivables.update(change, known.id, {**values, **{name: text for name, text in texts.items() if text is not None}})
    if planned.parts and known.instalment_id:
        due, amount, base = planned.parts[0][:3]
        bulk.update(change, "instalment", known.instalment_id, {"amount": amount, "amount_base": base})
        if due is not None:
            receivables.move_due(change, known.instalment_id, known.customer_id, today.isoformat(), due, "import")

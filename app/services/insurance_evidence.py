"""What papers an insurer wants with a claim, which of them the book holds, and where there are gaps."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from app.i18n import mark
from app.models import attachments, claims, insurance
from app.models.attachments import Attached
from app.models.insured import InsurancePolicy, Invoice
from app.models.store import Store

# What is wanted, in the order of the pack, and the kinds of files that it may be.
ITEMS: Final[tuple[tuple[str, str, frozenset[str]], ...]] = (
    ("contract", mark("Contract, signed"), frozenset({"contract"})),
    ("order", mark("Purchase order"), frozenset()),
    ("invoice", mark("Copy of the invoice"), frozenset({"invoice"})),
    ("transport", mark("Transport document or delivery note"), frozenset({"delivery_note"})),
    ("delivery", mark("Proof of delivery, signed by the buyer"), frozenset({"proof_of_delivery"})),
    ("statement", mark("Statement of account, confirmed by the buyer"), frozenset({"statement"})),
    ("correspondence", mark("Correspondence with the buyer"), frozenset({"messages"})),
    ("reminders", mark("Reminders and demands"), frozenset({"demand"})),
    ("declared", mark("Shipment declaration"), frozenset()),
    ("notice", mark("Overdue notice"), frozenset()),
)
NAMES: Final = {code: words for code, words, _roles in ITEMS}
# Files of these belong to everything that the customer owes.
WHOLE: Final = frozenset({"customer", "confirmation"})


@dataclass(frozen=True, slots=True)
class Evidence:
    """One thing of the pack. `files` = names of copies in the book, `noted` = what the book knows without a copy (numbers, days),
    `missing` = invoices for which there is neither."""

    item: str
    files: tuple[str, ...]
    noted: tuple[str, ...]
    missing: tuple[str, ...]

    @property
    def state(self) -> str:
        """missing, partly, noted (no copy), there."""
        if self.missing:
            return "partly" if self.files or self.noted else "missing"
        return "there" if self.files else "noted"


def index(
    store: Store, customer_id: int, policy: InsurancePolicy, invoices: Sequence[Invoice], on: date
) -> tuple[Evidence, ...]:
    """Everything that is wanted, in order; what the policy does not ask for is left out."""
    files = [each for each in attachments.of_customer(store, customer_id) if each.voided_on is None]
    notes = _Notes(store, customer_id, on)
    wanted = [item for item in ITEMS if item[0] != "declared" or policy.declare_rule != "none"]
    return tuple(_evidence(code, roles, files, notes, invoices) for code, _words, roles in wanted)


def _evidence(
    code: str, roles: frozenset[str], files: Sequence[Attached], notes: _Notes, invoices: Sequence[Invoice]
) -> Evidence:
    names, noted, missing = dict[str, None](), dict[str, None](), []
    for invoice in invoices:
        found = [each.name for each in files if each.role in roles and notes.is_about(each, invoice)]
        said = notes.of(code, invoice)
        names |= dict.fromkeys(found)
        noted |= dict.fromkeys(said)
        if not found and not said:
            missing.append(invoice.number)
    return Evidence(code, tuple(names), tuple(noted), tuple(missing))


class _Notes:
    """What the book itself says of each thing."""

    def __init__(self, store: Store, customer_id: int, on: date) -> None:
        self._events = insurance.events(store, on, (customer_id,))
        self._claims = claims.events(store, on, (customer_id,))

    def is_about(self, file: Attached, invoice: Invoice) -> bool:
        """Whether a file belongs to an invoice: to itself, its contract, an event about it, or to all of the customer."""
        if file.tbl in WHOLE:
            return True
        if file.tbl == "claim_event":
            return any(e.id == file.row_id and e.receivable_id in (None, invoice.id) for e in self._claims)
        return (file.tbl, file.row_id) in (("receivable", invoice.id), ("contract", invoice.contract_id))

    def of(self, code: str, invoice: Invoice) -> list[str]:
        known: dict[str, Iterable[str | None]] = {
            "contract": (invoice.contract,),
            "order": (invoice.order_no,),
            "invoice": (invoice.tax_invoice_no or invoice.number,),
            "delivery": (invoice.delivered_on.isoformat() if invoice.delivered_on else None,),
            "reminders": self._demands(invoice, "demand"),
            "statement": self._demands(invoice, "acknowledgement"),
            "declared": self._reported(invoice, "declaration"),
            "notice": self._reported(invoice, "overdue_notice"),
        }
        return [text for text in known.get(code, ()) if text]

    def _demands(self, invoice: Invoice, kind: str) -> list[str]:
        found = [e for e in self._claims if e.kind == kind and e.receivable_id in (None, invoice.id)]
        return [each.on_day.isoformat() for each in found]

    def _reported(self, invoice: Invoice, kind: str) -> list[str]:
        found = [e for e in self._events if e.kind == kind and e.receivable_id in (None, invoice.id)]
        return [" ".join(filter(None, (each.done_on.isoformat(), each.reference))) for each in found]

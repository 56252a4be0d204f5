"""Correcting what was entered: the old entry is voided and a new one takes its place, in one change with one undo."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date
from typing import Any

from app.i18n import _
from app.models import bank, carried, charges, deposits, payments, receivables
from app.models.change import Change
from app.models.errors import Invalid, UserError
from app.models.payments import Allocation
from app.models.store import Store
from app.services import checks, settling
from app.services.payments import PaymentDraft, Payments
from app.services.receivables import ReceivableDraft, Receivables
from app.services.rules.allocation import Split
from app.services.rules.instalments import Line


@dataclass(frozen=True, slots=True)
class _Applied:
    """What settles a receivable: the document, how much of it, and since when."""

    source: settling.Document
    amount: int
    on: date


class Corrections:
    """Void and enter anew, as one change."""

    def __init__(self, store: Store, today: date, owed: Receivables, paid: Payments) -> None:
        self._store, self._today, self._owed, self._paid = store, today, owed, paid

    def receivable_draft(self, receivable_id: int) -> ReceivableDraft:
        """What the receivable says now, to begin with. Raises UserError where it has to be voided and entered by hand."""
        found = self._store.image("receivable", receivable_id)
        if found is None or found["voided_on"]:
            raise UserError(_("This receivable is voided already."))
        if charges.behind(self._store, receivable_id):
            raise UserError(_("This receivable was made of a claim by the payment that settled it. Void that payment."))
        parts = receivables.instalments(self._store, receivable_id)
        if len(parts) > 1:
            raise UserError(_("This receivable has several instalments. Void it and enter it anew."))
        if any(part.event or part.retention for part in parts):
            raise UserError(_("This receivable is retention or waits for an event. Void it and enter it anew."))
        return _draft(found, parts[0].due_on if parts else None)

    def receivable(self, receivable_id: int, draft: ReceivableDraft, reason: str) -> int:
        """Voids the receivable and enters `draft` in its place; money applied to it moves along. Returns the new id.

        Raises Invalid, and UserError where what settles it cannot move along.
        """
        before = self.receivable_draft(receivable_id)
        why = checks.text("reason", reason, required=True) or ""
        if draft == before:
            raise UserError(_("Nothing was changed, so there is nothing to correct."))
        applied = self._applied(receivable_id)
        if applied and (draft.customer_id, draft.currency) != (before.customer_id, before.currency):
            raise Invalid(
                "customer_id",
                _("Money is applied to it, so customer and currency stay. Void or move that payment first."),
            )
        with self._store.change("receivable.correct") as change:
            parts = receivables.instalments(self._store, receivable_id)
            settled = [payments.allocations(self._store, "instalment_id", part.id) for part in parts]
            self._owed.withdraw(change, receivable_id, why)
            made = self._owed.write(change, _with_its_own_day(draft), instead_of=receivable_id)
            if _debt(draft) == _debt(before):
                for part, rows in zip(receivables.instalments(self._store, made), settled, strict=True):
                    _settle_again(change, rows, {"instalment_id": part.id})
            else:
                self._apply(change, made, applied)
            carried.carry(change, receivable_id, made, draft.customer_id)
            return made

    def payment_draft(self, payment_id: int) -> PaymentDraft:
        """What the payment says now, with what it settles. Raises UserError where it has to be voided and entered by hand."""
        found = payments.payment(self._store, payment_id)
        if found is None or found.voided_on:
            raise UserError(_("This payment is voided already."))
        if found.kind != "receipt" or found.bill_id or deposits.of_payment(self._store, payment_id):
            raise UserError(
                _("Only money received is corrected here. Void this entry in its own place and enter it anew.")
            )
        rows = payments.allocations(self._store, "payment_id", payment_id)
        if any(
            each.instalment_id is None or each.amount != each.source_amount or each.part != "principal" for each in rows
        ):
            raise UserError(
                _("This payment settled interest, another currency or a refund too. Void it and enter it anew.")
            )
        parts: dict[int, int] = {}
        for each in rows:
            parts[each.instalment_id or 0] = parts.get(each.instalment_id or 0, 0) + each.amount
        return PaymentDraft(
            customer_id=found.customer_id, amount=found.amount, paid_on=found.paid_on, currency=found.currency,
            method=found.method, parts={key: part for key, part in parts.items() if part}, number=found.number,
            rate=found.rate, payer_name=found.payer_name, reference=found.reference, note=found.note,
            purpose=found.purpose,  # type: ignore[arg-type]  # the table allows no other
            contract_id=found.contract_id, deal_id=found.deal_id, bank_line_id=found.bank_line_id,
        )  # fmt: skip

    def payment(self, payment_id: int, draft: PaymentDraft, reason: str) -> int:
        """Voids the payment and enters `draft` in its place. Returns the new id; raises Invalid, UserError.

        The same money settles the same, each part on the day on which it did; less of it as far as it goes; more, or
        another customer's, the oldest due first.
        """
        before = self.payment_draft(payment_id)
        why = checks.text("reason", reason, required=True) or ""
        if draft == before:
            raise UserError(_("Nothing was changed, so there is nothing to correct."))
        with self._store.change("payment.correct") as change:
            settled = payments.allocations(self._store, "payment_id", payment_id)
            settling.void(change, payments.payment(self._store, payment_id), self._today, why)
            self._store.before_commit(change)  # what is open now, for what the new one settles
            if _money(draft) == _money(before):
                made = self._again(change, before, replace(draft, parts={}))
                _settle_again(change, settled, {"payment_id": made})
                return made
            kept = draft.amount <= before.amount and _money(draft)[:2] == _money(before)[:2]
            return self._again(change, before, replace(draft, parts=_cut(before, draft.amount) if kept else None))

    def _again(self, change: Change, before: PaymentDraft, draft: PaymentDraft) -> int:
        """The payment anew; it stays what was made of a line of the bank's as long as it says what that line says."""
        told = [(each.amount, each.currency, each.paid_on) for each in (before, draft)]
        line = draft.bank_line_id if told[0] == told[1] else None
        made = self._paid.write(change, replace(draft, bank_line_id=line))
        if line is not None:
            bank.set_status(change, line, "matched")
        return made

    def _applied(self, receivable_id: int) -> list[_Applied]:
        """Raises UserError for a write-off, an allowance, an applied credit note or money of another currency."""
        rows: dict[settling.Document, list[tuple[date, int]]] = {}
        for part in receivables.instalments(self._store, receivable_id):
            for each in payments.allocations(self._store, "instalment_id", part.id):
                if each.payment_id is None and each.credit_id is None:
                    raise UserError(_("A write-off or an allowance stands on it. Void that first, then correct it."))
                if each.amount != each.source_amount:
                    raise UserError(_("Money of another currency is applied to it. Void that payment first."))
                source = ("payment_id", each.payment_id) if each.payment_id else ("credit_id", each.credit_id or 0)
                rows.setdefault(source, []).append((each.on_day, each.amount))
        if payments.allocations(self._store, "credit_id", receivable_id):
            raise UserError(_("This credit note is applied already. Void it and enter it anew."))
        return [_Applied(source, part, on) for source, moves in rows.items() for on, part in _lasting(moves)]

    def _apply(self, change: Change, receivable_id: int, applied: list[_Applied]) -> None:
        """In the same order, as far as the new amount goes; what is left over is an advance again."""
        for part in receivables.instalments(self._store, receivable_id):
            left = part.amount
            for each in applied:
                taken = min(left, each.amount)
                if taken:
                    settling.settle(change, each.source, Split(((part.id, taken),), each.amount - taken), each.on)
                left -= taken


def _lasting(moves: list[tuple[date, int]]) -> list[tuple[date, int]]:
    """(day, amount) of what was put there to stay: what was taken away again was elsewhere since. Oldest first."""
    days: dict[date, int] = {}
    for on, amount in moves:
        days[on] = days.get(on, 0) + amount
    left, least, found = sum(days.values()), sum(days.values()), []
    for on in sorted(days, reverse=True):
        left -= days[on]
        if left < least:
            found.append((on, least - left))
            least = left
    return found[::-1]


def _cut(before: PaymentDraft, amount: int) -> dict[int, int]:
    """What the payment settled, in the same order, as far as another amount goes."""
    left, parts = amount, {}
    for instalment_id, part in (before.parts or {}).items():
        parts[instalment_id] = min(part, left)
        left -= parts[instalment_id]
    return {instalment_id: part for instalment_id, part in parts.items() if part}


def _with_its_own_day(draft: ReceivableDraft) -> ReceivableDraft:
    """One without a due day stays so: a correction does not bring in the customer's terms."""
    return draft if draft.due_on else replace(draft, lines=(Line(basis="on"),))


def _debt(draft: ReceivableDraft) -> tuple[Any, ...]:
    """What makes the dates and figures of its settlements."""
    return draft.kind, draft.customer_id, draft.currency, draft.amount, draft.issued_on, draft.rate


def _money(draft: PaymentDraft) -> tuple[Any, ...]:
    """Whose, in what, and what makes its dates and figures."""
    return draft.customer_id, draft.currency, draft.amount, draft.paid_on, draft.rate, draft.parts


def _settle_again(change: Change, settled: Sequence[Allocation], instead: dict[str, int]) -> None:
    """The same settlements, day by day with what was moved away, of the document in the place of the one before."""
    made: dict[int, int] = {}
    for each in settled:
        row = {**asdict(each), "id": None, "on_day": each.on_day.isoformat(), **instead}
        made[each.id] = payments.allocate(change, {**row, "reverses_id": made.get(each.reverses_id or 0)})


def _draft(found: dict[str, Any], due_on: date | None) -> ReceivableDraft:
    return ReceivableDraft(
        customer_id=found["customer_id"], amount=found["amount"], issued_on=date.fromisoformat(found["issued_on"]),
        currency=found["currency"], due_on=due_on, number=found["number"], kind=found["kind"], rate=found["rate"],
        description=found["description"], tax_invoice_no=found["tax_invoice_no"], order_no=found["order_no"],
        contract_id=found["contract_id"],
    )  # fmt: skip

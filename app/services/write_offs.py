"""Giving up a debt is a decision: on what ground, with which papers, by whom; and money that comes for it after all.

sheet = services.write_offs.sheet(draft)                 # what stands behind it, what lacks, what it changes
approval_id = services.write_offs.decide(draft)
services.write_offs.recovered(adjustment_id, RecoveryDraft(amount=300_00, paid_on=today))
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path
from typing import Final

from app.i18n import _, speaking
from app.models import adjustments, approvals, book, payments, receivables, recovery
from app.models.adjustments import Adjustment
from app.models.approvals import Approval
from app.models.errors import Invalid, UserError
from app.models.receivables import OpenItem
from app.models.recovery import WrittenOff
from app.models.store import Store
from app.services import at_desk, checks, documents, numbers, review_deciding, settling, write_off_sheet
from app.services.adjustments import AdjustmentDraft, adjust, owed_again
from app.services.company import party
from app.services.outfile import file_name, make_folder
from app.services.payments import PaymentDraft, Payments
from app.services.rules import bad_debt
from app.services.rules.authority import is_alone, rank
from app.services.write_off_sheet import WriteOffSheet
from app.services.write_off_wording import REFUSALS, ground_refusal

DECIDES: Final = "owner"
PROPOSES: Final = "manager"


@dataclass(frozen=True, slots=True)
class WriteOffDraft:
    """`parts` = instalment -> minor units given up, all of one currency. `on` None = today; `proposed_by` None = who decides."""

    customer_id: int
    parts: Mapping[int, int]
    ground: str
    reason: str = ""
    on: date | None = None
    proposed_by: int | None = None


@dataclass(frozen=True, slots=True)
class RecoveryDraft:
    """Money for a debt that was written off; minor units of its currency."""

    amount: int
    paid_on: date
    method: str = "transfer"
    payer_name: str | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Authority:
    """Why the person at the desk may not decide: (code, sentence); () = they may. `alone` = one person proposes and decides.

    `proposers` = (id, name) of who may have proposed it.
    """

    refusals: tuple[tuple[str, str], ...]
    alone: bool
    proposers: tuple[tuple[int, str], ...] = ()


class WriteOffs:
    """Proposes, decides and draws them; money that comes for one after all makes its debt owed again."""

    def __init__(self, store: Store, today: date) -> None:
        self._store = store
        self._today = today

    def open_items(self, customer_id: int) -> list[OpenItem]:
        """What can be given up, the oldest first."""
        with self._store.snapshot():
            found = receivables.open_items(self._store, customer_id, self._today)
            return [each for each in found if each.instalment_id is not None]

    def sheet(self, draft: WriteOffDraft) -> WriteOffSheet:
        """What stands behind it. Raises Invalid("ground"), UserError."""
        if draft.ground not in bad_debt.DECIDED:
            raise Invalid("ground", _("Choose the ground."))
        with self._store.snapshot():
            drawn = write_off_sheet.drawn(
                self._store, draft.customer_id, draft.parts, draft.ground, draft.on or self._today
            )
            people = {each.id: each.name for each in book.people(self._store)}
            proposer = people.get(draft.proposed_by or self._store.person_id, "")
            return replace(drawn, reason=draft.reason, proposer=proposer)

    def authority(self, proposed_by: int | None = None) -> Authority:
        """Who may decide: the owner, and not on a proposal of their own where a credit manager could propose."""
        me, team = at_desk.me(self._store), at_desk.team(self._store)
        proposer = proposed_by or me.id
        able = [each for each in team if rank(each.role) >= rank(PROPOSES)]
        codes = []
        if rank(me.role) < rank(DECIDES):
            codes.append("role")
        elif proposer == me.id and not is_alone(team) and any(each.id != me.id for each in able):
            codes.append("same_person")
        names = {each.id: each.name for each in book.people(self._store)}
        proposers = tuple((each.id, names[each.id]) for each in able)
        return Authority(tuple((code, _(REFUSALS[code])) for code in codes), proposer == me.id, proposers)

    def decide(self, draft: WriteOffDraft) -> int:
        """Gives the debts up in one change that is not undone (each can be voided); returns the approval's id.

        Raises Invalid (parts, ground, reason, on, proposed_by), UserError.
        """
        why = checks.text("reason", draft.reason, required=True) or ""
        on = checks.past_day("on", draft.on or self._today, self._today)
        allowed = self.authority(draft.proposed_by)
        review_deciding.refuse(allowed.refusals)
        drawn = self._checked(draft)
        row = {
            "customer_id": draft.customer_id, "number": numbers.upcoming(self._store, "approval", self._today.year), "subject": "write_off",
            "covers": json.dumps([]), "amount": drawn.amount, "currency": drawn.currency, "valid_from": self._today.isoformat(),
            "valid_to": (self._today + timedelta(days=1)).isoformat(), "reason": why, "alone": int(allowed.alone),
            "proposed_by": draft.proposed_by or self._store.person_id, "approved_by": self._store.person_id,
        }  # fmt: skip
        with self._store.change("write_off.decide", undoable=False) as change:
            approval_id = approvals.insert(change, row)
            for instalment, part in draft.parts.items():
                given = AdjustmentDraft(instalment, "write_off", part, on, why, draft.ground, approval_id)
                adjust(change, given, draft.customer_id)
            return approval_id

    def _checked(self, draft: WriteOffDraft) -> WriteOffSheet:
        drawn = self.sheet(draft)
        if not draft.parts or len(drawn.items) < len(draft.parts):
            raise Invalid("parts", _("Choose at least one open receivable."))
        currencies = {payments.face(self._store, "instalment_id", each).currency for each in draft.parts}
        if len(currencies) > 1:
            raise Invalid("parts", _("Choose receivables of one currency; decide on the others separately."))
        if not drawn.fits:
            raise Invalid("ground", ground_refusal(draft.ground))
        return drawn

    def recovered(self, adjustment_id: int, draft: RecoveryDraft) -> int:
        """Money came for a debt written off: it is owed again by so much and settled with it, in one change; returns the payment.

        Raises Invalid (amount, paid_on, method), UserError.
        """
        checks.past_day("paid_on", draft.paid_on, self._today)
        with self._store.change("write_off.recover") as change:
            found = owed_again(change, adjustment_id, checks.amount("amount", draft.amount), draft.paid_on)
            paid = PaymentDraft(
                customer_id=found.customer_id, amount=draft.amount, paid_on=draft.paid_on, currency=found.currency, method=draft.method,
                parts={}, payer_name=draft.payer_name or None, note=draft.note or None,
            )  # fmt: skip
            made = Payments(self._store, self._today).write(change, paid)
            # What is open is known to the payment only after the change: it is settled here.
            target = ("instalment_id", found.instalment_id)
            settling.allocate(change, ("payment_id", made), target, draft.amount, draft.paid_on)
            return made

    def of_customer(self, customer_id: int) -> list[WrittenOff]:
        """What was written off of one customer and stands, the newest first."""
        return recovery.written_off(self._store, self._today, customer_id)

    def recoverable(self, customer_id: int) -> list[Adjustment]:
        """Write-offs of which a part could still come in, the oldest first."""
        found = adjustments.of_customer(self._store, customer_id)
        return [each for each in found if each.kind == "write_off" and each.left]

    # --- the paper (D16)

    def proposal(self, draft: WriteOffDraft, folder: Path, language: str | None = None) -> Path:
        """Writes the paper of a decision that is not made yet. Raises UserError."""
        drawn = self.sheet(draft)
        return self._write(self._spoken(drawn, language), folder)

    def paper(self, approval_id: int, folder: Path, language: str | None = None) -> Path:
        """Writes the paper of a decision, as the book stood on its day. Raises UserError."""
        found = self.decided(approval_id)
        return self._write(self._spoken(found, language), folder)

    def _spoken(self, sheet: WriteOffSheet, language: str | None) -> WriteOffSheet:
        spoken = language or sheet.language
        return replace(sheet, language=spoken, company=party(book.company(self._store), spoken))

    def decided(self, approval_id: int) -> WriteOffSheet:
        """The sheet of a decision. Raises UserError where it is no write-off, or voided since."""
        with self._store.snapshot():
            known = approvals.approval(self._store, approval_id)
            given = adjustments.of_approval(self._store, approval_id)
            if known is None or known.subject != "write_off" or not given:
                raise UserError(_("This decision is no longer in the book."))
            return self._as_then(known, given)

    def _as_then(self, known: Approval, given: list[Adjustment]) -> WriteOffSheet:
        parts = {each.instalment_id: each.amount for each in given}
        drawn = write_off_sheet.drawn(
            self._store, known.customer_id, parts, given[0].ground or "other", given[0].on_day, given
        )
        return replace(
            drawn, reason=known.reason, proposer=known.proposer, approver=known.approver, number=known.number, alone=known.alone
        )  # fmt: skip

    def _write(self, drawn: WriteOffSheet, folder: Path) -> Path:
        make_folder(folder)
        with speaking(drawn.language):
            named = (drawn.number or drawn.on.isoformat(), drawn.customer.name, _("Write-off"))
        path = folder / file_name(" ".join(named), ".pdf")
        documents.render(drawn, path, self._today)
        return path

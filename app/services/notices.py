"""Formal notices: made with a number, served with proof, come back or voided; what each does to deadlines.

draft = NoticeDraft(customer_id=7, kind="set_off", own_debt=20_000_00, own_for="Invoice K-3")
services.notices.outlook(draft)                    # the letter as it stands, what still lacks
notice = services.notices.make(draft)
services.notices.serve(notice, "signed", on, tracking_no="SF123", signed_by="Chen")
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from app.i18n import _
from app.models import bills, claims, notices, payments, promises, receivables, securities
from app.models.change import Change
from app.models.errors import Invalid, UserError
from app.models.notices import Notice
from app.models.promised import Promise
from app.models.store import Store
from app.services import attachments as files
from app.services import checks, documents, notice_drafts, notice_facts, notice_sheets, numbers
from app.services.letter_sheets import LetterSheet, frozen, thawed
from app.services.notice_drafts import Case, NoticeDraft
from app.services.notice_facts import Room
from app.services.promises import PromiseDraft, put
from app.services.rules import notices as rules

__all__ = ["NoticeDraft", "Notices", "Outlook"]


@dataclass(frozen=True, slots=True)
class Outlook:
    """A notice while it is written: `lacking` = (field, sentence), empty once it can be made; `owed` = of the debts it names."""

    sheet: LetterSheet
    lacking: tuple[tuple[str, str], ...]
    amount: int
    owed: int
    currency: str


class Notices:
    """Reads, writes and draws them, as of a day."""

    def __init__(self, store: Store, today: date) -> None:
        self._store = store
        self._today = today

    def room(self, customer_id: int) -> Room:
        """What the book knows for a notice. Raises UserError when the customer is gone."""
        with self._store.snapshot():
            return notice_facts.room(self._store, customer_id, self._today)

    def outlook(self, draft: NoticeDraft) -> Outlook:
        """The letter of a draft, whole or not. Raises Invalid("kind"), UserError."""
        with self._store.snapshot():
            case = self._case(draft)
            sheet = notice_sheets.drawn(self._store, case)
            return Outlook(sheet, tuple(notice_drafts.lacking(case)), case.amount, case.owed, case.currency)

    def make(self, draft: NoticeDraft) -> int:
        """Gives it a number and keeps it as it is; returns its id. Raises Invalid naming the field."""
        checks.past_day("on", draft.on or self._today, self._today)
        with self._store.snapshot():
            case = self._case(draft)
            notice_drafts.checked(case)
            number = numbers.upcoming(self._store, "notice", case.on.year)
            sheet = notice_sheets.drawn(self._store, case, number)
        row = {
            "customer_id": draft.customer_id, "number": number, "kind": draft.kind, "made_on": case.on.isoformat(),
            "currency": case.currency if case.amount else None, "amount": case.amount or None, "lang": case.lang,
            "deadline_on": draft.deadline_on.isoformat() if draft.deadline_on else None, "contract_id": draft.contract_id,
            "security_id": case.guarantee.id if case.guarantee and draft.kind == "guarantor" else None,
            "bill_id": case.bill.id if case.bill and draft.kind == "refused_bill" else None,
        }  # fmt: skip
        data = {
            "sheet": frozen(sheet),
            "debts": [each.instalment_id for each in case.debts] if draft.kind in rules.OF_DEBTS else [],
            "schedule": [[each.due_on.isoformat(), each.amount] for each in draft.schedule],
        }
        with self._store.change("notice.make") as change:
            return notices.insert(change, row, data)

    def serve(
        self,
        notice_id: int,
        how: str,
        on: date | None = None,
        *,
        tracking_no: str | None = None,
        signed_by: str | None = None,
        file: Path | None = None,
    ) -> None:
        """How it reached them, or that it came back ("returned"): deadlines move with it, in one change. Entered again it says so
        anew. Raises Invalid (how, on, tracking_no, signed_by), UserError."""
        found, day = self._live(notice_id), on or self._today
        if how not in rules.SERVED:
            raise Invalid("how", _("Choose how it reached them."))
        if checks.past_day("on", day, self._today) < found.made_on:
            raise Invalid("on", _("This is before the notice was made. Check the date."))
        row = {
            "served": how, "served_on": day.isoformat(), "tracking_no": checks.text("tracking_no", tracking_no, longest=60),
            "signed_by": checks.text("signed_by", signed_by, longest=120),
        }  # fmt: skip
        proof = files.read(file) if file else None
        with self._store.change("notice.serve") as change:
            self._take_back(change, found)
            notices.update(change, found.id, row)
            self._bring(change, found, how, day)
            if proof is not None:
                files.put(change, proof, "notice", found.id, role="demand", on=day)

    def void(self, notice_id: int) -> None:
        """As if it had never gone out: what it had brought is taken back. Raises UserError."""
        found = self._live(notice_id)
        with self._store.change("notice.void") as change:
            self._take_back(change, found)
            notices.update(change, found.id, {"voided_on": self._today.isoformat()})

    def accelerate(self, notice_id: int) -> int:
        """A repayment agreement that is not kept: the promises still open are withdrawn, so that all of it is asked for again.
        Returns how many. Raises UserError."""
        found = self._live(notice_id)
        open_ = [each for each in self._promised(found) if each.withdrawn_on is None and each.due_on >= self._today]
        if not open_:
            raise UserError(_("No instalment of this agreement lies ahead: all of it is due already."))
        with self._store.change("notice.accelerate") as change:
            for each in open_:
                promises.update(change, each.id, {"withdrawn_on": self._today.isoformat()})
        return len(open_)

    def get(self, notice_id: int) -> Notice:
        """Raises UserError when it is gone."""
        found = notices.notice(self._store, notice_id)
        if found is None:
            raise UserError(_("This notice is no longer in the book."))
        return found

    def of_customer(self, customer_id: int) -> list[Notice]:
        """Every one, the newest first."""
        return notices.of_customer(self._store, customer_id)

    def pdf(self, notice_id: int, path: Path) -> None:
        """Writes the paper as it was made. Raises UserError."""
        documents.render(thawed(self.get(notice_id).data["sheet"]), path, self._today)

    # --- what serving does

    def _bring(self, change: Change, found: Notice, served: str, on: date) -> None:
        event = rules.event_of(found.kind, served)
        if event is not None:
            for instalment in self._named(found) or (None,):
                row = {
                    "customer_id": found.customer_id, "instalment_id": instalment, "kind": event[0], "on_day": on.isoformat(),
                    "strength": event[1], "text": found.number, "notice_id": found.id,
                }  # fmt: skip
                claims.insert_event(change, row)
        held = securities.security(self._store, found.security_id) if found.security_id else None
        if held is not None and held.acted_on is None and rules.claims_guarantee(held.joint, served):
            securities.update_detail(change, held, acted_on=on)
            notices.update_data(change, found, acted_on=on)
        if found.kind == "repayment" and event is not None:
            notices.update_data(change, found, promises=self._promise(change, found, on))

    def _promise(self, change: Change, found: Notice, signed_on: date) -> list[int]:
        """Each instalment of the schedule becomes a promise about the debts of the agreement: reminders wait for it, Today tells
        when it is not kept; the debts keep their due days, so ageing and the score stay as late as they are."""
        named = tuple(found.data["debts"])
        return [
            put(
                change,
                PromiseDraft(
                    customer_id=found.customer_id,
                    due_on=max(date.fromisoformat(due_on), signed_on),
                    amount=amount,
                    currency=found.currency,
                    made_on=signed_on,
                    channel="letter",
                    written=True,
                    note=found.number,
                    instalments=named,
                ),
                self._today,
                claims=False,
            )
            for due_on, amount in found.data["schedule"]
        ]

    def _take_back(self, change: Change, found: Notice) -> None:
        for event_id in notices.events(self._store, found.id):
            claims.update_event(change, event_id, {"voided_on": self._today.isoformat()})
        held = securities.security(self._store, found.security_id) if found.security_id else None
        acted_on = found.data.get("acted_on")
        if held is not None and held.acted_on is not None and held.acted_on.isoformat() == acted_on:
            securities.update_detail(change, held, acted_on=None)
        for each in self._promised(found):
            promises.update(change, each.id, {"voided_on": self._today.isoformat()})

    def _promised(self, found: Notice) -> list[Promise]:
        known = (promises.promise(self._store, each) for each in found.data.get("promises", ()))
        return [each for each in known if each is not None and each.voided_on is None]

    def _named(self, found: Notice) -> list[int]:
        """The first instalment of each receivable that it is about: how a claim on one is kept."""
        instalments = list(found.data["debts"])
        if found.bill_id:
            bill = bills.bill(self._store, found.bill_id)
            applied = payments.allocations(self._store, "payment_id", bill.payment_id) if bill else []
            instalments = [each.instalment_id for each in applied if each.instalment_id and each.reverses_id is None]
        ids = dict.fromkeys(receivables.of_instalment(self._store, each).id for each in instalments)
        return [receivables.instalments(self._store, each)[0].id for each in ids]

    def _case(self, draft: NoticeDraft) -> Case:
        room = notice_facts.room(self._store, draft.customer_id, draft.on or self._today)
        return notice_drafts.case(draft, room, self._today)

    def _live(self, notice_id: int) -> Notice:
        found = self.get(notice_id)
        if found.voided_on:
            raise UserError(_("This notice is voided already."))
        return found

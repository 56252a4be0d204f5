"""Legal matters: the way to court of chosen debts of a customer, its stages, dates, costs and outcome.

matter = services.matters.open(MatterDraft(customer_id=7, receivables=(12, 15)))
services.matters.move(matter, Step("filed", date(2026, 11, 2)))      # the limitation of both debts knows it
services.matters.close(matter, Closing("settled", date(2027, 1, 5), recovered=80_000_00))
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any

from app.i18n import _
from app.models import claims, debts, matters, receivables
from app.models.change import Change
from app.models.errors import Invalid, UserError
from app.models.matters import LegalDate, Matter
from app.models.store import Store
from app.services import checks, matter_stages, numbers
from app.services.formats import money
from app.services.matter_claim import ClaimSheet, claim_of
from app.services.matter_drafts import TEXTS, Closing, MatterDraft
from app.services.matter_stages import Step
from app.services.rules import court
from app.services.rules.worklist import Reason


@dataclass(frozen=True, slots=True)
class MatterFile:
    """One matter with its days and what could be claimed today."""

    matter: Matter
    dates: tuple[LegalDate, ...]
    claim: ClaimSheet
    received: int


class Matters:
    """Reads and writes them."""

    def __init__(self, store: Store, today: date) -> None:
        self._store = store
        self._today = today

    def get(self, matter_id: int) -> Matter:
        """Raises UserError when it is gone."""
        found = matters.matter(self._store, matter_id)
        if found is None:
            raise UserError(_("This legal matter is no longer in the book."))
        return found

    def file(self, matter_id: int, on: date | None = None) -> MatterFile:
        """Raises UserError when it is gone."""
        with self._store.snapshot():
            found = self.get(matter_id)
            days = tuple(matters.dates_of(self._store, matter_id))
            sheet = claim_of(self._store, self._today, found, on or self._today)
            return MatterFile(found, days, sheet, matters.received(self._store, found))

    def of_customer(self, customer_id: int) -> list[Matter]:
        """Every one, the newest first, voided ones too."""
        return matters.of_customer(self._store, customer_id)

    def listing(self) -> list[Matter]:
        """Of the whole book, the newest first, voided ones too."""
        return matters.every(self._store)

    def dates(self, matter_id: int) -> list[LegalDate]:
        """All the days of a matter in their order, done and voided ones too."""
        return matters.dates_of(self._store, matter_id)

    def claim(self, matter_id: int, on: date | None = None) -> ClaimSheet:
        """What could be claimed at the end of a day. Raises UserError when the matter is gone."""
        with self._store.snapshot():
            return claim_of(self._store, self._today, self.get(matter_id), on or self._today)

    def choices(self, customer_id: int, matter_id: int | None = None) -> list[debts.Debt]:
        """The open debts of a customer that a new matter, or this one, can be about, the oldest due first."""
        found = debts.debts(self._store, self._today, (customer_id,))
        taken = {key for key, _number in matters.busy(self._store, [each.receivable_id for each in found], matter_id)}
        free = [each for each in found if each.receivable_id not in taken]
        return sorted(free, key=lambda each: (each.open_due or date.max, each.number))

    # --- written

    def open(self, draft: MatterDraft) -> int:
        """A new matter, at its first stage; returns its id. Raises Invalid naming the field."""
        customer = checks.customer(self._store, draft.customer_id, self._today)
        on = checks.past_day("opened_on", draft.opened_on or self._today, self._today)
        currency = self._currency(draft.customer_id, draft.receivables)
        row = self._texts(draft)
        row |= {
            "title": row["title"] or customer.name, "customer_id": customer.id, "currency": currency, "stage": court.STAGES[0],
            "opened_on": on.isoformat(), "stages": matters.stages_text([(court.STAGES[0], on)]),
            "number": numbers.upcoming(self._store, "matter", on.year),
        }  # fmt: skip
        with self._store.change("matter.open") as change:
            return matters.insert(change, row, draft.receivables)

    def update(self, matter_id: int, draft: MatterDraft) -> None:
        """Everything as the draft says; its debts stay once a suit or payment order was filed. Raises Invalid, UserError."""
        found = self._open_one(matter_id)
        row = self._texts(draft)
        known = [key for key, _number in found.receivables]
        if set(draft.receivables) != set(known):
            if matters.procedures(self._store, matter_id):
                words = _("A court has these debts before it. Open another matter for further ones.")
                raise Invalid("receivables", words)
            row["currency"] = self._currency(found.customer_id, draft.receivables, matter_id)
        with self._store.change("matter.update") as change:
            matters.update(change, matter_id, {**row, "title": row["title"] or found.title})
            matters.set_debts(change, found, draft.receivables)

    def move(self, matter_id: int, step: Step) -> None:
        """To another stage, forward or back. Suit, payment order and judgment become known to the limitation clocks; preservation
        before a suit notes the last day for it, a lawyer's letter is kept as a notice. Raises Invalid ("stage", "on", "pay_by")."""
        found = self._live(matter_id)
        if step.stage not in court.STAGES or step.stage == "closed":
            raise Invalid("stage", _("Choose one of the listed stages."))
        self._check_day(found, step.on)
        if step.pay_by and checks.day("pay_by", step.pay_by) < step.on:
            raise Invalid("pay_by", _("This is before the judgment. Check the date."))
        values: dict[str, Any] = {
            "stage": step.stage,
            "stages": matters.stages_text([*found.stages, (step.stage, step.on)]),
        }
        values |= dict.fromkeys(("outcome", "recovered", "closed_on"))
        if court.opens(step.stage):
            values["claimed"] = claim_of(self._store, self._today, found, step.on).total
        with self._store.change("matter.stage") as change:
            matter_stages.follow(change, found, step)
            matters.update(change, matter_id, values)
            self._sue_in_time(change, found, step)
            if step.stage == "lawyer_letter":
                self._keep_letter(change, found, step)

    def close(self, matter_id: int, how: Closing) -> None:
        """It is over. Raises Invalid ("outcome", "on", "recovered")."""
        found = self._open_one(matter_id)
        if how.outcome not in court.OUTCOMES:
            raise Invalid("outcome", _("Choose how it ended."))
        self._check_day(found, how.on)
        got = matters.received(self._store, found) if how.recovered is None else how.recovered
        values = {
            "stage": "closed", "stages": matters.stages_text([*found.stages, ("closed", how.on)]), "outcome": how.outcome,
            "recovered": checks.limit("recovered", max(0, got) if how.recovered is None else got), "closed_on": how.on.isoformat(),
        }  # fmt: skip
        with self._store.change("matter.close") as change:
            matter_stages.follow(change, found, Step("closed", how.on, outcome=how.outcome))
            matters.update(change, matter_id, values)

    def add_cost(self, matter_id: int, amount: int, on: date, what: str) -> None:
        """Paid for it: a court fee, a lawyer. Kept as a day of the matter too. Raises Invalid ("amount", "on", "what")."""
        found = self._live(matter_id)
        checks.past_day("on", on, self._today)
        told = checks.text("what", what, required=True, longest=200)
        costs = found.costs + checks.amount("amount", amount)
        row = {
            "matter_id": matter_id, "customer_id": found.customer_id, "kind": "fee", "on_day": on.isoformat(), "done_on": on.isoformat(),
            "note": f"{told} · {money(amount, found.currency)}",
        }  # fmt: skip
        with self._store.change("matter.cost") as change:
            matters.update(change, matter_id, {"costs": costs})
            matters.insert_date(change, row)

    def add_date(self, matter_id: int, kind: str, on_day: date, note: str | None = None) -> int:
        """A hearing or a last day, ahead or past; returns its id. Raises Invalid ("kind", "on_day")."""
        found = self._open_one(matter_id)
        if kind not in court.KINDS:
            raise Invalid("kind", _("Choose one of the listed kinds."))
        row = {
            "matter_id": matter_id, "customer_id": found.customer_id, "kind": kind,
            "on_day": checks.day("on_day", on_day).isoformat(), "note": checks.text("note", note, longest=300),
        }  # fmt: skip
        with self._store.change("matter.date") as change:
            return matters.insert_date(change, row)

    def finish_date(self, date_id: int, on: date | None = None) -> None:
        """What was to be done by that day is done. Raises UserError, Invalid ("on")."""
        self._waiting(date_id)
        day = checks.past_day("on", on or self._today, self._today)
        with self._store.change("matter.date_done") as change:
            matters.update_date(change, date_id, {"done_on": day.isoformat()})

    def void_date(self, date_id: int) -> None:
        """As if it had never been entered."""
        self._waiting(date_id)
        with self._store.change("matter.date_void") as change:
            matters.update_date(change, date_id, {"voided_on": self._today.isoformat()})

    def void(self, matter_id: int) -> None:
        """As if it had never been: the limitation forgets its suits too."""
        self._live(matter_id)
        with self._store.change("matter.void") as change:
            day = self._today.isoformat()
            matters.update(change, matter_id, {"voided_on": day})
            for each in matters.procedures(self._store, matter_id):
                claims.update_event(change, each.id, {"voided_on": day})

    # --- checks

    def _currency(self, customer_id: int, chosen: Collection[int], but: int | None = None) -> str:
        """That of the debts. Raises Invalid ("receivables")."""
        found = [receivables.receivable(self._store, each) for each in chosen]
        live = [each for each in found if each and each.customer_id == customer_id and not each.voided_on]
        if not live or len(live) != len(found) or any(each.kind == "credit_note" for each in live):
            raise Invalid("receivables", _("Choose one or more receivables of this customer."))
        if len({each.currency for each in live}) > 1:
            raise Invalid("receivables", _("These are in several currencies. Open a matter for each currency."))
        for _key, number in matters.busy(self._store, chosen, but):
            raise Invalid(
                "receivables", _("The legal matter {number} is about one of these already.").format(number=number)
            )
        return live[0].currency

    @staticmethod
    def _texts(draft: MatterDraft) -> dict[str, Any]:
        return {name: checks.text(name, getattr(draft, name), longest=most) for name, most in TEXTS.items()}

    def _check_day(self, found: Matter, on: date) -> None:
        checks.past_day("on", on, self._today)
        if on < found.stage_on:
            words = _("This is before its last stage, which began on {day}. Check the date.")
            raise Invalid("on", words.format(day=found.stage_on))

    def _sue_in_time(self, change: Change, found: Matter, step: Step) -> None:
        """After preservation without a suit: 民诉 104."""
        suits = [each for each in matters.procedures(self._store, found.id) if each.kind == "suit"]
        known = [
            each for each in matters.dates_of(self._store, found.id) if each.kind == "filing" and not each.voided_on
        ]
        if step.stage == "preserved" and not suits and not known:
            row = {
                "matter_id": found.id, "customer_id": found.customer_id, "kind": "filing",
                "on_day": court.sue_by(step.on).isoformat(),
                "note": _("Sue within 30 days of the preservation (Civil Procedure Law 104)"),
            }  # fmt: skip
            matters.insert_date(change, row)
        if step.stage == "filed":
            for each in (each for each in known if each.done_on is None):
                matters.update_date(change, each.id, {"done_on": step.on.isoformat()})

    def _keep_letter(self, change: Change, found: Matter, step: Step) -> None:
        from app.services import matter_letter  # draws a paper

        matter_letter.keep(change, found, step.on, self._today)

    def _live(self, matter_id: int) -> Matter:
        found = self.get(matter_id)
        if found.voided_on:
            raise UserError(_("This legal matter is voided already."))
        return found

    def _open_one(self, matter_id: int) -> Matter:
        found = self._live(matter_id)
        if found.closed_on:
            raise UserError(_("This legal matter is closed. Move it to another stage to open it again."))
        return found

    def _waiting(self, date_id: int) -> LegalDate:
        found = matters.legal_date(self._store, date_id)
        if found is None or found.voided_on or found.done_on:
            raise UserError(_("This day is done or voided already."))
        return found


def as_reasons(store: Store, on: date, customers: Collection[int] | None = None) -> dict[int, tuple[Reason, ...]]:
    """For Today, by customer: the nearest day of their matters within its alarm (missed ones too), with how many there are."""
    found: dict[int, list[LegalDate]] = {}
    for each in matters.dates(store, court.last_told(on), customers):
        if court.pressing(each.kind, each.on_day, on):
            found.setdefault(each.customer_id, []).append(each)
    return {who: (_reason(days, on),) for who, days in found.items()}


def _reason(days: list[LegalDate], on: date) -> Reason:
    first = days[0]
    return Reason(
        "legal_date", first.open, first.currency, (first.on_day - on).days, len(days), first.kind, first.number
    )

"""Reminders: who is due for which letter today, and why; what was sent; exceptions. Rules: `rules/reminding.py`.

for found in services.reminders.due():
    services.reminders.record(draft_of(found))
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from app.i18n import _
from app.models import reminders, takings
from app.models.errors import Invalid, UserError
from app.models.reminders import Override, Reminder, ReminderItem
from app.models.store import Store
from app.services import (
    checks,
    policies,
    reminder_choosing,
    reminder_facts,
    reminder_interest,
    reminder_recording,
    reminder_serving,
)
from app.services.reminder_recording import ReminderDraft, draft_of
from app.services.reminder_serving import Serving
from app.services.rules.reminding import TOP, DueReminder

__all__ = ["Freshness", "OverrideDraft", "ReminderDraft", "Reminders", "Serving", "draft_of"]
LONGEST_WAIT: Final = 365


@dataclass(frozen=True, slots=True)
class Freshness:
    """How new the newest money in the book is: `newest` = its day, None = none yet; `stale` = look at the bank first."""

    newest: date | None
    days: int
    stale: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class OverrideDraft:
    """An exception of a customer, or of one debt: `wait_bp` = waiting days at this share instead of the grade's, `later_days` more,
    no letter above `most_level`; from a day (today) on, for a reason."""

    customer_id: int
    reason: str
    instalment_id: int | None = None
    wait_bp: int | None = None
    later_days: int = 0
    most_level: int | None = None
    from_on: date | None = None


class Reminders:
    """What is due, and what went out. The program itself never sends anything."""

    def __init__(self, store: Store, today: date) -> None:
        self._store = store
        self._today = today

    # --- what is due

    def due(
        self,
        on: date | None = None,
        customer_id: int | None = None,
        *,
        interest: bool = True,
        promised: Mapping[int, date] | None = None,
    ) -> tuple[DueReminder, ...]:
        """The letters that are due on a day, one of each customer and currency: the highest level first, then by amount.

        Without `interest` its figures stay 0: quicker in a large book; `promised` = `promises.pauses`, where they are read already.
        """
        return tuple(each for each in self.listing(on, customer_id, interest=interest, promised=promised) if each.due)

    def listing(
        self,
        on: date | None = None,
        customer_id: int | None = None,
        *,
        interest: bool = False,
        promised: Mapping[int, date] | None = None,
        afterwards: bool = False,
    ) -> tuple[DueReminder, ...]:
        """The same with those that wait (`waiting` says why) or are paused: everybody with something due or due soon.

        `afterwards` = what of a past day can still be recorded: what a later letter asked for stands in `left`.
        """
        day = on or self._today
        who = None if customer_id is None else (customer_id,)
        with self._store.snapshot():
            found = reminder_facts.read(self._store, day, who, promised=promised, afterwards=afterwards)
            found.sort(key=lambda each: (not each.due, -each.level, -each.amount, each.code, each.currency))
            due = [each for each in found if each.due]  # before the others
            told = reminder_interest.told(self._store, self._today, due, day) if interest else due
            return (*told, *found[len(due) :])

    def of(self, customer_id: int, currency: str | None = None, on: date | None = None) -> tuple[DueReminder, ...]:
        """Every currency of a customer, also where no letter is due (`waiting` says why not), with all that is owed."""
        day = on or self._today
        with self._store.snapshot():
            found = reminder_facts.read(self._store, day, (customer_id,), whole=True)
            wanted = [each for each in found if currency in (None, each.currency)]
            return tuple(reminder_interest.told(self._store, self._today, wanted, day))

    def chosen(
        self, found: DueReminder, instalments: Collection[int], level: int, on: date | None = None
    ) -> DueReminder:
        """A letter at this level about these of its debts: what `record` would write."""
        with self._store.snapshot():
            return reminder_choosing.chosen(self._store, self._today, found, instalments, level, on or self._today)

    def freshness(self, on: date | None = None) -> Freshness:
        """Whether receipts may be missing: the newest money or bank line is older than the policy likes."""
        day = on or self._today
        newest = takings.newest(self._store, day)
        days = (day - newest).days if newest else 0
        return Freshness(newest, days, days > policies.on(self._store, day).stale_days)

    # --- what went out

    def record(self, draft: ReminderDraft) -> int:
        """Notes that it went out; returns its id. Raises Invalid naming the field, UserError."""
        return self.record_all((draft,))[0]

    def record_all(self, drafts: Sequence[ReminderDraft]) -> list[int]:
        """Many as one change."""
        if not drafts:
            raise UserError(_("Nobody is due for a reminder, so there is nothing to record."))
        with self._store.change("reminder.record") as change:
            return [reminder_recording.put(self._store, self._today, change, draft) for draft in drafts]

    def serve(self, reminder_id: int, serving: Serving) -> None:
        """How it arrived. A letter of level 2 and more that did is a demand: it interrupts limitation. Raises Invalid, UserError."""
        reminder_serving.serve(self._store, self._today, reminder_id, serving)

    def void(self, reminder_id: int, reason: str) -> None:
        """As if it had never gone out, its fee too. Raises Invalid, UserError."""
        reminder_serving.void(self._store, self._today, reminder_id, reason)

    def get(self, reminder_id: int) -> Reminder:
        """Raises UserError where there is none."""
        found = reminders.reminder(self._store, reminder_id)
        if found is None:
            raise UserError(_("This letter is no longer in the book."))
        return found

    def items(self, reminder_id: int) -> list[ReminderItem]:
        """What a letter named."""
        return reminders.items(self._store, reminder_id)

    def made(self) -> list[Reminder]:
        """All letters, voided ones too, the newest first."""
        return reminders.made(self._store)

    def of_customer(self, customer_id: int) -> list[Reminder]:
        """The same of one customer."""
        return reminders.made(self._store, customer_id)

    # --- exceptions

    def set_override(self, draft: OverrideDraft) -> int:
        """An exception in place of the one before, which holds until then; returns its id. Raises Invalid naming the field."""
        row = self._override(draft)
        known = reminders.live_override(self._store, draft.customer_id, draft.instalment_id)
        with self._store.change("reminder.override") as change:
            if known is not None:
                begins = date.fromisoformat(row["from_on"])
                reminders.end_override(change, known, max(self._today, begins))
            return reminders.insert_override(change, row)

    def void_override(self, override_id: int) -> None:
        """From today the ladder is as usual again."""
        with self._store.change("reminder.usual") as change:
            reminders.end_override(change, override_id, self._today)

    def overrides(self, customer_id: int) -> list[Override]:
        """Those in force today."""
        return reminders.overrides(self._store, self._today, (customer_id,))

    def _override(self, draft: OverrideDraft) -> dict[str, Any]:
        checks.customer(self._store, draft.customer_id, self._today)
        if draft.wait_bp is None and not draft.later_days and draft.most_level is None:
            raise Invalid("wait_bp", _("Say what is other than usual: the waiting days, or the highest letter."))
        if draft.most_level is not None and not 0 <= draft.most_level <= TOP:
            raise Invalid("most_level", _("Choose one of the letters."))
        if draft.instalment_id is not None and not reminders.is_theirs(
            self._store, draft.customer_id, draft.instalment_id
        ):
            raise Invalid("instalment_id", _("Choose a receivable of this customer."))
        return {
            "customer_id": draft.customer_id, "instalment_id": draft.instalment_id,
            "wait_bp": None if draft.wait_bp is None else checks.whole("wait_bp", draft.wait_bp, 50_000),
            "later_days": checks.whole("later_days", draft.later_days, LONGEST_WAIT), "most_level": draft.most_level,
            "reason": checks.text("reason", draft.reason, required=True),
            "from_on": checks.day("from_on", draft.from_on or self._today).isoformat(),
        }  # fmt: skip

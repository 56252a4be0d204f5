"""Credit limits: what is proposed and why, what holds on a day, and setting them.

services.limits.sheet(customer_id)                                  # candidates, proposal, in force, what is left
services.limits.set_standing(customer_id, Level("set", 300_000_00), reason="Review 2026")
services.limits.set_temporary(customer_id, 50_000_00, last_day=date(2026, 12, 31), reason="Spring festival")
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final, Literal

from app.i18n import _
from app.models import book, limits
from app.models.customers import Customer
from app.models.dates import add_days
from app.models.errors import Invalid, UserError
from app.models.limits import LimitVersion, NewLimit
from app.models.store import Store
from app.services import checks, limit_in_force, limit_sheet
from app.services.group_room import GroupRoom, group_room
from app.services.limit_in_force import InForce
from app.services.limit_sheet import LimitSheet

LONGEST_REASON: Final = 500


@dataclass(frozen=True, slots=True)
class Level:
    """What a limit is: not set, an amount in minor units (0 = cash before shipping), or unlimited."""

    state: Literal["not_set", "set", "unlimited"]
    amount: int = 0


class Limits:
    """The limits of the book."""

    def __init__(self, store: Store, today: date) -> None:
        self._store = store
        self._today = today

    def sheet(self, customer_id: int, on: date | None = None, *, terms_days: int | None = None) -> LimitSheet:
        """Everything about the limit on a day; `terms_days` = terms to count with instead of those in force.

        Raises UserError when the customer is gone.
        """
        day = on or self._today
        return limit_sheet.read(self._store, self._customer(customer_id, day), day, terms_days)

    def in_force(self, customer_id: int, on: date | None = None) -> InForce:
        return limit_in_force.in_force(self._store, customer_id, on or self._today)

    def versions(self, customer_id: int, *, voided: bool = False) -> list[LimitVersion]:
        """Every limit the customer ever had, the newest first."""
        return limits.versions(self._store, customer_id, voided=voided)

    def set_standing(
        self,
        customer_id: int,
        level: Level,
        *,
        valid_from: date | None = None,
        last_day: date | None = None,
        reason: str | None = None,
        review_id: int | None = None,
    ) -> int | None:
        """The standing limit from a day (today) to its last day, for good where none is named; returns its id, None for not set.

        Earlier versions that overlap end where it begins. Raises Invalid.
        """
        since = self._since(customer_id, valid_from)
        why = checks.text("reason", reason, longest=LONGEST_REASON)
        if level.state == "not_set":
            with self._store.change("limit.withdraw") as change:
                limits.withdraw_standing(change, customer_id, since)
            return None
        new = self._new(customer_id, level, since, last_day, why, review_id)
        with self._store.change("limit.standing") as change:
            return limits.put_standing(change, new)

    def set_temporary(
        self,
        customer_id: int,
        amount: int,
        *,
        last_day: date | None,
        valid_from: date | None = None,
        reason: str | None = None,
        review_id: int | None = None,
    ) -> int:
        """Adds to the standing limit until its last day. Raises Invalid: no last day, no amount, nothing to add to."""
        since = checks.day("valid_from", valid_from or self._today)
        if since < self._today:
            raise Invalid("valid_from", _("A temporary limit begins today or later. Choose another day."))
        if last_day is None:
            raise Invalid("last_day", _("A temporary limit needs a last day. Choose one."))
        checks.amount("amount", amount)
        if self.in_force(customer_id, since).state == "unlimited":
            raise Invalid("amount", _("The limit is unlimited on that day; nothing can be added to it."))
        why = checks.text("reason", reason, longest=LONGEST_REASON)
        new = self._new(customer_id, Level("set", amount), since, last_day, why, review_id)
        with self._store.change("limit.temporary") as change:
            return limits.put_temporary(change, new)

    def end(self, limit_id: int, on: date | None = None) -> None:
        """It holds no longer from that day (today); one that would only begin then is taken out of the book. Raises UserError."""
        day = on or self._today
        found = limits.version(self._store, limit_id)
        if found is None or found.voided_on is not None:
            raise UserError(_("This limit is no longer in the book. The list shows what is."))
        if day < self._today:
            raise UserError(_("A limit ends today or later; what held before stays as it was. Choose another day."))
        if found.valid_to is not None and found.valid_to <= day:
            raise UserError(_("This limit had already run out by then. Nothing was changed."))
        with self._store.change("limit.end") as change:
            limits.end(change, found, day)

    def group(self, customer_id: int, on: date | None = None) -> GroupRoom | None:
        """The group of a customer with the credit in use of its members; None for a customer without one."""
        with self._store.snapshot():
            return group_room(self._store, customer_id, on or self._today)

    def set_group(self, group_id: int, level: Level) -> None:
        """The limit of all members together, in the book's currency. Raises Invalid."""
        amount = checks.limit("amount", level.amount) if level.state == "set" else None
        with self._store.change("limit.group") as change:
            limits.set_group(change, group_id, level.state, amount)

    def book_currency(self) -> str:
        return book.company(self._store).currency

    def _new(
        self, customer_id: int, level: Level, since: date, last_day: date | None, why: str | None, review_id: int | None
    ) -> NewLimit:
        if last_day is not None and checks.day("last_day", last_day) < since:
            words = _("The limit begins on {day}; its last day cannot lie before that. Choose a later one.")
            raise Invalid("last_day", words.format(day=since))
        amount = checks.limit("amount", level.amount) if level.state == "set" else 0
        until = add_days(last_day, 1) if last_day else None
        currency = self._customer(customer_id, since).currency
        state: Literal["set", "unlimited"] = "unlimited" if level.state == "unlimited" else "set"
        return NewLimit(customer_id, state, amount, currency, since, until, why, review_id)

    def _since(self, customer_id: int, valid_from: date | None) -> date:
        """A limit may begin earlier than today, but not before one that has held since: that would rewrite the past."""
        since = checks.day("valid_from", valid_from or self._today)
        begun = [
            each.valid_from
            for each in limits.versions(self._store, customer_id)
            if each.kind == "standing" and each.valid_from <= self._today
        ]
        if begun and since < max(begun):
            words = _("Another limit holds since {day}, and the past is not rewritten. Choose that day or a later one.")
            raise Invalid("valid_from", words.format(day=max(begun)))
        return since

    def _customer(self, customer_id: int, on: date) -> Customer:
        return checks.customer(self._store, customer_id, on)

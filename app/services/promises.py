"""Promises to pay: made, taken back; what became of them is computed from receipts (`rules/promises.py`).

promise = services.promises.add(PromiseDraft(customer_id=7, due_on=date(2026, 11, 30), amount=6000000))
state = services.promises.of_customer(7)[0].state    # "pending"
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Final

from app.i18n import _
from app.models import promises, receivables
from app.models.change import Change
from app.models.dates import add_days
from app.models.errors import Invalid, UserError
from app.models.promised import Promise
from app.models.store import Store
from app.services import attachments as files
from app.services import checks, policies
from app.services.clocks import last_days
from app.services.promise_states import by_customer, states
from app.services.rules import promises as rules
from app.services.rules.promises import PromiseState

__all__ = ["CHANNELS", "PromiseDraft", "PromiseState", "Promises", "pauses", "put", "states"]
CHANNELS: Final = ("phone", "wechat", "sms", "email", "letter", "visit", "meeting")


@dataclass(frozen=True, slots=True, kw_only=True)
class PromiseDraft:
    """`amount` in minor units of `currency` (None = the customer's); `made_on` None = today; `instalments` = those it names.

    `written` = on paper or in a message; `file` = its evidence, copied (then it counts as strong).
    """

    customer_id: int
    due_on: date
    amount: int
    currency: str | None = None
    made_on: date | None = None
    by_whom: str | None = None
    channel: str | None = None
    written: bool = False
    note: str | None = None
    instalments: tuple[int, ...] = ()
    file: Path | None = None


def pauses(
    store: Store,
    on: date,
    customers: Collection[int] | None = None,
    lately: Mapping[int, Sequence[PromiseState]] | None = None,
) -> dict[int, date]:
    """Instalments that nobody is reminded of because a promise is open, and until which day; `lately` = the promises of those
    who have one (`by_customer`), where they are read already."""
    policy = policies.on(store, on)
    if lately is None:
        lately = by_customer(store, on, customers, add_days(on, -policy.promise_grace))
    holding = [each for of in lately.values() for each in rules.pausing(of, policy)]
    who = {each.promise.customer_id for each in holding}
    asked, last_day = promises.asked(store, on, who), last_days(store, on, who) if who else {}
    found: dict[int, date] = {}
    for each in holding:
        customer = each.promise.customer_id
        if customer not in last_day or each.until < last_day[customer]:
            for item in rules.covered(each, asked.get((customer, each.promise.currency), ())):
                found[item] = max(each.until, found.get(item, each.until))
    return found


def put(change: Change, draft: PromiseDraft, today: date, *, claims: bool = True) -> int:
    """Writes a promise inside a change; returns its id. Not `claims`: the paper it is in restarts the limitation by itself.

    Raises Invalid naming the field.
    """
    store = change.store
    row = _row(store, draft, today)
    named = _named(store, draft, row["currency"])
    file = files.read(draft.file) if draft.file else None
    promise_id = promises.insert(change, row, draft.instalments)
    if file is not None:
        files.put(change, file, "promise", promise_id, role="messages", on=date.fromisoformat(row["made_on"]))
    if draft.written and claims:
        strength = "medium" if file is None else "strong"
        for instalment in named or (None,):
            promises.claim(change, promise_id, row, instalment, strength)
    return promise_id


def _row(store: Store, draft: PromiseDraft, today: date) -> dict[str, Any]:
    customer = checks.customer(store, draft.customer_id, today)
    made = checks.past_day("made_on", draft.made_on or today, today)
    if checks.day("due_on", draft.due_on) < made:
        raise Invalid("due_on", _("The day promised is before the day of the promise. Check the dates."))
    if draft.channel is not None and draft.channel not in CHANNELS:
        raise Invalid("channel", _("Choose how it was said."))
    return {
        "customer_id": draft.customer_id, "made_on": made.isoformat(), "due_on": draft.due_on.isoformat(),
        "currency": checks.currency("currency", draft.currency or customer.currency),
        "amount": checks.amount("amount", draft.amount), "by_whom": checks.text("by_whom", draft.by_whom, longest=120),
        "channel": draft.channel, "written": int(draft.written), "note": checks.text("note", draft.note),
    }  # fmt: skip


def _named(store: Store, draft: PromiseDraft, currency: str) -> list[int]:
    """The first instalment of each receivable that the promise is about: how a claim on it is kept."""
    found = {}
    for instalment in draft.instalments:
        of = receivables.of_instalment(store, instalment)
        if of.customer_id != draft.customer_id or of.voided_on or of.currency != currency:
            raise Invalid("instalments", _("Choose receivables of this customer, in the currency of the promise."))
        found[of.id] = receivables.instalments(store, of.id)[0].id
    return list(found.values())


class Promises:
    """Writes them, and reads what became of them."""

    def __init__(self, store: Store, today: date) -> None:
        self._store = store
        self._today = today

    def add(self, draft: PromiseDraft) -> int:
        """Notes a promise; returns its id. Raises Invalid naming the field."""
        with self._store.change("promise.add") as change:
            return put(change, draft, self._today)

    def withdraw(self, promise_id: int) -> None:
        """From today the customer does not promise it any more. Raises UserError."""
        found = self._live(promise_id)
        if found.withdrawn_on:
            raise UserError(_("This promise is withdrawn already."))
        with self._store.change("promise.withdraw") as change:
            promises.update(change, promise_id, {"withdrawn_on": self._today.isoformat()})

    def void(self, promise_id: int) -> None:
        """As if it had never been noted. Raises UserError."""
        found = self._live(promise_id)
        with self._store.change("promise.void") as change:
            promises.update(change, promise_id, {"voided_on": self._today.isoformat()})
            promises.void_claims(change, found, self._today)

    def of_customer(self, customer_id: int, on: date | None = None) -> list[PromiseState]:
        """Those of one customer on a day, the newest first."""
        with self._store.snapshot():
            return states(self._store, on or self._today, (customer_id,))[::-1]

    def kept_rate(self, customer_id: int, on: date | None = None) -> float:
        """Share of promises kept, drawn towards what is usual while few are known."""
        day = on or self._today
        return rules.kept_rate(
            (each.state for each in self.of_customer(customer_id, day)), policies.on(self._store, day)
        )

    def _live(self, promise_id: int) -> Promise:
        found = promises.promise(self._store, promise_id)
        if found is None or found.voided_on:
            raise UserError(_("This promise is voided already."))
        return found

"""Every promise with what became of it: the list under Receivables, of one customer, and the report `promises`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Final

from app.i18n import _, mark, ngettext
from app.models import book, customers, promises
from app.models.money import Money
from app.models.promised import Promise
from app.models.store import Store
from app.services import contact_wording as words
from app.services import policies, promise_states
from app.services.formats import NOTHING, percent
from app.services.rules import promises as rules
from app.services.rules.promises import PromiseState
from app.services.sheets import Cells, Heads, ListSheet, columns

COLUMNS: Final[Heads] = (
    (mark("Customer"), "text"), (mark("Promised for"), "day"), (mark("Amount"), "money"), (mark("Received"), "money"), (mark("State"), "text"),
    (mark("About"), "text"), (mark("Who said it"), "text"), (mark("How"), "text"), (mark("Made on"), "day"),
)  # fmt: skip
ORDER: Final = ("broken", "partly", "today", "pending", "kept")


@dataclass(frozen=True, slots=True)
class Line:
    """`code` = a key of `contact_wording.STATES`; `numbers` of the receivables that it names."""

    id: int
    customer_id: int
    customer: str
    found: PromiseState
    code: str
    numbers: tuple[str, ...]
    on: date

    @property
    def promise(self) -> Promise:
        return self.found.promise

    @property
    def state_text(self) -> str:
        return words.state_text(self.found, self.on) if self.code != "voided" else words.voided_text()

    @property
    def about(self) -> str:
        return ", ".join(self.numbers) or _("Whatever is owed")


def lines(store: Store, on: date, customer_id: int | None = None) -> list[Line]:
    """Of all customers or one, the latest day promised first; of one customer voided ones too."""
    who = None if customer_id is None else (customer_id,)
    found = [(each, words.state(each, on)) for each in promise_states.states(store, on, who)]
    if customer_id is not None:
        voided = (each for each in promises.of_customer(store, customer_id) if each.voided_on)
        found += [(PromiseState(each, "withdrawn", 0, each.due_on), "voided") for each in voided]
    names = {each.id: each.short for each in customers.all_customers(store, on)}
    numbers = promises.numbers(store, {state.promise.id for state, _code in found if state.promise.items})
    made = [
        Line(state.promise.id, state.promise.customer_id, names[state.promise.customer_id], state, code, numbers.get(state.promise.id, ()), on)
        for state, code in found
    ]  # fmt: skip
    return sorted(made, key=lambda line: (line.promise.due_on, line.promise.made_on, line.id), reverse=True)


def kept_text(store: Store, on: date, found: Iterable[Line]) -> str:
    """ "Kept 3 of 4 · we count on 71 %": the second figure is drawn towards what is usual while few are known; "" while nothing is decided."""
    states = [each.found.state for each in found if each.code != "voided"]
    decided = [each for each in states if each in rules.DECIDED]
    rate = percent_of(rules.kept_rate(states, policies.on(store, on)))
    if not decided:
        return ""
    text = ngettext("Kept {kept} of {count} promise", "Kept {kept} of {count} promises", len(decided))
    kept = text.format(kept=decided.count("kept"), count=len(decided))
    return _("{kept} · expected of the next one: {rate}").format(kept=kept, rate=rate)


def percent_of(share: float) -> str:
    return percent(Decimal(str(share)), 0)


def report(store: Store, on: date) -> ListSheet:
    """Every promise but the withdrawn ones at the end of the day: the broken ones first, then by the day promised."""
    with store.snapshot():
        found = [each for each in lines(store, on) if each.code in ORDER]
        company = book.company(store)
    found.sort(key=lambda line: (ORDER.index(line.code), line.promise.due_on, line.customer))
    counts = Counter(each.code for each in found)
    told = " · ".join(f"{_(words.STATES[code][0])} {counts[code]}" for code in ORDER if counts[code])
    return ListSheet(
        name="promises", title=_("Promises to pay"), subtitle=_("At the end of {day}").format(day=on.isoformat()), company=company.name,
        as_of=on, columns=columns(COLUMNS), rows=tuple(map(_row, found)), customers=tuple(each.customer_id for each in found),
        notes=(told, _rule(store, on)) if found else (), nothing=_("Nobody has promised to pay yet."),
    )  # fmt: skip


def _row(line: Line) -> Cells:
    promise = line.promise
    return (
        line.customer, promise.due_on, Money(promise.amount, promise.currency), Money(line.found.received, promise.currency), line.state_text,
        line.about, promise.by_whom or NOTHING, words.channel_name(promise.channel), promise.made_on,
    )  # fmt: skip


def _rule(store: Store, on: date) -> str:
    policy = policies.on(store, on)
    text = _("Kept: at least {share} came by the day promised and {days} days after it.")
    return text.format(share=percent_of(policy.promise_kept), days=policy.promise_grace)

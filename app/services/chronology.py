"""The facts behind a claim in the order of their days, and each as a sentence: for a lawyer, a court, an insurer.

for fact in chronology.of(store, customer_id, "CNY", receivables, on):
    print(fact.on, chronology.sentence(fact))
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date
from typing import Final

from app.i18n import _, mark
from app.models import chronology
from app.models.chronology import ORDER, Fact
from app.models.dates import add_days
from app.models.store import Store
from app.services import promise_states
from app.services.contact_wording import CHANNELS
from app.services.dispute_wording import RESULTS, reason_name
from app.services.formats import day, joined, money
from app.services.legal_wording import event_name
from app.services.method_wording import method_name
from app.services.notice_wording import kind_name as notice_name
from app.services.policy_labels import LETTERS
from app.services.security_wording import kind_name as security_name
from app.services.statement_wording import SERVICES

SERVED: Final = {
    "signed": mark("{document} was signed for"),
    "delivered": mark("{document} was delivered"),
    "left": mark("{document} was left at the address"),
    "returned": mark("{document} came back undelivered"),
}
HAPPENED: Final = {
    "delivery": mark("Goods of {document} delivered"),
    "acceptance": mark("Goods of {document} accepted"),
}


def of(store: Store, customer_id: int, currency: str, receivables: Collection[int], on: date) -> tuple[Fact, ...]:
    """What happened about these debts until a day, the oldest first; a promise that was not kept on the day after its last."""
    found = chronology.facts(store, customer_id, currency, receivables, on)
    told = {each.id for each in found if each.kind == "promise"}
    found += _not_kept(store, customer_id, told, on)
    return tuple(sorted(found, key=lambda fact: (fact.on, _place(fact), fact.document or "", fact.id)))


def _not_kept(store: Store, customer_id: int, told: Collection[int], on: date) -> Iterator[Fact]:
    for state in promise_states.states(store, on, (customer_id,)):
        made = state.promise
        if made.id in told and state.state in ("broken", "partly"):
            yield Fact(
                add_days(state.until, 1),
                "not_kept",
                None,
                state.received,
                made.currency,
                state.state,
                None,
                made.due_on,
                made.id,
            )


def _place(fact: Fact) -> int:
    return ORDER.index(fact.kind) if fact.kind in ORDER else ORDER.index("promise")


def sentence(fact: Fact) -> str:
    """What happened, in one sentence without its day."""
    return _TOLD[fact.kind](fact)


def _amount(fact: Fact) -> str:
    return money(fact.amount or 0, fact.currency or "")


def _contract(fact: Fact) -> str:
    words = _("Contract {number} signed, {amount}")
    return _with(words.format(number=fact.document, amount=_amount(fact)), fact.text)


def _security(fact: Fact) -> str:
    words = _("Security given: {kind}, {amount}") if fact.amount else _("Security given: {kind}")
    return _with(words.format(kind=security_name(fact.code or ""), amount=_amount(fact)), fact.text)


def _shipped(fact: Fact) -> str:
    words = _("Goods shipped, delivery {number}, {amount}, for {invoice}")
    return words.format(number=fact.document, amount=_amount(fact), invoice=fact.text)


def _signed_for(fact: Fact) -> str:
    words = _("Delivery {number} signed for by {who}") if fact.text else _("Delivery {number} signed for")
    return words.format(number=fact.document, who=fact.text)


def _happened(fact: Fact) -> str:
    event = fact.code or "delivery"
    return _(HAPPENED[event]).format(document=fact.document)


def _invoice(fact: Fact) -> str:
    opening = fact.code == "opening"
    words = _("Balance taken over, {number}, {amount}") if opening else _("Receivable {number} issued, {amount}")
    told = words.format(number=fact.document, amount=_amount(fact))
    due = _("due {day}").format(day=day(fact.day)) if fact.day else ""
    invoice = _("tax invoice {number}").format(number=fact.text) if fact.text else ""
    return _("; ").join(filter(None, (told, due, invoice)))


def _due_changed(fact: Fact) -> str:
    words = _("Due date of {number} changed to {day}")
    return _with(words.format(number=fact.document, day=day(fact.day)), fact.text)


def _payment(fact: Fact) -> str:
    words = _("{amount} paid by {method} on {numbers}")
    numbers = joined(sorted((fact.document or "").split(",")))
    return words.format(amount=_amount(fact), method=method_name(fact.code or ""), numbers=numbers)


def _came_back(fact: Fact) -> str:
    return _("A payment of {amount} came back").format(amount=_amount(fact))


def _credit(fact: Fact) -> str:
    words = _("Credit note {number} of {amount} given for {numbers}")
    numbers = joined(sorted((fact.text or "").split(",")))
    return words.format(number=fact.document, amount=_amount(fact), numbers=numbers)


def _promise(fact: Fact) -> str:
    words = _("Promise to pay {amount} by {day}").format(amount=_amount(fact), day=day(fact.day))
    channel = _(CHANNELS[fact.code]) if fact.code in CHANNELS else ""
    return _with(words, joined(filter(None, (fact.text, channel))))


def _promise_broken(fact: Fact) -> str:
    if fact.code == "partly":
        words = _("The promise for {day} was kept in part: {amount} came")
        return words.format(day=day(fact.day), amount=_amount(fact))
    return _("The promise for {day} was not kept").format(day=day(fact.day))


def _reminder(fact: Fact) -> str:
    level, _blank, channel = (fact.code or "").partition(" ")
    words = _("{letter} {number}, {amount}, by {channel}")
    told = words.format(
        letter=_(LETTERS[int(level)]),
        number=fact.document,
        amount=_amount(fact),
        channel=_(CHANNELS[channel]) if channel in CHANNELS else channel,
    )
    return _("; ").join(filter(None, (told, _("to be paid by {day}").format(day=day(fact.day)) if fact.day else "")))


def _notice(fact: Fact) -> str:
    words = _("{notice} {number} made out")
    return words.format(notice=notice_name(fact.code or ""), number=fact.document)


def _served(fact: Fact) -> str:
    way = fact.code or "delivered"
    return _with(_(SERVED[way]).format(document=fact.document), fact.text)


def _statement(fact: Fact) -> str:
    words = _("Statement {number} of {day} over {amount} sent")
    way = _(SERVICES[fact.code]) if fact.code in SERVICES else None
    return _with(words.format(number=fact.document, day=day(fact.day), amount=_amount(fact)), way)


def _reply(fact: Fact) -> str:
    reply, _blank, sealed = (fact.code or "").partition(" ")
    if reply == "agrees":
        words = (
            _("Statement {number} confirmed under seal, {amount}")
            if sealed
            else _("Statement {number} confirmed, {amount}")
        )
    else:
        words = _("Statement {number} came back with differences")
    return _with(words.format(number=fact.document, amount=_amount(fact)), fact.text)


def _dispute(fact: Fact) -> str:
    words = _("{amount} of {number} disputed: {reason}")
    return _with(words.format(amount=_amount(fact), number=fact.document, reason=reason_name(fact.code)), fact.text)


def _dispute_ended(fact: Fact) -> str:
    result = _(RESULTS[fact.code]) if fact.code in RESULTS else fact.code or ""
    words = _("Dispute about {amount} of {number} ended: {result}")
    return words.format(amount=_amount(fact), number=fact.document, result=result)


def _event(fact: Fact) -> str:
    name = event_name(fact.code or "")
    told = _("{what} about {number}").format(what=name, number=fact.document) if fact.document else name
    return _with(told, fact.text)


def _with(told: str, more: str | None) -> str:
    """The sentence with what a person wrote behind it."""
    return _("{what} ({more})").format(what=told, more=more.strip()) if more and more.strip() else told


_TOLD: Final = {
    "contract": _contract, "security": _security, "shipped": _shipped, "signed_for": _signed_for, "happened": _happened,
    "invoice": _invoice, "due_changed": _due_changed, "payment": _payment, "came_back": _came_back, "credit": _credit,
    "promise": _promise, "not_kept": _promise_broken, "reminder": _reminder, "notice": _notice, "served": _served,
    "statement": _statement, "reply": _reply, "dispute": _dispute, "dispute_ended": _dispute_ended, "event": _event,
}  # fmt: skip

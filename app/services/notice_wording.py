"""Words of formal notices: their kinds, grounds, states, what still lacks and what serving one does."""

from __future__ import annotations

from datetime import date
from typing import Final

from app.i18n import _, mark, ngettext
from app.models.notices import Notice
from app.services.formats import NOTHING, day, money
from app.services.rules import notices as rules
from app.services.rules.bills import notice_by

KINDS: Final = {
    "lawyer_letter": mark("Lawyer's letter"),
    "payment_order": mark("Payment order data"),
    "repayment": mark("Repayment agreement"),
    "suspension": mark("Suspension of performance"),
    "guarantor": mark("Demand on a guarantor"),
    "refused_bill": mark("Refused draft"),
    "assignment": mark("Assignment of a claim"),
    "set_off": mark("Set-off"),
}
# What each is for, under the choice of the kind.
PURPOSES: Final = {
    "repayment": mark("They acknowledge the debt and pay it in parts. Signing it restarts the limitation period."),
    "suspension": mark("We deliver first and hold firm evidence that they cannot pay: stop until they give security."),
    "guarantor": mark("Has to reach the guarantor before the guarantee ends, or the guarantor is free."),
    "refused_bill": mark("Written notice to who gave us the draft, within 3 days of the proof of refusal."),
    "assignment": mark("The claim is somebody else's now: it binds the customer once the notice arrives."),
    "set_off": mark("What we owe them against what they owe us: it takes effect when the notice arrives."),
}
# 民法典 527, as a part of a sentence: "you ...".
GROUNDS: Final = {
    "worse": mark("are in serious financial deterioration"),
    "assets": mark("have moved assets or withdrawn capital to evade debts"),
    "reputation": mark("have lost your business reputation"),
    "other": mark("are in other circumstances that endanger performance"),
}
GROUND_NAMES: Final = {
    "worse": mark("Business has become seriously worse"),
    "assets": mark("Assets moved or capital withdrawn to evade debts"),
    "reputation": mark("Business reputation lost"),
    "other": mark("Other signs that they cannot perform"),
}
# Why a debt was written off.
WRITE_OFFS: Final = {
    "three_years": mark("Overdue for more than 3 years"),
    "small_sum": mark("Small, and overdue for more than 1 year"),
    "bankrupt": mark("The debtor is bankrupt"),
    "closed": mark("Closed, struck off or its licence revoked"),
    "dead": mark("Dead or missing"),
    "settlement": mark("Given up in a settlement"),
    "other": mark("Another reason"),
}
# By state: name, icon, colour.
STATES: Final = {
    "made": (mark("Not served yet"), "clock", "caution"),
    "signed": (mark("Signed for"), "check-circle", "good"),
    "delivered": (mark("Delivered by the courier"), "check-circle", "good"),
    "left": (mark("Left there"), "info", "text2"),
    "returned": (mark("Came back"), "warning", "overdue"),
    "voided": (mark("Voided"), "prohibit", "text2"),
}
PROBLEMS: Final = {
    "none": mark("Enter the days and amounts of the schedule."),
    "many": mark("At most 60 instalments, please."),
    "past": mark("The first day of the schedule is past. Choose a later one."),
    "order": mark("The days of the schedule have to follow each other."),
    "amount": mark("Each instalment is above zero."),
}
# The history.
TABLES: Final = {"notice": mark("Notice")}
FIELDS: Final = {"signed_by": mark("Signed for by"), "ground": mark("Ground")}
CODES: Final = {
    ("notice", "kind"): KINDS,
    ("notice", "served"): {code: STATES[code][0] for code in rules.SERVED},
    ("adjustment", "ground"): WRITE_OFFS,
}
OWN_FIELDS: Final = {("notice", "deadline_on"): mark("Last day given")}


def kind_name(code: str) -> str:
    return _(KINDS[code])


def state_name(code: str) -> str:
    return _(STATES[code][0])


def amount_text(found: Notice) -> str:
    return NOTHING if found.amount is None or found.currency is None else money(found.amount, found.currency)


def served_text(found: Notice) -> str:
    """ "Signed for · 2026-11-20 · SF123", "Not served yet"."""
    parts = [state_name(found.state), day(found.served_on) if found.served_on else "", found.tracking_no or ""]
    return " · ".join(filter(None, parts))


def problem_text(code: str, total: int, given: int, currency: str) -> str:
    """What is wrong with a schedule; "" where nothing is."""
    if code == "short":
        return _("{amount} of the debt is not in the schedule yet.").format(amount=money(total - given, currency))
    if code == "over":
        return _("The schedule is {amount} more than the debt.").format(amount=money(given - total, currency))
    return _(PROBLEMS[code]) if code else ""


def effect_text(kind: str, served: str, *, joint: bool | None = None, parts: int = 0) -> str:
    """What entering this about a notice does in the book."""
    if served == "returned":
        return _("It did not arrive: what it had brought is taken back. Serve it again by another way.")
    if kind == "guarantor":
        if rules.claims_guarantee(joint, served):
            return _("The guarantee counts as claimed: its deadline is met.")
        if joint is not True:
            return _("This guarantee is met only by suing the debtor: its deadline goes on.")
        return _("Left there proves little: the deadline of the guarantee goes on. Have it signed for.")
    event = rules.event_of(kind, served)
    if kind == "repayment":
        if event is None:
            return _("It binds once it is signed: nothing changes until then.")
        text = ngettext(
            "The limitation period restarts, and {count} instalment becomes a promise.",
            "The limitation period restarts, and {count} instalments become promises.",
            parts,
        )
        return text.format(count=parts)
    if kind == "set_off":
        return _("Now log a payment of what is set off, so that the receivables are settled in the book too.")
    if event is None:
        return _("Nothing else changes in the book.")
    if event[1] == "weak":
        return _("Noted as weak evidence: the deadline to sue goes on as before.")
    return _("The limitation period restarts on that day.")


def bill_notice_text(proof_on: date, on: date) -> str:
    """Until when the notice of a refused draft goes out."""
    last = notice_by(proof_on)
    if on > last:
        text = _("It was to go out by {day}. It still counts, but damage by the delay may be claimed from us.")
    else:
        text = _("It has to go out by {day}.")
    return text.format(day=last.isoformat())

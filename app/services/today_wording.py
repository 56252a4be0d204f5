"""The words of today's list: why a customer is on it, what to do, how the list is ordered.

Rules and models give codes; the words are chosen here, when they are shown, in the language in use.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Final

from app.i18n import _, mark, ngettext
from app.services import contract_reasons, feedback_wording, legal_wording, matter_wording, papers_out
from app.services.formats import day, money
from app.services.policy_labels import LETTERS
from app.services.rules.worklist import BY_COST, Reason

if TYPE_CHECKING:
    from app.services.monitoring import NextDue, WorkRow

# In the order of the chips.
REASONS: Final = {
    "promise_today": mark("Promised for today"),
    "promise_broken": mark("Promise not kept"),
    "stopped": mark("Credit stopped"),
    "overdue": mark("Overdue"),
    "letter_back": mark("Letter came back"),
    "follow_up": mark("Follow-up"),
    "due_soon": mark("Due soon"),
    "over_limit": mark("Over limit"),
    "prepayment": mark("Prepayment not received"),
    "shipped": mark("Day of payment come, nothing shipped"),
    "unsettled": mark("Dispute past its day"),
    "unapplied": mark("Unapplied"),
    "insurance": mark("Report to the insurer"),
    "review": mark("Review due"),
    "papers": mark("Papers run out"),
    "unanswered": mark("Not signed yet"),
    "feedback": mark("Feedback to settle"),
    "visit": mark("Visit due"),
    "clock": mark("Legal deadline"),
    "legal_date": mark("Day of a legal matter"),
}
WAITING: Final = mark("Waiting")
DEEDS: Final = {
    "promise_today": mark("Check if it came in"),
    "promise_broken": mark("Call about the promise"),
    "stopped": mark("Nothing more on credit"),
    "letter_back": mark("Check their address"),
    "follow_up": mark("Follow up"),
    "unsettled": mark("Settle the dispute"),
    "due_soon": mark("Remind early"),
    "over_limit": mark("Collect before shipping more"),
    "prepayment": mark("Collect before the goods leave"),
    "shipped": mark("Record the shipment"),
    "unapplied": mark("Apply it"),
    "unanswered": mark("Ask for the sealed statement"),
    "review": mark("Review again"),
    "papers": mark("Renew it"),
    "feedback": mark("Settle it"),
    "visit": mark("Visit"),
    "legal_date": mark("Prepare it"),
}
STEPS: Final = {
    "": mark("Call"),
    "call": mark("Call"),
    "visit": mark("Visit"),
    "court": mark("Go to court"),
    "write_off": mark("File for writing off"),
}
FOLLOW_UPS: Final = {
    "asks_instalments": mark("They asked to pay in instalments"),
    "disputes": mark("They dispute something"),
    "new_contact": mark("They named somebody else to talk to"),
    "other": mark("Follow-up agreed"),
}
WAITS: Final = {
    "contact": mark("Spoken to, waits until {day}"),
    "promise": mark("Promised, waits until {day}"),
    "hold": mark("Reminders held until {day}"),
    "snooze": mark("Put off until {day}"),
}
# Until somebody says otherwise.
OPEN_WAITS: Final = {
    "hold": mark("Reminders held until somebody lifts the hold"),
    "court": mark("Before a court"),
}


def reason_text(reason: Reason) -> str:
    """The sentence of a reason: what is the matter and how much."""
    return _SENTENCES[reason.code](reason)


def to_do(reasons: Sequence[Reason]) -> str:
    """What to do about the strongest reason, and how many more there are: "Call · 41 days overdue: ¥80,000.00  +1"."""
    first = f"{_deed(reasons[0])} · {reason_text(reasons[0])}"
    return f"{first}  +{len(reasons) - 1}" if len(reasons) > 1 else first


def row_text(row: WorkRow) -> str:
    """What to do, or why nothing is to be done today."""
    return f"{waits_text(row)} · {reason_text(row.reasons[0])}" if row.waits else to_do(row.reasons)


def waits_text(row: WorkRow) -> str:
    """Why a customer waits, and until when: "Put off until 2026-11-25"."""
    if row.until is None:
        return _(OPEN_WAITS[row.waits])
    return _(WAITS[row.waits]).format(day=day(row.until))


def why(row: WorkRow) -> str:
    """Why a customer is on the list: every reason on a line of its own, and what ranks those who are overdue."""
    lines = [_("Why this is here:"), *(f"· {reason_text(each)}" for each in row.reasons)]
    if row.cost and row.reasons[0].code in BY_COST:
        words = {"amount": money(row.cost, row.reasons[0].currency)}
        lines.append(_("Waiting 30 days more is expected to cost {amount}.").format(**words))
    if row.last is not None and row.last.unreached > 1:
        lines.append(_("Not reached {count} times in 10 days.").format(count=row.last.unreached))
    return "\n".join([waits_text(row), *lines] if row.waits else lines)


def order_text() -> str:
    """How the list is ordered, for the tooltip of its first column."""
    return _(
        "First promises due today or not kept, then credit newly stopped, then letters that came back and what is overdue and nobody was spoken to about for a week: "
        "the customer first where 30 days more of waiting cost most, by how much less can be collected from older debts, with deadlines that come near. "
        "Then prepayments missing for goods due to leave, over the limit, disputes past their day, last days of the insurance, due within 3 days, "
        "due within 7 days, money not applied, reviews that are due, papers that run out, statements not signed, feedback, visits, legal deadlines and court dates."
    )


def _deed(reason: Reason) -> str:
    if reason.code in ("clock", "insurance"):
        return legal_wording.deed_text(reason.what)
    if reason.code != "overdue":
        return _(DEEDS[reason.code])
    if reason.what.startswith("remind_"):
        return _(LETTERS[int(reason.what[-1])])
    return _(STEPS[reason.what])


def _overdue(reason: Reason) -> str:
    amount, days = money(reason.amount, reason.currency), _days(reason.days)
    if reason.count == 1:
        return _("{days} overdue: {amount}").format(days=days, amount=amount)
    items = _items_short(reason.count)
    return _("{days} overdue: {items}, {amount}").format(days=days, items=items, amount=amount)


def _promise_today(reason: Reason) -> str:
    amount = money(reason.amount, reason.currency)
    if reason.days == 0:
        return _("Promised for today: {amount}").format(amount=amount)
    return _("Promised for {days} ago, not in yet: {amount}").format(days=_days(reason.days), amount=amount)


def _promise_broken(reason: Reason) -> str:
    words = {"amount": money(reason.amount, reason.currency), "days": _days(reason.days)}
    if reason.count > 1:
        return _("{count} promises not kept, the first {days} ago: {amount} missing").format(
            **words, count=reason.count
        )
    return _("Promise of {days} ago not kept: {amount} missing").format(**words)


def _stopped(reason: Reason) -> str:
    if reason.what == "hold":
        return _("On hold for {days}: {why}").format(days=_days(reason.days), why=reason.document)
    return _("Since the last week nothing is sold to them on credit")


def _letter_back(reason: Reason) -> str:
    words = {"document": reason.document, "when": legal_wording.left_text(-reason.days)}
    if reason.count > 1:
        return _("Letter {document} came back {when}, {count} more").format(**words, count=reason.count - 1)
    return _("Letter {document} came back {when}").format(**words)


def _follow_up(reason: Reason) -> str:
    text = _(FOLLOW_UPS[reason.what])
    if reason.days == 0:
        return _("{what}: today").format(what=text)
    return _("{what}: {days} ago").format(what=text, days=_days(reason.days))


def _due_soon(reason: Reason) -> str:
    amount = money(reason.amount, reason.currency)
    when = _("today") if reason.days == 0 else _("in {days}").format(days=_days(reason.days))
    if reason.count == 1:
        return _("Due {when}: {amount}").format(when=when, amount=amount)
    words = {"when": when, "items": _items_short(reason.count), "amount": amount}
    return _("First due {when}: {items}, {amount}").format(**words)


def _over_limit(reason: Reason) -> str:
    return _("{amount} over the credit limit").format(amount=money(reason.amount, reason.currency))


def _unsettled(reason: Reason) -> str:
    words = {"days": _days(reason.days), "amount": money(reason.amount, reason.currency)}
    return _("{amount} in dispute, to be settled {days} ago").format(**words)


def _unapplied(reason: Reason) -> str:
    return _("{amount} received and not applied yet").format(amount=money(reason.amount, reason.currency))


def _unanswered(reason: Reason) -> str:
    words = {"document": reason.document, "days": _days(reason.days), "count": reason.count - 1}
    if reason.count > 1:
        return _("{document} sent {days} ago has not come back, {count} more").format(**words)
    return _("{document} sent {days} ago has not come back").format(**words)


def _clock(reason: Reason) -> str:
    words = {"what": legal_wording.clock_name(reason.what), "when": legal_wording.left_text(reason.days)}
    words["document"], more = reason.document, reason.count - 1
    if more:
        return _("{what} {document}: last day {when}, {count} more").format(**words, count=more)
    return _("{what} {document}: last day {when}").format(**words)


def _review(reason: Reason) -> str:
    if reason.what == "override":
        return _("The grade changed by hand ran out {days} ago").format(days=_days(-reason.days))
    if reason.days == 0:
        return _("Credit review due today, the last was {document}").format(document=reason.document)
    words = {"days": _days(abs(reason.days)), "document": reason.document}
    if reason.days < 0:
        return _("Credit review due for {days}, the last was {document}").format(**words)
    return _("Credit review due in {days}, the last was {document}").format(**words)


def _feedback(reason: Reason) -> str:
    words = {"what": feedback_wording.kind_name(reason.what), "days": _days(reason.days)}
    if reason.count > 1:
        return _("{what} to be settled {days} ago, {count} more").format(**words, count=reason.count - 1)
    return _("{what} to be settled {days} ago").format(**words)


def _legal_date(reason: Reason) -> str:
    words = {"what": _(matter_wording.KINDS[reason.what]), "when": legal_wording.left_text(reason.days)}
    words["document"], more = reason.document, reason.count - 1
    if more:
        return _("{what} {document}: {when}, {count} more").format(**words, count=more)
    return _("{what} {document}: {when}").format(**words)


def _visit(reason: Reason) -> str:
    if reason.days == 0:
        return _("Visit due today")
    return _("Visit due for {days}").format(days=_days(reason.days))


_SENTENCES: Final[dict[str, Callable[[Reason], str]]] = {
    "promise_today": _promise_today,
    "promise_broken": _promise_broken,
    "stopped": _stopped,
    "overdue": _overdue,
    "letter_back": _letter_back,
    "follow_up": _follow_up,
    "due_soon": _due_soon,
    "over_limit": _over_limit,
    "prepayment": contract_reasons.prepayment_text,
    "shipped": contract_reasons.passed_text,
    "unsettled": _unsettled,
    "unapplied": _unapplied,
    "unanswered": _unanswered,
    "feedback": _feedback,
    "visit": _visit,
    "clock": _clock,
    "insurance": _clock,
    "legal_date": _legal_date,
    "review": _review,
    "papers": papers_out.text,
}


def _days(count: int) -> str:
    return ngettext("{count} day", "{count} days", count)


def _items_short(count: int) -> str:
    return ngettext("{count} item", "{count} items", count)


def all_done(following: NextDue | None, currency: str) -> str:
    """What Today says when nothing is to be done, with what falls due next."""
    if following is None:
        return _("Nothing needs doing today.")
    words = {"day": following.due_on.isoformat(), "name": following.name, "amount": money(following.amount, currency)}
    return _("Nothing needs doing today. Next: {name}, {amount} due on {day}.").format(**words)

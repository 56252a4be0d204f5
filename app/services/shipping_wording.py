"""Words of "May I ship?": the verdict, each reason with its figures, each way out, what was answered before."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any, Final

from app.i18n import _, mark, ngettext
from app.services.formats import joined, money, percent
from app.services.policy_labels import WORDS
from app.services.review_wording import ROLES
from app.services.rules.authority import free_on
from app.services.rules.parameters import Policy
from app.services.shipping_sheet import Answer, Reason, Step, Way

VERDICTS: Final = {
    "ok": mark("You can ship"), "conditions": mark("You can ship, with care"), "prepay": mark("Collect first"),
    "approval": mark("Needs an exception approved"), "stop": mark("Cash before shipping"),
}  # fmt: skip
STEPS: Final = {
    "collect": mark("Collect what is overdue"), "receive": mark("Receive money before shipping"), "smaller": mark("Ship less"),
    "adopt": mark("Adopt the proposed limit"), "lift": mark("Lift the hold"), "approval": mark("Approve an exception"),
}  # fmt: skip
LEVELS: Final = {
    "manager": ROLES["manager"], "manager_owner": mark("two managers, or the owner"), "owner": ROLES["owner"],
}  # fmt: skip
UNINSURED: Final = {
    "limit_cancelled": mark("the insurer cancelled its limit"), "limit_expired": mark("the insurer's limit has run out"),
    "policy_ended": mark("the policy has ended"), "limit_zero": mark("the insurer's limit is zero"),
    "stopped": mark("older debts are too long overdue for the insurer"),
    "buyer_excluded": mark("the policy does not take this buyer"), "terms_long": mark("the terms are longer than the policy allows"),
}  # fmt: skip

Words = Callable[[Mapping[str, Any], Callable[[str], str]], str]


def look(answer: Answer) -> str:
    """The verdict, or "unrated" where too little is known to give credit at all."""
    return "unrated" if answer.is_unrated and answer.verdict == "approval" else answer.verdict


def verdict_name(code: str) -> str:
    return _(VERDICTS[code])


def verdict_text(answer: Answer) -> str:
    """The answer in one line."""
    if look(answer) == "unrated":
        return _("Too little is known: better cash before shipping")
    if answer.verdict == "prepay" and answer.collect:
        return _("Collect {amount} first, then ship").format(amount=money(answer.collect, answer.currency))
    if any(each.code == "hold" for each in answer.reasons):
        return _("Do not ship: on hold")
    if answer.verdict == "conditions" and any(each.code == "limit_not_set" for each in answer.reasons):
        return _("You can ship, but set a limit first")
    return _(VERDICTS[answer.verdict])


def reason_text(reason: Reason, answer: Answer) -> str:
    """A fact with its figures and the rule it meets."""
    return _REASONS[reason.code](reason.figures, lambda name: money(reason.figures[name], answer.currency))


def more_text(answer: Answer) -> str:
    """How many other reasons there are; nothing where all are told."""
    if not answer.more:
        return ""
    return ngettext("and {count} other reason", "and {count} other reasons", answer.more).format(count=answer.more)


def good_text(answer: Answer) -> str:
    """What speaks for them; nothing where nothing is known, or it does not."""
    if answer.on_time is None or answer.on_time < GOOD_SHARE:
        return ""
    text = _("{share} of the last 12 months' money came on time, which is good")
    return text.format(share=_share(answer.on_time))


def ways_texts(answer: Answer) -> list[str]:
    return [way_text(each, answer) for each in answer.ways]


def way_text(way: Way, answer: Answer) -> str:
    """One or two steps and where that leads."""
    told = [_step(each, way, answer) for each in way.steps]
    steps = told[0] if len(told) == 1 else _("Two steps: {first}; {second}").format(first=told[0], second=told[1])
    if way.steps[-1].code == "approval":
        return steps
    after = money(way.after, answer.currency)
    if answer.limit.state == "set" and way.after <= (answer.limit.amount or 0):
        return _("{steps} (after shipping they owe {amount}, within the limit)").format(steps=steps, amount=after)
    return _("{steps} (after shipping they owe {amount})").format(steps=steps, amount=after)


def step_name(code: str) -> str:
    """Of one way, "collect" or "lift+collect"; words of a person stay as they are."""
    return _(" + ").join(_(STEPS[each]) if each in STEPS else each for each in code.split("+"))


def limit_text(answer: Answer) -> str:
    """The limit that the order is held against."""
    limit = answer.limit
    if limit.state == "unlimited":
        return _("limit unlimited")
    if limit.state == "expired":
        return _("limit has run out")
    if limit.state == "unknown":
        return _("limit in a currency without a rate")
    if limit.state == "not_set" or limit.amount is None:
        text = _("no limit set, {amount} proposed")
        return text.format(amount=money(limit.proposal, answer.currency))
    return _("limit {amount}").format(amount=money(limit.amount, answer.currency))


def covers_text(rules: tuple[str, ...]) -> str:
    """What an approval releases."""
    return joined(_(WORDS[each]) for each in rules if each in WORDS)


def level_name(code: str) -> str:
    """Who may approve: a code of `releases.LEVELS`."""
    return _(LEVELS[code])


def refusal_text(code: str, level: str, policy: Policy, proposed_on: date) -> str:
    """Why somebody may not approve now, and what would do."""
    if code == "role":
        return _("This is approved by: {role}. Ask them to approve it.").format(role=level_name(level))
    if code == "second":
        return _("So much needs two managers: a manager records the decision, another approves it. Or ask the owner.")
    if code == "wait":
        text = _("You decide alone, so going beyond the limit waits a day: it can be approved from {day} on.")
        return text.format(day=free_on(policy, proposed_on).isoformat())
    return _(REFUSALS[code])


def _step(step: Step, way: Way, answer: Answer) -> str:
    amount = "" if step.amount is None else money(step.amount, answer.currency)
    if step.code == "collect":
        return _("Collect {amount} of what is overdue").format(amount=amount)
    if step.code == "receive":
        return _("Receive {amount} before shipping").format(amount=amount)
    if step.code == "smaller":
        return _("Ship for {amount} at most").format(amount=amount)
    if step.code == "adopt":
        return _("Adopt the proposed limit of {amount}").format(amount=amount)
    if step.code == "approval":
        return _("Approve an exception, on record, for: {rules}").format(rules=covers_text(way.covers))
    return _("Lift the hold")


def _share(points: int) -> str:
    return percent(Decimal(points) / 10_000, 0)


def _days(count: int) -> str:
    return ngettext("{count} day", "{count} days", count).format(count=count)


def _overdue(told: Mapping[str, Any], amount: Callable[[str], str]) -> str:
    text = _("{amount} is overdue, the oldest by {days} (your rule: over {most}, collect first)")
    return text.format(amount=amount("amount"), days=_days(told["days"]), most=_days(told["most"]))


def _overdue_share(told: Mapping[str, Any], amount: Callable[[str], str]) -> str:
    text = _("{share} of what they owe is overdue, {amount} (your rule: at most {most})")
    return text.format(share=_share(told["share"]), amount=amount("amount"), most=_share(told["most"]))


def _over(told: Mapping[str, Any], amount: Callable[[str], str]) -> str:
    text = _("After shipping they owe {after}, {share} over the limit of {limit}")
    return text.format(after=amount("after"), limit=amount("limit"), share=percent(Decimal(told["share"]) / 10_000))


def _group(told: Mapping[str, Any], amount: Callable[[str], str]) -> str:
    text = _("After shipping the group owes {after}, {over} over its limit of {limit}")
    return text.format(after=amount("after"), over=amount("over"), limit=amount("limit"))


def _group_late(told: Mapping[str, Any], _amount: Callable[[str], str]) -> str:
    text = ngettext(
        "{count} other member of the group is more than {most} overdue",
        "{count} other members of the group are more than {most} overdue",
        told["count"],
    )
    return text.format(count=told["count"], most=_days(told["most"]))


def _order(text: str, alone: str) -> Words:
    """With the orders of the last days where there are some."""

    def told(figures: Mapping[str, Any], amount: Callable[[str], str]) -> str:
        if not figures["split"]:
            return _(alone).format(amount=amount("amount"), most=amount("most"))
        return _(text).format(amount=amount("amount"), split=amount("split"), most=amount("most"))

    return told


def _uninsured(told: Mapping[str, Any], _amount: Callable[[str], str]) -> str:
    why = UNINSURED[told["why"]]
    return _("New shipments are not insured: {why}").format(why=_(why))


def _usual(told: Mapping[str, Any], amount: Callable[[str], str]) -> str:
    text = _("{amount} is more than {factor} times what they usually buy, {average}")
    return text.format(amount=amount("amount"), factor=f"{told['factor']:g}", average=amount("average"))


def _prepayment(told: Mapping[str, Any], amount: Callable[[str], str]) -> str:
    text = _("{missing} of the prepayment of {required} is missing, {received} has come")
    return text.format(missing=amount("missing"), required=amount("required"), received=amount("received"))


def _papers(told: Mapping[str, Any], _amount: Callable[[str], str]) -> str:
    text = ngettext("{count} paper of the file has run out", "{count} papers of the file have run out", told["count"])
    return text.format(count=told["count"])


def _broken(told: Mapping[str, Any], _amount: Callable[[str], str]) -> str:
    text = ngettext("{count} promise to pay was broken", "{count} promises to pay were broken", told["count"])
    return text.format(count=told["count"])


def _plain(text: str, *amounts: str) -> Words:
    """A sentence with amounts only."""
    return lambda _told, amount: _(text).format(**{name: amount(name) for name in amounts})


REFUSALS: Final = {
    "same_person": mark("Who recorded the decision does not approve it. Another person must approve."),
    "reason": mark("Write down why: an approval needs a typed reason."),
}
GOOD_SHARE: Final = 8_000
_REASONS: Final[Mapping[str, Words]] = {
    "hold": _plain(mark("They are on a credit hold")),
    "grade_stop": _plain(mark("They are graded D: cash before shipping")),
    "broken": _broken,
    "oldest_overdue": _overdue,
    "overdue_share": _overdue_share,
    "limit": _over,
    "limit_zero": _plain(mark("Their limit is zero: cash before shipping")),
    "limit_not_set": _plain(
        mark("No limit is set; {after} is within the {limit} that the rules propose"), "after", "limit"
    ),
    "limit_proposal": _plain(
        mark("No limit is set; {after} is more than the {limit} that the rules propose"), "after", "limit"
    ),
    "limit_unknown": _plain(mark("The limit cannot be compared: an exchange rate is missing")),
    "limit_expired": _plain(mark("Their limit has run out: review them, or cash before shipping")),
    "group": _group,
    "group_late": _group_late,
    "max_order": _order(
        mark("With the orders of the last days ({split}) this is {amount}, above the largest order of {most}"),
        mark("{amount} is above the largest order of {most}"),
    ),
    "reminder": lambda told, _amount: _("They have reached reminder level {level}").format(level=told["level"]),
    "large_deal": _order(
        mark("A large deal: with the orders of the last days ({split}) {amount}, your line is {most}"),
        mark("A large deal: {amount}, your line is {most}"),
    ),
    "large_usual": _usual,
    "prepayment": _prepayment,
    "insurance": _plain(mark("After shipping {beyond} is beyond the insurer's limit of {limit}"), "beyond", "limit"),
    "insurance_stopped": _uninsured,
    "papers": _papers,
    "stop_line": _plain(mark("After shipping they owe {after}, past their stop line of {line}"), "after", "line"),
}
